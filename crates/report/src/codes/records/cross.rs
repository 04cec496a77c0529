//! Records held against others: prescription and dispensing, drug masters.

use crate::code::codes;

codes! {
    CROSS_PRESCRIPTION_ID = 10301 "records.cross.prescription_id" error {
        ja: "調剤情報の処方箋ID（{actual}）が、処方箋の処方箋ID（{expected}）と異なります。",
        en: "The dispensing record refers to prescription {actual}, not {expected}.",
        remedy_ja: "別の処方箋に対する調剤情報です。受け入れないでください。",
        remedy_en: "It belongs to another prescription. Do not accept it.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_PRESCRIPTION_ID_MATCH = 10302 "records.cross.prescription_id_match" passed {
        ja: "調剤情報の処方箋IDは、処方箋と一致しました。",
        en: "The prescription ID of the dispensing record matches that of the prescription.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_PATIENT = 10303 "records.cross.patient" error {
        ja: "患者の{item}が、処方箋と調剤情報で異なります。",
        en: "The patient's {item} differs between the prescription and the dispensing record.",
        remedy_ja: "患者の取り違えがないか確認してください。",
        remedy_en: "Check whether patients were mixed up.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_NAME = 10304 "records.cross.patient_name" warning {
        ja: "患者の{item}が、処方箋と調剤情報で異なります。",
        en: "The patient's {item} differs between the prescription and the dispensing record.",
        remedy_ja: "同じ患者か確認してください。",
        remedy_en: "Make sure that both belong to the same patient.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_INSURANCE = 10305 "records.cross.insurance" warning {
        ja: "{item}が、処方箋と調剤情報で異なります。",
        en: "The {item} differs between the prescription and the dispensing record.",
        remedy_ja: "保険の変更があったか確認してください。",
        remedy_en: "Check whether the insurance has changed.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_INSTITUTION = 10306 "records.cross.institution" error {
        ja: "処方した医療機関の{item}が、処方箋（{expected}）と調剤情報（{actual}）で異なります。",
        en: "The {item} of the prescribing institution differs between the prescription ({expected}) and the dispensing record ({actual}).",
        remedy_ja: "別の処方箋に対する調剤情報でないか確認してください。",
        remedy_en: "Check whether the dispensing record belongs to another prescription.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_EXPIRED = 10307 "records.cross.expired" warning {
        ja: "調剤日が、処方箋の使用期限より {days} 日後です。",
        en: "The drugs were dispensed {days} day(s) after the expiry date of the prescription.",
        remedy_ja: "使用期限と調剤日を確認してください。",
        remedy_en: "Check the expiry date and the dispensing date.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_BEFORE_ISSUE = 10308 "records.cross.before_issue" error {
        ja: "調剤日が、処方箋の交付日より {days} 日前です。",
        en: "The drugs were dispensed {days} day(s) before the prescription was issued.",
        remedy_ja: "日付を確認してください。",
        remedy_en: "Check the dates.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_DRUG_NOT_DISPENSED = 10309 "records.cross.drug_not_dispensed" info {
        ja: "処方された {name}（RP{rp}、{code}）は調剤されていません。",
        en: "The prescribed drug {name} (RP {rp}, {code}) was not dispensed.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_DRUG_NOT_PRESCRIBED = 10310 "records.cross.drug_not_prescribed" info {
        ja: "調剤された {name}（RP{rp}）のコード {code} は、処方箋にありません（変更調剤などの可能性があります）。",
        en: "The code {code} of the dispensed drug {name} (RP {rp}) is not in the prescription (it may be a substitution).",
        clause: "docs/spec/records.md §2",
    }
    CROSS_AMOUNT = 10311 "records.cross.amount" warning {
        ja: "{name} の用量が、処方（{expected}）と調剤（{actual}）で異なります。",
        en: "The dose of {name} differs: prescribed {expected}, dispensed {actual}.",
        remedy_ja: "疑義照会による変更か確認してください。",
        remedy_en: "Check whether the prescriber was consulted about the change.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_DAYS = 10312 "records.cross.quantity" warning {
        ja: "{name} の調剤数量が、処方（{expected}）と調剤（{actual}）で異なります。",
        en: "The quantity of {name} differs: prescribed {expected}, dispensed {actual}.",
        remedy_ja: "分割調剤または疑義照会による変更か確認してください。",
        remedy_en: "Check whether the dispensing was split, or the prescriber was consulted about the change.",
        clause: "docs/spec/records.md §2",
    }
    CROSS_REFILL = 10313 "records.cross.refill" error {
        ja: "{problem}（処方箋の総使用回数 {expected}、調剤情報 {actual}）。",
        en: "{problem} (total uses in the prescription: {expected}; dispensing record: {actual}).",
        remedy_ja: "リフィル処方箋情報（レコード 521）を確認してください。",
        remedy_en: "Check the refill information (record 521).",
        clause: "docs/spec/records.md §2",
    }
    CROSS_CONVERSION = 10314 "records.cross.conversion_code" error {
        ja: "署名の対象でない変換コード（{actual}）が、署名された薬品（{expected}）と一致しません。",
        en: "The conversion code, which is not signed ({actual}), does not match the signed drug ({expected}).",
        remedy_ja: "変換コードを使用せず、署名されたレコードだけを使用してください。",
        remedy_en: "Do not use the conversion code. Use only the signed records.",
        clause: "docs/spec/documents.md §4",
    }
    CROSS_CONVERSION_NAME = 10315 "records.cross.conversion_name" info {
        ja: "変換コードの薬品名「{actual}」が、署名された薬品名「{expected}」と異なります。",
        en: "The drug name in the conversion, {actual}, differs from the signed name {expected}.",
        clause: "docs/spec/documents.md §4",
    }
    MASTER_NAME = 10316 "records.master.name_mismatch" warning {
        ja: "{line}行目 {record}.{field} {field_name}：薬品コード {code} のマスターでの名称は「{expected}」ですが、「{actual}」と記録されています。",
        en: "Line {line}, {record}.{field} {field_name}: the name of {code} in the master is {expected}, not {actual}.",
        remedy_ja: "コードと名称のどちらが正しいか確認してください。",
        remedy_en: "Find out whether the code or the name is correct.",
        clause: "docs/spec/records.md §1.1; docs/spec/duplicate-check.md §1.7",
    }
    MASTER_UNIT = 10317 "records.master.unit_mismatch" warning {
        ja: "{line}行目 {record}.{field} {field_name}：薬品コード {code} のマスターでの単位は「{expected}」ですが、「{actual}」と記録されており、単位変換（211）もありません。",
        en: "Line {line}, {record}.{field} {field_name}: the unit of {code} in the master is {expected}, not {actual}, and there is no unit conversion (record 211).",
        remedy_ja: "薬価単位で記録するか、単位変換レコードを出力してください。",
        remedy_en: "Use the unit of the price list, or write a unit conversion (record 211).",
        clause: "docs/spec/records.md §1; docs/spec/duplicate-check.md §1.7",
    }
    MASTER_UNKNOWN = 10318 "records.master.unknown_code" info {
        ja: "{line}行目 {record}.{field} {field_name}：薬品コード {actual} がマスターにないため、名称と単位は照合していません。",
        en: "Line {line}, {record}.{field} {field_name}: the name and unit were not compared because the code {actual} is not in the master.",
        clause: "docs/spec/duplicate-check.md §7",
    }
    MASTER_CONVERSION_SUPERFLUOUS = 10319 "records.master.conversion_superfluous" warning {
        ja: "{line}行目 {record} {record_name}：単位が薬価単位と同じですが、単位変換（211）があります。",
        en: "Line {line}, record {record} {record_name}: a unit conversion (211) is given although the unit is already that of the price list.",
        remedy_ja: "レコード 211 を削除してください。",
        remedy_en: "Remove record 211.",
        clause: "docs/spec/records.md §3",
    }
}
