//! Numbers in digits of 52 bits.

use super::MODULUS_OCTETS;

/// Digits of a number: 40 × 52 = 2080 bits, and 2048 are needed. What is left at the top makes
/// subtractions unnecessary on the way.
pub(crate) const DIGITS: usize = LANES * BLOCKS;
/// Bits of a digit: what the processor multiplies in a lane.
pub(crate) const BITS: u32 = 52;
/// A digit of ones.
pub(crate) const MASK: u64 = (1 << BITS) - 1;
/// Digits of a block: what a register takes.
pub(crate) const LANES: usize = 8;
/// Blocks of a number.
pub(crate) const BLOCKS: usize = 5;
/// Octets of two digits.
const PAIR_OCTETS: usize = 2 * BITS as usize / 8;
/// The octets of a number above those of whole pairs of digits.
const TOP_OCTETS: usize = MODULUS_OCTETS % PAIR_OCTETS;

/// Digits that follow one another, the least significant first.
pub(crate) type Block = [u64; LANES];

/// A number below 2^2080, the least significant digit first. Every digit is below 2^52.
///
/// Aligned, so that no block lies in two lines of the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
#[repr(align(64))]
pub(crate) struct Number(pub(crate) [Block; BLOCKS]);

impl Number {
    pub(crate) const ZERO: Self = Self([[0; LANES]; BLOCKS]);

    /// From octets, the most significant first.
    pub(crate) fn from_octets(octets: &[u8; MODULUS_OCTETS]) -> Self {
        let mut number = Self::ZERO;
        let (top, octets) = octets.as_rchunks::<PAIR_OCTETS>();
        let mut padded = [0; PAIR_OCTETS];
        padded.split_at_mut(PAIR_OCTETS - TOP_OCTETS).1.copy_from_slice(top);
        let (pairs, _) = number.0.as_flattened_mut().as_chunks_mut();
        for (pair, octets) in pairs.iter_mut().zip(octets.iter().rev().chain([&padded])) {
            let mut bits = [0; 16];
            bits.split_at_mut(16 - PAIR_OCTETS).1.copy_from_slice(octets);
            let bits = u128::from_be_bytes(bits);
            *pair = [bits as u64 & MASK, (bits >> BITS) as u64];
        }
        number
    }

    /// The octets of a number below 2^2048, the most significant first.
    pub(crate) fn to_octets(&self) -> [u8; MODULUS_OCTETS] {
        let mut octets = [0; MODULUS_OCTETS];
        let (top, rest) = octets.as_rchunks_mut::<PAIR_OCTETS>();
        let (pairs, _) = self.digits().as_chunks();
        let mut pairs = pairs.iter().map(|[low, high]| {
            let bits = u128::from(*high) << BITS | u128::from(*low);
            let [_, _, _, octets @ ..] = bits.to_be_bytes();
            octets
        });
        for (octets, pair) in rest.iter_mut().rev().zip(&mut pairs) {
            *octets = pair;
        }
        for pair in pairs {
            top.copy_from_slice(pair.split_at(PAIR_OCTETS - TOP_OCTETS).1);
        }
        octets
    }

    fn digits(&self) -> &[u64] {
        self.0.as_flattened()
    }

    pub(crate) fn is_below(&self, other: &Self) -> bool {
        self.digits().iter().rev().lt(other.digits().iter().rev())
    }

    /// Minus `modulus` as often as that is not below; this is below three times the modulus.
    pub(crate) fn reduce(&mut self, modulus: &Self) {
        self.reduce_once(modulus);
        self.reduce_once(modulus);
    }

    fn reduce_once(&mut self, modulus: &Self) {
        if self.is_below(modulus) {
            return;
        }
        let mut borrow = 0;
        for (digit, other) in self.0.as_flattened_mut().iter_mut().zip(modulus.digits()) {
            let difference = digit.wrapping_sub(*other).wrapping_sub(borrow);
            *digit = difference & MASK;
            borrow = difference >> 63;
        }
    }

    /// Twice this number, modulo `modulus`; it is below the modulus.
    pub(crate) fn double(&mut self, modulus: &Self) {
        let mut carry = 0;
        for block in &mut self.0 {
            (*block, carry) = carried(block.map(|digit| digit << 1), carry);
        }
        self.reduce_once(modulus);
    }

    /// R = 2^2080 modulo this number, which has exactly 2048 bits and is odd.
    pub(crate) fn r_modulo(&self) -> Self {
        // 2^2048 mod n = 2^2048 - n; then by doubling.
        let mut power = Self(self.0.map(|block| block.map(|digit| digit ^ MASK)));
        let [[first, ..], .., [.., last]] = &mut power.0;
        // The ones above the 2048 bits go, and -n is what the ones leave, plus 1: n is odd.
        *last &= (1 << (2048 - BITS * (DIGITS as u32 - 1))) - 1;
        *first += 1;
        for _ in 2048..BITS * DIGITS as u32 {
            power.double(self);
        }
        power
    }

    /// -n⁻¹ modulo X = 2^(52 N), for this odd number n, and with that as m, (mn + 1) / X.
    pub(crate) fn negative_inverse<const N: usize>(&self) -> ([u64; N], Self) {
        let [[lowest, ..], ..] = self.0;
        // Newton: each step doubles the bits that are right; an odd number is its own inverse in three.
        let mut inverse = lowest;
        for _ in 0..5 {
            inverse = inverse.wrapping_mul(2_u64.wrapping_sub(lowest.wrapping_mul(inverse)));
        }
        // From 1, digit after digit becomes zero by a multiple of n, and is dropped.
        let mut rest = Self::ZERO;
        let [[one, ..], ..] = &mut rest.0;
        *one = 1;
        let factors = std::array::from_fn(|_| {
            let [[digit, ..], ..] = rest.0;
            let factor = digit.wrapping_mul(inverse.wrapping_neg()) & MASK;
            let mut carry = 0;
            for (digit, n) in rest.0.as_flattened_mut().iter_mut().zip(self.digits()) {
                let sum = u128::from(factor) * u128::from(*n) + u128::from(*digit) + carry;
                *digit = sum as u64 & MASK;
                carry = sum >> BITS;
            }
            rest.0.as_flattened_mut().rotate_left(1);
            let [.., [.., last]] = &mut rest.0;
            *last = carry as u64;
            factor
        });
        (factors, rest)
    }
}

/// `block` and `carry`, with what digits have above 52 bits added to the next ones, and what the last
/// one has.
pub(crate) fn carried(block: Block, mut carry: u64) -> (Block, u64) {
    let digits = block.map(|digit| {
        let sum = digit + carry;
        carry = sum >> BITS;
        sum & MASK
    });
    (digits, carry)
}
