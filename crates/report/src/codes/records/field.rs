//! The items of a record: characters, lengths, dates, numbers.

use crate::code::codes;

codes! {
    FIELD_REQUIRED = 10050 "records.field.required" error {
        ja: "{line}行目 {record}.{field} {field_name}：必須の項目が空です。",
        en: "Line {line}, {record}.{field} {field_name}: required but blank.",
        remedy_ja: "値を入れてください。",
        remedy_en: "Fill it in.",
        clause: "records spec §1–4",
    }
    FIELD_REQUIRED_ONE_OF = 10051 "records.field.required_one_of" error {
        ja: "{line}行目 {record} {record_name}：{fields} のどれかが必要です。",
        en: "Line {line}, {record} {record_name}: at least one of {fields} is required.",
        remedy_ja: "どれか一つに値を入れてください。",
        remedy_en: "Fill in at least one of them.",
        clause: "records spec §1",
    }
    FIELD_REQUIRED_HERE = 10052 "records.field.required_here" error {
        ja: "{line}行目 {record}.{field} {field_name}：{condition} のときは必須です。",
        en: "Line {line}, {record}.{field} {field_name}: required with {condition}.",
        remedy_ja: "値を入れてください。",
        remedy_en: "Fill it in.",
        clause: "records spec §1–4",
    }
    FIELD_MUST_BE_BLANK = 10053 "records.field.must_be_blank" error {
        ja: "{line}行目 {record}.{field} {field_name}：{condition} のときは空でなければなりません。",
        en: "Line {line}, {record}.{field} {field_name}: must be blank with {condition}.",
        remedy_ja: "値を除いてください。",
        remedy_en: "Remove the value.",
        clause: "records spec §2, §4",
    }
    FIELD_UNUSED = 10054 "records.field.unused" warning {
        ja: "{line}行目 {record}.{field} {field_name}：{condition} のときは使われない値です。",
        en: "Line {line}, {record}.{field} {field_name}: not used with {condition}.",
        remedy_ja: "値を除くか、種別を直してください。",
        remedy_en: "Remove the value or correct the type.",
        clause: "records spec §4",
    }
    FIELD_CHARACTERS = 10055 "records.field.characters" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は {expected} ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is not {expected}.",
        remedy_ja: "この項目に使える文字で入れ直してください。",
        remedy_en: "Use the characters that the item allows.",
        clause: "records spec §0",
    }
    FIELD_CHARACTERS_UNUSUAL = 10056 "records.field.characters_unusual" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は {expected} ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is not {expected}.",
        remedy_ja: "表記を確認してください。",
        remedy_en: "Check how it is written.",
        clause: "records spec §0",
    }
    FIELD_TOO_LONG = 10057 "records.field.too_long" error {
        ja: "{line}行目 {record}.{field} {field_name}：長すぎます（{actual}、上限 {limit}）。",
        en: "Line {line}, {record}.{field} {field_name}: too long ({actual}, limit {limit}).",
        remedy_ja: "上限に収まるように短くしてください。",
        remedy_en: "Shorten it.",
        clause: "records spec §0",
    }
    FIELD_LENGTH = 10058 "records.field.length" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は {expected} 桁ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} does not have {expected} characters.",
        remedy_ja: "桁数を確認してください。",
        remedy_en: "Check the number of characters.",
        clause: "records spec §1",
    }
    FIELD_VALUE = 10059 "records.field.value" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は使えない値です（使えるのは {expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is not one of the values {expected}.",
        remedy_ja: "表にある値を入れてください。",
        remedy_en: "Use a value of the table.",
        clause: "records spec §3",
    }
    FIELD_VALUE_UNUSUAL = 10060 "records.field.value_unusual" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は表にない値か予約された値です。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is reserved or not in the table.",
        remedy_ja: "値を確認してください。",
        remedy_en: "Check the value.",
        clause: "records spec §3",
    }
    FIELD_BLANKS_AROUND = 10061 "records.field.blanks_around" warning {
        ja: "{line}行目 {record}.{field} {field_name}：前後に空白があります。空白を除いて扱いました。",
        en: "Line {line}, {record}.{field} {field_name}: has blanks around the value; they were ignored.",
        remedy_ja: "前後の空白を除いてください。",
        remedy_en: "Remove the blanks.",
        clause: "records spec §0.1",
    }
    FIELD_QUOTED = 10062 "records.field.quoted" warning {
        ja: "{line}行目 {record}.{field} {field_name}：引用符で囲まれています。",
        en: "Line {line}, {record}.{field} {field_name}: is wrapped in quotes.",
        remedy_ja: "引用符は使いません。除いてください。",
        remedy_en: "Quotes have no meaning here: remove them.",
        clause: "records spec §0.1",
    }
    FIELD_CONTROL_CHARACTER = 10063 "records.field.control_character" error {
        ja: "{line}行目 {record}.{field} {field_name}：制御文字（{actual}）があります。",
        en: "Line {line}, {record}.{field} {field_name}: has a control character ({actual}).",
        remedy_ja: "制御文字を除いてください。",
        remedy_en: "Remove it.",
        clause: "records spec §0.1",
    }
    FIELD_USER_DEFINED_CHARACTER = 10064 "records.field.user_defined_character" error {
        ja: "{line}行目 {record}.{field} {field_name}：外字（{actual}）があります。",
        en: "Line {line}, {record}.{field} {field_name}: has a user-defined character ({actual}).",
        remedy_ja: "外字は ■ か別の文字に置き換えてください。",
        remedy_en: "Replace it by ■ or another character.",
        clause: "records spec §0.1",
    }
    FIELD_NOT_IN_CP932 = 10065 "records.field.not_in_cp932" warning {
        ja: "{line}行目 {record}.{field} {field_name}：CP932 にない文字（{actual}）があります。受け手が表示できないおそれがあります。",
        en: "Line {line}, {record}.{field} {field_name}: has a character outside CP932 ({actual}); receivers may not be able to show it.",
        remedy_ja: "別の文字で書いてください。",
        remedy_en: "Write it with another character.",
        clause: "records spec §0.1",
    }
    FIELD_REPLACED_CHARACTER = 10066 "records.field.replaced_character" info {
        ja: "{line}行目 {record}.{field} {field_name}：「■」があります。表せない文字の代わりかもしれません。",
        en: "Line {line}, {record}.{field} {field_name}: has a ■, perhaps in the place of a character that could not be written.",
        clause: "records spec §0.1",
    }
    FIELD_NAME_SEPARATOR = 10067 "records.field.name_separator" warning {
        ja: "{line}行目 {record}.{field} {field_name}：姓と名の間に空白がありません。",
        en: "Line {line}, {record}.{field} {field_name}: has no blank between family and given name.",
        remedy_ja: "姓と名の間に空白を一つ入れてください。",
        remedy_en: "Put one blank between them.",
        clause: "records spec §0.1",
    }
    DATE_INVALID = 10070 "records.date.invalid" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」という日付はありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is not a date.",
        remedy_ja: "暦にある日付を正しい桁数で入れてください。",
        remedy_en: "Write a day of the calendar with the right number of digits.",
        clause: "records spec §0.2",
    }
    DATE_ERA_NOT_ALLOWED = 10071 "records.date.era_not_allowed" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」：この形式の元号の書き方ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual}: this format does not write eras like that.",
        remedy_ja: "西暦8桁（YYYYMMDD）で入れてください。",
        remedy_en: "Write YYYYMMDD.",
        clause: "records spec §0.2",
    }
    DATE_OUTSIDE_ERA = 10072 "records.date.outside_era" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は元号の期間の外です。{date} と読みました。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} lies outside its era; it was read as {date}.",
        remedy_ja: "西暦で書いてください。",
        remedy_en: "Write the year of the Christian era.",
        clause: "records spec §0.2",
    }
    DATE_IN_FUTURE = 10073 "records.date.in_future" warning {
        ja: "{line}行目 {record}.{field} {field_name}：{actual} は未来の日付です。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is in the future.",
        remedy_ja: "日付を確認してください。",
        remedy_en: "Check the date.",
        clause: "records spec §0.2",
    }
    DATE_BIRTH_AFTER_ISSUE = 10074 "records.date.birth_after_issue" error {
        ja: "{line}行目 {record}.{field} {field_name}：生年月日 {actual} が {limit} より後です。",
        en: "Line {line}, {record}.{field} {field_name}: the birth date {actual} is after {limit}.",
        remedy_ja: "生年月日を確認してください。",
        remedy_en: "Check the birth date.",
        clause: "records spec §0.2",
    }
    DATE_EXPIRY_BEFORE_ISSUE = 10075 "records.date.expiry_before_issue" error {
        ja: "{line}行目 {record}.{field} {field_name}：使用期限 {actual} が交付日 {limit} より前です。",
        en: "Line {line}, {record}.{field} {field_name}: valid until {actual}, before its issue on {limit}.",
        remedy_ja: "使用期限を確認してください。",
        remedy_en: "Check the last day of validity.",
        clause: "records spec §0.2",
    }
    DATE_PERIOD_REVERSED = 10076 "records.date.period_reversed" warning {
        ja: "{line}行目 {record}.{field} {field_name}：終わり {actual} が始まり {limit} より前です。",
        en: "Line {line}, {record}.{field} {field_name}: ends on {actual}, before it begins on {limit}.",
        remedy_ja: "期間を確認してください。",
        remedy_en: "Check the period.",
        clause: "records spec §4",
    }
    NUMBER_INVALID = 10080 "records.number.invalid" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は {expected} ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is not {expected}.",
        remedy_ja: "半角数字で、整数部6桁・小数部5桁までで入れてください。",
        remedy_en: "Use half-width digits, at most 6 before and 5 after the point.",
        clause: "records spec §0.3",
    }
    NUMBER_NOT_CANONICAL = 10081 "records.number.not_canonical" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は余分な 0 があります（正しくは {expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} has superfluous zeros (canonical: {expected}).",
        remedy_ja: "余分な 0 を除いてください。",
        remedy_en: "Remove them.",
        clause: "records spec §0.3",
    }
    NUMBER_ZERO = 10082 "records.number.zero" error {
        ja: "{line}行目 {record}.{field} {field_name}：0 は使えません。",
        en: "Line {line}, {record}.{field} {field_name}: may not be 0.",
        remedy_ja: "正しい量を入れてください。",
        remedy_en: "Write the right amount.",
        clause: "records spec §0.3",
    }
}
