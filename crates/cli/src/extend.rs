//! `shohosen extend`.

use crate::args::ExtendOptions;
use crate::exit::Failure;
#[cfg(feature = "net")]
use crate::{language, network::Network};
use crate::{setup, signed};

pub fn run(options: &ExtendOptions) -> Result<u8, Failure> {
    let result = &options.result;
    signed::may_write(result)?;
    let signer = signed::signer(result)?.build();
    let at = setup::time(&result.trust)?;
    let document = setup::read(&options.file)?;
    #[cfg(feature = "net")]
    let network = Network::new(&options.network, language::choose(result.text.lang))?;
    #[cfg(feature = "net")]
    let providers = network.providers();
    #[cfg(not(feature = "net"))]
    let providers = shohosen::Providers::default();
    let signed = signer
        .extend(&document, options.to.into(), providers, at)
        .map_err(|error| signed::refused(&error))?;
    signed::hand_out(&signed, result)
}
