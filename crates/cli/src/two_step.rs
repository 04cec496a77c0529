//! `shohosen prepare` and `shohosen finish`: signing with a value that is made elsewhere.

use crate::args::{FinishOptions, PrepareOptions, ResultOptions};
use crate::exit::{self, Failure};
use crate::signed::{self, Input};
use crate::{language, setup};
use shohosen::Prepared;

pub fn prepare(options: &PrepareOptions) -> Result<u8, Failure> {
    let result = &options.result;
    signed::may_write(result)?;
    let signer = signed::layout(signed::signer(result)?, &options.content).build();
    let at = setup::time(&result.trust)?;
    let input = Input::read(&options.content)?;
    let Some(certificate) = options.cert.as_deref().map(setup::certificate).transpose()? else {
        let unsigned =
            signer.unsigned(input.content(), at).map_err(|error| signed::refused(&error))?;
        signed::write(result, &unsigned.bytes)?;
        let text = language::choose(result.text.lang).pick(
            "この文書を署名サービスに渡し、返された文書を adopt に渡してください",
            "hand this document to the signing service, and its answer to adopt",
        );
        return said(result, text);
    };
    let prepared = signer
        .prepare(input.content(), &certificate, at)
        .map_err(|error| signed::refused(&error))?;
    let state = prepared.to_json() + "\n";
    signed::write(result, state.as_bytes())?;
    let text = language::choose(result.text.lang).pick(
        "octets（または digest_info）に署名し、値を finish に渡してください",
        "sign octets (or digest_info) and hand the value to finish",
    );
    said(result, &format!("{} — {text}", prepared.algorithm()))
}

/// Says what is to be done with what was written, where this does not mix with it.
fn said(result: &ResultOptions, text: &str) -> Result<u8, Failure> {
    if result.output.as_os_str() != "-" && !result.text.json && !result.text.quiet {
        let name = crate::render::printable(&result.output.display().to_string());
        exit::say(&format!("{name}: {text}\n"))?;
    }
    Ok(exit::OK)
}

pub fn finish(options: &FinishOptions) -> Result<u8, Failure> {
    let result = &options.result;
    signed::may_write(result)?;
    let signer = signed::signer(result)?.build();
    let at = setup::time(&result.trust)?;
    let state = setup::read(&options.state)?;
    let prepared = Prepared::from_json(&state)
        .map_err(|error| Failure::in_file(&options.state, error.finding()))?;
    let value = setup::read(&options.value)?;
    let value = decoded(value);
    let signed = signer.finish(&prepared, &value, at).map_err(|error| signed::refused(&error))?;
    signed::hand_out(&signed, result)
}

/// The octets of a value in base64, with or without a byte order mark; anything else as it is. A value
/// is random octets: it is not text in base64 by accident. Hexadecimal text, which would pass for
/// base64, is named by whoever looks at the form of the value.
fn decoded(value: Vec<u8>) -> Vec<u8> {
    let text = value.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&value);
    let text = std::str::from_utf8(text).map(str::trim).unwrap_or_default();
    if !text.is_empty() && text.bytes().all(|octet| octet.is_ascii_hexdigit()) {
        return text.as_bytes().to_vec();
    }
    match text.is_empty() {
        true => value,
        false => shohosen::sign::decode_base64(text).unwrap_or(value),
    }
}
