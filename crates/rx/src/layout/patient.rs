//! Records 11 to 14: the patient.

use super::Required::InSj1;
use super::shorthand::{birth_date, code, digits, kana, name};
use super::view::records;
use crate::values::ValueTable;

records! { Prescription:
    /// The patient's name; kanji stands before kana, the other way round than in record 5.
    PatientName = 11 "patient_name" "患者氏名" Once since 1 {
        code "患者コード" = code(15).personal();
        kanji_name "患者漢字氏名" = name(20).personal().required(InSj1);
        kana_name "患者カナ氏名" = kana(40).personal().required(InSj1);
    }
    /// The patient's sex.
    PatientSex = 12 "patient_sex" "患者性別" Once since 1 {
        sex "患者性別" = digits(1).personal().must().values(ValueTable::Sex);
    }
    /// The patient's birth date.
    PatientBirthDate = 13 "patient_birth_date" "患者生年月日" Once since 1 {
        birth_date "患者生年月日" = birth_date().personal().must();
    }
    /// Which share of the cost the patient bears, for the old and for children.
    CopayClass = 14 "copay_class" "患者一部負担区分" Once since 1 {
        copay_class "患者一部負担区分" = digits(1).must().values(ValueTable::CopayClass);
    }
}
