//! The check master of the 支払基金 (コンピュータチェック「チェックマスタ」, `IY_HeiyoKinki*`).

use super::{DrugPair, DrugSelector, PairKind, PairTable, PairTableError};
use crate::ReceiptCode;
use crate::master::{MasterLimits, csv_rows, decode_text};
use crate::tables::PAIR_COLUMNS;
use shohosen_report::Words;
use std::collections::HashSet;

impl PairTable {
    /// Reads the CSV of contraindicated pairs (CP932, one heading line, ten columns): columns 1 and 2 are
    /// レセ電 codes, column 9 is 変更区分, of which 1 and 9 are withdrawn rows. The file lists both
    /// directions; each pair is kept once. The file says neither source nor edition: give the
    /// edition from its name.
    ///
    /// # Errors
    /// If a row has another number of columns, or none holds a pair of codes.
    pub fn from_receipt_office(bytes: &[u8], edition: &str) -> Result<Self, PairTableError> {
        let text = decode_text(bytes)?;
        let mut pairs = Vec::new();
        let mut seen = HashSet::new();
        csv_rows(&text, &MasterLimits::default(), |line, fields| {
            if fields.len() != PAIR_COLUMNS {
                let (expected, actual) = (PAIR_COLUMNS, fields.len());
                return Err(PairTableError::Columns { line, expected, actual });
            }
            let field = |place: usize| fields.get(place).map_or("", |field| field.trim());
            let (Ok(left), Ok(right)) =
                (ReceiptCode::parse(field(0)), ReceiptCode::parse(field(1)))
            else {
                if line == 1 {
                    return Ok(());
                }
                return Err(PairTableError::Row {
                    line,
                    problem: Words::new(
                        "レセ電コードの組ではありません",
                        "not a pair of receipt codes",
                    ),
                });
            };
            let withdrawn = matches!(field(8), "1" | "9");
            if !withdrawn && seen.insert((left.min(right), left.max(right))) {
                pairs.push(DrugPair {
                    left: DrugSelector::Receipt(left),
                    right: DrugSelector::Receipt(right),
                    kind: PairKind::Contraindicated,
                    washout_days: None,
                    official: true,
                });
            }
            Ok(())
        })?;
        if pairs.is_empty() {
            return Err(PairTableError::Row {
                line: 1,
                problem: Words::new("組み合わせが 1 つもありません", "no pair in the file"),
            });
        }
        let source = "支払基金 コンピュータチェック チェックマスタ".to_owned();
        Ok(Self { source, edition: edition.to_owned(), pairs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_are_one_pair_and_withdrawn_rows_none() {
        let csv = "医薬品L,医薬品R,3,4,5,6,7,8,変更区分,10\n\
                   616290177,622374201,,,,,,,0,\n622374201,616290177,,,,,,,0,\n\
                   616140105,622374201,,,,,,,9,\n";
        let table = PairTable::from_receipt_office(csv.as_bytes(), "20251031").unwrap();
        assert_eq!(table.pairs.len(), 1);
        let columns = |line, actual| PairTableError::Columns { line, expected: 10, actual };
        let of = |bytes: &[u8]| PairTable::from_receipt_office(bytes, "").unwrap_err();
        assert_eq!(of(b"x\ny,z\n"), columns(1, 1));
        assert_eq!(
            of(csv.replace("622374201,616290177,", "622374201,616290177").as_bytes()),
            columns(3, 9)
        );
        assert_eq!(of(csv.replace(",9,", ",9,,").as_bytes()), columns(4, 11));
    }
}
