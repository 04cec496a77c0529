//! `shohosen extend`.

use crate::args::ExtendOptions;
use crate::exit::Failure;
use crate::{setup, signed};

pub fn run(options: &ExtendOptions) -> Result<u8, Failure> {
    let result = &options.result;
    let signer = signed::signer(result)?.build();
    let at = setup::time(&result.trust)?;
    let document = setup::read(&options.file)?;
    let signed = signer
        .extend(&document, options.to.into(), signed::providers(), at)
        .map_err(|error| signed::refused(&error, result))?;
    signed::hand_out(&signed, result)
}
