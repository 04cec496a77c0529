//! `CODES.md` says what the table says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_report::{Bearing, Weight, codes};
use std::fmt::Write;
use std::path::Path;

/// A clause of our own pages as a link to it.
fn linked(clause: &str) -> String {
    let link = |part: &str| match part.split_once(" §") {
        Some((page, place)) if page.starts_with("docs/") => {
            let anchor = place.rsplit(' ').next().unwrap_or(place);
            format!("[{part}](../../{page}#{anchor})")
        }
        _ => match part.strip_prefix("検証要件 ") {
            Some(section) => format!("[{part}](../../docs/spec/verification.md#{section})"),
            None => part.to_owned(),
        },
    };
    clause.split("; ").map(link).collect::<Vec<_>>().join("; ")
}

fn page() -> String {
    let mut page = String::from(
        "# Finding codes\n\nWritten from the table in `src/codes/`; do not edit. `{…}` stands for a piece of \
         evidence. *Weight* is what a\nfinding of severity *error* makes of the verdict, with the ETSI \
         sub-indication. A finding of *found* decides the outcome of a check; one of\n*unchecked* \
         says that something was not checked.\n",
    );
    let mut area = "";
    for code in codes::all() {
        let entry = code.entry();
        let this = entry.id.split('.').next().unwrap();
        if this != area {
            area = this;
            write!(
                page,
                "\n## {area}\n\n| code | no. | weight | meaning | what to do | clause |\n"
            )
            .unwrap();
            page.push_str("|---|---|---|---|---|---|\n");
        }
        let weight = match entry.weight {
            Weight::Invalid(sub) => format!("INVALID {}", sub.map_or("", |sub| sub.as_str())),
            Weight::Indeterminate(sub) => {
                format!("INDETERMINATE {}", sub.map_or("", |sub| sub.as_str()))
            }
            Weight::Error => "error".into(),
            Weight::Warning => "warning".into(),
            Weight::Info => "info".into(),
            Weight::Passed => "passed".into(),
        };
        let weight = match entry.bearing {
            Bearing::Aside => weight,
            bearing => format!("{} · {}", weight.trim(), bearing.as_str()),
        };
        writeln!(
            page,
            "| `{}` | {} | {} | {}<br>{} | {}<br>{} | {} |",
            entry.id,
            entry.number,
            weight.trim(),
            entry.message_ja.replace('|', "\\|"),
            entry.message_en.replace('|', "\\|"),
            entry.remedy_ja,
            entry.remedy_en,
            linked(entry.clause),
        )
        .unwrap();
    }
    page
}

#[test]
fn the_page_of_codes_is_that_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("CODES.md");
    let page = page();
    if std::env::var_os("SHOHOSEN_WRITE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == page, "CODES.md is not up to date: run `cargo xtask codes`");
}
