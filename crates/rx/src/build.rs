//! The end of building: what was written is read back and checked.

use crate::{BuildError, Built, LintOptions, ReadError, Records, has_errors, lint};
use shohosen_report::{Finding, Severity, codes::records as codes};

/// Hands records out if they have no error; information about the reading is left out.
pub(crate) fn finish(
    records: Result<Records, ReadError>,
    mut findings: Vec<Finding>,
) -> Result<Built, BuildError> {
    let records = match records {
        Ok(records) => records,
        Err(error) => {
            findings.push(error.finding());
            return Err(BuildError { findings });
        }
    };
    let strict = LintOptions { strict: true, ..LintOptions::default() };
    for finding in lint(&records, &strict) {
        if finding.code == codes::FILE_READ || finding.code == codes::FILE_END_NOT_MARKED {
            continue;
        }
        // A reader forgives blanks around a value, a writer does not make them.
        let blanks = [codes::FIELD_BLANKS_AROUND, codes::FIELD_QUOTED].contains(&finding.code);
        findings.push(if blanks { finding.severity(Severity::Error) } else { finding });
    }
    if has_errors(&findings) {
        Err(BuildError { findings })
    } else {
        Ok(Built { records, findings })
    }
}
