//! The `shohosen` (処方箋) command.

#![forbid(unsafe_code)]

mod adopt;
mod args;
#[cfg(feature = "pkcs11")]
mod card;
mod cert;
mod check;
#[cfg(feature = "store")]
mod check_store;
mod check_text;
mod color;
mod config;
#[cfg(feature = "aws-lc")]
mod demo;
mod drug;
mod exit;
mod extend;
mod files;
mod help;
#[cfg(feature = "store")]
mod history;
mod judge;
mod language;
mod lint;
mod master;
#[cfg(feature = "net")]
mod network;
mod orca;
mod outcome;
mod password;
mod render;
mod schema;
mod setup;
mod sign;
mod signed;
mod trust;
mod two_step;
mod typed;
mod usage;
mod user;
mod verify;

use args::Command;
use std::io::Write as _;
use std::process::ExitCode;
use typed::Typed;

fn main() -> ExitCode {
    let typed = Typed::new(std::env::args_os());
    let (arguments, language) = match typed.parse() {
        Ok(arguments) => (arguments, typed.language),
        Err(error) => return typed.not_understood(&error),
    };
    let output = arguments.command.output();
    color::choose(output.color);
    let outcome = match &arguments.command {
        Command::Verify(options) => verify::run(options),
        Command::Judge(options) => judge::run(options),
        Command::Cert(options) => cert::run(options),
        Command::Sign(options) => sign::run(options),
        Command::Extend(options) => extend::run(options),
        Command::Prepare(options) => two_step::prepare(options),
        Command::Finish(options) => two_step::finish(options),
        Command::Adopt(options) => adopt::run(options),
        Command::Trust(options) => trust::run(options),
        Command::Schema(options) => schema::run(options),
        #[cfg(feature = "aws-lc")]
        Command::Demo(options) => demo::run(options),
        Command::Lint(options) => lint::run(options),
        Command::Check(options) => check::run(options),
        Command::Orca(options) => orca::run(options),
        Command::Drug(options) => drug::run(options),
        Command::Master(options) => master::run(options),
        #[cfg(feature = "store")]
        Command::History(options) => history::run(options),
    };
    // What is still on its way belongs to the output.
    let outcome = outcome.and_then(|code| Ok(std::io::stdout().flush().map(|()| code)?));
    ExitCode::from(outcome.unwrap_or_else(|failure| {
        failure.print(language, output.json);
        failure.exit_code()
    }))
}
