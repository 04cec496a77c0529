//! The plain JSON form of a history.

use super::{DoseForm, HistoryError, HistoryLimits};
use crate::{
    CareSetting, Date, DosageCategory, EventKind, GivenCode, GivenDrug, GivenPattern,
    HistorySource, Institution, IntakePattern, ItemKind, MedicationEvent, SplitPart,
};
use serde::{Deserialize, Deserializer, Serialize};
use shohosen_report::{Object, Phrase, Words};

/// One record. Fields that are not known here are refused: a misspelt date must not pass for a
/// missing one.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Form {
    kind: EventKind,
    #[serde(default)]
    source: HistorySource,
    #[serde(default)]
    codes: Vec<GivenCode>,
    #[serde(default)]
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    unit: String,
    #[serde(default)]
    setting: CareSetting,
    #[serde(default)]
    category: DosageCategory,
    #[serde(default)]
    item: ItemKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prescription_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prescribed_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dispensed_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    split: Option<SplitPart>,
    #[serde(default, deserialize_with = "pattern", skip_serializing_if = "Option::is_none")]
    pattern: Option<IntakePattern>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bounds_days: Option<u16>,
    #[serde(default)]
    as_needed: bool,
    #[serde(default, deserialize_with = "dose", skip_serializing_if = "Option::is_none")]
    dose: Option<DoseForm>,
    #[serde(default)]
    institution: Institution,
    #[serde(default)]
    pharmacy: Institution,
    #[serde(default)]
    cancelled: bool,
}

fn pattern<'de, D: Deserializer<'de>>(from: D) -> Result<Option<IntakePattern>, D::Error> {
    let given = Option::<GivenPattern>::deserialize(from)?;
    Ok(given.map(|GivenPattern(pattern)| pattern))
}

fn dose<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DoseForm>, D::Error> {
    Ok(Option::<Object<DoseForm>>::deserialize(from)?.map(|Object(dose)| dose))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrapped {
    #[serde(default)]
    schema_version: Option<u32>,
    events: Vec<Object<Form>>,
}

/// Reads `{ "schema_version": 1, "events": [ … ] }`, or the array alone. Dates are
/// `YYYY-MM-DD` or `YYYYMMDD`; `kind` is needed, everything else may be left out:
///
/// ```
/// use shohosen_medication::{HistoryLimits, history_from_json};
///
/// let events = history_from_json(
///     r#"[{ "kind": "dispensed", "dispensed_on": "2026-11-15", "days": 14, "category": "oral",
///           "codes": [{ "system": "receipt", "code": "610443048" }], "name": "マイスリー錠10mg",
///           "institution": { "code": "1312345678" } }]"#
///         .as_bytes(),
///     &HistoryLimits::default(),
/// )?;
/// assert_eq!(events[0].days, Some(14));
/// # Ok::<(), shohosen_medication::HistoryError>(())
/// ```
///
/// A code that is malformed or of an unknown system does not make the file unreadable: the check
/// reports the record as not checked.
///
/// # Errors
/// If the text is not such JSON, or exceeds the limits.
pub fn history_from_json(
    bytes: &[u8],
    limits: &HistoryLimits,
) -> Result<Vec<MedicationEvent>, HistoryError> {
    if bytes.len() > limits.bytes {
        return Err(HistoryError::Limit {
            what: Words::new("バイト数", "bytes"),
            limit: limits.bytes,
        });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Decided by the first character, so that an error says what is wrong inside.
    let bare = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    let forms: Vec<Object<Form>> = if bare {
        serde_json::from_slice(bytes)?
    } else {
        let file: Wrapped = serde_json::from_slice(bytes)?;
        if let Some(other) = file.schema_version.filter(|version| *version != 1) {
            return Err(HistoryError::Json(Phrase::new(
                format!("schema_version が {other} です（1 でなければなりません）"),
                format!("schema_version {other} is not known (expected: 1)"),
            )));
        }
        file.events
    };
    if forms.len() > limits.events {
        return Err(HistoryError::Limit {
            what: Words::new("記録の件数", "events"),
            limit: limits.events,
        });
    }
    Ok(forms.into_iter().map(|Object(form)| form.into()).collect())
}

/// The form that [`history_from_json`] reads.
pub fn history_to_json(events: &[MedicationEvent]) -> String {
    #[derive(Serialize)]
    struct Written {
        schema_version: u32,
        events: Vec<Form>,
    }
    let events = events.iter().map(Form::from).collect();
    serde_json::to_string(&Written { schema_version: 1, events }).unwrap_or_default()
}

impl From<Form> for MedicationEvent {
    fn from(form: Form) -> Self {
        Self {
            drug: GivenDrug { codes: form.codes, name: form.name, unit: form.unit },
            kind: form.kind,
            source: form.source,
            setting: form.setting,
            category: form.category,
            item: form.item,
            prescription_id: form.prescription_id,
            prescribed_on: form.prescribed_on,
            dispensed_on: form.dispensed_on,
            days: form.days,
            split: form.split,
            pattern: form.pattern,
            bounds_days: form.bounds_days,
            as_needed: form.as_needed,
            dose: form.dose.map(|dose| Box::new(dose.dose(form.category))),
            institution: form.institution,
            pharmacy: form.pharmacy,
            cancelled: form.cancelled,
        }
    }
}

impl From<&MedicationEvent> for Form {
    fn from(event: &MedicationEvent) -> Self {
        Self {
            kind: event.kind,
            source: event.source,
            codes: event.drug.codes.clone(),
            name: event.drug.name.clone(),
            unit: event.drug.unit.clone(),
            setting: event.setting,
            category: event.category,
            item: event.item,
            prescription_id: event.prescription_id.clone(),
            prescribed_on: event.prescribed_on,
            dispensed_on: event.dispensed_on,
            days: event.days,
            split: event.split,
            pattern: event.pattern,
            bounds_days: event.bounds_days,
            as_needed: event.as_needed,
            dose: event.dose.as_deref().map(DoseForm::from),
            institution: event.institution.clone(),
            pharmacy: event.pharmacy.clone(),
            cancelled: event.cancelled,
        }
    }
}
