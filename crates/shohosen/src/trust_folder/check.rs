//! What is missing in the folder, for which kind of document, and where it is published.

use super::{TrustContent, TrustFile, TrustFolder, TrustKind};
use crate::VerifierSettings;
use shohosen_pki::extensions::DistributionPointName;
use shohosen_pki::{Certificate, CertificateList, Name};
use shohosen_report::{Finding, Time, codes::trust};

impl TrustFolder {
    /// What a verification as of this time would miss: a finding each, errors and warnings; and
    /// `trust.folder.complete` where there is none. That nothing is missing here does not say that
    /// every document can be verified: it may be signed under an issuer that is not known here.
    pub fn check(&self, at: Time) -> Vec<Finding> {
        let mut findings = Vec::new();
        for path in &self.ignored {
            let finding = trust::FILE_IGNORED.finding();
            findings.push(finding.with("file", path.display().to_string()));
        }
        let (anchors, stamps) = (self.of(TrustKind::Anchor), self.of(TrustKind::TimeStampAnchor));
        let between = self.of(TrustKind::Intermediate);
        for (file, certificate) in anchors.iter().chain(&stamps).chain(&between) {
            if !certificate.is_current(at) {
                findings.push(
                    named(trust::CERTIFICATE_NOT_CURRENT.finding(), file)
                        .with("not_before", certificate.not_before())
                        .with("not_after", certificate.not_after())
                        .with("at", at),
                );
            }
        }
        if stamps.is_empty() {
            findings.push(trust::TSA_ANCHOR_MISSING.finding());
        }
        let lists = self.lists();
        for (file, certificate) in &between {
            let issuer = certificate.issuer();
            let mut known = anchors.iter().chain(&between).map(|(_, other)| other.subject());
            if !known.any(|subject| subject == issuer) {
                let finding = named(trust::INTERMEDIATE_UNKNOWN_ISSUER.finding(), file);
                findings.push(finding.with("issuer", issuer.to_string()));
            }
        }
        // Whoever issues has a list on which what it issued may stand.
        let all =
            || anchors.iter().chain(&stamps).chain(&between).map(|(_, certificate)| *certificate);
        for authority in all().filter(|certificate| is_authority(certificate)) {
            let issued: Vec<&Certificate> = all()
                .filter(|other| other.issuer() == authority.subject() && !other.is_self_issued())
                .collect();
            let uris: Vec<String> = issued.iter().copied().flat_map(points).collect();
            let of_it: Vec<_> = lists
                .iter()
                .copied()
                .filter(|list| list.issuer() == authority.subject() && speaks_of(list, &issued))
                .collect();
            list(&mut findings, &of_it, authority.subject(), &uris, at);
        }
        let root = VerifierSettings::with_mhlw_root().trust.signers;
        if !all().any(|certificate| root.anchor_of(certificate).is_some()) {
            findings.push(trust::ROOT_CERTIFICATE_MISSING.finding());
        }
        if between.is_empty() {
            findings.push(trust::INTERMEDIATES_MISSING.finding());
        }
        let mut seen: Vec<String> = Vec::new();
        findings.retain(|finding| {
            let key = format!("{}{:?}", finding.code.id(), finding.evidence);
            let new = !seen.contains(&key);
            seen.push(key);
            new
        });
        if findings.is_empty() {
            findings.push(trust::FOLDER_COMPLETE.finding());
        }
        findings
    }

    /// The certificates of a kind, with their files.
    fn of(&self, kind: TrustKind) -> Vec<(&TrustFile, &Certificate)> {
        let files = self.files.iter().filter(|file| file.kind == kind);
        files
            .flat_map(|file| match &file.content {
                TrustContent::Certificates(all) => {
                    all.iter().map(|each| (file, each)).collect::<Vec<_>>()
                }
                TrustContent::Lists(_) => Vec::new(),
            })
            .collect()
    }

    fn lists(&self) -> Vec<&CertificateList> {
        let all = self.files.iter().filter_map(|file| match &file.content {
            TrustContent::Lists(lists) => Some(lists),
            TrustContent::Certificates(_) => None,
        });
        all.flatten().collect()
    }
}

/// Whether a list stands for what its issuer issued. The root of HPKI has two, RARL and SARL: the one
/// does not stand for the other, which the name of the distribution point tells (RFC 5280 §6.3.3 (b)(2)).
/// A delta adds to a list and is none by itself.
fn speaks_of(list: &CertificateList, issued: &[&Certificate]) -> bool {
    let Some(scope) = list.issuing_distribution_point() else { return list.delta_base().is_none() };
    if list.delta_base().is_some() || scope.only_attribute_certificates {
        return false;
    }
    let Some(name) = &scope.name else { return true };
    let mut points =
        issued.iter().flat_map(|other| &other.extensions().crl_distribution_points).peekable();
    // Where nothing that it issued is at hand, nothing says which list is meant.
    points.peek().is_none()
        || points.any(|point| match (&point.name, name) {
            (Some(DistributionPointName::Full(one)), DistributionPointName::Full(other)) => {
                one.iter().any(|name| other.contains(name))
            }
            (Some(one), other) => one == other,
            (None, _) => false,
        })
}

/// Whether a list of this issuer is there and current.
fn list(
    findings: &mut Vec<Finding>,
    lists: &[&CertificateList],
    issuer: &Name,
    uris: &[String],
    at: Time,
) {
    let with_uris = |finding: Finding| match uris.is_empty() {
        true => finding,
        false => finding.with("uri", uris.join(" ")),
    };
    let newest =
        lists.iter().filter(|list| list.issuer() == issuer).max_by_key(|list| list.this_update());
    let Some(newest) = newest else {
        let code = if uris.is_empty() { trust::CRL_MISSING } else { trust::CRL_MISSING_AT };
        return findings.push(with_uris(code.finding().with("issuer", issuer.to_string())));
    };
    if let Some(until) = newest.next_update().filter(|until| *until < at) {
        let code = if uris.is_empty() { trust::CRL_OUTDATED } else { trust::CRL_OUTDATED_AT };
        let finding = code.finding().with("issuer", issuer.to_string());
        findings.push(with_uris(finding.with("next_update", until).with("at", at)));
    }
}

fn named(finding: Finding, file: &TrustFile) -> Finding {
    finding.with("file", file.path.display().to_string())
}

fn is_authority(certificate: &Certificate) -> bool {
    certificate.extensions().basic_constraints.is_some_and(|constraints| constraints.ca)
}

/// Where the lists of its issuer are published (RFC 5280 §4.2.1.13).
fn points(certificate: &Certificate) -> Vec<String> {
    let points = certificate.extensions().crl_distribution_points.iter();
    points.flat_map(|point| point.uris().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str) -> Vec<u8> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../test-vectors/pki/");
        std::fs::read(format!("{folder}{name}")).unwrap()
    }

    #[test]
    fn a_list_of_another_distribution_point_does_not_stand_for_the_one_that_is_named() {
        let list = CertificateList::from_der(&read("sarl.crl")).unwrap();
        let [authority, doctor] =
            ["sign-ca.cer", "doctor.cer"].map(|name| Certificate::from_der(&read(name)).unwrap());
        assert!(speaks_of(&list, &[&authority]), "its own point names this list");
        assert!(!speaks_of(&list, &[&doctor]), "its point names another one");
        assert!(speaks_of(&list, &[]), "nothing says which list is meant");
    }
}
