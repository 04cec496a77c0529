//! Running vector sets of others, with a written reason for each divergence.
//!
//! The sets are not part of this repository. They are found through the environment variable
//! `SHOHOSEN_VECTORS`; without it a runner says that it was skipped.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder of a vector set, or `None`, said aloud, where `SHOHOSEN_VECTORS` is not set.
///
/// # Panics
/// If the variable is set but the set is not there: a wrong path must not look like a pass.
pub fn folder(set: &str) -> Option<PathBuf> {
    let Some(root) = std::env::var_os("SHOHOSEN_VECTORS") else {
        println!("SKIPPED {set}: SHOHOSEN_VECTORS is not set");
        return None;
    };
    let folder = Path::new(&root).join(set);
    assert!(folder.is_dir(), "SHOHOSEN_VECTORS is set but {} is no folder", folder.display());
    Some(folder)
}

/// The rows of a CSV file by their column names: quoted fields, doubled quotes, no line breaks in
/// fields.
pub fn csv(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines();
    let header = fields(lines.next().unwrap_or_default());
    lines.map(|line| header.iter().cloned().zip(fields(line)).collect()).collect()
}

fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    fields.push(field);
    fields
}

/// Counts the cases of one set and holds each against the exceptions.
///
/// The exceptions file has one line a case, `id | reason`; empty lines and lines that start with
/// `#` are comments. A case that fails must stand there; a case that stands there must fail.
pub struct Tally {
    set: String,
    exceptions: BTreeMap<String, String>,
    agreed: usize,
    excepted: usize,
    problems: Vec<String>,
}

impl Tally {
    /// For the set of this name with the text of its exceptions file
    /// (`include_str!("name.exceptions")`).
    ///
    /// # Panics
    /// If a line of the exceptions has no reason or stands twice.
    pub fn new(set: &str, exceptions: &str) -> Self {
        let mut map = BTreeMap::new();
        for line in exceptions.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (id, reason) = line.split_once('|').expect("an exception is `id | reason`");
            assert!(!reason.trim().is_empty(), "exception {id} has no reason");
            let old = map.insert(id.trim().to_owned(), reason.trim().to_owned());
            assert!(old.is_none(), "exception {id} stands twice");
        }
        Self { set: set.into(), exceptions: map, agreed: 0, excepted: 0, problems: Vec::new() }
    }

    /// Takes the outcome of one case: `Ok` where it agrees with the set, `Err` with what differs.
    pub fn record(&mut self, id: &str, outcome: Result<(), String>) {
        match (outcome, self.exceptions.remove(id)) {
            (Ok(()), None) => self.agreed += 1,
            (Err(_), Some(_)) => self.excepted += 1,
            (Ok(()), Some(reason)) => {
                self.problems
                    .push(format!("{id}: unexpected success; the exception says: {reason}"));
            }
            (Err(difference), None) => self.problems.push(format!("{id}: {difference}")),
        }
    }

    /// Prints the counts and checks that everything is accounted for. Exceptions for cases that
    /// this part of the set does not hold are reported, not refused.
    ///
    /// # Panics
    /// If a case differed without an exception, succeeded in spite of one, or none was run.
    pub fn finish(self) {
        let Self { set, exceptions, agreed, excepted, problems } = self;
        println!(
            "{set}: {agreed} agree, {excepted} excepted, {} unexpected, {} exceptions without a case",
            problems.len(),
            exceptions.len()
        );
        assert!(problems.is_empty(), "{set}:\n{}", problems.join("\n"));
        assert!(agreed > 0, "{set}: no case was run");
    }
}
