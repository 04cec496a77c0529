//! `shohosen cert`.

use crate::args::CertOptions;
use crate::exit::{self, Failure};
use crate::{language, render, setup};
use shohosen::Language;
use shohosen::pki::Certificate;
use std::fmt::Write as _;
use std::io::Write;

pub fn run(options: &CertOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let verifier = setup::verifier(&options.trust)?;
    let at = setup::time(&options.trust)?;
    let (name, certificate) = certificate(options, language)?;
    let verified = verifier.verify_certificate(&certificate, at);
    let mut text = String::new();
    if options.output.json {
        let mut value = serde_json::to_value(&verified)
            .map_err(|error| Failure::Internal(error.to_string()))?;
        if options.show_licence_number
            && let Some(signer) = value.get_mut("signer").and_then(|s| s.as_object_mut())
        {
            signer.insert("licence_number".into(), verified.signer.licence_number.clone().into());
        }
        let _ = writeln!(text, "{value}");
    } else {
        let pick = |ja, en| language.pick(ja, en);
        let judgement = verified.judgement;
        let _ = writeln!(
            text,
            "{}: {} ({})",
            render::printable(&name),
            judgement.verdict(),
            judgement.sub_indication().map_or(judgement.indication().as_str(), |sub| sub.as_str()),
        );
        let mut row = |label: &str, value: &str| {
            let _ = writeln!(text, "  {label}: {}", render::printable(value));
        };
        row(pick("所有者", "holder"), &render::signer(&verified.signer, language));
        row("subject", &verified.subject);
        row("issuer", &verified.issuer);
        row("serial", &verified.serial);
        let (from, to) = (verified.not_before.in_japan(), verified.not_after.in_japan());
        let validity = format!("{from} – {to}");
        row(pick("有効期間", "validity"), &validity);
        row(pick("鍵", "key"), &verified.key);
        row(pick("ポリシー", "policies"), &verified.policies.join(" "));
        row("SHA-256", &verified.signer.certificate_sha256);
        if options.show_licence_number {
            let number = verified.signer.licence_number.as_deref().unwrap_or("–");
            row(pick("登録番号", "registration number"), number);
        }
        let _ = render::findings(&mut text, verified.findings.iter(), language, true);
    }
    match options.output.json {
        true => std::io::stdout().lock().write_all(text.as_bytes())?,
        false => exit::say(&text)?,
    }
    Ok(exit::of(verified.judgement.verdict()))
}

/// The certificate and what to call it: the name of its file, or the card that it is on.
fn certificate(
    options: &CertOptions,
    language: Language,
) -> Result<(String, Certificate), Failure> {
    #[cfg(feature = "pkcs11")]
    if let Some(card) = options.card.card(None, language)? {
        let certificate = card.signing_certificate();
        let certificate = certificate.map_err(|error| crate::card::failure(&error, language))?;
        let info = card.info();
        let name = format!("{} {} {}", info.label, info.manufacturer, info.serial_number);
        return Ok((name.trim().to_owned(), certificate));
    }
    #[cfg(not(feature = "pkcs11"))]
    let _ = language;
    // The command line was refused if neither is there.
    let file = options.file.clone().unwrap_or_default();
    Ok((file.display().to_string(), setup::certificate(&file)?))
}
