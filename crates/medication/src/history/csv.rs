//! The plain CSV form of a history.

use super::{DoseForm, HistoryError, HistoryLimits};
use crate::master::{MasterLimits, csv_rows, decode_text};
use crate::{
    Date, EventKind, GivenCode, GivenDose, GivenDrug, Institution, MedicationEvent, UsageSupplement,
};
use serde::de::DeserializeOwned;
use shohosen_report::{Phrase, Words, json_problem};
use shohosen_terms::whole_number;
use std::borrow::Cow;

/// The headings that are known.
const HEADINGS: &[&str] = &[
    "kind",
    "code_system",
    "code",
    "name",
    "unit",
    "category",
    "item",
    "setting",
    "prescribed_on",
    "dispensed_on",
    "days",
    "bounds_days",
    "usage_supplement",
    "as_needed",
    "dose_amount",
    "dose_per",
    "prescription_id",
    "institution_code",
    "institution_name",
    "pharmacy_code",
    "pharmacy_name",
    "cancelled",
];

/// Reads CSV (UTF-8 or CP932) whose first line holds headings, in any order; `kind`,
/// `code_system` and `code` are needed. The words are those of
/// [`history_from_json`](super::history_from_json); `usage_supplement` is an eight-character
/// 用法補足 (`I1100000` 隔日); `dose_amount` an amount, `dose_per` `day`, `time` or `total`; `as_needed` and `cancelled` are `true`, `1` or empty.
///
/// ```
/// use shohosen_medication::{HistoryLimits, history_from_csv};
///
/// let csv = "kind,code_system,code,name,category,dispensed_on,days\n\
///            dispensed,receipt,610443048,マイスリー錠10mg,oral,20261115,14\n";
/// let events = history_from_csv(csv.as_bytes(), &HistoryLimits::default())?;
/// assert_eq!(events.len(), 1);
/// # Ok::<(), shohosen_medication::HistoryError>(())
/// ```
///
/// # Errors
/// If a heading is not known, a field does not hold what its heading says, or the limits are
/// exceeded.
pub fn history_from_csv(
    bytes: &[u8],
    limits: &HistoryLimits,
) -> Result<Vec<MedicationEvent>, HistoryError> {
    if bytes.len() > limits.bytes {
        return Err(HistoryError::Limit {
            what: Words::new("バイト数", "bytes"),
            limit: limits.bytes,
        });
    }
    let text = decode_text(bytes)?;
    let mut headings: Option<Vec<String>> = None;
    let mut events = Vec::new();
    let mut problem = None;
    // One row more than allowed for the headings.
    let table = MasterLimits { rows: limits.events.saturating_add(1), ..MasterLimits::default() };
    csv_rows(&text, &table, |line, fields| {
        if problem.is_some() {
            return Ok(());
        }
        let outcome = match &headings {
            None => read_headings(line, fields).map(|read| headings = Some(read)),
            Some(headings) => Row { line, headings, fields }.read().map(|event| events.push(event)),
        };
        problem = outcome.err();
        Ok(())
    })?;
    match problem {
        Some(problem) => Err(problem),
        None => Ok(events),
    }
}

fn read_headings(line: usize, fields: &[Cow<'_, str>]) -> Result<Vec<String>, HistoryError> {
    let row = |column: &str, problem: Phrase| HistoryError::Row {
        line,
        column: column.to_owned(),
        problem,
    };
    let headings: Vec<String> = fields.iter().map(|field| field.trim().to_owned()).collect();
    let unknown = |heading: &String| !HEADINGS.contains(&heading.as_str());
    if let Some(place) = headings.iter().position(unknown) {
        let heading = headings.get(place).map_or("", String::as_str);
        // Without its headings the first row is a patient's: only what could be a heading is shown.
        let like_one = |c: char| c.is_ascii_lowercase() || c == '_';
        let shown = heading.len() <= 32 && !heading.is_empty() && heading.chars().all(like_one);
        let column = if shown { heading.to_owned() } else { (place + 1).to_string() };
        let known = HEADINGS.join(", ");
        let problem = Phrase::new(
            format!("この名前の列はありません（使える列：{known}）"),
            format!("no such heading (known: {known})"),
        );
        return Err(row(&column, problem));
    }
    let twice = |heading: &&String| headings.iter().filter(|known| known == heading).count() > 1;
    if let Some(heading) = headings.iter().find(twice) {
        return Err(row(heading, words("同じ見出しが 2 つあります", "the heading is there twice")));
    }
    for needed in ["kind", "code_system", "code"] {
        if !headings.iter().any(|heading| heading == needed) {
            return Err(row(needed, words("この見出しがありません", "the heading is missing")));
        }
    }
    Ok(headings)
}

fn words(japanese: &'static str, english: &'static str) -> Phrase {
    Words::new(japanese, english).phrase()
}

/// Which of the two columns of a dose an error is about.
fn dose_column(error: &serde_json::Error) -> &'static str {
    if error.to_string().starts_with("unknown variant") { "dose_per" } else { "dose_amount" }
}

struct Row<'a> {
    line: usize,
    headings: &'a [String],
    fields: &'a [Cow<'a, str>],
}

impl Row<'_> {
    fn raw(&self, heading: &str) -> &str {
        let place = self.headings.iter().position(|known| known == heading);
        place.and_then(|place| self.fields.get(place)).map_or("", |field| field)
    }

    fn text(&self, heading: &str) -> &str {
        self.raw(heading).trim()
    }

    fn error(&self, heading: &str, problem: impl Into<Phrase>) -> HistoryError {
        HistoryError::Row { line: self.line, column: heading.to_owned(), problem: problem.into() }
    }

    fn word<T: DeserializeOwned>(&self, heading: &str) -> Result<Option<T>, HistoryError> {
        let text = self.text(heading);
        if text.is_empty() {
            return Ok(None);
        }
        let word = serde_json::Value::String(text.to_owned());
        serde_json::from_value(word)
            .map(Some)
            .map_err(|error| self.error(heading, json_problem(&error)))
    }

    fn date(&self, heading: &str) -> Result<Option<Date>, HistoryError> {
        let text = self.text(heading);
        let date = (!text.is_empty()).then(|| Date::parse(text)).transpose();
        date.map_err(|_| {
            self.error(
                heading,
                Words::new(
                    "日付（YYYYMMDD または YYYY-MM-DD）ではありません",
                    "not a date (YYYYMMDD or YYYY-MM-DD)",
                ),
            )
        })
    }

    fn number(&self, heading: &str) -> Result<Option<u16>, HistoryError> {
        // Not trimmed: where a blank stands there may have been a digit.
        let text = self.raw(heading);
        if text.is_empty() {
            return Ok(None);
        }
        let number = whole_number(text).and_then(|number| u16::try_from(number).ok());
        number.map(Some).ok_or_else(|| {
            self.error(
                heading,
                Words::new("0〜65535 の整数ではありません", "not a number from 0 to 65535"),
            )
        })
    }

    fn flag(&self, heading: &str) -> Result<bool, HistoryError> {
        match self.text(heading) {
            "true" | "1" => Ok(true),
            "false" | "0" | "" => Ok(false),
            _ => Err(self.error(
                heading,
                Words::new(
                    "true、1、false、0、空のいずれでもありません",
                    "none of true, 1, false, 0 and empty",
                ),
            )),
        }
    }

    /// The amount with what it is the amount of; as in JSON that of 内服 is one of a day unless it is
    /// said.
    fn dose(&self) -> Result<Option<GivenDose>, HistoryError> {
        let (amount, per) = (self.text("dose_amount"), self.text("dose_per"));
        if amount.is_empty() {
            return Ok(None);
        }
        let mut form = serde_json::Map::new();
        form.insert("amount".to_owned(), amount.into());
        if !per.is_empty() {
            form.insert("per".to_owned(), per.into());
        }
        let form: DoseForm = serde_json::from_value(form.into())
            .map_err(|error| self.error(dose_column(&error), json_problem(&error)))?;
        Ok(Some(form.dose(self.word("category")?.unwrap_or_default())))
    }

    fn institution(&self, code: &str, name: &str) -> Institution {
        Institution { code: self.text(code).to_owned(), name: self.text(name).to_owned() }
    }

    /// As many fields as headings, and none with a line end in it: otherwise fields stand under
    /// the wrong heading, or rows were swallowed by a quote.
    fn shape(&self) -> Result<(), HistoryError> {
        let (fields, headings) = (self.fields.len(), self.headings.len());
        if fields != headings {
            let problem = Phrase::new(
                format!("見出しが {headings} 列、この行は {fields} 列です"),
                format!("{fields} fields under {headings} headings"),
            );
            return Err(self.error("–", problem));
        }
        let control = |field: &&Cow<'_, str>| field.chars().any(char::is_control);
        match self.fields.iter().zip(self.headings).find(|(field, _)| control(field)) {
            Some((_, heading)) => Err(self.error(
                heading,
                Words::new("改行または制御文字が含まれています", "a line end or control character"),
            )),
            None => Ok(()),
        }
    }

    fn read(&self) -> Result<MedicationEvent, HistoryError> {
        self.shape()?;
        let kind: EventKind = self.word("kind")?.ok_or_else(|| {
            self.error(
                "kind",
                words(
                    "空です（prescribed または dispensed でなければなりません）",
                    "it is empty (expected: prescribed or dispensed)",
                ),
            )
        })?;
        let code = self.text("code");
        let drug = GivenDrug {
            codes: if code.is_empty() {
                Vec::new()
            } else {
                vec![GivenCode::of_word(self.text("code_system"), code)]
            },
            name: self.text("name").to_owned(),
            unit: self.text("unit").to_owned(),
        };
        let supplement = self.text("usage_supplement");
        let supplement =
            (!supplement.is_empty()).then(|| UsageSupplement::parse(supplement)).transpose();
        let supplement = supplement.map_err(|_| {
            self.error(
                "usage_supplement",
                Words::new(
                    "8 文字の用法補足コードではありません",
                    "not a usage supplement of eight characters",
                ),
            )
        })?;
        let id = self.text("prescription_id");
        Ok(MedicationEvent {
            category: self.word("category")?.unwrap_or_default(),
            item: self.word("item")?.unwrap_or_default(),
            setting: self.word("setting")?.unwrap_or_default(),
            prescribed_on: self.date("prescribed_on")?,
            dispensed_on: self.date("dispensed_on")?,
            days: self.number("days")?,
            bounds_days: self.number("bounds_days")?,
            pattern: supplement.and_then(UsageSupplement::pattern),
            as_needed: self.flag("as_needed")?,
            dose: self.dose()?.map(Box::new),
            prescription_id: (!id.is_empty()).then(|| id.to_owned()),
            institution: self.institution("institution_code", "institution_name"),
            pharmacy: self.institution("pharmacy_code", "pharmacy_name"),
            cancelled: self.flag("cancelled")?,
            ..MedicationEvent::new(kind, drug)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{IntakePattern, history_from_json, history_to_json};

    #[test]
    fn a_history_survives_the_way_through_json() {
        let csv = "kind,code_system,code,name,category,dispensed_on,days,usage_supplement,\
                   institution_code,as_needed,unit,dose_amount,dose_per\n\
                   dispensed,yj,2456001F1019,プレドニン錠5mg,oral,2026-11-12,7,I1100000,1312345678,,錠,1.5,\n\
                   prescribed,house,A-1,,,,,,,1,,2,time\n";
        let events = history_from_csv(csv.as_bytes(), &HistoryLimits::default()).unwrap();
        assert_eq!(events[0].pattern, Some(IntakePattern::Alternate { take: 1, rest: 1 }));
        assert!(events[1].as_needed);
        // As in JSON an amount of 内服 is one of a day.
        let dose = |event: &MedicationEvent| {
            let dose = event.dose.as_deref().unwrap();
            (dose.amount.unwrap().to_f64(), dose.per)
        };
        assert_eq!(dose(&events[0]), (1.5, crate::DosePer::Day));
        assert_eq!(dose(&events[1]), (2.0, crate::DosePer::Time));
        let json = history_to_json(&events);
        assert_eq!(history_from_json(json.as_bytes(), &HistoryLimits::default()).unwrap(), events);
    }

    #[test]
    fn misspelt_headings_and_fields_are_refused_with_their_place() {
        let read = |csv: &str| history_from_csv(csv.as_bytes(), &HistoryLimits::default());
        for (csv, place) in [
            ("kind,code_system,code,dispensed\n", "column dispensed:"),
            ("kind,code\n", "column code_system:"),
            ("kind,code_system,code,days\ndispensed,yj,x,many\n", "line 2, column days"),
            ("kind,code_system,code,dose_amount\ndispensed,yj,x,two\n", "column dose_amount"),
            ("kind,code_system,code\ntaken,yj,x\n", "line 2, column kind"),
        ] {
            let error = read(csv).unwrap_err().to_string();
            assert!(error.contains(place), "{error}");
        }
        let json = br#"[{"kind":"dispensed","dispensed_day":"2026-11-15"}]"#;
        let error = history_from_json(json, &HistoryLimits::default()).unwrap_err().to_string();
        assert!(error.contains("dispensed_day"), "{error}");
    }
}
