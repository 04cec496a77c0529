//! The institution and the doctor: records 1 to 5.

use super::RecordsOptions;
use super::row::{Row, row};
use crate::answer::{Item, Reader, Source, Wanted};
use shohosen::terms::kana;

/// Records 1 to 3.
pub(super) fn institution(
    reader: &mut Reader<'_>,
    form: &Item<'_>,
    options: &RecordsOptions,
) -> [Row; 3] {
    let hospital = form.object("Hospital");
    let mut need = |key: &str, field: &str, argument: &'static str, given: &str| {
        reader.need(&hospital, key, &Wanted::or(field, Source::System, argument, given))
    };
    let code = need(
        "Code",
        "医療機関コード (Hospital.Code)",
        "institution_code",
        &options.institution_code,
    );
    let prefecture = need(
        "Prefectures_Number",
        "都道府県番号 (Hospital.Prefectures_Number)",
        "prefecture",
        &options.prefecture,
    );
    let name =
        need("Name", "医療機関名称 (Hospital.Name)", "institution_name", &options.institution_name);
    let address = need(
        "Address",
        "医療機関所在地 (Hospital.Address)",
        "institution_address",
        &options.institution_address,
    );
    let phone = need(
        "PhoneNumber",
        "医療機関電話番号 (Hospital.PhoneNumber)",
        "institution_phone",
        &options.institution_phone,
    );
    let postal = postal(reader.text(&hospital, "ZipCode"));
    let fax = reader.text(&hospital, "FaxNumber");
    [
        row(1, [options.score_table(), &code, &prefecture, &name]),
        row(2, [&postal, &address]),
        row(3, [&phone, &fax, ""]),
    ]
}

/// Seven digits with the hyphen that record 2 has.
fn postal(text: String) -> String {
    match text.split_at_checked(3) {
        Some((area, town)) if text.len() == 7 && text.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{area}-{town}")
        }
        _ => text,
    }
}

/// Records 4 and 5.
pub(super) fn doctor(
    reader: &mut Reader<'_>,
    form: &Item<'_>,
    options: &RecordsOptions,
) -> [Row; 2] {
    let department = reader.need(
        form,
        "Department_Name",
        &Wanted::or(
            "診療科名 (Department_Name)",
            Source::Option,
            "department_name",
            &options.department_name,
        ),
    );
    let code = reader.text(form, "Department_Code");
    let doctor = form.object("Doctor");
    let name = reader.need(
        &doctor,
        "Name",
        &Wanted::or("医師名 (Doctor.Name)", Source::Option, "doctor_name", &options.doctor_name),
    );
    let kana = match reader.text(&doctor, "KanaName") {
        text if text.is_empty() => half_width(options.doctor_kana.trim()),
        text => half_width(&text),
    };
    let number = reader.text(&doctor, "Code");
    let kind = if code.is_empty() { "1" } else { "2" };
    [row(4, [kind, &code, &department]), row(5, [&number, &kana, &name])]
}

/// Katakana as records 5 and 11 have it; what has no half-width form stays for the check.
pub(super) fn half_width(text: &str) -> String {
    let half = kana::to_half_width(text);
    half.chars()
        .map(|character| match character {
            '\u{3000}' => ' ',
            '゛' => '\u{ff9e}',
            '゜' => '\u{ff9f}',
            '－' => '-',
            other => other,
        })
        .collect()
}
