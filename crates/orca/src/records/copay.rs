//! 一部負担区分 (record 14), which small children and the elderly need.

use super::RecordsOptions;
use crate::answer::{Argument, Item, Reader, Source};
use shohosen::Phrase;

const FIELD: &str = "一部負担区分 (Partial_Cost_Payment_Class)";
const ARGUMENT: Argument<'_> = Argument::Named("copay_class");

/// The class; empty where none is needed. Days are YYYYMMDD, empty where there are none.
pub(super) fn copay(
    reader: &mut Reader<'_>,
    combination: &Item<'_>,
    options: &RecordsOptions,
    number: &str,
    birth: &str,
    issued: &str,
) -> String {
    let given = reader.text(combination, "Partial_Cost_Payment_Class");
    let given = given.trim_start_matches('0');
    let rate = reader.text(combination, "HealthInsuredPerson_Rate");
    let chosen = options.copay_class.trim();
    if !chosen.is_empty() {
        return chosen.to_owned();
    }
    if !matches!(given, "" | "1" | "2" | "3") {
        let argument = ARGUMENT.shown();
        reader.invalid(
            FIELD,
            given,
            Phrase::new(format!("引数 {argument}"), format!("the argument {argument}")),
        );
        return String::new();
    }
    let late_elderly = is_late_elderly(number);
    if given == "1" && late_elderly && rate.trim_start_matches('0') == "20" {
        reader.missing(FIELD, Source::LateElderly.or(&ARGUMENT));
    } else if given.is_empty() && (late_elderly || is_needed(birth, issued)) {
        reader.missing(FIELD, Source::Insurance.or(&ARGUMENT));
    }
    given.to_owned()
}

/// Whether an insurer is that of 後期高齢者 (法別番号 39).
pub(super) fn is_late_elderly(number: &str) -> bool {
    number.len() == 8 && number.starts_with("39")
}

/// Whether somebody is below school age, or under 高齢受給者証 and older (YYYYMMDD).
fn is_needed(birth: &str, issued: &str) -> bool {
    let (Some((year, month, day)), Some((issued_year, issued_month, _))) =
        (parts(birth), parts(issued))
    else {
        return false;
    };
    // An age is reached on the day before the birthday: who is born on 1 April goes to school a year
    // earlier than who is born on 2 April.
    let school = year + if (month, day) <= (4, 1) { 6 } else { 7 };
    // 高齢受給者証: from the month after the one in which 70 is reached.
    let elderly = (year + 70) * 12 + month - u32::from(day == 1);
    issued <= format!("{school:04}0331").as_str() || issued_year * 12 + issued_month > elderly
}

/// Year, month and day of YYYYMMDD.
fn parts(day: &str) -> Option<(u32, u32, u32)> {
    let part = |from: usize, to: usize| day.get(from..to)?.parse().ok();
    Some((part(0, 4)?, part(4, 6)?, part(6, 8)?))
}
