//! `shohosen orca`: from ORCA (日医標準レセプトソフト) to a signed prescription.

mod answers;
#[cfg(feature = "net")]
mod fetch;
mod overrides;
mod run;

use crate::args::OutputOptions;
use crate::exit::Failure;
use clap::{Args, Subcommand};

#[derive(Args)]
pub struct OrcaCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Ask ORCA for a prescription form, notebooks, treatments, diseases; save the answers (日レセから取得する)
    #[cfg(feature = "net")]
    Fetch(Box<fetch::FetchOptions>),
    /// Records (SJ1) of a prescription form; says at once what is missing (処方箋レコードにする)
    Records(Box<run::RecordsArgs>),
    /// Check the prescription against the notebooks, treatments and diseases (重複投薬等を確認する)
    Check(Box<run::CheckArgs>),
    /// Sign the prescription (処方箋に署名する)
    Sign(Box<run::SignArgs>),
}

impl OrcaCommand {
    pub fn output(&self) -> &OutputOptions {
        match &self.action {
            #[cfg(feature = "net")]
            Action::Fetch(options) => &options.output,
            Action::Records(options) => &options.output,
            Action::Check(options) => &options.with.output,
            Action::Sign(options) => &options.result.text,
        }
    }
}

pub fn run(command: &OrcaCommand) -> Result<u8, Failure> {
    match &command.action {
        #[cfg(feature = "net")]
        Action::Fetch(options) => fetch::run(options),
        Action::Records(options) => run::records(options),
        Action::Check(options) => run::check(options),
        Action::Sign(options) => run::sign(options),
    }
}

/// Every reason why nothing came out.
fn unusable(error: &shohosen_orca::OrcaError) -> Failure {
    Failure::Unusable { findings: error.findings().to_vec() }
}
