//! Accredited time-stamp services (時刻認証業務の認定): a dated list of the user's.
//!
//! Nothing in a token says that its service is accredited. The ministry publishes the services with
//! their certificates; such a list is data of the user's, and what it says is a fact of its own beside
//! the verdict, unless a policy demands it.

use crate::{Certificate, JapanDay};
use shohosen_report::{Finding, Phrase, Text, Time, codes::timestamp as codes};

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccreditedService {
    /// The name of the service.
    pub service: Text,
    /// The SHA-256 of the certificate that signs its tokens; that of an authority above it does not
    /// count, which may have issued others.
    pub certificate_sha256: [u8; 32],
    /// The first day.
    pub from: JapanDay,
    /// The last day; `None`: no end is known.
    pub until: Option<JapanDay>,
    /// Who says so.
    pub source: Text,
}

/// What is known of accreditation, and whether it is demanded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accreditation {
    /// The list, as the user keeps it.
    pub services: Vec<AccreditedService>,
    /// Whether a time-stamp of a service that was not accredited proves nothing.
    pub required: bool,
}

impl Accreditation {
    /// What the list says of the service that signed with this certificate at this time; `None` where
    /// there is no list and nothing is demanded.
    pub fn finding(&self, certificate: &Certificate, gen_time: Time) -> Option<Finding> {
        if self.services.is_empty() && !self.required {
            return None;
        }
        let own = |entry: &&AccreditedService| entry.certificate_sha256 == *certificate.sha256();
        let accredited = self.services.iter().filter(own).find(|entry| entry.holds(gen_time));
        if let Some(entry) = accredited {
            return Some(
                codes::ACCREDITATION_LISTED
                    .finding()
                    .with("service", entry.service.clone())
                    .with("gen_time", gen_time)
                    .with("period", entry.period())
                    .with("source", entry.source.clone()),
            );
        }
        let code = match self.required {
            true => codes::ACCREDITATION_REQUIRED,
            false => codes::ACCREDITATION_NOT_LISTED,
        };
        let subject = certificate.subject().redacted().clone();
        let finding = code.finding().with("subject", subject).with("gen_time", gen_time);
        Some(finding.with("certificate_sha256", *certificate.sha256()))
    }
}

impl AccreditedService {
    fn period(&self) -> Phrase {
        let from = self.from;
        match self.until {
            Some(until) => {
                Phrase::new(format!("{from} から {until} まで"), format!("from {from} to {until}"))
            }
            None => Phrase::new(format!("{from} から"), format!("from {from}")),
        }
    }

    fn holds(&self, at: Time) -> bool {
        self.from.has_begun(at) && self.until.is_none_or(|until| !until.is_over(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_testkit::tsa::TimeStampAuthority;

    #[test]
    fn the_list_speaks_of_this_certificate_on_the_days_that_it_names() {
        let at = |text: &str| Time::parse_rfc3339(text).unwrap();
        let authority = TimeStampAuthority::from_committed_keys(at("2026-06-01T00:00:00Z"));
        let read = |der: &[u8]| Certificate::from_der(der).unwrap();
        let (own, root) = (read(&authority.certificate), read(&authority.root));
        let entry = AccreditedService {
            service: "Test time-stamps".into(),
            certificate_sha256: *own.sha256(),
            from: "2023-02-16".parse().unwrap(),
            until: Some("2028-02-15".parse().unwrap()),
            source: "a list for tests".into(),
        };
        let list =
            |entry: AccreditedService, required| Accreditation { services: vec![entry], required };
        let code = |list: &Accreditation, certificate: &Certificate, time: &str| {
            list.finding(certificate, at(time)).map(|finding| finding.code.id())
        };
        let given = list(entry.clone(), false);
        let demanded = list(entry.clone(), true);
        let listed = Some("timestamp.accreditation.listed");
        let (absent, refused) =
            (Some("timestamp.accreditation.not_listed"), Some("timestamp.accreditation.required"));
        for (time, expected) in [
            ("2023-02-15T14:59:59Z", absent),
            ("2023-02-15T15:00:00Z", listed),
            ("2028-02-15T14:59:59Z", listed),
            ("2028-02-15T15:00:00Z", absent),
        ] {
            assert_eq!(code(&given, &own, time), expected, "{time}");
        }
        assert_eq!(code(&demanded, &own, "2028-02-15T15:00:00Z"), refused);
        assert_eq!(code(&demanded, &own, "2025-01-01T00:00:00Z"), listed);
        assert_eq!(code(&given, &root, "2025-01-01T00:00:00Z"), absent);
        let endless = list(AccreditedService { until: None, ..entry }, false);
        assert_eq!(code(&endless, &own, "2090-01-01T00:00:00Z"), listed);
        assert_eq!(code(&Accreditation::default(), &own, "2025-01-01T00:00:00Z"), None);
        let nobody = Accreditation { required: true, ..Accreditation::default() };
        assert_eq!(code(&nobody, &own, "2025-01-01T00:00:00Z"), refused);
    }
}
