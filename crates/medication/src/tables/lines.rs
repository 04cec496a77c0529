//! The rows of a table as octets, one after the other: the largest table has more than a million,
//! and only a few of its columns are looked at.

use super::error::{TableLimits, TableProblem};
use shohosen_report::Words;
use std::borrow::Cow;

/// The columns of one row. Commas, quotation marks and line ends are never part of a character of
/// CP932 or UTF-8, so that octets can be split.
pub(super) struct Row<'r, 'b> {
    /// Counted from 1.
    pub(super) line: usize,
    fields: &'r [&'b [u8]],
}

impl<'b> Row<'_, 'b> {
    /// A column without blanks around it; empty where there is none.
    pub(super) fn octets(&self, column: usize) -> &'b [u8] {
        self.fields.get(column).map_or(&[], |field| field.trim_ascii())
    }

    /// A column that holds digits and letters of ASCII; another text is empty.
    pub(super) fn ascii(&self, column: usize) -> &'b str {
        std::str::from_utf8(self.octets(column)).unwrap_or("")
    }

    /// A column in words.
    pub(super) fn text(&self, column: usize) -> Cow<'b, str> {
        crate::master::decode_text(self.octets(column)).unwrap_or(Cow::Borrowed(""))
    }

    /// A number of so many digits; `None` of anything else.
    pub(super) fn number(&self, column: usize, digits: usize) -> Option<u32> {
        let text = self.ascii(column);
        let all = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| text.parse().ok()).flatten()
    }
}

/// Calls `row` with each row, all of which have so many columns.
pub(super) fn each<'b>(
    bytes: &'b [u8],
    columns: usize,
    limits: &TableLimits,
    mut row: impl FnMut(&Row<'_, 'b>) -> Result<(), TableProblem>,
) -> Result<(), TableProblem> {
    if bytes.len() > limits.file_bytes {
        return Err(TableProblem::Limit {
            what: Words::new("ファイルのバイト数", "bytes in a file"),
            limit: limits.file_bytes,
        });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut fields: Vec<&[u8]> = Vec::with_capacity(columns);
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let number = index + 1;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() || line == b"\x1a" {
            continue;
        }
        if number > limits.rows {
            return Err(TableProblem::Limit {
                what: Words::new("行数", "rows"),
                limit: limits.rows,
            });
        }
        if line.len() > limits.row_bytes {
            return Err(TableProblem::Limit {
                what: Words::new("1 行のバイト数", "bytes in a row"),
                limit: limits.row_bytes,
            });
        }
        fields.clear();
        split(line, &mut fields).map_err(|problem| TableProblem::Line { line: number, problem })?;
        if fields.len() != columns {
            let (expected, actual) = (columns, fields.len());
            return Err(TableProblem::Columns { line: number, expected, actual });
        }
        row(&Row { line: number, fields: &fields })?;
    }
    Ok(())
}

fn split<'b>(line: &'b [u8], fields: &mut Vec<&'b [u8]>) -> Result<(), Words> {
    let mut rest = line;
    loop {
        if let Some(quoted) = rest.strip_prefix(b"\"") {
            let end = quoted.iter().position(|byte| *byte == b'"');
            let (field, after) =
                end.and_then(|end| Some((quoted.get(..end)?, quoted.get(end + 1..)?))).ok_or(
                    Words::new("引用符が閉じていません", "a quotation mark that does not close"),
                )?;
            fields.push(field);
            match after.split_first() {
                None => return Ok(()),
                Some((b',', more)) => rest = more,
                Some(_) => {
                    return Err(Words::new(
                        "閉じた引用符の後に文字があります",
                        "text behind a closing quotation mark",
                    ));
                }
            }
        } else {
            let end = rest.iter().position(|byte| *byte == b',');
            match end.and_then(|end| Some((rest.get(..end)?, rest.get(end + 1..)?))) {
                Some((field, more)) => {
                    fields.push(field);
                    rest = more;
                }
                None => {
                    fields.push(rest);
                    return Ok(());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_split_at_commas_outside_quotes_and_counted_exactly() {
        let read = |text: &str| {
            let mut rows = Vec::new();
            each(text.as_bytes(), 3, &TableLimits::default(), |row| {
                rows.push((row.line, row.ascii(0).to_owned(), row.ascii(2).to_owned()));
                Ok(())
            })
            .map(|()| rows)
        };
        let rows = read("\"a,b\",x,\"c\"\r\n\n1,2,3").unwrap();
        assert_eq!(rows, [(1, "a,b".into(), "c".into()), (3, "1".into(), "3".into())]);
        let columns = |line, actual| TableProblem::Columns { line, expected: 3, actual };
        assert_eq!(read("1,2,3\n1,2\n"), Err(columns(2, 2)));
        assert_eq!(read("1,2,3,4\n"), Err(columns(1, 4)));
        assert!(read("\"a,b,c\n").is_err());
        assert!(read("\"a\"b,c,d\n").is_err());
    }
}
