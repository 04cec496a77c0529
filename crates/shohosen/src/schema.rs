//! The JSON Schemas of what is written.

/// The JSON Schema (draft 2020-12) of [`Report::to_json`](crate::Report::to_json).
pub const REPORT_SCHEMA: &str = include_str!("../schema/report.schema.json");

/// The JSON Schema of stored facts ([`Facts::to_json`](crate::Facts::to_json)).
pub const FACTS_SCHEMA: &str = include_str!("../schema/facts.schema.json");
