//! Instructions and remarks: records 62, 64 and 81.

use super::RecordsOptions;
use super::row::{Row, row};
use crate::answer::{Argument, Item, MAX_COUNT, Reader, Source};
use shohosen::Phrase;

/// Records 62 to 81.
pub(super) fn instructions(
    reader: &mut Reader<'_>,
    form: &Item<'_>,
    options: &RecordsOptions,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut leftover = reader.text(form, "Check_Leftover_Class");
    if leftover == "3" {
        leftover = options.leftover_check.trim().to_owned();
        if leftover.is_empty() {
            let field = "残薬確認 (Check_Leftover_Class = 3)";
            reader.missing(field, Source::Either.or(&Argument::Named("leftover_check")));
        }
    }
    if matches!(leftover.as_str(), "1" | "2") {
        rows.push(row(62, [&leftover]));
    }
    let split = reader.text(form, "Split_Count");
    let field = "分割指示 (Split_Count)";
    if reader.count(&split, field, MAX_COUNT) > 0 {
        // Record 102 needs the days of the part and of the whole, and it is not known which of them
        // Count is.
        reader.invalid(field, &split, Phrase::new("紙の処方箋にしてください", "issue it on paper"));
    }
    let refill = reader.text(form, "Refill_Count");
    let refill = reader.count(&refill, "リフィル (Refill_Count)", MAX_COUNT);
    if refill > 0 {
        rows.push(row(64, [&refill.to_string()]));
    }
    let notes = ["Memo2", "Memo"].into_iter().flat_map(|key| form.texts(key));
    rows.extend((1..).zip(notes).map(|(number, note): (u32, String)| {
        row(81, [number.to_string().as_str(), "", note.as_str()])
    }));
    rows
}
