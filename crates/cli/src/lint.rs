//! `shohosen lint`: check records, and convert them.

use crate::args::{EncodingOptions, OutputOptions};
use crate::check::{MasterOptions, Tables, checker};
use crate::exit::{self, Failure, say, say_json};
use crate::{color, files, language, render, setup};
use clap::{Args, ValueEnum};
use shohosen::check::Checker;
use shohosen::medication::Date;
use shohosen::records::{
    LintOptions, Purpose, ReadOptions, Records, Target, UsagesOn, convert, has_errors, lint,
    read_files,
};
use shohosen::{Finding, Language, Severity, Words, masked};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct LintArgs {
    /// Records: SJ1, CJ1, JAHIS or JAHISTC; - is standard input. The parts of a split notebook
    /// (分割制御), in any order, are checked and converted as one
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Convert to this format and write it to standard output; findings go to standard error
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Option<Format>,
    #[command(flatten)]
    pub encoding: EncodingOptions,
    /// Unknown records and sequence numbers are errors, too
    #[arg(long)]
    pub strict: bool,
    /// The content before it is issued, for the duplicate check (確定前処方箋情報)
    #[arg(long)]
    pub before_issue: bool,
    /// The usage master (電子処方箋用法マスタ, xlsx), or a master made by `shohosen master` that holds it:
    /// whether usage codes exist, are in force, and go with dosage form and text. Several editions
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub usage: Vec<PathBuf>,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Json,
    Sj1,
    Jahis,
    Jahistc,
    Fhir,
}

impl From<Format> for Target {
    fn from(format: Format) -> Self {
        match format {
            Format::Json => Self::Json,
            Format::Sj1 => Self::Sj1,
            Format::Jahis => Self::Jahis,
            Format::Jahistc => Self::JahisTc,
            Format::Fhir => Self::Fhir,
        }
    }
}

pub fn run(options: &LintArgs) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let octets: Vec<Vec<u8>> = options
        .files
        .iter()
        .map(|file| files::read(file).map_err(|error| setup::unreadable(file, &error)))
        .collect::<Result<_, _>>()?;
    let reading = ReadOptions { encoding: options.encoding.chosen(), ..ReadOptions::STANDARD };
    let octets: Vec<&[u8]> = octets.iter().map(Vec::as_slice).collect();
    let sets = read_files(&octets, &reading);
    if options.to.is_some() && sets.len() > 1 {
        return Err(Failure::usage(
            "--to で変換できるのは、1 つのファイル、または分割された手帳のすべてのファイルです",
            "--to converts one file, or all files of one split notebook",
        ));
    }
    let checker = usages(options, language)?;
    let mut exits = Vec::with_capacity(sets.len());
    for set in &sets {
        let files: Vec<&PathBuf> =
            set.files.iter().filter_map(|index| options.files.get(*index)).collect();
        let names: Vec<String> =
            files.iter().map(|file| render::printable(&file.display().to_string())).collect();
        let name = names.join(" + ");
        // One file is told by itself, as ever.
        let shown = (sets.len() > 1).then_some(name.as_str());
        exits.push(match (&set.records, options.to, files.first()) {
            (Ok(records), Some(format), Some(file)) => {
                converted(records, format.into(), (options, file), language)?
            }
            (Ok(records), ..) => {
                checked((&name, shown), records, options, checker.as_ref(), language)?
            }
            (Err(error), ..) => fatal((&name, shown), error.finding(), options, language)?,
        });
    }
    Ok(exit::worst(exits))
}

/// There are no records to check.
fn fatal(
    (name, shown): (&str, Option<&str>),
    finding: Finding,
    options: &LintArgs,
    language: Language,
) -> Result<u8, Failure> {
    if options.output.json {
        say_json(json(&[finding], shown))?;
    } else {
        let mut text = format!("{name}:\n");
        table(&mut text, &[finding], language);
        exit::complain(&text);
    }
    Ok(exit::UNREADABLE)
}

fn checked(
    (name, shown): (&str, Option<&str>),
    records: &Records,
    options: &LintArgs,
    checker: Option<&Checker>,
    language: Language,
) -> Result<u8, Failure> {
    let purpose = match options.before_issue {
        true => Purpose::DuplicateCheck,
        false => Purpose::Prescription,
    };
    let usages = checker.and_then(|checker| checker.tables().usages());
    let day = Date::in_japan(setup::now()?.unix());
    let usages = usages.zip(day).map(|(master, day)| UsagesOn { master, day });
    let strict = options.strict;
    let lint_options = LintOptions { purpose, strict, usages, ..LintOptions::default() };
    let findings = lint(records, &lint_options);
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if options.output.json {
        say_json(json(&findings, shown))?;
    } else if !options.output.quiet || errors + warnings > 0 {
        let format = records.format().name();
        let mut text = match language {
            Language::Japanese => {
                format!("{name}: {format}、エラー {errors} 件、警告 {warnings} 件\n")
            }
            Language::English => {
                format!("{name}: {format}, {errors} errors, {warnings} warnings\n")
            }
        };
        table(&mut text, &findings, language);
        say(&text)?;
    }
    Ok(if has_errors(&findings) { exit::INVALID } else { exit::OK })
}

/// The usage master, where one is given.
fn usages(options: &LintArgs, language: Language) -> Result<Option<Checker>, Failure> {
    let Some(first) = options.usage.first() else { return Ok(None) };
    let files = MasterOptions { master: options.usage.clone(), ingredients: None };
    let checker = checker(&files, &Tables::default(), language)?;
    match checker.tables().usages() {
        Some(_) => Ok(Some(checker)),
        None => Err(setup::unusable(
            first,
            Words::new("用法マスタがありません", "there is no usage master in it"),
        )),
    }
}

fn converted(
    records: &Records,
    target: Target,
    (options, file): (&LintArgs, &Path),
    language: Language,
) -> Result<u8, Failure> {
    let converted =
        convert(records, target).map_err(|error| Failure::in_file(file, error.finding()))?;
    std::io::stdout().lock().write_all(&converted.bytes)?;
    if !converted.findings.is_empty() {
        if options.output.json {
            exit::complain_json(json(&converted.findings, None));
        } else {
            let mut text = String::new();
            table(&mut text, &converted.findings, language);
            exit::complain(&text);
        }
    }
    Ok(if has_errors(&converted.findings) { exit::INVALID } else { exit::OK })
}

/// One report; of several each names its file.
fn json(findings: &[Finding], file: Option<&str>) -> serde_json::Value {
    let mut report = serde_json::json!({
        "schema_version": shohosen::SCHEMA_VERSION,
        "findings": findings,
    });
    if let Some(file) = file {
        report["file"] = masked(file).into();
    }
    report
}

/// A line a finding, errors first: level, where and what is wrong; what to do about it below.
fn table(text: &mut String, findings: &[Finding], language: Language) {
    let mut findings: Vec<_> = findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in findings {
        let level = match finding.severity {
            Severity::Error => language.pick("エラー", "error"),
            Severity::Warning => language.pick("警告", "warning"),
            Severity::Info => language.pick("情報", "info"),
            Severity::Passed => continue,
        };
        let message = render::printable(&finding.message(language));
        // Writing to a string cannot fail.
        // Padded before it is coloured.
        let level = color::severity(finding.severity, &format!("{level:<7}"));
        let _ = writeln!(text, "  {level} {message}  [{}]", finding.code);
        let remedy = finding.remedy(language);
        if !remedy.is_empty() && finding.severity >= Severity::Warning {
            let _ = writeln!(text, "          → {}", render::printable(&remedy));
        }
    }
}
