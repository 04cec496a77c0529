//! `shohosen history import`.

use super::{PatientOption, StoreOption, WhoOptions, failed};
use crate::args::{EncodingOptions, OutputOptions, TrustOptions};
use crate::exit::{self, Failure, say, say_json};
use crate::{files, language, render, setup};
use clap::Args;
use shohosen::history::{HistoryOptions, read};
use shohosen::store::{Access, ImportCounts, Store, StoreError};
use shohosen::{Finding, Language, Severity};
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct ImportOptions {
    /// Documents of the patient: SJ1, CJ1, JAHISTC, signed EP and ED documents, FHIR, JSON or CSV;
    /// - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    store: StoreOption,
    #[command(flatten)]
    patient: PatientOption,
    /// What the source calls the document: a later import under the same id corrects it. Default:
    /// the SHA-256 of the file, which nothing corrects
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// Import a document although parts of it cannot be taken over. A check does not see these parts
    #[arg(long)]
    partial: bool,
    /// Import a state of a document again that was corrected since
    #[arg(long)]
    reinstate: bool,
    /// Import a document although name, sex or birth date differ from the patient's documents in the
    /// store: a new name, a correction. From then on it is held to be of this patient
    #[arg(long)]
    accept_other_identity: bool,
    #[command(flatten)]
    encoding: EncodingOptions,
    #[command(flatten)]
    who: WhoOptions,
    #[command(flatten)]
    trust: TrustOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

/// What became of one file.
struct Outcome {
    word: &'static str,
    events: u64,
    findings: Vec<Finding>,
    exit: u8,
}

pub fn run(options: &ImportOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    if options.document.is_some() && options.files.len() > 1 {
        return Err(Failure::usage(
            "--document を指定できるのは、ファイルが 1 つのときだけです",
            "--document names one document: give one file",
        ));
    }
    let access = options.who.access()?;
    let verifier = setup::verifier(&options.trust)?;
    let mut reading = HistoryOptions::verified_by(&verifier, setup::time(&options.trust)?);
    reading.records.encoding = options.encoding.chosen();
    let mut store = options.store.open(true, language)?;
    let mut exits = Vec::new();
    for file in &options.files {
        let outcome = import(file, options, &reading, &mut store, &access, language)?;
        exits.push(outcome.exit);
        match options.output.json {
            true => say_json(json(file, &outcome))?,
            false if options.output.quiet && outcome.exit == exit::OK => {}
            false => say(&text(file, &outcome, language))?,
        }
    }
    Ok(exit::worst(exits))
}

fn import(
    file: &Path,
    options: &ImportOptions,
    reading: &HistoryOptions<'_>,
    store: &mut Store,
    access: &Access,
    language: Language,
) -> Result<Outcome, Failure> {
    let bytes = files::read(file).map_err(|error| setup::unreadable(file, &error))?;
    let refused = |word, findings, exit| Ok(Outcome { word, events: 0, findings, exit });
    let read = match read(&bytes, reading) {
        Ok(read) => read,
        Err(error) => return refused("unreadable", vec![error.finding()], exit::UNREADABLE),
    };
    let mut findings = read.findings.clone();
    findings.extend(read.left_out());
    let patient = options.patient.patient.clone();
    let source = read.into_source(patient, &bytes, options.document.clone(), options.partial);
    let document = match source {
        Ok(document) => document,
        Err(error) => return refused("refused", error.findings, exit::INVALID),
    };
    let mut importing = shohosen::store::ImportOptions::default();
    importing.reinstate = options.reinstate;
    importing.accept_other_identity = options.accept_other_identity;
    let counts = match store.import([document], access, &importing, |_| ()) {
        Ok(counts) => counts,
        Err(failure) if matches!(failure.error, StoreError::OtherIdentity { .. }) => {
            findings.push(failure.error.finding());
            return refused("refused", findings, exit::INVALID);
        }
        Err(failure) => return Err(failed(&failure.error, language)),
    };
    let word = match counts {
        ImportCounts { added: 1, .. } => "added",
        ImportCounts { corrected: 1, .. } => "corrected",
        ImportCounts { outdated: 1, .. } => "outdated",
        _ => "unchanged",
    };
    Ok(Outcome { word, events: counts.events, findings, exit: exit::OK })
}

fn json(file: &Path, outcome: &Outcome) -> serde_json::Value {
    serde_json::json!({
        "schema_version": shohosen::SCHEMA_VERSION,
        "file": file.display().to_string(),
        "outcome": outcome.word,
        "events": outcome.events,
        "findings": outcome.findings,
    })
}

fn text(file: &Path, outcome: &Outcome, language: Language) -> String {
    let word = match (language, outcome.word) {
        (Language::Japanese, "added") => "取り込みました",
        (Language::Japanese, "corrected") => "訂正しました",
        (Language::Japanese, "unchanged") => "変更はありません",
        (Language::Japanese, "outdated") => "後で訂正された内容のため取り込みませんでした",
        (Language::Japanese, "refused") => "取り込みませんでした",
        (Language::Japanese, _) => "読めません",
        (Language::English, "outdated") => "outdated: it was corrected since, and was left out",
        (Language::English, "refused") => "not imported",
        (Language::English, word) => word,
    };
    let file = render::printable(&file.display().to_string());
    let mut text = match (language, outcome.events) {
        (_, 0) => format!("{file}: {word}\n"),
        (Language::Japanese, events) => format!("{file}: {word}（{events} 件）\n"),
        (Language::English, events) => format!("{file}: {word} ({events} events)\n"),
    };
    let shown = outcome.findings.iter().filter(|finding| finding.severity >= Severity::Warning);
    for finding in shown {
        let message = render::printable(&finding.message(language));
        let _ = writeln!(text, "  {message}  [{}]", finding.code);
        let remedy = finding.remedy(language);
        if !remedy.is_empty() {
            let _ = writeln!(text, "    → {}", render::printable(&remedy));
        }
    }
    text
}
