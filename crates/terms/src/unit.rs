//! What the quantity of a notebook's record 301 (調剤数量) counts, by its unit (調剤単位) and the
//! dosage form (duplicate-check.md §7.3; JAHIS 24-104 table 3-23).

use crate::DosageForm;
use crate::kana::fold_width;

/// A 調剤単位. The item is free text; the standard has three words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityUnit {
    /// 日分: days.
    Days,
    /// 回分: times.
    Times,
    /// 調剤: one dispensing, which says nothing of days.
    Dispensing,
    /// 週分: weeks, perhaps; the standard does not have it.
    Weeks,
    /// ヶ月分: months, perhaps; the standard does not have it.
    Months,
}

impl QuantityUnit {
    /// The unit of a text, after width folding and without blanks; `None` if the table has none:
    /// 本, 枚, an empty item and everything else.
    ///
    /// ```
    /// use shohosen_terms::QuantityUnit;
    ///
    /// assert_eq!(QuantityUnit::from_text("日分"), Some(QuantityUnit::Days));
    /// assert_eq!(QuantityUnit::from_text("ｶ月分"), Some(QuantityUnit::Months));
    /// assert_eq!(QuantityUnit::from_text("枚"), None);
    /// ```
    pub fn from_text(text: &str) -> Option<Self> {
        let folded: String = fold_width(text).chars().filter(|c| !c.is_whitespace()).collect();
        Some(match folded.as_str() {
            "日分" | "日" => Self::Days,
            "回分" | "回" => Self::Times,
            "調剤" => Self::Dispensing,
            "週分" | "週" | "週間分" | "週間" => Self::Weeks,
            "ヶ月分" | "ケ月分" | "ヵ月分" | "カ月分" | "か月分" | "箇月分" | "月分" | "ヶ月"
            | "ケ月" | "ヵ月" | "カ月" | "か月" | "箇月" => Self::Months,
            _ => return None,
        })
    }

    /// The word of the standard; for weeks and months, which it does not have, the usual one.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::Days => "日分",
            Self::Times => "回分",
            Self::Dispensing => "調剤",
            Self::Weeks => "週分",
            Self::Months => "ヶ月分",
        }
    }

    /// The unit that the standard has for a form.
    pub const fn of_form(form: DosageForm) -> Self {
        match form {
            DosageForm::Oral => Self::Days,
            DosageForm::AsNeeded => Self::Times,
            DosageForm::External
            | DosageForm::OralDrops
            | DosageForm::Injection
            | DosageForm::Material
            | DosageForm::Other => Self::Dispensing,
        }
    }
}

/// What a quantity of record 301 says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityMeaning {
    /// Days: the only one from which the length of a period follows.
    Days,
    /// Times.
    Times,
    /// One dispensing.
    Dispensing,
    /// Nothing that can be computed: the unit is not in the table, or it is weeks or months, which
    /// are never multiplied; the unit beside it if it is one of those.
    NotComputable(Option<QuantityUnit>),
    /// The unit contradicts the form (内服 in 回分, 外用 in 日分): not computable either.
    Contradicts {
        /// The unit as written.
        unit: QuantityUnit,
        /// The unit that goes with the form.
        expected: QuantityUnit,
    },
}

impl QuantityMeaning {
    /// By the form, if it is known, and the unit as written. A form that is not known goes with
    /// no unit that counts days: days are counted for what is taken by mouth only.
    ///
    /// ```
    /// use shohosen_terms::{DosageForm, QuantityMeaning, QuantityUnit};
    ///
    /// let of = |form, unit| QuantityMeaning::of(Some(form), unit);
    /// assert_eq!(of(DosageForm::Oral, "日分"), QuantityMeaning::Days);
    /// assert!(!of(DosageForm::Oral, "週分").is_computable());
    /// assert!(!of(DosageForm::External, "日分").is_computable());
    /// ```
    pub fn of(form: Option<DosageForm>, unit: &str) -> Self {
        let Some(unit) = QuantityUnit::from_text(unit) else { return Self::NotComputable(None) };
        let meaning = match unit {
            QuantityUnit::Days => Self::Days,
            QuantityUnit::Times => Self::Times,
            QuantityUnit::Dispensing => Self::Dispensing,
            QuantityUnit::Weeks | QuantityUnit::Months => return Self::NotComputable(Some(unit)),
        };
        match form.map(QuantityUnit::of_form) {
            Some(expected) if expected != unit => Self::Contradicts { unit, expected },
            None if unit == QuantityUnit::Days => Self::NotComputable(Some(unit)),
            _ => meaning,
        }
    }

    /// Whether it says what the standard lets it say.
    pub const fn is_computable(self) -> bool {
        matches!(self, Self::Days | Self::Times | Self::Dispensing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The table of JAHIS 24-104: forms 1 6 7 日分, 3 回分, 2 4 5 9 10 調剤.
    #[test]
    fn each_form_has_one_unit() {
        for (code, unit) in [
            ("1", "日分"),
            ("2", "調剤"),
            ("3", "回分"),
            ("4", "調剤"),
            ("5", "調剤"),
            ("6", "日分"),
            ("7", "日分"),
            ("9", "調剤"),
            ("10", "調剤"),
        ] {
            let form = DosageForm::from_notebook_code(code);
            for other in ["日分", "回分", "調剤"] {
                let meaning = QuantityMeaning::of(form, other);
                assert_eq!(meaning.is_computable(), other == unit, "{code} {other}");
            }
        }
    }

    #[test]
    fn weeks_months_and_pieces_are_never_days() {
        for text in ["週分", "ヶ月分", "か月分", "ヵ月分", "月分", "カ月分", "本", "枚", "", "日文"]
        {
            let meaning = QuantityMeaning::of(Some(DosageForm::Oral), text);
            assert!(matches!(meaning, QuantityMeaning::NotComputable(_)), "{text}");
        }
        assert_eq!(QuantityMeaning::of(Some(DosageForm::Oral), "日 分"), QuantityMeaning::Days);
        assert!(!QuantityMeaning::of(None, "日分").is_computable());
        assert_eq!(QuantityMeaning::of(None, "調剤"), QuantityMeaning::Dispensing);
    }
}
