//! What a verifier demands of a signer's certificate beyond a valid path.

use crate::Oid;
use shohosen_report::DocumentKind;

/// 1.2.392.100495.1.5.1.1.3.1: signature, production.
const SIGNATURE_POLICY: Oid = Oid::from_arcs(&[1, 2, 392, 100_495, 1, 5, 1, 1, 3, 1]);

/// The demands of a verifier. The default is the strict one: production certificates for
/// signatures only, prescriptions by physicians and dentists, dispensing by pharmacists.
///
/// ```
/// use shohosen_pki::hpki::HpkiSettings;
/// let settings = HpkiSettings { allow_test_certificates: true, ..HpkiSettings::default() };
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HpkiSettings {
    /// Whether test certificates are accepted, with a warning. They chain to the production root
    /// and state roles, but prove nothing: never set this where real documents are verified.
    pub allow_test_certificates: bool,
    /// What the key may be used for.
    pub key_usage: KeyUsageRule,
    /// The policies under which a signer's certificate may be issued. Test policies are for
    /// `allow_test_certificates`.
    pub signer_policies: Vec<Oid>,
    /// The policies under which the issuing CA may work.
    pub ca_policies: Vec<Oid>,
    /// Who may sign what.
    pub roles: RoleRules,
}

/// What keyUsage must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyUsageRule {
    /// nonRepudiation and nothing else, as the HPKI profile has it.
    #[default]
    NonRepudiationOnly,
    /// nonRepudiation, possibly among others; others are told as a warning.
    NonRepudiation,
}

/// The hcRole names that may sign each kind of document, byte for byte as in certificates. `None`:
/// no role is demanded, and what is found is only told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRules {
    /// 処方箋.
    pub prescription: Option<Vec<String>>,
    /// 調剤情報.
    pub dispensing: Option<Vec<String>>,
    /// Scanned paper and anything else.
    pub other: Option<Vec<String>>,
}

impl Default for HpkiSettings {
    fn default() -> Self {
        Self {
            allow_test_certificates: false,
            key_usage: KeyUsageRule::default(),
            signer_policies: vec![SIGNATURE_POLICY],
            ca_policies: vec![SIGNATURE_POLICY],
            roles: RoleRules::default(),
        }
    }
}

impl Default for RoleRules {
    fn default() -> Self {
        Self {
            prescription: Some(vec!["Medical Doctor".into(), "Dentist".into()]),
            dispensing: Some(vec!["Pharmacist".into()]),
            other: None,
        }
    }
}

impl RoleRules {
    /// The names that may sign this kind of document.
    pub fn allowed(&self, document: DocumentKind) -> Option<&[String]> {
        match document {
            DocumentKind::Prescription => self.prescription.as_deref(),
            DocumentKind::Dispensing => self.dispensing.as_deref(),
            DocumentKind::Scanned | DocumentKind::Unknown => self.other.as_deref(),
        }
    }
}
