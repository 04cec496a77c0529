//! Results as notebooks show them (`_repr_html_`): a line and a table, without script or style.

use crate::finding::Finding;
use shohosen::{Language, Severity};
use std::fmt::Write as _;

/// Findings shown; the report itself has them all.
const MAX_ROWS: usize = 50;

/// A heading with its facts, and the findings that are more than passed checks.
pub fn table(heading: &str, findings: &[shohosen::Finding]) -> String {
    let mut html = format!("<div><p><strong>{}</strong></p>", escaped(heading));
    let mut told: Vec<_> =
        findings.iter().filter(|finding| finding.severity != Severity::Passed).collect();
    told.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    if !told.is_empty() {
        html.push_str(
            "<table><tr><th>severity</th><th>code</th><th>日本語</th><th>English</th></tr>",
        );
        for finding in told.iter().take(MAX_ROWS) {
            let _ = write!(
                html,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                finding.severity.as_str(),
                finding.code.id(),
                escaped(&finding.message(Language::Japanese)),
                escaped(&finding.message(Language::English)),
            );
        }
        html.push_str("</table>");
    }
    let (passed, more) = (findings.len() - told.len(), told.len().saturating_sub(MAX_ROWS));
    if more > 0 {
        let _ = write!(html, "<p>+ {more}</p>");
    }
    let _ = write!(html, "<p>passed: {passed}</p></div>");
    html
}

/// Text as HTML shows it, whatever it is. Characters that turn the direction of writing are shown as
/// their numbers.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

impl Finding {
    /// One finding as a table.
    pub fn shown(&self) -> String {
        table(
            &format!("{} {}", self.0.severity.as_str(), self.0.code.id()),
            std::slice::from_ref(&self.0),
        )
    }
}
