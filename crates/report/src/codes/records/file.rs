//! The file as a whole: header, character set, lines.

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
}
