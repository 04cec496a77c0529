//! The `shohosen` (処方箋) command.

#![forbid(unsafe_code)]

mod args;
#[cfg(feature = "pkcs11")]
mod card;
mod cert;
mod check;
#[cfg(feature = "store")]
mod check_store;
mod check_text;
mod demo;
mod drug;
mod exit;
mod extend;
mod files;
#[cfg(feature = "store")]
mod history;
mod language;
mod lint;
mod master;
#[cfg(feature = "net")]
mod network;
mod password;
mod render;
mod setup;
mod sign;
mod signed;
mod two_step;
mod verify;

use args::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are not errors; anything else is wrong usage.
            let code = if error.use_stderr() { exit::USAGE } else { exit::OK };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let outcome = match &arguments.command {
        Command::Verify(options) => verify::run(options),
        Command::Cert(options) => cert::run(options),
        Command::Sign(options) => sign::run(options),
        Command::Extend(options) => extend::run(options),
        Command::Prepare(options) => two_step::prepare(options),
        Command::Finish(options) => two_step::finish(options),
        Command::Demo(options) => demo::run(options),
        Command::Lint(options) => lint::run(options),
        Command::Check(options) => check::run(options),
        Command::Drug(options) => drug::run(options),
        Command::Master(options) => master::run(options),
        #[cfg(feature = "store")]
        Command::History(options) => history::run(options),
    };
    ExitCode::from(outcome.unwrap_or_else(|failure| {
        failure.print();
        failure.exit_code()
    }))
}
