//! Exit codes, and the failures that lead to the ones beyond a verdict.

use crate::color::Stream;
use crate::render::{plain, printable};
use shohosen::{Finding, Language, Phrase, Text, Verdict, codes, io_problem, masked};
use std::io::Write as _;
use std::path::Path;

/// Valid, or nothing found.
pub const OK: u8 = 0;
/// Invalid, or something found.
pub const INVALID: u8 = 1;
/// Indeterminate.
pub const INDETERMINATE: u8 = 2;
/// Wrong usage (sysexits EX_USAGE).
pub const USAGE: u8 = 64;
/// Input that cannot be read (EX_DATAERR).
pub const UNREADABLE: u8 = 65;
/// A fault of ours (EX_SOFTWARE).
pub const INTERNAL: u8 = 70;
/// Output that cannot be written (EX_IOERR).
pub const OUTPUT: u8 = 74;
/// The reader of the output had enough: what a program that SIGPIPE ends has in a shell.
const ENOUGH: u8 = 141;

/// The exit code of a verdict.
pub const fn of(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Valid => OK,
        Verdict::Invalid => INVALID,
        Verdict::Indeterminate => INDETERMINATE,
    }
}

/// The exit code of several: unreadable before invalid before indeterminate before valid.
pub fn worst(codes: impl IntoIterator<Item = u8>) -> u8 {
    const ORDER: [u8; 7] = [OK, INDETERMINATE, INVALID, UNREADABLE, USAGE, OUTPUT, INTERNAL];
    let rank = |code: &u8| ORDER.iter().position(|each| each == code).unwrap_or(ORDER.len());
    codes.into_iter().max_by_key(rank).unwrap_or(OK)
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// A file cannot be read, or is not what it should be.
    Unreadable { file: String, reason: Phrase },
    /// A file, a key, a card, a server or a store cannot be used.
    Found { file: Option<String>, finding: Box<Finding> },
    /// What was given cannot be used; every reason.
    Unusable { findings: Vec<Finding> },
    /// Something was not signed or not extended; every reason.
    Refused { findings: Vec<Finding> },
    /// The options do not go together.
    Usage(Phrase),
    /// The output cannot be written: to which file, or to standard output.
    Output { file: Option<String>, error: std::io::Error },
    /// Something that should not happen.
    Internal(String),
}

impl Failure {
    /// The options do not go together.
    pub fn usage(japanese: impl Into<Text>, english: impl Into<Text>) -> Self {
        Self::Usage(Phrase::new(japanese, english))
    }

    /// A key, a card, a server or a store cannot be used. Main says it in the language asked for.
    pub fn found(finding: Finding, _: Language) -> Self {
        Self::Found { file: None, finding: Box::new(finding) }
    }

    /// A file cannot be used.
    pub fn found_in(file: &Path, finding: Finding, _: Language) -> Self {
        Self::in_file(file, finding)
    }

    /// A file cannot be used.
    pub fn in_file(file: &Path, finding: Finding) -> Self {
        Self::Found { file: Some(file.display().to_string()), finding: Box::new(finding) }
    }

    /// A result cannot be written.
    pub fn not_written(file: &Path, error: std::io::Error) -> Self {
        let file = (file != Path::new("-")).then(|| file.display().to_string());
        Self::Output { file, error }
    }

    /// Whether nobody reads the output any more (`| head`): there is nobody to tell.
    fn reader_has_enough(&self) -> bool {
        matches!(self, Self::Output { error, .. } if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// Says it: to people on standard error; where JSON was asked for on standard output, in the
    /// shape of every other outcome.
    pub fn print(&self, language: Language, json: bool) {
        if self.reader_has_enough() {
            return;
        }
        if json {
            let findings = self.findings();
            let file = self.file();
            let value = match file {
                None => serde_json::json!({ "schema_version": 1, "findings": findings }),
                Some(file) => {
                    let file = masked(file);
                    serde_json::json!({ "schema_version": 1, "file": file, "findings": findings })
                }
            };
            if writeln!(std::io::stdout(), "{value}").is_ok() {
                return;
            }
        }
        complain(&format!("shohosen: {}\n", self.text(language)));
    }

    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Unreadable { .. } | Self::Found { .. } | Self::Unusable { .. } => UNREADABLE,
            Self::Refused { .. } => INVALID,
            Self::Usage(_) => USAGE,
            Self::Output { .. } if self.reader_has_enough() => ENOUGH,
            Self::Output { .. } => OUTPUT,
            Self::Internal(_) => INTERNAL,
        }
    }

    const fn file(&self) -> Option<&String> {
        match self {
            Self::Unreadable { file, .. } => Some(file),
            Self::Found { file, .. } | Self::Output { file, .. } => file.as_ref(),
            Self::Unusable { .. } | Self::Refused { .. } | Self::Usage(_) | Self::Internal(_) => {
                None
            }
        }
    }

    /// Every reason.
    fn findings(&self) -> Vec<Finding> {
        match self {
            Self::Unreadable { file, reason } => {
                let finding = codes::binding::FILE_UNREADABLE.finding();
                vec![finding.with("file", file.clone()).with("reason", reason.clone())]
            }
            Self::Found { finding, .. } => vec![(**finding).clone()],
            Self::Unusable { findings } | Self::Refused { findings } => findings.clone(),
            Self::Usage(reason) => {
                vec![codes::command::USAGE_WRONG.finding().with("reason", reason.clone())]
            }
            Self::Output { file, error } => {
                let file = file.clone().unwrap_or_else(|| "-".to_owned());
                if error.kind() == std::io::ErrorKind::AlreadyExists {
                    return vec![codes::command::OUTPUT_EXISTS.finding().with("file", file)];
                }
                let finding = codes::command::OUTPUT_FAILED.finding().with("file", file);
                vec![finding.with("reason", io_problem(error))]
            }
            Self::Internal(text) => {
                vec![codes::binding::INTERNAL_PANIC.finding().with("reason", text.clone())]
            }
        }
    }

    /// For people.
    pub fn text(&self, language: Language) -> String {
        let of = |finding: &Finding| {
            let message = printable(&finding.message(language));
            let remedy = printable(&finding.remedy(language));
            let arrow = if remedy.is_empty() { String::new() } else { format!("\n  → {remedy}") };
            format!("{message}  [{}]{arrow}", finding.code)
        };
        match self {
            Self::Internal(text) => text.clone(),
            Self::Refused { findings } => {
                let reasons = findings.iter().map(|finding| of(finding).replace('\n', "\n  "));
                let reasons: String = reasons.map(|reason| format!("\n  {reason}")).collect();
                let text = language.pick("出力していません", "nothing was written");
                format!("{text}{reasons}")
            }
            Self::Found { file, finding } => {
                let mut text = String::new();
                for part in file.iter().map(String::as_str).chain(finding.location.as_deref()) {
                    text += &format!("{}: ", printable(part));
                }
                text + &of(finding)
            }
            Self::Unusable { findings } => findings.iter().map(of).collect::<Vec<_>>().join("\n"),
            Self::Unreadable { .. } | Self::Output { .. } | Self::Usage(_) => {
                self.findings().iter().map(of).collect()
            }
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output { file: None, error }
    }
}

/// Writes text for people to standard output. Nothing in it steers the terminal.
pub fn say(text: &str) -> Result<(), Failure> {
    Ok(std::io::stdout().lock().write_all(plain(text, Stream::Out).as_bytes())?)
}

/// Writes a line of JSON for programs to standard output, every character of it as it is.
pub fn say_json(value: impl std::fmt::Display) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout().lock(), "{value}")?)
}

/// Writes text for people to standard error. Where nobody listens any more there is nobody to tell,
/// and no reason to panic, which `eprintln!` would.
pub fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(plain(text, Stream::Error).as_bytes());
}

/// Writes a line of JSON for programs to standard error, where the result is on standard output.
pub fn complain_json(value: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr().lock(), "{value}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_documents_say_does_not_steer_the_terminal() {
        let hostile = "\u{1b}]0;title\u{7}\u{1b}[2J\r\n";
        let code = shohosen::codes::store::NOT_FOUND;
        let finding = || code.finding().at(hostile.to_owned()).with("place", hostile.to_owned());
        let language = Language::English;
        for failure in [
            Failure::Unreadable { file: hostile.to_owned(), reason: Phrase::new(hostile, hostile) },
            Failure::found(finding(), language),
            Failure::found_in(Path::new(hostile), finding(), language),
            Failure::Refused { findings: vec![finding()] },
            Failure::not_written(Path::new(hostile), std::io::Error::other(hostile)),
        ] {
            let text = failure.text(language);
            // Nothing but our own ends of lines.
            let controls = text.chars().filter(|c| c.is_control() && *c != '\n').count();
            assert!(controls == 0 && text.contains('\u{FFFD}'), "{text:?}");
        }
    }

    #[test]
    fn what_was_forgotten_does_not_steer_the_terminal_either() {
        for hostile in [
            "\u{1b}[2J",
            "\u{9b}2J",
            "\u{7}",
            "\r",
            "\u{85}",
            "\u{2028}",
            "\u{202e}",
            "\u{2066}",
            "\u{200f}",
        ] {
            let text = plain(&format!("a{hostile}b\n\tc"), Stream::Out);
            assert!(text.starts_with('a') && text.ends_with("b\n\tc"), "{text:?}");
            assert!(text.contains('\u{FFFD}') && !text.contains(hostile), "{text:?}");
        }
    }

    #[test]
    fn every_failure_is_a_finding_for_programs() {
        let language = Language::English;
        for (failure, code, exit) in [
            (
                Failure::Unreadable { file: "f".into(), reason: Phrase::new("r", "r") },
                "binding.file.unreadable",
                65,
            ),
            (
                Failure::found(codes::card::LIBRARY_NOT_LOADED.finding(), language),
                "card.library.not_loaded",
                65,
            ),
            (Failure::usage("u", "u"), "command.usage.wrong", 64),
            (
                Failure::not_written(Path::new("o"), std::io::Error::other("full")),
                "command.output.failed",
                74,
            ),
            (Failure::Internal("i".into()), "binding.internal.panic", 70),
        ] {
            assert_eq!(failure.findings()[0].code.id(), code);
            assert_eq!(failure.exit_code(), exit);
        }
        let enough = Failure::from(std::io::Error::from(std::io::ErrorKind::BrokenPipe));
        assert!(enough.reader_has_enough() && enough.exit_code() == 141);
    }

    #[test]
    fn the_worst_of_several_files_decides() {
        assert_eq!(worst([OK, INDETERMINATE, OK]), INDETERMINATE);
        assert_eq!(worst([INDETERMINATE, INVALID]), INVALID);
        assert_eq!(worst([INVALID, UNREADABLE, OK]), UNREADABLE);
        assert_eq!(worst([]), OK);
    }
}
