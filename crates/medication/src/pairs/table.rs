//! A table of pairs.

use super::DrugSelector;

/// How grave a pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairKind {
    /// 併用禁忌.
    Contraindicated,
    /// 併用注意: kept for reference, never reported as a contraindication.
    Caution,
}

/// Two drugs, in no order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrugPair {
    /// One side.
    pub left: DrugSelector,
    /// The other.
    pub right: DrugSelector,
    /// 併用禁忌 or 併用注意.
    pub kind: PairKind,
    /// Extension: so many days must pass after the end of the one before the other begins.
    pub washout_days: Option<u16>,
    /// It stands in the check master of the 支払基金, whose codes need not all be in the master that
    /// is loaded: a drug of which that is so comes out as not checked by itself. In other tables a
    /// side that no drug answers to may be a slip of the pen, by which a pair is never found.
    pub official: bool,
}

/// Pairs with where they come from. The crate brings none: which pairs are contraindicated is
/// for the package inserts (添付文書) to say and for the user to keep current.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairTable {
    /// Whose table it is.
    pub source: String,
    /// Its edition or date.
    pub edition: String,
    /// The pairs.
    pub pairs: Vec<DrugPair>,
}

impl PairTable {
    /// The pairs for caution (併用注意) as a table of their own, to be looked for as contraindicated
    /// pairs are; `None` if there are none.
    pub fn cautions(&self) -> Option<Self> {
        let own = self.pairs.iter().filter(|pair| pair.kind == PairKind::Caution);
        let pairs: Vec<DrugPair> =
            own.map(|pair| DrugPair { kind: PairKind::Contraindicated, ..pair.clone() }).collect();
        (!pairs.is_empty()).then(|| Self { pairs, ..self.clone() })
    }
}

/// A table of pairs that cannot be read.
pub type PairTableError = crate::MasterError;
