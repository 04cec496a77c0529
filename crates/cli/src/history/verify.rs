//! `shohosen history verify`.

use super::{StoreOption, failed};
use crate::args::OutputOptions;
use crate::exit::{self, Failure, say, say_json};
use crate::{language, render};
use clap::Args;
use shohosen::Language;
use shohosen::store::Verification;
use std::fmt::Write;

#[derive(Args)]
pub struct VerifyOptions {
    #[command(flatten)]
    store: StoreOption,
    #[command(flatten)]
    pub output: OutputOptions,
}

/// 0: every history is as it was written. 1: something is not.
pub fn run(options: &VerifyOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let mut store = options.store.open(false, language)?;
    let verification = store.verify().map_err(|error| failed(&error, language))?;
    if options.output.json {
        let mut object = verification.to_json();
        object["store"] = store.place().into();
        say_json(object)?;
    } else {
        say(&text(&verification, language))?;
    }
    Ok(if verification.holds() { exit::OK } else { exit::INVALID })
}

fn text(verification: &Verification, language: Language) -> String {
    let mut text = String::new();
    let mut remedies = Vec::new();
    for finding in verification.findings() {
        let message = render::printable(&finding.message(language));
        let _ = writeln!(text, "{message}  [{}]", finding.code);
        let remedy = finding.remedy(language);
        if !remedy.is_empty() && !remedies.contains(&remedy) {
            remedies.push(remedy);
        }
    }
    if verification.more > 0 {
        let more = verification.more;
        let _ = match language {
            Language::Japanese => writeln!(text, "ほか {more} 件"),
            Language::English => writeln!(text, "and {more} more"),
        };
    }
    for remedy in remedies {
        let _ = writeln!(text, "  → {}", render::printable(&remedy));
    }
    text
}
