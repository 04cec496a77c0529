//! The codes that decide a verdict, what each of them decides, and which test shows it.
//!
//! The list is `deciding.txt`. A test holds it against the table of codes in both directions, and each of its
//! lines against the test that it names, which has to call one of the functions here: whoever adds a
//! code that decides adds a line, and a test of its own.

use shohosen_report::{Code, Finding, Objections, Report, Severity, Weight};
use std::sync::LazyLock;

/// A line of the list.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// The code.
    pub code: &'static str,
    /// `INVALID` or `INDETERMINATE`.
    pub verdict: &'static str,
    /// The sub-indication of EN 319 102-1; `None` where the code leaves the indication as it is.
    pub sub_indication: Option<&'static str>,
    /// What shows it.
    pub shown_by: ShownBy,
    /// Codes of errors that the same fault brings as well, each with the reason why it must.
    pub beside: Vec<(&'static str, &'static str)>,
}

/// What shows that a code decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownBy {
    /// An entry in the index of the vectors: it lists the code among those of its document, and no
    /// other that decides but those `beside`.
    Vector(&'static str),
    /// A test that calls [`assert_decides`], [`assert_report`] or [`assert_refused`] with the code.
    Test {
        /// Its file, below `crates/`.
        file: &'static str,
        /// Its name.
        function: &'static str,
    },
}

/// The sub-indications with which a signature has failed for good (EN 319 102-1 V1.3.1, table 6); with
/// every other one it is INDETERMINATE.
const FAILED: [&str; 6] =
    ["FORMAT_FAILURE", "HASH_FAILURE", "SIG_CRYPTO_FAILURE", "REVOKED", "EXPIRED", "NOT_YET_VALID"];

impl Deciding {
    /// The main status of EN 319 102-1 that goes with the sub-indication.
    pub fn indication(&self) -> Option<&'static str> {
        self.sub_indication.map(|sub_indication| match FAILED.contains(&sub_indication) {
            true => "TOTAL-FAILED",
            false => "INDETERMINATE",
        })
    }

    fn allows(&self, code: Code) -> bool {
        code.id() == self.code || self.beside.iter().any(|(beside, _)| *beside == code.id())
    }
}

/// The list, in its order.
pub fn all() -> &'static [Deciding] {
    static LIST: LazyLock<Vec<Deciding>> = LazyLock::new(|| read(include_str!("deciding.txt")));
    &LIST
}

/// The line of a code.
///
/// # Panics
/// If there is none.
pub fn line(code: &str) -> &'static Deciding {
    all().iter().find(|line| line.code == code).unwrap_or_else(|| panic!("no line for {code}"))
}

fn read(text: &'static str) -> Vec<Deciding> {
    let mut list: Vec<Deciding> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(beside) = line.strip_prefix("  beside ") {
            let beside = beside.split_once(": ").expect("a code and its reason");
            list.last_mut().expect("a line before").beside.push(beside);
            continue;
        }
        let words: Vec<&'static str> = line.split_whitespace().collect();
        let (decides, shown_by) = words.split_at_checked(3).expect("code, verdict, sub-indication");
        let shown_by = match *shown_by {
            ["vector", id] => ShownBy::Vector(id),
            ["test", file, function] => ShownBy::Test { file, function },
            _ => panic!("{line:?} names no test"),
        };
        list.push(Deciding {
            code: decides[0],
            verdict: decides[1],
            sub_indication: Some(decides[2]).filter(|word| *word != "-"),
            shown_by,
            beside: Vec::new(),
        });
    }
    list
}

/// The codes of the errors that decide a verdict among findings, each once.
pub fn deciding_errors<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Code> {
    let mut codes: Vec<Code> = Vec::new();
    for finding in findings.into_iter().filter(|finding| finding.severity == Severity::Error) {
        let weight = finding.code.entry().weight;
        let decides = matches!(weight, Weight::Invalid(_) | Weight::Indeterminate(_));
        if decides && !codes.contains(&finding.code) {
            codes.push(finding.code);
        }
    }
    codes
}

/// Asserts that this code decides: it is among the errors, no error is there that the list does not
/// have beside it, and together they weigh as the list says.
///
/// # Panics
/// If not.
pub fn assert_decides<'f>(code: Code, findings: impl IntoIterator<Item = &'f Finding>) {
    let findings: Vec<&Finding> = findings.into_iter().collect();
    check_findings(line(code.id()), &findings).unwrap_or_else(|problem| panic!("{problem}"));
}

/// Asserts that this code [decides](assert_decides) a report, and that verdict, indication and
/// sub-indication of the report are those of the list; of a code that leaves the indication as it is,
/// the verdict.
///
/// # Panics
/// If not.
pub fn assert_report(code: Code, report: &Report) {
    check_report(line(code.id()), report).unwrap_or_else(|problem| panic!("{problem}"));
}

/// As [`assert_report`], for who collects problems.
///
/// # Errors
/// If something is not as the list says.
pub fn check_report(line: &Deciding, report: &Report) -> Result<(), String> {
    check_findings(line, &report.findings.iter().collect::<Vec<_>>())?;
    let judgement = &report.judgement;
    let mut said = vec![(Some(judgement.verdict().as_str()), Some(line.verdict))];
    if line.sub_indication.is_some() {
        let sub_indication = judgement.sub_indication().map(|s| s.as_str());
        said.push((Some(judgement.indication().as_str()), line.indication()));
        said.push((sub_indication, line.sub_indication));
    }
    same(line, &said)
}

fn check_findings(line: &Deciding, findings: &[&Finding]) -> Result<(), String> {
    let errors = deciding_errors(findings.iter().copied());
    if !errors.iter().any(|error| error.id() == line.code) {
        return Err(format!("{} is not among {errors:?}", line.code));
    }
    if let Some(other) = errors.iter().find(|error| !line.allows(**error)) {
        return Err(format!("{other} stands beside {}", line.code));
    }
    let objections = Objections::of(findings.iter().copied());
    let verdict = objections.verdict().map(|verdict| verdict.as_str());
    let sub_indication = objections.sub_indication().map(|s| s.as_str());
    same(line, &[(verdict, Some(line.verdict)), (sub_indication, line.sub_indication)])
}

fn same(line: &Deciding, said: &[(Option<&str>, Option<&str>)]) -> Result<(), String> {
    match said.iter().find(|(actual, expected)| actual != expected) {
        Some((actual, expected)) => {
            Err(format!("{}: {actual:?}, the list has {expected:?}", line.code))
        }
        None => Ok(()),
    }
}

/// Asserts that input was refused with this code: there is no report, and so nothing that might be VALID.
///
/// # Panics
/// If not.
pub fn assert_refused(code: Code, error: Code) {
    assert_eq!(line(code.id()).verdict, "INVALID", "{code}");
    assert_eq!(error, code);
}
