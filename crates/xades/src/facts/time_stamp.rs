//! Facts about time-stamps: the token, its imprint, its signature.

use super::{CollectSettings, SignatureFacts, ValidationData};
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
use std::borrow::Cow;
use std::sync::Arc;

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
    pub token: Option<Arc<TimeStampToken>>,
    /// The octets that should be a token and cannot be read.
    pub unread_token: Option<Vec<u8>>,
    /// What is true of the token's own signature.
    pub verification: Option<TokenFacts>,
    /// The digest of what it should be over, under the algorithm of its imprint.
    pub imprint: Option<Digest>,
    /// Why there is no token, or no such digest.
    pub problem: Option<TimeStampProblem>,
    /// Its TimeStampValidationData: time-stamps that the same ones name share it.
    pub validation_data: Arc<ValidationData>,
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

    /// Reads the token and verifies what it says of itself, by the certificates of the document. A token
    /// that is among those `before`, with the same certificates for it, is not verified again.
    pub(super) fn read_token<'b>(
        &mut self,
        octets: Vec<u8>,
        mut before: impl Iterator<Item = &'b Self>,
        cache: &SignatureCache,
        budget: &WorkBudget,
    ) -> Result<(), TimeStampError> {
        let same = |other: &&Self| {
            let token = other.token.as_ref();
            token.is_some_and(|token| token.octets() == octets)
                && Arc::ptr_eq(&other.validation_data, &self.validation_data)
        };
        if let Some(known) = before.find(same) {
            self.token.clone_from(&known.token);
            self.verification.clone_from(&known.verification);
            return Ok(());
        }
        match TimeStampToken::parse_cached(&octets, cache) {
            Ok(token) => {
                self.verification = Some(token.facts(&self.validation_data.certificates, budget));
                self.token = Some(Arc::new(token));
                Ok(())
            }
            Err(error) => {
                self.unread_token = Some(octets);
                Err(error)
            }
        }
    }
}

/// Looks for the certificates of authorities that their tokens name and the document does not carry.
pub(super) fn find_signers(
    facts: &mut Cow<'_, SignatureFacts>,
    certificates: &[Certificate],
    budget: &WorkBudget,
) {
    let mut found: Vec<(usize, TokenFacts)> = Vec::new();
    for (index, stamp) in facts.time_stamps.iter().enumerate() {
        let (Some(token), Some(verification)) = (&stamp.token, &stamp.verification) else {
            continue;
        };
        let named = |certificate: &Certificate| token.names_as_signer(certificate);
        if verification.signer.certificate().is_some() || !certificates.iter().any(named) {
            continue;
        }
        let same = |(other, _): &&(usize, TokenFacts)| {
            let other = facts.time_stamps.get(*other);
            other.and_then(|other| other.token.as_ref()).is_some_and(|it| Arc::ptr_eq(it, token))
        };
        let verification = match found.iter().find(same) {
            Some((_, known)) => known.clone(),
            None => {
                let own = &stamp.validation_data.certificates;
                token.facts(own.iter().chain(certificates), budget)
            }
        };
        found.push((index, verification));
    }
    for (index, verification) in found {
        if let Some(stamp) = facts.to_mut().time_stamps.get_mut(index) {
            stamp.verification = Some(verification);
        }
    }
}

/// A time-stamp whose imprint is not digested yet.
pub(super) struct PendingTimeStamp<'d> {
    facts: TimeStampFacts,
    /// By what its TimeStampValidationData name it.
    id: Option<&'d str>,
    /// The digest that its imprint should be.
    imprint: Option<DigestId>,
}

pub(super) fn collect<'d>(
    source: &Source<'d, '_>,
    signature: &Signature<'d, '_>,
    settings: CollectSettings<'_>,
    workspace: &mut Workspace,
) -> Vec<PendingTimeStamp<'d>> {
    let Some(properties) = signature.qualifying_properties else { return Vec::new() };
    let mut pending: Vec<PendingTimeStamp<'d>> = Vec::new();
    for property in properties.unsigned() {
        let kind = match property.kind {
            UnsignedPropertyKind::SignatureTimeStamp => TimeStampKind::Signature,
            UnsignedPropertyKind::ArchiveTimeStamp => TimeStampKind::Archive,
            _ => continue,
        };
        let id = ["Id", "ID", "id"].into_iter().find_map(|name| property.node.attribute(name));
        // However many time-stamps have the same identifier, what names it is read once.
        let known = pending.iter().find(|other| other.id == id);
        let validation_data = match known {
            Some(other) => Arc::clone(&other.facts.validation_data),
            None => Arc::new(ValidationData::of_time_stamp(properties, id, settings.cache)),
        };
        let mut facts = TimeStampFacts {
            kind,
            path: property.node.path(),
            token: None,
            unread_token: None,
            verification: None,
            imprint: None,
            problem: None,
            validation_data,
        };
        let read = token_octets(property.node).and_then(|octets| {
            let before = pending.iter().map(|other| &other.facts);
            facts
                .read_token(octets, before, settings.cache, settings.budget)
                .map_err(TimeStampProblem::Token)
        });
        let written =
            read.and_then(|()| facts.write_imprint(source, signature, property.node, workspace));
        let imprint = match written {
            Ok(imprint) => Some(imprint),
            Err(problem) => {
                facts.problem = Some(problem);
                None
            }
        };
        pending.push(PendingTimeStamp { facts, id, imprint });
    }
    pending
}

/// With the digest of what each should be over.
pub(super) fn settle(
    pending: Vec<PendingTimeStamp<'_>>,
    digests: &PendingDigests,
) -> Vec<TimeStampFacts> {
    let settle_one = |PendingTimeStamp { mut facts, imprint, .. }: PendingTimeStamp<'_>| {
        facts.imprint = imprint.and_then(|id| digests.get(id).copied());
        facts
    };
    pending.into_iter().map(settle_one).collect()
}

impl TimeStampFacts {
    /// Writes what it should be over.
    fn write_imprint(
        &self,
        source: &Source<'_, '_>,
        signature: &Signature<'_, '_>,
        property: Node<'_, '_>,
        workspace: &mut Workspace,
    ) -> Result<DigestId, TimeStampProblem> {
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
        if source.budget.octets_are_spent() {
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
