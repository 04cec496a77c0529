//! Montgomery multiplication with AVX-512 IFMA, four digits of 52 bits in a register.
//!
//! The intrinsics work on values, so none of this is unsafe: a function is merely compiled for
//! instructions that its caller has to make sure of. Registers of 256 bits, because wider ones lower
//! the clock of some processors.

use super::Montgomery;
use super::number::{BITS, DIGITS, MASK, Number};
use std::arch::x86_64::{
    __m256i, _mm_cvtsi128_si64, _mm256_alignr_epi64, _mm256_castsi256_si128, _mm256_extract_epi64,
    _mm256_madd52hi_epu64, _mm256_madd52lo_epu64, _mm256_set_epi64x, _mm256_set1_epi64x,
    _mm256_setzero_si256,
};

/// Digits in a register.
const LANES: usize = 4;
/// Registers of a number.
const REGISTERS: usize = DIGITS / LANES;

/// The modulus, odd and of exactly 2048 bits, with what is computed of it once.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
pub(crate) fn prepare(modulus: Number) -> Montgomery {
    let [lowest, ..] = modulus.0;
    // Newton: each step doubles the bits that are right; an odd number is its own inverse in three.
    let mut inverse = lowest;
    for _ in 0..5 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(lowest.wrapping_mul(inverse)));
    }
    let negative_inverse = inverse.wrapping_neg() & MASK;
    // 2^2048 mod n = 2^2048 - n, for n has 2048 bits; then R mod n by doubling.
    let mut power = Number(modulus.0.map(|digit| digit ^ MASK));
    let [first, .., last] = &mut power.0;
    // The ones above the 2048 bits go, and -n is what the ones leave, plus 1: n is odd.
    *last &= (1 << (2048 - BITS * (DIGITS as u32 - 1))) - 1;
    *first += 1;
    for _ in 2048..BITS * DIGITS as u32 {
        power = power.doubled(&modulus);
    }
    let mut key = Montgomery { modulus, negative_inverse, r_squared: power };
    // In Montgomery's form a number a is aR. From 2: squaring five times gives 2^32, six times more
    // 2^2048; their product is 2^2080 = R, and so R² in this form.
    let mut two_32 = key.r_squared.doubled(&key.modulus);
    for _ in 0..5 {
        square(&key, &mut two_32);
    }
    let mut power = two_32.clone();
    for _ in 0..6 {
        square(&key, &mut power);
    }
    multiply(&key, &mut power, &two_32);
    key.r_squared = power;
    key
}

/// `base` to the power of 65537, modulo n or that plus n. `base` is below the modulus.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
pub(crate) fn power_65537(key: &Montgomery, base: &Number) -> Number {
    let mut power = base.clone();
    multiply(key, &mut power, &key.r_squared);
    for _ in 0..16 {
        square(key, &mut power);
    }
    // aR times b is ab: out of Montgomery's form at the same time.
    multiply(key, &mut power, base);
    power
}

/// a²R⁻¹ mod n, or that plus n, in place of a, as [`product`] has it.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
fn square(key: &Montgomery, a: &mut Number) {
    let (lowest, lanes) = product(key, a, a);
    store(lowest, &lanes, a);
}

/// abR⁻¹ mod n, or that plus n, in place of a, as [`product`] has it.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
fn multiply(key: &Montgomery, a: &mut Number, b: &Number) {
    let (lowest, lanes) = product(key, a, b);
    store(lowest, &lanes, a);
}

/// abR⁻¹ mod n, or that plus n, for a and b below 2n: one digit of `b` after the other, each time
/// with the multiple of n that makes the lowest digit zero, which is then shifted out.
///
/// The outcome is below (2n·2n + Rn) / R < 2n, for R = 2^2080 and n < 2^2048. Each step adds at most
/// four numbers of 52 bits to a lane, 40 steps at most 160 of them: less than 2^60, so that carries
/// wait until the end. Only the lowest digit is kept exactly, apart from the lanes.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
#[inline]
fn product(key: &Montgomery, a: &Number, b: &Number) -> (u64, [__m256i; REGISTERS]) {
    let zero = _mm256_setzero_si256();
    let (a_vectors, n_vectors) = (registers(a), registers(&key.modulus));
    let ([a_lowest, ..], [n_lowest, ..]) = (a.0, key.modulus.0);
    let mut sum = [zero; REGISTERS];
    let mut lowest = 0_u64;
    for &digit in &b.0 {
        let product = wide(a_lowest, digit) + u128::from(lowest);
        let factor = (product as u64).wrapping_mul(key.negative_inverse) & MASK;
        let carry = ((product + wide(n_lowest, factor)) >> BITS) as u64;
        let digit = _mm256_set1_epi64x(digit.cast_signed());
        let factor = _mm256_set1_epi64x(factor.cast_signed());
        // Lane j: the low halves of digit j of both products.
        for (lanes, a) in sum.iter_mut().zip(&a_vectors) {
            *lanes = _mm256_madd52lo_epu64(*lanes, *a, digit);
        }
        for (lanes, n) in sum.iter_mut().zip(&n_vectors) {
            *lanes = _mm256_madd52lo_epu64(*lanes, *n, factor);
        }
        // One digit down; what was in lane 0 is zero but for `carry`.
        let mut above = zero;
        for lanes in sum.iter_mut().rev() {
            let this = *lanes;
            *lanes = _mm256_alignr_epi64::<1>(above, this);
            above = this;
        }
        let [lowest_lanes, ..] = sum;
        lowest = (_mm_cvtsi128_si64(_mm256_castsi256_si128(lowest_lanes)) as u64) + carry;
        // The high halves, which belong one digit up.
        for (lanes, a) in sum.iter_mut().zip(&a_vectors) {
            *lanes = _mm256_madd52hi_epu64(*lanes, *a, digit);
        }
        for (lanes, n) in sum.iter_mut().zip(&n_vectors) {
            *lanes = _mm256_madd52hi_epu64(*lanes, *n, factor);
        }
    }
    (lowest, sum)
}

/// The outcome of [`product`] with its carries.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
#[inline]
fn store(lowest: u64, lanes: &[__m256i; REGISTERS], number: &mut Number) {
    for (digits, lanes) in number.0.as_chunks_mut::<LANES>().0.iter_mut().zip(lanes) {
        *digits = lanes_of(*lanes);
    }
    let [first, ..] = &mut number.0;
    *first = lowest;
    number.carry();
}

const fn wide(a: u64, b: u64) -> u128 {
    a as u128 * b as u128
}

#[target_feature(enable = "avx2")]
#[inline]
fn registers(number: &Number) -> [__m256i; REGISTERS] {
    let mut vectors = [_mm256_setzero_si256(); REGISTERS];
    for (vector, digits) in vectors.iter_mut().zip(number.0.as_chunks::<LANES>().0) {
        let [a, b, c, d] = digits.map(u64::cast_signed);
        *vector = _mm256_set_epi64x(d, c, b, a);
    }
    vectors
}

#[target_feature(enable = "avx2")]
#[inline]
fn lanes_of(vector: __m256i) -> [u64; LANES] {
    [
        _mm256_extract_epi64::<0>(vector),
        _mm256_extract_epi64::<1>(vector),
        _mm256_extract_epi64::<2>(vector),
        _mm256_extract_epi64::<3>(vector),
    ]
    .map(i64::cast_unsigned)
}
