//! Check sums: what a database hands out after a bit of its file turned over is not always an error
//! to it, and another history would be taken for the patient's.
//!
//! Every document has a sum over all that decides what it says, its patient's id among it. A patient
//! has the number and the total of the sums of all documents, and the store the number and the total
//! over the ids of all patients. So a row that changed is noticed, and a row that is missing, that
//! came back, or that went to another patient. Totals do not depend on an order and are carried
//! forward with each change: damage in a document stays visible whatever is written beside it.
//!
//! The sums show damage. They do not show a forgery: whoever writes the file can write them too.

use sha2::{Digest, Sha256};

/// The first 128 bits of a SHA-256, or a total of such.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum(u128);

impl Sum {
    pub(crate) const BYTES: usize = 16;

    /// Together with another one.
    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }

    /// Without one that is in it.
    #[must_use]
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0.wrapping_sub(other.0))
    }

    pub(crate) const fn to_bytes(self) -> [u8; Self::BYTES] {
        self.0.to_be_bytes()
    }

    /// From what was kept; `None` if that is no sum.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(u128::from_be_bytes(bytes)))
    }

    /// Of the id of a patient, for the register of all patients.
    pub(crate) fn of_patient(id: &str) -> Self {
        Summing::of(b"patient").text(id).sum()
    }

    /// Of what is kept of a patient beside the documents: where the total over these begins.
    pub(crate) fn of_identity(id: &str, identity: &[u8]) -> Self {
        Summing::of(b"identity").text(id).bytes(identity).sum()
    }

    /// Of an earlier state of a document, which does not come back by itself.
    pub(crate) fn of_superseded(patient: &str, document: &str, digest: &[u8]) -> Self {
        Summing::of(b"superseded").text(patient).text(document).bytes(digest).sum()
    }
}

/// A document as it is kept, whichever database keeps it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept<'r> {
    pub id: &'r str,
    pub digest: &'r [u8],
    /// Seconds since 1970.
    pub imported_at: i64,
    pub count: i64,
    pub undated: bool,
    /// Days since 1970.
    pub first: Option<i32>,
    pub last: Option<i32>,
    pub events: &'r [u8],
    /// What was not taken over of it, as JSON; empty for nothing.
    pub left_out: &'r str,
    /// The total over its earlier states.
    pub superseded: &'r [u8],
    pub sum: &'r [u8],
}

impl Kept<'_> {
    /// The sum of the row as it is.
    pub(crate) fn sum(&self, patient: &str) -> Sum {
        let day = |day: Option<i32>| day.map_or(i64::MIN, i64::from);
        Summing::of(b"document")
            .text(patient)
            .text(self.id)
            .bytes(self.digest)
            .number(self.imported_at)
            .number(self.count)
            .number(self.undated.into())
            .number(day(self.first))
            .number(day(self.last))
            .text(self.left_out)
            .bytes(self.superseded)
            .bytes(self.events)
            .sum()
    }

    /// Whether it is as it was written.
    pub(crate) fn holds(&self, patient: &str) -> bool {
        self.sum(patient).to_bytes() == self.sum
    }
}

/// Fields, each of which ends where its length says.
struct Summing(Sha256);

impl Summing {
    fn of(what: &[u8]) -> Self {
        Self(Sha256::new()).bytes(what)
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    fn number(mut self, number: i64) -> Self {
        self.0.update(number.to_be_bytes());
        self
    }

    fn sum(self) -> Sum {
        let digest: [u8; 32] = self.0.finalize().into();
        let (first, _) = digest.split_at(Sum::BYTES);
        Sum::of_bytes(first).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_document_has_its_part_in_the_sum() {
        let kept = Kept {
            id: "rx-1",
            digest: &[7; 32],
            imported_at: 1_700_000_000,
            count: 1,
            undated: false,
            first: Some(20_000),
            last: Some(20_000),
            events: &[1, 2, 3],
            left_out: "",
            superseded: &[0; 16],
            sum: &[],
        };
        let sums = [
            kept.sum("p"),
            kept.sum("q"),
            Kept { id: "rx-2", ..kept }.sum("p"),
            Kept { digest: &[8; 32], ..kept }.sum("p"),
            Kept { imported_at: 1_700_000_001, ..kept }.sum("p"),
            Kept { count: 2, ..kept }.sum("p"),
            Kept { undated: true, ..kept }.sum("p"),
            Kept { first: None, ..kept }.sum("p"),
            Kept { last: Some(20_001), ..kept }.sum("p"),
            Kept { events: &[1, 2], ..kept }.sum("p"),
            Kept { left_out: "[]", ..kept }.sum("p"),
            Kept { superseded: &[1; 16], ..kept }.sum("p"),
        ];
        for (index, sum) in sums.iter().enumerate() {
            assert!(!sums[..index].contains(sum), "{index}");
        }
    }

    #[test]
    fn the_sum_of_an_identity_is_that_of_the_bytes_written_down() {
        // By hand: 8 octets of length before each field.
        let mut bytes = vec![0, 0, 0, 0, 0, 0, 0, 8];
        bytes.extend_from_slice(b"identity");
        bytes.extend_from_slice(&[0, 0, 0, 0, 0, 0, 0, 1, b'p', 0, 0, 0, 0, 0, 0, 0, 0]);
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        assert_eq!(Sum::of_identity("p", b"").to_bytes(), digest[..16]);
    }

    #[test]
    fn a_total_forgets_what_is_taken_out_of_it_in_any_order() {
        let sums: Vec<_> = ["a", "b", "c"].map(Sum::of_patient).into();
        let total = sums[0].and(sums[1]).and(sums[2]);
        assert_eq!(total.without(sums[0]).without(sums[2]), sums[1]);
        assert_eq!(sums[2].and(sums[0]).and(sums[1]), total);
    }
}
