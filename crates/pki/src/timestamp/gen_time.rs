//! genTime: GeneralizedTime as RFC 3161 §2.4.2 restricts it, and whether it can be right.

use crate::Certificate;
use shohosen_report::{Finding, Time, codes::timestamp as codes};

/// `YYYYMMDDhhmmss[.f…]Z`. Seconds must be there and the zone must be `Z`. One to nine digits of
/// fraction are read, also with zeros at the end, which DER forbids but authorities write. A leap
/// second (`60`, at the end of an hour) is the second that follows it, since time is counted
/// without leap seconds here.
pub(super) fn parse(octets: &[u8]) -> Option<Time> {
    let text = octets.strip_suffix(b"Z")?;
    let (whole, fraction) = text.split_at_checked(14)?;
    let number = |digits: &[u8]| -> Option<u32> {
        digits.iter().try_fold(0u32, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let nanos = match fraction {
        [] => 0,
        [b'.', digits @ ..] if (1..=9).contains(&digits.len()) => {
            let unit = 10u32.pow(9 - u32::try_from(digits.len()).ok()?);
            number(digits)? * unit
        }
        _ => return None,
    };
    let (year, rest) = whole.split_at_checked(4)?;
    let (pairs, _) = rest.as_chunks::<2>();
    let [month, day, hour, minute, second] = pairs else { return None };
    let pair = |digits: &[u8; 2]| number(digits).and_then(|number| u8::try_from(number).ok());
    let (minute, second) = (pair(minute)?, pair(second)?);
    let leap = minute == 59 && second == 60;
    let time = Time::from_civil(
        (i32::try_from(number(year)?).ok()?, pair(month)?, pair(day)?),
        (pair(hour)?, minute, if leap { 59 } else { second }),
        nanos,
    )?;
    if leap { Time::from_unix_nanos(time.unix() + 1, nanos) } else { Some(time) }
}

/// How far the clock of an authority may be ahead of the clock by which is verified: 60 seconds
/// unless set otherwise. Against the validity of a certificate there is no tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTolerance {
    /// In seconds.
    pub seconds: u32,
}

impl Default for ClockTolerance {
    fn default() -> Self {
        Self { seconds: 60 }
    }
}

/// A genTime that can be right. Only [`judge`](Self::judge) makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcceptedTime {
    gen_time: Time,
    /// The time of verification and the tolerance, where genTime is after that time.
    ahead_of: Option<(Time, ClockTolerance)>,
}

/// Why a genTime cannot be right, so that the token proves no time (ETSI EN 319 102-1 §5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GenTimeProblem {
    /// It lies outside the validity of the authority's certificate.
    #[error("{gen_time} is not within {not_before} to {not_after}")]
    OutsideValidity {
        /// When the token says that it was made.
        gen_time: Time,
        /// The beginning of the certificate's validity.
        not_before: Time,
        /// The end of the certificate's validity.
        not_after: Time,
    },
    /// It is after the time of verification.
    #[error("{gen_time} is more than {} s after {verified_at}", tolerance.seconds)]
    AfterVerification {
        /// When the token says that it was made.
        gen_time: Time,
        /// The time of verification.
        verified_at: Time,
        /// What was allowed.
        tolerance: ClockTolerance,
    },
}

impl AcceptedTime {
    /// Whether a genTime can be right: within the validity of the certificate that signed, both
    /// ends included, and not after the time of verification but for the tolerance.
    ///
    /// # Errors
    /// If it cannot.
    pub fn judge(
        gen_time: Time,
        signer: &Certificate,
        verified_at: Time,
        tolerance: ClockTolerance,
    ) -> Result<Self, GenTimeProblem> {
        if !signer.is_current(gen_time) {
            let (not_before, not_after) = (signer.not_before(), signer.not_after());
            return Err(GenTimeProblem::OutsideValidity { gen_time, not_before, not_after });
        }
        if gen_time <= verified_at {
            return Ok(Self { gen_time, ahead_of: None });
        }
        let seconds = verified_at.unix().saturating_add(i64::from(tolerance.seconds));
        let latest = Time::from_unix_nanos(seconds, verified_at.subsecond_nanos());
        if latest.is_none_or(|latest| gen_time <= latest) {
            return Ok(Self { gen_time, ahead_of: Some((verified_at, tolerance)) });
        }
        Err(GenTimeProblem::AfterVerification { gen_time, verified_at, tolerance })
    }

    /// The time.
    pub const fn gen_time(&self) -> Time {
        self.gen_time
    }

    /// The finding that a tolerance was made use of, if it was.
    pub fn finding(&self) -> Option<Finding> {
        let (verified_at, tolerance) = self.ahead_of?;
        let finding = codes::GEN_TIME_WITHIN_TOLERANCE.finding().with("gen_time", self.gen_time);
        Some(finding.with("at", verified_at).with("tolerance", tolerance.seconds))
    }
}

impl GenTimeProblem {
    /// The finding that reports it.
    pub fn finding(&self) -> Finding {
        match *self {
            Self::OutsideValidity { gen_time, not_before, not_after } => {
                codes::GEN_TIME_OUTSIDE_VALIDITY
                    .finding()
                    .with("gen_time", gen_time)
                    .with("not_before", not_before)
                    .with("not_after", not_after)
            }
            Self::AfterVerification { gen_time, verified_at, tolerance } => {
                codes::GEN_TIME_AFTER_VERIFICATION
                    .finding()
                    .with("gen_time", gen_time)
                    .with("at", verified_at)
                    .with("tolerance", tolerance.seconds)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fraction_is_kept_and_only_utc_with_seconds_is_read() {
        let read = |text: &str| parse(text.as_bytes()).map(|time| time.to_string());
        assert_eq!(read("20220907081825.197Z").as_deref(), Some("2022-09-07T08:18:25.197Z"));
        assert_eq!(read("20170426030346Z").as_deref(), Some("2017-04-26T03:03:46Z"));
        assert_eq!(read("20220907081825.500Z").as_deref(), Some("2022-09-07T08:18:25.5Z"));
        assert_eq!(
            read("20220907081825.000000001Z").as_deref(),
            Some("2022-09-07T08:18:25.000000001Z")
        );
        // The leap second of 2016 (IERS Bulletin C 52), and as RFC 3339 §5.7 counts it.
        assert_eq!(read("20161231235960Z").as_deref(), Some("2017-01-01T00:00:00Z"));
        assert_eq!(read("20161231235960.5Z").as_deref(), Some("2017-01-01T00:00:00.5Z"));
        for wrong in [
            "20220907081825",
            "202209070818Z",
            "20220907081825.Z",
            "20220907081825,1Z",
            "20220907081825+0900",
            "20221307081825Z",
            "20220907081860Z",
            "20220907085961Z",
            "2022090708182x Z",
            "20220907081825.1234567890Z",
            "",
            "Z",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_time_outside_the_certificate_or_after_the_verification_proves_nothing() {
        // The authority of the test kit is valid from 2021-04-02 to 2036-03-29 (5 years before
        // 2026-04-01 and 10 years after it, of 365 days each).
        let time = |text: &str| Time::parse_rfc3339(text).unwrap();
        let epoch = time("2026-04-01T00:00:00Z");
        let authority = shohosen_testkit::tsa::TimeStampAuthority::from_committed_keys(epoch);
        let certificate = Certificate::from_der(&authority.certificate).unwrap();
        let (from, to) = (certificate.not_before(), certificate.not_after());
        let second = |time: Time, seconds| {
            Time::from_unix_nanos(time.unix() + seconds, time.subsecond_nanos()).unwrap()
        };
        let none = ClockTolerance { seconds: 0 };
        let judge = |gen_time, verified_at, tolerance| {
            AcceptedTime::judge(gen_time, &certificate, verified_at, tolerance)
        };
        let late = second(to, 1000);
        // X01, X02: both ends are included.
        let outside = |result: Result<AcceptedTime, GenTimeProblem>| {
            matches!(result, Err(GenTimeProblem::OutsideValidity { .. }))
        };
        assert!(outside(judge(second(from, -1), late, none)));
        assert_eq!(judge(from, late, none).unwrap().gen_time(), from);
        assert!(judge(to, late, none).is_ok());
        assert!(outside(judge(second(to, 1), late, none)));
        // X03, X04: V + 1 s with a tolerance of 0 and of 60 s, V + 61 s with 60 s.
        let usual = ClockTolerance::default();
        assert_eq!(usual.seconds, 60);
        let after = |result: Result<AcceptedTime, GenTimeProblem>| {
            matches!(result, Err(GenTimeProblem::AfterVerification { .. }))
        };
        assert!(after(judge(second(epoch, 1), epoch, none)));
        let accepted = judge(second(epoch, 1), epoch, usual).unwrap();
        let finding = accepted.finding().unwrap();
        assert_eq!(finding.code, codes::GEN_TIME_WITHIN_TOLERANCE);
        assert_eq!(finding.evidence.get("tolerance"), Some(&60_u32.into()));
        assert!(judge(second(epoch, 60), epoch, usual).is_ok());
        assert!(after(judge(second(epoch, 61), epoch, usual)));
        assert_eq!(judge(epoch, epoch, none).unwrap().finding(), None);
    }
}
