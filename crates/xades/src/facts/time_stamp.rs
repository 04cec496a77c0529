//! Facts about time-stamps: the token, its imprint, its signature.

use super::{CollectSettings, ValidationData};
use crate::base64;
use crate::model::{Signature, UnsignedPropertyKind};
use crate::namespace::XADES;
use crate::octets::{
    DigestId, ImprintProblem, PendingDigests, Source, Workspace, time_stamp_method,
    write_archive_imprint, write_element,
};
use serde::{Deserialize, Serialize};
use shohosen_pki::crypto::Digest;
use shohosen_pki::timestamp::{TimeStampError, TimeStampToken, TokenFacts};
use shohosen_pki::{Certificate, SignatureCache, WorkBudget};
use shohosen_report::Text;
use shohosen_xml::Node;

/// What a time-stamp is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// The octets that should be a token and cannot be read.
    pub unread_token: Option<Vec<u8>>,
    /// What is true of the token's own signature.
    pub verification: Option<TokenFacts>,
    /// The digest of what it should be over, under the algorithm of its imprint.
    pub imprint: Option<Digest>,
    /// Why there is no token, or no such digest.
    pub problem: Option<TimeStampProblem>,
    /// Its TimeStampValidationData.
    pub validation_data: ValidationData,
}

/// Why a time-stamp property says nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeStampProblem {
    /// There is no EncapsulatedTimeStamp.
    NoToken,
    /// More than one token, or an XMLTimeStamp: not of this profile.
    UnsupportedForm,
    /// EncapsulatedTimeStamp is not base64.
    NotBase64,
    /// It is not a time-stamp token.
    #[serde(skip)]
    Token(TimeStampError),
    /// The imprint's digest algorithm is unknown.
    UnknownImprintAlgorithm,
    /// The octets that it should be over could not be had.
    Imprint(ImprintProblem),
    /// The budget for digesting is spent.
    TooManyOctets,
}

impl TimeStampFacts {
    /// Whether the token is over the octets that it should be over; `None` where that could not be
    /// compared.
    pub fn imprint_matches(&self) -> Option<bool> {
        let stated = &self.token.as_ref()?.info().imprint.digest;
        Some(**self.imprint.as_ref()? == **stated)
    }

    /// Reads the token and verifies what it says of itself. Its signer may be among the certificates of
    /// the document or of the caller.
    pub(super) fn read_token(
        &mut self,
        octets: Vec<u8>,
        certificates: &[Certificate],
        cache: &SignatureCache,
        work: &WorkBudget,
    ) -> Result<(), TimeStampError> {
        match TimeStampToken::parse_cached(&octets, cache) {
            Ok(token) => {
                let further = self.validation_data.certificates.iter().chain(certificates);
                self.verification = Some(token.facts(further, work));
                self.token = Some(token);
                Ok(())
            }
            Err(error) => {
                self.unread_token = Some(octets);
                Err(error)
            }
        }
    }
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
            unread_token: None,
            verification: None,
            imprint: None,
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

/// With the digest of what each should be over.
pub(super) fn settle(
    pending: Vec<PendingTimeStamp>,
    digests: &PendingDigests,
) -> Vec<TimeStampFacts> {
    let settle_one = |(mut fact, imprint): PendingTimeStamp| {
        fact.imprint = imprint.and_then(|id| digests.get(id).copied());
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
        self.read_token(der, settings.certificates, settings.cache, settings.work)
            .map_err(TimeStampProblem::Token)?;
        let imprint = self.token.as_ref().map(|token| &token.info().imprint.algorithm);
        let Some(Ok(algorithm)) = imprint else {
            return Err(TimeStampProblem::UnknownImprintAlgorithm);
        };
        let algorithm = *algorithm;
        let mut sink = workspace.digests.sink(algorithm, source.budget);
        let scratch = &mut workspace.scratch;
        match self.kind {
            TimeStampKind::Signature => {
                if property.child(XADES, "Include").is_some() {
                    return Err(TimeStampProblem::UnsupportedForm);
                }
                let method = time_stamp_method(property)
                    .map_err(|uri| TimeStampProblem::Imprint(ImprintProblem::of_method(uri)))?;
                let value = signature.signature_value.id();
                let method = method.without_comments();
                write_element(source.document, value, &method, scratch, &mut sink);
            }
            TimeStampKind::Archive => {
                write_archive_imprint(source, signature, property.id(), scratch, &mut sink)
                    .map_err(TimeStampProblem::Imprint)?;
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
