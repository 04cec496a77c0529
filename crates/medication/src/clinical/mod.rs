//! The checks beside duplicates: allergies, diseases, doses and days, age and sex, classes.

mod allergies;
mod allergy_text;
mod amount;
mod classes;
mod context;
mod days;
mod diseases;
mod doses;
mod groups;
mod kin;
mod limits;
mod names;
mod person;
mod psychotropics;
mod rows;
mod tables;
mod usage;

pub use context::ClinicalInput;
pub use kin::RowBasis;
pub use names::{Asked, CheckName, CheckWordError, PerCheck};
pub use rows::{CheckRow, CheckState};
pub use tables::ClinicalTables;

use crate::NotCheckedReason;
use crate::tables::{CheckMaster, CheckTable};
use context::Context;
use shohosen_report::{Account, Finding, NoBearing, Unread, UnreadReason};

/// What the checks of this module came to.
#[derive(Clone, Debug)]
pub struct ClinicalReport {
    /// The findings.
    pub findings: Vec<Finding>,
    /// The rows of these checks. None of them can be left out.
    pub rows: ClinicalRows,
    /// What became of the allergies and diseases that were given.
    pub account: Account,
}

/// The rows of the checks of this module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClinicalRows {
    /// アレルギー・副作用.
    pub allergies: CheckRow,
    /// 傷病名禁忌.
    pub disease_contraindications: CheckRow,
    /// 適応.
    pub indications: CheckRow,
    /// 最大投与量.
    pub doses: CheckRow,
    /// 最長投与日数.
    pub days: CheckRow,
    /// 投与量.
    pub group_doses: CheckRow,
    /// 用法コード.
    pub usage: CheckRow,
    /// 年齢・性別.
    pub age_and_sex: CheckRow,
    /// 向精神薬多剤.
    pub many_drugs: CheckRow,
    /// 漫然投与.
    pub long_use: CheckRow,
    /// 体重・腎機能・妊娠・授乳.
    pub patient_factors: CheckRow,
}

/// Carries out the checks that were asked for, as far as tables and facts are given.
///
/// A check whose table is not given is not done, and its row says so. One that has its table and
/// lacks a fact of the patient names that as not checked: nothing passes for want of an input.
pub fn clinical_check(input: &ClinicalInput<'_>) -> ClinicalReport {
    let context = Context::new(*input);
    let mut run = Run { context: &context, findings: Vec::new() };
    let (allergies, account) = run.allergies();
    let rows = ClinicalRows {
        allergies,
        disease_contraindications: run.disease_contraindications(),
        indications: run.of_indications(CheckName::Indications, diseases::indications),
        doses: run.of_indications(CheckName::Doses, doses::check),
        days: run.of_indications(CheckName::Days, days::check),
        group_doses: run.with(CheckName::GroupDoses, CheckTable::GroupDoses, |context, table| {
            Ok(groups::check(context, table))
        }),
        usage: run.usage(),
        age_and_sex: run.of_indications(CheckName::AgeAndSex, person::check),
        many_drugs: run.many_drugs(),
        long_use: run.never(CheckName::LongUse),
        patient_factors: run.never(CheckName::PatientFactors),
    };
    let used = [&rows.disease_contraindications, &rows.indications];
    let used = used.iter().any(|row| !row.tables().is_empty());
    let account = run.account(account, used);
    ClinicalReport { findings: run.findings, rows, account }
}

/// The checks under way.
struct Run<'c, 'a> {
    context: &'c Context<'a>,
    findings: Vec<Finding>,
}

impl Run<'_, '_> {
    const fn asked(&self, name: CheckName) -> Asked {
        *self.context.input.asked.get(name)
    }

    fn done(&mut self, name: CheckName, result: context::Result) -> CheckRow {
        self.findings.extend(result.findings);
        CheckRow::done(self.asked(name), result.tables, result.open)
    }

    /// A check that needs a table of the check master.
    fn with(
        &mut self,
        name: CheckName,
        table: CheckTable,
        check: impl Fn(&Context<'_>, &CheckMaster) -> Result<context::Result, NotCheckedReason>,
    ) -> CheckRow {
        let asked = self.asked(name);
        if asked == Asked::No {
            return CheckRow::off();
        }
        let input = &self.context.input;
        let table = match input.tables.in_force(table, input.day) {
            Ok(table) => table,
            Err(NotCheckedReason::TableMissing) => {
                return CheckRow::not_done(asked, NotCheckedReason::TableMissing);
            }
            // Editions were given for it: that none is in force is named.
            Err(reason) => {
                let (item, code) = (name.as_str().to_owned(), String::new());
                let open = vec![crate::NotChecked { item, code, reason }];
                return CheckRow::done(asked, Vec::new(), open);
            }
        };
        match check(self.context, table) {
            Ok(result) => self.done(name, result),
            Err(reason) => {
                let (item, code) = (name.as_str().to_owned(), String::new());
                let open = vec![crate::NotChecked { item, code, reason }];
                CheckRow::done(asked, vec![table.to_string()], open)
            }
        }
    }

    fn of_indications(
        &mut self,
        name: CheckName,
        check: impl Fn(&Context<'_>, &CheckMaster) -> context::Result,
    ) -> CheckRow {
        self.with(name, CheckTable::Indications, |context, table| Ok(check(context, table)))
    }

    fn disease_contraindications(&mut self) -> CheckRow {
        self.with(
            CheckName::DiseaseContraindications,
            CheckTable::DiseaseContraindications,
            |context, table| {
                let mut result = diseases::contraindicated(context, table)?;
                if let Some(master) = context.input.tables.diseases() {
                    diseases::codes_of(context, master, &mut result);
                }
                Ok(result)
            },
        )
    }

    /// The account is `None` where no records are given.
    fn allergies(&mut self) -> (CheckRow, Option<Account>) {
        let asked = self.asked(CheckName::Allergies);
        let records = self.context.input.facts.allergies.as_deref();
        let Some(records) = records else {
            let row = match asked {
                Asked::No => CheckRow::off(),
                _ => CheckRow::not_done(asked, NotCheckedReason::NoAllergyList),
            };
            return (row, None);
        };
        if asked == Asked::No {
            // They were given: that nothing compares them is said.
            let mut account = Account::of(records.len());
            for record in records {
                account.unread(Unread::new(record.place.clone(), UnreadReason::NotCompared));
            }
            return (CheckRow::off(), Some(account));
        }
        let compared = allergies::check(self.context, records);
        (self.done(CheckName::Allergies, compared.result), Some(compared.account))
    }

    fn usage(&mut self) -> CheckRow {
        let asked = self.asked(CheckName::Usage);
        match (asked, self.context.input.tables.usages()) {
            (Asked::No, _) => CheckRow::off(),
            (_, None) => CheckRow::not_done(asked, NotCheckedReason::TableMissing),
            (_, Some(master)) => match usage::check(self.context, master) {
                Some(result) => self.done(CheckName::Usage, result),
                None => CheckRow::not_done(asked, NotCheckedReason::NoUsage),
            },
        }
    }

    fn many_drugs(&mut self) -> CheckRow {
        let asked = self.asked(CheckName::ManyDrugs);
        match (asked, self.context.input.tables.classes()) {
            (Asked::No, _) => CheckRow::off(),
            (_, None) => CheckRow::not_done(asked, NotCheckedReason::TableMissing),
            (_, Some(table)) => {
                let result = psychotropics::check(self.context, table);
                self.done(CheckName::ManyDrugs, result)
            }
        }
    }

    /// What nothing here can compute.
    fn never(&self, name: CheckName) -> CheckRow {
        match self.asked(name) {
            Asked::No => CheckRow::off(),
            asked => CheckRow::not_done(asked, NotCheckedReason::NotInTables),
        }
    }

    /// The account of the facts: that of the allergies, and the list of diseases, which has to be
    /// compared by one of the checks if it is given.
    fn account(&self, allergies: Option<Account>, diseases_used: bool) -> Account {
        let mut all = allergies.unwrap_or_else(Account::waived);
        for disease in self.context.input.facts.diseases.iter().flatten() {
            let mut one = Account::of(1);
            match (diseases_used, disease.withdrawn) {
                (_, true) => one.no_bearing(NoBearing::Withdrawn),
                (true, false) => one.used(),
                (false, false) => {
                    one.unread(Unread::new(disease.place.clone(), UnreadReason::NotCompared));
                }
            }
            all.take(one);
        }
        all
    }
}
