//! `shohosen sign`.

use crate::args::{KeyOptions, ResultOptions, SignBy, SignOptions};
use crate::exit::Failure;
#[cfg(feature = "net")]
use crate::network::Network;
use crate::signed::{self, Input};
use crate::{language, password, setup};
use shohosen::keys::{KeyChoice, SoftwareKey, SoftwareKeyError};
use shohosen::sign::SigningKey;
use shohosen::{Language, Level, Signer};
use std::path::Path;
use zeroize::Zeroizing;

pub fn run(options: &SignOptions) -> Result<u8, Failure> {
    let result = &options.result;
    signed::may_write(result)?;
    let signer = signed::layout(signed::signer(result)?, &options.content).build();
    let input = Input::read(&options.content)?;
    carry_out(&signer, &input, &options.by, result)
}

/// Signs, and hands out what was signed.
pub fn carry_out(
    signer: &Signer,
    input: &Input,
    by: &SignBy,
    result: &ResultOptions,
) -> Result<u8, Failure> {
    let at = setup::time(&result.trust)?;
    let language = language::choose(result.text.lang);
    #[cfg(feature = "net")]
    let network = Network::new(&by.network, language)?;
    #[cfg(feature = "net")]
    let providers = network.providers();
    #[cfg(not(feature = "net"))]
    let providers = shohosen::Providers::default();
    let key = key(&by.key, language)?;
    let mut signed =
        signer.sign(input.content(), &*key, at).map_err(|error| signed::refused(&error))?;
    let level = Level::from(by.level);
    if level > Level::Bes {
        signed = signer
            .extend(signed.bytes(), level, providers, at)
            .map_err(|error| signed::refused(&error))?;
    }
    signed::hand_out(&signed, result)
}

fn key(options: &KeyOptions, language: Language) -> Result<Box<dyn SigningKey>, Failure> {
    #[cfg(feature = "pkcs11")]
    if options.card.pkcs11.is_some() {
        let wanted = options.cert.as_deref().map(setup::certificate).transpose()?;
        if let Some(card) = options.card.card(wanted.as_ref(), language)? {
            let certificate = match wanted {
                Some(certificate) => certificate,
                None => card
                    .signing_certificate()
                    .map_err(|error| crate::card::failure(&error, language))?,
            };
            // Asked for last: whoever has no card in the reader types no PIN in vain.
            return Ok(Box::new(card.key_of(certificate, options.pin.pin(language)?)));
        }
    }
    Ok(Box::new(software_key(options, language)?))
}

fn software_key(options: &KeyOptions, language: Language) -> Result<SoftwareKey, Failure> {
    let password = |wanted| {
        password::read(wanted, options.password_file.as_deref(), options.password_fd, language)
    };
    let file = options.key.as_deref().or(options.pkcs12.as_deref()).unwrap_or(Path::new("-"));
    let key = match (&options.key, &options.pkcs12, &options.cert) {
        (Some(path), _, Some(cert)) => {
            let octets = Zeroizing::new(setup::read(path)?);
            let certificate = setup::certificate(cert)?;
            match SoftwareKey::from_pem_or_der(&octets, certificate.clone()) {
                Err(SoftwareKeyError::Encrypted) => {
                    let password = password(password::OF_KEY)?;
                    SoftwareKey::from_encrypted(&octets, password.as_bytes(), certificate)
                }
                key => key,
            }
        }
        (_, Some(path), _) => {
            let octets = Zeroizing::new(setup::read(path)?);
            let choice = choice(options)?;
            let password = password(password::OF_PKCS12)?;
            SoftwareKey::from_pkcs12_choosing(&octets, &password, &choice).map(|(key, _)| key)
        }
        _ => {
            return Err(Failure::usage(
                "--key と --cert、または --pkcs12 を指定してください",
                "give --key with --cert, or --pkcs12",
            ));
        }
    };
    key.map_err(|error| Failure::in_file(file, error.finding()))
}

/// Which key of a PKCS#12 file.
fn choice(options: &KeyOptions) -> Result<KeyChoice, Failure> {
    if let Some(path) = &options.cert {
        return Ok(KeyChoice::Certificate(setup::certificate(path)?));
    }
    if let Some(text) = &options.key_id {
        let digits = text.replace([':', ' '], "");
        let octets = digits.as_bytes().chunks(2).map(|pair| {
            let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
            u8::from_str_radix(pair, 16).ok()
        });
        let id: Option<Vec<u8>> = octets.collect();
        let wrong = || {
            Failure::usage(
                "--key-id は 16 進数（2 桁で 1 バイト）で指定してください",
                "--key-id: hexadecimal digits, two an octet",
            )
        };
        return Ok(KeyChoice::LocalKeyId(id.ok_or_else(wrong)?));
    }
    let named = options.key_name.clone().map(KeyChoice::FriendlyName);
    Ok(named.unwrap_or_default())
}
