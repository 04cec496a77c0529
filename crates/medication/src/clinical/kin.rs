//! Looking a drug up in a table by its own code, else by the code of a drug that stands for it.

use crate::master::Resolved;
use crate::tables::RowsByDrug;
use crate::{Drug, DrugCode, DrugMaster, GivenCode, GivenDrug};
use std::collections::HashMap;
use std::iter::once;

/// How the drug whose rows are used is related to the one that was prescribed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowBasis {
    /// The drug itself.
    Exact,
    /// The drug of which it is the 選定療養 copy, or the other way round.
    BaseCode,
    /// A member of the 一般名.
    GenericMember,
    /// Another product of the same form and strength.
    SameSpecification,
    /// The same ingredient in another form or strength.
    SameIngredient,
}

impl RowBasis {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::BaseCode => "base_code",
            Self::GenericMember => "generic_member",
            Self::SameSpecification => "same_specification",
            Self::SameIngredient => "same_ingredient",
        }
    }
}

/// The rows for a drug.
pub(super) struct Listed<'t, T> {
    /// Different sets of rows, each of one or more drugs of the table: the first, and the others where
    /// there are any.
    first: &'t [T],
    others: Vec<&'t [T]>,
    pub(super) basis: RowBasis,
    /// The first drug of the table that they stand at.
    receipt: u32,
}

impl<'t, T> Listed<'t, T> {
    /// All rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'t T> + Clone {
        self.first.iter().chain(self.others.iter().copied().flatten())
    }

    /// The drug of the table by name and code.
    pub(super) fn name(&self, master: &DrugMaster) -> String {
        let Some(code) = crate::ReceiptCode::from_number(self.receipt) else {
            return String::new();
        };
        match master.drug(DrugCode::Receipt(code)) {
            Some(drug) if !drug.name().is_empty() => format!("{}（{code}）", drug.name()),
            _ => code.to_string(),
        }
    }
}

/// The receipt codes of all drugs by the seven digits of their price-list code, with the nine
/// characters.
#[derive(Debug, Default)]
pub(crate) struct Kin {
    by_prefix: HashMap<u32, Vec<([u8; 9], u32)>>,
}

impl Kin {
    pub(crate) fn new(master: &DrugMaster) -> Self {
        let mut kin = Self::default();
        for drug in master.drugs() {
            let code = drug.price_list_code().or_else(|| drug.yj_code());
            let (Some(code), Some(receipt), Some(prefix)) =
                (code, drug.receipt_code(), drug.ingredient_prefix())
            else {
                continue;
            };
            if let Some(nine) = code.as_str().as_bytes().first_chunk::<9>() {
                kin.by_prefix.entry(prefix).or_default().push((*nine, receipt.number()));
            }
        }
        kin
    }

    /// The rows for a drug, and on what that rests. `any_strength` allows those of the ingredient in
    /// another form or strength, which amounts must not be taken from.
    pub(super) fn rows<'t, T>(
        &self,
        master: &DrugMaster,
        table: &'t RowsByDrug<T>,
        given: &GivenDrug,
        resolved: &Resolved<'_>,
        any_strength: bool,
    ) -> Option<Listed<'t, T>> {
        let own = resolved.drug.and_then(|id| master.view(id));
        let stated = given.codes.iter().filter_map(|code| match code {
            GivenCode::Code(DrugCode::Receipt(code)) => Some(code.number()),
            _ => None,
        });
        let canonical = || own.and_then(|drug| drug.receipt_code()).map(|code| code.number());
        // One after the other: nearly every drug has rows of its own.
        of_receipts(table, RowBasis::Exact, stated.clone())
            .or_else(|| {
                // Another code of the same drug, for which its own stands where none is stated.
                let basis = match stated.clone().next() {
                    None => RowBasis::Exact,
                    Some(_) => RowBasis::BaseCode,
                };
                of_receipts(table, basis, canonical())
            })
            .or_else(|| {
                let members = master.members(resolved.generic?);
                let codes = members.filter_map(|drug| drug.receipt_code());
                of_receipts(table, RowBasis::GenericMember, codes.map(|code| code.number()))
            })
            .or_else(|| {
                let nine = nine(own, resolved, master)?;
                let same = self.kin_of(resolved).filter(|(own, _)| *own == nine);
                of_receipts(table, RowBasis::SameSpecification, same.map(|(_, receipt)| *receipt))
            })
            .or_else(|| {
                let all = self.kin_of(resolved).filter(|_| any_strength);
                of_receipts(table, RowBasis::SameIngredient, all.map(|(_, receipt)| *receipt))
            })
    }

    /// The products with the same seven digits: nine characters and receipt code of each.
    fn kin_of(&self, resolved: &Resolved<'_>) -> impl Iterator<Item = &([u8; 9], u32)> {
        self.by_prefix.get(&resolved.prefix).into_iter().flatten()
    }
}

/// The first nine characters: ingredient, route, form and strength.
pub(super) fn nine(
    own: Option<Drug<'_>>,
    resolved: &Resolved<'_>,
    master: &DrugMaster,
) -> Option<[u8; 9]> {
    let code = |drug: Drug<'_>| drug.price_list_code().or_else(|| drug.yj_code());
    let member = || resolved.generic.and_then(|generic| master.members(generic).next());
    code(own.or_else(member)?)?.as_str().as_bytes().first_chunk::<9>().copied()
}

fn of_receipts<'t, T>(
    table: &'t RowsByDrug<T>,
    basis: RowBasis,
    receipts: impl IntoIterator<Item = u32>,
) -> Option<Listed<'t, T>> {
    let mut found = receipts.into_iter().filter_map(|code| Some((code, table.get(code)?)));
    let (receipt, first) = found.next()?;
    let mut listed = Listed { first, others: Vec::new(), basis, receipt };
    for (_, rows) in found {
        // Products with the same rows share them.
        let mut known = once(&listed.first).chain(&listed.others);
        if !known.any(|known| known.as_ptr() == rows.as_ptr()) {
            listed.others.push(rows);
        }
    }
    Some(listed)
}
