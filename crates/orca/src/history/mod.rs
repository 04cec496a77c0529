//! What a patient was given, from notebook and prescription forms and from the record of a visit.

mod event;
mod form;
mod treatment;

use crate::answer::{Answer, AnswerKind, Item, NOTEBOOK, PRESCRIPTION, Reader};
use crate::error::OrcaError;
use shohosen::history::History;
use shohosen::medication::CareSetting;

/// How answers are read as a history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryOptions {
    /// Whether the drugs were handed out in the institution (院内) or prescribed for a pharmacy
    /// (院外), where neither the answer says it nor the client noted what it asked for. The default is
    /// that of the client: 院外.
    pub setting: CareSetting,
    /// 点数表 of the institution: `"1"` 医科, `"3"` 歯科. Empty: 医科.
    pub score_table: String,
}

impl HistoryOptions {
    fn score_table(&self) -> &str {
        if self.score_table.is_empty() { "1" } else { &self.score_table }
    }
}

/// The name under which a check names the records.
const NAME: &str = "ORCA";

/// What a patient was given, for a check: of answers of medicinenotebookv2, prescriptionv2 and
/// medicalgetv2 (class 02).
///
/// What is neither usage nor comment is taken over with whatever code it has, so that the check names
/// what it does not know. The notebook form is the clinic's own and may lack `Hospital.Code`: under the
/// name of the institution that prescribes, it is of that institution. The record of a visit names none: it
/// is of the one that was asked.
///
/// Without any answer there is nothing to go by, which is not the same as a patient who takes nothing:
/// that is refused. A history that is known to be empty is [`History::none`].
///
/// # Errors
/// Everything that is missing or cannot be used, at once; an answer of another form, or none.
pub fn history(answers: &[Answer], options: &HistoryOptions) -> Result<History, OrcaError> {
    let expected = [NOTEBOOK, PRESCRIPTION];
    if answers.is_empty() {
        return Err(OrcaError::unsupported("–", expected.join(" / ")));
    }
    let mut reader = Reader::default();
    let mut history = History::default();
    for answer in answers {
        if answer.kind() == AnswerKind::Treatment {
            history.add_asked(NAME, treatment::read(&mut reader, answer, options)?);
            continue;
        }
        let setting = answer.setting().unwrap_or(options.setting);
        for data in answer.forms_of(&expected)? {
            let form = Item::root(data);
            history.add_own(NAME, form::read(&mut reader, &form, setting, options));
        }
    }
    reader.done()?;
    Ok(history)
}
