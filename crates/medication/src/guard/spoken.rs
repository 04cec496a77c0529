//! What a name means where it is no name of the master: 「ゾルピデム」, 「マイスリー（朝）」. The word that it
//! begins with tells whose it is, if it tells anything.

use crate::ingredient::base_name;
use crate::master::fold;
use crate::{Drug, DrugMaster};
use std::collections::{HashMap, HashSet};

/// Characters of a word that means a drug: shorter ones begin the names of many.
const SHORTEST: usize = 4;

/// The words by which drugs and ingredients are spoken of.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// By word: the first seven digits of the codes, and the ingredients, of all that it may mean.
    meant: HashMap<String, Meant>,
}

#[derive(Debug, Default)]
struct Meant {
    prefixes: HashSet<u32>,
    /// Their bases, without the salt.
    ingredients: HashSet<String>,
}

impl Spoken {
    pub(super) fn new(master: &DrugMaster) -> Self {
        let mut spoken = Self::default();
        let mut bases: HashMap<&str, String> = HashMap::new();
        for drug in master.drugs() {
            let Some(prefix) = drug.ingredient_prefix() else { continue };
            let ingredients = drug.ingredients();
            for name in &ingredients {
                bases.entry(name).or_insert_with(|| fold(&base_name(name)));
            }
            let bases: Vec<&String> =
                ingredients.iter().filter_map(|name| bases.get(name)).collect();
            let names = [drug.name(), drug.basic_name(), drug.generic_name()];
            let products = names.into_iter().map(|name| word(&fold(name)).to_owned());
            // Of a combination each ingredient means more than one drug, and all of them are known by it.
            let alone = bases.iter().flat_map(|base| [word(base).to_owned(), (*base).clone()]);
            for key in products.chain(alone).filter(|key| key.chars().count() >= SHORTEST) {
                let meant = spoken.meant.entry(key).or_default();
                if meant.prefixes.insert(prefix) {
                    meant.ingredients.extend(bases.iter().map(|base| (*base).clone()));
                }
            }
        }
        spoken
    }

    /// Whether a folded name is that of other drugs only than this one: of no drug with its code or an
    /// ingredient of it.
    pub(super) fn means_another(&self, name: &str, drug: &Drug<'_>) -> bool {
        let name = without_marks(name);
        let base = fold(&base_name(name));
        let word = word(name);
        let Some(meant) = self.meant.get(word).or_else(|| self.meant.get(&base)) else {
            return false;
        };
        let ingredients = drug.ingredients();
        let bases = ingredients.iter().map(|name| fold(&base_name(name)));
        let own = drug.ingredient_prefix().is_some_and(|own| meant.prefixes.contains(&own));
        let names = [drug.name(), drug.basic_name(), drug.generic_name()].map(fold);
        let alike =
            |other: &str| other.starts_with(word) || (!other.is_empty() && word.starts_with(other));
        let mut known = names.iter().map(|name| self::word(name));
        !(own
            || known.any(alike)
            || bases.into_iter().any(|base| alike(&base) || meant.ingredients.contains(&base)))
    }
}

/// The katakana that a folded name begins with; none of 炭酸リチウム錠, which is known by its ingredient.
fn word(name: &str) -> &str {
    let letter = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let end = name.char_indices().find(|(_, c)| !letter(*c)).map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or("")
}

/// Without what stands before a name: 【般】, ※, (GE).
fn without_marks(name: &str) -> &str {
    let mut name = name;
    loop {
        let closed = [('【', '】'), ('(', ')'), ('[', ']'), ('<', '>'), ('〔', '〕')]
            .into_iter()
            .find_map(|(open, close)| Some(name.strip_prefix(open)?.split_once(close)?.1));
        let next = closed
            .unwrap_or_else(|| name.trim_start_matches(['※', '*', '・', '★', '☆', '○', '●', '◎']));
        if next.len() == name.len() {
            return name;
        }
        name = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_behind_its_marks_and_ends_before_its_form() {
        let word = |name: &str| word(without_marks(&fold(name))).to_owned();
        assert_eq!(word("【般】ゾルピデム酒石酸塩錠５ｍｇ"), "ゾルピデム");
        assert_eq!(word("※（後発）ﾏｲｽﾘｰ錠10mg"), "マイスリー");
        assert_eq!(word("インスリン　グラルギンＢＳ注"), "インスリングラルギン");
        assert_eq!(word("炭酸リチウム錠"), "");
        assert_eq!(word("(閉じない"), "");
    }
}
