//! Facts of a patient as CSV: `kind,system,code,text,status,started_on,ended_on`.

use super::{FactsRead, FactsReadError, json};
use shohosen_medication::{
    Allergen, AllergyBearing, AllergyKind, AllergyRecord, Date, DiseaseRecord, csv_table,
};
use shohosen_report::{Account, Phrase, Unread, UnreadReason, Words};

const COLUMNS: [&str; 7] = ["kind", "system", "code", "text", "status", "started_on", "ended_on"];

const KINDS: Words = Words::new(
    "allergy、side_effect、other、disease のいずれかでなければなりません",
    "expected: allergy, side_effect, other or disease",
);
const ALLERGY_STATES: Words = Words::new(
    "active、past、refuted、entered_in_error、no_medicine のいずれか、または空でなければなりません",
    "expected of an allergy: active, past, refuted, entered_in_error, no_medicine, or nothing",
);
const DISEASE_STATES: Words = Words::new(
    "active、suspected、refuted、entered_in_error のいずれか、または空でなければなりません",
    "expected of a disease: active, suspected, refuted, entered_in_error, or nothing",
);
const TOGETHER: Words = Words::new(
    "system と code は、両方に値を入れるか、両方とも空にしてください",
    "system and code go together",
);
const DISEASE_SYSTEM: Words = Words::new(
    "disease の行では disease または空でなければなりません",
    "expected of a disease: disease, or nothing",
);
const DISEASE_CODE: Words = Words::new(
    "7 桁の傷病名コードでなければなりません",
    "expected: a disease code of seven digits",
);
const DAY: Words = Words::new(
    "日付（YYYY-MM-DD または YYYYMMDD）でなければなりません",
    "expected: a day (YYYY-MM-DD or YYYYMMDD)",
);

pub(super) fn read(bytes: &[u8]) -> Result<FactsRead, FactsReadError> {
    let rows = csv_table(bytes).map_err(|error| FactsReadError::new(error.phrase()))?;
    let mut rows = rows.into_iter();
    let heading = rows.next().map(|(_, fields)| fields).unwrap_or_default();
    // Columns at the end may be left out; none may be in another place.
    let known = heading.len() >= 4
        && heading.iter().map(String::as_str).eq(COLUMNS.into_iter().take(heading.len()));
    if !known {
        return Err(FactsReadError::new(Phrase::new(
            format!("見出し行は {} でなければなりません", COLUMNS.join(",")),
            format!("the heading is {}", COLUMNS.join(",")),
        )));
    }
    let (mut allergies, mut diseases) = (Vec::new(), Vec::new());
    let mut parts = 1;
    for (line, fields) in rows {
        if fields.len() != heading.len() {
            let (actual, expected) = (fields.len(), heading.len());
            return Err(FactsReadError::new(Phrase::new(
                format!("{line} 行目は {actual} 列です（{expected} 列でなければなりません）"),
                format!("line {line}: {actual} columns, expected {expected}"),
            )));
        }
        let row = Row { line, fields: &fields };
        match row.field(0) {
            "allergy" => allergies.push(row.allergy(AllergyKind::Allergy)?),
            "side_effect" => allergies.push(row.allergy(AllergyKind::SideEffect)?),
            "other" => allergies.push(row.allergy(AllergyKind::Other)?),
            "disease" => diseases.push(row.disease()?),
            _ => return Err(row.wrong("kind", KINDS)),
        }
        parts += 1;
    }
    let mut account = Account::whole(parts);
    // Without its line end the last line may have been cut, and lines after it lost.
    if !bytes.ends_with(b"\n") {
        account.missing(Unread::new(format!("line {parts}"), UnreadReason::Incomplete));
    }
    let mut read = FactsRead::new(account);
    read.allergies = (!allergies.is_empty()).then_some(allergies);
    read.diseases = (!diseases.is_empty()).then_some(diseases);
    Ok(read)
}

struct Row<'a> {
    line: usize,
    fields: &'a [String],
}

impl Row<'_> {
    fn field(&self, place: usize) -> &str {
        self.fields.get(place).map_or("", |field| field.trim())
    }

    /// What a column may hold, where it holds something else.
    fn wrong(&self, column: &str, expected: Words) -> FactsReadError {
        let line = self.line;
        FactsReadError::new(expected.after(
            format_args!("{line} 行目の {column} 列"),
            format_args!("line {line}, column {column}"),
        ))
    }

    fn allergy(&self, kind: AllergyKind) -> Result<AllergyRecord, FactsReadError> {
        let bearing = match self.field(4) {
            "" | "active" => AllergyBearing::Compared,
            "past" => AllergyBearing::Past,
            "refuted" | "entered_in_error" => AllergyBearing::Withdrawn,
            "no_medicine" => AllergyBearing::NoMedicine,
            _ => return Err(self.wrong("status", ALLERGY_STATES)),
        };
        let (system, code) = (self.field(1), self.field(2));
        if system.is_empty() != code.is_empty() {
            return Err(self.wrong("code", TOGETHER));
        }
        let codes = (!code.is_empty()).then(|| Allergen::of_word(system, code));
        Ok(AllergyRecord {
            place: format!("line {}", self.line),
            kind,
            codes: codes.into_iter().collect(),
            text: self.field(3).to_owned(),
            bearing,
        })
    }

    fn disease(&self) -> Result<DiseaseRecord, FactsReadError> {
        if !matches!(self.field(1), "" | "disease") {
            return Err(self.wrong("system", DISEASE_SYSTEM));
        }
        let (suspected, withdrawn) = match self.field(4) {
            "" | "active" => (false, false),
            "suspected" => (true, false),
            "refuted" | "entered_in_error" => (false, true),
            _ => return Err(self.wrong("status", DISEASE_STATES)),
        };
        let day = |place: usize| match self.field(place) {
            "" => Ok(None),
            text => {
                let column = COLUMNS.get(place).copied().unwrap_or_default();
                Date::parse(text).map(Some).map_err(|_| self.wrong(column, DAY))
            }
        };
        Ok(DiseaseRecord {
            place: format!("line {}", self.line),
            code: json::code(self.field(2)).map_err(|()| self.wrong("code", DISEASE_CODE))?,
            text: self.field(3).to_owned(),
            suspected,
            started_on: day(5)?,
            ended_on: day(6)?,
            withdrawn,
        })
    }
}
