//! The joined master, and how a code leads to a drug.

use super::index::CodeIndex;
use super::resolve::Core;
use super::{Drug, MasterKind};
use crate::Date;
use crate::ingredient::Completeness;
use serde::Serialize;
use shohosen_terms::{DrugCode, GenericCode, ReceiptCode, YjCode};

/// One file that went into a master.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MasterEdition {
    /// Which master.
    pub kind: MasterKind,
    /// The name of the file.
    pub name: String,
    /// The date in the name of the file, or the latest change in it.
    pub date: Option<Date>,
    /// Its rows.
    pub rows: usize,
}

impl std::fmt::Display for MasterEdition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind.as_str(), self.name)?;
        match self.date {
            Some(date) => write!(f, " ({date}, {} rows)", self.rows),
            None => write!(f, " ({} rows)", self.rows),
        }
    }
}

/// The drugs of the official masters, by every code they have.
///
/// Build one with [`MasterBuilder`](super::MasterBuilder), keep it as
/// [`to_bytes`](Self::to_bytes), and load that with [`from_bytes`](Self::from_bytes) in
/// milliseconds.
#[derive(Clone, Debug, Default)]
pub struct DrugMaster {
    pub(super) heap: String,
    pub(super) records: Vec<Record>,
    /// What resolving needs of each record, close together; see [`DrugMaster::prepare`].
    pub(super) cores: Vec<Core>,
    /// Component ids; records, generics and prefixes have ranges of it.
    pub(super) pool: Vec<u32>,
    /// The names of the ingredients, by id.
    pub(super) ingredients: Vec<Span>,
    /// The names that link biosimilars and originals, by id.
    pub(super) stems: Vec<Span>,
    /// By prefix, sorted.
    pub(super) prefixes: Vec<PrefixEntry>,
    /// By code, sorted.
    pub(super) generics: Vec<GenericEntry>,
    /// 一般名コード and record, sorted.
    pub(super) members: Vec<(u64, u32)>,
    pub(super) by_receipt: CodeIndex,
    pub(super) by_product: CodeIndex,
    pub(super) by_hot9: CodeIndex,
    pub(super) by_hot7: CodeIndex,
    pub(super) by_gtin: CodeIndex,
    pub(super) editions: Vec<MasterEdition>,
}

/// A text in the heap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) length: u32,
}

/// Components in the pool, and behind them the stems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ComponentRange {
    pub(super) start: u32,
    pub(super) length: u32,
    pub(super) stems: u32,
    pub(super) completeness: Completeness,
}

impl ComponentRange {
    pub(super) const NONE: Self =
        Self { start: 0, length: 0, stems: 0, completeness: Completeness::Unknown };
}

/// A drug. Codes are packed; 0 says that there is none.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) receipt: u32,
    pub(super) base_receipt: u32,
    /// The record that this one counts as: itself, or the base of a 選定療養 copy.
    pub(super) canonical: u32,
    /// The first seven digits of the price-list code; 0 for rows that are no medicine.
    pub(super) prefix: u32,
    pub(super) form_letter: u8,
    pub(super) controlled: u8,
    pub(super) removed: bool,
    pub(super) generic_product: bool,
    /// What the price list says of it: see [`super::Standing`].
    pub(super) standing: u8,
    /// The price in hundredths of a yen; 0 where no master says it.
    pub(super) amount: u32,
    pub(super) price: u64,
    pub(super) yj: u64,
    pub(super) generic: u64,
    pub(super) name: Span,
    pub(super) basic_name: Span,
    pub(super) unit: Span,
    pub(super) generic_name: Span,
    pub(super) kana: Span,
    /// Days since 1970, or [`NO_DATE`].
    pub(super) listed: i32,
    pub(super) transition: i32,
    pub(super) abolished: i32,
    pub(super) components: ComponentRange,
}

pub(super) const NO_DATE: i32 = i32::MIN;

/// What is known of a seven-digit code as such.
#[derive(Clone, Debug)]
pub(super) struct PrefixEntry {
    pub(super) prefix: u32,
    pub(super) components: ComponentRange,
}

/// A line of the 一般名処方マスタ.
#[derive(Clone, Debug)]
pub(super) struct GenericEntry {
    pub(super) code: u64,
    pub(super) name: Span,
    pub(super) components: ComponentRange,
}

/// The number of a drug in its master.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct DrugId(pub(crate) u32);

impl DrugMaster {
    /// The files that it was built from.
    pub fn editions(&self) -> &[MasterEdition] {
        &self.editions
    }

    /// The number of drugs.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether it holds no drug.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// All drugs.
    pub fn drugs(&self) -> impl Iterator<Item = Drug<'_>> {
        self.records.iter().map(|record| Drug { master: self, record })
    }

    pub(crate) fn drugs_with_ids(&self) -> impl Iterator<Item = (DrugId, Drug<'_>)> {
        (0u32..).map(DrugId).zip(self.drugs())
    }

    /// The drug of a code. For an 一般名 it is the first of its members; for HOT7 and GTIN the
    /// first that the master lists.
    pub fn drug(&self, code: DrugCode) -> Option<Drug<'_>> {
        let id = match code {
            DrugCode::Generic(generic) => self.members_of(generic).next()?,
            _ => self.find(code)?,
        };
        self.view(id)
    }

    /// The drugs of an 一般名コード: those that the masters assign to it and, for 例外コード, the
    /// listed members.
    pub fn members(&self, generic: GenericCode) -> impl Iterator<Item = Drug<'_>> {
        self.members_of(generic).filter_map(|id| self.view(id))
    }

    /// The 標準的な記載 of an 一般名コード.
    pub fn generic_name(&self, generic: GenericCode) -> Option<&str> {
        Some(self.text(self.generic_entry(generic)?.name)).filter(|name| !name.is_empty())
    }

    pub(crate) fn view(&self, id: DrugId) -> Option<Drug<'_>> {
        let record = self.records.get(usize::try_from(id.0).ok()?)?;
        Some(Drug { master: self, record })
    }

    pub(super) fn text(&self, span: Span) -> &str {
        let start = usize::try_from(span.start).unwrap_or(usize::MAX);
        let end = start.saturating_add(usize::try_from(span.length).unwrap_or(usize::MAX));
        self.heap.get(start..end).unwrap_or("")
    }

    #[inline]
    pub(super) fn component_ids(&self, range: ComponentRange) -> &[u32] {
        let start = usize::try_from(range.start).unwrap_or(usize::MAX);
        let length = usize::try_from(range.length).unwrap_or(usize::MAX);
        self.pool.get(start..start.saturating_add(length)).unwrap_or(&[])
    }

    /// The ids of the stems of a range.
    #[inline]
    pub(super) fn stem_ids(&self, range: ComponentRange) -> &[u32] {
        let stems = ComponentRange {
            start: range.start.saturating_add(range.length),
            length: range.stems,
            ..range
        };
        self.component_ids(stems)
    }

    /// The name that links a biosimilar with its original.
    pub(crate) fn stem(&self, id: u32) -> &str {
        let span = usize::try_from(id).ok().and_then(|id| self.stems.get(id));
        span.map_or("", |span| self.text(*span))
    }

    /// All stems with their ids.
    pub(crate) fn stem_names(&self) -> impl Iterator<Item = (u32, &str)> {
        (0u32..).zip(self.stems.iter().map(|span| self.text(*span)))
    }

    /// Whether any file that went into it names ingredients. Without one only the digits of codes
    /// speak, and the few drugs of the built-in table.
    pub(crate) fn names_ingredients(&self) -> bool {
        let names = [MasterKind::PriceList, MasterKind::Generic];
        self.editions.iter().any(|edition| names.contains(&edition.kind))
    }

    /// The name of an ingredient.
    pub(crate) fn ingredient(&self, id: u32) -> &str {
        let span = usize::try_from(id).ok().and_then(|id| self.ingredients.get(id));
        span.map_or("", |span| self.text(*span))
    }

    /// All ingredients with their ids.
    pub(crate) fn ingredient_names(&self) -> impl Iterator<Item = (u32, &str)> {
        (0u32..).zip(self.ingredients.iter().map(|span| self.text(*span)))
    }

    #[inline]
    pub(super) fn find_receipt(&self, code: ReceiptCode) -> Option<DrugId> {
        self.by_receipt.get(u64::from(code.number())).map(DrugId)
    }

    /// The record of a code other than 一般名.
    pub(super) fn find(&self, code: DrugCode) -> Option<DrugId> {
        let id = match code {
            DrugCode::Receipt(code) => self.by_receipt.get(u64::from(code.number())),
            DrugCode::PriceList(code) | DrugCode::Yj(code) => self.by_product.get(code.packed()),
            DrugCode::Hot(code) => match code.hot9() {
                Some(hot9) => self.by_hot9.get(u64::from(hot9)),
                None => self.by_hot7.get(u64::from(code.hot7())),
            },
            DrugCode::Gtin(code) => self.by_gtin.get(code.item()),
            DrugCode::Generic(_) => None,
        };
        id.map(DrugId)
    }

    pub(crate) fn members_of(&self, generic: GenericCode) -> impl Iterator<Item = DrugId> + '_ {
        let code = generic.packed();
        let start = self.members.partition_point(|(member, _)| *member < code);
        let members = self.members.get(start..).unwrap_or(&[]).iter();
        members.take_while(move |(member, _)| *member == code).map(|(_, id)| DrugId(*id))
    }

    pub(super) fn generic_entry(&self, generic: GenericCode) -> Option<&GenericEntry> {
        let code = generic.packed();
        let place = self.generics.binary_search_by_key(&code, |entry| entry.code).ok()?;
        self.generics.get(place)
    }

    /// The components of a seven-digit code, if it occurs in a master or the table.
    pub(super) fn prefix_range(&self, prefix: u32) -> Option<ComponentRange> {
        let place = self.prefixes.binary_search_by_key(&prefix, |entry| entry.prefix).ok()?;
        Some(self.prefixes.get(place)?.components)
    }

    /// What stands for a seven-digit code in a finding: its ingredients, else the name of a drug
    /// that has it, else the digits.
    pub(crate) fn prefix_name(&self, prefix: u32) -> String {
        let range = self.prefix_range(prefix);
        match range.map_or(&[][..], |range| self.component_ids(range)) {
            &[only] => self.ingredient(only).to_owned(),
            components if !components.is_empty() => {
                let names: Vec<_> = components.iter().map(|id| self.ingredient(*id)).collect();
                names.join("・")
            }
            _ => {
                let same = self.drugs().find(|drug| drug.ingredient_prefix() == Some(prefix));
                let named = same.map(|drug| match drug.generic_name() {
                    "" => drug.basic_name(),
                    name => name,
                });
                named.map_or_else(|| shohosen_terms::digits::seven(prefix), str::to_owned)
            }
        }
    }

    /// Counts over all drugs: what resolves, and on what it rests.
    pub fn statistics(&self) -> MasterStatistics {
        let mut statistics = MasterStatistics { drugs: self.records.len(), ..Default::default() };
        let mut prefixes = std::collections::HashSet::new();
        for record in &self.records {
            if record.prefix == 0 {
                statistics.without_ingredient += 1;
                continue;
            }
            prefixes.insert(record.prefix);
            if let Some(code) = YjCode::from_packed(record.price) {
                statistics.codes += 1;
                statistics.check_digits_agree += usize::from(code.check_digit().agrees());
            }
            let named = record.components.length > 0;
            *match (record.components.completeness, named) {
                (Completeness::Complete, true) => &mut statistics.components_complete,
                (Completeness::Partial, _) => &mut statistics.components_partial,
                // Complete without a name there is none.
                (Completeness::CodeOnly | Completeness::Complete, _) => {
                    &mut statistics.code_prefix_only
                }
                (Completeness::Unknown, _) => &mut statistics.components_unknown,
            } += 1;
        }
        statistics.prefixes = prefixes.len();
        statistics.ingredients = self.ingredients.len();
        statistics
    }

    pub(super) fn receipt_of(&self, number: u32) -> Option<ReceiptCode> {
        ReceiptCode::from_number(number)
    }
}

/// Counts over the drugs of a master.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MasterStatistics {
    /// All drugs.
    pub drugs: usize,
    /// Drugs with a price-list code.
    pub codes: usize,
    /// … whose check digit agrees.
    pub check_digits_agree: usize,
    /// Different seven-digit codes.
    pub prefixes: usize,
    /// Different ingredients, salts counted once.
    pub ingredients: usize,
    /// Drugs all of whose ingredients are known by name.
    pub components_complete: usize,
    /// Combinations of which some components are known.
    pub components_partial: usize,
    /// Single drugs whose ingredient no table names: compared by their seven digits only, and
    /// reported as not fully checked.
    pub code_prefix_only: usize,
    /// Combinations and herbal preparations without known components: compared as a whole, and
    /// reported as not fully checked.
    pub components_unknown: usize,
    /// Rows without a price-list code: the reductions and surcharges of レセ電 63…, which are no
    /// medicine and are left out; others come out as not checked.
    pub without_ingredient: usize,
}
