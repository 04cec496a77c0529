//! Passwords: from a file, a file descriptor or the keyboard, never from the command line, which
//! every user of the computer can read.

use crate::exit::Failure;
use crate::setup;
use shohosen::{Language, Words, codes};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

const NO_TERMINAL: Words = Words::new(
    "端末がないため、キーボードから入力できません",
    "there is no terminal, so that it cannot be typed in",
);
/// What is asked for, as it stands in a sentence and before the cursor.
pub const OF_KEY: Words = Words::new("秘密鍵のパスワード", "password of the private key");
pub const OF_PKCS12: Words =
    Words::new("PKCS#12 ファイルのパスワード", "password of the PKCS#12 file");
#[cfg(feature = "net")]
pub const OF_AUTHORITY: Words =
    Words::new("時刻認証局のパスワード", "password at the time-stamp authority");
pub const OF_ORCA: Words = Words::new("日レセのパスワード", "password of ORCA");
#[cfg(feature = "pkcs11")]
pub const PIN: Words = Words::new("PIN（暗証番号）", "PIN of the card");
const NOT_UTF8: Words = Words::new(
    "UTF-8 のテキストではありません（Shift_JIS や UTF-16 の場合は UTF-8 で保存し直してください）",
    "it is not text in UTF-8 (save it as UTF-8 if it is Shift_JIS or UTF-16)",
);

/// The first line of a file or of a file descriptor; where neither is given, it is asked for.
pub fn read(
    wanted: Words,
    file: Option<&Path>,
    descriptor: Option<u32>,
    language: Language,
) -> Result<Zeroizing<String>, Failure> {
    let by_descriptor = || descriptor.map(|fd| PathBuf::from(format!("/dev/fd/{fd}")));
    let Some(path) = file.map(Path::to_path_buf).or_else(by_descriptor) else {
        let typed = rpassword::prompt_password(format!("{}: ", wanted.pick(language)));
        return typed.map(Zeroizing::new).map_err(|_| {
            let finding = codes::command::SECRET_MISSING.finding();
            let finding = finding.with("secret", wanted.phrase());
            Failure::found(finding.with("reason", NO_TERMINAL.phrase()), language)
        });
    };
    let octets = Zeroizing::new(setup::read(&path)?);
    // An editor may have put a byte order mark in front: no keyboard types one.
    let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&octets);
    let line = octets.split(|&octet| octet == b'\n').next().unwrap_or_default();
    let text = std::str::from_utf8(line).map_err(|_| Failure::Unreadable {
        file: path.display().to_string(),
        reason: NOT_UTF8.phrase(),
    })?;
    Ok(Zeroizing::new(text.trim_end_matches('\r').to_owned()))
}
