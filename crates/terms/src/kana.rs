//! Kana and width: one word is written in many ways.
//!
//! Half-width and full-width, hiragana and katakana, a voiced kana as one character (NFC) or as
//! two (NFD, as file names of a Mac and text copied from PDF have it). What compares or searches
//! names folds both sides first.

/// Full-width kana of U+FF66 to U+FF9D.
const HALF: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// The full-width character of a half-width kana or its punctuation.
fn full_width_kana(c: char) -> Option<char> {
    Some(match c {
        '｡' => '。',
        '｢' => '「',
        '｣' => '」',
        '､' => '、',
        '･' => '・',
        '\u{ff66}'..='\u{ff9d}' => {
            let place = usize::try_from(u32::from(c) - 0xff66).ok()?;
            return HALF.chars().nth(place);
        }
        _ => return None,
    })
}

/// The half-width kana of a full-width character, without its mark.
fn half_width_kana(c: char) -> Option<char> {
    Some(match c {
        '。' => '｡',
        '「' => '｢',
        '」' => '｣',
        '、' => '､',
        '・' => '･',
        other => {
            let place = HALF.chars().position(|kana| kana == other)?;
            return char::from_u32(0xff66 + u32::try_from(place).ok()?);
        }
    })
}

/// A voiced mark (濁点, 半濁点) in any of its forms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Voiced,
    SemiVoiced,
}

impl Mark {
    /// U+3099 and U+309A (combining), U+FF9E and U+FF9F (half-width).
    const fn of(c: char) -> Option<Self> {
        Some(match c {
            '\u{3099}' | 'ﾞ' => Self::Voiced,
            '\u{309a}' | 'ﾟ' => Self::SemiVoiced,
            _ => return None,
        })
    }

    /// The kana with the mark.
    fn on(self, kana: char) -> Option<char> {
        let step = match (kana, self) {
            ('う', Self::Voiced) => return Some('ゔ'),
            ('ウ', Self::Voiced) => return Some('ヴ'),
            ('ワ', Self::Voiced) => return Some('ヷ'),
            ('ヰ', Self::Voiced) => return Some('ヸ'),
            ('ヱ', Self::Voiced) => return Some('ヹ'),
            ('ヲ', Self::Voiced) => return Some('ヺ'),
            (
                'か' | 'き' | 'く' | 'け' | 'こ' | 'さ' | 'し' | 'す' | 'せ' | 'そ' | 'た' | 'ち'
                | 'つ' | 'て' | 'と' | 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'カ' | 'キ' | 'ク' | 'ケ'
                | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'タ' | 'チ' | 'ツ' | 'テ' | 'ト' | 'ハ'
                | 'ヒ' | 'フ' | 'ヘ' | 'ホ' | 'ゝ' | 'ヽ',
                Self::Voiced,
            ) => 1,
            (
                'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ',
                Self::SemiVoiced,
            ) => 2,
            _ => return None,
        };
        // The marked kana follow the plain one.
        char::from_u32(u32::from(kana) + step)
    }
}

/// Puts kana and combining marks together (か and U+3099 become が, as in Unicode NFC). A mark
/// that goes with no kana before it stays.
///
/// ```
/// assert_eq!(shohosen_terms::kana::compose("カ\u{3099}スター"), "ガスター");
/// ```
pub fn compose(text: &str) -> String {
    joined(text, |c| if matches!(c, '\u{3099}' | '\u{309a}') { Mark::of(c) } else { None }, Some)
}

/// Whether kana stand there in two characters (NFD).
pub fn is_decomposed(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3099}' | '\u{309a}'))
}

/// Half-width kana become full-width, a mark joins its kana.
///
/// ```
/// assert_eq!(shohosen_terms::kana::to_full_width("ｶﾞｽﾀｰ ﾊﾟ"), "ガスター パ");
/// ```
pub fn to_full_width(text: &str) -> String {
    joined(text, Mark::of, |c| full_width_kana(c).or(Some(c)))
}

/// Full-width katakana become half-width, marked ones in two characters; everything else stays.
///
/// ```
/// assert_eq!(shohosen_terms::kana::to_half_width("ガスター　錠"), "ｶﾞｽﾀｰ　錠");
/// ```
pub fn to_half_width(text: &str) -> String {
    let mut half = String::with_capacity(text.len());
    for c in text.chars() {
        let (plain, mark) = taken_apart(c);
        match half_width_kana(plain) {
            Some(kana) => {
                half.push(kana);
                half.extend(mark);
            }
            None => half.push(c),
        }
    }
    half
}

/// A katakana without its mark, and the mark in half width.
fn taken_apart(c: char) -> (char, Option<char>) {
    for (mark, half, steps) in [(Mark::Voiced, 'ﾞ', 1..=1), (Mark::SemiVoiced, 'ﾟ', 2..=2)] {
        for step in steps {
            let plain = char::from_u32(u32::from(c).wrapping_sub(step));
            if let Some(plain) = plain.filter(|plain| mark.on(*plain) == Some(c)) {
                return (plain, Some(half));
            }
        }
    }
    match c {
        'ヴ' => ('ウ', Some('ﾞ')),
        'ヷ' => ('ワ', Some('ﾞ')),
        'ヺ' => ('ヲ', Some('ﾞ')),
        other => (other, None),
    }
}

/// Hiragana become katakana.
pub fn to_katakana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// Katakana become hiragana, as far as hiragana has them.
pub fn to_hiragana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// One width: full-width ASCII becomes half-width, the full-width blank a blank, half-width kana
/// full-width, kana in two characters one.
///
/// ```
/// assert_eq!(shohosen_terms::kana::fold_width("ｱﾑﾛｼﾞﾋﾟﾝ　ＯＤ錠５ｍｇ"), "アムロジピン OD錠5mg");
/// ```
pub fn fold_width(text: &str) -> String {
    joined(text, Mark::of, |c| Some(one_width(c)))
}

fn one_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => full_width_kana(other).unwrap_or(other),
    }
}

/// For comparing names of drugs: [`fold_width`], small letters capital, hyphens, tildes and the
/// sign for micro one each, no blanks. Hiragana and katakana stay apart.
///
/// ```
/// use shohosen_terms::kana::fold_name;
///
/// assert_eq!(fold_name("マイスリー錠１０ｍｇ"), fold_name("ﾏｲｽﾘｰ錠 10MG"));
/// assert_ne!(fold_name("ハ"), fold_name("パ"));
/// ```
pub fn fold_name(text: &str) -> String {
    joined(text, Mark::of, |c| match one_width(c) {
        ' ' | '\t' | '\r' | '\n' => None,
        '‐' | '‑' | '–' | '—' | '―' | '−' => Some('-'),
        '〜' => Some('~'),
        'µ' => Some('μ'),
        other => Some(other.to_ascii_uppercase()),
    })
}

/// Maps characters or leaves them out, and puts marks on the character before them.
fn joined(
    text: &str,
    mark: impl Fn(char) -> Option<Mark>,
    map: impl Fn(char) -> Option<char>,
) -> String {
    let mut joined = String::with_capacity(text.len());
    for c in text.chars() {
        let Some(mark) = mark(c) else {
            joined.extend(map(c));
            continue;
        };
        let last = joined.chars().next_back();
        match last.and_then(|last| mark.on(last)) {
            Some(marked) => {
                joined.pop();
                joined.push(marked);
            }
            None => joined.push(c),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    // か U+304B, が U+304C; ハ U+30CF, バ U+30D0, パ U+30D1 (Unicode, blocks Hiragana and Katakana).
    #[test]
    fn marks_join_the_kana_that_have_them() {
        assert_eq!(compose("か\u{3099}は\u{309a}う\u{3099}ワ\u{3099}"), "がぱゔヷ");
        // あ has no voiced form; NFC leaves the mark.
        assert_eq!(compose("あ\u{3099}"), "あ\u{3099}");
        assert_eq!(compose("\u{3099}カ"), "\u{3099}カ");
        assert!(is_decomposed("ヒ\u{309a}") && !is_decomposed("ピ"));
        assert_eq!(fold_width("ﾊﾟﾊﾞｶﾞｳﾞ"), "パバガヴ");
        assert_eq!(fold_width("ｱﾞ"), "アﾞ");
    }

    #[test]
    fn half_width_and_full_width_lead_to_each_other() {
        let full = "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴアイウエオ。「」、・ー";
        assert_eq!(to_full_width(&to_half_width(full)), full);
        assert_eq!(to_half_width("ヴッャ漢あA"), "ｳﾞｯｬ漢あA");
    }

    #[test]
    fn hiragana_and_katakana_lead_to_each_other() {
        assert_eq!(to_katakana("あむろじぴん ゔゝ錠"), "アムロジピン ヴヽ錠");
        assert_eq!(to_hiragana("アムロジピン ヴー"), "あむろじぴん ゔー");
    }

    #[test]
    fn names_fold_over_width_case_and_hyphens() {
        assert_eq!(fold_name("ｶﾞｽﾀｰﾊﾟﾝ ヴ"), "ガスターパンヴ");
        assert_eq!(fold_name("Ａ－１　〜ｍｇ"), "A-1~MG");
        assert_eq!(fold_name("カ\u{3099}"), "ガ");
    }
}
