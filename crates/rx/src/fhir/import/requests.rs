//! MedicationRequests to a prescription.

use super::amount::{self, Supply};
use super::{Found, instants, parties};
use crate::fhir::dosage;
use crate::fhir::resources::{Dosage, MedicationRequest};
use crate::fhir::systems::{self, DOSAGE_FORM, LINE_NUMBER, PRESCRIPTION_ID, RP_NUMBER};
use crate::fhir::{named, not_carried};
use crate::prescription::{Prescription, PrescriptionDrug, RecordedCode, Rp, Supplement};
use crate::{Date, DosageForm};
use shohosen_report::Finding;
use std::collections::HashMap;

impl Found {
    /// The prescriptions, each with what was found in it: a bundle with the history of a patient
    /// holds those of several days and institutions, which are never mixed.
    pub(super) fn prescriptions(&self) -> Vec<(Prescription, Vec<Finding>)> {
        let mut groups: Vec<(Identity<'_>, Vec<&MedicationRequest>)> = Vec::new();
        let mut places: HashMap<Identity<'_>, usize> = HashMap::new();
        for request in &self.requests {
            let identity = identity(request);
            let place = *places.entry(identity).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, group)) => group.push(request),
                None => groups.push((identity, vec![request])),
            }
        }
        let read = |group: &[&MedicationRequest]| {
            let mut findings = Vec::new();
            (self.prescription(group, &mut findings), findings)
        };
        groups.iter().map(|(_, group)| read(group)).collect()
    }

    fn prescription(
        &self,
        requests: &[&MedicationRequest],
        findings: &mut Vec<Finding>,
    ) -> Prescription {
        let requester = requests.first().map_or("", |first| first.requester.reference.as_str());
        let requester = self.actor(requester);
        // Without a reference to one, where the document names one only.
        let only = match self.practitioners.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        let prescriber = requester.practitioner.or(only);
        let mut prescription = Prescription {
            patient: parties::patient(&self.patients),
            prescriber: prescriber.map(parties::prescriber).unwrap_or_default(),
            institution: parties::institution(&self.organizations, requester.organization),
            ..Prescription::default()
        };
        let mut requests: Vec<(Option<u32>, Option<u32>, &MedicationRequest)> = requests
            .iter()
            .copied()
            .map(|request| {
                let number = |system: &systems::System| {
                    shohosen_terms::whole_number(parties::identifier(&request.identifier, system)?)
                };
                (number(&RP_NUMBER), number(&LINE_NUMBER), request)
            })
            .collect();
        // Stable: requests without numbers keep their order.
        requests.sort_by_key(|(rp, line, _)| (*rp, *line));
        for (number, _, request) in requests {
            let rp = read(request, number, findings);
            match prescription.rps.last_mut() {
                Some(last) if number.is_some() && same(last, &rp) => last.drugs.extend(rp.drugs),
                _ => prescription.rps.push(rp),
            }
            whole(&mut prescription, request, findings);
        }
        for (index, rp) in prescription.rps.iter_mut().enumerate() {
            rp.number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        }
        prescription
    }
}

/// What tells prescriptions apart: the day, the requester and the number.
type Identity<'r> = (Result<Date, &'r str>, &'r str, &'r str);

fn identity(request: &MedicationRequest) -> Identity<'_> {
    let day = instants::day(&request.authored_on).ok_or(request.authored_on.as_str());
    let number = parties::identifier(&request.identifier, &PRESCRIPTION_ID).unwrap_or_default();
    (day, &request.requester.reference, number)
}

/// Whether two requests are of one RP: same number and everything that the RP says.
fn same(last: &Rp, rp: &Rp) -> bool {
    last.number == rp.number
        && last.form == rp.form
        && last.quantity == rp.quantity
        && last.usage == rp.usage
        && last.supplements == rp.supplements
        && last.calendar_days == rp.calendar_days
}

/// What each request says of the prescription as a whole.
fn whole(
    prescription: &mut Prescription,
    request: &MedicationRequest,
    findings: &mut Vec<Finding>,
) {
    let place = named("MedicationRequest", &request.id);
    let dispense = &request.dispense_request;
    if prescription.issued_on.is_none() {
        let text = &request.authored_on;
        prescription.issued_on = instants::said(&place, "authoredOn", text, findings);
    }
    if prescription.valid_until.is_none() {
        let text = &dispense.validity_period.end;
        prescription.valid_until = instants::said(&place, "validityPeriod.end", text, findings);
    }
    if let Some(repeats) = dispense.number_of_repeats_allowed.filter(|repeats| *repeats > 0) {
        prescription.refill_total = u8::try_from(repeats.saturating_add(1)).ok();
    }
    let number = parties::identifier(&request.identifier, &PRESCRIPTION_ID);
    if let Some(id) = number.filter(|id| id.len() == 36) {
        prescription.id.get_or_insert_with(|| id.to_owned());
    }
    let number =
        number.filter(|number| number.len() == 16 && number.bytes().all(|b| b.is_ascii_digit()));
    if prescription.number.is_none() {
        prescription.number = number.map(str::to_owned);
    }
}

fn read(request: &MedicationRequest, number: Option<u32>, findings: &mut Vec<Finding>) -> Rp {
    let empty = Dosage::default();
    let dosages = &request.dosage_instruction;
    let first = dosages.first().unwrap_or(&empty);
    let explicit = request.category.iter().find_map(|concept| concept.code(&DOSAGE_FORM));
    let form = dosage::form(explicit.and_then(DosageForm::from_code), first);
    let place = named("MedicationRequest", &request.id);
    let supply = Supply {
        total: &request.dispense_request.quantity,
        duration: &request.dispense_request.expected_supply_duration,
        extensions: &request.dispense_request.extension,
    };
    let amount = amount::read(&place, form, dosages, &supply, findings);
    let (code, other_codes, name) = parties::drug(&request.medication_codeable_concept);
    let mut supplements: Vec<Supplement> = request
        .note
        .iter()
        .map(|note| Supplement { text: note.text.clone(), ..Supplement::default() })
        .collect();
    let substitution = &request.substitution.allowed_codeable_concept;
    if substitution.code(&systems::SUBSTITUTION) == Some("1") {
        supplements.retain(|supplement| supplement.text != "後発品変更不可");
        supplements.push(Supplement::new("3", "後発品変更不可"));
    }
    let drug = PrescriptionDrug {
        kind: Some("1".into()),
        code: code.clone(),
        other_codes,
        name,
        amount: amount.amount,
        potency: amount.potency,
        unit: amount.unit,
        unit_factor: None,
        uneven_doses: uneven(&place, first, findings),
        burden: None,
        single_dose: amount.single_dose,
        supplements,
    };
    if code.as_ref().is_none_or(|code: &RecordedCode| code.code.is_empty()) {
        let shown = request.medication_codeable_concept.coding.first();
        let system = shown.map_or("–", |coding| coding.system.as_str());
        findings.push(not_carried(&format!("{place} code system"), system));
    }
    Rp {
        number: number.unwrap_or(0),
        form,
        form_name: String::new(),
        quantity: amount.quantity,
        split_quantity: None,
        usage: dosage::usage(first),
        supplements: dosages_text(form, dosages),
        drugs: vec![drug],
        calendar_days: dosage::calendar_days(dosages),
    }
}

fn uneven(
    place: &str,
    first: &Dosage,
    findings: &mut Vec<Finding>,
) -> Vec<crate::prescription::UnevenDose> {
    dosage::uneven_doses(first).unwrap_or_else(|| {
        findings.push(not_carried(&format!("{place} uneven doses"), "V…"));
        Vec::new()
    })
}

/// The supplements of all dosages. Where there are several, or the amount is the whole quantity,
/// the words of each dosage and its single dose go along: the records have one usage an RP.
fn dosages_text(form: Option<DosageForm>, dosages: &[Dosage]) -> Vec<Supplement> {
    let mut supplements = Vec::new();
    let by_total = !matches!(form, Some(DosageForm::Oral | DosageForm::AsNeeded));
    for dosage in dosages {
        let name = dosage::usage(dosage).name;
        if (dosages.len() > 1 || dosage.text != name) && !dosage.text.is_empty() {
            supplements.push(Supplement::new("5", dosage.text.clone()));
        }
        let dose = dosage.dose_and_rate.first().map(|dose| &dose.dose_quantity);
        if let Some((quantity, value)) = dose.and_then(|dose| Some((dose, dose.decimal()?)))
            && by_total
        {
            supplements.push(Supplement::new("7", format!("{value}{}", quantity.unit)));
        }
        supplements.extend(dosage::supplements(dosage));
        for extension in &dosage.extension {
            if extension.url == systems::PERIOD_OF_USE && !extension.value_period.start.is_empty() {
                let text = format!("服用開始日{}", extension.value_period.start);
                supplements.push(Supplement::new("5", text));
            }
        }
    }
    supplements
}
