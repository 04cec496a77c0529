//! Montgomery multiplication with AVX-512 IFMA, eight digits of 52 bits in a register.
//!
//! A number is five blocks of eight digits, and a product of two is computed column by column: with
//! X = 2^416, column k is the sum of the products of two blocks that count X^k. So is the multiple of
//! n that makes the lower five columns zero, which are then dropped: that divides by R = X^5.
//!
//! Which multiple that is must not take long, for every column waits for it. Therefore not n is
//! added, but its multiple mn that is -1 modulo X: a column whose lowest block is t takes t times mn,
//! without a multiplication to find the factor, and t + tmn is tX times (mn + 1) / X, which again has
//! five blocks. Only the last of the five columns takes n itself, tm mod X times, because mn would
//! leave a block too many.
//!
//! Registers of 512 bits: a processor that halves them multiplies as much in a cycle as with those of
//! 256 bits, but sees twice as far ahead, and what does not wait for a factor fills the gaps.
//!
//! The intrinsics work on values, so none of this is unsafe: a function is merely compiled for
//! instructions that its caller has to make sure of. Loops, and no `map`: that is compiled without
//! these instructions, and what is handed to it may then stay a call of its own.

use super::number::{BITS, BLOCKS, Block, LANES, MASK, Number, carried};
use std::arch::x86_64::{
    __m512i, _mm_cvtsi64_si128, _mm256_extract_epi64, _mm512_add_epi64, _mm512_alignr_epi64,
    _mm512_and_si512, _mm512_broadcastq_epi64, _mm512_castsi512_si256, _mm512_cmpgt_epu64_mask,
    _mm512_extracti64x4_epi64, _mm512_madd52hi_epu64, _mm512_madd52lo_epu64, _mm512_set_epi64,
    _mm512_set1_epi64, _mm512_setzero_si512, _mm512_srli_epi64,
};
use std::hint::black_box;

/// A modulus with what is computed of it once.
#[derive(Clone, Debug)]
pub(crate) struct Montgomery {
    /// n, odd, of 2048 bits.
    pub(super) modulus: Number,
    /// m = -n⁻¹ mod 2^416.
    negative_inverse: Block,
    /// (mn + 1) / 2^416.
    multiple: Number,
    /// R² mod n or that plus n or 2n, for R = 2^2080.
    r_squared: Number,
}

/// The modulus, odd and of exactly 2048 bits, with what is computed of it once.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
pub(crate) fn prepare(modulus: &Number) -> Montgomery {
    let (negative_inverse, multiple) = modulus.negative_inverse();
    let r_squared = modulus.r_modulo();
    let modulus = modulus.clone();
    let mut key = Montgomery { modulus, negative_inverse, multiple, r_squared };
    // In Montgomery's form a number a is aR. From 2: squaring five times gives 2^32, six times more
    // 2^2048; their product is 2^2080 = R, and so R² in this form.
    let mut two_32 = key.r_squared.clone();
    two_32.double(&key.modulus);
    for _ in 0..5 {
        square(&key, &mut two_32);
    }
    let mut power = two_32.clone();
    for _ in 0..6 {
        square(&key, &mut power);
    }
    key.r_squared = multiply(&key, &power, &two_32);
    key
}

/// `base` to the power of 65537, modulo n. `base` is below the modulus.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
pub(crate) fn power_65537(key: &Montgomery, base: &Number) -> Number {
    let mut power = multiply(key, base, &key.r_squared);
    for _ in 0..16 {
        square(key, &mut power);
    }
    // aR times b is ab: out of Montgomery's form at the same time.
    power = multiply(key, &power, base);
    power.reduce(&key.modulus);
    power
}

/// a²R⁻¹ in place of a, as [`product`] has it.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
fn square(key: &Montgomery, a: &mut Number) {
    let vectors = registers(a);
    let blocks = &a.0;
    *a = product(key, |k| {
        // Two different blocks are multiplied once and count twice.
        let from = k.saturating_sub(BLOCKS - 1);
        let upper = part(blocks, k / 2 + 1, k + 1);
        let column = Column::zero().with_products(from_on(&vectors, from), upper).doubled();
        match (vectors.get(k / 2), blocks.get(k / 2)) {
            (Some(vector), Some(block)) if k % 2 == 0 => column.with_product(*vector, block),
            _ => column,
        }
    });
}

/// abR⁻¹, as [`product`] has it.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
fn multiply(key: &Montgomery, a: &Number, b: &Number) -> Number {
    let vectors = registers(a);
    product(key, |k| {
        let from = k.saturating_sub(BLOCKS - 1);
        Column::zero().with_products(from_on(&vectors, from), part(&b.0, from, k + 1))
    })
}

/// abR⁻¹ mod n or that plus n or 2n, from the columns of the product of a and b, both below 3n.
///
/// Added are less than X⁴ times mn, with m < X, and less than X times X⁴n: less than 2Rn in all. The
/// outcome is below (9n² + 2Rn) / R < 3n, for R = 2^2080 and n < 2^2048.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
#[inline]
fn product(key: &Montgomery, columns: impl Fn(usize) -> Column) -> Number {
    let mut digits = [_mm512_setzero_si512(); 2 * BLOCKS];
    let mut overhang = Overhang::none();
    for k in 0..2 * BLOCKS {
        // The digits of a column are the factor of a multiple that begins in the next column.
        let factors = from_on(&digits, k.saturating_sub(BLOCKS));
        let multiple = part(&key.multiple.0, k.saturating_sub(BLOCKS - 1), k);
        let mut column = columns(k).with_products(factors, multiple);
        if k >= BLOCKS
            && let Some(n) = key.modulus.0.get(k + 1 - BLOCKS)
        {
            column = column.with_product(digits[BLOCKS - 1], n);
        }
        let (mut block, next) = overhang.digits(column);
        if k == BLOCKS - 1 {
            (block, overhang) = overhang.of_last(key, column, block);
        } else {
            overhang = next;
        }
        if let Some(digits) = digits.get_mut(k) {
            *digits = block;
        }
    }
    let mut number = Number::ZERO;
    for (block, digits) in number.0.iter_mut().zip(from_on(&digits, BLOCKS)) {
        *block = lanes(*digits);
    }
    number
}

/// One column of a product: lane i of sum j counts 2^(52(i + j)) at the column's own place.
///
/// It has at most five products of blocks of a and b and five of the multiples of n, each of which
/// adds a low and a high half to a sum: twenty numbers of 52 bits at most, and ten to the first sum
/// and the last.
#[derive(Clone, Copy)]
struct Column([__m512i; LANES + 1]);

impl Column {
    #[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
    #[inline]
    fn zero() -> Self {
        Self([_mm512_setzero_si512(); LANES + 1])
    }

    /// Plus a times b. The high half of a product of two digits belongs one digit up.
    #[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
    #[inline]
    fn with_product(self, a: __m512i, b: &Block) -> Self {
        let mut sums = self.0;
        let mut digits = [_mm512_setzero_si512(); LANES];
        for (vector, digit) in digits.iter_mut().zip(b) {
            *vector = _mm512_broadcastq_epi64(_mm_cvtsi64_si128(digit.cast_signed()));
        }
        // All low halves first: so no addition waits for the one before.
        for (sum, digit) in sums.iter_mut().zip(digits) {
            *sum = _mm512_madd52lo_epu64(*sum, a, digit);
        }
        for (sum, digit) in sums.iter_mut().skip(1).zip(digits) {
            *sum = _mm512_madd52hi_epu64(*sum, a, digit);
        }
        Self(sums)
    }

    /// Plus the first of `a` times the last of `b` and so on, as far as both go.
    #[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
    #[inline]
    fn with_products(mut self, a: &[__m512i], b: &[Block]) -> Self {
        for (a, b) in a.iter().zip(b.iter().rev()) {
            self = self.with_product(*a, b);
        }
        self
    }

    #[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
    #[inline]
    fn doubled(mut self) -> Self {
        for sum in &mut self.0 {
            *sum = _mm512_add_epi64(*sum, *sum);
        }
        self
    }
}

/// What reaches from a column into the next one.
#[derive(Clone, Copy)]
struct Overhang {
    /// The sums of the column but for the first, whose upper lanes are the next column's.
    sums: [__m512i; LANES],
    /// What its digits had above 52 bits, of which the last one's belongs to the next column.
    carries: __m512i,
}

impl Overhang {
    #[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
    #[inline]
    fn none() -> Self {
        let zero = _mm512_setzero_si512();
        Self { sums: [zero; LANES], carries: zero }
    }

    /// All that counts for each digit of `column` but for carries, and the sums that reach into the
    /// next one. A lane is the sum of at most 160 numbers of 52 bits, less than 2^60.
    #[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
    #[inline]
    fn sum(&self, column: Column) -> (__m512i, [__m512i; LANES]) {
        let [b1, b2, b3, b4, b5, b6, b7, b8] = self.sums;
        let [s0, s1, s2, s3, s4, s5, s6, s7, s8] = column.0;
        // Of each sum the lanes that belong here: the upper ones of the column below, then the lower
        // ones of this.
        let add = |a, b| _mm512_add_epi64(a, b);
        let first = add(add(s0, b8), _mm512_alignr_epi64::<7>(s1, b1));
        let second = add(_mm512_alignr_epi64::<6>(s2, b2), _mm512_alignr_epi64::<5>(s3, b3));
        let third = add(_mm512_alignr_epi64::<4>(s4, b4), _mm512_alignr_epi64::<3>(s5, b5));
        let fourth = add(_mm512_alignr_epi64::<2>(s6, b6), _mm512_alignr_epi64::<1>(s7, b7));
        let sum = add(add(first, second), add(third, fourth));
        (sum, [s1, s2, s3, s4, s5, s6, s7, s8])
    }

    /// The digits of `column`, and what reaches into the next one.
    #[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
    #[inline]
    fn digits(&self, column: Column) -> (__m512i, Self) {
        let (sum, sums) = self.sum(column);
        let mask = _mm512_set1_epi64(MASK.cast_signed());
        let mut carries = _mm512_srli_epi64::<BITS>(sum);
        let from_below = _mm512_alignr_epi64::<7>(carries, self.carries);
        let mut digits = _mm512_add_epi64(_mm512_and_si512(sum, mask), from_below);
        // A carry is below 2^8: it makes another only at a digit that close to 2^52.
        if _mm512_cmpgt_epu64_mask(digits, mask) != 0 {
            (digits, carries) = carried_on(digits, carries);
        }
        (digits, Self { sums, carries })
    }

    /// The factor with which n makes the digits of `column`, which are `lowest`, all zero, and what
    /// then reaches into the next column.
    ///
    /// No digit is carried for that: what the last lane misses to a multiple of 2^52 is what the lanes
    /// below would carry to it, less than 2^9. So its own carry is that multiple, the next one up.
    #[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
    #[inline]
    fn of_last(&self, key: &Montgomery, column: Column, lowest: __m512i) -> (__m512i, Self) {
        // Or the compiler has all these digits in registers, and on the stack, from the start.
        let key = black_box(key);
        let inverse = Column::zero().with_product(lowest, &key.negative_inverse);
        let (factor, _) = Self::none().digits(inverse);
        let [n, ..] = &key.modulus.0;
        let (sum, sums) = self.sum(column.with_product(factor, n));
        let sum = _mm512_add_epi64(sum, _mm512_set1_epi64(MASK.cast_signed()));
        (factor, Self { sums, carries: _mm512_srli_epi64::<BITS>(sum) })
    }
}

/// `digits` with the carries they still have, one after the other, and `carries` with what the last
/// one had.
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
#[cold]
#[inline(never)]
fn carried_on(digits: __m512i, carries: __m512i) -> (__m512i, __m512i) {
    #[cfg(test)]
    super::tests::CARRIED_ON.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let (digits, carry) = carried(lanes(digits), 0);
    let carry = _mm512_set_epi64(carry.cast_signed(), 0, 0, 0, 0, 0, 0, 0);
    (register(&digits), _mm512_add_epi64(carries, carry))
}

/// The blocks from `from` on and below `to`, as far as there are any.
fn part(blocks: &[Block; BLOCKS], from: usize, to: usize) -> &[Block] {
    blocks.get(from..to.min(BLOCKS)).unwrap_or_default()
}

/// The vectors from `from` on, if there are any.
fn from_on(vectors: &[__m512i], from: usize) -> &[__m512i] {
    vectors.get(from..).unwrap_or_default()
}

#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
#[inline]
fn registers(number: &Number) -> [__m512i; BLOCKS] {
    let mut vectors = [_mm512_setzero_si512(); BLOCKS];
    for (vector, block) in vectors.iter_mut().zip(&number.0) {
        *vector = register(block);
    }
    vectors
}

#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
#[inline]
fn register(block: &Block) -> __m512i {
    let [a, b, c, d, e, f, g, h] = block.map(u64::cast_signed);
    _mm512_set_epi64(h, g, f, e, d, c, b, a)
}

#[target_feature(enable = "avx2,avx512f,avx512vl,avx512ifma")]
#[inline]
fn lanes(vector: __m512i) -> Block {
    let (low, high) = (_mm512_castsi512_si256(vector), _mm512_extracti64x4_epi64::<1>(vector));
    [
        _mm256_extract_epi64::<0>(low),
        _mm256_extract_epi64::<1>(low),
        _mm256_extract_epi64::<2>(low),
        _mm256_extract_epi64::<3>(low),
        _mm256_extract_epi64::<0>(high),
        _mm256_extract_epi64::<1>(high),
        _mm256_extract_epi64::<2>(high),
        _mm256_extract_epi64::<3>(high),
    ]
    .map(i64::cast_unsigned)
}
