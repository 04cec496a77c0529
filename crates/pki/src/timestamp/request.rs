//! The request to a time-stamp authority (RFC 3161 §2.4.1).

use super::{MessageImprint, TimeStampResponse};
use crate::Oid;
use crate::cms::ber::tag;
use crate::cms::put_der;
use crate::crypto::DigestAlgorithm;
use shohosen_report::{Finding, Phrase, codes::network as codes};

/// A request (`TimeStampReq`) for a token over a digest.
///
/// ```
/// use shohosen_pki::crypto::DigestAlgorithm;
/// use shohosen_pki::timestamp::TimeStampRequest;
///
/// let digest = DigestAlgorithm::Sha256.digest(b"what is to be time-stamped");
/// let request = TimeStampRequest::new(DigestAlgorithm::Sha256, &digest).nonce(0x0123_4567_89ab_cdef);
/// let body = request.to_der(); // for `Content-Type: application/timestamp-query`
/// assert_eq!(body[0], 0x30);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct TimeStampRequest {
    algorithm: DigestAlgorithm,
    digest: Vec<u8>,
    policy: Option<Oid>,
    nonce: Option<u64>,
    without_certificate: bool,
}

impl TimeStampRequest {
    /// For a token over data with this digest, with the authority's certificate inside.
    pub fn new(algorithm: DigestAlgorithm, digest: &[u8]) -> Self {
        Self {
            algorithm,
            digest: digest.to_vec(),
            policy: None,
            nonce: None,
            without_certificate: false,
        }
    }

    /// Demands this policy. Without it the authority chooses.
    pub const fn policy(mut self, policy: Oid) -> Self {
        self.policy = Some(policy);
        self
    }

    /// With a number that must come back in the token: proof that the token is not an old one.
    /// It has to be random.
    pub const fn nonce(mut self, nonce: u64) -> Self {
        self.nonce = Some(nonce);
        self
    }

    /// Leaves the authority's certificate out of the token.
    pub const fn without_certificate(mut self) -> Self {
        self.without_certificate = true;
        self
    }

    /// The request in DER.
    #[must_use]
    pub fn to_der(&self) -> Vec<u8> {
        let mut algorithm = element(tag::OID, self.algorithm.oid().content());
        algorithm.extend(element(tag::NULL, &[]));
        let mut imprint = element(tag::SEQUENCE, &algorithm);
        put_der(tag::OCTET_STRING, &self.digest, &mut imprint);

        let mut request = element(tag::INTEGER, &[1]);
        put_der(tag::SEQUENCE, &imprint, &mut request);
        if let Some(policy) = &self.policy {
            put_der(tag::OID, policy.content(), &mut request);
        }
        if let Some(nonce) = self.nonce {
            put_der(tag::INTEGER, &integer(nonce), &mut request);
        }
        if !self.without_certificate {
            put_der(tag::BOOLEAN, &[0xff], &mut request);
        }
        element(tag::SEQUENCE, &request)
    }

    /// Whether a response answers this request: imprint, nonce and policy (RFC 3161 §2.4.2). The
    /// token in it is still to be verified.
    ///
    /// # Errors
    /// The first of the three that differs.
    pub fn check(&self, response: &TimeStampResponse) -> Result<(), RequestMismatch> {
        let token = &response.token;
        if !token.matches_imprint(self.algorithm, &self.digest) {
            return Err(RequestMismatch::Imprint {
                algorithm: self.algorithm,
                requested: self.digest.clone(),
                stamped: token.info().imprint.clone(),
            });
        }
        let nonce = self.nonce.map(integer);
        if nonce.is_some() && token.info().nonce != nonce {
            return Err(RequestMismatch::Nonce {
                requested: nonce.unwrap_or_default(),
                answered: token.info().nonce.clone(),
            });
        }
        match self.policy {
            Some(requested) if requested != token.info().policy => Err(RequestMismatch::Policy {
                requested: Box::new(requested),
                answered: Box::new(token.info().policy),
            }),
            _ => Ok(()),
        }
    }
}

/// Why a response does not answer a request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestMismatch {
    /// The token is over other data.
    #[error("the token is over other data than was sent")]
    Imprint {
        /// The digest algorithm of the request.
        algorithm: DigestAlgorithm,
        /// The digest of the request.
        requested: Vec<u8>,
        /// What the token is over.
        stamped: MessageImprint,
    },
    /// The nonce is missing or another one: the token is that of another request.
    #[error("the token has not the nonce of the request")]
    Nonce {
        /// The content octets of the nonce sent.
        requested: Vec<u8>,
        /// Those of the nonce in the token.
        answered: Option<Vec<u8>>,
    },
    /// The token was issued under another policy than was asked for.
    #[error("the token was issued under {answered}, asked for was {requested}")]
    Policy {
        /// The policy asked for.
        requested: Box<Oid>,
        /// The policy of the token.
        answered: Box<Oid>,
    },
}

impl RequestMismatch {
    /// The finding that reports this.
    pub fn finding(&self) -> Finding {
        match self {
            Self::Imprint { algorithm, requested, stamped } => {
                let stamped_algorithm = match &stamped.algorithm {
                    Ok(algorithm) => algorithm.name().to_owned(),
                    Err(unsupported) => unsupported.identifier.clone(),
                };
                codes::TSA_IMPRINT_MISMATCH
                    .finding()
                    .with("algorithm", algorithm.name())
                    .with("expected", requested.clone())
                    .with("actual_algorithm", stamped_algorithm)
                    .with("actual", stamped.digest.clone())
            }
            Self::Nonce { requested, answered } => {
                let finding = codes::TSA_NONCE_MISMATCH.finding();
                let finding = finding.with("expected", requested.clone());
                match answered {
                    Some(answered) => finding.with("actual", answered.clone()),
                    None => finding.with("actual", Phrase::new("nonce なし", "no nonce")),
                }
            }
            Self::Policy { requested, answered } => codes::TSA_POLICY_MISMATCH
                .finding()
                .with("expected", requested.to_string())
                .with("actual", answered.to_string()),
        }
    }
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len() + 4);
    put_der(tag, content, &mut out);
    out
}

/// The content octets of a number that is not negative, in their shortest form.
fn integer(number: u64) -> Vec<u8> {
    let octets = number.to_be_bytes();
    let leading = octets.iter().take_while(|octet| **octet == 0).count().min(octets.len() - 1);
    let significant = octets.iter().skip(leading).copied();
    // A first octet with its top bit set would make the number negative.
    let sign = (octets.get(leading).is_some_and(|octet| *octet >= 0x80)).then_some(0);
    sign.into_iter().chain(significant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_testkit::der;

    #[test]
    fn the_request_has_the_fields_of_rfc_3161_in_their_order() {
        let digest = [7; 32];
        let imprint = der::sequence([
            der::sequence([der::oid("2.16.840.1.101.3.4.2.1"), der::null()]),
            der::octet_string(&digest),
        ]);
        let request = TimeStampRequest::new(DigestAlgorithm::Sha256, &digest);
        let expected = [der::integer(1), imprint.clone(), der::boolean_true()];
        assert_eq!(request.to_der(), der::sequence(expected));

        let request =
            request.policy(Oid::from_arcs(&[2, 999, 1])).nonce(u64::MAX).without_certificate();
        // 2^64 - 1 takes a leading zero, or it would be -1.
        let nonce = der::tlv(2, &[0, 255, 255, 255, 255, 255, 255, 255, 255]);
        let expected = [der::integer(1), imprint, der::oid("2.999.1"), nonce];
        assert_eq!(request.to_der(), der::sequence(expected));
    }

    #[test]
    fn a_nonce_is_written_in_its_shortest_form() {
        assert_eq!(integer(0), [0]);
        assert_eq!(integer(0x7f), [0x7f]);
        assert_eq!(integer(0x80), [0, 0x80]);
        assert_eq!(integer(0x0100), [1, 0]);
    }
}
