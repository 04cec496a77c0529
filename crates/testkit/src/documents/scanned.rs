//! Scanned paper (紙の処方箋のスキャン): the root is the signature, a manifest lists files outside.

use super::element::Element;
use super::prescription::raise;
use super::recipe::{C14n, ExtraObject, Part, SignatureRecipe, SigningCertificate, Transform};
use super::signature::{Target, sign};
use super::style::{Style, XMLDSIG};
use super::{Level, SignedDocument, World};
use crate::keys::Digest;
use crate::pki::{Credential, after};
use shohosen_report::Time;

/// Builds a scanned document.
#[derive(Clone)]
pub struct ScannedBuilder<'a> {
    manifest: Vec<(String, Vec<u8>)>,
    transform: Option<String>,
    recipe: SignatureRecipe<'a>,
}

impl<'a> ScannedBuilder<'a> {
    /// Over these files, given as relative URI and content. It states no signing time; the one
    /// given is where the time-stamps count from.
    pub fn new(files: &[(&str, &[u8])], signer: &'a Credential) -> Self {
        let manifest = files.iter().map(|(uri, octets)| ((*uri).into(), octets.to_vec()));
        let mut recipe = SignatureRecipe::new(signer, "Id", Time::from_unix(0).unwrap());
        recipe.style = Style::Scanned;
        recipe.c14n = C14n::Inclusive10;
        recipe.references = vec![Part::Document, Part::SignedProperties];
        recipe.document_transform = Transform::C14n(C14n::Inclusive10);
        recipe.signing_time = None;
        recipe.signing_certificate = SigningCertificate::V1;
        Self { manifest: manifest.collect(), transform: None, recipe }
    }

    /// States this transform for each file; the octets given are those after it.
    #[must_use]
    pub fn transform(mut self, algorithm: &str) -> Self {
        self.transform = Some(algorithm.into());
        self
    }

    /// Brings it to a level, time-stamped ten minutes after this time.
    #[must_use]
    pub fn level(mut self, level: Level, world: &'a World, signed_at: Time) -> Self {
        raise(&mut self.recipe, level, world, after(signed_at, 600));
        self
    }

    /// Changes anything about the signature.
    #[must_use]
    pub fn customize(mut self, change: impl FnOnce(&mut SignatureRecipe<'a>)) -> Self {
        change(&mut self.recipe);
        self
    }

    /// The document.
    pub fn build(&self) -> SignedDocument {
        let mut manifest = Element::new("Manifest").attribute("Id", "Id-Manifest-1");
        for (uri, octets) in &self.manifest {
            let value = Style::Scanned.base64(&Digest::Sha256.of(octets));
            let method = "http://www.w3.org/2001/04/xmlenc#sha256";
            let mut reference = Element::new("Reference").attribute("URI", uri);
            if let Some(algorithm) = &self.transform {
                let transform = Element::new("Transform").attribute("Algorithm", algorithm);
                reference = reference.child(&Element::new("Transforms").child(&transform));
            }
            manifest = manifest.child(
                &reference
                    .child(&Element::new("DigestMethod").attribute("Algorithm", method))
                    .child(&Element::new("DigestValue").content(value)),
            );
        }
        let mut recipe = self.recipe.clone();
        let object = ExtraObject {
            id: "Id-Object-1".into(),
            content: manifest.text(),
            after_properties: false,
        };
        recipe.objects.insert(0, object);
        let target = Target {
            id: "Id-Manifest-1".into(),
            inclusive: manifest.within(&[(String::new(), XMLDSIG.into())]),
            exclusive: None,
            kind: Some("http://www.w3.org/2000/09/xmldsig#Manifest"),
        };
        let signed = sign(&recipe, "unknown", &target, &[]);
        let xml = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{}", signed.xml);
        SignedDocument::new(&xml, manifest.text().as_bytes(), vec![signed.facts.clone()])
            .protecting(manifest.text(), &signed)
    }
}
