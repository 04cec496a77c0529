//! From groups of hits to findings.

use super::consent::Shown;
use super::keys::NewKeys;
use super::{CheckOptions, Hit, HitBasis, HitKind, NotChecked, NotCheckedReason};
use crate::pairs::BoundPairs;
use crate::{
    Date, DrugMaster, EventKind, GivenCode, GivenDrug, MedicationEvent, Period, Prescription,
};
use shohosen_report::{
    Evidence, Finding, Redacted, Severity, Text, Value, codes::medication as codes,
};
use shohosen_terms::{Route, digits, is_like_a_drug_name};
use std::borrow::Cow;

/// Names in one finding at most.
const NAMES: usize = 8;

/// Hits that are one finding.
pub(super) struct Group {
    pub(super) kind: HitKind,
    pub(super) item: usize,
    /// Place among the keys, or number of the pair.
    pub(super) key: u32,
    past_prefix: u32,
    /// The place of its first hit among all.
    pub(super) first_hit: usize,
    basis: HitBasis,
    events: Vec<usize>,
    /// The period that ends last.
    period: Period,
    first_start: Date,
}

/// A hit and what it is grouped by.
pub(super) struct Recorded {
    pub(super) hit: Hit,
    /// Place among the keys, or number of the pair.
    pub(super) key: u32,
    pub(super) past_prefix: u32,
}

impl Recorded {
    /// What hits of one finding have in common: kind, drug of the prescription, and ingredient or
    /// past drug.
    fn common(&self) -> (HitKind, usize, u32) {
        let by = match self.hit.kind {
            HitKind::Duplicate | HitKind::OtherRoute => self.key,
            HitKind::Contraindication | HitKind::Washout => self.past_prefix,
        };
        (self.hit.kind, self.hit.item, by)
    }
}

impl Group {
    /// The groups of all hits, in the order of their findings.
    pub(super) fn of(recorded: &[Recorded]) -> Vec<Self> {
        let mut hits: Vec<(usize, &Recorded)> = recorded.iter().enumerate().collect();
        // Stable: inside a group hits keep the order of the history.
        hits.sort_by_key(|(_, recorded)| recorded.common());
        let same = hits.chunk_by(|(_, a), (_, b)| a.common() == b.common());
        let mut groups: Vec<Self> = same.filter_map(Self::new).collect();
        groups.sort_by_key(|group| (group.kind, group.item, group.key, group.first_hit));
        groups
    }

    fn new(hits: &[(usize, &Recorded)]) -> Option<Self> {
        let ((first_hit, first), more) = hits.split_first()?;
        let hit = &first.hit;
        let mut events = Vec::with_capacity(hits.len());
        events.push(hit.event);
        let mut group = Self {
            kind: hit.kind,
            item: hit.item,
            key: first.key,
            past_prefix: first.past_prefix,
            first_hit: *first_hit,
            basis: hit.basis,
            events,
            period: hit.period,
            first_start: hit.period.start,
        };
        more.iter().for_each(|(_, recorded)| group.add(&recorded.hit));
        Some(group)
    }

    fn add(&mut self, hit: &Hit) {
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
    /// The same as text.
    pub(super) reference_text: Text,
    pub(super) keys: &'a NewKeys<'a>,
}

impl Context<'_> {
    /// The finding of a group, as far as the consent allows.
    pub(super) fn finding(&self, group: &Group) -> Finding {
        let shown = Shown::under(self.options.consent);
        let likely = group.basis == HitBasis::BiosimilarStem;
        let code = match (group.kind, shown.drug) {
            (HitKind::Duplicate, true) if likely => codes::DUPLICATE_BIOSIMILAR,
            (HitKind::Duplicate, true) => codes::DUPLICATE_SAME_INGREDIENT,
            (HitKind::Duplicate | HitKind::OtherRoute, false) => codes::DUPLICATE_MASKED,
            (HitKind::OtherRoute, true) => codes::DUPLICATE_OTHER_ROUTE,
            (HitKind::Contraindication, true) if group.basis.is_as_listed() => {
                codes::CONTRAINDICATION_PAIR
            }
            (HitKind::Contraindication, true) => codes::CONTRAINDICATION_EQUIVALENT,
            (HitKind::Contraindication | HitKind::Washout, false) => codes::CONTRAINDICATION_MASKED,
            (HitKind::Washout, true) => codes::CONTRAINDICATION_WASHOUT,
        };
        let item = self.prescription.items.get(group.item);
        let mut finding = code.finding();
        // Not as sure as the rest: the rule does not say so, or the table names another form.
        if likely && group.kind == HitKind::Duplicate
            || group.basis == HitBasis::SameIngredient && group.kind == HitKind::Contraindication
        {
            finding = finding.severity(Severity::Warning);
        }
        let evidence = &mut finding.evidence;
        if let Some(item) = item {
            finding.location = Some(item.place().into());
            evidence.push("drug", drug_name(self.master, &item.drug).into_owned());
        }
        let count = group.events.len();
        let reference_day = self.reference_text.clone();
        if !shown.drug {
            // The kind and the count, nothing of the past drug.
            evidence.push("reference_day", reference_day);
            evidence.push("count", count);
            return match group.kind {
                HitKind::Duplicate | HitKind::Contraindication => finding,
                HitKind::OtherRoute => finding.severity(Severity::Info),
                HitKind::Washout => finding.severity(Severity::Warning),
            };
        }
        // All that follows has room without growing on the way.
        evidence.reserve(20);
        match group.kind {
            HitKind::Duplicate | HitKind::OtherRoute => self.duplicate(evidence, group),
            HitKind::Contraindication | HitKind::Washout => self.contraindication(evidence, group),
        }
        evidence.push("basis", group.basis.as_str());
        evidence.push("reference_day", reference_day);
        evidence.push("past_drugs", self.names(group, |e| drug_name(self.master, &e.drug)));
        if shown.circumstances {
            let period = group.period;
            evidence.push("past_period", period);
            evidence.push("period_from", period_from(period.from));
            evidence.push("period_rule", period.rule.as_str());
            evidence.push("first_day", group.first_start.iso());
            let names = self.names(group, |event| (&*event.institution.name).into());
            evidence.push("past_institutions", names);
            let names = self.names(group, |event| (&*event.pharmacy.name).into());
            evidence.push("past_pharmacies", names);
            let names = self.names(group, |event| event.source.as_str().into());
            evidence.push("past_sources", names);
        } else {
            evidence.push("past_period", "—");
        }
        let new_period = item.and_then(|item| self.new_period(item));
        evidence.push("new_period", new_period.map_or(Value::from(""), Value::from));
        evidence.push("count", count);
        finding
    }

    fn duplicate(&self, evidence: &mut Evidence, group: &Group) {
        let key = usize::try_from(group.key).ok().and_then(|key| self.keys.all().get(key));
        let Some((key, new)) = key.and_then(|key| Some((key, self.keys.drug(key)?))) else {
            return;
        };
        let (prefix, route) = (new.resolved.prefix, new.resolved.route());
        evidence.push("ingredient", self.ingredient_name(key.key, prefix));
        let code = |prefix| Text::shared(digits::ascii(&digits::digits::<7>(prefix)));
        let own = code(prefix);
        let past = if group.past_prefix == prefix { own.clone() } else { code(group.past_prefix) };
        evidence.push("ingredient_code", own);
        evidence.push("past_ingredient_code", past);
        evidence.push("route", route.as_str());
        evidence.push("route_granularity", self.options.route_granularity.as_str());
        let past = Route::of_prefix(group.past_prefix);
        if past != route {
            evidence.push("past_route", past.as_str());
        }
    }

    fn contraindication(&self, evidence: &mut Evidence, group: &Group) {
        let Some(pairs) = self.pairs else { return };
        let pair = usize::try_from(group.key).ok().and_then(|key| pairs.pairs.get(key));
        let named = pair.map(|pair| pairs.row_name(pair, self.master));
        evidence.push("pair", named.unwrap_or_default());
        evidence.push("source", pairs.source.clone());
        evidence.push("edition", pairs.edition.clone());
        if let Some(days) = pair.and_then(|pair| pair.washout_days) {
            evidence.push("washout_days", days);
        }
    }

    /// The name of the ingredient, or of the product that both are.
    pub(super) fn ingredient_name(&self, key: super::keys::IngredientKey, prefix: u32) -> String {
        match (key.ingredient_id(), key.stem_id()) {
            (Some(id), _) => self.master.ingredient(id).to_owned(),
            (None, Some(id)) => self.master.stem(id).to_owned(),
            (None, None) => self.master.prefix_name(prefix),
        }
    }

    /// Different texts of the records of a group, in their order.
    fn names<'n>(
        &'n self,
        group: &Group,
        text: impl Fn(&'n MedicationEvent) -> Cow<'n, str>,
    ) -> Vec<Value> {
        let mut names: Vec<Value> = Vec::new();
        for event in group.events.iter().filter_map(|index| self.history.get(*index)) {
            if names.len() >= NAMES {
                break;
            }
            let name = text(event);
            let is_known = |known: &Value| matches!(known, Value::Text(text) if *text == *name);
            if !name.is_empty() && !names.iter().any(is_known) {
                names.push(name.into_owned().into());
            }
        }
        names
    }

    /// The period of the new drug, which the rule does not use but the record keeps.
    fn new_period(&self, item: &crate::PrescribedDrug) -> Option<Period> {
        let mut event = MedicationEvent::new(EventKind::Prescribed, GivenDrug::default());
        event.category = item.category;
        event.days = item.days;
        event.pattern = item.pattern;
        event.prescribed_on = Some(self.prescription.issued_on.unwrap_or(self.reference_day));
        Period::of(&event, &self.options.periods)
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
            findings.push(finding.with("reference_day", self.reference_text.clone()));
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
        // That there is no table is said above.
        let said = NotCheckedReason::NoPairTable;
        let faults = not_checked.iter().filter(|entry| entry.reason != said).count();
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

/// The name as transmitted, if it is like that of a drug: what stands in its place may be a person's.
/// Else that of the master, else the code.
pub(crate) fn drug_name<'d>(master: &'d DrugMaster, drug: &'d GivenDrug) -> Cow<'d, str> {
    if is_like_a_drug_name(&drug.name) {
        return Cow::Borrowed(&drug.name);
    }
    let codes = drug.codes.iter().filter_map(|given| match given {
        GivenCode::Code(code) => Some(*code),
        _ => None,
    });
    let mut names = codes.filter_map(|code| match code {
        crate::DrugCode::Generic(generic) => master.generic_name(generic),
        _ => master.drug(code).map(|drug| drug.name()),
    });
    let code = || match (drug.code_text(), drug.name.is_empty()) {
        (code, false) if code.is_empty() => Redacted::SHOWN.to_owned(),
        (code, _) => code,
    };
    names.next().map_or_else(|| Cow::Owned(code()), Cow::Borrowed)
}
