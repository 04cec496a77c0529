//! A table of pairs as a file, whichever form it has.

use super::{PairTable, PairTableError};
use crate::MasterError;
use crate::master::{MasterLimits, archived_texts};
use shohosen_report::Words;

impl PairTable {
    /// Reads a table of pairs as it comes: the check master of the 支払基金 (its zip archive, or the
    /// file `IY_HeiyoKinki*` out of it), or the simple CSV of [`from_csv`](Self::from_csv). `name`
    /// is that of the file; the edition of the check master is the date in it.
    ///
    /// # Errors
    /// If it is neither of them, or damaged.
    pub fn from_file(name: &str, bytes: &[u8]) -> Result<Self, PairTableError> {
        let Some(texts) = archived_texts(bytes, &MasterLimits::default())? else {
            return match is_simple(bytes) {
                true => Self::from_csv(bytes),
                false => Self::from_receipt_office(bytes, &edition(name)),
            };
        };
        let table = texts.into_iter().find(|(inner, _)| inner.contains("HeiyoKinki"));
        let (inner, text) = table.ok_or(MasterError::Archive {
            problem: Words::new(
                "併用禁忌の表（HeiyoKinki）が入っていません",
                "no table of contraindicated pairs (HeiyoKinki) in it",
            ),
        })?;
        let dated = edition(&inner);
        Self::from_receipt_office(&text, if dated == inner { name } else { &dated })
    }
}

/// The simple form begins with a comment or with its heading.
fn is_simple(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |text: &[u8]| bytes.starts_with(text);
    begins(b"#") || begins(b"left,") || begins(b"\"left\"")
}

/// The date in the name of a file, else the name.
fn edition(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut numbers = file.split(|character: char| !character.is_ascii_digit());
    numbers.find(|digits| digits.len() == 8).unwrap_or(file).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_told_apart_and_the_edition_comes_from_the_name() {
        let simple = "left,right,kind,washout_days\n1119001,1190023,,\n";
        assert_eq!(PairTable::from_file("a.csv", simple.as_bytes()).unwrap().pairs.len(), 1);
        let official = "L,R,3,4,5,6,7,8,K,10\n616290177,622374201,,,,,,,0,\n";
        let table =
            PairTable::from_file("x/IY_HeiyoKinki_20251031.csv", official.as_bytes()).unwrap();
        assert_eq!((table.pairs.len(), table.edition.as_str()), (1, "20251031"));
        for bytes in [&b""[..], b"PK\x03\x04", b"\x00\x01", b"a,b\nc,d\n"] {
            assert!(PairTable::from_file("x", bytes).is_err());
        }
    }
}
