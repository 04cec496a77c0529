//! What became of documents, and how it is told: one in full, of several a line each and a summary.

use crate::color::Stream;
use crate::exit::{self, Failure};
use crate::render::{self, plain};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use shohosen::{Finding, Language, Report, Verdict, codes, io_problem, json_line, masked};
use std::io::{IsTerminal, Write};
use std::path::Path;

/// How many files one round reads, judges and prints: bounds the memory of a run over a million
/// files, and keeps all cores busy.
const ROUND: usize = 256;

/// What became of one file.
pub struct Outcome {
    exit_code: u8,
    /// What goes to standard output, whole lines.
    text: String,
    /// What goes to standard error.
    problem: Option<String>,
}

impl Outcome {
    /// A document that was judged.
    pub const fn of(exit_code: u8, text: String) -> Self {
        Self { exit_code, text, problem: None }
    }
}

/// How outcomes are told.
pub struct Teller {
    pub language: Language,
    pub json: bool,
    /// Whether there is one document only, of which everything is told.
    pub single: bool,
    pub verbose: bool,
    /// Whether nothing is told of what is in order.
    pub quiet: bool,
    /// How many are judged at a time; all cores where it is not said.
    pub threads: Option<u16>,
}

impl Teller {
    /// Whether the text of a document is its whole report.
    pub const fn in_full(&self) -> bool {
        !self.json && (self.single || self.verbose)
    }

    /// What is said of a document that was judged.
    pub fn report(&self, name: &str, report: &Report) -> String {
        let mut text = String::new();
        if self.quiet && !self.json && report.verdict() == Verdict::Valid {
            return text;
        }
        if self.in_full() {
            // Writing to a string cannot fail.
            let _ = render::report(&mut text, name, report, self.language, true);
            return text;
        }
        text = match (self.json, self.single) {
            (true, true) => report.to_json(),
            (true, false) => json_line(Some(&masked(name)), Ok(report)),
            (false, _) => self.line(name, report),
        };
        text.push('\n');
        text
    }

    /// One of several documents.
    fn line(&self, name: &str, report: &Report) -> String {
        let headline = render::headline(report, self.language);
        let mut text = format!("{}: {headline}", render::printable(name));
        if let Some(signer) = report.signatures.first().and_then(|s| s.signer.as_ref()) {
            text += &format!("  {}", render::signer(signer, self.language));
        }
        if report.verdict() != Verdict::Valid {
            let codes: Vec<_> = report.errors().map(|f| f.code.id()).take(3).collect();
            text += &format!("  [{}]", codes.join(" "));
        }
        text
    }

    /// A file or folder that the operating system does not give.
    pub fn not_read(&self, path: &Path, error: &std::io::Error) -> Outcome {
        let (file, reason) = (path.display().to_string(), io_problem(error));
        let told = reason.pick(self.language).to_owned();
        let finding = codes::binding::FILE_UNREADABLE.finding();
        let finding = finding.with("file", file.clone()).with("reason", reason);
        self.not_judged(&file, &told, &finding)
    }

    /// A file that is not what it should be.
    pub fn unreadable(&self, file: &str, finding: &Finding) -> Outcome {
        self.not_judged(file, &finding.message(self.language), finding)
    }

    /// A file without a report: an error object in JSON, else a line on standard error.
    fn not_judged(&self, file: &str, reason: &str, finding: &Finding) -> Outcome {
        let remedy = finding.remedy(self.language);
        let (name, reason) = (render::printable(file), render::printable(reason));
        let code = finding.code;
        let remedy = render::printable(&remedy);
        let problem = format!("shohosen: {name}: {reason}  [{code}]\n  → {remedy}");
        let text = match self.json {
            true => json_line::<shohosen::Report>(Some(&masked(file)), Err(finding)) + "\n",
            false => String::new(),
        };
        Outcome { exit_code: exit::UNREADABLE, text, problem: Some(problem) }
    }
}

/// Judges all of them on all cores, or on as many threads as were asked for, and tells what became of
/// each, in their order. Gives the exit code of the worst.
///
/// # Errors
/// If the output cannot be written, or one of them ends the command.
pub fn tell_all<T: Sync, S>(
    teller: &Teller,
    files: &[T],
    scratch: impl Fn() -> S + Sync + Send,
    judge: impl Fn(&T, &mut S) -> Result<Outcome, Failure> + Sync + Send,
) -> Result<u8, Failure> {
    let threads = usize::from(teller.threads.unwrap_or(0));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Failure::Internal(error.to_string()))?;
    let bar = progress(files.len(), teller.single || teller.quiet);
    let mut counts = Counts::default();
    let mut out = std::io::stdout().lock();
    for round in files.chunks(ROUND) {
        let judged = |scratch: &mut S, file| {
            let outcome = judge(file, scratch);
            bar.inc(1);
            outcome
        };
        let outcomes: Vec<_> =
            pool.install(|| round.par_iter().map_init(&scratch, judged).collect());
        bar.suspend(|| -> Result<(), Failure> {
            for outcome in outcomes {
                let outcome = outcome?;
                match teller.json {
                    true => out.write_all(outcome.text.as_bytes())?,
                    false => out.write_all(plain(&outcome.text, Stream::Out).as_bytes())?,
                }
                if let Some(problem) = outcome.problem {
                    exit::complain(&format!("{problem}\n"));
                }
                counts.add(outcome.exit_code);
            }
            Ok(())
        })?;
    }
    bar.finish_and_clear();
    if !teller.single && !teller.json && !teller.quiet {
        writeln!(out, "{}", counts.summary(teller.language))?;
    }
    out.flush()?;
    Ok(counts.worst())
}

fn progress(files: usize, single: bool) -> ProgressBar {
    if single || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}  {per_sec}  {eta}") {
        bar.set_style(style);
    }
    bar
}

#[derive(Default)]
struct Counts {
    valid: usize,
    invalid: usize,
    indeterminate: usize,
    unreadable: usize,
}

impl Counts {
    fn add(&mut self, exit_code: u8) {
        match exit_code {
            exit::OK => self.valid += 1,
            exit::INVALID => self.invalid += 1,
            exit::INDETERMINATE => self.indeterminate += 1,
            _ => self.unreadable += 1,
        }
    }

    fn worst(&self) -> u8 {
        let present = [
            (self.valid, exit::OK),
            (self.invalid, exit::INVALID),
            (self.indeterminate, exit::INDETERMINATE),
            (self.unreadable, exit::UNREADABLE),
        ];
        exit::worst(present.into_iter().filter(|(count, _)| *count > 0).map(|(_, code)| code))
    }

    fn summary(&self, language: Language) -> String {
        let Self { valid, invalid, indeterminate, unreadable } = self;
        match language {
            Language::Japanese => format!(
                "有効 {valid} 件、無効 {invalid} 件、判定不能 {indeterminate} 件、読取不能 {unreadable} 件"
            ),
            Language::English => format!(
                "{valid} valid, {invalid} invalid, {indeterminate} indeterminate, {unreadable} unreadable"
            ),
        }
    }
}
