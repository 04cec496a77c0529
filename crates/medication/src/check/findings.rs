//! From groups of hits to findings.

use super::consent::Shown;
use super::keys::NewKeys;
use super::{CheckOptions, Hit, HitBasis, HitKind, NotChecked};
use crate::code::Route;
use crate::pairs::BoundPairs;
use crate::{
    Date, DrugMaster, EventKind, GivenCode, GivenDrug, MedicationEvent, Period, Prescription,
};
use shohosen_report::{Finding, Severity, Value, codes::medication as codes};

/// Names in one finding at most.
const NAMES: usize = 8;

/// Hits that are one finding.
pub(super) struct Group {
    pub(super) kind: HitKind,
    pub(super) item: usize,
    /// Place among the keys, or number of the pair.
    pub(super) key: u32,
    past_prefix: u32,
    basis: HitBasis,
    events: Vec<usize>,
    /// The period that ends last.
    period: Period,
    first_start: Date,
}

impl Group {
    pub(super) fn new(key: u32, past_prefix: u32, hit: &Hit) -> Self {
        Self {
            kind: hit.kind,
            item: hit.item,
            key,
            past_prefix,
            basis: hit.basis,
            events: vec![hit.event],
            period: hit.period,
            first_start: hit.period.start,
        }
    }

    pub(super) fn add(&mut self, hit: &Hit) {
        // A record whose codes agree with several keys of one group counts once.
        if self.events.last() == Some(&hit.event) {
            return;
        }
        self.events.push(hit.event);
        self.first_start = self.first_start.min(hit.period.start);
        if hit.period.end > self.period.end {
            self.period = hit.period;
        }
    }
}

/// What findings are made from.
pub(super) struct Context<'a> {
    pub(super) master: &'a DrugMaster,
    pub(super) pairs: Option<&'a BoundPairs>,
    pub(super) prescription: &'a Prescription,
    pub(super) history: &'a [MedicationEvent],
    pub(super) options: &'a CheckOptions,
    pub(super) reference_day: Date,
    pub(super) keys: &'a NewKeys<'a>,
}

impl Context<'_> {
    /// The finding of a group, as far as the consent allows.
    pub(super) fn finding(&self, group: &Group) -> Finding {
        let shown = Shown::under(self.options.consent);
        let code = match (group.kind, shown.drug) {
            (HitKind::Duplicate, true) => codes::DUPLICATE_SAME_INGREDIENT,
            (HitKind::Duplicate | HitKind::OtherRoute, false) => codes::DUPLICATE_MASKED,
            (HitKind::OtherRoute, true) => codes::DUPLICATE_OTHER_ROUTE,
            (HitKind::Contraindication, true) => codes::CONTRAINDICATION_PAIR,
            (HitKind::Contraindication | HitKind::Washout, false) => codes::CONTRAINDICATION_MASKED,
            (HitKind::Washout, true) => codes::CONTRAINDICATION_WASHOUT,
        };
        let item = self.prescription.items.get(group.item);
        let mut finding = code.finding();
        if let Some(item) = item {
            finding = finding.at(item.place()).with("drug", drug_name(self.master, &item.drug));
        }
        let count = group.events.len();
        let reference_day = self.reference_day.to_string();
        if !shown.drug {
            // The kind and the count, nothing of the past drug.
            let finding = finding.with("reference_day", reference_day).with("count", count);
            return match group.kind {
                HitKind::Duplicate | HitKind::Contraindication => finding,
                HitKind::OtherRoute => finding.severity(Severity::Info),
                HitKind::Washout => finding.severity(Severity::Warning),
            };
        }
        finding = match group.kind {
            HitKind::Duplicate | HitKind::OtherRoute => self.duplicate(finding, group),
            HitKind::Contraindication | HitKind::Washout => self.contraindication(finding, group),
        };
        finding = finding
            .with("basis", group.basis.as_str())
            .with("reference_day", reference_day)
            .with("past_drugs", self.names(group, |e| drug_name(self.master, &e.drug)));
        if shown.circumstances {
            finding = finding
                .with("past_period", group.period.to_string())
                .with("period_from", period_from(group.period.from))
                .with("period_rule", group.period.rule.as_str())
                .with("first_day", group.first_start.to_string())
                .with("past_institutions", self.names(group, |e| e.institution.name.clone()))
                .with("past_pharmacies", self.names(group, |e| e.pharmacy.name.clone()))
                .with("past_sources", self.names(group, |e| e.source.as_str().to_owned()));
        } else {
            finding = finding.with("past_period", "—");
        }
        let new_period = item.and_then(|item| self.new_period(item));
        finding.with("new_period", new_period.unwrap_or_default()).with("count", count)
    }

    fn duplicate(&self, finding: Finding, group: &Group) -> Finding {
        let Some(new) = usize::try_from(group.key).ok().and_then(|k| self.keys.all().get(k)) else {
            return finding;
        };
        let (name, route) =
            (self.ingredient_name(new.key, new.resolved.prefix), new.resolved.route());
        let past = Route::of_prefix(group.past_prefix);
        let finding = finding
            .with("ingredient", name)
            .with("ingredient_code", format!("{:07}", new.resolved.prefix))
            .with("past_ingredient_code", format!("{:07}", group.past_prefix))
            .with("route", route.as_str())
            .with("route_granularity", self.options.route_granularity.as_str());
        if past == route { finding } else { finding.with("past_route", past.as_str()) }
    }

    fn contraindication(&self, finding: Finding, group: &Group) -> Finding {
        let Some(pairs) = self.pairs else { return finding };
        let pair = usize::try_from(group.key).ok().and_then(|key| pairs.pairs.get(key));
        let finding = finding
            .with("pair", pair.map(|p| format!("{} × {}", p.left, p.right)).unwrap_or_default())
            .with("source", pairs.source.clone())
            .with("edition", pairs.edition.clone());
        match pair.and_then(|pair| pair.washout_days) {
            Some(days) => finding.with("washout_days", days),
            None => finding,
        }
    }

    /// The name of the ingredient, or of the product that both are.
    pub(super) fn ingredient_name(&self, key: super::keys::IngredientKey, prefix: u32) -> String {
        match key.ingredient_id() {
            Some(id) => self.master.ingredient(id).to_owned(),
            None => self.master.prefix_name(prefix),
        }
    }

    /// Different texts of the records of a group, in their order.
    fn names(&self, group: &Group, text: impl Fn(&MedicationEvent) -> String) -> Vec<Value> {
        let mut names: Vec<String> = Vec::new();
        for event in group.events.iter().filter_map(|index| self.history.get(*index)) {
            if names.len() >= NAMES {
                break;
            }
            let name = text(event);
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names.into_iter().map(Value::from).collect()
    }

    /// The period of the new drug, which the rule does not use but the record keeps.
    fn new_period(&self, item: &crate::PrescribedDrug) -> Option<String> {
        let mut event = MedicationEvent::new(EventKind::Prescribed, GivenDrug::default());
        event.category = item.category;
        event.days = item.days;
        event.pattern = item.pattern;
        event.prescribed_on = Some(self.prescription.issued_on.unwrap_or(self.reference_day));
        Period::of(&event, &self.options.periods).map(|period| period.to_string())
    }

    /// What the check says where nothing was found, and where something was not checked.
    pub(super) fn conclude(
        &self,
        groups: &[Group],
        checked: usize,
        not_checked: &[NotChecked],
        findings: &mut Vec<Finding>,
    ) {
        let none = |kind| groups.iter().all(|group| group.kind != kind);
        if none(HitKind::Duplicate) && checked > 0 {
            let finding = codes::DUPLICATE_NONE.finding().with("checked", checked);
            findings.push(finding.with("reference_day", self.reference_day.to_string()));
        }
        match self.pairs {
            None => findings.push(codes::CONTRAINDICATION_NO_TABLE.finding()),
            Some(pairs) if none(HitKind::Contraindication) && checked > 0 => findings.push(
                codes::CONTRAINDICATION_NONE
                    .finding()
                    .with("checked", checked)
                    .with("source", pairs.source.clone())
                    .with("edition", pairs.edition.clone()),
            ),
            Some(_) => {}
        }
        // A table that was not supplied is said above; it is a choice, not a fault.
        let faults = not_checked.iter().filter(|entry| entry.item != "pairs").count();
        if faults > 0 {
            findings.push(codes::CHECK_INCOMPLETE.finding().with("count", faults));
        }
    }
}

fn period_from(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Dispensed => "dispensed",
        EventKind::Prescribed => "prescribed",
    }
}

/// The name as transmitted, else that of the master, else the code.
pub(crate) fn drug_name(master: &DrugMaster, drug: &GivenDrug) -> String {
    if !drug.name.is_empty() {
        return drug.name.clone();
    }
    let codes = drug.codes.iter().filter_map(|given| match given {
        GivenCode::Code(code) => Some(*code),
        _ => None,
    });
    let mut names = codes.filter_map(|code| match code {
        crate::DrugCode::Generic(generic) => master.generic_name(generic),
        _ => master.drug(code).map(|drug| drug.name()),
    });
    names.next().map_or_else(|| drug.code_text(), str::to_owned)
}
