//! How to check, as a plain structure and as JSON.

use super::CheckDataError;
use crate::settings_json::{self, Null, SettingsKind};
use serde::Deserialize;
use serde::de::{Deserializer, Unexpected};
use shohosen_medication::{
    Asked, CheckName, CheckOptions, CheckWordError, Consent, Date, Institution, LastDay,
    OnlineFirstVisit, PerCheck, PeriodPolicy, RouteGranularity,
};

/// How to check a prescription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckSettings {
    /// Duplicates and contraindications.
    pub options: CheckOptions,
    /// Judge by the prescribing rules, which the national service does not check. On by default.
    pub prescribing_rules: bool,
    /// Look for codes, names and units that do not belong together. On by default.
    pub mapping: bool,
    /// The caller knows that there is no table of contraindicated pairs: that they were not checked
    /// is a finding (`medication.contraindication.no_table`), but does not make the outcome
    /// [`NotChecked`](super::CheckStatus::NotChecked). Off by default.
    pub without_pairs: bool,
    /// The caller knows that all documents are of one patient although name, sex or birth date
    /// differ (a name that was changed, a digit that was mistaken): they are used, and the findings
    /// say what differs. Off by default: a document of another patient is not used, and named as
    /// not checked.
    pub same_patient: bool,
    /// A master whose newest edition is more days older than the day of the check is said to be
    /// outdated (`medication.master.outdated`). 366 by default: the price list is revised every year.
    pub master_days: u16,
    /// The day on which it is presented at the pharmacy: its validity is judged.
    pub presented_on: Option<Date>,
    /// The previous dispensing of a refill: the window of the next one is judged by
    /// `presented_on`.
    pub previous_dispensing: Option<Date>,
    /// 特殊の事情 (長期の旅行等) is stated.
    pub special_circumstances: bool,
    /// A reason for more patches than allowed is stated.
    pub patch_reason: bool,
    /// It is the first visit, and online.
    pub online_first_visit: Option<OnlineFirstVisit>,
    /// Which checks are asked for, by name. Where nothing is said, each is carried out for which a
    /// table is given, and 併用注意 is off.
    pub checks: PerCheck<Asked>,
    /// Count the age on the first day of the month of the check, as claims are reviewed; else on the
    /// day itself.
    pub age_on_first_of_month: bool,
    /// Whether the patient's address is on the prescription, where the caller knows better.
    pub patient_address: Option<bool>,
    /// Whether the narcotics licence number is on it, where the caller knows better.
    pub narcotics_licence: Option<bool>,
}

/// One cycle of the price list.
const MASTER_DAYS: u16 = 366;

impl CheckSettings {
    /// The published rule, the prescribing rules and the mapping guard.
    pub fn new(check_day: Date, consent: Consent) -> Self {
        Self {
            options: CheckOptions::new(check_day, consent),
            prescribing_rules: true,
            mapping: true,
            without_pairs: false,
            same_patient: false,
            master_days: MASTER_DAYS,
            presented_on: None,
            previous_dispensing: None,
            special_circumstances: false,
            patch_reason: false,
            online_first_visit: None,
            checks: PerCheck::default(),
            age_on_first_of_month: false,
            patient_address: None,
            narcotics_licence: None,
        }
    }

    /// Asks for checks by their words: see [`PerCheck::from_words`].
    ///
    /// # Errors
    /// If a word names no check.
    pub fn ask<'w>(
        &mut self,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<(), CheckWordError> {
        self.checks = PerCheck::from_words(words)?;
        self.prescribing_rules &= self.checks.prescribing_rules != Asked::No;
        self.mapping &= self.checks.mapping != Asked::No;
        self.without_pairs |= self.checks.contraindications == Asked::No;
        Ok(())
    }

    /// Reads settings as one JSON object. `check_day` and `consent` are needed, everything else may
    /// be left out; names that are not known or appear twice are refused.
    ///
    /// ```
    /// use shohosen::check::CheckSettings;
    ///
    /// let settings = CheckSettings::from_json(br#"{
    ///     "check_day": "2026-11-22", "consent": "given",
    ///     "requester": { "code": "1341234567" }, "include_same_institution": false,
    ///     "route": "coarse", "flat_days": 14, "calendar_span": false, "last_day": "inclusive",
    ///     "within_prescription": false, "pairs_within_prescription": true,
    ///     "other_route": false, "washout": false,
    ///     "over_the_counter": false, "prescribing_rules": true, "mapping": true,
    ///     "without_pairs": false, "same_patient": false, "master_days": 366,
    ///     "presented_on": "2026-11-22", "previous_dispensing": null,
    ///     "special_circumstances": false, "patch_reason": false,
    ///     "online_first_visit": { "history_known": false },
    ///     "checks": ["doses", "days", "-many_drugs"], "age_on_first_of_month": false,
    ///     "patient_address": true, "narcotics_licence": null
    /// }"#)?;
    /// assert!(settings.presented_on.is_some());
    /// # Ok::<(), shohosen::check::CheckDataError>(())
    /// ```
    ///
    /// # Errors
    /// If the text is not such JSON.
    pub fn from_json(bytes: &[u8]) -> Result<Self, CheckDataError> {
        let form: Form = settings_json::read(bytes, Null::Absent, SettingsKind::Check)?;
        Ok(form.into())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(deserialize_with = "day")]
    check_day: Date,
    consent: ConsentWord,
    #[serde(default)]
    requester: Option<Institution>,
    #[serde(default)]
    include_same_institution: bool,
    #[serde(default)]
    route: RouteWord,
    #[serde(default)]
    flat_days: Option<u16>,
    #[serde(default)]
    calendar_span: bool,
    #[serde(default)]
    last_day: LastDayWord,
    #[serde(default)]
    within_prescription: bool,
    #[serde(default = "yes")]
    pairs_within_prescription: bool,
    #[serde(default)]
    other_route: bool,
    #[serde(default)]
    washout: bool,
    #[serde(default)]
    over_the_counter: bool,
    #[serde(default = "yes")]
    prescribing_rules: bool,
    #[serde(default = "yes")]
    mapping: bool,
    #[serde(default)]
    without_pairs: bool,
    #[serde(default)]
    same_patient: bool,
    #[serde(default)]
    master_days: Option<u16>,
    #[serde(default, deserialize_with = "optional_day")]
    presented_on: Option<Date>,
    #[serde(default, deserialize_with = "optional_day")]
    previous_dispensing: Option<Date>,
    #[serde(default)]
    special_circumstances: bool,
    #[serde(default)]
    patch_reason: bool,
    #[serde(default)]
    online_first_visit: Option<OnlineForm>,
    #[serde(default, deserialize_with = "checks")]
    checks: PerCheck<Asked>,
    #[serde(default)]
    age_on_first_of_month: bool,
    #[serde(default)]
    patient_address: Option<bool>,
    #[serde(default)]
    narcotics_licence: Option<bool>,
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    parsed(&String::deserialize(deserializer)?)
}

fn optional_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    Option::<String>::deserialize(deserializer)?.map(|text| parsed(&text)).transpose()
}

fn checks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PerCheck<Asked>, D::Error> {
    let words = Vec::<String>::deserialize(deserializer)?;
    let asked = PerCheck::from_words(words.iter().map(String::as_str));
    asked.map_err(|error| serde::de::Error::custom(format_args!("checks: {error}")))
}

/// Says which form a day has to have and quotes nothing of what stands there.
fn parsed<E: serde::de::Error>(text: &str) -> Result<Date, E> {
    Date::parse(text).map_err(|_| E::invalid_value(Unexpected::Str(""), &"\"YYYY-MM-DD\""))
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ConsentWord {
    None,
    Oral,
    Given,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RouteWord {
    #[default]
    Coarse,
    Form,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LastDayWord {
    #[default]
    Inclusive,
    Following,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnlineForm {
    history_known: bool,
}

impl From<Form> for CheckSettings {
    fn from(form: Form) -> Self {
        let consent = match form.consent {
            ConsentWord::None => Consent::None,
            ConsentWord::Oral => Consent::Oral,
            ConsentWord::Given => Consent::Given,
        };
        let usual = PeriodPolicy::default();
        let asked = |name: CheckName| *form.checks.get(name) != Asked::No;
        Self {
            options: CheckOptions {
                requester: form.requester,
                include_same_institution: form.include_same_institution,
                route_granularity: match form.route {
                    RouteWord::Coarse => RouteGranularity::Coarse,
                    RouteWord::Form => RouteGranularity::Form,
                },
                periods: PeriodPolicy {
                    flat_days: form.flat_days.unwrap_or(usual.flat_days),
                    calendar_span: form.calendar_span,
                    last_day: match form.last_day {
                        LastDayWord::Inclusive => LastDay::Inclusive,
                        LastDayWord::Following => LastDay::Following,
                    },
                },
                within_prescription: form.within_prescription,
                pairs_within_prescription: form.pairs_within_prescription,
                other_route: form.other_route,
                washout: form.washout,
                over_the_counter: form.over_the_counter,
                ..CheckOptions::new(form.check_day, consent)
            },
            prescribing_rules: form.prescribing_rules && asked(CheckName::PrescribingRules),
            mapping: form.mapping && asked(CheckName::Mapping),
            without_pairs: form.without_pairs || !asked(CheckName::Contraindications),
            age_on_first_of_month: form.age_on_first_of_month,
            same_patient: form.same_patient,
            master_days: form.master_days.unwrap_or(MASTER_DAYS),
            presented_on: form.presented_on,
            previous_dispensing: form.previous_dispensing,
            special_circumstances: form.special_circumstances,
            patch_reason: form.patch_reason,
            online_first_visit: form
                .online_first_visit
                .map(|form| OnlineFirstVisit { history_known: form.history_known }),
            checks: form.checks,
            patient_address: form.patient_address,
            narcotics_licence: form.narcotics_licence,
        }
    }
}
