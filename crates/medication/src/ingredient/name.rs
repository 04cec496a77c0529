//! Ingredient names (成分名) of the price list, taken apart into components.

use super::Completeness;
use crate::master::fold;

/// The components that a 成分名 names.
pub(crate) struct Components {
    /// As the list writes them.
    pub(crate) names: Vec<String>,
    /// Whether these are all. [`Completeness::Unknown`] for a name that is a class.
    pub(crate) completeness: Completeness,
}

/// Words that name a class of substances or a preparation, not an ingredient.
const CLASSES: &[&str] = &[
    "アミノ酸",
    "糖",
    "脂肪",
    "電解質",
    "ビタミン",
    "総合ビタミン製剤",
    "無機塩類",
    "生薬",
    "パップ剤",
    "複方オキシコドン",
    "複方カンゾウ",
    "複方ヨード",
    "漢方製剤",
];

/// Metals as the rest of a salt that shares its acid with the one before
/// (アスパラギン酸カリウム・マグネシウム).
const METALS: &[&str] = &["ナトリウム", "カリウム", "カルシウム", "マグネシウム", "アルミニウム"];

/// Takes a 成分名 apart at 「・」. A trailing 配合剤, and a component that is only hinted at (Ｂ６, ナトリウム),
/// say that there may be more than is named; a name that is a class (維持液, 非ピリン系感冒剤) says
/// nothing about what is in it.
pub(crate) fn components(ingredient_name: &str) -> Components {
    let name = ingredient_name.trim();
    let (named, partial) = match name.strip_suffix("配合剤") {
        Some(named) => (named, true),
        None => (name, false),
    };
    let mut parts: Vec<String> = Vec::new();
    for part in named.split('・').map(str::trim).filter(|part| !part.is_empty()) {
        let shared = parts.last().and_then(|before| with_acid_of(before, part));
        parts.push(shared.unwrap_or_else(|| part.to_owned()));
    }
    let several = parts.len() > 1;
    let hinted = several && parts.iter().any(|part| is_hint(part));
    let all = parts.len();
    let names: Vec<String> = parts.into_iter().filter(|part| !is_class(part)).collect();
    let completeness = if names.is_empty() {
        Completeness::Unknown
    } else if partial || hinted || names.len() < all || (several && name.ends_with('剤')) {
        Completeness::Partial
    } else {
        Completeness::Complete
    };
    Components { names, completeness }
}

/// The second half of a double salt in full: マグネシウム behind アスパラギン酸カリウム is
/// アスパラギン酸マグネシウム.
fn with_acid_of(before: &str, part: &str) -> Option<String> {
    let metal = METALS.contains(&part).then_some(part)?;
    let salt = METALS.iter().find_map(|metal| before.strip_suffix(metal))?;
    salt.ends_with('酸').then(|| format!("{salt}{metal}"))
}

/// Whether a component is only hinted at: a vitamin by its number, a bare metal.
fn is_hint(part: &str) -> bool {
    let folded = fold(part);
    let vitamin = folded.len() <= 3
        && folded.starts_with(|first: char| first.is_ascii_uppercase())
        && folded.chars().skip(1).all(|digit| digit.is_ascii_digit());
    vitamin || METALS.contains(&part)
}

fn is_class(name: &str) -> bool {
    CLASSES.contains(&name)
        || ["剤", "液", "血", "栄養剤", "ミルク"].iter().any(|ending| name.ends_with(ending))
        || name.contains("リンゲル")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_and_classes_are_no_ingredients() {
        let parts = components("バルサルタン・アムロジピンベシル酸塩");
        assert_eq!(parts.names, ["バルサルタン", "アムロジピンベシル酸塩"]);
        assert_eq!(parts.completeness, Completeness::Complete);
        let parts = components("テガフール・ギメラシル・オテラシルカリウム配合剤");
        assert_eq!(parts.names.len(), 3);
        assert_eq!(parts.completeness, Completeness::Partial);
        assert_eq!(components("非ピリン系感冒剤").completeness, Completeness::Unknown);
        assert_eq!(components("アミノ酸・糖・電解質").completeness, Completeness::Unknown);
        assert_eq!(components("ブドウ糖・無機塩類配合剤").completeness, Completeness::Partial);
    }

    #[test]
    fn a_double_salt_is_two_salts_and_what_is_only_hinted_at_is_not_all() {
        let parts = components("アスパラギン酸カリウム・マグネシウム");
        assert_eq!(parts.names, ["アスパラギン酸カリウム", "アスパラギン酸マグネシウム"]);
        assert_eq!(parts.completeness, Completeness::Complete);
        let parts = components("ベンフォチアミン・Ｂ６・Ｂ１２");
        assert_eq!(parts.completeness, Completeness::Partial);
        let parts = components("塩化ナトリウム・カリウム");
        assert_eq!(parts.names, ["塩化ナトリウム", "カリウム"]);
        assert_eq!(parts.completeness, Completeness::Partial);
    }
}
