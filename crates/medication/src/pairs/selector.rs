//! One side of a pair.

use crate::{CodeProblem, ReceiptCode, Route};
use shohosen_report::Words;
use std::fmt;

/// The drugs that one side of a pair means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DrugSelector {
    /// One drug, by レセ電コード.
    Receipt(ReceiptCode),
    /// All drugs whose price-list code begins so: 7 to 12 characters.
    CodePrefix(String),
    /// All drugs with this ingredient, salts alike; by one route only, if one is given.
    Ingredient {
        /// The name of the ingredient.
        name: String,
        /// The route.
        route: Option<Route>,
    },
}

impl DrugSelector {
    /// Reads a selector: nine digits are a レセ電 code, a beginning with seven digits is that of a
    /// price-list code, anything else is the name of an ingredient, after which `@内用`, `@注射` or
    /// `@外用` (or `@oral` …) restricts the route.
    ///
    /// # Errors
    /// If it is empty, the route is none, or it is nine digits but no レセ電 code.
    pub fn parse(text: &str) -> Result<Self, Words> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 9 && text.len() == 9 {
            return ReceiptCode::parse(text).map(Self::Receipt).map_err(|error| {
                match error.problem {
                    CodeProblem::Length(_) => Words::new(
                        "レセ電コードは 9 桁でなければなりません",
                        "a receipt code has nine digits",
                    ),
                    CodeProblem::Character(_) => Words::new(
                        "レセ電コードは 6 または 7 で始まらなければなりません",
                        "a receipt code begins with 6 or 7",
                    ),
                }
            });
        }
        if digits >= 7 && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return Ok(Self::CodePrefix(text.to_owned()));
        }
        let (name, route) = match text.rsplit_once('@') {
            Some((name, route)) => {
                (name.trim(), Some(Route::from_word(route.trim()).ok_or(Words::new(
"@ の後は 内用、注射、外用（oral、injection、external など）でなければなりません", "after @ stands 内用, 注射 or 外用 (oral, injection, external …)"))?))
            }
            None => (text, None),
        };
        if name.is_empty() {
            return Err(Words::new("空です", "it is empty"));
        }
        Ok(Self::Ingredient { name: name.to_owned(), route })
    }
}

impl fmt::Display for DrugSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Receipt(code) => fmt::Display::fmt(code, f),
            Self::CodePrefix(code) => f.write_str(code),
            Self::Ingredient { name, route: None } => f.write_str(name),
            Self::Ingredient { name, route: Some(route) } => write!(f, "{name}@{}", route.as_ja()),
        }
    }
}
