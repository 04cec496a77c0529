//! The simple CSV form of a table of pairs.

use super::{DrugPair, DrugSelector, PairKind, PairTable, PairTableError};
use crate::master::{MasterLimits, csv_rows, decode_text};
use shohosen_report::Words;
use shohosen_terms::whole_number;

const KINDS: Words = Words::new(
    "contraindicated または caution でなければなりません（空は contraindicated）",
    "expected: contraindicated or caution (empty: contraindicated)",
);
const DAYS: Words = Words::new(
    "0〜65535 の整数または空でなければなりません",
    "expected: a whole number from 0 to 65535, or nothing",
);

impl PairTable {
    /// Reads CSV (UTF-8 or CP932) with the columns `left,right,kind,washout_days`. `kind` is
    /// `contraindicated` (also when left empty) or `caution`; see
    /// [`DrugSelector::parse`] for the two sides. `# source:` and `# edition:` lines at the top
    /// say where the table comes from.
    ///
    /// ```
    /// use shohosen_medication::PairTable;
    ///
    /// let table = PairTable::from_csv(
    ///     "# source: 院内\n# edition: 2026-11-01\nleft,right,kind,washout_days\n\
    ///      イトラコナゾール@内用,1190023,contraindicated,\n"
    ///         .as_bytes(),
    /// )?;
    /// assert_eq!((table.source.as_str(), table.pairs.len()), ("院内", 1));
    /// # Ok::<(), shohosen_medication::PairTableError>(())
    /// ```
    ///
    /// # Errors
    /// If a row is not of this form, or no row holds a pair.
    pub fn from_csv(bytes: &[u8]) -> Result<Self, PairTableError> {
        let text = decode_text(bytes)?;
        let mut table = Self::default();
        csv_rows(&text, &MasterLimits::default(), |line, fields| {
            let field = |place: usize| fields.get(place).map_or("", |field| field.trim());
            if let Some(comment) = field(0).strip_prefix('#') {
                let comment = comment.trim();
                if let Some(source) = comment.strip_prefix("source:") {
                    table.source = source.trim().to_owned();
                } else if let Some(edition) = comment.strip_prefix("edition:") {
                    table.edition = edition.trim().to_owned();
                }
                return Ok(());
            }
            if field(0) == "left" {
                return Ok(());
            }
            let error = |column, problem| PairTableError::Cell { line, column, problem };
            let kind = match field(2) {
                "contraindicated" | "" => PairKind::Contraindicated,
                "caution" => PairKind::Caution,
                _ => return Err(error("kind", KINDS)),
            };
            let washout_days = match field(3) {
                "" => None,
                days => {
                    let days = whole_number(days).and_then(|days| days.try_into().ok());
                    Some(days.ok_or_else(|| error("washout_days", DAYS))?)
                }
            };
            table.pairs.push(DrugPair {
                left: DrugSelector::parse(field(0)).map_err(|problem| error("left", problem))?,
                right: DrugSelector::parse(field(1)).map_err(|problem| error("right", problem))?,
                kind,
                washout_days,
                official: false,
            });
            Ok(())
        })?;
        if table.pairs.is_empty() {
            return Err(PairTableError::Row {
                line: 1,
                problem: Words::new("組み合わせが 1 つもありません", "no pair in the file"),
            });
        }
        Ok(table)
    }
}
