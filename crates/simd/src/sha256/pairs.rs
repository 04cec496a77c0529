//! The rounds of FIPS 180-4 §6.2.2 with the processor's SHA instructions, on two messages.
//!
//! One instruction does two rounds, and the next one waits for its outcome. In that time the
//! processor can do two rounds of another message.
//!
//! The intrinsics work on values, so none of this is unsafe: a function is merely compiled for
//! instructions that its caller has to make sure of.

use super::constants::K;
use super::message::BLOCK;
use super::schedule::State;
use std::arch::x86_64::{
    __m128i, _mm_add_epi32, _mm_alignr_epi8, _mm_extract_epi32, _mm_set_epi8, _mm_set_epi32,
    _mm_set_epi64x, _mm_setzero_si128, _mm_sha256msg1_epu32, _mm_sha256msg2_epu32,
    _mm_sha256rnds2_epu32, _mm_shuffle_epi8, _mm_shuffle_epi32,
};

/// Takes each lane's blocks into its state.
#[target_feature(enable = "sha,sse4.1,ssse3")]
pub(crate) fn compress(states: &mut [State; 2], blocks: &[&[[u8; BLOCK]]; 2]) {
    if let [[], _] | [_, []] = blocks {
        // One message alone takes no longer than in a general library.
        for (state, blocks) in states.iter_mut().zip(blocks) {
            compress_lanes(std::array::from_mut(state), &[blocks]);
        }
    } else {
        compress_lanes(states, blocks);
    }
}

/// Takes each lane's blocks into its state; all lanes have the same number.
#[target_feature(enable = "sha,sse4.1,ssse3")]
#[inline]
fn compress_lanes<const LANES: usize>(
    states: &mut [State; LANES],
    blocks: &[&[[u8; BLOCK]]; LANES],
) {
    let count = blocks.iter().map(|lane| lane.len()).min().unwrap_or_default();
    let mut before = [[_mm_setzero_si128(); 2]; LANES];
    for (registers, state) in before.iter_mut().zip(&*states) {
        let [a, b, c, d, e, f, g, h] = state.map(u32::cast_signed);
        *registers = [_mm_set_epi32(a, b, e, f), _mm_set_epi32(c, d, g, h)];
    }
    for number in 0..count {
        let mut schedules = [[_mm_setzero_si128(); 4]; LANES];
        for (w, lane) in schedules.iter_mut().zip(blocks) {
            if let Some(block) = lane.get(number) {
                *w = big_endian_words(block);
            }
        }
        let mut now = before;
        // The compiler leaves this loop as it is. Written out, two lanes took a quarter longer.
        for (t, [k0, k1, k2, k3]) in K.as_chunks::<4>().0.iter().enumerate() {
            let k = _mm_set_epi32(
                k3.cast_signed(),
                k2.cast_signed(),
                k1.cast_signed(),
                k0.cast_signed(),
            );
            for ([abef, cdgh], w) in now.iter_mut().zip(&mut schedules) {
                let [w0, w1, w2, w3] = *w;
                let keys = _mm_add_epi32(w0, k);
                // Two rounds make `cdgh` the new `abef`, and the old `abef` is the new `cdgh`. Two
                // more, and the names are right again.
                *cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, keys);
                *abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32::<0x0e>(keys));
                // The last sixteen rounds need no words after theirs.
                let next = if t < 12 {
                    let sum =
                        _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8::<4>(w3, w2));
                    _mm_sha256msg2_epu32(sum, w3)
                } else {
                    w0
                };
                *w = [w1, w2, w3, next];
            }
        }
        for ([abef, cdgh], [more_abef, more_cdgh]) in before.iter_mut().zip(now) {
            *abef = _mm_add_epi32(*abef, more_abef);
            *cdgh = _mm_add_epi32(*cdgh, more_cdgh);
        }
    }
    for (state, [abef, cdgh]) in states.iter_mut().zip(before) {
        *state = [
            _mm_extract_epi32::<3>(abef),
            _mm_extract_epi32::<2>(abef),
            _mm_extract_epi32::<3>(cdgh),
            _mm_extract_epi32::<2>(cdgh),
            _mm_extract_epi32::<1>(abef),
            _mm_extract_epi32::<0>(abef),
            _mm_extract_epi32::<1>(cdgh),
            _mm_extract_epi32::<0>(cdgh),
        ]
        .map(i32::cast_unsigned);
    }
}

/// The words of one block, four by four.
#[target_feature(enable = "sha,sse4.1,ssse3")]
#[inline]
fn big_endian_words(block: &[u8; BLOCK]) -> [__m128i; 4] {
    let swap = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
    let mut w = [_mm_setzero_si128(); 4];
    for (words, octets) in w.iter_mut().zip(block.as_chunks::<16>().0) {
        if let [low, high] = octets.as_chunks::<8>().0 {
            let (low, high) = (i64::from_le_bytes(*low), i64::from_le_bytes(*high));
            *words = _mm_shuffle_epi8(_mm_set_epi64x(high, low), swap);
        }
    }
    w
}
