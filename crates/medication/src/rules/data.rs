//! The thresholds of the prescribing rules: dated data, not code.

use crate::{Date, Route};
use serde::{Deserialize, Deserializer};
use std::collections::HashMap;

/// Prescribing rules that the national service does *not* check: limits of days, validity, refill,
/// patches, online first visits. Each threshold may have a first and a last day; the day of the
/// prescription decides which applies.
///
/// The data that comes with the crate is [`builtin`](Self::builtin); the notices change, so keep
/// your own copy of `data/rules.json` current and load it with [`from_json`](Self::from_json).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrescribingRules {
    schema_version: u32,
    /// Where the thresholds come from.
    pub source: String,
    /// Their edition.
    pub edition: String,
    pub(super) day_limits: Vec<Dated<DayLimit>>,
    pub(super) controlled_days: Vec<Dated<Days>>,
    pub(super) new_drug_days: Vec<Dated<NewDrugDays>>,
    pub(super) special_circumstances_days: Vec<Dated<Days>>,
    pub(super) validity_days: Vec<Dated<Days>>,
    pub(super) refill: Vec<Dated<RefillRule>>,
    pub(super) patches: Vec<Dated<PatchRule>>,
    pub(super) online_first_visit: Vec<Dated<OnlineRule>>,
    pub(super) many_drugs: Vec<Dated<ManyDrugs>>,
    #[serde(default)]
    psychotropics: Vec<Dated<Psychotropics>>,
    /// Limits by seven-digit code, as places in `day_limits`.
    #[serde(skip)]
    pub(super) limits_by_code: HashMap<u32, Vec<usize>>,
}

/// A threshold with the days between which it holds.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Dated<T> {
    #[serde(default)]
    from: Option<Date>,
    #[serde(default)]
    until: Option<Date>,
    #[serde(flatten)]
    pub(super) rule: T,
}

impl<T> Dated<T> {
    /// The day from which it holds, where it is known.
    pub(super) const fn begins(&self) -> Option<Date> {
        self.from
    }

    pub(super) fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The first that holds on a day.
pub(super) fn on<T>(rules: &[Dated<T>], day: Date) -> Option<&T> {
    rules.iter().find(|dated| dated.holds_on(day)).map(|dated| &dated.rule)
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct DayLimit {
    pub(super) days: u16,
    #[serde(deserialize_with = "route")]
    pub(super) route: Route,
    drugs: Vec<LimitedDrug>,
}

#[derive(Clone, Debug, Deserialize)]
struct LimitedDrug {
    /// For the reader of the data; the codes decide.
    #[serde(rename = "ingredient")]
    _ingredient: String,
    codes: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Days {
    pub(super) days: u16,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct NewDrugDays {
    pub(super) days: u16,
    /// Beginnings of price-list codes that the Minister has exempted.
    pub(super) exempt_codes: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct RefillRule {
    pub(super) uses: u8,
    pub(super) days_before: u16,
    pub(super) days_after: u16,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct PatchRule {
    pub(super) sheets: u32,
    pub(super) code_beginnings: Vec<String>,
    pub(super) form_letter: char,
    pub(super) unit: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct OnlineRule {
    pub(super) days_without_history: u16,
    /// Beginnings of price-list codes of 薬剤管理指導料「1」 drugs. The masters do not say them.
    pub(super) high_risk_codes: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct ManyDrugs {
    pub(super) group: String,
    pub(super) drugs: usize,
    pub(super) code_beginnings: Vec<String>,
    #[serde(default, deserialize_with = "some_route")]
    pub(super) route: Option<Route>,
    /// Where the threshold is published.
    #[serde(default)]
    pub(super) source: String,
}

/// 向精神薬多剤投与: so many kinds of drugs of these classes together.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Psychotropics {
    /// Classes of the user's table; which drugs belong to them no public table says.
    pub(crate) classes: Vec<String>,
    /// From so many kinds on.
    pub(crate) kinds: usize,
    /// Where the threshold is published.
    pub(crate) source: String,
}

fn route<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Route, D::Error> {
    let word = String::deserialize(deserializer)?;
    Route::from_word(&word).ok_or_else(|| serde::de::Error::custom("no such route"))
}

fn some_route<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Route>, D::Error> {
    route(deserializer).map(Some)
}

impl PrescribingRules {
    /// The data that comes with the crate.
    pub fn builtin() -> Self {
        // A test reads it, so that the error cannot occur.
        Self::from_json(include_bytes!("../../data/rules.json")).unwrap_or_else(|_| Self::none())
    }

    /// Reads rules in the form of `data/rules.json`.
    ///
    /// # Errors
    /// If the bytes are not of that form.
    pub fn from_json(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let mut rules: Self = serde_json::from_slice(bytes)?;
        if rules.schema_version != 1 {
            return Err(serde::de::Error::custom("schema_version is not 1"));
        }
        for (place, limit) in rules.day_limits.iter().enumerate() {
            for code in limit.rule.drugs.iter().flat_map(|drug| &drug.codes) {
                let prefix = code.parse().ok().filter(|_| code.len() == 7);
                let prefix = prefix.ok_or_else(|| {
                    serde::de::Error::custom(format_args!("{code:?} is no seven-digit code"))
                })?;
                rules.limits_by_code.entry(prefix).or_default().push(place);
            }
        }
        Ok(rules)
    }

    /// The rules on the number of psychotropics of a day, each with the day from which it holds.
    pub(crate) fn psychotropics_on(
        &self,
        day: Date,
    ) -> impl Iterator<Item = (Option<Date>, &Psychotropics)> {
        let of_day = self.psychotropics.iter().filter(move |dated| dated.holds_on(day));
        of_day.map(|dated| (dated.from, &dated.rule))
    }

    fn none() -> Self {
        Self {
            schema_version: 1,
            source: String::new(),
            edition: String::new(),
            day_limits: Vec::new(),
            controlled_days: Vec::new(),
            new_drug_days: Vec::new(),
            special_circumstances_days: Vec::new(),
            validity_days: Vec::new(),
            refill: Vec::new(),
            patches: Vec::new(),
            online_first_visit: Vec::new(),
            many_drugs: Vec::new(),
            psychotropics: Vec::new(),
            limits_by_code: HashMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_that_come_with_the_crate_are_readable_and_dated() {
        let rules = PrescribingRules::from_json(include_bytes!("../../data/rules.json")).unwrap();
        let sheets = |day: &str| on(&rules.patches, Date::parse(day).unwrap()).map(|r| r.sheets);
        assert_eq!(sheets("2022-03-31"), Some(70));
        assert_eq!(sheets("2022-04-01"), Some(63));
        assert_eq!(sheets("2016-03-31"), None);
        assert!(rules.limits_by_code.len() > 40);
        assert!(PrescribingRules::from_json(b"{}").is_err());
    }
}
