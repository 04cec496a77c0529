//! `shohosen history log`.

use super::{StoreOption, failed};
use crate::args::OutputOptions;
use crate::exit::{self, Failure, say, say_json};
use crate::{language, render};
use clap::Args;
use shohosen::Language;
use shohosen::store::{Action, LogEntry, LogQuery};
use std::fmt::Write;

#[derive(Args)]
pub struct LogOptions {
    #[command(flatten)]
    store: StoreOption,
    /// Entries about this patient only
    #[arg(long, value_name = "ID")]
    patient: Option<String>,
    /// Entries after this number, to read on
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    after: u64,
    /// At most so many entries
    #[arg(long, value_name = "COUNT", default_value_t = 1000)]
    limit: u32,
    #[command(flatten)]
    pub output: OutputOptions,
}

pub fn run(options: &LogOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let mut store = options.store.open(false, language)?;
    let query =
        LogQuery { patient: options.patient.clone(), after: options.after, limit: options.limit };
    let entries = store.access_log(&query).map_err(|error| failed(&error, language))?;
    if options.output.json {
        for entry in &entries {
            say_json(entry.to_json())?;
        }
        return Ok(exit::OK);
    }
    let mut text = String::new();
    entries.iter().for_each(|entry| line(&mut text, entry, language));
    say(&text)?;
    Ok(exit::OK)
}

fn line(text: &mut String, entry: &LogEntry, language: Language) {
    let (ja, en) = match entry.action {
        Action::Import => ("取込", "import"),
        Action::Delete => ("削除", "delete"),
        Action::Show => ("表示", "show"),
        Action::Check => ("検査", "check"),
        Action::ReadLog => ("記録閲覧", "read log"),
        other => (other.as_str(), other.as_str()),
    };
    let action = language.pick(ja, en);
    let mut line = format!("{:>6}  {}  {action}", entry.number, entry.access.at);
    let _ = write!(line, "  {}", entry.access.actor);
    if let Some(patient) = &entry.patient {
        let _ = write!(line, "  {}: {patient}", language.pick("患者", "patient"));
    }
    if entry.documents > 0 {
        let (documents, events) = (entry.documents, entry.events);
        let _ = match language {
            Language::Japanese => write!(line, "  文書 {documents} 件・薬剤 {events} 件"),
            Language::English => write!(line, "  {documents} documents, {events} events"),
        };
    }
    if !entry.access.purpose.is_empty() {
        let _ = write!(line, "  ({})", entry.access.purpose);
    }
    let _ = writeln!(text, "{}", render::printable(&line));
}
