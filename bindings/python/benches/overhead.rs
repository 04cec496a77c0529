//! What a call through Python costs over one in Rust, for verifying one document, and how much sooner
//! several threads are done: in turns, round by round, in the same run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "../tests/support/interpreters.rs"]
mod interpreters;

use shohosen::pki::{Certificate, TrustAnchor};
use shohosen::{Time, Verdict, Verifier, VerifyInput, VerifyScratch};
use shohosen_testkit::suite;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::time::Instant;

/// Rounds in which each gets its turn, and verifications in a turn: so many that waking the other
/// process, on a core that has been idle, does not count.
const ROUNDS: usize = 41;
const COUNT: usize = 1000;
/// Threads of Python that verify at the same time, with one verifier.
const THREADS: usize = 8;

fn main() {
    let Some(environments) = interpreters::environments() else { return };
    let environment = environments.last().unwrap();
    println!("Python {}.{}", environment.version.0, environment.version.1);
    let file = |name: &str| std::fs::read(suite::folder().join(name)).unwrap();
    let anchor = |name: &str| TrustAnchor::certificate(Certificate::from_der(&file(name)).unwrap());
    let document = file("verify/prescription-xl.xml");
    let verifier =
        Verifier::builder().anchor(anchor("pki/root.cer")).tsa_anchor(anchor("pki/tsa-root.cer"));
    let verifier = verifier.build();
    let at = Time::parse_rfc3339("2025-01-01T00:00:00Z").unwrap();
    let mut scratch = VerifyScratch::default();
    let mut rust = || {
        let start = Instant::now();
        for _ in 0..COUNT {
            let verified =
                verifier.verify_with(&document, at, VerifyInput::default(), &mut scratch).unwrap();
            assert_eq!(verified.report().verdict(), Verdict::Valid);
        }
        start.elapsed().as_secs_f64()
    };
    let mut command = environment.command("python");
    command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/overhead.py"));
    command.current_dir(suite::folder()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut output = BufReader::new(output);
    let mut on = |threads: usize| {
        writeln!(input, "{COUNT} {threads}").unwrap();
        let mut seconds = String::new();
        output.read_line(&mut seconds).unwrap();
        seconds.trim().parse::<f64>().unwrap()
    };
    // Both warm, then in turns; what slows the machine down slows both.
    rust();
    on(1);
    let rounds: Vec<(f64, f64)> = (0..ROUNDS).map(|_| (rust(), on(1))).collect();
    on(THREADS);
    let scaling: Vec<f64> = (0..ROUNDS).map(|_| on(1) / on(THREADS)).collect();
    drop(input);
    child.wait().unwrap();
    let median = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let micros = |seconds: f64| seconds / COUNT as f64 * 1e6;
    println!("verifying {} octets", document.len());
    println!("  Rust    {:>9.2} µs", micros(median(rounds.iter().map(|round| round.0).collect())));
    println!("  Python  {:>9.2} µs", micros(median(rounds.iter().map(|round| round.1).collect())));
    let ratio = median(rounds.iter().map(|(rust, python)| python / rust).collect());
    println!("  bar: {ratio:.3} of 1.05 ×");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("  {THREADS} threads on {cores} cores: {:.2} times the speed of one", median(scaling));
}
