//! How to check. The default is the published rule; every extension is off unless asked for.

use crate::{Date, Institution, PeriodPolicy, Prescription};

/// The patient's consent to showing what others prescribed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Consent {
    /// None: only the fact of a duplicate or contraindication is shown.
    None,
    /// 口頭等同意, taken after a hit: the causing drug is shown, nothing else of it. The chart
    /// must record the consent.
    Oral,
    /// Given (or the caller's own records): everything is shown.
    Given,
}

impl Consent {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Oral => "oral",
            Self::Given => "given",
        }
    }
}

/// How finely routes are told apart. The published rule says 同一投与経路 without saying how fine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RouteGranularity {
    /// 内用, 注射, 外用: as the digits of the code say.
    #[default]
    Coarse,
    /// Extension: 外用 is split by the letter of the dosage form (坐剤, 貼付剤 …).
    Form,
}

impl RouteGranularity {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Coarse => "coarse",
            Self::Form => "form",
        }
    }
}

/// Bounds on one check. Every drug may meet every record, so both are bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckLimits {
    /// Drugs of a prescription.
    pub items: usize,
    /// Records of a history: the service keeps those of 100 days.
    pub events: usize,
}

impl Default for CheckLimits {
    fn default() -> Self {
        Self { items: 200, events: 20_000 }
    }
}

/// How to check a prescription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckOptions {
    /// The day of the check. For 院内処方 the day of the prescription takes its place.
    pub check_day: Date,
    /// What may be shown.
    pub consent: Consent,
    /// Who asks; `None` for the institution of the prescription. A pharmacy names itself.
    pub requester: Option<Institution>,
    /// Compare with what the requester itself prescribed or dispensed, too (自院分を対象にする).
    pub include_same_institution: bool,
    /// How finely routes are told apart.
    pub route_granularity: RouteGranularity,
    /// How periods are computed.
    pub periods: PeriodPolicy,
    /// Extension: report the same ingredient in two RPs of the new prescription, and the same drug
    /// twice in one. A taper and doses that differ through the day are written so as well.
    pub within_prescription: bool,
    /// Look for pairs of the table inside the new prescription. On by default where a table is
    /// given; the service is not known to do this.
    pub pairs_within_prescription: bool,
    /// Extension: report the same ingredient by another route, as information.
    pub other_route: bool,
    /// Extension: warn where a contraindicated drug ended less than its washout ago.
    pub washout: bool,
    /// Extension: compare with OTC drugs of the history, too.
    pub over_the_counter: bool,
    /// How much is checked at once.
    pub limits: CheckLimits,
}

impl CheckOptions {
    /// The published rule on this day with this consent.
    pub fn new(check_day: Date, consent: Consent) -> Self {
        Self {
            check_day,
            consent,
            requester: None,
            include_same_institution: false,
            route_granularity: RouteGranularity::default(),
            periods: PeriodPolicy::default(),
            within_prescription: false,
            pairs_within_prescription: true,
            other_route: false,
            washout: false,
            over_the_counter: false,
            limits: CheckLimits::default(),
        }
    }

    /// 基準日: the day of the check; for 院内処方 処方等年月日.
    pub fn reference_day(&self, prescription: &Prescription) -> Date {
        let in_house = prescription.issued_on.filter(|_| prescription.setting.is_in_house());
        in_house.unwrap_or(self.check_day)
    }

    /// The extensions that are on, by name.
    pub fn extensions(&self) -> Vec<&'static str> {
        [
            (self.route_granularity == RouteGranularity::Form, "route_by_form"),
            (self.periods.calendar_span, "calendar_span"),
            (self.within_prescription, "within_prescription"),
            (self.pairs_within_prescription, "pairs_within_prescription"),
            (self.other_route, "other_route"),
            (self.washout, "washout"),
            (self.over_the_counter, "over_the_counter"),
        ]
        .into_iter()
        .filter_map(|(on, name)| on.then_some(name))
        .collect()
    }
}
