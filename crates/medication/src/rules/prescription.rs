//! The rules for a prescription as a whole, drug by drug.

use super::data::{PrescribingRules, on};
use crate::check::{NotChecked, NotCheckedReason};
use crate::master::Resolved;
use crate::resolved::ResolvedItem;
use crate::{
    ControlledClass, Date, DosageCategory, Drug, DrugMaster, GivenCode, ItemKind, PrescribedDrug,
    Prescription, ResolvedPrescription,
};
use shohosen_report::{Finding, codes::medication as codes};

/// What the rules need to know beside the prescription. `None` is not known, and comes out as not
/// checked where a rule needs it.
#[derive(Clone, Debug, Default)]
pub struct RuleContext<'a> {
    /// Other prescriptions of the same day for the same patient (二枚処方箋).
    pub others_of_the_day: &'a [Prescription],
    /// There may be such prescriptions that may not be looked at: without them the days of limited
    /// drugs are not fully checked.
    pub others_not_shown: bool,
    /// 特殊の事情 (長期の旅行等) is stated.
    pub special_circumstances: bool,
    /// A reason for more patches than allowed is stated.
    pub patch_reason: bool,
    /// It is the first visit, and online.
    pub online_first_visit: Option<OnlineFirstVisit>,
    /// The patient's address is on the prescription.
    pub patient_address: Option<bool>,
    /// The prescriber's narcotics licence number is on the prescription.
    pub narcotics_licence: Option<bool>,
}

/// An online first visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnlineFirstVisit {
    /// The patient's 基礎疾患 and the like are known.
    pub history_known: bool,
}

/// What the rules found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleReport {
    /// The findings.
    pub findings: Vec<Finding>,
    /// What could not be judged, and why.
    pub not_checked: Vec<NotChecked>,
}

/// A drug of the prescription with what the master knows of it.
pub(super) struct RuleItem<'a> {
    pub(super) item: &'a PrescribedDrug,
    pub(super) name: String,
    pub(super) resolved: Resolved<'a>,
    /// The drug; for an 一般名 the first of its members.
    pub(super) drug: Option<Drug<'a>>,
}

impl RuleItem<'_> {
    pub(super) fn class(&self) -> ControlledClass {
        self.drug.map_or(ControlledClass::None, |drug| drug.controlled_class())
    }

    pub(super) fn is_controlled(&self) -> bool {
        matches!(self.class(), ControlledClass::Narcotic | ControlledClass::Psychotropic)
    }

    /// Whether the price-list code begins with one of these.
    pub(super) fn code_begins_with(&self, beginnings: &[String]) -> bool {
        let own = self.drug.and_then(|drug| drug.price_list_code());
        let code = own.map(|code| code.to_string());
        let code = code.unwrap_or_else(|| format!("{:07}", self.resolved.prefix));
        beginnings.iter().any(|beginning| code.starts_with(beginning.as_str()))
    }

    /// Whether the amount counts days.
    pub(super) fn counts_days(&self) -> bool {
        matches!(self.item.category, DosageCategory::Oral | DosageCategory::OralDrops)
    }

    pub(super) fn not_checked(&self, reason: NotCheckedReason) -> NotChecked {
        NotChecked { item: self.item.place(), code: self.item.drug.code_text(), reason }
    }
}

impl PrescribingRules {
    /// Checks a prescription: limits of days, patches, refill, online first visit, ended
    /// transitions, what a narcotic needs, many drugs. The day of the prescription decides which
    /// thresholds apply; without one nothing is checked, and the report says so.
    pub fn check(
        &self,
        resolved: &ResolvedPrescription<'_>,
        context: &RuleContext<'_>,
    ) -> RuleReport {
        let mut report = RuleReport::default();
        let (master, prescription) = (resolved.master(), resolved.prescription());
        let Some(day) = prescription.issued_on else {
            let (item, code) = (String::from("prescription"), String::new());
            let reason = NotCheckedReason::NoDate;
            report.not_checked.push(NotChecked { item, code, reason });
            return report;
        };
        let items = items(resolved, &mut report.not_checked);
        self.check_days(master, &items, day, context, &mut report);
        self.check_patches(&items, day, context, &mut report);
        self.check_refill_drugs(master, prescription, &items, day, &mut report);
        self.check_online(&items, day, context, &mut report);
        for item in &items {
            transition(item, day, &mut report);
            narcotic(item, context, &mut report);
        }
        self.check_many_drugs(&items, day, &mut report);
        report
    }

    fn check_many_drugs(&self, items: &[RuleItem<'_>], day: Date, report: &mut RuleReport) {
        for dated in self.many_drugs.iter().filter(|dated| dated.holds_on(day)) {
            let group = &dated.rule;
            let belongs = |item: &&RuleItem<'_>| {
                group.route.is_none_or(|route| route == item.resolved.route())
                    && item.item.category != DosageCategory::AsNeeded
                    // 臨時 drugs of two weeks at most do not count.
                    && !(item.item.temporary && item.item.days.is_some_and(|days| days <= 14))
                    && item.code_begins_with(&group.code_beginnings)
            };
            let mut drugs: Vec<u32> =
                items.iter().filter(belongs).map(|item| item.resolved.prefix).collect();
            drugs.sort_unstable();
            drugs.dedup();
            if drugs.len() >= group.drugs {
                report.findings.push(
                    codes::COUNT_MANY_ORAL_DRUGS
                        .finding()
                        .with("group", group.group.clone())
                        .with("count", drugs.len())
                        .with("limit", group.drugs)
                        .with("from", dated.begins().map_or_else(String::new, Date::iso))
                        .with("rule_source", group.source.clone()),
                );
            }
        }
    }

    fn check_refill_drugs(
        &self,
        master: &DrugMaster,
        prescription: &Prescription,
        items: &[RuleItem<'_>],
        day: Date,
        report: &mut RuleReport,
    ) {
        let Some(uses) = prescription.refill_uses else { return };
        if let Some(rule) = on(&self.refill, day).filter(|rule| uses > rule.uses) {
            let finding = codes::REFILL_TOO_MANY.finding();
            report.findings.push(finding.with("count", uses).with("limit", rule.uses));
        }
        for item in items {
            let finding = if let Some(limit) = self.limit(master, item, day) {
                codes::REFILL_LIMITED_DRUG.finding().with("limit", limit.days())
            } else if self.is_patch(item, day) {
                codes::REFILL_PATCH.finding()
            } else {
                continue;
            };
            report.findings.push(finding.at(item.item.place()).with("drug", item.name.clone()));
        }
    }
}

/// The drugs that the master knows; the others are listed as not checked. The rules are those of
/// health insurance.
pub(super) fn items<'r>(
    prescription: &'r ResolvedPrescription<'_>,
    not_checked: &mut Vec<NotChecked>,
) -> Vec<RuleItem<'r>> {
    let master = prescription.master();
    let mut items = Vec::new();
    let insured = |item: &&ResolvedItem<'_>| item.item.item != ItemKind::NotInsured;
    for line in prescription.items().iter().filter(|item| item.takes_part).filter(insured) {
        // Whether components are known does not matter here.
        let matter = |entry: &NotChecked| {
            let components = [
                NotCheckedReason::ComponentsUnknown,
                NotCheckedReason::ComponentsPartial,
                NotCheckedReason::NoIngredientTable,
            ];
            !components.contains(&entry.reason)
        };
        not_checked.extend(line.not_checked().filter(matter));
        let Some(resolved) = line.resolved().first().copied() else { continue };
        let item = line.item;
        let codes = item.drug.codes.iter().filter_map(|given| match given {
            GivenCode::Code(code) => Some(*code),
            _ => None,
        });
        let own = resolved.drug.and_then(|id| master.view(id));
        let drug = own.or_else(|| codes.filter_map(|code| master.drug(code)).next());
        items.push(RuleItem { item, name: line.name(master).into_owned(), resolved, drug });
    }
    items
}

fn transition(item: &RuleItem<'_>, day: Date, report: &mut RuleReport) {
    // An 一般名 does not end with one of its members.
    let ended = item
        .drug
        .filter(|_| item.resolved.drug.is_some())
        .and_then(|drug| drug.transition_until())
        .filter(|last| day > *last);
    if let Some(last) = ended {
        report.findings.push(
            codes::TRANSITION_EXPIRED
                .finding()
                .at(item.item.place())
                .with("drug", item.name.clone())
                .with("not_after", last.to_string()),
        );
    }
}

fn narcotic(item: &RuleItem<'_>, context: &RuleContext<'_>, report: &mut RuleReport) {
    if item.class() != ControlledClass::Narcotic {
        return;
    }
    match (context.patient_address, context.narcotics_licence) {
        (Some(true), Some(true)) => {}
        (Some(false), _) | (_, Some(false)) => {
            let finding = codes::NARCOTIC_DETAILS_MISSING.finding().at(item.item.place());
            report.findings.push(finding.with("drug", item.name.clone()));
        }
        _ => report.not_checked.push(item.not_checked(NotCheckedReason::MissingInformation)),
    }
}
