//! What can be asked for.

use shohosen::medication::CareSetting;
use std::fmt::Write as _;

/// Which list of システム管理.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemList {
    /// 診療科.
    Departments,
    /// ドクター.
    Doctors,
    /// 医療機関基本情報.
    Institution,
}

impl SystemList {
    const fn number(self) -> &'static str {
        match self {
            Self::Departments => "01",
            Self::Doctors => "02",
            Self::Institution => "04",
        }
    }
}

/// A request. Answers are asked for in JSON (`format=json`); the forms have no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request<'a> {
    /// 処方箋 (prescriptionv2) of one 伝票番号. `push` also tells the printing plugin.
    Prescription {
        /// 患者番号.
        patient: &'a str,
        /// 伝票番号.
        invoice: &'a str,
        /// 院外 or 院内.
        setting: CareSetting,
        /// Whether the printing plugin is told.
        push: bool,
    },
    /// お薬手帳 (medicinenotebookv2) of one 伝票番号.
    Notebook {
        /// 患者番号.
        patient: &'a str,
        /// 伝票番号.
        invoice: &'a str,
        /// 院外 or 院内.
        setting: CareSetting,
        /// Whether the printing plugin is told.
        push: bool,
    },
    /// 受診履歴 (medicalgetv2, class 01).
    Visits {
        /// 患者番号.
        patient: &'a str,
        /// 診療年月 (YYYY-MM): the last month.
        month: &'a str,
        /// How many months, up to 12.
        months: u8,
    },
    /// 診療行為剤内容詳細 (medicalgetv2, class 02).
    Treatment {
        /// 患者番号.
        patient: &'a str,
        /// 診療日 (YYYY-MM-DD).
        day: &'a str,
        /// 診療科コード.
        department: &'a str,
        /// 伝票番号.
        invoice: &'a str,
    },
    /// 患者病名 (diseasegetv2) of a month (YYYY-MM).
    Diseases {
        /// 患者番号.
        patient: &'a str,
        /// 基準月 (YYYY-MM); empty for the month of ORCA's own day.
        month: &'a str,
    },
    /// A list of システム管理 (system01lstv2).
    System {
        /// Which list.
        list: SystemList,
    },
}

impl Request<'_> {
    /// Where it goes.
    pub const fn path(&self) -> &'static str {
        match self {
            Self::Prescription { .. } => "/api01rv2/prescriptionv2",
            Self::Notebook { .. } => "/api01rv2/medicinenotebookv2",
            Self::Visits { .. } => "/api01rv2/medicalgetv2?class=01&format=json",
            Self::Treatment { .. } => "/api01rv2/medicalgetv2?class=02&format=json",
            Self::Diseases { .. } => "/api01rv2/diseasegetv2?class=01&format=json",
            Self::System { .. } => "/api01rv2/system01lstv2?format=json",
        }
    }

    /// Where the drugs are handed out that are asked for.
    pub(super) const fn setting(&self) -> Option<CareSetting> {
        match self {
            Self::Prescription { setting, .. } | Self::Notebook { setting, .. } => Some(*setting),
            _ => None,
        }
    }

    /// Whether `Api_Result` says that there is nothing, and nothing else is wrong.
    pub(super) fn is_empty_answer(&self, status: &str) -> bool {
        match self {
            // 21 対象病名がありません, 20 対象病名が200件以上存在します.
            Self::Diseases { .. } => matches!(status, "20" | "21"),
            // 15 対象がありません.
            Self::Visits { .. } => status == "15",
            _ => false,
        }
    }

    /// The XML.
    pub fn body(&self) -> String {
        let mut record = Record::default();
        let name = match self {
            Self::Prescription { patient, invoice, setting, push } => {
                record.form(patient, invoice, *setting, *push);
                "prescriptionv2req"
            }
            Self::Notebook { patient, invoice, setting, push } => {
                record.form(patient, invoice, *setting, *push);
                "medicine_notebookv2req"
            }
            Self::Visits { patient, month, months } => {
                record.text("Patient_ID", patient);
                record.text("Perform_Date", month);
                record.text("For_Months", &months.to_string());
                "medicalgetreq"
            }
            Self::Treatment { patient, day, department, invoice } => {
                record.text("Patient_ID", patient);
                record.text("Perform_Date", day);
                record.open("Medical_Information");
                record.text("Department_Code", department);
                record.text("Invoice_Number", invoice);
                record.close("Medical_Information");
                "medicalgetreq"
            }
            Self::Diseases { patient, month } => {
                record.text("Patient_ID", patient);
                record.text("Base_Date", month);
                "disease_inforeq"
            }
            Self::System { list } => {
                record.text("Request_Number", list.number());
                "system01_managereq"
            }
        };
        format!("<data><{name} type=\"record\">{}</{name}></data>", record.xml)
    }
}

/// The items of a record.
#[derive(Default)]
struct Record {
    xml: String,
}

impl Record {
    fn form(&mut self, patient: &str, invoice: &str, setting: CareSetting, push: bool) {
        self.text("Request_Number", if push { "01" } else { "02" });
        self.text("Patient_ID", patient);
        self.text("Invoice_Number", invoice);
        self.text("Outside_Class", if setting.is_in_house() { "False" } else { "True" });
    }

    fn text(&mut self, name: &str, value: &str) {
        // Writing to a string cannot fail.
        let _ = write!(self.xml, "<{name} type=\"string\">{}</{name}>", escaped(value));
    }

    fn open(&mut self, name: &str) {
        let _ = write!(self.xml, "<{name} type=\"record\">");
    }

    fn close(&mut self, name: &str) {
        let _ = write!(self.xml, "</{name}>");
    }
}

/// A text in XML; characters that XML has no way to write are left out.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            control if control.is_control() => {}
            other => text.push(other),
        }
    }
    text
}
