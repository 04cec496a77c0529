//! X.509 certificates (RFC 5280 §4), written field by field.

use super::Name;
use crate::der;
use crate::keys::{Digest, SigningKey};
use shohosen_report::Time;

/// One extension: dotted OID, criticality and the DER of its value.
#[derive(Clone, Debug)]
pub struct Extension {
    /// Dotted object identifier.
    pub oid: &'static str,
    /// Whether it is marked critical.
    pub critical: bool,
    /// DER inside the octet string.
    pub value: Vec<u8>,
}

impl Extension {
    /// `Extension` as DER.
    pub fn der(&self) -> Vec<u8> {
        let critical = if self.critical { der::boolean_true() } else { Vec::new() };
        der::sequence([der::oid(self.oid), critical, der::octet_string(&self.value)])
    }
}

/// What a certificate is to say.
#[derive(Clone, Debug)]
pub struct CertificateTemplate {
    /// Serial number.
    pub serial: u64,
    /// Issuer name.
    pub issuer: Name,
    /// Subject name.
    pub subject: Name,
    /// Start of validity.
    pub not_before: Time,
    /// End of validity, inclusive.
    pub not_after: Time,
    /// Extensions in order.
    pub extensions: Vec<Extension>,
}

impl CertificateTemplate {
    /// The certificate as DER: version 3, signed with SHA-256.
    pub fn sign(&self, subject_key: &SigningKey, issuer_key: &SigningKey) -> Vec<u8> {
        let algorithm = issuer_key.signature_algorithm(Digest::Sha256);
        let validity =
            [der::certificate_time(self.not_before), der::certificate_time(self.not_after)];
        let extensions = der::sequence(self.extensions.iter().map(Extension::der));
        let tbs = der::sequence([
            der::explicit(0, &der::integer(2)),
            der::integer(self.serial),
            algorithm.clone(),
            self.issuer.der(),
            der::sequence(validity),
            self.subject.der(),
            subject_key.public_key_info(),
            der::explicit(3, &extensions),
        ]);
        let value = issuer_key.sign_der(Digest::Sha256, &tbs);
        der::sequence([tbs, algorithm, der::bit_string(&value)])
    }
}

/// The extensions of the profile.
pub mod extensions {
    use super::{Extension, Name};
    use crate::der;

    /// `authorityKeyIdentifier` with the key identifier alone, or with issuer and serial beside it
    /// as HPKI certificates have it.
    pub fn authority_key_identifier(key_id: &[u8], issuer: Option<(&Name, u64)>) -> Extension {
        let mut value = der::implicit(0, key_id);
        if let Some((name, serial)) = issuer {
            value.extend(der::explicit(1, &der::explicit(4, &name.der())));
            let mut number = der::integer(serial);
            number[0] = 0x82;
            value.extend(number);
        }
        Extension { oid: "2.5.29.35", critical: false, value: der::tlv(0x30, &value) }
    }

    /// `subjectKeyIdentifier`.
    pub fn subject_key_identifier(key_id: &[u8]) -> Extension {
        Extension { oid: "2.5.29.14", critical: false, value: der::octet_string(key_id) }
    }

    /// Critical `keyUsage` with these bits (0 digitalSignature, 1 nonRepudiation, 5 keyCertSign,
    /// 6 cRLSign).
    pub fn key_usage(bits: &[u8]) -> Extension {
        Extension { oid: "2.5.29.15", critical: true, value: der::named_bits(bits) }
    }

    /// Critical `basicConstraints` of a CA without path length.
    pub fn basic_constraints_ca() -> Extension {
        let value = der::sequence([der::boolean_true()]);
        Extension { oid: "2.5.29.19", critical: true, value }
    }

    /// Critical `certificatePolicies` with one policy and a CPS URI.
    pub fn certificate_policies(policy: &str, cps: &str) -> Extension {
        let cps = der::sequence([der::oid("1.3.6.1.5.5.7.2.1"), der::ia5_string(cps)]);
        let information = der::sequence([der::oid(policy), der::sequence([cps])]);
        let value = der::sequence([information]);
        Extension { oid: "2.5.29.32", critical: true, value }
    }

    /// Critical `extKeyUsage` of one purpose.
    pub fn extended_key_usage(purpose: &str, critical: bool) -> Extension {
        let value = der::sequence([der::oid(purpose)]);
        Extension { oid: "2.5.29.37", critical, value }
    }

    /// `cRLDistributionPoints`: one point for the directory name, where given, and one for the URI.
    pub fn crl_distribution_points(directory: Option<&Name>, uri: &str) -> Extension {
        let point = |name: Vec<u8>| der::sequence([der::explicit(0, &der::explicit(0, &name))]);
        let mut points = Vec::new();
        if let Some(directory) = directory {
            points.push(point(der::explicit(4, &directory.der())));
        }
        points.push(point(der::implicit(6, uri.as_bytes())));
        Extension { oid: "2.5.29.31", critical: false, value: der::sequence(points) }
    }

    /// `subjectAltName` with one directory name.
    pub fn subject_alt_name(directory: &Name) -> Extension {
        let value = der::sequence([der::explicit(4, &directory.der())]);
        Extension { oid: "2.5.29.17", critical: false, value }
    }

    /// `subjectDirectoryAttributes` with `hcRole`: one HCActor a role (ISO 17090, EXPLICIT tags).
    pub fn healthcare_roles(scheme: &str, roles: &[String]) -> Extension {
        let actors = der::set(roles.iter().map(|role| {
            let coded = der::set([
                der::explicit(0, &der::oid(scheme)),
                der::explicit(2, &der::utf8_string(role)),
            ]);
            der::sequence([der::explicit(0, &coded)])
        }));
        let attribute = der::sequence([der::oid("1.0.17090.0.1"), der::set([actors])]);
        let value = der::sequence([attribute]);
        Extension { oid: "2.5.29.9", critical: false, value }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn healthcare_role_has_the_octets_of_a_real_certificate() {
            let expected = "303430320606288185420001312831263024A0223120A00C060A2A830886910F\
                            01060101A2100C0E4D65646963616C20446F63746F72";
            let roles = ["Medical Doctor".to_owned()];
            let value = healthcare_roles("1.2.392.100495.1.6.1.1", &roles).value;
            let hex: String = value.iter().map(|b| format!("{b:02X}")).collect();
            assert_eq!(hex, expected);
        }
    }
}
