//! Records held against others: prescription and dispensing, drug masters.

use crate::code::codes;

codes! {
    CROSS_PRESCRIPTION_ID = 10301 "records.cross.prescription_id" error {
        ja: "調剤情報の処方箋ID {actual} が処方箋の {expected} と異なります。",
        en: "The dispensing record is of prescription {actual}, not {expected}.",
        remedy_ja: "別の処方箋の調剤情報です。受け入れないでください。",
        remedy_en: "It belongs to another prescription: do not accept it.",
        clause: "records spec §2",
    }
    CROSS_PRESCRIPTION_ID_MATCH = 10302 "records.cross.prescription_id_match" passed {
        ja: "調剤情報の処方箋IDが一致しました。",
        en: "The prescription id of the dispensing record matches.",
        clause: "records spec §2",
    }
    CROSS_PATIENT = 10303 "records.cross.patient" error {
        ja: "患者の{item}が処方箋（{expected}）と調剤情報（{actual}）で異なります。",
        en: "The {item} of the patient differs: prescription {expected}, dispensing {actual}.",
        remedy_ja: "患者の取り違えでないか確認してください。",
        remedy_en: "Check whether patients were mixed up.",
        clause: "records spec §2",
    }
    CROSS_NAME = 10304 "records.cross.patient_name" warning {
        ja: "患者の{item}が処方箋（{expected}）と調剤情報（{actual}）で異なります。",
        en: "The {item} of the patient differs: prescription {expected}, dispensing {actual}.",
        remedy_ja: "氏名を確認してください。",
        remedy_en: "Check the name.",
        clause: "records spec §2",
    }
    CROSS_INSURANCE = 10305 "records.cross.insurance" warning {
        ja: "{item}が処方箋（{expected}）と調剤情報（{actual}）で異なります。",
        en: "The {item} differs: prescription {expected}, dispensing {actual}.",
        remedy_ja: "保険の変更がないか確認してください。",
        remedy_en: "Check whether the insurance changed.",
        clause: "records spec §2",
    }
    CROSS_INSTITUTION = 10306 "records.cross.institution" error {
        ja: "処方医療機関の{item}が処方箋（{expected}）と調剤情報（{actual}）で異なります。",
        en: "The {item} of the prescribing institution differs: prescription {expected}, dispensing {actual}.",
        remedy_ja: "別の処方箋の調剤情報でないか確認してください。",
        remedy_en: "Check whether it belongs to another prescription.",
        clause: "records spec §2",
    }
    CROSS_EXPIRED = 10307 "records.cross.expired" warning {
        ja: "調剤日 {actual} が使用期限 {limit} より後です。",
        en: "Dispensed on {actual}, after the last day of validity {limit}.",
        remedy_ja: "使用期限を確認してください。",
        remedy_en: "Check the validity.",
        clause: "records spec §2",
    }
    CROSS_BEFORE_ISSUE = 10308 "records.cross.before_issue" error {
        ja: "調剤日 {actual} が交付日 {limit} より前です。",
        en: "Dispensed on {actual}, before the issue on {limit}.",
        remedy_ja: "日付を確認してください。",
        remedy_en: "Check the dates.",
        clause: "records spec §2",
    }
    CROSS_DRUG_NOT_DISPENSED = 10309 "records.cross.drug_not_dispensed" info {
        ja: "処方された {name}（RP {rp}、{code}）は調剤されていません。",
        en: "The prescribed {name} (RP {rp}, {code}) was not dispensed.",
        clause: "records spec §2",
    }
    CROSS_DRUG_NOT_PRESCRIBED = 10310 "records.cross.drug_not_prescribed" info {
        ja: "調剤された {name}（RP {rp}、{code}）は処方箋にないコードです（変更調剤など）。",
        en: "The dispensed {name} (RP {rp}, {code}) is not among the prescribed codes (a substitution, for example).",
        clause: "records spec §2",
    }
    CROSS_AMOUNT = 10311 "records.cross.amount" warning {
        ja: "{name}の用量が処方 {expected}、調剤 {actual} で異なります。",
        en: "The amount of {name} differs: prescribed {expected}, dispensed {actual}.",
        remedy_ja: "疑義照会の結果か確認してください。",
        remedy_en: "Check whether the prescriber was asked.",
        clause: "records spec §2",
    }
    CROSS_DAYS = 10312 "records.cross.quantity" warning {
        ja: "{name}の調剤数量が処方 {expected}、調剤 {actual} で異なります。",
        en: "The quantity of {name} differs: prescribed {expected}, dispensed {actual}.",
        remedy_ja: "分割・疑義照会の結果か確認してください。",
        remedy_en: "Check whether it was split or the prescriber was asked.",
        clause: "records spec §2",
    }
    CROSS_REFILL = 10313 "records.cross.refill" error {
        ja: "{problem}（処方箋の総使用回数 {expected}、調剤情報 {actual}）。",
        en: "{problem} (refill total {expected}, dispensing record {actual}).",
        remedy_ja: "リフィル処方箋情報（521）を確認してください。",
        remedy_en: "Check record 521.",
        clause: "records spec §2",
    }
    CROSS_CONVERSION = 10314 "records.cross.conversion_code" error {
        ja: "署名されていない変換コードが署名された薬品と合いません：署名 {expected}、変換 {actual}。",
        en: "The unsigned conversion code does not agree with the signed drug: signed {expected}, conversion {actual}.",
        remedy_ja: "変換コードを使わず、署名された記録だけを使ってください。",
        remedy_en: "Do not use the conversion code; use the signed records only.",
        clause: "hpki-xades spec §2",
    }
    CROSS_CONVERSION_NAME = 10315 "records.cross.conversion_name" info {
        ja: "変換コードの薬品名「{actual}」が署名された「{expected}」と異なります。",
        en: "The drug name of the conversion, {actual}, is not the signed {expected}.",
        clause: "hpki-xades spec §2",
    }
    MASTER_NAME = 10316 "records.master.name_mismatch" warning {
        ja: "{line}行目 {record}.{field} {field_name}：薬品コード {code} の名称はマスタでは「{expected}」です（「{actual}」）。",
        en: "Line {line}, {record}.{field} {field_name}: the master calls {code} {expected}, not {actual}.",
        remedy_ja: "コードと名称のどちらが正しいか確認してください。",
        remedy_en: "Find out whether the code or the name is right.",
        clause: "records spec §1.1; duplicate-check spec §1.7",
    }
    MASTER_UNIT = 10317 "records.master.unit_mismatch" warning {
        ja: "{line}行目 {record}.{field} {field_name}：薬品コード {code} の単位はマスタでは「{expected}」です（「{actual}」）。単位変換（211）もありません。",
        en: "Line {line}, {record}.{field} {field_name}: the master has the unit {expected} for {code}, not {actual}, and there is no record 211.",
        remedy_ja: "薬価単位で書くか、単位変換レコードを出力してください。",
        remedy_en: "Use the unit of the price list or write record 211.",
        clause: "records spec §1, §3; duplicate-check spec §1.7",
    }
    MASTER_UNKNOWN = 10318 "records.master.unknown_code" info {
        ja: "{line}行目 {record}.{field} {field_name}：薬品コード {actual} はマスタにないため、名称と単位を照合していません。",
        en: "Line {line}, {record}.{field} {field_name}: the code {actual} is not in the master: name and unit were not compared.",
        clause: "duplicate-check spec",
    }
    MASTER_CONVERSION_SUPERFLUOUS = 10319 "records.master.conversion_superfluous" warning {
        ja: "{line}行目 {record} {record_name}：単位が薬価単位と同じなのに単位変換（211）があります。",
        en: "Line {line}, {record} {record_name}: a unit conversion (211) although the unit is that of the price list.",
        remedy_ja: "211 を除いてください。",
        remedy_en: "Remove record 211.",
        clause: "records spec §3",
    }
}
