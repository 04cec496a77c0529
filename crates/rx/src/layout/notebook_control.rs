//! Records 401 to 911 of CJ1 and JAHISTC: remarks, results, and the control of split sets.

use super::SERVICE_ONLY;
use super::shorthand::{count, creator, date, digits, text};
use super::view::records;
use crate::values::ValueTable;

records! { Dispensing:
    /// What to mind when taking all of it.
    GeneralCaution = 401 "general_caution" "服用注意" Structure since 1 {
        text "服用注意内容" = text(400).personal().must();
        creator "レコード作成者" = creator();
    }
    /// What others should know (CJ1: 伝達事項).
    ProvidedInformation = 411 "provided_information" "医療機関等提供情報" Structure since 1 {
        text "提供情報内容" = text(400).personal().must();
        kind "提供情報種別" = digits(2).must().values(ValueTable::ProvidedInformationKind);
        creator "レコード作成者" = creator();
    }
    /// What was left over.
    LeftoverDrugs = 421 "leftover_drugs" "残薬確認" Structure since 7 {
        text "残薬確認内容" = text(400).personal().must();
        creator "レコード作成者" = creator();
    }
    /// A remark.
    Remark = 501 "remark" "備考" Structure since 1 {
        text "備考情報" = text(400).personal().must();
        creator "レコード作成者" = creator();
    }
    /// What the prescriber answered (CJ1 only).
    InquiryResult = 511 "inquiry_result" "疑義照会結果" Structure since SERVICE_ONLY {
        kind "疑義照会種別" = digits(3).must().values(ValueTable::InquiryKind);
        text "疑義照会結果内容" = text(600).personal().must();
    }
    /// How far a refill prescription is used up (CJ1 only).
    RefillState = 521 "refill_state" "リフィル処方箋情報" Structure since SERVICE_ONLY {
        count "調剤回数" = count(2).must();
        end_class "調剤終了区分" = digits(1).must().values(ValueTable::RefillEnd);
        next_date "次回調剤予定日" = date();
    }
    /// What the patient wrote.
    PatientEntry = 601 "patient_entry" "患者等記入" Structure since 1 {
        text "患者等記入情報" = text(400).personal().must();
        date "入力年月日" = date();
    }
    /// The family pharmacist.
    FamilyPharmacist = 701 "family_pharmacist" "かかりつけ薬剤師" Any since 1 {
        name "かかりつけ薬剤師氏名" = text(40).must();
        pharmacy "勤務先薬局名称" = text(120).must();
        contact "連絡先" = text(800);
        start "担当開始日" = date();
        end "担当終了日" = date();
        creator "レコード作成者" = creator();
    }
    /// One part of a split set.
    SplitControl = 911 "split_control" "分割制御" Once since 1 {
        data_id "データID" = digits(14).must();
        total "分割総数" = count(3).must();
        seq "分割連番" = count(3).must();
    }
}
