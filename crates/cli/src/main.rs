//! The `shohosen` command.

fn main() {}
