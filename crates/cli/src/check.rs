//! `shohosen check`: a prescription against what the patient takes.

use crate::args::{EncodingOptions, OutputOptions, TrustOptions, parse_date};
use crate::exit::{self, Failure, say, say_json};
use crate::{check_text, files, language, setup};
use clap::{Args, ValueEnum};
use shohosen::check::{CheckDataError, CheckSettings, Checker, CheckerBuilder, Shown, page};
use shohosen::facts::read_facts_in;
use shohosen::history::{History, HistoryOptions, HistoryReadError, PrescriptionRead};
use shohosen::history::{read, read_prescription};
use shohosen::medication::RouteGranularity;
use shohosen::medication::{CareSetting, CheckName, CheckWordError, Consent, Date};
use shohosen::medication::{Institution, OnlineFirstVisit};
use shohosen::{Language, Time};
use std::path::{Path, PathBuf};

/// Exit codes: 0 nothing found, 1 something found, 2 nothing found but not all was checked,
/// 64 wrong usage, 65 unreadable input, 70 internal error.
#[derive(Args)]
pub struct CheckOptions {
    /// The prescription: SJ1 or JAHIS records, the XML of an electronic prescription, FHIR or
    /// JSON; - is standard input
    #[arg(value_name = "RX")]
    pub prescription: PathBuf,
    #[command(flatten)]
    pub with: CheckWith,
}

/// With what a prescription is compared, and how.
#[derive(Args)]
pub struct CheckWith {
    /// What the patient takes: CJ1, JAHISTC (お薬手帳), SJ1 or JAHIS records, signed XML, FHIR, JSON
    /// or CSV
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub history: Vec<PathBuf>,
    /// Check without a history: the rules, codes and the prescription by itself
    #[arg(long, conflicts_with = "history")]
    pub no_history: bool,
    #[cfg(feature = "store")]
    #[command(flatten)]
    pub store: crate::check_store::StoreOptions,
    #[command(flatten)]
    pub master: MasterOptions,
    /// Contraindicated pairs: the check master of the 支払基金, or a CSV of
    /// left,right,kind,washout_days
    #[arg(long, value_name = "FILE")]
    pub pairs: Vec<PathBuf>,
    /// Check without a table of contraindicated pairs: that they are not checked is said, but no
    /// reason for exit code 2
    #[arg(long, conflicts_with = "pairs")]
    pub no_pairs: bool,
    /// All documents are of one patient although name, sex or birth date differ: use them. Without
    /// it a document of another patient is not used
    #[arg(long)]
    pub same_patient: bool,
    /// Allergies, side effects and diseases of the patient: FHIR (AllergyIntolerance, Condition), JSON,
    /// or CSV of kind,system,code,text,status,started_on,ended_on
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub facts: Vec<PathBuf>,
    /// The patient has no allergies and side effects that are known
    #[arg(long)]
    pub no_allergies: bool,
    /// No diseases are registered
    #[arg(long)]
    pub no_diseases: bool,
    /// Classes of drugs (cephems, hypnotics …): a CSV of class,drug with lines # source: and # edition:
    #[arg(long, value_name = "FILE")]
    pub classes: Option<PathBuf>,
    /// Which checks are asked for, by name: all, or duplicates, contraindications, allergies,
    /// disease_contraindications, indications, doses, days, group_doses, usage, age_and_sex, cautions,
    /// prescribing_rules, many_drugs, mapping; with a hyphen before it a check is switched off. What a
    /// check that was asked for needs and was not given is a reason for exit code 2; the others are
    /// carried out wherever their tables are given
    #[arg(long, value_name = "NAMES", value_delimiter = ',', allow_hyphen_values = true)]
    pub checks: Vec<String>,
    /// Count the age on the first day of the month, as claims are reviewed
    #[arg(long)]
    pub age_on_first_of_month: bool,
    /// Prescribing rules in place of the built-in ones (JSON)
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// The day of the check (2026-11-22); default: today in Japan
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub on: Option<Date>,
    /// The patient's consent to showing what others prescribed
    #[arg(long, value_enum, default_value = "given")]
    pub consent: ConsentOption,
    /// Who asks (ten digits: prefecture 2, 点数表 1, code 7); default: who prescribes
    #[arg(long, value_name = "CODE")]
    pub requester: Option<String>,
    /// Compare with what the requester itself prescribed or dispensed, too
    #[arg(long)]
    pub same_institution: bool,
    /// The prescription is 院内処方: the day of the prescription is the reference day
    #[arg(long)]
    pub in_house: bool,
    /// Extension: days of rest (隔日 …) stretch a period
    #[arg(long)]
    pub calendar_span: bool,
    /// Extension: tell external routes apart by dosage form
    #[arg(long)]
    pub route_by_form: bool,
    /// Extension: report the same ingredient in two RPs of the prescription, and the same drug twice
    /// in one (a taper is written so as well)
    #[arg(long)]
    pub within_prescription: bool,
    /// Do not look for contraindicated pairs inside the prescription itself, which is done wherever a
    /// table is given
    #[arg(long)]
    pub no_pairs_within_prescription: bool,
    /// Extension: report the same ingredient by another route
    #[arg(long)]
    pub other_route: bool,
    /// Extension: warn where a contraindicated drug ended less than its washout ago
    #[arg(long)]
    pub washout: bool,
    /// Extension: compare with drugs bought without prescription, too
    #[arg(long)]
    pub otc: bool,
    /// The day on which it is presented at the pharmacy: judge its validity
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub presented_on: Option<Date>,
    /// The previous dispensing of a refill: judge the window of the next one
    #[arg(long, value_name = "DATE", value_parser = parse_date, requires = "presented_on")]
    pub previous_dispensing: Option<Date>,
    /// It is an online first visit; is the patient's history known?
    #[arg(long, value_enum, value_name = "HISTORY")]
    pub online_first_visit: Option<HistoryKnown>,
    /// A reason for more patches than allowed, or for more days (長期の旅行等), is stated
    #[arg(long)]
    pub reason_stated: bool,
    /// Use signed documents that do not come out VALID, and say so
    #[arg(long)]
    pub allow_unverified: bool,
    #[command(flatten)]
    pub encoding: EncodingOptions,
    /// Write a page with a timeline of what is taken when
    #[arg(long, value_name = "OUT")]
    pub html: Option<PathBuf>,
    #[command(flatten)]
    pub trust: TrustOptions,
    #[command(flatten)]
    pub output: OutputOptions,
    /// Show the checks that passed, too
    #[arg(short, long)]
    pub verbose: bool,
}

/// The drug masters.
#[derive(Args)]
pub struct MasterOptions {
    /// The official drug masters as they come (zip, xlsx, csv), or one made by `shohosen master`; also
    /// the check master of the 支払基金 (its zip, or IY_… files), the disease master (b_…, z_…) and the
    /// usage master (電子処方箋用法マスタ, xlsx)
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub master: Vec<PathBuf>,
    /// A table of components that goes before the built-in one (code,complete|partial,ingredients)
    #[arg(long, value_name = "FILE")]
    pub ingredients: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ConsentOption {
    /// Given, or the caller's own records: everything is shown
    Given,
    /// 口頭等同意: the causing drug is shown
    Oral,
    /// None: only the fact
    None,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HistoryKnown {
    Known,
    Unknown,
}

pub fn run(options: &CheckOptions) -> Result<u8, Failure> {
    let with = &options.with;
    let path = &options.prescription;
    let language = language::choose(with.output.lang);
    carry_out(with, path, |reading| {
        if with.history.is_empty() && !with.no_history && !has_store(with) {
            return Err(Failure::usage(
                "薬歴がありません。--history（または --store）を指定するか、--no-history を付けてください",
                "there is no history: give --history (or --store), or say --no-history",
            ));
        }
        let bytes = files::read(path).map_err(|error| setup::unreadable(path, &error))?;
        let prescription =
            read_prescription(&bytes, reading).map_err(|error| refused(path, &error, language))?;
        Ok((prescription, History::default()))
    })
}

/// Checks a prescription against a history, to which that of the options is added; both are read once
/// the options are known to go together. `name` names the prescription.
pub fn carry_out(
    options: &CheckWith,
    name: &Path,
    input: impl FnOnce(&HistoryOptions<'_>) -> Result<(PrescriptionRead, History), Failure>,
) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let page_only = options.html.as_deref() == Some(Path::new("-"));
    if page_only && options.output.json {
        return Err(Failure::usage(
            "--json と --html - は、どちらも標準出力に書き出します。--html にファイルを指定してください",
            "--json and --html - both write to standard output: give --html a file",
        ));
    }
    let now = setup::time(&options.trust)?;
    let verifier = setup::verifier(&options.trust)?;
    let mut reading = HistoryOptions::verified_by(&verifier, now);
    reading.accept_unverified = options.allow_unverified;
    reading.records.encoding = options.encoding.chosen();

    let settings = settings(options, now)?;
    let (mut prescription, read_before) = input(&reading)?;
    if options.in_house {
        prescription.prescription.setting = CareSetting::InHouseOutpatient;
    }
    let mut history = match options.no_history {
        true => History::none(),
        false => History::default(),
    };
    history.append(read_before);
    for path in &options.history {
        let bytes = files::read(path).map_err(|error| setup::unreadable(path, &error))?;
        let read = read(&bytes, &reading).map_err(|error| refused(path, &error, language))?;
        history.add(&path.display().to_string(), read);
    }
    #[cfg(feature = "store")]
    crate::check_store::add(&options.store, &mut history, language)?;
    for path in &options.facts {
        let bytes = files::read(path).map_err(|error| setup::unreadable(path, &error))?;
        let read = read_facts_in(&bytes, options.encoding.chosen())
            .map_err(|error| Failure::found_in(path, error.finding(), language))?;
        history.add_facts(&path.display().to_string(), read);
    }
    if options.no_allergies {
        history.without_allergies();
    }
    if options.no_diseases {
        history.without_diseases();
    }
    let tables = Tables {
        pairs: &options.pairs,
        rules: options.rules.as_deref(),
        classes: options.classes.as_deref(),
    };
    let checker = checker(&options.master, &tables, language)?;

    let outcome =
        checker.check(&prescription, &history, &settings).map_err(|error| Failure::Unreadable {
            file: match error.what {
                "records" => language.pick("薬歴", "history").to_owned(),
                _ => name.display().to_string(),
            },
            reason: error.phrase(),
        })?;
    let shown = Shown {
        outcome: &outcome,
        prescription: &prescription,
        history: &history,
        periods: &settings.options.periods,
    };
    if let Some(path) = &options.html {
        files::write(path, page(&shown, language).as_bytes())
            .map_err(|error| Failure::not_written(path, error))?;
    }
    if options.output.json {
        say_json(outcome.to_json())?;
    } else if !(page_only || options.output.quiet && outcome.status().exit_code() == exit::OK) {
        let name = crate::render::printable(&name.display().to_string());
        say(&check_text::outcome(&name, &shown, options.verbose, language))?;
    }
    Ok(outcome.status().exit_code())
}

#[cfg(feature = "store")]
pub const fn has_store(options: &CheckWith) -> bool {
    options.store.store.is_some()
}

#[cfg(not(feature = "store"))]
pub const fn has_store(_: &CheckWith) -> bool {
    false
}

/// An input that cannot be used: which, why, and what to do about it.
pub fn refused(path: &Path, error: &HistoryReadError, language: Language) -> Failure {
    Failure::found_in(path, error.finding(), language)
}

/// The user's tables beside the masters.
#[derive(Default)]
pub struct Tables<'a> {
    pub pairs: &'a [PathBuf],
    pub rules: Option<&'a Path>,
    pub classes: Option<&'a Path>,
}

/// Masters and tables put together.
pub fn checker(
    options: &MasterOptions,
    tables: &Tables<'_>,
    language: Language,
) -> Result<Checker, Failure> {
    let mut builder = CheckerBuilder::new();
    let failed =
        |path: &Path, error: &CheckDataError| Failure::found_in(path, error.finding(), language);
    for path in &options.master {
        builder.master_path(path).map_err(|error| failed(path, &error))?;
    }
    if let Some(path) = &options.ingredients {
        let name = path.display().to_string();
        builder
            .ingredients_file(&name, &setup::read(path)?)
            .map_err(|error| failed(path, &error))?;
    }
    for path in tables.pairs {
        builder.pairs_path(path).map_err(|error| failed(path, &error))?;
    }
    if let Some(path) = tables.classes {
        let name = path.display().to_string();
        builder.classes_file(&name, &setup::read(path)?).map_err(|error| failed(path, &error))?;
    }
    if let Some(path) = tables.rules {
        builder.rules_json(&setup::read(path)?).map_err(|error| failed(path, &error))?;
    }
    builder.build().map_err(|error| failed(Path::new("–"), &error))
}

fn settings(options: &CheckWith, now: Time) -> Result<CheckSettings, Failure> {
    let day = options.on.or_else(|| Date::in_japan(now.unix()));
    let day = day.ok_or_else(|| Failure::Internal("the clock is wrong; use --on".into()))?;
    let consent = match options.consent {
        ConsentOption::Given => Consent::Given,
        ConsentOption::Oral => Consent::Oral,
        ConsentOption::None => Consent::None,
    };
    let mut settings = CheckSettings::new(day, consent);
    let check = &mut settings.options;
    check.requester = requester(options.requester.as_deref())?;
    check.include_same_institution = options.same_institution;
    check.periods.calendar_span = options.calendar_span;
    if options.route_by_form {
        check.route_granularity = RouteGranularity::Form;
    }
    check.within_prescription = options.within_prescription;
    check.pairs_within_prescription = !options.no_pairs_within_prescription;
    check.other_route = options.other_route;
    check.washout = options.washout;
    check.over_the_counter = options.otc;
    settings.without_pairs = options.no_pairs;
    settings.same_patient = options.same_patient;
    settings.age_on_first_of_month = options.age_on_first_of_month;
    settings.ask(options.checks.iter().map(String::as_str)).map_err(|error| {
        Failure::usage(format!("--checks：{}", not_a_check(&error)), format!("--checks: {error}"))
    })?;
    settings.presented_on = options.presented_on;
    settings.previous_dispensing = options.previous_dispensing;
    settings.special_circumstances = options.reason_stated;
    settings.patch_reason = options.reason_stated;
    settings.online_first_visit = options
        .online_first_visit
        .map(|known| OnlineFirstVisit { history_known: known == HistoryKnown::Known });
    Ok(settings)
}

/// Which words --checks takes.
fn not_a_check(error: &CheckWordError) -> String {
    match error {
        CheckWordError::Unknown => {
            let names: Vec<_> = CheckName::ALL.iter().map(|name| name.as_str()).collect();
            format!("この名前の確認はありません。指定できるのは {} です", names.join("、"))
        }
        CheckWordError::Always(name) => format!("{name} を行わないことはできません"),
    }
}

/// A code that is not complete would make no two institutions the same.
fn requester(code: Option<&str>) -> Result<Option<Institution>, Failure> {
    let Some(code) = code else { return Ok(None) };
    if code.len() != 10 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Failure::usage(
            "--requester は 10 桁の数字（都道府県 2、点数表 1、医療機関等コード 7）で指定してください",
            "--requester: ten digits (prefecture 2, 点数表 1, code 7)",
        ));
    }
    Ok(Some(Institution { code: code.to_owned(), name: String::new() }))
}
