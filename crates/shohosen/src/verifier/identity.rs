//! Who signed, in the words of the report.

use shohosen_pki::Certificate;
use shohosen_pki::hpki::HpkiProfile;
use shohosen_report::Signer;

/// Describes the signer by the certificate alone.
pub(crate) fn describe(
    certificate: Option<&Certificate>,
    profile: Option<&HpkiProfile>,
) -> Option<Signer> {
    Some(of_certificate(certificate?, profile?))
}

/// As [`describe`], for a certificate that stands for itself.
pub(crate) fn of_certificate(certificate: &Certificate, profile: &HpkiProfile) -> Signer {
    Signer {
        common_name: profile.common_name.clone(),
        name_ja: profile.name_ja.clone(),
        organization: profile.organization.clone(),
        hc_roles: profile.roles().map(|role| role.name.clone()).collect(),
        hc_roles_ja: profile
            .roles()
            .map(|role| role.known.map(|entry| entry.name_ja.to_owned()))
            .collect(),
        certificate_sha256: shohosen_report::hex(certificate.sha256()),
        licence_number: profile
            .licence_number
            .as_ref()
            .ok()
            .and_then(|number| number.as_ref())
            .map(|number| number.expose().to_owned()),
    }
}
