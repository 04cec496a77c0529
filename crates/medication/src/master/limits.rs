//! How much a master file may hold.

/// Bounds on what is read, so that no file can exhaust memory. The defaults are several times
/// the size of the national files (the y master: 6 MB and 20,000 rows; HOT13: 120,000 rows).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MasterLimits {
    /// Bytes of one file after unpacking.
    pub file_bytes: usize,
    /// Files in one archive.
    pub archive_entries: usize,
    /// Rows of one table.
    pub rows: usize,
    /// Columns of one row.
    pub columns: usize,
}

impl Default for MasterLimits {
    fn default() -> Self {
        Self { file_bytes: 128 << 20, archive_entries: 256, rows: 1 << 20, columns: 256 }
    }
}
