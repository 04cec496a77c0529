//! The columns of the two tables: one row a document, or one row a finding.

use crate::many::Outcome;
use crate::report::Report;
use arrow_array::builder::{
    BooleanBuilder, ListBuilder, StringBuilder, TimestampMicrosecondBuilder, UInt64Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use shohosen::{Finding, Language, Position, ReportRecord, SignatureRecord, Time};
use std::sync::Arc;

/// What a row stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    Documents,
    Findings,
}

impl Rows {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Findings => "findings",
        }
    }

    pub fn schema(self) -> SchemaRef {
        let time = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
        let list = DataType::List(Arc::new(Field::new("item", DataType::Utf8, true)));
        let (text, number) = (DataType::Utf8, DataType::UInt64);
        let columns: Vec<(&str, DataType)> = match self {
            Self::Documents => vec![
                ("index", number),
                ("file", text.clone()),
                ("verdict", text.clone()),
                ("indication", text.clone()),
                ("sub_indication", text.clone()),
                ("document_kind", text.clone()),
                ("document_id", text.clone()),
                ("verified_at", time.clone()),
                ("level", text.clone()),
                ("signer_common_name", text.clone()),
                ("signer_name_ja", text.clone()),
                ("signer_hc_roles", list.clone()),
                ("signer_certificate_sha256", text),
                ("claimed_time", time.clone()),
                ("proven_time", time),
                ("errors", list),
                ("readable", DataType::Boolean),
            ],
            Self::Findings => vec![
                ("index", number.clone()),
                ("file", text.clone()),
                ("verdict", text.clone()),
                ("code", text.clone()),
                ("severity", text.clone()),
                ("signature", number),
                ("location", text.clone()),
                ("message_ja", text.clone()),
                ("message_en", text),
            ],
        };
        let fields = columns.into_iter().map(|(name, kind)| Field::new(name, kind, true));
        Arc::new(Schema::new(fields.collect::<Vec<_>>()))
    }
}

/// One result as it is written into the columns.
pub struct Row<'r> {
    index: Option<usize>,
    file: Option<&'r str>,
    report: Option<ReportRecord<'r>>,
    findings: &'r [Finding],
}

impl<'r> Row<'r> {
    pub fn of(outcome: &'r Outcome) -> Self {
        let report = outcome.result.as_ref().ok().map(Report::record);
        let findings = match &outcome.result {
            Ok(report) => report.all_findings(),
            Err(problem) => problem.findings(),
        };
        Self { index: Some(outcome.index), file: outcome.name.as_deref(), report, findings }
    }

    pub fn of_report(report: &'r Report) -> Self {
        let findings = report.all_findings();
        Self { index: None, file: None, report: Some(report.record()), findings }
    }

    /// The signature of whoever made the document: the pharmacist's of a dispensing record.
    fn signature(&self) -> Option<&SignatureRecord<'r>> {
        let signatures = &self.report.as_ref()?.signatures;
        let outer = signatures.iter().find(|signature| signature.position == Position::Dispensing);
        outer.or_else(|| signatures.first())
    }
}

/// Columns that grow.
pub struct Columns {
    rows: Rows,
    numbers: [UInt64Builder; 2],
    texts: Vec<StringBuilder>,
    times: [TimestampMicrosecondBuilder; 3],
    lists: [ListBuilder<StringBuilder>; 2],
    readable: BooleanBuilder,
}

impl Columns {
    pub fn new(rows: Rows) -> Self {
        Self {
            rows,
            numbers: Default::default(),
            texts: std::iter::repeat_with(StringBuilder::new).take(10).collect(),
            times: [(); 3].map(|()| TimestampMicrosecondBuilder::new().with_timezone("UTC")),
            lists: [(); 2].map(|()| ListBuilder::new(StringBuilder::new())),
            readable: BooleanBuilder::new(),
        }
    }

    pub fn add(&mut self, row: Row<'_>) {
        match self.rows {
            Rows::Documents => self.add_document(&row),
            Rows::Findings => row.findings.iter().for_each(|f| self.add_finding(&row, f)),
        }
    }

    fn add_document(&mut self, row: &Row<'_>) {
        let report = row.report.as_ref();
        let signature = row.signature();
        let signer = signature.and_then(|signature| signature.signer.as_ref().as_ref());
        let [index, _] = &mut self.numbers;
        index.append_option(row.index.map(|index| index as u64));
        let texts = [
            row.file,
            report.map(|report| report.verdict.as_str()),
            report.map(|report| report.indication.as_str()),
            report.and_then(|report| report.sub_indication).map(|sub| sub.as_str()),
            report.map(|report| report.document.kind.as_str()),
            report.and_then(|report| report.document.id.as_deref()),
            signature.and_then(|signature| signature.level).map(|level| level.as_str()),
            signer.and_then(|signer| signer.common_name.as_deref()),
            signer.and_then(|signer| signer.name_ja.as_deref()),
            signer.map(|signer| signer.certificate_sha256.as_str()),
        ];
        self.texts.iter_mut().zip(texts).for_each(|(column, text)| column.append_option(text));
        let times = [
            report.map(|report| report.verified_at),
            signature.and_then(|signature| signature.claimed_time),
            signature.and_then(|signature| signature.proven_time),
        ];
        for (column, time) in self.times.iter_mut().zip(times) {
            column.append_option(time.map(microseconds));
        }
        let [roles, errors] = &mut self.lists;
        roles.append_option(signer.map(|s| s.hc_roles.iter().map(Some).collect::<Vec<_>>()));
        let codes = row.findings.iter().filter(|f| f.severity == shohosen::Severity::Error);
        errors.append_value(codes.map(|finding| Some(finding.code.id())));
        self.readable.append_value(report.is_some());
    }

    fn add_finding(&mut self, row: &Row<'_>, finding: &Finding) {
        let [index, signature] = &mut self.numbers;
        index.append_option(row.index.map(|index| index as u64));
        signature.append_option(finding.signature.map(|index| index as u64));
        let (ja, en) = (finding.message(Language::Japanese), finding.message(Language::English));
        let texts = [
            row.file,
            row.report.as_ref().map(|report| report.verdict.as_str()),
            Some(finding.code.id()),
            Some(finding.severity.as_str()),
            finding.location.as_deref(),
            Some(ja.as_str()),
            Some(en.as_str()),
        ];
        self.texts.iter_mut().zip(texts).for_each(|(column, text)| column.append_option(text));
    }

    pub fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        let schema = self.rows.schema();
        let mut numbers = self.numbers.iter_mut();
        let mut texts = self.texts.iter_mut();
        let mut times = self.times.iter_mut();
        let mut lists = self.lists.iter_mut();
        let readable = &mut self.readable;
        // Columns of a kind stand in the schema in the order in which they were filled.
        let columns = schema.fields().iter().filter_map(|field| -> Option<ArrayRef> {
            Some(match field.data_type() {
                DataType::UInt64 => Arc::new(numbers.next()?.finish()),
                DataType::Timestamp(..) => Arc::new(times.next()?.finish()),
                DataType::List(_) => Arc::new(lists.next()?.finish()),
                DataType::Boolean => Arc::new(readable.finish()),
                _ => Arc::new(texts.next()?.finish()),
            })
        });
        let columns = columns.collect();
        RecordBatch::try_new(schema, columns)
    }
}

/// Since the epoch of Unix.
fn microseconds(time: Time) -> i64 {
    time.unix().saturating_mul(1_000_000) + i64::from(time.subsecond_nanos() / 1000)
}
