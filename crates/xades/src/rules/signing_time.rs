//! SigningTime, where it is there, is a date and time with a zone (XAdES §5.2.1). It is a claim.

use super::Case;
use shohosen_report::codes;

/// The claim was read: nobody has to rely on it.
#[derive(Clone, Debug)]
pub struct Read(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Read> {
    if let Some((text, None)) = &case.facts().signing_time {
        case.push(codes::xades::SIGNING_TIME_MALFORMED.finding().with("actual", text.clone()));
    }
    Some(Read(()))
}
