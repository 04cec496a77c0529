//! The response of a time-stamp authority (RFC 3161 §2.4.2).

use super::error::TimeStampError;
use super::token::TimeStampToken;
use crate::cms::Asn1Problem;
use crate::cms::ber::{Asn1Error, Element, Reader, Rules, tag};

/// The named bits of `PKIFailureInfo`.
const FAILURES: [(usize, &str); 8] = [
    (0, "badAlg"),
    (2, "badRequest"),
    (5, "badDataFormat"),
    (14, "timeNotAvailable"),
    (15, "unacceptedPolicy"),
    (16, "unacceptedExtension"),
    (17, "addInfoNotAvailable"),
    (25, "systemFailure"),
];

/// How much of `PKIFreeText` is kept.
const MAX_TEXT: usize = 500;

/// A response (`TimeStampResp`) that granted a token.
#[derive(Clone, Debug)]
pub struct TimeStampResponse {
    /// Whether the token deviates from the request in what the authority may change
    /// (`grantedWithMods`).
    pub modified: bool,
    /// The token.
    pub token: TimeStampToken,
    /// The octets of the token: what a document or a file keeps.
    pub token_octets: Vec<u8>,
}

impl TimeStampResponse {
    /// Reads a response and the token in it.
    ///
    /// # Errors
    /// If it is malformed or followed by further octets, if the authority did not grant a token,
    /// or if the token cannot be read.
    pub fn parse(octets: &[u8]) -> Result<Self, TimeStampError> {
        const RESPONSE: &str = "TimeStampResp";
        let mut outer = Reader::new(octets, Rules::Ber);
        let mut response = outer.element(tag::SEQUENCE, RESPONSE)?.reader();
        if let Err(error) = outer.finish(RESPONSE) {
            return Err(match error.problem {
                Asn1Problem::TrailingData { octets } => TimeStampError::TrailingData { octets },
                _ => error.into(),
            });
        }
        let info = response.element(tag::SEQUENCE, "TimeStampResp.status")?;
        let (status, text, failure) = status_info(&info)?;
        let token = response.optional(tag::SEQUENCE, "TimeStampResp.timeStampToken")?;
        response.finish(RESPONSE)?;
        match (status, token) {
            (0 | 1, Some(token)) => {
                let token_octets = token.raw.to_vec();
                let token = TimeStampToken::parse(&token_octets)?;
                Ok(Self { modified: status == 1, token, token_octets })
            }
            (0 | 1, None) => Err(TimeStampError::WithoutToken { status }),
            _ => Err(TimeStampError::Rejected { status, failure, text }),
        }
    }
}

/// `PKIStatusInfo`: status, free text, names of the failure bits.
fn status_info(info: &Element<'_>) -> Result<(u32, String, String), Asn1Error> {
    const FIELD: &str = "TimeStampResp.status";
    let mut members = info.reader();
    let status = members.element(tag::INTEGER, FIELD)?.small_integer(FIELD)?;
    let mut text = String::new();
    if let Some(lines) = members.optional(tag::SEQUENCE, FIELD)? {
        let mut lines = lines.reader();
        while !lines.is_empty() && text.len() < MAX_TEXT {
            let line = lines.element(tag::UTF8_STRING, FIELD)?;
            let line = String::from_utf8_lossy(line.content);
            text.extend(line.chars().filter(|c| !c.is_control()).take(MAX_TEXT));
        }
    }
    let bits = members.optional(tag::BIT_STRING, FIELD)?;
    members.finish(FIELD)?;
    let octets = bits.and_then(|bits| bits.content.get(1..)).unwrap_or_default();
    let is_set =
        |bit: &usize| octets.get(bit / 8).is_some_and(|octet| octet & (0x80 >> (bit % 8)) != 0);
    let failures: Vec<_> =
        FAILURES.iter().filter(|(bit, _)| is_set(bit)).map(|(_, name)| *name).collect();
    let failure = if failures.is_empty() { "none".into() } else { failures.join(", ") };
    Ok((status, text, failure))
}
