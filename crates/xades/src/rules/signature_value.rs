//! The signature value verifies, with an allowed algorithm and key (XML-DSig §3.2.2).

use super::{Case, shorten};
use crate::facts::SignatureValueProblem;
use shohosen_report::codes;

/// The value verifies with the signer's key, and the policy allows algorithm and key.
#[derive(Clone, Debug)]
pub struct Verified(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Verified> {
    use SignatureValueProblem as Problem;
    use codes::xmldsig as code;
    let facts = &case.facts().signature_value;
    let key = case.facts().signing_certificate.certificate.as_ref().map(|c| c.public_key());
    let method = shorten(&facts.signature_method);
    // Without a key there is nothing to allow, and another finding says that there is none.
    let refused = match (facts.algorithm, key) {
        (Some(algorithm), Some(key)) => case.input.policy.algorithms.check(algorithm, key).err(),
        _ => None,
    };
    let allowed = match (facts.algorithm, &facts.key, refused) {
        (Some(_), Some(key), None) => {
            let finding = code::ALGORITHM_ALLOWED.finding().with("algorithm", method.clone());
            case.push(finding.with("key", key.clone()));
            true
        }
        (Some(_), None, _) => false,
        (_, _, refused) => {
            let finding = code::ALGORITHM_NOT_ALLOWED.finding().with("algorithm", method.clone());
            case.push(match refused {
                Some(reason) => finding.with("reason", reason.to_string()),
                None => finding,
            });
            false
        }
    };
    let finding = match &facts.outcome {
        Ok(()) => code::SIGNATURE_VALID.finding().with("algorithm", method),
        Err(Problem::Invalid) => code::SIGNATURE_INVALID.finding(),
        Err(Problem::Key(error)) => {
            code::SIGNATURE_INVALID.finding().with("reason", error.to_string())
        }
        Err(Problem::NotBase64) => code::SIGNATURE_VALUE_MALFORMED.finding(),
        Err(Problem::NoKey) => code::SIGNATURE_NOT_VERIFIED.finding(),
        Err(Problem::UnknownCanonicalization) => code::CANONICALIZATION_UNKNOWN
            .finding()
            .with("algorithm", shorten(&facts.canonicalization_method)),
        Err(Problem::TooManyOctets) => code::LIMIT_OCTETS.finding(),
        Err(Problem::NotTried) => {
            codes::xades::LIMIT_WORK.finding().with("limit", "public_key_operations")
        }
        // Said above.
        Err(Problem::UnknownAlgorithm | Problem::NotCollected) => return None,
    };
    case.push(finding);
    (allowed && facts.outcome.is_ok()).then_some(Verified(()))
}
