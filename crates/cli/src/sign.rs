//! `shohosen sign`.

use crate::args::{KeyOptions, SignOptions};
use crate::exit::Failure;
use crate::signed::{self, Input};
use crate::{password, setup};
use shohosen::Level;
use shohosen::keys::SoftwareKey;
use shohosen::pki::Certificate;
use std::path::Path;
use zeroize::Zeroizing;

pub fn run(options: &SignOptions) -> Result<u8, Failure> {
    let result = &options.result;
    let signer = signed::layout(signed::signer(result)?, &options.content).build();
    let at = setup::time(&result.trust)?;
    let input = Input::read(&options.content)?;
    let key = key(&options.key)?;
    let mut signed =
        signer.sign(input.content(), &key, at).map_err(|error| signed::refused(&error, result))?;
    let level = Level::from(options.level);
    if level > Level::Bes {
        signed = signer
            .extend(signed.bytes(), level, signed::providers(), at)
            .map_err(|error| signed::refused(&error, result))?;
    }
    signed::hand_out(&signed, result)
}

fn key(options: &KeyOptions) -> Result<SoftwareKey, Failure> {
    let (key, path) = match (&options.key, &options.pkcs12, &options.cert) {
        (Some(path), _, Some(cert)) => {
            let octets = Zeroizing::new(setup::read(path)?);
            (SoftwareKey::from_pem_or_der(&octets, certificate(cert)?), path)
        }
        (_, Some(path), _) => {
            let octets = setup::read(path)?;
            let password = password::read(options)?;
            (SoftwareKey::from_pkcs12(&octets, &password).map(|(key, _)| key), path)
        }
        _ => return Err(Failure::Usage("--key with --cert, or --pkcs12".into())),
    };
    key.map_err(|error| setup::unreadable(path, error))
}

/// The certificate in a file.
pub fn certificate(path: &Path) -> Result<Certificate, Failure> {
    Certificate::from_pem_or_der(&setup::read(path)?)
        .map_err(|error| setup::unreadable(path, error))
}
