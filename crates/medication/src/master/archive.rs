//! The files of a zip archive (APPNOTE 6.3), stored or deflated. No encryption, no zip64, no
//! spanning: no official master uses them.

use super::{MasterError, MasterLimits};
use shohosen_report::Words;

/// One file of an archive, not yet unpacked.
pub(crate) struct Entry<'a> {
    pub(super) name: String,
    method: u16,
    crc32: u32,
    size: usize,
    compressed: &'a [u8],
}

const END: &[u8; 4] = b"PK\x05\x06";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const LOCAL: &[u8; 4] = b"PK\x03\x04";

/// Whether the bytes begin as a zip archive does.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCAL) || bytes.starts_with(END)
}

/// The name and the content of a file.
pub(crate) type ArchivedText = (String, Vec<u8>);

/// The csv and txt files of a zip archive, unpacked; `None` if it is none.
pub(crate) fn archived_texts(
    bytes: &[u8],
    limits: &MasterLimits,
) -> Result<Option<Vec<ArchivedText>>, MasterError> {
    if !is_archive(bytes) {
        return Ok(None);
    }
    let mut texts = Vec::new();
    for entry in entries(bytes, limits)? {
        let suffix = entry.name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        if matches!(suffix.as_str(), "csv" | "txt") {
            texts.push((entry.name.clone(), entry.unpack(limits)?));
        }
    }
    Ok(Some(texts))
}

/// The entries by the central directory, which alone is to be trusted.
pub(crate) fn entries<'a>(
    bytes: &'a [u8],
    limits: &MasterLimits,
) -> Result<Vec<Entry<'a>>, MasterError> {
    let damaged = || MasterError::Archive {
        problem: Words::new("目次が壊れています", "damaged directory"),
    };
    // The end record is 22 bytes and may be followed by a comment of at most 65,535.
    let tail = bytes.len().saturating_sub(22 + 65_535);
    let end = bytes
        .get(tail..)
        .and_then(|tail| tail.windows(4).rposition(|window| window == END))
        .ok_or(MasterError::Archive {
            problem: Words::new("目次がありません", "no directory")
        })?
        + tail;
    let count = usize::from(u16_at(bytes, end + 10).ok_or_else(damaged)?);
    if count > limits.archive_entries {
        return Err(MasterError::Limit {
            what: Words::new("書庫のファイル数", "files in an archive"),
            limit: limits.archive_entries,
        });
    }
    let mut at = u32_at(bytes, end + 16).ok_or_else(damaged)?;
    let mut entries = Vec::with_capacity(count);
    for _ in 0..count {
        if bytes.get(at..).is_none_or(|rest| !rest.starts_with(CENTRAL)) {
            return Err(damaged());
        }
        let short = |offset| u16_at(bytes, at + offset).map(usize::from).ok_or_else(damaged);
        let long = |offset| u32_at(bytes, at + offset).ok_or_else(damaged);
        if short(8)? & 1 != 0 {
            return Err(MasterError::Archive {
                problem: Words::new("暗号化されています", "encrypted"),
            });
        }
        let (name_length, extra, comment) = (short(28)?, short(30)?, short(32)?);
        let name = bytes.get(at + 46..at + 46 + name_length).ok_or_else(damaged)?;
        let local = long(42)?;
        if bytes.get(local..).is_none_or(|rest| !rest.starts_with(LOCAL)) {
            return Err(damaged());
        }
        let local_short =
            |offset| u16_at(bytes, local + offset).map(usize::from).ok_or_else(damaged);
        let data = local + 30 + local_short(26)? + local_short(28)?;
        let compressed = bytes.get(data..data.saturating_add(long(20)?)).ok_or_else(damaged)?;
        entries.push(Entry {
            name: entry_name(name),
            method: u16::try_from(short(10)?).unwrap_or(u16::MAX),
            crc32: u32::try_from(long(16)?).unwrap_or(0),
            size: long(24)?,
            compressed,
        });
        at += 46 + name_length + extra + comment;
    }
    Ok(entries)
}

impl Entry<'_> {
    /// Its name with its folders.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The file itself, its length and CRC-32 checked.
    pub(crate) fn unpack(&self, limits: &MasterLimits) -> Result<Vec<u8>, MasterError> {
        if self.size > limits.file_bytes {
            return Err(MasterError::Limit {
                what: Words::new("ファイルのバイト数", "bytes in a file"),
                limit: limits.file_bytes,
            });
        }
        let unpacked = match self.method {
            0 => self.compressed.to_vec(),
            8 => miniz_oxide::inflate::decompress_to_vec_with_limit(self.compressed, self.size)
                .map_err(|_| MasterError::Archive {
                    problem: Words::new(
                        "壊れているか、記載より長くなっています",
                        "damaged or longer than stated",
                    ),
                })?,
            _ => {
                return Err(MasterError::Archive {
                    problem: Words::new("対応していない圧縮方式です", "unsupported compression"),
                });
            }
        };
        if unpacked.len() != self.size || crc32fast::hash(&unpacked) != self.crc32 {
            return Err(MasterError::Archive {
                problem: Words::new("長さまたは CRC-32 が一致しません", "length or CRC-32 differs"),
            });
        }
        Ok(unpacked)
    }
}

/// A name: UTF-8 if it is that, else CP932, which archives made in Japan have without saying so.
fn entry_name(bytes: &[u8]) -> String {
    match super::text::decode(bytes) {
        Ok(name) => name.into_owned(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}
