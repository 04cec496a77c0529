//! Reading files that may be of any size, or no files at all.

use shohosen_report::Phrase;
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// Reads a file of at most `limit` octets. What counts is what is read and not what the file says
/// of itself: it may grow, or be a device without end.
///
/// # Errors
/// If it cannot be read; [`ErrorKind::FileTooLarge`] if there is more.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Err(too_large(size, limit));
    }
    read_at_most(file, size, limit)
}

/// Reads what comes, of at most `limit` octets: standard input, or a file of which `size` octets
/// are expected.
///
/// # Errors
/// As [`read_file`].
pub fn read_at_most(source: impl Read, size: u64, limit: u64) -> Result<Vec<u8>> {
    let mut octets = Vec::new();
    octets.reserve_exact(usize::try_from(size.min(limit)).unwrap_or_default() + 1);
    let count = source.take(limit.saturating_add(1)).read_to_end(&mut octets)? as u64;
    if count > limit { Err(too_large(count, limit)) } else { Ok(octets) }
}

fn too_large(size: u64, limit: u64) -> Error {
    let reason = Phrase::new(
        format!("{size} バイト以上あります（読み取れるのは {limit} バイトまでです）"),
        format!("{size} bytes or more; at most {limit} are read"),
    );
    Error::new(ErrorKind::FileTooLarge, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_larger_than_the_limit_is_refused_whatever_size_was_expected() {
        for expected in [0, 4, u64::MAX] {
            assert_eq!(read_at_most(&b"four"[..], expected, 4).unwrap(), b"four");
            let error = read_at_most(&b"fives"[..], expected, 4).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::FileTooLarge);
            assert!(read_at_most(std::io::repeat(0), expected, 4).is_err());
        }
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let whole = std::fs::read(&manifest).unwrap();
        assert_eq!(read_file(&manifest, whole.len() as u64).unwrap(), whole);
        assert!(read_file(&manifest, whole.len() as u64 - 1).is_err());
    }
}
