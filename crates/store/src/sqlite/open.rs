//! Opening and making a file.

use super::errors::Errors;
use super::migrate::{Kind, MIGRATIONS, kind, migrate};
use crate::{StoreError, StoreOptions};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use shohosen_report::{Phrase, io_problem};
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Bytes of a page. An import of many patients changes an entry of the index here and there:
/// larger pages would write more for each.
const PAGE_BYTES: u32 = 4096;
/// The write-ahead log is brought into the file when it holds so many pages (128 MiB): a large
/// import then writes a page of the index once for several transactions.
const LOG_PAGES: u32 = 32_768;

pub(super) fn open(
    path: &Path,
    options: &StoreOptions,
    errors: &Errors,
) -> Result<Connection, StoreError> {
    make_or_find(path, options, errors)?;
    // No URIs: a path is a path, whatever characters it has.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let fault = |error| errors.of(error);
    let mut connection = Connection::open_with_flags(path, flags).map_err(fault)?;
    if connection.is_readonly("main").map_err(fault)? {
        let reason = io_problem(&ErrorKind::PermissionDenied.into());
        return Err(StoreError::ReadOnly { place: errors.place().to_owned(), reason });
    }
    connection.busy_timeout(options.wait()).map_err(fault)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).map_err(fault)?;
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    match kind(&connection).map_err(fault)? {
        Kind::Empty if options.create => {
            connection.pragma_update(None, "page_size", PAGE_BYTES).map_err(fault)?;
        }
        Kind::Empty => {
            let found = Phrase::new("空のファイル", "an empty file");
            return Err(StoreError::NotAStore { place: errors.place().to_owned(), found });
        }
        Kind::Store(found) if found > known => {
            let place = errors.place().to_owned();
            return Err(StoreError::NewerVersion { place, found, known });
        }
        Kind::Store(_) => {}
        Kind::Other(id) => {
            let found = Phrase::new(
                format!("別のプログラムの SQLite ファイル（application_id {id:#x}）"),
                format!("a SQLite file of another program (application_id {id:#x})"),
            );
            return Err(StoreError::NotAStore { place: errors.place().to_owned(), found });
        }
    }
    write_ahead(&connection, options.wait()).map_err(fault)?;
    settings(&connection, options).map_err(fault)?;
    if kind(&connection).map_err(fault)? != Kind::Store(known) {
        migrate(&mut connection, MIGRATIONS).map_err(|fault| errors.of_fault(fault))?;
    }
    Ok(connection)
}

/// Makes an empty file for its owner only where there is none.
///
/// A file that is there is never opened here: on Unix, closing it would drop every lock that
/// another store of this program holds on it ("Posix Advisory Locking" in the source of SQLite),
/// and another program could then take away the write-ahead log that imports go to.
fn make_or_find(path: &Path, options: &StoreOptions, errors: &Errors) -> Result<(), StoreError> {
    /// Nobody else in this program opens the new file before it is closed here.
    static MAKING: Mutex<()> = Mutex::new(());
    let _alone = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    let fault = |error: std::io::Error| errors.of_file(&error);
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(fault(ErrorKind::IsADirectory.into())),
        Ok(_) => Ok(()),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(fault(error)),
        Err(_) if !options.create => Err(StoreError::NotFound { place: errors.place().to_owned() }),
        Err(_) => {
            let mut making = OpenOptions::new();
            making.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut making, 0o600);
            match making.open(path) {
                // Another program was faster.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
                outcome => outcome.map(drop).map_err(fault),
            }
        }
    }
}

/// Readers and a writer do not wait for each other. Changing to it needs the file alone for a
/// moment, and SQLite does not wait for that by itself.
fn write_ahead(connection: &Connection, timeout: Duration) -> rusqlite::Result<()> {
    const PAUSE: Duration = Duration::from_millis(10);
    let mut tries = timeout.as_millis() / PAUSE.as_millis();
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())) {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && tries > 0 =>
            {
                tries -= 1;
                std::thread::sleep(PAUSE);
            }
            outcome => return outcome,
        }
    }
}

fn settings(connection: &Connection, options: &StoreOptions) -> rusqlite::Result<()> {
    // FULL: a commit is on the disk when it returns, so that what was reported as imported
    // survives a power cut as well. It costs one flush a transaction.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted or replaced is overwritten with zeros.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    connection.pragma_update(None, "journal_size_limit", LOG_PAGES * PAGE_BYTES)?;
    connection.pragma_update(None, "cache_size", -i64::from(options.cache_bytes / 1024))?;
    if let Some(bytes) = options.max_bytes {
        let page: u64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
        let pages = (bytes / page.max(1)).clamp(1, u64::from(u32::MAX) - 1);
        connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
    }
    Ok(())
}

/// The file and its write-ahead log.
pub(super) fn bytes_on_disk(path: &Path) -> u64 {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    size(path) + size(Path::new(&log))
}
