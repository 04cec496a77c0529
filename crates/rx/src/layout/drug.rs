//! Records 201 to 281: a drug and its details.

use super::Required::InSj1;
use super::shorthand::{amount, code, count, digits, digits_up_to, dose, text};
use super::view::records;
use crate::values::ValueTable;

records! { Prescription:
    /// A drug or a medical material.
    DrugRecord = 201 "drug" "薬品" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        line_no "RP内連番" = count(2).must();
        info_kind "情報区分" = digits(1).required(InSj1).values(ValueTable::DrugInformationKind);
        code_type "薬品コード種別" = digits(1).must().values(ValueTable::DrugCodeType);
        code "薬品コード" = code(13).required(InSj1);
        name "薬品名称" = text(40).length_sj1(0).required(InSj1);
        amount "用量" = amount().must();
        potency_flag "力価フラグ" = digits(1).must().values(ValueTable::Potency);
        unit "単位名" = text(6).must();
    }
    /// How many units of the price list one unit of the amount is.
    UnitConversion = 211 "unit_conversion" "単位変換" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        line_no "RP内連番" = count(2).must();
        factor "単位変換係数" = amount().must();
    }
    /// Doses that differ over the day (不均等).
    UnevenDoses = 221 "uneven_doses" "不均等" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        line_no "RP内連番" = count(2).must();
        dose_1 "不均等1回目服用量" = amount().must();
        dose_2 "不均等2回目服用量" = amount().must();
        dose_3 "不均等3回目服用量" = amount();
        dose_4 "不均等4回目服用量" = amount();
        dose_5 "不均等5回目服用量" = amount();
        code_1 "不均等1回目補足用法コード" = code(8);
        code_2 "不均等2回目補足用法コード" = code(8);
        code_3 "不均等3回目補足用法コード" = code(8);
        code_4 "不均等4回目補足用法コード" = code(8);
        code_5 "不均等5回目補足用法コード" = code(8);
    }
    /// Which payers bear the drug.
    BurdenClass = 231 "burden_class" "負担区分" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        line_no "RP内連番" = count(2).must();
        bears_1 "第一公費負担区分" = digits(1).values(ValueTable::Flag);
        bears_2 "第二公費負担区分" = digits(1).values(ValueTable::Flag);
        bears_3 "第三公費負担区分" = digits(1).values(ValueTable::Flag);
        bears_special "特殊公費負担区分" = digits(1).values(ValueTable::Flag);
    }
    /// The single dose.
    SingleDose = 241 "single_dose" "1回服用量" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        line_no "RP内連番" = count(2).must();
        single_dose "1回服用量" = dose().must();
        times_per_day "1日服用回数" = count(2);
    }
    /// What is added to the drug: substitution limits, crushing …
    DrugSupplement = 281 "drug_supplement" "薬品補足" Structure since 1 {
        rp_no "RP番号" = count(3).must();
        line_no "RP内連番" = count(2).must();
        seq "薬品補足連番" = count(3).must();
        kind "薬品補足区分" = digits_up_to(2).values(ValueTable::DrugSupplementKind);
        text "薬品補足情報" = text(50).must();
        supplement_code "補足用法コード" = code(8).exactly();
    }
}
