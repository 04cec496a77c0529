//! What can be wrong with a code.

use super::CodeSystem;
use crate::excerpt;
use std::fmt;

/// Text that does not have the form of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeError {
    /// The system that was stated.
    pub system: CodeSystem,
    /// The text, at most 32 characters of it.
    pub text: String,
    /// What is wrong.
    pub problem: CodeProblem,
}

/// Why text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// It has this many bytes, which no code of the system has.
    Length(usize),
    /// The character at this place (from 0) does not stand there in any code of the system.
    Character(usize),
}

impl CodeError {
    pub(crate) fn new(system: CodeSystem, text: &str, problem: CodeProblem) -> Self {
        Self { system, text: excerpt(text, 32).to_owned(), problem }
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { system, text, problem } = self;
        match problem {
            CodeProblem::Length(length) => {
                write!(f, "not a {system} code: {text:?} has {length} bytes")
            }
            CodeProblem::Character(place) => {
                write!(f, "not a {system} code: {text:?}, character {}", place + 1)
            }
        }
    }
}

impl std::error::Error for CodeError {}

/// The check digit of a code, and what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckDigit {
    /// Computed from the other digits.
    pub expected: u8,
    /// As it stands.
    pub actual: u8,
}

impl CheckDigit {
    /// Whether both are the same.
    pub const fn agrees(self) -> bool {
        self.expected == self.actual
    }
}

/// Refuses text whose characters are not as `allowed` has them, place for place.
pub(super) fn characters(
    system: CodeSystem,
    text: &str,
    allowed: impl Fn(usize, u8) -> bool,
) -> Result<(), CodeError> {
    match text.bytes().enumerate().find(|(place, byte)| !allowed(*place, *byte)) {
        Some((place, _)) => Err(CodeError::new(system, text, CodeProblem::Character(place))),
        None => Ok(()),
    }
}

/// The GS1 check digit: 10 − (Σ digit × 3,1,3,1… from the right) mod 10.
pub(super) fn gs1_check_digit(digits_without_check: impl DoubleEndedIterator<Item = u8>) -> u8 {
    let sum: u32 = digits_without_check
        .rev()
        .enumerate()
        .map(|(place, digit)| u32::from(digit) * if place % 2 == 0 { 3 } else { 1 })
        .sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}
