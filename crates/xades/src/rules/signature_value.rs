//! The signature value verifies, with an allowed algorithm and key (XML-DSig §3.2.2).

use crate::facts::SignatureValueProblem;
use crate::judge::JudgeInput;
use crate::rules::references::shorten;
use shohosen_report::{Finding, codes};

pub(crate) fn check(input: &JudgeInput<'_>, findings: &mut Vec<Finding>) {
    use SignatureValueProblem as Problem;
    use codes::xmldsig as code;
    let facts = &input.facts.signature_value;
    let path = &input.facts.path;
    let key = input.facts.signing_certificate.certificate.as_ref().map(|c| c.public_key());
    let method = shorten(&facts.signature_method);
    match facts.algorithm {
        Some(algorithm) => {
            let refused = key.and_then(|key| input.policy.algorithms.check(algorithm, key).err());
            findings.push(match refused {
                Some(reason) => code::ALGORITHM_NOT_ALLOWED
                    .finding()
                    .at(path.clone())
                    .with("algorithm", method.clone())
                    .with("reason", reason.to_string()),
                None => code::ALGORITHM_ALLOWED
                    .finding()
                    .at(path.clone())
                    .with("algorithm", method.clone())
                    .with("key", facts.key.clone().unwrap_or_else(|| "–".to_owned())),
            });
        }
        None => findings.push(
            code::ALGORITHM_NOT_ALLOWED
                .finding()
                .at(path.clone())
                .with("algorithm", method.clone()),
        ),
    }
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
        // Said above.
        Err(Problem::UnknownAlgorithm | Problem::NotCollected) => return,
    };
    findings.push(finding.at(path.clone()));
}
