//! Looking a drug up in a table by its own code, else by the code of a drug that stands for it.

use crate::master::Resolved;
use crate::tables::RowsByDrug;
use crate::{Drug, DrugCode, DrugMaster, GivenCode, GivenDrug};
use std::collections::HashMap;

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
    /// Different sets of rows, each of one or more drugs of the table.
    pub(super) rows: Vec<&'t T>,
    pub(super) basis: RowBasis,
    /// The first drug of the table that they stand at.
    receipt: u32,
}

impl<T> Listed<'_, T> {
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
        let mut exact: Vec<u32> = stated.collect();
        let canonical = own.and_then(|drug| drug.receipt_code()).map(|code| code.number());
        if exact.is_empty() {
            exact.extend(canonical);
        }
        let rows = |basis, receipts: &[u32]| of_receipts(table, basis, receipts);
        // One after the other: nearly every drug has rows of its own.
        rows(RowBasis::Exact, &exact)
            .or_else(|| rows(RowBasis::BaseCode, canonical.as_slice()))
            .or_else(|| {
                let members = master.members(resolved.generic?);
                let codes = members.filter_map(|drug| drug.receipt_code());
                let codes: Vec<u32> = codes.map(|code| code.number()).collect();
                rows(RowBasis::GenericMember, &codes)
            })
            .or_else(|| {
                let nine = nine(own, resolved, master)?;
                rows(RowBasis::SameSpecification, &self.kin_of(resolved, |own| *own == nine))
            })
            .or_else(|| {
                any_strength
                    .then(|| rows(RowBasis::SameIngredient, &self.kin_of(resolved, |_| true)))?
            })
    }

    /// The receipt codes of the products with the same seven digits whose nine characters are these.
    fn kin_of(&self, resolved: &Resolved<'_>, is: impl Fn(&[u8; 9]) -> bool) -> Vec<u32> {
        let same = self.by_prefix.get(&resolved.prefix).map_or(&[][..], Vec::as_slice);
        same.iter().filter(|(own, _)| is(own)).map(|(_, receipt)| *receipt).collect()
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
    receipts: &[u32],
) -> Option<Listed<'t, T>> {
    let mut listed: Option<Listed<'t, T>> = None;
    let mut known: Vec<*const T> = Vec::new();
    for receipt in receipts {
        let Some(rows) = table.get(*receipt) else { continue };
        let listed =
            listed.get_or_insert_with(|| Listed { rows: Vec::new(), basis, receipt: *receipt });
        // Products with the same rows share them.
        if !known.contains(&rows.as_ptr()) {
            known.push(rows.as_ptr());
            listed.rows.extend(rows);
        }
    }
    listed
}
