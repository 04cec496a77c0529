//! How many cases a property test runs.

/// The cases of a property test that runs so many in the usual suite. The long runs (`cargo xtask
/// trust`) set `PROPTEST_CASES`, of which the usual number is 256: every test runs that many times
/// more of its own.
///
/// # Panics
/// If `PROPTEST_CASES` is not a number.
pub fn cases(usual: u32) -> u32 {
    const USUAL: u32 = 256;
    match std::env::var("PROPTEST_CASES") {
        Ok(cases) => usual.saturating_mul((cases.parse::<u32>().unwrap() / USUAL).max(1)),
        Err(_) => usual,
    }
}
