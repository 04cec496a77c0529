//! Answers of ORCA that were saved.

use super::unusable;
use crate::exit::Failure;
use crate::setup;
use shohosen_orca::{Answer, AnswerKind, OrcaError};
use std::path::{Path, PathBuf};

/// The answers of files, told apart by what they are.
pub struct Answers {
    pub prescription: Answer,
    /// Notebooks and treatments.
    pub history: Vec<Answer>,
    pub diseases: Vec<Answer>,
    /// Lists of the institution, and the patient.
    pub known: Vec<Answer>,
}

impl Answers {
    /// Reads files, and folders whose .json and .xml files are taken.
    pub fn read(paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut prescriptions = Vec::new();
        let (mut history, mut diseases, mut known) = (Vec::new(), Vec::new(), Vec::new());
        for path in expand(paths)? {
            let name = path.display().to_string();
            let octets = setup::read(&path)?;
            let answer = Answer::parse(&name, &octets).map_err(|error| unusable(&error))?;
            match answer.kind() {
                AnswerKind::Prescription => prescriptions.push(answer),
                AnswerKind::Notebook | AnswerKind::Treatment => history.push(answer),
                AnswerKind::Diseases => diseases.push(answer),
                AnswerKind::Departments
                | AnswerKind::Doctors
                | AnswerKind::Institution
                | AnswerKind::Patient => known.push(answer),
                // What it lists was asked for one by one.
                AnswerKind::Visits => {}
                AnswerKind::Other => {
                    answer.known().map_err(|error| in_file(&path, &error))?;
                }
            }
        }
        let count = prescriptions.len();
        match prescriptions.pop() {
            Some(prescription) if count == 1 => Ok(Self { prescription, history, diseases, known }),
            _ => Err(Failure::usage(
                format!(
                    "処方箋（prescriptionv2）の応答を 1 つ指定してください（{count} 件あります）"
                ),
                format!("give one answer of prescriptionv2 (there are {count})"),
            )),
        }
    }
}

/// Every reason, the file before the first.
fn in_file(path: &Path, error: &OrcaError) -> Failure {
    match error.findings() {
        [finding] => Failure::in_file(path, finding.clone()),
        _ => unusable(error),
    }
}

/// The files; of folders those that end like answers, in the order of their names.
fn expand(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let unreadable = |error: std::io::Error| setup::unreadable(path, &error);
        let mut found = Vec::new();
        for entry in std::fs::read_dir(path).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.path();
            if file.is_file() && is_answer(&file) {
                found.push(file);
            }
        }
        found.sort();
        files.extend(found);
    }
    Ok(files)
}

fn is_answer(path: &Path) -> bool {
    let ends = |end: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(end));
    ends("json") || ends("xml")
}
