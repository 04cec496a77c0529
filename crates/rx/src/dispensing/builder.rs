//! The builder of dispensing records.

use super::{Block, Dispensing, OtcDrug, Patient, to_records};
use crate::build::finish;
use crate::{BuildError, Built, Date, Format, WriteOptions};
use shohosen_report::{Finding, codes::records as codes};

/// Builds the records of a dispensing: CJ1, or the notebook of a patient (JAHISTC, 出力区分 1).
/// What it builds has no error: records are read back and checked before they are handed out.
///
/// ```
/// use shohosen_rx::dispensing::{Block, DispensingDrug, RecordedInstitution, Patient, Rp};
/// use shohosen_rx::prescription::{RecordedCode, Usage};
/// use shohosen_rx::{Date, Decimal, DispensingBuilder, DosageForm, DrugCodeType, Format, Sex, WriteOptions};
///
/// let built = DispensingBuilder::new()
///     .patient(Patient {
///         name: "日薬　太郎".into(), sex: Some(Sex::Male),
///         birth_date: Date::new(1960, 6, 6).map(Into::into), ..Patient::default()
///     })
///     .dispensing(Block {
///         date: Date::new(2026, 3, 11),
///         institution: RecordedInstitution {
///             name: "工業会薬局".into(), prefecture: "13".into(), score_table: "4".into(),
///             code: "8000014".into(), ..RecordedInstitution::default()
///         },
///         prescribing_institution: Some(RecordedInstitution {
///             name: "工業会病院".into(), prefecture: "13".into(), score_table: "1".into(),
///             code: "1234567".into(), ..RecordedInstitution::default()
///         }),
///         rps: vec![Rp {
///             form: Some(DosageForm::Oral), quantity: Some(14),
///             usage: Usage { name: "毎食後服用".into(), ..Usage::default() },
///             drugs: vec![DispensingDrug {
///                 name: "ノルバスク錠２．５ｍｇ".into(), amount: Decimal::from_integer(1), unit: "錠".into(),
///                 code: Some(RecordedCode { code_type: DrugCodeType::Receipt, code: "612170709".into() }),
///                 ..DispensingDrug::default()
///             }],
///             ..Rp::default()
///         }],
///         ..Block::default()
///     })
///     .build(Format::JahisTc(8), WriteOptions::default())?;
/// assert_eq!(built.findings, []);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct DispensingBuilder(Dispensing);

impl DispensingBuilder {
    /// With nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// 患者情報.
    #[must_use]
    pub fn patient(mut self, patient: Patient) -> Self {
        self.0.patient = patient;
        self
    }

    /// One more 患者特記.
    #[must_use]
    pub fn remark(mut self, kind: impl Into<String>, text: impl Into<String>) -> Self {
        self.0.remarks.push((kind.into(), text.into()));
        self
    }

    /// One more 要指導医薬品・一般用医薬品 (JAHISTC only).
    #[must_use]
    pub fn otc_drug(mut self, drug: OtcDrug) -> Self {
        self.0.otc_drugs.push(drug);
        self
    }

    /// One more 手帳メモ.
    #[must_use]
    pub fn memo(mut self, text: impl Into<String>, day: Option<Date>) -> Self {
        self.0.memos.push((text.into(), day));
        self
    }

    /// One more dispensing; the newest comes first. CJ1 takes one.
    #[must_use]
    pub fn dispensing(mut self, block: Block) -> Self {
        self.0.blocks.push(block);
        self
    }

    /// Builds CJ1 or JAHISTC.
    ///
    /// # Errors
    /// With the findings of the check if the file would have an error, or blanks around a
    /// value; also for a format that is no dispensing record, and where the format has no place
    /// for something that was given.
    pub fn build(self, format: Format, options: WriteOptions) -> Result<Built, BuildError> {
        if !matches!(format, Format::Cj1 | Format::JahisTc(_)) || !format.is_known_version() {
            let finding = codes::HEADER_UNKNOWN.finding().with("actual", format.name());
            return Err(BuildError { findings: vec![finding] });
        }
        let mut findings = not_written(&self.0, format);
        let (records, replaced) = to_records::write(&self.0, format, options);
        findings.extend(replaced);
        finish(records, findings)
    }
}

impl From<Dispensing> for DispensingBuilder {
    /// Starts with a dispensing that is there already.
    fn from(dispensing: Dispensing) -> Self {
        Self(dispensing)
    }
}

/// What the format has no place for: it must not vanish.
fn not_written(dispensing: &Dispensing, format: Format) -> Vec<Finding> {
    let notebook = matches!(format, Format::JahisTc(_));
    let old_notebook = matches!(format, Format::JahisTc(..=7));
    let any = |has: fn(&Block) -> bool| dispensing.blocks.iter().any(has);
    let drugs = || dispensing.blocks.iter().flat_map(|block| &block.rps).flat_map(|rp| &rp.drugs);
    let ingredients = dispensing.otc_drugs.iter().any(|drug| !drug.ingredients.is_empty());
    let lost = [
        (!notebook && dispensing.blocks.len() > 1, "調剤等年月日 (CJ1: 1)"),
        (!notebook && !dispensing.otc_drugs.is_empty(), "要指導医薬品・一般用医薬品"),
        (old_notebook && ingredients, "要指導医薬品・一般用医薬品成分"),
        (notebook && any(|block| block.insurance.is_some()), "保険"),
        (notebook && any(|block| block.prescription_id.is_some()), "処方箋ID"),
        (notebook && any(|block| !block.inquiries.is_empty()), "疑義照会結果"),
        (notebook && any(|block| block.refill.is_some()), "リフィル処方箋情報"),
        ((!notebook || old_notebook) && drugs().any(|drug| drug.generic.is_some()), "一般名"),
    ];
    let finding = |name: &'static str| {
        codes::BUILD_NO_PLACE.finding().with("item", name).with("format", format.name())
    };
    lost.into_iter().filter(|(lost, _)| *lost).map(|(_, name)| finding(name)).collect()
}
