//! `shohosen adopt`: a document that a service elsewhere has signed and returned whole.

use crate::args::AdoptOptions;
use crate::exit::Failure;
use crate::{setup, signed};

pub fn run(options: &AdoptOptions) -> Result<u8, Failure> {
    let result = &options.result;
    signed::may_write(result)?;
    let signer = signed::signer(result)?.build();
    let at = setup::time(&result.trust)?;
    let certificate = options.cert.as_deref().map(setup::certificate).transpose()?;
    let sent = setup::read(&options.sent)?;
    let answer = setup::read(&options.answer)?;
    let signed = signer
        .adopt(&sent, &answer, certificate.as_ref(), at)
        .map_err(|error| signed::refused(&error))?;
    signed::hand_out(&signed, result)
}
