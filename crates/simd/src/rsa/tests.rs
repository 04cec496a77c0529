//! Held against the numbers of the crate `rsa`, which know no vectors.

use super::number::Number;
use super::{MODULUS_OCTETS, RsaModulus};
use rsa::BigUint;

type Octets = [u8; MODULUS_OCTETS];

fn octets(number: &BigUint) -> Octets {
    let bytes = number.to_bytes_be();
    let mut octets = [0; MODULUS_OCTETS];
    octets[MODULUS_OCTETS - bytes.len()..].copy_from_slice(&bytes);
    octets
}

/// 2^exponent + offset.
fn near_power(exponent: usize, offset: i8) -> BigUint {
    let power = BigUint::from(1_u8) << exponent;
    let distance = BigUint::from(offset.unsigned_abs());
    if offset < 0 { power - distance } else { power + distance }
}

/// Octets that look like any, the same in every run (xorshift64*).
fn some_octets(seed: &mut u64) -> Octets {
    std::array::from_fn(|_| {
        *seed ^= *seed >> 12;
        *seed ^= *seed << 25;
        *seed ^= *seed >> 27;
        (seed.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 56) as u8
    })
}

/// Numbers at whose digits carries begin and end: ones and zeros in long runs.
fn runs(seed: &mut u64) -> Octets {
    let mut octets = some_octets(seed);
    let mut at = 0;
    while at < MODULUS_OCTETS {
        let [value, length, ..] = some_octets(seed);
        let end = (at + usize::from(length % 64)).min(MODULUS_OCTETS);
        octets[at..end].fill(if value % 2 == 0 { 0 } else { 0xff });
        at = end + 1;
    }
    octets
}

#[test]
fn powers_are_those_of_other_arithmetic() {
    let mut seed = 7;
    let mut moduli = vec![
        near_power(2048, -1),
        near_power(2047, 1),
        near_power(2048, -1) - near_power(1024, 0),
        near_power(2047, 1) + near_power(52, 0),
    ];
    // `cargo xtask trust` asks for more.
    let rounds = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    for round in 0..rounds.unwrap_or(60) {
        let mut modulus = if round % 2 == 0 { some_octets(&mut seed) } else { runs(&mut seed) };
        modulus[0] |= 0x80;
        modulus[MODULUS_OCTETS - 1] |= 1;
        moduli.push(BigUint::from_bytes_be(&modulus));
    }
    let exponent = BigUint::from(65_537_u32);
    let (expected, mut compared) = (moduli.len() * 13, 0);
    for n in moduli {
        let Some(modulus) = RsaModulus::new(&octets(&n)) else {
            println!("skipped: this processor has no AVX-512 IFMA");
            return;
        };
        let one = BigUint::from(1_u8);
        let mut bases = vec![&one - &one, one.clone(), &n - &one, &n >> 1, near_power(2046, -1)];
        for _ in 0..4 {
            bases.push(BigUint::from_bytes_be(&some_octets(&mut seed)) % &n);
            bases.push(BigUint::from_bytes_be(&runs(&mut seed)) % &n);
        }
        for base in bases {
            let power = octets(&base.modpow(&exponent, &n));
            assert_eq!(modulus.power_65537(&octets(&base)), Some(power), "{base} mod {n}");
            compared += 1;
        }
    }
    assert_eq!(compared, expected);
}

#[test]
fn what_is_no_such_modulus_or_base_is_refused() {
    let n = octets(&near_power(2048, -5));
    let mut even = n;
    even[MODULUS_OCTETS - 1] ^= 1;
    for wrong in [&even[..], &octets(&near_power(2047, -1)), &n[1..], &[&[0], &n[..]].concat()] {
        assert!(RsaModulus::new(wrong).is_none());
    }
    let Some(modulus) = RsaModulus::new(&n) else { return };
    assert!(modulus.power_65537(&octets(&near_power(2048, -6))).is_some());
    for offset in [-5, -4, -1] {
        assert_eq!(modulus.power_65537(&octets(&near_power(2048, offset))), None);
    }
    assert_eq!(modulus.power_65537(&n[1..]), None);
    assert_eq!(modulus.power_65537(&[]), None);
}

#[test]
fn octets_become_digits_and_octets_again() {
    let mut seed = 3;
    for _ in 0..20 {
        let octets = some_octets(&mut seed);
        let number = Number::from_octets(&octets);
        assert!(number.0.iter().all(|digit| *digit < 1 << 52));
        assert_eq!(number.to_octets(), octets);
        // The lowest digit by hand: the last six octets and half of the one before.
        let mut low = [0; 8];
        low[..7].copy_from_slice(
            &octets[MODULUS_OCTETS - 7..].iter().rev().copied().collect::<Vec<_>>(),
        );
        assert_eq!(number.0[0], u64::from_le_bytes(low) & ((1 << 52) - 1));
    }
}
