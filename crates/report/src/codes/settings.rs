//! Settings, policies and states as JSON: what is wrong with them. These stand as the reason in the
//! finding that says what cannot be read.

use crate::code::codes;

codes! {
    JSON_ENCODING = 9901 "settings.json.encoding" error {
        ja: "{offset} バイト目が UTF-8 ではありません。", en: "Byte {offset} is not valid UTF-8.",
        remedy_ja: "UTF-8 で保存してください（BOM はあってもかまいません）。", remedy_en: "Save it as UTF-8, with or without a byte order mark.",
        clause: "RFC 8259 §8.1",
    }
    JSON_SYNTAX = 9902 "settings.json.syntax" error {
        ja: "{line} 行 {column} 桁目が JSON の構文として正しくありません。", en: "Line {line}, column {column} is not valid JSON.",
        remedy_ja: "引用符、コンマ、かっこの対応を確認してください。JSON にコメントや末尾のコンマは書けません。", remedy_en: "Check quotation marks, commas and brackets. JSON allows neither comments nor trailing commas.",
        clause: "RFC 8259 §2",
    }
    JSON_TRAILING = 9903 "settings.json.trailing" error {
        ja: "オブジェクトの後（{line} 行 {column} 桁目）に余分な文字があります。", en: "There is extra content after the object (line {line}, column {column}).",
        remedy_ja: "1 つのファイルには、オブジェクトを 1 つだけ記述してください。", remedy_en: "Write one object and nothing else.",
        clause: "RFC 8259 §2",
    }
    ROOT_NOT_OBJECT = 9904 "settings.root.not_object" error {
        ja: "全体が JSON のオブジェクト（名前と値の組）でなければなりませんが、{actual} です。", en: "The top level must be a JSON object (names with values), but is of type {actual}.",
        remedy_ja: "項目名と値の組を、1 つのオブジェクトに記述してください。", remedy_en: "Write names and values as one object.",
        clause: "RFC 8259 §4",
    }
    KEY_UNKNOWN = 9905 "settings.key.unknown" error {
        ja: "{place} という項目には対応していません（使用できる項目：{expected}）。", en: "{place} is not a known setting (known settings: {expected}).",
        remedy_ja: "綴りを確認してください。", remedy_en: "Check the spelling.",
    }
    KEY_DUPLICATE = 9906 "settings.key.duplicate" error {
        ja: "{place} が 2 回指定されています。", en: "{place} appears twice.",
        remedy_ja: "どちらかを削除してください。", remedy_en: "Remove one of the two.",
        clause: "RFC 8259 §4",
    }
    KEY_MISSING = 9907 "settings.key.missing" error {
        ja: "{place} がありません。", en: "{place} is missing.",
        remedy_ja: "この項目は省略できません。", remedy_en: "This setting is required.",
    }
    VALUE_FORM = 9908 "settings.value.form" error {
        ja: "{place} の値の形式が正しくありません（正しくは {expected}、実際は {actual}）。", en: "The value of {place} has the wrong form (expected {expected}, found {actual}).",
        remedy_ja: "正しい形式で記述してください。指定しない項目は、null にせずに省略してください。", remedy_en: "Write it in the expected form. Leave out settings that you do not want to set instead of writing null.",
    }
    VALUE_UNUSABLE = 9909 "settings.value.unusable" error {
        ja: "{place} の値は使用できません：{reason}", en: "The value of {place} cannot be used: {reason}",
        remedy_ja: "ドキュメントに記載されている値を指定してください。", remedy_en: "Use one of the documented values.",
    }
}
