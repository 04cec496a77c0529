//! What an allergy is to, in words. A name that stands in them is a possible match, never a certain one.

use super::classes::BoundClasses;
use super::context::{Context, Item};
use crate::DrugMaster;
use crate::ingredient::base_name;
use shohosen_terms::kana::{fold_name, to_katakana};

/// Characters that a name must have to be looked for inside other words.
const SHORTEST: usize = 3;

/// One of the substances that a text names.
pub(super) struct Text {
    /// Folded, without what stands in brackets.
    folded: String,
    /// It is the name of an ingredient of the master, and nothing else.
    ingredient: bool,
}

/// The substances of a text: apart at commas and the like, not inside brackets.
pub(super) fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_u8;
    for character in text.chars() {
        match character {
            '（' | '(' | '［' | '[' => depth = depth.saturating_add(1),
            '）' | ')' | '］' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match character {
            '、' | '，' | ',' | '；' | ';' | '／' | '/' | '。' | '\n' | '\t' if depth == 0 => {
                parts.push(String::new());
            }
            _ => parts.iter_mut().next_back().into_iter().for_each(|part| part.push(character)),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

impl Text {
    pub(super) fn new(text: &str, context: &Context<'_>) -> Self {
        let end = text.find(['（', '(', '［', '[']).unwrap_or(text.len());
        let bare = text.get(..end).filter(|bare| !bare.trim().is_empty()).unwrap_or(text);
        let bare = bare.trim().trim_end_matches("アレルギー").trim_end_matches("過敏症");
        let base = base_name(bare);
        let input = &context.input;
        let ingredient = !base.is_empty() && input.tables.is_ingredient(&base, input.master);
        Self { folded: fold_name(&to_katakana(bare)), ingredient }
    }

    /// Whether it is the name of an ingredient, which was compared by that.
    pub(super) const fn is_ingredient(&self) -> bool {
        self.ingredient
    }

    /// The first of the names of a drug that stands in the text.
    pub(super) fn names(&self, names: &[String]) -> Option<String> {
        names.iter().find(|name| self.holds(name)).cloned()
    }

    fn holds(&self, name: &str) -> bool {
        let long = |text: &str| text.chars().count() >= SHORTEST;
        let other_way = || long(&self.folded) && name.starts_with(self.folded.as_str());
        (long(name) && self.folded.contains(name)) || other_way()
    }

    /// The class of the user's table that the text names.
    pub(super) fn class_in(&self, classes: &BoundClasses) -> Option<usize> {
        let named = |name: &str| self.folded.contains(&fold_name(&to_katakana(name)));
        classes.names().find(|(_, name)| named(name)).map(|(class, _)| class)
    }

    /// Whether it names a class of drugs, as far as words show that.
    pub(super) fn is_class(&self) -> bool {
        const ENDINGS: [&str; 6] = ["系", "系薬", "類", "剤", "抗生物質", "NSAIDS"];
        ENDINGS.iter().any(|ending| self.folded.ends_with(ending)) || self.folded.contains('系')
    }

    /// Whether it says that there is nothing, and no more than that: 「なし」, 「アレルギー歴なし」.
    pub(super) fn is_denial(&self) -> bool {
        const NONE: [&str; 4] = ["ナシ", "無シ", "無", "ナイ"];
        const OF: [&str; 16] = [
            "",
            "特ニ",
            "特記事項",
            "該当",
            "既往",
            "アレルギー",
            "アレルギー歴",
            "薬アレルギー",
            "薬剤アレルギー",
            "薬物アレルギー",
            "食物アレルギー",
            "副作用",
            "副作用歴",
            "薬剤副作用",
            "アレルギー・副作用",
            "副作用・アレルギー",
        ];
        let of = NONE.iter().find_map(|none| self.folded.strip_suffix(none));
        of.is_some_and(|of| OF.contains(&of.trim_end_matches(['ハ', ':', '=', '-'])))
    }

    /// Whether it says no more than that there is something.
    pub(super) fn is_unspecified(&self) -> bool {
        const WORDS: [&str; 12] = [
            "アレルギーアリ",
            "アレルギー歴アリ",
            "アレルギー有リ",
            "アレルギー",
            "アリ",
            "有",
            "有リ",
            "薬",
            "薬剤",
            "薬物",
            "不明",
            "副作用歴アリ",
        ];
        WORDS.contains(&self.folded.as_str())
    }
}

/// The names by which words may mean a drug: those of its ingredients without their salts, and that of
/// the product as it is spoken.
pub(super) fn names(item: &Item<'_>, master: &DrugMaster) -> Vec<String> {
    let ingredients = item.resolved.components.iter().map(|id| master.ingredient(*id));
    let ingredients = ingredients.map(|name| fold_name(&base_name(name)));
    let products = item.drug.map(|drug| stem(drug.name())).into_iter().chain([stem(&item.name)]);
    let mut names: Vec<String> = ingredients.chain(products).collect();
    names.retain(|name| !name.is_empty());
    names
}

/// The name of a product as it is spoken: the kana or letters that it begins with.
fn stem(name: &str) -> String {
    let folded = fold_name(&to_katakana(name));
    let letters = |character: &char| matches!(character, 'ァ'..='ヺ' | 'ー');
    folded.chars().take_while(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_at_commas_outside_brackets() {
        assert_eq!(parts("セフェム系（発熱、発疹）、卵"), ["セフェム系（発熱、発疹）", "卵"]);
        assert_eq!(parts(" 、"), Vec::<String>::new());
        assert_eq!(stem("ロキソニン錠６０ｍｇ"), "ロキソニン");
    }
}
