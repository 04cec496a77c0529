//! The command line.

pub use crate::color::ColorOption;
use clap::{Args, Parser, Subcommand, ValueEnum};
use shohosen::medication::Date;
use shohosen::records::TextEncoding;
use shohosen::{Language, Level, Permission, Phrase, Time};
use std::path::PathBuf;

/// How text is encoded.
#[derive(Args)]
pub struct EncodingOptions {
    /// Read text in this encoding; default: as the format has it (UTF-8 for SJ1, CJ1, JSON and FHIR,
    /// Shift_JIS for JAHIS and JAHISTC). Of all files that are given; auto goes by what each shows
    #[arg(long, value_enum, value_name = "ENCODING")]
    encoding: Option<Encoding>,
    /// Read JAHIS and JAHISTC as UTF-8 and not as Shift_JIS, as some readers of 2D symbols write it:
    /// --encoding utf-8
    #[arg(long, conflicts_with = "encoding")]
    utf8: bool,
}

/// The encodings that can be asked for.
#[derive(Clone, Copy, ValueEnum)]
pub enum Encoding {
    Auto,
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "shift_jis")]
    ShiftJis,
    #[value(name = "utf-16")]
    Utf16,
}

impl EncodingOptions {
    pub const fn chosen(&self) -> TextEncoding {
        match self.encoding {
            Some(Encoding::Auto) => TextEncoding::Auto,
            Some(Encoding::Utf8) => TextEncoding::Utf8,
            Some(Encoding::ShiftJis) => TextEncoding::ShiftJis,
            Some(Encoding::Utf16) => TextEncoding::Utf16,
            None if self.utf8 => TextEncoding::Utf8,
            None => TextEncoding::Standard,
        }
    }
}

/// Verify Japanese electronic prescriptions and HPKI certificates (電子処方箋・HPKI 証明書の検証)
///
/// Exit codes: 0 valid, or nothing found; 1 invalid, or something found; 2 indeterminate, or
/// something not checked; 64 wrong usage, 65 unreadable input, 70 internal error, 74 output that
/// cannot be written. Times are given in the time of Japan; in JSON they are UTC.
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
    /// Judge again what verify --facts-out kept, without the document (保存した検証用データで判定し直す)
    Judge(JudgeOptions),
    /// Show and verify one HPKI certificate (証明書を表示し検証する)
    Cert(CertOptions),
    /// Check records: SJ1, CJ1, JAHIS, JAHISTC; --to converts (レコードを検査・変換する)
    Lint(crate::lint::LintArgs),
    /// Check a prescription against what the patient takes (重複投薬・併用禁忌等を確認する)
    Check(Box<crate::check::CheckOptions>),
    /// Look a drug up by any code or by name (医薬品をコードか名称で調べる)
    Drug(crate::drug::DrugOptions),
    /// Join the official drug masters into one file that loads at once (医薬品マスターを結合する)
    Master(crate::master::CacheOptions),
    /// The shared medication history on disk: import, show, stats, delete, log (薬歴データベース)
    #[cfg(feature = "store")]
    History(crate::history::HistoryOptions),
    /// Sign records as a prescription or a dispensing record (処方箋・調剤情報に署名する)
    Sign(Box<SignOptions>),
    /// Raise a signature to ES-T, ES-XL or ES-A (署名のレベルを上げる)
    Extend(ExtendOptions),
    /// First of two steps for a key elsewhere that signs a digest: everything but the value (署名値以外を用意する)
    Prepare(PrepareOptions),
    /// Second of two steps: put the signature value in its place (署名値を入れて完成させる)
    Finish(FinishOptions),
    /// Take a document that a remote service signed and returned whole (リモート署名された文書を受け入れる)
    ///
    /// For the service of the HPKI second certificate (HPKI セカンド電子証明書), which is handed the
    /// document and returns it signed. The answer is taken only if it is what was sent and one
    /// signature more, which verifies. For keys that sign a digest, see prepare and finish.
    Adopt(AdoptOptions),
    /// From ORCA to a signed prescription: fetch, records, check, sign (日レセから電子処方箋へ)
    Orca(crate::orca::OrcaCommand),
    /// What is trusted by default: show, add, remove, check (信頼する証明書・失効リストを管理する)
    Trust(crate::trust::TrustCommand),
    /// Print the documented form of a file that is read or written (ファイルの形式を表示する)
    Schema(crate::schema::SchemaOptions),
    /// The whole story on generated data, in a few seconds (生成したデータで一連の流れを示す)
    #[cfg(feature = "aws-lc")]
    Demo(DemoOptions),
}

impl Command {
    /// How its outcome is written.
    pub fn output(&self) -> &OutputOptions {
        match self {
            Self::Verify(options) => &options.output,
            Self::Judge(options) => &options.output,
            Self::Cert(options) => &options.output,
            Self::Lint(options) => &options.output,
            Self::Check(options) => &options.with.output,
            Self::Orca(options) => options.output(),
            Self::Drug(options) => &options.output,
            Self::Master(options) => &options.text,
            #[cfg(feature = "store")]
            Self::History(options) => options.output(),
            Self::Sign(options) => &options.result.text,
            Self::Extend(options) => &options.result.text,
            Self::Prepare(options) => &options.result.text,
            Self::Finish(options) => &options.result.text,
            Self::Adopt(options) => &options.result.text,
            Self::Trust(options) => options.output(),
            Self::Schema(options) => &options.output,
            #[cfg(feature = "aws-lc")]
            Self::Demo(options) => &options.output,
        }
    }
}

#[derive(Args)]
pub struct VerifyOptions {
    /// Files, or folders whose .xml files are taken; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// A file that the manifest of a signed scan names. It is found by its name; of several with one
    /// name, the one whose folders agree. Nothing is ever fetched
    #[arg(long, value_name = "FILE")]
    pub external: Vec<PathBuf>,
    /// Write what is true of the document at any time, for any trust and policy, as JSON, for judge.
    /// It holds the records and is as confidential as the document
    #[arg(long, value_name = "FACTS")]
    pub facts_out: Option<PathBuf>,
    #[command(flatten)]
    pub trust: TrustOptions,
    #[command(flatten)]
    pub fetch: crate::network::FetchOptions,
    #[command(flatten)]
    pub bulk: BulkOptions,
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
pub struct JudgeOptions {
    /// What verify --facts-out wrote, one document a file; - is standard input. It is believed in
    /// what it says of the document: keep it where nobody changes it
    #[arg(required = true, value_name = "FACTS")]
    pub facts: Vec<PathBuf>,
    #[command(flatten)]
    pub trust: TrustOptions,
    #[command(flatten)]
    pub fetch: crate::network::FetchOptions,
    #[command(flatten)]
    pub bulk: BulkOptions,
    #[command(flatten)]
    pub output: OutputOptions,
    /// Show the checks that passed, too, when judging several
    #[arg(short, long)]
    pub verbose: bool,
}

/// How many are judged at a time.
#[derive(Args)]
pub struct BulkOptions {
    /// How many files are judged at a time; default: as many as there are processors
    #[arg(long, value_name = "N", value_parser = parse_threads)]
    pub threads: Option<u16>,
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
pub struct SignOptions {
    #[command(flatten)]
    pub content: ContentOptions,
    #[command(flatten)]
    pub by: SignBy,
    #[command(flatten)]
    pub result: ResultOptions,
}

/// With which key, and up to which level.
#[derive(Args)]
pub struct SignBy {
    #[command(flatten)]
    pub key: KeyOptions,
    /// The level of the signature; beyond bes, time-stamps and revocation lists are needed
    #[arg(long, value_enum, default_value = "bes")]
    pub level: LevelOption,
    #[cfg(feature = "net")]
    #[command(flatten)]
    pub network: crate::network::NetworkOptions,
}

#[derive(Args)]
pub struct ExtendOptions {
    /// The signed document; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The level to reach; a adds an archive time-stamp each time
    #[arg(long, value_enum)]
    pub to: LevelOption,
    #[cfg(feature = "net")]
    #[command(flatten)]
    pub network: crate::network::NetworkOptions,
    #[command(flatten)]
    pub result: ResultOptions,
}

#[derive(Args)]
pub struct PrepareOptions {
    #[command(flatten)]
    pub content: ContentOptions,
    /// The signer's certificate (PEM or DER)
    #[arg(long, value_name = "FILE", required_unless_present = "document")]
    pub cert: Option<PathBuf>,
    /// Write the document itself, without a signature, for a service that signs whole documents;
    /// adopt takes its answer
    #[arg(long, conflicts_with_all = ["cert", "prefixes", "exclusive"])]
    pub document: bool,
    #[command(flatten)]
    pub result: ResultOptions,
}

#[derive(Args)]
pub struct FinishOptions {
    /// What prepare wrote
    #[arg(value_name = "STATE")]
    pub state: PathBuf,
    /// The signature value: octets, or base64; ECDSA as r‖s
    #[arg(long, value_name = "FILE")]
    pub value: PathBuf,
    #[command(flatten)]
    pub result: ResultOptions,
}

#[derive(Args)]
pub struct AdoptOptions {
    /// The document as it was sent, without its signature; prepare --document writes one. - is
    /// standard input
    #[arg(value_name = "SENT")]
    pub sent: PathBuf,
    /// The document as the service returned it
    #[arg(value_name = "SIGNED")]
    pub answer: PathBuf,
    /// The certificate that was to sign (PEM or DER). Without it any is accepted that leads to a
    /// trusted root and may sign this
    #[arg(long, value_name = "FILE")]
    pub cert: Option<PathBuf>,
    #[command(flatten)]
    pub result: ResultOptions,
}

/// What is signed.
#[derive(Args)]
pub struct ContentOptions {
    /// The records (SJ1 or CJ1, UTF-8, LF), or a document that lacks only its signature; - is
    /// standard input
    #[arg(value_name = "CSV|XML")]
    pub records: PathBuf,
    /// What the records are; default: by their first line
    #[arg(long, value_enum)]
    pub kind: Option<KindOption>,
    /// The signed prescription that was dispensed on; needed for a dispensing record
    #[arg(long, value_name = "XML")]
    pub prescription: Option<PathBuf>,
    /// The prefixes of the signature
    #[arg(long, value_enum, default_value = "service")]
    pub prefixes: PrefixesOption,
    /// State exclusive canonicalization for the document, as some signing programs do
    #[arg(long)]
    pub exclusive: bool,
}

/// With which key.
#[derive(Args)]
#[cfg_attr(
    feature = "pkcs11",
    command(group(clap::ArgGroup::new("holder").required(true).args(["key", "pkcs12", "pkcs11"])))
)]
#[cfg_attr(
    not(feature = "pkcs11"),
    command(group(clap::ArgGroup::new("holder").required(true).args(["key", "pkcs12"])))
)]
pub struct KeyOptions {
    /// A private key: PKCS#8 (PEM or DER); --cert is needed. If it is encrypted, its password is
    /// asked for, unless --password-file or --password-fd is given
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub key: Option<PathBuf>,
    /// A PKCS#12 file with key and certificate. Its password is asked for, unless
    /// --password-file or --password-fd is given
    #[arg(long, value_name = "FILE")]
    pub pkcs12: Option<PathBuf>,
    /// Of several keys in the PKCS#12 file the one with this friendlyName. Default: the one whose
    /// certificate is for signatures, or the one that --cert was issued for
    #[arg(long, value_name = "NAME", requires = "pkcs12", conflicts_with_all = ["key_id", "cert"])]
    pub key_name: Option<String>,
    /// Of several keys in the PKCS#12 file the one with this localKeyId, in hexadecimal
    #[arg(long, value_name = "HEX", requires = "pkcs12", conflicts_with = "cert")]
    pub key_id: Option<String>,
    #[cfg(feature = "pkcs11")]
    #[command(flatten)]
    pub card: crate::card::CardOptions,
    #[cfg(feature = "pkcs11")]
    #[command(flatten)]
    pub pin: crate::card::PinOptions,
    /// The signer's certificate (PEM or DER); cards and PKCS#12 files have their own, and of several
    /// the one that is given here is taken
    #[arg(long, value_name = "FILE")]
    pub cert: Option<PathBuf>,
    /// The password is the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "password_fd")]
    pub password_file: Option<PathBuf>,
    /// The password is the first line of this file descriptor (Unix)
    #[arg(long, value_name = "N")]
    pub password_fd: Option<u32>,
}

/// What is permitted, what the result is verified by, and where it goes.
#[derive(Args)]
pub struct ResultOptions {
    /// Where the result is written; - is standard output. Nothing is written on failure
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Replace OUT if it is there already; otherwise it is kept and nothing is done
    #[arg(long)]
    pub force: bool,
    /// Permit what is refused otherwise: certificate-outside-validity, test-certificate,
    /// authentication-certificate, other-role, other-payload, indeterminate-prescription
    #[arg(long, value_name = "NAME", value_parser = parse_permission)]
    pub permit: Vec<Permission>,
    #[command(flatten)]
    pub trust: TrustOptions,
    #[command(flatten)]
    pub text: OutputOptions,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum LevelOption {
    Bes,
    T,
    Xl,
    A,
}

impl From<LevelOption> for Level {
    fn from(option: LevelOption) -> Self {
        match option {
            LevelOption::Bes => Self::Bes,
            LevelOption::T => Self::T,
            LevelOption::Xl => Self::Xl,
            LevelOption::A => Self::A,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindOption {
    /// 処方箋 (SJ1)
    Prescription,
    /// 調剤情報 (CJ1)
    Dispensing,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum PrefixesOption {
    /// xs, xa, xa141: the management service
    Service,
    /// ds, xades, xades141
    Common,
}

#[cfg(feature = "aws-lc")]
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
    /// The policy to judge under (JSON; see the README); default: that of the trust folder
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    #[command(flatten)]
    pub config: ConfigOptions,
}

/// The folder of what is trusted by default: see `shohosen trust`.
#[derive(Args)]
pub struct ConfigOptions {
    /// The trust folder: roots, intermediates, revocation lists and policy that hold beside the
    /// options; default: SHOHOSEN_CONFIG, else shohosen in the folder for settings of this user
    #[arg(long, value_name = "FOLDER", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Use no trust folder: what the options say holds alone
    #[arg(long)]
    pub no_config: bool,
}

#[derive(Args)]
pub struct OutputOptions {
    /// One JSON report a line
    #[arg(long)]
    pub json: bool,
    /// Say nothing of what is in order: no text, no progress, no sum; what is wrong is said, and the exit
    /// code tells the rest
    #[arg(short, long)]
    pub quiet: bool,
    /// Whether words are coloured: auto on a terminal unless NO_COLOR is set, always, never
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: ColorOption,
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

/// A moment in RFC 3339.
pub fn parse_time(text: &str) -> Result<Time, Phrase> {
    Time::parse_rfc3339(text).map_err(|_| {
        Phrase::new(
            "RFC 3339 形式の日時ではありません（例：2026-01-01T00:00:00+09:00）",
            "not an RFC 3339 time (such as 2026-01-01T00:00:00+09:00)",
        )
    })
}

/// A day: 2026-11-22 or 20261122.
pub fn parse_date(text: &str) -> Result<Date, Phrase> {
    Date::parse(text).map_err(|_| {
        Phrase::new(
            "実在する日付ではありません（例：2026-11-22、20261122）",
            "not a date (such as 2026-11-22 or 20261122)",
        )
    })
}

/// What may be permitted.
fn parse_permission(text: &str) -> Result<Permission, Phrase> {
    text.parse().map_err(one_of)
}

/// More threads than any processor has cores are a slip.
pub fn parse_threads(text: &str) -> Result<u16, Phrase> {
    const MOST: u16 = 1024;
    let number = text.parse().ok().filter(|number| (1..=MOST).contains(number));
    number.ok_or_else(|| {
        Phrase::new(
            format!("1 以上 {MOST} 以下の整数ではありません"),
            format!("not a whole number from 1 to {MOST}"),
        )
    })
}

/// The names that are known, as the type lists them (`one of …`).
pub fn one_of(listed: String) -> Phrase {
    let names = listed.trim_start_matches("one of ").replace(", ", "、");
    Phrase::new(format!("使用できる値は {names} です"), listed)
}
