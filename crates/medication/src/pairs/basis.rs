//! How near the drugs of a hit are to those that the row of a table names.

use super::{BoundPair, BoundPairs, DrugPair, DrugSelector};
use crate::check::HitBasis;
use crate::master::Resolved;
use crate::{Drug, DrugCode, DrugMaster, GivenCode, GivenDrug};

/// The product that a selector names, if it names one that the master knows.
pub(super) fn product<'m>(selector: &DrugSelector, master: &'m DrugMaster) -> Option<Drug<'m>> {
    match selector {
        DrugSelector::Receipt(code) => master.drug(DrugCode::Receipt(*code)),
        DrugSelector::CodePrefix(code) if code.len() == 12 => {
            master.drug(DrugCode::Yj(crate::YjCode::parse(code).ok()?))
        }
        _ => None,
    }
}

/// A drug as given and as resolved.
type Given<'a, 'm> = (&'a GivenDrug, &'a Resolved<'m>);

impl BoundPairs {
    /// What a hit of a pair rests on: the worse of its two sides, in the better of the two orders.
    pub(crate) fn basis(
        &self,
        pair: BoundPair,
        one: Given<'_, '_>,
        other: Given<'_, '_>,
        master: &DrugMaster,
    ) -> HitBasis {
        let Some(row) = self.row(pair) else { return HitBasis::PairTable };
        let of = |left: Given<'_, '_>, right: Given<'_, '_>| {
            distance(&row.left, left, master).max(distance(&row.right, right, master))
        };
        let nearest = of(one, other).min(of(other, one));
        match nearest {
            0 => HitBasis::PairTable,
            1 => HitBasis::BaseCode,
            2 => HitBasis::GenericMember,
            3 => HitBasis::SameSpecification,
            _ => HitBasis::SameIngredient,
        }
    }

    /// The row in words: products by name with their code.
    pub(crate) fn row_name(&self, row: &DrugPair, master: &DrugMaster) -> String {
        let named = |selector: &DrugSelector| match (selector, product(selector, master)) {
            (_, Some(drug)) if !drug.name().is_empty() => {
                format!("{}（{selector}）", drug.name())
            }
            (DrugSelector::CodePrefix(code), _) => {
                let prefix = code.get(..7).and_then(|digits| digits.parse().ok());
                match prefix.map(|prefix| master.prefix_name(prefix)) {
                    Some(name) if !code.starts_with(&name) => format!("{name}（{selector}）"),
                    _ => selector.to_string(),
                }
            }
            _ => selector.to_string(),
        };
        format!("{} × {}", named(&row.left), named(&row.right))
    }
}

/// 0 the drug of the selector itself, 1 by the code of 選定療養, 2 an 一般名 of which it is a member,
/// 3 another product of the same form and strength, 4 the same ingredient.
fn distance(selector: &DrugSelector, (given, resolved): Given<'_, '_>, master: &DrugMaster) -> u8 {
    let beginning = |drug: &Drug<'_>, length: usize| {
        let code = drug.price_list_code().or_else(|| drug.yj_code())?;
        code.as_str().get(..length).map(str::to_owned)
    };
    let own = resolved.drug.and_then(|id| master.view(id));
    let named = match selector {
        DrugSelector::Ingredient { .. } => {
            return if same_name(selector, resolved, master) { 0 } else { 4 };
        }
        DrugSelector::CodePrefix(code) if code.len() < 12 => {
            let digits = shohosen_terms::digits::seven(resolved.prefix);
            let begins = |text: &str| text.starts_with(code.as_str());
            let members = resolved.generic.map(|generic| master.members(generic));
            let is = begins(&digits)
                || own.and_then(|drug| beginning(&drug, 12)).is_some_and(|own| begins(&own))
                || members
                    .into_iter()
                    .flatten()
                    .any(|drug| beginning(&drug, 12).is_some_and(|member| begins(&member)));
            return if is { 0 } else { 4 };
        }
        _ => product(selector, master),
    };
    let (Some(named), receipt) = (named, receipt(selector)) else { return 4 };
    let is_given = given.codes.iter().any(|code| match (code, receipt) {
        (GivenCode::Code(DrugCode::Receipt(code)), Some(receipt)) => *code == receipt,
        _ => false,
    });
    if is_given {
        return 0;
    }
    let canonical = |drug: &Drug<'_>| drug.resolved().ok().and_then(|resolved| resolved.drug);
    if resolved.drug.is_some() && canonical(&named) == resolved.drug {
        let by_receipt =
            given.codes.iter().any(|code| matches!(code, GivenCode::Code(DrugCode::Receipt(_))));
        return u8::from(by_receipt && receipt.is_some());
    }
    let member = resolved.generic.is_some_and(|generic| {
        master.members(generic).any(|member| canonical(&member) == canonical(&named))
    });
    if member {
        return 2;
    }
    let same = own.is_some_and(|own| {
        let nine = beginning(&own, 9);
        nine.is_some() && nine == beginning(&named, 9)
    });
    if same { 3 } else { 4 }
}

fn receipt(selector: &DrugSelector) -> Option<crate::ReceiptCode> {
    match selector {
        DrugSelector::Receipt(code) => Some(*code),
        _ => None,
    }
}

/// Whether a drug holds the ingredient that a selector names.
fn same_name(selector: &DrugSelector, resolved: &Resolved<'_>, master: &DrugMaster) -> bool {
    let DrugSelector::Ingredient { name, route } = selector else { return false };
    let base = crate::ingredient::base_name(name);
    let stems = crate::ingredient::stems(name);
    let of_components = resolved
        .components
        .iter()
        .any(|id| crate::ingredient::base_name(master.ingredient(*id)) == base);
    let of_stems = resolved.stems.iter().any(|id| {
        let stem = master.stem(*id);
        stem == base || stems.iter().any(|own| own == stem)
    });
    (of_components || of_stems) && route.is_none_or(|route| route == resolved.route())
}
