//! Notebooks in several files (分割制御): once all parts are there, they are one document.

use super::{History, HistoryOptions, HistoryRead, finish, records};
use shohosen_medication::{CareSetting, HistoryLimits};
use shohosen_rx::{ReadOptions, Records, model};

/// One part of a notebook as it was read, until the others are there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// Data id and number of parts: the same in all parts of a notebook.
    set: (String, u32),
    bytes: Vec<u8>,
    reading: ReadOptions,
    limits: HistoryLimits,
    setting: Option<CareSetting>,
}

impl Part {
    /// The part that a document is, if it is one of several.
    pub(super) fn of(
        records: &Records,
        bytes: &[u8],
        options: &HistoryOptions<'_>,
    ) -> Option<Self> {
        let control = records.all::<model::SplitControl<'_>>().last()?;
        let total = control.total().integer().filter(|total| *total > 1)?;
        Some(Self {
            set: (control.data_id().value().to_owned(), total),
            bytes: bytes.to_vec(),
            reading: options.records,
            limits: options.limits,
            setting: options.setting,
        })
    }

    /// The whole notebook, if these are all its parts.
    fn joined(&self, parts: &[&[u8]]) -> Option<HistoryRead> {
        let options = HistoryOptions {
            records: self.reading,
            limits: self.limits,
            setting: self.setting,
            ..HistoryOptions::default()
        };
        let records = shohosen_rx::merge_parts(parts, &options.records).ok()?;
        finish(records::from_records(&records, None), &options).ok()
    }
}

impl History {
    /// Keeps a part, and reads the notebook if that completes it. Its records stand in place of
    /// those of the part; the files of the other parts have none any more.
    pub(super) fn add_part(&mut self, file: usize, part: Part) {
        let set = part.set.clone();
        self.parts.push((file, part));
        let same: Vec<&(usize, Part)> =
            self.parts.iter().filter(|(_, part)| part.set == set).collect();
        let mut parts: Vec<&[u8]> = same.iter().map(|(_, part)| &*part.bytes).collect();
        // A part that was added twice does no harm.
        parts.sort_unstable();
        parts.dedup();
        let count: usize = parts.iter().map(|file| shohosen_rx::split_parts(file).len()).sum();
        if u32::try_from(count) != Ok(set.1) {
            return;
        }
        let Some(whole) = same.last().and_then(|(_, last)| last.joined(&parts)) else { return };
        let files: Vec<usize> = same.iter().map(|(file, _)| *file).collect();
        self.parts.retain(|(_, part)| part.set != set);
        files.into_iter().for_each(|file| self.clear(file));
        let name = self.files.get(file).map(|file| file.name.clone()).unwrap_or_default();
        self.add(&name, whole);
        if let (Some(joined), Some(place)) = (self.files.pop(), self.files.get_mut(file)) {
            *place = joined;
        }
    }
}
