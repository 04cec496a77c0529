//! What the timeline shows: rows of bars in groups.

use super::{Shown, drug_name};
use shohosen_medication::{
    CareSetting, Date, EventKind, GivenDrug, Hit, HitKind, ItemKind, MedicationEvent, Period,
    PrescribedDrug,
};
use shohosen_report::{Evidence, Language, Value};
use std::collections::{BTreeMap, HashSet};

/// Bars at most: beyond that nobody reads.
pub(super) const ROWS: usize = 300;
/// Records that ended longer ago than this are only counted.
const RECENT: i32 = 30;

/// One bar.
pub(super) struct Row {
    pub(super) drug: String,
    /// Who prescribed and dispensed.
    pub(super) place: String,
    pub(super) period: Period,
    pub(super) new: bool,
    /// What it was found to be.
    pub(super) hit: Option<HitKind>,
    /// First and last day on which both the past and the new drug are taken.
    pub(super) overlap: Option<(Date, Date)>,
}

/// Bars that belong together.
pub(super) struct Group {
    pub(super) title: String,
    pub(super) note: String,
    pub(super) rows: Vec<Row>,
}

/// The groups: a drug with what it was found to overlap with; the other new drugs; what else is
/// taken, by institution. Also how many records are not shown.
pub(super) fn groups(shown: &Shown<'_>, language: Language) -> (Vec<Group>, usize) {
    let events = shown.history.events();
    let items = &shown.prescription.prescription.items;
    let mut groups = Vec::new();
    let mut others = Vec::new();
    let mut in_a_group = HashSet::new();
    for (place, item) in items.iter().enumerate() {
        let own: Vec<&Hit> = shown.outcome.hits.iter().filter(|hit| hit.item == place).collect();
        let new = new_row(shown, item);
        if own.is_empty() {
            // Without full consent there are no hits, but what was found.
            match shown.overlaps(&item.place()).next().is_some() {
                true => {
                    groups.extend(new.map(|row| overlapping(shown, &item.place(), row, language)))
                }
                false => others.extend(new),
            }
            continue;
        }
        let period = new.as_ref().map(|row| row.period);
        let mut rows: Vec<Row> = new.into_iter().collect();
        let mut seen = HashSet::new();
        for hit in own {
            let Some(event) = events.get(hit.event).filter(|_| seen.insert(hit.event)) else {
                continue;
            };
            in_a_group.insert(hit.event);
            let overlap = period.and_then(|new| both(new, hit.period));
            rows.push(Row { hit: Some(hit.kind), overlap, ..past_row(event, hit.period) });
        }
        let title = format!("{} {}", item.place(), drug_name(&named(shown, item)));
        groups.push(Group { title, note: found(shown, &item.place(), language), rows });
    }
    if !others.is_empty() {
        let title = language.pick("今回の処方（重なりなし）", "This prescription, without overlap");
        groups.push(Group { title: title.to_owned(), note: String::new(), rows: others });
    }
    let (elsewhere, mut left_out) = elsewhere(shown, &in_a_group, language);
    groups.extend(elsewhere);
    let mut room = ROWS;
    for group in &mut groups {
        left_out += group.rows.len().saturating_sub(room);
        group.rows.truncate(room);
        room -= group.rows.len();
    }
    groups.retain(|group| !group.rows.is_empty());
    (groups, left_out)
}

/// A drug that overlaps with something of which no record may be shown: under oral consent the
/// names of the causing drugs, else only that it is so.
fn overlapping(shown: &Shown<'_>, place: &str, new: Row, language: Language) -> Group {
    let mut note = found(shown, place, language);
    if shown.oral() {
        let mut drugs: Vec<String> = Vec::new();
        for finding in shown.overlaps(place) {
            if let Some(Value::List(names)) = finding.evidence.get("past_drugs") {
                drugs.extend(names.iter().map(|name| name.display(language)));
            }
        }
        drugs.dedup();
        let with = match language {
            Language::Japanese => format!("服用中：{}", drugs.join("、")),
            Language::English => format!("being taken: {}", drugs.join(", ")),
        };
        note = if note.is_empty() { with } else { format!("{note}　{with}") };
    }
    if note.is_empty() {
        note = language.pick("服用中の薬と重なり", "overlaps with a drug being taken").to_owned();
    }
    Group { title: format!("{place} {}", new.drug), note, rows: vec![new] }
}

/// What else is being taken, or ended of late, by institution.
fn elsewhere(
    shown: &Shown<'_>,
    in_a_group: &HashSet<usize>,
    language: Language,
) -> (Vec<Group>, usize) {
    let events = shown.history.events();
    let day = shown.outcome.audit.reference_day;
    let dispensed: HashSet<&str> = events
        .iter()
        .filter(|event| event.kind == EventKind::Dispensed && !event.cancelled)
        .filter_map(|event| event.prescription_id.as_deref())
        .collect();
    let mut by_institution: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut left_out = 0;
    for (index, event) in events.iter().enumerate() {
        if in_a_group.contains(&index) || !is_taken(event, &dispensed) {
            continue;
        }
        let period = Period::of(event, shown.periods).filter(|_| shown.consented());
        let Some(period) = period.filter(|period| period.end.plus_days(RECENT) >= day) else {
            left_out += 1;
            continue;
        };
        let named = [&event.institution.name, &event.pharmacy.name];
        let name = named.into_iter().find(|name| !name.is_empty());
        let name = name.map_or(language.pick("医療機関名なし", "Institution not stated"), |n| n);
        by_institution.entry(name.to_owned()).or_default().push(past_row(event, period));
    }
    let groups = by_institution.into_iter().map(|(name, mut rows)| {
        rows.sort_by_key(|row| std::cmp::Reverse((row.period.end, row.period.start)));
        let note = language.pick("ほかの服用中・最近終了", "Also taken, or ended of late");
        Group { title: name, note: note.to_owned(), rows }
    });
    (groups.collect(), left_out)
}

/// Whether it may be being taken: not withdrawn, not superseded, a medicine, not of a stay in
/// hospital. More than the check compares with: what the requester itself prescribed and what was
/// bought without prescription are shown in any case.
fn is_taken(event: &MedicationEvent, dispensed: &HashSet<&str>) -> bool {
    let id = event.prescription_id.as_deref();
    let superseded =
        event.kind == EventKind::Prescribed && id.is_some_and(|id| dispensed.contains(id));
    !superseded
        && !event.cancelled
        && event.setting != CareSetting::InHouseInpatient
        && event.item != ItemKind::Material
}

/// A drug of the prescription, with the name that the master has where it came without one.
fn named(shown: &Shown<'_>, item: &PrescribedDrug) -> GivenDrug {
    let mut drug = item.drug.clone();
    if drug.name.is_empty() {
        let place = item.place();
        let known = shown.overlaps(&place).find_map(|finding| match finding.evidence.get("drug") {
            Some(Value::Text(name)) => Some(name.to_string()),
            _ => None,
        });
        let code = drug.codes.first().map(ToString::to_string);
        drug.name = known.filter(|name| Some(name) != code.as_ref()).unwrap_or_default();
    }
    drug
}

fn new_row(shown: &Shown<'_>, item: &PrescribedDrug) -> Option<Row> {
    let mut event = MedicationEvent::new(EventKind::Prescribed, named(shown, item));
    (event.category, event.days, event.pattern) = (item.category, item.days, item.pattern);
    let prescription = &shown.prescription.prescription;
    event.prescribed_on = Some(prescription.issued_on.unwrap_or(shown.outcome.audit.reference_day));
    event.institution = prescription.institution.clone();
    let period = Period::of(&event, shown.periods)?;
    matches!(item.item, ItemKind::Medicine | ItemKind::NotInsured)
        .then(|| Row { new: true, ..past_row(&event, period) })
}

fn past_row(event: &MedicationEvent, period: Period) -> Row {
    let mut place = event.institution.name.clone();
    if !event.pharmacy.name.is_empty() && event.pharmacy.name != place {
        place = match place.is_empty() {
            true => event.pharmacy.name.clone(),
            false => format!("{place} → {}", event.pharmacy.name),
        };
    }
    Row { drug: drug_name(&event.drug), place, period, new: false, hit: None, overlap: None }
}

/// The days on which both are taken.
fn both(one: Period, other: Period) -> Option<(Date, Date)> {
    let (start, end) = (one.start.max(other.start), one.end.min(other.end));
    (start <= end).then_some((start, end))
}

/// What was found about a drug, in a few words: the ingredients and pairs.
fn found(shown: &Shown<'_>, place: &str, language: Language) -> String {
    let text = |evidence: &Evidence, key: &str| match evidence.get(key) {
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    let mut words: Vec<String> = Vec::new();
    for finding in &shown.outcome.findings {
        if finding.location.as_deref() != Some(place) {
            continue;
        }
        let ingredient = text(&finding.evidence, "ingredient");
        let pair = text(&finding.evidence, "pair");
        let sentence = match finding.code.id() {
            "medication.duplicate.same_ingredient" => {
                format!("{}{ingredient}", language.pick("成分重複：", "Same ingredient: "))
            }
            "medication.duplicate.other_route" => {
                format!("{}{ingredient}", language.pick("別経路で同成分：", "Other route: "))
            }
            "medication.duplicate.same_ingredient_biosimilar" => {
                format!("{}{ingredient}", language.pick("バイオ後続品：", "Biosimilar: "))
            }
            "medication.contraindication.pair" | "medication.contraindication.pair_equivalent" => {
                format!("{}{pair}", language.pick("併用禁忌：", "Contraindicated: "))
            }
            "medication.contraindication.washout" => {
                format!("{}{pair}", language.pick("休薬期間：", "Washout: "))
            }
            _ => continue,
        };
        if !words.contains(&sentence) {
            words.push(sentence);
        }
    }
    words.join(language.pick("、", "; "))
}
