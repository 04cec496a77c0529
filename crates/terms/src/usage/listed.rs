//! What a usage master (電子処方箋用法マスタ) says of a code, and whether a record agrees with it.

use super::{UsageCode, UsageRoute};
use crate::{Date, DosageForm, kana};

/// The code that says that the usage is told by its name only.
pub const DUMMY_USAGE_CODE: &str = "0X0XXXXXXXXX0000";

/// A row of a usage master.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedUsage<'a> {
    /// 用法名称.
    pub name: &'a str,
    /// 基本用法区分, where it is one that is known.
    pub route: Option<UsageRoute>,
    /// 開始日.
    pub first: Date,
    /// 終了日; `None` where there is none.
    pub last: Option<Date>,
}

/// How a code stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageStanding<'a> {
    /// It may be used.
    InForce(ListedUsage<'a>),
    /// Not before its first day.
    NotYet(ListedUsage<'a>),
    /// Not after this day. The row, where the master has it, and what took its place: a code, the
    /// beginning of one with an ellipsis, or nothing where that is not known.
    Ended {
        /// The row.
        listed: Option<ListedUsage<'a>>,
        /// The last day.
        last: Date,
        /// What took its place; empty if that is not known.
        successor: String,
    },
    /// A code of the master that was replaced in November 2025 and could be used up to July 2026; that
    /// master is not at hand, so that nothing else is known of it.
    OfOldMaster {
        /// What took its place; empty if that is not known.
        successor: String,
    },
    /// An older edition has it without a last day, the newest does not.
    NotInNewest(ListedUsage<'a>),
    /// No edition has it.
    Unknown,
}

/// A usage master of the caller.
pub trait UsageLookup {
    /// How a code stands on a day.
    fn usage(&self, code: &str, day: Date) -> UsageStanding<'_>;
    /// The edition, as it is named.
    fn edition(&self) -> String;
}

/// The last day of the codes that the revision of November 2025 removed: the service refuses them from
/// August 2026.
pub fn last_day_of_removed_usages() -> Option<Date> {
    Date::new(2026, 7, 31)
}

/// What took the place of a code that the revision of November 2025 removed: a code, the beginning of
/// one with an ellipsis, or nothing where it depends on more than the code; `None` of a code that is
/// not known to have been removed. Named in the revision are codes that begin with XX, 朝食中 as 9 (now
/// 6) and a time of day without the hour; the same is inferred of other meals and more times a day.
///
/// ```
/// use shohosen_terms::usage_successor;
///
/// assert_eq!(usage_successor("1011000900000000").as_deref(), Some("1011000600000000"));
/// assert_eq!(usage_successor("1031000000000000").as_deref(), Some("1031A…"));
/// assert_eq!(usage_successor("1013044400000000"), None);
/// ```
pub fn usage_successor(code: &str) -> Option<String> {
    // The moments around the meals: evening, noon, morning.
    const MEALS: std::ops::Range<usize> = 5..8;
    if code.starts_with("XX") {
        return Some(String::new());
    }
    match code.get(2..3)? {
        "1" if code.get(MEALS).is_some_and(|meals| meals.contains('9')) => {
            let meals = code.get(MEALS)?.replace('9', "6");
            Some(format!("{}{meals}{}", code.get(..MEALS.start)?, code.get(MEALS.end..)?))
        }
        "3" if code.get(4..)?.bytes().all(|byte| byte == b'0') => {
            Some(format!("{}A…", code.get(..4)?))
        }
        _ => None,
    }
}

/// What is wrong with the usage of a record by a usage master.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageProblem {
    /// No edition has the code.
    Unknown,
    /// The code may be used from this day on.
    NotYet {
        /// 用法名称.
        name: String,
        /// The first day.
        first: Date,
    },
    /// The code may not be used any more.
    Ended {
        /// 用法名称; empty where the edition that had it is not at hand.
        name: String,
        /// The last day.
        last: Date,
        /// As in [`UsageStanding::Ended`].
        successor: String,
    },
    /// The newest edition does not have it any more; when it ended is not known.
    NotInNewest {
        /// 用法名称.
        name: String,
    },
    /// The dosage form of the record is of another route, or counts days where the code is for 頓用.
    Form {
        /// 用法名称.
        name: String,
        /// What the code is for: 内服, 外用, 注射, 頓用.
        of_code: &'static str,
    },
    /// The record words the usage otherwise than the master, and not only in width, blanks and the
    /// like.
    Text {
        /// 用法名称.
        name: String,
    },
}

/// What is wrong with a usage code on a day: with the code itself, with the dosage form of its record,
/// with the text beside it (empty: there is none). The dummy code names no usage; nothing is wrong
/// with it.
pub fn usage_problems(
    master: &dyn UsageLookup,
    code: &str,
    day: Date,
    form: Option<DosageForm>,
    text: &str,
) -> Vec<UsageProblem> {
    if code == DUMMY_USAGE_CODE {
        return Vec::new();
    }
    let name = |listed: &ListedUsage<'_>| listed.name.to_owned();
    let (listed, mut problems) = match master.usage(code, day) {
        UsageStanding::InForce(listed) => (listed, Vec::new()),
        UsageStanding::NotYet(listed) => {
            let first = listed.first;
            (listed, vec![UsageProblem::NotYet { name: name(&listed), first }])
        }
        UsageStanding::Ended { listed, last, successor } => {
            let named = listed.as_ref().map(name).unwrap_or_default();
            let ended = vec![UsageProblem::Ended { name: named, last, successor }];
            let Some(listed) = listed else { return ended };
            (listed, ended)
        }
        UsageStanding::NotInNewest(listed) => {
            (listed, vec![UsageProblem::NotInNewest { name: name(&listed) }])
        }
        UsageStanding::OfOldMaster { .. } => return Vec::new(),
        UsageStanding::Unknown => return vec![UsageProblem::Unknown],
    };
    if let Some(of_code) = form.and_then(|form| contradicts(code, listed.route, form)) {
        problems.push(UsageProblem::Form { name: name(&listed), of_code });
    }
    if !text.trim().is_empty() && !says_the_same(listed.name, text) {
        problems.push(UsageProblem::Text { name: name(&listed) });
    }
    problems
}

/// What a code is for, where the dosage form of its record contradicts it. 注入 goes with more than one
/// form, materials and the like with all.
fn contradicts(code: &str, route: Option<UsageRoute>, form: DosageForm) -> Option<&'static str> {
    let of_form = match form {
        DosageForm::Oral | DosageForm::OralDrops | DosageForm::AsNeeded => UsageRoute::Oral,
        DosageForm::External => UsageRoute::External,
        DosageForm::Injection => UsageRoute::Injection,
        DosageForm::Material | DosageForm::Other => return None,
    };
    match route? {
        UsageRoute::Instillation => None,
        UsageRoute::External if of_form != UsageRoute::External => Some("外用"),
        UsageRoute::Injection if of_form != UsageRoute::Injection => Some("注射"),
        UsageRoute::Oral if of_form != UsageRoute::Oral => Some("内服"),
        // The amount of 内服 counts days; 頓用 has none.
        UsageRoute::Oral if form == DosageForm::Oral => {
            UsageCode::parse(code).is_ok_and(UsageCode::as_needed).then_some("頓用")
        }
        _ => None,
    }
}

/// Whether a text says what the official name says: the same but for widths, blanks, the verb at the
/// end and usual abbreviations, the whole name with more around it, or the name with its open place
/// (〇) filled in.
fn says_the_same(official: &str, text: &str) -> bool {
    let (official, text) = (folded(official), folded(text));
    let ((bare, official_verb), (own, verb)) = (split_verb(&official), split_verb(&text));
    if let (Some(one), Some(other)) = (official_verb, verb)
        && one != other
    {
        return false;
    }
    // How often a day may be left out.
    let once = without_times(bare).filter(|_| without_times(own).is_none());
    text.contains(&official) || fits(bare, own) || once.is_some_and(|bare| fits(bare, own))
}

/// What follows 1日n回; `None` where it does not begin so, or nothing follows.
fn without_times(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("1日")?;
    let rest = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
    rest.strip_prefix('回').filter(|rest| !rest.is_empty())
}

fn folded(text: &str) -> String {
    const SAME: [(&str, &str); 6] = [
        ("毎食", "朝昼夕食"),
        ("朝・昼・夕", "朝昼夕"),
        ("寝ル前", "就寝前"),
        ("眠前", "就寝前"),
        ("就寝時", "就寝前"),
        ("○", "〇"),
    ];
    let mut folded = kana::fold_name(&kana::to_katakana(text));
    folded.retain(|character| !character.is_whitespace() && character != '、');
    for (usual, official) in SAME {
        folded = folded.replace(usual, official);
    }
    folded
}

/// A text without the verb at its end, and what that says; 使用 goes with any other.
fn split_verb(text: &str) -> (&str, Option<&'static str>) {
    const VERBS: [(&str, Option<&str>); 12] = [
        ("服用", Some("服用")),
        ("内服", Some("服用")),
        ("使用", None),
        ("塗布", Some("塗布")),
        ("点眼", Some("点眼")),
        ("点鼻", Some("点鼻")),
        ("点耳", Some("点耳")),
        ("貼付", Some("貼付")),
        ("吸入", Some("吸入")),
        ("挿入", Some("挿入")),
        ("注射", Some("注射")),
        ("噴霧", Some("噴霧")),
    ];
    let split = |(verb, says): (&str, _)| Some((text.strip_suffix(verb)?, says));
    VERBS.into_iter().find_map(split).unwrap_or((text, None))
}

/// Whether a text is a name whose open places (〇) are filled in.
fn fits(name: &str, text: &str) -> bool {
    let mut parts = name.split('〇');
    let Some(rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else { return rest.is_empty() };
    let mut rest = rest;
    for part in between {
        let Some(place) = rest.find(part) else { return false };
        rest = rest.get(place + part.len()..).unwrap_or("");
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_the_same_in_other_widths_and_usual_words_and_nothing_else() {
        for (official, text) in [
            ("１日３回朝昼夕食後　服用", "1日3回毎食後服用"),
            ("１日３回朝昼夕食後　服用", "１日３回　毎食後"),
            ("１日１回就寝前　服用", "1日1回寝る前"),
            ("１日〇回　〇時間毎　服用", "1日4回 6時間毎 服用"),
            ("１日３回朝昼夕食後　服用", "毎食後"),
            ("１日１回朝食中　服用", "朝食中"),
            ("１日１回朝食後　服用", "1日1回朝食後 内服"),
            ("１日〇回　塗布", "1日3回 使用"),
            ("１日１回起床時　服用", "１日１回起床時　服用（コップ１杯の水で）"),
        ] {
            assert!(says_the_same(official, text), "{official} {text}");
        }
        for (official, text) in [
            ("１日１回朝食後　服用", "1日1回夕食後服用"),
            ("１日１回朝食後　服用", "1日1回朝食後2時間"),
            ("１日１回朝食後　服用", "夕食後"),
            ("１日３回朝昼夕食後　服用", "朝食後"),
            ("１日３回朝昼夕食後　服用", "1日2回朝夕食後服用"),
            ("１日〇回　塗布", "1日3回 点眼"),
            ("１日１回朝食後　服用", "1日1回朝食後 吸入"),
        ] {
            assert!(!says_the_same(official, text), "{official} {text}");
        }
    }

    #[test]
    fn a_code_contradicts_forms_of_another_route_and_when_needed_a_form_that_counts_days() {
        let (meals, prn) = ("1013044400000000", "1050110000000000");
        let oral = Some(UsageRoute::Oral);
        assert_eq!(contradicts(meals, oral, DosageForm::Oral), None);
        assert_eq!(contradicts(meals, oral, DosageForm::AsNeeded), None);
        assert_eq!(contradicts(meals, oral, DosageForm::External), Some("内服"));
        assert_eq!(contradicts(prn, oral, DosageForm::AsNeeded), None);
        assert_eq!(contradicts(prn, oral, DosageForm::Oral), Some("頓用"));
        let eye = "2H73000000000000";
        assert_eq!(contradicts(eye, Some(UsageRoute::External), DosageForm::Oral), Some("外用"));
        assert_eq!(contradicts(eye, None, DosageForm::Oral), None);
    }
}
