//! Biosimilars (バイオ後続品): what links their ingredient name to that of the original.
//!
//! The price list writes `成分名（遺伝子組換え）［成分名後続n］`. Every one has a seven-digit code of its
//! own, so that neither digits nor whole names find the original. The link is the name inside the
//! bracket: that before it may be another (エポエチンカッパ（遺伝子組換え）［エポエチンアルファ後続１］).
//! ＢＳ in the name of a product says nothing, and neither does a name that contains another.

use crate::master::fold;

const RECOMBINANT: &str = "(遺伝子組換え)";

/// The names by which an ingredient is compared with originals and their successors: without the
/// bracket and （遺伝子組換え）, and the one inside the bracket without 後続n. None for a name that has
/// neither.
pub(crate) fn stems(ingredient_name: &str) -> Vec<String> {
    let folded = fold(ingredient_name);
    let bracket = folded.strip_suffix(']').and_then(|rest| rest.split_once('['));
    let (before, original) = match bracket {
        Some((before, inner)) => (before, inner.split_once("後続").map(|(name, _)| name)),
        None => (folded.as_str(), None),
    };
    let plain = before.strip_suffix(RECOMBINANT);
    if plain.is_none() && original.is_none() {
        return Vec::new();
    }
    let mut stems: Vec<String> = Vec::with_capacity(2);
    for stem in [original, Some(plain.unwrap_or(before))].into_iter().flatten() {
        if !stem.is_empty() && !stems.iter().any(|known| known == stem) {
            stems.push(stem.to_owned());
        }
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bracket_links_a_successor_to_its_original_whatever_stands_before_it() {
        // Names of the price list of 2025-08-14.
        assert_eq!(stems("インフリキシマブ（遺伝子組換え）"), ["インフリキシマブ"]);
        assert_eq!(
            stems("インフリキシマブ（遺伝子組換え）［インフリキシマブ後続１］"),
            ["インフリキシマブ"]
        );
        assert_eq!(
            stems("エポエチンカッパ（遺伝子組換え）［エポエチンアルファ後続１］"),
            ["エポエチンアルファ", "エポエチンカッパ"]
        );
        assert_eq!(stems("インスリン　グラルギン（遺伝子組換え）"), ["インスリングラルギン"]);
    }

    #[test]
    fn a_name_that_contains_an_original_is_another_and_a_salt_has_no_stem() {
        assert_eq!(
            stems("トラスツズマブ　デルクステカン（遺伝子組換え）"),
            ["トラスツズマブデルクステカン"]
        );
        assert_eq!(stems("テリパラチド酢酸塩"), [""; 0]);
        assert_eq!(stems("ゾルピデム酒石酸塩"), [""; 0]);
    }
}
