//! Records 21 to 31: insurance and public expense.

use super::shorthand::{code, count, digits, text};
use super::view::records;
use crate::values::ValueTable;

records! { Prescription:
    /// The kind of insurance.
    InsuranceType = 21 "insurance_type" "保険種別" Once since 1 {
        insurance_type "保険種別" = digits(1).values(ValueTable::InsuranceType);
    }
    /// The insurer.
    InsurerNumber = 22 "insurer_number" "保険者番号" Once since 1 {
        insurer_number "保険者番号" = code(14);
    }
    /// What stands on the insurance card.
    InsuranceCard = 23 "insurance_card" "記号番号" Once since 1 {
        symbol "被保険者証記号" = text(20).personal();
        number "被保険者証番号" = text(20).personal();
        relation "被保険者／被扶養者" = digits(1).must().values(ValueTable::InsuredRelation);
        branch "枝番" = digits(2).personal().since(7);
    }
    /// What the patient and the insurer pay, in percent.
    BenefitRate = 24 "benefit_rate" "負担・給付率" Once since 1 {
        patient_rate "患者負担率" = count(3).must();
        insurer_rate "保険給付率" = count(3).must();
    }
    /// Accident at work, for seamen.
    OccupationalReason = 25 "occupational_reason" "職務上の事由" Once since 1 {
        occupational_reason "職務上の事由" = digits(1).must().values(ValueTable::OccupationalReason);
    }
    /// The first public payer.
    PublicExpense1 = 27 "public_expense_1" "第一公費" Once since 1 {
        payer_number "第一公費負担者番号" = digits(8).must();
        recipient_number "第一公費受給者番号" = digits(7).personal();
    }
    /// The second public payer.
    PublicExpense2 = 28 "public_expense_2" "第二公費" Once since 1 {
        payer_number "第二公費負担者番号" = digits(8).must();
        recipient_number "第二公費受給者番号" = digits(7).personal();
    }
    /// The third public payer.
    PublicExpense3 = 29 "public_expense_3" "第三公費" Once since 1 {
        payer_number "第三公費負担者番号" = digits(8).must();
        recipient_number "第三公費受給者番号" = digits(7).personal();
    }
    /// A payer with numbers of its own form.
    SpecialPublicExpense = 30 "special_public_expense" "特殊公費" Once since 1 {
        payer_number "特殊公費負担者番号" = text(20).must();
        recipient_number "特殊公費受給者番号" = text(20).personal();
    }
    /// The kind of receipt.
    ReceiptType = 31 "receipt_type" "レセプト種別" Once since 1 {
        receipt_type "レセプト種別コード" = digits(4);
    }
}
