//! Numbers in signed digits of 52 bits, as doubles.

use super::super::number::{BITS, MASK, Number};
use super::{BLOCKS, LANES};

/// Four digits that follow one another, the least significant first, each from -2^51 to 2^51.
pub(super) type Block = [f64; LANES];

/// Digits from -2^51 to 2^51.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub(super) struct Digits(pub(super) [Block; BLOCKS]);

/// The digit from -2^51 to 2^51 of one below 2^52, with a carry to the next.
pub(super) fn balanced(digit: u64, carry: &mut u64) -> f64 {
    let digit = digit + *carry;
    *carry = (digit + (1 << (BITS - 1))) >> BITS;
    (digit.cast_signed() - (*carry << BITS).cast_signed()) as f64
}

impl Digits {
    pub(super) fn of(number: &Number) -> Self {
        let mut carry = 0;
        let mut digits = Self([[0.0; LANES]; BLOCKS]);
        let own = number.0.as_flattened();
        for (digit, from) in digits.0.as_flattened_mut().iter_mut().zip(own) {
            *digit = balanced(*from, &mut carry);
        }
        digits
    }

    /// This number, between -2n and 2n, modulo n.
    pub(super) fn modulo(&self, modulus: &Number) -> Number {
        let mut number = Number::ZERO;
        let mut carry = 0;
        let digits = self.0.as_flattened().iter().zip(modulus.0.as_flattened());
        for (to, (digit, n)) in number.0.as_flattened_mut().iter_mut().zip(digits) {
            // Twice n is added, so that nothing is negative.
            let sum = *digit as i64 + 2 * n.cast_signed() + carry;
            *to = sum.cast_unsigned() & MASK;
            carry = sum >> BITS;
        }
        number.reduce(modulus);
        number.reduce(modulus);
        number
    }
}
