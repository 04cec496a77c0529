//! The explicit table of components: which ingredients a code stands for.

use crate::master::{MasterLimits, csv_rows, decode_text};
use shohosen_report::Words;
use std::collections::BTreeMap;

/// How far the components of a drug are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Completeness {
    /// All are known.
    Complete,
    /// Some are known; the drug may hold more.
    Partial,
    /// A drug of one ingredient that no table names: it can be compared by the seven digits of its
    /// code only, so that other codes of the ingredient are not found.
    CodeOnly,
    /// A combination of which none is known: the drug can be compared as a whole only.
    Unknown,
}

/// Components by the beginning of the price-list code (7 to 12 characters; the longest that fits
/// counts). The table that comes with the crate holds preparations whose 成分名 does not say what
/// is in them, and the common ingredients that are spread over several seven-digit codes, so that
/// these are found without a price list, too. A user's table goes before it.
///
/// As CSV, with this header:
///
/// ```
/// # use shohosen_medication::IngredientTable;
/// let table = IngredientTable::from_csv(
///     "code,completeness,ingredients\n\
///      1180107,complete,サリチルアミド・アセトアミノフェン・無水カフェイン・プロメタジン\n"
///         .as_bytes(),
/// )?;
/// assert_eq!(table.len(), 1);
/// # Ok::<(), shohosen_medication::IngredientTableError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IngredientTable {
    entries: BTreeMap<String, Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    completeness: Completeness,
    ingredients: Vec<String>,
}

/// A table of ingredients that cannot be read.
pub type IngredientTableError = crate::master::MasterError;

impl IngredientTable {
    /// The table that comes with the crate.
    pub fn builtin() -> Self {
        Self::from_csv(include_bytes!("../../data/components.csv")).unwrap_or_default()
    }

    /// Reads a table, CP932 or UTF-8. Lines that begin with `#` are comments.
    ///
    /// # Errors
    /// If a line does not have a code of 7 to 12 characters, `complete` or `partial`, and at
    /// least one ingredient.
    pub fn from_csv(bytes: &[u8]) -> Result<Self, IngredientTableError> {
        let text = decode_text(bytes)?;
        let mut table = Self::default();
        csv_rows(&text, &MasterLimits::default(), |line, fields| {
            let field = |place: usize| fields.get(place).map_or("", |field| field.trim());
            if field(0).starts_with('#') || field(0) == "code" {
                return Ok(());
            }
            let error = |problem| Err(IngredientTableError::Row { line, problem });
            let completeness = match field(1) {
                "complete" => Completeness::Complete,
                "partial" => Completeness::Partial,
                _ => {
                    return error(Words::new(
                        "2 列目は complete または partial でなければなりません",
                        "the second column is complete or partial",
                    ));
                }
            };
            let code = field(0);
            let digits = code.get(..7).is_some_and(|c| c.bytes().all(|b| b.is_ascii_digit()));
            if !digits || code.len() > 12 || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return error(Words::new(
                    "コードは薬価基準コードの先頭 7〜12 文字でなければなりません",
                    "the code is the first 7 to 12 characters of a price-list code",
                ));
            }
            let ingredients: Vec<String> =
                field(2).split('・').map(|name| name.trim().to_owned()).collect();
            if ingredients.iter().any(String::is_empty) {
                return error(Words::new("成分名が空です", "an ingredient is empty"));
            }
            table.entries.insert(code.to_owned(), Entry { completeness, ingredients });
            Ok(())
        })?;
        Ok(table)
    }

    /// Adds the entries of another table, which go before the ones that are there.
    pub fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry for a code: the longest beginning that the table has.
    pub(crate) fn get(&self, code: &str) -> Option<(Completeness, &[String])> {
        (7..=code.len().min(12)).rev().find_map(|length| {
            let entry = self.entries.get(code.get(..length)?)?;
            Some((entry.completeness, entry.ingredients.as_slice()))
        })
    }

    /// All names of ingredients.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.values().flat_map(|entry| &entry.ingredients).map(String::as_str)
    }

    /// The seven-digit entries.
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = u32> {
        self.entries.keys().filter(|code| code.len() == 7).filter_map(|code| code.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_counts_and_bad_lines_are_refused() {
        let table = IngredientTable::from_csv(
            "1139005,complete,ゾニサミド\n1139005F1,partial,別物・他\n".as_bytes(),
        )
        .unwrap();
        assert_eq!(table.get("1139005F2023").unwrap().1, ["ゾニサミド"]);
        assert_eq!(table.get("1139005F1023").unwrap().0, Completeness::Partial);
        assert!(table.get("1139006F1023").is_none());
        for bad in ["123,complete,x", "1139005,maybe,x", "1139005,complete,", "113900あ,complete,x"]
        {
            assert!(IngredientTable::from_csv(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_built_in_table_is_readable() {
        assert!(IngredientTable::from_csv(include_bytes!("../../data/components.csv")).is_ok());
        assert!(IngredientTable::builtin().len() > 60);
    }
}
