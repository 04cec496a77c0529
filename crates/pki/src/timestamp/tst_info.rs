//! TSTInfo: what a time-stamp token says (RFC 3161 §2.4.2).

use super::TimeStampError;
use super::gen_time;
use crate::cms::ber::{Asn1Error, Asn1Problem, Element, Reader, Rules, octet_string, tag};
use crate::cms::digest_algorithm;
use crate::crypto::{DigestAlgorithm, UnsupportedAlgorithm};
use crate::{GeneralName, Oid};
use shohosen_report::Time;
use std::time::Duration;

/// What was time-stamped: a digest and its algorithm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageImprint {
    /// The digest algorithm.
    pub algorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>,
    /// The digest; of the algorithm's length where the algorithm is known.
    pub digest: Vec<u8>,
}

/// The statement of a time-stamp authority (`TSTInfo`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TstInfo {
    /// The policy under which the token was issued.
    pub policy: Oid,
    /// What was time-stamped.
    pub imprint: MessageImprint,
    /// The serial number: two's complement, most significant octet first.
    pub serial: Vec<u8>,
    /// When, in UTC with its fraction of a second.
    pub gen_time: Time,
    /// How far `gen_time` may be off either way.
    pub accuracy: Option<Duration>,
    /// Whether tokens of this authority can be ordered by `gen_time` whatever the accuracy.
    pub ordering: bool,
    /// The nonce of the request: two's complement, most significant octet first.
    pub nonce: Option<Vec<u8>>,
    /// The name that the authority gives itself, where it can be read. A hint only: the signer is
    /// identified by its certificate.
    pub tsa: Option<GeneralName>,
}

impl TstInfo {
    pub(super) fn parse(octets: &[u8]) -> Result<Self, TimeStampError> {
        const INFO: &str = "TSTInfo";
        let mut outer = Reader::new(octets, Rules::Ber);
        let mut info = outer.element(tag::SEQUENCE, INFO)?.reader();
        outer.finish(INFO)?;
        let version = info.element(tag::INTEGER, "TSTInfo.version")?;
        if version.small_integer("TSTInfo.version")? != 1 {
            return Err(version.error("TSTInfo.version", Asn1Problem::Value).into());
        }
        let policy = info.element(tag::OID, "TSTInfo.policy")?.oid("TSTInfo.policy")?;
        let imprint = imprint(&mut info)?;
        let serial = info.element(tag::INTEGER, "TSTInfo.serialNumber")?;
        let serial = serial.integer("TSTInfo.serialNumber")?.to_vec();
        let time = info.element(tag::GENERALIZED_TIME, "TSTInfo.genTime")?;
        let gen_time = gen_time::parse(time.content)
            .ok_or_else(|| time.error("TSTInfo.genTime", Asn1Problem::Value))?;
        let accuracy = info
            .optional(tag::SEQUENCE, "TSTInfo.accuracy")?
            .map(|accuracy| self::accuracy(&accuracy))
            .transpose()?;
        let ordering = info
            .optional(tag::BOOLEAN, "TSTInfo.ordering")?
            .map_or(Ok(false), |ordering| ordering.boolean("TSTInfo.ordering"))?;
        let nonce = info
            .optional(tag::INTEGER, "TSTInfo.nonce")?
            .map(|nonce| nonce.integer("TSTInfo.nonce").map(<[u8]>::to_vec))
            .transpose()?;
        let tsa = info
            .optional(tag::context_constructed(0), "TSTInfo.tsa")?
            .and_then(|tsa| GeneralName::from_element(&crate::der::single(tsa.content).ok()?).ok());
        if let Some(extensions) =
            info.optional(tag::context_constructed(1), "TSTInfo.extensions")?
        {
            refuse_critical(&extensions)?;
        }
        info.finish(INFO)?;
        Ok(Self { policy, imprint, serial, gen_time, accuracy, ordering, nonce, tsa })
    }
}

fn imprint(info: &mut Reader<'_>) -> Result<MessageImprint, Asn1Error> {
    const IMPRINT: &str = "TSTInfo.messageImprint";
    let sequence = info.element(tag::SEQUENCE, IMPRINT)?;
    let mut members = sequence.reader();
    let algorithm = digest_algorithm(&members.element(tag::SEQUENCE, IMPRINT)?, IMPRINT)?;
    let digest = octet_string(&mut members, IMPRINT)?.into_owned();
    members.finish(IMPRINT)?;
    if algorithm.as_ref().is_ok_and(|algorithm| algorithm.length() != digest.len()) {
        return Err(sequence.error(IMPRINT, Asn1Problem::Value));
    }
    Ok(MessageImprint { algorithm, digest })
}

/// `Accuracy`: seconds, milliseconds (1..999) and microseconds (1..999), each optional.
fn accuracy(accuracy: &Element<'_>) -> Result<Duration, Asn1Error> {
    const FIELD: &str = "TSTInfo.accuracy";
    let mut members = accuracy.reader();
    let mut part = |tag| -> Result<u32, Asn1Error> {
        members.optional(tag, FIELD)?.map_or(Ok(0), |part| part.small_integer(FIELD))
    };
    let (seconds, millis, micros) =
        (part(tag::INTEGER)?, part(tag::context(0))?, part(tag::context(1))?);
    members.finish(FIELD)?;
    if millis > 999 || micros > 999 {
        return Err(accuracy.error(FIELD, Asn1Problem::Value));
    }
    Ok(Duration::new(seconds.into(), millis * 1_000_000 + micros * 1_000))
}

/// No extension of TSTInfo is known here, so none may be critical (RFC 5280 §4.2).
fn refuse_critical(extensions: &Element<'_>) -> Result<(), TimeStampError> {
    const FIELD: &str = "TSTInfo.extensions";
    let mut members = extensions.reader();
    while !members.is_empty() {
        let mut extension = members.element(tag::SEQUENCE, FIELD)?.reader();
        let oid = extension.element(tag::OID, FIELD)?.oid(FIELD)?;
        let critical = extension
            .optional(tag::BOOLEAN, FIELD)?
            .map_or(Ok(false), |critical| critical.boolean(FIELD))?;
        octet_string(&mut extension, FIELD)?;
        extension.finish(FIELD)?;
        if critical {
            return Err(TimeStampError::CriticalExtension { extension: oid });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cms::Asn1Problem;
    use shohosen_testkit::der;

    /// A TSTInfo with these members after the serial number.
    fn info_with(version: u64, digest: &[u8], members: Vec<Vec<u8>>) -> Vec<u8> {
        let sha256 = der::sequence([der::oid("2.16.840.1.101.3.4.2.1"), der::null()]);
        let mut all = vec![
            der::integer(version),
            der::oid("2.999.1"),
            der::sequence([sha256, der::octet_string(digest)]),
            der::integer(200),
        ];
        all.extend(members);
        der::sequence(all)
    }

    fn time() -> Vec<u8> {
        der::tlv(0x18, b"20220907081825.197Z")
    }

    #[test]
    fn every_field_is_read() {
        let accuracy = der::sequence([
            der::integer(1),
            der::implicit(0, &[0x01, 0xf4]),
            der::implicit(1, &[7]),
        ]);
        let name = der::explicit(
            4,
            &der::sequence([der::set([der::sequence([
                der::oid("2.5.4.3"),
                der::utf8_string("TSA"),
            ])])]),
        );
        let octets = info_with(
            1,
            &[9; 32],
            vec![time(), accuracy, der::boolean_true(), der::integer(5), der::explicit(0, &name)],
        );
        let info = TstInfo::parse(&octets).unwrap();
        assert_eq!(info.policy, Oid::from_arcs(&[2, 999, 1]));
        assert_eq!(info.imprint.algorithm, Ok(DigestAlgorithm::Sha256));
        assert_eq!(info.serial, [0, 200]);
        assert_eq!(info.gen_time.to_string(), "2022-09-07T08:18:25.197Z");
        // 1 s + 500 ms + 7 µs
        assert_eq!(info.accuracy, Some(Duration::new(1, 500_007_000)));
        assert!(info.ordering);
        assert_eq!(info.nonce.as_deref(), Some(&[5][..]));
        assert_eq!(info.tsa.unwrap().to_string(), "CN=TSA");
    }

    #[test]
    fn what_the_module_does_not_allow_is_refused_by_field() {
        let field = |octets: &[u8]| match TstInfo::parse(octets) {
            Err(TimeStampError::Malformed(error)) => error.field,
            other => panic!("{other:?}"),
        };
        assert_eq!(field(&info_with(2, &[9; 32], vec![time()])), "TSTInfo.version");
        assert_eq!(field(&info_with(1, &[9; 20], vec![time()])), "TSTInfo.messageImprint");
        assert_eq!(field(&info_with(1, &[9; 32], vec![])), "TSTInfo.genTime");
        let local = der::tlv(0x18, b"20220907081825");
        assert_eq!(field(&info_with(1, &[9; 32], vec![local])), "TSTInfo.genTime");
        let millis = der::sequence([der::implicit(0, &[0x03, 0xe8])]);
        assert_eq!(field(&info_with(1, &[9; 32], vec![time(), millis])), "TSTInfo.accuracy");
        // Fields out of order: the nonce before the accuracy.
        let swapped = vec![time(), der::integer(5), der::sequence([der::integer(1)])];
        assert_eq!(field(&info_with(1, &[9; 32], swapped)), "TSTInfo");
        let mut trailing = info_with(1, &[9; 32], vec![time()]);
        trailing.push(0);
        let error = TstInfo::parse(&trailing).unwrap_err();
        let TimeStampError::Malformed(error) = error else { panic!("{error:?}") };
        assert_eq!(error.problem, Asn1Problem::TrailingData { octets: 1 });
    }

    #[test]
    fn a_critical_extension_is_refused_and_another_is_not() {
        let extension = |critical: Vec<u8>| {
            let extension =
                der::sequence([der::oid("2.999.7"), critical, der::octet_string(&[5, 0])]);
            vec![time(), der::explicit(1, &extension)]
        };
        let critical = info_with(1, &[9; 32], extension(der::boolean_true()));
        let expected = Oid::from_arcs(&[2, 999, 7]);
        let error = TstInfo::parse(&critical).unwrap_err();
        assert_eq!(error, TimeStampError::CriticalExtension { extension: expected });
        assert!(TstInfo::parse(&info_with(1, &[9; 32], extension(Vec::new()))).is_ok());
    }
}
