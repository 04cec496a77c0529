//! The records of a history as the check takes them: each dispensing once, and those named of which
//! it is in doubt what, when or for how long.

use super::{CheckOutcome, CheckSettings, Checker};
use crate::history::{History, HistoryFile, PrescriptionRead};
use shohosen_medication::{
    CareSetting, CheckReport, Consent, Date, DosageCategory, EventKind, GivenCode, GivenDrug,
    Institution, ItemKind, MedicationEvent, NotChecked, NotCheckedReason, Period, PrescribedDrug,
    Route,
};
use shohosen_report::{Finding, Phrase, Severity, codes::medication as codes};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

/// Before this day there were no records of the kinds that are read here: an era or a digit was
/// mistaken.
const EARLIEST: (i32, u8, u8) = (2000, 1, 1);
/// So many days after its beginning a record is looked at, whatever it says of its length.
const LOOK_BACK: i32 = 1000;

/// The records to be checked, and what is said of them.
pub(super) struct Prepared<'h> {
    pub(super) events: Cow<'h, [MedicationEvent]>,
    /// Where each stands in the history, if some were left out.
    places: Option<Vec<usize>>,
    pub(super) not_checked: Vec<NotChecked>,
    pub(super) findings: Vec<Finding>,
}

/// Goes through the records of a history before they are checked.
pub(super) fn prepare<'h>(
    checker: &Checker,
    prescription: &PrescriptionRead,
    history: &'h History,
    events: Cow<'h, [MedicationEvent]>,
    settings: &CheckSettings,
) -> Prepared<'h> {
    let day = settings.options.reference_day(&prescription.prescription);
    let mut prepared =
        Prepared { events, places: None, not_checked: Vec::new(), findings: Vec::new() };
    let (mut active, mut doubtful) = (Vec::new(), Vec::new());
    let others = of_others(prescription, history, settings);
    let order = Order::of(&history.events);
    for (index, event) in history.events.iter().enumerate() {
        if others.binary_search(&index).is_ok() {
            continue;
        }
        let Some(start) = event.dispensed_on.or(event.prescribed_on) else { continue };
        if !takes_part(event, prescription) {
            continue;
        }
        let (year, month, first) = EARLIEST;
        if start > day || Date::new(year, month, first).is_some_and(|earliest| start < earliest) {
            prepared.note(history, index, NotCheckedReason::ImplausibleDate, settings);
            if settings.options.consent == Consent::Given {
                let finding = codes::HISTORY_DATE_IMPLAUSIBLE.finding().at(place(history, index));
                // It may be a birth date in the wrong place: no more than the year, and none of the past.
                let said = match start > day {
                    true => {
                        let (year, ..) = start.civil();
                        Phrase::new(format!("（{year}年）"), format!("(in {year})"))
                    }
                    false => Phrase::new(format!("（{year}年より前）"), format!("before {year}")),
                };
                prepared.findings.push(finding.with("actual", said));
            }
            continue;
        }
        if day.days() - start.days() > LOOK_BACK {
            continue;
        }
        if let Some(prescribed) = order.day_of(event).filter(|prescribed| start < *prescribed) {
            prepared.contradictory(history, index, prescribed, (day, settings));
        }
        if is_of_another_route(checker, event) {
            doubtful.push(index);
        }
        let period = Period::of(event, &settings.options.periods);
        if period.is_some_and(|period| period.contains(day)) {
            active.push(index);
        }
    }
    if settings.mapping && !checker.master().is_empty() {
        for index in &active {
            prepared.name(checker, history, *index, settings);
        }
    }
    for index in doubtful {
        if let Some(event) = prepared.events.to_mut().get_mut(index) {
            // Taken for its 14 days; what comes after them the check does not know.
            (event.category, event.days) = (DosageCategory::Unknown, event.days.or(Some(1)));
        }
    }
    let mut left_out = repeated(checker, &prepared.events, &active);
    left_out.extend(others);
    left_out.sort_unstable();
    left_out.dedup();
    prepared.leave_out(&left_out);
    prepared
}

/// The days on which prescriptions of a history were issued, by their ids: found out when first
/// needed.
struct Order<'h> {
    events: &'h [MedicationEvent],
    days: OnceCell<HashMap<&'h str, Date>>,
}

impl<'h> Order<'h> {
    const fn of(events: &'h [MedicationEvent]) -> Self {
        Self { events, days: OnceCell::new() }
    }

    /// The day on which what was dispensed had been prescribed: as the record says, or the
    /// prescription that it answers.
    fn day_of(&self, event: &MedicationEvent) -> Option<Date> {
        event.dispensed_on?;
        let of_id = || {
            let id = event.prescription_id.as_deref()?;
            let day =
                |e: &'h MedicationEvent| Some((e.prescription_id.as_deref()?, e.prescribed_on?));
            let ordered = self
                .events
                .iter()
                .filter(|e| e.kind == EventKind::Prescribed && !e.cancelled)
                .filter_map(day);
            self.days.get_or_init(|| ordered.collect()).get(id).copied()
        };
        event.prescribed_on.or_else(of_id)
    }
}

/// The records of documents of another patient, in order: they are not used unless the caller says
/// by name that it is the same one.
fn of_others(
    prescription: &PrescriptionRead,
    history: &History,
    settings: &CheckSettings,
) -> Vec<usize> {
    let differ = |file: &&HistoryFile| !file.differences(&prescription.patient).is_empty();
    let files = history.files.iter().filter(|_| !settings.same_patient).filter(differ);
    let mut others: Vec<usize> = files.flat_map(|file| file.events.clone()).collect();
    others.sort_unstable();
    others
}

/// Whether the rule may look at a record at all.
fn takes_part(event: &MedicationEvent, prescription: &PrescriptionRead) -> bool {
    let own = &prescription.prescription;
    let itself = event.prescription_id.is_some() && event.prescription_id == own.id;
    !event.cancelled
        && matches!(event.item, ItemKind::Medicine | ItemKind::NotInsured)
        && event.setting != CareSetting::InHouseInpatient
        && !itself
}

/// Whether an oral drug is recorded as 外用 or 注射: its days, if it has any, were not read as days.
fn is_of_another_route(checker: &Checker, event: &MedicationEvent) -> bool {
    matches!(event.category, DosageCategory::External | DosageCategory::Injection)
        && event.drug.codes.iter().any(|given| match given {
            GivenCode::Code(code) => {
                checker.master().drug(*code).and_then(|drug| drug.route()) == Some(Route::Oral)
            }
            _ => false,
        })
}

/// The name of a record's document, for a finding.
fn place(history: &History, index: usize) -> String {
    let file = history.file_of(index).map_or("", |file| file.name.as_str());
    format!("{file}: history {}", index + 1)
}

impl Prepared<'_> {
    fn note(
        &mut self,
        history: &History,
        index: usize,
        reason: NotCheckedReason,
        settings: &CheckSettings,
    ) {
        let given = settings.options.consent == Consent::Given;
        let code = history.events.get(index).and_then(|event| event.drug.codes.first());
        let code = code.filter(|_| given).map(GivenCode::shown).unwrap_or_default();
        self.not_checked.push(NotChecked { item: format!("history {}", index + 1), code, reason });
    }

    /// Code and name of what is being taken, as of the new prescription: which of the two it is
    /// nobody knows.
    fn name(
        &mut self,
        checker: &Checker,
        history: &History,
        index: usize,
        settings: &CheckSettings,
    ) {
        let Some(event) = history.events.get(index).filter(|event| !event.drug.name.is_empty())
        else {
            return;
        };
        let item = PrescribedDrug { drug: event.drug.clone(), ..PrescribedDrug::default() };
        let start = event.dispensed_on.or(event.prescribed_on);
        let day = start.unwrap_or(settings.options.check_day);
        let wrong = checker.guard().check(&item, day).into_iter();
        let mut wrong =
            wrong.filter(|finding| finding.code.id() == "medication.mapping.name_mismatch");
        if let Some(finding) = wrong.next() {
            self.note(history, index, NotCheckedReason::NameContradicts, settings);
            if settings.options.consent == Consent::Given {
                // Nothing is wrong with what is prescribed.
                let finding = finding.at(place(history, index)).severity(Severity::Info);
                self.findings.push(finding);
            }
        }
    }

    /// A drug that was dispensed before it was prescribed: the day of dispensing counts, and where the
    /// other day makes a difference nobody knows whether the drug is being taken.
    fn contradictory(
        &mut self,
        history: &History,
        index: usize,
        prescribed: Date,
        (day, settings): (Date, &CheckSettings),
    ) {
        let Some(event) = history.events.get(index) else { return };
        let from = |dispensed_on, prescribed_on| {
            let event = MedicationEvent { dispensed_on, prescribed_on, ..event.clone() };
            let period = Period::of(&event, &settings.options.periods);
            period.is_some_and(|period| period.contains(day))
        };
        if from(None, Some(prescribed)) && !from(event.dispensed_on, None) {
            self.note(history, index, NotCheckedReason::ContradictoryRecords, settings);
        }
        if settings.options.consent == Consent::Given {
            let finding = codes::HISTORY_DATES_CONTRADICTORY.finding();
            self.findings.push(finding.at(place(history, index)));
        }
    }

    fn leave_out(&mut self, left_out: &[usize]) {
        if left_out.is_empty() {
            return;
        }
        let places = (0..self.events.len()).filter(|index| left_out.binary_search(index).is_err());
        let places: Vec<usize> = places.collect();
        let kept = places.iter().filter_map(|index| self.events.get(*index).cloned()).collect();
        (self.events, self.places) = (Cow::Owned(kept), Some(places));
    }

    /// Puts the report in the terms of the whole history.
    pub(super) fn placed(&self, mut report: CheckReport) -> CheckReport {
        let Some(places) = &self.places else { return report };
        let of = |index: usize| places.get(index).copied().unwrap_or(index);
        report.hits.iter_mut().for_each(|hit| hit.event = of(hit.event));
        for entry in &mut report.not_checked {
            if let Some(index) = CheckOutcome::event_of(entry) {
                entry.item = format!("history {}", of(index) + 1);
            }
        }
        report
    }
}

/// The records that say once more what another one says (day, place, drug, days), in order: one
/// dispensing that was reported by two sources is one.
fn repeated(checker: &Checker, events: &[MedicationEvent], active: &[usize]) -> Vec<usize> {
    let event = |index: &usize| events.get(*index);
    let mut by_day: Vec<(&MedicationEvent, usize)> =
        active.iter().filter_map(|index| Some((event(index)?, *index))).collect();
    by_day.sort_by_key(|(event, index)| (event.dispensed_on, event.prescribed_on, *index));
    let days = by_day.chunk_by(|(a, _), (b, _)| {
        (a.dispensed_on, a.prescribed_on) == (b.dispensed_on, b.prescribed_on)
    });
    let mut repeated = Vec::new();
    for day in days {
        let mut kept: Vec<&MedicationEvent> = Vec::new();
        for (event, index) in day {
            match kept.iter().any(|known| is_same(checker, known, event)) {
                true => repeated.push(*index),
                false => kept.push(event),
            }
        }
    }
    repeated.sort_unstable();
    repeated
}

fn is_same(checker: &Checker, a: &MedicationEvent, b: &MedicationEvent) -> bool {
    // Who does not name the place does not contradict. Two who prescribed on one day are two, though one
    // pharmacy dispensed; their names are written in many ways, so that there only the code tells.
    let at_same_place = || {
        let (of_a, of_b) = (&a.institution.code, &b.institution.code);
        let prescribed_apart = !of_a.is_empty() && !of_b.is_empty() && of_a != of_b;
        same_place(&a.pharmacy, &b.pharmacy)
            .map(|same| same && !prescribed_apart)
            .or_else(|| same_place(&a.institution, &b.institution))
            .unwrap_or(true)
    };
    a.kind == b.kind && a.days == b.days && at_same_place() && same_drug(checker, &a.drug, &b.drug)
}

/// Whether two records name the same place; `None` where one of them does not say.
fn same_place(a: &Institution, b: &Institution) -> Option<bool> {
    let said = |a: &str, b: &str| (!a.is_empty() && !b.is_empty()).then(|| a == b);
    said(&a.code, &b.code).or_else(|| said(&a.name, &b.name))
}

/// By any code of both, or because the master has one drug for them.
fn same_drug(checker: &Checker, a: &GivenDrug, b: &GivenDrug) -> bool {
    if a.codes.iter().any(|code| b.codes.contains(code)) {
        return true;
    }
    let of = |drug: &GivenDrug| {
        let known = drug.codes.iter().filter_map(|given| match given {
            GivenCode::Code(code) => checker.master().drug(*code),
            _ => None,
        });
        let codes = known.map(|drug| (drug.receipt_code(), drug.yj_code(), drug.price_list_code()));
        codes.collect::<Vec<_>>()
    };
    let (a, b) = (of(a), of(b));
    a.iter().any(|code| b.contains(code))
}
