//! The project's own chores. `cargo xtask test` runs everything that CI runs.

fn main() {}
