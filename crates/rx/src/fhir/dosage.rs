//! Dosage: usage, supplements, uneven and single doses, to FHIR and back.

use super::resources::{Coding, Concept, Dosage};
use super::systems::{self, BASIC_USAGE, SITE, USAGE_SUPPLEMENT};
use crate::prescription::{Supplement, UnevenDose, Usage};
use crate::{Date, Decimal, DosageForm};
use shohosen_terms::whole_number;

/// The dosage of a usage.
pub(super) fn of_usage(usage: &Usage, form: Option<DosageForm>) -> Dosage {
    let mut dosage = Dosage { text: usage.name.clone(), ..Dosage::default() };
    if let Some((code_type, code)) = &usage.code {
        let system = systems::usage_system(*code_type);
        dosage.timing.code = Concept::of(Coding::new(system, code, &usage.name), "");
    }
    if let Some(times) = usage.times_per_day.filter(|times| *times > 0) {
        dosage.timing.repeat.frequency = Some(times);
        dosage.timing.repeat.period = Some(serde_json::Number::from(1_u32));
        dosage.timing.repeat.period_unit = "d".into();
    }
    dosage.as_needed_boolean = form == Some(DosageForm::AsNeeded);
    let basic = match form {
        Some(DosageForm::Oral | DosageForm::AsNeeded | DosageForm::OralDrops) => ("1", "内服"),
        Some(DosageForm::External) => ("2", "外用"),
        Some(DosageForm::Injection) => ("3", "注射"),
        _ => return dosage,
    };
    dosage.method = Concept::of(Coding::new(BASIC_USAGE.name(), basic.0, basic.1), "");
    dosage
}

/// The usage of a dosage.
pub(super) fn usage(dosage: &Dosage) -> Usage {
    let coded = dosage.timing.code.coding.iter().find_map(|coding| {
        let code_type = systems::usage_code_type(&coding.system)?;
        Some((code_type, coding))
    });
    let display = coded.map_or("", |(_, coding)| coding.display.as_str());
    let named = [display, &dosage.timing.code.text, &dosage.text];
    let name = named.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    Usage {
        code: coded.map(|(code_type, coding)| (code_type, coding.code.clone())),
        name: name.to_owned(),
        times_per_day: times_per_day(dosage),
    }
}

/// How often a day: as the resource says it, or as the fourth character of the JAMI code does.
pub(super) fn times_per_day(dosage: &Dosage) -> Option<u32> {
    let repeat = &dosage.timing.repeat;
    let one = repeat.period.as_ref().and_then(serde_json::Number::as_f64) == Some(1.0);
    let daily = one && repeat.period_unit == "d";
    if let Some(frequency) = repeat.frequency.filter(|_| daily) {
        return Some(frequency);
    }
    let code = dosage.timing.code.coding.iter().find_map(|coding| {
        systems::usage_code_type(&coding.system).map(|_| coding.code.as_bytes())
    })?;
    match code.get(3)? {
        digit @ b'1'..=b'9' => Some(u32::from(digit - b'0')),
        letter @ b'A'..=b'C' => Some(u32::from(letter - b'A') + 10),
        _ => None,
    }
}

/// The form: as the category says it (`explicit`), else as needed, else by the usage code and
/// the basic usage.
pub(super) fn form(explicit: Option<DosageForm>, dosage: &Dosage) -> Option<DosageForm> {
    if explicit.is_some() {
        return explicit;
    }
    if dosage.as_needed_boolean || dosage.as_needed_codeable_concept != Concept::default() {
        return Some(DosageForm::AsNeeded);
    }
    let usage = dosage
        .timing
        .code
        .coding
        .iter()
        .find(|coding| systems::usage_code_type(&coding.system).is_some());
    let first = usage.and_then(|coding| coding.code.chars().next());
    let basic = dosage.method.code(&BASIC_USAGE).and_then(|code| code.chars().next());
    match first.or(basic)? {
        // The third character 5 is 頓用.
        '1' if usage.is_some_and(|coding| coding.code.get(2..3) == Some("5")) => {
            Some(DosageForm::AsNeeded)
        }
        '1' => Some(DosageForm::Oral),
        '2' => Some(DosageForm::External),
        '3' => Some(DosageForm::Injection),
        _ => None,
    }
}

/// A supplement as an additional instruction.
pub(super) fn instruction(supplement: &Supplement) -> Concept {
    let codes = [(&supplement.usage_code, &USAGE_SUPPLEMENT), (&supplement.site_code, &SITE)];
    let coding = codes.into_iter().filter_map(|(code, system)| {
        Some(Coding::new(system.name(), code.as_deref()?, &supplement.text))
    });
    Concept { coding: coding.collect(), text: supplement.text.clone() }
}

/// The supplements of a dosage, without the uneven doses.
pub(super) fn supplements(dosage: &Dosage) -> Vec<Supplement> {
    let mut found: Vec<Supplement> = dosage
        .additional_instruction
        .iter()
        .filter(|concept| uneven(concept).is_none())
        .map(supplement)
        .collect();
    if dosage.site != Concept::default() {
        found.push(supplement(&dosage.site));
    }
    found
}

/// 8 補足用法 and 9 部位 by their codes, anything else continues the usage (5).
fn supplement(concept: &Concept) -> Supplement {
    let usage_code = concept.code(&USAGE_SUPPLEMENT).map(str::to_owned);
    let site_code = concept.code(&SITE).map(str::to_owned);
    let kind = match (&usage_code, &site_code) {
        (Some(_), _) => "8",
        (None, Some(_)) => "9",
        (None, None) => "5",
    };
    let display = concept.coding.first().map_or("", |coding| coding.display.as_str());
    let text = if concept.text.is_empty() { display } else { &concept.text };
    Supplement { usage_code, site_code, ..Supplement::new(kind, text) }
}

/// An uneven dose as an additional instruction: `V`, its position, the amount, filled with `N`.
pub(super) fn uneven_instruction(index: usize, dose: &UnevenDose, unit: &str) -> Option<Concept> {
    let made = format!("V{}{}", index + 1, dose.amount);
    let code = dose.code.clone().unwrap_or_else(|| format!("{made:N<8}"));
    let text = format!("不均等・{}回目・{}{unit}", index + 1, dose.amount);
    // Five characters of an amount at most, and at least one N after it.
    (code.len() == 8 && made.len() < 8)
        .then(|| Concept::of(Coding::new(USAGE_SUPPLEMENT.name(), &code, &text), &text))
}

/// The uneven doses of a dosage, in the order of their positions; `None` where there is a hole.
pub(super) fn uneven_doses(dosage: &Dosage) -> Option<Vec<UnevenDose>> {
    let mut doses: Vec<_> = dosage.additional_instruction.iter().filter_map(uneven).collect();
    doses.sort_by_key(|(position, _)| *position);
    let in_order = doses.iter().enumerate().all(|(index, (position, _))| *position == index + 1);
    in_order.then(|| doses.into_iter().map(|(_, dose)| dose).collect())
}

fn uneven(concept: &Concept) -> Option<(usize, UnevenDose)> {
    let code = concept.code(&USAGE_SUPPLEMENT)?;
    let rest = code.strip_prefix('V')?;
    let (position, amount) = rest.split_at_checked(1)?;
    let position = usize::try_from(whole_number(position)?).ok()?;
    let amount = Decimal::parse(amount.trim_end_matches('N'))?.value;
    Some((position, UnevenDose { amount, code: Some(code.to_owned()) }))
}

/// Calendar days from the first use to the last. Of several dosages (a tapering dose) each has
/// its own, and whether they follow one another cannot be told.
pub(super) fn calendar_days(dosages: &[Dosage]) -> Option<u32> {
    let [only] = dosages else { return None };
    let repeat = &only.timing.repeat;
    repeat.bounds_duration.as_days().or_else(|| {
        let day = |text| shohosen_terms::DayInJapan::parse(text).map(|read| read.day.days());
        let days = day(&repeat.bounds_period.end)? - day(&repeat.bounds_period.start)?;
        u32::try_from(days.checked_add(1)?).ok().filter(|days| *days > 0)
    })
}

/// 服用開始日, where it is said apart from the day of the record.
pub(super) fn begins(dosage: &Dosage) -> Option<Date> {
    let found =
        dosage.extension.iter().find(|extension| extension.url == systems::PERIOD_OF_USE)?;
    shohosen_terms::DayInJapan::parse(&found.value_period.start).map(|read| read.day)
}

/// What a timing says beyond the usage code and the times a day: days of the week, periods other
/// than a day, events.
pub(super) fn other_timing(dosage: &Dosage) -> Option<String> {
    let repeat = &dosage.timing.repeat;
    let mut parts: Vec<String> = repeat.day_of_week.iter().chain(&repeat.when).cloned().collect();
    let daily = repeat.period.as_ref().is_none_or(|period| period.as_f64() == Some(1.0))
        && matches!(repeat.period_unit.as_str(), "" | "d");
    if !daily {
        let period = repeat.period.as_ref().map_or_else(String::new, ToString::to_string);
        parts.push(format!("{period} {}", repeat.period_unit));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}
