//! What a certificate says in terms of the HPKI profile.

use super::hc_role::{HcActor, HcRole, healthcare_actors};
use super::licence_number::LicenceNumber;
use super::tables::PolicyEntry;
use crate::cms::Asn1Error;
use crate::extensions::{KeyUsage, oid::SUBJECT_DIRECTORY_ATTRIBUTES};
use crate::name::attribute;
use crate::{Certificate, GeneralName, Name, Oid};
use shohosen_report::Text;

/// The facts of a certificate that the HPKI profile is about. Reading them judges nothing: a
/// certificate of any other PKI has a profile, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HpkiProfile {
    /// The healthcare actors of hcRole in their order; empty where the certificate has none.
    pub actors: Result<Vec<HcActor>, Asn1Error>,
    /// The certificate policies; empty where the extension is not there.
    pub policies: Vec<HpkiPolicy>,
    /// The key usage, if the extension is there.
    pub key_usage: Option<KeyUsage>,
    /// commonName of the subject: the name in Latin letters.
    pub common_name: Option<String>,
    /// commonName of the first directoryName in subjectAltName that has one: the Japanese name.
    /// Many certificates have none.
    pub name_ja: Option<String>,
    /// organizationName of the subject. Many certificates have none.
    pub organization: Option<String>,
    /// serialNumber of the subject: the licence number.
    pub licence_number: Result<Option<LicenceNumber>, LicenceNumberError>,
}

/// A policy that a certificate names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HpkiPolicy {
    /// Its identifier.
    pub oid: Oid,
    /// The identifier as text, which stands in every report.
    pub text: Text,
    /// What the table of the HPKI policies says about it.
    pub known: Option<&'static PolicyEntry>,
}

/// Why a subject has no one licence number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LicenceNumberError {
    /// The subject has several serialNumber attributes.
    #[error("the subject has {count} serialNumber attributes")]
    Several {
        /// How many.
        count: usize,
    },
    /// The attribute is not text of 1 to 64 characters (X.520 `ub-serial-number`).
    #[error("the serialNumber of the subject is not text of 1 to 64 characters")]
    NotText,
}

impl HpkiProfile {
    /// Reads the profile of a certificate.
    pub fn of(certificate: &Certificate) -> Self {
        let extensions = certificate.extensions();
        let subject = certificate.subject();
        let owned = |text: Option<std::borrow::Cow<'_, str>>| text.map(|text| text.into_owned());
        Self {
            actors: certificate
                .raw_extension(&SUBJECT_DIRECTORY_ATTRIBUTES)
                .map_or(Ok(Vec::new()), |extension| healthcare_actors(extension.value)),
            policies: policies(certificate),
            key_usage: extensions.key_usage,
            common_name: owned(subject.common_name()),
            name_ja: extensions.subject_alt_names.iter().find_map(|name| match name {
                GeneralName::Directory(name) => owned(name.common_name()),
                _ => None,
            }),
            organization: owned(subject.organization()),
            licence_number: licence_number(subject),
        }
    }

    /// The roles under the coding scheme of the HPKI; empty where there are none or hcRole is
    /// malformed.
    pub fn roles(&self) -> impl Iterator<Item = &HcRole> {
        self.actors.iter().flatten().filter_map(|actor| match actor {
            HcActor::Role(role) => Some(role),
            HcActor::OtherScheme { .. } => None,
        })
    }
}

fn policies(certificate: &Certificate) -> Vec<HpkiPolicy> {
    let policies = certificate.extensions().policies.iter().flat_map(|policies| &policies.policies);
    policies
        .map(|oid| {
            let text = Text::shared(oid.to_string());
            HpkiPolicy { oid: *oid, known: PolicyEntry::by_oid(&text), text }
        })
        .collect()
}

fn licence_number(subject: &Name) -> Result<Option<LicenceNumber>, LicenceNumberError> {
    let numbers: Vec<_> =
        subject.attributes().filter(|a| a.kind == attribute::SERIAL_NUMBER).collect();
    match numbers.as_slice() {
        [] => Ok(None),
        [number] => {
            let number = number.text().and_then(|text| LicenceNumber::new(&text));
            number.map(Some).ok_or(LicenceNumberError::NotText)
        }
        several => Err(LicenceNumberError::Several { count: several.len() }),
    }
}
