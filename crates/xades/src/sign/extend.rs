//! Raising the level of a signature: time-stamps and validation data as unsigned properties.

use super::splice::{add_property, start_tag_end};
use super::text::{identifier_stem, insert, wrapped_base64};
use super::{ExtendError, TimeStampAuthority, ValidationValues};
use crate::facts::TimeStampKind;
use crate::limits::Limits;
use crate::model::{Signature, UnsignedProperty, UnsignedPropertyKind};
use crate::namespace::{XADES, XADES141};
use crate::octets::{DEFAULT_METHOD, Source, Workspace, write_archive_imprint, write_element};
use shohosen_pki::WorkBudget;
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_pki::timestamp::{FreshTokenCheck, TimeStampToken};
use shohosen_report::Time;
use shohosen_xml::Document;

/// A document one of whose signatures is raised. Its text is kept; properties are put into it,
/// and no octet that is signed or time-stamped changes.
#[derive(Clone, Debug)]
pub struct Extension {
    document: Vec<u8>,
    signature: usize,
    xml_limits: shohosen_xml::Limits,
}

/// Whose validation data is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValuesOf {
    /// The signer's: `xades:CertificateValues` and `xades:RevocationValues`.
    Signature,
    /// Those of the authority of a time-stamp: `xades141:TimeStampValidationData`. Time-stamps
    /// are counted from 0 in document order, signature and archive time-stamps together.
    TimeStamp(usize),
}

impl Extension {
    /// Of the signature with this number: `ds:Signature` elements are counted from 0 in document
    /// order.
    pub fn new(document: Vec<u8>, signature: usize, xml_limits: shohosen_xml::Limits) -> Self {
        Self { document, signature, xml_limits }
    }

    /// The document as it is now.
    pub fn document(&self) -> &[u8] {
        &self.document
    }

    /// The document alone.
    pub fn into_document(self) -> Vec<u8> {
        self.document
    }

    /// Adds a `xades:SignatureTimeStamp` over the signature value, or a
    /// `xades141:ArchiveTimeStamp` over everything that is there (XAdES 1.4.1 §8.2.1), with a
    /// SHA-256 imprint and without a CanonicalizationMethod: inclusive Canonical XML 1.0, as the
    /// service has it. Returns the time of the token.
    ///
    /// # Errors
    /// If the document cannot be read, the authority fails, its token is over something else, or
    /// a fresh token must not be like that.
    pub fn add_time_stamp(
        &mut self,
        kind: TimeStampKind,
        authority: &dyn TimeStampAuthority,
        check: &FreshTokenCheck<'_>,
        workspace: &mut Workspace,
        budget: &WorkBudget,
    ) -> Result<Time, ExtendError> {
        let algorithm = DigestAlgorithm::Sha256;
        // The imprint is that of a time-stamp that stands in its place already.
        let (draft, id) = self.edit(|document, signature| {
            let count = time_stamps(signature).count();
            let value = signature.signature_value.text();
            let id = identifier_stem(&[value.as_bytes(), &count.to_be_bytes(), b"TimeStamp"]);
            let draft = add_property(document, signature, |prefix| match kind {
                TimeStampKind::Signature => format!(
                    "<{prefix}SignatureTimeStamp Id=\"{id}\"><{prefix}EncapsulatedTimeStamp>\
                     </{prefix}EncapsulatedTimeStamp></{prefix}SignatureTimeStamp>"
                ),
                TimeStampKind::Archive => {
                    let own = prefix141(prefix);
                    format!(
                        "<{own}:ArchiveTimeStamp xmlns:{own}=\"{XADES141}\" Id=\"{id}\">\
                         <{prefix}EncapsulatedTimeStamp></{prefix}EncapsulatedTimeStamp>\
                         </{own}:ArchiveTimeStamp>"
                    )
                }
            });
            Ok((draft.ok_or(ExtendError::NoQualifyingProperties)?, id))
        })?;
        let parsed = Document::parse(&draft, &self.xml_limits)?;
        let signature = self.find(&parsed)?;
        let property = match parsed.element_by_id(&id) {
            Ok(Some(node)) => node,
            _ => return Err(ExtendError::IdentifierTaken { id }),
        };
        let limits = Limits::default();
        let source = Source::new(&parsed, None, &limits, budget);
        let mut sink = workspace.digests.sink(algorithm, budget);
        let scratch = &mut workspace.scratch;
        match kind {
            TimeStampKind::Signature => {
                let value = signature.signature_value.id();
                write_element(&parsed, value, &DEFAULT_METHOD, scratch, &mut sink);
            }
            TimeStampKind::Archive => {
                write_archive_imprint(&source, &signature, property.id(), scratch, &mut sink)
                    .map_err(ExtendError::Imprint)?;
            }
        }
        let imprint = sink.finish();
        let token = authority.time_stamp(algorithm, &imprint)?;
        let read = TimeStampToken::parse(&token).map_err(ExtendError::Token)?;
        if !read.matches_imprint(algorithm, &imprint) {
            return Err(ExtendError::OtherImprint {
                expected: imprint.to_vec(),
                actual: read.info().imprint.digest.clone(),
            });
        }
        read.check_fresh(check).map_err(ExtendError::TokenRefused)?;
        let place = property.child(XADES, "EncapsulatedTimeStamp");
        let range = place.ok_or(ExtendError::NoQualifyingProperties)?.source_range();
        let tag = draft.get(range.clone()).and_then(|octets| std::str::from_utf8(octets).ok());
        let at = range.start + tag.and_then(start_tag_end).unwrap_or_default();
        let document = insert(&draft, at, &wrapped_base64(&token));
        self.document = document.ok_or(ExtendError::NoQualifyingProperties)?;
        Ok(read.info().gen_time)
    }

    /// Adds certificates and revocation information, as the service writes them. Nothing is added
    /// if there is nothing to add.
    ///
    /// # Errors
    /// If the document cannot be read, or has no such time-stamp.
    pub fn add_values(
        &mut self,
        of: ValuesOf,
        values: &ValidationValues,
    ) -> Result<(), ExtendError> {
        if values.is_empty() {
            return Ok(());
        }
        if let ValuesOf::TimeStamp(index) = of {
            self.give_id(index)?;
        }
        self.document = self.edit(|document, signature| {
            let value = signature.signature_value.text();
            let count = signature.qualifying_properties.map_or(0, |p| p.unsigned().count());
            let stem = identifier_stem(&[value.as_bytes(), &count.to_be_bytes(), b"Values"]);
            let uri = match of {
                ValuesOf::Signature => None,
                ValuesOf::TimeStamp(index) => Some(
                    time_stamps(signature)
                        .nth(index)
                        .and_then(|property| identifier(property))
                        .ok_or(ExtendError::NoTimeStamp { index })?,
                ),
            };
            let added = add_property(document, signature, |prefix| {
                let inside = values.write(prefix, &stem);
                let Some(uri) = uri else { return inside };
                let own = prefix141(prefix);
                format!(
                    "<{own}:TimeStampValidationData xmlns:{own}=\"{XADES141}\" Id=\"{stem}-\
                     TimeStampValidationData\" URI=\"#{uri}\">{inside}\
                     </{own}:TimeStampValidationData>"
                )
            });
            added.ok_or(ExtendError::NoQualifyingProperties)
        })?;
        Ok(())
    }

    /// Gives a time-stamp without an identifier one, so that its validation data can name it.
    /// That is not possible any more where an archive time-stamp has sealed it.
    fn give_id(&mut self, index: usize) -> Result<(), ExtendError> {
        self.document = self.edit(|document, signature| {
            let property = time_stamps(signature).nth(index);
            let property = property.ok_or(ExtendError::NoTimeStamp { index })?;
            let source = document.source();
            if identifier(property).is_some() {
                return Ok(source.to_vec());
            }
            let sealed = time_stamps(signature)
                .skip(index + 1)
                .any(|later| later.kind == UnsignedPropertyKind::ArchiveTimeStamp);
            if sealed {
                return Err(ExtendError::NoTimeStamp { index });
            }
            let value = signature.signature_value.text();
            let id = identifier_stem(&[value.as_bytes(), &index.to_be_bytes(), b"Id"]);
            let start = property.node.source_range().start;
            let rest = source.get(start..).unwrap_or_default();
            let name = rest.iter().take_while(|octet| !b" \t\r\n/>".contains(octet)).count();
            insert(source, start + name, &format!(" Id=\"{id}\""))
                .ok_or(ExtendError::NoTimeStamp { index })
        })?;
        Ok(())
    }

    fn edit<T>(
        &self,
        edit: impl FnOnce(&Document<'_>, &Signature<'_, '_>) -> Result<T, ExtendError>,
    ) -> Result<T, ExtendError> {
        let document = Document::parse(&self.document, &self.xml_limits)?;
        let signature = self.find(&document)?;
        edit(&document, &signature)
    }

    fn find<'d, 'a>(&self, document: &'d Document<'a>) -> Result<Signature<'d, 'a>, ExtendError> {
        let node = crate::facts::signatures(document).nth(self.signature);
        let node = node.ok_or(ExtendError::NoSignature { index: self.signature })?;
        Signature::read(document, node).map_err(ExtendError::Structure)
    }
}

/// The prefix for XAdES 1.4.1 beside this one of XAdES 1.3.2.
fn prefix141(prefix: &str) -> &'static str {
    match prefix {
        "xa:" | "xades141:" => "xa141",
        _ => "xades141",
    }
}

fn time_stamps<'d, 'a>(
    signature: &Signature<'d, 'a>,
) -> impl Iterator<Item = UnsignedProperty<'d, 'a>> {
    use UnsignedPropertyKind::{ArchiveTimeStamp, SignatureTimeStamp};
    let properties = signature.qualifying_properties.into_iter().flat_map(|p| p.unsigned());
    properties.filter(|property| matches!(property.kind, SignatureTimeStamp | ArchiveTimeStamp))
}

fn identifier(property: UnsignedProperty<'_, '_>) -> Option<String> {
    ["Id", "ID", "id"].into_iter().find_map(|name| property.node.attribute(name)).map(str::to_owned)
}
