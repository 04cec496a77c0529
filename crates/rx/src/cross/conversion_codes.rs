//! The conversion codes that the service adds, unsigned, against the signed records.

use crate::lint::{described, quoted};
use crate::{Family, Format, ReadOptions, Record, Records, read};
use shohosen_report::{Finding, Value, codes::records as codes};
use std::collections::BTreeMap;

/// One `ConversionPharmaceuticalCode` of AdditionalPrescriptionInformation or
/// AdditionalDispensedInformation, as its elements and attributes stand. Nothing of it is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConversionCodes<'a> {
    /// `CsvLineNo`: the line of the CJ1; absent for prescriptions.
    pub csv_line: Option<u32>,
    /// `DispensingDocumentCode`: the code on that line; absent for prescriptions.
    pub document_code: Option<&'a str>,
    /// `ConversionREcode`: the drug's record 201 with the receipt code.
    pub receipt: Option<&'a str>,
    /// `ConversionYJcode`: the same record with the YJ code.
    pub yj: Option<&'a str>,
}

/// Checks conversion codes against the signed records they speak of: same drug, same amount and
/// unit, and for a code of the same type the same code. What the check cannot tie to a signed
/// record is an error: such a code must not be used.
pub fn check_conversion_codes(
    records: &Records,
    conversions: &[ConversionCodes<'_>],
) -> Vec<Finding> {
    let mut out = Vec::new();
    let drugs = Drugs::new(records);
    for conversion in conversions {
        for line in [conversion.receipt, conversion.yj].into_iter().flatten() {
            one(records.format(), &drugs, conversion, line, &mut out);
        }
    }
    out
}

/// The signed drugs, found by their line or by their key.
struct Drugs<'a> {
    by_line: Vec<Record<'a>>,
    /// `None` where a key stands more than once: it means no drug.
    by_key: BTreeMap<Vec<&'a str>, Option<Record<'a>>>,
}

impl<'a> Drugs<'a> {
    fn new(records: &'a Records) -> Self {
        let at = Positions::of(records.format());
        let by_line: Vec<Record<'a>> = records.iter().filter(|r| r.number() == 201).collect();
        let mut by_key: BTreeMap<Vec<&'a str>, Option<Record<'a>>> = BTreeMap::new();
        for drug in &by_line {
            let twice = |found: &mut Option<Record<'a>>| *found = None;
            by_key.entry(key(*drug, at.key)).and_modify(twice).or_insert(Some(*drug));
        }
        Self { by_line, by_key }
    }

    fn on_line(&self, line: u32) -> Option<Record<'a>> {
        let index = self.by_line.binary_search_by_key(&line, |drug| drug.line()).ok()?;
        self.by_line.get(index).copied()
    }

    fn with_key(&self, key: &[&str]) -> Option<Record<'a>> {
        self.by_key.get(key).copied().flatten()
    }
}

fn key<'a>(drug: Record<'a>, positions: &[usize]) -> Vec<&'a str> {
    positions.iter().map(|position| drug.field(*position).value()).collect()
}

/// Positions of the items of record 201: RP, line in the RP, code type, code, name, amount, unit.
struct Positions {
    key: &'static [usize],
    code_type: usize,
    code: usize,
    name: usize,
    quantity: &'static [usize],
}

impl Positions {
    const fn of(format: Format) -> Self {
        match format.family() {
            Family::Prescription => PRESCRIBED,
            Family::Dispensing => DISPENSED,
        }
    }
}

const PRESCRIBED: Positions =
    Positions { key: &[1, 2], code_type: 4, code: 5, name: 6, quantity: &[7, 8, 9] };
const DISPENSED: Positions =
    Positions { key: &[1], code_type: 5, code: 6, name: 2, quantity: &[3, 4] };

fn one(
    format: Format,
    drugs: &Drugs<'_>,
    conversion: &ConversionCodes<'_>,
    line: &str,
    out: &mut Vec<Finding>,
) {
    let at = Positions::of(format);
    let header = if format.family() == Family::Prescription { "SJ1" } else { "CJ1," };
    let mismatch = |expected: Value, actual: Value| {
        let finding = codes::CROSS_CONVERSION.finding().with("expected", expected);
        finding.with("actual", actual)
    };
    let no_drug = || mismatch("201".into(), described(line).into());
    let parsed = read(format!("{header}\n{line}").as_bytes(), &ReadOptions::STANDARD);
    let Ok(parsed) = parsed else { return out.push(no_drug()) };
    let Some(converted) = parsed.iter().next().filter(|record| record.number() == 201) else {
        return out.push(no_drug());
    };
    let same = |signed: Record<'_>, position: usize| {
        signed.field(position).value() == converted.field(position).value()
    };
    let meant = match conversion.csv_line {
        Some(csv_line) => drugs.on_line(csv_line),
        None => drugs.with_key(&key(converted, at.key)),
    };
    let Some(signed) = meant else {
        return out.push(mismatch("–".into(), items(converted)));
    };
    let key_and_quantity = at.key.iter().chain(at.quantity).all(|p| same(signed, *p));
    let same_type = same(signed, at.code_type);
    let document_code =
        conversion.document_code.is_none_or(|code| code == signed.field(at.code).value());
    if !key_and_quantity || !document_code || same_type && !same(signed, at.code) {
        out.push(mismatch(items(signed), items(converted)).at(format!("line {}", signed.line())));
    } else if !same(signed, at.name) {
        let finding = codes::CROSS_CONVERSION_NAME.finding().at(format!("line {}", signed.line()));
        let finding =
            finding.with("expected", quoted(signed.field(at.name), signed.field(at.name).value()));
        out.push(
            finding
                .with("actual", quoted(converted.field(at.name), converted.field(at.name).value())),
        );
    }
}

/// The items of a record, as far as each has the form of one.
fn items(record: Record<'_>) -> Value {
    let items = (1..=record.len()).map(|position| record.field(position));
    let items = items.map(|field| quoted(field, field.value()));
    items.collect::<Vec<_>>().into()
}
