//! Keys in PKCS#12 files.

mod choose;
mod container;

use super::pbe::Password;
use super::{KeyChoice, SoftwareKey, SoftwareKeyError, pem, problem};
use container::Container;
use shohosen_pki::Certificate;
use shohosen_report::Words;

/// A larger file is refused: one holds a key and some certificates.
const MAX_OCTETS: usize = 1 << 20;
const NO_CERTIFICATE: Words = Words::new(
    "秘密鍵に対応する証明書が入っていません（証明書を別に指定してください。コマンドでは --cert）",
    "it holds no certificate of the key (supply the certificate apart; for the command: --cert)",
);

impl SoftwareKey {
    /// From a PKCS#12 file (RFC 7292) with a private key and its certificate: those of today
    /// (PBES2) and of old (RC2 and Triple DES), in DER, BER or PEM. Also returns the other certificates
    /// of the file, which may be needed for the path.
    ///
    /// Of several keys it is, wherever it stands, the one whose certificate is for signatures (key
    /// usage nonRepudiation), as on a card; where that is none or several, nothing is guessed
    /// ([`SoftwareKeyError::Ambiguous`], which lists them) and
    /// [`from_pkcs12_choosing`](Self::from_pkcs12_choosing) takes the one that is meant.
    ///
    /// # Errors
    /// If it is no such file, the password is wrong ([`SoftwareKeyError::WrongPassword`]), or the
    /// key is of no use here.
    pub fn from_pkcs12(
        file: &[u8],
        password: &str,
    ) -> Result<(Self, Vec<Certificate>), SoftwareKeyError> {
        Self::from_pkcs12_choosing(file, password, &KeyChoice::ForSignatures)
    }

    /// As [`from_pkcs12`](Self::from_pkcs12), with the key of this choice.
    ///
    /// # Errors
    /// As there; [`SoftwareKeyError::NotInFile`].
    pub fn from_pkcs12_choosing(
        file: &[u8],
        password: &str,
        choice: &KeyChoice,
    ) -> Result<(Self, Vec<Certificate>), SoftwareKeyError> {
        if file.len() > MAX_OCTETS {
            return Err(SoftwareKeyError::Pkcs12(problem::too_large(file.len())));
        }
        let of_pem = pem::pkcs12(file);
        let file = of_pem.as_ref().map_or(file, |der| der.as_slice());
        let container = Container::open(file, &Password::new(password.as_bytes())).map_err(
            |error| match error {
                SoftwareKeyError::Pkcs12(_) => {
                    let seen = problem::no_pkcs12(file);
                    seen.map_or(error, SoftwareKeyError::Pkcs12)
                }
                error => error,
            },
        )?;
        let held = choose::choose(&container, choice)?;
        let own =
            held.certificate.ok_or_else(|| SoftwareKeyError::Pkcs12(NO_CERTIFICATE.phrase()))?;
        let others = container.certificates.iter().map(|(certificate, _)| certificate);
        let others = others.filter(|certificate| **certificate != own).cloned().collect();
        let (der, _) = container.keys.get(held.key).ok_or(SoftwareKeyError::OtherCertificate)?;
        Ok((Self::from_der(der, own)?, others))
    }
}
