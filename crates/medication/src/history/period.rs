//! The period in which a drug is being taken (服用中), and how it was computed.

use crate::{Date, DosageCategory, EventKind, IntakePattern, MedicationEvent};
use serde::Serialize;
use shohosen_report::Value;
use shohosen_terms::digits::ascii;

/// How periods are computed. The default is the published rule: from the day of dispensing (else
/// of prescription), 内服 for the days recorded, everything else for 14 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodPolicy {
    /// Days where they cannot be computed (外用, 頓服, 注射, unknown).
    pub flat_days: u16,
    /// Extension `calendar_span`: days of rest of 隔日, weekday and weekly doses stretch the
    /// period. The published rule does not say; off, the days count as recorded.
    pub calendar_span: bool,
    /// Which day is the last.
    pub last_day: LastDay,
}

impl Default for PeriodPolicy {
    fn default() -> Self {
        Self { flat_days: 14, calendar_span: false, last_day: LastDay::Inclusive }
    }
}

/// Which day is the last of a period of *n* days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastDay {
    /// start + n − 1: the first day counts (起算日).
    #[default]
    Inclusive,
    /// start + n.
    Following,
}

/// What a period rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodRule {
    /// The days recorded.
    Days,
    /// The days of this part of a 分割調剤.
    SplitDays,
    /// The calendar days of the record, or computed from doses and days of rest.
    CalendarSpan,
    /// Flat: 頓服.
    FlatAsNeeded,
    /// Flat: 外用.
    FlatExternal,
    /// Flat: 注射.
    FlatInjection,
    /// Flat: the category or the days are not known.
    FlatUnknown,
}

impl PeriodRule {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::SplitDays => "split_days",
            Self::CalendarSpan => "calendar_span",
            Self::FlatAsNeeded => "flat_as_needed",
            Self::FlatExternal => "flat_external",
            Self::FlatInjection => "flat_injection",
            Self::FlatUnknown => "flat_unknown",
        }
    }

    /// In Japanese, for people.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::Days => "記録の日数",
            Self::SplitDays => "分割調剤のこの回の日数",
            Self::CalendarSpan => "休薬日を含む期間",
            Self::FlatAsNeeded => "頓服のため一律",
            Self::FlatExternal => "外用のため一律",
            Self::FlatInjection => "注射のため一律",
            Self::FlatUnknown => "日数不明のため一律",
        }
    }

    /// In English, for people.
    pub const fn as_en(self) -> &'static str {
        match self {
            Self::Days => "days as recorded",
            Self::SplitDays => "days of this part",
            Self::CalendarSpan => "days of rest included",
            Self::FlatAsNeeded => "flat: taken when needed",
            Self::FlatExternal => "flat: external use",
            Self::FlatInjection => "flat: injection",
            Self::FlatUnknown => "flat: days not known",
        }
    }

    /// Whether the length could not be computed, so that the flat number of days was taken.
    pub const fn is_flat(self) -> bool {
        matches!(
            self,
            Self::FlatAsNeeded | Self::FlatExternal | Self::FlatInjection | Self::FlatUnknown
        )
    }
}

/// The days on which a drug is being taken, first and last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// Whether `start` is the day of dispensing or, without one, of prescription.
    pub from: EventKind,
    /// How the length was found.
    pub rule: PeriodRule,
}

impl Period {
    /// The period of a record, or `None` if it has neither day.
    ///
    /// ```
    /// use shohosen_medication::{Date, DosageCategory, EventKind, GivenDrug, MedicationEvent};
    /// use shohosen_medication::{Period, PeriodPolicy};
    ///
    /// let mut event = MedicationEvent::new(EventKind::Dispensed, GivenDrug::default());
    /// (event.category, event.days) = (DosageCategory::Oral, Some(14));
    /// event.dispensed_on = Date::new(2026, 11, 15);
    /// let period = Period::of(&event, &PeriodPolicy::default()).unwrap();
    /// assert_eq!(period.to_string(), "2026-11-15/2026-11-28");
    /// ```
    #[inline]
    pub fn of(event: &MedicationEvent, policy: &PeriodPolicy) -> Option<Self> {
        let (start, from) = match (event.dispensed_on, event.prescribed_on) {
            (Some(day), _) => (day, EventKind::Dispensed),
            (None, Some(day)) => (day, EventKind::Prescribed),
            (None, None) => return None,
        };
        let (days, rule) = days(event, policy, start);
        let days = match policy.last_day {
            LastDay::Inclusive => days.saturating_sub(1),
            LastDay::Following => days,
        };
        Some(Self { start, end: start.plus_days(days), from, rule })
    }

    /// Whether a day is in it.
    pub fn contains(&self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }
}

impl From<Period> for Value {
    fn from(period: Period) -> Self {
        let mut text = [b'/'; 21];
        let (start, end) = text.split_at_mut(10);
        start.copy_from_slice(&period.start.iso_octets());
        if let Some((_, end)) = end.split_first_mut() {
            end.copy_from_slice(&period.end.iso_octets());
        }
        Self::from(ascii(&text).to_owned())
    }
}

/// `2026-11-15/2026-11-28` (ISO 8601).
impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.start, self.end)
    }
}

#[inline]
fn days(event: &MedicationEvent, policy: &PeriodPolicy, start: Date) -> (i32, PeriodRule) {
    let flat = |rule| (i32::from(policy.flat_days), rule);
    if event.as_needed {
        return flat(PeriodRule::FlatAsNeeded);
    }
    match event.category {
        DosageCategory::Oral | DosageCategory::OralDrops => {}
        DosageCategory::AsNeeded => return flat(PeriodRule::FlatAsNeeded),
        DosageCategory::External => return flat(PeriodRule::FlatExternal),
        DosageCategory::Injection => return flat(PeriodRule::FlatInjection),
        DosageCategory::Unknown => return flat(PeriodRule::FlatUnknown),
    }
    let (doses, rule) = match (event.split, event.days) {
        (Some(split), days) => {
            let part = split.days.or_else(|| Some(days?.div_ceil(u16::from(split.parts.max(1)))));
            (part, PeriodRule::SplitDays)
        }
        (None, days) => (days, PeriodRule::Days),
    };
    let Some(doses) = doses.filter(|days| *days > 0) else {
        return flat(PeriodRule::FlatUnknown);
    };
    if policy.calendar_span {
        let bounds = event.bounds_days.map(i32::from);
        let computed = || Some(span(event.pattern?, i32::from(doses), start));
        if let Some(span) = bounds.or_else(computed) {
            // Bounds shorter than the days recorded contradict them; the period is never cut.
            return (span.max(i32::from(doses)), PeriodRule::CalendarSpan);
        }
    }
    (i32::from(doses), rule)
}

/// Calendar days from the first dose to the last, both included.
fn span(pattern: IntakePattern, doses: i32, start: Date) -> i32 {
    match pattern {
        IntakePattern::Alternate { take, rest } => {
            let (take, rest) = (i32::from(take.max(1)), i32::from(rest));
            doses + (doses - 1) / take * rest
        }
        IntakePattern::Weekdays(bits) => {
            let days: Vec<i32> =
                (0..7).filter(|ahead| bits >> start.plus_days(*ahead).weekday() & 1 == 1).collect();
            let Ok(count) = i32::try_from(days.len()) else { return doses };
            if count == 0 {
                return doses;
            }
            let (weeks, rest) = ((doses - 1) / count, (doses - 1) % count);
            let last = usize::try_from(rest).ok().and_then(|rest| days.get(rest));
            weeks * 7 + last.copied().unwrap_or(0) + 1
        }
        IntakePattern::DaysOfMonth(bits) => days_of_month(bits, doses, start),
        IntakePattern::TimesAWeek(times) => (doses - 1) * 7 / i32::from(times.max(1)) + 1,
    }
}

/// Walks the calendar, at most for ten years.
fn days_of_month(bits: u32, doses: i32, start: Date) -> i32 {
    const TEN_YEARS: i32 = 3653;
    let mut left = doses;
    for ahead in 0..TEN_YEARS {
        let (_, _, day) = start.plus_days(ahead).civil();
        if bits >> day & 1 == 1 {
            left -= 1;
            if left == 0 {
                return ahead + 1;
            }
        }
    }
    TEN_YEARS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::GivenDrug;

    fn end(start: &str, doses: u16, pattern: IntakePattern) -> String {
        let mut event = MedicationEvent::new(EventKind::Dispensed, GivenDrug::default());
        event.category = DosageCategory::Oral;
        event.days = Some(doses);
        event.dispensed_on = Date::parse(start).ok();
        event.pattern = Some(pattern);
        let policy = PeriodPolicy { calendar_span: true, ..PeriodPolicy::default() };
        Period::of(&event, &policy).unwrap().end.to_string()
    }

    #[test]
    fn bounds_shorter_than_the_days_recorded_do_not_cut_the_period() {
        // 14 days from the 12th end on the 25th, whatever bounds of 7 days say.
        let mut event = MedicationEvent::new(EventKind::Dispensed, GivenDrug::default());
        (event.category, event.days) = (DosageCategory::Oral, Some(14));
        event.dispensed_on = Date::parse("2026-11-12").ok();
        event.bounds_days = Some(7);
        let policy = PeriodPolicy { calendar_span: true, ..PeriodPolicy::default() };
        assert_eq!(Period::of(&event, &policy).unwrap().end.to_string(), "2026-11-25");
    }

    #[test]
    fn calendar_spans_count_the_days_of_rest() {
        // Seven doses every other day from the 12th: 12 14 16 18 20 22 24.
        let alternate = IntakePattern::Alternate { take: 1, rest: 1 };
        assert_eq!(end("2026-11-12", 7, alternate), "2026-11-24");
        // Monday and Thursday, from Thursday the 12th: 12 16 19 23.
        assert_eq!(end("2026-11-12", 4, IntakePattern::Weekdays(0b001_0010)), "2026-11-23");
        // The 10th and 20th of the month, from the 12th: 20 Nov, 10 Dec, 20 Dec.
        let days = IntakePattern::DaysOfMonth(1 << 10 | 1 << 20);
        assert_eq!(end("2026-11-12", 3, days), "2026-12-20");
        // Once a week, four doses: 12 19 26 Nov, 3 Dec.
        assert_eq!(end("2026-11-12", 4, IntakePattern::TimesAWeek(1)), "2026-12-03");
    }
}
