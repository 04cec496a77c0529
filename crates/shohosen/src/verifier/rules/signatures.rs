//! Each signature of the document is proven (検証要件, the overall conclusion).

use super::Case;

/// There are signatures, and there is a proof of each.
#[derive(Debug)]
pub(crate) struct Proven(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Proven> {
    let judged = case.judged;
    let each = judged.len() == case.facts.signatures.len()
        && judged.iter().all(|judged| judged.proof.is_some());
    (each && !judged.is_empty() && case.facts.signatures_beyond == 0).then_some(Proven(()))
}
