//! The sheets of an xlsx file as rows of text (ECMA-376 part 1, §18).

use super::archive::Entry;
use super::{MasterError, MasterLimits};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use shohosen_report::Words;

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

/// A sheet with the numbers of its rows, as the file says them.
pub(crate) type NumberedSheet = Vec<(usize, Vec<String>)>;

/// The first sheet whose name holds these words, else the first; `None` if the archive is no xlsx file.
pub(crate) fn sheet_named(
    entries: &[Entry<'_>],
    words: &str,
    limits: &MasterLimits,
) -> Option<Result<NumberedSheet, MasterError>> {
    let workbook = entries.iter().find(|entry| entry.name == "xl/workbook.xml")?;
    Some(read_named(entries, workbook, words, limits))
}

fn read_named(
    entries: &[Entry<'_>],
    workbook: &Entry<'_>,
    words: &str,
    limits: &MasterLimits,
) -> Result<NumberedSheet, MasterError> {
    let listed = elements(&unpack_text(workbook, limits)?, "sheet", ["name", "id"])?;
    let wanted = listed.iter().find(|[name, _]| name.contains(words)).or(listed.first());
    let [_, id] = wanted.ok_or(MasterError::Sheet {
        problem: Words::new("シートがありません", "no sheet"),
    })?;
    let relations = entries.iter().find(|entry| entry.name == "xl/_rels/workbook.xml.rels");
    let relations = relations.ok_or(MasterError::Sheet {
        problem: Words::new("構成要素の一覧がありません", "no list of its parts"),
    })?;
    let targets = elements(&unpack_text(relations, limits)?, "Relationship", ["Id", "Target"])?;
    let target = targets.iter().find(|[own, _]| own == id).map(|[_, target]| target.as_str());
    // From the folder xl, or from the root of the archive.
    let path = target.map(|target| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    });
    let part = entries.iter().find(|entry| Some(&entry.name) == path.as_ref());
    let part = part.ok_or(MasterError::Sheet {
        problem: Words::new("シートがありません", "a sheet is not there"),
    })?;
    let shared = match entries.iter().find(|entry| entry.name == "xl/sharedStrings.xml") {
        Some(entry) => shared_strings(&unpack_text(entry, limits)?)?,
        None => Vec::new(),
    };
    numbered(&unpack_text(part, limits)?, &shared, limits, &mut limits.file_bytes.clone())
}

/// Two attributes of each element of a name, by their local names.
fn elements(xml: &str, name: &str, wanted: [&str; 2]) -> Result<Vec<[String; 2]>, MasterError> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().map_err(|_| MALFORMED)? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name =>
            {
                let mut values = [String::new(), String::new()];
                for attribute in element.attributes().with_checks(false).flatten() {
                    let local = attribute.key.local_name();
                    for (value, wanted) in values.iter_mut().zip(wanted) {
                        if local.as_ref() == wanted {
                            let text = quick_xml::escape::unescape(&attribute.value);
                            *value = text.map_err(|_| MALFORMED)?.into_owned();
                        }
                    }
                }
                found.push(values);
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

fn unpack_text(entry: &Entry<'_>, limits: &MasterLimits) -> Result<String, MasterError> {
    String::from_utf8(entry.unpack(limits)?).map_err(|_| MasterError::Sheet {
        problem: Words::new("UTF-8 でない部分があります", "a part is not UTF-8"),
    })
}

const MALFORMED: MasterError = MasterError::Sheet {
    problem: Words::new("整形式の XML でない部分があります", "a part is not well-formed XML"),
};

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
    let rows = numbered(xml, shared, limits, budget)?;
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn numbered(
    xml: &str,
    shared: &[String],
    limits: &MasterLimits,
    budget: &mut usize,
) -> Result<NumberedSheet, MasterError> {
    let mut reader = Reader::from_str(xml);
    let mut rows: NumberedSheet = Vec::new();
    let mut cell = Cell::default();
    loop {
        match reader.read_event().map_err(|_| MALFORMED)? {
            Event::Start(element) if element.local_name().as_ref() == "row" => {
                if rows.len() >= limits.rows {
                    return Err(MasterError::Limit {
                        what: Words::new("行数", "rows"),
                        limit: limits.rows,
                    });
                }
                let next = rows.last().map_or(1, |(number, _)| number + 1);
                let mut attributes = element.attributes();
                let mut attributes = attributes.with_checks(false).flatten();
                let stated = attributes.find(|attribute| attribute.key.as_ref() == "r");
                let stated = stated.and_then(|number| number.value.trim().parse().ok());
                rows.push((stated.unwrap_or(next), Vec::new()));
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
                if let Some((_, row)) = rows.last_mut().filter(|_| !value.is_empty()) {
                    let cells = (cell.column + 1).saturating_sub(row.len());
                    *budget = budget.checked_sub(value.len() + cells * size_of::<String>()).ok_or(
                        MasterError::Limit {
                            what: Words::new("ファイルのバイト数", "bytes in a file"),
                            limit: limits.file_bytes,
                        },
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
            return Err(MasterError::Limit {
                what: Words::new("列数", "columns"),
                limit: limits.columns,
            });
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
        place.and_then(|place| shared.get(place).cloned()).ok_or(MasterError::Sheet {
            problem: Words::new(
                "セルの参照する文字列がありません",
                "a cell names a string that is not there",
            ),
        })
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
