//! What lint is told of drugs by a master of the caller.

/// What a master says of one drug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookedUpDrug<'a> {
    /// The name (漢字名称).
    pub name: &'a str,
    /// The unit of the price list (薬価単位).
    pub unit: &'a str,
    /// Whether it is a narcotic (麻薬).
    pub narcotic: bool,
}

/// Looks drugs up in a master of the caller.
pub trait DrugLookup {
    /// The drug of a code (`code_type` as in record 201: 2 レセプト電算, 4 YJ, 7 一般名); `None`
    /// if the master does not have it.
    fn find(&self, code_type: &str, code: &str) -> Option<LookedUpDrug<'_>>;
}
