//! Attributes of the `xml` namespace that an apex takes over from its ancestors (C14N 1.0 §2.4,
//! C14N 1.1 §2.4).

use super::{Algorithm, uri};
use crate::Document;
use crate::storage::{AttributeRecord, NodeRecord, known};

/// An attribute to render at the apex: a record, or the base URI that was put together.
#[derive(Clone, Copy)]
pub(super) enum ApexAttribute<'d> {
    Record(&'d AttributeRecord),
    Base,
}

/// The attributes of the apex in order, and the value of [`ApexAttribute::Base`].
pub(super) fn of_apex<'d>(
    document: &'d Document<'_>,
    apex: &'d NodeRecord,
    algorithm: Algorithm,
) -> (Vec<ApexAttribute<'d>>, String) {
    let own = document.element(apex).map(|element| document.attributes(element));
    let own = own.unwrap_or_default();
    let local = |attribute: &AttributeRecord| document.string(attribute.local_name());
    // From the inside out; sorting keeps that order, so that the innermost of a name is left.
    let mut inherited: Vec<_> = xml_attributes_of_ancestors(document, apex).collect();
    let base = match algorithm {
        Algorithm::Inclusive11 => join_bases(document, own, &inherited),
        _ => None,
    };
    if algorithm == Algorithm::Inclusive11 {
        inherited.retain(|attribute| matches!(local(attribute), "lang" | "space"));
    }
    inherited.sort_by_key(|attribute| local(attribute));
    inherited.dedup_by_key(|attribute| local(attribute));

    let is_xml = |attribute: &&AttributeRecord| attribute.namespace == known::XML;
    let has_own = |name: &str| own.iter().filter(is_xml).any(|a| local(a) == name);
    let mut xml: Vec<(&str, ApexAttribute<'d>)> = Vec::new();
    for attribute in inherited.into_iter().filter(|a| !has_own(local(a))) {
        xml.push((local(attribute), ApexAttribute::Record(attribute)));
    }
    for attribute in own.iter().filter(is_xml) {
        if base.is_none() || local(attribute) != "base" {
            xml.push((local(attribute), ApexAttribute::Record(attribute)));
        }
    }
    if base.as_ref().is_some_and(|base| !base.is_empty()) {
        xml.push(("base", ApexAttribute::Base));
    }
    xml.sort_by_key(|(name, _)| *name);

    // Those of `xml` stand together, where its namespace name has its place among the others.
    let place = own.partition_point(|attribute| {
        document.namespace(attribute.namespace) < document.namespace(known::XML)
    });
    let (before, rest) = own.split_at_checked(place).unwrap_or((own, &[]));
    let after = rest.iter().filter(|attribute| attribute.namespace != known::XML);
    let all = before
        .iter()
        .map(ApexAttribute::Record)
        .chain(xml.into_iter().map(|(_, attribute)| attribute))
        .chain(after.map(ApexAttribute::Record))
        .collect();
    (all, base.unwrap_or_default())
}

/// Attributes of the `xml` namespace on the ancestors of a node, from the inside out.
fn xml_attributes_of_ancestors<'d>(
    document: &'d Document<'_>,
    node: &'d NodeRecord,
) -> impl Iterator<Item = &'d AttributeRecord> {
    std::iter::successors(document.record(node.parent), |record| document.record(record.parent))
        .filter_map(|record| document.element(record))
        .flat_map(|element| document.attributes(element))
        .filter(|attribute| attribute.namespace == known::XML)
}

/// The `xml:base` of the apex joined to those of its ancestors, if these have any: C14N 1.1 §2.4.
fn join_bases(
    document: &Document<'_>,
    own: &[AttributeRecord],
    inherited: &[&AttributeRecord],
) -> Option<String> {
    let is_base = |attribute: &&AttributeRecord| {
        attribute.namespace == known::XML && document.string(attribute.local_name()) == "base"
    };
    let mut values = inherited.iter().copied().rev().filter(is_base);
    let mut base = document.string(values.next()?.value).to_owned();
    for attribute in values.chain(own.iter().filter(is_base)) {
        base = uri::join(&base, document.string(attribute.value));
    }
    Some(base)
}
