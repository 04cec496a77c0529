//! The 16-character code of 内服・外用・注射 usage (JAMI 標準用法マスタ).

use crate::excerpt;
use std::fmt;

/// A usage code of sixteen characters. What its places say is decoded on demand; places that the
/// published lists do not explain stay undecoded rather than guessed.
///
/// ```
/// use shohosen_terms::{UsageCode, UsageTiming};
///
/// // 疼痛時、4時間以上あけて、1日4回まで
/// let usage = UsageCode::parse("1050110440000000")?;
/// assert!(usage.as_needed());
/// assert_eq!(
///     usage.timing(),
///     UsageTiming::AsNeeded {
///         event: *b"11",
///         event_ja: Some("疼痛時"),
///         minimum_interval_hours: Some(4),
///         maximum_times_a_day: Some(4),
///     }
/// );
/// # Ok::<(), shohosen_terms::UsageCodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UsageCode([u8; 16]);

/// Place 1 of a usage code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageRoute {
    /// 内服.
    Oral,
    /// 外用.
    External,
    /// 注射.
    Injection,
    /// 注入.
    Instillation,
}

/// A moment around a meal, or of the day's rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MealMoment {
    /// 朝, 昼, 夕, 就寝 or 起床.
    pub meal_ja: &'static str,
    /// 食前, 直前, 直後, 食後, 食後2時間, 食事中; empty for 就寝前, 起床時 and the rhythm of life.
    pub relation_ja: &'static str,
}

/// When, as place 3 and the places after it say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageTiming {
    /// 1 食事等のタイミング: the moments in the order of the day.
    Meals(Vec<MealMoment>),
    /// 2 時間間隔: every so many hours; `None` if the times a day do not divide 24 hours.
    Interval {
        /// Hours between doses.
        hours: Option<u8>,
    },
    /// 3 時刻: hours of the day, 0 to 23.
    ClockTimes(Vec<u8>),
    /// 4 イベントと回数.
    Event {
        /// Places 5 and 6.
        event: [u8; 2],
        /// What they mean, where known.
        event_ja: Option<&'static str>,
    },
    /// 5 頓用.
    AsNeeded {
        /// Places 5 and 6.
        event: [u8; 2],
        /// What they mean, where known.
        event_ja: Option<&'static str>,
        /// Place 8: at least so many hours between doses.
        minimum_interval_hours: Option<u8>,
        /// Place 9: at most so many times a day.
        maximum_times_a_day: Option<u8>,
    },
    /// 6 生活リズム (外用).
    LifeRhythm(Vec<MealMoment>),
    /// 7 回数のみ (外用).
    TimesOnly,
    /// A type that the published lists do not explain.
    Unknown(u8),
}

/// Text that is not a usage code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageCodeError {
    /// The text, at most 32 characters of it.
    pub text: String,
    /// How many characters it should have.
    pub expected_length: usize,
}

impl UsageCodeError {
    pub(super) fn new(text: &str, expected_length: usize) -> Self {
        Self { text: excerpt(text, 32).to_owned(), expected_length }
    }
}

impl fmt::Display for UsageCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, expected_length } = self;
        write!(f, "not a usage code of {expected_length} digits and capital letters: {text:?}")
    }
}

impl std::error::Error for UsageCodeError {}

impl UsageCode {
    /// Reads sixteen digits and capital letters, the first a digit.
    ///
    /// # Errors
    /// If the text is anything else; codes that begin with `XX` were withdrawn.
    pub fn parse(text: &str) -> Result<Self, UsageCodeError> {
        let bytes =
            <[u8; 16]>::try_from(text.as_bytes()).map_err(|_| UsageCodeError::new(text, 16))?;
        let allowed = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
        if !bytes.iter().all(allowed) || !bytes[0].is_ascii_digit() {
            return Err(UsageCodeError::new(text, 16));
        }
        Ok(Self(bytes))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Place 1; `None` for a digit that the lists do not explain.
    pub const fn route(self) -> Option<UsageRoute> {
        Some(match self.0[0] {
            b'1' => UsageRoute::Oral,
            b'2' => UsageRoute::External,
            b'3' => UsageRoute::Injection,
            b'4' => UsageRoute::Instillation,
            _ => return None,
        })
    }

    /// Place 2 in words: 経口, 舌下, 貼付, 点眼, 静注 …
    pub const fn route_detail_ja(self) -> Option<&'static str> {
        Some(match (self.0[0], self.0[1]) {
            (b'1', b'0') => "経口",
            (b'1', b'1') => "舌下",
            (b'1', b'2') => "バッカル",
            (b'1', b'3') => "口腔内塗布",
            (b'2', b'A') => "貼付",
            (b'2', b'B') => "塗布",
            (b'2', b'C') => "湿布",
            (b'2', b'D') => "撒布",
            (b'2', b'E') => "噴霧",
            (b'2', b'F') => "消毒",
            (b'2', b'G') => "点耳",
            (b'2', b'H') => "点眼",
            (b'2', b'J') => "点鼻",
            (b'2', b'K') => "うがい",
            (b'2', b'L') => "吸入",
            (b'2', b'M') => "トローチ",
            (b'2', b'Q') => "浣腸",
            (b'2', b'R') => "肛門挿入",
            (b'2', b'S') => "肛門注入",
            (b'2', b'T') => "膣",
            (b'3', b'0') => "静注",
            (b'3', b'1') => "中心静脈",
            (b'3', b'2') => "皮下",
            (b'3', b'3') => "筋注",
            _ => return None,
        })
    }

    /// Place 4: times a day; `None` for 頓用 (0), unspecified (X) and undecoded values.
    pub const fn times_a_day(self) -> Option<u8> {
        count(self.0[3])
    }

    /// 頓用: taken when needed, so its days cannot be computed. The code alone is not to be
    /// trusted on this: the dosage category of the record (頓服) decides as well.
    pub const fn as_needed(self) -> bool {
        self.0[2] == b'5'
    }

    /// When it is taken.
    pub fn timing(self) -> UsageTiming {
        let event = [self.0[4], self.0[5]];
        match self.0[2] {
            b'1' => UsageTiming::Meals(self.moments()),
            b'2' => UsageTiming::Interval {
                hours: self.times_a_day().filter(|times| 24 % times == 0).map(|times| 24 / times),
            },
            b'3' => UsageTiming::ClockTimes(self.clock_times(4)),
            b'4' => UsageTiming::Event { event, event_ja: event_ja(event) },
            b'5' => UsageTiming::AsNeeded {
                event,
                event_ja: event_ja(event),
                minimum_interval_hours: count(self.0[7]),
                maximum_times_a_day: count(self.0[8]),
            },
            b'6' => UsageTiming::LifeRhythm(self.moments()),
            b'7' => UsageTiming::TimesOnly,
            other => UsageTiming::Unknown(other),
        }
    }

    /// The extra hours that a code of type 1 may carry from place 10 on.
    pub fn extra_clock_times(self) -> Vec<u8> {
        if self.0[2] == b'1' { self.clock_times(9) } else { Vec::new() }
    }

    fn moments(self) -> Vec<MealMoment> {
        let [_, _, _, _, bedtime, evening, noon, morning, rising, ..] = self.0;
        let mut moments = Vec::new();
        if rising == b'9' {
            moments.push(MealMoment { meal_ja: "起床時", relation_ja: "" });
        }
        for (value, meal_ja) in [(morning, "朝"), (noon, "昼"), (evening, "夕")] {
            let relation_ja = match value {
                b'1' => "食前",
                b'2' => "食直前",
                b'3' => "食直後",
                b'4' => "食後",
                b'5' => "食後2時間",
                b'6' => "食事中",
                b'9' => "",
                _ => continue,
            };
            moments.push(MealMoment { meal_ja, relation_ja });
        }
        if bedtime == b'1' {
            moments.push(MealMoment { meal_ja: "就寝前", relation_ja: "" });
        }
        moments
    }

    fn clock_times(self, from: usize) -> Vec<u8> {
        let letters = self.0.iter().skip(from);
        letters.filter(|byte| matches!(byte, b'A'..=b'X')).map(|byte| byte - b'A').collect()
    }
}

impl fmt::Display for UsageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for UsageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// 1–9, then A for ten and so on; `None` for 0 and X, which stands for *unspecified*.
const fn count(byte: u8) -> Option<u8> {
    match byte {
        b'1'..=b'9' => Some(byte - b'0'),
        b'A'..=b'W' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// The events of types 4 and 5 that the published lists name.
const fn event_ja(event: [u8; 2]) -> Option<&'static str> {
    Some(match &event {
        b"11" => "疼痛時",
        b"12" => "頭痛時",
        b"13" => "歯痛時",
        b"14" => "胸痛時",
        b"15" => "腹痛時",
        b"24" => "しゃっくり時",
        b"25" => "咳込時",
        b"41" => "便秘時",
        b"47" => "吐き気時",
        b"48" => "空腹時",
        b"61" => "不眠時",
        b"71" => "発熱時",
        b"81" => "かゆい時",
        b"B1" => "起床時",
        b"B7" => "哺乳時",
        b"W1" => "必要時",
        b"W2" => "適宜",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meals(code: &str) -> Vec<String> {
        match UsageCode::parse(code).unwrap().timing() {
            UsageTiming::Meals(moments) | UsageTiming::LifeRhythm(moments) => {
                moments.iter().map(|m| format!("{}{}", m.meal_ja, m.relation_ja)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    // The codes and their meanings are those of the national 用法マスタ.
    #[test]
    fn the_examples_of_the_usage_master_decode_to_their_names() {
        assert_eq!(meals("1013044400000000"), ["朝食後", "昼食後", "夕食後"]);
        assert_eq!(meals("1012010100000000"), ["朝食前", "夕食前"]);
        assert_eq!(meals("1011000600000000"), ["朝食事中"]);
        assert_eq!(meals("2B62100900000000"), ["朝", "就寝前"]);
        let usage = UsageCode::parse("1022000000000000").unwrap();
        assert_eq!(usage.timing(), UsageTiming::Interval { hours: Some(12) });
        assert_eq!(usage.times_a_day(), Some(2));
        let usage = UsageCode::parse("1033IPV000000000").unwrap();
        assert_eq!(usage.timing(), UsageTiming::ClockTimes(vec![8, 15, 21]));
        let usage = UsageCode::parse("2H73000000000000").unwrap();
        assert_eq!(usage.route_detail_ja(), Some("点眼"));
        assert_eq!((usage.timing(), usage.times_a_day()), (UsageTiming::TimesOnly, Some(3)));
        let usage = UsageCode::parse("1050W10000000000").unwrap();
        assert!(usage.as_needed());
        assert_eq!(usage.times_a_day(), None);
        let usage = UsageCode::parse("2H50B10000000000").unwrap();
        assert!(matches!(
            usage.timing(),
            UsageTiming::AsNeeded { event_ja: Some("起床時"), maximum_times_a_day: None, .. }
        ));
    }

    #[test]
    fn withdrawn_and_misshapen_codes_are_refused() {
        for text in ["XX13044400000000", "101304440000000", "10130444000000００", ""] {
            assert!(UsageCode::parse(text).is_err(), "{text}");
        }
    }
}
