//! Numbers in digits of 52 bits.

use super::MODULUS_OCTETS;

/// Digits of a number: 40 × 52 = 2080 bits, and 2048 are needed. What is left at the top makes
/// subtractions unnecessary on the way.
pub(crate) const DIGITS: usize = 40;
/// Bits of a digit: what the processor multiplies in a lane.
pub(crate) const BITS: u32 = 52;
/// A digit of ones.
pub(crate) const MASK: u64 = (1 << BITS) - 1;

/// A number below 2^2080, the least significant digit first. Every digit is below 2^52.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number(pub(crate) [u64; DIGITS]);

impl Number {
    /// From octets, the most significant first.
    pub(crate) fn from_octets(octets: &[u8; MODULUS_OCTETS]) -> Self {
        let mut digits = [0; DIGITS];
        let (mut bits, mut count) = (0_u64, 0);
        let mut octets = octets.iter().rev();
        for digit in &mut digits {
            while count < BITS {
                // At most 7 bits are left over from the digit before.
                bits |= u64::from(octets.next().copied().unwrap_or_default()) << count;
                count += 8;
            }
            *digit = bits & MASK;
            bits >>= BITS;
            count -= BITS;
        }
        Self(digits)
    }

    /// The octets of a number below 2^2048, the most significant first.
    pub(crate) fn to_octets(&self) -> [u8; MODULUS_OCTETS] {
        let mut octets = [0; MODULUS_OCTETS];
        let (mut bits, mut count) = (0_u64, 0);
        let mut digits = self.0.iter();
        for octet in octets.iter_mut().rev() {
            if count < 8 {
                bits |= digits.next().copied().unwrap_or_default() << count;
                count += BITS;
            }
            *octet = (bits & 0xff) as u8;
            bits >>= 8;
            count -= 8;
        }
        octets
    }

    /// Carries what digits have above 52 bits into the next ones. The number itself is below 2^2080.
    #[inline]
    pub(crate) fn carry(&mut self) {
        let mut carry = 0;
        for digit in &mut self.0 {
            let sum = *digit + carry;
            *digit = sum & MASK;
            carry = sum >> BITS;
        }
    }

    pub(crate) fn is_below(&self, other: &Self) -> bool {
        self.0.iter().rev().lt(other.0.iter().rev())
    }

    /// Minus `modulus` if it is not below.
    pub(crate) fn reduced_once(self, modulus: &Self) -> Self {
        if self.is_below(modulus) {
            return self;
        }
        let mut digits = self.0;
        let mut borrow = 0;
        for (digit, other) in digits.iter_mut().zip(&modulus.0) {
            let difference = digit.wrapping_sub(*other).wrapping_sub(borrow);
            *digit = difference & MASK;
            borrow = difference >> 63;
        }
        Self(digits)
    }

    /// Twice this number, modulo `modulus`; it is below the modulus.
    pub(crate) fn doubled(&self, modulus: &Self) -> Self {
        let mut twice = Self(self.0.map(|digit| digit << 1));
        twice.carry();
        twice.reduced_once(modulus)
    }
}
