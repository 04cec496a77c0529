//! The rounds of FIPS 180-4 §6.2.2 on eight lanes of 32 bits.
//!
//! The intrinsics work on values, so none of this is unsafe: a function is merely compiled for
//! instructions that its caller has to make sure of.

use super::constants::K;
use super::message::BLOCK;
use super::schedule::State;
use std::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_and_si256, _mm256_extract_epi32, _mm256_or_si256,
    _mm256_permute2x128_si256, _mm256_ror_epi32, _mm256_set_epi8, _mm256_set_epi32,
    _mm256_set_epi64x, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_shuffle_epi8,
    _mm256_slli_epi32, _mm256_srli_epi32, _mm256_ternarylogic_epi32, _mm256_unpackhi_epi32,
    _mm256_unpackhi_epi64, _mm256_unpacklo_epi32, _mm256_unpacklo_epi64, _mm256_xor_si256,
};

/// Messages that are worked on at the same time.
const LANES: usize = 8;

/// One round: `h` becomes the new `a`, `d` the new `e`.
macro_rules! round {
    ($w:expr, $k:expr, $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident) => {
        let sum1 = xor3(rotate::<6, 26>($e), rotate::<11, 21>($e), rotate::<25, 7>($e));
        let key = _mm256_add_epi32($w, _mm256_set1_epi32($k.cast_signed()));
        let t1 =
            _mm256_add_epi32(_mm256_add_epi32($h, key), _mm256_add_epi32(sum1, choose($e, $f, $g)));
        let sum0 = xor3(rotate::<2, 30>($a), rotate::<13, 19>($a), rotate::<22, 10>($a));
        $d = _mm256_add_epi32($d, t1);
        $h = _mm256_add_epi32(t1, _mm256_add_epi32(sum0, majority($a, $b, $c)));
    };
}

/// Eight rounds from round `t`, with the words of the schedule from `first`.
macro_rules! eight_rounds {
    ($t:expr, $w:ident, $first:literal, $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident) => {
        round!($w[$first], K[$t], $a $b $c $d $e $f $g $h);
        round!($w[$first + 1], K[$t + 1], $h $a $b $c $d $e $f $g);
        round!($w[$first + 2], K[$t + 2], $g $h $a $b $c $d $e $f);
        round!($w[$first + 3], K[$t + 3], $f $g $h $a $b $c $d $e);
        round!($w[$first + 4], K[$t + 4], $e $f $g $h $a $b $c $d);
        round!($w[$first + 5], K[$t + 5], $d $e $f $g $h $a $b $c);
        round!($w[$first + 6], K[$t + 6], $c $d $e $f $g $h $a $b);
        round!($w[$first + 7], K[$t + 7], $b $c $d $e $f $g $h $a);
    };
}

/// The words of the schedule sixteen rounds on.
macro_rules! next_words {
    ($w:ident, $($i:literal)*) => {$(
        let (x, y) = ($w[($i + 14) & 15], $w[($i + 1) & 15]);
        let sigma1 = xor3(rotate::<17, 15>(x), rotate::<19, 13>(x), _mm256_srli_epi32::<10>(x));
        let sigma0 = xor3(rotate::<7, 25>(y), rotate::<18, 14>(y), _mm256_srli_epi32::<3>(y));
        $w[$i] = _mm256_add_epi32(
            _mm256_add_epi32($w[$i], sigma0),
            _mm256_add_epi32($w[($i + 9) & 15], sigma1),
        );
    )*};
}

/// The compression function for one set of instructions. `rotate`, `xor3`, `choose` and `majority`
/// are what the sets do differently.
///
/// The state is eight variables and is stored by a function that is not inlined, because the
/// compiler moves an array of vectors by registers of 512 bits where it may use them. A few such
/// moves lower the clock of Intel's processors for a millisecond, and with it whatever comes next:
/// an RSA operation took 1.15 times as long.
macro_rules! compression {
    ($(#[$doc:meta])* $name:ident, $features:literal, {$($operations:item)*}) => {
        $(#[$doc])*
        pub(crate) mod $name {
            use super::*;

            $(#[target_feature(enable = $features)] #[inline] $operations)*

            /// Takes each lane's blocks into its state.
            #[target_feature(enable = $features)]
            pub(crate) fn compress(states: &mut [State; LANES], blocks: &[&[[u8; BLOCK]]; LANES]) {
                // A lane without a message has no blocks.
                let count = blocks.iter().map(|lane| lane.len()).max().unwrap_or_default();
                let [s0, s1, s2, s3, s4, s5, s6, s7] = states;
                let [mut v0, mut v1, mut v2, mut v3, mut v4, mut v5, mut v6, mut v7] = transpose([
                    from_words(s0),
                    from_words(s1),
                    from_words(s2),
                    from_words(s3),
                    from_words(s4),
                    from_words(s5),
                    from_words(s6),
                    from_words(s7),
                ]);
                for number in 0..count {
                    let mut w = schedule_of(blocks, number);
                    let (mut a, mut b, mut c, mut d) = (v0, v1, v2, v3);
                    let (mut e, mut f, mut g, mut h) = (v4, v5, v6, v7);
                    eight_rounds!(0, w, 0, a b c d e f g h);
                    eight_rounds!(8, w, 8, a b c d e f g h);
                    for t in [16, 32, 48] {
                        next_words!(w, 0 1 2 3 4 5 6 7);
                        eight_rounds!(t, w, 0, a b c d e f g h);
                        next_words!(w, 8 9 10 11 12 13 14 15);
                        eight_rounds!(t + 8, w, 8, a b c d e f g h);
                    }
                    (v0, v1) = (_mm256_add_epi32(v0, a), _mm256_add_epi32(v1, b));
                    (v2, v3) = (_mm256_add_epi32(v2, c), _mm256_add_epi32(v3, d));
                    (v4, v5) = (_mm256_add_epi32(v4, e), _mm256_add_epi32(v5, f));
                    (v6, v7) = (_mm256_add_epi32(v6, g), _mm256_add_epi32(v7, h));
                }
                let [v0, v1, v2, v3, v4, v5, v6, v7] = transpose([v0, v1, v2, v3, v4, v5, v6, v7]);
                (store(v0, s0), store(v1, s1), store(v2, s2), store(v3, s3));
                (store(v4, s4), store(v5, s5), store(v6, s6), store(v7, s7));
            }
        }
    };
}

compression! {
    /// With AVX-512F and VL on registers of 256 bits: rotation and any function of three words are
    /// one instruction each.
    avx512, "avx2,avx512f,avx512vl", {
        fn rotate<const RIGHT: i32, const LEFT: i32>(x: __m256i) -> __m256i {
            _mm256_ror_epi32::<RIGHT>(x)
        }
        fn xor3(x: __m256i, y: __m256i, z: __m256i) -> __m256i {
            _mm256_ternarylogic_epi32::<0x96>(x, y, z)
        }
        fn choose(x: __m256i, y: __m256i, z: __m256i) -> __m256i {
            _mm256_ternarylogic_epi32::<0xca>(x, y, z)
        }
        fn majority(x: __m256i, y: __m256i, z: __m256i) -> __m256i {
            _mm256_ternarylogic_epi32::<0xe8>(x, y, z)
        }
    }
}

compression! {
    /// With AVX2.
    avx2, "avx2", {
        fn rotate<const RIGHT: i32, const LEFT: i32>(x: __m256i) -> __m256i {
            _mm256_or_si256(_mm256_srli_epi32::<RIGHT>(x), _mm256_slli_epi32::<LEFT>(x))
        }
        fn xor3(x: __m256i, y: __m256i, z: __m256i) -> __m256i {
            _mm256_xor_si256(_mm256_xor_si256(x, y), z)
        }
        fn choose(x: __m256i, y: __m256i, z: __m256i) -> __m256i {
            _mm256_xor_si256(_mm256_and_si256(_mm256_xor_si256(y, z), x), z)
        }
        fn majority(x: __m256i, y: __m256i, z: __m256i) -> __m256i {
            _mm256_or_si256(
                _mm256_and_si256(x, y),
                _mm256_and_si256(_mm256_or_si256(x, y), z),
            )
        }
    }
}

/// Word by word.
#[target_feature(enable = "avx2")]
#[inline]
fn from_words(words: &State) -> __m256i {
    let [a, b, c, d, e, f, g, h] = words.map(u32::cast_signed);
    _mm256_set_epi32(h, g, f, e, d, c, b, a)
}

/// Word by word.
#[target_feature(enable = "avx2")]
#[inline(never)]
fn store(vector: __m256i, words: &mut State) {
    *words = [
        _mm256_extract_epi32::<0>(vector),
        _mm256_extract_epi32::<1>(vector),
        _mm256_extract_epi32::<2>(vector),
        _mm256_extract_epi32::<3>(vector),
        _mm256_extract_epi32::<4>(vector),
        _mm256_extract_epi32::<5>(vector),
        _mm256_extract_epi32::<6>(vector),
        _mm256_extract_epi32::<7>(vector),
    ]
    .map(i32::cast_unsigned);
}

/// The sixteen words of one block of each lane, word by word.
#[target_feature(enable = "avx2")]
#[inline]
fn schedule_of(blocks: &[&[[u8; BLOCK]]; LANES], number: usize) -> [__m256i; 16] {
    let mut w = [_mm256_setzero_si256(); 16];
    for (half, words) in w.as_chunks_mut::<8>().0.iter_mut().enumerate() {
        let mut rows = [_mm256_setzero_si256(); 8];
        for (row, lane) in rows.iter_mut().zip(blocks) {
            if let Some(octets) = lane.get(number).and_then(|b| b.as_chunks::<32>().0.get(half)) {
                *row = big_endian_words(octets);
            }
        }
        *words = transpose(rows);
    }
    w
}

/// Eight words of one lane.
#[target_feature(enable = "avx2")]
#[inline]
fn big_endian_words(octets: &[u8; 32]) -> __m256i {
    let mut quarters = [0_i64; 4];
    for (quarter, octets) in quarters.iter_mut().zip(octets.as_chunks::<8>().0) {
        *quarter = i64::from_le_bytes(*octets);
    }
    let [a, b, c, d] = quarters;
    let swap = _mm256_set_epi8(
        12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11, 4, 5,
        6, 7, 0, 1, 2, 3,
    );
    _mm256_shuffle_epi8(_mm256_set_epi64x(d, c, b, a), swap)
}

/// Rows become columns.
#[target_feature(enable = "avx2")]
#[inline]
fn transpose(rows: [__m256i; 8]) -> [__m256i; 8] {
    let [r0, r1, r2, r3, r4, r5, r6, r7] = rows;
    let (a0, a1) = (_mm256_unpacklo_epi32(r0, r1), _mm256_unpackhi_epi32(r0, r1));
    let (a2, a3) = (_mm256_unpacklo_epi32(r2, r3), _mm256_unpackhi_epi32(r2, r3));
    let (a4, a5) = (_mm256_unpacklo_epi32(r4, r5), _mm256_unpackhi_epi32(r4, r5));
    let (a6, a7) = (_mm256_unpacklo_epi32(r6, r7), _mm256_unpackhi_epi32(r6, r7));
    let (b0, b1) = (_mm256_unpacklo_epi64(a0, a2), _mm256_unpackhi_epi64(a0, a2));
    let (b2, b3) = (_mm256_unpacklo_epi64(a1, a3), _mm256_unpackhi_epi64(a1, a3));
    let (b4, b5) = (_mm256_unpacklo_epi64(a4, a6), _mm256_unpackhi_epi64(a4, a6));
    let (b6, b7) = (_mm256_unpacklo_epi64(a5, a7), _mm256_unpackhi_epi64(a5, a7));
    [
        _mm256_permute2x128_si256::<0x20>(b0, b4),
        _mm256_permute2x128_si256::<0x20>(b1, b5),
        _mm256_permute2x128_si256::<0x20>(b2, b6),
        _mm256_permute2x128_si256::<0x20>(b3, b7),
        _mm256_permute2x128_si256::<0x31>(b0, b4),
        _mm256_permute2x128_si256::<0x31>(b1, b5),
        _mm256_permute2x128_si256::<0x31>(b2, b6),
        _mm256_permute2x128_si256::<0x31>(b3, b7),
    ]
}
