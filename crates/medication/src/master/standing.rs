//! What the price list says of a product beside its price: 先発 or 後発.

/// 先発・後発, as the 薬価基準収載品目リスト marks it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Neither mark, or no price list was loaded.
    #[default]
    Unknown,
    /// 後発医薬品.
    Generic,
    /// 先発医薬品.
    Original,
    /// 準先発品: listed before 1967, with generics.
    AsOriginal,
}

impl Standing {
    /// From the columns 後発医薬品 and 先発医薬品 of the list: the first holds 後発品, or ★ for one
    /// that no addition is paid for; the second
    /// 先発品 or 準先発品.
    pub(super) fn of(generic: &str, original: &str) -> Self {
        if generic.contains("後発") || generic.contains('★') {
            Self::Generic
        } else if original.contains("準先発") {
            Self::AsOriginal
        } else if original.contains("先発") {
            Self::Original
        } else {
            Self::Unknown
        }
    }

    pub(super) const fn to_octet(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Generic => 1,
            Self::Original => 2,
            Self::AsOriginal => 3,
        }
    }

    pub(super) const fn from_octet(octet: u8) -> Self {
        match octet {
            1 => Self::Generic,
            2 => Self::Original,
            3 => Self::AsOriginal,
            _ => Self::Unknown,
        }
    }

    /// The Japanese word; empty where it is not known.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Generic => "後発品",
            Self::Original => "先発品",
            Self::AsOriginal => "準先発品",
        }
    }

    /// The word used in JSON and in English; empty where it is not known.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Generic => "generic",
            Self::Original => "original",
            Self::AsOriginal => "as original",
        }
    }
}
