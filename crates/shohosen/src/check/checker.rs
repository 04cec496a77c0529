//! Masters and tables put together, once, for any number of checks.

use super::{CheckDataError, CheckOutcome, CheckSettings, ages, events, outcome, rules};
use crate::history::{History, PrescriptionRead};
use shohosen_medication::{
    CheckLimitExceeded, DrugMaster, IngredientTable, MappingGuard, MasterBuilder,
    MedicationChecker, PairTable, PrescribingRules, ResolvedPrescription,
};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Puts a [`Checker`] together.
#[derive(Debug, Default)]
pub struct CheckerBuilder {
    files: Option<MasterBuilder>,
    cached: Option<(String, DrugMaster)>,
    master: Option<Arc<DrugMaster>>,
    ingredients: Vec<(String, IngredientTable)>,
    pairs: Option<PairTable>,
    rules: Option<PrescribingRules>,
}

/// No file of masters or tables is read beyond this.
const MAX_FILE: u64 = 256 << 20;

impl CheckerBuilder {
    /// Without masters and tables. What then cannot be checked comes out as not checked.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file of the official masters as it comes (CSV, xlsx, zip), or one cached master
    /// ([`DrugMaster::to_bytes`]). Which it is follows from its content; official files may come
    /// in any order.
    ///
    /// # Errors
    /// If it is damaged or none of the known masters, or if a cached master is to be joined with
    /// another file.
    pub fn master_file(&mut self, name: &str, bytes: &[u8]) -> Result<&mut Self, CheckDataError> {
        let error = |error| CheckDataError::Master { file: name.to_owned(), error };
        if DrugMaster::is_cached(bytes) {
            if self.files.is_some() || self.cached.is_some() {
                return Err(CheckDataError::CachedWithOthers { file: name.to_owned() });
            }
            let master = DrugMaster::from_bytes(bytes).map_err(error)?;
            self.cached = Some((name.to_owned(), master));
            return Ok(self);
        }
        if let Some((file, _)) = &self.cached {
            return Err(CheckDataError::CachedWithOthers { file: file.clone() });
        }
        self.files.get_or_insert_with(MasterBuilder::new).add(name, bytes).map_err(error)?;
        Ok(self)
    }

    /// As [`master_file`](Self::master_file), from a path.
    ///
    /// # Errors
    /// As there, and if the file cannot be read.
    pub fn master_path(&mut self, path: &Path) -> Result<&mut Self, CheckDataError> {
        let (name, bytes) = read(path)?;
        self.master_file(&name, &bytes)
    }

    /// Uses a master that is loaded already, in place of any files.
    pub fn master(&mut self, master: Arc<DrugMaster>) -> &mut Self {
        self.master = Some(master);
        self
    }

    /// Adds a table of components (`code,complete|partial,ingredients`), which goes before the
    /// built-in one while official files are joined.
    ///
    /// # Errors
    /// If it is not of that form; [`build`](Self::build) fails if there are no such files.
    pub fn ingredients_file(
        &mut self,
        name: &str,
        bytes: &[u8],
    ) -> Result<&mut Self, CheckDataError> {
        let table = IngredientTable::from_csv(bytes)
            .map_err(|error| CheckDataError::Ingredients { file: name.to_owned(), error })?;
        self.ingredients.push((name.to_owned(), table));
        Ok(self)
    }

    /// Adds a table of contraindicated pairs: the check master of the 支払基金 (its zip, or
    /// `IY_HeiyoKinki*` as CSV), or the simple CSV of [`PairTable::from_csv`].
    ///
    /// # Errors
    /// If it is neither.
    pub fn pairs_file(&mut self, name: &str, bytes: &[u8]) -> Result<&mut Self, CheckDataError> {
        let table = PairTable::from_file(name, bytes)
            .map_err(|error| CheckDataError::Pairs { file: name.to_owned(), error })?;
        Ok(self.pairs(table))
    }

    /// As [`pairs_file`](Self::pairs_file), from a path.
    ///
    /// # Errors
    /// As there, and if the file cannot be read.
    pub fn pairs_path(&mut self, path: &Path) -> Result<&mut Self, CheckDataError> {
        let (name, bytes) = read(path)?;
        self.pairs_file(&name, &bytes)
    }

    /// Adds a table of contraindicated pairs.
    pub fn pairs(&mut self, table: PairTable) -> &mut Self {
        match &mut self.pairs {
            None => self.pairs = Some(table),
            Some(known) => {
                for (text, more) in
                    [(&mut known.source, &table.source), (&mut known.edition, &table.edition)]
                {
                    if text != more {
                        *text = format!("{text} / {more}");
                    }
                }
                known.pairs.extend(table.pairs);
            }
        }
        self
    }

    /// Uses these prescribing rules (the form of [`PrescribingRules::from_json`]) in place of the
    /// built-in ones.
    ///
    /// # Errors
    /// If the bytes are not of that form.
    pub fn rules_json(&mut self, bytes: &[u8]) -> Result<&mut Self, CheckDataError> {
        self.rules = Some(PrescribingRules::from_json(bytes).map_err(CheckDataError::Rules)?);
        Ok(self)
    }

    /// The checker.
    ///
    /// # Errors
    /// If the masters hold more than the compact form can count, or a table of components has no
    /// files to go into: a master that is cached or loaded was joined without it.
    pub fn build(self) -> Result<Checker, CheckDataError> {
        let joins = self.master.is_none() && self.cached.is_none() && self.files.is_some();
        if let (Some((file, _)), false) = (self.ingredients.first(), joins) {
            return Err(CheckDataError::IngredientsWithoutFiles { file: file.clone() });
        }
        let master = match (self.master, self.cached, self.files) {
            (Some(master), ..) => master,
            (None, Some((_, master)), _) => Arc::new(master),
            (None, None, Some(mut files)) => {
                self.ingredients.into_iter().for_each(|(_, table)| files.add_ingredients(table));
                let error = |error| CheckDataError::Master { file: String::from("–"), error };
                Arc::new(files.build().map_err(error)?)
            }
            (None, None, None) => Arc::default(),
        };
        let mut checker = MedicationChecker::new(Arc::clone(&master));
        if let Some(table) = &self.pairs {
            checker = checker.with_pairs(table);
        }
        let rules = self.rules.unwrap_or_else(PrescribingRules::builtin);
        Ok(Checker { master, checker, guard: OnceLock::new(), rules })
    }
}

fn read(path: &Path) -> Result<(String, Vec<u8>), CheckDataError> {
    let file = path.display().to_string();
    match crate::read_file(path, MAX_FILE) {
        Ok(bytes) => Ok((file, bytes)),
        Err(error) => Err(CheckDataError::Io { file, error }),
    }
}

/// Checks prescriptions. Immutable and shared between threads.
#[derive(Debug)]
pub struct Checker {
    master: Arc<DrugMaster>,
    checker: MedicationChecker<Arc<DrugMaster>>,
    /// Goes through all names of the master: made when first needed.
    guard: OnceLock<MappingGuard<Arc<DrugMaster>>>,
    rules: PrescribingRules,
}

impl Checker {
    /// The master.
    pub fn master(&self) -> &Arc<DrugMaster> {
        &self.master
    }

    /// Duplicates and contraindications alone.
    pub fn medication(&self) -> &MedicationChecker<Arc<DrugMaster>> {
        &self.checker
    }

    /// Whether codes, names and units belong together.
    pub fn guard(&self) -> &MappingGuard<Arc<DrugMaster>> {
        self.guard.get_or_init(|| MappingGuard::new(Arc::clone(&self.master)))
    }

    /// The prescribing rules.
    pub fn rules(&self) -> &PrescribingRules {
        &self.rules
    }

    /// Checks a prescription against what the patient takes, by the prescribing rules, and its
    /// codes against their names and units, as far as the settings ask for it.
    ///
    /// # Errors
    /// If prescription or history exceed the limits of the settings.
    pub fn check(
        &self,
        prescription: &PrescriptionRead,
        history: &History,
        settings: &CheckSettings,
    ) -> Result<CheckOutcome, CheckLimitExceeded> {
        let events = history.events_for(&prescription.prescription.institution);
        let prepared = events::prepare(self, prescription, history, events, settings);
        let (new, options) = (&prescription.prescription, &settings.options);
        // Once, for check, rules and guard.
        let day = options.reference_day(new);
        let resolved = ResolvedPrescription::new(&self.master, new, day);
        let report = self.checker.check_resolved(&resolved, &prepared.events, options)?;
        let report = prepared.placed(report);
        let mut rules = rules::check(self, prescription, &resolved, history, settings);
        rules.not_checked.extend(prepared.not_checked);
        rules.findings.extend(prepared.findings);
        rules.findings.extend(ages::outdated(&self.master, day, settings.master_days));
        Ok(outcome::join(report, rules, prescription, history, settings))
    }
}
