//! Every clause that a code cites can be read: in `docs/spec`, or in a standard that anybody can
//! obtain.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_report::codes;
use std::path::Path;

/// Standards and laws that are published. The 検証要件 are described in
/// `docs/spec/verification.md`, under their numbers.
const PUBLISHED: &[&str] = &[
    "RFC ",
    "XML 1.0",
    "Namespaces in XML 1.0",
    "XML Signature 1.1 §",
    "XML-DSig §",
    "xml:id 1.0",
    "Canonical XML 1.0 §",
    "EN 319 102-1 §",
    "EN 319 132-1 §",
    "TS 101 903 §",
    "XAdES §",
    "X.520",
    "ISO 17090-2",
    "JAHIS 24-002 §",
    "掲示事項等告示 ",
    "保険医療機関及び保険医療養担当規則 ",
    "麻薬及び向精神薬取締法 ",
    "オンライン診療の適切な実施に関する指針 ",
];

/// Whether `docs/spec` has this place: a heading with an anchor of its own, or a row of a table.
fn is_in_docs(page: &str, place: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/spec").join(page);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    place.split(' ').all(|part| text.contains(&format!("<a id=\"{part}\"></a>")))
}

fn resolves(clause: &str) -> bool {
    if let Some(rest) = clause.strip_prefix("docs/spec/") {
        let Some((page, place)) = rest.split_once(" §") else { return false };
        return is_in_docs(page, place);
    }
    if let Some(section) = clause.strip_prefix("検証要件 ") {
        return is_in_docs("verification.md", section);
    }
    PUBLISHED.iter().any(|standard| clause.starts_with(standard))
}

#[test]
fn every_clause_that_a_code_cites_can_be_read() {
    assert!(resolves("docs/spec/records.md §3 R08") && resolves("検証要件 5.6.3"));
    assert!(!resolves("docs/spec/records.md §99") && !resolves("records spec §0"));
    let unread: Vec<_> = codes::all()
        .flat_map(|code| code.entry().clause.split("; ").map(move |clause| (code, clause)))
        .filter(|(_, clause)| !clause.is_empty() && !resolves(clause))
        .collect();
    assert!(unread.is_empty(), "{unread:#?}");
}

#[test]
fn the_pages_of_facts_have_a_mark_for_every_part() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/spec");
    let marks = ["**seen**", "**stated**", "**inferred**", "**memory**", "**unknown**"];
    for page in ["hpki", "documents", "verification", "records", "duplicate-check", "masters"] {
        let text = std::fs::read_to_string(folder.join(format!("{page}.md"))).unwrap();
        // A mark under the title holds for every part that has none of its own.
        let (title, parts) = text.split_once("\n## ").unwrap();
        let whole = marks.iter().any(|mark| title.contains(mark));
        for part in parts.split("\n## ") {
            let heading = part.lines().next().unwrap();
            let marked = marks.iter().any(|mark| part.contains(mark));
            assert!(whole || marked, "{page}: {heading} says not how sure it is");
        }
    }
    // Every mark is explained.
    let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
    for mark in marks {
        assert!(readme.contains(&format!("| {mark} |")), "{mark}");
    }
}
