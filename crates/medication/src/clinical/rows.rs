//! What became of each check: a row each.

use super::{Asked, CheckName, PerCheck};
use crate::{NotChecked, NotCheckedReason};
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

/// What became of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    asked: Asked,
    outcome: RowOutcome,
    tables: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum RowOutcome {
    /// It was carried out; what it could not look at stands in the list.
    Done(Vec<NotChecked>),
    /// It was not carried out.
    Not(NotCheckedReason),
    /// It was switched off.
    Off,
}

/// How far a check was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// In full.
    Done,
    /// Not of everything: see [`CheckRow::open`].
    Partly,
    /// Not at all: see [`CheckRow::reason`].
    NotDone,
    /// It was not asked for.
    NotAsked,
}

impl CheckState {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Partly => "partly",
            Self::NotDone => "not_done",
            Self::NotAsked => "not_asked",
        }
    }

    /// In Japanese, in a word.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::Done => "実施",
            Self::Partly => "一部のみ実施",
            Self::NotDone => "実施できず",
            Self::NotAsked => "対象外",
        }
    }

    /// In English, in a word or two.
    pub const fn as_en(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Partly => "done in part",
            Self::NotDone => "not done",
            Self::NotAsked => "not asked for",
        }
    }
}

impl CheckRow {
    /// A check that was switched off.
    pub const fn off() -> Self {
        Self { asked: Asked::No, outcome: RowOutcome::Off, tables: Vec::new() }
    }

    /// A check that was not carried out.
    pub const fn not_done(asked: Asked, reason: NotCheckedReason) -> Self {
        Self { asked, outcome: RowOutcome::Not(reason), tables: Vec::new() }
    }

    /// A check that was carried out with these tables (each with its edition), and what it could not
    /// look at.
    pub fn done(asked: Asked, tables: Vec<String>, mut open: Vec<NotChecked>) -> Self {
        let mut seen: Vec<NotChecked> = Vec::with_capacity(open.len());
        open.retain(|entry| {
            let new = !seen.contains(entry);
            if new {
                seen.push(entry.clone());
            }
            new
        });
        Self { asked, outcome: RowOutcome::Done(open), tables }
    }

    /// Whether it was asked for.
    pub const fn asked(&self) -> Asked {
        self.asked
    }

    /// How far it was carried out.
    pub const fn state(&self) -> CheckState {
        match &self.outcome {
            RowOutcome::Done(open) if open.is_empty() => CheckState::Done,
            RowOutcome::Done(_) => CheckState::Partly,
            RowOutcome::Not(_) => CheckState::NotDone,
            RowOutcome::Off => CheckState::NotAsked,
        }
    }

    /// Why it was not carried out.
    pub const fn reason(&self) -> Option<NotCheckedReason> {
        match &self.outcome {
            RowOutcome::Not(reason) => Some(*reason),
            RowOutcome::Done(_) | RowOutcome::Off => None,
        }
    }

    /// What it could not look at, or not fully.
    pub fn open(&self) -> &[NotChecked] {
        match &self.outcome {
            RowOutcome::Done(open) => open,
            RowOutcome::Not(_) | RowOutcome::Off => &[],
        }
    }

    /// The tables that it rests on, with their editions.
    pub fn tables(&self) -> &[String] {
        &self.tables
    }
}

impl PerCheck<CheckRow> {
    /// What the rows leave open: what each could not look at, and by its name each check that was
    /// asked for by name and was not carried out.
    pub fn not_checked(&self) -> Vec<NotChecked> {
        let mut all: Vec<NotChecked> = Vec::new();
        for name in CheckName::ALL {
            let row = self.get(*name);
            let whole = row.reason().filter(|_| row.asked == Asked::ByName).map(|reason| {
                NotChecked { item: name.as_str().to_owned(), code: String::new(), reason }
            });
            for entry in row.open().iter().cloned().chain(whole) {
                if !all.contains(&entry) {
                    all.push(entry);
                }
            }
        }
        all
    }
}

impl Serialize for PerCheck<CheckRow> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(CheckName::ALL.len()))?;
        for name in CheckName::ALL {
            list.serialize_element(&Named { name: *name, row: self.get(*name) })?;
        }
        list.end()
    }
}

/// A row with its name, in JSON.
struct Named<'a> {
    name: CheckName,
    row: &'a CheckRow,
}

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reason = self.row.reason();
        let mut object = serializer.serialize_struct("CheckRow", 8)?;
        object.serialize_field("check", self.name.as_str())?;
        object.serialize_field("title_ja", self.name.as_ja())?;
        object.serialize_field("title_en", self.name.as_en())?;
        object.serialize_field("asked", self.row.asked.as_str())?;
        object.serialize_field("state", self.row.state().as_str())?;
        object.serialize_field("reason", &reason)?;
        object.serialize_field("open", self.row.open())?;
        object.serialize_field("tables", self.row.tables())?;
        object.end()
    }
}
