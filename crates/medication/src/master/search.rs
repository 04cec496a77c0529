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
        let wanted = wanted.replace("【般】", " ");
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
        let whole = folded(word);
        let mut parts: Vec<Part> = Vec::new();
        for character in whole.chars() {
            let digit = character.is_ascii_digit();
            match parts.last_mut() {
                Some(Part::Number(number)) if digit || unit(character) => number.push(character),
                Some(Part::Text(text)) if !digit => text.push(character),
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

/// As [`fold`], hiragana as katakana, and two numbers beside each other apart.
fn folded(text: &str) -> String {
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
    fn combining_marks_and_hiragana_are_the_same_kana() {
        // ガ as カ with U+3099, as some systems store it.
        assert!(finds("カ\u{3099}スター", "ガスター散２％"));
        assert!(finds("がすたー", "ｶﾞｽﾀｰｻﾝ2%"));
    }
}
