//! `shohosen schema`: the documented form of what is read and written.

use crate::args::{OutputOptions, one_of};
use crate::exit::{self, Failure, say, say_json};
use crate::language;
use clap::Args;
use shohosen::{Phrase, Schema};
use std::fmt::Write as _;

#[derive(Args)]
pub struct SchemaOptions {
    /// history, history-csv, prescription, patient, patient-csv, pairs, classes, policy, settings,
    /// report, facts or check; left out: all of them are listed
    #[arg(value_name = "NAME", value_parser = parse_name)]
    pub name: Option<Schema>,
    #[command(flatten)]
    pub output: OutputOptions,
}

fn parse_name(text: &str) -> Result<Schema, Phrase> {
    text.parse().map_err(one_of)
}

pub fn run(options: &SchemaOptions) -> Result<u8, Failure> {
    if let Some(schema) = options.name {
        say_json(schema.text().trim_end())?;
        return Ok(exit::OK);
    }
    if options.output.json {
        say_json(serde_json::json!(Schema::ALL.map(Schema::name)))?;
        return Ok(exit::OK);
    }
    let language = language::choose(options.output.lang);
    let mut text = String::new();
    for schema in Schema::ALL {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{schema:<14}{}", schema.about().pick(language));
    }
    say(&text)?;
    Ok(exit::OK)
}
