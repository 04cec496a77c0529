//! Reading and writing the compact form of tables, little-endian.

use crate::MasterError;
use shohosen_report::Words;

/// Something of a fixed number of octets.
pub(crate) trait Packed: Sized {
    /// How many.
    const SIZE: usize;
    fn put(&self, out: &mut Vec<u8>);
    fn take(input: &mut Input<'_>) -> Result<Self, MasterError>;
}

pub(super) fn put_count(out: &mut Vec<u8>, count: usize) {
    out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_count(out, text.len());
    out.extend(text.as_bytes());
}

pub(super) fn put_list<T>(out: &mut Vec<u8>, list: &[T], mut put: impl FnMut(&mut Vec<u8>, &T)) {
    put_count(out, list.len());
    list.iter().for_each(|entry| put(out, entry));
}

/// What is still to be read.
pub(crate) struct Input<'a>(pub(super) &'a [u8]);

const CUT_OFF: MasterError =
    MasterError::Cache { problem: Words::new("途中で切れています", "cut off") };

impl Input<'_> {
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], MasterError> {
        let (head, rest) = self.0.split_first_chunk().ok_or(CUT_OFF)?;
        self.0 = rest;
        Ok(*head)
    }

    pub(super) fn u32(&mut self) -> Result<u32, MasterError> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, MasterError> {
        self.array().map(u64::from_le_bytes)
    }

    /// A count of entries of at least so many octets each, which must be there.
    pub(super) fn count(&mut self, size: usize) -> Result<usize, MasterError> {
        let count = usize::try_from(self.u32()?).unwrap_or(usize::MAX);
        if count > self.0.len() / size.max(1) {
            return Err(CUT_OFF);
        }
        Ok(count)
    }

    pub(super) fn list<T>(
        &mut self,
        size: usize,
        mut entry: impl FnMut(&mut Self) -> Result<T, MasterError>,
    ) -> Result<Vec<T>, MasterError> {
        let count = self.count(size)?;
        let mut list = Vec::with_capacity(count);
        for _ in 0..count {
            list.push(entry(self)?);
        }
        Ok(list)
    }

    pub(super) fn text(&mut self) -> Result<String, MasterError> {
        let length = self.count(1)?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(CUT_OFF)?;
        self.0 = rest;
        let text = std::str::from_utf8(text);
        Ok(text
            .map_err(|_| MasterError::Cache {
                problem: Words::new("UTF-8 ではありません", "not UTF-8"),
            })?
            .to_owned())
    }
}
