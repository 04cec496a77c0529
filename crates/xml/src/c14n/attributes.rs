//! Attributes of the `xml` namespace that an apex takes over from its ancestors (C14N 1.0 §2.4,
//! C14N 1.1 §2.4).

use super::Algorithm;
use super::uri::Joined;
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
    let is_xml = |attribute: &&AttributeRecord| attribute.namespace == known::XML;
    let of_ancestors: Vec<_> = xml_attributes_of_ancestors(document, apex).collect();
    let inclusive_11 = algorithm == Algorithm::Inclusive11;
    let base = if inclusive_11 { join_bases(document, own, &of_ancestors) } else { None };

    // From the inside out; sorting keeps that order, so that the innermost of a name is left.
    let inherited = of_ancestors.into_iter();
    let inherited = inherited.filter(|a| !inclusive_11 || matches!(local(a), "lang" | "space"));
    let mut xml: Vec<(&str, ApexAttribute<'d>)> = own
        .iter()
        .filter(is_xml)
        .chain(inherited)
        .map(|attribute| (local(attribute), ApexAttribute::Record(attribute)))
        .filter(|(name, _)| base.is_none() || *name != "base")
        .collect();
    if base.as_ref().is_some_and(|base| !base.is_empty()) {
        xml.push(("base", ApexAttribute::Base));
    }
    xml.sort_by_key(|(name, _)| *name);
    xml.dedup_by_key(|(name, _)| *name);

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
    let mut base = Joined::new(document.string(values.next()?.value));
    for attribute in values.chain(own.iter().filter(is_base)) {
        base.join(document.string(attribute.value));
    }
    Some(base.to_string())
}
