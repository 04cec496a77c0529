//! The check itself.

use super::findings::{Group, Recorded};
use super::items::{ResolvedDrug, resolve, resolve_quickly};
use super::keys::NewKeys;
use super::{
    CheckAudit, CheckLimitExceeded, CheckOptions, CheckReport, Consent, Hit, NotChecked,
    NotCheckedReason, findings, within,
};
use crate::master::Resolved;
use crate::pairs::{BoundPairs, PairTable};
use crate::resolved::{has_medicine_code, is_medicine};
use crate::{
    CareSetting, Date, DosageCategory, DrugMaster, EventKind, GivenCode, GivenDrug, ItemKind,
    MedicationEvent, Period, PeriodRule, Prescription, ResolvedPrescription, Route,
};
use shohosen_report::Text;
use std::borrow::Borrow;
use std::collections::HashSet;

/// Checks prescriptions against histories with one master and one table of pairs. `M` is a
/// reference to the master, or an `Arc` of it.
///
/// What it reproduces is the *published* rule of the national service (電子処方箋管理サービス); it is
/// not the service, and it supports the judgement of a doctor or pharmacist without replacing it.
///
/// ```
/// use shohosen_medication::{
///     CheckOptions, CodeSystem, Consent, Date, DosageCategory, DrugMaster, EventKind, GivenCode,
///     GivenDrug, MedicationChecker, MedicationEvent, PrescribedDrug, Prescription,
/// };
///
/// let drug = |code| GivenDrug::new(GivenCode::parse(CodeSystem::Yj, code), "");
/// let mut past = MedicationEvent::new(EventKind::Dispensed, drug("1129009F2021"));
/// (past.category, past.days) = (DosageCategory::Oral, Some(14));
/// past.dispensed_on = Date::new(2026, 11, 15);
/// let prescription = Prescription {
///     items: vec![PrescribedDrug { rp: 1, number: 1, drug: drug("1129009F2285"), ..Default::default() }],
///     ..Default::default()
/// };
///
/// let master = DrugMaster::default(); // in practice: the national master
/// let checker = MedicationChecker::new(&master);
/// let day = Date::new(2026, 11, 22).unwrap();
/// let report = checker.check(&prescription, &[past], &CheckOptions::new(day, Consent::Given))?;
/// assert!(report.found());
/// // Without a master only the digits of the codes were compared, and the report says so.
/// assert!(!report.not_checked.is_empty());
/// # Ok::<(), shohosen_medication::CheckLimitExceeded>(())
/// ```
#[derive(Debug)]
pub struct MedicationChecker<M> {
    master: M,
    masters: Vec<String>,
    pairs: Option<BoundPairs>,
}

impl<M: Borrow<DrugMaster>> MedicationChecker<M> {
    /// Without a table of pairs: contraindications come out as not checked.
    pub fn new(master: M) -> Self {
        let masters = master.borrow().editions().iter().map(ToString::to_string).collect();
        Self { master, masters, pairs: None }
    }

    /// With a table of contraindicated pairs, which is matched with the master here, once. One
    /// without any is none.
    #[must_use]
    pub fn with_pairs(mut self, table: &PairTable) -> Self {
        let bound = BoundPairs::new(table, self.master.borrow());
        self.pairs = (!bound.pairs.is_empty()).then_some(bound);
        self
    }

    /// The sides of the table of pairs that no drug of the master answers to, without those of
    /// [official](crate::DrugPair::official) pairs. A report names the first few.
    pub fn unmatched_selectors(&self) -> &[String] {
        self.pairs.as_ref().map_or(&[], |pairs| &pairs.unmatched)
    }

    /// Source and edition of the table of pairs; empty without one.
    pub fn pair_source(&self) -> (String, String) {
        self.pairs.as_ref().map_or_else(Default::default, |pairs| {
            (pairs.source.to_string(), pairs.edition.to_string())
        })
    }

    /// The master.
    pub fn master(&self) -> &DrugMaster {
        self.master.borrow()
    }

    /// Checks a prescription against what the patient takes. The history may be in any order.
    ///
    /// # Errors
    /// If the prescription or the history exceeds the limits of the options.
    pub fn check(
        &self,
        prescription: &Prescription,
        history: &[MedicationEvent],
        options: &CheckOptions,
    ) -> Result<CheckReport, CheckLimitExceeded> {
        self.within_limits(prescription, history, options)?;
        let day = options.reference_day(prescription);
        let resolved = ResolvedPrescription::new(self.master.borrow(), prescription, day);
        Ok(self.run(&resolved, history, options))
    }

    /// As [`check`](Self::check), of a prescription that was resolved already: for rules and guard,
    /// too. One that was resolved with another master is resolved again.
    ///
    /// # Errors
    /// As there.
    pub fn check_resolved(
        &self,
        resolved: &ResolvedPrescription<'_>,
        history: &[MedicationEvent],
        options: &CheckOptions,
    ) -> Result<CheckReport, CheckLimitExceeded> {
        if !std::ptr::eq(resolved.master(), self.master.borrow()) {
            return self.check(resolved.prescription(), history, options);
        }
        self.within_limits(resolved.prescription(), history, options)?;
        Ok(self.run(resolved, history, options))
    }

    fn within_limits(
        &self,
        prescription: &Prescription,
        history: &[MedicationEvent],
        options: &CheckOptions,
    ) -> Result<(), CheckLimitExceeded> {
        for (what, count, limit) in [
            ("drugs", prescription.items.len(), options.limits.items),
            ("records", history.len(), options.limits.events),
        ] {
            if count > limit {
                return Err(CheckLimitExceeded { what, count, limit });
            }
        }
        Ok(())
    }

    fn run(
        &self,
        resolved: &ResolvedPrescription<'_>,
        history: &[MedicationEvent],
        options: &CheckOptions,
    ) -> CheckReport {
        let prescription = resolved.prescription();
        let mut run = Run {
            master: self.master.borrow(),
            pairs: self.pairs.as_ref(),
            prescription,
            history,
            options,
            reference_day: options.reference_day(prescription),
            keys: NewKeys::with_capacity(prescription.items.len()),
            sides: Vec::new(),
            recorded: Vec::with_capacity(16),
            dispensed: None,
            no_table: false,
            findings: Vec::new(),
            not_checked: Vec::new(),
            items_checked: 0,
            events_active: 0,
            events_excluded: 0,
        };
        run.new_drugs(resolved);
        for (index, event) in history.iter().enumerate() {
            run.event(index, event);
        }
        run.finish(&self.masters)
    }
}

/// The days for which the service keeps records (閲覧可能な期間).
const LOOK_BACK: i32 = 100;

/// So many sides that match no drug are named in a report.
const UNMATCHED: usize = 5;

/// One check under way.
pub(super) struct Run<'a> {
    pub(super) master: &'a DrugMaster,
    pub(super) pairs: Option<&'a BoundPairs>,
    pub(super) prescription: &'a Prescription,
    pub(super) history: &'a [MedicationEvent],
    pub(super) options: &'a CheckOptions,
    pub(super) reference_day: Date,
    pub(super) keys: NewKeys<'a>,
    /// Sides of the pair table that new drugs are on, with the item.
    pub(super) sides: Vec<(u32, usize)>,
    pub(super) recorded: Vec<Recorded>,
    /// Ids of prescriptions that were dispensed; found out when first needed.
    pub(super) dispensed: Option<HashSet<&'a str>>,
    /// Some drug rests on its seven digits only, and no file names ingredients.
    pub(super) no_table: bool,
    pub(super) findings: Vec<shohosen_report::Finding>,
    pub(super) not_checked: Vec<NotChecked>,
    pub(super) items_checked: usize,
    pub(super) events_active: usize,
    pub(super) events_excluded: usize,
}

impl<'a> Run<'a> {
    fn new_drugs(&mut self, prescription: &'a ResolvedPrescription<'a>) {
        if self.master.is_empty() {
            let item = String::from("master");
            let reason = NotCheckedReason::NoMaster;
            self.not_checked.push(NotChecked { item, code: String::new(), reason });
        }
        let items = prescription.items().iter().enumerate();
        for (index, item) in items.filter(|(_, item)| item.takes_part) {
            for entry in item.not_checked() {
                match self.is_of_table(entry.reason) {
                    true => self.no_table = true,
                    false => self.not_checked.push(entry),
                }
            }
            self.findings.extend(item.findings().iter().map(|finding| {
                let finding = finding.clone().at(item.item.place());
                match finding.evidence.get("drug") {
                    Some(_) => finding,
                    None => finding.with("drug", item.name(self.master).into_owned()),
                }
            }));
            self.items_checked += usize::from(!item.resolved().is_empty());
            for resolved in item.resolved() {
                self.new_drug(index, *resolved);
            }
        }
        self.keys.sort();
        self.sides.sort_unstable();
        self.sides.dedup();
    }

    /// Where no file names ingredients at all, that is said once and not of every drug.
    fn is_of_table(&self, reason: NotCheckedReason) -> bool {
        reason == NotCheckedReason::NoIngredientTable
            && !self.master.names_ingredients()
            && !self.master.is_empty()
    }

    fn new_drug(&mut self, index: usize, resolved: Resolved<'a>) {
        self.keys.add(index, resolved);
        if let Some(pairs) = self.pairs {
            if pairs.cannot_know(&resolved) {
                let item = self.prescription.items.get(index);
                self.not_checked.extend(item.map(|item| NotChecked {
                    item: item.place(),
                    code: item.drug.code_text(),
                    reason: NotCheckedReason::NewerThanPairs,
                }));
            }
            let sides = &mut self.sides;
            pairs.sides_of(&resolved, self.master, |side| sides.push((side, index)));
        }
    }

    #[inline]
    fn event(&mut self, index: usize, event: &'a MedicationEvent) {
        if self.is_excluded(event) {
            self.events_excluded += 1;
            return;
        }
        let Some(period) = Period::of(event, &self.options.periods) else {
            self.not_checked_event(index, NotCheckedReason::NoDate, event.drug.code_text());
            return;
        };
        let active = period.contains(self.reference_day);
        if active || self.ended_recently(&period) {
            self.taken(index, event, period, active);
        } else if period.rule == PeriodRule::FlatUnknown {
            self.unknown_days(index, event, &period);
        } else if period.rule.is_flat()
            && matches!(event.category, DosageCategory::External | DosageCategory::Injection)
        {
            self.contradicted_form(index, event, &period);
        }
    }

    /// A record that says 外用 or 注射 of an oral drug: its days were not taken for days, so that
    /// after the flat ones nobody knows whether it is still being taken.
    fn contradicted_form(&mut self, index: usize, event: &'a MedicationEvent, period: &Period) {
        let since = self.reference_day.days() - period.start.days();
        if !(0..=LOOK_BACK).contains(&since) {
            return;
        }
        let oral = self.is_oral(&event.drug);
        let superseded = event.kind == EventKind::Prescribed && oral && self.is_superseded(event);
        if oral && !superseded {
            let reason = NotCheckedReason::FormContradictsDrug;
            self.not_checked_event(index, reason, event.drug.code_text());
        }
    }

    /// Whether a code of a drug is that of one that is taken by mouth.
    #[cold]
    fn is_oral(&self, drug: &GivenDrug) -> bool {
        drug.codes.iter().any(|given| match given {
            GivenCode::Code(code) => {
                self.master.resolve(*code).is_ok_and(|drug| drug.route() == Route::Oral)
            }
            _ => false,
        })
    }

    /// A record that is being taken, or ended within the longest washout.
    fn taken(&mut self, index: usize, event: &'a MedicationEvent, period: Period, active: bool) {
        if event.kind == EventKind::Prescribed && self.is_superseded(event) {
            self.events_excluded += 1;
            return;
        }
        let hit = |kind, basis| Hit { item: 0, event: index, kind, basis, period };
        if let Some(resolved) = resolve_quickly(self.master, &event.drug, period.start) {
            self.events_active += usize::from(active);
            self.newer_than_pairs(index, event, active, &resolved);
            self.compare(&resolved, active, hit);
            return;
        }
        let result: ResolvedDrug<'_> = resolve(self.master, &event.drug, period.start);
        if result.no_medicine && result.resolved.is_empty() {
            self.events_excluded += 1;
            return;
        }
        self.events_active += usize::from(active && !result.resolved.is_empty());
        for (reason, code) in result.reasons {
            match self.is_of_table(reason) {
                true => self.no_table = true,
                false => self.not_checked_event(index, reason, code),
            }
        }
        for resolved in &result.resolved {
            self.newer_than_pairs(index, event, active, resolved);
            self.compare(resolved, active, hit);
        }
    }

    #[inline]
    fn newer_than_pairs(
        &mut self,
        index: usize,
        event: &MedicationEvent,
        active: bool,
        resolved: &Resolved<'a>,
    ) {
        if active && self.pairs.is_some_and(|pairs| pairs.cannot_know(resolved)) {
            let reason = NotCheckedReason::NewerThanPairs;
            self.not_checked_event(index, reason, event.drug.code_text());
        }
    }

    /// What the rule leaves out.
    #[inline]
    fn is_excluded(&self, event: &MedicationEvent) -> bool {
        let has_code = || has_medicine_code(self.master, &event.drug);
        let asked_for = event.item == ItemKind::OverTheCounter && self.options.over_the_counter;
        let item = !asked_for && !is_medicine(event.item, has_code);
        let itself =
            || event.prescription_id.is_some() && event.prescription_id == self.prescription.id;
        let own = || match &self.options.requester {
            Some(requester) => event.institution.is(requester) || event.pharmacy.is(requester),
            None => event.institution.is(&self.prescription.institution),
        };
        event.cancelled
            || item
            || event.setting == CareSetting::InHouseInpatient
            || itself()
            || (!self.options.include_same_institution && own())
    }

    /// Whether a dispensing of the history answers this prescription.
    fn is_superseded(&mut self, event: &MedicationEvent) -> bool {
        let Some(id) = event.prescription_id.as_deref() else { return false };
        let history = self.history;
        let dispensed = self.dispensed.get_or_insert_with(|| {
            let dispensings = history
                .iter()
                .filter(|event| event.kind == EventKind::Dispensed && !event.cancelled);
            dispensings.filter_map(|event| event.prescription_id.as_deref()).collect()
        });
        dispensed.contains(id)
    }

    fn ended_recently(&self, period: &Period) -> bool {
        let longest = self.pairs.map_or(0, |pairs| pairs.longest_washout);
        self.options.washout
            && period.end < self.reference_day
            && self.reference_day <= period.end.plus_days(i32::from(longest))
    }

    /// A record whose days ought to be known and are not: after the flat days nobody knows
    /// whether it is still being taken.
    #[cold]
    fn unknown_days(&mut self, index: usize, event: &'a MedicationEvent, period: &Period) {
        let material = event.item == ItemKind::Material;
        let ought = match event.category {
            DosageCategory::Oral | DosageCategory::OralDrops => true,
            _ if material => true,
            // Days that were recorded without saying that they are days; without days and form only a
            // drug that is not taken by mouth has flat ones by the rule.
            _ => event.days.is_some() || self.is_oral(&event.drug),
        };
        let since = self.reference_day.days() - period.start.days();
        let superseded = event.kind == EventKind::Prescribed && self.is_superseded(event);
        if ought && (0..=LOOK_BACK).contains(&since) && !superseded {
            let reason = match (material, event.days) {
                (true, _) => NotCheckedReason::FormContradictsDrug,
                // A number that does not say of how many days.
                (false, Some(_)) => NotCheckedReason::PeriodNotComputable,
                (false, None) => NotCheckedReason::MissingInformation,
            };
            self.not_checked_event(index, reason, event.drug.code_text());
        }
    }

    fn not_checked_event(&mut self, index: usize, reason: NotCheckedReason, code: String) {
        let code = if self.options.consent == Consent::Given { code } else { String::new() };
        self.not_checked.push(NotChecked { item: format!("history {}", index + 1), code, reason });
    }

    fn finish(mut self, masters: &[String]) -> CheckReport {
        let context = findings::Context {
            master: self.master,
            pairs: self.pairs,
            prescription: self.prescription,
            history: self.history,
            options: self.options,
            reference_day: self.reference_day,
            reference_text: Text::shared(self.reference_day.to_string()),
            keys: &self.keys,
        };
        let groups = Group::of(&self.recorded);
        // And what is said of the whole.
        self.findings.reserve(groups.len() + 4);
        self.findings.extend(groups.iter().map(|group| context.finding(group)));
        if self.options.within_prescription {
            within::duplicates(&context, &mut self.findings);
        }
        if self.options.pairs_within_prescription {
            within::contraindications(&context, &self.sides, &mut self.findings);
        }
        if self.no_table {
            let (item, code) = (String::from("master"), String::new());
            let reason = NotCheckedReason::NoIngredientTable;
            self.not_checked.push(NotChecked { item, code, reason });
        }
        match self.pairs {
            None => {
                let (item, code) = (String::from("pairs"), String::new());
                let reason = NotCheckedReason::NoPairTable;
                self.not_checked.push(NotChecked { item, code, reason });
            }
            Some(pairs) if pairs.unmatched.is_empty() => {}
            Some(pairs) => {
                let first: Vec<_> = pairs.unmatched.iter().take(UNMATCHED).cloned().collect();
                let more = pairs.unmatched.len().saturating_sub(UNMATCHED);
                let more = if more > 0 { format!(" +{more}") } else { String::new() };
                let (item, code) = (String::from("pairs"), first.join(" ") + &more);
                let reason = NotCheckedReason::UnmatchedSelector;
                self.not_checked.push(NotChecked { item, code, reason });
            }
        }
        context.conclude(&groups, self.items_checked, &self.not_checked, &mut self.findings);
        let hits = match self.options.consent {
            Consent::Given => self.recorded.iter().map(|recorded| recorded.hit).collect(),
            Consent::None | Consent::Oral => Vec::new(),
        };
        let mut extensions = self.options.extensions();
        if self.pairs.is_none() {
            extensions.retain(|name| *name != "pairs_within_prescription");
        }
        let (consent, oral_consent) = CheckAudit::consent_of(self.options.consent);
        CheckReport {
            findings: self.findings,
            not_checked: self.not_checked,
            hits,
            audit: CheckAudit {
                rule: "同一成分かつ同一投与経路、および併用禁忌（公表された基準）",
                rule_source: "電子処方箋管理サービスの運用について（重複投薬等チェック ※1・※2）",
                notice_ja: "公表された基準を再現したもので、電子処方箋管理サービスそのものではありません。医師・薬剤師の判断に代わるものではありません。",
                notice_en: "This reproduces the published rule. It is not the national service and does not replace the judgement of a doctor or pharmacist.",
                masters: masters.to_vec(),
                pair_table: self.pairs.map(|pairs| pairs.name.clone()),
                reference_day: self.reference_day,
                consent,
                oral_consent,
                route_granularity: self.options.route_granularity.as_str(),
                include_same_institution: self.options.include_same_institution,
                extensions,
                items_checked: self.items_checked,
                events_active: self.events_active,
                events_excluded: self.events_excluded,
            },
        }
    }
}
