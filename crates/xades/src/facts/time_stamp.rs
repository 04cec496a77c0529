//! Facts about time-stamps: the token, its imprint, its signature.

use super::{CollectSettings, ValidationData};
use crate::base64;
use crate::model::{Signature, UnsignedPropertyKind};
use crate::namespace::XADES;
use crate::octets::{
    DigestSink, ReferenceProblem, Source, Workspace, time_stamp_method, write_archive_imprint,
    write_element,
};
use shohosen_pki::timestamp::{TimeStampError, TimeStampToken, TokenCheck, TokenFacts};
use shohosen_xml::Node;

/// What a time-stamp is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeStampKind {
    /// The signature value (`xades:SignatureTimeStamp`).
    Signature,
    /// Everything before it (`xades141:ArchiveTimeStamp`).
    Archive,
}

/// One time-stamp property.
#[derive(Clone, Debug)]
pub struct TimeStampFacts {
    /// What it is over.
    pub kind: TimeStampKind,
    /// Where it stands.
    pub path: String,
    /// The token, if it can be read.
    pub token: Option<TimeStampToken>,
    /// What the token's own signature proves.
    pub verification: Option<TokenFacts>,
    /// Why it cannot be read, or does not fit what it should be over.
    pub problem: Option<TimeStampProblem>,
    /// Its TimeStampValidationData.
    pub validation_data: ValidationData,
}

/// What is wrong with a time-stamp property.
#[derive(Clone, Debug)]
pub enum TimeStampProblem {
    /// There is no EncapsulatedTimeStamp.
    NoToken,
    /// More than one token, or an XMLTimeStamp: not of this profile.
    UnsupportedForm,
    /// EncapsulatedTimeStamp is not base64.
    NotBase64,
    /// It is not a time-stamp token.
    Token(TimeStampError),
    /// The imprint's digest algorithm is unknown.
    UnknownImprintAlgorithm,
    /// The imprint is another one.
    ImprintMismatch {
        /// The imprint in the token.
        expected: Vec<u8>,
        /// The digest of what the time-stamp should be over.
        actual: Vec<u8>,
    },
    /// The canonicalization is unknown.
    CanonicalizationMethod {
        /// Its identifier.
        algorithm: String,
    },
    /// The octets of a reference that an archive time-stamp is over could not be had.
    Reference {
        /// Which reference.
        index: usize,
        /// Why.
        problem: ReferenceProblem,
    },
    /// An element that the imprint is computed over is missing.
    MissingElement {
        /// Which.
        element: &'static str,
    },
    /// The budget for digesting is spent.
    TooManyOctets,
}

pub(super) fn collect(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    settings: CollectSettings<'_>,
    workspace: &mut Workspace,
) -> Vec<TimeStampFacts> {
    let Some(properties) = signature.qualifying_properties else { return Vec::new() };
    let mut facts = Vec::new();
    for property in properties.unsigned() {
        let kind = match property.kind {
            UnsignedPropertyKind::SignatureTimeStamp => TimeStampKind::Signature,
            UnsignedPropertyKind::ArchiveTimeStamp => TimeStampKind::Archive,
            _ => continue,
        };
        let id = ["Id", "ID", "id"].into_iter().find_map(|name| property.node.attribute(name));
        let mut fact = TimeStampFacts {
            kind,
            path: property.node.path(),
            token: None,
            verification: None,
            problem: None,
            validation_data: ValidationData::of_time_stamp(properties, id, settings.cache),
        };
        fact.problem = fact.read(source, signature, property.node, settings, workspace).err();
        facts.push(fact);
    }
    facts
}

impl TimeStampFacts {
    fn read(
        &mut self,
        source: &Source<'_, '_>,
        signature: &Signature<'_, '_>,
        property: Node<'_, '_>,
        settings: CollectSettings<'_>,
        workspace: &mut Workspace,
    ) -> Result<(), TimeStampProblem> {
        let der = token_octets(property)?;
        let token =
            TimeStampToken::parse_cached(&der, settings.cache).map_err(TimeStampProblem::Token)?;
        let token = self.token.insert(token);
        let check = TokenCheck {
            certificates: &self.validation_data.certificates,
            algorithms: settings.algorithms.clone(),
            sha1_inside: settings.sha1_inside_time_stamps,
        };
        self.verification = Some(token.verify(&check));

        let info = token.info();
        let algorithm = match &info.imprint.algorithm {
            Ok(algorithm) => *algorithm,
            Err(_) => return Err(TimeStampProblem::UnknownImprintAlgorithm),
        };
        let mut sink = DigestSink::new(algorithm, source.budget);
        let scratch = &mut workspace.scratch;
        match self.kind {
            TimeStampKind::Signature => {
                if property.child(XADES, "Include").is_some() {
                    return Err(TimeStampProblem::UnsupportedForm);
                }
                let method = time_stamp_method(property).map_err(|uri| {
                    TimeStampProblem::CanonicalizationMethod { algorithm: uri.to_owned() }
                })?;
                let value = signature.signature_value.id();
                let method = method.without_comments();
                write_element(source.document, value, &method, scratch, &mut sink);
            }
            TimeStampKind::Archive => {
                write_archive_imprint(source, signature, property.id(), scratch, &mut sink)?;
            }
        }
        if source.budget.is_spent() {
            return Err(TimeStampProblem::TooManyOctets);
        }
        let actual = sink.finish();
        if *info.imprint.digest == *actual {
            Ok(())
        } else {
            let (expected, actual) = (info.imprint.digest.clone(), actual.to_vec());
            Err(TimeStampProblem::ImprintMismatch { expected, actual })
        }
    }
}

/// The octets of the only EncapsulatedTimeStamp.
fn token_octets(property: Node<'_, '_>) -> Result<Vec<u8>, TimeStampProblem> {
    let mut tokens = property.elements().filter(|child| child.is(XADES, "EncapsulatedTimeStamp"));
    let other = property.elements().any(|child| child.is(XADES, "XMLTimeStamp"));
    match (tokens.next(), tokens.next(), other) {
        (Some(token), None, false) => {
            base64::decode(&token.text()).ok_or(TimeStampProblem::NotBase64)
        }
        (None, _, false) => Err(TimeStampProblem::NoToken),
        _ => Err(TimeStampProblem::UnsupportedForm),
    }
}
