//! Properties that are known by name or not at all, and that nobody here reads.

use crate::limits::QUOTED;
use crate::model::{QualifyingProperties, UnsignedPropertyKind};
use serde::{Deserialize, Serialize};
use shohosen_report::{Text, excerpt};

/// An unsigned property that is not read: it changes nothing, for better or worse. Time-stamps of
/// other forms are among them (`xades:ArchiveTimeStamp` of XAdES 1.3.2, `SigAndRefsTimeStamp`,
/// `RefsOnlyTimeStamp`), and `CounterSignature`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnreadProperty {
    /// Its path.
    pub path: Text,
    /// Its local name.
    pub name: Text,
    /// Its namespace.
    pub namespace: Text,
}

/// So many are listed at most: what a report names, a reader has to read.
const MAX_LISTED: usize = 16;

pub(super) fn unread(properties: QualifyingProperties<'_, '_>) -> Vec<UnreadProperty> {
    properties
        .unsigned()
        .filter(|property| property.kind == UnsignedPropertyKind::Other)
        .take(MAX_LISTED)
        .map(|property| UnreadProperty {
            path: property.node.path(),
            name: excerpt(property.node.local_name(), QUOTED).to_owned().into(),
            namespace: excerpt(property.node.namespace(), QUOTED).to_owned().into(),
        })
        .collect()
}
