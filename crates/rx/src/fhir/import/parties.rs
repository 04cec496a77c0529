//! Patients, practitioners, organizations, identifiers and drugs.

use super::Found;
use crate::fhir::resources::{
    Concept, ContactPoint, Extension, Identifier, Organization, Party, PractitionerRole, Reference,
};
use crate::fhir::systems::{
    self, INSTITUTION_EXTENSION, NAME_REPRESENTATION, PREFECTURE_EXTENSION, SCORE_TABLE_EXTENSION,
    System,
};
use crate::prescription::{IssuingInstitution, Patient, Prescriber, RecordedCode};
use crate::{PartialDate, Sex, dispensing};

/// The value of the identifier of a system.
pub(super) fn identifier<'a>(identifiers: &'a [Identifier], system: &System) -> Option<&'a str> {
    let found = identifiers.iter().find(|identifier| system.is(&identifier.system))?;
    Some(found.value.as_str())
}

/// The first code that is known, the others, and the name.
pub(super) fn drug(concept: &Concept) -> (Option<RecordedCode>, Vec<RecordedCode>, String) {
    let known = concept.coding.iter().filter_map(|coding| {
        let code_type = systems::drug_code_type(&coding.system)?;
        Some(RecordedCode { code_type, code: coding.code.clone() })
    });
    let mut codes: Vec<RecordedCode> = known.collect();
    let first = (!codes.is_empty()).then(|| codes.remove(0));
    let display = concept.coding.first().map_or("", |coding| coding.display.as_str());
    let name = if concept.text.is_empty() { display } else { &concept.text };
    (first, codes, name.to_owned())
}

/// The kanji (IDE) and the kana (SYL) name.
fn names(party: &Party) -> (String, String) {
    let is = |extensions: &[Extension], representation: &str| {
        extensions.iter().any(|extension| {
            extension.url == NAME_REPRESENTATION && extension.value_code == representation
        })
    };
    let kana = party.name.iter().find(|name| is(&name.extension, "SYL"));
    let kanji = party.name.iter().find(|name| !is(&name.extension, "SYL"));
    let text = |name: Option<&crate::fhir::resources::HumanName>| {
        name.map_or_else(String::new, |name| name.text.clone())
    };
    (text(kanji), text(kana))
}

fn code(party: &Party) -> String {
    party.identifier.first().map_or_else(String::new, |identifier| identifier.value.clone())
}

pub(super) fn patient(patients: &[Party]) -> Patient {
    let Some(party) = patients.first() else { return Patient::default() };
    let (name, kana_name) = names(party);
    Patient {
        code: code(party),
        name,
        kana_name,
        sex: match party.gender.as_str() {
            "male" => Some(Sex::Male),
            "female" => Some(Sex::Female),
            _ => None,
        },
        birth_date: PartialDate::from_iso(&party.birth_date),
        copay_class: None,
    }
}

/// A practitioner as a prescriber.
pub(super) fn prescriber(party: &Party) -> Prescriber {
    let (name, kana_name) = names(party);
    Prescriber { code: code(party), name, kana_name }
}

/// Who a reference to somebody who acts leads to: a practitioner, an organization, or both by a role.
#[derive(Clone, Copy, Default)]
pub(super) struct Actor<'f> {
    pub(super) practitioner: Option<&'f Party>,
    pub(super) organization: Option<&'f Organization>,
    pub(super) role: Option<&'f PractitionerRole>,
}

impl Found {
    pub(super) fn actor(&self, reference: &str) -> Actor<'_> {
        let practitioner = |reference: &str| {
            let id = reference.strip_prefix("Practitioner/")?;
            self.practitioners.iter().find(|party| party.id == id)
        };
        let id = reference.strip_prefix("PractitionerRole/");
        let role = id.and_then(|id| self.roles.iter().find(|role| role.id == id));
        let of_role = |reference: fn(&PractitionerRole) -> &Reference| {
            role.map_or("", |role| reference(role).reference.as_str())
        };
        Actor {
            practitioner: practitioner(reference)
                .or_else(|| practitioner(of_role(|role| &role.practitioner))),
            organization: referenced(&self.organizations, reference)
                .or_else(|| referenced(&self.organizations, of_role(|role| &role.organization))),
            role,
        }
    }
}

impl Actor<'_> {
    /// Name and department.
    pub(super) fn doctor(&self) -> Option<(String, String)> {
        let name = self.practitioner.map(|party| names(party).0).unwrap_or_default();
        let concept = self.role.and_then(|role| role.specialty.first());
        let display = |concept: &Concept| concept.coding.first().map(|c| c.display.clone());
        let department = concept.map(|concept| match concept.text.is_empty() {
            true => display(concept).unwrap_or_default(),
            false => concept.text.clone(),
        });
        let department = department.unwrap_or_default();
        (!name.is_empty() || !department.is_empty()).then_some((name, department))
    }

    /// Name and contact.
    pub(super) fn pharmacist(&self) -> Option<(String, String)> {
        let party = self.practitioner?;
        let contact = party.telecom.first().map(|point| point.value.clone());
        Some((names(party).0, contact.unwrap_or_default()))
    }
}

pub(super) fn phone(telecom: &[ContactPoint]) -> String {
    let phone = telecom.iter().find(|point| point.system == "phone");
    phone.map_or_else(String::new, |point| point.value.clone())
}

fn value(organization: &Organization, url: &str) -> String {
    let found = organization.extension.iter().find(|extension| extension.url == url);
    found.map_or_else(String::new, |extension| extension.value_identifier.value.clone())
}

/// The institution that prescribes: the requester, else the only organization with an institution
/// number. Of several nobody knows which it is.
pub(super) fn institution(
    organizations: &[Organization],
    requester: Option<&Organization>,
) -> IssuingInstitution {
    let mut numbered = organizations.iter().filter(|organization| {
        organization.extension.iter().any(|extension| extension.url == INSTITUTION_EXTENSION)
    });
    let only = numbered.next().filter(|_| numbered.next().is_none());
    let Some(organization) = requester.or(only) else {
        return IssuingInstitution::default();
    };
    let dispensing::RecordedInstitution {
        name,
        prefecture,
        score_table,
        code,
        postal_code,
        address,
        phone,
    } = dispenser(organization);
    IssuingInstitution {
        score_table,
        code,
        prefecture,
        name,
        postal_code,
        address,
        phone,
        ..IssuingInstitution::default()
    }
}

pub(super) fn dispenser(organization: &Organization) -> dispensing::RecordedInstitution {
    let address = organization.address.first();
    dispensing::RecordedInstitution {
        name: organization.name.clone(),
        prefecture: value(organization, PREFECTURE_EXTENSION),
        score_table: value(organization, SCORE_TABLE_EXTENSION),
        code: value(organization, INSTITUTION_EXTENSION),
        postal_code: address.map_or_else(String::new, |address| address.postal_code.clone()),
        address: address.map_or_else(String::new, |address| address.text.clone()),
        phone: phone(&organization.telecom),
    }
}

/// The organization that a reference such as `Organization/1` means.
pub(super) fn referenced<'a>(
    organizations: &'a [Organization],
    reference: &str,
) -> Option<&'a Organization> {
    let id = reference.strip_prefix("Organization/")?;
    organizations.iter().find(|organization| organization.id == id)
}
