//! OpenSSL in a folder of its own.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with a key; gone at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str, pkcs8: &[u8]) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        let folder = Self(path);
        folder.write("key.der", pkcs8);
        folder
    }

    pub fn write(&self, name: &str, octets: &[u8]) {
        std::fs::write(self.0.join(name), octets).unwrap();
    }

    /// What OpenSSL writes, under a password if one is given; `None`, said aloud, where there is no
    /// OpenSSL.
    pub fn openssl(&self, arguments: &str, password: Option<&[u8]>) -> Option<Vec<u8>> {
        let mut command = Command::new("openssl");
        command.current_dir(&self.0).args(arguments.split_whitespace());
        if let Some(password) = password {
            command.arg("-passout").arg(octets(&[b"pass:", password].concat()));
        }
        let Ok(output) = command.output() else {
            println!("SKIPPED: there is no openssl");
            return None;
        };
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {arguments}: {said}");
        Some(output.stdout)
    }
}

/// An argument that need not be UTF-8.
#[cfg(unix)]
fn octets(argument: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(argument.to_vec())
}

#[cfg(not(unix))]
fn octets(argument: &[u8]) -> OsString {
    String::from_utf8_lossy(argument).into_owned().into()
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
