//! What the checks work with.

use super::kin::Listed;
use super::{Asked, ClinicalTables, PerCheck, RowBasis};
use crate::master::Resolved;
use crate::resolved::ResolvedItem;
use crate::tables::{CheckTable, IndicationRow};
use crate::{
    Date, DiseaseRecord, Drug, DrugMaster, GivenCode, MedicationEvent, NotChecked,
    NotCheckedReason, PatientFacts, PrescribedDrug, PrescribingRules, Prescription,
    ResolvedPrescription,
};
use shohosen_report::Finding;
use std::cell::OnceCell;

/// What is checked, and with what.
#[derive(Clone, Copy, Debug)]
pub struct ClinicalInput<'a> {
    /// The prescription, resolved with the drug master.
    pub resolved: &'a ResolvedPrescription<'a>,
    /// The other tables, bound to that master.
    pub tables: &'a ClinicalTables,
    /// The prescribing rules, of which those on the number of drugs need the classes.
    pub rules: &'a PrescribingRules,
    /// The patient.
    pub facts: &'a PatientFacts,
    /// What the patient is taking on the day, the prescription itself left out.
    pub taken: &'a [&'a MedicationEvent],
    /// 基準日.
    pub day: Date,
    /// The day on which the age is counted.
    pub age_day: Date,
    /// Whether what others prescribed may be named.
    pub may_name: bool,
    /// Which checks were asked for.
    pub asked: &'a PerCheck<Asked>,
}

/// The same, with master and prescription at hand.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) master: &'a DrugMaster,
    pub(super) prescription: &'a Prescription,
    pub(super) tables: &'a ClinicalTables,
    pub(super) rules: &'a PrescribingRules,
    pub(super) facts: &'a PatientFacts,
    pub(super) taken: &'a [&'a MedicationEvent],
    pub(super) day: Date,
    pub(super) age_day: Date,
    pub(super) may_name: bool,
    pub(super) asked: &'a PerCheck<Asked>,
}

impl<'a> From<ClinicalInput<'a>> for Input<'a> {
    fn from(input: ClinicalInput<'a>) -> Self {
        Self {
            master: input.resolved.master(),
            prescription: input.resolved.prescription(),
            tables: input.tables,
            rules: input.rules,
            facts: input.facts,
            taken: input.taken,
            day: input.day,
            age_day: input.age_day,
            may_name: input.may_name,
            asked: input.asked,
        }
    }
}

/// A drug of the prescription with what the master knows of it.
pub(super) struct Item<'a> {
    pub(super) given: &'a PrescribedDrug,
    pub(super) place: String,
    pub(super) name: String,
    pub(super) resolved: Resolved<'a>,
    /// The drug; for an 一般名 the first of its members.
    pub(super) drug: Option<Drug<'a>>,
    /// What keeps its ingredients from being known in full.
    pub(super) gaps: Vec<NotChecked>,
    /// Its rows of 医薬品適応, looked up once: several checks go by them.
    indications: OnceCell<Option<Listed<'a, IndicationRow>>>,
}

impl<'a> Item<'a> {
    /// Its rows of 医薬品適応 in force on the day. `any_strength` allows those of the ingredient in another
    /// form or strength, which amounts must not be taken from.
    pub(super) fn indications(
        &self,
        input: &Input<'a>,
        any_strength: bool,
    ) -> Option<&Listed<'a, IndicationRow>> {
        let look_up = || {
            let table = input.tables.in_force(CheckTable::Indications, input.day).ok()?;
            let (kin, drug) = (&input.tables.kin, &self.given.drug);
            kin.rows(input.master, &table.indications, drug, &self.resolved, true)
        };
        let listed = self.indications.get_or_init(look_up).as_ref()?;
        (any_strength || listed.basis != RowBasis::SameIngredient).then_some(listed)
    }

    pub(super) fn open(&self, reason: NotCheckedReason) -> NotChecked {
        NotChecked { item: self.place.clone(), code: self.given.drug.code_text(), reason }
    }

    /// A finding about the drug.
    pub(super) fn finding(&self, code: shohosen_report::Code) -> Finding {
        code.finding().at(self.place.clone()).with("drug", self.name.clone())
    }
}

/// Findings and what could not be looked at, of one check.
#[derive(Default)]
pub(super) struct Result {
    pub(super) findings: Vec<Finding>,
    pub(super) open: Vec<NotChecked>,
    pub(super) tables: Vec<String>,
}

/// What the checks work with: the drugs of the prescription and the diseases of the day.
pub(super) struct Context<'a> {
    pub(super) input: Input<'a>,
    pub(super) items: Vec<Item<'a>>,
    /// Drugs that no master knows: each check lists them.
    pub(super) unresolved: Vec<NotChecked>,
    /// Diseases that are present on the day; `None` without a list.
    pub(super) diseases: Option<Vec<&'a DiseaseRecord>>,
    /// Their codes.
    pub(super) codes: CodeSet,
    /// The age in full years on the day on which it is counted.
    pub(super) age: Option<i32>,
}

/// A set of codes that is asked thousands of times.
#[derive(Default)]
pub(super) struct CodeSet {
    /// Sorted.
    codes: Vec<u32>,
    /// A bit for each, by its lower six bits: most codes are in no set.
    bits: u64,
}

impl CodeSet {
    fn of(codes: impl Iterator<Item = u32>) -> Self {
        let mut codes: Vec<u32> = codes.collect();
        codes.sort_unstable();
        codes.dedup();
        let bits = codes.iter().fold(0, |bits, code| bits | Self::bit(*code));
        Self { codes, bits }
    }

    const fn bit(code: u32) -> u64 {
        1 << (code % 64)
    }

    pub(super) fn contains(&self, code: u32) -> bool {
        self.bits & Self::bit(code) != 0 && self.codes.binary_search(&code).is_ok()
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(input: ClinicalInput<'a>) -> Self {
        let diseases: Option<Vec<&DiseaseRecord>> = input.facts.diseases.as_ref().map(|diseases| {
            diseases.iter().filter(|disease| disease.is_present_on(input.day)).collect()
        });
        let codes = diseases.iter().flatten().filter_map(|disease| disease.code);
        let mut context = Self {
            input: input.into(),
            items: Vec::new(),
            unresolved: Vec::new(),
            codes: CodeSet::of(codes),
            diseases,
            age: input.facts.birth_date.map(|birth| birth.age_on(input.age_day)),
        };
        for item in input.resolved.items().iter().filter(|item| item.takes_part) {
            if item.resolved().is_empty() {
                context.unresolved.extend(item.not_checked());
            }
            // Codes that contradict each other: each is looked at.
            for resolved in item.resolved() {
                context.add(item, *resolved);
            }
        }
        context
    }

    fn add(&mut self, item: &'a ResolvedItem<'a>, resolved: Resolved<'a>) {
        let (master, given) = (self.input.master, item.item);
        let codes = given.drug.codes.iter().filter_map(|code| match code {
            GivenCode::Code(code) => Some(*code),
            _ => None,
        });
        let own = resolved.drug.and_then(|id| master.view(id));
        self.items.push(Item {
            given,
            place: given.place(),
            name: item.name(master).into_owned(),
            drug: own.or_else(|| codes.filter_map(|code| master.drug(code)).next()),
            gaps: item.not_checked().collect(),
            resolved,
            indications: OnceCell::new(),
        });
    }

    /// A result that begins with the drugs that no master knows.
    pub(super) fn result(&self, tables: Vec<String>) -> Result {
        Result { findings: Vec::new(), open: self.unresolved.clone(), tables }
    }

    /// Diseases of the day that no table can be asked about, as far as the list has such.
    pub(super) fn uncoded(&self) -> Vec<NotChecked> {
        let diseases = self.diseases.iter().flatten();
        let uncoded = diseases.filter(|disease| disease.code.is_none());
        uncoded.map(|disease| about(disease, NotCheckedReason::DiseaseUncoded)).collect()
    }
}

/// That a disease could not be looked at, in its own words.
pub(super) fn about(disease: &DiseaseRecord, reason: NotCheckedReason) -> NotChecked {
    NotChecked { item: disease.place.clone(), code: disease.shown(), reason }
}
