//! The registered diseases of a patient: diseasegetv2.

use crate::answer::{Answer, AnswerKind, Item, Reader};
use crate::error::OrcaError;
use crate::who::{OF_AN_ANSWER, patient};
use shohosen::facts::FactsRead;
use shohosen::medication::{Date, DiseaseRecord, SUSPECTED};
use shohosen::{Account, Phrase, Unread, UnreadReason};

/// The most diseases that ORCA answers with.
const MAX_DISEASES: usize = 200;
/// Codes of one disease (単独病名情報 繰り返し 21).
const MAX_CODES: usize = 21;
/// `Api_Result`: there are none.
const NONE: &str = "21";
/// `Api_Result`: there are more than the answer holds.
const MORE: &str = "20";
/// What stands before the four digits of a modifier.
const MODIFIER: &str = "ZZZ";

/// The diseases of an answer as facts of the patient, for a check.
///
/// A disease of several codes is one record for each of them. A name without a code, or with one that
/// is none, stays a disease without a code: the check lists it in its own words. An answer that leaves
/// diseases out, since there are more than 200, says so in its account.
///
/// # Errors
/// Everything that cannot be used, at once; that ORCA did not do what was asked for; another answer.
pub fn diseases(answer: &Answer) -> Result<FactsRead, OrcaError> {
    if answer.kind() != AnswerKind::Diseases {
        let expected = Phrase::new("患者病名 (diseasegetv2)", "diseases (diseasegetv2)");
        return Err(OrcaError::unsupported("–", expected));
    }
    let status = answer.status();
    if !matches!(status, NONE | MORE) && !status.bytes().all(|byte| byte == b'0') {
        return Err(answer.refusal());
    }
    let root = answer.root();
    let mut reader = Reader::default();
    let who = patient(&mut reader, &root.object("Disease_Infores"), &OF_AN_ANSWER);
    let mut diseases = Vec::new();
    let items = reader.items(&root, "Disease_Information", MAX_DISEASES);
    for (number, item) in (1..).zip(&items) {
        disease(&mut reader, &mut diseases, number, item);
    }
    // The list itself is a part: an empty one says that there is none.
    let mut account = Account::whole(diseases.len() + 1);
    if status == MORE || reader.text(&root, "Information_Overflow") == "True" {
        account.missing(Unread::new("Disease_Information", UnreadReason::Incomplete));
    }
    reader.done()?;
    Ok(FactsRead {
        birth_date: who.birth_date.and_then(|date| date.full()),
        sex: who.sex,
        allergies: None,
        diseases: Some(diseases),
        account,
        patient: who,
    })
}

fn disease(
    reader: &mut Reader<'_>,
    diseases: &mut Vec<DiseaseRecord>,
    number: u32,
    item: &Item<'_>,
) {
    let field = |what: &str| format!("病名{number} {what}");
    let start = reader.day_text(item, "Disease_StartDate");
    let start = reader.day(&start, &field("開始日 (Disease_StartDate)"));
    let end = reader.day_text(item, "Disease_EndDate");
    let end = reader.day(&end, &field("転帰日 (Disease_EndDate)"));
    let text = reader.text(item, "Disease_Name");
    let mut codes = Vec::new();
    let mut suspected = reader.text(item, "Disease_SuspectedFlag").contains('S');
    for single in reader.items(item, "Disease_Single", MAX_CODES) {
        let code = reader.text(&single, "Disease_Single_Code");
        match code.strip_prefix(MODIFIER) {
            Some(modifier) => suspected |= modifier == SUSPECTED,
            None if code.is_empty() => {}
            None => codes.push(code),
        }
    }
    if codes.is_empty() {
        codes.push(reader.text(item, "Disease_Code"));
    }
    diseases.extend(codes.iter().map(|code| DiseaseRecord {
        place: format!("Disease_Information {number}"),
        code: DiseaseRecord::code_of(code),
        text: text.clone(),
        suspected,
        started_on: Date::from_compact(&start),
        ended_on: Date::from_compact(&end),
        withdrawn: false,
    }));
}
