//! Documents that a service elsewhere has signed and returned whole.

use super::{Content, Refusal, Signed, Signer, SigningError};
use crate::{Error, Verified, VerifyInput};
use shohosen_pki::{Certificate, TrustMaterial};
use shohosen_report::{Appearance, Finding, Language, Phrase, Time, codes};
use shohosen_rx::document::{PayloadKind, UnsignedDocument};
use shohosen_xml::Document;

impl Signer {
    /// The document that a service is sent which signs whole documents: checked as by
    /// [`prepare`](Self::prepare), but for the certificate, and without a signature. What comes back is
    /// for [`adopt`](Self::adopt).
    ///
    /// # Errors
    /// If the records may not be signed, or the prescription that was dispensed on does not hold.
    pub fn unsigned(
        &self,
        content: Content<'_>,
        at: Time,
    ) -> Result<UnsignedDocument, SigningError> {
        let refusals = self.refusals_of_payload(content.records(), content.kind());
        if !refusals.is_empty() {
            return Err(SigningError::Refused(refusals));
        }
        Ok(match content {
            Content::Prescription(records) => UnsignedDocument::prescription(records),
            Content::Dispensing { prescription, records } => {
                self.check_prescription(prescription, at)?;
                let limits = &self.verifier.settings().xml_limits;
                let document = Document::parse(prescription, limits).map_err(Error::from)?;
                UnsignedDocument::dispensing(&document, records)?
            }
            Content::Document(unsigned) => {
                if unsigned.kind == PayloadKind::Dispensing {
                    self.check_inner_prescription(&unsigned.bytes, at)?;
                }
                unsigned.clone()
            }
        })
    }

    /// Takes a document that a remote signing service has signed: the service of the HPKI second
    /// certificate (HPKI セカンド電子証明書) is handed the document without its signature (`sent`) and
    /// gives it back with one (`answer`).
    ///
    /// The answer is taken as it stands, octet for octet, and only if it is what was sent and one
    /// signature more, in its place ([`UnsignedDocument::differences`]); if this signature verifies;
    /// and if its certificate may sign this now, by the rules of [`sign`](Self::sign). Without
    /// `certificate` the signer must be known by a path to a trust anchor; with it, it must be this very
    /// certificate. What cannot be decided yet (whether the certificate was revoked) is no obstacle.
    ///
    /// For a service that signs octets or a digest, as cards and key management services do, there are
    /// [`prepare`](Self::prepare) and [`finish`](Self::finish).
    ///
    /// # Errors
    /// [`SigningError::NotAdopted`] with every reason; as [`sign`](Self::sign) for what was sent.
    pub fn adopt(
        &self,
        sent: &[u8],
        answer: &[u8],
        certificate: Option<&Certificate>,
        at: Time,
    ) -> Result<Signed, SigningError> {
        let limits = &self.verifier.settings().xml_limits;
        let sent = UnsignedDocument::from_xml(sent, limits)?;
        if sent.kind == PayloadKind::Dispensing {
            self.check_inner_prescription(&sent.bytes, at)?;
        }
        let differences = match Document::parse(answer, limits) {
            Ok(document) => sent.differences(&document, limits),
            Err(error) => vec![unreadable(answer, &error)],
        };
        if !differences.is_empty() {
            return Err(not_adopted(differences));
        }
        self.verifier.scratches().with(answer.len(), |scratch| {
            let budget = self.verifier.budget();
            let input = VerifyInput::default();
            let facts = self.verifier.collect_with(answer, input, scratch, &budget)?;
            let report = self.verifier.judge(&facts, at);
            let mut refusals = self.refusals(&report.findings);
            let own = facts.signatures.iter().find(|s| s.position() == sent.kind.position());
            match own.map(|own| (&own.facts, own.facts.signing_certificate.certificate.as_ref())) {
                Some((facts, Some(found))) => {
                    let of_key_info = &facts.signing_certificate.key_info_certificates;
                    let material = [
                        TrustMaterial { certificates: of_key_info, ..TrustMaterial::default() },
                        facts.validation_data.material(),
                    ];
                    let check = self.check_certificate(found, sent.kind, &material, at, &budget);
                    refusals.extend(check.refusals);
                    if let Some(algorithm) = facts.signature_value.algorithm {
                        let key = found.public_key();
                        refusals.extend(self.refusal_of_algorithm(algorithm, key, at));
                    }
                    let subject = || found.subject().redacted().clone();
                    let signing = match certificate {
                        Some(expected) if expected.sha256() == found.sha256() => None,
                        Some(_) => Some(codes::signing::ANSWER_OTHER_CERTIFICATE),
                        None if check.has_path => None,
                        None => Some(codes::signing::ANSWER_SIGNER_UNKNOWN),
                    };
                    refusals.extend(
                        signing.map(|code| Refusal::new(code.finding().with("subject", subject()))),
                    );
                }
                // The report says why, unless there is no such signature at all.
                _ if !refusals.is_empty() => {}
                _ => refusals.push(Refusal::new(codes::signing::ANSWER_NOT_SIGNED.finding())),
            }
            refusals.extend(self.refusals_of_payload(&sent.records, sent.kind));
            let mut known = Vec::new();
            refusals.retain(|refusal| {
                let is_new = !known.contains(&refusal.finding.code);
                known.push(refusal.finding.code);
                is_new
            });
            if !refusals.is_empty() {
                return Err(SigningError::NotAdopted(refusals));
            }
            let verified = Verified::of(report, facts);
            Ok(Signed { bytes: answer.to_vec(), verified })
        })
    }
}

fn not_adopted(findings: Vec<Finding>) -> SigningError {
    SigningError::NotAdopted(findings.into_iter().map(Refusal::new).collect())
}

/// What came back is no XML: what it is instead, where that can be seen.
fn unreadable(answer: &[u8], error: &shohosen_xml::Error) -> Finding {
    let finding = codes::signing::ANSWER_UNREADABLE.finding().at(error.position().to_string());
    match Appearance::of(answer).filter(|seen| *seen != Appearance::Xml) {
        Some(seen) => finding.with("reason", instead_of_xml(seen)),
        None => finding.with("reason", error.finding()),
    }
}

fn instead_of_xml(seen: Appearance) -> Phrase {
    let seen = seen.phrase();
    let ja = seen.pick(Language::Japanese);
    Phrase::new(format!("XML ではなく、{ja}です"), format!("it is {seen} and no XML"))
}
