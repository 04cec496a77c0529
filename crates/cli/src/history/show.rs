//! `shohosen history show`.

use super::{PatientOption, StoreOption, WhoOptions, failed, unknown};
use crate::args::{OutputOptions, parse_date};
use crate::exit::{self, Failure, say, say_json};
use crate::{language, render};
use clap::Args;
use shohosen::Language;
use shohosen::medication::{Date, EventKind, MedicationEvent, history_to_json};
use shohosen::store::{Action, StoreError};
use std::fmt::Write;
use std::ops::Bound;

#[derive(Args)]
pub struct ShowOptions {
    #[command(flatten)]
    store: StoreOption,
    #[command(flatten)]
    patient: PatientOption,
    /// Only what was dispensed (else prescribed) on this day or later: 2026-11-22 or 20261122
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: Option<Date>,
    /// Only what was dispensed (else prescribed) on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: Option<Date>,
    #[command(flatten)]
    who: WhoOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

pub fn run(options: &ShowOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let fault = |error: StoreError| failed(&error, language);
    let access = options.who.access()?;
    let mut store = options.store.open(false, language)?;
    let patient = &options.patient.patient;
    let bound = |day: Option<Date>| day.map_or(Bound::Unbounded, Bound::Included);
    let days = (bound(options.from), bound(options.to));
    let events = store.events(patient, days).map_err(fault)?;
    // First the entry, then the data: what cannot be logged is not shown.
    store.record(Action::Show, Some(patient), &access).map_err(fault)?;
    let Some(events) = events else {
        return Err(unknown(patient, &store, language));
    };
    if options.output.json {
        // As `--history` and `history import` read it.
        say_json(history_to_json(&events))?;
    } else {
        say(&table(&events, language))?;
    }
    Ok(exit::OK)
}

/// A line an event: day, days, kind, code, name, and where.
fn table(events: &[MedicationEvent], language: Language) -> String {
    let pick = |ja, en| language.pick(ja, en);
    let mut text = String::new();
    for event in events {
        let day = event.dispensed_on.or(event.prescribed_on);
        let day =
            day.map_or_else(|| pick("日付なし  ", "no date   ").to_owned(), |d| d.to_string());
        let days = event.days.map_or_else(String::new, |days| match language {
            Language::Japanese => format!("{days} 日分"),
            Language::English => format!("{days} days"),
        });
        let kind = match event.kind {
            EventKind::Prescribed => pick("処方", "prescribed"),
            EventKind::Dispensed => pick("調剤", "dispensed "),
        };
        let code = event.drug.codes.first().map(ToString::to_string).unwrap_or_default();
        let wheres = [&event.institution, &event.pharmacy]
            .into_iter()
            .map(|place| if place.name.is_empty() { &place.code } else { &place.name })
            .filter(|name| !name.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" / ");
        let cancelled = if event.cancelled { pick("（取消）", " (cancelled)") } else { "" };
        let line = format!(
            "{day}  {kind}  {days:>8}  {code:<13}  {}{cancelled}  {wheres}",
            event.drug.name
        );
        let _ = writeln!(text, "{}", render::printable(line.trim_end()));
    }
    let count = events.len();
    let _ = match language {
        Language::Japanese => writeln!(text, "{count} 件"),
        Language::English => writeln!(text, "events: {count}"),
    };
    text
}
