//! The outcome of a check as text, for a pharmacist at the counter.

use crate::render::printable;
use shohosen::check::{CheckOutcome, Shown};
use shohosen::medication::{GivenDrug, Hit, MedicationEvent, NotChecked};
use shohosen::{Finding, Language, Severity};
use std::collections::HashSet;
use std::fmt::Write as _;

/// The conclusion; drug by drug what was found and which past medication it is about; what was
/// not checked and why.
pub fn outcome(name: &str, shown: &Shown<'_>, verbose: bool, language: Language) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = head(&mut out, name, shown, language);
    let _ = found(&mut out, shown, verbose, language);
    let _ = not_checked(&mut out, shown, language);
    let audit = &shown.outcome.audit;
    let _ = writeln!(out, "\n{}", language.pick(audit.notice_ja, audit.notice_en));
    out
}

fn head(out: &mut String, name: &str, shown: &Shown<'_>, language: Language) -> std::fmt::Result {
    let outcome = shown.outcome;
    let (found, unchecked) = (outcome.decisive().count(), outcome.not_checked.len());
    let status = outcome.status();
    let word = language.pick(status.as_ja(), status.as_en());
    let items = shown.prescription.prescription.items.len();
    let events = shown.history.events().len();
    let (day, active) = (outcome.audit.reference_day, outcome.audit.events_active);
    match language {
        Language::Japanese => {
            writeln!(out, "{name}: {word}（指摘 {found} 件、未確認 {unchecked} 件）")?;
            writeln!(
                out,
                "  処方 {items} 品目 ／ 薬歴 {events} 件（うち服用中 {active} 件） ／ 基準日 {day}"
            )
        }
        Language::English => {
            writeln!(out, "{name}: {word} ({found} found, {unchecked} not checked)")?;
            writeln!(
                out,
                "  {items} drugs, {events} records ({active} being taken), reference day {day}"
            )
        }
    }
}

fn found(
    out: &mut String,
    shown: &Shown<'_>,
    verbose: bool,
    language: Language,
) -> std::fmt::Result {
    let least = if verbose { Severity::Passed } else { Severity::Info };
    let findings: Vec<&Finding> =
        shown.outcome.findings.iter().filter(|finding| finding.severity >= least).collect();
    let items = &shown.prescription.prescription.items;
    let mut told = HashSet::new();
    for (index, item) in items.iter().enumerate() {
        let place = item.place();
        let own: Vec<_> =
            findings.iter().filter(|f| f.location.as_deref() == Some(place.as_str())).collect();
        if own.is_empty() {
            continue;
        }
        writeln!(out, "\n{place}  {}", printable(&drug_name(&item.drug)))?;
        told.insert(place);
        for finding in own {
            line(out, finding, language)?;
        }
        past(out, shown, index, language)?;
    }
    let rest: Vec<_> = findings
        .into_iter()
        .filter(|f| f.location.as_deref().is_none_or(|place| !told.contains(place)))
        .collect();
    if !rest.is_empty() {
        writeln!(out, "\n{}", language.pick("全体", "As a whole"))?;
    }
    for finding in rest {
        line(out, finding, language)?;
    }
    Ok(())
}

fn line(out: &mut String, finding: &Finding, language: Language) -> std::fmt::Result {
    let mark = match finding.severity {
        Severity::Error => "✗",
        Severity::Warning => "!",
        Severity::Info => "i",
        Severity::Passed => "✓",
    };
    write!(out, "  {mark} ")?;
    let of_item = finding.location.as_deref().is_some_and(|place| place.starts_with("RP"));
    if let Some(place) = finding.location.as_deref().filter(|_| !of_item) {
        write!(out, "{}: ", printable(place))?;
    }
    writeln!(out, "{}  [{}]", printable(&finding.message(language)), finding.code)?;
    let remedy = finding.remedy(language);
    if !remedy.is_empty() && finding.severity >= Severity::Warning {
        writeln!(out, "    → {}", printable(&remedy))?;
    }
    Ok(())
}

/// The past medications that a drug was found to overlap with: what, until when, from where.
fn past(out: &mut String, shown: &Shown<'_>, item: usize, language: Language) -> std::fmt::Result {
    const SHOWN: usize = 20;
    let mut seen = HashSet::new();
    let hits: Vec<&Hit> = shown
        .outcome
        .hits
        .iter()
        .filter(|hit| hit.item == item && seen.insert((hit.event, hit.kind)))
        .collect();
    for hit in hits.iter().take(SHOWN) {
        let Some(event) = shown.history.events().get(hit.event) else { continue };
        let kind = language.pick(hit.kind.as_ja(), hit.kind.as_en());
        let rule = language.pick(hit.period.rule.as_ja(), hit.period.rule.as_en());
        let (start, end) = (hit.period.start, hit.period.end);
        writeln!(out, "    ▸ {kind}: {}", printable(&drug_name(&event.drug)))?;
        match language {
            Language::Japanese => {
                let from = if event.dispensed_on.is_some() { "調剤" } else { "処方" };
                writeln!(out, "        {start} {from} 〜 {end} まで（{rule}）")?;
            }
            Language::English => {
                let from = if event.dispensed_on.is_some() { "dispensed" } else { "prescribed" };
                writeln!(out, "        {from} {start}, until {end} ({rule})")?;
            }
        }
        let place = place(event);
        if !place.is_empty() {
            writeln!(out, "        {}", printable(&place))?;
        }
        if let Some(file) = shown.history.file_of(hit.event) {
            writeln!(out, "        [{}]", printable(&file.name))?;
        }
    }
    if hits.len() > SHOWN {
        writeln!(out, "    … +{}", hits.len() - SHOWN)?;
    }
    Ok(())
}

fn place(event: &MedicationEvent) -> String {
    let names = [event.institution.name.as_str(), event.pharmacy.name.as_str()];
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    names.join(" → ")
}

fn not_checked(out: &mut String, shown: &Shown<'_>, language: Language) -> std::fmt::Result {
    if shown.outcome.not_checked.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", language.pick("調べられなかったもの", "What was not checked"))?;
    for entry in &shown.outcome.not_checked {
        let reason = language.pick(entry.reason.as_ja(), entry.reason.as_en());
        let (what, code) = (printable(&what(entry, shown)), printable(&entry.code));
        let space = if code.is_empty() { "" } else { " " };
        writeln!(out, "  ? {what}{space}{code}: {reason}")?;
    }
    Ok(())
}

/// The item, with the drug and, for a record of the history, the file where it may be shown.
fn what(entry: &NotChecked, shown: &Shown<'_>) -> String {
    let given = shown.outcome.audit.consent == "given";
    let event = CheckOutcome::event_of(entry).filter(|_| given);
    if let Some((index, event)) =
        event.and_then(|index| Some((index, shown.history.events().get(index)?)))
    {
        let file = shown.history.file_of(index).map_or("", |file| file.name.as_str());
        let day = event.dispensed_on.or(event.prescribed_on);
        let day = day.map_or_else(String::new, |day| format!(" {day}"));
        return format!("{} ({file}){day} {}", entry.item, event.drug.name);
    }
    let items = &shown.prescription.prescription.items;
    match items.iter().find(|item| item.place() == entry.item) {
        Some(item) => format!("{} {}", entry.item, item.drug.name),
        None => entry.item.clone(),
    }
}

fn drug_name(drug: &GivenDrug) -> String {
    if drug.name.is_empty() {
        return drug.codes.first().map_or_else(|| String::from("–"), ToString::to_string);
    }
    drug.name.clone()
}
