//! The route of a drug as its code has it.

use std::fmt;

/// 投与経路: the route class in digits 5 to 7 of a price-list code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Route {
    /// 内用: 000–399.
    Oral,
    /// 注射: 400–699.
    Injection,
    /// 外用 (and 歯科用): 700–999.
    External,
}

impl Route {
    /// Of a seven-digit prefix.
    pub const fn of_prefix(prefix: u32) -> Self {
        match prefix % 1000 {
            0..=399 => Self::Oral,
            400..=699 => Self::Injection,
            _ => Self::External,
        }
    }

    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Oral => "oral",
            Self::Injection => "injection",
            Self::External => "external",
        }
    }

    /// The Japanese word: 内用, 注射, 外用.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::Oral => "内用",
            Self::Injection => "注射",
            Self::External => "外用",
        }
    }

    /// From either word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Oral, Self::Injection, Self::External]
            .into_iter()
            .find(|route| word == route.as_str() || word == route.as_ja())
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
