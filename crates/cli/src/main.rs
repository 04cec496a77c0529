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
mod config;
#[cfg(feature = "aws-lc")]
mod demo;
mod drug;
mod exit;
mod extend;
mod files;
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
mod user;
mod verify;

use args::{Arguments, Command};
use clap::Parser;
use exit::Failure;
use shohosen::masked;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
    let output = arguments.command.output();
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
    ExitCode::from(outcome.unwrap_or_else(|failure| {
        failure.print(language::choose(output.lang), output.json);
        failure.exit_code()
    }))
}

/// Help and version are not errors; anything else is wrong usage.
fn not_understood(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::from(exit::OK);
    }
    if std::env::args_os().any(|argument| argument == "--json") {
        let text = error.render().to_string();
        let reason = text.trim_start_matches("error: ").lines().next().unwrap_or_default();
        Failure::Usage(masked(reason).into_owned()).print(language::choose(None), true);
    } else {
        exit::complain(&masked(&error.render().to_string()));
    }
    ExitCode::from(exit::USAGE)
}
