//! `trust show`, `trust check`.

use super::{CheckOptions, ShowOptions};
use crate::exit::{self, Failure};
use crate::render::{self, printable};
use crate::{config, language, setup};
use serde_json::{Value, json};
use shohosen::trust_folder::{TrustContent, TrustFile, TrustFolder, TrustKind};
use shohosen::{Finding, Language, SCHEMA_VERSION, Severity, VerifierSettings, hex};
use std::fmt::Write as _;
use std::io::Write as _;

/// What is there: files in the order of their kinds, and the built-in root.
pub fn show(options: &ShowOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let folder = folder(&options.config)?;
    let text = match options.output.json {
        true => format!("{}\n", value(&folder, None)),
        false => listing(&folder, language),
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(exit::OK)
}

/// What is missing. 0 if nothing is, else 2.
pub fn check(options: &CheckOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let folder = folder(&options.config)?;
    let at = options.at.map_or_else(setup::now, Ok)?;
    let findings = folder.check(at);
    let mut text = String::new();
    if options.output.json {
        let _ = writeln!(text, "{}", value(&folder, Some(&findings)));
    } else {
        text = listing(&folder, language);
        let _ = render::findings(&mut text, findings.iter(), language, true);
    }
    std::io::stdout().lock().write_all(text.as_bytes())?;
    let complete = findings.iter().all(|finding| finding.severity < Severity::Warning);
    Ok(if complete { exit::OK } else { exit::INDETERMINATE })
}

/// The folder; one that is not there yet has nothing.
fn folder(options: &crate::args::ConfigOptions) -> Result<TrustFolder, Failure> {
    match config::folder(options)? {
        Some(folder) => Ok(folder),
        None => Ok(TrustFolder::empty(&config::place(options)?)),
    }
}

/// Each object of a file: what it is called, and its SHA-256, validity or dates.
fn objects(file: &TrustFile) -> Vec<Value> {
    let (name, kind) = (file.path.display().to_string(), file.kind.folder());
    match &file.content {
        TrustContent::Certificates(all) => all
            .iter()
            .map(|certificate| {
                json!({
                    "kind": kind, "file": name, "sha256": hex(certificate.sha256()),
                    "subject": certificate.subject().redacted().to_string(),
                    "issuer": certificate.issuer().to_string(),
                    "not_before": certificate.not_before().to_string(),
                    "not_after": certificate.not_after().to_string(),
                })
            })
            .collect(),
        TrustContent::Lists(all) => all
            .iter()
            .map(|list| {
                json!({
                    "kind": kind, "file": name, "sha256": hex(list.sha256()),
                    "issuer": list.issuer().to_string(),
                    "this_update": list.this_update().to_string(),
                    "next_update": list.next_update().map(|time| time.to_string()),
                    "entries": list.entry_count(),
                })
            })
            .collect(),
    }
}

fn value(folder: &TrustFolder, findings: Option<&[Finding]>) -> Value {
    let mut value = json!({
        "schema_version": SCHEMA_VERSION,
        "folder": folder.path().display().to_string(),
        "objects": folder.files().iter().flat_map(objects).collect::<Vec<_>>(),
    });
    if let (Some(findings), Some(object)) = (findings, value.as_object_mut()) {
        object.insert("findings".into(), json!(findings));
    }
    value
}

fn listing(folder: &TrustFolder, language: Language) -> String {
    let pick = |ja, en| language.pick(ja, en);
    let mut text = String::new();
    let place = printable(&folder.path().display().to_string());
    let _ = writeln!(text, "{}: {place}", pick("信頼設定フォルダー", "trust folder"));
    for kind in TrustKind::ALL {
        let title = match kind {
            TrustKind::Anchor => pick("署名者のルート", "roots of signers"),
            TrustKind::TimeStampAnchor => {
                pick("時刻認証局のルート", "roots of time-stamp authorities")
            }
            TrustKind::Intermediate => pick("中間証明書", "intermediate certificates"),
            TrustKind::RevocationList => pick("失効リスト", "revocation lists"),
        };
        let _ = writeln!(text, "  {title}:");
        if kind == TrustKind::Anchor {
            for anchor in VerifierSettings::with_mhlw_root().trust.signers.anchors() {
                let built_in = pick("（組み込み）", " (built in)");
                let _ = writeln!(text, "    MHLW HPKI Root CA V2{built_in}");
                let _ = writeln!(text, "      SHA-256 {}", hex(anchor.sha256()));
            }
        }
        for file in folder.files().iter().filter(|file| file.kind == kind) {
            lines(&mut text, file, language);
        }
    }
    text
}

/// Times are those of Japan, as everywhere in text for people.
fn lines(text: &mut String, file: &TrustFile, language: Language) {
    let pick = |ja, en| language.pick(ja, en);
    match &file.content {
        TrustContent::Certificates(all) => {
            for certificate in all {
                let subject = certificate.subject().redacted().to_string();
                let _ = writeln!(text, "    {}", printable(&subject));
                let _ = writeln!(text, "      SHA-256 {}", hex(certificate.sha256()));
                let (from, to) =
                    (certificate.not_before().in_japan(), certificate.not_after().in_japan());
                let _ = writeln!(text, "      {}: {from} – {to}", pick("有効期間", "validity"));
            }
        }
        TrustContent::Lists(all) => {
            for list in all {
                let _ = writeln!(text, "    {}", printable(&list.issuer().to_string()));
                let _ = writeln!(text, "      SHA-256 {}", hex(list.sha256()));
                let until = list.next_update().map_or_else(
                    || pick("なし", "none").to_owned(),
                    |until| until.in_japan().to_string(),
                );
                let _ = writeln!(
                    text,
                    "      {}: {}  {}: {until}  {}: {}",
                    pick("発行", "issued"),
                    list.this_update().in_japan(),
                    pick("次回更新予定", "next update"),
                    pick("失効件数", "revoked"),
                    list.entry_count()
                );
            }
        }
    }
    let path = printable(&file.path.display().to_string());
    let _ = writeln!(text, "      {}: {path}", pick("ファイル", "file"));
}
