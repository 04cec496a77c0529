//! Where the trust folder lies.

use crate::args::ConfigOptions;
use crate::exit::Failure;
use shohosen::trust_folder::{TrustFolder, TrustFolderError};
use std::path::{Path, PathBuf};

/// The trust folder, read, if there is one. A folder that was named must be there; that of the user
/// may be missing.
pub fn folder(options: &ConfigOptions) -> Result<Option<TrustFolder>, Failure> {
    if options.no_config {
        return Ok(None);
    }
    if let Some(path) = named(options) {
        return read(&path).map(Some);
    }
    match of_this_user() {
        Some(path) if path.is_dir() => read(&path).map(Some),
        _ => Ok(None),
    }
}

/// The folder that is meant, whether or not it is there: the option, `SHOHOSEN_CONFIG`, the user's.
pub fn place(options: &ConfigOptions) -> Result<PathBuf, Failure> {
    let unknown = || {
        Failure::usage(
            "ホームフォルダーがわかりません。--config または SHOHOSEN_CONFIG でフォルダーを指定してください",
            "--config FOLDER or SHOHOSEN_CONFIG is needed: there is no HOME",
        )
    };
    named(options).or_else(of_this_user).ok_or_else(unknown)
}

pub fn read(path: &Path) -> Result<TrustFolder, Failure> {
    TrustFolder::read(path).map_err(|error| failure(&error))
}

pub fn failure(error: &TrustFolderError) -> Failure {
    Failure::in_file(&error.path, error.finding())
}

fn named(options: &ConfigOptions) -> Option<PathBuf> {
    options.config.clone().or_else(|| variable("SHOHOSEN_CONFIG"))
}

/// `shohosen` in the folder for settings: `%APPDATA%`, else that of the XDG Base Directory
/// Specification.
fn of_this_user() -> Option<PathBuf> {
    let settings = if cfg!(windows) {
        variable("APPDATA")
    } else {
        // A relative path is invalid there and to be ignored.
        let given = variable("XDG_CONFIG_HOME").filter(|path| path.is_absolute());
        given.or_else(|| Some(variable("HOME")?.join(".config")))
    };
    settings.map(|settings| settings.join("shohosen"))
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
