//! The file of the usage master, xlsx as the ministry publishes it.
//!
//! The layout is second-hand: a sheet with other columns is refused, never guessed.

use super::error::TableProblem;
use super::usage::{NAME, UsageRow};
use crate::Date;
use crate::master::{self, MasterLimits, NumberedSheet, fold};
use shohosen_report::Words;
use std::borrow::Cow;

/// What is expected where a file is another.
pub(super) const EXPECTED: &str = "電子処方箋用法マスタ, an xlsx file";

/// Columns of the layout.
const COLUMNS: usize = 12;
/// Up to 終了日 every row has them; 用法コード区分 may be empty.
const NEEDED: usize = 11;
/// The first row of data, counted from 1: two lines of headings and two that are empty stand before it.
const FIRST_ROW: usize = 5;

/// Headings that stand in one column only, counted from 0.
const HEADINGS: [(&str, usize); 9] = [
    ("用法コード", 0),
    ("基本用法区分コード", 1),
    ("用法詳細区分コード", 3),
    ("タイミング指定区分コード", 5),
    ("用法名称", 7),
    ("標準用法番号", 8),
    ("開始日", 9),
    ("終了日", 10),
    ("用法コード区分", 11),
];

/// Whether the name of a file says that it is one.
pub(super) fn is_named(name: &str) -> bool {
    name.contains("用法") && name.to_ascii_lowercase().ends_with(".xlsx")
}

pub(super) fn recognises(name: &str, bytes: &[u8]) -> bool {
    let limits = MasterLimits::default();
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if is_named(file) {
        return true;
    }
    if !master::is_archive(bytes) {
        return false;
    }
    let Ok(entries) = master::archive_entries(bytes, &limits) else { return false };
    let says = |part: &str, words: &str| {
        let entry = entries.iter().find(|entry| entry.name() == part);
        let text = entry.and_then(|entry| entry.unpack(&limits).ok()).unwrap_or_default();
        std::str::from_utf8(&text).is_ok_and(|text| text.contains(words))
    };
    says("xl/workbook.xml", NAME)
        || says("xl/sharedStrings.xml", "用法コード")
        || says("xl/worksheets/sheet1.xml", "用法コード")
        || entries.iter().any(|entry| is_named(entry.name()))
}

/// The rows of a sheet.
pub(super) fn rows(sheet: &NumberedSheet) -> Result<Vec<UsageRow>, TableProblem> {
    let (mut rows, mut widest, mut next) = (Vec::new(), 0, FIRST_ROW);
    for (line, cells) in sheet {
        let (line, first) = (*line, cells.first().map_or("", |cell| cell.trim()));
        if line < FIRST_ROW {
            headings(line, cells)?;
            continue;
        }
        // A row without a code ends the data, also one that the file leaves out.
        if first.is_empty() || line != next {
            break;
        }
        next += 1;
        widest = widest.max(cells.len());
        if !(NEEDED..=COLUMNS).contains(&cells.len()) {
            let actual = cells.len();
            return Err(TableProblem::Columns { line, expected: COLUMNS, actual });
        }
        rows.push(row(line, cells)?);
    }
    if rows.is_empty() {
        return Err(TableProblem::Empty);
    }
    if widest != COLUMNS {
        return Err(TableProblem::Columns { line: FIRST_ROW, expected: COLUMNS, actual: widest });
    }
    Ok(rows)
}

fn headings(line: usize, cells: &[String]) -> Result<(), TableProblem> {
    if line > 2 && cells.iter().any(|cell| is_code(cell.trim())) {
        let problem = Words::new(
            "データの開始行が 2025 年の様式（5 行目）と異なります",
            "the data begins in another row than in the layout of 2025 (row 5)",
        );
        return Err(TableProblem::Line { line, problem });
    }
    for (column, cell) in cells.iter().enumerate() {
        let cell = fold(cell);
        let known = HEADINGS.iter().find(|(heading, _)| cell == fold(heading));
        if known.is_some_and(|(_, place)| *place != column) {
            let problem = Words::new(
                "見出しの列が 2025 年の様式と異なります",
                "the headings stand in other columns than in the layout of 2025",
            );
            return Err(TableProblem::Line { line, problem });
        }
    }
    Ok(())
}

fn row(line: usize, cells: &[String]) -> Result<UsageRow, TableProblem> {
    let cell = |column: usize| whole(cells.get(column).map_or("", |cell| cell.trim()));
    let wrong = |problem| TableProblem::Line { line, problem };
    let code = cell(0);
    let octets = is_code(&code).then(|| <[u8; 16]>::try_from(code.as_bytes()).ok()).flatten();
    let code = octets.ok_or(wrong(Words::new(
        "1 列目に 16 文字のコードがありません",
        "no code of sixteen characters in column 1",
    )))?;
    let name = cells.get(7).map_or("", |name| name.trim());
    if name.is_empty() || name.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong(Words::new("8 列目に名称がありません", "no name in column 8")));
    }
    let first = day(&cell(9))
        .ok_or(wrong(Words::new("10 列目が日付ではありません", "no day in column 10")))?;
    let last = match &*cell(10) {
        "99999999" => i32::MAX,
        text => day(text)
            .ok_or(wrong(Words::new("11 列目が日付ではありません", "no day in column 11")))?,
    };
    let route = match (cells.get(2).map(|name| name.trim()), code.first()) {
        (Some("内服"), _) => 1,
        (Some("外用"), _) => 2,
        (Some("注射"), _) => 3,
        (Some("注入"), _) => 4,
        (None | Some(""), Some(digit @ b'1'..=b'4')) => digit - b'0',
        _ => 0,
    };
    Ok(UsageRow { code, first, last, route, name: name.to_owned() })
}

fn is_code(text: &str) -> bool {
    let text = whole(text);
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

fn day(text: &str) -> Option<i32> {
    Date::from_compact(text).filter(|_| text.len() == 8).map(Date::days)
}

/// A cell that was entered as a number, without exponent and decimal places; other texts as they are.
fn whole(text: &str) -> Cow<'_, str> {
    /// Up to here whole numbers are exact in a spreadsheet.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = text.bytes().all(|byte| byte.is_ascii_digit() || b".E+".contains(&byte));
    // A code with the letter E has neither.
    if !number || !text.contains(['.', '+']) {
        return Cow::Borrowed(text);
    }
    match text.parse::<f64>() {
        Ok(value) if value.fract() == 0.0 && value < EXACT => Cow::Owned(format!("{value:.0}")),
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_spreadsheet_are_read_as_they_were_written() {
        assert_eq!(whole("1.01100009E15"), "1011000090000000");
        assert_eq!(whole("1.01100009E+15"), "1011000090000000");
        assert_eq!(whole("20220725.0"), "20220725");
        assert_eq!(whole("2.0220725E7"), "20220725");
        // A code with a letter is none.
        assert_eq!(whole("1031E00000000000"), "1031E00000000000");
        assert_eq!(whole("1A50110440000000"), "1A50110440000000");
    }
}
