//! The base by which two salts of one ingredient are the same.

use crate::master::fold;

/// Water in the crystal, whatever it is the crystal of.
const HYDRATES: &[&str] =
    &["ヘミペンタ水和物", "セスキ水和物", "一水和物", "二水和物", "三水和物", "四水和物", "水和物"];

/// Salts, and what an ingredient is enclosed in or crystallised with; where one ends with another
/// the longest counts.
const SALTS: &[&str] = &[
    "アルファデクス",
    "ベータデクス",
    "エタノール付加物",
    "アセトン付加物",
    "プロピレングリコール",
    "メグルミン",
    "ベンザチン",
    "L-プロリン",
    "L-リシン",
    "L-アルギニン",
    "臭化水素酸塩",
    "ヨウ化水素酸塩",
    "トリフェニル酢酸塩",
    "二塩酸塩",
    "塩酸塩",
    "メチル硫酸塩",
    "一硫酸塩",
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
    "フェノールフタリン酸塩",
    "ラクトビオン酸塩",
    "グルコン酸塩",
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
    "臭化物",
];

/// Salts that stand before the name in old names, the hand of a molecule, and 無水.
const LEADING: &[&str] = &[
    "臭化水素酸",
    "塩酸",
    "ヒベンズ酸",
    "マレイン酸",
    "酢酸",
    "乳酸",
    "リン酸",
    "無水",
    "DL-",
    "D-",
    "L-",
];

/// Metals of a salt of an organic acid that is itself named without 酸 (ロサルタンカリウム).
const METALS: &[&str] = &["二ナトリウム", "ナトリウム", "カリウム", "カルシウム", "マグネシウム"];

/// The name by which salts, hydrates, inclusion compounds and the hands of one ingredient are the
/// same: ゾルピデム酒石酸塩 → ゾルピデム. Esters and prodrugs stay what they are. Inorganic names
/// (塩化カリウム, 炭酸水素ナトリウム) and salts of acids that are named as such (バルプロ酸ナトリウム)
/// stay whole.
pub(crate) fn base_name(name: &str) -> String {
    let folded = fold(name);
    let mut base = folded.as_str();
    loop {
        let hydrate = HYDRATES.iter().find_map(|water| base.strip_suffix(water));
        let shorter = hydrate.filter(|rest| rest.chars().count() >= 3).or_else(|| {
            SALTS
                .iter()
                .filter_map(|salt| base.strip_suffix(salt))
                .min_by_key(|rest| rest.len())
                // グルタミン酸L-アルギニン is the salt of an acid that is named as such.
                .filter(|rest| !rest.ends_with('酸') && stands_alone(rest))
                .or_else(|| METALS.iter().find_map(|metal| without_metal(base, metal)))
                .or_else(|| LEADING.iter().find_map(|salt| base.strip_prefix(salt)))
                .filter(|rest| stands_alone(rest))
        });
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
/// (never 硫酸… or a bare metal), and no class (酢酸リンゲル).
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
        && !rest.contains("リンゲル")
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
            ("クロルプロマジンフェノールフタリン酸塩", "クロルプロマジン"),
            ("ネオスチグミンメチル硫酸塩", "ネオスチグミン"),
            ("グリコピロニウム臭化物", "グリコピロニウム"),
            ("酢酸ノルエチステロン", "ノルエチステロン"),
            ("ペメトレキセドナトリウムヘミペンタ水和物", "ペメトレキセド"),
        ] {
            assert_eq!(base_name(name), base, "{name}");
        }
    }

    #[test]
    fn inclusion_compounds_solvates_and_hands_have_the_base_of_what_they_hold() {
        for (name, base) in [
            ("エチニルエストラジオール　ベータデクス", "エチニルエストラジオール"),
            ("アルプロスタジル　アルファデクス", "アルプロスタジル"),
            ("ダルナビル　エタノール付加物", "ダルナビル"),
            ("レジパスビル　アセトン付加物", "レジパスビル"),
            ("イプラグリフロジン　Ｌ－プロリン", "イプラグリフロジン"),
            ("ダパグリフロジンプロピレングリコール水和物", "ダパグリフロジン"),
            ("タファミジスメグルミン", "タファミジス"),
            ("ｄ－クロルフェニラミンマレイン酸塩", "クロルフェニラミン"),
            ("Ｌ－アスパラギン酸カリウム", "アスパラギン酸カリウム"),
            ("無水カフェイン", "カフェイン"),
            ("Ｌ－アルギニン塩酸塩", "アルギニン"),
            ("Ｌ－グルタミン酸Ｌ－アルギニン", "グルタミン酸L-アルギニン"),
            ("硫酸マグネシウム水和物", "硫酸マグネシウム"),
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
            "酢酸リンゲル",
            "酢酸カリウム",
            "硝酸イソソルビド",
            "アスパラギン酸カルシウム",
            "テノホビルアラフェナミド",
        ] {
            assert_eq!(base_name(name), name);
        }
    }
}
