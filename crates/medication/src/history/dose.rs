//! 用量 in plain JSON, of a prescription and of a history.

use crate::{DosageCategory, DosePer, GivenDose};
use serde::{Deserialize, Serialize};
use shohosen_terms::Decimal;

/// 用量 as it is written in JSON. Amounts are texts or numbers of up to five decimal places; without
/// `per` that of 内服 is one of a day, that of 頓服 one of a time.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct DoseForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<DosePer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_factor: Option<Amount>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    potency: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    uneven: Vec<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times_a_day: Option<u8>,
}

/// An amount of up to five decimal places.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(try_from = "serde_json::Value", into = "String")]
struct Amount(Decimal);

impl TryFrom<serde_json::Value> for Amount {
    type Error = &'static str;

    fn try_from(value: serde_json::Value) -> Result<Self, Self::Error> {
        let text = match value {
            serde_json::Value::String(text) => text,
            serde_json::Value::Number(number) => number.to_string(),
            _ => return Err("an amount is a number"),
        };
        let parsed = Decimal::parse(&text).ok_or("an amount has at most five decimal places")?;
        Ok(Self(parsed.value))
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.0.to_string()
    }
}

impl DoseForm {
    /// The dose of a drug of this category.
    pub fn dose(self, category: DosageCategory) -> GivenDose {
        let usual = match category {
            DosageCategory::Oral => DosePer::Day,
            DosageCategory::AsNeeded => DosePer::Time,
            _ => DosePer::Unclear,
        };
        GivenDose {
            amount: self.amount.map(|amount| amount.0),
            per: self.per.unwrap_or(usual),
            unit_factor: self.unit_factor.map(|factor| factor.0),
            potency: self.potency,
            uneven: self.uneven.into_iter().map(|amount| amount.0).collect(),
            times_a_day: self.times_a_day,
        }
    }
}

impl From<&GivenDose> for DoseForm {
    fn from(dose: &GivenDose) -> Self {
        Self {
            amount: dose.amount.map(Amount),
            per: Some(dose.per),
            unit_factor: dose.unit_factor.map(Amount),
            potency: dose.potency,
            uneven: dose.uneven.iter().copied().map(Amount).collect(),
            times_a_day: dose.times_a_day,
        }
    }
}
