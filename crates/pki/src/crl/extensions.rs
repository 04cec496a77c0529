//! The extensions of a whole CRL (RFC 5280 §5.2).

use crate::Oid;
use crate::der::{self, DerError, tag};
use crate::extensions::{AuthorityKeyIdentifier, DistributionPointName, RevocationReasons};

const CRL_NUMBER: Oid = Oid::from_arcs(&[2, 5, 29, 20]);
const DELTA_CRL_INDICATOR: Oid = Oid::from_arcs(&[2, 5, 29, 27]);
const ISSUING_DISTRIBUTION_POINT: Oid = Oid::from_arcs(&[2, 5, 29, 28]);
const AUTHORITY_KEY_IDENTIFIER: Oid = Oid::from_arcs(&[2, 5, 29, 35]);

/// issuingDistributionPoint (RFC 5280 §5.2.5): what a CRL covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssuingDistributionPoint {
    /// The name of the point; the root of HPKI gives a directory name.
    pub name: Option<DistributionPointName>,
    /// It covers end-entity certificates only.
    pub only_user_certificates: bool,
    /// It covers CA certificates only, as SARL and RARL of HPKI do.
    pub only_ca_certificates: bool,
    /// It covers these reasons only.
    pub only_some_reasons: Option<RevocationReasons>,
    /// It covers certificates of other issuers too.
    pub indirect: bool,
    /// It covers attribute certificates only.
    pub only_attribute_certificates: bool,
}

#[derive(Default)]
pub(super) struct CrlExtensions {
    pub(super) number: Option<Box<[u8]>>,
    pub(super) delta_base: Option<Box<[u8]>>,
    pub(super) issuing_distribution_point: Option<IssuingDistributionPoint>,
    pub(super) authority_key_identifier: Option<AuthorityKeyIdentifier>,
    pub(super) unknown_critical: Option<Oid>,
}

impl CrlExtensions {
    pub(super) fn read(&mut self, oid: &Oid, critical: bool, value: &[u8]) -> Result<(), DerError> {
        match *oid {
            CRL_NUMBER => self.number = Some(read_number(value)?),
            DELTA_CRL_INDICATOR => self.delta_base = Some(read_number(value)?),
            AUTHORITY_KEY_IDENTIFIER => {
                self.authority_key_identifier = Some(AuthorityKeyIdentifier::read(value)?);
            }
            ISSUING_DISTRIBUTION_POINT => {
                self.issuing_distribution_point = Some(IssuingDistributionPoint::read(value)?);
            }
            other if critical => self.unknown_critical = Some(other),
            _ => {}
        }
        Ok(())
    }
}

impl IssuingDistributionPoint {
    fn read(value: &[u8]) -> Result<Self, DerError> {
        let mut reader = der::single_sequence(value)?;
        let name = reader.optional(tag::context_constructed(0))?;
        let name = name.map(DistributionPointName::read).transpose()?;
        let only_user_certificates = flag(&mut reader, 1)?;
        let only_ca_certificates = flag(&mut reader, 2)?;
        let reasons = reader.optional(tag::context(3))?;
        let only_some_reasons = reasons.map(|e| RevocationReasons::read(e.contents)).transpose()?;
        let indirect = flag(&mut reader, 4)?;
        let only_attribute_certificates = flag(&mut reader, 5)?;
        reader.finish()?;
        Ok(Self {
            name,
            only_user_certificates,
            only_ca_certificates,
            only_some_reasons,
            indirect,
            only_attribute_certificates,
        })
    }
}

/// `[number] BOOLEAN DEFAULT FALSE`
fn flag(reader: &mut der::Reader<'_>, number: u8) -> Result<bool, DerError> {
    reader.optional(tag::context(number))?.map_or(Ok(false), |e| der::boolean(e.contents))
}

/// A CRL number without leading zeros.
fn read_number(value: &[u8]) -> Result<Box<[u8]>, DerError> {
    let element = der::single(value)?;
    match (element.tag, der::integer(element.contents)?) {
        (tag::INTEGER, [0]) => Ok(Box::new([])),
        (tag::INTEGER, [0, rest @ ..]) => Ok(rest.into()),
        (tag::INTEGER, number @ [0..0x80, ..]) => Ok(number.into()),
        _ => Err(DerError::Value("CRLNumber")),
    }
}
