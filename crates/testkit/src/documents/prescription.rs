//! Prescriptions (処方箋, `EP.xsd`, `EPS1.0`).

use super::element::Element;
use super::payloads::PRESCRIPTION_ID;
use super::recipe::{C14n, SignatureRecipe};
use super::signature::{Signed, Target, sign, xsi_scope};
use super::{Level, SignedDocument, World};
use crate::pki::{Credential, ValidationData, after};
use shohosen_report::Time;

/// Builds a prescription.
#[derive(Clone)]
pub struct PrescriptionBuilder<'a> {
    payload: Vec<u8>,
    content: Option<String>,
    prescription_id: Option<String>,
    recipe: SignatureRecipe<'a>,
}

/// The children of `Prescription` (or of `ReferencePrescription`) with their signature.
pub(crate) struct Parts {
    pub content: String,
    pub signed: Signed,
    pub document: String,
}

impl<'a> PrescriptionBuilder<'a> {
    /// A prescription of these records, signed at this time; ES-BES until more is asked for.
    pub fn new(payload: &[u8], signer: &'a Credential, signing_time: Time) -> Self {
        Self {
            payload: payload.to_vec(),
            content: None,
            prescription_id: None,
            recipe: SignatureRecipe::new(signer, "PrescriptionSign", signing_time),
        }
    }

    /// Brings it to a level as the service does: time-stamp ten minutes and some milliseconds after
    /// the signing, values current then, archive time-stamp a little later.
    #[must_use]
    pub fn level(mut self, level: Level, world: &'a World) -> Self {
        let signed_at = self.recipe.signing_time.unwrap_or(world.hpki.epoch);
        raise(&mut self.recipe, level, world, after(signed_at, 624));
        if level > Level::Bes {
            self.prescription_id = Some(PRESCRIPTION_ID.into());
        }
        self
    }

    /// Changes anything about the signature.
    #[must_use]
    pub fn customize(mut self, change: impl FnOnce(&mut SignatureRecipe<'a>)) -> Self {
        change(&mut self.recipe);
        self
    }

    /// The id that the service gave; `None` for a prescription that it has not seen.
    #[must_use]
    pub fn prescription_id(mut self, id: Option<&str>) -> Self {
        self.prescription_id = id.map(Into::into);
        self
    }

    /// Signs this as the content of `PrescriptionDocument`, in place of the base64 of the records.
    #[must_use]
    pub fn content(mut self, text: &str) -> Self {
        self.content = Some(text.into());
        self
    }

    pub(crate) fn parts(&self, position: &'static str) -> Parts {
        use base64::Engine as _;
        let mut management = Element::new("PrescriptionManagement")
            .attribute("id", "PrescriptionManagement")
            .child(&Element::new("Version").attribute("Value", "EPS1.0"));
        let mut additional = String::new();
        if let Some(id) = &self.prescription_id {
            management = management.child(&Element::new("PrescriptionId").attribute("Value", id));
            additional = additional_information();
        }
        let base64 = || base64::engine::general_purpose::STANDARD.encode(&self.payload);
        let document = Element::new("PrescriptionDocument")
            .attribute("id", "PrescriptionDocument")
            .content(self.content.clone().unwrap_or_else(base64));
        let target = Target {
            id: "PrescriptionDocument".into(),
            inclusive: document.within(&xsi_scope()),
            exclusive: Some(document.text()),
            kind: None,
        };
        let signed = sign(&self.recipe, position, &target, &xsi_scope());
        let sign = Element::new("PrescriptionSign").content(&signed.xml);
        let document = document.text();
        let content = format!("{}{document}{additional}{}", management.text(), sign.text());
        Parts { content, signed, document }
    }

    /// The text of the signature alone, to be put where it does not belong.
    pub fn signature_text(&self) -> String {
        self.parts("unknown").signed.xml
    }

    /// The document.
    pub fn build(&self) -> SignedDocument {
        let parts = self.parts("prescription");
        let root = Element::new("Document")
            .declare(&xsi_scope())
            .attribute("id", "Document")
            .attribute("xsi:noNamespaceSchemaLocation", "EP.xsd")
            .child(&Element::new("Prescription").content(&parts.content));
        let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{}", root.text());
        SignedDocument::new(&xml, &self.payload, vec![parts.signed.facts.clone()])
            .protecting(parts.document, &parts.signed)
    }
}

fn additional_information() -> String {
    let code = Element::new("ConversionPharmaceuticalCode")
        .child(
            &Element::new("ConversionREcode")
                .content("201,1,1,1,2,620000001,試験錠Ａ１０ｍｇ,3,1,錠"),
        )
        .child(
            &Element::new("ConversionYJcode")
                .content("201,1,1,1,4,9999001F1010,試験錠Ａ１０ｍｇ,3,1,錠"),
        );
    Element::new("AdditionalPrescriptionInformation")
        .attribute("id", "AdditionalPrescriptionInformation")
        .child(&code)
        .text()
}

/// Brings a recipe to a level with this signature time-stamp's second (plus 197 ms); the archive
/// time-stamp comes 197 ms later.
pub(crate) fn raise<'a>(
    recipe: &mut SignatureRecipe<'a>,
    level: Level,
    world: &'a World,
    stamped_at: Time,
) {
    let at = |millis: u32| Time::from_unix_nanos(stamped_at.unix(), millis * 1_000_000).unwrap();
    let stated = (recipe.c14n != C14n::Exclusive).then_some(recipe.c14n);
    let stamp = |time| {
        let mut stamp = world.stamp(time);
        stamp.c14n = stated;
        if level == Level::T {
            stamp.validation_data = ValidationData::default();
        }
        stamp
    };
    recipe.signature_stamps = if level >= Level::T { vec![stamp(at(197))] } else { Vec::new() };
    recipe.values = (level >= Level::Xl).then(|| world.hpki.validation_data(stamped_at));
    recipe.archive_stamps = if level >= Level::A { vec![stamp(at(394))] } else { Vec::new() };
}
