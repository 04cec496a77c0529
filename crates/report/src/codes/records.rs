//! CSV records: SJ1, CJ1, JAHIS, JAHISTC.

use crate::code::codes;

codes! {
    INPUT_EMPTY = 10000 "records.input.empty" error {
        ja: "ファイルが空です。",
        en: "The file is empty.",
        remedy_ja: "ファイルを取り直してください。",
        remedy_en: "Obtain the file again.",
        clause: "records spec §6",
    }
    INPUT_TOO_LARGE = 10001 "records.input.too_large" error {
        ja: "ファイルが大きすぎます（{actual} バイト、上限 {limit} バイト）。",
        en: "The file is too large ({actual} octets, limit {limit}).",
        remedy_ja: "上限を上げるか、ファイルを分けてください。",
        remedy_en: "Raise the limit or split the file.",
        clause: "records spec §6",
    }
    HEADER_UNKNOWN = 10002 "records.header.unknown" error {
        ja: "1行目「{actual}」は SJ1、CJ1、JAHIS、JAHISTC のいずれでもありません。",
        en: "The first line {actual} is none of SJ1, CJ1, JAHIS, JAHISTC.",
        remedy_ja: "正しい形式のファイルか確認してください。",
        remedy_en: "Check that this is a record file.",
        clause: "records spec §0",
    }
    CHARSET_UNDECODABLE = 10003 "records.charset.undecodable" error {
        ja: "{line}行目に {charset} でないバイトがあります（先頭から {offset} バイト目）。",
        en: "Line {line} has an octet that is not {charset} (offset {offset}).",
        remedy_ja: "{charset} で出力し直してください。",
        remedy_en: "Write the file in {charset}.",
        clause: "records spec §0",
    }
    RECORD_NUMBER_INVALID = 10004 "records.record.number_invalid" error {
        ja: "{line}行目はレコードNo.（1〜999）で始まりません：「{actual}」。",
        en: "Line {line} does not begin with a record number (1–999): {actual}.",
        remedy_ja: "値の中の改行や、行の欠落を確認してください。",
        remedy_en: "Look for a line break inside a value or a damaged line.",
        clause: "records spec §6",
    }
    FILE_READ = 10010 "records.file.read" passed {
        ja: "{format} の {count} レコードを読みました。",
        en: "Read {count} records of {format}.",
        clause: "records spec §6",
    }
    FILE_END_NOT_MARKED = 10011 "records.file.end_not_marked" info {
        ja: "{format} には終端の印がないため、末尾の欠落は署名などでしか分かりません。",
        en: "{format} has no end mark: records missing at the end can only be noticed by other means, such as the signature.",
        clause: "records spec §0",
    }
    FILE_END_MARK_MISSING = 10012 "records.file.end_mark_missing" warning {
        ja: "終端の印（1Ah）がありません。末尾が欠けている可能性があります。",
        en: "The end mark (1Ah) is missing: the end of the file may be missing, too.",
        remedy_ja: "読み取りをやり直し、すべてのシンボルを読んだか確認してください。",
        remedy_en: "Scan again and make sure that all symbols were read.",
        clause: "records spec §0",
    }
    FILE_BLANK_LINE = 10013 "records.file.blank_line" warning {
        ja: "空行があります（{line}行目から、計 {count} 行）。",
        en: "There are blank lines (first line {line}, {count} in all).",
        remedy_ja: "空行を出力しないでください。",
        remedy_en: "Do not write blank lines.",
        clause: "records spec §0",
    }
    FILE_LINE_ENDING_FORBIDDEN = 10014 "records.file.line_ending_forbidden" error {
        ja: "{line}行目の改行が LF ではありません（計 {count} 行）。",
        en: "Line {line} does not end in LF ({count} lines in all).",
        remedy_ja: "改行コードを LF だけにしてください。サービスは EPSB0052E として拒みます。",
        remedy_en: "End lines in LF alone; the service refuses others (EPSB0052E).",
        clause: "records spec §0",
    }
    FILE_LINE_ENDING_UNUSUAL = 10015 "records.file.line_ending_unusual" warning {
        ja: "{line}行目の改行が CR LF ではありません（計 {count} 行）。",
        en: "Line {line} does not end in CR LF ({count} lines in all).",
        remedy_ja: "改行コードを CR LF にしてください。",
        remedy_en: "End lines in CR LF.",
        clause: "records spec §0",
    }
    FILE_FINAL_LINE_ENDING = 10016 "records.file.final_line_ending_missing" warning {
        ja: "最後の行に改行がありません。末尾が欠けている可能性があります。",
        en: "The last line has no line ending: the end of the file may be missing.",
        remedy_ja: "ファイルを取り直してください。",
        remedy_en: "Obtain the file again.",
        clause: "records spec §0",
    }
    FILE_BYTE_ORDER_MARK = 10017 "records.file.byte_order_mark" warning {
        ja: "先頭に BOM があります。",
        en: "The file begins with a byte-order mark.",
        remedy_ja: "BOM を付けずに出力してください。",
        remedy_en: "Write the file without it.",
        clause: "records spec §0",
    }
    FILE_CHARSET_BY_OPTION = 10018 "records.file.charset_by_option" info {
        ja: "指定により、CP932 ではなく UTF-8 として読みました。",
        en: "Read as UTF-8, not CP932, as the option says.",
        clause: "records spec §0",
    }
    CHARSET_LOOKS_LIKE_UTF8 = 10022 "records.charset.looks_like_utf8" error {
        ja: "CP932 として読みましたが、UTF-8 のように見えます。文字化けしているおそれがあります。",
        en: "Read as CP932, but the octets look like UTF-8: the text is probably garbled.",
        remedy_ja: "CP932 で出力し直すか、UTF-8 と指定して読んでください。",
        remedy_en: "Write the file in CP932, or say that it is UTF-8.",
        clause: "records spec §0",
    }
    HEADER_VERSION_UNKNOWN = 10019 "records.header.version_unknown" warning {
        ja: "{format} は知られていない版です。知られている最新の版として扱いました。",
        en: "{format} is not a known version; it was treated as the newest known one.",
        remedy_ja: "ソフトウェアの更新を確認してください。",
        remedy_en: "Look for an update of the software.",
        clause: "records spec §3, §4",
    }
    FINDINGS_LIMIT = 10020 "records.check.findings_limit" warning {
        ja: "指摘が上限 {limit} を超えたため、{count} 件を省きました。",
        en: "There are more findings than {limit}; {count} are not listed.",
        remedy_ja: "上限を上げるか、先に列挙分を直してください。",
        remedy_en: "Raise the limit or correct the listed ones first.",
        clause: "records spec §6",
    }
    HEADER_SHORT = 10021 "records.header.short" warning {
        ja: "ヘッダー行が短すぎます。",
        en: "The header line is too short.",
        remedy_ja: "ヘッダーのコンマを補ってください。",
        remedy_en: "Complete the commas of the header.",
        clause: "records spec §0",
    }
    RECORD_UNKNOWN = 10030 "records.record.unknown" warning {
        ja: "{line}行目 {record}：この形式にないレコードです。",
        en: "Line {line}, {record}: the format has no such record.",
        remedy_ja: "レコードNo.を確認してください。",
        remedy_en: "Check the record number.",
        clause: "records spec §6",
    }
    RECORD_NEWER = 10031 "records.record.newer_than_header" warning {
        ja: "{line}行目 {record} {record_name}：ヘッダーの版（{actual}）より新しいレコードです（{expected} 版から）。",
        en: "Line {line}, {record} {record_name}: newer than the version in the header ({actual}, since {expected}).",
        remedy_ja: "ヘッダーの版を確認してください。",
        remedy_en: "Check the version in the header.",
        clause: "records spec §3",
    }
    RECORD_MISSING = 10032 "records.record.missing" error {
        ja: "レコード {record}（{record_name}）がありません。",
        en: "Record {record} ({record_name}) is missing.",
        remedy_ja: "必須のレコードを出力してください。",
        remedy_en: "Write the required record.",
        clause: "records spec §3",
    }
    RECORD_REPEATED = 10033 "records.record.repeated" error {
        ja: "{line}行目 {record} {record_name}：1回だけのレコードが2回あります（最初は {first_line} 行目）。",
        en: "Line {line}, {record} {record_name}: stands twice (first on line {first_line}).",
        remedy_ja: "重複したレコードを除いてください。",
        remedy_en: "Remove the repeated record.",
        clause: "records spec §3",
    }
    RECORD_LAYOUT = 10034 "records.record.non_standard_layout" error {
        ja: "{line}行目 {record} {record_name}：標準の並びではありません（項目 {actual}、標準 {expected}）。",
        en: "Line {line}, {record} {record_name}: not the standard layout ({actual} items, standard {expected}).",
        remedy_ja: "標準の項目の並びで出力してください。推測では読み替えません。",
        remedy_en: "Write the items in the standard order; they are never guessed.",
        clause: "records spec §3",
    }
    RECORD_SHORT = 10035 "records.record.short" warning {
        ja: "{line}行目 {record} {record_name}：項目が {expected} 個に満たず {actual} 個です。不足分は空として扱いました。",
        en: "Line {line}, {record} {record_name}: {actual} items instead of {expected}; the missing ones were taken as blank.",
        remedy_ja: "末尾の空の項目もコンマで出力してください。",
        remedy_en: "Write the commas of blank items at the end, too.",
        clause: "records spec §0",
    }
    RECORD_EXTRA_BLANK = 10036 "records.record.extra_blank" warning {
        ja: "{line}行目 {record} {record_name}：余分な空の項目があります（{actual} 個、標準 {expected} 個）。",
        en: "Line {line}, {record} {record_name}: has extra blank items ({actual}, standard {expected}).",
        remedy_ja: "余分なコンマを除いてください。",
        remedy_en: "Remove the extra commas.",
        clause: "records spec §0",
    }
    RECORD_EXTRA = 10037 "records.record.extra_item" error {
        ja: "{line}行目 {record} {record_name}：余分な項目があります（{actual} 個、標準 {expected} 個）。値の中の半角コンマかもしれません。",
        en: "Line {line}, {record} {record_name}: has extra items ({actual}, standard {expected}); perhaps a half-width comma inside a value.",
        remedy_ja: "値の中のコンマは全角「，」にしてください。",
        remedy_en: "Write a comma inside a value full-width (，).",
        clause: "records spec §0",
    }
    RECORD_OUT_OF_ORDER = 10038 "records.record.out_of_order" error {
        ja: "{line}行目 {record} {record_name}：この位置には置けません（{previous} の後）。",
        en: "Line {line}, {record} {record_name}: may not stand here (after {previous}).",
        remedy_ja: "レコードを規定の順に並べてください。",
        remedy_en: "Put the records in the prescribed order.",
        clause: "records spec §3 R01, R03, §4",
    }
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
    RP_NOT_CONSECUTIVE = 10101 "records.rp.not_consecutive" warning {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号が連番ではありません（{actual}、次は {expected} のはず）。",
        en: "Line {line}, {record}.{field} {field_name}: RP numbers are not consecutive ({actual}, expected {expected}).",
        remedy_ja: "RP番号を1からの連番にしてください。",
        remedy_en: "Number the RPs 1, 2, 3 …",
        clause: "records spec §3 R02",
    }
    RP_NOT_ASCENDING = 10102 "records.rp.not_ascending" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号 {actual} が {previous} の後にあります。",
        en: "Line {line}, {record}.{field} {field_name}: RP number {actual} after {previous}.",
        remedy_ja: "RP番号を1からの連番にし、重複をなくしてください。",
        remedy_en: "Number the RPs 1, 2, 3 …, each once.",
        clause: "records spec §3 R02",
    }
    RP_REFERENCE = 10103 "records.rp.unknown_reference" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号 {actual} の剤形レコード（101）が上にありません。",
        en: "Line {line}, {record}.{field} {field_name}: no record 101 with RP number {actual} stands above.",
        remedy_ja: "剤形レコードとRP番号を確認してください。",
        remedy_en: "Check record 101 and the RP number.",
        clause: "records spec §3 R02",
    }
    RP_INTERLEAVED = 10104 "records.rp.interleaved" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号 {actual} のレコードが RP {expected} の中にあります。",
        en: "Line {line}, {record}.{field} {field_name}: a record of RP {actual} stands inside RP {expected}.",
        remedy_ja: "RPごとにまとめて出力してください。",
        remedy_en: "Write one RP after the other.",
        clause: "records spec §3 R03",
    }
    RP_USAGE_COUNT = 10105 "records.rp.usage_count" error {
        ja: "{line}行目 {record} {record_name}：RPの用法レコードは1つです（{actual} 個）。",
        en: "Line {line}, {record} {record_name}: an RP has exactly one usage record ({actual} found).",
        remedy_ja: "用法レコード（111）をRPに1つにしてください。",
        remedy_en: "Write exactly one record 111 an RP.",
        clause: "records spec §3 R04",
    }
    RP_WITHOUT_DRUG = 10106 "records.rp.without_drug" error {
        ja: "{line}行目 {record} {record_name}：RPに薬品レコード（201）がありません。",
        en: "Line {line}, {record} {record_name}: the RP has no drug (201).",
        remedy_ja: "薬品レコードを出力してください。末尾の欠落も確認してください。",
        remedy_en: "Write the drugs; look whether the end is missing.",
        clause: "records spec §3 R04",
    }
    RP_REPEATED_DETAIL = 10107 "records.rp.repeated_detail" error {
        ja: "{line}行目 {record} {record_name}：RPに1つだけのレコードが2つあります。",
        en: "Line {line}, {record} {record_name}: stands twice in the RP.",
        remedy_ja: "重複を除いてください。",
        remedy_en: "Remove the repeated record.",
        clause: "records spec §3 R04",
    }
    DRUG_NUMBERING = 10108 "records.drug.numbering" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP内連番が {actual} です（{expected} のはず）。",
        en: "Line {line}, {record}.{field} {field_name}: line number {actual} in the RP, expected {expected}.",
        remedy_ja: "RP内連番を1からの連番にしてください。",
        remedy_en: "Number the drugs of an RP 1, 2, 3 …",
        clause: "records spec §3 R05",
    }
    DRUG_REFERENCE = 10109 "records.drug.unknown_reference" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP内連番 {actual} は直前の薬品（{expected}）ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: line number {actual} is not that of the drug above ({expected}).",
        remedy_ja: "薬品レコードの直後に置いてください。",
        remedy_en: "Put it after its drug.",
        clause: "records spec §3 R05",
    }
    DRUG_REPEATED_DETAIL = 10110 "records.drug.repeated_detail" error {
        ja: "{line}行目 {record} {record_name}：薬品に1つだけのレコードが2つあります。",
        en: "Line {line}, {record} {record_name}: stands twice for the drug.",
        remedy_ja: "重複を除いてください。",
        remedy_en: "Remove the repeated record.",
        clause: "records spec §3 R05",
    }
    SEQUENCE = 10111 "records.sequence.not_consecutive" warning {
        ja: "{line}行目 {record}.{field} {field_name}：連番が {actual} です（{expected} のはず）。",
        en: "Line {line}, {record}.{field} {field_name}: sequence number {actual}, expected {expected}.",
        remedy_ja: "連番を1から1ずつ増やしてください。",
        remedy_en: "Number them 1, 2, 3 …",
        clause: "records spec §3 R06",
    }
    SPLIT_UNDECLARED = 10112 "records.split.undeclared" error {
        ja: "{line}行目 {record} {record_name}：分割指示（63）がないのに分割調剤数量（102）があります。",
        en: "Line {line}, {record} {record_name}: record 102 without a split instruction (63).",
        remedy_ja: "分割指示レコードを出力するか、102 を除いてください。",
        remedy_en: "Write record 63 or remove 102.",
        clause: "records spec §3 R07",
    }
    SPLIT_QUANTITY_MISSING = 10113 "records.split.quantity_missing" error {
        ja: "{line}行目 {record} {record_name}：分割指示（63）があるのに、このRPに分割調剤数量（102）がありません。",
        en: "Line {line}, {record} {record_name}: a split prescription (63), but the RP has no record 102.",
        remedy_ja: "すべてのRPに 102 を出力してください。",
        remedy_en: "Write record 102 for every RP.",
        clause: "records spec §3 R07",
    }
    SPLIT_INDEX = 10114 "records.split.index" error {
        ja: "{line}行目 {record}.{field} {field_name}：分割回 {actual} が分割回数 {limit} の外です。",
        en: "Line {line}, {record}.{field} {field_name}: part {actual} of {limit}.",
        remedy_ja: "分割回を確認してください。",
        remedy_en: "Check the number of the part.",
        clause: "records spec §3 R08",
    }
    SPLIT_TOTAL = 10115 "records.split.total_unusual" warning {
        ja: "{line}行目 {record}.{field} {field_name}：分割回数 {actual} は 2〜3 ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} parts; two or three are usual.",
        remedy_ja: "分割回数を確認してください。",
        remedy_en: "Check the number of parts.",
        clause: "records spec §3 R08",
    }
    SPLIT_QUANTITY = 10116 "records.split.quantity_mismatch" error {
        ja: "{line}行目 {record}.{field} {field_name}：{actual} は {expected} と合いません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} does not agree with {expected}.",
        remedy_ja: "剤形レコードの調剤数量と合わせてください。",
        remedy_en: "Make it agree with the quantity of record 101.",
        clause: "records spec §3 R08",
    }
    REFILL_WITH_SPLIT = 10117 "records.refill.with_split" error {
        ja: "{line}行目 {record} {record_name}：リフィルと分割指示は一緒に使えません。",
        en: "Line {line}, {record} {record_name}: a prescription cannot be refill and split at once.",
        remedy_ja: "どちらかを除いてください。",
        remedy_en: "Remove one of them.",
        clause: "records spec §3 R09",
    }
    REFILL_TOTAL = 10118 "records.refill.total" error {
        ja: "{line}行目 {record}.{field} {field_name}：総使用回数 {actual} は 2 か 3 ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} uses; a refill prescription has two or three.",
        remedy_ja: "総使用回数を 2 か 3 にしてください。リフィルでなければ 64 を除いてください。",
        remedy_en: "Write 2 or 3, or remove record 64.",
        clause: "records spec §3 R09",
    }
    UNEVEN_HOLE = 10119 "records.uneven.hole" error {
        ja: "{line}行目 {record}.{field} {field_name}：不均等の量は左から詰めて2つ以上必要です。",
        en: "Line {line}, {record}.{field} {field_name}: uneven doses are filled from the left, at least two.",
        remedy_ja: "空きなく左から入れてください。",
        remedy_en: "Fill them from the left without a hole.",
        clause: "records spec §3 R10",
    }
    UNEVEN_SUM = 10120 "records.uneven.sum" warning {
        ja: "{line}行目 {record} {record_name}：不均等の合計 {actual} が用量 {expected} と合いません。",
        en: "Line {line}, {record} {record_name}: the uneven doses add up to {actual}, the amount is {expected}.",
        remedy_ja: "用量か各回の量を確認してください。",
        remedy_en: "Check the amount and the doses.",
        clause: "records spec §3 R10",
    }
    UNEVEN_CODE = 10121 "records.uneven.code" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は {expected} のはずです。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} should be {expected}.",
        remedy_ja: "補足用法コードを確認してください。",
        remedy_en: "Check the supplement code.",
        clause: "records spec §3 R11",
    }
    SINGLE_DOSE = 10122 "records.single_dose.mismatch" warning {
        ja: "{line}行目 {record} {record_name}：1回服用量 {actual} × {times} 回が用量 {expected} と合いません。",
        en: "Line {line}, {record} {record_name}: single dose {actual} × {times} is not the amount {expected}.",
        remedy_ja: "量を確認してください。均等でないなら 221 を使ってください。",
        remedy_en: "Check the amounts; use record 221 if the doses differ.",
        clause: "records spec §3 R12",
    }
    BURDEN_MIXED = 10123 "records.burden.mixed" error {
        ja: "{line}行目 {record} {record_name}：負担区分（231）のない薬品があります。一部の薬品だけに付けることはできません。",
        en: "Line {line}, {record} {record_name}: the drug has no record 231, others have.",
        remedy_ja: "すべての薬品に付けるか、すべてから除いてください。",
        remedy_en: "Write record 231 for all drugs or for none.",
        clause: "records spec §3 R13",
    }
    BURDEN_WITHOUT_PAYER = 10124 "records.burden.without_payer" warning {
        ja: "{line}行目 {record}.{field} {field_name}：対応する公費レコード（{expected}）がありません。",
        en: "Line {line}, {record}.{field} {field_name}: the record of the payer ({expected}) is missing.",
        remedy_ja: "公費レコードを確認してください。",
        remedy_en: "Check the records of public expense.",
        clause: "records spec §3 R14",
    }
    PUBLIC_EXPENSE_GAP = 10125 "records.public_expense.gap" warning {
        ja: "{line}行目 {record} {record_name}：前の公費レコード（{expected}）がありません。",
        en: "Line {line}, {record} {record_name}: record {expected} before it is missing.",
        remedy_ja: "公費は第一から順に出力してください。",
        remedy_en: "Write public payers from the first on.",
        clause: "records spec §3 R15",
    }
    INSURANCE_INCOMPLETE = 10126 "records.insurance.incomplete" error {
        ja: "{line}行目 {record} {record_name}：保険のレコードがあるのにレコード {expected} がありません。",
        en: "Line {line}, {record} {record_name}: insurance records stand here, but record {expected} is missing.",
        remedy_ja: "22 と 23 を出力してください（保険者番号は空でも構いません）。",
        remedy_en: "Write records 22 and 23 (the insurer number may be blank).",
        clause: "records spec §3 R16",
    }
    NARCOTIC_INCOMPLETE = 10127 "records.narcotic.incomplete" error {
        ja: "{line}行目 {record}.{field} {field_name}：麻薬施用レコードでは必須です。",
        en: "Line {line}, {record}.{field} {field_name}: required in a record of narcotics.",
        remedy_ja: "値を入れてください。",
        remedy_en: "Fill it in.",
        clause: "records spec §3 R18",
    }
    NARCOTIC_MISSING = 10128 "records.narcotic.missing" warning {
        ja: "{line}行目 {record} {record_name}：麻薬があるのに麻薬施用レコード（61）も備考もありません。",
        en: "Line {line}, {record} {record_name}: a narcotic, but neither record 61 nor a note.",
        remedy_ja: "麻薬施用レコードを出力してください。",
        remedy_en: "Write record 61.",
        clause: "records spec §3 R18",
    }
    MATERIAL_KIND = 10129 "records.material.kind" warning {
        ja: "{line}行目 {record}.{field} {field_name}：剤形区分 {expected} と情報区分 {actual} が合いません。",
        en: "Line {line}, {record}.{field} {field_name}: dosage form {expected} and information kind {actual} do not agree.",
        remedy_ja: "医療材料は剤形区分6・情報区分2にしてください。",
        remedy_en: "Medical material has form 6 and kind 2.",
        clause: "records spec §3 R19",
    }
    USAGE_TIMES = 10130 "records.usage.times_missing" warning {
        ja: "{line}行目 {record}.{field} {field_name}：内服では1日回数（1以上）があるはずです。",
        en: "Line {line}, {record}.{field} {field_name}: an oral drug should have the times a day (1 or more).",
        remedy_ja: "1日回数を入れてください。",
        remedy_en: "Fill in the times a day.",
        clause: "records spec §3 R20",
    }
    CONVERSION_OVERFLOW = 10131 "records.unit_conversion.overflow" warning {
        ja: "{line}行目 {record}.{field} {field_name}：係数 {actual} × 用量 {expected} が整数部6桁・小数部5桁に収まりません。",
        en: "Line {line}, {record}.{field} {field_name}: factor {actual} × amount {expected} does not fit 6 and 5 digits.",
        remedy_ja: "係数を確認してください。",
        remedy_en: "Check the factor.",
        clause: "records spec §3 R21",
    }
    DRUG_REPEATED = 10132 "records.drug.repeated_code" warning {
        ja: "{line}行目 {record}.{field} {field_name}：同じ薬品コード {actual} がこのRPにもう一つあります。",
        en: "Line {line}, {record}.{field} {field_name}: the code {actual} stands twice in the RP.",
        remedy_ja: "重複でないか確認してください。",
        remedy_en: "Check whether this is a mistake.",
        clause: "records spec §3 R23",
    }
    COPAY_AGE = 10133 "records.copay.age" warning {
        ja: "{line}行目 {record}.{field} {field_name}：一部負担区分 {actual} と年齢 {age} 歳が合いません。",
        en: "Line {line}, {record}.{field} {field_name}: class {actual} does not fit the age {age}.",
        remedy_ja: "生年月日と区分を確認してください。",
        remedy_en: "Check the birth date and the class.",
        clause: "records spec §3 R24",
    }
    COPAY_TOO_EARLY = 10134 "records.copay.too_early" warning {
        ja: "{line}行目 {record}.{field} {field_name}：区分5は 2022-10-01 からです（交付 {actual}）。",
        en: "Line {line}, {record}.{field} {field_name}: class 5 exists since 2022-10-01 (issued {actual}).",
        remedy_ja: "区分を確認してください。",
        remedy_en: "Check the class.",
        clause: "records spec §3 R24",
    }
    DRUG_CHECK_DIGIT = 10135 "records.drug.check_digit" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」の検査数字が合いません（{expected} のはず）。",
        en: "Line {line}, {record}.{field} {field_name}: the check digit of {actual} is wrong (expected {expected}).",
        remedy_ja: "薬品コードを確認してください。",
        remedy_en: "Check the drug code.",
        clause: "records spec §3 R25; duplicate-check spec §2",
    }
    DRUG_CODE_FORM = 10136 "records.drug.code_form" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」はコード種別 {code_type} の形（{expected}）ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} does not have the form of code type {code_type} ({expected}).",
        remedy_ja: "薬品コードとコード種別を確認してください。",
        remedy_en: "Check the drug code and its type.",
        clause: "records spec §3; duplicate-check spec §2",
    }
    DRUG_CODE_TYPE = 10137 "records.drug.code_type" error {
        ja: "{line}行目 {record}.{field} {field_name}：SJ1 では薬品コード種別 {actual} を使えません（2、4、7 のみ）。",
        en: "Line {line}, {record}.{field} {field_name}: SJ1 does not allow the code type {actual} (2, 4 and 7 only).",
        remedy_ja: "レセプト電算コード、YJコード、一般名コードのどれかを使ってください。",
        remedy_en: "Use a receipt, YJ or generic-name code.",
        clause: "records spec §1",
    }
    DRUG_DUMMY_CODE = 10138 "records.drug.dummy_code" error {
        ja: "{line}行目 {record}.{field} {field_name}：ダミーコード {actual} は使えません。",
        en: "Line {line}, {record}.{field} {field_name}: the dummy code {actual} is refused.",
        remedy_ja: "実際の薬品のコードを使ってください。",
        remedy_en: "Use the code of the real drug.",
        clause: "records spec §1.1; duplicate-check spec §1.7",
    }
    DRUG_SELECTED_CARE = 10139 "records.drug.non_insured" warning {
        ja: "{line}行目 {record}.{field} {field_name}：情報区分3（非保険薬）は電子処方箋では送られません。",
        en: "Line {line}, {record}.{field} {field_name}: kind 3 (not insured) is not sent in an electronic prescription.",
        remedy_ja: "情報区分を確認してください。",
        remedy_en: "Check the information kind.",
        clause: "records spec §1",
    }
    USAGE_CODE_TYPE = 10140 "records.usage.code_type" error {
        ja: "{line}行目 {record}.{field} {field_name}：SJ1 では用法コード種別 {actual} を使えません（3 のみ）。",
        en: "Line {line}, {record}.{field} {field_name}: SJ1 does not allow the usage code type {actual} (3 only).",
        remedy_ja: "電子処方箋用法マスタのコードを使ってください。",
        remedy_en: "Use a code of the usage master of electronic prescriptions.",
        clause: "records spec §1",
    }
    USAGE_DUMMY_CODE = 10141 "records.usage.dummy_code" info {
        ja: "{line}行目 {record}.{field} {field_name}：ダミー用法コードです。用法は名称だけで伝わります。",
        en: "Line {line}, {record}.{field} {field_name}: the dummy usage code: the usage is told by its name only.",
        clause: "records spec §1.2",
    }
    USAGE_CODE_REMOVED = 10142 "records.usage.code_removed" warning {
        ja: "{line}行目 {record}.{field} {field_name}：用法コード {actual} は用法マスタから削除されました{replacement}。",
        en: "Line {line}, {record}.{field} {field_name}: the usage code {actual} was removed from the master{replacement}.",
        remedy_ja: "現行のコードに替えてください。2026年8月から使えません。",
        remedy_en: "Use the current code; it cannot be used since August 2026.",
        clause: "records spec §1.2",
    }
    USAGE_SUPPLEMENT_EXPECTED = 10143 "records.usage.supplement_expected" warning {
        ja: "{line}行目 {record} {record_name}：用法コード {actual} には用法補足（181、区分 {expected}）が必要です。",
        en: "Line {line}, {record} {record_name}: the usage code {actual} needs a supplement (181, kind {expected}).",
        remedy_ja: "用法補足レコードを出力してください。",
        remedy_en: "Write the supplement.",
        clause: "records spec §1.2",
    }
    SUBSTITUTION_CONTRADICTORY = 10144 "records.substitution.contradictory" warning {
        ja: "{line}行目 {record} {record_name}：{actual} は一緒に使いません。",
        en: "Line {line}, {record} {record_name}: {actual} do not go together.",
        remedy_ja: "薬品補足区分を確認してください。",
        remedy_en: "Check the kinds of the supplements.",
        clause: "records spec §3",
    }
    RECEIPT_TYPE = 10145 "records.receipt_type.unknown" warning {
        ja: "{line}行目 {record}.{field} {field_name}：レセプト種別 {actual} は知られていません。",
        en: "Line {line}, {record}.{field} {field_name}: the receipt type {actual} is not known.",
        remedy_ja: "レセプト種別を確認してください。",
        remedy_en: "Check the receipt type.",
        clause: "records spec §5",
    }
    RECEIPT_TYPE_INPATIENT = 10146 "records.receipt_type.inpatient" warning {
        ja: "{line}行目 {record}.{field} {field_name}：レセプト種別 {actual} は入院です。",
        en: "Line {line}, {record}.{field} {field_name}: the receipt type {actual} is one of inpatients.",
        remedy_ja: "院外処方か確認してください。",
        remedy_en: "Check whether this is an outpatient prescription.",
        clause: "records spec §5",
    }
    RECEIPT_TYPE_ABOLISHED = 10147 "records.receipt_type.abolished" warning {
        ja: "{line}行目 {record}.{field} {field_name}：レセプト種別 {actual}（退職者医療）は 2024 年度に廃止されました。",
        en: "Line {line}, {record}.{field} {field_name}: the receipt type {actual} (retirees) was abolished in 2024.",
        remedy_ja: "レセプト種別を確認してください。",
        remedy_en: "Check the receipt type.",
        clause: "records spec §5",
    }
    RATE_SUM = 10148 "records.benefit_rate.sum" warning {
        ja: "{line}行目 {record} {record_name}：負担率と給付率の合計が 100 ではありません（{actual}）。",
        en: "Line {line}, {record} {record_name}: the two rates do not add up to 100 ({actual}).",
        remedy_ja: "割合を確認してください。",
        remedy_en: "Check the rates.",
        clause: "records spec §1",
    }
    QUANTITY_ZERO = 10149 "records.rp.quantity_zero" error {
        ja: "{line}行目 {record}.{field} {field_name}：調剤数量が 0 です。",
        en: "Line {line}, {record}.{field} {field_name}: the quantity is 0.",
        remedy_ja: "調剤数量を入れてください。",
        remedy_en: "Write the quantity.",
        clause: "records spec §0.3",
    }
    FORM_NAME = 10150 "records.rp.form_name" warning {
        ja: "{line}行目 {record}.{field} {field_name}：剤形名称は剤形区分9のときだけ使います。",
        en: "Line {line}, {record}.{field} {field_name}: the form name is used with form 9 only.",
        remedy_ja: "剤形名称を除いてください。",
        remedy_en: "Remove the form name.",
        clause: "records spec §3",
    }
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
