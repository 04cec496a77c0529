//! `shohosen prepare` and `shohosen finish`: signing with a value that is made elsewhere.

use crate::args::{FinishOptions, PrepareOptions};
use crate::exit::{self, Failure};
use crate::signed::{self, Input};
use crate::{files, language, setup, sign};
use shohosen::Prepared;
use std::io::Write;

pub fn prepare(options: &PrepareOptions) -> Result<u8, Failure> {
    let result = &options.result;
    let signer = signed::layout(signed::signer(result)?, &options.content).build();
    let at = setup::time(&result.trust)?;
    let input = Input::read(&options.content, result)?;
    let certificate = sign::certificate(&options.cert)?;
    let prepared = signer
        .prepare(input.content(), &certificate, at)
        .map_err(|error| signed::refused(&error, result))?;
    let state = prepared.to_json() + "\n";
    files::write(&result.output, state.as_bytes())
        .map_err(|error| setup::unreadable(&result.output, error))?;
    if result.output.as_os_str() != "-" && !result.text.json {
        let language = language::choose(result.text.lang);
        let text = language.pick(
            "octets（または digest_info）に署名し、値を finish に渡してください",
            "sign octets (or digest_info) and hand the value to finish",
        );
        let name = result.output.display();
        writeln!(std::io::stdout(), "{name}: {} — {text}", prepared.algorithm())?;
    }
    Ok(exit::OK)
}

pub fn finish(options: &FinishOptions) -> Result<u8, Failure> {
    let result = &options.result;
    let signer = signed::signer(result)?.build();
    let at = setup::time(&result.trust)?;
    let state = setup::read(&options.state)?;
    let prepared =
        Prepared::from_json(&state).map_err(|error| setup::unreadable(&options.state, error))?;
    let value = setup::read(&options.value)?;
    // A value is random octets: it is not text in base64 by accident.
    let value =
        std::str::from_utf8(&value).ok().and_then(shohosen::sign::decode_base64).unwrap_or(value);
    let signed =
        signer.finish(&prepared, &value, at).map_err(|error| signed::refused(&error, result))?;
    signed::hand_out(&signed, result)
}
