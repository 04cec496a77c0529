//! The builder of prescriptions.

use super::{
    ClinicalInformation, Department, Insurance, IssuingInstitution, Narcotic, Patient, Prescriber,
    Prescription, Rp, Split, Supplement, to_records,
};
use crate::build::finish;
use crate::{BuildError, Built, Date, Format, WriteOptions};
use shohosen_report::{Finding, codes::records as codes};

/// Builds the records of a prescription (SJ1, JAHIS). What it builds has no error: records are
/// read back and checked before they are handed out.
///
/// ```
/// use shohosen_rx::prescription::{PrescriptionDrug, RecordedCode, IssuingInstitution, Insurance, Patient, Prescriber, Rp, Usage};
/// use shohosen_rx::{Date, Decimal, DosageForm, DrugCodeType, Format, Potency, PrescriptionBuilder, Sex, UsageCodeType, WriteOptions};
///
/// let built = PrescriptionBuilder::new()
///     .institution(IssuingInstitution {
///         score_table: "1".into(), code: "1234567".into(), prefecture: "13".into(),
///         name: "工業会病院".into(), ..IssuingInstitution::default()
///     })
///     .prescriber(Prescriber { name: "工業会　次郎".into(), ..Prescriber::default() })
///     .patient(Patient {
///         name: "日薬　太郎".into(), kana_name: "ﾆﾁﾔｸ ﾀﾛｳ".into(), sex: Some(Sex::Male),
///         birth_date: Date::new(1960, 6, 6).map(Into::into), ..Patient::default()
///     })
///     .insurance(Insurance {
///         insurer_number: "06012345".into(), number: "1234".into(), relation: "1".into(),
///         ..Insurance::default()
///     })
///     .issued_on(Date::new(2026, 3, 10).ok_or("no such day")?)
///     .rp(Rp {
///         form: Some(DosageForm::Oral), quantity: Some(14),
///         usage: Usage {
///             code: Some((UsageCodeType::Master, "1011100000000000".into())),
///             name: "１日１回就寝前　服用".into(), times_per_day: Some(1),
///         },
///         drugs: vec![PrescriptionDrug {
///             code: Some(RecordedCode { code_type: DrugCodeType::Receipt, code: "622688101".into() }),
///             name: "ミニリンメルトＯＤ錠２５μｇ".into(), amount: Decimal::from_integer(1),
///             potency: Some(Potency::Product), unit: "錠".into(), ..PrescriptionDrug::default()
///         }],
///         ..Rp::default()
///     })
///     .build(Format::Sj1, WriteOptions::default())?;
/// assert!(built.records.to_bytes().starts_with("SJ1\n1,1,1234567,13,工業会病院\n".as_bytes()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct PrescriptionBuilder(Prescription);

impl PrescriptionBuilder {
    /// With nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// 医療機関.
    #[must_use]
    pub fn institution(mut self, institution: IssuingInstitution) -> Self {
        self.0.institution = institution;
        self
    }

    /// 診療科.
    #[must_use]
    pub fn department(mut self, department: Department) -> Self {
        self.0.department = Some(department);
        self
    }

    /// 医師.
    #[must_use]
    pub fn prescriber(mut self, prescriber: Prescriber) -> Self {
        self.0.prescriber = prescriber;
        self
    }

    /// 患者.
    #[must_use]
    pub fn patient(mut self, patient: Patient) -> Self {
        self.0.patient = patient;
        self
    }

    /// 保険・公費.
    #[must_use]
    pub fn insurance(mut self, insurance: Insurance) -> Self {
        self.0.insurance = insurance;
        self
    }

    /// 交付年月日.
    #[must_use]
    pub fn issued_on(mut self, day: Date) -> Self {
        self.0.issued_on = Some(day);
        self
    }

    /// 使用期限年月日.
    #[must_use]
    pub fn valid_until(mut self, day: Date) -> Self {
        self.0.valid_until = Some(day);
        self
    }

    /// 麻薬施用.
    #[must_use]
    pub fn narcotic(mut self, narcotic: Narcotic) -> Self {
        self.0.narcotic = Some(narcotic);
        self
    }

    /// 残薬確認: 1 疑義照会の上調剤, 2 情報提供.
    #[must_use]
    pub fn leftover_check(mut self, flag: u8) -> Self {
        self.0.leftover_check = Some(flag);
        self
    }

    /// 分割指示.
    #[must_use]
    pub fn split(mut self, split: Split) -> Self {
        self.0.split = Some(split);
        self
    }

    /// リフィル: how often it may be used.
    #[must_use]
    pub fn refill_total(mut self, uses: u8) -> Self {
        self.0.refill_total = Some(uses);
        self
    }

    /// One more 備考.
    #[must_use]
    pub fn note(mut self, note: Supplement) -> Self {
        self.0.notes.push(note);
        self
    }

    /// 引換番号.
    #[must_use]
    pub fn number(mut self, number: impl Into<String>) -> Self {
        self.0.number = Some(number.into());
        self
    }

    /// One more RP.
    #[must_use]
    pub fn rp(mut self, rp: Rp) -> Self {
        self.0.rps.push(rp);
        self
    }

    /// One more 提供診療情報.
    #[must_use]
    pub fn clinical_information(mut self, information: ClinicalInformation) -> Self {
        self.0.clinical_information.push(information);
        self
    }

    /// One more 検査値データ等.
    #[must_use]
    pub fn laboratory_data(mut self, text: impl Into<String>) -> Self {
        self.0.laboratory_data.push(text.into());
        self
    }

    /// Builds SJ1 or JAHIS.
    ///
    /// # Errors
    /// With the findings of the check if the file would have an error, or blanks around a
    /// value; also for a format that is no prescription.
    pub fn build(self, format: Format, options: WriteOptions) -> Result<Built, BuildError> {
        if !matches!(format, Format::Sj1 | Format::Jahis(_)) || !format.is_known_version() {
            let finding = codes::HEADER_UNKNOWN.finding().with("actual", format.name());
            return Err(BuildError { findings: vec![finding] });
        }
        let mut findings = not_written(&self.0, format);
        let (records, replaced) = to_records::write(&self.0, format, options);
        findings.extend(replaced);
        finish(records, findings)
    }
}

impl From<Prescription> for PrescriptionBuilder {
    /// Starts with a prescription that is there already.
    fn from(prescription: Prescription) -> Self {
        Self(prescription)
    }
}

/// What the format has no place for: it must not vanish.
fn not_written(prescription: &Prescription, format: Format) -> Vec<Finding> {
    let jahis = format != Format::Sj1;
    let drugs = || prescription.rps.iter().flat_map(|rp| &rp.drugs);
    let lost = [
        (prescription.insurance.public_expenses.len() > 3, "公費 (4)"),
        (drugs().any(|drug| drug.uneven_doses.len() > 5), "不均等 (6)"),
        (jahis && !prescription.clinical_information.is_empty(), "提供診療情報"),
        (jahis && !prescription.laboratory_data.is_empty(), "検査値データ等"),
    ];
    let finding = |name: &'static str| {
        codes::BUILD_NO_PLACE.finding().with("item", name).with("format", format.name())
    };
    lost.into_iter().filter(|(lost, _)| *lost).map(|(_, name)| finding(name)).collect()
}
