//! From the paths on the command line to the bytes of documents.

mod unnamed;

use shohosen::Phrase;
use std::io::Write;
use std::path::{Path, PathBuf};

/// No document is read beyond this: 64 MiB is three thousand times a prescription. Must not be
/// below the reader's own limit on octets.
pub const MAX_BYTES: u64 = 64 << 20;

/// The files that the paths stand for: a folder stands for every `.xml` file below it, in the
/// order of their names. What cannot be listed is kept with the reason.
pub fn expand(paths: &[PathBuf]) -> Vec<Result<PathBuf, (PathBuf, std::io::Error)>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut files);
        } else {
            files.push(Ok(path.clone()));
        }
    }
    files
}

/// Does not follow symbolic links to folders, so that it comes to an end.
fn walk(folder: &Path, files: &mut Vec<Result<PathBuf, (PathBuf, std::io::Error)>>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return files.push(Err((folder.to_path_buf(), error))),
    };
    let mut paths = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => paths.push(entry),
            Err(error) => files.push(Err((folder.to_path_buf(), error))),
        }
    }
    paths.sort_by_key(std::fs::DirEntry::file_name);
    for entry in paths {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xml")) {
            // A pipe in a folder has perhaps no writer: it would be waited for without end.
            files.push(match std::fs::metadata(&path) {
                Ok(file) if !file.is_file() => {
                    let no_file = Phrase::new(
                        "ファイルでもフォルダーでもありません（パイプやデバイスは読みません）",
                        "neither a file nor a folder (pipes and devices are not read)",
                    );
                    Err((path, std::io::Error::other(no_file)))
                }
                _ => Ok(path),
            });
        }
    }
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// If it cannot be read or is larger than [`MAX_BYTES`].
pub fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    read_at_most(path, MAX_BYTES)
}

/// As [`read`], with a limit of its own.
///
/// # Errors
/// If it cannot be read or is larger than the limit.
pub fn read_at_most(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    if path == Path::new("-") {
        return shohosen::read_at_most(std::io::stdin().lock(), 0, limit);
    }
    shohosen::read_file(path, limit)
}

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays as it is, and nothing is written.
    Kept,
    /// It gets the new content; mode and owner stay.
    Replaced,
}

/// Whether [`write_unless`] would not refuse a file for being there.
///
/// # Errors
/// `AlreadyExists`.
pub fn may_write(path: &Path, existing: Existing) -> std::io::Result<()> {
    let is_file = || std::fs::metadata(path).is_ok_and(|there| there.is_file());
    match existing == Existing::Kept && path != Path::new("-") && is_file() {
        true => Err(std::io::ErrorKind::AlreadyExists.into()),
        false => Ok(()),
    }
}

/// Writes a file whole or not at all, and replaces one that is there.
///
/// # Errors
/// As [`write_unless`].
pub fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    write_unless(path, bytes, Existing::Replaced)
}

/// Writes a file whole or not at all: without a name or beside it first, then under its name; a link
/// stays one, and what is no file (`/dev/stdout`, a pipe) is written to. `-` is standard output.
///
/// # Errors
/// If it cannot be written, or is there and is kept; nothing is left behind then.
pub fn write_unless(path: &Path, bytes: &[u8], existing: Existing) -> std::io::Result<()> {
    if path == Path::new("-") {
        let mut out = std::io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush());
    }
    may_write(path, existing)?;
    let there = std::fs::metadata(path).ok();
    let path = &match &there {
        Some(there) if !there.is_file() => {
            return std::fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
        }
        Some(_) => path.canonicalize()?,
        // There is nothing yet, or what there is says so when it is written.
        None => path.to_owned(),
    };
    let name = path.file_name().ok_or(std::io::ErrorKind::InvalidFilename)?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(beside);
    let fill = |mut file: &std::fs::File| {
        if let Some(there) = &there {
            keep_mode(file, there)?;
        }
        file.write_all(bytes)?;
        file.sync_all()
    };
    if let Some(outcome) = unnamed::write(path, &beside, existing, fill) {
        return outcome;
    }
    let outcome = std::fs::File::create_new(&beside).and_then(|file| {
        fill(&file)?;
        named(&beside, path, existing)
    });
    if outcome.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    outcome
}

/// Gives what was written beside it the name of the result.
fn named(beside: &Path, path: &Path, existing: Existing) -> std::io::Result<()> {
    if existing == Existing::Replaced {
        return std::fs::rename(beside, path);
    }
    // A link is made only where nothing is; a renaming replaces what came there meanwhile.
    match std::fs::hard_link(beside, path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            // A file system without links.
            may_write(path, existing)?;
            std::fs::rename(beside, path)
        }
        linked => linked.and_then(|()| std::fs::remove_file(beside)),
    }
}

/// The new file gets the mode and the owner of the one that it replaces.
#[cfg(unix)]
fn keep_mode(file: &std::fs::File, there: &std::fs::Metadata) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (there.uid(), there.gid()) {
        fchown(file, Some(there.uid()), Some(there.gid()))?;
    }
    file.set_permissions(there.permissions())
}

#[cfg(not(unix))]
fn keep_mode(_: &std::fs::File, _: &std::fs::Metadata) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{Existing, write, write_unless};
    use std::path::PathBuf;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("shohosen-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn what_is_written_through_a_link_goes_to_where_it_leads() {
        let folder = folder("write-link");
        let (file, link) = (folder.join("file"), folder.join("link"));
        std::fs::write(&file, "before").unwrap();
        std::os::unix::fs::symlink("file", &link).unwrap();
        write(&link, b"after").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"after");
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        write(&folder.join("new"), b"new").unwrap();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 3, "nothing is left beside them");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_is_there_is_kept_unless_it_may_be_replaced_and_its_mode_stays() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder("write-kept");
        for mode in [0o600, 0o640, 0o644, 0o660, 0o400] {
            let file = folder.join(format!("{mode:o}"));
            write_unless(&file, b"first", Existing::Kept).unwrap();
            std::fs::set_permissions(&file, PermissionsExt::from_mode(mode)).unwrap();
            let error = write_unless(&file, b"second", Existing::Kept).unwrap_err();
            assert_eq!(error.kind(), std::io::ErrorKind::AlreadyExists);
            assert_eq!(std::fs::read(&file).unwrap(), b"first");
            write_unless(&file, b"third", Existing::Replaced).unwrap();
            assert_eq!(std::fs::read(&file).unwrap(), b"third");
            let kept = std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
            assert_eq!(kept, mode, "{kept:o}");
        }
        // A link that leads nowhere is there, too.
        let link = folder.join("link");
        std::os::unix::fs::symlink("nowhere", &link).unwrap();
        assert!(write_unless(&link, b"x", Existing::Kept).is_err());
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 6, "nothing is left beside them");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_pipe_is_written_to_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let folder = folder("write-pipe");
        let pipe = folder.join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || std::fs::read(pipe).unwrap()
        });
        write(&pipe, b"through").unwrap();
        assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());
        assert_eq!(reader.join().unwrap(), b"through");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
