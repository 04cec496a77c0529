//! The history of a patient from the store on disk.

use crate::exit::Failure;
use crate::setup;
use clap::Args;
use shohosen::history::History;
use shohosen::store::{Access, Action, Store, StoreError, StoreOptions as Options};
use shohosen::{Language, Time};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct StoreOptions {
    /// The store with the shared medication history
    #[arg(long, value_name = "DB", requires = "patient", conflicts_with = "no_history")]
    pub store: Option<PathBuf>,
    /// The patient's pseudonymous id in the store
    #[arg(long, value_name = "ID", requires = "store")]
    pub patient: Option<String>,
    /// Who looks, for the access log of the store
    #[arg(long, value_name = "NAME", default_value = "shohosen check")]
    pub actor: String,
}

/// Adds what the store has of the patient, and writes into its access log who looked.
pub fn add(
    options: &StoreOptions,
    now: Time,
    history: &mut History,
    language: Language,
) -> Result<(), Failure> {
    let (Some(path), Some(patient)) = (&options.store, &options.patient) else { return Ok(()) };
    let failed = |error: StoreError| failure(path, &error, language);
    // Opening makes a new store, in which nobody takes anything.
    if !path.exists() {
        return Err(setup::unreadable(path, std::io::Error::from(std::io::ErrorKind::NotFound)));
    }
    let mut store = Store::open(path, &Options::default()).map_err(failed)?;
    let access = Access::new(options.actor.clone(), "shohosen check", now);
    store.record(Action::Check, Some(patient), &access).map_err(failed)?;
    let Some(events) = store.events(patient, ..).map_err(failed)? else {
        let reason = match language {
            Language::Japanese => {
                format!("患者 {patient} は登録されていません（「薬歴なし」ではありません）")
            }
            Language::English => {
                format!(
                    "the patient {patient} is not known here, which does not mean that nothing is taken"
                )
            }
        };
        return Err(setup::unreadable(path, reason));
    };
    history.add_events(&format!("{}: {patient}", path.display()), events);
    Ok(())
}

fn failure(path: &Path, error: &StoreError, language: Language) -> Failure {
    let finding = error.finding();
    let (message, remedy) = (finding.message(language), finding.remedy(language));
    setup::unreadable(path, format!("{message}  [{}]\n  → {remedy}", finding.code))
}
