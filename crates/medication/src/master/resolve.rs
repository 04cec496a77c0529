//! What a code comes down to: ingredients and route, or why it does not.

use super::DrugMaster;
use super::drug_master::{ComponentRange, DrugId, NO_DATE, Record};
use crate::ingredient::Completeness;
use crate::{CheckDigit, Date};
use shohosen_terms::{DrugCode, GenericCode, ReceiptCode, ReceiptKind, Route};

/// What resolving needs of a record, that of a 選定療養 copy being its base's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Core {
    drug: u32,
    prefix: u32,
    components: ComponentRange,
    /// The last day of the code itself, not of its base: days since 1970, [`i32::MAX`] for none.
    last_day: i32,
    form_letter: u8,
}

/// What a code comes down to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolved<'a> {
    /// The drug, where the code stands for one; an 一般名 does not.
    pub(crate) drug: Option<DrugId>,
    pub(crate) generic: Option<GenericCode>,
    /// The first seven digits.
    pub(crate) prefix: u32,
    pub(crate) form_letter: u8,
    /// Ids of the ingredients that the table knows.
    pub(crate) components: &'a [u32],
    /// Ids of the names that link it with a biosimilar or an original.
    pub(crate) stems: &'a [u32],
    pub(crate) completeness: Completeness,
    /// Whether the code itself is in a master; else only its first seven digits speak.
    pub(crate) listed: bool,
    /// The last day of the code: days since 1970.
    last_day: i32,
}

impl Resolved<'_> {
    /// Whether the code was retired before a day.
    pub(crate) const fn is_retired_on(&self, day: Date) -> bool {
        day.days() > self.last_day
    }

    pub(crate) const fn route(&self) -> Route {
        Route::of_prefix(self.prefix)
    }

    /// A key of the route; `by_form` splits 外用 by dosage form.
    pub(crate) fn route_key(&self, by_form: bool) -> u16 {
        let route = match self.route() {
            Route::Oral => 0,
            Route::Injection => 1,
            Route::External => 2,
        };
        if by_form && route == 2 { 0x100 | u16::from(self.form_letter) } else { route }
    }
}

/// Why a code does not lead to a drug that can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unresolved {
    Dummy,
    /// 特定器材.
    Material,
    /// A reduction or surcharge of レセ電 63….
    Adjustment,
    CheckDigit(CheckDigit),
    Unknown,
    /// In the master, but without a price-list code, so without ingredient and route.
    NoIngredient,
}

impl DrugMaster {
    /// What a code comes down to.
    #[inline(always)]
    pub(crate) fn resolve(&self, code: DrugCode) -> Result<Resolved<'_>, Unresolved> {
        match code {
            DrugCode::Receipt(receipt) => match receipt.kind() {
                // Without check digit, and of an unlisted one nothing is known.
                ReceiptKind::Medicine => return self.resolve_receipt(receipt),
                ReceiptKind::Material => return Err(Unresolved::Material),
                ReceiptKind::Dummy => return Err(Unresolved::Dummy),
            },
            DrugCode::Generic(generic) => return Ok(self.resolve_generic(generic)),
            _ if code.is_dummy() => return Err(Unresolved::Dummy),
            _ => {}
        }
        let wrong_digit = code.check_digit().filter(|digit| !digit.agrees());
        if let (Some(digit), DrugCode::Hot(_) | DrugCode::Gtin(_)) = (wrong_digit, code) {
            return Err(Unresolved::CheckDigit(digit));
        }
        if let Some(drug) = self.find(code) {
            return self.resolve_drug(drug).ok_or(Unresolved::NoIngredient);
        }
        match code {
            // A well-formed code that is not listed still says its ingredient by its first seven
            // digits; with a wrong check digit any of them may be wrong.
            DrugCode::PriceList(yj) | DrugCode::Yj(yj) if wrong_digit.is_none() => {
                Ok(self.resolve_prefix(yj.ingredient_prefix(), yj.form_letter()))
            }
            _ => Err(wrong_digit.map_or(Unresolved::Unknown, Unresolved::CheckDigit)),
        }
    }

    #[inline(always)]
    fn resolve_receipt(&self, receipt: ReceiptCode) -> Result<Resolved<'_>, Unresolved> {
        let drug = self.find_receipt(receipt).ok_or(Unresolved::Unknown)?;
        self.resolve_drug(drug).ok_or(match receipt.may_be_adjustment() {
            // Reductions and surcharges are in the master without a price-list code.
            true => Unresolved::Adjustment,
            false => Unresolved::NoIngredient,
        })
    }

    #[inline(always)]
    fn resolve_drug(&self, drug: DrugId) -> Option<Resolved<'_>> {
        let core = self.cores.get(usize::try_from(drug.0).ok()?)?;
        (core.prefix != 0).then(|| Resolved {
            drug: Some(DrugId(core.drug)),
            generic: None,
            prefix: core.prefix,
            form_letter: core.form_letter,
            components: self.component_ids(core.components),
            stems: self.stem_ids(core.components),
            completeness: core.components.completeness,
            listed: true,
            last_day: core.last_day,
        })
    }

    /// Gathers what resolving needs from the records; called once they are complete.
    pub(super) fn prepare(&mut self) {
        let core = |record: &Record| {
            let base = usize::try_from(record.canonical).ok();
            let base = base.and_then(|place| self.records.get(place)).unwrap_or(record);
            Core {
                drug: record.canonical,
                prefix: base.prefix,
                components: base.components,
                last_day: match record.abolished {
                    NO_DATE if record.removed => NO_DATE,
                    NO_DATE => i32::MAX,
                    last => last,
                },
                form_letter: base.form_letter,
            }
        };
        self.cores = self.records.iter().map(core).collect();
    }

    fn resolve_generic(&self, generic: GenericCode) -> Resolved<'_> {
        let entry = self.generic_entry(generic);
        let mut resolved = self.resolve_prefix(generic.ingredient_prefix(), generic.form_letter());
        if let Some(entry) = entry.filter(|entry| entry.components.length > 0) {
            resolved.components = self.component_ids(entry.components);
            resolved.stems = self.stem_ids(entry.components);
            resolved.completeness = entry.components.completeness;
        }
        resolved.generic = Some(generic);
        resolved.listed = entry.is_some() || self.members_of(generic).next().is_some();
        resolved
    }

    fn resolve_prefix(&self, prefix: u32, form_letter: u8) -> Resolved<'_> {
        let range = self.prefix_range(prefix).unwrap_or(ComponentRange::NONE);
        Resolved {
            drug: None,
            generic: None,
            prefix,
            form_letter,
            components: self.component_ids(range),
            stems: self.stem_ids(range),
            completeness: range.completeness,
            listed: false,
            last_day: i32::MAX,
        }
    }
}
