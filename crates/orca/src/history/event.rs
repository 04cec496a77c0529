//! One drug of a history.

use shohosen::medication::{
    CareSetting, CodeSystem, Date, DosageCategory, DosePer, EventKind, GivenCode, GivenDose,
    GivenDrug, HistorySource, Institution, ItemKind, MedicationEvent,
};
use shohosen::records::Decimal;

/// What a drug has in common with the others of its RP.
pub(super) struct Supply {
    /// 院内 or 院外.
    pub(super) setting: CareSetting,
    /// 診療日 (YYYYMMDD, empty where it was missing).
    pub(super) day: String,
    pub(super) institution: Institution,
    pub(super) category: DosageCategory,
    /// 日数 of 内服.
    pub(super) days: Option<u16>,
}

/// Names and codes as ORCA has them; nothing is concluded from a name.
pub(super) struct Given {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) unit: String,
    /// As ORCA writes it: `00001.00000`.
    pub(super) amount: String,
}

impl Supply {
    pub(super) fn event(&self, given: Given) -> MedicationEvent {
        let item = match given.code.starts_with('7') {
            true => ItemKind::Material,
            false => ItemKind::Medicine,
        };
        let code =
            (!given.code.is_empty()).then(|| GivenCode::parse(CodeSystem::Receipt, &given.code));
        let drug =
            GivenDrug { codes: code.into_iter().collect(), name: given.name, unit: given.unit };
        let day = Date::from_compact(&self.day);
        let dose = self.dose(&given.amount);
        let (kind, prescribed_on, dispensed_on) = match self.setting.is_in_house() {
            true => (EventKind::Dispensed, None, day),
            false => (EventKind::Prescribed, day, None),
        };
        MedicationEvent {
            source: HistorySource::Plain,
            setting: self.setting,
            category: self.category,
            item,
            prescribed_on,
            dispensed_on,
            days: self.days,
            dose,
            institution: self.institution.clone(),
            ..MedicationEvent::new(kind, drug)
        }
    }
}

impl Supply {
    /// 用量: of a day where the amount counts days, of one time where it counts times. An amount that
    /// is no number says nothing.
    fn dose(&self, amount: &str) -> Option<Box<GivenDose>> {
        let per = match self.category {
            DosageCategory::Oral => DosePer::Day,
            DosageCategory::AsNeeded => DosePer::Time,
            _ => return None,
        };
        let amount = Decimal::parse(amount)?.value;
        Some(Box::new(GivenDose { amount: Some(amount), per, ..GivenDose::default() }))
    }
}

/// What the amounts of a 診療区分 count.
pub(super) fn category(medical_class: &str) -> DosageCategory {
    match medical_class.get(..2) {
        Some("21" | "29") => DosageCategory::Oral,
        Some("22") => DosageCategory::AsNeeded,
        Some("23") => DosageCategory::External,
        _ => DosageCategory::Unknown,
    }
}

/// The days of 内服; of other drugs the count says something else.
pub(super) fn days(category: DosageCategory, count: u32) -> Option<u16> {
    let counted = category == DosageCategory::Oral && count > 0;
    counted.then(|| u16::try_from(count).ok()).flatten()
}
