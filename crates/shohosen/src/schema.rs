//! The JSON Schema of a report.

/// The JSON Schema (draft 2020-12) of [`Report::to_json`](crate::Report::to_json).
pub const REPORT_SCHEMA: &str = include_str!("../schema/report.schema.json");
