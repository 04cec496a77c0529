//! Notebooks (JAHISTC): blocks, parts of a set.

use crate::code::codes;

codes! {
    BLOCK_MISSING = 10201 "records.notebook.block_missing" error {
        ja: "調剤等年月日レコード（5）がありません。",
        en: "There is no dispensing (record 5).",
        remedy_ja: "調剤の記録を出力してください。",
        remedy_en: "Write the dispensing.",
        clause: "records spec §4",
    }
    BLOCK_OUTSIDE = 10202 "records.notebook.outside_block" error {
        ja: "{line}行目 {record} {record_name}：調剤等年月日レコード（5）の前にあります。",
        en: "Line {line}, {record} {record_name}: stands before the first record 5.",
        remedy_ja: "5 の後に置いてください。",
        remedy_en: "Put it after record 5.",
        clause: "records spec §4",
    }
    BLOCK_DATES = 10203 "records.notebook.dates_not_descending" warning {
        ja: "{line}行目 {record}.{field} {field_name}：調剤日が新しい順ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: the dispensings are not newest first.",
        remedy_ja: "新しい調剤から順に出力してください。",
        remedy_en: "Write the newest dispensing first.",
        clause: "records spec §4",
    }
    BLOCK_RECORD_MISSING = 10204 "records.notebook.block_record_missing" error {
        ja: "{line}行目 {record} {record_name}：この調剤にレコード {expected} がありません。",
        en: "Line {line}, {record} {record_name}: the dispensing has no record {expected}.",
        remedy_ja: "必須のレコードを出力してください。",
        remedy_en: "Write the required record.",
        clause: "records spec §4",
    }
    BLOCK_RECORD_REPEATED = 10205 "records.notebook.block_record_repeated" error {
        ja: "{line}行目 {record} {record_name}：1つの調剤に2回あります。",
        en: "Line {line}, {record} {record_name}: stands twice in a dispensing.",
        remedy_ja: "重複を除いてください。",
        remedy_en: "Remove the repeated record.",
        clause: "records spec §4",
    }
    NOTEBOOK_RP_INCOMPLETE = 10206 "records.notebook.rp_incomplete" error {
        ja: "{line}行目 {record} {record_name}：RP {rp} にレコード {expected} がありません。",
        en: "Line {line}, {record} {record_name}: RP {rp} has no record {expected}.",
        remedy_ja: "RPごとに 201 と 301 を出力してください。",
        remedy_en: "Write records 201 and 301 for every RP.",
        clause: "records spec §4",
    }
    NOTEBOOK_RP_ORDER = 10207 "records.notebook.rp_order" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP {actual} のレコードがここにあります（RP {expected} の後）。",
        en: "Line {line}, {record}.{field} {field_name}: a record of RP {actual} stands here, after RP {expected}.",
        remedy_ja: "RPごとにまとめ、RP番号は調剤の中で一度だけ使ってください。",
        remedy_en: "Write one RP after the other; an RP number is used once in a dispensing.",
        clause: "records spec §4",
    }
    OTC_PARENT = 10208 "records.notebook.otc_parent" error {
        ja: "{line}行目 {record}.{field} {field_name}：連番 {actual} の要指導・一般用医薬品（3）がありません。",
        en: "Line {line}, {record}.{field} {field_name}: no record 3 with the number {actual}.",
        remedy_ja: "3 の連番を確認してください。",
        remedy_en: "Check the number of record 3.",
        clause: "records spec §4",
    }
    GENERIC_CODE = 10209 "records.notebook.generic_code_type" error {
        ja: "{line}行目 {record}.{field} {field_name}：一般名コードと一般名コード種別が合いません。",
        en: "Line {line}, {record}.{field} {field_name}: the generic code and its type do not agree.",
        remedy_ja: "種別2にはコードを、種別1には空を入れてください。",
        remedy_en: "Type 2 has a code, type 1 has none.",
        clause: "records spec §4",
    }
    CODE_WITH_TYPE_NONE = 10210 "records.notebook.code_with_type_none" warning {
        ja: "{line}行目 {record}.{field} {field_name}：コード種別1（なし）なのにコード {actual} があります。",
        en: "Line {line}, {record}.{field} {field_name}: a code {actual} with type 1 (none).",
        remedy_ja: "種別を確認してください。",
        remedy_en: "Check the type.",
        clause: "records spec §4",
    }
    SPLIT_SET_INCOMPLETE = 10211 "records.split_set.incomplete" error {
        ja: "分割された {total} 個のうち {missing} がありません。",
        en: "Of {total} parts the parts {missing} are missing.",
        remedy_ja: "すべての部分を読み取ってください。",
        remedy_en: "Read all the parts.",
        clause: "records spec §4",
    }
    SPLIT_SET_DUPLICATE = 10212 "records.split_set.duplicate" error {
        ja: "分割の {part} 番が2つあります。",
        en: "Part {part} stands twice.",
        remedy_ja: "同じ部分を一つだけ読み取ってください。",
        remedy_en: "Read every part once.",
        clause: "records spec §4",
    }
    SPLIT_SET_DIFFERENT = 10213 "records.split_set.different" error {
        ja: "{part} 個目の部分は別の組のものです。",
        en: "The given part {part} is of another set.",
        remedy_ja: "同じ組の部分だけを読み取ってください。",
        remedy_en: "Read the parts of one set only.",
        clause: "records spec §4",
    }
    SPLIT_SET_NO_CONTROL = 10214 "records.split_set.no_control" error {
        ja: "{part} 個目の部分の最後に正しい分割制御レコード（911）がありません。",
        en: "The given part {part} does not end with a valid record 911.",
        remedy_ja: "分割されていないファイルは単独で読んでください。",
        remedy_en: "Read a file that is not split on its own.",
        clause: "records spec §4",
    }
    PHARMACY_WITHOUT_PRESCRIBER = 10215 "records.notebook.prescriber_missing" error {
        ja: "{line}行目 {record} {record_name}：薬局の調剤に処方医療機関（51）がありません。",
        en: "Line {line}, {record} {record_name}: a dispensing of a pharmacy without the prescribing institution (51).",
        remedy_ja: "処方医療機関レコードを出力してください。",
        remedy_en: "Write record 51.",
        clause: "records spec §4",
    }
}
