//! Writing the unsigned properties: time-stamps, certificates, revocation data.

use super::element::Element;
use super::recipe::{C14n, Stamp};
use super::signature::Writer;
use super::style::{Ns, Style};
use crate::pki::ValidationData;

/// The text of all unsigned properties, and of those that an archive time-stamp seals.
pub(super) struct Unsigned {
    pub text: String,
    pub sealed: Vec<String>,
}

impl Writer<'_> {
    /// The unsigned properties in the service's order. `core` is SignedInfo, SignatureValue and
    /// KeyInfo.
    pub(super) fn unsigned_properties(&self, core: &[&Element; 3], octets: &[Vec<u8>]) -> Unsigned {
        let recipe = self.recipe;
        let signature_scope = self.signature_scope();
        let scope = self.properties_scope();
        let mut children: Vec<Element> = Vec::new();
        let mut sealed = 0;
        for (index, stamp) in recipe.signature_stamps.iter().enumerate() {
            let octets = match stamp.c14n {
                Some(C14n::Exclusive) => core[1].within(&self.style.declaration(Ns::Ds)),
                _ => core[1].within(&signature_scope),
            };
            let name = format!("SignatureTimeStamp{}", index + 1);
            self.push_stamp(&mut children, Ns::Xa, &name, stamp, octets.as_bytes());
        }
        if let Some(values) = &recipe.values {
            children.push(self.certificate_values(Ns::Xa, "", values));
            if !values.crls.is_empty() || !values.ocsps.is_empty() {
                children.push(self.revocation_values(Ns::Xa, "", values));
            }
        }
        for (index, stamp) in recipe.archive_stamps.iter().enumerate() {
            assert_ne!(stamp.c14n, Some(C14n::Exclusive), "archive stamps are written inclusive");
            let mut imprint: Vec<u8> = octets.concat();
            for element in core {
                imprint.extend(element.within(&signature_scope).into_bytes());
            }
            for child in &children {
                imprint.extend(child.within(&scope).into_bytes());
            }
            for object in &recipe.objects {
                if !(object.after_properties && stamp.skip_objects_after_properties) {
                    imprint.extend(self.object(object).within(&signature_scope).into_bytes());
                }
            }
            sealed = children.len();
            let name = format!("ArchiveTimeStamp{}", index + 1);
            self.push_stamp(&mut children, Ns::Xa141, &name, stamp, &imprint);
        }
        Unsigned {
            text: children.iter().map(Element::text).collect(),
            sealed: children[..sealed].iter().map(Element::text).collect(),
        }
    }

    fn push_stamp(
        &self,
        children: &mut Vec<Element>,
        ns: Ns,
        name: &str,
        stamp: &Stamp<'_>,
        octets: &[u8],
    ) {
        let octets = stamp.imprint_of.as_deref().unwrap_or(octets);
        let imprint = stamp.imprint_digest.of(octets);
        let token =
            stamp.authority.token(stamp.imprint_digest, &imprint, stamp.gen_time, &stamp.options);
        let id = self.id(name);
        let local = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let mut element = Element::new(self.style.name(ns, local));
        if ns == Ns::Xa141 {
            element = element.declare(&self.style.declaration(ns));
        }
        element = element.attribute("Id", &id);
        if let Some(c14n) = stamp.c14n {
            let method = self.ds("CanonicalizationMethod").declare(&self.style.switch(ns, Ns::Ds));
            element = element.child(&method.attribute("Algorithm", c14n.uri()));
        }
        let value = self
            .xa("EncapsulatedTimeStamp")
            .declare(&self.style.switch(ns, Ns::Xa))
            .content(self.style.base64(&token));
        children.push(element.child(&value));
        let data = &stamp.validation_data;
        if data.certificates.is_empty() && data.crls.is_empty() {
            return;
        }
        let suffix = format!("{name}-");
        let mut element = Element::new(self.style.name(Ns::Xa141, "TimeStampValidationData"))
            .declare(&self.style.declaration(Ns::Xa141))
            .attribute("Id", &self.id(&format!("{suffix}ValidationData")))
            .attribute("URI", &format!("#{id}"))
            .child(&self.certificate_values(Ns::Xa141, &suffix, data));
        if !data.crls.is_empty() || !data.ocsps.is_empty() {
            element = element.child(&self.revocation_values(Ns::Xa141, &suffix, data));
        }
        children.push(element);
    }

    /// CertificateValues inside an element of namespace `parent`. Inside TimeStampValidationData
    /// the service leaves its prefix aside and declares a default namespace.
    fn certificate_values(&self, parent: Ns, stem: &str, data: &ValidationData) -> Element {
        let plain = parent == Ns::Xa141 && self.style == Style::Service;
        let style = if plain { Style::Scanned } else { self.style };
        let values = data.certificates.iter().map(|certificate| {
            Element::new(style.name(Ns::Xa, "EncapsulatedX509Certificate"))
                .content(self.style.base64(certificate))
                .text()
        });
        Element::new(style.name(Ns::Xa, "CertificateValues"))
            .declare(&style.switch(parent, Ns::Xa))
            .attribute("Id", &self.id(&format!("{stem}CertificateValues")))
            .content(values.collect::<String>())
    }

    fn revocation_values(&self, parent: Ns, stem: &str, data: &ValidationData) -> Element {
        let mut element = self
            .xa("RevocationValues")
            .declare(&self.style.switch(parent, Ns::Xa))
            .attribute("Id", &self.id(&format!("{stem}RevocationValues")));
        let groups = [
            ("CRLValues", "EncapsulatedCRLValue", &data.crls),
            ("OCSPValues", "EncapsulatedOCSPValue", &data.ocsps),
        ];
        for (group, local, list) in groups {
            if list.is_empty() {
                continue;
            }
            let values =
                list.iter().map(|value| self.xa(local).content(self.style.base64(value)).text());
            element = element.child(&self.xa(group).content(values.collect::<String>()));
        }
        element
    }
}
