//! The user's classes, matched with the master once, so that a check compares numbers.

use crate::ingredient::{base_name, stems};
use crate::master::Resolved;
use crate::{ClassTable, DrugMaster, DrugSelector, ReceiptCode, Route};
use std::collections::HashMap;

/// Which drugs the rows of a table of classes mean.
#[derive(Debug, Default)]
pub(crate) struct BoundClasses {
    /// The classes, each once.
    names: Vec<String>,
    /// Class and drug of each row.
    rows: Vec<(usize, Member)>,
}

/// What a row means.
#[derive(Debug)]
enum Member {
    Receipt(ReceiptCode),
    Prefix(String),
    Ingredient { ids: Vec<u32>, stems: Vec<u32>, route: Option<Route> },
}

impl BoundClasses {
    pub(super) fn new(table: &ClassTable, master: &DrugMaster) -> Self {
        let mut ids: HashMap<String, Vec<u32>> = HashMap::new();
        for (id, name) in master.ingredient_names() {
            ids.entry(base_name(name)).or_default().push(id);
        }
        let mut of_stems: HashMap<&str, Vec<u32>> = HashMap::new();
        for (id, name) in master.stem_names() {
            of_stems.entry(name).or_default().push(id);
        }
        let mut bound = Self::default();
        for (class, drug) in table.entries() {
            let known = bound.names.iter().position(|name| name == class);
            let place = known.unwrap_or_else(|| {
                bound.names.push(class.clone());
                bound.names.len() - 1
            });
            let member = match drug {
                DrugSelector::Receipt(code) => Member::Receipt(*code),
                DrugSelector::CodePrefix(code) => Member::Prefix(code.clone()),
                DrugSelector::Ingredient { name, route } => {
                    let base = base_name(name);
                    let mut own: Vec<u32> =
                        of_stems.get(base.as_str()).cloned().unwrap_or_default();
                    for stem in stems(name) {
                        own.extend(of_stems.get(stem.as_str()).into_iter().flatten());
                    }
                    let ids = ids.get(&base).cloned().unwrap_or_default();
                    Member::Ingredient { ids, stems: own, route: *route }
                }
            };
            bound.rows.push((place, member));
        }
        bound
    }

    /// The name of a class.
    pub(super) fn name(&self, class: usize) -> &str {
        self.names.get(class).map_or("", String::as_str)
    }

    /// All classes with their numbers.
    pub(super) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names.iter().map(String::as_str).enumerate()
    }

    /// The classes of a drug, sorted. `any_route` leaves out of account for which route a row is meant.
    pub(super) fn of(
        &self,
        resolved: &Resolved<'_>,
        master: &DrugMaster,
        any_route: bool,
    ) -> Vec<usize> {
        let own = self.rows.iter().filter(|(_, member)| member.is(resolved, master, any_route));
        let mut classes: Vec<usize> = own.map(|(class, _)| *class).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }
}

impl Member {
    fn is(&self, resolved: &Resolved<'_>, master: &DrugMaster, any_route: bool) -> bool {
        match self {
            Self::Receipt(code) => {
                let own = resolved.drug.and_then(|id| master.view(id));
                let members =
                    resolved.generic.into_iter().flat_map(|generic| master.members(generic));
                own.into_iter().chain(members).any(|drug| {
                    drug.receipt_code() == Some(*code) || drug.base_receipt_code() == Some(*code)
                })
            }
            Self::Prefix(code) => {
                let own = resolved.drug.and_then(|id| master.view(id));
                let own = own.and_then(|drug| drug.price_list_code().or_else(|| drug.yj_code()));
                own.is_some_and(|own| own.as_str().starts_with(code.as_str()))
                    || shohosen_terms::digits::seven(resolved.prefix).starts_with(code.as_str())
            }
            Self::Ingredient { ids, stems, route } => {
                let named = resolved.components.iter().any(|id| ids.contains(id))
                    || resolved.stems.iter().any(|id| stems.contains(id));
                named && (any_route || route.is_none_or(|route| route == resolved.route()))
            }
        }
    }
}
