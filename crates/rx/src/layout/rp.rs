//! Records 101 to 181: the RP (drugs that are taken in the same way) and its usage.

use super::Required::InSj1;
use super::shorthand::{code, count, digits, digits_up_to, text};
use super::view::records;
use crate::values::ValueTable;

records! { Prescription:
    /// Opens an RP: dosage form and number of days or times.
    Rp = 101 "rp" "剤形" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        dosage_form "剤形区分" = digits(1).must().values(ValueTable::DosageForm);
        form_name "剤形名称" = text(2);
        quantity "調剤数量" = count(3).must();
    }
    /// How much of it in each part of a split dispensing.
    SplitQuantity = 102 "split_quantity" "分割調剤数量" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        split_quantity "分割回ごとの調剤数量" = count(3).must();
        total_quantity "総調剤数量" = count(3).must();
    }
    /// How it is taken.
    Usage = 111 "usage" "用法" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        code_type "用法コード種別" = digits(1).must().values(ValueTable::UsageCodeType);
        code "用法コード" = code(16).required(InSj1);
        name "用法名称" = text(50).length_sj1(150).must();
        times_per_day "1日回数" = count(2);
    }
    /// What is added to the usage.
    UsageSupplement = 181 "usage_supplement" "用法補足" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        seq "用法補足連番" = count(3).must();
        kind "用法補足区分" = digits_up_to(2).values(ValueTable::UsageSupplementKind);
        text "用法補足情報" = text(50).must();
        supplement_code "補足用法コード" = code(8).exactly();
        site_code "部位コード" = code(3).exactly();
    }
}
