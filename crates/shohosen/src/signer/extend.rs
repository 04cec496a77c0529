//! From ES-BES to ES-T, ES-XL and ES-A.

use super::{Refusal, Signed, Signer, SigningError};
use crate::{Error, Verified, VerifyInput};
use shohosen_pki::timestamp::FreshTokenCheck;
use shohosen_pki::{TrustRole, WorkBudget};
use shohosen_report::{Level, Phrase, Position, Time, Verdict, codes};
use shohosen_xades::facts::{SignatureFacts, TimeStampKind, ValidationData};
use shohosen_xades::sign::{
    ExtendError, Extension, RevocationMaterial, RevocationSource, TimeStampAuthority, ValuesOf,
    ValuesRequest,
};
use shohosen_xades::{CollectSettings, Workspace, collect, signatures};
use shohosen_xml::Document;

/// Where time-stamps and revocation information come from.
#[derive(Clone, Copy, Default)]
pub struct Providers<'p> {
    /// Who makes time-stamps; needed for ES-T and ES-A.
    pub time_stamps: Option<&'p dyn TimeStampAuthority>,
    /// Where revocation information comes from, beside the verifier's; needed for ES-XL where
    /// the verifier has none.
    pub revocation: Option<&'p dyn RevocationSource>,
}

/// A document on its way.
struct Raise<'r> {
    signer: &'r Signer,
    providers: Providers<'r>,
    extension: Extension,
    signature: usize,
    /// The time of verification: the caller's, never what an authority claims.
    at: Time,
    workspace: Workspace,
    /// What the document may cost, from before to after.
    budget: &'r WorkBudget,
}

impl Signer {
    /// Raises the level of the signature of a document, whoever made it: the prescriber's of a
    /// prescription, the pharmacist's of a dispensing record. Every level on the way is added; an
    /// archive time-stamp (ES-A) is added each time it is asked for.
    ///
    /// Unsigned properties are put into the text of the document; no other octet changes. The
    /// result is verified before it is handed out.
    ///
    /// # Errors
    /// If the document does not verify (INVALID) as it is or as it would be, if something for
    /// the level cannot be had, or if the level is reached already.
    pub fn extend(
        &self,
        document: &[u8],
        to: Level,
        providers: Providers<'_>,
        at: Time,
    ) -> Result<Signed, SigningError> {
        let budget = self.verifier.budget();
        let before = self.verify(document, at, &budget)?;
        let refusals = self.refusals(&before.report().findings);
        if !refusals.is_empty() {
            return Err(SigningError::Refused(refusals));
        }
        let (signature, level) = outermost(&before).ok_or_else(|| {
            let finding = codes::document::SIGNATURE_MISSING.finding();
            SigningError::Refused(vec![Refusal::new(finding)])
        })?;
        if to <= level && to != Level::A {
            let finding = codes::signing::LEVEL_REACHED.finding().with("level", level.as_str());
            return Err(SigningError::Refused(vec![Refusal::new(finding)]));
        }
        let limits = self.verifier.settings().xml_limits.clone();
        let mut raise = Raise {
            signer: self,
            providers,
            extension: Extension::new(document.to_vec(), signature, limits),
            signature,
            at,
            workspace: Workspace::default(),
            budget: &budget,
        };
        if level < Level::T {
            raise.time_stamp(TimeStampKind::Signature, Level::T)?;
        }
        if to >= Level::Xl {
            raise.values()?;
        }
        if to >= Level::A {
            raise.time_stamp(TimeStampKind::Archive, Level::A)?;
            raise.time_stamp_values(Missing::Tolerated)?;
        }
        let bytes = raise.extension.into_document();
        self.conclude_extension(bytes, &before, signature, to, at, &budget)
    }

    fn verify(&self, bytes: &[u8], at: Time, budget: &WorkBudget) -> Result<Verified, Error> {
        self.verifier.scratches().with(bytes.len(), |scratch| {
            self.verifier.verify_within(bytes, at, VerifyInput::default(), scratch, budget)
        })
    }

    /// Verifies what was extended: the same signatures over the same records, none worse than
    /// before, and the level that was asked for.
    fn conclude_extension(
        &self,
        bytes: Vec<u8>,
        before: &Verified,
        signature: usize,
        to: Level,
        at: Time,
        budget: &WorkBudget,
    ) -> Result<Signed, SigningError> {
        let verified = self.verify(&bytes, at, budget)?;
        let report = verified.report();
        let mut refusals = self.refusals(&report.findings);
        let level = report.signatures.get(signature).and_then(|signature| signature.level);
        let same = report.signatures.len() == before.report().signatures.len()
            && verified.payloads == before.payloads;
        let lost =
            before.report().verdict() == Verdict::Valid && report.verdict() == Verdict::Invalid;
        if level.is_none_or(|level| level < to) || !same || lost {
            let finding = codes::signing::NOT_EXTENDABLE.finding();
            refusals.push(Refusal::new(finding.with("reason", "the result is not of that level")));
        }
        if refusals.is_empty() {
            Ok(Signed { bytes, verified })
        } else {
            Err(SigningError::Unverified(refusals))
        }
    }
}

/// The signature that may be raised: the inner prescription of a dispensing record is sealed.
fn outermost(verified: &Verified) -> Option<(usize, Level)> {
    let signatures = &verified.report().signatures;
    let at = |wanted| signatures.iter().position(|signature| signature.position == wanted);
    let index = at(Position::Dispensing)
        .or_else(|| at(Position::Prescription))
        .or_else(|| at(Position::Unknown).filter(|_| signatures.len() == 1))?;
    Some((index, signatures.get(index)?.level?))
}

/// What happens where nothing says whether a certificate was revoked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    /// It is an error.
    Refused,
    /// It is left out: the service adds certificates only after an archive time-stamp.
    Tolerated,
}

impl Raise<'_> {
    fn time_stamp(&mut self, kind: TimeStampKind, level: Level) -> Result<(), SigningError> {
        let authority = self.providers.time_stamps.ok_or_else(|| {
            let finding = codes::signing::PROVIDER_MISSING.finding().with("level", level.as_str());
            SigningError::Refused(vec![Refusal::new(
                finding.with("provider", Phrase::new("時刻認証局", "time-stamp authority")),
            )])
        })?;
        let settings = self.signer.verifier.settings();
        let policy = &settings.policy;
        let check = FreshTokenCheck {
            certificates: &settings.trust.certificates,
            policy: policy.token_policy(),
            at: self.at,
            tolerance: policy.clock_tolerance,
        };
        let workspace = &mut self.workspace;
        self.extension.add_time_stamp(kind, authority, &check, workspace, self.budget)?;
        Ok(())
    }

    /// Everything that is missing for ES-XL: for each time-stamp, then for the signer.
    fn values(&mut self) -> Result<(), SigningError> {
        self.time_stamp_values(Missing::Refused)?;
        let facts = self.facts()?;
        let present = &facts.validation_data;
        if !present.certificates.is_empty() {
            return Ok(());
        }
        let Some(certificate) = &facts.signing_certificate.certificate else { return Ok(()) };
        // The signer is judged at the time that the first signature time-stamp proves.
        let stamps = facts.time_stamps.iter().filter(|s| s.kind == TimeStampKind::Signature);
        let times = stamps.filter_map(|s| s.token.as_ref()).map(|token| token.info().gen_time);
        let at = times.min().unwrap_or(self.at);
        let candidates = &facts.signing_certificate.key_info_certificates;
        let anchors = &self.signer.verifier.settings().trust.signers;
        let role = TrustRole::Signer;
        let request = self.request(certificate, role, anchors, candidates, present, at);
        let collected = request.collect()?;
        if !collected.missing.is_empty() {
            return Err(ExtendError::Values(collected.missing).into());
        }
        Ok(self.extension.add_values(ValuesOf::Signature, &collected.values)?)
    }

    /// The TimeStampValidationData of every time-stamp that does not have it all.
    fn time_stamp_values(&mut self, missing: Missing) -> Result<(), SigningError> {
        let facts = self.facts()?;
        let stamps = &facts.time_stamps;
        for (index, stamp) in stamps.iter().enumerate() {
            let Some(token) = &stamp.token else { continue };
            let signer = stamp.verification.as_ref().and_then(|facts| facts.signer.certificate());
            let Some(signer) = signer else { continue };
            // A time-stamp is judged at the next one that seals it, the last one now.
            let sealed = stamps.iter().skip(index + 1).filter(|s| s.kind == TimeStampKind::Archive);
            let sealed = sealed.filter_map(|s| s.token.as_ref()).map(|t| t.info().gen_time).next();
            if sealed.is_some() {
                continue;
            }
            let present = &stamp.validation_data;
            let candidates = token.certificates();
            let anchors = &self.signer.verifier.settings().trust.time_stamp_authorities;
            let role = TrustRole::TimeStampAuthority { gen_time: token.info().gen_time };
            let request = self.request(signer, role, anchors, candidates, present, self.at);
            let mut collected = request.collect()?;
            if !collected.missing.is_empty() && missing == Missing::Refused {
                return Err(ExtendError::Values(collected.missing).into());
            }
            // As the service has it: the authority's own certificate comes first.
            if !present.certificates.contains(signer) {
                collected.values.certificates.insert(0, signer.clone());
            }
            self.extension.add_values(ValuesOf::TimeStamp(index), &collected.values)?;
        }
        Ok(())
    }

    fn request<'v>(
        &'v self,
        certificate: &'v shohosen_pki::Certificate,
        role: TrustRole,
        anchors: &'v shohosen_pki::TrustStore,
        candidates: &'v [shohosen_pki::Certificate],
        present: &'v ValidationData,
        at: Time,
    ) -> ValuesRequest<'v> {
        static NOTHING: RevocationMaterial = RevocationMaterial::EMPTY;
        let settings = self.signer.verifier.settings();
        ValuesRequest {
            certificate,
            role,
            anchors,
            candidates,
            present,
            at,
            verified_at: self.at,
            source: self.providers.revocation.unwrap_or(&NOTHING),
            trust: &settings.trust,
            policy: &settings.policy,
            cache: self.signer.verifier.cache(),
            budget: self.budget,
        }
    }

    fn facts(&mut self) -> Result<SignatureFacts, SigningError> {
        let settings = self.signer.verifier.settings();
        let document = Document::parse(self.extension.document(), &settings.xml_limits)
            .map_err(Error::from)?;
        let node = signatures(&document).nth(self.signature);
        let node = node.ok_or(ExtendError::NoSignature { index: self.signature })?;
        let collect_settings = CollectSettings {
            limits: &settings.signature_limits,
            external: None,
            cache: self.signer.verifier.cache(),
            budget: self.budget,
            known: None,
        };
        let facts = collect(&document, node, collect_settings, &mut self.workspace);
        Ok(facts.with_certificates(&settings.trust.certificates, self.budget).into_owned())
    }
}
