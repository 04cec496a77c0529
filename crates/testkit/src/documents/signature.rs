//! Writing one signature.

use super::SignatureFacts;
use super::element::{Element, Scope};
use super::recipe::{
    C14n, Part, SignatureMethod, SignatureRecipe, SignedPart, SigningCertificate, Stamp, Transform,
};
use super::style::{Ns, Style, XSI};
use crate::der;
use crate::keys::Digest;

/// The element that a signature is about.
pub(crate) struct Target {
    /// Its id.
    pub id: String,
    /// Its octets after inclusive canonicalisation in its context.
    pub inclusive: String,
    /// Its octets after exclusive canonicalisation, where those can be had.
    pub exclusive: Option<String>,
    /// `Type` of the reference to it.
    pub kind: Option<&'static str>,
}

/// A signature in text, with the facts and the texts that it protects.
pub(crate) struct Signed {
    pub xml: String,
    pub facts: SignatureFacts,
    pub regions: Vec<String>,
}

/// Writes the signature of the recipe over the target. `outer` is what the signature's parent has
/// in scope: `xmlns:xsi` in prescriptions and dispensing records, nothing in scanned documents.
pub(crate) fn sign(
    recipe: &SignatureRecipe<'_>,
    position: &'static str,
    target: &Target,
    outer: &[(String, String)],
) -> Signed {
    Writer { recipe, style: recipe.style, outer }.sign(position, target)
}

/// `xmlns:xsi`, as documents with a root of their own have it in scope.
pub(crate) fn xsi_scope() -> Scope {
    vec![("xsi".into(), XSI.into())]
}

pub(super) struct Writer<'a> {
    pub(super) recipe: &'a SignatureRecipe<'a>,
    pub(super) style: Style,
    outer: &'a [(String, String)],
}

impl Writer<'_> {
    pub(super) fn ds(&self, local: &str) -> Element {
        Element::new(self.style.name(Ns::Ds, local))
    }

    pub(super) fn xa(&self, local: &str) -> Element {
        Element::new(self.style.name(Ns::Xa, local))
    }

    pub(super) fn id(&self, suffix: &str) -> String {
        format!("{}-{suffix}", self.recipe.stem)
    }

    /// What is in scope inside the signature, outside its properties.
    pub(super) fn signature_scope(&self) -> Scope {
        [self.style.declaration(Ns::Ds), self.outer.to_vec()].concat()
    }

    /// What is in scope inside QualifyingProperties. Where both namespaces are default ones, the
    /// inner one counts.
    pub(super) fn properties_scope(&self) -> Scope {
        let mut scope = self.style.declaration(Ns::Xa);
        if self.style != Style::Scanned {
            scope.extend(self.style.declaration(Ns::Ds));
        }
        scope.extend_from_slice(self.outer);
        scope
    }

    fn sign(&self, position: &'static str, target: &Target) -> Signed {
        let recipe = self.recipe;
        let key_info = self.key_info();
        let signed_properties = self.signed_properties(&[]);
        // Exclusive canonicalisation declares a prefix where it is first used: on each of the
        // elements of XML-DSig inside, since SignedProperties itself does not use it.
        let ds_inside = self.style.declaration(Ns::Ds);
        let signed_properties_exclusive = self.signed_properties(&ds_inside);
        let octets_of = |part: &Part| match part {
            Part::Document => self.document_octets(target),
            Part::KeyInfo => match recipe.c14n {
                C14n::Exclusive => key_info.within(&self.style.declaration(Ns::Ds)),
                _ => key_info.within(&self.signature_scope()),
            }
            .into_bytes(),
            Part::SignedProperties => match recipe.c14n {
                C14n::Exclusive => {
                    signed_properties_exclusive.within(&self.style.declaration(Ns::Xa))
                }
                _ => signed_properties.within(&self.properties_scope()),
            }
            .into_bytes(),
            Part::Extra(extra) => extra.octets.clone(),
        };
        let octets: Vec<Vec<u8>> = recipe.references.iter().map(octets_of).collect();
        let signed_info = self.signed_info(target, &octets);
        let canonical = match recipe.c14n {
            C14n::Exclusive => signed_info.within(&self.style.declaration(Ns::Ds)),
            _ => signed_info.within(&self.signature_scope()),
        };
        let to_sign = recipe.signature_of.as_deref().unwrap_or(canonical.as_bytes());
        let value = self.signature_value(to_sign);
        let signature_value = self
            .ds("SignatureValue")
            .attribute("Id", &self.id("SignatureValue"))
            .content(self.style.base64(&value));

        let unsigned =
            self.unsigned_properties(&[&signed_info, &signature_value, &key_info], &octets);
        let mut regions = vec![signed_info.text(), key_info.text(), signed_properties.text()];
        if !recipe.signature_stamps.is_empty() {
            regions.push(signature_value.text());
        }
        regions.extend(unsigned.sealed);

        let (before, after): (Vec<_>, Vec<_>) =
            recipe.objects.iter().partition(|object| !object.after_properties);
        let mut signature = self.ds("Signature").declare(&self.style.declaration(Ns::Ds));
        if let Some(id) = &recipe.id {
            signature = signature.attribute("Id", id);
        }
        signature = signature.child(&signed_info).child(&signature_value).child(&key_info);
        for object in before {
            signature = signature.child(&self.object(object));
        }
        signature = signature.child(&self.properties_object(&signed_properties, &unsigned.text));
        for object in after {
            signature = signature.child(&self.object(object));
        }
        let times = |stamps: &[Stamp<'_>]| stamps.iter().map(|stamp| stamp.gen_time).collect();
        Signed {
            xml: signature.text(),
            regions,
            facts: SignatureFacts {
                position,
                level: recipe.level(),
                certificate: recipe.signer.certificate.clone(),
                roles: recipe.signer.person.roles.clone(),
                signing_time: recipe.signing_time,
                signature_times: times(&recipe.signature_stamps),
                archive_times: times(&recipe.archive_stamps),
                signed_info: canonical.into_bytes(),
                signature_value: value,
            },
        }
    }

    fn document_octets(&self, target: &Target) -> Vec<u8> {
        let text = match &self.recipe.document_transform {
            Transform::C14n(C14n::Exclusive) => {
                target.exclusive.as_ref().expect("this document has no exclusive form here")
            }
            _ => &target.inclusive,
        };
        text.clone().into_bytes()
    }

    fn digest_method(&self, digest: Digest) -> Element {
        let uri = match digest {
            Digest::Sha1 => "http://www.w3.org/2000/09/xmldsig#sha1",
            Digest::Sha256 => "http://www.w3.org/2001/04/xmlenc#sha256",
            Digest::Sha384 => "http://www.w3.org/2001/04/xmldsig-more#sha384",
            Digest::Sha512 => "http://www.w3.org/2001/04/xmlenc#sha512",
        };
        self.ds("DigestMethod").attribute("Algorithm", uri)
    }

    fn signed_info(&self, target: &Target, octets: &[Vec<u8>]) -> Element {
        let recipe = self.recipe;
        let mut info = self
            .ds("SignedInfo")
            .attribute("Id", &self.id("SignedInfo"))
            .child(&self.ds("CanonicalizationMethod").attribute("Algorithm", recipe.c14n.uri()))
            .child(&self.ds("SignatureMethod").attribute("Algorithm", recipe.method.uri()));
        for (index, (part, octets)) in recipe.references.iter().zip(octets).enumerate() {
            let c14n = Transform::C14n(recipe.c14n);
            let (name, uri, kind, transform) = match part {
                Part::Document => {
                    let uri = recipe.document_uri.clone().unwrap_or(format!("#{}", target.id));
                    ("Detached", uri, target.kind, recipe.document_transform.clone())
                }
                Part::KeyInfo => ("KeyInfo", format!("#{}", self.id("KeyInfo")), None, c14n),
                Part::SignedProperties => {
                    let uri = format!("#{}", self.id("SignedProperties"));
                    ("SignedProperties", uri, recipe.signed_properties_type.as_deref(), c14n)
                }
                Part::Extra(extra) => {
                    let transform = extra.transform.as_ref();
                    let transform = transform.map_or(Transform::None, |uri| {
                        Transform::Other(uri.clone(), String::new())
                    });
                    ("Extra", extra.uri.clone(), extra.kind.as_deref(), transform)
                }
            };
            let id = self.id(&format!("Reference{}-{name}", index + 1));
            let mut reference = self.ds("Reference").attribute("Id", &id);
            if let Some(kind) = kind {
                reference = reference.attribute("Type", kind);
            }
            reference = reference.attribute("URI", &uri);
            let stated = match &transform {
                Transform::None => None,
                Transform::C14n(c14n) => Some((c14n.uri(), "")),
                Transform::Other(uri, content) => Some((uri.as_str(), content.as_str())),
            };
            if let Some((uri, content)) = stated {
                let transform = self.ds("Transform").attribute("Algorithm", uri).content(content);
                reference = reference.child(&self.ds("Transforms").child(&transform));
            }
            let value = self.style.base64(&recipe.digest.of(octets));
            reference = reference
                .child(&self.digest_method(recipe.digest))
                .child(&self.ds("DigestValue").content(value));
            info = info.child(&reference);
        }
        self.edited(info, SignedPart::SignedInfo)
    }

    /// A part of the signature as the recipe wants it written.
    fn edited(&self, element: Element, part: SignedPart) -> Element {
        let edits = self.recipe.edits.iter().filter(|edit| edit.part == part);
        edits.fold(element, |element, edit| element.edit(&edit.from, &edit.to))
    }

    fn signature_value(&self, signed_info: &[u8]) -> Vec<u8> {
        let key = &self.recipe.signer.key;
        match self.recipe.method {
            SignatureMethod::Rsa(digest) => key.sign(digest, signed_info),
            SignatureMethod::EcdsaSha256 => key.sign(Digest::Sha256, signed_info),
            SignatureMethod::EcdsaSha384 => key.sign(Digest::Sha384, signed_info),
            SignatureMethod::HmacSha256WithPublicKey => {
                use aws_lc_rs::hmac;
                let key = hmac::Key::new(hmac::HMAC_SHA256, &key.public_key_info());
                hmac::sign(&key, signed_info).as_ref().to_vec()
            }
        }
    }

    fn key_info(&self) -> Element {
        let certificate = self.recipe.key_info_certificate.as_ref();
        let certificate = certificate.unwrap_or(&self.recipe.signer.certificate);
        let value = self.ds("X509Certificate").content(self.style.base64(certificate));
        let data = self.ds("X509Data").child(&value);
        let key_info = self.ds("KeyInfo").attribute("Id", &self.id("KeyInfo")).child(&data);
        self.edited(key_info, SignedPart::KeyInfo)
    }

    /// SignedProperties; `inside` is declared on each element of XML-DSig in it.
    fn signed_properties(&self, inside: &[(String, String)]) -> Element {
        let recipe = self.recipe;
        let switch = self.style.switch(Ns::Xa, Ns::Ds);
        let inside = if switch.is_empty() { inside } else { &switch };
        let mut properties = self.xa("SignedSignatureProperties");
        if let Some(time) = recipe.signing_time {
            let text = match self.style {
                Style::Service => time.to_string().replace('Z', "+00:00"),
                _ => time.to_string(),
            };
            properties = properties.child(&self.xa("SigningTime").content(text));
        }
        let certificate =
            recipe.certificate_digest_of.as_ref().unwrap_or(&recipe.signer.certificate);
        let value = self.style.base64(&recipe.certificate_digest.of(certificate));
        let digest = self
            .xa("CertDigest")
            .child(&self.digest_method(recipe.certificate_digest).declare(inside))
            .child(&self.ds("DigestValue").declare(inside).content(value));
        let mut cert = self.xa("Cert").child(&digest);
        let local = match recipe.signing_certificate {
            SigningCertificate::None => "",
            SigningCertificate::V2 => "SigningCertificateV2",
            SigningCertificate::V2WithIssuerSerial => {
                let names = der::sequence([der::explicit(4, &recipe.signer.issuer.der())]);
                let serial = der::sequence([names, der::integer(recipe.signer.serial)]);
                let text = self.style.base64(&serial);
                cert = cert.child(&self.xa("IssuerSerialV2").content(text));
                "SigningCertificateV2"
            }
            SigningCertificate::V1 => {
                let issuer = recipe.signer.issuer.text_last_first();
                let serial = recipe.signer.serial.to_string();
                cert = cert.child(
                    &self
                        .xa("IssuerSerial")
                        .child(&self.ds("X509IssuerName").declare(inside).content(issuer))
                        .child(&self.ds("X509SerialNumber").declare(inside).content(serial)),
                );
                "SigningCertificate"
            }
        };
        if !local.is_empty() {
            properties = properties.child(&self.xa(local).child(&cert));
        }
        let id = self.id("SignedProperties");
        let properties = self.xa("SignedProperties").attribute("Id", &id).child(&properties);
        self.edited(properties, SignedPart::SignedProperties)
    }

    pub(super) fn object(&self, object: &super::ExtraObject) -> Element {
        self.ds("Object").attribute("Id", &object.id).content(&object.content)
    }

    fn properties_object(&self, signed_properties: &Element, unsigned: &str) -> Element {
        let declaration = self.style.declaration(Ns::Xa);
        let target = format!("#{}", self.recipe.id.as_deref().unwrap_or_default());
        let mut properties = self
            .xa("QualifyingProperties")
            .attribute("Id", &self.id("QualifyingProperties"))
            .attribute("Target", &target);
        let mut object = self.ds("Object");
        if self.style == Style::Service {
            object = object.declare(&declaration);
        } else {
            properties = properties.declare(&declaration);
        }
        properties = properties.child(signed_properties);
        if !unsigned.is_empty() {
            let inner = self.xa("UnsignedSignatureProperties").content(unsigned);
            properties = properties.child(&self.xa("UnsignedProperties").child(&inner));
        }
        object.child(&properties)
    }
}
