//! Records 1 to 4 and 31 of CJ1 and JAHISTC: the patient and what concerns no dispensing.

use super::shorthand::{
    birth_date, code, count, creator, date, digits, phone, postal, text, weight,
};
use super::view::records;
use crate::values::ValueTable;

records! { Dispensing:
    /// The patient.
    Patient = 1 "patient" "患者情報" Once since 1 {
        name "患者氏名" = text(40).personal().must();
        sex "患者性別" = digits(1).personal().must().values(ValueTable::Sex);
        birth_date "患者生年月日" = birth_date().personal().must();
        postal_code "患者郵便番号" = postal().personal();
        address "患者住所" = text(800).personal();
        phone "患者電話番号" = phone().personal();
        emergency_contact "緊急連絡先" = text(800).personal();
        blood_type "血液型" = text(20).personal();
        weight "体重" = weight().personal();
        kana_name "患者氏名カナ" = text(40).personal();
    }
    /// Allergies, side effects, former illnesses.
    PatientRemark = 2 "patient_remark" "患者特記" Any since 1 {
        kind "患者特記種別" = digits(1).must().values(ValueTable::PatientRemarkKind);
        text "患者特記内容" = text(120).personal().must();
        creator "レコード作成者" = creator();
    }
    /// A drug bought without prescription.
    OtcDrug = 3 "otc_drug" "要指導医薬品・一般用医薬品服用" Any since 1 {
        name "薬品名称" = text(120).must();
        start "服用開始年月日" = date();
        end "服用終了年月日" = date();
        creator "レコード作成者" = creator();
        seq "要指導・一般用医薬品連番" = count(3).since(8);
        jan "JANコード" = digits(13).since(8);
    }
    /// A memo of the patient.
    NotebookMemo = 4 "notebook_memo" "手帳メモ" Any since 1 {
        text "手帳メモ情報" = text(400).personal().must();
        date "メモ入力年月日" = date();
        creator "レコード作成者" = creator();
    }
    /// An ingredient of a drug bought without prescription.
    OtcIngredient = 31 "otc_ingredient" "要指導医薬品・一般用医薬品成分" Any since 8 {
        otc_seq "要指導・一般用医薬品連番" = count(3).must();
        name "成分名" = text(256).must();
        code_type "成分コード種別" = digits(1).must().values(ValueTable::OtcCodeType);
        code "成分コード" = code(20);
        creator "レコード作成者" = creator();
    }
}
