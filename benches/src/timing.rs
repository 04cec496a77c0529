//! A benchmark says how many times as long one thing takes as another, both measured in the same
//! run and in turns: the machines are shared, so that a time alone says little. The benchmark of the
//! C interface includes this file alone: it may need nothing but the standard library.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// Rounds in which every function gets its turn.
const ROUNDS: usize = 61;
/// How long one turn takes, about.
const TURN: Duration = Duration::from_millis(8);

/// How long a subject runs alone under a profiler.
const ALONE: Duration = Duration::from_secs(10);

/// One thing to be measured.
pub struct Subject<'s> {
    name: &'static str,
    run: Box<dyn FnMut() + 's>,
}

impl<'s> Subject<'s> {
    /// A function under a name.
    pub fn new<T>(name: &'static str, mut run: impl FnMut() -> T + 's) -> Self {
        Self { name, run: Box::new(move || drop(black_box(run()))) }
    }
}

/// The median time of each in seconds.
pub fn seconds(mut subjects: Vec<Subject<'_>>) -> Vec<f64> {
    measure(&mut subjects).iter_mut().map(|samples| median(samples)).collect()
}

/// Measures all in turns and prints the median time of each and its ratio to the first. Returns
/// the ratios in the same order.
/// Where `SHOHOSEN_BENCH_ONLY` is set, the subjects whose names contain it run alone instead, ten
/// seconds each, for a profiler to look at; the ratios are then not numbers.
pub fn compare(title: &str, mut subjects: Vec<Subject<'_>>) -> Vec<f64> {
    if let Ok(only) = std::env::var("SHOHOSEN_BENCH_ONLY") {
        for subject in subjects.iter_mut().filter(|subject| subject.name.contains(&*only)) {
            let start = Instant::now();
            while start.elapsed() < ALONE {
                (subject.run)();
            }
        }
        return vec![f64::NAN; subjects.len()];
    }
    let samples = measure(&mut subjects);
    // Ratios round by round: what slows the machine down slows both.
    let reference = samples.first().cloned().unwrap_or_default();
    println!("{title}");
    let mut ratios = Vec::new();
    for (subject, samples) in subjects.iter().zip(&samples) {
        let mut ratio: Vec<f64> = samples.iter().zip(&reference).map(|(a, b)| a / b).collect();
        let ratio = median(&mut ratio);
        let time = median(&mut samples.clone()) * 1e6;
        println!("  {:<58} {time:>10.2} µs  {ratio:>7.2} ×", subject.name);
        ratios.push(ratio);
    }
    ratios
}

/// Seconds a run, for each subject one sample a round.
fn measure(subjects: &mut [Subject<'_>]) -> Vec<Vec<f64>> {
    let mut samples: Vec<Vec<f64>> = vec![Vec::new(); subjects.len()];
    let counts: Vec<u32> = subjects.iter_mut().map(|subject| calibrate(&mut subject.run)).collect();
    for _ in 0..ROUNDS {
        for ((subject, samples), &count) in subjects.iter_mut().zip(&mut samples).zip(&counts) {
            let start = Instant::now();
            for _ in 0..count {
                (subject.run)();
            }
            samples.push(start.elapsed().as_secs_f64() / f64::from(count));
        }
    }
    samples
}

/// How often a function runs in one turn.
fn calibrate(run: &mut dyn FnMut()) -> u32 {
    let mut count = 1;
    loop {
        let start = Instant::now();
        for _ in 0..count {
            run();
        }
        let elapsed = start.elapsed();
        if elapsed >= TURN || count >= 1 << 20 {
            return count;
        }
        count *= 2;
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A file of a vector set of others where `SHOHOSEN_VECTORS` is set, else one of our own.
pub fn document(theirs: &str, ours: &str) -> (String, Vec<u8>) {
    let theirs = std::env::var_os("SHOHOSEN_VECTORS").map(|root| Path::new(&root).join(theirs));
    // This file is compiled in packages of two depths.
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let own = folders.find_map(|folder| {
        let path = folder.join("test-vectors").join(ours);
        path.exists().then_some(path)
    });
    let path = theirs.or(own).unwrap_or_else(|| panic!("test-vectors/{ours} is not there"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes)
}
