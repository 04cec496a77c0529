//! Passwords: from a file, a file descriptor or the keyboard, never from the command line, which
//! every user of the computer can read.

use crate::exit::Failure;
use crate::setup;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The first line of a file or of a file descriptor; where neither is given, it is asked for.
pub fn read(
    prompt: &str,
    file: Option<&Path>,
    descriptor: Option<u32>,
) -> Result<Zeroizing<String>, Failure> {
    let by_descriptor = || descriptor.map(|fd| PathBuf::from(format!("/dev/fd/{fd}")));
    let Some(path) = file.map(Path::to_path_buf).or_else(by_descriptor) else {
        let typed = rpassword::prompt_password(prompt).map_err(|error| Failure::Unreadable {
            file: prompt.trim_end_matches([':', ' ']).to_owned(),
            reason: format!("{error}; give it in a file or by a file descriptor (see --help)"),
        })?;
        return Ok(Zeroizing::new(typed));
    };
    let octets = Zeroizing::new(setup::read(&path)?);
    // An editor may have put a byte order mark in front: no keyboard types one.
    let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&octets);
    let line = octets.split(|&octet| octet == b'\n').next().unwrap_or_default();
    let text = std::str::from_utf8(line).map_err(|error| setup::unreadable(&path, error))?;
    Ok(Zeroizing::new(text.trim_end_matches('\r').to_owned()))
}
