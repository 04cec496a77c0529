//! basicConstraints and nameConstraints.

use crate::GeneralName;
use crate::der::{self, DerError, Reader, tag};

/// basicConstraints (RFC 5280 §4.2.1.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasicConstraints {
    /// Whether the subject is a certification authority.
    pub ca: bool,
    /// How many CA certificates that are not self-issued may follow.
    pub path_length: Option<u32>,
}

impl BasicConstraints {
    pub(super) fn read(value: &[u8]) -> Result<Self, DerError> {
        let mut reader = der::single_sequence(value)?;
        let ca = reader.boolean_default_false()?;
        let path_length = match reader.optional(tag::INTEGER)? {
            Some(element) => Some(der::small_unsigned(element.contents)?),
            None => None,
        };
        reader.finish()?;
        Ok(Self { ca, path_length })
    }
}

/// nameConstraints (RFC 5280 §4.2.1.10): subtrees in which the names of all further certificates
/// must, and must not, lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameConstraints {
    /// Names of a kind that occurs here must lie in one of them.
    pub permitted: Vec<GeneralName>,
    /// Names must lie in none of them.
    pub excluded: Vec<GeneralName>,
}

impl NameConstraints {
    pub(super) fn read(value: &[u8]) -> Result<Self, DerError> {
        let mut reader = der::single_sequence(value)?;
        let mut subtrees = |number| match reader.optional(tag::context_constructed(number))? {
            Some(element) => read_subtrees(element.reader()),
            None => Ok(Vec::new()),
        };
        let constraints = Self { permitted: subtrees(0)?, excluded: subtrees(1)? };
        reader.finish()?;
        if constraints.permitted.is_empty() && constraints.excluded.is_empty() {
            return Err(DerError::Value("NameConstraints"));
        }
        Ok(constraints)
    }
}

fn read_subtrees(mut reader: Reader<'_>) -> Result<Vec<GeneralName>, DerError> {
    let mut names = Vec::new();
    while !reader.is_empty() {
        let mut subtree = reader.sequence()?;
        names.push(GeneralName::from_element(&subtree.element()?)?);
        // `minimum` must be 0, its default, and `maximum` absent: neither has a meaning here.
        if let Some(minimum) = subtree.optional(tag::context(0))?
            && minimum.contents != [0]
        {
            return Err(DerError::Value("GeneralSubtree with minimum 0"));
        }
        subtree.finish()?;
    }
    Ok(names)
}
