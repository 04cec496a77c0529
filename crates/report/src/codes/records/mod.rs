//! CSV records: SJ1, CJ1, JAHIS, JAHISTC.

mod convert;
mod cross;
mod field;
mod file;
mod notebook;
mod prescription;
mod record;

pub use convert::*;
pub use cross::*;
pub use field::*;
pub use file::*;
pub use notebook::*;
pub use prescription::*;
pub use record::*;

use crate::Code;

const PARTS: &[&[Code]] = &[
    file::ALL,
    record::ALL,
    field::ALL,
    prescription::ALL,
    notebook::ALL,
    cross::ALL,
    convert::ALL,
];

/// Every code of this area, in the order of the table.
pub const ALL: &[Code] = &joined::<{ count() }>();

const fn count() -> usize {
    let (mut part, mut count) = (0, 0);
    while part < PARTS.len() {
        count += PARTS[part].len();
        part += 1;
    }
    count
}

const fn joined<const N: usize>() -> [Code; N] {
    let mut all = [PARTS[0][0]; N];
    let (mut part, mut index, mut place) = (0, 0, 0);
    while place < N {
        if index == PARTS[part].len() {
            (part, index) = (part + 1, 0);
        } else {
            all[place] = PARTS[part][index];
            (index, place) = (index + 1, place + 1);
        }
    }
    all
}
