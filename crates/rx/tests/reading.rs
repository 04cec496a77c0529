//! Reading and writing: lossless, strict on characters, safe on any octets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{CJ1, JAHIS10, JAHISTC08, SJ1, bytes, cp932, with_line};
use proptest::prelude::*;
use shohosen_rx::model::{DrugRecord, SplitControl};
use shohosen_rx::{
    Format, LintOptions, PartsError, ReadError, ReadLimits, ReadOptions, SeenEncoding, Symbol,
    TextEncoding, TypedRecord, join_symbols, lint, merge_parts, read, read_files,
};

fn read_standard(bytes: &[u8]) -> Result<shohosen_rx::Records, ReadError> {
    read(bytes, &ReadOptions::STANDARD)
}

#[test]
fn canonical_files_of_every_format_come_back_octet_for_octet() {
    for (text, format) in [
        (SJ1, Format::Sj1),
        (CJ1, Format::Cj1),
        (JAHIS10, Format::Jahis(10)),
        (JAHISTC08, Format::JahisTc(8)),
    ] {
        let file = bytes(text);
        let records = read_standard(&file).unwrap();
        assert_eq!(records.format(), format);
        assert_eq!(records.len(), text.trim_end().lines().count() - 1);
        assert_eq!(records.to_bytes(), file);
        assert_eq!(records.source(), file);
    }
}

#[test]
fn unknown_records_keep_their_text_and_every_record_its_line() {
    let file = format!("{SJ1}\n999, a ,,b,");
    let records = read_standard(file.as_bytes()).unwrap();
    let last = records.iter().next_back().unwrap();
    assert_eq!((last.number(), last.line(), last.raw()), (999, 24, "999, a ,,b,"));
    assert_eq!(last.fields().collect::<Vec<_>>(), ["999", " a ", "", "b", ""]);
    assert!(last.layout().is_none());
    let drugs: Vec<DrugRecord<'_>> = records.all().collect();
    assert_eq!(drugs.iter().map(|d| d.record().line()).collect::<Vec<_>>(), [17, 22]);
    assert_eq!(records.to_bytes(), file.as_bytes());
}

#[test]
fn a_charset_is_never_guessed() {
    // JAHIS in UTF-8 is not JAHIS unless the option says so.
    let utf8 = JAHIS10.replace('\n', "\r\n");
    let error = read_standard(utf8.as_bytes()).unwrap_err();
    assert!(matches!(error, ReadError::Utf8NotAsked { .. }), "{error}");
    assert!(error.finding().remedy(shohosen_report::Language::Japanese).contains("--utf8"));
    let options = ReadOptions { encoding: TextEncoding::Utf8, ..ReadOptions::STANDARD };
    let records = read(utf8.as_bytes(), &options).unwrap();
    assert_eq!(records.to_bytes(), cp932(&utf8));
    // A byte order mark says it, too, and so does a file that was cut inside a character.
    for file in [format!("\u{feff}{utf8}").as_bytes(), &utf8.as_bytes()[..utf8.len() - 1]] {
        assert!(matches!(read_standard(file), Err(ReadError::Utf8NotAsked { .. })));
    }
    // What is neither has a place.
    let error = read_standard(b"SJ1\n1,1,1234567,13,\xff\xfd").unwrap_err();
    assert!(matches!(error, ReadError::Undecodable { line: 2, offset: 19, .. }), "{error}");
    // 0xFD is in no table of CP932.
    let error = read_standard(b"JAHIS10\r\n81,1,,\xfd\r\n\x1a").unwrap_err();
    assert!(matches!(error, ReadError::Undecodable { line: 2, offset: 15, .. }), "{error}");
}

/// UTF-16, as editors of Windows write it.
fn utf16(text: &str, mark: bool, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(to_bytes).collect()
}

#[test]
fn another_encoding_is_named_with_the_option_that_reads_it() {
    let (sj1, jahis) = (SJ1.to_owned(), JAHIS10.replace('\n', "\r\n"));
    let euc = |text: &str| encoding_rs::EUC_JP.encode(text).0.into_owned();
    let mail = |text: &str| encoding_rs::ISO_2022_JP.encode(text).0.into_owned();
    let wide = |text: &str| utf16(text, true, u16::to_le_bytes);
    for (name, file, actual, option) in [
        ("SJ1 in Shift_JIS", cp932(&sj1), SeenEncoding::ShiftJis, "shift_jis"),
        ("SJ1 in UTF-16", wide(&sj1), SeenEncoding::Utf16, "utf-16"),
        ("big-endian", utf16(&sj1, true, u16::to_be_bytes), SeenEncoding::Utf16, "utf-16"),
        ("without mark", utf16(&jahis, false, u16::to_le_bytes), SeenEncoding::Utf16, "utf-16"),
        (
            "the same, big-endian",
            utf16(&jahis, false, u16::to_be_bytes),
            SeenEncoding::Utf16,
            "utf-16",
        ),
        ("SJ1 in EUC-JP", euc(&sj1), SeenEncoding::EucJp, ""),
        ("JAHIS in EUC-JP", euc(&jahis), SeenEncoding::EucJp, ""),
        ("SJ1 as mail has it", mail(&sj1), SeenEncoding::Iso2022Jp, ""),
        ("JAHIS as mail has it", mail(&jahis), SeenEncoding::Iso2022Jp, ""),
    ] {
        let error = read_standard(&file).unwrap_err();
        assert!(
            matches!(error, ReadError::OtherEncoding { actual: seen, .. } if seen == actual),
            "{name}: {error:?}"
        );
        for language in [shohosen_report::Language::Japanese, shohosen_report::Language::English] {
            let remedy = error.finding().remedy(language);
            assert_eq!(remedy.contains("--encoding"), !option.is_empty(), "{name}: {remedy}");
            assert!(remedy.contains(option), "{name}: {remedy}");
        }
        for encoding in [TextEncoding::from_name(option), Some(TextEncoding::Auto)] {
            let Some(encoding) = encoding else { continue };
            let options = ReadOptions { encoding, ..ReadOptions::STANDARD };
            match (option, read(&file, &options)) {
                ("", read) => assert!(matches!(read, Err(ReadError::OtherEncoding { .. }))),
                (_, read) => {
                    let records = read.unwrap();
                    let whole = if records.format() == Format::Sj1 { &sj1 } else { &jahis };
                    let prescribed = match records.format() {
                        Format::Sj1 => whole.clone().into_bytes(),
                        _ => cp932(whole),
                    };
                    assert_eq!(records.to_bytes(), prescribed, "{name}");
                    assert_eq!(records.source(), file, "{name}");
                    let said = lint(&records, &LintOptions::default()).into_iter();
                    let mut said = said.filter(|f| f.code.id() == "records.file.charset_by_option");
                    assert!(said.next().is_some(), "{name}");
                }
            }
        }
    }
    // Right as it is, with and without the option.
    for encoding in [TextEncoding::Standard, TextEncoding::Auto] {
        let options = ReadOptions { encoding, ..ReadOptions::STANDARD };
        assert!(read(sj1.as_bytes(), &options).is_ok());
        assert!(read(&cp932(&jahis), &options).is_ok());
    }
}

#[test]
fn parts_in_one_file_and_in_several_are_one_document() {
    let [one, two, three] = &parts();
    let whole = bytes(JAHISTC08);
    let options = ReadOptions::STANDARD;
    // As a reader of symbols types them, in any order; with and without line ends between them.
    let file = [two.as_slice(), one, three].concat();
    let records = read(&file, &options).unwrap();
    assert_eq!(records.to_bytes(), whole);
    let rest = [one.as_slice(), two].concat();
    assert_eq!(
        read(&rest, &options).unwrap_err(),
        ReadError::Parts(Box::new(PartsError::Missing { parts: vec![3], total: 3 }))
    );
    // In UTF-16, too.
    let text = String::from_utf16_lossy(&[]) + &encoding_rs::SHIFT_JIS.decode(&file).0;
    let wide = utf16(&text, true, u16::to_le_bytes);
    let as_wide = ReadOptions { encoding: TextEncoding::Utf16, ..options };
    assert_eq!(read(&wide, &as_wide).unwrap().to_bytes(), whole);
    let other = bytes(SJ1);
    let sets = read_files(&[three, &other, &rest, b"nothing"], &options);
    let files: Vec<&[usize]> = sets.iter().map(|set| set.files.as_slice()).collect();
    assert_eq!(files, [&[0, 2][..], &[1], &[3]]);
    assert_eq!(sets[0].records.as_ref().unwrap().to_bytes(), whole);
    assert!(sets[1].records.is_ok() && sets[2].records.is_err());
    // A part alone is read as it is: that others are missing is for the check.
    let alone = read_files(&[two], &options);
    assert!(alone[0].records.is_ok());
}

#[test]
fn what_ends_a_line_in_place_of_lf_is_read_as_that_and_named() {
    let plain = read_standard(SJ1.as_bytes()).unwrap();
    let lines = |records: &shohosen_rx::Records| {
        records.iter().map(|record| record.raw().to_owned()).collect::<Vec<_>>()
    };
    let named = |records: &shohosen_rx::Records| {
        let findings = shohosen_rx::lint(records, &shohosen_rx::LintOptions::default());
        let found = findings.iter().find(|f| f.code.id() == "records.file.line_ending_broken");
        found.map(|finding| finding.message(shohosen_report::Language::English))
    };
    for (end, name) in [
        ("\r", "CR"),
        ("\u{b}", "VT"),
        ("\u{c}", "FF"),
        ("\0", "NUL"),
        ("\u{85}", "NEL"),
        ("\u{2028}", "LS"),
    ] {
        // Everywhere, and in one place only.
        for text in [SJ1.replace('\n', end), SJ1.replace("\n51,", &format!("{end}51,"))] {
            let records = read_standard(text.as_bytes()).unwrap();
            assert_eq!(lines(&records), lines(&plain), "{name}");
            assert!(named(&records).unwrap().contains(name), "{name}");
        }
    }
    let notebook = JAHISTC08.replace('\n', "\r");
    let records = read_standard(&cp932(&notebook)).unwrap();
    assert_eq!(records.len(), JAHISTC08.lines().count() - 1);
    assert!(named(&records).is_some());
    // Inside a value no record begins behind it: it stays what it is, damage.
    let records = read_standard(with_line(SJ1, "81,1,1,a\rb").as_bytes()).unwrap();
    assert_eq!((lines(&records).len(), named(&records)), (lines(&plain).len() + 1, None));
    // CR LF and a cut at the end are as before.
    let records = read_standard(format!("{}\r", SJ1.replace('\n', "\r\n")).as_bytes()).unwrap();
    assert_eq!(named(&records), None);
}

#[test]
fn what_is_no_document_is_refused_with_its_reason() {
    assert_eq!(read_standard(b"").unwrap_err(), ReadError::Empty);
    assert!(matches!(read_standard(b"NOT_JAHIS\n"), Err(ReadError::UnknownHeader)));
    assert!(matches!(read_standard(b"SJ1,\n"), Err(ReadError::UnknownHeader)));
    for line in ["x,1", "0,1", "01,1", "1000,1", "１,1", " 1,1", ""] {
        let result = read_standard(format!("SJ1\n{line}\n1,1").as_bytes());
        if line.is_empty() {
            assert_eq!(result.unwrap().len(), 1);
        } else {
            assert!(matches!(result, Err(ReadError::RecordNumber { line: 2, .. })), "{line}");
        }
    }
    let limits = ReadLimits { bytes: 10, ..ReadLimits::DEFAULT };
    let options = ReadOptions { limits, ..ReadOptions::STANDARD };
    assert!(matches!(read(SJ1.as_bytes(), &options), Err(ReadError::TooLarge { .. })));
}

/// The notebook cut into three parts; the second begins in the middle of a block.
fn parts() -> [Vec<u8>; 3] {
    let lines: Vec<&str> = JAHISTC08.lines().collect();
    [&lines[1..3], &lines[3..6], &lines[6..]]
        .map(|part| part.join("\n"))
        .iter()
        .enumerate()
        .map(|(index, part)| {
            bytes(&format!("JAHISTC08,1\n{part}\n911,12345678901234,3,{}", index + 1))
        })
        .collect::<Vec<_>>()
        .try_into()
        .unwrap()
}

#[test]
fn parts_of_a_notebook_merge_in_any_order_to_the_whole() {
    let [one, two, three] = &parts();
    let options = ReadOptions::STANDARD;
    let merged = merge_parts(&[three, one, two], &options).unwrap();
    assert_eq!(merged.to_bytes(), bytes(JAHISTC08));
    assert!(merged.first::<SplitControl<'_>>().is_none());
    let missing = |parts: Vec<u32>| PartsError::Missing { parts, total: 3 };
    assert_eq!(merge_parts(&[two], &options).unwrap_err(), missing(vec![1, 3]));
    assert_eq!(
        merge_parts(&[one, two, two], &options).unwrap_err(),
        PartsError::Duplicate { part: 2 }
    );
    let other = bytes("JAHISTC08,1\n5,20260310,1\n911,99999999999999,3,3");
    assert_eq!(
        merge_parts(&[one, &other], &options).unwrap_err(),
        PartsError::Different { index: 1 }
    );
    let whole = bytes(JAHISTC08);
    assert_eq!(merge_parts(&[&whole], &options).unwrap_err(), PartsError::NoControl { index: 0 });
}

#[test]
fn symbols_are_joined_before_they_are_decoded() {
    let file = bytes(JAHIS10);
    // A cut at every octet, also inside a character.
    for cut in 1..file.len() {
        let symbol = |position: u8, data| Symbol { position, total: 2, parity: 7, data };
        let (first, second) = (symbol(0, &file[..cut]), symbol(1, &file[cut..]));
        assert_eq!(join_symbols(&[second, first, first]).unwrap(), file);
        assert!(matches!(join_symbols(&[second]), Err(PartsError::Missing { .. })));
        let foreign = Symbol { parity: 8, ..second };
        assert!(matches!(join_symbols(&[first, foreign]), Err(PartsError::Different { .. })));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_octets_make_the_reader_panic(
        header in prop::sample::select(vec!["SJ1\n", "CJ1,\n", "JAHIS10\r\n", "JAHISTC08,1\r\n", ""]),
        body in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut file = header.as_bytes().to_vec();
        file.extend(body);
        if let Ok(records) = read_standard(&file) {
            prop_assert_eq!(records.source(), &file[..]);
            let again = read_standard(&records.to_bytes()).unwrap();
            prop_assert!(again == records);
        }
    }

    #[test]
    fn reading_what_was_written_gives_the_same_records(
        header in prop::sample::select(vec!["SJ1", "CJ1,", "JAHIS10", "JAHISTC08,1"]),
        lines in prop::collection::vec((1_u16..1000, prop::collection::vec("[ -+\\--~あ-ん亜-腕ｱ-ﾝ]{0,9}", 0..14)), 0..30),
    ) {
        let lines = lines.iter().map(|(number, fields)| format!("{number},{}", fields.join(",")));
        let text = std::iter::once(header.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
        let Ok(records) = read(text.as_bytes(), &ReadOptions { encoding: TextEncoding::Utf8, ..ReadOptions::STANDARD })
        else { return Err(TestCaseError::fail("generated files are readable")) };
        let written = records.to_bytes();
        // Letters outside CP932 become ■ there; all others stay.
        prop_assume!(!String::from_utf8_lossy(&written).contains('■'));
        let again = read_standard(&written).unwrap();
        if records.format().charset() == shohosen_rx::Charset::Utf8 {
            prop_assert!(again == records);
        }
        prop_assert_eq!(read_standard(&again.to_bytes()).unwrap(), again);
    }
}
