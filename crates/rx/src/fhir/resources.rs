//! The few FHIR resources that are needed, with the few elements that are.

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

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
        bounds_duration: Quantity, frequency: Option<u32>, period: Option<Number>, period_unit: String,
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
        id: String, modifier_extension: Vec<Value>, meta: Meta, identifier: Vec<Identifier>, status: String, category: Concept,
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
    pub(super) fn code(&self, system: &super::systems::System) -> Option<&str> {
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
            system: super::systems::UCUM.into(),
            code: "d".into(),
        }
    }

    pub(super) fn decimal(&self) -> Option<crate::Decimal> {
        crate::Decimal::from_f64(self.value.as_ref()?.as_f64()?)
    }

    /// A whole number of days, by the code of UCUM and the words of the unit. Where they say
    /// different things, where there is neither, and where the value is a bound only (`<`, `>=`)
    /// nobody knows how many days are meant.
    pub(super) fn as_days(&self) -> Option<u32> {
        let of_ucum = matches!(self.system.as_str(), "" | super::systems::UCUM)
            || self.system == super::systems::UCUM_OID;
        if !self.comparator.is_empty() || !of_ucum {
            return None;
        }
        // A month has no fixed number of days.
        let by_code = match self.code.as_str() {
            "" => None,
            "d" => Some(1.0),
            "wk" => Some(7.0),
            _ => return None,
        };
        let by_words = match self.unit.trim() {
            "" => None,
            "日" | "日分" | "日間" | "d" | "day" | "days" => Some(1.0),
            "週" | "週分" | "週間" | "週間分" | "wk" | "week" | "weeks" => Some(7.0),
            _ => return None,
        };
        if by_code.is_some() && by_words.is_some() && by_code != by_words {
            return None;
        }
        let days = self.value.as_ref()?.as_f64()? * by_code.or(by_words)?;
        (days.fract() == 0.0 && (0.0..1_000_000.0).contains(&days)).then_some(days as u32)
    }
}

/// Whole amounts are written without a decimal point.
fn number(value: crate::Decimal) -> Option<Number> {
    let text = value.to_string();
    text.parse::<u32>().map(Number::from).ok().or_else(|| Number::from_f64(value.to_f64()))
}
