//! Reports as text for people.

use crate::color::{self, Stream};
use shohosen::{DocumentKind, Finding, Language, Level, Position, Report, Severity, masked};
use shohosen::{SignatureReport, SignerIdentity, Verdict};
use std::fmt::{self, Write};

/// Writes a whole report. Passed checks are listed when `verbose`.
pub fn report(
    out: &mut String,
    file: &str,
    report: &Report,
    language: Language,
    verbose: bool,
) -> fmt::Result {
    let pick = |ja, en| language.pick(ja, en);
    writeln!(out, "{}: {}", printable(file), headline(report, language))?;
    write!(out, "  {}: {}", pick("文書", "document"), kind(report.document.kind, language))?;
    if let Some(id) = &report.document.id {
        write!(out, "  ID {}", printable(id))?;
    }
    writeln!(out, "\n  {}: {}", pick("検証時刻", "verified at"), report.at.in_japan())?;
    for (index, signature) in report.signatures.iter().enumerate() {
        self::signature(out, index, signature, language)?;
        let mine = report.findings.iter().filter(|f| f.signature == Some(index));
        findings(out, mine, language, verbose)?;
    }
    let rest = report.findings.iter().filter(|f| f.signature.is_none());
    findings(out, rest, language, verbose)
}

/// The verdict in words, with the indication.
pub fn headline(report: &Report, language: Language) -> String {
    let verdict = report.verdict();
    let word = match (verdict, language) {
        (Verdict::Valid, Language::Japanese) => "有効",
        (Verdict::Invalid, Language::Japanese) => "無効",
        (Verdict::Indeterminate, Language::Japanese) => "判定不能",
        (Verdict::Valid, Language::English) => "valid",
        (Verdict::Invalid, Language::English) => "not valid",
        (Verdict::Indeterminate, Language::English) => "cannot be decided",
    };
    let judgement = report.judgement;
    let shown = color::verdict(verdict, verdict.as_str());
    match judgement.sub_indication() {
        Some(sub) => format!("{shown} ({word}; {} / {sub})", judgement.indication()),
        None => format!("{shown} ({word}; {})", judgement.indication()),
    }
}

fn signature(
    out: &mut String,
    index: usize,
    signature: &SignatureReport,
    language: Language,
) -> fmt::Result {
    let pick = |ja, en| language.pick(ja, en);
    writeln!(
        out,
        "\n  {} {}: {}, {}: {}",
        pick("署名", "signature"),
        index + 1,
        position(signature.position, language),
        signature.level.map_or("–", level),
        color::verdict(signature.judgement.verdict(), signature.judgement.verdict().as_str(),),
    )?;
    if let Some(signer) = &signature.signer {
        writeln!(out, "    {}: {}", pick("署名者", "signer"), self::signer(signer, language))?;
    }
    let time = |time: Option<shohosen::Time>| {
        time.map_or_else(|| pick("なし", "none").to_owned(), |time| time.in_japan().to_string())
    };
    writeln!(
        out,
        "    {}: {}   {}: {}",
        pick("証明された時刻", "proven time"),
        time(signature.proven_time),
        pick("申告された時刻", "claimed time"),
        time(signature.claimed_time),
    )
}

/// Role, name and institution: `医師 "Medical Doctor"  神楽坂　三十四 (Sanjushi Kagurazaka)`.
pub fn signer(signer: &SignerIdentity, language: Language) -> String {
    let mut text = String::new();
    for (role, ja) in signer.hc_roles.iter().zip(&signer.hc_roles_ja) {
        if let Some(ja) = ja {
            text.push_str(ja);
            text.push(' ');
        }
        let _ = write!(text, "{:?}  ", printable(role));
    }
    if signer.hc_roles.is_empty() {
        text.push_str(language.pick("（資格なし）  ", "(no qualification)  "));
    }
    let (first, second) = match language {
        Language::Japanese => (&signer.name_ja, &signer.common_name),
        Language::English => (&signer.common_name, &signer.name_ja),
    };
    match (first, second) {
        (Some(first), Some(second)) => {
            let _ = write!(text, "{} ({})", printable(first), printable(second));
        }
        (Some(name), None) | (None, Some(name)) => text.push_str(&printable(name)),
        (None, None) => text.push('–'),
    }
    if let Some(organization) = &signer.organization {
        let _ = write!(text, ", {}", printable(organization));
    }
    text
}

/// Findings, errors first, each with what to do about it.
pub fn findings<'f>(
    out: &mut String,
    findings: impl Iterator<Item = &'f Finding>,
    language: Language,
    verbose: bool,
) -> fmt::Result {
    let mut findings: Vec<_> =
        findings.filter(|finding| verbose || finding.severity > Severity::Passed).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in findings {
        let mark = match finding.severity {
            Severity::Error => "✗",
            Severity::Warning => "!",
            Severity::Info => "i",
            Severity::Passed => "✓",
        };
        writeln!(out, "    {mark} {}  [{}]", printable(&finding.message(language)), finding.code)?;
        if finding.severity == Severity::Error {
            if let Some(location) = &finding.location {
                let label = language.pick("場所", "where");
                writeln!(out, "        {label}: {}", printable(location))?;
            }
            // Candidates and the like: evidence that the sentence does not show.
            for (key, value) in finding.evidence.iter() {
                if let shohosen::Value::List(values) = value {
                    for value in values {
                        writeln!(out, "        {key}: {}", printable(&value.display(language)))?;
                    }
                }
            }
            let remedy = finding.remedy(language);
            if !remedy.is_empty() {
                writeln!(out, "      → {}", printable(&remedy))?;
            }
        }
    }
    Ok(())
}

/// Text from a document, a certificate or the name of a file must not steer the terminal, nor turn
/// round what stands beside it.
pub fn printable(text: &str) -> String {
    masked(text).chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}

/// As [`printable`], of text that has lines and columns of its own. What stands in them is made
/// printable where it is put in, so that it forges no line; this is for what was forgotten.
pub fn plain(text: &str, stream: Stream) -> String {
    let (mut plain, on) = (String::with_capacity(text.len()), color::is_on(stream));
    for c in text.chars() {
        match c {
            '\n' | '\t' => plain.push(c),
            mark if color::is_mark(mark) => plain.push_str(color::sequence(mark, on)),
            c if steers(c) => plain.push('\u{FFFD}'),
            c => plain.push(c),
        }
    }
    plain
}

/// Control characters, those that end lines, and those that set the direction of writing (UAX #9
/// §2) or are not seen at all.
pub fn steers(c: char) -> bool {
    c.is_control()
        || color::is_mark(c)
        || matches!(c,
            '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

fn kind(kind: DocumentKind, language: Language) -> &'static str {
    let (ja, en) = match kind {
        DocumentKind::Prescription => ("電子処方箋", "electronic prescription"),
        DocumentKind::Dispensing => ("調剤情報", "dispensing record"),
        DocumentKind::Scanned => ("スキャン文書", "signed scan"),
        DocumentKind::Unknown => ("不明", "unknown"),
    };
    language.pick(ja, en)
}

fn position(position: Position, language: Language) -> &'static str {
    let (ja, en) = match position {
        Position::Prescription => ("処方箋の署名", "of the prescription"),
        Position::Dispensing => ("調剤の署名", "of the dispensing"),
        Position::ReferencePrescription => {
            ("参照処方箋の署名", "of the prescription inside the dispensing")
        }
        Position::Unknown => ("規定以外の署名", "at no specified place"),
    };
    language.pick(ja, en)
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Bes => "ES-BES",
        Level::T => "ES-T",
        Level::Xl => "ES-XL",
        Level::A => "ES-A",
    }
}

/// A failing reference: the cause, and the octets that were digested, up to a screenful.
pub fn explanation(explanation: &shohosen::explain::Explanation, language: Language) -> String {
    const SHOWN: usize = 2000;
    let pick = |ja, en| language.pick(ja, en);
    let text = String::from_utf8_lossy(&explanation.octets);
    let shown: String = text
        .chars()
        .take(SHOWN)
        .map(|c| match c {
            '\n' | '\t' => c,
            c if steers(c) => '\u{FFFD}',
            c => c,
        })
        .collect();
    let more = text.chars().count().saturating_sub(SHOWN);
    let mut out = format!(
        "  {} {}\n    {}: {}\n    {} ({} {}):\n{shown}\n",
        pick("参照", "reference"),
        printable(&explanation.uri),
        pick("原因", "cause"),
        printable(&explanation.cause.message(language)),
        pick("ハッシュ計算の対象", "the octets that were digested"),
        explanation.octets.len(),
        pick("バイト", "bytes"),
    );
    if more > 0 {
        let _ = writeln!(out, "    … +{more}");
    }
    out
}
