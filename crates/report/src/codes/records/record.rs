//! Which records there are, and how many items they have.

use crate::code::codes;

codes! {
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
}
