//! One pass over the text that finds lines and fields.

use super::line_break::Break;
use super::{Observations, ReadError};
use crate::records::Line;
use crate::{Charset, Format, RecordLayout, Records};

/// The end mark of JAHIS files (EOF, 1Ah).
const END_MARK: char = '\u{1a}';

pub(super) fn scan(
    format: Format,
    text: String,
    original: Option<Vec<u8>>,
    mut observations: Observations,
) -> Result<Records, ReadError> {
    let has_end_mark = format.charset() == Charset::Cp932;
    let content = if has_end_mark { content_of(&text, &mut observations) } else { &text };
    let crlf = format.line_ending() == "\r\n";
    let bytes = content.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 32 + 2);
    let mut starts = Vec::with_capacity(bytes.len() / 8 + 4);
    let mut line_number = 0_u32;
    let mut line_start = 0;
    while line_start < bytes.len() {
        line_number += 1;
        let first = starts.len();
        starts.push(line_start as u32);
        let rest = bytes.get(line_start..).unwrap_or_default();
        let mut length = rest.len();
        let mut broken = None;
        let first_line = lines.is_empty();
        for (offset, byte) in rest.iter().enumerate() {
            match byte {
                b',' => starts.push((line_start + offset + 1) as u32),
                b'\n' => {
                    length = offset;
                    break;
                }
                0 | 0x0b..=0x0d | 0x1d | 0x1e | 0xc2 | 0xe2 => {
                    let rest = rest.get(offset..).unwrap_or_default();
                    broken = ending(rest, format, first_line);
                    if broken.is_some() {
                        length = offset;
                        break;
                    }
                }
                _ => {}
            }
        }
        let ended = length < rest.len();
        let line = rest.get(..length).unwrap_or_default();
        let (line, has_cr) = match line.strip_suffix(b"\r") {
            Some(line) if broken.is_none() => (line, true),
            _ => (line, false),
        };
        if let Some(broken) = broken {
            if observations.broken_line_endings.count == 0 {
                observations.broken_by = broken.name;
            }
            observations.broken_line_endings.at(line_number);
        } else if ended && has_cr != crlf || !ended && has_cr {
            // At the end of the file a CR without LF is a line ending cut in two.
            observations.other_line_endings.at(line_number);
        }
        if line.is_empty() {
            observations.blank_lines.at(line_number);
            starts.truncate(first);
        } else {
            let number = if lines.is_empty() { 0 } else { record_number(line, line_number)? };
            lines.push(Line {
                line: line_number,
                number,
                first: first as u32,
                fields: (starts.len() - first) as u32,
                end: (line_start + line.len()) as u32,
                layout: RecordLayout::find(format, number),
            });
        }
        observations.final_line_ending = ended;
        line_start += length + broken.map_or(1, |broken| broken.length);
    }
    Ok(Records { format, text, original, lines, starts, observations })
}

/// The character that ends a line there although it is no LF: the first line is the header,
/// which holds no such character, any other goes on unless a record begins.
fn ending(rest: &[u8], format: Format, header: bool) -> Option<Break> {
    let found = Break::at(rest)?;
    let after = rest.get(found.length..).unwrap_or_default();
    // CR LF, and what stands at the very end, are for the reader of lines.
    if after.is_empty() || found.length == 1 && rest.starts_with(b"\r\n") {
        return None;
    }
    if header { Some(found) } else { Break::before_record(rest, format) }
}

/// The text without the end mark, which may have a line ending of its own after it.
fn content_of<'a>(text: &'a str, observations: &mut Observations) -> &'a str {
    let without_ending = text.trim_end_matches(['\r', '\n']);
    match without_ending.strip_suffix(END_MARK) {
        Some(content) => {
            observations.end_mark = true;
            content
        }
        None => text,
    }
}

/// The record number at the beginning of a line: 1 to 999 without leading zeros.
fn record_number(line: &[u8], line_number: u32) -> Result<u16, ReadError> {
    let text = line.split(|byte| *byte == b',').next().unwrap_or_default();
    let digits = (1..=3).contains(&text.len()) && text.iter().all(u8::is_ascii_digit);
    if !digits || text.first() == Some(&b'0') {
        return Err(ReadError::RecordNumber { line: line_number });
    }
    Ok(text.iter().fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0')))
}
