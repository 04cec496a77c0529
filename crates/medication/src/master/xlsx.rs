//! The sheets of an xlsx file as rows of text (ECMA-376 part 1, §18).

use super::archive::Entry;
use super::{MasterError, MasterLimits};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One sheet: its rows, each as long as its last cell with a value.
pub(super) type Sheet = Vec<Vec<String>>;

/// The sheets in the order of their numbers, or `None` if the archive is no xlsx file.
pub(super) fn sheets(
    entries: &[Entry<'_>],
    limits: &MasterLimits,
) -> Option<Result<Vec<Sheet>, MasterError>> {
    entries.iter().find(|entry| entry.name == "xl/workbook.xml")?;
    Some(read(entries, limits))
}

fn read(entries: &[Entry<'_>], limits: &MasterLimits) -> Result<Vec<Sheet>, MasterError> {
    let shared = match entries.iter().find(|entry| entry.name == "xl/sharedStrings.xml") {
        Some(entry) => shared_strings(&unpack_text(entry, limits)?)?,
        None => Vec::new(),
    };
    let mut parts: Vec<(u32, &Entry<'_>)> = entries
        .iter()
        .filter_map(|entry| {
            let name = entry.name.strip_prefix("xl/worksheets/sheet")?;
            Some((name.strip_suffix(".xml")?.parse().ok()?, entry))
        })
        .collect();
    parts.sort_by_key(|(number, _)| *number);
    // A few bytes of a sheet may name a long shared string over and over: what all sheets hold
    // together is bounded, not only what they were unpacked from.
    let mut budget = limits.file_bytes;
    let mut sheets = Vec::with_capacity(parts.len());
    for (_, part) in parts {
        sheets.push(sheet(&unpack_text(part, limits)?, &shared, limits, &mut budget)?);
    }
    Ok(sheets)
}

fn unpack_text(entry: &Entry<'_>, limits: &MasterLimits) -> Result<String, MasterError> {
    String::from_utf8(entry.unpack(limits)?)
        .map_err(|_| MasterError::Sheet { problem: "a part is not UTF-8" })
}

const MALFORMED: MasterError = MasterError::Sheet { problem: "a part is not well-formed XML" };

/// The texts of `si` elements: all `t` but those of phonetic runs (`rPh`).
fn shared_strings(xml: &str) -> Result<Vec<String>, MasterError> {
    let mut reader = Reader::from_str(xml);
    let mut strings = Vec::new();
    let mut text = Text::default();
    loop {
        match reader.read_event().map_err(|_| MALFORMED)? {
            Event::Start(element) if element.local_name().as_ref() == "si" => text.clear(),
            Event::Empty(element) if element.local_name().as_ref() == "si" => {
                strings.push(String::new());
            }
            Event::End(element) if element.local_name().as_ref() == "si" => {
                strings.push(std::mem::take(&mut text.value));
            }
            Event::Eof => return Ok(strings),
            event => text.take(&event)?,
        }
    }
}

fn sheet(
    xml: &str,
    shared: &[String],
    limits: &MasterLimits,
    budget: &mut usize,
) -> Result<Sheet, MasterError> {
    let mut reader = Reader::from_str(xml);
    let mut rows: Sheet = Vec::new();
    let mut cell = Cell::default();
    loop {
        match reader.read_event().map_err(|_| MALFORMED)? {
            Event::Start(element) if element.local_name().as_ref() == "row" => {
                if rows.len() >= limits.rows {
                    return Err(MasterError::Limit { what: "rows", limit: limits.rows });
                }
                rows.push(Vec::new());
                cell.next_column = 0;
            }
            Event::Start(element) if element.local_name().as_ref() == "c" => {
                cell.begin(&element, limits)?;
            }
            Event::Empty(element) if element.local_name().as_ref() == "c" => {
                cell.begin(&element, limits)?;
            }
            Event::End(element) if element.local_name().as_ref() == "c" => {
                let value = cell.finish(shared)?;
                if let Some(row) = rows.last_mut().filter(|_| !value.is_empty()) {
                    let cells = (cell.column + 1).saturating_sub(row.len());
                    *budget = budget.checked_sub(value.len() + cells * size_of::<String>()).ok_or(
                        MasterError::Limit { what: "bytes in a file", limit: limits.file_bytes },
                    )?;
                    row.resize(row.len().max(cell.column + 1), String::new());
                    if let Some(place) = row.get_mut(cell.column) {
                        *place = value;
                    }
                }
            }
            Event::Eof => return Ok(rows),
            event => cell.text.take(&event)?,
        }
    }
}

/// The cell being read.
#[derive(Default)]
struct Cell {
    column: usize,
    next_column: usize,
    shared: bool,
    text: Text,
}

impl Cell {
    fn begin(
        &mut self,
        element: &BytesStart<'_>,
        limits: &MasterLimits,
    ) -> Result<(), MasterError> {
        self.text.clear();
        self.shared = false;
        self.column = self.next_column;
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "t" => self.shared = attribute.value.as_ref() == "s",
                "r" => {
                    if let Some(column) = column(&attribute.value) {
                        self.column = column;
                    }
                }
                _ => {}
            }
        }
        if self.column >= limits.columns {
            return Err(MasterError::Limit { what: "columns", limit: limits.columns });
        }
        self.next_column = self.column + 1;
        Ok(())
    }

    fn finish(&mut self, shared: &[String]) -> Result<String, MasterError> {
        let value = std::mem::take(&mut self.text.value);
        if !self.shared {
            return Ok(value);
        }
        let place: Option<usize> = value.trim().parse().ok();
        place
            .and_then(|place| shared.get(place).cloned())
            .ok_or(MasterError::Sheet { problem: "a cell names a string that is not there" })
    }
}

/// `A1` → 0, `AB7` → 27.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase).take(4);
    letters.fold(None, |column: Option<usize>, letter| {
        Some(column.map_or(0, |column| column + 1) * 26 + usize::from(letter - b'A'))
    })
}

/// Collects the text of `t` and `v` elements outside `rPh`.
#[derive(Default)]
struct Text {
    value: String,
    phonetic: bool,
    inside: bool,
}

impl Text {
    fn clear(&mut self) {
        *self = Self::default();
    }

    fn take(&mut self, event: &Event<'_>) -> Result<(), MasterError> {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "rPh" => self.phonetic = true,
                "t" | "v" => self.inside = !self.phonetic,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "rPh" => self.phonetic = false,
                "t" | "v" => self.inside = false,
                _ => {}
            },
            Event::Text(text) if self.inside => {
                self.value.push_str(text);
            }
            Event::GeneralRef(reference) if self.inside => {
                let character = match reference.as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().map_err(|_| MALFORMED)?,
                };
                self.value.push(character.ok_or(MALFORMED)?);
            }
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_as_spreadsheets_do() {
        assert_eq!(column("A1"), Some(0));
        assert_eq!(column("Z1"), Some(25));
        assert_eq!(column("AA10"), Some(26));
        assert_eq!(column("1"), None);
    }

    #[test]
    fn shared_strings_leave_out_the_phonetic_reading() {
        let xml = "<sst><si><t>成分</t><rPh sb=\"0\"><t>セイブン</t></rPh></si>\
                   <si><r><t>a&amp;</t></r><r><t>b&#x3042;</t></r></si><si/></sst>";
        assert_eq!(shared_strings(xml).unwrap(), ["成分", "a&bあ", ""]);
    }
}
