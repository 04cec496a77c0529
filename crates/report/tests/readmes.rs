//! What the README says in English it says in Japanese too.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::path::Path;

/// The blocks of code of a page that are the same in both languages, without their comments.
fn blocks(page: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut block: Option<String> = None;
    for line in page.lines() {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(_)) => block = Some(String::new()),
            (Some(code), Some(_)) => {
                blocks.push(std::mem::take(code));
                block = None;
            }
            (Some(code), None) => {
                let bare = ["//", "/*", "  #"].iter().fold(line, |bare, comment| {
                    // An address has slashes of its own.
                    let at = bare.find(comment).filter(|at| !bare[..*at].ends_with(':'));
                    at.map_or(bare, |at| &bare[..at])
                });
                let after = line.rsplit_once("*/").map_or("", |(_, after)| after);
                let words: Vec<_> =
                    bare.split_whitespace().chain(after.split_whitespace()).collect();
                if !words.is_empty() && !bare.trim_start().starts_with('#') {
                    code.push_str(&words.join(" "));
                    code.push('\n');
                }
            }
            (None, None) => {}
        }
    }
    blocks
}

#[test]
fn the_japanese_readme_shows_every_example_of_the_english_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    let (english, japanese) = (read("README.md"), read("README.ja.md"));
    let translated = blocks(&japanese);
    let missing: Vec<_> = blocks(&english)
        .into_iter()
        // The layout is a text.
        .filter(|block| !block.contains("crates/report ") && !translated.contains(block))
        .collect();
    assert!(missing.is_empty(), "README.ja.md lacks:\n{}", missing.join("\n---\n"));
    let sections = |page: &str| page.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(sections(&english), sections(&japanese));
}
