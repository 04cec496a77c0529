//! Every rule, in the order in which they are applied, and which part of the proof is whose.

use crate::proof::{Part, Parts};
use crate::rules::{self, Case};

/// A rule.
pub struct Rule {
    /// Its name, that of its file in `rules/`.
    pub id: &'static str,
    /// The clause that it implements.
    pub clause: &'static str,
    /// The parts of the proof that it alone can establish.
    pub proves: &'static [Part],
    pub(crate) check: fn(&mut Case<'_>, &mut Parts),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

/// A rule that establishes one part.
macro_rules! rule {
    ($module:ident, $clause:literal, $part:ident, $field:ident) => {
        Rule {
            id: stringify!($module),
            clause: $clause,
            proves: &[Part::$part],
            check: |case, parts| parts.$field = rules::$module::check(case),
        }
    };
}

/// Every rule. Without the structure nothing else is looked at; the time is established before the
/// signer, who is judged at it.
pub static RULES: &[Rule] = &[
    rule!(structure, "検証要件 5.5.3", Structure, structure),
    rule!(signed_properties, "XAdES §6.3.1", SignedProperties, signed_properties),
    rule!(coverage, "検証要件 5.5.3", Coverage, coverage),
    rule!(references, "XML-DSig §3.2.1", References, references),
    rule!(manifest, "XML-DSig §5.1", Manifests, manifests),
    rule!(signing_certificate, "検証要件 5.7", Binding, binding),
    rule!(signature_value, "XML-DSig §3.2.2", SignatureValue, signature_value),
    rule!(validation_data, "検証要件 5.7", ValidationData, validation_data),
    rule!(level, "検証要件 5.5.3", Level, level),
    rule!(signing_time, "XAdES §5.2.1", SigningTime, signing_time),
    rule!(properties, "XAdES §5.4", Properties, properties),
    rule!(time, "検証要件 5.6, 5.7", Time, time),
    Rule {
        id: "lifetime",
        clause: "EN 319 102-1 §5.2.8",
        proves: &[Part::Lifetime],
        check: |case, parts| {
            parts.lifetime = rules::lifetime::check(case, parts.time.as_ref());
        },
    },
    rule!(order, "検証要件 5.6", Order, order),
    Rule {
        id: "signer",
        clause: "検証要件 5.7",
        proves: &[Part::Role, Part::Path, Part::Purpose, Part::Revocation],
        check: |case, parts| {
            let signer = rules::signer::check(case, parts.time.as_ref());
            parts.role = signer.role;
            parts.path = signer.path;
            parts.purpose = signer.purpose;
            parts.revocation = signer.revocation;
        },
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_of_the_proof_is_established_by_exactly_one_rule() {
        for part in Part::ALL {
            let rules = RULES.iter().filter(|rule| rule.proves.contains(part));
            assert_eq!(rules.count(), 1, "{}", part.as_str());
        }
    }
}
