//! The compact form of a master.
//!
//! Little-endian throughout: eight octets of signature with the version, the CRC-32 of what
//! follows, then the sections in the order in which [`DrugMaster`] has them, each a count and its
//! entries. Indexes are stored as code–record pairs and built anew on loading.

use super::drug_master::{ComponentRange, GenericEntry, PrefixEntry, Record, Span};
use super::index::CodeIndex;
use super::{DrugMaster, MasterEdition, MasterError, MasterKind};
use crate::Date;
use crate::ingredient::Completeness;
use shohosen_report::Words;

const SIGNATURE: &[u8; 8] = b"shoDM\0\0\x02";

impl DrugMaster {
    /// The compact form, which [`from_bytes`](Self::from_bytes) reads in milliseconds. It belongs
    /// to this version of the crate: keep the official files as well.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.heap.len() + self.records.len() * 128);
        out.extend(SIGNATURE);
        out.extend([0; 4]);
        put_len(&mut out, self.editions.len());
        for edition in &self.editions {
            let kind = MasterKind::ALL.iter().position(|kind| *kind == edition.kind);
            put_len(&mut out, kind.unwrap_or(0));
            put_len(&mut out, edition.name.len());
            out.extend(edition.name.as_bytes());
            out.extend(edition.date.map_or(i32::MIN, Date::days).to_le_bytes());
            put_len(&mut out, edition.rows);
        }
        put_len(&mut out, self.heap.len());
        out.extend(self.heap.as_bytes());
        put_len(&mut out, self.pool.len());
        self.pool.iter().for_each(|id| out.extend(id.to_le_bytes()));
        put_len(&mut out, self.ingredients.len());
        self.ingredients.iter().for_each(|span| put_span(&mut out, *span));
        put_len(&mut out, self.stems.len());
        self.stems.iter().for_each(|span| put_span(&mut out, *span));
        put_len(&mut out, self.records.len());
        self.records.iter().for_each(|record| put_record(&mut out, record));
        put_len(&mut out, self.prefixes.len());
        for entry in &self.prefixes {
            out.extend(entry.prefix.to_le_bytes());
            put_range(&mut out, entry.components);
        }
        put_len(&mut out, self.generics.len());
        for entry in &self.generics {
            out.extend(entry.code.to_le_bytes());
            put_span(&mut out, entry.name);
            put_range(&mut out, entry.components);
        }
        put_len(&mut out, self.members.len());
        for (code, id) in &self.members {
            out.extend(code.to_le_bytes());
            out.extend(id.to_le_bytes());
        }
        for index in self.indexes() {
            let mut pairs: Vec<_> = index.iter().collect();
            pairs.sort_unstable();
            put_len(&mut out, pairs.len());
            for (code, id) in pairs {
                out.extend(code.to_le_bytes());
                out.extend(id.to_le_bytes());
            }
        }
        let crc = out.get(12..).map_or(0, crc32fast::hash);
        if let Some(place) = out.get_mut(8..12) {
            place.copy_from_slice(&crc.to_le_bytes());
        }
        out
    }

    fn indexes(&self) -> [&CodeIndex; 5] {
        [&self.by_receipt, &self.by_product, &self.by_hot9, &self.by_hot7, &self.by_gtin]
    }

    /// Whether the bytes begin as the compact form of any version does.
    pub fn is_cached(bytes: &[u8]) -> bool {
        bytes.starts_with(b"shoDM\0")
    }

    /// Reads the compact form.
    ///
    /// # Errors
    /// If the bytes are damaged, cut off, or of another version of the crate.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, MasterError> {
        let error = |problem| MasterError::Cache { problem };
        let Some(rest) = bytes.strip_prefix(SIGNATURE) else {
            return Err(error(Words::new(
                "この版の結合済みマスターではありません",
                "not a cached master of this version",
            )));
        };
        let (crc, body) =
            rest.split_at_checked(4).ok_or(error(Words::new("途中で切れています", "cut off")))?;
        if crc != crc32fast::hash(body).to_le_bytes() {
            return Err(error(Words::new(
                "壊れています（CRC-32 が一致しません）",
                "damaged (CRC-32 differs)",
            )));
        }
        let mut input = Input(body);
        let mut master = Self::default();
        for _ in 0..input.count(16)? {
            let kind = input.u32()?;
            let kind = usize::try_from(kind).ok().and_then(|kind| MasterKind::ALL.get(kind));
            let name = input.text()?;
            let date = Date::from_days(i32::from_le_bytes(input.take()?));
            let rows = usize::try_from(input.u32()?).unwrap_or(usize::MAX);
            let kind = *kind.ok_or(error(Words::new(
                "不明な種類の版があります",
                "an edition of an unknown kind",
            )))?;
            master.editions.push(MasterEdition { kind, name, date, rows });
        }
        master.heap = input.text()?;
        master.pool = input.list(4, |input| input.u32())?;
        master.ingredients = input.list(8, Input::span)?;
        master.stems = input.list(8, Input::span)?;
        master.records = input.list(RECORD, |input| {
            // Of a known length: the items are read without looking for the end.
            let octets: [u8; RECORD] = input.take()?;
            Input(&octets).record()
        })?;
        master.prefixes = input.list(17, |input| {
            Ok(PrefixEntry { prefix: input.u32()?, components: input.range()? })
        })?;
        master.generics = input.list(29, |input| {
            let (code, name) = (input.u64()?, input.span()?);
            Ok(GenericEntry { code, name, components: input.range()? })
        })?;
        master.members = input.list(12, |input| Ok((input.u64()?, input.u32()?)))?;
        master.by_receipt = input.index()?;
        master.by_product = input.index()?;
        master.by_hot9 = input.index()?;
        master.by_hot7 = input.index()?;
        master.by_gtin = input.index()?;
        let sorted = master.prefixes.is_sorted_by_key(|entry| entry.prefix)
            && master.generics.is_sorted_by_key(|entry| entry.code)
            && master.members.is_sorted();
        if !input.0.is_empty() || !sorted {
            return Err(error(Words::new("順序が正しくありません", "not in order")));
        }
        master.prepare();
        Ok(master)
    }
}

fn put_len(out: &mut Vec<u8>, length: usize) {
    // Building refuses what does not fit.
    out.extend(u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_span(out: &mut Vec<u8>, span: Span) {
    out.extend(span.start.to_le_bytes());
    out.extend(span.length.to_le_bytes());
}

fn put_range(out: &mut Vec<u8>, range: ComponentRange) {
    out.extend(range.start.to_le_bytes());
    out.extend(range.length.to_le_bytes());
    out.extend(range.stems.to_le_bytes());
    out.push(match range.completeness {
        Completeness::Complete => 0,
        Completeness::Partial => 1,
        Completeness::Unknown => 2,
        Completeness::CodeOnly => 3,
    });
}

/// Octets of a record.
const RECORD: usize = 4 * 4 + 5 + 4 + 3 * 8 + 5 * 8 + 3 * 4 + 13;

fn put_record(out: &mut Vec<u8>, record: &Record) {
    for number in [record.receipt, record.base_receipt, record.canonical, record.prefix] {
        out.extend(number.to_le_bytes());
    }
    let flags = [record.removed, record.generic_product].map(u8::from);
    out.extend([record.form_letter, record.controlled, flags[0], flags[1], record.standing]);
    out.extend(record.amount.to_le_bytes());
    for code in [record.price, record.yj, record.generic] {
        out.extend(code.to_le_bytes());
    }
    for span in [record.name, record.basic_name, record.unit, record.generic_name, record.kana] {
        put_span(out, span);
    }
    for days in [record.listed, record.transition, record.abolished] {
        out.extend(days.to_le_bytes());
    }
    put_range(out, record.components);
}

/// What is still to be read.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn bytes(&mut self, length: usize) -> Result<&'a [u8], MasterError> {
        let cut_off =
            MasterError::Cache { problem: Words::new("途中で切れています", "cut off") };
        let (head, rest) = self.0.split_at_checked(length).ok_or(cut_off)?;
        self.0 = rest;
        Ok(head)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], MasterError> {
        let cut_off =
            MasterError::Cache { problem: Words::new("途中で切れています", "cut off") };
        let (head, rest) = self.0.split_first_chunk().ok_or(cut_off)?;
        self.0 = rest;
        Ok(*head)
    }

    fn u32(&mut self) -> Result<u32, MasterError> {
        self.take().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, MasterError> {
        self.take().map(u64::from_le_bytes)
    }

    /// A count of entries of at least so many octets each, which must be there.
    fn count(&mut self, size: usize) -> Result<usize, MasterError> {
        let count = usize::try_from(self.u32()?).unwrap_or(usize::MAX);
        if count > self.0.len() / size {
            return Err(MasterError::Cache {
                problem: Words::new("途中で切れています", "cut off"),
            });
        }
        Ok(count)
    }

    fn list<T>(
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

    fn text(&mut self) -> Result<String, MasterError> {
        let length = self.count(1)?;
        let text = simdutf8::basic::from_utf8(self.bytes(length)?);
        Ok(text
            .map_err(|_| MasterError::Cache {
                problem: Words::new("UTF-8 ではありません", "not UTF-8"),
            })?
            .to_owned())
    }

    fn span(&mut self) -> Result<Span, MasterError> {
        Ok(Span { start: self.u32()?, length: self.u32()? })
    }

    fn range(&mut self) -> Result<ComponentRange, MasterError> {
        let (start, length, stems) = (self.u32()?, self.u32()?, self.u32()?);
        let completeness = match self.take::<1>()? {
            [0] => Completeness::Complete,
            [1] => Completeness::Partial,
            [3] => Completeness::CodeOnly,
            _ => Completeness::Unknown,
        };
        Ok(ComponentRange { start, length, stems, completeness })
    }

    fn record(&mut self) -> Result<Record, MasterError> {
        let [receipt, base_receipt, canonical, prefix] =
            [self.u32()?, self.u32()?, self.u32()?, self.u32()?];
        let [form_letter, controlled, removed, generic_product, standing] = self.take()?;
        let days = |bytes| i32::from_le_bytes(bytes);
        Ok(Record {
            receipt,
            base_receipt,
            canonical,
            prefix,
            form_letter,
            controlled,
            removed: removed != 0,
            generic_product: generic_product != 0,
            standing,
            amount: self.u32()?,
            price: self.u64()?,
            yj: self.u64()?,
            generic: self.u64()?,
            name: self.span()?,
            basic_name: self.span()?,
            unit: self.span()?,
            generic_name: self.span()?,
            kana: self.span()?,
            listed: days(self.take()?),
            transition: days(self.take()?),
            abolished: days(self.take()?),
            components: self.range()?,
        })
    }

    fn index(&mut self) -> Result<CodeIndex, MasterError> {
        let count = self.count(12)?;
        let mut index = CodeIndex::with_capacity(count);
        for _ in 0..count {
            let (code, id) = (self.u64()?, self.u32()?);
            if code != 0 {
                index.insert(code, id)?;
            }
        }
        Ok(index)
    }
}
