//! Written in another format.

use crate::code::codes;

codes! {
    CONVERT_RECORD_LOST = 10401 "records.convert.record_lost" warning {
        ja: "{line}行目 {record} {record_name}：{format} では表現できないため、変換結果に含まれません。",
        en: "Line {line}, record {record} {record_name}: cannot be represented in {format} and is left out.",
        remedy_ja: "必要であれば、別の方法で伝達してください。",
        remedy_en: "If it is needed, pass it on by other means.",
        clause: "docs/spec/records.md §1.1",
    }
    CONVERT_FIELD_LOST = 10402 "records.convert.item_lost" warning {
        ja: "{line}行目 {record}.{field} {field_name}：値「{actual}」は {format} では表現できないため、変換結果に含まれません。",
        en: "Line {line}, {record}.{field} {field_name}: the value {actual} cannot be represented in {format} and is left out.",
        remedy_ja: "必要であれば、別の方法で伝達してください。",
        remedy_en: "If it is needed, pass it on by other means.",
        clause: "docs/spec/records.md §1.1",
    }
    CONVERT_CHANGED = 10403 "records.convert.item_changed" info {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」を「{result}」に変換しました。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} was converted to {result}.",
        clause: "docs/spec/records.md §1.1",
    }
    CONVERT_NOT_POSSIBLE = 10404 "records.convert.item_not_convertible" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」を {format} の形式に変換できません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} cannot be converted to the format of {format}.",
        remedy_ja: "{format} で使用できる値を設定してください。",
        remedy_en: "Use a value that is allowed in {format}.",
        clause: "docs/spec/records.md §1.1",
    }
    CONVERT_CHARACTER = 10405 "records.convert.character_replaced" warning {
        ja: "{line}行目 {record}.{field} {field_name}：CP932 にない文字（{actual}）を「■」に置き換えました。",
        en: "Line {line}, {record}.{field} {field_name}: a character that does not exist in CP932 ({actual}) was replaced with ■.",
        remedy_ja: "必要であれば、CP932 にある文字に書き換えてください。",
        remedy_en: "If necessary, use a character that exists in CP932.",
        clause: "docs/spec/records.md §0.1",
    }
    WRITE_CHARACTER_REPLACED = 10406 "records.write.character_replaced" warning {
        ja: "{field_name}：使用できない文字（{actual}）を「{result}」に置き換えました。",
        en: "{field_name}: a character that is not allowed ({actual}) was replaced with {result}.",
        remedy_ja: "値を確認してください。",
        remedy_en: "Check the value.",
        clause: "docs/spec/records.md §0.1",
    }
    WRITE_CHARACTER_REFUSED = 10407 "records.write.character_refused" error {
        ja: "{field_name}：使用できない文字（{actual}）が含まれています。",
        en: "{field_name}: contains a character that is not allowed ({actual}).",
        remedy_ja: "値を修正するか、文字の置き換えを許可してください。",
        remedy_en: "Correct the value, or allow the character to be replaced.",
        clause: "docs/spec/records.md §0.1",
    }
    FHIR_NOT_A_LIST = 10410 "records.fhir.not_a_list" warning {
        ja: "FHIR R4 では「{location_in}」は配列でなければなりません。要素が 1 つの配列として読み取りました。",
        en: "In FHIR R4, {location_in} must be an array; it was read as an array with one element.",
        remedy_ja: "配列で出力してください。",
        remedy_en: "Write it as an array.",
        clause: "docs/spec/duplicate-check.md §6",
    }
    FHIR_DAY_IN_JAPAN = 10411 "records.fhir.day_in_japan" info {
        ja: "日時「{actual}」を、日本の日付 {result} として扱いました。",
        en: "The instant {actual} was treated as {result}, the date in Japan.",
        clause: "docs/spec/duplicate-check.md §6",
    }
    FHIR_DAYS_CONTRADICTORY = 10412 "records.fhir.days_contradictory" warning {
        ja: "要素「{actual}」が「{result}」と一致しません。「{result}」の日付・日数を採用しました。",
        en: "{actual} does not agree with {result}. The days of {result} were taken.",
        remedy_ja: "投与開始日と投与日数を作成元または患者に確認してください。",
        remedy_en: "Ask the issuer or the patient when the use began and how long it lasts.",
        clause: "docs/spec/duplicate-check.md §6",
    }
    BUILD_NO_PLACE = 10409 "records.build.no_place" error {
        ja: "{format} には「{item}」を記録する項目がありません。",
        en: "{format} has no item for {item}.",
        remedy_ja: "その項目を除くか、別の形式を使用してください。",
        remedy_en: "Leave it out, or use another format.",
        clause: "docs/spec/records.md §1; docs/spec/records.md §3; docs/spec/records.md §4",
    }
    FHIR_NOT_CARRIED = 10408 "records.fhir.not_carried" warning {
        ja: "{location_in}：「{actual}」は変換先の形式では表現できません。",
        en: "{location_in}: {actual} cannot be represented in the target format.",
        remedy_ja: "必要であれば、別の方法で伝達してください。",
        remedy_en: "If it is needed, pass it on by other means.",
        clause: "docs/spec/duplicate-check.md §6",
    }
}
