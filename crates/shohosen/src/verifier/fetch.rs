//! Revocation information that is fetched for the documents at hand.

use super::{Facts, Verifier, VerifyInput};
use crate::sign::{RevocationMaterial, RevocationSource};
use crate::{Error, Verified};
use shohosen_pki::{Certificate, TimeBasis, TrustMaterial, TrustRequest, TrustRole, TrustStore};
use shohosen_report::{Report, Time, Verdict};
use shohosen_xades::facts::TimeStampKind;
use std::sync::Arc;

impl Verifier {
    /// As [`judge`](Self::judge), with what a source has about the certificates of the signers and of
    /// the time-stamp authorities, beside the document's own and the verifier's. Whatever comes from
    /// there is judged like any other: by its signature, its scope and its days; it can show that a
    /// certificate was revoked as well as that it was not.
    ///
    /// Asked for is only the path of a certificate that leads to an anchor: addresses in certificates
    /// that nobody vouches for are not followed. What could not be had stands in the report as a
    /// finding of its own, unless the verdict is VALID without it.
    pub fn judge_fetching(&self, facts: &Facts, at: Time, source: &dyn RevocationSource) -> Report {
        let RevocationMaterial { crls, ocsp_responses, certificates, failures } =
            self.fetch(facts, at, source);
        let mut settings = self.settings.clone();
        settings.trust.crls.extend(crls);
        settings.trust.ocsp_responses.extend(ocsp_responses);
        settings.trust.certificates.extend(certificates);
        let with_all = Self { settings, cache: Arc::clone(&self.cache), ..Self::default() };
        let mut report = with_all.judge(facts, at);
        if report.verdict() != Verdict::Valid {
            report.findings.extend(failures);
        }
        report
    }

    /// As [`verify_with`](Self::verify_with), judged as by [`judge_fetching`](Self::judge_fetching).
    ///
    /// # Errors
    /// As there.
    pub fn verify_fetching(
        &self,
        bytes: &[u8],
        at: Time,
        input: VerifyInput<'_>,
        source: &dyn RevocationSource,
    ) -> Result<Verified, Error> {
        let facts = self.collect(bytes, input)?;
        let report = self.judge_fetching(&facts, at, source);
        Ok(Verified::of(report, facts))
    }

    fn fetch(&self, facts: &Facts, at: Time, source: &dyn RevocationSource) -> RevocationMaterial {
        let trust = &self.settings.trust;
        let budget = self.budget_left(facts);
        let mut fetch = Fetch { verifier: self, facts, at, source, found: Default::default() };
        for entry in &facts.signatures {
            let facts = entry.facts.with_certificates(&trust.certificates, &budget);
            let stamps = facts.time_stamps.iter().filter(|s| s.kind == TimeStampKind::Signature);
            let stamps = stamps.filter_map(|stamp| stamp.token.as_ref());
            let stamped = stamps.map(|token| token.info().gen_time).min();
            if let Some(signer) = &facts.signing_certificate.certificate {
                let candidates = &facts.signing_certificate.key_info_certificates;
                let material = [of(candidates), facts.validation_data.material()];
                // Claimed so far, and only to find a path: what it proves is judged later.
                let judged_at = stamped.unwrap_or(at);
                fetch.of_path(signer, TrustRole::Signer, &trust.signers, &material, judged_at);
            }
            for stamp in &facts.time_stamps {
                let signer =
                    stamp.verification.as_ref().and_then(|facts| facts.signer.certificate());
                let (Some(token), Some(signer)) = (&stamp.token, signer) else { continue };
                let material = [of(token.certificates()), stamp.validation_data.material()];
                let gen_time = token.info().gen_time;
                let role = TrustRole::TimeStampAuthority { gen_time };
                fetch.of_path(signer, role, &trust.time_stamp_authorities, &material, gen_time);
            }
        }
        fetch.found
    }
}

const fn of(certificates: &[Certificate]) -> TrustMaterial<'_> {
    TrustMaterial { certificates, crls: &[], ocsp_responses: &[] }
}

struct Fetch<'f> {
    verifier: &'f Verifier,
    facts: &'f Facts,
    at: Time,
    source: &'f dyn RevocationSource,
    found: RevocationMaterial,
}

impl Fetch<'_> {
    /// What the source has about the certificates of a path.
    fn of_path(
        &mut self,
        certificate: &Certificate,
        role: TrustRole,
        anchors: &TrustStore,
        own: &[TrustMaterial<'_>],
        judged_at: Time,
    ) {
        let settings = self.verifier.settings();
        let mut material = own.to_vec();
        material.push(settings.trust.material());
        let path = TrustRequest {
            certificate,
            role,
            anchors,
            material: &material,
            at: judged_at,
            basis: TimeBasis::Proven,
            verified_at: self.at,
            settings: &settings.policy.revocation_settings(),
            cache: self.verifier.cache(),
            // Its own: judging starts with what collecting has left.
            budget: &self.verifier.budget_left(self.facts),
        }
        .find_path();
        let Ok(path) = path else { return };
        match self.source.revocation_for(&path.certificates, self.at) {
            Ok(more) => {
                let found = &mut self.found;
                add(&mut found.crls, more.crls);
                found.ocsp_responses.extend(more.ocsp_responses);
                add(&mut found.certificates, more.certificates);
                add(&mut found.failures, more.failures);
            }
            Err(error) => add(&mut self.found.failures, vec![error.finding().clone()]),
        }
    }
}

fn add<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if !all.contains(&item) {
            all.push(item);
        }
    }
}
