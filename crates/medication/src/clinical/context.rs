//! What the checks work with.

use super::{Asked, ClinicalTables, PerCheck};
use crate::master::Resolved;
use crate::resolved::ResolvedItem;
use crate::{
    Date, DiseaseRecord, Drug, DrugMaster, GivenCode, MedicationEvent, NotChecked,
    NotCheckedReason, PatientFacts, PrescribedDrug, PrescribingRules, Prescription,
    ResolvedPrescription,
};
use shohosen_report::Finding;

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
}

impl Item<'_> {
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
}

impl<'a> Context<'a> {
    pub(super) fn new(input: ClinicalInput<'a>) -> Self {
        let mut context = Self {
            input: input.into(),
            items: Vec::new(),
            unresolved: Vec::new(),
            diseases: input.facts.diseases.as_ref().map(|diseases| {
                diseases.iter().filter(|disease| disease.is_present_on(input.day)).collect()
            }),
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
