//! `shohosen trust`: what is trusted by default.

mod change;
mod show;

use crate::args::{ConfigOptions, OutputOptions, parse_time};
use crate::exit::Failure;
use clap::{Args, Subcommand};
use shohosen::Time;
use std::path::PathBuf;

/// What is trusted by default: a folder with roots, intermediates, revocation lists and a policy,
/// which every command uses that verifies.
///
/// The folder is that of --config, else of SHOHOSEN_CONFIG, else shohosen in the folder for settings
/// of this user ($XDG_CONFIG_HOME, ~/.config; Windows: %APPDATA%). Its files may be put there by
/// hand, too: anchors, tsa-anchors, intermediates, crls (PEM or DER), policy.json.
#[derive(Args)]
pub struct TrustCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// What is there (信頼設定を表示する)
    Show(ShowOptions),
    /// What is missing, for which documents, and where it is published (不足を確認する)
    Check(CheckOptions),
    /// Add certificates and lists; a list replaces an older one (証明書・失効リストを追加する)
    Add(AddOptions),
    /// Remove a certificate or a list by its SHA-256 (証明書・失効リストを取り除く)
    Remove(RemoveOptions),
}

#[derive(Args)]
struct ShowOptions {
    #[command(flatten)]
    config: ConfigOptions,
    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Args)]
struct CheckOptions {
    /// As of this time (RFC 3339); default: now
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    at: Option<Time>,
    #[command(flatten)]
    config: ConfigOptions,
    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Args)]
#[group(id = "objects", required = true, multiple = true, args = ["anchor", "tsa_anchor", "intermediate", "crl"])]
struct AddOptions {
    /// A root of signers (PEM or DER): compare its SHA-256 with what its CA publishes
    #[arg(long, value_name = "FILE")]
    anchor: Vec<PathBuf>,
    /// A root of a time-stamp authority (PEM or DER): compare its SHA-256 likewise
    #[arg(long, value_name = "FILE")]
    tsa_anchor: Vec<PathBuf>,
    /// A certificate between signer and root; it is not trusted for being there
    #[arg(long, value_name = "FILE")]
    intermediate: Vec<PathBuf>,
    /// A revocation list
    #[arg(long, value_name = "FILE")]
    crl: Vec<PathBuf>,
    #[command(flatten)]
    config: ConfigOptions,
    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Args)]
struct RemoveOptions {
    /// The SHA-256 in hexadecimal, or its beginning (8 digits or more)
    sha256: String,
    #[command(flatten)]
    config: ConfigOptions,
    #[command(flatten)]
    output: OutputOptions,
}

impl TrustCommand {
    pub fn output(&self) -> &OutputOptions {
        match &self.action {
            Action::Show(options) => &options.output,
            Action::Check(options) => &options.output,
            Action::Add(options) => &options.output,
            Action::Remove(options) => &options.output,
        }
    }
}

pub fn run(command: &TrustCommand) -> Result<u8, Failure> {
    match &command.action {
        Action::Show(options) => show::show(options),
        Action::Check(options) => show::check(options),
        Action::Add(options) => change::add(options),
        Action::Remove(options) => change::remove(options),
    }
}
