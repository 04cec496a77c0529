//! Whether what was opened is still what is there.

use super::errors::{Errors, Fault};
use super::read;
use crate::backend::Register;
use crate::{Replacement, StoreError};
use rusqlite::Connection;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The file, its write-ahead log, and the store in it, as they were last seen.
pub(super) struct Opened {
    path: PathBuf,
    file: Option<File>,
    log_path: PathBuf,
    log: Option<File>,
    store: Vec<u8>,
    generation: u64,
}

/// What tells two files of one name apart: device and number. Elsewhere than on Unix a file cannot be
/// deleted or replaced while SQLite has it open.
#[derive(Clone, Copy, PartialEq, Eq)]
struct File(u64, u64);

impl File {
    #[cfg(unix)]
    fn of(metadata: &std::fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self(metadata.dev(), metadata.ino())
    }

    #[cfg(not(unix))]
    fn of(_: &std::fs::Metadata) -> Self {
        Self(0, 0)
    }

    fn at(path: &Path) -> std::io::Result<Self> {
        std::fs::metadata(path).map(|metadata| Self::of(&metadata))
    }
}

impl Opened {
    pub(super) fn new(path: &Path) -> Self {
        // The program may go to another folder.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        // Where the path is a link, the log lies beside the file itself.
        let mut log = path.canonicalize().unwrap_or_else(|_| path.clone()).into_os_string();
        log.push("-wal");
        Self {
            file: File::at(&path).ok(),
            path,
            log_path: log.into(),
            log: None,
            store: Vec::new(),
            generation: 0,
        }
    }

    /// Looks at the files. Both are there as long as somebody has the store open.
    pub(super) fn files(&mut self, errors: &Errors) -> Result<(), StoreError> {
        same(File::at(&self.path), &mut self.file, errors)?;
        match (File::at(&self.log_path), self.log) {
            // It is made with the first transaction.
            (Err(error), None) if error.kind() == ErrorKind::NotFound => Ok(()),
            (seen, _) => same(seen, &mut self.log, errors),
        }
    }

    /// Looks at which store it is, and whether it went back in time.
    pub(super) fn store(
        &mut self,
        connection: &Connection,
        errors: &Errors,
    ) -> Result<Register, Fault> {
        let register = read::register(connection)?;
        if self.store.is_empty() {
            self.store.clone_from(&register.store);
        }
        if self.store != register.store {
            return Err(errors.replaced(Replacement::OtherStore).into());
        }
        if register.generation < self.generation {
            return Err(errors.replaced(Replacement::EarlierState).into());
        }
        self.generation = register.generation;
        Ok(register)
    }
}

/// Compares with what was seen before; what is seen first is remembered.
fn same(
    seen: std::io::Result<File>,
    known: &mut Option<File>,
    errors: &Errors,
) -> Result<(), StoreError> {
    match seen {
        Ok(seen) if seen == *known.get_or_insert(seen) => Ok(()),
        Ok(_) => Err(errors.replaced(Replacement::OtherFile)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(errors.replaced(Replacement::Gone))
        }
        Err(error) => Err(errors.of_file(&error)),
    }
}
