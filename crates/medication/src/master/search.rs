//! Drugs by what people type: brand, ingredient or reading, with or without the strength.

use super::{Drug, DrugMaster, fold};

/// How well a drug answers; the best first.
type Rank = u8;

impl DrugMaster {
    /// Drugs by name, 一般名, reading or ingredient; the best first, at most `limit`. Widths, kana
    /// (hiragana too), combining marks and spaces do not matter. All words must be found, in any
    /// order, and the form may be left out: `マイスリー10mg` and `10 まいすりー` find
    /// マイスリー錠１０ｍｇ. A number is found whole: 10 does not find 100.
    pub fn search(&self, wanted: &str, limit: usize) -> Vec<Drug<'_>> {
        let wanted = without_mark(wanted);
        let words: Vec<Word> = wanted.split_whitespace().filter_map(Word::new).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(Rank, Drug<'_>)> =
            self.drugs().filter_map(|drug| Some((rank(&words, &drug)?, drug))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().take(limit).map(|(_, drug)| drug).collect()
    }

    /// The drugs whose price-list code begins with these seven digits; at most `limit`.
    pub fn of_prefix(&self, prefix: u32, limit: usize) -> Vec<Drug<'_>> {
        let same = self.drugs().filter(|drug| drug.ingredient_prefix() == Some(prefix));
        same.take(limit).collect()
    }
}

/// Without the mark of a 一般名, in whatever brackets it was typed, and with marks of voice that
/// stand apart (U+309B, U+309C) as those that join.
fn without_mark(wanted: &str) -> String {
    let one_width = shohosen_terms::kana::fold_width(wanted);
    let mut text = one_width.replace('\u{309b}', "\u{3099}").replace('\u{309c}', "\u{309a}");
    for (open, close) in
        [('【', '】'), ('[', ']'), ('(', ')'), ('〔', '〕'), ('〈', '〉'), ('<', '>')]
    {
        for mark in ["般", "一般", "一般名", " 般 "] {
            text = text.replace(&format!("{open}{mark}{close}"), " ");
        }
    }
    let text = text.trim_start();
    let labels = ["一般名:", "一般名 ", "般)", "般】"];
    let label = labels.into_iter().find_map(|label| text.strip_prefix(label));
    label.unwrap_or(text).to_owned()
}

/// The worst rank of any word; `None` if one of them is not found.
fn rank(words: &[Word], drug: &Drug<'_>) -> Option<Rank> {
    let name = folded(drug.name());
    let mut others: Option<Vec<String>> = None;
    let mut worst = 0;
    for word in words {
        let rank = if name.starts_with(&word.whole) {
            0
        } else if word.is_in(&name) {
            1
        } else {
            let others = others.get_or_insert_with(|| {
                let texts = [drug.kana(), drug.generic_name(), drug.basic_name()];
                texts.into_iter().chain(drug.ingredients()).map(folded).collect()
            });
            // The strength stands in the name, the rest of the word may be the ingredient's.
            let in_one = others.iter().any(|text| word.is_in(text));
            let parts = || {
                word.parts
                    .iter()
                    .all(|part| part.is_in(&name) || others.iter().any(|text| part.is_in(text)))
            };
            if in_one || parts() { 2 } else { return None }
        };
        worst = worst.max(rank);
    }
    Some(worst)
}

/// A word that was typed.
struct Word {
    whole: String,
    /// Letters and numbers apart.
    parts: Vec<Part>,
}

enum Part {
    Text(String),
    /// A number with the unit behind it, if there is one.
    Number(String),
}

impl Word {
    fn new(word: &str) -> Option<Self> {
        let whole = with_micro(folded(word));
        let mut parts: Vec<Part> = Vec::new();
        for character in whole.chars() {
            let digit = character.is_ascii_digit();
            match parts.last_mut() {
                Some(Part::Number(number)) if digit || unit(character) => number.push(character),
                // 「サワイ」 stands behind the form, which may be left out.
                Some(Part::Text(text)) if !digit && character != '「' => text.push(character),
                _ if digit => parts.push(Part::Number(character.to_string())),
                _ => parts.push(Part::Text(character.to_string())),
            }
        }
        (!parts.is_empty()).then_some(Self { whole, parts })
    }

    fn is_in(&self, text: &str) -> bool {
        // A word that begins or ends with a digit must not go on as another number.
        Part::of(&self.whole).is_in(text) || self.parts.iter().all(|part| part.is_in(text))
    }
}

/// ug and mcg, where there is no key for µ.
fn with_micro(word: String) -> String {
    for unit in ["MCG", "UG"] {
        if let Some(number) = word
            .strip_suffix(unit)
            .filter(|number| number.ends_with(|last: char| last.is_ascii_digit()))
        {
            return format!("{number}μG");
        }
    }
    word
}

/// What may follow the digits of a strength.
fn unit(character: char) -> bool {
    character.is_ascii_alphabetic() || matches!(character, '.' | '%' | 'μ')
}

impl Part {
    fn of(text: &str) -> Self {
        let digit = |character: char| character.is_ascii_digit();
        match text.starts_with(digit) || text.ends_with(digit) {
            true => Self::Number(text.to_owned()),
            false => Self::Text(text.to_owned()),
        }
    }

    fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Text(part) => text.contains(part.as_str()),
            Self::Number(number) => text.match_indices(number.as_str()).any(|(place, _)| {
                let goes_on = |c: char| c.is_ascii_digit() || c == '.';
                let begins = number.starts_with(|first: char| first.is_ascii_digit());
                let before = text.get(..place).and_then(|before| before.chars().next_back());
                let behind = text.get(place + number.len()..).and_then(|rest| rest.chars().next());
                let ends = number.ends_with(|last: char| last.is_ascii_digit());
                !(begins && before.is_some_and(goes_on) || ends && behind.is_some_and(goes_on))
            }),
        }
    }
}

/// As [`fold`], hiragana as katakana, two numbers beside each other apart, and hyphens only between
/// numbers: elsewhere they are left out when typed, or stand for ー.
fn folded(text: &str) -> String {
    let joined = joined(text);
    let mut folded = String::with_capacity(joined.len());
    let mut characters = joined.chars().peekable();
    while let Some(character) = characters.next() {
        let before = folded.chars().next_back();
        let behind = characters.peek().copied();
        let is = |side: Option<char>, what: fn(char) -> bool| side.is_some_and(what);
        match character {
            '-' if is(before, |c| c.is_ascii_digit()) && is(behind, |c| c.is_ascii_digit()) => {
                folded.push('-');
            }
            '-' if is(before, is_katakana) && behind.is_none_or(is_katakana) => folded.push('ー'),
            '-' => {}
            other => folded.push(other),
        }
    }
    folded
}

fn is_katakana(character: char) -> bool {
    matches!(character, 'ァ'..='ヺ' | 'ー')
}

fn joined(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let word = fold(&shohosen_terms::kana::to_katakana(word));
        // 錠５００　５００ｍｇ are two numbers.
        let number = |character: Option<char>| character.is_some_and(|c| c.is_ascii_digit());
        if number(folded.chars().next_back()) && number(word.chars().next()) {
            folded.push('|');
        }
        folded.push_str(&word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(word: &str, name: &str) -> bool {
        Word::new(word).is_some_and(|word| word.is_in(&folded(name)))
    }

    #[test]
    fn the_form_may_be_left_out_and_numbers_are_whole() {
        assert!(finds("マイスリー10mg", "マイスリー錠１０ｍｇ"));
        assert!(finds("まいすりー10", "マイスリー錠１０ｍｇ"));
        assert!(!finds("マイスリー1", "マイスリー錠１０ｍｇ"));
        assert!(!finds("マイスリー0mg", "マイスリー錠１０ｍｇ"));
        assert!(finds("カロナール錠500", "カロナール錠５００　５００ｍｇ"));
        assert!(!finds("カロナール50", "カロナール錠５００　５００ｍｇ"));
        assert!(finds("0.25mg", "レンドルミン錠０．２５ｍｇ"));
        assert!(!finds("25mg", "レンドルミン錠０．２５ｍｇ"));
    }

    #[test]
    fn brackets_hyphens_and_units_are_typed_in_many_ways() {
        for (word, name) in [
            ("アムロジピン「サワイ」", "アムロジピン錠５ｍｇ「サワイ」"),
            ("リンデロンVG軟膏", "リンデロン－ＶＧ軟膏０．１２％"),
            ("リンデロン-VG軟膏", "リンデロン－ＶＧ軟膏０．１２％"),
            ("ロキソニンテ-プ", "ロキソニンテープ１００ｍｇ"),
            ("マイスリ－", "マイスリー錠１０ｍｇ"),
            ("メチコバール500ug", "メチコバール錠５００μｇ"),
            ("メチコバール500mcg", "メチコバール錠５００μｇ"),
        ] {
            assert!(finds(word, name), "{word}");
        }
        assert!(!finds("1-2", "１２単位"));
        for typed in [
            "【般】アムロジピン錠",
            "[般]アムロジピン錠",
            "［般］アムロジピン錠",
            "（般）アムロジピン錠",
            "〔般〕アムロジピン錠",
            "【一般】アムロジピン錠",
            "【 般 】アムロジピン錠",
            "一般名：アムロジピン錠",
            "般）アムロジピン錠",
        ] {
            assert_eq!(without_mark(typed).trim(), "アムロジピン錠", "{typed}");
        }
        assert_eq!(without_mark("〔東洋〕葛根湯"), "〔東洋〕葛根湯");
        assert_eq!(folded(&without_mark("カ゛スター")), "ガスター");
    }

    #[test]
    fn combining_marks_and_hiragana_are_the_same_kana() {
        // ガ as カ with U+3099, as some systems store it.
        assert!(finds("カ\u{3099}スター", "ガスター散２％"));
        assert!(finds("がすたー", "ｶﾞｽﾀｰｻﾝ2%"));
    }
}
