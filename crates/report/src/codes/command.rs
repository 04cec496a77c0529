//! The command: how it was called, and what it writes.

use crate::code::codes;

codes! {
    USAGE_WRONG = 9951 "command.usage.wrong" error {
        ja: "コマンドの指定が正しくありません：{reason}", en: "The command line is not valid: {reason}",
        remedy_ja: "--help で使い方を確認してください。", remedy_en: "See --help.",
    }
    SECRET_MISSING = 9954 "command.secret.missing" error {
        ja: "{secret}がありません：{reason}", en: "The {secret} is missing: {reason}",
        remedy_ja: "ファイル（--…-file）またはファイル記述子（--…-fd）で指定してください。詳しくは --help を参照してください。", remedy_en: "Give it in a file (--…-file) or by a file descriptor (--…-fd); see --help.",
    }
    OUTPUT_EXISTS = 9953 "command.output.exists" error {
        ja: "{file} はすでにあるため、書き込みませんでした。", en: "{file} exists already, so nothing was written.",
        remedy_ja: "別の名前を指定するか、上書きしてよい場合は --force を付けてください。", remedy_en: "Choose another name, or add --force if it may be replaced.",
    }
    OUTPUT_FAILED = 9952 "command.output.failed" error {
        ja: "{file} に書き込めません：{reason}", en: "{file} cannot be written: {reason}",
        remedy_ja: "フォルダーの有無、書き込み権限、ディスクの空き容量を確認してください。", remedy_en: "Check that the folder exists and may be written to, and that the disk has space.",
    }
}
