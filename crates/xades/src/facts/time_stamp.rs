//! Facts about time-stamps: the token, its imprint, its signature.

use super::{CollectSettings, ValidationData};
use crate::base64;
use crate::model::{Signature, UnsignedPropertyKind};
use crate::namespace::XADES;
use crate::octets::{
    DigestId, PendingDigests, ReferenceProblem, Source, Workspace, time_stamp_method,
    write_archive_imprint, write_element,
};
use shohosen_pki::WorkBudget;
use shohosen_pki::timestamp::{TimeStampError, TimeStampToken, TokenFacts};
use shohosen_report::Text;
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
    pub path: Text,
    /// The token, if it can be read.
    pub token: Option<TimeStampToken>,
    /// What is true of the token's own signature.
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

/// A time-stamp, and the digest that its imprint should be.
pub(super) type PendingTimeStamp = (TimeStampFacts, Option<DigestId>);

pub(super) fn collect(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    settings: CollectSettings<'_>,
    workspace: &mut Workspace,
) -> Vec<PendingTimeStamp> {
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
        let imprint = match fact.read(source, signature, property.node, settings, workspace) {
            Ok(imprint) => Some(imprint),
            Err(problem) => {
                fact.problem = Some(problem);
                None
            }
        };
        facts.push((fact, imprint));
    }
    facts
}

/// With the outcome for the imprint.
pub(super) fn settle(
    pending: Vec<PendingTimeStamp>,
    digests: &PendingDigests,
) -> Vec<TimeStampFacts> {
    let settle_one = |(mut fact, imprint): PendingTimeStamp| {
        let Some(id) = imprint else { return fact };
        let expected = fact.token.as_ref().map(|token| &token.info().imprint.digest);
        let actual = digests.get(id).map(|digest| &**digest).unwrap_or_default();
        if expected.is_none_or(|expected| expected.as_slice() != actual) {
            let expected = expected.cloned().unwrap_or_default();
            let actual = actual.to_vec();
            fact.problem = Some(TimeStampProblem::ImprintMismatch { expected, actual });
        }
        fact
    };
    pending.into_iter().map(settle_one).collect()
}

impl TimeStampFacts {
    fn read(
        &mut self,
        source: &Source<'_, '_>,
        signature: &Signature<'_, '_>,
        property: Node<'_, '_>,
        settings: CollectSettings<'_>,
        workspace: &mut Workspace,
    ) -> Result<DigestId, TimeStampProblem> {
        let der = token_octets(property)?;
        let token =
            TimeStampToken::parse_cached(&der, settings.cache).map_err(TimeStampProblem::Token)?;
        let token = self.token.insert(token);
        let work = WorkBudget::default();
        let further = self.validation_data.certificates.iter().chain(settings.certificates);
        self.verification = Some(token.facts(further, &work));

        let info = token.info();
        let algorithm = match &info.imprint.algorithm {
            Ok(algorithm) => *algorithm,
            Err(_) => return Err(TimeStampProblem::UnknownImprintAlgorithm),
        };
        let mut sink = workspace.digests.sink(algorithm, source.budget);
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
        Ok(sink.keep())
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
