//! Whom a certificate is for.

use shohosen_report::Time;

/// What a certificate may be used for: the usage arc of the policy OID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// 署名用: nonRepudiation, issued by the signature CA.
    Signature,
    /// 認証用（人）: digitalSignature, issued by the authentication CA.
    Authentication,
}

/// The grade arc of the policy OID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// `3`: production.
    Production,
    /// `0`: test.
    Test,
}

/// What an end-entity certificate is to say. Every field can be set; the constructors give people
/// as the profile has them.
#[derive(Clone, Debug)]
pub struct Person {
    /// Common name in Latin letters.
    pub common_name: String,
    /// Name in Japanese for the subjectAltName; `None` leaves the extension out.
    pub name_ja: Option<String>,
    /// Subject organisation with its Japanese form; `None` leaves it out, as JMA does.
    pub organization: Option<(String, String)>,
    /// Subject serialNumber: the registration number of the qualification.
    pub registration: String,
    /// `hcRole` names; empty leaves the extension out.
    pub roles: Vec<String>,
    /// OID of the role scheme.
    pub role_scheme: String,
    /// Usage of policy, issuer and key.
    pub usage: Usage,
    /// Grade of the policy.
    pub grade: Grade,
    /// `keyUsage` bits; `None` takes what the usage asks.
    pub key_usage: Option<Vec<u8>>,
    /// Validity; `None` is one year before to four years after the epoch.
    pub validity: Option<(Time, Time)>,
    /// Revoked at this moment with this CRLReason.
    pub revoked: Option<(Time, u8)>,
    /// Serial number of the certificate; `None` takes the next.
    pub serial: Option<u64>,
    /// Name of the key in the key store.
    pub key: String,
}

impl Person {
    fn new(key: &str, (latin, ja): (&str, &str), registration: &str, roles: &[&str]) -> Self {
        Self {
            common_name: latin.into(),
            name_ja: Some(ja.into()),
            organization: Some(("SHOHOSEN TEST HOSPITAL".into(), "処方箋試験病院".into())),
            registration: registration.into(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            role_scheme: "1.2.392.100495.1.6.1.1".into(),
            usage: Usage::Signature,
            grade: Grade::Production,
            key_usage: None,
            validity: None,
            revoked: None,
            serial: None,
            key: key.into(),
        }
    }

    /// 医師.
    pub fn doctor() -> Self {
        Self::new("doctor", ("Hanako Shiken", "試験　花子"), "T100001", &["Medical Doctor"])
    }

    /// 歯科医師.
    pub fn dentist() -> Self {
        Self::new("other", ("Jiro Haisha", "歯医者　次郎"), "T200002", &["Dentist"])
    }

    /// 薬剤師.
    pub fn pharmacist() -> Self {
        Self::new("pharmacist", ("Saburo Yakuzai", "薬剤　三郎"), "T300003", &["Pharmacist"])
    }

    /// 看護師: may sign neither document.
    pub fn nurse() -> Self {
        Self::new("other", ("Shiro Kango", "看護　四郎"), "T400004", &["General Nurse"])
    }

    /// Somebody without `hcRole`.
    pub fn without_role() -> Self {
        Self::new("other", ("Goro Mushikaku", "無資格　五郎"), "T500005", &[])
    }

    /// The roles, replacing those there are.
    #[must_use]
    pub fn roles(mut self, roles: &[&str]) -> Self {
        self.roles = roles.iter().map(|role| (*role).to_owned()).collect();
        self
    }

    /// The OID of the role scheme.
    #[must_use]
    pub fn role_scheme(mut self, oid: &str) -> Self {
        self.role_scheme = oid.into();
        self
    }

    /// The grade of the policy.
    #[must_use]
    pub fn grade(mut self, grade: Grade) -> Self {
        self.grade = grade;
        self
    }

    /// The usage of policy, issuer and key.
    #[must_use]
    pub fn usage(mut self, usage: Usage) -> Self {
        self.usage = usage;
        self
    }

    /// Other `keyUsage` bits than the usage asks (0 digitalSignature, 1 nonRepudiation ...).
    #[must_use]
    pub fn key_usage(mut self, bits: &[u8]) -> Self {
        self.key_usage = Some(bits.to_vec());
        self
    }

    /// The validity.
    #[must_use]
    pub fn validity(mut self, not_before: Time, not_after: Time) -> Self {
        self.validity = Some((not_before, not_after));
        self
    }

    /// Revoked at a moment: CRLs made at or after it list the certificate with reason
    /// cessationOfOperation.
    #[must_use]
    pub fn revoked(mut self, at: Time) -> Self {
        self.revoked = Some((at, 5));
        self
    }

    /// The serial number of the certificate.
    #[must_use]
    pub fn serial(mut self, serial: u64) -> Self {
        self.serial = Some(serial);
        self
    }

    /// The name of the key in the key store.
    #[must_use]
    pub fn key(mut self, name: &str) -> Self {
        self.key = name.into();
        self
    }

    /// Without subjectAltName and organisation, as JMA issues them.
    #[must_use]
    pub fn plain_subject(mut self) -> Self {
        self.name_ja = None;
        self.organization = None;
        self
    }
}
