//! The file as a whole: header, character set, lines.

use crate::code::codes;

codes! {
    INPUT_EMPTY = 10000 "records.input.empty" error {
        ja: "ファイルが空です。",
        en: "The file is empty.",
        remedy_ja: "ファイルを取り直してください。",
        remedy_en: "Obtain the file again.",
        clause: "docs/spec/records.md §6",
    }
    INPUT_TOO_LARGE = 10001 "records.input.too_large" error {
        ja: "ファイルが大きすぎます（{actual} バイト、上限 {limit} バイト）。",
        en: "The file is too large ({actual} bytes; the limit is {limit}).",
        remedy_ja: "上限を引き上げるか、ファイルを分割してください。",
        remedy_en: "Raise the limit or split the file.",
        clause: "docs/spec/records.md §6",
    }
    HEADER_UNKNOWN = 10002 "records.header.unknown" error {
        ja: "1行目が SJ1、CJ1、JAHIS、JAHISTC のいずれでもありません。",
        en: "The first line is not SJ1, CJ1, JAHIS or JAHISTC.",
        remedy_ja: "正しい形式のファイルか確認してください。",
        remedy_en: "Check that this is a file of the intended format.",
        clause: "docs/spec/records.md §0",
    }
    CHARSET_UNDECODABLE = 10003 "records.charset.undecodable" error {
        ja: "{line}行目に、{charset} として正しくないバイトがあります（先頭から {offset} バイト目）。",
        en: "Line {line} contains a byte that is not valid {charset} (byte {offset} of the file).",
        remedy_ja: "{charset} で出力し直してください。",
        remedy_en: "Export the file in {charset}.",
        clause: "docs/spec/records.md §0",
    }
    RECORD_NUMBER_INVALID = 10004 "records.record.number_invalid" error {
        ja: "{line}行目がレコードNo.（1～999）で始まっていません。",
        en: "Line {line} does not begin with a record number (1 to 999).",
        remedy_ja: "値の途中に改行が入っていないか、行が欠けていないか確認してください。",
        remedy_en: "Check for a line break inside a value, or for a damaged line.",
        clause: "docs/spec/records.md §6",
    }
    FILE_READ = 10010 "records.file.read" passed {
        ja: "{format} のレコードを {count} 件読み取りました。",
        en: "{count} {format} records were read.",
        clause: "docs/spec/records.md §6",
    }
    FILE_END_NOT_MARKED = 10011 "records.file.end_not_marked" info {
        ja: "{format} には終端を示す印がないため、末尾の欠落は署名など別の方法でしか検出できません。",
        en: "{format} has no end mark, so records missing at the end can only be detected by other means, such as a signature.",
        clause: "docs/spec/records.md §0",
    }
    FILE_END_MARK_MISSING = 10012 "records.file.end_mark_missing" warning {
        ja: "終端を示す印（1Ah）がありません。末尾が欠けている可能性があります。",
        en: "The end mark (1Ah) is missing; the end of the file may be missing as well.",
        remedy_ja: "もう一度読み取り、すべての二次元シンボルを読み取ったか確認してください。",
        remedy_en: "Scan again, and make sure that all two-dimensional symbols were read.",
        clause: "docs/spec/records.md §0",
    }
    FILE_BLANK_LINE = 10013 "records.file.blank_line" warning {
        ja: "空行があります（最初は {line}行目、計 {count} 行）。",
        en: "The file contains blank lines (first on line {line}, {count} in total).",
        remedy_ja: "空行を出力しないでください。",
        remedy_en: "Do not write blank lines.",
        clause: "docs/spec/records.md §0",
    }
    FILE_LINE_ENDING_FORBIDDEN = 10014 "records.file.line_ending_forbidden" error {
        ja: "{line}行目の改行コードが LF ではありません（計 {count} 行）。",
        en: "Line {line} does not end in LF ({count} such lines in total).",
        remedy_ja: "改行コードを LF だけにしてください。電子処方箋管理サービスはそれ以外を受け付けません（EPSB0052E）。",
        remedy_en: "Use LF line endings only. The e-prescription management service rejects anything else (EPSB0052E).",
        clause: "docs/spec/records.md §0",
    }
    FILE_LINE_ENDING_UNUSUAL = 10015 "records.file.line_ending_unusual" warning {
        ja: "{line}行目の改行コードが CR LF ではありません（計 {count} 行）。",
        en: "Line {line} does not end in CR LF ({count} such lines in total).",
        remedy_ja: "改行コードを CR LF にしてください。",
        remedy_en: "Use CR LF line endings.",
        clause: "docs/spec/records.md §0",
    }
    FILE_LINE_ENDING_BROKEN = 10024 "records.file.line_ending_broken" error {
        ja: "{line}行目の終わりが {actual} です（計 {count} 行）。改行とみなして読み取りました。正しい改行コードは {expected} です。",
        en: "Line {line} ends in {actual} ({count} such lines in total), which was read as a line ending. The format requires {expected}.",
        remedy_ja: "出力元か転送の途中で改行コードが変わっています。改行コードを {expected} にして出力し直してください。",
        remedy_en: "The line endings were changed by the exporting system or in transit. Export the file with {expected} line endings.",
        clause: "docs/spec/records.md §0",
    }
    FILE_FINAL_LINE_ENDING = 10016 "records.file.final_line_ending_missing" warning {
        ja: "最後の行に改行コードがありません。末尾が欠けている可能性があります。",
        en: "The last line has no line ending; the end of the file may be missing.",
        remedy_ja: "ファイルを取り直してください。",
        remedy_en: "Obtain the file again.",
        clause: "docs/spec/records.md §0",
    }
    FILE_BYTE_ORDER_MARK = 10017 "records.file.byte_order_mark" warning {
        ja: "ファイルの先頭に BOM があります。",
        en: "The file begins with a byte order mark.",
        remedy_ja: "BOM を付けずに出力してください。",
        remedy_en: "Export the file without a byte order mark.",
        clause: "docs/spec/records.md §0",
    }
    FILE_CHARSET_BY_OPTION = 10018 "records.file.charset_by_option" info {
        ja: "指定により、{expected} ではなく {actual} として読みました。",
        en: "The file was read as {actual} instead of {expected}, as requested.",
        clause: "docs/spec/records.md §0",
    }
    CHARSET_LOOKS_LIKE_UTF8 = 10022 "records.charset.looks_like_utf8" error {
        ja: "CP932 として読み取りましたが、内容は UTF-8 のようです。文字化けしている可能性があります。",
        en: "The file was read as CP932, but looks like UTF-8; the text is probably garbled.",
        remedy_ja: "CP932 で出力し直すか、文字コードに UTF-8 を指定して読み取ってください。",
        remedy_en: "Export the file in CP932, or specify UTF-8 when reading it.",
        clause: "docs/spec/records.md §0",
    }
    CHARSET_IS_UTF8 = 10023 "records.charset.is_utf8" error {
        ja: "{format} の文字コードは CP932（Shift_JIS）ですが、このファイルの内容は UTF-8 です。",
        en: "{format} files are encoded in CP932 (Shift_JIS), but the content of this file is UTF-8.",
        remedy_ja: "CP932 で出力し直すか、UTF-8 として読み取るよう指定してください（コマンドでは --utf8）。",
        remedy_en: "Export the file in CP932, or specify that it is UTF-8 (--utf8 on the command line).",
        clause: "docs/spec/records.md §0",
    }
    CHARSET_IS_OTHER = 10025 "records.charset.is_other" error {
        ja: "文字コードは {expected} のはずですが、このファイルは {actual} のようです。",
        en: "The file should be encoded in {expected}, but looks like {actual}.",
        remedy_ja: "{expected} で出力し直すか、文字コードを指定して読み取ってください（コマンドでは --encoding {option}）。",
        remedy_en: "Export it in {expected}, or specify the encoding (--encoding {option} on the command line).",
        clause: "docs/spec/records.md §0",
    }
    CHARSET_NOT_READ = 10026 "records.charset.not_read" error {
        ja: "このファイルの文字コードは {actual} のようです。この文字コードは読み取れません。",
        en: "The file looks like {actual}, which is not read.",
        remedy_ja: "{expected} で出力し直してください。",
        remedy_en: "Export it in {expected}.",
        clause: "docs/spec/records.md §0",
    }
    HEADER_VERSION_UNKNOWN = 10019 "records.header.version_unknown" warning {
        ja: "{format} は未知の版のため、既知の最新の版として扱いました。",
        en: "{format} is not a known version; it was treated as the latest known one.",
        remedy_ja: "このソフトウェアの新しい版がないか確認してください。",
        remedy_en: "Check for an update of this software.",
        clause: "docs/spec/records.md §3; docs/spec/records.md §4",
    }
    FINDINGS_LIMIT = 10020 "records.check.findings_limit" warning {
        ja: "検査結果が上限の {limit} 件を超えたため、{count} 件を省略しました。",
        en: "There are more than {limit} findings; {count} of them were omitted.",
        remedy_ja: "上限を引き上げるか、表示された誤りを先に修正してください。",
        remedy_en: "Raise the limit, or correct the errors listed first.",
        clause: "docs/spec/records.md §6",
    }
    HEADER_SHORT = 10021 "records.header.short" warning {
        ja: "ヘッダー行の項目が足りません。",
        en: "The header line has too few items.",
        remedy_ja: "空の項目も含めて、コンマで区切って出力してください。",
        remedy_en: "Write all items of the header, including the commas of empty ones.",
        clause: "docs/spec/records.md §0",
    }
}
