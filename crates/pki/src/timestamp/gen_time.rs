//! GeneralizedTime as RFC 3161 §2.4.2 restricts it.

use shohosen_report::Time;

/// `YYYYMMDDhhmmss[.f…]Z`. Seconds must be there and the zone must be `Z`. One to nine digits of
/// fraction are read, also with zeros at the end, which DER forbids but authorities write. A leap
/// second (`60`) is not read.
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
    Time::from_civil(
        (i32::try_from(number(year)?).ok()?, pair(month)?, pair(day)?),
        (pair(hour)?, pair(minute)?, pair(second)?),
        nanos,
    )
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
        for wrong in [
            "20220907081825",
            "202209070818Z",
            "20220907081825.Z",
            "20220907081825,1Z",
            "20220907081825+0900",
            "20221307081825Z",
            "20220907081860Z",
            "2022090708182x Z",
            "20220907081825.1234567890Z",
            "",
            "Z",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
