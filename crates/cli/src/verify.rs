//! `shohosen verify`.

use crate::args::VerifyOptions;
use crate::exit::{self, Failure};
use crate::outcome::{self, Outcome, Teller};
use crate::{files, language, render, setup};
use shohosen::net::CrlFetcher;
use shohosen::{ExternalFiles, Phrase, Report, Time, Verifier, VerifyInput, VerifyScratch};
use std::path::{Path, PathBuf};

pub fn run(options: &VerifyOptions) -> Result<u8, Failure> {
    let single = options.files.len() == 1 && !options.files.iter().any(|path| path.is_dir());
    if let Some(facts) = &options.facts_out {
        may_hold_facts(facts, &options.files, single)?;
    }
    let job = Job {
        verifier: setup::verifier(&options.trust)?,
        at: setup::time(&options.trust)?,
        fetcher: options.fetch.fetcher(),
        external: external(&options.external)?,
        options,
        teller: Teller {
            language: language::choose(options.output.lang),
            json: options.output.json,
            single,
            verbose: options.verbose,
            quiet: options.output.quiet,
            threads: options.bulk.threads,
        },
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
            reason: Phrase::new(".xml ファイルがありません", "there is no .xml file"),
        });
    }
    outcome::tell_all(&job.teller, &files, VerifyScratch::default, |file, scratch| match file {
        Ok(path) => job.verify(path, scratch),
        Err((path, error)) => Ok(job.teller.not_read(path, error)),
    })
}

/// The facts are those of one document, stand neither between the lines of its report nor in its
/// place.
fn may_hold_facts(facts: &Path, files: &[PathBuf], single: bool) -> Result<(), Failure> {
    let wrong = |ja: &str, en: &str| {
        Err(Failure::usage(format!("--facts-out：{ja}"), format!("--facts-out: {en}")))
    };
    if !single {
        return wrong("文書は 1 つだけ指定してください", "give one document");
    }
    if facts == Path::new("-") {
        return wrong(
            "ファイルを指定してください（標準出力には検証結果が出力されます）",
            "give a file; the report goes to standard output",
        );
    }
    let same = |file: &PathBuf| matches!((file.canonicalize(), facts.canonicalize()), (Ok(one), Ok(other)) if one == other);
    if files.iter().any(same) {
        return wrong("検証する文書そのものです", "this is the document itself");
    }
    Ok(())
}

struct Job<'j> {
    verifier: Verifier,
    at: Time,
    fetcher: Option<CrlFetcher>,
    external: ExternalFiles<'static>,
    options: &'j VerifyOptions,
    teller: Teller,
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

    fn verify(&self, path: &Path, scratch: &mut VerifyScratch) -> Result<Outcome, Failure> {
        let name = path.display().to_string();
        let bytes = match files::read(path) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(self.teller.not_read(path, &error)),
        };
        let judged = match (&self.options.facts_out, &self.fetcher) {
            (None, None) => self
                .verifier
                .verify_with(&bytes, self.at, self.input(), scratch)
                .map(shohosen::Verified::into_report),
            (facts, _) => match self.verifier.collect(&bytes, self.input()) {
                Ok(collected) => {
                    if let Some(path) = facts {
                        keep(&collected, path)?;
                    }
                    Ok(self.judge(&collected))
                }
                Err(error) => Err(error),
            },
        };
        let report = match judged {
            Ok(report) => report,
            Err(error) => return Ok(self.teller.unreadable(&name, &error.finding())),
        };
        let mut text = self.teller.report(&name, &report);
        if self.options.explain && self.teller.in_full() {
            self.explain(&bytes, &mut text);
        }
        Ok(Outcome::of(exit::of(report.verdict()), text))
    }

    fn judge(&self, facts: &shohosen::Facts) -> Report {
        match &self.fetcher {
            Some(fetcher) => self.verifier.judge_fetching(facts, self.at, fetcher),
            None => self.verifier.judge(facts, self.at),
        }
    }

    fn explain(&self, bytes: &[u8], text: &mut String) {
        let explanations = self.verifier.explain(bytes, self.input()).unwrap_or_default();
        for explanation in explanations {
            text.push_str(&render::explanation(&explanation, self.teller.language));
        }
    }
}

/// Writes the facts.
fn keep(facts: &shohosen::Facts, path: &Path) -> Result<(), Failure> {
    let line = facts.to_json() + "\n";
    files::write(path, line.as_bytes()).map_err(|error| Failure::not_written(path, error))
}
