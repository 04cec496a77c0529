//! The user's table of classes: which ingredients are cephems, NSAIDs, hypnotics.

use super::error::{TableError, TableProblem};
use crate::DrugSelector;
use crate::master::{MasterLimits, csv_rows, decode_text};
use shohosen_report::Words;
use std::fmt;

/// Classes of drugs. The crate brings none: which drugs react alike, and which count as hypnotics,
/// is for the user's sources to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassTable {
    /// Whose table it is.
    pub source: String,
    /// Its edition or date.
    pub edition: String,
    entries: Vec<(String, DrugSelector)>,
}

impl ClassTable {
    /// Reads CSV (UTF-8 or CP932) with the columns `class,drug`. The drug is an ingredient, salts
    /// alike, or the beginning of a price-list code; see [`DrugSelector::parse`]. `# source:` and
    /// `# edition:` lines at the top say where the table comes from.
    ///
    /// ```
    /// use shohosen_medication::ClassTable;
    ///
    /// let table = ClassTable::from_csv("classes.csv",
    ///     "# source: 院内\n# edition: 2026-11-01\nclass,drug\n睡眠薬,ゾルピデム\n睡眠薬,1190023\n"
    ///         .as_bytes(),
    /// )?;
    /// assert_eq!(table.len(), 2);
    /// # Ok::<(), shohosen_medication::TableError>(())
    /// ```
    ///
    /// # Errors
    /// If a row is not of this form, or there is none, or the table does not say its source and
    /// edition.
    pub fn from_csv(name: &str, bytes: &[u8]) -> Result<Self, TableError> {
        let failed = |problem| TableError::new(name, problem);
        let text = decode_text(bytes).map_err(|error| failed(TableProblem::Master(error)))?;
        let mut table = Self::default();
        let mut fault = None;
        let mut heading = false;
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
            let found = (|| {
                if fields.len() != 2 {
                    let actual = fields.len();
                    return Err(TableProblem::Columns { line, expected: 2, actual });
                }
                if !heading {
                    heading = true;
                    let right = field(0) == "class" && field(1) == "drug";
                    let problem = Words::new(
                        "見出し行は class,drug でなければなりません",
                        "the heading is class,drug",
                    );
                    return right.then_some(None).ok_or(TableProblem::Line { line, problem });
                }
                let problem = |problem| TableProblem::Line { line, problem };
                if field(0).is_empty() {
                    return Err(problem(Words::new(
                        "分類名（class）が空です",
                        "the class is empty",
                    )));
                }
                let drug = DrugSelector::parse(field(1)).map_err(problem)?;
                Ok(Some((field(0).to_owned(), drug)))
            })();
            match found {
                Ok(entry) => table.entries.extend(entry),
                Err(problem) => fault = fault.take().or(Some(problem)),
            }
            Ok(())
        })
        .map_err(|error| failed(TableProblem::Master(error)))?;
        if let Some(problem) = fault {
            return Err(failed(problem));
        }
        if table.entries.is_empty() {
            return Err(failed(TableProblem::Empty));
        }
        if table.source.is_empty() || table.edition.is_empty() {
            let problem = Words::new(
                "「# source:」と「# edition:」の行がありません",
                "lines \"# source:\" and \"# edition:\" are missing",
            );
            return Err(failed(TableProblem::Line { line: 1, problem }));
        }
        Ok(table)
    }

    /// Class and drug of each row.
    pub fn entries(&self) -> &[(String, DrugSelector)] {
        &self.entries
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl fmt::Display for ClassTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.source, self.edition)
    }
}
