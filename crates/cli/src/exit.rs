//! Exit codes, and the failures that lead to the ones beyond a verdict.

use crate::render::printable;
use shohosen::{Finding, Language, Verdict};
use std::fmt;
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
    const ORDER: [u8; 6] = [OK, INDETERMINATE, INVALID, UNREADABLE, USAGE, INTERNAL];
    let rank = |code: &u8| ORDER.iter().position(|each| each == code).unwrap_or(ORDER.len());
    codes.into_iter().max_by_key(rank).unwrap_or(OK)
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// A file cannot be read, or is not what it should be.
    Unreadable { file: String, reason: String },
    /// A file, a key, a card, a server or a store cannot be used.
    Found { file: Option<String>, finding: Box<Finding>, language: Language },
    /// Something was not signed; every reason.
    Refused { findings: Vec<Finding>, language: Language, json: bool },
    /// The options do not go together.
    Usage(String),
    /// Writing the output failed.
    Output(std::io::Error),
    /// Something that should not happen.
    Internal(String),
}

impl Failure {
    /// A key, a card, a server or a store cannot be used.
    pub fn found(finding: Finding, language: Language) -> Self {
        Self::Found { file: None, finding: Box::new(finding), language }
    }

    /// A file cannot be used.
    pub fn found_in(file: &Path, finding: Finding, language: Language) -> Self {
        let file = Some(file.display().to_string());
        Self::Found { file, finding: Box::new(finding), language }
    }

    /// Says it: reasons as JSON on standard output where JSON was asked for.
    pub fn print(&self) {
        if let Self::Refused { findings, json: true, .. } = self {
            let value = serde_json::json!({ "schema_version": 1, "findings": findings });
            let _ = writeln!(std::io::stdout(), "{value}");
            return;
        }
        complain(&format!("shohosen: {self}\n"));
    }

    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Unreadable { .. } => UNREADABLE,
            Self::Found { .. } => UNREADABLE,
            Self::Refused { .. } => INVALID,
            Self::Usage(_) => USAGE,
            Self::Output(_) | Self::Internal(_) => INTERNAL,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Internal(text) | Self::Usage(text) => f.write_str(text),
            Self::Refused { findings, language, .. } => {
                let text = language.pick("署名しませんでした", "not signed");
                f.write_str(text)?;
                for finding in findings {
                    let message = printable(&finding.message(*language));
                    write!(f, "\n  {message} [{}]", finding.code)?;
                    let remedy = printable(&finding.remedy(*language));
                    if !remedy.is_empty() {
                        write!(f, "\n    → {remedy}")?;
                    }
                }
                Ok(())
            }
            Self::Unreadable { file, reason } => {
                write!(f, "{}: {}", printable(file), printable(reason))
            }
            Self::Found { file, finding, language } => {
                if let Some(file) = file {
                    write!(f, "{}: ", printable(file))?;
                    if let Some(place) = &finding.location {
                        write!(f, "{}: ", printable(place))?;
                    }
                }
                let (message, remedy) = (finding.message(*language), finding.remedy(*language));
                write!(f, "{}  [{}]\n  → {}", printable(&message), finding.code, printable(&remedy))
            }
            Self::Output(error) => write!(f, "cannot write the output: {error}"),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// Writes to standard output.
pub fn say(text: &str) -> Result<(), Failure> {
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

/// Writes to standard error. Where nobody listens any more there is nobody to tell, and no reason
/// to panic, which `eprintln!` would.
pub fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
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
            Failure::Unreadable { file: hostile.to_owned(), reason: hostile.to_owned() },
            Failure::found(finding(), language),
            Failure::found_in(Path::new(hostile), finding(), language),
            Failure::Refused { findings: vec![finding()], language, json: false },
        ] {
            let text = failure.to_string();
            // Nothing but our own ends of lines.
            let controls = text.chars().filter(|c| c.is_control() && *c != '\n').count();
            assert!(controls == 0 && text.contains('\u{FFFD}'), "{text:?}");
        }
    }

    #[test]
    fn the_worst_of_several_files_decides() {
        assert_eq!(worst([OK, INDETERMINATE, OK]), INDETERMINATE);
        assert_eq!(worst([INDETERMINATE, INVALID]), INVALID);
        assert_eq!(worst([INVALID, UNREADABLE, OK]), UNREADABLE);
        assert_eq!(worst([]), OK);
    }
}
