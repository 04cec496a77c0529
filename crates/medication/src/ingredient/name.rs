//! Ingredient names (成分名) of the price list: taken apart into components, and brought to the
//! base by which two salts of one ingredient are the same.

use super::Completeness;
use crate::master::fold;

/// The components that a 成分名 names.
pub(crate) struct Components {
    /// As the list writes them.
    pub(crate) names: Vec<String>,
    /// Whether these are all.
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
    "漢方製剤",
];

/// Takes a 成分名 apart at 「・」. A trailing 配合剤 says that there may be more components than are
/// named; a name that is a class (維持液, 非ピリン系感冒剤) says nothing about them.
pub(crate) fn components(ingredient_name: &str) -> Components {
    let name = ingredient_name.trim();
    let (named, partial) = match name.strip_suffix("配合剤") {
        Some(named) => (named, true),
        None => (name, false),
    };
    let parts: Vec<&str> =
        named.split('・').map(str::trim).filter(|part| !part.is_empty()).collect();
    let several = parts.len() > 1;
    let names: Vec<String> =
        parts.iter().filter(|part| !is_class(part)).map(|part| (*part).to_owned()).collect();
    let completeness = if names.is_empty() {
        Completeness::Unknown
    } else if partial || names.len() < parts.len() || (several && name.ends_with('剤')) {
        Completeness::Partial
    } else {
        Completeness::Complete
    };
    Components { names, completeness }
}

fn is_class(name: &str) -> bool {
    CLASSES.contains(&name)
        || ["剤", "液", "血", "栄養剤", "ミルク"].iter().any(|ending| name.ends_with(ending))
        || name.contains("リンゲル")
}

/// Salts; where one ends with another the longest counts.
const SALTS: &[&str] = &[
    "一水和物",
    "二水和物",
    "三水和物",
    "水和物",
    "臭化水素酸塩",
    "ヨウ化水素酸塩",
    "トリフェニル酢酸塩",
    "二塩酸塩",
    "塩酸塩",
    "硫酸塩",
    "リン酸塩",
    "硝酸塩",
    "メシル酸塩",
    "ベシル酸塩",
    "トシル酸塩",
    "マレイン酸塩",
    "ヘミフマル酸塩",
    "フマル酸塩",
    "コハク酸塩",
    "酒石酸塩",
    "クエン酸塩",
    "酢酸塩",
    "安息香酸塩",
    "サリチル酸塩",
    "パモ酸塩",
    "ステアリン酸塩",
    "キシナホ酸塩",
    "ヒベンズ酸塩",
    "フェンジゾ酸塩",
    "タンニン酸塩",
    "アジピン酸塩",
    "シュウ酸塩",
    "エシル酸塩",
    "リンゴ酸塩",
    "ナプシル酸塩",
    "オロチン酸塩",
    "メチレンジサリチル酸塩",
    "乳酸塩",
    "塩化物",
];

/// Salts that stand before the name in old names.
const LEADING_SALTS: &[&str] = &["臭化水素酸", "塩酸", "ヒベンズ酸", "マレイン酸"];

/// Metals of a salt of an organic acid that is itself named without 酸 (ロサルタンカリウム).
const METALS: &[&str] = &["二ナトリウム", "ナトリウム", "カリウム", "カルシウム", "マグネシウム"];

/// The name by which salts and hydrates of one ingredient are the same: ゾルピデム酒石酸塩 →
/// ゾルピデム. Esters and prodrugs stay what they are. Inorganic names (塩化カリウム,
/// 炭酸水素ナトリウム) and salts of acids that are named as such (バルプロ酸ナトリウム) stay whole.
pub(crate) fn base_name(name: &str) -> String {
    let folded = fold(name);
    let mut base = folded.as_str();
    loop {
        let shorter = SALTS
            .iter()
            .filter_map(|salt| base.strip_suffix(salt))
            .min_by_key(|rest| rest.len())
            .or_else(|| METALS.iter().find_map(|metal| without_metal(base, metal)))
            .or_else(|| LEADING_SALTS.iter().find_map(|salt| base.strip_prefix(salt)))
            .filter(|rest| stands_alone(rest));
        match shorter {
            Some(rest) => base = rest,
            None => return base.to_owned(),
        }
    }
}

fn without_metal<'a>(base: &'a str, metal: &str) -> Option<&'a str> {
    let rest = base.strip_suffix(metal)?;
    let organic = !["酸", "化", "水素", "鉄"].iter().any(|ending| rest.ends_with(ending));
    (organic && !METALS.contains(&rest)).then_some(rest)
}

/// Whether what is left is a substance: at least three characters, the first a letter or kana
/// (never 硫酸… or a bare metal).
fn stands_alone(rest: &str) -> bool {
    const IONS: &[&str] = &[
        "ナトリウム",
        "カリウム",
        "カルシウム",
        "マグネシウム",
        "アルミニウム",
        "アンモニウム",
        "リチウム",
    ];
    let kana_or_letter = |character: char| {
        character.is_ascii_alphanumeric()
            || ('ァ'..='ヶ').contains(&character)
            || ('Α'..='ω').contains(&character)
    };
    rest.chars().count() >= 3
        && rest.chars().next().is_some_and(kana_or_letter)
        && !IONS.iter().any(|ion| rest.starts_with(ion))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salts_and_hydrates_of_one_ingredient_have_one_base() {
        for (name, base) in [
            ("ゾルピデム酒石酸塩", "ゾルピデム"),
            ("アムロジピンベシル酸塩", "アムロジピン"),
            ("アトルバスタチンカルシウム水和物", "アトルバスタチン"),
            ("ロキソプロフェンナトリウム水和物", "ロキソプロフェン"),
            ("塩酸プソイドエフェドリン", "プソイドエフェドリン"),
            ("ヒベンズ酸プロメタジン", "プロメタジン"),
            ("プロメタジンメチレンジサリチル酸塩", "プロメタジン"),
            ("ロサルタンカリウム", "ロサルタン"),
        ] {
            assert_eq!(base_name(name), base, "{name}");
        }
    }

    #[test]
    fn inorganic_names_acids_and_esters_stay_whole() {
        for name in [
            "塩化カリウム",
            "塩化ナトリウム",
            "炭酸水素ナトリウム",
            "沈降炭酸カルシウム",
            "酸化マグネシウム",
            "硫酸マグネシウム",
            "バルプロ酸ナトリウム",
            "ヨウ化カリウム",
            "クエン酸ナトリウム",
            "ベタメタゾン吉草酸エステル",
            "アスピリン",
        ] {
            assert_eq!(base_name(name), name);
        }
    }

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
}
