//! Records 51 to 82: the prescription as a whole.

use super::shorthand::{count, date, digits, digits_up_to, phone, text};
use super::view::records;
use crate::values::ValueTable;

records! { Prescription:
    /// The day of issue.
    IssuedOn = 51 "issued_on" "処方箋交付年月日" Once since 1 {
        issued_on "処方箋交付年月日" = date().must();
    }
    /// The last day on which it may be brought to a pharmacy.
    ValidUntil = 52 "valid_until" "使用期限年月日" Once since 1 {
        valid_until "使用期限年月日" = date().must();
    }
    /// What a prescription of narcotics must show besides.
    Narcotic = 61 "narcotic" "麻薬施用" Once since 1 {
        license_no "麻薬施用者免許番号" = text(15).personal();
        patient_address "麻薬施用患者住所" = text(50).personal();
        patient_phone "麻薬施用患者電話番号" = phone().personal();
    }
    /// What the pharmacy does when drugs are left over.
    LeftoverCheck = 62 "leftover_check" "残薬確認欄" Once since 1 {
        leftover_flag "残薬確認対応フラグ" = digits(1).must().values(ValueTable::Leftover);
    }
    /// Dispensing in parts (分割調剤).
    SplitDispensing = 63 "split_dispensing" "分割指示" Once since 1 {
        split_total "分割回数" = count(2).must();
        split_index "分割回" = count(2).must();
    }
    /// A prescription that may be used several times (リフィル).
    Refill = 64 "refill" "リフィル" Once since 8 {
        refill_total "総使用回数" = count(2).must();
    }
    /// A note of the prescriber.
    Note = 81 "note" "備考" Any since 1 {
        seq "備考連番" = count(3).must();
        kind "備考種別コード" = digits_up_to(2).values(ValueTable::NoteKind);
        text "備考" = text(50).personal().must();
    }
    /// The number under which the service keeps it.
    PrescriptionNumber = 82 "prescription_number" "処方箋番号" Once since 1 {
        number_type "処方箋番号種別" = digits(1).must().values(ValueTable::PrescriptionNumberType);
        number "処方箋番号" = digits(16).must();
    }
}
