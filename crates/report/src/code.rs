//! The type of a code, and the macro that writes the table.

use crate::{Finding, Severity, SubIndication};

/// One row of the code table.
#[derive(Debug)]
pub struct CodeEntry {
    /// A number for bindings; never reused.
    pub number: u32,
    /// The stable name, `area.object.problem`; never renamed.
    pub id: &'static str,
    /// How a finding with this code weighs.
    pub weight: Weight,
    /// What a finding with this code says of the outcome of a check.
    pub bearing: Bearing,
    /// The Japanese text; `{key}` stands for a piece of evidence.
    pub message_ja: &'static str,
    /// The English text; `{key}` stands for a piece of evidence.
    pub message_en: &'static str,
    /// What to do about it, in Japanese; empty where there is nothing to do.
    pub remedy_ja: &'static str,
    /// What to do about it, in English; empty where there is nothing to do.
    pub remedy_en: &'static str,
    /// The clause that the check implements.
    pub clause: &'static str,
}

/// How a finding weighs in the two conclusions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// An error that makes the verdict INVALID. `None`: it does not by itself change the ETSI
    /// indication (a broken time-stamp, which EN 319 102-1 leaves out of account).
    Invalid(Option<SubIndication>),
    /// An error that makes the verdict INDETERMINATE.
    Indeterminate(Option<SubIndication>),
    /// An error outside signature verification (a record, a medication).
    Error,
    /// Wrong or unusual, but not decisive.
    Warning,
    /// Worth knowing.
    Info,
    /// A check that succeeded.
    Passed,
}

impl Weight {
    /// The severity that a finding with this weight has.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Invalid(_) | Self::Indeterminate(_) | Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
            Self::Passed => Severity::Passed,
        }
    }
}

/// What a finding says of the outcome of a check (`shohosen check`). Each row of the area
/// `medication` has to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// Something is wrong with what is prescribed: the outcome is *found*, unless a policy has toned
    /// the finding down below a warning.
    Found,
    /// Something could not be checked: the outcome is never *nothing*, unless a policy has toned
    /// the finding down below the severity of its row.
    Unchecked,
    /// Neither: it concerns files and codes, or tells what was done.
    Aside,
}

impl Bearing {
    /// The word used on the page of codes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Unchecked => "unchecked",
            Self::Aside => "aside",
        }
    }
}

/// A stable code: a reference into the table of [`codes`](crate::codes).
#[derive(Clone, Copy)]
pub struct Code(pub(crate) &'static CodeEntry);

impl Code {
    /// The row of the table.
    pub const fn entry(self) -> &'static CodeEntry {
        self.0
    }

    /// The stable name, `area.object.problem`.
    pub const fn id(self) -> &'static str {
        self.0.id
    }

    /// The number for bindings.
    pub const fn number(self) -> u32 {
        self.0.number
    }

    /// The keys of evidence that the texts name, as often as they name them.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        let entry = self.entry();
        [entry.message_ja, entry.message_en, entry.remedy_ja, entry.remedy_en]
            .into_iter()
            .flat_map(crate::language::keys)
    }

    /// The code with this name, if there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        crate::codes::all().find(|code| code.id() == id)
    }

    /// A finding with this code and the severity of its row, to which place and evidence are
    /// added.
    pub const fn finding(self) -> Finding {
        Finding::new(self)
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.0.number == other.0.number
    }
}

impl Eq for Code {}

impl std::hash::Hash for Code {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.number.hash(state);
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.id)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.0.id)
    }
}

/// Writes the rows of one area:
///
/// ```text
/// codes! {
///     NAME = 1001 "area.object.problem" invalid(HashFailure) {
///         ja: "…{key}…", en: "…{key}…",
///         remedy_ja: "…", remedy_en: "…",
///         clause: "RFC 5280 §6.1.3",
///     }
/// }
/// ```
///
/// The weight is one of `invalid(Sub)`, `invalid`, `indeterminate(Sub)`, `indeterminate`,
/// `error`, `warning`, `info`, `passed`. `remedy_…` and `clause` may be left out. Findings of these
/// areas say nothing of the outcome of a check ([`Bearing::Aside`]); see [`check_codes`].
macro_rules! codes {
    ($($name:ident = $number:literal $id:literal $weight:ident $(($sub:ident))? { $($rest:tt)* })*) => {
        $crate::code::rows! {
            $($name = $number $id [$weight $($sub)?] aside { $($rest)* })*
        }
    };
}
pub(crate) use codes;

/// As [`codes`], for findings of a check: behind the weight each row says what it means for the
/// outcome, `found`, `unchecked` or `aside` ([`Bearing`]). A row cannot leave it out.
macro_rules! check_codes {
    ($($name:ident = $number:literal $id:literal $weight:ident $bearing:ident { $($rest:tt)* })*) => {
        $crate::code::rows! {
            $($name = $number $id [$weight] $bearing { $($rest)* })*
        }
    };
}
pub(crate) use check_codes;

macro_rules! rows {
    ($($name:ident = $number:literal $id:literal [$weight:ident $($sub:ident)?] $bearing:ident {
        ja: $ja:literal, en: $en:literal,
        $(remedy_ja: $remedy_ja:literal, remedy_en: $remedy_en:literal,)?
        $(clause: $clause:literal,)?
    })*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $en)]
            pub const $name: $crate::Code = $crate::Code(&$crate::CodeEntry {
                number: $number,
                id: $id,
                weight: $crate::code::weight!($weight $($sub)?),
                bearing: $crate::code::bearing!($bearing),
                message_ja: $ja,
                message_en: $en,
                remedy_ja: concat!($($remedy_ja)?),
                remedy_en: concat!($($remedy_en)?),
                clause: concat!($($clause)?),
            });
        )*

        /// Every code of this area, in the order of the table.
        pub const ALL: &[$crate::Code] = &[$($name),*];
    };
}
pub(crate) use rows;

macro_rules! bearing {
    (found) => {
        $crate::Bearing::Found
    };
    (unchecked) => {
        $crate::Bearing::Unchecked
    };
    (aside) => {
        $crate::Bearing::Aside
    };
}
pub(crate) use bearing;

macro_rules! weight {
    (invalid $sub:ident) => {
        $crate::Weight::Invalid(Some($crate::SubIndication::$sub))
    };
    (invalid) => {
        $crate::Weight::Invalid(None)
    };
    (indeterminate $sub:ident) => {
        $crate::Weight::Indeterminate(Some($crate::SubIndication::$sub))
    };
    (indeterminate) => {
        $crate::Weight::Indeterminate(None)
    };
    (error) => {
        $crate::Weight::Error
    };
    (warning) => {
        $crate::Weight::Warning
    };
    (info) => {
        $crate::Weight::Info
    };
    (passed) => {
        $crate::Weight::Passed
    };
}
pub(crate) use weight;
