//! Conversions between formats. What cannot be carried is named, never dropped in silence.

mod json;
mod to_jahis;
mod to_notebook;
mod to_sj1;
mod value;

use crate::fhir;
use crate::{Format, LintOptions, Records, lint};
use shohosen_report::codes::{binding, records as codes};
use shohosen_report::{Finding, Phrase};
use std::fmt;

/// What to convert to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The records as JSON: every item by its name.
    Json,
    /// SJ1, from JAHIS.
    Sj1,
    /// JAHIS10, from SJ1 or an older JAHIS.
    Jahis,
    /// JAHISTC08, from CJ1: what a pharmacy gives to the patient's notebook.
    JahisTc,
    /// A FHIR R4 bundle with JP Core identifiers.
    Fhir,
}

impl Target {
    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Sj1 => "sj1",
            Self::Jahis => "jahis",
            Self::JahisTc => "jahistc",
            Self::Fhir => "fhir",
        }
    }
}

/// What a conversion gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Converted {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was lost or changed, and for record formats what the check of the result says. With
    /// an error among them the result is not a valid file of the format.
    pub findings: Vec<Finding>,
}

/// There is no way from the one to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConvertError {
    /// What the file is.
    pub from: Format,
    /// What it should become.
    pub to: Target,
}

impl fmt::Display for ConvertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be converted to {}", self.from, self.to.name())
    }
}

impl std::error::Error for ConvertError {}

impl ConvertError {
    /// The error as a finding: with text in both languages and remedy.
    pub fn finding(&self) -> Finding {
        let (from, to) = (&self.from, self.to.name());
        let japanese = format!("{from} から {to} へは変換できません");
        let reason = Phrase::new(japanese, self.to_string());
        binding::CONVERSION_IMPOSSIBLE.finding().with("reason", reason)
    }
}

/// Converts records.
///
/// ```
/// use shohosen_rx::{convert, read, ReadOptions, Target};
///
/// let records = read(b"SJ1\n12,1", &ReadOptions::STANDARD)?;
/// let json = String::from_utf8(convert(&records, Target::Json)?.bytes)?;
/// assert!(json.contains(r#""sex":"1""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If there is no conversion from the one format to the other: a prescription does not become a
/// dispensing record.
pub fn convert(records: &Records, to: Target) -> Result<Converted, ConvertError> {
    let mut converted = converted(records, to)?;
    // What is wrong with the source and cannot be seen in what was made of it.
    let mut damage = damage(records);
    damage.retain(|finding| !converted.findings.contains(finding));
    converted.findings.splice(..0, damage);
    Ok(converted)
}

/// Line ends that were guessed and characters that were lost before the records were read.
fn damage(records: &Records) -> Vec<Finding> {
    let codes = [codes::FILE_LINE_ENDING_BROKEN, codes::FIELD_DAMAGED];
    let mut findings = lint(records, &LintOptions::default());
    findings.retain(|finding| codes.contains(&finding.code));
    findings
}

fn converted(records: &Records, to: Target) -> Result<Converted, ConvertError> {
    let error = ConvertError { from: records.format(), to };
    let (converted, mut findings) = match (records.format(), to) {
        (_, Target::Json) => {
            return Ok(Converted { bytes: json::write(records), findings: Vec::new() });
        }
        (_, Target::Fhir) => return Ok(fhir::export(records)),
        (Format::Jahis(_), Target::Sj1) => to_sj1::convert(records),
        (Format::Sj1 | Format::Jahis(_), Target::Jahis) => to_jahis::convert(records),
        (Format::Cj1, Target::JahisTc) => to_notebook::convert(records),
        (Format::Sj1, Target::Sj1) | (Format::JahisTc(_), Target::JahisTc) => {
            (Ok(records.clone()), Vec::new())
        }
        _ => return Err(error),
    };
    Ok(match converted {
        Ok(converted) => {
            let own = [codes::FILE_READ, codes::FILE_END_NOT_MARKED];
            let lint = lint(&converted, &LintOptions::default());
            findings.extend(lint.into_iter().filter(|finding| !own.contains(&finding.code)));
            Converted { bytes: converted.to_bytes(), findings }
        }
        Err(error) => {
            findings.push(error.finding());
            Converted { bytes: Vec::new(), findings }
        }
    })
}
