//! `shohosen verify`.

use crate::args::VerifyOptions;
use crate::exit::{self, Failure};
use crate::{files, language, render, setup};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use shohosen::{
    ExternalFiles, Finding, Language, Time, Verdict, Verifier, VerifyInput, VerifyScratch, codes,
    json_line,
};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// How many files one round reads, verifies and prints: bounds the memory of a run over a
/// million files, and keeps all cores busy.
const ROUND: usize = 256;

/// What became of one file.
struct Outcome {
    exit_code: u8,
    /// What goes to standard output, whole lines.
    text: String,
    /// What goes to standard error.
    problem: Option<String>,
}

pub fn run(options: &VerifyOptions) -> Result<u8, Failure> {
    let job = Job {
        verifier: setup::verifier(&options.trust)?,
        at: setup::time(&options.trust)?,
        language: language::choose(options.output.lang),
        external: external(&options.external)?,
        options,
        single: options.files.len() == 1 && !options.files.iter().any(|path| path.is_dir()),
    };
    let files = files::expand(&options.files);
    if files.is_empty() {
        return Err(Failure::Unreadable {
            file: options
                .files
                .iter()
                .map(|p| p.display().to_string())
                .collect::<Vec<_>>()
                .join(" "),
            reason: "no .xml file in there".into(),
        });
    }
    let bar = progress(files.len(), job.single);
    let mut counts = Counts::default();
    let mut out = std::io::stdout().lock();
    for round in files.chunks(ROUND) {
        let outcomes: Vec<Outcome> = round
            .par_iter()
            .map_init(VerifyScratch::default, |scratch, file| {
                let outcome = match file {
                    Ok(path) => job.verify(path, scratch),
                    Err((path, error)) => job.not_read(path, error),
                };
                bar.inc(1);
                outcome
            })
            .collect();
        bar.suspend(|| -> std::io::Result<()> {
            for outcome in outcomes {
                out.write_all(outcome.text.as_bytes())?;
                if let Some(problem) = outcome.problem {
                    exit::complain(&format!("{problem}\n"));
                }
                counts.add(outcome.exit_code);
            }
            Ok(())
        })?;
    }
    bar.finish_and_clear();
    if !job.single && !options.output.json {
        writeln!(out, "{}", counts.summary(job.language))?;
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

struct Job<'j> {
    verifier: Verifier,
    at: Time,
    language: Language,
    external: ExternalFiles<'static>,
    options: &'j VerifyOptions,
    single: bool,
}

/// The files of --external.
fn external(paths: &[PathBuf]) -> Result<ExternalFiles<'static>, Failure> {
    let mut external = ExternalFiles::default();
    for path in paths {
        external.add(path.to_string_lossy().into_owned(), setup::read(path)?);
    }
    Ok(external)
}

impl Job<'_> {
    fn input(&self) -> VerifyInput<'_> {
        VerifyInput { external: Some(&self.external) }
    }

    fn verify(&self, path: &Path, scratch: &mut VerifyScratch) -> Outcome {
        let name = path.display().to_string();
        let bytes = match files::read(path) {
            Ok(bytes) => bytes,
            Err(error) => return self.not_read(path, &error),
        };
        let verified = match self.verifier.verify_with(&bytes, self.at, self.input(), scratch) {
            Ok(verified) => verified,
            Err(error) => {
                let finding = error.finding();
                return self.unreadable(path, &finding.message(self.language), &finding);
            }
        };
        let report = verified.report();
        let mut text = String::new();
        if self.options.output.json {
            text = match self.single {
                true => report.to_json(),
                false => json_line(Some(&name), Ok(report)),
            };
            text.push('\n');
        } else if self.single || self.options.verbose {
            // Writing to a string cannot fail.
            let _ = render::report(&mut text, &name, report, self.language, true);
            if self.options.explain {
                self.explain(&bytes, &mut text);
            }
        } else {
            text = format!(
                "{}: {}",
                render::printable(&name),
                render::headline(report, self.language)
            );
            if let Some(signer) = report.signatures.first().and_then(|s| s.signer.as_ref()) {
                text += &format!("  {}", render::signer(signer, self.language));
            }
            if report.verdict() != Verdict::Valid {
                let codes: Vec<_> = report.errors().map(|f| f.code.id()).take(3).collect();
                text += &format!("  [{}]", codes.join(" "));
            }
            text.push('\n');
        }
        Outcome { exit_code: exit::of(report.verdict()), text, problem: None }
    }

    fn explain(&self, bytes: &[u8], text: &mut String) {
        let explanations = self.verifier.explain(bytes, self.input()).unwrap_or_default();
        for explanation in explanations {
            text.push_str(&render::explanation(&explanation, self.language));
        }
    }

    /// A file or folder that the operating system does not give.
    fn not_read(&self, path: &Path, error: &std::io::Error) -> Outcome {
        let reason = error.to_string();
        let finding = codes::binding::FILE_UNREADABLE.finding();
        let finding = finding.with("file", path.display().to_string());
        let finding = finding.with("reason", reason.clone());
        self.unreadable(path, &reason, &finding)
    }

    /// A file without a report: an error object in JSON, else a line on standard error.
    fn unreadable(&self, path: &Path, reason: &str, finding: &Finding) -> Outcome {
        let file = path.display().to_string();
        let remedy = finding.remedy(self.language);
        let (name, reason) = (render::printable(&file), render::printable(reason));
        let problem = format!("shohosen: {name}: {reason}\n  → {}", render::printable(&remedy));
        let text = match self.options.output.json {
            true => json_line(Some(&file), Err(finding)) + "\n",
            false => String::new(),
        };
        Outcome { exit_code: exit::UNREADABLE, text, problem: Some(problem) }
    }
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
