//! Which records there are, and how many items they have.

use crate::code::codes;

codes! {
    RECORD_UNKNOWN = 10030 "records.record.unknown" warning {
        ja: "{line}行目 {record}：この形式には定義されていないレコードです。",
        en: "Line {line}, record {record}: this record is not defined in this format.",
        remedy_ja: "レコードNo.を確認してください。",
        remedy_en: "Check the record number.",
        clause: "docs/spec/records.md §6",
    }
    RECORD_NEWER = 10031 "records.record.newer_than_header" warning {
        ja: "{line}行目 {record} {record_name}：{expected} 版で追加されたレコードですが、ヘッダーの版は {actual} です。",
        en: "Line {line}, record {record} {record_name}: this record exists since version {expected}, but the header states version {actual}.",
        remedy_ja: "ヘッダーの版を確認してください。",
        remedy_en: "Check the version in the header.",
        clause: "docs/spec/records.md §3",
    }
    RECORD_MISSING = 10032 "records.record.missing" error {
        ja: "レコード {record}（{record_name}）がありません。",
        en: "Record {record} ({record_name}) is missing.",
        remedy_ja: "必須のレコードを出力してください。",
        remedy_en: "Write the required record.",
        clause: "docs/spec/records.md §3",
    }
    RECORD_REPEATED = 10033 "records.record.repeated" error {
        ja: "{line}行目 {record} {record_name}：1回しか使えないレコードが重複しています（最初は {first_line}行目）。",
        en: "Line {line}, record {record} {record_name}: appears more than once (first on line {first_line}).",
        remedy_ja: "重複したレコードを削除してください。",
        remedy_en: "Remove the duplicate record.",
        clause: "docs/spec/records.md §3",
    }
    RECORD_LAYOUT = 10034 "records.record.non_standard_layout" error {
        ja: "{line}行目 {record} {record_name}：項目の並びが標準と異なります（項目数 {actual}、標準 {expected}）。",
        en: "Line {line}, record {record} {record_name}: the items are not in the standard layout ({actual} items; standard: {expected}).",
        remedy_ja: "標準の並びで出力してください。項目の意味を推測して読み替えることはありません。",
        remedy_en: "Write the items in the standard layout. Their meaning is never guessed.",
        clause: "docs/spec/records.md §3",
    }
    RECORD_SHORT = 10035 "records.record.short" warning {
        ja: "{line}行目 {record} {record_name}：項目数が {expected} に対して {actual} しかありません。不足分は空として扱いました。",
        en: "Line {line}, record {record} {record_name}: has {actual} items instead of {expected}; the missing ones were treated as empty.",
        remedy_ja: "末尾の空の項目についても、コンマを出力してください。",
        remedy_en: "Write the commas of empty items at the end of the line as well.",
        clause: "docs/spec/records.md §0",
    }
    RECORD_EXTRA_BLANK = 10036 "records.record.extra_blank" warning {
        ja: "{line}行目 {record} {record_name}：末尾に余分な空の項目があります（項目数 {actual}、標準 {expected}）。",
        en: "Line {line}, record {record} {record_name}: has extra empty items ({actual} items; standard: {expected}).",
        remedy_ja: "余分なコンマを削除してください。",
        remedy_en: "Remove the extra commas.",
        clause: "docs/spec/records.md §0",
    }
    RECORD_EXTRA = 10037 "records.record.extra_item" error {
        ja: "{line}行目 {record} {record_name}：余分な項目があります（項目数 {actual}、標準 {expected}）。値の中に半角コンマが含まれている可能性があります。",
        en: "Line {line}, record {record} {record_name}: has extra items ({actual} items; standard: {expected}). A value may contain a half-width comma.",
        remedy_ja: "値の中のコンマは全角の「，」にしてください。",
        remedy_en: "Use full-width commas (，) inside values.",
        clause: "docs/spec/records.md §0",
    }
    RECORD_OUT_OF_ORDER = 10038 "records.record.out_of_order" error {
        ja: "{line}行目 {record} {record_name}：レコード {previous} の後には置けません。",
        en: "Line {line}, record {record} {record_name}: must not come after record {previous}.",
        remedy_ja: "レコードを規定の順序で出力してください。",
        remedy_en: "Write the records in the specified order.",
        clause: "docs/spec/records.md §3 R01; docs/spec/records.md §3 R03; docs/spec/records.md §4",
    }
}
