//! Masters and tables put together, once, for any number of checks.

use super::{CheckDataError, CheckOutcome, CheckSettings, ages, clinical, events, outcome, rules};
use crate::history::{History, PrescriptionRead};
use shohosen_medication::{
    CachedTables, CheckLimitExceeded, CheckMaster, CheckMasterBuilder, ClassTable, ClinicalTables,
    Date, DiseaseMaster, DrugMaster, IngredientTable, MappingGuard, MasterBuilder,
    MedicationChecker, NotCheckedReason, PairTable, PrescribingRules, ResolvedPrescription,
    UsageMaster,
};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Puts a [`Checker`] together.
#[derive(Debug, Default)]
pub struct CheckerBuilder {
    files: Option<MasterBuilder>,
    cached: Option<(String, CachedTables)>,
    checks: Option<CheckMasterBuilder>,
    /// Editions that another checker has.
    loaded: Vec<CheckMaster>,
    diseases: DiseaseMaster,
    usages: UsageMaster,
    classes: Option<ClassTable>,
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
    /// ([`CachedTables::to_bytes`]). Which it is follows from its content; official files may come
    /// in any order. The check master of the 支払基金 (its zip, or `IY_…` files out of it; several
    /// editions), the disease master (`b_…`, `z_…`) and the national usage master (電子処方箋用法マスタ, xlsx;
    /// several editions) are taken here as well, also beside a cached master.
    ///
    /// # Errors
    /// If it is damaged or none of the known masters, or if a cached master is to be joined with
    /// another file.
    pub fn master_file(&mut self, name: &str, bytes: &[u8]) -> Result<&mut Self, CheckDataError> {
        let error = |error| CheckDataError::Master { file: name.to_owned(), error };
        if CheckMasterBuilder::recognises(name, bytes) {
            self.checks.get_or_insert_with(CheckMasterBuilder::new).add(name, bytes)?;
            return Ok(self);
        }
        if DiseaseMaster::recognises(name, bytes) {
            self.diseases.add(name, bytes)?;
            return Ok(self);
        }
        if UsageMaster::recognises(name, bytes) {
            self.usages.add(name, bytes)?;
            return Ok(self);
        }
        if CachedTables::is_cached(bytes) {
            if self.files.is_some() || self.cached.is_some() {
                return Err(CheckDataError::CachedWithOthers { file: name.to_owned() });
            }
            let master = CachedTables::from_bytes(bytes).map_err(error)?;
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

    /// Uses the master of another checker, with the check master, the disease master and the usage master
    /// that were read with it.
    pub fn masters_of(&mut self, checker: &Checker) -> &mut Self {
        self.loaded = checker.tables.checks().to_vec();
        if let Some(diseases) = checker.tables.diseases() {
            self.diseases = diseases.clone();
        }
        if let Some(usages) = checker.tables.usages() {
            self.usages = usages.clone();
        }
        self.master(Arc::clone(&checker.master))
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

    /// Adds the user's table of classes (`class,drug`): cephems, NSAIDs, hypnotics.
    ///
    /// # Errors
    /// If it is not of that form, or does not say its source and edition.
    pub fn classes_file(&mut self, name: &str, bytes: &[u8]) -> Result<&mut Self, CheckDataError> {
        self.classes = Some(ClassTable::from_csv(name, bytes)?);
        Ok(self)
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
        let (cached, mut checks, mut diseases, mut usages) = match self.cached {
            Some((_, kept)) => (Some(kept.master), kept.checks, kept.diseases, kept.usages),
            None => (None, Vec::new(), DiseaseMaster::default(), UsageMaster::default()),
        };
        checks.extend(self.loaded);
        checks.extend(self.checks.map(CheckMasterBuilder::build).unwrap_or_default());
        if !self.diseases.is_empty() {
            diseases = self.diseases;
        }
        if !self.usages.is_empty() {
            usages = self.usages;
        }
        let master = match (self.master, cached, self.files) {
            (Some(master), ..) => master,
            (None, Some(master), _) => Arc::new(master),
            (None, None, Some(mut files)) => {
                self.ingredients.into_iter().for_each(|(_, table)| files.add_ingredients(table));
                let error = |error| CheckDataError::Master { file: String::from("–"), error };
                Arc::new(files.build().map_err(error)?)
            }
            (None, None, None) => Arc::default(),
        };
        let plain = || MedicationChecker::new(Arc::clone(&master));
        // The user's own table stands before those of the check master.
        let (checker, mut editions) = match &self.pairs {
            Some(table) => (plain().with_pairs(table), Vec::new()),
            None => {
                let pairs = checks.iter().filter_map(|own| Some((own.date(), own.pairs()?)));
                (plain(), pairs.map(|(date, own)| (date, plain().with_pairs(own))).collect())
            }
        };
        editions.sort_by_key(|(date, _)| *date);
        let cautions = self
            .pairs
            .as_ref()
            .and_then(PairTable::cautions)
            .map(|table| MedicationChecker::new(Arc::clone(&master)).with_pairs(&table));
        let tables = ClinicalTables::new(&master, checks, Some(diseases), self.classes);
        let tables = tables.with_usages(usages);
        let rules = self.rules.unwrap_or_else(PrescribingRules::builtin);
        Ok(Checker { master, checker, editions, cautions, tables, guard: OnceLock::new(), rules })
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
    /// What holds where no edition of the check master does: the user's table of pairs, or none.
    checker: MedicationChecker<Arc<DrugMaster>>,
    /// With the pairs of each edition of the check master by its date, the latest last.
    editions: Vec<(Option<Date>, MedicationChecker<Arc<DrugMaster>>)>,
    /// The pairs for caution of the user's table, compared in the same way.
    cautions: Option<MedicationChecker<Arc<DrugMaster>>>,
    tables: ClinicalTables,
    /// Goes through all names of the master: made when first needed.
    guard: OnceLock<MappingGuard<Arc<DrugMaster>>>,
    rules: PrescribingRules,
}

impl Checker {
    /// The master.
    pub fn master(&self) -> &Arc<DrugMaster> {
        &self.master
    }

    /// Duplicates and contraindications alone, with the table of pairs that is in force on a day: the
    /// user's, else that of the latest edition of the check master that is not after it.
    pub fn medication_on(&self, day: Date) -> &MedicationChecker<Arc<DrugMaster>> {
        let mut latest = self.editions.iter().rev();
        let begun = latest.find(|(date, _)| date.is_none_or(|date| date <= day));
        begun.map_or(&self.checker, |(_, checker)| checker)
    }

    /// The tables beside the drug master.
    pub const fn tables(&self) -> &ClinicalTables {
        &self.tables
    }

    /// Master and tables in the compact form that loads in milliseconds.
    pub fn to_cache(&self) -> Vec<u8> {
        CachedTables {
            master: DrugMaster::clone(&self.master),
            checks: self.tables.checks().to_vec(),
            diseases: self.tables.diseases().cloned().unwrap_or_default(),
            usages: self.tables.usages().cloned().unwrap_or_default(),
        }
        .to_bytes()
    }

    pub(super) const fn cautions(&self) -> Option<&MedicationChecker<Arc<DrugMaster>>> {
        self.cautions.as_ref()
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
        let checker = self.medication_on(day);
        let mut report = checker.check_resolved(&resolved, &prepared.events, options)?;
        let later = std::ptr::eq(checker, &raw const self.checker) && !self.editions.is_empty();
        if later {
            let missing = report.not_checked.iter_mut();
            missing
                .filter(|entry| entry.reason == NotCheckedReason::NoPairTable)
                .for_each(|entry| entry.reason = NotCheckedReason::NoEditionInForce);
        }
        let report = prepared.placed(report);
        let mut rules = rules::check(self, prescription, &resolved, history, settings);
        rules.not_checked.extend(prepared.not_checked.iter().cloned());
        rules.findings.extend(prepared.findings.iter().cloned());
        rules.findings.extend(ages::outdated(&self.master, day, settings.master_days));
        rules.findings.extend(ages::read_tables(&self.tables));
        rules.findings.extend(ages::outdated_tables(&self.tables, day, settings.master_days));
        let both = (prescription, &resolved);
        let clinical = clinical::check(self, both, history, &prepared.events, settings)?;
        Ok(outcome::join(self, report, rules, clinical, prescription, history, settings))
    }
}
