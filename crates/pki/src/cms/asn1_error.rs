//! What can be wrong with an encoding.

/// How deep indefinite lengths and pieces of strings may nest. Real tokens need six levels.
pub(super) const MAX_DEPTH: usize = 24;

/// What is wrong with an encoding, in which field and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} at octet {offset}: {problem}")]
pub struct Asn1Error {
    /// The field of the ASN.1 module that was being read.
    pub field: &'static str,
    /// Where it starts, in octets from the start of what was read.
    pub offset: usize,
    /// What is wrong.
    pub problem: Asn1Problem,
}

/// What can be wrong with an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Asn1Problem {
    /// The data end before the element does.
    #[error("the data end within the element")]
    Truncated,
    /// Another type stands here.
    #[error("tag {found:#04x} where {expected:#04x} belongs")]
    UnexpectedTag {
        /// The identifier octet that the module demands.
        expected: u8,
        /// The identifier octet that stands there.
        found: u8,
    },
    /// Octets remain after the last element.
    #[error("{octets} octets follow the last element")]
    TrailingData {
        /// How many.
        octets: usize,
    },
    /// A tag number above 30, a reserved length or a length beyond the address space.
    #[error("the identifier or length octets are not supported")]
    Header,
    /// The encoding is BER where DER is demanded.
    #[error("the encoding is not DER")]
    NotDer,
    /// Nested deeper than any real object.
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// More elements than the named limit of this field.
    #[error("more than {limit} elements")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// A field that must be there is not.
    #[error("the field is missing")]
    Missing,
    /// A field that may stand once stands again.
    #[error("the field appears more than once")]
    Repeated,
    /// The value is outside what the module allows.
    #[error("the value is not one that the module allows")]
    Value,
}
