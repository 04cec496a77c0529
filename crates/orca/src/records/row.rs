//! The lines of the file.

/// A record: its number and its items.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    number: u16,
    items: Vec<String>,
}

/// A record of these items.
pub(crate) fn row<const N: usize>(number: u16, items: [&str; N]) -> Row {
    Row { number, items: items.into_iter().map(str::to_owned).collect() }
}

impl Row {
    /// The line. A comma in a value would begin the next one, and a line break the next record.
    fn line(&self) -> String {
        let mut line = self.number.to_string();
        for item in &self.items {
            line.push(',');
            line.push_str(&clean(item));
        }
        line
    }
}

/// The file of these records.
pub(crate) fn file(rows: &[Row]) -> Vec<u8> {
    let lines = std::iter::once("SJ1".to_owned()).chain(rows.iter().map(Row::line));
    lines.collect::<Vec<_>>().join("\n").into_bytes()
}

fn clean(value: &str) -> String {
    let mut cleaned = String::with_capacity(value.len());
    let mut broken = false;
    for character in value.chars() {
        let breaks = matches!(character, '\r' | '\n' | '\t');
        match character {
            _ if breaks && broken => {}
            _ if breaks => cleaned.push(' '),
            ',' => cleaned.push('，'),
            other => cleaned.push(other),
        }
        broken = breaks;
    }
    cleaned
}
