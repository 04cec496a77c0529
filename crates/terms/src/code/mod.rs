//! Drug codes: parsed, never guessed.

mod error;
mod generic;
mod gtin;
mod hot;
mod receipt;
mod route;
mod yj;

pub use error::{CheckDigit, CodeError, CodeProblem};
pub use generic::GenericCode;
pub use gtin::Gtin;
pub use hot::{HotCode, HotKind};
pub use receipt::{ReceiptCode, ReceiptKind};
pub use route::Route;
pub use yj::YjCode;

use std::fmt;

/// The systems of drug codes, numbered in records as コード種別 (JAHIS 院外処方箋 record 201).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CodeSystem {
    /// 2 レセプト電算処理システム用コード: nine digits.
    Receipt,
    /// 3 厚生労働省コード: 薬価基準収載医薬品コード, one a line of the official price list.
    PriceList,
    /// 4 YJ コード: 個別医薬品コード, one a brand.
    Yj,
    /// 6 HOT コード: 7, 9, 11 or 13 digits.
    Hot,
    /// 7 一般名コード of the 一般名処方マスタ.
    Generic,
    /// GTIN-13 (JAN) or GTIN-14.
    Gtin,
}

impl CodeSystem {
    /// The word used in JSON and CSV.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::PriceList => "price_list",
            Self::Yj => "yj",
            Self::Hot => "hot",
            Self::Generic => "generic",
            Self::Gtin => "gtin",
        }
    }

    /// What its codes look like, for people: 9 a digit, X a capital letter.
    pub const fn shape(self) -> &'static str {
        match self {
            Self::Receipt => "999999999",
            Self::PriceList | Self::Yj => "9999999X9999",
            Self::Hot => "HOT7, 9, 11, 13",
            Self::Generic => "9999999X9ZZZ",
            Self::Gtin => "9999999999999, 99999999999999",
        }
    }

    /// From 薬品コード種別 of records (`2`, `3`, `4`, `6`, `7`); `None` for 1, no code, and all
    /// others.
    pub fn from_record_type(code_type: &str) -> Option<Self> {
        crate::DrugCodeType::from_code(code_type).map(crate::DrugCodeType::system)
    }

    /// From the word of [`as_str`](Self::as_str) or the JAHIS number (`2`, `3`, `4`, `6`, `7`).
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "receipt" => Self::Receipt,
            "price_list" => Self::PriceList,
            "yj" => Self::Yj,
            "hot" => Self::Hot,
            "generic" => Self::Generic,
            "gtin" => Self::Gtin,
            code_type => return Self::from_record_type(code_type),
        })
    }
}

impl fmt::Display for CodeSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A drug code of any system, correct in form.
///
/// ```
/// use shohosen_terms::{CodeSystem, DrugCode, Route};
///
/// let code = DrugCode::parse(CodeSystem::Yj, "1129009F2021")?;
/// assert!(code.check_digit().unwrap().agrees());
/// let DrugCode::Yj(yj) = code else { unreachable!() };
/// assert_eq!((yj.ingredient_prefix(), yj.route()), (1_129_009, Route::Oral));
/// # Ok::<(), shohosen_terms::CodeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DrugCode {
    /// レセ電コード.
    Receipt(ReceiptCode),
    /// 薬価基準収載医薬品コード.
    PriceList(YjCode),
    /// YJ コード.
    Yj(YjCode),
    /// HOT コード.
    Hot(HotCode),
    /// 一般名コード.
    Generic(GenericCode),
    /// GTIN.
    Gtin(Gtin),
}

impl DrugCode {
    /// Reads a code of a stated system. The check digit is *not* judged here; see
    /// [`check_digit`](Self::check_digit).
    ///
    /// # Errors
    /// If the text does not have the form of the system.
    pub fn parse(system: CodeSystem, text: &str) -> Result<Self, CodeError> {
        Ok(match system {
            CodeSystem::Receipt => Self::Receipt(ReceiptCode::parse(text)?),
            CodeSystem::PriceList => Self::PriceList(YjCode::parse_as(system, text)?),
            CodeSystem::Yj => Self::Yj(YjCode::parse_as(system, text)?),
            CodeSystem::Hot => Self::Hot(HotCode::parse(text)?),
            CodeSystem::Generic => Self::Generic(GenericCode::parse(text)?),
            CodeSystem::Gtin => Self::Gtin(Gtin::parse(text)?),
        })
    }

    /// Reads a code typed by a person, whose system follows from its form: 12 characters with a
    /// letter are YJ, or 一般名 if they end with `ZZZ`; nine digits that begin with 6 or 7 are
    /// レセ電; 14 digits, and 13 that begin with 4, are GTIN; other 7, 9, 11 or 13 digits HOT.
    ///
    /// # Errors
    /// If the text has none of these forms.
    pub fn recognise(text: &str) -> Result<Self, CodeError> {
        let bytes = text.as_bytes();
        let system = match (bytes.len(), bytes.first()) {
            (12, _) if text.ends_with("ZZZ") => CodeSystem::Generic,
            (12, _) => CodeSystem::Yj,
            (9, Some(b'6' | b'7')) => CodeSystem::Receipt,
            (13, Some(b'4')) | (14, _) => CodeSystem::Gtin,
            _ => CodeSystem::Hot,
        };
        Self::parse(system, text)
    }

    /// Its system.
    pub const fn system(self) -> CodeSystem {
        match self {
            Self::Receipt(_) => CodeSystem::Receipt,
            Self::PriceList(_) => CodeSystem::PriceList,
            Self::Yj(_) => CodeSystem::Yj,
            Self::Hot(_) => CodeSystem::Hot,
            Self::Generic(_) => CodeSystem::Generic,
            Self::Gtin(_) => CodeSystem::Gtin,
        }
    }

    /// Its check digit beside the one it ought to have; `None` for systems without one
    /// (レセ電, 一般名).
    #[inline]
    pub fn check_digit(self) -> Option<CheckDigit> {
        match self {
            Self::PriceList(code) | Self::Yj(code) => Some(code.check_digit()),
            Self::Hot(code) => Some(code.check_digit()),
            Self::Gtin(code) => Some(code.check_digit()),
            Self::Receipt(_) | Self::Generic(_) => None,
        }
    }

    /// Whether it is one of the dummy codes that the national service refuses.
    pub fn is_dummy(self) -> bool {
        match self {
            Self::Receipt(code) => code.kind() == ReceiptKind::Dummy,
            Self::PriceList(code) | Self::Yj(code) => code.is_dummy(),
            Self::Hot(_) | Self::Generic(_) | Self::Gtin(_) => false,
        }
    }
}

impl fmt::Display for DrugCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Receipt(code) => fmt::Display::fmt(code, f),
            Self::PriceList(code) | Self::Yj(code) => fmt::Display::fmt(code, f),
            Self::Hot(code) => fmt::Display::fmt(code, f),
            Self::Generic(code) => fmt::Display::fmt(code, f),
            Self::Gtin(code) => fmt::Display::fmt(code, f),
        }
    }
}
