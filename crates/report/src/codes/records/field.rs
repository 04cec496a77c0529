//! The items of a record: characters, lengths, dates, numbers.

use crate::code::codes;

codes! {
    FIELD_REQUIRED = 10050 "records.field.required" error {
        ja: "{line}行目 {record}.{field} {field_name}：必須の項目に値がありません。",
        en: "Line {line}, {record}.{field} {field_name}: required, but empty.",
        remedy_ja: "値を設定してください。",
        remedy_en: "Fill in a value.",
        clause: "docs/spec/records.md §1; docs/spec/records.md §3; docs/spec/records.md §4",
    }
    FIELD_REQUIRED_ONE_OF = 10051 "records.field.required_one_of" error {
        ja: "{line}行目 {record} {record_name}：{fields} のいずれかが必要です。",
        en: "Line {line}, record {record} {record_name}: at least one of {fields} is required.",
        remedy_ja: "いずれかの項目に値を設定してください。",
        remedy_en: "Fill in at least one of them.",
        clause: "docs/spec/records.md §1",
    }
    FIELD_REQUIRED_HERE = 10052 "records.field.required_here" error {
        ja: "{line}行目 {record}.{field} {field_name}：{condition} の場合は必須です。",
        en: "Line {line}, {record}.{field} {field_name}: required for {condition}.",
        remedy_ja: "値を設定してください。",
        remedy_en: "Fill in a value.",
        clause: "docs/spec/records.md §1; docs/spec/records.md §3; docs/spec/records.md §4",
    }
    FIELD_MUST_BE_BLANK = 10053 "records.field.must_be_blank" error {
        ja: "{line}行目 {record}.{field} {field_name}：{condition} の場合は値を設定できません。",
        en: "Line {line}, {record}.{field} {field_name}: must be empty for {condition}.",
        remedy_ja: "値を削除してください。",
        remedy_en: "Remove the value.",
        clause: "docs/spec/records.md §2; docs/spec/records.md §4",
    }
    FIELD_UNUSED = 10054 "records.field.unused" warning {
        ja: "{line}行目 {record}.{field} {field_name}：{condition} の場合は使用されない項目です。",
        en: "Line {line}, {record}.{field} {field_name}: not used for {condition}.",
        remedy_ja: "値を削除するか、種別を修正してください。",
        remedy_en: "Remove the value, or correct the type.",
        clause: "docs/spec/records.md §4",
    }
    FIELD_CHARACTERS = 10055 "records.field.characters" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」に使用できない文字が含まれています（使用できるのは{expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} contains characters that are not allowed (allowed: {expected}).",
        remedy_ja: "使用できる文字で入力し直してください。",
        remedy_en: "Use only the characters allowed in this item.",
        clause: "docs/spec/records.md §0",
    }
    FIELD_CHARACTERS_UNUSUAL = 10056 "records.field.characters_unusual" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」に、通常は使用しない文字が含まれています（通常は{expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} contains unusual characters (usual: {expected}).",
        remedy_ja: "表記を確認してください。",
        remedy_en: "Check the spelling.",
        clause: "docs/spec/records.md §0",
    }
    FIELD_TOO_LONG = 10057 "records.field.too_long" error {
        ja: "{line}行目 {record}.{field} {field_name}：値が長すぎます（{actual}、上限 {limit}）。",
        en: "Line {line}, {record}.{field} {field_name}: too long ({actual}; the limit is {limit}).",
        remedy_ja: "上限に収まるように短くしてください。",
        remedy_en: "Shorten the value.",
        clause: "docs/spec/records.md §0",
    }
    FIELD_LENGTH = 10058 "records.field.length" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」の桁数が正しくありません（正しくは {expected} 桁）。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} must have {expected} characters.",
        remedy_ja: "桁数を確認してください。",
        remedy_en: "Check the number of characters.",
        clause: "docs/spec/records.md §1",
    }
    FIELD_VALUE = 10059 "records.field.value" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は使用できない値です（使用できる値：{expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is not an allowed value (allowed: {expected}).",
        remedy_ja: "使用できる値のいずれかを設定してください。",
        remedy_en: "Use one of the allowed values.",
        clause: "docs/spec/records.md §3",
    }
    FIELD_VALUE_UNUSUAL = 10060 "records.field.value_unusual" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は予約されているか、コード表にない値です。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is reserved, or is not in the code table.",
        remedy_ja: "値を確認してください。",
        remedy_en: "Check the value.",
        clause: "docs/spec/records.md §3",
    }
    FIELD_BLANKS_AROUND = 10061 "records.field.blanks_around" warning {
        ja: "{line}行目 {record}.{field} {field_name}：値の前後に空白があります。空白を除いて読み取りました。",
        en: "Line {line}, {record}.{field} {field_name}: the value has leading or trailing spaces, which were ignored.",
        remedy_ja: "前後の空白を削除してください。",
        remedy_en: "Remove the spaces.",
        clause: "docs/spec/records.md §0.1",
    }
    FIELD_QUOTED = 10062 "records.field.quoted" warning {
        ja: "{line}行目 {record}.{field} {field_name}：値が引用符で囲まれています。",
        en: "Line {line}, {record}.{field} {field_name}: the value is enclosed in quotation marks.",
        remedy_ja: "この形式では引用符を使用しません。引用符を削除してください。",
        remedy_en: "Quotation marks have no meaning in this format. Remove them.",
        clause: "docs/spec/records.md §0.1",
    }
    FIELD_CONTROL_CHARACTER = 10063 "records.field.control_character" error {
        ja: "{line}行目 {record}.{field} {field_name}：制御文字（{actual}）が含まれています。",
        en: "Line {line}, {record}.{field} {field_name}: contains a control character ({actual}).",
        remedy_ja: "制御文字を削除してください。",
        remedy_en: "Remove the control character.",
        clause: "docs/spec/records.md §0.1",
    }
    FIELD_USER_DEFINED_CHARACTER = 10064 "records.field.user_defined_character" error {
        ja: "{line}行目 {record}.{field} {field_name}：外字（{actual}）が含まれています。",
        en: "Line {line}, {record}.{field} {field_name}: contains a user-defined character, or gaiji ({actual}).",
        remedy_ja: "外字を「■」または別の文字に置き換えてください。",
        remedy_en: "Replace it with ■ or another character.",
        clause: "docs/spec/records.md §0.1",
    }
    FIELD_NOT_IN_CP932 = 10065 "records.field.not_in_cp932" warning {
        ja: "{line}行目 {record}.{field} {field_name}：CP932 にない文字（{actual}）が含まれています。受信側で表示できない可能性があります。",
        en: "Line {line}, {record}.{field} {field_name}: contains a character that does not exist in CP932 ({actual}); recipients may be unable to display it.",
        remedy_ja: "CP932 にある文字に置き換えてください。",
        remedy_en: "Use a character that exists in CP932.",
        clause: "docs/spec/records.md §0.1",
    }
    FIELD_REPLACED_CHARACTER = 10066 "records.field.replaced_character" info {
        ja: "{line}行目 {record}.{field} {field_name}：「■」が含まれています。表現できない文字が置き換えられた可能性があります。",
        en: "Line {line}, {record}.{field} {field_name}: contains a ■, possibly in place of a character that could not be represented.",
        clause: "docs/spec/records.md §0.1",
    }
    FIELD_DAMAGED = 10068 "records.field.damaged_character" error {
        ja: "{line}行目 {record}.{field} {field_name}：文字が壊れています（{actual}）。文字コードの変換に失敗した跡です。",
        en: "Line {line}, {record}.{field} {field_name}: a character is damaged ({actual}); it was lost in a conversion between character encodings.",
        remedy_ja: "元のデータから、正しい文字コードで出力し直してください。壊れた文字のまま署名したり使用したりしないでください。",
        remedy_en: "Export the original data again in the right encoding. Do not sign or use the damaged text.",
        clause: "docs/spec/records.md §0.1",
    }
    FIELD_NAME_SEPARATOR = 10067 "records.field.name_separator" warning {
        ja: "{line}行目 {record}.{field} {field_name}：姓と名の間に空白がありません。",
        en: "Line {line}, {record}.{field} {field_name}: there is no space between family name and given name.",
        remedy_ja: "姓と名の間に空白を 1 つ入れてください。",
        remedy_en: "Put one space between family name and given name.",
        clause: "docs/spec/records.md §0.1",
    }
    DATE_INVALID = 10070 "records.date.invalid" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は日付として正しくありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is not a valid date.",
        remedy_ja: "実在する日付を、正しい桁数で入力してください。",
        remedy_en: "Enter a date that exists, with the correct number of digits.",
        clause: "docs/spec/records.md §0.2",
    }
    DATE_ERA_NOT_ALLOWED = 10071 "records.date.era_not_allowed" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」：この形式では、この和暦の書き方は使用できません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual}: Japanese era dates cannot be written like this in this format.",
        remedy_ja: "西暦 8 桁（YYYYMMDD）で入力してください。",
        remedy_en: "Use the form YYYYMMDD.",
        clause: "docs/spec/records.md §0.2",
    }
    DATE_OUTSIDE_ERA = 10072 "records.date.outside_era" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は元号の期間外です。{date} として読み取りました。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} lies outside its era; it was read as {date}.",
        remedy_ja: "西暦で入力してください。",
        remedy_en: "Use the Gregorian year.",
        clause: "docs/spec/records.md §0.2",
    }
    DATE_IN_FUTURE = 10073 "records.date.in_future" warning {
        ja: "{line}行目 {record}.{field} {field_name}：{actual} は未来の日付です。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is in the future.",
        remedy_ja: "日付を確認してください。",
        remedy_en: "Check the date.",
        clause: "docs/spec/records.md §0.2",
    }
    DATE_BIRTH_AFTER_ISSUE = 10074 "records.date.birth_after_issue" error {
        ja: "{line}行目 {record}.{field} {field_name}：生年月日が交付日より後です。",
        en: "Line {line}, {record}.{field} {field_name}: the date of birth is later than the day of issue.",
        remedy_ja: "生年月日を確認してください。",
        remedy_en: "Check the date of birth.",
        clause: "docs/spec/records.md §0.2",
    }
    DATE_EXPIRY_BEFORE_ISSUE = 10075 "records.date.expiry_before_issue" error {
        ja: "{line}行目 {record}.{field} {field_name}：使用期限が交付日より {days} 日前です。",
        en: "Line {line}, {record}.{field} {field_name}: the expiry date is {days} day(s) before the issue date.",
        remedy_ja: "使用期限を確認してください。",
        remedy_en: "Check the expiry date.",
        clause: "docs/spec/records.md §0.2",
    }
    DATE_PERIOD_REVERSED = 10076 "records.date.period_reversed" warning {
        ja: "{line}行目 {record}.{field} {field_name}：期間の終わりが、始まりより前です。",
        en: "Line {line}, {record}.{field} {field_name}: the period ends before it begins.",
        remedy_ja: "期間を確認してください。",
        remedy_en: "Check the period.",
        clause: "docs/spec/records.md §4",
    }
    NUMBER_INVALID = 10080 "records.number.invalid" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は数値として正しくありません（{expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is not a valid number ({expected}).",
        remedy_ja: "半角数字で、整数部 6 桁以内、小数部 5 桁以内で入力してください。",
        remedy_en: "Use half-width digits, at most 6 before and 5 after the decimal point.",
        clause: "docs/spec/records.md §0.3",
    }
    NUMBER_NOT_CANONICAL = 10081 "records.number.not_canonical" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」に余分な 0 があります（正しくは {expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} has superfluous zeros (correct form: {expected}).",
        remedy_ja: "余分な 0 を削除してください。",
        remedy_en: "Remove the superfluous zeros.",
        clause: "docs/spec/records.md §0.3",
    }
    NUMBER_FULL_WIDTH = 10083 "records.number.full_width" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は全角の数字です。{expected} として扱いました。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is written in full-width digits; it was read as {expected}.",
        remedy_ja: "半角の数字で入力してください。",
        remedy_en: "Use half-width digits.",
        clause: "docs/spec/records.md §0.3",
    }
    NUMBER_ZERO = 10082 "records.number.zero" error {
        ja: "{line}行目 {record}.{field} {field_name}：0 は設定できません。",
        en: "Line {line}, {record}.{field} {field_name}: must not be 0.",
        remedy_ja: "正しい数量を入力してください。",
        remedy_en: "Enter the correct amount.",
        clause: "docs/spec/records.md §0.3",
    }
}
