//! Allergies and side effects against the ingredients of the prescription.
//!
//! By ingredient, whatever the route; by a class only of the user's table; by name only as possible.
//! Every record is accounted for: compared, of no bearing, or named as not checked in its own words.

use super::allergy_text::{self, Text};
use super::context::{Context, Item, Result};
use crate::ingredient::Completeness;
use crate::master::Resolved;
use crate::{
    Allergen, AllergyBearing, AllergyRecord, ClassTable, DrugCode, NotChecked, NotCheckedReason,
};
use shohosen_report::codes::clinical as codes;
use shohosen_report::{Account, Code, Finding, NoBearing, Phrase, Unread, UnreadReason};
use std::cell::OnceCell;

/// The result of the check and the account of the records.
pub(super) struct Compared {
    pub(super) result: Result,
    pub(super) account: Account,
}

pub(super) fn check(context: &Context<'_>, records: &[AllergyRecord]) -> Compared {
    let mut result = context
        .result(context.input.tables.classes().map(ToString::to_string).into_iter().collect());
    // That these are all is a part, too.
    let mut account = Account::of(records.len() + 1);
    account.used();
    let known = Known::of(context);
    let mut compared = 0_usize;
    for record in records {
        let why = match record.bearing {
            AllergyBearing::NoMedicine => Some(NoBearing::OtherSubject),
            AllergyBearing::Withdrawn | AllergyBearing::Past => Some(NoBearing::Withdrawn),
            AllergyBearing::Compared => None,
        };
        if let Some(why) = why {
            account.no_bearing(why);
            continue;
        }
        let before = result.open.len();
        let mut one = One { context, known: &known, record, result: &mut result };
        match one.compare() {
            Some(why) => account.no_bearing(why),
            None if result.open.len() == before => {
                compared += 1;
                account.used();
            }
            None => {
                account.unread(Unread::new(record.place.clone(), UnreadReason::NotUnderstood));
            }
        }
    }
    if compared > 0 {
        // A drug that holds more than is known may hold what the allergy is to.
        result.open.extend(context.items.iter().flat_map(|item| item.gaps.iter().cloned()));
        if !result.findings.iter().any(Finding::decides) && !context.items.is_empty() {
            let finding = codes::ALLERGY_NONE.finding().with("checked", context.items.len());
            result.findings.push(finding.with("count", compared));
        }
    }
    if records.iter().all(|record| record.bearing != AllergyBearing::Compared) {
        // Nothing to compare with: that a drug is not known does not matter.
        result.open.clear();
    }
    Compared { result, account }
}

/// What is known of the drugs of the prescription, in their order.
struct Known {
    /// Names by which words may mean each: made when a record has nothing but words.
    names: OnceCell<Vec<Vec<String>>>,
    /// The classes of each, whatever the route.
    classes: Vec<Vec<usize>>,
}

impl Known {
    fn of(context: &Context<'_>) -> Self {
        let (bound, master) = (&context.input.tables.bound_classes, context.input.master);
        let items = context.items.iter();
        Self {
            names: OnceCell::new(),
            classes: items.map(|item| bound.of(&item.resolved, master, true)).collect(),
        }
    }
}

impl Known {
    fn names(&self, context: &Context<'_>) -> &[Vec<String>] {
        let names = |item| allergy_text::names(item, context.input.master);
        self.names.get_or_init(|| context.items.iter().map(names).collect())
    }
}

/// One record under comparison.
struct One<'c, 'a> {
    context: &'c Context<'a>,
    known: &'c Known,
    record: &'c AllergyRecord,
    result: &'c mut Result,
}

impl<'a> One<'_, 'a> {
    /// Compares the record; says so if it turns out to be of no bearing.
    fn compare(&mut self) -> Option<NoBearing> {
        let codes = &self.record.codes;
        if !codes.is_empty() && codes.iter().all(|code| *code == Allergen::NoMedicine) {
            return Some(NoBearing::OtherSubject);
        }
        let resolved: Vec<(&Allergen, Resolved<'a>)> =
            codes.iter().filter_map(|code| Some((code, self.resolve(code)?))).collect();
        if resolved.is_empty() {
            return self.by_text();
        }
        for (code, resolved) in &resolved {
            self.by_ingredient(code, resolved);
        }
        None
    }

    fn resolve(&self, allergen: &Allergen) -> Option<Resolved<'a>> {
        let code = match allergen {
            Allergen::Drug(code) => *code,
            Allergen::Group(code) => DrugCode::Generic(*code),
            Allergen::Unspecified | Allergen::NoMedicine | Allergen::Unknown { .. } => return None,
        };
        let resolved = self.context.input.master.resolve(code).ok()?;
        // Of a code that is in no master only the digits speak; without a name they are not enough.
        (resolved.listed || !resolved.components.is_empty()).then_some(resolved)
    }

    fn open(&mut self, reason: NotCheckedReason, words: &str) {
        let code = match (self.context.input.may_name, words.is_empty()) {
            (false, _) => String::new(),
            (true, false) => words.to_owned(),
            (true, true) => self.record.codes.first().map(Allergen::shown).unwrap_or_default(),
        };
        self.result.open.push(NotChecked { item: self.record.place.clone(), code, reason });
    }

    fn finding(&self, code: Code, item: &Item<'_>, allergen: &str) -> Finding {
        let kind = self.record.kind;
        item.finding(code)
            .with("source", self.record.place.clone())
            .with("kind", Phrase::new(kind.as_ja(), kind.as_en()))
            .with("allergen", allergen.to_owned())
    }

    /// By the ingredients of a code.
    fn by_ingredient(&mut self, allergen: &Allergen, own: &Resolved<'a>) {
        let master = self.context.input.master;
        let named = || match self.record.text.is_empty() {
            true => {
                let code = allergen.shown();
                let name = own.drug.and_then(|id| master.view(id)).map(|drug| drug.name());
                name.map_or_else(|| code.clone(), |name| format!("{name}（{code}）"))
            }
            false => self.record.text.clone(),
        };
        let bound = &self.context.input.tables.bound_classes;
        let classes = bound.of(own, master, true);
        for (item, of_item) in self.context.items.iter().zip(&self.known.classes) {
            let shared = own.components.iter().find(|id| item.resolved.components.contains(id));
            let same = own.prefix == item.resolved.prefix;
            let basis = if own.drug.is_some() && own.drug == item.resolved.drug {
                "exact"
            } else if same || own.components == item.resolved.components {
                "same_ingredient"
            } else {
                "component"
            };
            let ingredient = match shared {
                Some(id) => Some(master.ingredient(*id).to_owned()),
                None => same.then(|| master.prefix_name(own.prefix)),
            };
            if let Some(ingredient) = ingredient {
                let finding = self.finding(codes::ALLERGY_INGREDIENT, item, &named());
                let finding = finding.with("ingredient", ingredient).with("basis", basis);
                self.result.findings.push(finding);
                continue;
            }
            let Some(table) = self.context.input.tables.classes() else { continue };
            if let Some(class) = classes.iter().find(|class| of_item.contains(class)) {
                let finding = self.of_class(item, &named(), bound.name(*class), table);
                self.result.findings.push(finding);
            }
        }
        match own.completeness {
            Completeness::Complete => {}
            // The record names what holds more than is known.
            Completeness::Partial => self.open(NotCheckedReason::ComponentsPartial, &named()),
            Completeness::CodeOnly => self.open(NotCheckedReason::NoIngredientTable, &named()),
            Completeness::Unknown => self.open(NotCheckedReason::ComponentsUnknown, &named()),
        }
    }

    fn of_class(&self, item: &Item<'_>, named: &str, class: &str, table: &ClassTable) -> Finding {
        self.finding(codes::ALLERGY_CLASS, item, named)
            .with("class", class.to_owned())
            .with("table", table.source.clone())
            .with("edition", table.edition.clone())
            .with("basis", "class_table")
    }

    /// By the words, where no code leads to a drug; says so if they say that there is nothing.
    fn by_text(&mut self) -> Option<NoBearing> {
        let unspecified = self.record.codes.contains(&Allergen::Unspecified);
        let words = allergy_text::parts(&self.record.text);
        let denied = |word: &String| Text::new(word, self.context).is_denial();
        let codes = &self.record.codes;
        let by_code = !codes.is_empty() && codes.iter().all(Allergen::is_denial);
        // A code that is not known may be of a drug.
        let by_words = codes.is_empty() && !words.is_empty() && words.iter().all(denied);
        if by_code || by_words {
            return Some(NoBearing::Withdrawn);
        }
        // Words that say that there is nothing do not answer for a code.
        if words.iter().all(denied) {
            let reason = match (unspecified, self.record.codes.first()) {
                (false, Some(Allergen::Unknown { .. })) => NotCheckedReason::UnknownSystem,
                (false, Some(Allergen::Drug(_) | Allergen::Group(_))) => {
                    NotCheckedReason::UnknownCode
                }
                _ => NotCheckedReason::AllergenUnspecified,
            };
            self.open(reason, "");
        }
        for word in words {
            let text = Text::new(&word, self.context);
            if text.is_denial() {
                continue;
            }
            let mut hit = false;
            for (item, names) in self.context.items.iter().zip(self.known.names(self.context)) {
                if let Some(ingredient) = text.names(names) {
                    let finding = self.finding(codes::ALLERGY_NAME, item, &word);
                    let finding = finding.with("ingredient", ingredient).with("basis", "name");
                    self.result.findings.push(finding);
                    hit = true;
                }
            }
            let table = self.context.input.tables.classes();
            let bound = &self.context.input.tables.bound_classes;
            let class = table.and_then(|table| Some((table, text.class_in(bound)?)));
            if let Some((table, class)) = class {
                let items = self.context.items.iter().zip(&self.known.classes);
                let members = items.filter(|(_, classes)| classes.contains(&class));
                let name = bound.name(class);
                let found: Vec<Finding> =
                    members.map(|(item, _)| self.of_class(item, &word, name, table)).collect();
                self.result.findings.extend(found);
            }
            if hit || class.is_some() || text.is_ingredient() {
                continue;
            }
            let reason = match (text.is_class(), unspecified || text.is_unspecified()) {
                (_, true) => NotCheckedReason::AllergenUnspecified,
                (true, false) => NotCheckedReason::NoClassTable,
                (false, false) => NotCheckedReason::AllergyFreeText,
            };
            self.open(reason, &word);
        }
        None
    }
}
