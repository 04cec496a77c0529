//! What hangs on a time-stamp about which nothing could be decided: an expired certificate is not final
//! as long as a time-stamp may prove that it had not expired yet (EN 319 102-1 §5.6.3).

use shohosen_report::{Finding, Severity, Time, Value};

/// Findings that a proven time from before their date would take back, with the evidence that holds
/// the date.
const TAKEN_BACK: [(&str, &str); 6] = [
    ("pki.certificate.expired_no_poe", "not_after"),
    ("pki.ca.expired", "not_after"),
    ("pki.certificate.revoked_no_poe", "revoked_at"),
    ("pki.ca.revoked", "revoked_at"),
    ("timestamp.certificate.expired", "not_after"),
    ("timestamp.certificate.revoked", "revoked_at"),
];

/// Makes warnings of the findings that would not stand if the time that an undecided time-stamp claims
/// were proven. Returns whether there were any.
pub(super) fn soften(findings: &mut [Finding], claimed: Time) -> bool {
    let mut softened = false;
    for finding in findings {
        let date = TAKEN_BACK.iter().find(|(code, _)| *code == finding.code.id());
        let date = date.and_then(|(_, key)| finding.evidence.get(key));
        if let Some(Value::Time(date)) = date
            && *date > claimed
            && finding.severity == Severity::Error
        {
            finding.severity = Severity::Warning;
            softened = true;
        }
    }
    softened
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_report::Code;

    #[test]
    fn what_is_taken_back_are_errors_whose_texts_name_the_date() {
        for (id, key) in TAKEN_BACK {
            let entry = Code::from_id(id).unwrap().entry();
            assert_eq!(entry.weight.severity(), Severity::Error, "{id}");
            assert!(entry.message_en.contains(&format!("{{{key}}}")), "{id}");
        }
    }

    #[test]
    fn only_what_lies_after_the_claimed_time_is_taken_back() {
        let expired = |not_after| {
            let finding = Code::from_id("pki.ca.expired").unwrap().finding();
            finding.with("not_after", Time::from_unix(not_after).unwrap())
        };
        let mut findings = [expired(100), expired(101), expired(99)];
        assert!(soften(&mut findings, Time::from_unix(100).unwrap()));
        let severities = findings.map(|finding| finding.severity);
        assert_eq!(severities, [Severity::Error, Severity::Warning, Severity::Error]);
        assert!(!soften(&mut [expired(99)], Time::from_unix(100).unwrap()));
    }
}
