//! A drug: its codes as they were given, also those that are not of their system's form.

use super::DecodeError;
use super::bytes::{Reader, Writer};
use super::words::Word;
use shohosen_medication::{CodeError, CodeProblem, CodeSystem, GivenCode, GivenDrug};

// What a code is, in the upper half of its first byte; the system stands in the lower half.
const CODE: u8 = 0;
const LENGTH: u8 = 1;
const CHARACTER: u8 = 2;
const UNKNOWN_SYSTEM: u8 = 3;

pub(super) fn write<'e>(writer: &mut Writer, drug: &'e GivenDrug, unit: &mut &'e str) {
    writer.number(drug.codes.len() as u64);
    for code in &drug.codes {
        write_code(writer, code);
    }
    writer.text(&drug.name);
    writer.shared_text(&drug.unit, unit);
}

pub(super) fn read<'b>(
    reader: &mut Reader<'b>,
    unit: &mut &'b str,
) -> Result<GivenDrug, DecodeError> {
    // Not reserved: the number may be anything.
    let count: u64 = reader.number()?;
    let mut codes = Vec::new();
    for _ in 0..count {
        codes.push(read_code(reader)?);
    }
    Ok(GivenDrug { codes, name: reader.text()?.to_owned(), unit: reader.shared_text(unit)? })
}

fn write_code(writer: &mut Writer, code: &GivenCode) {
    match code {
        GivenCode::Code(code) => {
            writer.byte(CODE << 4 | code.system().number());
            // A code is at most 14 characters.
            let mut text = Short::default();
            let _ = std::fmt::Write::write_fmt(&mut text, format_args!("{code}"));
            writer.text(text.as_str());
        }
        GivenCode::Malformed(error) => {
            let (kind, number) = match error.problem {
                CodeProblem::Length(length) => (LENGTH, length),
                CodeProblem::Character(place) => (CHARACTER, place),
            };
            writer.byte(kind << 4 | error.system.number());
            writer.number(number as u64);
            writer.text(&error.text);
        }
        GivenCode::UnknownSystem { system, text } => {
            writer.byte(UNKNOWN_SYSTEM << 4);
            writer.text(system);
            writer.text(text);
        }
    }
}

fn read_code(reader: &mut Reader<'_>) -> Result<GivenCode, DecodeError> {
    let first = reader.byte()?;
    let kind = first >> 4;
    if kind == UNKNOWN_SYSTEM {
        let system = reader.text()?.to_owned();
        return Ok(GivenCode::UnknownSystem { system, text: reader.text()?.to_owned() });
    }
    let system =
        CodeSystem::of_number(first & 15).ok_or(reader.error("a system that is not known"))?;
    let problem = match kind {
        CODE => return Ok(GivenCode::parse(system, reader.text()?)),
        LENGTH => CodeProblem::Length(reader.small()?),
        CHARACTER => CodeProblem::Character(reader.small()?),
        _ => return Err(reader.error("a kind of code that is not known")),
    };
    Ok(GivenCode::Malformed(CodeError { system, text: reader.text()?.to_owned(), problem }))
}

/// The text of a code without an allocation.
#[derive(Default)]
struct Short {
    bytes: [u8; 16],
    length: usize,
}

impl Short {
    fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }
}

impl std::fmt::Write for Short {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.length + text.len();
        self.bytes
            .get_mut(self.length..end)
            .ok_or(std::fmt::Error)?
            .copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}
