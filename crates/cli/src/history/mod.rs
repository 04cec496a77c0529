//! `shohosen history`: the shared medication history on disk.

mod import;
mod log;
mod show;
mod verify;

use crate::args::OutputOptions;
use crate::exit::{self, Failure, say, say_json};
use crate::{language, render, setup};
use clap::{Args, Subcommand};
use shohosen::Language;
use shohosen::store::{Access, Store, StoreError, StoreOptions};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct HistoryOptions {
    #[command(subcommand)]
    command: HistoryCommand,
}

#[derive(Subcommand)]
enum HistoryCommand {
    /// Take documents of one patient into the store, which is made if need be (文書を取り込む)
    Import(Box<import::ImportOptions>),
    /// What a patient takes, document by document (薬歴を表示する)
    Show(show::ShowOptions),
    /// What is in the store (件数などを表示する)
    Stats(StatsOptions),
    /// Look at everything: every document is as it was written, and none is missing (薬歴が記録時のままか確かめる)
    Verify(verify::VerifyOptions),
    /// Remove a patient and overwrite the bytes; the access log says that it happened (患者を削除する)
    Delete(DeleteOptions),
    /// Who did what, when, for which patient and why (アクセス記録を表示する)
    Log(log::LogOptions),
}

impl HistoryOptions {
    /// How its outcome is written.
    pub fn output(&self) -> &OutputOptions {
        match &self.command {
            HistoryCommand::Import(options) => &options.output,
            HistoryCommand::Show(options) => &options.output,
            HistoryCommand::Stats(options) => &options.output,
            HistoryCommand::Verify(options) => &options.output,
            HistoryCommand::Delete(options) => &options.output,
            HistoryCommand::Log(options) => &options.output,
        }
    }
}

#[derive(Args)]
struct StatsOptions {
    #[command(flatten)]
    store: StoreOption,
    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Args)]
struct DeleteOptions {
    #[command(flatten)]
    store: StoreOption,
    #[command(flatten)]
    patient: PatientOption,
    #[command(flatten)]
    who: WhoOptions,
    /// Really delete; without it, only what would go is shown
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    output: OutputOptions,
}

/// Where the store is.
#[derive(Args)]
struct StoreOption {
    /// The store: a file, or (feature `postgres`) postgresql://USER@HOST/DATABASE
    #[arg(long, value_name = "DB")]
    store: PathBuf,
}

/// Whose history.
#[derive(Args)]
struct PatientOption {
    /// The pseudonymous id of the patient
    #[arg(long, value_name = "ID")]
    patient: String,
}

/// What the access log of the store says of this command.
#[derive(Args)]
pub struct WhoOptions {
    /// Who does this, for the access log of the store; default: the name of the user of the operating system
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Why, for the access log of the store
    #[arg(long, value_name = "TEXT", default_value = "")]
    purpose: String,
}

pub fn run(options: &HistoryOptions) -> Result<u8, Failure> {
    match &options.command {
        HistoryCommand::Import(options) => import::run(options),
        HistoryCommand::Show(options) => show::run(options),
        HistoryCommand::Stats(options) => stats(options),
        HistoryCommand::Verify(options) => verify::run(options),
        HistoryCommand::Delete(options) => delete(options),
        HistoryCommand::Log(options) => log::run(options),
    }
}

impl StoreOption {
    /// Opens the store; only an import makes one.
    fn open(&self, create: bool, language: Language) -> Result<Store, Failure> {
        open(&self.store, create).map_err(|error| failed(&error, language))
    }
}

/// Opens the store at a path or URL.
pub fn open(store: &Path, create: bool) -> Result<Store, StoreError> {
    let mut options = StoreOptions::default();
    options.create = create;
    Store::open_at(store, &options)
}

impl WhoOptions {
    /// Who, why, and when: now.
    pub fn access(&self) -> Result<Access, Failure> {
        let actor = self.actor.clone().or_else(crate::user::name).ok_or_else(|| {
            Failure::usage(
                "ユーザー名がわかりません。--actor で指定してください",
                "the name of the user is not known: give it by --actor",
            )
        })?;
        Ok(Access::new(actor, self.purpose.clone(), setup::now()?))
    }
}

pub fn failed(error: &StoreError, language: Language) -> Failure {
    Failure::found(error.finding(), language)
}

fn stats(options: &StatsOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let mut store = options.store.open(false, language)?;
    let statistics = store.statistics().map_err(|error| failed(&error, language))?;
    if options.output.json {
        let mut object = statistics.to_json();
        object["store"] = store.place().into();
        say_json(object)?;
        return Ok(exit::OK);
    }
    let day = |day: Option<shohosen::medication::Date>| match day {
        Some(day) => day.to_string(),
        None => language.pick("なし", "none").to_owned(),
    };
    let (first, last) = (day(statistics.first), day(statistics.last));
    let place = render::printable(store.place());
    let numbers = (statistics.patients, statistics.documents, statistics.events);
    let (patients, documents, events) = numbers;
    let (entries, bytes) = (statistics.log_entries, statistics.bytes);
    say(&match language {
        Language::Japanese => format!(
            "{place}\n  患者 {patients} 人、文書 {documents} 件、薬剤 {events} 件\n  \
             期間 {first} – {last}\n  アクセス記録 {entries} 件、{bytes} バイト\n"
        ),
        Language::English => format!(
            "{place}\n  {patients} patients, {documents} documents, {events} events\n  \
             from {first} to {last}\n  {entries} entries of the access log, {bytes} bytes\n"
        ),
    })?;
    Ok(exit::OK)
}

fn delete(options: &DeleteOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let fault = |error: StoreError| failed(&error, language);
    let mut store = options.store.open(false, language)?;
    let patient = &options.patient.patient;
    let documents = store.documents(patient).map_err(fault)?;
    if documents.is_empty() {
        return Err(unknown(patient, &store, language));
    }
    if !options.yes {
        let count = documents.len();
        return Err(Failure::usage(
            format!("文書 {count} 件を削除します。実行するには --yes を付けてください"),
            format!("this would delete {count} documents; add --yes"),
        ));
    }
    let gone = store.delete_patient(patient, &options.who.access()?).map_err(fault)?;
    if options.output.json {
        let object = serde_json::json!({
            "schema_version": shohosen::SCHEMA_VERSION,
            "documents": gone.documents,
            "events": gone.events,
            "erased": gone.erased,
        });
        say_json(object)?;
        return Ok(exit::OK);
    }
    let (documents, events) = (gone.documents, gone.events);
    let erased = match (language, gone.erased) {
        (_, true) => "",
        (Language::Japanese, _) => "。データの上書きは、ほかの利用者が閉じた後に完了します",
        (Language::English, _) => "; the bytes are overwritten once other programs close the store",
    };
    say(&match language {
        Language::Japanese => {
            format!("文書 {documents} 件、薬剤 {events} 件を削除しました{erased}\n")
        }
        Language::English => format!("deleted: {documents} documents, {events} events{erased}\n"),
    })?;
    Ok(exit::OK)
}

/// Says that a patient is not known: not the same as one who takes nothing.
pub fn unknown(patient: &str, store: &Store, language: Language) -> Failure {
    let finding = shohosen::codes::store::PATIENT_UNKNOWN.finding();
    let finding = finding.with("patient", patient.to_owned());
    Failure::found(finding.with("place", store.place().to_owned()), language)
}
