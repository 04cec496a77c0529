//! Joining the files.

use super::compact::{Compactor, Names, number};
use super::drug_master::{ComponentRange, GenericEntry, NO_DATE, Record};
use super::index::CodeIndex;
use super::rows::{self, GenericRow, HotRow, MedicineRow, PriceRow};
use super::{DrugMaster, MasterEdition, MasterError, MasterKind, MasterLimits, Standing};
use crate::ingredient::IngredientTable;
use shohosen_terms::{GenericCode, Gtin, HotCode, ReceiptCode, ReceiptKind, YjCode};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Takes the official files, in any order, and joins them.
///
/// ```
/// use shohosen_medication::MasterBuilder;
///
/// let mut builder = MasterBuilder::new();
/// // builder.add("y_ALL20240321.zip", &bytes)?; builder.add("tp20250814-01_01.xlsx", &bytes)?; …
/// let master = builder.build()?;
/// assert!(master.is_empty());
/// # Ok::<(), shohosen_medication::MasterError>(())
/// ```
#[derive(Debug, Default)]
pub struct MasterBuilder {
    pub(super) limits: MasterLimits,
    pub(super) medicine: Vec<(MasterEdition, Vec<MedicineRow>)>,
    pub(super) hot: Vec<HotRow>,
    pub(super) generic: Vec<GenericRow>,
    pub(super) price: Vec<PriceRow>,
    pub(super) editions: Vec<MasterEdition>,
    table: IngredientTable,
}

impl MasterBuilder {
    /// With the default limits and the built-in table of components.
    pub fn new() -> Self {
        Self::with_limits(MasterLimits::default())
    }

    /// With other limits.
    pub fn with_limits(limits: MasterLimits) -> Self {
        Self { limits, table: IngredientTable::builtin(), ..Self::default() }
    }

    /// Adds a table of components, whose entries go before the built-in ones and the names of
    /// the price list.
    pub fn add_ingredients(&mut self, table: IngredientTable) {
        self.table.extend(table);
    }

    /// Joins what was added.
    ///
    /// # Errors
    /// If there is more than the compact form can count.
    pub fn build(mut self) -> Result<DrugMaster, MasterError> {
        let mut joined = Joined::default();
        joined.medicine(self.merged_medicine());
        joined.hot(&self.hot);
        joined.price(&self.price);
        let names = Names::new(&self.price, &self.generic, &self.table);
        let master = joined.finish(&names, &self.table, &self.generic)?;
        self.editions.sort_by(|a, b| {
            let place = |kind| MasterKind::ALL.iter().position(|k| *k == kind);
            (place(a.kind), a.date, &a.name).cmp(&(place(b.kind), b.date, &b.name))
        });
        let mut master = DrugMaster { editions: self.editions, ..master };
        master.prepare();
        Ok(master)
    }

    /// The y rows with all differences applied, in the order of their codes.
    fn merged_medicine(&mut self) -> Vec<MedicineRow> {
        let mut files = std::mem::take(&mut self.medicine);
        // A full file says 変更区分 0 of rows that did not change; differences hold changes only.
        let is_full = |rows: &[MedicineRow]| rows.iter().any(|row| row.change == '0');
        files.sort_by_key(|(edition, rows)| (!is_full(rows), edition.date));
        let mut merged: BTreeMap<String, MedicineRow> = BTreeMap::new();
        for row in files.into_iter().flat_map(|(_, rows)| rows) {
            match merged.get_mut(&row.receipt) {
                Some(known) => known.apply(row),
                None => {
                    merged.insert(row.receipt.clone(), row);
                }
            }
        }
        merged.into_values().collect()
    }
}

/// A drug while the files are being joined.
#[derive(Default)]
struct Draft {
    receipt: u32,
    base_receipt: u32,
    price: Option<YjCode>,
    yj: Option<YjCode>,
    generic: Option<GenericCode>,
    name: String,
    basic_name: String,
    unit: String,
    generic_name: String,
    controlled: u8,
    removed: bool,
    generic_product: bool,
    standing: Standing,
    amount: u32,
    kana: String,
    listed: Option<crate::Date>,
    transition: Option<crate::Date>,
    abolished: Option<crate::Date>,
}

/// The drugs joined so far, and where each code leads.
#[derive(Default)]
struct Joined {
    drafts: Vec<Draft>,
    by_receipt: HashMap<u32, usize>,
    by_product: HashMap<YjCode, usize>,
    by_hot9: HashMap<u32, usize>,
    by_hot7: HashMap<u32, usize>,
    by_gtin: HashMap<u64, usize>,
}

impl Joined {
    fn medicine(&mut self, rows: Vec<MedicineRow>) {
        for row in rows {
            let Ok(receipt) = ReceiptCode::parse(&row.receipt) else { continue };
            let removed = row.change == '9';
            let abolished = rows::date(&row.abolished_on);
            let id = self.drafts.len();
            let price = YjCode::parse(&row.price_code).ok();
            self.by_receipt.insert(receipt.number(), id);
            if let Some(price) = price {
                self.by_product.entry(price).or_insert(id);
            }
            let base = ReceiptCode::parse(&row.base_receipt).map_or(0, ReceiptCode::number);
            self.drafts.push(Draft {
                receipt: receipt.number(),
                base_receipt: if base == receipt.number() { 0 } else { base },
                price,
                yj: None,
                generic: GenericCode::parse(&row.generic_code).ok(),
                basic_name: if row.basic_name == row.name { String::new() } else { row.basic_name },
                name: row.name,
                unit: row.unit,
                generic_name: row.generic_name,
                controlled: row.controlled.parse().unwrap_or(0),
                removed,
                generic_product: row.generic_product == "1",
                standing: Standing::Unknown,
                amount: rows::amount(&row.amount),
                kana: row.kana,
                listed: rows::date(&row.listed_on),
                transition: rows::date(&row.transition),
                // A removal without 廃止年月日 takes effect on the day of the change.
                abolished: abolished.or_else(|| rows::date(&row.changed_on).filter(|_| removed)),
            });
        }
    }

    fn hot(&mut self, rows: &[HotRow]) {
        for row in rows {
            let Ok(hot) = HotCode::parse(&row.hot) else { continue };
            let receipt = ReceiptCode::parse(&row.receipt)
                .ok()
                .filter(|code| code.kind() == ReceiptKind::Medicine);
            let price = YjCode::parse(&row.price_code).ok();
            let yj = YjCode::parse(&row.yj).ok();
            let known = receipt
                .and_then(|code| self.by_receipt.get(&code.number()))
                .or_else(|| yj.and_then(|code| self.by_product.get(&code)))
                .or_else(|| price.filter(|_| yj.is_none()).and_then(|c| self.by_product.get(&c)));
            let id = match known {
                Some(id) => *id,
                None if price.or(yj).is_none() => continue,
                None => {
                    self.drafts.push(Draft {
                        receipt: receipt.map_or(0, ReceiptCode::number),
                        price: price.or(yj),
                        name: row.name.clone(),
                        unit: row.unit.clone(),
                        ..Draft::default()
                    });
                    self.drafts.len() - 1
                }
            };
            if let Some(code) = receipt {
                self.by_receipt.entry(code.number()).or_insert(id);
            }
            for code in [yj, price].into_iter().flatten() {
                self.by_product.entry(code).or_insert(id);
            }
            if let Some(draft) = self.drafts.get_mut(id) {
                draft.yj = draft.yj.or(yj);
            }
            if let Some(hot9) = hot.hot9() {
                self.by_hot9.entry(hot9).or_insert(id);
            }
            self.by_hot7.entry(hot.hot7()).or_insert(id);
            if let Ok(gtin) = Gtin::parse(&row.gtin) {
                self.by_gtin.entry(gtin.item()).or_insert(id);
            }
        }
    }

    fn price(&mut self, rows: &[PriceRow]) {
        for row in rows {
            let Ok(code) = YjCode::parse(&row.code) else { continue };
            let transition = rows::date(&row.transition);
            match self.by_product.get(&code) {
                Some(id) => {
                    if let Some(draft) = self.drafts.get_mut(*id) {
                        draft.transition = draft.transition.or(transition);
                        draft.standing = row.standing;
                        if draft.amount == 0 {
                            draft.amount = rows::amount(&row.amount);
                        }
                    }
                }
                None => {
                    self.by_product.insert(code, self.drafts.len());
                    self.drafts.push(Draft {
                        price: Some(code),
                        name: row.name.clone(),
                        transition,
                        standing: row.standing,
                        generic_product: row.standing == Standing::Generic,
                        amount: rows::amount(&row.amount),
                        ..Draft::default()
                    });
                }
            }
        }
    }

    fn finish(
        self,
        names: &Names<'_>,
        table: &IngredientTable,
        generic_rows: &[GenericRow],
    ) -> Result<DrugMaster, MasterError> {
        let mut compact = Compactor::new(names, table);
        let mut records = Vec::with_capacity(self.drafts.len());
        for (id, draft) in self.drafts.iter().enumerate() {
            let code = draft.price.or(draft.yj);
            let days = |date: Option<crate::Date>| date.map_or(NO_DATE, crate::Date::days);
            let base = self.by_receipt.get(&draft.base_receipt).copied();
            // A base that only a difference file mentions has nothing to stand for the copy.
            let base =
                base.filter(|base| self.drafts.get(*base).is_some_and(|d| d.price.is_some()));
            let canonical = base.unwrap_or(id);
            let name = &draft.name;
            records.push(Record {
                receipt: draft.receipt,
                base_receipt: draft.base_receipt,
                canonical: number(canonical)?,
                prefix: code.map_or(0, YjCode::ingredient_prefix),
                form_letter: code.map_or(0, YjCode::form_letter),
                controlled: draft.controlled,
                removed: draft.removed,
                generic_product: draft.generic_product,
                standing: draft.standing.to_octet(),
                amount: draft.amount,
                price: draft.price.map_or(0, YjCode::packed),
                yj: draft.yj.map_or(0, YjCode::packed),
                generic: draft.generic.map_or(0, GenericCode::packed),
                name: compact.text(name)?,
                basic_name: compact.text(&draft.basic_name)?,
                unit: compact.text(&draft.unit)?,
                generic_name: compact.text(&draft.generic_name)?,
                kana: compact.text(&draft.kana)?,
                listed: days(draft.listed),
                transition: days(draft.transition),
                abolished: days(draft.abolished),
                components: match code {
                    Some(code) => compact.components(code.as_str(), draft.generic, name)?,
                    None => ComponentRange::NONE,
                },
            });
        }
        let prefixes = compact.prefixes(&records)?;
        let (generics, members) = self.generics(&mut compact, generic_rows)?;
        Ok(DrugMaster {
            records,
            prefixes,
            generics,
            members,
            by_receipt: index(self.by_receipt.iter().map(|(k, v)| (u64::from(*k), *v)))?,
            by_product: index(self.by_product.iter().map(|(k, v)| (k.packed(), *v)))?,
            by_hot9: index(self.by_hot9.iter().map(|(k, v)| (u64::from(*k), *v)))?,
            by_hot7: index(self.by_hot7.iter().map(|(k, v)| (u64::from(*k), *v)))?,
            by_gtin: index(self.by_gtin.iter().map(|(k, v)| (*k, *v)))?,
            heap: compact.heap,
            pool: compact.pool,
            ingredients: compact.ingredients,
            stems: compact.stems,
            ..DrugMaster::default()
        })
    }

    /// The 一般名 of the master and of the drugs, and the drugs of each.
    #[allow(clippy::type_complexity)]
    fn generics(
        &self,
        compact: &mut Compactor<'_>,
        rows: &[GenericRow],
    ) -> Result<(Vec<GenericEntry>, Vec<(u64, u32)>), MasterError> {
        let mut members: BTreeSet<(u64, u32)> = BTreeSet::new();
        let mut named: BTreeMap<u64, (GenericCode, &str)> = BTreeMap::new();
        for (id, draft) in self.drafts.iter().enumerate() {
            if let Some(code) = draft.generic {
                members.insert((code.packed(), number(id)?));
                named.entry(code.packed()).or_insert((code, &draft.generic_name));
            }
        }
        for row in rows {
            let Ok(code) = GenericCode::parse(&row.code) else { continue };
            if let Some(id) = YjCode::parse(&row.member).ok().and_then(|c| self.by_product.get(&c))
            {
                members.insert((code.packed(), number(*id)?));
            }
            if !row.name.is_empty() {
                named.insert(code.packed(), (code, &row.name));
            }
        }
        let mut entries = Vec::with_capacity(named.len());
        for (packed, (code, name)) in named {
            let range = compact.components(code.as_str(), Some(code), name)?;
            entries.push(GenericEntry {
                code: packed,
                name: compact.text(name)?,
                components: range,
            });
        }
        Ok((entries, members.into_iter().collect()))
    }
}

fn index(codes: impl Iterator<Item = (u64, usize)> + Clone) -> Result<CodeIndex, MasterError> {
    let mut index = CodeIndex::with_capacity(codes.clone().count());
    for (code, id) in codes {
        index.insert(code, number(id)?)?;
    }
    Ok(index)
}
