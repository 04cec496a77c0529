//! The national usage master (電子処方箋用法マスタ) in the layout of the ministry, with rows of the caller.

/// One row: code, 用法名称, 開始日, 終了日.
pub type UsageRow<'a> = [&'a str; 4];

/// Rows as they stand in publications of the revision of November 2025: two that stay, a code that was
/// removed with the one that took its place, one whose name changed, one that is new.
pub const ROWS: [UsageRow<'static>; 8] = [
    ["1011000090000000", "１日１回起床時　服用", "20220725", "99999999"],
    ["1011100000000000", "１日１回就寝前　服用", "20220725", "99999999"],
    ["1013044400000000", "１日３回朝昼夕食後　服用", "20220725", "99999999"],
    ["1011000900000000", "１日１回朝食中　服用", "20220725", "20260731"],
    ["1011000600000000", "１日１回朝食中　服用", "20251101", "99999999"],
    ["2C71000000000000", "１日１回　湿布", "20220725", "20251031"],
    ["2C71000000000000", "１日１回　貼付", "20251101", "99999999"],
    ["1050110440000000", "疼痛時　４時間以上あけて１日４回まで　服用", "20220725", "99999999"],
];

/// The cells of a sheet in the layout: two lines of headings, two empty rows, the data.
pub fn cells(rows: &[UsageRow<'_>]) -> Vec<Vec<String>> {
    let line = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let mut sheet = vec![
        line(&[
            "用法コード",
            "基本用法区分",
            "",
            "用法詳細区分",
            "",
            "タイミング指定区分",
            "",
            "用法名称",
        ]),
        line(&[
            "",
            "コード",
            "名称",
            "コード",
            "名称",
            "コード",
            "名称",
            "",
            "標準用法番号",
            "開始日",
            "終了日",
            "用法コード区分",
        ]),
        Vec::new(),
        Vec::new(),
    ];
    for [code, name, first, last] in rows {
        let basic = match code.as_bytes().first() {
            Some(b'1') => ["1", "内服"],
            Some(b'2') => ["2", "外用"],
            _ => ["3", "注射"],
        };
        sheet.push(line(&[
            code,
            basic[0],
            basic[1],
            "0",
            "経口",
            "1",
            "食事ベース型",
            name,
            "1101",
            first,
            last,
            "1",
        ]));
    }
    sheet
}

/// An xlsx file with these rows.
pub fn usage_master(rows: &[UsageRow<'_>]) -> Vec<u8> {
    workbook("電子処方箋用法マスタ", &cells(rows))
}

/// An xlsx file whose second sheet, of this name, has these cells; the first one has notes. Texts stand
/// in the cells themselves; empty rows are left out, as spreadsheets do.
pub fn workbook(name: &str, cells: &[Vec<String>]) -> Vec<u8> {
    let mut rows = String::new();
    for (row, values) in cells.iter().enumerate().filter(|(_, values)| !values.is_empty()) {
        rows += &format!("<row r=\"{}\">", row + 1);
        for (column, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            rows += &match value.strip_prefix('=') {
                // A cell that was entered as a number.
                Some(number) => format!("<c r=\"{letter}{}\"><v>{number}</v></c>", row + 1),
                None => format!(
                    "<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{value}</t></is></c>",
                    row + 1
                ),
            };
        }
        rows += "</row>";
    }
    let sheet = |rows: &str| {
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
             <sheetData>{rows}</sheetData></worksheet>"
        )
    };
    let notes = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>改訂履歴</t></is></c></row>";
    zip(&[
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"改訂履歴\" sheetId=\"1\" \
                 r:id=\"rId1\"/><sheet name=\"{name}\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet7.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet(notes)),
        ("xl/worksheets/sheet7.xml", &sheet(&rows)),
    ])
}

/// A zip archive (APPNOTE 6.3) of files that are stored.
pub fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let offset = u32::try_from(out.len()).unwrap();
        let (size, length) =
            (u32::try_from(text.len()).unwrap(), u16::try_from(name.len()).unwrap());
        let mut about = Vec::new();
        about.extend([20, 0, 0, 8, 0, 0, 0, 0, 0, 0]); // version, UTF-8 names, stored, no time
        about.extend(crc32(text.as_bytes()).to_le_bytes());
        about.extend(size.to_le_bytes());
        about.extend(size.to_le_bytes());
        about.extend(length.to_le_bytes());
        about.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(text.as_bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&about);
        directory.extend([0; 10]); // comment, disk, attributes
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, count) = (u32::try_from(out.len()).unwrap(), u16::try_from(files.len()).unwrap());
    let size = u32::try_from(directory.len()).unwrap();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}
