//! Lint: records to findings.
//!
//! Three levels: *fatal* is a [`ReadError`](crate::ReadError), *error* and *warning* are the
//! severities of the findings. What the file says of itself is checked in `file`, each item by
//! its layout in `fields`, what holds between records in `rules` (prescriptions) and `notebook`
//! (dispensing records), one file a rule.

mod collector;
mod drug_code;
mod fields;
mod file;
mod form;
mod insurer_number;
mod notebook;
mod rules;
mod structure;

pub(crate) use collector::{Collector, Located, quoted, quoted_plain, shown, shown_name};
pub(crate) use form::described;
pub(crate) use structure::{DrugGroup, Groups, RpGroup};

use crate::DrugLookup;
use crate::{Date, Family, Records};
use shohosen_report::{Finding, Severity};
use shohosen_terms::UsageLookup;

/// What a prescription file is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// A whole prescription.
    #[default]
    Prescription,
    /// The content before it is issued, for the duplicate check (確定前処方箋情報): records 1 to
    /// 82 may be left out.
    DuplicateCheck,
}

/// How to check.
#[derive(Clone, Copy, Default)]
pub struct LintOptions<'a> {
    /// What the file is for.
    pub purpose: Purpose,
    /// Unknown records and sequence numbers are errors, too.
    pub strict: bool,
    /// The day on which it is checked, for dates in the future; without it they are not checked.
    pub today: Option<Date>,
    /// Names, units and controlled classes of drugs; without it they are not checked.
    pub master: Option<&'a dyn DrugLookup>,
    /// The national usage master: whether usage codes exist, are in force on the day of issue, and go
    /// with dosage form and text; without it they are not checked so far.
    pub usages: Option<UsagesOn<'a>>,
}

/// A usage master, and the day for records that say no day of issue.
#[derive(Clone, Copy)]
pub struct UsagesOn<'a> {
    /// The master.
    pub master: &'a dyn UsageLookup,
    /// The day.
    pub day: Date,
}

/// Checks records by the rules of their format. The findings stand in the order of the checks:
/// the file, then line by line its items, then what holds between records.
///
/// ```
/// use shohosen_rx::{LintOptions, ReadOptions, lint, read};
///
/// let records = read(b"SJ1\n12,3", &ReadOptions::STANDARD)?;
/// let findings = lint(&records, &LintOptions::default());
/// let wrong = findings.iter().find(|f| f.code.id() == "records.field.value").expect("sex 3");
/// assert_eq!(wrong.location.as_deref(), Some("line 2 item 1"));
/// # Ok::<(), shohosen_rx::ReadError>(())
/// ```
pub fn lint(records: &Records, options: &LintOptions<'_>) -> Vec<Finding> {
    let mut collector = Collector::new(records.observations.findings_limit);
    file::check(records, options, &mut collector);
    for record in records.iter() {
        fields::check(record, options, &mut collector);
    }
    match records.format().family() {
        Family::Prescription => {
            let prescription = Groups::new(records);
            rules::check(&prescription, options, &mut collector);
        }
        Family::Dispensing => notebook::check(records, options, &mut collector),
    }
    collector.finish()
}

/// Whether a finding of severity *error* is among them: the records are not to be used, unless
/// somebody looks at them.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}
