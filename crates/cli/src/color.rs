//! Colour on a terminal. Words that are coloured stand between marks which no document can bring in:
//! noncharacters of Unicode, taken out of every text from outside, and turned into the sequences of
//! the terminal, or into nothing, where the text is written.

use clap::ValueEnum;
use shohosen::{Severity, Verdict};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};

/// When there is colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorOption {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Where a text is written.
#[derive(Clone, Copy)]
pub enum Stream {
    Out,
    Error,
}

static OUT: AtomicBool = AtomicBool::new(false);
static ERROR: AtomicBool = AtomicBool::new(false);

const END: char = '\u{FDD0}';
const GREEN: char = '\u{FDD1}';
const RED: char = '\u{FDD2}';
const YELLOW: char = '\u{FDD3}';
/// The marks, each with its sequence (ECMA-48 §8.3.117).
const MARKS: [(char, &str); 4] =
    [(END, "\x1b[0m"), (GREEN, "\x1b[32m"), (RED, "\x1b[31m"), (YELLOW, "\x1b[33m")];

/// Decides it for this run.
pub fn choose(option: ColorOption) {
    let asked_not = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let on = |is_terminal: bool| match option {
        ColorOption::Always => true,
        ColorOption::Never => false,
        ColorOption::Auto => is_terminal && !asked_not && !dumb,
    };
    OUT.store(on(std::io::stdout().is_terminal()), Ordering::Relaxed);
    ERROR.store(on(std::io::stderr().is_terminal()), Ordering::Relaxed);
}

/// Whether the marks become colour there.
pub fn is_on(stream: Stream) -> bool {
    match stream {
        Stream::Out => OUT.load(Ordering::Relaxed),
        Stream::Error => ERROR.load(Ordering::Relaxed),
    }
}

/// Whether this is a character that marks are made of.
pub const fn is_mark(character: char) -> bool {
    matches!(character, '\u{FDD0}'..='\u{FDEF}')
}

/// What becomes of a mark.
pub fn sequence(mark: char, on: bool) -> &'static str {
    let known = MARKS.iter().find(|(character, _)| *character == mark && on);
    known.map_or("", |(_, sequence)| sequence)
}

/// A verdict, or a word for it.
pub fn verdict(verdict: Verdict, text: &str) -> String {
    let mark = match verdict {
        Verdict::Valid => GREEN,
        Verdict::Invalid => RED,
        Verdict::Indeterminate => YELLOW,
    };
    format!("{mark}{text}{END}")
}

/// The word for a severity.
pub fn severity(severity: Severity, text: &str) -> String {
    match severity {
        Severity::Error => format!("{RED}{text}{END}"),
        Severity::Warning => format!("{YELLOW}{text}{END}"),
        Severity::Info | Severity::Passed => text.to_owned(),
    }
}
