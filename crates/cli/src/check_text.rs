//! The outcome of a check as text, for a pharmacist at the counter.

use crate::color;
use crate::render::printable;
use shohosen::check::{CheckOutcome, Shown};
use shohosen::medication::{
    CheckName, CheckState, GivenDrug, Hit, HitKind, MedicationEvent, NotChecked,
};
use shohosen::{Finding, Language, Severity, Value, Verdict};
use std::collections::HashSet;
use std::fmt::Write as _;

/// The conclusion; drug by drug what was found and which past medication it is about; what was
/// not checked and why. Two or three lines a finding: codes, clauses and every single record stand
/// in the verbose text, the JSON and the page.
pub fn outcome(name: &str, shown: &Shown<'_>, verbose: bool, language: Language) -> String {
    let mut text = Text { out: String::new(), shown, verbose, language, advised: HashSet::new() };
    // Writing to a string cannot fail.
    let _ = text.head(name);
    let _ = text.found();
    let _ = text.not_checked();
    let _ = text.checks();
    let audit = &shown.outcome.audit;
    let _ = writeln!(text.out, "\n{}", language.pick(audit.notice_ja, audit.notice_en));
    text.out
}

/// Text being written.
struct Text<'a> {
    out: String,
    shown: &'a Shown<'a>,
    verbose: bool,
    language: Language,
    /// Advice that was given: once is enough.
    advised: HashSet<String>,
}

/// Records of one drug that are shown, without and with the details.
const RECORDS: (usize, usize) = (1, 20);

impl Text<'_> {
    fn pick<'t>(&self, ja: &'t str, en: &'t str) -> &'t str {
        self.language.pick(ja, en)
    }

    fn head(&mut self, name: &str) -> std::fmt::Result {
        let outcome = self.shown.outcome;
        let (found, unchecked) = (outcome.decisive().count(), outcome.not_checked.len());
        let status = outcome.status();
        let word = color::verdict(
            match (found, unchecked) {
                (0, 0) => Verdict::Valid,
                (0, _) => Verdict::Indeterminate,
                _ => Verdict::Invalid,
            },
            self.pick(status.as_ja(), status.as_en()),
        );
        let items = self.shown.prescription.prescription.items.len();
        let events = self.shown.history.events().len();
        let (day, active) = (outcome.audit.reference_day, outcome.audit.events_active);
        match self.language {
            Language::Japanese => {
                writeln!(self.out, "{name}: {word}（指摘 {found} 件、未確認 {unchecked} 件）")?;
                writeln!(
                    self.out,
                    "  処方 {items} 品目 ／ 薬歴 {events} 件（うち服用中 {active} 件） ／ 基準日 {day}"
                )
            }
            Language::English => {
                writeln!(self.out, "{name}: {word} ({found} found, {unchecked} not checked)")?;
                writeln!(
                    self.out,
                    "  {items} drugs, {events} records ({active} being taken), reference day {day}"
                )
            }
        }
    }

    fn found(&mut self) -> std::fmt::Result {
        let least = if self.verbose { Severity::Passed } else { Severity::Info };
        let shown = self.shown;
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
            let named = own.iter().find_map(|finding| text_of(finding, "drug"));
            let drug = with_code(&item.drug, named.as_deref());
            writeln!(self.out, "\n{place}  {}", printable(&drug))?;
            told.insert(place);
            for finding in own {
                self.line(finding)?;
            }
            self.past(index)?;
        }
        let rest: Vec<_> = findings
            .into_iter()
            .filter(|f| f.location.as_deref().is_none_or(|place| !told.contains(place)))
            .collect();
        if !rest.is_empty() {
            let title = self.pick("全体", "As a whole");
            writeln!(self.out, "\n{title}")?;
        }
        rest.into_iter().try_for_each(|finding| self.line(finding))
    }

    fn line(&mut self, finding: &Finding) -> std::fmt::Result {
        let mark = match finding.severity {
            Severity::Error => "✗",
            Severity::Warning => "!",
            Severity::Info => "i",
            Severity::Passed => "✓",
        };
        write!(self.out, "  {mark} ")?;
        let of_item = finding.location.as_deref().is_some_and(|place| place.starts_with("RP"));
        if let Some(place) = finding.location.as_deref().filter(|_| !of_item) {
            write!(self.out, "{}: ", printable(place))?;
        }
        write!(self.out, "{}", printable(&finding.message(self.language)))?;
        match self.verbose {
            true => writeln!(self.out, "  [{}]", finding.code)?,
            false => writeln!(self.out)?,
        }
        let remedy = finding.remedy(self.language);
        let advise = !remedy.is_empty() && finding.severity >= Severity::Warning;
        if advise && (self.verbose || self.advised.insert(remedy.clone())) {
            writeln!(self.out, "    → {}", printable(&remedy))?;
        }
        Ok(())
    }

    /// The past medications that a drug was found to overlap with, a line each: what, until when,
    /// from where.
    fn past(&mut self, item: usize) -> std::fmt::Result {
        let mut seen = HashSet::new();
        let shown = self.shown;
        let mut hits: Vec<&Hit> = shown
            .outcome
            .hits
            .iter()
            .filter(|hit| hit.item == item && seen.insert((hit.event, hit.kind)))
            .collect();
        // The one that ends last first: until then it is being taken.
        hits.sort_by_key(|hit| (hit.kind, std::cmp::Reverse(hit.period.end), hit.event));
        let most = if self.verbose { RECORDS.1 } else { RECORDS.0 };
        let kinds: Vec<HitKind> = {
            let mut kinds: Vec<_> = hits.iter().map(|hit| hit.kind).collect();
            kinds.dedup();
            kinds
        };
        for kind in kinds {
            let of_kind = hits.iter().copied().filter(|hit| hit.kind == kind);
            let mut drugs = HashSet::new();
            // Of each past drug at least one record.
            let (first, more): (Vec<&Hit>, Vec<&Hit>) = of_kind.partition(|hit| {
                shown
                    .history
                    .events()
                    .get(hit.event)
                    .is_some_and(|event| drugs.insert(with_code(&event.drug, None)))
            });
            let extra = most.saturating_sub(first.len()).min(more.len());
            let known = self.only_past_drug(item, kind);
            for hit in first.iter().chain(more.iter().take(extra)) {
                self.record(hit, known.as_deref())?;
            }
            let left = more.len() - extra;
            if left > 0 {
                let note = match self.language {
                    Language::Japanese => format!("ほか {left} 件（--verbose ですべて表示）"),
                    Language::English => format!("and {left} more (all with --verbose)"),
                };
                writeln!(self.out, "      {note}")?;
            }
        }
        Ok(())
    }

    /// The name of the past drug, as the master has it, where all records are of one: for records
    /// without a name.
    fn only_past_drug(&self, item: usize, kind: HitKind) -> Option<String> {
        let place = self.shown.prescription.prescription.items.get(item)?.place();
        let object = match kind {
            HitKind::Duplicate | HitKind::OtherRoute => "medication.duplicate.",
            HitKind::Contraindication | HitKind::Washout => "medication.contraindication.",
        };
        let findings = self.shown.outcome.findings.iter().filter(|finding| {
            finding.location.as_deref() == Some(&place) && finding.code.id().starts_with(object)
        });
        let mut names = findings.filter_map(|finding| match finding.evidence.get("past_drugs") {
            Some(Value::List(names)) => Some(names),
            _ => None,
        });
        match names.next()?.as_slice() {
            [only] => Some(only.display(self.language)),
            _ => None,
        }
    }

    fn record(&mut self, hit: &Hit, known: Option<&str>) -> std::fmt::Result {
        let Some(event) = self.shown.history.events().get(hit.event) else { return Ok(()) };
        let kind = self.pick(hit.kind.as_ja(), hit.kind.as_en());
        let rule = self.pick(hit.period.rule.as_ja(), hit.period.rule.as_en());
        let (start, end) = (hit.period.start, hit.period.end);
        write!(self.out, "    ▸ {kind}: {} ", printable(&with_code(&event.drug, known)))?;
        let dispensed = event.dispensed_on.is_some();
        match self.language {
            Language::Japanese => {
                let from = if dispensed { "調剤" } else { "処方" };
                write!(self.out, "{start} {from} 〜 {end} まで（{rule}）")?;
            }
            Language::English => {
                let from = if dispensed { "dispensed" } else { "prescribed" };
                write!(self.out, "{from} {start}, until {end} ({rule})")?;
            }
        }
        let place = place(event);
        if !place.is_empty() {
            write!(self.out, " {}", printable(&place))?;
        }
        if let Some(file) = self.shown.history.file_of(hit.event) {
            write!(self.out, " [{}]", printable(&file.name))?;
        }
        writeln!(self.out)
    }

    fn not_checked(&mut self) -> std::fmt::Result {
        if self.shown.outcome.not_checked.is_empty() {
            return Ok(());
        }
        let title = self.pick("調べられなかったもの", "What was not checked");
        writeln!(self.out, "\n{title}")?;
        for entry in &self.shown.outcome.not_checked {
            let reason = self.pick(entry.reason.as_ja(), entry.reason.as_en());
            let what = printable(&what(entry, self.shown, self.language));
            let code = printable(&entry.code);
            let space = if code.is_empty() { "" } else { " " };
            writeln!(self.out, "  ? {what}{space}{code}: {reason}")?;
        }
        Ok(())
    }
}

impl Text<'_> {
    /// The list of checks: each by its name, what became of it, and on which tables it rests.
    fn checks(&mut self) -> std::fmt::Result {
        writeln!(self.out, "\n{}", self.pick("確認の一覧", "Checks"))?;
        let checks = &self.shown.outcome.checks;
        for name in CheckName::ALL {
            let row = checks.get(*name);
            let (state, title) = (row.state(), self.pick(name.as_ja(), name.as_en()));
            let mark = match state {
                CheckState::Done => "✓",
                CheckState::Partly => "?",
                CheckState::NotDone | CheckState::NotAsked => "–",
            };
            write!(self.out, "  {mark} {title}: {}", self.pick(state.as_ja(), state.as_en()))?;
            if let Some(reason) = row.reason() {
                write!(self.out, " — {}", self.pick(reason.as_ja(), reason.as_en()))?;
            }
            if !row.open().is_empty() {
                let count = row.open().len();
                match self.language {
                    Language::Japanese => write!(self.out, "（未確認 {count} 件）")?,
                    Language::English => write!(self.out, " ({count} not checked)")?,
                }
            }
            writeln!(self.out)?;
            if self.verbose {
                for table in row.tables() {
                    writeln!(self.out, "      {}", printable(table))?;
                }
            }
        }
        Ok(())
    }
}

fn place(event: &MedicationEvent) -> String {
    let names = [event.institution.name.as_str(), event.pharmacy.name.as_str()];
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    names.join(" → ")
}

/// The item, with the drug and, for a record of the history, the file where it may be shown.
fn what(entry: &NotChecked, shown: &Shown<'_>, language: Language) -> String {
    let item = item_in_words(&entry.item, language);
    let given = shown.outcome.audit.consent == "given";
    let event = CheckOutcome::event_of(entry).filter(|_| given);
    if let Some((index, event)) =
        event.and_then(|index| Some((index, shown.history.events().get(index)?)))
    {
        let file = shown.history.file_of(index).map_or("", |file| file.name.as_str());
        let day = event.dispensed_on.or(event.prescribed_on);
        let day = day.map_or_else(String::new, |day| format!(" {day}"));
        return format!("{item} ({file}){day} {}", event.drug.name);
    }
    let items = &shown.prescription.prescription.items;
    match items.iter().find(|known| known.place() == entry.item) {
        Some(known) if known.drug.name.is_empty() => {
            let of_drug = |finding: &&Finding| finding.location.as_deref() == Some(&entry.item);
            let mut own = shown.outcome.findings.iter().filter(of_drug);
            match own.find_map(|finding| text_of(finding, "drug")) {
                Some(name) if name != entry.code => format!("{item} {name}"),
                _ => item,
            }
        }
        Some(known) => format!("{item} {}", known.drug.name),
        None => item,
    }
}

/// Words of the list that are no names of files, in the language of the reader.
fn item_in_words(item: &str, language: Language) -> String {
    if language == Language::English {
        return item.to_owned();
    }
    match item {
        "master" => String::from("医薬品マスター"),
        "pairs" => String::from("併用禁忌の表"),
        "prescription" => String::from("処方箋"),
        "diseases" => String::from("傷病名"),
        _ if CheckName::from_word(item).is_some() => {
            CheckName::from_word(item).map_or("", CheckName::as_ja).to_owned()
        }
        _ => match item.strip_prefix("history ") {
            Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                format!("薬歴 {number} 件目")
            }
            _ => item.to_owned(),
        },
    }
}

/// The name of a drug with its code beside it; `known` where the record has no name.
fn with_code(drug: &GivenDrug, known: Option<&str>) -> String {
    let code = drug.codes.first().map(ToString::to_string).unwrap_or_default();
    let name = if drug.name.is_empty() { known.unwrap_or_default() } else { &drug.name };
    match (name.is_empty() || name == code, code.is_empty()) {
        (true, true) => String::from("–"),
        (true, false) => code,
        (false, true) => name.to_owned(),
        (false, false) => format!("{name}（{code}）"),
    }
}

fn text_of(finding: &Finding, key: &str) -> Option<String> {
    match finding.evidence.get(key) {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    }
}
