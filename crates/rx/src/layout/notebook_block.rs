//! Records 5 to 15, 51 and 55 of CJ1 and JAHISTC: the head of a dispensing.

use super::Required::FromFacility;
use super::SERVICE_ONLY;
use super::shorthand::{code, creator, date, digits, phone, postal, text};
use super::view::records;
use crate::values::ValueTable;

records! { Dispensing:
    /// Opens a dispensing: its day.
    DispensedOn = 5 "dispensed_on" "調剤等年月日" Structure since 1 {
        date "調剤等年月日" = date().must();
        creator "レコード作成者" = creator();
    }
    /// The patient's insurance (CJ1 only). What the first item means is not published.
    DispensingInsurance = 6 "dispensing_insurance" "保険" Once since SERVICE_ONLY {
        insured_class "保険種別（被保険者区分）" = digits(1);
        insurer_number "保険者番号" = code(14);
        symbol "被保険者証記号" = text(40).personal();
        number "被保険者証番号" = text(40).personal();
        branch "枝番" = digits(2).personal();
    }
    /// Which prescription was dispensed (CJ1 only).
    PrescriptionId = 7 "prescription_id" "処方箋ID" Once since SERVICE_ONLY {
        prescription_id "処方箋ID" = code(36).exactly().must();
        reserved "（予備）" = text(0);
    }
    /// Who dispensed.
    DispensingInstitution = 11 "dispensing_institution" "調剤医療機関等" Structure since 1 {
        name "医療機関等名称" = text(120).must();
        prefecture_code "医療機関等都道府県" = digits(2).required(FromFacility).values(ValueTable::Prefecture);
        score_table "医療機関等点数表" = digits(1).required(FromFacility).values(ValueTable::DispensingScoreTable);
        institution_code "医療機関等コード" = digits(7).required(FromFacility);
        postal_code "医療機関等郵便番号" = postal();
        address "医療機関等住所" = text(800);
        phone "医療機関等電話番号" = phone();
        creator "レコード作成者" = creator();
    }
    /// The pharmacist or doctor who dispensed.
    Pharmacist = 15 "pharmacist" "医師・薬剤師" Structure since 1 {
        name "医師・薬剤師氏名" = text(40).must();
        contact "医師・薬剤師連絡先" = text(800);
        creator "レコード作成者" = creator();
    }
    /// Who prescribed.
    PrescribingInstitution = 51 "prescribing_institution" "処方医療機関" Structure since 1 {
        name "医療機関名称" = text(120).must();
        prefecture_code "医療機関都道府県" = digits(2).required(FromFacility).values(ValueTable::Prefecture);
        score_table "医療機関点数表" = digits(1).required(FromFacility).values(ValueTable::ScoreTable);
        institution_code "医療機関コード" = digits(7).required(FromFacility);
        creator "レコード作成者" = creator();
    }
    /// The doctor who prescribed the RPs that follow.
    PrescribingDoctor = 55 "prescribing_doctor" "処方医" Structure since 1 {
        name "医師氏名" = text(40).must();
        department "診療科名" = text(80);
        creator "レコード作成者" = creator();
    }
}
