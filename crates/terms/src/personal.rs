//! What a text says of itself: whether it can be quoted where it may stand in the place of another,
//! a person's name or birth date among them.

use crate::Date;
use crate::kana::fold_width;

/// Whether a text may be a day, whatever it stands for: eight digits, seven with the number of an era,
/// six behind its letter, with or without signs between them.
///
/// ```
/// use shohosen_terms::may_be_a_day;
/// assert!(["20551231", "2055-12-31", "3350606", "S35.06.06"].into_iter().all(may_be_a_day));
/// // A receipt code, a HOT7, a day that no month has.
/// assert!(!["610443048", "1052718", "20261131"].into_iter().any(may_be_a_day));
/// ```
pub fn may_be_a_day(text: &str) -> bool {
    let folded = fold_width(text.trim());
    let (era, rest) = match folded.strip_prefix(['M', 'T', 'S', 'H', 'R', 'm', 't', 's', 'h', 'r'])
    {
        Some(rest) => (true, rest),
        None => (false, &*folded),
    };
    let digits: String = rest.chars().filter(|c| !matches!(c, '-' | '/' | '.')).collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u32>().ok());
    let day = |from: usize| {
        let month =
            number(digits.get(from..from + 2)).is_some_and(|month| (1..=12).contains(&month));
        month && number(digits.get(from + 2..)).is_some_and(|day| (1..=31).contains(&day))
    };
    match digits.len() {
        // One that no month has is nobody's.
        8 if !era => Date::parse(&digits).is_ok_and(|day| (1868..2100).contains(&day.civil().0)),
        7 if !era => matches!(digits.as_bytes().first(), Some(b'1'..=b'5')) && day(3),
        6 => era && day(2),
        _ => false,
    }
}

/// Whether a text is a code that can be quoted: letters and digits of ASCII, `.`, `-` and `_`, with a
/// digit among them, as names have none, at most 40, and not a day.
///
/// ```
/// use shohosen_terms::is_quotable_code;
/// assert!(is_quotable_code("1129009F2021"));
/// assert!(!is_quotable_code("20551231") && !is_quotable_code("ﾊﾅｺ") && !is_quotable_code("Hanako"));
/// ```
pub fn is_quotable_code(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    text.len() <= 40
        && text.bytes().all(plain)
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && !may_be_a_day(text)
}

/// What stands in names of drugs and not in those of people: forms, salts, units.
const OF_DRUGS: &[&str] = &[
    "錠",
    "カプセル",
    "散",
    "顆粒",
    "細粒",
    "原末",
    "配合",
    "剤",
    "液",
    "シロップ",
    "軟膏",
    "クリーム",
    "ローション",
    "テープ",
    "パップ",
    "パッチ",
    "点眼",
    "点鼻",
    "点耳",
    "吸入",
    "注",
    "キット",
    "シリンジ",
    "ペン",
    "ゲル",
    "ゼリー",
    "エキス",
    "内用",
    "内服",
    "外用",
    "貼付",
    "スプレー",
    "フィルム",
    "トローチ",
    "浣腸",
    "ナトリウム",
    "カリウム",
    "カルシウム",
    "マグネシウム",
    "酸塩",
    "水和物",
    "酸化",
    "mg",
    "μg",
    "mL",
    "ml",
    "%",
    "単位",
    "【般】",
    "膏",
    "坐",
    "ワクチン",
    "インスリン",
];

/// Whether a text has what names of drugs have and those of people have not: a form, a salt, a
/// strength. Of a short name such as プレドニン nobody can tell.
///
/// ```
/// use shohosen_terms::is_like_a_drug_name;
/// assert!(is_like_a_drug_name("マイスリー錠１０ｍｇ"));
/// assert!(!is_like_a_drug_name("見本　太郎"));
/// ```
pub fn is_like_a_drug_name(text: &str) -> bool {
    // Every finding asks; most names have a word that no width is folded for.
    has_word_of_drugs(text) || has_word_of_drugs(&fold_width(text))
}

fn has_word_of_drugs(text: &str) -> bool {
    text.char_indices().any(|(at, character)| {
        // Most characters begin none of the words, and so many comparisons are saved.
        BEGINNINGS >> (u32::from(character) % 64) & 1 == 1
            && text.get(at..).is_some_and(|rest| OF_DRUGS.iter().any(|word| rest.starts_with(word)))
    })
}

/// The characters with which [`OF_DRUGS`] begin, as the set of their lowest six bits. These are those
/// of the last octet of the character in UTF-8.
const BEGINNINGS: u64 = {
    let (mut set, mut index) = (0, 0);
    while index < OF_DRUGS.len() {
        let octets = OF_DRUGS[index].as_bytes();
        let last = match octets[0] {
            ..0x80 => 0,
            0x80..0xe0 => 1,
            0xe0..0xf0 => 2,
            _ => 3,
        };
        set |= 1 << (octets[last] % 64);
        index += 1;
    }
    set
};

/// Units of amounts and of what is dispensed.
const UNITS: &[&str] = &[
    "錠",
    "カプセル",
    "Ｃ",
    "Ｔ",
    "包",
    "枚",
    "個",
    "本",
    "管",
    "瓶",
    "袋",
    "筒",
    "缶",
    "丸",
    "滴",
    "組",
    "キット",
    "シート",
    "セット",
    "バイアル",
    "ブリスター",
    "単位",
    "万単位",
    "国際単位",
    "吸入",
    "噴霧",
    "プッシュ",
    "ｇ",
    "ｍｇ",
    "μｇ",
    "ｍＬ",
    "ｍｌ",
    "Ｌ",
    "ｃｍ",
    "g",
    "mg",
    "μg",
    "mL",
    "ml",
    "日",
    "回",
    "日分",
    "回分",
    "調剤",
    "週分",
    "月分",
];

/// Whether a text is a unit of amounts or of what is dispensed.
///
/// ```
/// use shohosen_terms::is_a_unit;
/// assert!(is_a_unit("錠") && is_a_unit("mg") && !is_a_unit("花子"));
/// ```
pub fn is_a_unit(text: &str) -> bool {
    UNITS.contains(&text)
}
