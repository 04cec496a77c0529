//! Why there is nothing to check with.

use crate::SettingsError;
use shohosen_medication::{IngredientTableError, MasterError, TableError};
use shohosen_report::codes::{clinical, medication as codes};
use shohosen_report::{Finding, Language, Phrase, Words, io_problem, json_problem};
use std::fmt;

const CACHED_WITH_OTHERS: Words = Words::new(
    "結合済みマスターは、ほかのファイルと組み合わせることができません",
    "a cached master cannot be joined with other files",
);
const WITHOUT_FILES: Words = Words::new(
    "成分表は公式のマスターに加えるものですが、公式のマスターが指定されていません",
    "a table of components goes into official files, which are not given",
);

/// A master, table or setting that cannot be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum CheckDataError {
    /// A file cannot be opened.
    Io {
        /// Which file.
        file: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A file is no master that is known.
    Master {
        /// Which file.
        file: String,
        /// What is wrong.
        error: MasterError,
    },
    /// A cached master stands alone.
    CachedWithOthers {
        /// The cached master.
        file: String,
    },
    /// A file is no table of pairs.
    Pairs {
        /// Which file.
        file: String,
        /// What is wrong.
        error: MasterError,
    },
    /// A file of the check master, the disease master or the classes that cannot be read.
    Table(TableError),
    /// A table of ingredients that cannot be read.
    Ingredients {
        /// Which file.
        file: String,
        /// What is wrong.
        error: IngredientTableError,
    },
    /// A table of ingredients without official files that it could go into.
    IngredientsWithoutFiles {
        /// The table.
        file: String,
    },
    /// Prescribing rules that cannot be read.
    Rules(serde_json::Error),
    /// Settings that cannot be read.
    Settings(SettingsError),
}

impl CheckDataError {
    /// The error as a finding: with evidence, text in both languages and remedy.
    pub fn finding(&self) -> Finding {
        let master = |file: &str, problem: Phrase| {
            codes::MASTER_UNREADABLE
                .finding()
                .with("file", file.to_owned())
                .with("problem", problem)
        };
        match self {
            Self::Io { file, error } => master(file, io_problem(error)),
            Self::Master { file, error } => master(file, error.phrase()),
            Self::CachedWithOthers { file } => master(file, CACHED_WITH_OTHERS.into()),
            Self::Ingredients { file, error } => master(file, error.phrase()),
            Self::IngredientsWithoutFiles { file } => master(file, WITHOUT_FILES.into()),
            Self::Pairs { file, error } => codes::PAIRS_UNREADABLE
                .finding()
                .with("file", file.clone())
                .with("problem", error.phrase()),
            Self::Table(error) => clinical::TABLE_UNREADABLE
                .finding()
                .with("file", error.file.clone())
                .with("problem", error.problem.phrase()),
            Self::Rules(error) => {
                codes::SETTINGS_UNREADABLE.finding().with("problem", json_problem(error))
            }
            Self::Settings(error) => error.finding(),
        }
    }
}

impl From<TableError> for CheckDataError {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl From<SettingsError> for CheckDataError {
    fn from(error: SettingsError) -> Self {
        Self::Settings(error)
    }
}

impl fmt::Display for CheckDataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding().message(Language::English))
    }
}

impl std::error::Error for CheckDataError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(match self {
            Self::Io { error, .. } => error,
            Self::Master { error, .. } | Self::Pairs { error, .. } => error,
            Self::Ingredients { error, .. } => error,
            Self::Table(error) => error,
            Self::Rules(error) => error,
            Self::Settings(error) => error,
            Self::CachedWithOthers { .. } | Self::IngredientsWithoutFiles { .. } => return None,
        })
    }
}
