//! The patient: records 11 to 13, and 61 for narcotics.

use super::RecordsOptions;
use super::institution::half_width;
use super::row::{Row, row};
use crate::answer::{Argument, Item, Reader, Source, Wanted};

/// Records 11 to 13, and the birth date (YYYYMMDD, empty where there is none).
pub(super) fn patient(
    reader: &mut Reader<'_>,
    form: &Item<'_>,
    options: &RecordsOptions,
) -> ([Row; 3], String) {
    let patient = form.object("Patient");
    let mut need = |key: &str, field: &str, argument: &'static str, given: &str| {
        reader.need(&patient, key, &Wanted::or(field, Source::Patient, argument, given))
    };
    let name = need("Name", "患者氏名 (Patient.Name)", "patient_name", &options.patient_name);
    let kana =
        need("KanaName", "患者カナ氏名 (Patient.KanaName)", "patient_kana", &options.patient_kana);
    let sex = need("Sex", "性別 (Patient.Sex)", "patient_sex", &options.patient_sex);
    let birth = reader.need_day(
        &patient,
        "BirthDate",
        &Wanted::or(
            "生年月日 (Patient.BirthDate)",
            Source::Patient,
            "patient_birth_date",
            &options.patient_birth_date,
        ),
    );
    let number = reader.text(&patient, "ID");
    let rows = [row(11, [&number, &name, &half_width(&kana)]), row(12, [&sex]), row(13, [&birth])];
    (rows, birth)
}

/// Record 61.
pub(super) fn narcotic(reader: &mut Reader<'_>, form: &Item<'_>, options: &RecordsOptions) -> Row {
    let licence = reader.need(
        &form.object("Doctor"),
        "Drug_Permission_ID",
        &Wanted::or(
            "麻薬施用者免許番号 (Doctor.Drug_Permission_ID)",
            Source::Doctors,
            "narcotics_licence",
            &options.narcotics_licence,
        ),
    );
    let mut given = |field: &str, argument: &'static str, given: &str| {
        if given.trim().is_empty() {
            reader.missing(field, Source::PatientAddress.or(&Argument::Named(argument)));
        }
        given.trim().to_owned()
    };
    let address = given("麻薬施用患者住所", "patient_address", &options.patient_address);
    let phone = given("麻薬施用患者電話番号", "patient_phone", &options.patient_phone);
    row(61, [&licence, &address, &phone])
}
