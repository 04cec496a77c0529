//! A request as JSON, for callers of other languages.

use super::request::{Request, SystemList};
use serde::Deserialize;
use shohosen::medication::CareSetting;

/// A request as JSON: `{"request": "prescription", "patient": "00110", "invoice": "372"}`. `request` is
/// `prescription` and `notebook` (with `outside` and `push`), `visits` (`month`, `months`), `treatment`
/// (`day`, `department`, `invoice`), `diseases` (`month`), `departments`, `doctors` or `institution`.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestForm {
    request: Name,
    #[serde(default)]
    patient: String,
    #[serde(default)]
    invoice: String,
    #[serde(default)]
    month: String,
    #[serde(default)]
    months: u8,
    #[serde(default)]
    day: String,
    #[serde(default)]
    department: String,
    #[serde(default)]
    outside: Option<bool>,
    #[serde(default)]
    push: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Name {
    Prescription,
    Notebook,
    Visits,
    Treatment,
    Diseases,
    Departments,
    Doctors,
    Institution,
}

impl std::fmt::Debug for RequestForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RequestForm").finish_non_exhaustive()
    }
}

impl RequestForm {
    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with it, without the values that stand there.
    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(json).map_err(|error| shohosen::without_values(&error))
    }

    /// The request.
    pub fn request(&self) -> Request<'_> {
        let setting = match self.outside {
            Some(false) => CareSetting::InHouseOutpatient,
            Some(true) | None => CareSetting::default(),
        };
        let (patient, invoice, push) = (self.patient.as_str(), self.invoice.as_str(), self.push);
        let month = self.month.as_str();
        match self.request {
            Name::Prescription => Request::Prescription { patient, invoice, setting, push },
            Name::Notebook => Request::Notebook { patient, invoice, setting, push },
            Name::Visits => Request::Visits { patient, month, months: self.months },
            Name::Treatment => {
                let (day, department) = (self.day.as_str(), self.department.as_str());
                Request::Treatment { patient, day, department, invoice }
            }
            Name::Diseases => Request::Diseases { patient, month },
            Name::Departments => Request::System { list: SystemList::Departments },
            Name::Doctors => Request::System { list: SystemList::Doctors },
            Name::Institution => Request::System { list: SystemList::Institution },
        }
    }
}
