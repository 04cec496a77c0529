//! Passwords: from a file, a file descriptor or the keyboard, never from the command line, which
//! every user of the computer can read.

use crate::exit::Failure;
use crate::setup;
use shohosen::Words;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

const NO_TERMINAL: Words = Words::new(
    "キーボードから入力できません。ファイルまたはファイル記述子で指定してください（--help を参照）",
    "it cannot be typed in here; give it in a file or by a file descriptor (see --help)",
);
const NOT_UTF8: Words = Words::new(
    "UTF-8 のテキストではありません（Shift_JIS や UTF-16 の場合は UTF-8 で保存し直してください）",
    "it is not text in UTF-8 (save it as UTF-8 if it is Shift_JIS or UTF-16)",
);

/// The first line of a file or of a file descriptor; where neither is given, it is asked for.
pub fn read(
    prompt: &str,
    file: Option<&Path>,
    descriptor: Option<u32>,
) -> Result<Zeroizing<String>, Failure> {
    let by_descriptor = || descriptor.map(|fd| PathBuf::from(format!("/dev/fd/{fd}")));
    let Some(path) = file.map(Path::to_path_buf).or_else(by_descriptor) else {
        let typed = rpassword::prompt_password(prompt).map_err(|_| Failure::Unreadable {
            file: prompt.trim_end_matches([':', ' ']).to_owned(),
            reason: NO_TERMINAL.phrase(),
        })?;
        return Ok(Zeroizing::new(typed));
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
