//! What this processor can do. The only `unsafe` of the verifier: a function that was compiled for
//! instructions which a processor may lack is called where it has them.
#![allow(unsafe_code)]

use crate::rsa::{Montgomery, Number, fma, ifma};
use crate::sha256::message::BLOCK;
use crate::sha256::pairs;
use crate::sha256::rounds::{avx2, avx512};
#[cfg(test)]
use crate::sha256::schedule::Sha256Each;
use crate::sha256::schedule::{State, digest, worthwhile};

/// The digest of each message, in their order, in the fastest way that this processor can go;
/// `None` where one after the other is faster.
pub(crate) fn sha256_each(messages: &[&[u8]]) -> Option<Vec<[u8; 32]>> {
    if has_sha() {
        // A block of each of two messages takes 1.05 times as long as one of a single message.
        // That one alone takes 1.01 times, so it must not be much longer than the others.
        worthwhile(messages, 32).then(|| digest(messages, with_sha))?
    } else if has_avx512() {
        // A block of eight messages takes somewhat longer than one of a single message.
        worthwhile(messages, 2).then(|| digest(messages, with_avx512))?
    } else {
        worthwhile(messages, 2).then(|| digest(messages, with_avx2))?
    }
}

/// Every way that this processor can go, to hold one against the other.
#[cfg(test)]
pub(crate) fn every_sha256() -> Vec<(&'static str, Sha256Each)> {
    let ways: [(_, Sha256Each); 3] = [
        ("SHA instructions", |messages| digest(messages, with_sha)),
        ("AVX-512", |messages| digest(messages, with_avx512)),
        ("AVX2", |messages| digest(messages, with_avx2)),
    ];
    ways.into_iter().filter(|(_, way)| way(&[b"can it?"]).is_some()).collect()
}

fn has_sha() -> bool {
    is_x86_feature_detected!("sha")
        && is_x86_feature_detected!("sse4.1")
        && is_x86_feature_detected!("ssse3")
}

fn has_avx512() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512vl")
}

fn with_sha(states: &mut [State; 2], blocks: &[&[[u8; BLOCK]]; 2]) -> bool {
    if !has_sha() {
        return false;
    }
    // SAFETY: the processor has the three features that the function was compiled for; it takes
    // references only.
    unsafe { pairs::compress(states, blocks) };
    true
}

fn with_avx512(states: &mut [State; 8], blocks: &[&[[u8; BLOCK]]; 8]) -> bool {
    if !has_avx512() {
        return false;
    }
    // SAFETY: the processor has the three features that the function was compiled for; it takes
    // references only.
    unsafe { avx512::compress(states, blocks) };
    true
}

fn with_avx2(states: &mut [State; 8], blocks: &[&[[u8; BLOCK]]; 8]) -> bool {
    if !is_x86_feature_detected!("avx2") {
        return false;
    }
    // SAFETY: the processor has the feature that the function was compiled for; it takes
    // references only.
    unsafe { avx2::compress(states, blocks) };
    true
}

/// Whether it multiplies numbers of 52 bits in vector registers.
pub(crate) fn has_ifma() -> bool {
    has_avx512() && is_x86_feature_detected!("avx512ifma")
}

/// Whether it multiplies and adds four doubles at once, rounding once.
fn has_fma() -> bool {
    is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")
}

/// The modulus for the fastest way that this processor can go; `None` where a general library is faster.
pub(crate) fn prepare(modulus: &Number) -> Option<Montgomery> {
    with_ifma(modulus).or_else(|| with_fma(modulus))
}

/// Every way that this processor can go, to hold one against the other.
#[cfg(test)]
pub(crate) fn every_rsa(modulus: &Number) -> Vec<Montgomery> {
    [with_ifma(modulus), with_fma(modulus)].into_iter().flatten().collect()
}

fn with_ifma(modulus: &Number) -> Option<Montgomery> {
    // SAFETY: the processor has the features that the function was compiled for; it takes references
    // and gives values only.
    has_ifma().then(|| Montgomery::Ifma(Box::new(unsafe { ifma::prepare(modulus) })))
}

fn with_fma(modulus: &Number) -> Option<Montgomery> {
    // SAFETY: the processor has the features that the function was compiled for; it takes references
    // and gives values only.
    has_fma().then(|| Montgomery::Fma(Box::new(unsafe { fma::prepare(modulus) })))
}

/// `base` to the power of 65537; `None` where the processor cannot do it.
pub(crate) fn power_65537(key: &Montgomery, base: &Number) -> Option<Number> {
    match key {
        // SAFETY: the processor has the features that the functions were compiled for; they take
        // references and give values only.
        Montgomery::Ifma(key) => has_ifma().then(|| unsafe { ifma::power_65537(key, base) }),
        // SAFETY: as above.
        Montgomery::Fma(key) => has_fma().then(|| unsafe { fma::power_65537(key, base) }),
    }
}
