//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use shohosen::{Language, Time};
use std::path::PathBuf;

/// Verify Japanese electronic prescriptions and HPKI certificates (電子処方箋・HPKI 証明書の検証)
///
/// Exit codes: 0 valid, 1 invalid, 2 indeterminate, 64 wrong usage, 65 unreadable input,
/// 70 internal error.
#[derive(Parser)]
#[command(name = "shohosen", version, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Verify prescriptions, dispensing records and signed scans (署名を検証する)
    Verify(VerifyOptions),
    /// Show and verify one HPKI certificate (証明書を表示し検証する)
    Cert(CertOptions),
    /// Check records: SJ1, CJ1, JAHIS, JAHISTC; --to converts (レコードを検査・変換する)
    Lint(crate::lint::LintOptions),
    /// The whole story on generated data, in a few seconds (生成したデータで一連の流れを示す)
    Demo(DemoOptions),
}

#[derive(Args)]
pub struct VerifyOptions {
    /// Files, or folders whose .xml files are taken; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub trust: TrustOptions,
    #[command(flatten)]
    pub output: OutputOptions,
    /// For a failing reference show what was digested and the likely cause
    #[arg(long)]
    pub explain: bool,
    /// Show the checks that passed, too, when verifying several files
    #[arg(short, long)]
    pub verbose: bool,
}

#[derive(Args)]
pub struct CertOptions {
    /// The certificate, PEM or DER; - is standard input
    #[cfg_attr(
        feature = "pkcs11",
        arg(required_unless_present = "pkcs11", conflicts_with = "pkcs11")
    )]
    #[cfg_attr(not(feature = "pkcs11"), arg(required = true))]
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[cfg(feature = "pkcs11")]
    #[command(flatten)]
    pub card: crate::card::CardOptions,
    #[command(flatten)]
    pub trust: TrustOptions,
    #[command(flatten)]
    pub output: OutputOptions,
    /// Show the registration number of the qualification (personal data)
    #[arg(long)]
    pub show_licence_number: bool,
}

#[derive(Args)]
pub struct DemoOptions {
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Args)]
pub struct TrustOptions {
    /// Judge at this time (RFC 3339, such as 2026-01-01T00:00:00+09:00); default: now
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub at: Option<Time>,
    /// Trust this certificate (PEM or DER), or this SHA-256 in hexadecimal, for signers, beside
    /// the built-in MHLW HPKI Root CA V2
    #[arg(long, value_name = "FILE|SHA256")]
    pub anchor: Vec<String>,
    /// Trust this certificate (PEM or DER), or this SHA-256 in hexadecimal, for time-stamps
    #[arg(long, value_name = "FILE|SHA256")]
    pub tsa_anchor: Vec<String>,
    /// A certificate that may be needed for a path (PEM or DER)
    #[arg(long, value_name = "FILE")]
    pub intermediate: Vec<PathBuf>,
    /// A certificate revocation list (PEM or DER)
    #[arg(long, value_name = "FILE")]
    pub crl: Vec<PathBuf>,
    /// Accept certificates of the test grade (policy 1.2.392.100495.1.5.1.1.0.1), and say so
    #[arg(long)]
    pub allow_test_certificates: bool,
    /// The policy to judge under (JSON; see the README)
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
}

#[derive(Args)]
pub struct OutputOptions {
    /// One JSON report a line
    #[arg(long)]
    pub json: bool,
    /// The language of the text; default: that of the locale
    #[arg(long, value_enum)]
    pub lang: Option<LanguageOption>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum LanguageOption {
    /// 日本語
    Ja,
    /// English
    En,
}

impl From<LanguageOption> for Language {
    fn from(option: LanguageOption) -> Self {
        match option {
            LanguageOption::Ja => Self::Japanese,
            LanguageOption::En => Self::English,
        }
    }
}

fn parse_time(text: &str) -> Result<Time, String> {
    Time::parse_rfc3339(text).map_err(|error| error.to_string())
}
