//! Whose an answer is.

use crate::answer::{Item, Reader};
use shohosen::history::PatientIdentity;
use shohosen::records::{PartialDate, Sex};

/// Names of the items: a form and an older interface call them differently.
pub(crate) struct Names {
    pub(crate) name: &'static str,
    pub(crate) kana: &'static str,
}

/// In forms.
pub(crate) const OF_A_FORM: Names = Names { name: "Name", kana: "KanaName" };
/// In answers of older interfaces.
pub(crate) const OF_AN_ANSWER: Names = Names { name: "WholeName", kana: "WholeName_inKana" };

/// The patient, as far as the answer says.
pub(crate) fn patient(reader: &mut Reader<'_>, item: &Item<'_>, names: &Names) -> PatientIdentity {
    PatientIdentity {
        name: reader.text(item, names.name),
        kana_name: reader.text(item, names.kana),
        birth_date: PartialDate::from_iso(&reader.day_text(item, "BirthDate")),
        sex: Sex::from_code(&reader.text(item, "Sex")),
    }
}
