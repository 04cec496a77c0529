//! A prescription as plain JSON.

use super::{HistoryFormat, HistoryReadError, PrescriptionRead};
use serde::Deserialize;
use shohosen_medication::{
    CareSetting, Date, DosageCategory, DoseForm, GivenCode, GivenDrug, GivenPattern, GivenUsage,
    Institution, ItemKind, PrescribedDrug, Prescription,
};
use shohosen_report::{Account, Object, Phrase, json_problem};

/// Names that are not known are refused: a misspelt one must not pass for a missing one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    schema_version: Option<u32>,
    prescription: Object<PrescriptionForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrescriptionForm {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    institution: Institution,
    #[serde(default)]
    setting: CareSetting,
    #[serde(default)]
    issued_on: Option<Date>,
    #[serde(default)]
    use_by: Option<Date>,
    #[serde(default)]
    refill_uses: Option<u8>,
    items: Vec<Object<ItemForm>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemForm {
    #[serde(default)]
    rp: Option<u16>,
    #[serde(default)]
    number: Option<u16>,
    codes: Vec<GivenCode>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    category: DosageCategory,
    #[serde(default)]
    item: ItemKind,
    #[serde(default)]
    days: Option<u16>,
    #[serde(default)]
    total_amount: Option<f64>,
    #[serde(default)]
    unit_conversion: Option<f64>,
    #[serde(default)]
    pattern: Option<GivenPattern>,
    #[serde(default)]
    dose: Object<DoseForm>,
    #[serde(default)]
    usage: Object<GivenUsage>,
    #[serde(default)]
    temporary: bool,
}

pub(super) fn read(bytes: &[u8]) -> Result<PrescriptionRead, HistoryReadError> {
    let unreadable =
        |error: serde_json::Error| HistoryReadError::PlainPrescription(json_problem(&error));
    let Object(document): Object<Document> = serde_json::from_slice(bytes).map_err(unreadable)?;
    if let Some(other) = document.schema_version.filter(|version| *version != 1) {
        return Err(HistoryReadError::PlainPrescription(Phrase::new(
            format!("schema_version が {other} です（1 でなければなりません）"),
            format!("schema_version {other} is not known (expected: 1)"),
        )));
    }
    let Object(form) = document.prescription;
    let mut items = Vec::with_capacity(form.items.len());
    let (mut rp, mut number) = (0_u16, 0_u16);
    for Object(item) in form.items {
        // Without numbers every drug is an RP of its own.
        let own = item.rp.unwrap_or_else(|| rp.saturating_add(1));
        number = if own == rp { number.saturating_add(1) } else { 1 };
        number = item.number.unwrap_or(number);
        rp = own;
        items.push(PrescribedDrug {
            rp,
            number,
            drug: GivenDrug { codes: item.codes, name: item.name, unit: item.unit },
            category: item.category,
            item: item.item,
            days: item.days,
            total_amount: item.total_amount,
            unit_conversion: item.unit_conversion,
            pattern: item.pattern.map(|GivenPattern(pattern)| pattern),
            dose: item.dose.0.dose(item.category),
            usage: item.usage.0,
            temporary: item.temporary,
        });
    }
    // Names that are not known were refused: all of it was used.
    let account = Account::whole(items.len() + 1);
    let prescription = Prescription {
        id: form.id,
        institution: form.institution,
        setting: form.setting,
        issued_on: form.issued_on,
        use_by: form.use_by,
        refill_uses: form.refill_uses,
        items,
    };
    Ok(PrescriptionRead::new(prescription, HistoryFormat::Json, account))
}
