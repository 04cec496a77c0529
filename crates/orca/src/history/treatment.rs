//! What was given at one visit: medicalgetv2, class 02 (診療行為剤内容詳細).

use super::HistoryOptions;
use super::event::{Given, Supply, category, days};
use crate::answer::{Answer, Item, MAX_COUNT, Reader, Source, Wanted};
use crate::code::CodeKind;
use crate::error::OrcaError;
use crate::who::{OF_AN_ANSWER, patient};
use shohosen::history::HistoryRead;
use shohosen::medication::{CareSetting, Institution};
use shohosen::{Account, NoBearing};

/// The most combinations of insurances (繰り返し 5), sets of treatment (135) and items of one (50).
const COMBINATIONS: usize = 5;
const SETS: usize = 135;
const ITEMS: usize = 50;

/// # Errors
/// If ORCA did not do what was asked for.
pub(super) fn read(
    reader: &mut Reader<'_>,
    answer: &Answer,
    options: &HistoryOptions,
) -> Result<HistoryRead, OrcaError> {
    if !answer.status().bytes().all(|byte| byte == b'0') {
        return Err(answer.refusal());
    }
    let root = answer.root();
    let wanted = Wanted::of("診療日 (Perform_Date)", Source::Entry);
    let day = reader.need_day(&root, "Perform_Date", &wanted);
    let who = patient(reader, &root.object("Patient_Information"), &OF_AN_ANSWER);
    let mut account = Account::whole(1);
    let mut events = Vec::new();
    for combination in reader.items(&root, "Medical_List_Information", COMBINATIONS) {
        for set in reader.items(&combination, "Medical_Information", SETS) {
            let class = reader.text(&set, "Medical_Class");
            let items = reader.items(&set, "Medication_info", ITEMS);
            let mut of_set = Account::of(items.len());
            let Some(setting) = setting(&class, options.setting) else {
                // What is done and not handed out: procedures, tests, with their drugs.
                items.iter().for_each(|_| of_set.no_bearing(NoBearing::OtherSubject));
                account.take(of_set);
                continue;
            };
            let category = category(&class);
            let count = reader.text(&set, "Medical_Class_Number");
            let count = reader.count(&count, "回数 (Medical_Class_Number)", MAX_COUNT);
            let supply = Supply {
                setting,
                day: day.clone(),
                // The answer does not name it: it is the one that was asked.
                institution: Institution::default(),
                category,
                days: days(category, count),
            };
            for item in items {
                match taken(reader, &item) {
                    Ok(given) => {
                        of_set.used();
                        events.push(supply.event(given));
                    }
                    Err(why) => of_set.no_bearing(why),
                }
            }
            account.take(of_set);
        }
    }
    Ok(HistoryRead::of_events("ORCA", events, account, who))
}

/// Where the drugs of a 診療種別区分 were handed out; `None` for everything that is no 投薬. The third
/// digit says it: 1 院内, 2 院外 (8 of 在宅); else whatever was asked for.
fn setting(medical_class: &str, asked: CareSetting) -> Option<CareSetting> {
    let home = match medical_class.get(..2)? {
        "21" | "22" | "23" | "29" => false,
        "14" if matches!(medical_class, "141" | "148") => true,
        _ => return None,
    };
    Some(match (medical_class.as_bytes().get(2), home) {
        (Some(b'1'), _) => CareSetting::InHouseOutpatient,
        (Some(b'2'), false) | (Some(b'8'), true) => CareSetting::OutsidePharmacy,
        _ => asked,
    })
}

/// A drug, or why the item is none.
fn taken(reader: &mut Reader<'_>, item: &Item<'_>) -> Result<Given, NoBearing> {
    let code = reader.text(item, "Medication_Code");
    match CodeKind::of(&code) {
        CodeKind::Usage | CodeKind::Comment => return Err(NoBearing::Explanation),
        // 診療行為 (調剤料 and the like) and 予約コード of ORCA (099…).
        CodeKind::Other
            if code.len() == 9 && (code.starts_with('1') || code.starts_with("099")) =>
        {
            return Err(NoBearing::Administration);
        }
        CodeKind::Drug | CodeKind::Other => {}
    }
    let name = reader.text(item, "Medication_Name");
    let unit = reader.text(item, "Unit_Code_Name");
    let amount = reader.text(item, "Medication_Number");
    Ok(Given { code, name, unit, amount })
}
