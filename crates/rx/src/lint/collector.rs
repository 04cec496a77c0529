//! Where findings are collected, with the place they speak of.

use super::form;
use crate::layout::RecordLayout;
use crate::{Field, Record};
use shohosen_report::{Code, Finding, Redacted, Severity, Value, codes::records as codes};

/// Findings up to a limit; what is beyond is counted.
pub(crate) struct Collector {
    findings: Vec<Finding>,
    limit: usize,
    dropped: usize,
    dropped_error: bool,
}

impl Collector {
    pub(crate) const fn new(limit: usize) -> Self {
        Self { findings: Vec::new(), limit, dropped: 0, dropped_error: false }
    }

    pub(crate) fn push(&mut self, mut finding: Finding) {
        // A number is read from an item in which a birth date may stand.
        for (_, value) in finding.evidence.iter_mut().filter(|(key, _)| *key != "line") {
            if let Value::Integer(number) = value
                && shohosen_terms::may_be_a_day(&number.to_string())
            {
                *value = form::described(&number.to_string()).into();
            }
        }
        if self.findings.len() < self.limit {
            self.findings.push(finding);
        } else {
            self.dropped += 1;
            self.dropped_error |= finding.severity == Severity::Error;
        }
    }

    pub(crate) fn finish(mut self) -> Vec<Finding> {
        if self.dropped > 0 {
            let finding = codes::FINDINGS_LIMIT
                .finding()
                .with("limit", self.limit)
                .with("count", self.dropped);
            let severity = if self.dropped_error { Severity::Error } else { Severity::Warning };
            self.findings.push(finding.severity(severity));
        }
        self.findings
    }
}

/// A finding that can say where it is.
pub(crate) trait Located {
    /// Of a record.
    fn on(self, record: Record<'_>) -> Finding;
    /// Of an item.
    fn of(self, field: Field<'_>) -> Finding;
    /// Of a record that is not there.
    fn absent(self, layout: &RecordLayout) -> Finding;
}

impl Located for Code {
    fn on(self, record: Record<'_>) -> Finding {
        self.finding()
            .at(format!("line {}", record.line()))
            .with("line", record.line())
            .with("record", record.number())
            .with("record_name", record.name_ja())
    }

    fn of(self, field: Field<'_>) -> Finding {
        self.finding()
            .at(format!("line {} item {}", field.record.line(), field.position))
            .with("line", field.record.line())
            .with("record", field.record.number())
            .with("record_name", field.record.name_ja())
            .with("field", field.position)
            .with("field_name", field.name_ja())
    }

    fn absent(self, layout: &RecordLayout) -> Finding {
        self.finding().with("record", layout.number).with("record_name", layout.name_ja)
    }
}

/// A value of an item as evidence: stars if the item concerns the patient, the value itself if it has
/// the form of the item, and else a description: what lacks the form may be a person's, one item or
/// one record off.
pub(crate) fn quoted(field: Field<'_>, value: &str) -> Value {
    if field.is_personal() {
        Redacted::new(value).into()
    } else if form::fits(field, value) {
        shown(value).into()
    } else {
        form::described(value).into()
    }
}

/// A value without an item as evidence: quoted if it is a short code or an amount with its unit,
/// and no eight digits, which may be a birth date.
pub(crate) fn quoted_plain(value: &str) -> Value {
    let date = value.bytes().filter(u8::is_ascii_digit).count() == 8 && value.len() <= 10;
    if value == "–" || form::is_plain(value) && !date {
        shown(value).into()
    } else {
        form::described(value).into()
    }
}

/// The name or id of an element or a resource: as it stands if it can be one (FHIR R4, `id`) and says
/// no number of a person.
pub(crate) fn shown_name(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let is_uuid = name.len() == 36 && name.matches('-').count() == 4;
    let longest = name.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
    let numbered = longest.is_some_and(|digits| digits > 6) && !is_uuid;
    let quotable = name.len() <= 80 && name.chars().all(plain) && !numbered;
    match quotable && !shohosen_terms::may_be_a_day(name) {
        true => name.to_owned(),
        false => Redacted::SHOWN.to_owned(),
    }
}

/// A value as evidence: its beginning, so that a hostile file does not blow up the report.
pub(crate) fn shown(value: &str) -> String {
    const MOST: usize = 64;
    let mut text: String = value.chars().take(MOST).collect();
    if text.len() < value.len() {
        text.push('…');
    }
    text
}
