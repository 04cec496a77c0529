//! Dispensing records (調剤結果, `ED.xsd`, `EPD1.0`), which hold the prescription whole.

use super::element::Element;
use super::prescription::raise;
use super::recipe::SignatureRecipe;
use super::signature::{Target, sign, xsi_scope};
use super::{Level, PrescriptionBuilder, SignedDocument, World};
use crate::pki::{Credential, after};
use shohosen_report::Time;

/// Builds a dispensing record around a prescription.
#[derive(Clone)]
pub struct DispensingBuilder<'a> {
    payload: Vec<u8>,
    prescription: PrescriptionBuilder<'a>,
    exclusive: bool,
    edit: fn(String) -> String,
    additional: String,
    recipe: SignatureRecipe<'a>,
}

impl<'a> DispensingBuilder<'a> {
    /// A record of this dispensing, signed at this time, on this prescription.
    pub fn new(
        payload: &[u8],
        prescription: PrescriptionBuilder<'a>,
        signer: &'a Credential,
        signing_time: Time,
    ) -> Self {
        Self {
            payload: payload.to_vec(),
            prescription,
            exclusive: false,
            edit: |text| text,
            additional: String::new(),
            recipe: SignatureRecipe::new(signer, "DispensingSign", signing_time),
        }
    }

    /// Brings the pharmacist's signature to a level as the service does (the prescription has its
    /// own). The time-stamp comes a day after the signing.
    #[must_use]
    pub fn level(mut self, level: Level, world: &'a World) -> Self {
        let signed_at = self.recipe.signing_time.unwrap_or(world.hpki.epoch);
        raise(&mut self.recipe, level, world, after(signed_at, crate::pki::DAY));
        self
    }

    /// Changes anything about the pharmacist's signature.
    #[must_use]
    pub fn customize(mut self, change: impl FnOnce(&mut SignatureRecipe<'a>)) -> Self {
        change(&mut self.recipe);
        self
    }

    /// Says that the inner prescription is written so (in [`Style::Vendor`](super::Style::Vendor))
    /// that an exclusive canonicalisation of `Dispensing` leaves its text as it is.
    #[must_use]
    pub fn inner_is_exclusive(mut self) -> Self {
        self.exclusive = true;
        self
    }

    /// Changes the text of the prescription before the pharmacist signs it.
    #[must_use]
    pub fn edit_prescription(mut self, edit: fn(String) -> String) -> Self {
        self.edit = edit;
        self
    }

    /// The text of the prescription as it stands inside the record.
    pub fn prescription_text(&self) -> String {
        (self.edit)(self.prescription.parts("reference_prescription").content)
    }

    /// Content (canonical) of `AdditionalDispensedInformation`, which nobody signs.
    #[must_use]
    pub fn additional(mut self, content: &str) -> Self {
        self.additional = Element::new("AdditionalDispensedInformation")
            .attribute("id", "AdditionalDispensedInformation")
            .content(content)
            .text();
        self
    }

    /// The document.
    pub fn build(&self) -> SignedDocument {
        use base64::Engine as _;
        let inner = self.prescription.parts("reference_prescription");
        let text = (self.edit)(inner.content);
        let reference =
            Element::new("ReferencePrescription").content(format!("\n\t\t\t{text}\n\t\t"));
        let document = Element::new("DispensingDocument")
            .attribute("id", "DispensingDocument")
            .content(base64::engine::general_purpose::STANDARD.encode(&self.payload));
        let dispensing = Element::new("Dispensing").attribute("id", "Dispensing").content(format!(
            "\n\t\t{}\n\t\t{}\n\t",
            reference.text(),
            document.text()
        ));
        let target = Target {
            id: "Dispensing".into(),
            inclusive: dispensing.within(&xsi_scope()),
            exclusive: self.exclusive.then(|| dispensing.text()),
            kind: None,
        };
        let signed = sign(&self.recipe, "dispensing", &target, &xsi_scope());
        let mut management = Element::new("DispensingManagement")
            .attribute("id", "DispensingManagement")
            .child(&Element::new("Version").attribute("Value", "EPD1.0"));
        if self.recipe.level() > Level::Bes {
            let id = "7e57c0de-0000-4000-8000-000000000002";
            management = management.child(&Element::new("DispensingId").attribute("Value", id));
        }
        let sign = Element::new("DispensingSign").content(&signed.xml);
        let root = Element::new("Document")
            .declare(&xsi_scope())
            .attribute("id", "Document")
            .attribute("xsi:noNamespaceSchemaLocation", "ED.xsd")
            .content(format!(
                "\n\t{}\n\t{}\n\t{}{}\n",
                management.text(),
                dispensing.text(),
                self.additional,
                sign.text()
            ));
        let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{}", root.text());
        let facts = vec![inner.signed.facts, signed.facts.clone()];
        SignedDocument::new(&xml, &self.payload, facts).protecting(dispensing.text(), &signed)
    }
}
