//! What a signature is judged by.

use crate::facts::SignatureFacts;
use crate::policy::{Policy, Trust};
use shohosen_pki::{SignatureCache, WorkBudget};
use shohosen_report::{DocumentKind, Text, Time};
use shohosen_xml::NodeId;

/// What a signature must sign.
#[derive(Clone, Debug)]
pub enum MustCover {
    /// This element.
    Element(RequiredElement),
    /// Everything that a reader of the signature is shown: each `ds:Object`, each file of a Manifest
    /// (a signed scan of paper).
    WhatIsShown,
    /// Nobody knows: the signature stands at no specified place, so nothing that it signs is known
    /// to be what a reader takes from the document.
    Unknown,
}

/// An element that a reference must point to.
#[derive(Clone, Debug)]
pub struct RequiredElement {
    /// The element.
    pub node: NodeId,
    /// Its path, for reports.
    pub path: Text,
}

/// What is weighed, and how.
#[derive(Clone)]
pub struct JudgeInput<'j> {
    /// The facts that were collected from the document.
    pub facts: &'j SignatureFacts,
    /// What must be signed.
    pub must_cover: MustCover,
    /// Which document is signed, and so which roles may sign it.
    pub document: DocumentKind,
    /// The time of verification.
    pub at: Time,
    /// The seal of a trusted signature around this one (a dispensing's over its prescription): its
    /// time is used in place of `at` for the outermost time-stamp.
    pub seal: Option<Seal>,
    /// Who is trusted.
    pub trust: &'j Trust,
    /// What is demanded.
    pub policy: &'j Policy,
    /// What was verified before.
    pub cache: &'j SignatureCache,
    /// The work that is still allowed, for all signatures of the document together.
    pub budget: &'j WorkBudget,
}

/// A time at which everything that a signature covers provably existed. Only judging a signature
/// makes one, and only where its signer is trusted: whoever holds some key can wrap a signature of
/// today into anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    time: Time,
}

impl Seal {
    pub(crate) const fn at(time: Time) -> Self {
        Self { time }
    }

    /// The time.
    pub const fn time(self) -> Time {
        self.time
    }
}
