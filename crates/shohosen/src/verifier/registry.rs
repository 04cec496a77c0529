//! Every rule about a document, and which part of the proof is whose.

use super::proof::{Part, Parts};
use super::rules::{self, Case};

/// A rule.
pub(crate) struct Rule {
    /// Its name, that of its file in `rules/`.
    pub id: &'static str,
    /// The part of the proof that it alone can establish.
    #[cfg_attr(not(test), expect(dead_code, reason = "held against the proof in a test"))]
    pub proves: Part,
    pub check: fn(&mut Case<'_>, &mut Parts),
}

macro_rules! rules {
    ($($module:ident $part:ident;)*) => {
        /// Every rule, in the order in which they are applied.
        pub(crate) static RULES: &[Rule] = &[$(Rule {
            id: stringify!($module),
            proves: Part::$part,
            check: |case, parts| parts.$module = rules::$module::check(case),
        }),*];
    };
}

rules! {
    layout Layout;
    version Version;
    places Places;
    identifiers Identifiers;
    records Records;
    binding Binding;
    signatures Signatures;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_of_the_proof_is_established_by_exactly_one_rule() {
        for part in Part::ALL {
            let rules = RULES.iter().filter(|rule| rule.proves == *part);
            assert_eq!(rules.count(), 1, "{}", part.as_str());
        }
    }
}
