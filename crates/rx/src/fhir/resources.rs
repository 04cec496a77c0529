//! The few FHIR resources that are needed, with the few elements that are.

use super::systems;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};
use shohosen_terms::QuantityUnit;

/// Writes structures whose empty elements are left out, and that read what they know.
macro_rules! elements {
    ($($(#[$doc:meta])* $name:ident { $($element:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub(super) struct $name {
            $(
                #[serde(skip_serializing_if = "is_empty")]
                pub(super) $element: $type,
            )*
        }
    )*};
}

/// Whether an element says nothing.
fn is_empty<T: Default + PartialEq>(element: &T) -> bool {
    *element == T::default()
}

elements! {
    Bundle { id: String, meta: Meta, r#type: String, entry: Vec<Entry>, }
    Entry { full_url: String, resource: Option<Resource>, }
    Meta { profile: Vec<String>, }
    Coding { system: String, code: String, display: String, }
    Concept { coding: Vec<Coding>, text: String, }
    Identifier { system: String, value: String, }
    Reference { reference: String, display: String, }
    Quantity { value: Option<Number>, comparator: String, unit: String, system: String, code: String, }
    Ratio { numerator: Quantity, denominator: Quantity, }
    Period { start: String, end: String, }
    Annotation { text: String, }
    Extension {
        url: String, value_code: String, value_integer: Option<i64>, value_duration: Quantity,
        value_period: Period, value_identifier: Identifier,
    }
    HumanName { extension: Vec<Extension>, r#use: String, text: String, }
    ContactPoint { system: String, value: String, }
    Address { text: String, postal_code: String, }
    Repeat {
        bounds_duration: Quantity, bounds_period: Period, frequency: Option<u32>, period: Option<Number>, period_unit: String,
        day_of_week: Vec<String>, when: Vec<String>,
    }
    Timing { repeat: Repeat, code: Concept, }
    DoseAndRate { r#type: Concept, dose_quantity: Quantity, rate_ratio: Ratio, }
    Dosage {
        extension: Vec<Extension>, text: String, additional_instruction: Vec<Concept>,
        timing: Timing, as_needed_boolean: bool,
        as_needed_codeable_concept: Concept, modifier_extension: Vec<Value>, site: Concept, method: Concept,
        dose_and_rate: Vec<DoseAndRate>,
    }
    DispenseRequest {
        extension: Vec<Extension>, validity_period: Period, number_of_repeats_allowed: Option<u32>,
        quantity: Quantity, expected_supply_duration: Quantity,
    }
    Substitution { allowed_codeable_concept: Concept, }
    Performer { actor: Reference, }
    /// A Patient, Practitioner or Organization.
    Party {
        id: String, extension: Vec<Extension>, identifier: Vec<Identifier>,
        name: Vec<HumanName>, telecom: Vec<ContactPoint>, gender: String, birth_date: String,
        address: Vec<Address>,
    }
    /// Who acts for which organization, in which field.
    PractitionerRole {
        id: String, practitioner: Reference, organization: Reference, specialty: Vec<Concept>,
    }
    Organization {
        id: String, extension: Vec<Extension>, identifier: Vec<Identifier>, r#type: Vec<Concept>,
        name: String, telecom: Vec<ContactPoint>, address: Vec<Address>,
    }
    MedicationRequest {
        id: String, modifier_extension: Vec<Value>, do_not_perform: bool, meta: Meta, identifier: Vec<Identifier>, status: String, intent: String,
        category: Vec<Concept>, medication_codeable_concept: Concept, subject: Reference,
        authored_on: String, requester: Reference, note: Vec<Annotation>,
        dosage_instruction: Vec<Dosage>, dispense_request: DispenseRequest,
        substitution: Substitution,
    }
    MedicationDispense {
        id: String, contained: Vec<Value>, modifier_extension: Vec<Value>, meta: Meta, identifier: Vec<Identifier>, status: String, category: Concept,
        medication_codeable_concept: Concept, subject: Reference, performer: Vec<Performer>,
        authorizing_prescription: Vec<Reference>, quantity: Quantity, days_supply: Quantity, when_prepared: String, when_handed_over: String,
        note: Vec<Annotation>, dosage_instruction: Vec<Dosage>,
    }
}

/// A resource by its type; others are skipped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "resourceType")]
pub(super) enum Resource {
    Patient(Box<Party>),
    Practitioner(Box<Party>),
    PractitionerRole(Box<PractitionerRole>),
    Organization(Box<Organization>),
    MedicationRequest(Box<MedicationRequest>),
    MedicationDispense(Box<MedicationDispense>),
    Bundle(Box<Bundle>),
    #[serde(other)]
    Other,
}

impl Coding {
    pub(super) fn new(system: &str, code: &str, display: &str) -> Self {
        Self { system: system.into(), code: code.into(), display: display.into() }
    }
}

impl Concept {
    pub(super) fn of(coding: Coding, text: &str) -> Self {
        Self { coding: vec![coding], text: text.into() }
    }

    /// The first code of a system.
    pub(super) fn code(&self, system: &systems::System) -> Option<&str> {
        let coding = self.coding.iter().find(|coding| system.is(&coding.system))?;
        Some(coding.code.as_str()).filter(|code| !code.is_empty())
    }
}

impl Quantity {
    pub(super) fn of(value: crate::Decimal, unit: &str) -> Self {
        Self { value: number(value), unit: unit.into(), ..Self::default() }
    }

    /// So many days.
    pub(super) fn days(count: u32) -> Self {
        Self {
            value: Some(Number::from(count)),
            comparator: String::new(),
            unit: "日".into(),
            system: systems::UCUM.into(),
            code: "d".into(),
        }
    }

    pub(super) fn decimal(&self) -> Option<crate::Decimal> {
        crate::Decimal::from_f64(self.value.as_ref()?.as_f64()?)
    }

    /// A whole number of days: by the code of UCUM, where the system says that it is one, else by the
    /// words of the unit. A code without a system is nobody's (FHIR R4, invariant qty-3), and words
    /// for weeks and months are never multiplied. Where code and words say different things, where
    /// there is neither, and where the value is a bound only (`<`, `>=`) nobody knows how many days
    /// are meant.
    pub(super) fn as_days(&self) -> Option<u32> {
        let is_ucum = matches!(self.system.as_str(), systems::UCUM | systems::UCUM_OID);
        if !self.comparator.is_empty() || !is_ucum && !self.system.is_empty() {
            return None;
        }
        // A month has no fixed number of days.
        let code = match self.code.as_str() {
            "" => None,
            "d" => Some(1_u32),
            "wk" => Some(7),
            _ => return None,
        };
        let words = match self.unit.trim() {
            "" => None,
            words => Some(days_of_unit(words)?),
        };
        let days = match (code, words) {
            (Some(code), Some(words)) if code != words => return None,
            (Some(days), _) if is_ucum => days,
            (_, Some(1)) => 1,
            _ => return None,
        };
        let days = self.value.as_ref()?.as_f64()? * f64::from(days);
        (days.fract() == 0.0 && (0.0..1_000_000.0).contains(&days)).then_some(days as u32)
    }

    /// Whether it says anything, and no number of days.
    pub(super) fn is_unclear(&self) -> bool {
        *self != Self::default() && self.as_days().is_none()
    }
}

/// The days of a unit in words.
fn days_of_unit(words: &str) -> Option<u32> {
    match (QuantityUnit::from_text(words), words) {
        (Some(QuantityUnit::Days), _) | (_, "日間" | "d" | "day" | "days") => Some(1),
        (Some(QuantityUnit::Weeks), _) | (_, "wk" | "week" | "weeks") => Some(7),
        _ => None,
    }
}

/// Whole amounts are written without a decimal point.
fn number(value: crate::Decimal) -> Option<Number> {
    let text = value.to_string();
    text.parse::<u32>().map(Number::from).ok().or_else(|| Number::from_f64(value.to_f64()))
}
