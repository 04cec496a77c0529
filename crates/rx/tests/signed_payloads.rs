//! The payloads of the documents of MediSignVerifier are read and written back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_report::{Language, Severity};
use shohosen_rx::{Format, LintOptions, ReadOptions, lint, read};
use shohosen_testkit::vectors::{Tally, folder};
use std::path::{Path, PathBuf};

#[test]
fn every_payload_is_read_without_error_and_comes_back_octet_for_octet() {
    let Some(folder) = folder("jp-eprescription") else { return };
    let mut tally = Tally::new("jp-eprescription payloads", "");
    for file in xml_files(&folder) {
        let xml = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        for (element, format) in
            [("PrescriptionDocument", Format::Sj1), ("DispensingDocument", Format::Cj1)]
        {
            for (index, payload) in payloads(&xml, element).into_iter().enumerate() {
                let name = file.strip_prefix(&folder).unwrap().display();
                tally.record(&format!("{name} {element} {index}"), round_trip(&payload, format));
            }
        }
    }
    tally.finish();
}

fn round_trip(payload: &[u8], format: Format) -> Result<(), String> {
    let records = read(payload, &ReadOptions::STANDARD).map_err(|error| error.to_string())?;
    if records.format() != format {
        return Err(format!("read as {}", records.format()));
    }
    if records.source() != payload || records.to_bytes() != payload {
        return Err("written otherwise than read".into());
    }
    let errors: Vec<_> = lint(&records, &LintOptions::default())
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.message(Language::English))
        .collect();
    if !errors.is_empty() {
        return Err(errors.join("; "));
    }
    Ok(())
}

fn xml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(xml_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The base64 contents of an element, whatever its prefix; what is no base64 (some documents
/// hold a comment there) is no payload.
fn payloads(xml: &str, element: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for start in
        xml.match_indices(&format!("{element} ")).chain(xml.match_indices(&format!("{element}>")))
    {
        if !xml[..start.0].ends_with(['<', ':']) || xml[..start.0].ends_with("</") {
            continue;
        }
        let Some((_, rest)) = xml[start.0..].split_once('>') else { continue };
        let Some((content, _)) = rest.split_once('<') else { continue };
        if let Some(payload) = base64(content).filter(|payload| !payload.is_empty()) {
            found.push(payload);
        }
    }
    found
}

fn base64(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut buffer, mut bits) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = ALPHABET.iter().position(|letter| *letter == byte)?;
        buffer = buffer << 6 | u32::try_from(value).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

/// What the sample breaks is a warning (records spec §1.3): its prescription as it was signed.
#[test]
fn what_the_sample_breaks_is_a_warning() {
    let Some(folder) = folder("jp-eprescription") else { return };
    let xml = std::fs::read_to_string(folder.join("files/Prescription-004_01.xml")).unwrap();
    let payload = payloads(&xml, "PrescriptionDocument").remove(0);
    let records = read(&payload, &ReadOptions::STANDARD).unwrap();
    let mut warnings: Vec<_> = lint(&records, &LintOptions::default())
        .into_iter()
        .filter(|finding| finding.severity == Severity::Warning)
        .map(|finding| finding.code.id())
        .collect();
    warnings.dedup();
    assert_eq!(
        warnings,
        [
            "records.field.value_unusual",       // prefecture 99
            "records.field.name_separator",      // kana of the doctor
            "records.uneven.sum",                // 2.25 for an amount of 2
            "records.single_dose.mismatch",      // 1 × 1 for an amount of 2
            "records.copay.age",                 // born 2011 with class 1
            "records.usage.supplement_expected", // 適宜 with a supplement of no kind
            "records.benefit_rate.sum",          // 100 and 100
            "records.receipt_type.inpatient"     // 1111
        ]
    );
}
