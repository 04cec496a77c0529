//! What a builder does with characters that a record cannot hold, and why it refuses to build.

use crate::charset::{is_in_cp932, is_user_defined, unify};
use crate::{Charset, Format, Records};
use shohosen_report::{Finding, Language, Severity, codes::records as codes};
use std::fmt;

/// What to do with a character that may not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// Refuse to build.
    Refuse,
    /// Write another one in its place, and say so: 「，」 for a comma, 「■」 for a character that
    /// CP932 does not have.
    Replace,
}

/// How to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    /// Half-width commas inside values: a record has no way to hold them.
    pub commas: Unwritable,
    /// 外字, and in JAHIS and JAHISTC characters that CP932 does not have.
    pub foreign_characters: Unwritable,
}

impl Default for WriteOptions {
    /// Commas become full-width ones; foreign characters are refused: a name with a ■ in it
    /// should be somebody's decision.
    fn default() -> Self {
        Self { commas: Unwritable::Replace, foreign_characters: Unwritable::Refuse }
    }
}

/// A file that was built, and what is worth knowing about it (no errors are among it).
#[derive(Clone, Debug, PartialEq)]
pub struct Built {
    /// The records.
    pub records: Records,
    /// Warnings and information.
    pub findings: Vec<Finding>,
}

/// Why nothing was built: the findings with their errors.
#[derive(Clone, Debug, PartialEq)]
pub struct BuildError {
    /// What is wrong.
    pub findings: Vec<Finding>,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.findings.iter().filter(|f| f.severity == Severity::Error);
        let messages: Vec<_> = errors.map(|finding| finding.message(Language::English)).collect();
        f.write_str(&messages.join("\n"))
    }
}

impl std::error::Error for BuildError {}

/// Makes values fit to be written.
pub(crate) struct Sanitizer {
    options: WriteOptions,
    cp932: bool,
    pub(crate) findings: Vec<Finding>,
}

impl Sanitizer {
    pub(crate) fn new(format: Format, options: WriteOptions) -> Self {
        let cp932 = format.charset() == Charset::Cp932;
        Self { options, cp932, findings: Vec::new() }
    }

    /// The value as it is written. What is refused is told in `findings` and left out here.
    pub(crate) fn clean(&mut self, item: &'static str, value: &str) -> String {
        if value.bytes().all(|byte| byte.is_ascii_graphic() && byte != b',' || byte == b' ') {
            return value.to_owned();
        }
        let unified = if self.cp932 { unify(value) } else { value.into() };
        let mut clean = String::with_capacity(unified.len());
        for c in unified.chars() {
            let (option, replacement) = match c {
                ',' => (self.options.commas, Some('，')),
                _ if c.is_control() => (Unwritable::Refuse, None),
                _ if is_user_defined(c) || self.cp932 && !is_in_cp932(c) => {
                    (self.options.foreign_characters, Some('■'))
                }
                _ => {
                    clean.push(c);
                    continue;
                }
            };
            let shown = if c == ',' { c.to_string() } else { format!("U+{:04X}", u32::from(c)) };
            match replacement.filter(|_| option == Unwritable::Replace) {
                Some(replacement) => {
                    clean.push(replacement);
                    let finding = codes::WRITE_CHARACTER_REPLACED.finding();
                    let finding = finding.with("field_name", item).with("actual", shown);
                    self.findings.push(finding.with("result", replacement.to_string()));
                }
                None => {
                    let finding = codes::WRITE_CHARACTER_REFUSED.finding();
                    self.findings.push(finding.with("field_name", item).with("actual", shown));
                }
            }
        }
        clean
    }
}
