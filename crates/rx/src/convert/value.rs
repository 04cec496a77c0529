//! One record on its way to another format: its values and what is said about them.

use crate::lint::{Located, quoted};
use crate::write::RecordWriter;
use crate::write_options::Sanitizer;
use crate::{Charset, Unwritable};
use crate::{Decimal, Field, Format, Kind, ReadError, Record, RecordLayout, Records, WriteOptions};
use shohosen_report::{Finding, codes::records as codes};

/// The file that is being written.
pub(super) struct Conversion {
    format: Format,
    records: RecordWriter,
    sanitizer: Sanitizer,
    pub(super) findings: Vec<Finding>,
}

impl Conversion {
    pub(super) fn new(format: Format) -> Self {
        let options =
            WriteOptions { commas: Unwritable::Replace, foreign_characters: Unwritable::Replace };
        Self {
            format,
            records: RecordWriter::new(format),
            sanitizer: Sanitizer::new(format, options),
            findings: Vec::new(),
        }
    }

    /// Names a record that the format has no place for.
    pub(super) fn lose(&mut self, record: Record<'_>) {
        let finding = codes::CONVERT_RECORD_LOST.on(record).with("format", self.format.name());
        self.findings.push(finding);
    }

    /// The values of a record, canonical where that says the same; `None`, and a finding, if the
    /// format does not have the record.
    pub(super) fn values<'a>(&mut self, record: Record<'a>) -> Option<Values<'a>> {
        let layout = RecordLayout::find(self.format, record.number());
        let Some(layout) = layout.filter(|_| record.layout().is_some()) else {
            self.lose(record);
            return None;
        };
        for position in layout.fields.len() + 1..=record.len() {
            let field = record.field(position);
            if !field.is_blank() {
                let finding = codes::CONVERT_FIELD_LOST.of(field);
                let finding = finding.with("actual", quoted(field, field.value()));
                self.findings.push(finding.with("format", self.format.name()));
            }
        }
        let values = layout.fields.iter().enumerate().map(|(index, item)| {
            let field = record.field(index + 1);
            match (item.kind, field.decimal()) {
                (Kind::Amount, Some(amount)) => canonical(amount),
                _ => field.value().to_owned(),
            }
        });
        Some(Values { record, values: values.collect() })
    }

    /// Writes a record and tells what became of its values.
    pub(super) fn push(&mut self, values: Values<'_>) {
        let Values { record, values } = values;
        let mut clean = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            let field = record.field(index + 1);
            if value != field.text() && !value.is_empty() {
                self.changed(field, &value);
            }
            let written = self.sanitizer.clean(field.name_ja(), &value);
            self.sanitizer.findings.clear();
            if written != value && self.format.charset() == Charset::Cp932 {
                self.replaced(field, &value);
            }
            clean.push(written);
        }
        self.records.push(record.number(), clean);
    }

    fn changed(&mut self, field: Field<'_>, result: &str) {
        // A creator that is filled in for every record needs no word each time.
        if field.layout().is_some_and(|layout| layout.id == "creator") {
            return;
        }
        let finding = codes::CONVERT_CHANGED.of(field).with("actual", quoted(field, field.text()));
        self.findings.push(finding.with("result", quoted(field, result)));
    }

    /// Names the first character that CP932 does not have.
    fn replaced(&mut self, field: Field<'_>, value: &str) {
        let lost = value
            .chars()
            .find(|c| self.sanitizer.clean("", c.encode_utf8(&mut [0; 4])) == "■" && *c != '■');
        self.sanitizer.findings.clear();
        if let Some(lost) = lost {
            let finding = codes::CONVERT_CHARACTER.of(field);
            self.findings.push(finding.with("actual", format!("U+{:04X}", u32::from(lost))));
        }
    }

    /// Names a value that has no form in the format.
    pub(super) fn not_convertible(&mut self, field: Field<'_>) {
        let actual = quoted(field, field.value());
        let finding = codes::CONVERT_NOT_POSSIBLE.of(field).with("actual", actual);
        self.findings.push(finding.with("format", self.format.name()));
    }

    pub(super) fn finish(self) -> (Result<Records, ReadError>, Vec<Finding>) {
        (self.records.finish(), self.findings)
    }
}

fn canonical(amount: Decimal) -> String {
    amount.to_string()
}

/// The values of one record, to be changed.
pub(super) struct Values<'a> {
    pub(super) record: Record<'a>,
    values: Vec<String>,
}

impl Values<'_> {
    /// The value of an item, by its position from 1.
    pub(super) fn get(&self, position: usize) -> &str {
        self.values.get(position.wrapping_sub(1)).map_or("", String::as_str)
    }

    /// Sets the value of an item.
    pub(super) fn set(&mut self, position: usize, value: impl Into<String>) {
        if let Some(slot) = self.values.get_mut(position.wrapping_sub(1)) {
            *slot = value.into();
        }
    }

    /// Fills a blank item.
    pub(super) fn default(&mut self, position: usize, value: &str) {
        if self.get(position).is_empty() {
            self.set(position, value);
        }
    }
}
