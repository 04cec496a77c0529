//! What the system and readers of JSON say is wrong, in both languages and without quoting anything.

use crate::{Phrase, Words, without_values};
use std::fmt::Display;
use std::io::ErrorKind;

/// Why the system does not read, write or connect. What it says itself is in the language of its
/// maker; where its kind is known, it is said in ours. What a [`Phrase`] inside the error says, is said.
///
/// ```
/// use shohosen_report::{Language, io_problem};
/// let problem = io_problem(&std::io::ErrorKind::NotFound.into());
/// assert_eq!(problem.pick(Language::Japanese), "ファイルまたはフォルダーがありません");
/// assert_eq!(problem.to_string(), "there is no such file or folder");
///
/// let own = shohosen_report::Phrase::new("ファイルでもフォルダーでもありません", "neither a file nor a folder");
/// assert_eq!(io_problem(&std::io::Error::other(own.clone())), own);
/// ```
pub fn io_problem(error: &std::io::Error) -> Phrase {
    if let Some(own) = error.get_ref().and_then(|own| own.downcast_ref::<Phrase>()) {
        return own.clone();
    }
    let words = |japanese, english| Words::new(japanese, english).phrase();
    match error.kind() {
        ErrorKind::NotFound => {
            words("ファイルまたはフォルダーがありません", "there is no such file or folder")
        }
        ErrorKind::PermissionDenied => {
            words("アクセスする権限がありません", "permission is denied")
        }
        ErrorKind::IsADirectory => {
            words("フォルダーです（ファイルを指定してください）", "it is a folder and no file")
        }
        ErrorKind::NotADirectory => {
            words("パスの途中がフォルダーではありません", "a part of the path is no folder")
        }
        ErrorKind::InvalidFilename => {
            words("ファイル名が正しくありません", "the file name is not valid")
        }
        ErrorKind::AlreadyExists => words("すでにあります", "it exists already"),
        ErrorKind::FileTooLarge => words("ファイルが大きすぎます", "the file is too large"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            words("ディスクの空き容量がありません", "there is no space left on the disk")
        }
        ErrorKind::ReadOnlyFilesystem => {
            words("読み取り専用のディスクです", "the disk is read-only")
        }
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            words("他のプログラムが使用しています", "another program uses it")
        }
        ErrorKind::ConnectionRefused => words(
            "接続を拒否されました（その番号のポートで待ち受けているサーバーがありません）",
            "the connection was refused (no server listens on this port)",
        ),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
            words("相手が接続を切りました", "the other side closed the connection")
        }
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            words("ネットワークに到達できません", "the network cannot be reached")
        }
        ErrorKind::AddrNotAvailable | ErrorKind::AddrInUse => {
            words("このアドレスは使用できません", "the address is not available")
        }
        ErrorKind::TimedOut | ErrorKind::WouldBlock => {
            words("時間内に終わりませんでした", "it did not finish in time")
        }
        ErrorKind::UnexpectedEof => words("途中で終わっています", "it ends in the middle"),
        ErrorKind::InvalidData => words("読み取れない文字が含まれています", "it is not valid text"),
        ErrorKind::Interrupted => words("中断されました", "it was interrupted"),
        ErrorKind::OutOfMemory => words("メモリーが足りません", "there is not enough memory"),
        ErrorKind::Unsupported => {
            words("このシステムでは対応していません", "this system does not support it")
        }
        _ => match error.raw_os_error() {
            Some(number) => Phrase::new(
                format!("システムのエラー {number}"),
                format!("error {number} of the system"),
            ),
            None => words("システムのエラー", "an error of the system"),
        },
    }
}

/// What a reader of JSON says is wrong: what is expected and where, without the values that it quotes.
///
/// ```
/// use shohosen_report::{Language, json_problem};
/// let error = serde_json::from_str::<u16>("\n \"花子\"").unwrap_err();
/// let problem = json_problem(&error);
/// assert_eq!(
///     problem.pick(Language::Japanese),
///     "2 行 9 桁目：文字列があります（0〜65535 の整数でなければなりません）",
/// );
/// assert_eq!(
///     problem.to_string(),
///     "line 2, column 9: a string stands there (expected: a whole number from 0 to 65535)",
/// );
/// ```
pub fn json_problem(error: &impl Display) -> Phrase {
    let said = without_values(error);
    let (said, place) = match said.rsplit_once(" at line ") {
        Some((said, place)) => (said.to_owned(), place.split_once(" column ")),
        None => (said.clone(), None),
    };
    let place = place.map(|(line, column)| (line.to_owned(), column.to_owned()));
    let problem = problem_of(&said);
    let Some((line, column)) = place else { return problem };
    Phrase::new(
        format!("{line} 行 {column} 桁目：{}", problem.pick(crate::Language::Japanese)),
        format!("line {line}, column {column}: {problem}"),
    )
}

fn problem_of(said: &str) -> Phrase {
    let known = |words: &str| -> [String; 2] {
        let names: Vec<_> = words.split('`').skip(1).step_by(2).collect();
        [names.join("、"), names.join(", ")]
    };
    if let Some(rest) = said.strip_prefix("missing field ") {
        let [name, _] = known(rest);
        return Phrase::new(format!("{name} がありません"), format!("{name} is missing"));
    }
    if let Some(rest) = said.strip_prefix("duplicate field ") {
        let [name, _] = known(rest);
        return Phrase::new(format!("{name} が 2 回あります"), format!("{name} appears twice"));
    }
    if let Some(rest) = said.strip_prefix("unknown field ") {
        let (name, expected) = rest.split_once(", ").unwrap_or((rest, ""));
        let (name, [ja, en]) = (name.replace('`', ""), known(expected));
        return Phrase::new(
            format!("{name} という項目はありません（使える項目：{ja}）"),
            format!("there is no {name} (known: {en})"),
        );
    }
    if let Some((_, expected)) =
        said.strip_prefix("unknown variant ").and_then(|rest| rest.split_once(", "))
    {
        let [ja, en] = known(expected);
        return Phrase::new(
            format!("使えない値です（使える値：{ja}）"),
            format!("the value is not known (expected: {en})"),
        );
    }
    for start in ["invalid type: ", "invalid value: "] {
        let Some((actual, expected)) =
            said.strip_prefix(start).and_then(|rest| rest.split_once(", expected "))
        else {
            continue;
        };
        let (actual, expected) = (form(actual), form(expected));
        let pick = |phrase: &Phrase| phrase.pick(crate::Language::Japanese).to_owned();
        return Phrase::new(
            format!("{}があります（{}でなければなりません）", pick(&actual), pick(&expected)),
            format!("{actual} stands there (expected: {expected})"),
        );
    }
    let words = |japanese, english| Words::new(japanese, english).phrase();
    if said.starts_with("EOF") {
        words("途中で終わっています", "it ends in the middle")
    } else if said.starts_with("trailing characters") {
        words("JSON の終わりの後に文字があります", "something stands behind the end of the JSON")
    } else if said.starts_with("recursion limit") {
        words("入れ子が深すぎます", "it is nested too deeply")
    } else if SYNTAX.iter().any(|start| said.starts_with(start)) {
        words("JSON として正しくありません", "it is not valid JSON")
    } else {
        // Of a type of ours, which says in English what it expects.
        Phrase::new("値が正しくありません", said.to_owned())
    }
}

/// How readers begin what they say about text that is no JSON.
const SYNTAX: [&str; 12] = [
    "expected value",
    "expected `",
    "expected ident",
    "expected some",
    "key must be",
    "trailing comma",
    "control character",
    "invalid escape",
    "invalid number",
    "number out of range",
    "invalid unicode",
    "lone ",
];

/// What stands there, or should.
fn form(said: &str) -> Phrase {
    let (japanese, english) = match said.trim_end_matches(" ***") {
        "string" | "a string" | "str" => ("文字列", "a string"),
        "integer" | "floating point" | "number" => ("数値", "a number"),
        "boolean" => ("true または false", "true or false"),
        "a boolean" => ("true または false", "true or false"),
        "null" | "unit value" | "Option value" => ("null", "null"),
        "sequence" | "a sequence" => ("配列 […]", "an array […]"),
        "map" | "a map" => ("オブジェクト {…}", "an object {…}"),
        "u8" => ("0〜255 の整数", "a whole number from 0 to 255"),
        "u16" => ("0〜65535 の整数", "a whole number from 0 to 65535"),
        "u32" | "u64" | "usize" => ("0 以上の整数", "a whole number, not negative"),
        "i32" | "i64" => ("整数", "a whole number"),
        "f64" | "f32" => ("数値", "a number"),
        said if said.starts_with("struct ") => ("オブジェクト {…}", "an object {…}"),
        said if said.starts_with("enum ") || said == "variant identifier" => {
            ("決められた語", "one of the known words")
        }
        said => return Phrase::new(said.to_owned(), said.to_owned()),
    };
    Words::new(japanese, english).phrase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    #[allow(dead_code)]
    enum Kind {
        Prescribed,
        Dispensed,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Event {
        kind: Kind,
        #[serde(default)]
        days: u16,
        #[serde(default)]
        inner: Option<Box<Event>>,
    }

    #[test]
    fn what_a_reader_of_json_says_is_said_in_both_languages_with_place_and_expectation() {
        for (json, japanese, english) in [
            ("7", "オブジェクト", "an object"),
            (r#"{"kind":"花子"}"#, "使える値：prescribed、dispensed", "prescribed, dispensed"),
            (r#"{"kind":"dispensed","day":1}"#, "day という項目", "known: kind, days, inner"),
            (r#"{"kind":"dispensed","花子":1}"#, "*** という項目", "there is no ***"),
            (r#"{"days":1}"#, "kind がありません", "kind is missing"),
            (r#"{"kind":"dispensed","kind":"dispensed"}"#, "2 回", "appears twice"),
            (r#"{"kind":"dispensed","days":70000}"#, "0〜65535", "65535"),
            (r#"{"kind":"dispensed","days":"花子"}"#, "文字列", "a string stands there"),
            (r#"{"kind":"dispensed","days":null}"#, "null", "null"),
            (r#"{"kind":"dispensed","inner":7}"#, "オブジェクト", "an object"),
            (r#"{"kind":"dispensed""#, "途中で", "ends in the middle"),
            (r#"{"kind":"dispensed"}x"#, "後に", "behind the end"),
            ("花子", "JSON として", "valid JSON"),
        ] {
            let error = serde_json::from_str::<Event>(json).unwrap_err();
            let problem = json_problem(&error);
            let told = problem.pick(Language::Japanese);
            assert!(told.contains(japanese) && told.contains("1 行"), "{json}: {told}");
            let told_en = problem.to_string();
            assert!(told_en.contains(english) && told_en.contains("line 1"), "{json}: {told_en}");
            assert!(told_en.is_ascii() || told_en.contains('…'), "{told_en}");
            assert!(!told.contains("花子") && !told.contains("struct"), "{told}");
        }
    }

    #[test]
    fn what_the_system_says_is_said_in_both_languages() {
        let kinds = [
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::IsADirectory,
            ErrorKind::ConnectionRefused,
            ErrorKind::StorageFull,
            ErrorKind::Other,
        ];
        let mut seen = Vec::new();
        for kind in kinds {
            let problem = io_problem(&std::io::Error::new(kind, "os error"));
            let japanese = problem.pick(Language::Japanese).to_owned();
            assert!(!japanese.is_ascii() && problem.to_string().is_ascii(), "{japanese}");
            assert!(!japanese.contains("os error") && !seen.contains(&japanese));
            seen.push(japanese);
        }
    }
}
