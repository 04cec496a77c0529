//! What this processor can do. The only `unsafe` of the verifier, in two calls: a function that
//! was compiled for instructions which a processor may lack is called where it has them.
#![allow(unsafe_code)]

use crate::rounds::{avx2, avx512};
use crate::schedule::{Compress, State};
use crate::{LANES, message::BLOCK};

/// The fastest way that beats one message after the other.
pub(crate) fn best() -> Option<Compress> {
    // With SHA instructions a block takes some 110 cycles, and eight lanes are no faster.
    if is_x86_feature_detected!("sha") {
        return None;
    }
    if has_avx512() {
        return Some(with_avx512);
    }
    is_x86_feature_detected!("avx2").then_some(with_avx2)
}

/// Every way that this processor can go, to hold one against the other.
#[cfg(test)]
pub(crate) fn all() -> Vec<(&'static str, Compress)> {
    let avx512 = has_avx512().then_some(("AVX-512", with_avx512 as Compress));
    let avx2 = is_x86_feature_detected!("avx2").then_some(("AVX2", with_avx2 as Compress));
    avx512.into_iter().chain(avx2).collect()
}

fn has_avx512() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512vl")
}

fn with_avx512(state: &mut State, blocks: &[&[[u8; BLOCK]]; LANES]) -> bool {
    if !has_avx512() {
        return false;
    }
    // SAFETY: the processor has the three features that the function was compiled for; it takes
    // references only.
    unsafe { avx512::compress(state, blocks) };
    true
}

fn with_avx2(state: &mut State, blocks: &[&[[u8; BLOCK]]; LANES]) -> bool {
    if !is_x86_feature_detected!("avx2") {
        return false;
    }
    // SAFETY: the processor has the feature that the function was compiled for; it takes
    // references only.
    unsafe { avx2::compress(state, blocks) };
    true
}
