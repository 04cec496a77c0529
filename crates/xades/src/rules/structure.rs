//! The structure conforms to the schemas and to the profile (検証要件 5.5.3, steps S1 and S2).

use super::Case;
use crate::facts::{Structure, StructureProblem};
use shohosen_report::codes::xades as codes;

/// The structure conforms.
#[derive(Clone, Debug)]
pub struct Conforms(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Conforms> {
    match (&case.facts().structure, case.facts().level) {
        (Structure::Conforms, Some(level)) => {
            case.push(codes::STRUCTURE_VALID.finding().with("level", level.as_str()));
            Some(Conforms(()))
        }
        (Structure::Deviates(problems), _) => {
            case.findings.extend(problems.iter().map(StructureProblem::finding));
            None
        }
        // Says nothing, and establishes nothing.
        (Structure::NotRead | Structure::Conforms, _) => None,
    }
}
