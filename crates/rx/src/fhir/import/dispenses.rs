//! MedicationDispenses to dispensings.

use super::amount::{self, Supply};
use super::parties::Actor;
use super::{Found, instants, parties};
use crate::dispensing::{Block, Dispensing, DispensingDrug, Patient, Rp};
use crate::fhir::dosage;
use crate::fhir::resources::{
    Dosage, Identifier, MedicationDispense, MedicationRequest, Reference,
};
use crate::fhir::systems::{DOSAGE_FORM, PRESCRIPTION_ID, RP_NUMBER};
use crate::fhir::{named, not_carried};
use crate::{Date, DosageForm};
use serde_json::Value;
use shohosen_report::Finding;
use std::cmp::Reverse;
use std::collections::HashMap;

impl Found {
    pub(super) fn dispensing(&self, findings: &mut Vec<Finding>) -> Dispensing {
        let patient = parties::patient(&self.patients);
        let contact = self.patients.first();
        let address = contact.and_then(|party| party.address.first());
        let mut dispensing = Dispensing {
            patient: Patient {
                name: patient.name,
                kana_name: patient.kana_name,
                sex: patient.sex,
                birth_date: patient.birth_date,
                postal_code: address.map_or_else(String::new, |a| a.postal_code.clone()),
                address: address.map_or_else(String::new, |a| a.text.clone()),
                phone: contact.map_or_else(String::new, |party| parties::phone(&party.telecom)),
                ..Patient::default()
            },
            ..Dispensing::default()
        };
        // One block a day, dispenser and prescription, newest first; the order of the document
        // stays inside. A block has one prescription only: two that were filled at one visit are
        // two blocks.
        let prescribed = self.prescription_ids();
        let requesters: Vec<String> = self.dispenses.iter().map(|d| self.requester(d)).collect();
        let filled = |(dispense, requester): (_, &'_ String)| {
            let prescriber = self.actor(requester);
            let institution = prescriber.organization.map_or("", |found| found.id.as_str());
            (filling(dispense, &prescribed, institution), prescriber, dispense)
        };
        let mut dispenses: Vec<(Filling<'_>, Actor<'_>, &MedicationDispense)> =
            self.dispenses.iter().zip(&requesters).map(filled).collect();
        dispenses.sort_by_key(|(filling, ..)| *filling);
        let mut current = None;
        for (filling, prescriber, dispense) in dispenses {
            if current != Some(filling) {
                current = Some(filling);
                let (Reverse(date), actor, id, _) = filling;
                let organization = parties::referenced(&self.organizations, actor);
                dispensing.blocks.push(Block {
                    date,
                    pharmacist: self.pharmacist(dispense),
                    prescribing_institution: prescriber.organization.map(parties::dispenser),
                    institution: organization.map(parties::dispenser).unwrap_or_default(),
                    prescription_id: id.map(str::to_owned),
                    ..Block::default()
                });
            }
            if let Some(block) = dispensing.blocks.last_mut() {
                add(block, dispense, prescriber.doctor(), findings);
            }
        }
        dispensing
    }

    /// Who asked for what was dispensed: the requester of the order that it answers, which is contained
    /// in it or stands in the document. Several that differ are nobody.
    fn requester(&self, dispense: &MedicationDispense) -> String {
        let mut requesters =
            self.orders(dispense).into_iter().map(|order| order.requester.reference);
        let first = requesters.next().unwrap_or_default();
        if requesters.all(|other| other == first) { first } else { String::new() }
    }

    /// The orders that a dispense answers.
    pub(super) fn orders(&self, dispense: &MedicationDispense) -> Vec<MedicationRequest> {
        let order = |reference: &Reference| match reference.reference.strip_prefix('#') {
            Some(id) => {
                let is = |value: &&Value| value.get("id").and_then(Value::as_str) == Some(id);
                let request = |value: &&Value| {
                    let name = value.get("resourceType").and_then(Value::as_str);
                    name == Some("MedicationRequest")
                };
                let found = dispense.contained.iter().find(is).filter(request)?;
                serde_json::from_value(found.clone()).ok()
            }
            None => {
                let id = reference.reference.strip_prefix("MedicationRequest/")?;
                self.requests.iter().find(|request| request.id == id).cloned()
            }
        };
        dispense.authorizing_prescription.iter().filter_map(order).collect()
    }

    /// The practitioner among those who dispensed.
    fn pharmacist(&self, dispense: &MedicationDispense) -> Option<(String, String)> {
        let actors = dispense.performer.iter().map(|performer| &performer.actor.reference);
        actors.into_iter().find_map(|actor| self.actor(actor).pharmacist())
    }

    /// The prescriptions of the requests of this document, by the id of the request.
    fn prescription_ids(&self) -> HashMap<&str, &str> {
        let ids = self.requests.iter().filter_map(|request| {
            let id = uuid(&request.identifier)?;
            Some((request.id.as_str(), id))
        });
        ids.collect()
    }
}

/// What dispenses of one block have in common: day, dispenser, prescription and the institution that
/// prescribed.
type Filling<'d> = (Reverse<Option<Date>>, &'d str, Option<&'d str>, &'d str);

fn filling<'d>(
    dispense: &'d MedicationDispense,
    prescribed: &HashMap<&str, &'d str>,
    institution: &'d str,
) -> Filling<'d> {
    // Without an id of its own that of the request which it answers, if there is one.
    let authorized = || {
        let request = |reference: &'d Reference| {
            prescribed.get(reference.reference.strip_prefix("MedicationRequest/")?).copied()
        };
        let mut ids = dispense.authorizing_prescription.iter().filter_map(request);
        let first = ids.next()?;
        ids.all(|id| id == first).then_some(first)
    };
    let id = uuid(&dispense.identifier).or_else(authorized);
    (Reverse(day(dispense)), actor(dispense), id, institution)
}

/// Hospitals number orders under the same system; a prescription of the service has a UUID.
fn uuid(identifiers: &[Identifier]) -> Option<&str> {
    parties::identifier(identifiers, &PRESCRIPTION_ID).filter(|id| id.len() == 36)
}

/// The day it was handed over, else prepared.
pub(super) fn day(dispense: &MedicationDispense) -> Option<Date> {
    [&dispense.when_handed_over, &dispense.when_prepared]
        .into_iter()
        .find_map(|text| instants::day(text))
}

/// The organization that dispensed.
fn actor(dispense: &MedicationDispense) -> &str {
    let mut actors = dispense.performer.iter().map(|performer| performer.actor.reference.as_str());
    let organization = actors.clone().find(|actor| actor.starts_with("Organization/"));
    organization.or_else(|| actors.next()).unwrap_or_default()
}

fn add(
    block: &mut Block,
    dispense: &MedicationDispense,
    doctor: Option<(String, String)>,
    findings: &mut Vec<Finding>,
) {
    let number = parties::identifier(&dispense.identifier, &RP_NUMBER);
    let number: Option<u32> = number.and_then(shohosen_terms::whole_number);
    let rp = Rp { doctor, ..read(dispense, number.unwrap_or(0), findings) };
    let same = |last: &Rp| {
        (last.number, last.form, last.quantity) == (rp.number, rp.form, rp.quantity)
            && last.usage == rp.usage
            && last.supplements == rp.supplements
            && last.supplement_codes == rp.supplement_codes
            && last.calendar_days == rp.calendar_days
            && last.doctor == rp.doctor
    };
    match block.rps.last_mut() {
        Some(last) if number.is_some() && same(last) => last.drugs.extend(rp.drugs),
        _ => block.rps.push(rp),
    }
}

fn read(dispense: &MedicationDispense, number: u32, findings: &mut Vec<Finding>) -> Rp {
    let empty = Dosage::default();
    let first = dispense.dosage_instruction.first().unwrap_or(&empty);
    let explicit = dispense.category.code(&DOSAGE_FORM).and_then(DosageForm::from_code);
    let form = dosage::form(explicit, first);
    let place = named("MedicationDispense", &dispense.id);
    let supply =
        Supply { total: &dispense.quantity, duration: &dispense.days_supply, extensions: &[] };
    let amount = amount::read(&place, form, &dispense.dosage_instruction, &supply, findings);
    instants::said(&place, "whenHandedOver", &dispense.when_handed_over, findings);
    if dispense.when_handed_over.is_empty() {
        instants::said(&place, "whenPrepared", &dispense.when_prepared, findings);
    }
    let (code, other_codes, name) = parties::drug(&dispense.medication_codeable_concept);
    if code.is_none() {
        findings.push(not_carried(&format!("{place} code system"), "–"));
    }
    let usage = dosage::usage(first);
    let supplements = dosage::supplements(first);
    let supplement_codes = supplements.iter().filter_map(|s| s.usage_code.clone()).collect();
    let texts = supplements.into_iter().map(|supplement| supplement.text);
    let words = Some(first.text.clone()).filter(|text| *text != usage.name && !text.is_empty());
    Rp {
        number,
        doctor: None,
        drugs: vec![DispensingDrug {
            name,
            amount: amount.amount,
            unit: amount.unit,
            code,
            other_codes,
            generic: None,
            supplements: dispense.note.iter().map(|note| note.text.clone()).collect(),
            cautions: Vec::new(),
        }],
        usage,
        form,
        quantity: amount.quantity,
        // Without a form only the unit says that days are counted.
        quantity_unit: match (form, amount.quantity) {
            (None, Some(days)) if days > 1 => "日分".to_owned(),
            (Some(form), Some(_)) => form.notebook_unit().to_owned(),
            _ => String::new(),
        },
        supplements: words.into_iter().chain(texts).collect(),
        cautions: Vec::new(),
        supplement_codes,
        calendar_days: dosage::calendar_days(&dispense.dosage_instruction),
    }
}
