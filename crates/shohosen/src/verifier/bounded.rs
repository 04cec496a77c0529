//! A report stays readable, and bounded, whatever the document repeats.

use shohosen_report::{Code, Finding, codes};
use std::collections::HashMap;

/// Findings of one code that a report holds at most: more of the same kind tell nobody anything. A
/// prescription has three references, and nobody signs more than a few files of a scan.
const MAX_OF_ONE_CODE: usize = 64;

/// Leaves out what is beyond the bound and says how many there were. The verdict was made before.
pub(super) fn bound(findings: &mut Vec<Finding>) {
    if findings.len() <= MAX_OF_ONE_CODE {
        return;
    }
    let mut counts: HashMap<Code, usize> = HashMap::new();
    findings.retain(|finding| {
        let count = counts.entry(finding.code).or_default();
        *count += 1;
        *count <= MAX_OF_ONE_CODE
    });
    let mut omitted: Vec<_> =
        counts.into_iter().filter(|(_, count)| *count > MAX_OF_ONE_CODE).collect();
    omitted.sort_by_key(|(code, _)| code.number());
    findings.extend(omitted.into_iter().map(|(code, count)| {
        codes::document::FINDINGS_OMITTED
            .finding()
            .with("code", code.id())
            .with("shown", MAX_OF_ONE_CODE)
            .with("count", count)
    }));
}
