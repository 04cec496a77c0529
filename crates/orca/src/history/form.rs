//! A notebook or prescription form.

use super::HistoryOptions;
use super::event::{Given, Supply, category, days};
use crate::answer::{Item, MAX_COUNT, MAX_OF_A_FORM, Reader, Source, Wanted};
use crate::code::CodeKind;
use crate::who::{OF_A_FORM, patient};
use shohosen::history::HistoryRead;
use shohosen::medication::{CareSetting, Institution};
use shohosen::{Account, NoBearing};

pub(super) fn read(
    reader: &mut Reader<'_>,
    form: &Item<'_>,
    setting: CareSetting,
    options: &HistoryOptions,
) -> HistoryRead {
    let wanted = Wanted::of("診療日 (Perform_Date)", Source::Entry);
    let day = reader.need_day(form, "Perform_Date", &wanted);
    let institution = institution(reader, form, options);
    let who = patient(reader, &form.object("Patient"), &OF_A_FORM);
    // Day and institution are a part of their own.
    let mut account = Account::whole(1);
    let mut events = Vec::new();
    for rp in reader.items(form, "Rp", MAX_OF_A_FORM) {
        let category = category(&reader.text(&rp, "Medical_Class"));
        let count = reader.text(&rp, "Count");
        let count = reader.count(&count, "日数・回数 (Count)", MAX_COUNT);
        let supply = Supply {
            setting,
            day: day.clone(),
            institution: institution.clone(),
            category,
            days: days(category, count),
        };
        let items = reader.items(&rp, "Medication", MAX_OF_A_FORM);
        let mut of_rp = Account::of(items.len());
        for item in items {
            let code = reader.text(&item, "Code");
            match CodeKind::of(&code) {
                CodeKind::Usage | CodeKind::Comment => of_rp.no_bearing(NoBearing::Explanation),
                CodeKind::Drug | CodeKind::Other => {
                    of_rp.used();
                    let name = reader.text(&item, "Name");
                    let unit = reader.text(&item, "Unit_Name");
                    let amount = reader.text(&item, "Amount");
                    events.push(supply.event(Given { code, name, unit, amount }));
                }
            }
        }
        account.take(of_rp);
    }
    HistoryRead::of_events("ORCA", events, account, who)
}

/// Ten digits: 都道府県, 点数表, 医療機関コード.
fn institution(reader: &mut Reader<'_>, form: &Item<'_>, options: &HistoryOptions) -> Institution {
    let hospital = form.object("Hospital");
    let name = reader.text(&hospital, "Name");
    let code = reader.text(&hospital, "Code");
    let prefecture = reader.text(&hospital, "Prefectures_Number");
    let code = match code.is_empty() || prefecture.is_empty() {
        true => String::new(),
        false => format!("{prefecture}{}{code}", options.score_table()),
    };
    Institution { code, name }
}
