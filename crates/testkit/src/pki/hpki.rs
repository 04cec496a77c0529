//! The look-alike of the ministry's PKI: root, signature CA, authentication CA, people.

use super::{
    CertificateTemplate, CrlTemplate, DAY, Extension, Grade, Name, Person, Revocation, Usage,
    after, extensions,
};
use crate::keys::{KeyStore, SigningKey};
use shohosen_report::Time;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

const REPOSITORY: &str = "http://hpki.test.invalid/repository/";
/// The organisation of the root: it says aloud that it is not the ministry.
const ORGANIZATION: &str = "shohosen test PKI";
const YEAR: i64 = 365 * DAY;

/// A certification authority: its name, certificate and key.
#[derive(Clone)]
pub struct Authority {
    /// Subject name.
    pub name: Name,
    /// Certificate as DER.
    pub certificate: Vec<u8>,
    /// Serial number of that certificate.
    pub serial: u64,
    /// Private key.
    pub key: Arc<SigningKey>,
    issuer: Name,
}

/// An end-entity certificate with its key.
#[derive(Clone)]
pub struct Credential {
    /// Certificate as DER.
    pub certificate: Vec<u8>,
    /// Serial number.
    pub serial: u64,
    /// Issuer's name.
    pub issuer: Name,
    /// Whom it is for.
    pub person: Person,
    /// Private key.
    pub key: Arc<SigningKey>,
}

impl Credential {
    /// The end entity as if it were an authority: a certificate that it issues must not be
    /// believed.
    pub fn as_authority(&self) -> Authority {
        Authority {
            name: subject(&self.person),
            certificate: self.certificate.clone(),
            serial: self.serial,
            key: Arc::clone(&self.key),
            issuer: self.issuer.clone(),
        }
    }
}

/// Certificates and CRLs that a document carries or a verifier is given, as DER.
#[derive(Clone, Debug, Default)]
pub struct ValidationData {
    /// Certificates.
    pub certificates: Vec<Vec<u8>>,
    /// Revocation lists.
    pub crls: Vec<Vec<u8>>,
    /// OCSP responses.
    pub ocsps: Vec<Vec<u8>>,
}

/// Root, signature CA and authentication CA around a day, the epoch, and the people's certificates
/// that they issued.
pub struct HpkiLookAlike {
    /// The day around which everything is valid.
    pub epoch: Time,
    /// The root: no policies; its CRL distribution points name the RARL.
    pub root: Authority,
    /// The CA for signature certificates (`…-forNonRepudiation`).
    pub sign_ca: Authority,
    /// The CA for authentication certificates (`…-forAuthentication-forIndividual`).
    pub auth_ca: Authority,
    /// The keys, for whoever needs one more.
    pub keys: KeyStore,
    revocations: Mutex<Vec<(Usage, Revocation)>>,
    next_serial: AtomicU64,
}

impl HpkiLookAlike {
    /// With fresh keys: a second or two for a document with its signer and time-stamps.
    pub fn generate(epoch: Time) -> Self {
        Self::build(epoch, KeyStore::fresh(), "")
    }

    /// With the committed keys: the same bytes each time, and fast.
    pub fn from_committed_keys(epoch: Time) -> Self {
        Self::build(epoch, KeyStore::committed(), "")
    }

    /// The same names on keys of somebody else: what a forger mints to look the same.
    pub fn forged(epoch: Time) -> Self {
        Self::build(epoch, KeyStore::committed(), "forged-")
    }

    fn build(epoch: Time, keys: KeyStore, forged: &str) -> Self {
        let root_key = keys.key(&format!("{forged}root"));
        let ca_key = keys.key(if forged.is_empty() { "sign-ca" } else { "forged-ca" });
        let auth_key = keys.key(if forged.is_empty() { "auth-ca" } else { "forged-ca" });
        let root = root(epoch, root_key);
        let sign = ("HPKI-01-ShohosenTestSignCA-forNonRepudiation", "1.2.392.100495.1.5.1.1.3.1");
        let auth = (
            "HPKI-01-ShohosenTestAuthCA-forAuthentication-forIndividual",
            "1.2.392.100495.1.5.1.2.3.1",
        );
        Self {
            epoch,
            sign_ca: intermediate(epoch, &root, ca_key, 4, sign),
            auth_ca: intermediate(epoch, &root, auth_key, 5, auth),
            root,
            keys,
            revocations: Mutex::default(),
            next_serial: AtomicU64::new(350),
        }
    }

    fn authority(&self, usage: Usage) -> &Authority {
        match usage {
            Usage::Signature => &self.sign_ca,
            Usage::Authentication => &self.auth_ca,
        }
    }

    /// Issues a certificate to a person with the key of the key store that it names.
    pub fn credential(&self, person: &Person) -> Credential {
        self.credential_for(person, self.keys.key(&person.key))
    }

    /// Issues a certificate to a person for this key (an elliptic-curve key, for example).
    pub fn credential_for(&self, person: &Person, key: Arc<SigningKey>) -> Credential {
        let authority = self.authority(person.usage);
        let serial =
            person.serial.unwrap_or_else(|| self.next_serial.fetch_add(1, Ordering::Relaxed));
        let year = 365 * DAY;
        // The validity of real certificates begins and ends at midnight in Japan.
        let default =
            (after(self.epoch, -year - 9 * 3600), after(self.epoch, 4 * year - 9 * 3600 - 1));
        let (not_before, not_after) = person.validity.unwrap_or(default);
        let template = CertificateTemplate {
            serial,
            issuer: authority.name.clone(),
            subject: subject(person),
            not_before,
            not_after,
            extensions: end_entity_extensions(person, authority, &key),
        };
        if let Some((at, reason)) = person.revoked {
            let revocation = Revocation { serial, at, reason };
            self.revocations.lock().unwrap().push((person.usage, revocation));
        }
        Credential {
            certificate: template.sign(&key, &authority.key),
            serial,
            issuer: authority.name.clone(),
            person: person.clone(),
            key,
        }
    }

    /// The CRL of the signature or authentication CA made at this moment, valid for 96 hours: it
    /// lists what was revoked by then.
    pub fn crl(&self, usage: Usage, this_update: Time) -> Vec<u8> {
        let revocations = self.revocations.lock().unwrap();
        let mine = revocations.iter().filter(|(u, r)| *u == usage && r.at <= this_update);
        let authority = self.authority(usage);
        CrlTemplate {
            issuer: authority.name.clone(),
            this_update,
            next_update: after(this_update, 4 * DAY),
            number: this_update.unix() as u64 / DAY as u64,
            revoked: mine.map(|(_, revocation)| revocation.clone()).collect(),
            authority_scope: None,
        }
        .sign(&authority.key)
    }

    /// The root's list of revoked CAs (SARL) made at this moment, valid for 96 hours, with the
    /// serial numbers of CAs revoked (at the moment given).
    pub fn sarl(&self, this_update: Time, revoked: &[(u64, Time)]) -> Vec<u8> {
        CrlTemplate {
            issuer: self.root.name.clone(),
            this_update,
            next_update: after(this_update, 4 * DAY),
            number: this_update.unix() as u64 / DAY as u64,
            revoked: revoked
                .iter()
                .map(|&(serial, at)| Revocation { serial, at, reason: 5 })
                .collect(),
            authority_scope: Some(root_name().with("CN", "SARL")),
        }
        .sign(&self.root.key)
    }

    /// What the management service puts into a document at this moment: issuing CA and root, the
    /// CA's CRL (18:00 UTC of the day before) and the SARL (19:00 UTC of the day before that).
    pub fn validation_data(&self, at: Time) -> ValidationData {
        let midnight = at.unix().div_euclid(DAY) * DAY;
        let crl_time = Time::from_unix(midnight - 6 * 3600).unwrap();
        let sarl_time = Time::from_unix(midnight - 29 * 3600).unwrap();
        ValidationData {
            certificates: vec![self.sign_ca.certificate.clone(), self.root.certificate.clone()],
            crls: vec![self.crl(Usage::Signature, crl_time), self.sarl(sarl_time, &[])],
            ocsps: Vec::new(),
        }
    }
}

fn root_name() -> Name {
    Name::new(&[("C", "JP"), ("O", ORGANIZATION), ("OU", "MHLW HPKI look-alike, no real ministry")])
}

fn ca_profile(
    key: &SigningKey,
    issuer_key: &SigningKey,
    issuer: &Name,
    serial: u64,
) -> Vec<Extension> {
    vec![
        extensions::authority_key_identifier(&issuer_key.identifier(), Some((issuer, serial))),
        extensions::subject_key_identifier(&key.identifier()),
        extensions::basic_constraints_ca(),
        extensions::key_usage(&[5, 6]),
    ]
}

fn root(epoch: Time, key: Arc<SigningKey>) -> Authority {
    let name = root_name();
    let mut list = ca_profile(&key, &key, &name, 1);
    let japanese =
        Name::new(&[("C", "JP"), ("O", "処方箋試験ＰＫＩ"), ("OU", "ＨＰＫＩ類似ルート認証局")]);
    list.push(extensions::subject_alt_name(&japanese));
    let rarl = name.clone().with("CN", "RARL");
    let uri = format!("{REPOSITORY}rarl.crl");
    list.push(extensions::crl_distribution_points(Some(&rarl), &uri));
    let template = CertificateTemplate {
        serial: 1,
        issuer: name.clone(),
        subject: name.clone(),
        not_before: after(epoch, -10 * YEAR),
        not_after: after(epoch, 20 * YEAR),
        extensions: list,
    };
    let certificate = template.sign(&key, &key);
    Authority { name: name.clone(), certificate, serial: 1, key, issuer: name }
}

fn intermediate(
    epoch: Time,
    root: &Authority,
    key: Arc<SigningKey>,
    serial: u64,
    (common_name, policy): (&str, &str),
) -> Authority {
    let name = Name::new(&[
        ("C", "JP"),
        ("O", ORGANIZATION),
        ("OU", "HPKI look-alike CA"),
        ("CN", common_name),
    ]);
    let mut list = ca_profile(&key, &root.key, &root.name, root.serial);
    list.push(extensions::certificate_policies(policy, REPOSITORY));
    let sarl = root.name.clone().with("CN", "SARL");
    let uri = format!("{REPOSITORY}sarl.crl");
    list.push(extensions::crl_distribution_points(Some(&sarl), &uri));
    let template = CertificateTemplate {
        serial,
        issuer: root.name.clone(),
        subject: name.clone(),
        not_before: after(epoch, -9 * YEAR),
        not_after: after(epoch, 11 * YEAR),
        extensions: list,
    };
    let certificate = template.sign(&key, &root.key);
    Authority { name, certificate, serial, key, issuer: root.name.clone() }
}

fn subject(person: &Person) -> Name {
    let mut name = Name::new(&[("C", "JP")]);
    if let Some((organization, _)) = &person.organization {
        name = name.with("O", organization);
    }
    name.with("CN", &person.common_name).with("serialNumber", &person.registration)
}

fn end_entity_extensions(
    person: &Person,
    authority: &Authority,
    key: &SigningKey,
) -> Vec<Extension> {
    let (usage, bits, crl) = match person.usage {
        Usage::Signature => (1, [1], "sign"),
        Usage::Authentication => (2, [0], "auth"),
    };
    let grade = match person.grade {
        Grade::Production => 3,
        Grade::Test => 0,
    };
    let issuer = Some((&authority.issuer, authority.serial));
    let mut list = vec![
        extensions::authority_key_identifier(&authority.key.identifier(), issuer),
        extensions::subject_key_identifier(&key.identifier()),
        extensions::key_usage(person.key_usage.as_deref().unwrap_or(&bits)),
    ];
    if let Some(name_ja) = &person.name_ja {
        let mut name = Name::new(&[("C", "JP")]);
        if let Some((_, organization_ja)) = &person.organization {
            name = name.with("O", organization_ja);
        }
        let name = name.with("CN", name_ja).with("serialNumber", &person.registration);
        list.push(extensions::subject_alt_name(&name));
    }
    list.push(extensions::crl_distribution_points(None, &format!("{REPOSITORY}{crl}.crl")));
    if !person.roles.is_empty() {
        list.push(extensions::healthcare_roles(&person.role_scheme, &person.roles));
    }
    let policy = format!("1.2.392.100495.1.5.1.{usage}.{grade}.1");
    list.push(extensions::certificate_policies(&policy, REPOSITORY));
    list
}
