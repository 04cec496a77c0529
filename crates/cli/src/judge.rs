//! `shohosen judge`: facts that `verify --facts-out` wrote are judged again, under other lists, at
//! another time or by another policy, without the document.

use crate::args::JudgeOptions;
use crate::exit::{self, Failure};
use crate::outcome::{self, Outcome, Teller};
use crate::{files, language, setup};
use shohosen::net::CrlFetcher;
use shohosen::{Time, Verifier};
use std::path::Path;

/// No facts are read beyond this. They are about as long as their document; four times the longest
/// document leaves room for many short values.
const MAX_BYTES: u64 = 4 * files::MAX_BYTES;

pub fn run(options: &JudgeOptions) -> Result<u8, Failure> {
    let verifier = setup::verifier(&options.trust)?;
    let at = setup::time(&options.trust)?;
    let fetcher = options.fetch.fetcher();
    let teller = Teller {
        language: language::choose(options.output.lang),
        json: options.output.json,
        single: options.facts.len() == 1,
        verbose: options.verbose,
        quiet: options.output.quiet,
        threads: options.bulk.threads,
    };
    outcome::tell_all(
        &teller,
        &options.facts,
        || (),
        |path, ()| Ok(judge(&verifier, fetcher.as_ref(), &teller, path, at)),
    )
}

fn judge(
    verifier: &Verifier,
    fetcher: Option<&CrlFetcher>,
    teller: &Teller,
    path: &Path,
    at: Time,
) -> Outcome {
    let bytes = match files::read_at_most(path, MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => return teller.not_read(path, &error),
    };
    let name = path.display().to_string();
    match verifier.read_facts(&bytes) {
        Ok(facts) => {
            let report = match fetcher {
                Some(fetcher) => verifier.judge_fetching(&facts, at, fetcher),
                None => verifier.judge(&facts, at),
            };
            Outcome::of(exit::of(report.verdict()), teller.report(&name, &report))
        }
        Err(error) => teller.unreadable(&name, &error.finding()),
    }
}
