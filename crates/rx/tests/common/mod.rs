//! What several tests share: valid files of each format, and ways to change one line of them.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use shohosen_rx::{ReadOptions, Records, read};

/// A valid SJ1 with two RPs.
pub const SJ1: &str = "SJ1
1,1,1234567,13,工業会病院
2,105-0004,東京都港区新橋１丁目
3,03-3506-8010,,
4,2,01,内科
5,,ｺｳｷﾞｮｳｶｲ ｼﾞﾛｳ,工業会　次郎
11,,日薬　太郎,ﾆﾁﾔｸ ﾀﾛｳ
12,1
13,19600606
21,1
22,06012345
23,０１－２３,１２３４,1,01
51,20260310
52,20260313
101,1,1,,14
111,1,3,1013044400000000,１日３回朝昼夕食後　服用,3
201,1,1,1,2,622688101,ミニリンメルトＯＤ錠２５μｇ,3,1,錠
211,1,1,1
101,2,3,,1
111,2,3,1050W20000000000,適宜　塗布,
181,2,1,5,かゆい時,,
201,2,1,1,2,662640683,アルメタ軟膏　０．１％,1,1,本
211,2,1,5";

/// A valid JAHIS10 with one RP, as text; written as CP932 with CR LF and the end mark.
pub const JAHIS10: &str = "JAHIS10
1,1,1234567,13,工業会病院
2,105-0004,東京都港区新橋１丁目
3,03-3506-8010,,
4,1,,内科
5,,ｺｳｷﾞｮｳｶｲ ｼﾞﾛｳ,工業会 次郎
11,,日薬 太郎,ﾆﾁﾔｸ ﾀﾛｳ
12,1
13,19600606
22,06012345
23,０１－２３,１２３４,1,01
51,20260310
101,1,1,,14
111,1,1,,毎食後服用,3
201,1,1,1,2,612170709,ノルバスク錠２．５ｍｇ,2,1,錠";

/// A valid notebook of a pharmacy.
pub const JAHISTC08: &str = "JAHISTC08,1
1,山田 太郎,1,19800101,,,,,,,ヤマダ タロウ
5,20260310,1
11,株式会社 工業会薬局 駅前店,13,4,1234567,,,03-3506-8010,1
15,工業会 次郎,03-3506-8010,1
51,医療法人 工業会病院,13,1,7654321,1
55,工業会 太郎,内科,1
201,1,ノルバスク錠２．５ｍｇ,1,錠,2,612170709,1,,,
301,1,毎食後服用,3,日分,1,1,,1
";

/// A valid dispensing record of the same drugs as [`SJ1`].
pub const CJ1: &str = "CJ1,
1,日薬　太郎,1,19600606,,,,,,,ﾆﾁﾔｸ ﾀﾛｳ
5,20260311,
6,1,06012345,０１－２３,１２３４,01
7,1439e0c5-7c1d-4512-861d-263de48417bf,
11,工業会薬局,13,4,8000014,456-0001,東京都港区,,
15,薬剤師　一郎,,
51,工業会病院,13,1,1234567,
55,工業会　次郎,内科,
201,1,ミニリンメルトＯＤ錠２５μｇ,3,錠,2,622688101,
301,1,１日３回朝昼夕食後　服用,14,日分,1,3,1013044400000000,
201,2,アルメタ軟膏　０．１％,1,本,2,662640683,
301,2,適宜　塗布,1,調剤,5,3,1050W20000000000,
311,2,かゆい時,
511,999,疑義照会結果";

/// The octets of a file given as text with LF, in the form that its header prescribes.
pub fn bytes(text: &str) -> Vec<u8> {
    if text.starts_with("JAHIS") {
        let mut text = text.trim_end().replace('\n', "\r\n") + "\r\n";
        if !text.starts_with("JAHISTC") {
            text.push('\u{1a}');
        }
        cp932(&text)
    } else {
        text.as_bytes().to_vec()
    }
}

/// The text in CP932; what has no code there fails the test.
pub fn cp932(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!unmappable, "{text} is not CP932");
    bytes.into_owned()
}

/// The records of a file given as text.
pub fn records(text: &str) -> Records {
    read(&bytes(text), &ReadOptions::STANDARD).unwrap()
}

/// The text with the lines of one record number (the first `replace` of them) replaced; a new
/// record is put where its number belongs among the common records.
pub fn with_line(text: &str, line: &str) -> String {
    let number = |line: &str| line.split(',').next().unwrap().parse::<u32>().unwrap_or(0);
    let mut lines: Vec<&str> = text.lines().collect();
    match lines.iter().position(|old| number(old) == number(line)) {
        Some(at) => lines[at] = line,
        None => {
            let at = lines.iter().position(|old| number(old) > number(line));
            lines.insert(at.unwrap_or(lines.len()), line);
        }
    }
    let end = if text.ends_with('\n') { "\n" } else { "" };
    lines.join("\n") + end
}

/// The text with a line put after the first line that begins so.
pub fn insert_after(text: &str, prefix: &str, line: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|old| old.starts_with(prefix)).expect("the line is there");
    lines.insert(at + 1, line);
    let end = if text.ends_with('\n') { "\n" } else { "" };
    lines.join("\n") + end
}
