//! Records 201 to 391 of CJ1 and JAHISTC: what was dispensed.

use super::Required::FromFacility;
use super::shorthand::{amount, code, count, creator, digits, digits_up_to, text};
use super::view::records;
use crate::values::ValueTable;

records! { Dispensing:
    /// A drug.
    DispensedDrug = 201 "dispensed_drug" "薬品" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        name "薬品名称" = text(120).must();
        amount "用量" = amount().required(FromFacility);
        unit "単位名" = text(12).required(FromFacility);
        code_type "薬品コード種別" = digits(1).required(FromFacility).values(ValueTable::DispensedDrugCodeType);
        code "薬品コード" = code(13);
        creator "レコード作成者" = creator();
        generic_name "一般名" = text(120).since(8);
        generic_code_type "一般名コード種別" = digits(1).since(8).values(ValueTable::GenericCodeType);
        generic_code "一般名コード" = code(12).exactly().since(8);
    }
    /// What is added to the drug before it.
    DispensedDrugSupplement = 281 "dispensed_drug_supplement" "薬品補足" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        text "薬品補足情報" = text(100).must();
        creator "レコード作成者" = creator();
    }
    /// What to mind when taking the drug before it.
    DispensedDrugCaution = 291 "dispensed_drug_caution" "薬品服用注意" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        text "薬品服用注意内容" = text(400).must();
        creator "レコード作成者" = creator();
    }
    /// How the RP is taken, and how much of it was dispensed.
    DispensedUsage = 301 "dispensed_usage" "用法" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        name "用法名称" = text(100);
        quantity "調剤数量" = count(3).required(FromFacility);
        unit "調剤単位" = text(100).required(FromFacility);
        dosage_form "剤形コード" = digits_up_to(2).required(FromFacility).values(ValueTable::NotebookDosageForm);
        code_type "用法コード種別" = digits(1).required(FromFacility).values(ValueTable::NotebookUsageCodeType);
        code "用法コード" = code(16);
        creator "レコード作成者" = creator();
    }
    /// What is added to the usage.
    DispensedUsageSupplement = 311 "dispensed_usage_supplement" "用法補足" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        text "用法補足情報" = text(100).must();
        creator "レコード作成者" = creator();
    }
    /// What to mind when taking the RP.
    UsageCaution = 391 "usage_caution" "処方服用注意" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        text "処方服用注意内容" = text(400).must();
        creator "レコード作成者" = creator();
    }
}
