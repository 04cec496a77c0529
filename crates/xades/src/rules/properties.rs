//! Unsigned content and properties that are not read are named: a time-stamp of another form proves nothing here
//! (XAdES §5.4; JIS X 5093 uses those of XAdES 1.4.1).

use super::{Case, scan};
use crate::input::MustCover;
use shohosen_report::codes::xades as codes;

/// What is not read was named.
#[derive(Clone, Debug)]
pub struct Named(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Named> {
    for property in &case.facts().unread_properties {
        let code = match property.name.ends_with("TimeStamp") {
            true => codes::TIME_STAMP_NOT_READ,
            false => codes::PROPERTY_NOT_READ,
        };
        let finding = code.finding().at(property.path.clone());
        case.findings.push(
            finding
                .with("property", property.name.clone())
                .with("namespace", property.namespace.clone()),
        );
    }
    if !matches!(case.input.must_cover, MustCover::WhatIsShown) {
        case.findings.extend(scan::not_signed(case.facts()));
    }
    Some(Named(()))
}
