//! The history of a patient from the store on disk.

use crate::exit::Failure;
use crate::history::{self, WhoOptions};
use clap::Args;
use shohosen::Language;
use shohosen::history::History;
use shohosen::store::{Action, StoreError};
use std::path::PathBuf;

#[derive(Args)]
pub struct StoreOptions {
    /// The store with the shared medication history: a file, or (feature `postgres`)
    /// postgresql://USER@HOST/DATABASE
    #[arg(long, value_name = "DB", requires = "patient", conflicts_with = "no_history")]
    pub store: Option<PathBuf>,
    /// The patient's pseudonymous id in the store
    #[arg(long, value_name = "ID", requires = "store")]
    pub patient: Option<String>,
    #[command(flatten)]
    pub who: WhoOptions,
}

/// Adds what the store has of the patient, and writes into its access log who looked.
pub fn add(
    options: &StoreOptions,
    history: &mut History,
    language: Language,
) -> Result<(), Failure> {
    let (Some(path), Some(patient)) = (&options.store, &options.patient) else { return Ok(()) };
    let fault = |error: StoreError| history::failed(&error, language);
    // When it happened, whatever the time as of which is judged.
    let access = options.who.access()?;
    // In a store that is made only now, nobody takes anything.
    let mut store = history::open(path, false).map_err(fault)?;
    store.record(Action::Check, Some(patient), &access).map_err(fault)?;
    let stored = store.history(patient, ..).map_err(fault)?;
    let stored = stored.ok_or_else(|| history::unknown(patient, &store, language))?;
    history.add_stored(&format!("{}: {patient}", store.place()), stored);
    Ok(())
}
