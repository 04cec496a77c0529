//! What is true of a document whatever the policy, the time and the trust.

use shohosen_pki::WorkSpent;
use shohosen_report::{Finding, Position, Text, codes};
use shohosen_rx::document::DocumentLayout;
use shohosen_xades::SignatureFacts;
use shohosen_xml::NodeId;

/// Everything that is true of one document: what it is, where its signatures stand, what each of
/// them is over, the certificates, lists and time-stamps in it, and the records.
///
/// Facts own their data and know nothing of trust: they are collected once
/// ([`Verifier::collect`](crate::Verifier::collect)) and judged as often as wanted
/// ([`Verifier::judge`](crate::Verifier::judge)), under other lists, at other times, by other
/// policies.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What kind of document it is and where its parts are.
    pub(crate) layout: DocumentLayout,
    /// Identifiers that several elements have, the first few.
    pub(crate) duplicate_ids: Vec<DuplicateIdFacts>,
    /// How many such identifiers there are.
    pub(crate) duplicate_id_count: usize,
    /// The signatures in document order, up to [`MAX_SIGNATURES`].
    pub(crate) signatures: Vec<SignatureEntry>,
    /// How many signatures there are beside these.
    pub(crate) signatures_beyond: usize,
    /// What it has cost to collect them, or to read them.
    pub(crate) spent: WorkSpent,
}

impl Facts {
    /// How many signatures the document has, those beside the ones that are looked at included.
    pub fn signature_count(&self) -> usize {
        self.signatures.len() + self.signatures_beyond
    }
}

/// More signatures are not looked at but reported: a dispensing record has two.
pub(crate) const MAX_SIGNATURES: usize = 16;

/// More identifiers are counted and not listed.
pub(crate) const MAX_DUPLICATE_IDS: usize = 16;

/// An identifier that several elements have.
#[derive(Clone, Debug)]
pub(crate) struct DuplicateIdFacts {
    /// The identifier, as much of it as is quoted.
    pub id: Text,
    /// How many elements have it.
    pub count: usize,
}

/// One signature.
#[derive(Clone, Debug)]
pub(crate) struct SignatureEntry {
    /// What it is for, by the specified place where it stands; `None` if it stands anywhere else.
    pub place: Option<Position>,
    /// The element that it must cover.
    pub must_cover: Option<(NodeId, Text)>,
    /// What is true of it.
    pub facts: SignatureFacts,
    /// The records that it covers.
    pub payload: Option<PayloadFacts>,
}

/// Records in a document.
#[derive(Clone, Debug)]
pub(crate) struct PayloadFacts {
    /// The element that holds them.
    pub path: Text,
    /// Its name.
    pub element: Text,
    /// The records; `None` if the element does not hold base64 alone.
    pub octets: Option<Vec<u8>>,
}

impl SignatureEntry {
    /// What the signature is for.
    pub fn position(&self) -> Position {
        self.place.unwrap_or(Position::Unknown)
    }

    /// Whether it stands inside another one that seals it.
    pub fn is_inner(&self) -> bool {
        self.position() == Position::ReferencePrescription
    }
}

impl PayloadFacts {
    /// The finding that the records cannot be had.
    pub fn malformed(&self) -> Finding {
        codes::document::PAYLOAD_MALFORMED
            .finding()
            .at(self.path.clone())
            .with("element", self.element.clone())
    }
}
