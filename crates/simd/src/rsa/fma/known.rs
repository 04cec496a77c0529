//! The bits of the sums that are known beforehand: of the constants that the halves of products are
//! rounded by. They are taken away once a column.

use super::super::number::BITS;
use super::{BLOCKS, LANES};

/// 2^52: added to an integer below it, the integer is the lower bits of the sum.
pub(super) const TWO_52: f64 = 4_503_599_627_370_496.0;
/// 3·2^51: the same for integers from -2^51 to 2^51.
pub(super) const LOW: f64 = 1.5 * TWO_52;
/// 3·2^103: a sum of this and something below 2^103 is a multiple of 2^52.
pub(super) const HIGH: f64 = LOW * TWO_52;
/// Added to every lane of a column, in units of 2^52, so that no sum is negative. A lane has at most
/// 80 low halves and 80 high ones, each below 2^52: less than 2^60 in all.
pub(super) const BIAS: u64 = 1 << 8;

/// What the known bits of all halves in a lane come to in each column, taken away, and the bias.
type Known = [[u64; LANES]; 2 * BLOCKS];

/// How many products of two blocks a column of a product has, those of the multiples of n included.
const fn products(column: usize) -> u64 {
    let (mut count, mut i) = (0, 0);
    while i < BLOCKS {
        // a and b: blocks that count X^column together.
        if column >= i && column - i < BLOCKS {
            count += 1;
        }
        // The multiples of n begin one column up; of the last column's there is none.
        if i + 1 < BLOCKS && column > i && column - i - 1 < BLOCKS {
            count += 1;
        }
        i += 1;
    }
    // n itself, from the last of the lower columns on; its lowest block comes in a step of its own.
    if column >= BLOCKS && column < 2 * BLOCKS - 1 {
        count += 1;
    }
    count
}

const fn known_of(below: u64, own: u64) -> [u64; LANES] {
    let (low, high) = (LOW.to_bits(), HIGH.to_bits());
    let mut lanes = [0; LANES];
    let mut lane = 0;
    while lane < LANES {
        let mut bits: u64 = 0;
        let mut sum = 0;
        while sum <= LANES {
            let count = if sum <= lane { own } else { below };
            if sum < LANES {
                bits = bits.wrapping_add(count.wrapping_mul(low));
            }
            if sum > 0 {
                bits = bits.wrapping_add(count.wrapping_mul(high));
            }
            sum += 1;
        }
        // Half a digit, too, so that digits are rounded to the nearest.
        lanes[lane] = (BIAS << BITS).wrapping_add(1 << (BITS - 1)).wrapping_sub(bits);
        lane += 1;
    }
    lanes
}

const fn known() -> Known {
    let mut known = [[0; LANES]; 2 * BLOCKS];
    let mut column = 0;
    while column < 2 * BLOCKS {
        let below = if column == 0 {
            0
        } else if column == BLOCKS {
            // With the lowest block of n.
            products(column - 1) + 1
        } else {
            products(column - 1)
        };
        known[column] = known_of(below, products(column));
        column += 1;
    }
    known
}

pub(super) static KNOWN: Known = known();
/// Of the last of the lower columns, with the lowest block of n.
pub(super) static KNOWN_OF_LAST: [u64; LANES] =
    known_of(products(BLOCKS - 2), products(BLOCKS - 1) + 1);
/// Of one product alone.
pub(super) static KNOWN_OF_ONE: [u64; LANES] = known_of(0, 1);
