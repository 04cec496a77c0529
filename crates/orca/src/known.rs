//! What other answers of ORCA know that a form lacks.

use crate::answer::{Answer, AnswerKind, Item, PRESCRIPTION, Reader};
use crate::records::RecordsOptions;

/// The most entries of the lists of departments and doctors.
const MAX_ENTRIES: usize = 1000;

impl RecordsOptions {
    /// Completes them with what other answers know of the department, the doctor, the institution and
    /// the patient of a prescription form. What is set stays.
    pub fn complete_from(&mut self, prescription: &Answer, known: &[Answer]) {
        let Ok(form) = prescription.form_of(PRESCRIPTION) else { return };
        let form = Item::root(form);
        let mut reader = Reader::default();
        let department = reader.text(&form, "Department_Code");
        let doctor = reader.text(&form.object("Doctor"), "Code");
        let patient = reader.text(&form.object("Patient"), "ID");
        for answer in known {
            let root = answer.root();
            match answer.kind() {
                AnswerKind::Departments => {
                    let list = "Department_Information";
                    if let Some(entry) = entry(&mut reader, &root, list, &department) {
                        fill(&mut self.department_name, reader.text(&entry, "WholeName"));
                    }
                }
                AnswerKind::Doctors => {
                    let list = "Physician_Information";
                    if let Some(entry) = entry(&mut reader, &root, list, &doctor) {
                        fill(&mut self.doctor_name, reader.text(&entry, "WholeName"));
                        fill(&mut self.doctor_kana, reader.text(&entry, "WholeName_inKana"));
                        fill(
                            &mut self.narcotics_licence,
                            reader.text(&entry, "Drug_Permission_Id"),
                        );
                    }
                }
                AnswerKind::Institution => {
                    let entry = root.object("Medical_Information");
                    fill(&mut self.institution_code, reader.text(&entry, "Institution_Code"));
                    fill(&mut self.prefecture, reader.text(&entry, "Prefectures_Number"));
                    fill(&mut self.institution_name, reader.text(&entry, "Institution_WholeName"));
                }
                AnswerKind::Patient => {
                    let entry = root.object("Patient_Information");
                    // Numbers have zeros before them or not.
                    let same = reader.text(&entry, "Patient_ID");
                    if same.trim_start_matches('0') == patient.trim_start_matches('0') {
                        let home = entry.object("Home_Address_Information");
                        let address = ["WholeAddress1", "WholeAddress2"];
                        let address = address.map(|key| reader.text(&home, key)).concat();
                        fill(&mut self.patient_address, address);
                        fill(&mut self.patient_phone, reader.text(&home, "PhoneNumber1"));
                    }
                }
                _ => {}
            }
        }
    }
}

fn entry<'a>(reader: &mut Reader<'_>, root: &Item<'a>, list: &str, code: &str) -> Option<Item<'a>> {
    let entries = reader.items(root, list, MAX_ENTRIES);
    entries.into_iter().find(|entry| !code.is_empty() && reader.text(entry, "Code") == code)
}

fn fill(known: &mut String, text: String) {
    if known.trim().is_empty() {
        *known = text;
    }
}
