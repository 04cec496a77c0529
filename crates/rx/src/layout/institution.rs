//! Records 1 to 5: the institution that prescribes, and the prescriber.

use super::Required::InSj1;
use super::shorthand::{code, digits, kana, name, phone, postal, text};
use super::view::records;
use crate::values::ValueTable;

records! { Prescription:
    /// The prescribing institution.
    InstitutionRecord = 1 "institution" "医療機関" Once since 1 {
        score_table "医療機関コード種別（点数表）" = digits(1).required(InSj1).values(ValueTable::ScoreTable);
        institution_code "医療機関コード" = digits(7).must();
        prefecture_code "医療機関都道府県コード" = digits(2).must().values(ValueTable::Prefecture);
        institution_name "医療機関名称" = text(60).required(InSj1);
    }
    /// Where the institution is; at least one of the two items is filled.
    InstitutionAddress = 2 "institution_address" "医療機関所在地" Once since 1 {
        postal_code "医療機関郵便番号" = postal();
        address "医療機関所在地" = text(50);
    }
    /// How the institution is reached.
    InstitutionPhone = 3 "institution_phone" "医療機関電話" Once since 1 {
        phone "医療機関電話番号" = phone().must();
        fax "FAX番号" = phone();
        other_contact "その他連絡先" = text(50);
    }
    /// The department.
    Department = 4 "department" "診療科" Once since 1 {
        code_type "診療科コード種別" = digits(1).required(InSj1).values(ValueTable::DepartmentCodeType);
        code "診療科コード" = code(6);
        name "診療科名" = text(40).required(InSj1);
    }
    /// The prescriber. The name is a claim: who signed says the certificate.
    Doctor = 5 "doctor" "医師" Once since 1 {
        code "医師コード" = code(15);
        kana_name "医師カナ氏名" = kana(40);
        kanji_name "医師漢字氏名" = name(20).must();
    }
}
