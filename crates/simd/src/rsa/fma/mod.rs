//! Montgomery multiplication with AVX2 and FMA, four digits of 52 bits in a register: for processors
//! that have no AVX-512 IFMA (AMD before Zen 4, Intel's Core).
//!
//! A fused multiply-add of doubles rounds once. Added to a constant whose last place counts 2^52, the
//! product of two digits is rounded to a multiple of 2^52: that is the high half. What a second
//! multiply-add then leaves of the product is the low half, exactly. Both stand in the lower bits of a
//! double whose upper bits are known, so they are added up as integers, and the known bits are taken
//! away once a column. Digits are signed, from about -2^51 to 2^51, because rounding is to the nearest.
//!
//! The way through the columns is that of [`ifma`](super::ifma), with blocks of four digits and
//! X = 2^208: see there. Its bounds are halved here, for |t| ≤ (1/2 + 2^-40) X.

mod digits;
mod known;

use super::number::{BITS, MASK, Number};
use digits::{Block, Digits, balanced};
use known::{BIAS, HIGH, KNOWN, KNOWN_OF_LAST, KNOWN_OF_ONE, LOW, TWO_52};
use std::arch::x86_64::{
    __m256d, __m256i, _mm_cvtsd_f64, _mm_unpackhi_pd, _mm256_add_epi64, _mm256_add_pd,
    _mm256_alignr_epi8, _mm256_and_si256, _mm256_blend_pd, _mm256_broadcast_sd,
    _mm256_castpd_si256, _mm256_castpd256_pd128, _mm256_castsi256_pd, _mm256_extractf128_pd,
    _mm256_fmadd_pd, _mm256_or_si256, _mm256_permute2x128_si256, _mm256_permute4x64_pd,
    _mm256_set_epi64x, _mm256_set_pd, _mm256_set1_epi64x, _mm256_set1_pd, _mm256_setzero_pd,
    _mm256_setzero_si256, _mm256_srli_epi64, _mm256_sub_pd,
};

/// Digits of a block: what a register takes.
const LANES: usize = 4;
/// Blocks of a number: 40 digits, 2080 bits.
const BLOCKS: usize = 10;
/// A modulus with what is computed of it once.
#[derive(Clone, Debug)]
pub(crate) struct Montgomery {
    /// n, odd, of 2048 bits.
    pub(super) modulus: Number,
    /// The same.
    n: Digits,
    /// m = -n⁻¹ mod 2^208.
    negative_inverse: Block,
    /// (mn + 1) / 2^208.
    multiple: Digits,
    /// R² mod n, for R = 2^2080.
    r_squared: Digits,
}

/// The modulus, odd and of exactly 2048 bits, with what is computed of it once.
#[target_feature(enable = "avx2,fma")]
pub(crate) fn prepare(modulus: &Number) -> Montgomery {
    let (inverse, multiple) = modulus.negative_inverse::<LANES>();
    let mut carry = 0;
    let negative_inverse = inverse.map(|digit| balanced(digit, &mut carry));
    let mut key = Montgomery {
        n: Digits::of(modulus),
        negative_inverse,
        multiple: Digits::of(&multiple),
        r_squared: Digits::of(&Number::ZERO),
        modulus: modulus.clone(),
    };
    // As in `ifma`: 2 in Montgomery's form is 2R; squared five times, 2^32 is; six times more, 2^2048.
    let mut two_32 = Number::r_modulo(&key.modulus);
    two_32.double(&key.modulus);
    let mut two_32 = Digits::of(&two_32);
    for _ in 0..5 {
        two_32 = square(&key, &two_32);
    }
    let mut power = two_32.clone();
    for _ in 0..6 {
        power = square(&key, &power);
    }
    key.r_squared = multiply(&key, &power, &two_32);
    key
}

/// `base` to the power of 65537, modulo n. `base` is below the modulus.
#[target_feature(enable = "avx2,fma")]
pub(crate) fn power_65537(key: &Montgomery, base: &Number) -> Number {
    let base = Digits::of(base);
    let mut power = multiply(key, &base, &key.r_squared);
    for _ in 0..16 {
        power = square(key, &power);
    }
    // aR times b is ab: out of Montgomery's form at the same time.
    multiply(key, &power, &base).modulo(&key.modulus)
}

/// a²R⁻¹, as [`product`] has it.
#[target_feature(enable = "avx2,fma")]
fn square(key: &Montgomery, a: &Digits) -> Digits {
    let vectors = registers(a);
    let blocks = &a.0;
    product(key, |k| {
        // Two different blocks are multiplied once and count twice.
        let from = k.saturating_sub(BLOCKS - 1);
        let upper = part(blocks, k / 2 + 1, k + 1);
        let column = Column::zero().with_products(from_on(&vectors, from), upper).doubled();
        match (vectors.get(k / 2), blocks.get(k / 2)) {
            (Some(vector), Some(block)) if k % 2 == 0 => column.with_product(*vector, block),
            _ => column,
        }
    })
}

/// abR⁻¹, as [`product`] has it.
#[target_feature(enable = "avx2,fma")]
fn multiply(key: &Montgomery, a: &Digits, b: &Digits) -> Digits {
    let vectors = registers(a);
    product(key, |k| {
        let from = k.saturating_sub(BLOCKS - 1);
        Column::zero().with_products(from_on(&vectors, from), part(&b.0, from, k + 1))
    })
}

/// abR⁻¹ modulo n, from the columns of the product of a and b, both between -2n and 2n.
///
/// Added are at most (1/2 + 2^-40) X⁹ times mn, with m < X, and (1/2 + 2^-40) X times X⁹n: less than
/// 1.1 Rn in all. The outcome is below (4n² + 1.1 Rn) / R < 2n, for R = 2^2080 and n < 2^2048.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn product(key: &Montgomery, columns: impl Fn(usize) -> Column) -> Digits {
    let mut digits = [_mm256_setzero_pd(); 2 * BLOCKS];
    let mut overhang = Overhang::none();
    for (k, known) in KNOWN.iter().enumerate() {
        // The digits of a column are the factor of a multiple that begins in the next column.
        let factors = from_on(&digits, k.saturating_sub(BLOCKS));
        let multiple = part(&key.multiple.0, k.saturating_sub(BLOCKS - 1), k);
        let mut column = columns(k).with_products(factors, multiple);
        if k >= BLOCKS
            && let Some(n) = key.n.0.get(k + 1 - BLOCKS)
        {
            column = column.with_product(digits[BLOCKS - 1], n);
        }
        let (mut block, next) = overhang.digits(column, known);
        if k == BLOCKS - 1 {
            (block, overhang) = overhang.of_last(key, column, block);
        } else {
            overhang = next;
        }
        if let Some(digits) = digits.get_mut(k) {
            *digits = block;
        }
    }
    let mut number = Digits([[0.0; LANES]; BLOCKS]);
    for (block, digits) in number.0.iter_mut().zip(from_on(&digits, BLOCKS)) {
        *block = lanes(*digits);
    }
    number
}

/// One column of a product: lane i of sum j counts 2^(52(i + j)) at the column's own place.
#[derive(Clone, Copy)]
struct Column([__m256i; LANES + 1]);

impl Column {
    #[target_feature(enable = "avx2,fma")]
    #[inline]
    fn zero() -> Self {
        Self([_mm256_setzero_si256(); LANES + 1])
    }

    /// Plus a times b. The high half of a product of two digits belongs one digit up.
    #[target_feature(enable = "avx2,fma")]
    #[inline]
    fn with_product(self, a: __m256d, b: &Block) -> Self {
        let (high_known, low_known) = (_mm256_set1_pd(HIGH), _mm256_set1_pd(LOW));
        let [mut s0, mut s1, mut s2, mut s3, mut s4] = self.0;
        let halves = |digit: &f64| {
            let digit = _mm256_broadcast_sd(digit);
            let high = _mm256_fmadd_pd(a, digit, high_known);
            let minus_high = _mm256_sub_pd(high_known, high);
            let low = _mm256_add_pd(_mm256_fmadd_pd(a, digit, minus_high), low_known);
            (_mm256_castpd_si256(low), _mm256_castpd_si256(high))
        };
        let [b0, b1, b2, b3] = b;
        let (low, high) = halves(b0);
        s0 = _mm256_add_epi64(s0, low);
        s1 = _mm256_add_epi64(s1, high);
        let (low, high) = halves(b1);
        s1 = _mm256_add_epi64(s1, low);
        s2 = _mm256_add_epi64(s2, high);
        let (low, high) = halves(b2);
        s2 = _mm256_add_epi64(s2, low);
        s3 = _mm256_add_epi64(s3, high);
        let (low, high) = halves(b3);
        s3 = _mm256_add_epi64(s3, low);
        s4 = _mm256_add_epi64(s4, high);
        Self([s0, s1, s2, s3, s4])
    }

    /// Plus the first of `a` times the last of `b` and so on, as far as both go.
    #[target_feature(enable = "avx2,fma")]
    #[inline]
    fn with_products(mut self, a: &[__m256d], b: &[Block]) -> Self {
        for (a, b) in a.iter().zip(b.iter().rev()) {
            self = self.with_product(*a, b);
        }
        self
    }

    #[target_feature(enable = "avx2,fma")]
    #[inline]
    fn doubled(mut self) -> Self {
        for sum in &mut self.0 {
            *sum = _mm256_add_epi64(*sum, *sum);
        }
        self
    }
}

/// What reaches from a column into the next one.
#[derive(Clone, Copy)]
struct Overhang {
    /// The sums of the column but for the first, whose upper lanes are the next column's.
    sums: [__m256i; LANES],
    /// What its digits had above 52 bits, of which the last one's belongs to the next column.
    carries: __m256d,
}

impl Overhang {
    #[target_feature(enable = "avx2,fma")]
    #[inline]
    fn none() -> Self {
        Self { sums: [_mm256_setzero_si256(); LANES], carries: _mm256_setzero_pd() }
    }

    /// The digits of `column`, and what reaches into the next one.
    #[target_feature(enable = "avx2,fma")]
    #[inline]
    fn digits(&self, column: Column, known: &[u64; LANES]) -> (__m256d, Self) {
        let [b1, b2, b3, b4] = self.sums;
        let [s0, s1, s2, s3, s4] = column.0;
        let add = |a, b| _mm256_add_epi64(a, b);
        let [k0, k1, k2, k3] = known.map(u64::cast_signed);
        let known = _mm256_set_epi64x(k3, k2, k1, k0);
        // Of each sum the lanes that belong here: the upper ones of the column below, then the lower
        // ones of this.
        let first = add(add(s0, b4), known);
        let second = add(shifted::<3>(s1, b1), shifted::<2>(s2, b2));
        let sum = add(add(first, second), shifted::<1>(s3, b3));
        // An integer in the lower bits of a double, whose upper bits then are known.
        let double = |bits, known| {
            let bits = _mm256_or_si256(bits, _mm256_set1_epi64x(TWO_52.to_bits().cast_signed()));
            _mm256_sub_pd(_mm256_castsi256_pd(bits), _mm256_set1_pd(known))
        };
        let mask = _mm256_set1_epi64x(MASK.cast_signed());
        let carries = double(_mm256_srli_epi64::<{ BITS as i32 }>(sum), TWO_52 + BIAS as f64);
        let own = double(_mm256_and_si256(sum, mask), LOW);
        let digits = _mm256_add_pd(own, below(carries, self.carries));
        (digits, Self { sums: [s1, s2, s3, s4], carries })
    }

    /// The factor with which n makes the digits of `column`, which are `lowest`, all zero, and what
    /// then reaches into the next column. Its last carry is exact, though no digit is carried on: all
    /// four lanes together are a multiple of X = 2^208, the lower three less than 2^167 of it, so that
    /// the last lane is that close to a multiple of 2^52, to which it is rounded.
    #[target_feature(enable = "avx2,fma")]
    #[inline]
    fn of_last(&self, key: &Montgomery, column: Column, lowest: __m256d) -> (__m256d, Self) {
        let inverse = Column::zero().with_product(lowest, &key.negative_inverse);
        let (factor, _) = Self::none().digits(inverse, &KNOWN_OF_ONE);
        let [n, ..] = &key.n.0;
        let (_, overhang) = self.digits(column.with_product(factor, n), &KNOWN_OF_LAST);
        (factor, overhang)
    }
}

/// The upper lanes of `below` and the lower ones of `own`: from lane `FROM` of the two in a row.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn shifted<const FROM: usize>(own: __m256i, below: __m256i) -> __m256i {
    // The upper half of `below` and the lower one of `own`.
    let middle = _mm256_permute2x128_si256::<0x21>(below, own);
    match FROM {
        1 => _mm256_alignr_epi8::<8>(middle, below),
        2 => middle,
        _ => _mm256_alignr_epi8::<8>(own, middle),
    }
}

/// What the lanes before carry, to the first lane the last one of the block below.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn below(own: __m256d, below: __m256d) -> __m256d {
    let rotate = |vector| _mm256_permute4x64_pd::<0b10_01_00_11>(vector);
    _mm256_blend_pd::<1>(rotate(own), rotate(below))
}

/// The blocks from `from` on and below `to`, as far as there are any.
fn part(blocks: &[Block; BLOCKS], from: usize, to: usize) -> &[Block] {
    blocks.get(from..to.min(BLOCKS)).unwrap_or_default()
}

/// The vectors from `from` on, if there are any.
fn from_on(vectors: &[__m256d], from: usize) -> &[__m256d] {
    vectors.get(from..).unwrap_or_default()
}

#[target_feature(enable = "avx2,fma")]
#[inline]
fn registers(number: &Digits) -> [__m256d; BLOCKS] {
    let mut vectors = [_mm256_setzero_pd(); BLOCKS];
    for (vector, [a, b, c, d]) in vectors.iter_mut().zip(&number.0) {
        *vector = _mm256_set_pd(*d, *c, *b, *a);
    }
    vectors
}

#[target_feature(enable = "avx2,fma")]
#[inline]
fn lanes(vector: __m256d) -> Block {
    let (low, high) = (_mm256_castpd256_pd128(vector), _mm256_extractf128_pd::<1>(vector));
    [
        _mm_cvtsd_f64(low),
        _mm_cvtsd_f64(_mm_unpackhi_pd(low, low)),
        _mm_cvtsd_f64(high),
        _mm_cvtsd_f64(_mm_unpackhi_pd(high, high)),
    ]
}
