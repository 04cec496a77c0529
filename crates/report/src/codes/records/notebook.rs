//! Notebooks (JAHISTC): blocks, parts of a set.

use crate::code::codes;

codes! {
    BLOCK_MISSING = 10201 "records.notebook.block_missing" error {
        ja: "調剤等年月日レコード（5）がありません。",
        en: "There is no dispensing date record (5).",
        remedy_ja: "調剤の記録を出力してください。",
        remedy_en: "Write the dispensing records.",
        clause: "docs/spec/records.md §4",
    }
    BLOCK_OUTSIDE = 10202 "records.notebook.outside_block" error {
        ja: "{line}行目 {record} {record_name}：調剤等年月日レコード（5）より前にあります。",
        en: "Line {line}, record {record} {record_name}: appears before the first dispensing date record (5).",
        remedy_ja: "調剤等年月日レコードの後に出力してください。",
        remedy_en: "Write it after record 5.",
        clause: "docs/spec/records.md §4",
    }
    BLOCK_DATES = 10203 "records.notebook.dates_not_descending" warning {
        ja: "{line}行目 {record}.{field} {field_name}：調剤日が新しい順に並んでいません。",
        en: "Line {line}, {record}.{field} {field_name}: the dispensings are not in order from newest to oldest.",
        remedy_ja: "新しい調剤から順に出力してください。",
        remedy_en: "Write the newest dispensing first.",
        clause: "docs/spec/records.md §4",
    }
    BLOCK_RECORD_MISSING = 10204 "records.notebook.block_record_missing" error {
        ja: "{line}行目 {record} {record_name}：この調剤に、レコード {expected} がありません。",
        en: "Line {line}, record {record} {record_name}: this dispensing has no record {expected}.",
        remedy_ja: "必須のレコードを出力してください。",
        remedy_en: "Write the required record.",
        clause: "docs/spec/records.md §4",
    }
    BLOCK_RECORD_REPEATED = 10205 "records.notebook.block_record_repeated" error {
        ja: "{line}行目 {record} {record_name}：1つの調剤に 1 つしか使えないレコードが重複しています。",
        en: "Line {line}, record {record} {record_name}: appears more than once in the same dispensing.",
        remedy_ja: "重複したレコードを削除してください。",
        remedy_en: "Remove the duplicate record.",
        clause: "docs/spec/records.md §4",
    }
    NOTEBOOK_RP_INCOMPLETE = 10206 "records.notebook.rp_incomplete" error {
        ja: "{line}行目 {record} {record_name}：RP{rp} に、レコード {expected} がありません。",
        en: "Line {line}, record {record} {record_name}: RP {rp} has no record {expected}.",
        remedy_ja: "RP ごとに、レコード 201 と 301 を出力してください。",
        remedy_en: "Write records 201 and 301 for every RP.",
        clause: "docs/spec/records.md §4",
    }
    NOTEBOOK_RP_ORDER = 10207 "records.notebook.rp_order" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP{expected} の後に、RP{actual} のレコードがあります。",
        en: "Line {line}, {record}.{field} {field_name}: a record of RP {actual} appears after RP {expected}.",
        remedy_ja: "RP ごとにまとめて出力し、1つの調剤の中で同じ RP番号を繰り返さないでください。",
        remedy_en: "Write all records of one RP together, and use each RP number only once in a dispensing.",
        clause: "docs/spec/records.md §4",
    }
    OTC_PARENT = 10208 "records.notebook.otc_parent" error {
        ja: "{line}行目 {record}.{field} {field_name}：連番 {actual} の要指導・一般用医薬品服用レコード（3）がありません。",
        en: "Line {line}, {record}.{field} {field_name}: there is no record 3 with the sequence number {actual}.",
        remedy_ja: "レコード 3 の連番を確認してください。",
        remedy_en: "Check the sequence number of record 3.",
        clause: "docs/spec/records.md §4",
    }
    GENERIC_CODE = 10209 "records.notebook.generic_code_type" error {
        ja: "{line}行目 {record}.{field} {field_name}：一般名コードと一般名コード種別の組み合わせが正しくありません。",
        en: "Line {line}, {record}.{field} {field_name}: the generic name code and its code type do not go together.",
        remedy_ja: "種別 2 の場合はコードを設定し、種別 1 の場合は空にしてください。",
        remedy_en: "Type 2 requires a code; with type 1 the code must be empty.",
        clause: "docs/spec/records.md §4",
    }
    CODE_WITH_TYPE_NONE = 10210 "records.notebook.code_with_type_none" warning {
        ja: "{line}行目 {record}.{field} {field_name}：コード種別が 1（コードなし）ですが、コード {actual} が設定されています。",
        en: "Line {line}, {record}.{field} {field_name}: the code {actual} is given although the code type is 1 (none).",
        remedy_ja: "コード種別を確認してください。",
        remedy_en: "Check the code type.",
        clause: "docs/spec/records.md §4",
    }
    SPLIT_SET_INCOMPLETE = 10211 "records.split_set.incomplete" error {
        ja: "{total} 個に分割されたデータのうち、{missing} が不足しています。",
        en: "The data is split into {total} parts, of which {missing} are missing.",
        remedy_ja: "すべての二次元シンボルを読み取ってください。",
        remedy_en: "Read all parts.",
        clause: "docs/spec/records.md §4",
    }
    SPLIT_SET_DUPLICATE = 10212 "records.split_set.duplicate" error {
        ja: "分割データの {part} 番が重複しています。",
        en: "Part {part} appears more than once.",
        remedy_ja: "同じ二次元シンボルは 1 回だけ読み取ってください。",
        remedy_en: "Read each part only once.",
        clause: "docs/spec/records.md §4",
    }
    SPLIT_SET_DIFFERENT = 10213 "records.split_set.different" error {
        ja: "{part} 個目のデータは、別の組の分割データです。",
        en: "Item {part} belongs to a different set of parts.",
        remedy_ja: "同じ組の二次元シンボルだけを読み取ってください。",
        remedy_en: "Read only parts that belong to the same set.",
        clause: "docs/spec/records.md §4",
    }
    SPLIT_SET_NO_CONTROL = 10214 "records.split_set.no_control" error {
        ja: "{part} 個目のデータの末尾に、正しい分割制御レコード（911）がありません。",
        en: "Item {part} does not end with a valid split control record (911).",
        remedy_ja: "分割されていないファイルは、単独で読み取ってください。",
        remedy_en: "Read a file that is not split on its own.",
        clause: "docs/spec/records.md §4",
    }
    PHARMACY_WITHOUT_PRESCRIBER = 10215 "records.notebook.prescriber_missing" error {
        ja: "{line}行目 {record} {record_name}：薬局での調剤ですが、処方医療機関レコード（51）がありません。",
        en: "Line {line}, record {record} {record_name}: the prescribing institution (record 51) of a dispensing at a pharmacy is missing.",
        remedy_ja: "処方医療機関レコードを出力してください。",
        remedy_en: "Write record 51.",
        clause: "docs/spec/records.md §4",
    }
    UNIT_UNKNOWN = 10216 "records.notebook.unit_unknown" warning {
        ja: "{line}行目 {record}.{field} {field_name}：調剤単位「{actual}」は {expected} のいずれでもないため、服用期間を計算できません。",
        en: "Line {line}, {record}.{field} {field_name}: the unit {actual} is none of {expected}, so the period of use cannot be computed.",
        remedy_ja: "内服は日分、屯服は回分、その他は調剤で出力してください。",
        remedy_en: "Write the quantity in 日分 (days) for oral drugs, in 回分 (times) for drugs taken as needed, and in 調剤 (dispensings) for all others.",
        clause: "docs/spec/records.md §4",
    }
    UNIT_FORM = 10217 "records.notebook.unit_contradicts_form" warning {
        ja: "{line}行目 {record}.{field} {field_name}：剤形コード {form} の調剤単位は {expected} ですが、「{actual}」となっています。服用期間を計算できません。",
        en: "Line {line}, {record}.{field} {field_name}: with dosage form {form} the unit is {expected}, not {actual}; the period of use cannot be computed.",
        remedy_ja: "剤形と調剤単位のどちらが正しいか確認してください。",
        remedy_en: "Check whether the dosage form or the unit is wrong.",
        clause: "docs/spec/records.md §4",
    }
    BLOCK_WITHOUT_DRUG = 10218 "records.notebook.block_without_drug" error {
        ja: "{line}行目 {record} {record_name}：この調剤に薬品レコード（201）がありません。末尾が欠けている可能性があります。",
        en: "Line {line}, record {record} {record_name}: this dispensing has no drug (record 201); its end may be missing.",
        remedy_ja: "もう一度読み取り、すべての二次元シンボルを読み取ったか確認してください。",
        remedy_en: "Read it again, and make sure that all two-dimensional symbols were read.",
        clause: "docs/spec/records.md §4",
    }
    UNIT_WORDING = 10219 "records.notebook.unit_wording" warning {
        ja: "{line}行目 {record}.{field} {field_name}：調剤単位は「{expected}」と書きますが、「{actual}」となっています。",
        en: "Line {line}, {record}.{field} {field_name}: the unit is written {expected}, not {actual}.",
        remedy_ja: "{expected} に直してください。他のシステムでは服用期間を計算できないことがあります。",
        remedy_en: "Write {expected}; other systems may not be able to compute the period of use.",
        clause: "docs/spec/records.md §4",
    }
    QUANTITY_UNUSUAL = 10220 "records.notebook.quantity_unusual" warning {
        ja: "{line}行目 {record}.{field} {field_name}：調剤単位が「{unit}」のとき、調剤数量は {expected} ですが、{actual} となっています。",
        en: "Line {line}, {record}.{field} {field_name}: with the unit {unit} the quantity is {expected}, not {actual}.",
        remedy_ja: "調剤数量と調剤単位を確認してください。",
        remedy_en: "Check the quantity and the unit.",
        clause: "docs/spec/records.md §4",
    }
}
