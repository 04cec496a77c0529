//! Facts: what is true of a signature whatever the policy and the time of judging.
//!
//! [`collect`] reads a signature once: digests are computed, the signature value and the
//! time-stamp tokens are verified cryptographically, certificates and revocation values are
//! decoded. [`SignatureFacts`] own all that and borrow nothing from the document, so that they
//! can be judged again at another time or under another policy.

mod certificate_names;
mod object;
mod property;
mod reference;
mod signature_value;
mod signing_certificate;
mod stored;
mod structure;
mod time_stamp;
mod validation_data;

pub use crate::schema::{Deviation, StructureProblem};
pub use certificate_names::CertificateNames;
pub use object::{Shown, ShownFacts};
pub use property::UnreadProperty;
pub use reference::{Digests, ManifestFacts, ReferenceFacts};
use signature_value::PendingSignatureValue;
pub use signature_value::{SignatureValueFacts, SignatureValueProblem, SignedDigest};
pub use signing_certificate::{
    CertDigestFact, IssuerSerialFact, Place, SigningCertificateFacts, SigningCertificateProblem,
};
pub use stored::{NoSuchEntry, StoredSignature};
pub use structure::Structure;
pub use time_stamp::{TimeStampFacts, TimeStampKind, TimeStampProblem};
pub use validation_data::{
    EncapsulatedKind, UnansweredOcsp, ValidationData, ValidationDataProblem,
};

use crate::limits::Limits;
use crate::model::{QualifyingProperties, Signature};
use crate::namespace::{DS, XADES};
use crate::octets::{ExternalData, KnownDigests, Source, Workspace};
use crate::schema;
use shohosen_pki::{Certificate, SignatureCache, WorkBudget};
use shohosen_report::{Level, Text, Time, excerpt};
use shohosen_xml::{Document, Node, NodeId};
use std::borrow::Cow;

/// What collecting needs beside the document.
#[derive(Clone, Copy)]
pub struct CollectSettings<'s> {
    /// Bounds.
    pub limits: &'s Limits,
    /// Data outside the document that references may name.
    pub external: Option<&'s dyn ExternalData>,
    /// What was parsed and verified before.
    pub cache: &'s SignatureCache,
    /// What the document may cost, all its signatures together.
    pub budget: &'s WorkBudget,
    /// What was digested before, by whoever signs it.
    pub known: Option<&'s KnownDigests>,
}

impl<'s> CollectSettings<'s> {
    fn source<'d, 'a>(self, document: &'d Document<'a>) -> Source<'d, 'a>
    where
        's: 'd,
    {
        Source::new(document, self.external, self.limits, self.budget)
    }
}

/// Everything that is true of one signature.
#[derive(Clone, Debug)]
pub struct SignatureFacts {
    /// The `ds:Signature` element.
    pub node: NodeId,
    /// Where it stands: `/Document/Prescription/PrescriptionSign/Signature`.
    pub path: Text,
    /// Its level by the properties that are present; `None` where the structure does not conform.
    pub level: Option<Level>,
    /// Whether the structure conforms; where it does not, nothing else was collected.
    pub structure: Structure,
    /// SigningTime: what it says, and its moment if it is a date and time with a zone.
    pub signing_time: Option<(String, Option<Time>)>,
    /// Each reference in order.
    pub references: Vec<ReferenceFacts>,
    /// The `ds:KeyInfo` element.
    pub key_info: Option<NodeId>,
    /// The `xades:SignedProperties` element.
    pub signed_properties: Option<NodeId>,
    /// Which certificate signed.
    pub signing_certificate: SigningCertificateFacts,
    /// Whether the value verifies.
    pub signature_value: SignatureValueFacts,
    /// Signature time-stamps and archive time-stamps in document order.
    pub time_stamps: Vec<TimeStampFacts>,
    /// CertificateValues and RevocationValues.
    pub validation_data: ValidationData,
    /// The Manifests that SignedInfo refers to: their references are not followed by the signature
    /// itself (XML-DSig §5.1).
    pub manifests: Vec<ManifestFacts>,
    /// What a reader of the signature's own `ds:Object`s is shown.
    pub shown: Vec<ShownFacts>,
    /// Properties that nobody here reads.
    pub unread_properties: Vec<UnreadProperty>,
}

/// Collects the facts of the signature at `node`.
pub fn collect(
    document: &Document<'_>,
    node: NodeId,
    settings: CollectSettings<'_>,
    workspace: &mut Workspace,
) -> SignatureFacts {
    let element = document.node(node);
    let mut facts = SignatureFacts {
        node,
        path: element.path(),
        level: None,
        structure: Structure::NotRead,
        signing_time: None,
        references: Vec::new(),
        key_info: None,
        signed_properties: None,
        signing_certificate: SigningCertificateFacts::default(),
        signature_value: SignatureValueFacts::default(),
        time_stamps: Vec::new(),
        validation_data: ValidationData::default(),
        manifests: Vec::new(),
        shown: Vec::new(),
        unread_properties: Vec::new(),
    };
    let (signature, manifests) = match read(document, node, settings) {
        Ok(read) => read,
        Err(problems) => {
            facts.structure = Structure::Deviates(problems);
            return facts;
        }
    };
    let problems = structure::requirements(document, &signature);
    if problems.is_empty() {
        facts.structure = Structure::Conforms;
        facts.level = Some(signature.level());
    } else {
        facts.structure = Structure::Deviates(problems);
    }
    let source = settings.source(document);
    facts.key_info = signature.key_info.map(|node| node.id());
    workspace.digests.clear();
    let references = reference::collect(&source, &signature, workspace);
    let listed: Vec<_> = manifests
        .iter()
        .map(|manifest| reference::collect_manifest(&source, &signature, *manifest, workspace))
        .collect();
    let signature_value = PendingSignatureValue::collect(&source, &signature, workspace);
    let time_stamps = time_stamp::collect(&source, &signature, settings, workspace);
    let digests = &mut workspace.digests;
    digests.digest_all(settings.known.map(|known| &known.0));

    facts.references = references.settle(digests);
    facts.manifests = manifests
        .into_iter()
        .zip(listed)
        .map(|(manifest, references)| ManifestFacts {
            node: manifest.id(),
            path: manifest.path(),
            references: references.settle(digests),
        })
        .collect();
    facts.shown = object::collect(document, &signature, &facts.references, &facts.manifests);
    if let Some(properties) = signature.qualifying_properties {
        facts.signed_properties = properties.signed_properties.map(|node| node.id());
        facts.signing_time = signing_time(properties);
        facts.validation_data = ValidationData::of_signature(properties, settings.cache);
        facts.unread_properties = property::unread(properties);
    }
    facts.signing_certificate = SigningCertificateFacts::collect(
        &signature,
        &facts.references,
        &facts.validation_data,
        settings.cache,
    );
    let key = facts.signing_certificate.certificate.as_ref().map(|c| c.public_key());
    facts.signature_value = signature_value.settle(key, digests, settings.budget);
    facts.time_stamps = time_stamp::settle(time_stamps, digests);
    facts
}

impl SignatureFacts {
    /// The same with certificates that are not in the document: the signer's, where the signature names
    /// one that it does not carry, and those of time-stamp authorities. What these verify is found out
    /// within the budget. Without anything to add nothing is copied.
    pub fn with_certificates(
        &self,
        certificates: &[Certificate],
        budget: &WorkBudget,
    ) -> Cow<'_, Self> {
        let mut facts = Cow::Borrowed(self);
        if certificates.is_empty() {
            return facts;
        }
        time_stamp::find_signers(&mut facts, certificates, budget);
        if let Some(signing_certificate) = self.signing_certificate.found_among(certificates) {
            let facts = facts.to_mut();
            if let Some(certificate) = &signing_certificate.certificate {
                let value = self.signature_value.clone();
                facts.signature_value = value.with_key(certificate.public_key(), budget);
            }
            facts.signing_certificate = signing_certificate;
        }
        facts
    }
}

/// The parts of a signature that conforms to the schemas and is within the limits, and its
/// Manifests; or how it deviates.
fn read<'d, 'a>(
    document: &'d Document<'a>,
    node: NodeId,
    settings: CollectSettings<'_>,
) -> Result<(Signature<'d, 'a>, Vec<Node<'d, 'a>>), Vec<StructureProblem>> {
    let problems = schema::check(document.node(node));
    if !problems.is_empty() {
        return Err(problems);
    }
    let signature = Signature::read(document, node).map_err(|problem| vec![problem])?;
    let manifests = within(document, &signature, settings).map_err(|problem| vec![problem])?;
    Ok((signature, manifests))
}

/// The Manifests of a signature that is within the limits and the budget of the document, or the first
/// limit that it exceeds.
fn within<'d, 'a>(
    document: &'d Document<'a>,
    signature: &Signature<'d, 'a>,
    CollectSettings { limits, budget, .. }: CollectSettings<'_>,
) -> Result<Vec<Node<'d, 'a>>, StructureProblem> {
    let hold = |what: &'static str, limit: usize, actual: usize| {
        if actual <= limit {
            return Ok(());
        }
        let deviation = Deviation::LimitExceeded { what: what.into(), limit, actual };
        Err(StructureProblem::of(signature.node, deviation))
    };
    let references =
        |parent: Node<'_, '_>| parent.elements().filter(|child| child.is(DS, "Reference")).count();
    let mut count = references(signature.signed_info);
    hold("references", limits.references, count)?;
    let manifests = reference::manifests(document, signature);
    count += manifests.iter().copied().map(references).sum::<usize>();
    hold("references", limits.references, count)?;
    if let Err(spent) = budget.take_references(count) {
        let limit = usize::try_from(spent.value).unwrap_or(usize::MAX);
        let actual = usize::try_from(budget.spent().references).unwrap_or(usize::MAX);
        hold("references in all signatures", limit, actual)?;
    }
    // A time-stamp counts by its property and by its token, because either may stand there alone.
    let (mut stamps, mut tokens, mut certificates, mut revocations) = (0, 0, 0, 0);
    let parts = signature.node.elements().filter(|part| part.id() != signature.signed_info.id());
    for node in parts.flat_map(Node::descendants) {
        match node.local_name() {
            "SignatureTimeStamp" | "ArchiveTimeStamp" => stamps += 1,
            "EncapsulatedTimeStamp" => tokens += 1,
            "X509Certificate" | "EncapsulatedX509Certificate" | "Cert" => certificates += 1,
            "EncapsulatedCRLValue" | "EncapsulatedOCSPValue" => revocations += 1,
            _ => {}
        }
    }
    hold("time-stamps", limits.time_stamps, stamps.max(tokens))?;
    hold("certificates", limits.certificates, certificates)?;
    hold("revocation values", limits.revocation_values, revocations)?;
    Ok(manifests)
}

/// The identifier of an algorithm as it stands; without a copy where it is the usual one.
fn identifier(text: &str, usual: Option<&'static str>) -> Text {
    match usual {
        Some(usual) if usual == text => usual.into(),
        _ => text.to_owned().into(),
    }
}

fn signing_time(properties: QualifyingProperties<'_, '_>) -> Option<(String, Option<Time>)> {
    let node = properties.signed_signature_properties?.child(XADES, "SigningTime")?;
    let text = node.text();
    let text: String = excerpt(text.trim(), 64).to_owned();
    let time = Time::parse_rfc3339(&text).ok();
    Some((text, time))
}

/// Verifies references and signature value of any XML-DSig signature with a key that the caller
/// trusts: core validation (XML-DSig §3.2), without certificates, properties and policies.
///
/// Returns each reference and the signature value.
///
/// # Errors
/// What is missing in the structure of the signature, or a limit it exceeds.
pub fn verify_core(
    document: &Document<'_>,
    node: NodeId,
    key: &shohosen_pki::crypto::PublicKey,
    settings: CollectSettings<'_>,
    workspace: &mut Workspace,
) -> Result<(Vec<ReferenceFacts>, SignatureValueFacts), StructureProblem> {
    with_source(document, node, settings, workspace, |source, signature, workspace| {
        let references = reference::collect(source, signature, workspace);
        let value = PendingSignatureValue::collect(source, signature, workspace);
        workspace.digests.digest_all(None);
        let digests = &workspace.digests;
        (references.settle(digests), value.settle(Some(key), digests, settings.budget))
    })
}

/// Digests the references of any XML-DSig signature (reference validation, XML-DSig §3.2.1), and
/// nothing else.
///
/// # Errors
/// As [`verify_core`].
pub fn reference_digests(
    document: &Document<'_>,
    node: NodeId,
    settings: CollectSettings<'_>,
    workspace: &mut Workspace,
) -> Result<Vec<ReferenceFacts>, StructureProblem> {
    with_source(document, node, settings, workspace, |source, signature, workspace| {
        let references = reference::collect(source, signature, workspace);
        workspace.digests.digest_all(None);
        references.settle(&workspace.digests)
    })
}

/// Works on the signature at `node`, if it can be read and is within the limits.
fn with_source<T>(
    document: &Document<'_>,
    node: NodeId,
    settings: CollectSettings<'_>,
    workspace: &mut Workspace,
    work: impl FnOnce(&Source<'_, '_>, &Signature<'_, '_>, &mut Workspace) -> T,
) -> Result<T, StructureProblem> {
    let signature = Signature::read(document, node)?;
    within(document, &signature, settings)?;
    workspace.digests.clear();
    Ok(work(&settings.source(document), &signature, workspace))
}

/// Every `ds:Signature` of a document, in document order.
pub fn signatures<'d>(document: &'d Document<'_>) -> impl Iterator<Item = NodeId> + 'd {
    let root = document.root();
    std::iter::once(root)
        .chain(root.descendants())
        .filter(|node| node.is(DS, "Signature"))
        .map(|node| node.id())
}
