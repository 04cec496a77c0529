//! Texts and components of the joined drugs in the compact form.

use super::drug_master::{ComponentRange, PrefixEntry, Record, Span};
use super::rows::{GenericRow, PriceRow};
use super::{MasterError, fold};
use crate::ingredient::{self, Completeness, IngredientTable};
use shohosen_report::Words;
use shohosen_terms::GenericCode;
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) fn number(value: usize) -> Result<u32, MasterError> {
    u32::try_from(value).map_err(|_| MasterError::Limit {
        what: Words::new("項目数", "entries"),
        limit: u32::MAX as usize,
    })
}

/// 成分名 by code: exact, by the first nine and by the first seven characters.
pub(super) struct Names<'a> {
    by_code: HashMap<&'a str, &'a str>,
    /// The names that link biosimilars and originals.
    stems: HashSet<String>,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        price: &'a [PriceRow],
        generic: &'a [GenericRow],
        table: &IngredientTable,
    ) -> Self {
        let mut names = HashMap::new();
        let rows = price.iter().map(|row| (row.code.as_str(), row.ingredient.as_str()));
        let generic = generic.iter().map(|row| (row.code.as_str(), row.ingredient.as_str()));
        for (code, ingredient) in rows.chain(generic) {
            if ingredient.is_empty() || !code.bytes().take(7).all(|byte| byte.is_ascii_digit()) {
                continue;
            }
            for length in [12, 9, 7] {
                if let Some(beginning) = code.get(..length) {
                    names.entry(beginning).or_insert(ingredient);
                }
            }
        }
        let mut stems: HashSet<String> = HashSet::new();
        let listed = names.values().copied();
        for name in listed.chain(table.names()) {
            // Only a component of its own has a stem; those of combinations are the same names.
            name.split('・').for_each(|part| stems.extend(ingredient::stems(part)));
        }
        Self { by_code: names, stems }
    }

    fn get(&self, code: &str) -> Option<&'a str> {
        [12, 9, 7].into_iter().find_map(|length| self.by_code.get(code.get(..length)?).copied())
    }
}

/// Puts texts and components into the compact form.
pub(super) struct Compactor<'a> {
    names: &'a Names<'a>,
    table: &'a IngredientTable,
    pub(super) heap: String,
    texts: HashMap<String, Span>,
    pub(super) pool: Vec<u32>,
    ranges: HashMap<(Vec<u32>, Completeness), ComponentRange>,
    pub(super) ingredients: Vec<Span>,
    ids: HashMap<String, u32>,
    pub(super) stems: Vec<Span>,
    stem_ids: HashMap<String, u32>,
}

impl<'a> Compactor<'a> {
    pub(super) fn new(names: &'a Names<'a>, table: &'a IngredientTable) -> Self {
        Self {
            names,
            table,
            heap: String::new(),
            texts: HashMap::new(),
            pool: Vec::new(),
            ranges: HashMap::new(),
            ingredients: Vec::new(),
            ids: HashMap::new(),
            stems: Vec::new(),
            stem_ids: HashMap::new(),
        }
    }

    pub(super) fn text(&mut self, text: &str) -> Result<Span, MasterError> {
        if text.is_empty() {
            return Ok(Span::default());
        }
        if let Some(span) = self.texts.get(text) {
            return Ok(*span);
        }
        let span = Span { start: number(self.heap.len())?, length: number(text.len())? };
        self.heap.push_str(text);
        self.texts.insert(text.to_owned(), span);
        Ok(span)
    }

    /// The components of a code: from the table, else from the 成分名, else only whether it is a
    /// combination.
    pub(super) fn components(
        &mut self,
        code: &str,
        generic: Option<GenericCode>,
        drug_name: &str,
    ) -> Result<ComponentRange, MasterError> {
        if let Some((completeness, ingredients)) = self.table.get(code) {
            return self.range(ingredients, completeness);
        }
        let generic = generic.as_ref().map(GenericCode::as_str);
        match self.names.get(code).or_else(|| generic.and_then(|code| self.names.get(code))) {
            Some(name) => {
                let found = ingredient::components(name);
                let combination = is_combination(code, drug_name);
                let completeness = match found.completeness {
                    // One name on the code of a combination cannot be all there is.
                    Completeness::Complete if found.names.len() == 1 && combination => {
                        Completeness::Partial
                    }
                    // A class on a code that is no combination is itself what is in it
                    // (人血小板濃厚液), but for one that says of itself that it is made up of several
                    // (総合アミノ酸製剤).
                    Completeness::Unknown if !combination => {
                        let several = ["剤", "透析液"].iter().any(|end| name.ends_with(end));
                        let whole = [(*name).to_owned()];
                        return match several {
                            true => self.range(&whole, Completeness::Partial),
                            false => self.range(&whole, Completeness::Complete),
                        };
                    }
                    other => other,
                };
                self.range(&found.names, completeness)
            }
            None if is_combination(code, drug_name) => self.range(&[], Completeness::Unknown),
            None => self.range(&[], Completeness::CodeOnly),
        }
    }

    fn range(
        &mut self,
        ingredients: &[String],
        completeness: Completeness,
    ) -> Result<ComponentRange, MasterError> {
        let mut ids = Vec::with_capacity(ingredients.len());
        for ingredient in ingredients {
            let base = ingredient::base_name(ingredient);
            let id = match self.ids.get(&base) {
                Some(id) => *id,
                None => {
                    let id = number(self.ingredients.len())?;
                    let name = self.text(ingredient)?;
                    self.ingredients.push(name);
                    self.ids.insert(base, id);
                    id
                }
            };
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        if let Some(range) = self.ranges.get(&(ids.clone(), completeness)) {
            return Ok(*range);
        }
        let stems = self.stems_of(ingredients)?;
        let range = ComponentRange {
            start: number(self.pool.len())?,
            length: number(ids.len())?,
            stems: number(stems.len())?,
            completeness,
        };
        self.pool.extend(&ids);
        self.pool.extend(&stems);
        self.ranges.insert((ids, completeness), range);
        Ok(range)
    }

    /// The ids of the names by which these ingredients are linked with biosimilars and originals.
    fn stems_of(&mut self, ingredients: &[String]) -> Result<Vec<u32>, MasterError> {
        let mut ids = Vec::new();
        for ingredient in ingredients {
            let mut stems = ingredient::stems(ingredient);
            if stems.is_empty() {
                // グルカゴン beside グルカゴン（遺伝子組換え）.
                stems.extend(self.names.stems.get(&fold(ingredient)).cloned());
            }
            for stem in stems {
                let id = match self.stem_ids.get(&stem) {
                    Some(id) => *id,
                    None => {
                        let id = number(self.stems.len())?;
                        let name = self.text(&stem)?;
                        self.stems.push(name);
                        self.stem_ids.insert(stem, id);
                        id
                    }
                };
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        Ok(ids)
    }

    /// What the seven digits alone say: of the prefixes in the masters and of those in the table.
    pub(super) fn prefixes(&mut self, records: &[Record]) -> Result<Vec<PrefixEntry>, MasterError> {
        let mut entries: BTreeMap<u32, ComponentRange> = BTreeMap::new();
        for record in records.iter().filter(|record| record.prefix != 0) {
            let range = record.components;
            let entry = entries.entry(record.prefix).or_insert(range);
            // Of drugs that differ, the one that knows less must not vouch for the others.
            if range.completeness > entry.completeness {
                entry.completeness = range.completeness;
            }
            if entry.length == 0 {
                (entry.start, entry.length) = (range.start, range.length);
                entry.stems = range.stems;
            }
        }
        for prefix in self.table.prefixes() {
            let range = self.components(&format!("{prefix:07}"), None, "")?;
            entries.insert(prefix, range);
        }
        let entry = |(prefix, components)| PrefixEntry { prefix, components };
        Ok(entries.into_iter().map(entry).collect())
    }
}

/// Whether a code is that of a combination: 1, 5 or 8 in place five of the code (but 51 生薬), a
/// herbal preparation (52 漢方), or 配合 in the name.
fn is_combination(code: &str, drug_name: &str) -> bool {
    let herbal_preparation = code.starts_with("52");
    let crude_drug = code.starts_with("51");
    let series = matches!(code.as_bytes().get(4), Some(b'1' | b'5' | b'8'));
    herbal_preparation || (series && !crude_drug) || fold(drug_name).contains("配合")
}
