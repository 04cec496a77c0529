//! `trust add`, `trust remove`.

use super::{AddOptions, RemoveOptions};
use crate::exit::{self, Failure};
use crate::render::printable;
use crate::{config, language, setup};
use serde_json::json;
use shohosen::trust_folder::{Kept, TrustFolder, TrustKind};
use shohosen::{Language, SCHEMA_VERSION};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The least digits by which something is removed: fewer would meet another by chance.
const LEAST_DIGITS: usize = 8;

/// Adds what was named. Everything is read before anything is written.
pub fn add(options: &AddOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let folder = config::place(&options.config)?;
    let mut read = Vec::new();
    for (kind, paths) in [
        (TrustKind::Anchor, &options.anchor),
        (TrustKind::TimeStampAnchor, &options.tsa_anchor),
        (TrustKind::Intermediate, &options.intermediate),
        (TrustKind::RevocationList, &options.crl),
    ] {
        for path in paths {
            let octets = setup::read(path)?;
            TrustFolder::parses(kind, &octets)
                .map_err(|reason| Failure::in_file(path, reason.finding(path)))?;
            read.push((kind, path, octets));
        }
    }
    let (mut text, mut objects) = (String::new(), Vec::new());
    for (kind, path, octets) in read {
        let kept = TrustFolder::keep(&folder, kind, &octets);
        for kept in kept.map_err(|error| config::failure(&error))? {
            objects.push(json!({
                "from": path.display().to_string(),
                "outcome": outcome(&kept), "file": place(&kept).display().to_string(),
            }));
            say(&mut text, path, &kept, language);
        }
    }
    if options.output.json {
        text = format!("{}\n", json!({ "schema_version": SCHEMA_VERSION, "objects": objects }));
    } else if !(options.anchor.is_empty() && options.tsa_anchor.is_empty()) {
        text += language.pick(
            "ルートのSHA-256は shohosen trust show で表示できます。発行元の公表値と必ず照合してください。\n",
            "shohosen trust show prints the SHA-256 of each root: compare it with the one its CA publishes.\n",
        );
    }
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(exit::OK)
}

/// Removes one object.
pub fn remove(options: &RemoveOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let digits = options.sha256.replace(':', "");
    if digits.len() < LEAST_DIGITS || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(Failure::usage(
            format!(
                "取り除くものは SHA-256（16 進数、先頭 {LEAST_DIGITS} 桁以上）で指定してください"
            ),
            format!(
                "what to remove is named by a SHA-256 in hexadecimal, at least its first {LEAST_DIGITS} digits"
            ),
        ));
    }
    let folder = config::read(&config::place(&options.config)?)?;
    let removed = folder.remove(&digits).map_err(|error| config::failure(&error))?;
    let Some(path) = removed else {
        return Err(Failure::usage(
            "この SHA-256 のものがないか、複数あります（shohosen trust show で一覧を表示できます）",
            "no file, or more than one, has this SHA-256 (shohosen trust show lists them)",
        ));
    };
    let text = match options.output.json {
        true => format!(
            "{}\n",
            json!({ "schema_version": SCHEMA_VERSION, "removed": path.display().to_string() })
        ),
        false => {
            let path = printable(&path.display().to_string());
            format!("{}: {path}\n", language.pick("取り除きました", "removed"))
        }
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(exit::OK)
}

const fn outcome(kept: &Kept) -> &'static str {
    match kept {
        Kept::New(_) => "added",
        Kept::There(_) => "there",
        Kept::Instead(_) => "replaced",
        Kept::Older(_) => "older",
    }
}

const fn place(kept: &Kept) -> &PathBuf {
    match kept {
        Kept::New(path) | Kept::There(path) | Kept::Instead(path) | Kept::Older(path) => path,
    }
}

fn say(text: &mut String, from: &Path, kept: &Kept, language: Language) {
    let pick = |ja, en| language.pick(ja, en);
    let word = match kept {
        Kept::New(_) => pick("追加しました", "added"),
        Kept::There(_) => pick("すでにあります", "already there"),
        Kept::Instead(_) => pick("古い失効リストを置き換えました", "replaced an older list"),
        Kept::Older(_) => pick(
            "より新しい失効リストがあるため、追加しませんでした",
            "not added: a newer list is there",
        ),
    };
    let (from, to) =
        (printable(&from.display().to_string()), printable(&place(kept).display().to_string()));
    let _ = writeln!(text, "{from}: {word} → {to}");
}
