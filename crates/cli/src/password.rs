//! Passwords: from a file, a file descriptor or the keyboard, never from the command line, which
//! every user of the computer can read.

use crate::args::KeyOptions;
use crate::exit::Failure;
use crate::setup;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The password that the options lead to; asked for where they do not.
pub fn read(options: &KeyOptions) -> Result<Zeroizing<String>, Failure> {
    let by_descriptor = options.password_fd.map(|fd| PathBuf::from(format!("/dev/fd/{fd}")));
    let Some(path) = options.password_file.clone().or(by_descriptor) else {
        let typed = rpassword::prompt_password("PKCS#12 password / パスワード: ");
        let typed = typed.map_err(|error| Failure::Unreadable {
            file: "password".into(),
            reason: format!("{error}; use --password-file or --password-fd"),
        })?;
        return Ok(Zeroizing::new(typed));
    };
    let octets = Zeroizing::new(setup::read(&path)?);
    let line = octets.split(|&octet| octet == b'\n').next().unwrap_or_default();
    let text = std::str::from_utf8(line).map_err(|error| setup::unreadable(&path, error))?;
    Ok(Zeroizing::new(text.trim_end_matches('\r').to_owned()))
}
