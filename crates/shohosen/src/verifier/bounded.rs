//! A report stays readable, and bounded, whatever the document repeats.

use shohosen_report::{Code, Finding, codes};
use std::collections::HashMap;

/// Findings of one code that a report holds at most: more of the same kind tell nobody anything. A
/// prescription has three references, and nobody signs more than a few files of a scan.
const MAX_OF_ONE_CODE: usize = 64;

/// How many findings of each code were left out.
#[derive(Default)]
pub(super) struct Omitted(HashMap<Code, usize>);

impl Omitted {
    /// Leaves out what is beyond the bound. Verdicts were made before.
    pub fn thin(&mut self, findings: &mut Vec<Finding>) {
        if findings.len() <= MAX_OF_ONE_CODE {
            return;
        }
        let mut counts: HashMap<Code, usize> = HashMap::new();
        findings.retain(|finding| {
            let count = counts.entry(finding.code).or_default();
            *count += 1;
            let shown = *count <= MAX_OF_ONE_CODE;
            if !shown {
                *self.0.entry(finding.code).or_default() += 1;
            }
            shown
        });
        findings.shrink_to_fit();
    }

    /// Says what was left out.
    pub fn tell(self, findings: &mut Vec<Finding>) {
        let mut omitted: Vec<_> = self.0.into_iter().collect();
        omitted.sort_by_key(|(code, _)| code.number());
        for (code, omitted) in omitted {
            let shown = findings.iter().filter(|finding| finding.code == code).count();
            let finding = codes::document::FINDINGS_OMITTED.finding().with("code", code.id());
            findings.push(finding.with("shown", shown).with("count", shown + omitted));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_report::Value;

    #[test]
    fn what_is_left_out_is_counted_over_all_that_was_thinned() {
        let one = || codes::xmldsig::MANIFEST_NOT_VERIFIED.finding().with("count", 1);
        let other = || codes::document::PRESCRIPTION_ID_ABSENT.finding();
        let mut omitted = Omitted::default();
        let (mut first, mut second) = (vec![one(); 100], vec![one(); 70]);
        first.push(other());
        omitted.thin(&mut first);
        omitted.thin(&mut second);
        assert_eq!((first.len(), second.len()), (65, 64));
        first.append(&mut second);
        omitted.thin(&mut first);
        omitted.tell(&mut first);
        // 64 of 170, the other one, and the sentence about the 106 that are not there.
        assert_eq!(first.len(), 66);
        let told = first.last().unwrap();
        assert_eq!(told.evidence.get("shown"), Some(&Value::from(64_usize)));
        assert_eq!(told.evidence.get("count"), Some(&Value::from(170_usize)));
        let mut few = vec![one(); 64];
        omitted = Omitted::default();
        omitted.thin(&mut few);
        omitted.tell(&mut few);
        assert_eq!(few.len(), 64);
    }
}
