//! Whether words that are meant for something else say what a patient does not tolerate.

use shohosen_terms::kana::{fold_name, to_katakana};

/// Words of an intolerance. Side effects as such are spoken of in every instruction, and are no such word.
const WORDS: [&str; 9] = [
    "アレルギー",
    "アナフィラキシー",
    "過敏症",
    "副作用歴",
    "デ副作用",
    "副作用アリ",
    "副作用有",
    "ジンマシン",
    "蕁麻疹",
];
/// Names of diseases that have such a word and are of no drug.
const DISEASES: [&str; 3] = ["アレルギー性", "光線過敏症", "化学物質過敏症"];
/// How a text says that there is none.
const NONE: [&str; 4] = ["ナシ", "無シ", "無", "ナイ"];

/// Whether a text names an intolerance, and not that there is none.
pub(super) fn is_named(text: &str) -> bool {
    let mut folded = fold_name(&to_katakana(text));
    for disease in DISEASES {
        folded = folded.replace(disease, "");
    }
    let folded = folded.trim_end_matches('。');
    let denied = NONE.iter().any(|none| folded.ends_with(none));
    !denied && WORDS.iter().any(|word| folded.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_an_intolerance_are_told_from_diseases_and_from_none() {
        for text in [
            "ロキソニンで蕁麻疹",
            "ペニシリンアレルギーあり",
            "ｱﾚﾙｷﾞｰ：セフェム",
            "造影剤でアナフィラキシーショック",
            "ピリン系過敏症",
            "副作用歴：ワーファリンで出血",
            "じんましんが出た",
            "ロキソニンで副作用",
        ] {
            assert!(is_named(text), "{text}");
        }
        for text in [
            "アレルギーなし",
            "薬剤アレルギー　無し。",
            "アレルギー性鼻炎",
            "アレルギー性結膜炎で通院",
            "眠気などの副作用に注意",
            "食後に服用",
            "",
        ] {
            assert!(!is_named(text), "{text}");
        }
    }
}
