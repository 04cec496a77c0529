//! Comma-separated rows with quotes (RFC 4180), lenient about line ends.

use super::{MasterError, MasterLimits};
use shohosen_report::Words;
use std::borrow::Cow;

/// Calls `row` with the number (from 1) and the fields of each row that is not empty.
pub(crate) fn rows<'a>(
    text: &'a str,
    limits: &MasterLimits,
    mut row: impl FnMut(usize, &[Cow<'a, str>]) -> Result<(), MasterError>,
) -> Result<(), MasterError> {
    let mut fields: Vec<Cow<'a, str>> = Vec::new();
    let mut rest = text;
    let mut count = 0;
    while !rest.is_empty() {
        count += 1;
        if count > limits.rows {
            return Err(MasterError::Limit {
                what: Words::new("行数", "rows"),
                limit: limits.rows,
            });
        }
        fields.clear();
        loop {
            let (field, after) = field(rest);
            fields.push(field);
            if fields.len() > limits.columns {
                return Err(MasterError::Limit {
                    what: Words::new("列数", "columns"),
                    limit: limits.columns,
                });
            }
            match after.as_bytes() {
                [b',', ..] => rest = after.get(1..).unwrap_or(""),
                [b'\r', b'\n', ..] => {
                    rest = after.get(2..).unwrap_or("");
                    break;
                }
                [_, ..] => {
                    rest = after.get(1..).unwrap_or("");
                    break;
                }
                [] => {
                    rest = "";
                    break;
                }
            }
        }
        if fields.len() > 1 || fields.first().is_some_and(|field| !field.is_empty()) {
            row(count, &fields)?;
        }
    }
    Ok(())
}

/// One field, and the text from the comma or line end that ends it.
fn field(text: &str) -> (Cow<'_, str>, &str) {
    let ends = |byte: &u8| matches!(byte, b',' | b'\r' | b'\n');
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.bytes().position(|byte| ends(&byte)).unwrap_or(text.len());
        let (field, rest) = text.split_at(end);
        return (Cow::Borrowed(field), rest);
    };
    let mut value = Cow::Borrowed("");
    let mut rest = quoted;
    loop {
        let Some((part, after)) = rest.split_once('"') else {
            // An unclosed quote takes the rest of the text.
            append(&mut value, rest);
            return (value, "");
        };
        append(&mut value, part);
        match after.strip_prefix('"') {
            Some(after) => {
                value.to_mut().push('"');
                rest = after;
            }
            None => {
                // What stands between the closing quote and the comma belongs to the field.
                let end = after.bytes().position(|byte| ends(&byte)).unwrap_or(after.len());
                let (stray, after) = after.split_at(end);
                append(&mut value, stray);
                return (value, after);
            }
        }
    }
}

fn append<'a>(value: &mut Cow<'a, str>, part: &'a str) {
    if value.is_empty() {
        *value = Cow::Borrowed(part);
    } else if !part.is_empty() {
        value.to_mut().push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut all = Vec::new();
        rows(text, &MasterLimits::default(), |_, fields| {
            all.push(fields.iter().map(|field| field.to_string()).collect());
            Ok(())
        })
        .unwrap();
        all
    }

    #[test]
    fn quotes_commas_and_line_ends_are_as_rfc_4180_has_them() {
        assert_eq!(read("a,\"b,\"\"c\"\"\"\r\n\n1,,\n"), [vec!["a", "b,\"c\""], vec!["1", "", ""]]);
        assert_eq!(read("\"x\ny\",z"), [vec!["x\ny", "z"]]);
        assert_eq!(read("\"open,\nz"), [vec!["open,\nz"]]);
        assert_eq!(read(""), Vec::<Vec<String>>::new());
    }
}
