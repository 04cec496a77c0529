//! What this processor can do. The only `unsafe` of the verifier: a function that was compiled for
//! instructions which a processor may lack is called where it has them.
#![allow(unsafe_code)]

use crate::rsa::{Montgomery, Number, ifma};
use crate::sha256::LANES;
use crate::sha256::message::BLOCK;
use crate::sha256::rounds::{avx2, avx512};
use crate::sha256::schedule::{Compress, State};

/// The fastest way to digest several messages that beats one after the other.
pub(crate) fn best_sha256() -> Option<Compress> {
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
pub(crate) fn every_sha256() -> Vec<(&'static str, Compress)> {
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

/// Whether it multiplies numbers of 52 bits in vector registers.
pub(crate) fn has_ifma() -> bool {
    has_avx512() && is_x86_feature_detected!("avx512ifma")
}

/// [`ifma::prepare`]; `None` where the processor cannot do it.
pub(crate) fn prepare(modulus: Number) -> Option<Montgomery> {
    if !has_ifma() {
        return None;
    }
    // SAFETY: the processor has the features that the function was compiled for; it takes and gives
    // values only.
    Some(unsafe { ifma::prepare(modulus) })
}

/// [`ifma::power_65537`]; `None` where the processor cannot do it.
pub(crate) fn power_65537(modulus: &Montgomery, base: &Number) -> Option<Number> {
    if !has_ifma() {
        return None;
    }
    // SAFETY: the processor has the features that the function was compiled for; it takes
    // references only.
    Some(unsafe { ifma::power_65537(modulus, base) })
}
