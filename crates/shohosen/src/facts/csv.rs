//! Facts of a patient as CSV: `kind,system,code,text,status,started_on,ended_on`.

use super::{FactsRead, FactsReadError, json};
use shohosen_medication::{
    Allergen, AllergyBearing, AllergyKind, AllergyRecord, Date, DiseaseRecord, csv_table,
};
use shohosen_report::{Account, Unread, UnreadReason};

const COLUMNS: [&str; 7] = ["kind", "system", "code", "text", "status", "started_on", "ended_on"];

pub(super) fn read(bytes: &[u8]) -> Result<FactsRead, FactsReadError> {
    let rows = csv_table(bytes).map_err(|error| FactsReadError::new(error.to_string()))?;
    let mut rows = rows.into_iter();
    let heading = rows.next().map(|(_, fields)| fields).unwrap_or_default();
    // Columns at the end may be left out; none may be in another place.
    let known = heading.len() >= 4
        && heading.iter().map(String::as_str).eq(COLUMNS.into_iter().take(heading.len()));
    if !known {
        return Err(FactsReadError::new(format!("the heading is {}", COLUMNS.join(","))));
    }
    let (mut allergies, mut diseases) = (Vec::new(), Vec::new());
    let mut parts = 1;
    for (line, fields) in rows {
        let wrong = |what: &str| FactsReadError::new(format!("line {line}: {what}"));
        if fields.len() != heading.len() {
            return Err(wrong(&format!("{} columns, expected {}", fields.len(), heading.len())));
        }
        let row = Row { line, fields: &fields };
        match row.field(0) {
            "allergy" => allergies.push(row.allergy(AllergyKind::Allergy)?),
            "side_effect" => allergies.push(row.allergy(AllergyKind::SideEffect)?),
            "other" => allergies.push(row.allergy(AllergyKind::Other)?),
            "disease" => diseases.push(row.disease()?),
            _ => return Err(wrong("the kind is allergy, side_effect, other or disease")),
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

    fn wrong(&self, what: &str) -> FactsReadError {
        FactsReadError::new(format!("line {}: {what}", self.line))
    }

    fn allergy(&self, kind: AllergyKind) -> Result<AllergyRecord, FactsReadError> {
        let bearing = match self.field(4) {
            "" | "active" => AllergyBearing::Compared,
            "past" => AllergyBearing::Past,
            "refuted" | "entered_in_error" => AllergyBearing::Withdrawn,
            "no_medicine" => AllergyBearing::NoMedicine,
            _ => {
                let words = "active, past, refuted, entered_in_error or no_medicine";
                return Err(self.wrong(&format!("the status of an allergy is {words}")));
            }
        };
        let (system, code) = (self.field(1), self.field(2));
        if system.is_empty() != code.is_empty() {
            return Err(self.wrong("system and code go together"));
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
            return Err(self.wrong("the system of a disease is disease, or empty"));
        }
        let (suspected, withdrawn) = match self.field(4) {
            "" | "active" => (false, false),
            "suspected" => (true, false),
            "refuted" | "entered_in_error" => (false, true),
            _ => {
                let words = "active, suspected, refuted or entered_in_error";
                return Err(self.wrong(&format!("the status of a disease is {words}")));
            }
        };
        let day = |place: usize| match self.field(place) {
            "" => Ok(None),
            text => Date::parse(text).map(Some).map_err(|_| self.wrong("a day is YYYY-MM-DD")),
        };
        Ok(DiseaseRecord {
            place: format!("line {}", self.line),
            code: json::code(self.field(2))
                .map_err(|()| self.wrong("the code of a disease has seven digits"))?,
            text: self.field(3).to_owned(),
            suspected,
            started_on: day(5)?,
            ended_on: day(6)?,
            withdrawn,
        })
    }
}
