//! Written in another format.

use crate::code::codes;

codes! {
    CONVERT_RECORD_LOST = 10401 "records.convert.record_lost" warning {
        ja: "{line}行目 {record} {record_name}：{format} では運べません。",
        en: "Line {line}, {record} {record_name}: {format} cannot carry it.",
        remedy_ja: "必要なら別の方法で伝えてください。",
        remedy_en: "Hand it on by other means if it is needed.",
        clause: "records spec §1.1",
    }
    CONVERT_FIELD_LOST = 10402 "records.convert.item_lost" warning {
        ja: "{line}行目 {record}.{field} {field_name}：値「{actual}」は {format} では運べません。",
        en: "Line {line}, {record}.{field} {field_name}: {format} cannot carry the value {actual}.",
        remedy_ja: "必要なら別の方法で伝えてください。",
        remedy_en: "Hand it on by other means if it is needed.",
        clause: "records spec §1.1",
    }
    CONVERT_CHANGED = 10403 "records.convert.item_changed" info {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」を「{result}」と書き換えました。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} was written as {result}.",
        clause: "records spec §1.1",
    }
    CONVERT_NOT_POSSIBLE = 10404 "records.convert.item_not_convertible" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」を {format} の形にできません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} cannot be put into the form of {format}.",
        remedy_ja: "{format} で使える値を入れてください。",
        remedy_en: "Give a value that {format} allows.",
        clause: "records spec §1.1",
    }
    CONVERT_CHARACTER = 10405 "records.convert.character_replaced" warning {
        ja: "{line}行目 {record}.{field} {field_name}：CP932 にない文字（{actual}）を ■ に置き換えました。",
        en: "Line {line}, {record}.{field} {field_name}: a character outside CP932 ({actual}) was replaced by ■.",
        remedy_ja: "必要なら別の文字で書いてください。",
        remedy_en: "Write it with another character if needed.",
        clause: "records spec §0.1",
    }
    WRITE_CHARACTER_REPLACED = 10406 "records.write.character_replaced" warning {
        ja: "{field_name}：使えない文字（{actual}）を {result} に置き換えました。",
        en: "{field_name}: a character that may not be used ({actual}) was replaced by {result}.",
        remedy_ja: "値を確認してください。",
        remedy_en: "Check the value.",
        clause: "records spec §0.1",
    }
    WRITE_CHARACTER_REFUSED = 10407 "records.write.character_refused" error {
        ja: "{field_name}：使えない文字（{actual}）があります。",
        en: "{field_name}: a character that may not be used ({actual}).",
        remedy_ja: "値を直すか、置き換えを許してください。",
        remedy_en: "Correct the value or allow the replacement.",
        clause: "records spec §0.1",
    }
    FHIR_NOT_A_LIST = 10410 "records.fhir.not_a_list" warning {
        ja: "「{location_in}」は FHIR R4 では配列です。1要素の配列として読みました。",
        en: "{location_in} is a list in FHIR R4; it was read as a list of one.",
        remedy_ja: "配列で出力してください。",
        remedy_en: "Write a list.",
        clause: "duplicate-check spec §6",
    }
    BUILD_NO_PLACE = 10409 "records.build.no_place" error {
        ja: "{format} には「{item}」を書く場所がありません。",
        en: "{format} has no place for {item}.",
        remedy_ja: "その項目を除くか、別の形式を選んでください。",
        remedy_en: "Leave it out or choose another format.",
        clause: "records spec §1–4",
    }
    FHIR_NOT_CARRIED = 10408 "records.fhir.not_carried" warning {
        ja: "{location_in}：「{actual}」は運べません。",
        en: "{location_in}: {actual} cannot be carried.",
        remedy_ja: "必要なら別の方法で伝えてください。",
        remedy_en: "Hand it on by other means if it is needed.",
        clause: "duplicate-check spec §6",
    }
}
