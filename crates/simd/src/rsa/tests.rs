//! Held against the numbers of the crate `rsa`, which know no vectors.

use super::number::{BITS, LANES, MASK, Number, carried};
use super::{MODULUS_OCTETS, Montgomery, RsaModulus};
use crate::processor::every_rsa;
use rsa::BigUint;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How often a carry made a carry.
pub(super) static CARRIED_ON: AtomicUsize = AtomicUsize::new(0);

type Octets = [u8; MODULUS_OCTETS];

fn octets(number: &BigUint) -> Octets {
    let bytes = number.to_bytes_be();
    let mut octets = [0; MODULUS_OCTETS];
    octets[MODULUS_OCTETS - bytes.len()..].copy_from_slice(&bytes);
    octets
}

/// The number of digits of 52 bits, the least significant first.
fn number(digits: &[u64]) -> BigUint {
    let zero = BigUint::from(0_u8);
    digits.iter().rev().fold(zero, |number, digit| (number << BITS as usize) + *digit)
}

fn digits(number: &BigUint) -> Number {
    let mut digits = Number::ZERO;
    for (i, digit) in digits.0.as_flattened_mut().iter_mut().enumerate() {
        let mut octets = (number >> (BITS as usize * i)).to_bytes_le();
        octets.resize(MODULUS_OCTETS, 0);
        *digit = u64::from_le_bytes(*octets.first_chunk().unwrap()) & MASK;
    }
    digits
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
    let (expected, mut compared) = (moduli.len() * 15, 0);
    let mut ways = Vec::new();
    for n in moduli {
        ways = every_rsa(&Number::from_octets(&octets(&n)));
        let one = BigUint::from(1_u8);
        let mut bases = vec![&one - &one, one.clone(), &n - &one, &n >> 1, near_power(2046, -1)];
        for _ in 0..4 {
            bases.push(BigUint::from_bytes_be(&some_octets(&mut seed)) % &n);
            bases.push(BigUint::from_bytes_be(&runs(&mut seed)) % &n);
        }
        // Digits about half of 2^52, where those of doubles change their sign.
        for digit in [(1 << (BITS - 1)) - 1, 1 << (BITS - 1)] {
            bases.push(number(&[digit; 39]) % &n);
        }
        for base in bases {
            let power = octets(&base.modpow(&exponent, &n));
            for way in &ways {
                let actual = RsaModulus(way.clone()).power_65537(&octets(&base));
                assert_eq!(actual, Some(power), "{base} mod {n}");
            }
            compared += 1;
        }
    }
    assert_eq!(compared, expected);
    println!("{} of 2 ways on this processor", ways.len());
    // Numbers near 2^2048 have digits of ones, of which one carry makes many.
    let by_ifma = ways.iter().any(|way| matches!(way, Montgomery::Ifma(_)));
    assert_eq!(CARRIED_ON.load(Ordering::Relaxed) > 0, by_ifma);
}

#[test]
fn a_carry_goes_through_digits_of_ones() {
    let mut ones = [MASK; LANES];
    assert_eq!(carried(ones, 1), ([0; LANES], 1));
    // The largest of a register: a digit below 2^52 and a carry below 2^8.
    ones[3] = MASK + 0xff;
    assert_eq!(carried(ones, 0), ([MASK, MASK, MASK, 0xfe, 0, 0, 0, 0], 1));
    assert_eq!(carried([0, MASK, 0, 7, 0, 0, 0, MASK], 1), ([1, MASK, 0, 7, 0, 0, 0, MASK], 0));
}

#[test]
fn a_number_below_three_times_the_modulus_is_reduced() {
    let mut seed = 5;
    let mut modulus = some_octets(&mut seed);
    modulus[0] |= 0x80;
    let one = BigUint::from(1_u8);
    for modulus in [modulus, [0xff; MODULUS_OCTETS], octets(&near_power(2047, 1))] {
        let modulus = Number::from_octets(&modulus);
        let n = number(modulus.0.as_flattened());
        for times in 0..3_u8 {
            let (first, next) = (&n * times, &n * (times + 1));
            for (value, expected) in
                [(&next - 1_u8, &n - 1_u8), (&first + 1_u8, one.clone()), (first, &one - &one)]
            {
                let mut reduced = digits(&value);
                reduced.reduce(&modulus);
                assert_eq!(number(reduced.0.as_flattened()), expected, "{times}");
            }
        }
    }
}

#[test]
fn the_multiple_of_the_modulus_is_one_less_than_a_multiple_of_a_power_of_two() {
    let mut seed = 11;
    for round in 0..40 {
        let mut modulus = if round % 2 == 0 { some_octets(&mut seed) } else { runs(&mut seed) };
        modulus[MODULUS_OCTETS - 1] |= 1;
        let modulus = Number::from_octets(&modulus);
        let (inverse, multiple) = modulus.negative_inverse::<LANES>();
        let product = number(&inverse) * number(modulus.0.as_flattened());
        let digits = multiple.0.as_flattened();
        assert!(inverse.iter().chain(digits).all(|digit| *digit <= MASK));
        assert_eq!(product + 1_u8, number(digits) << (52 * LANES));
    }
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
        assert!(number.0.as_flattened().iter().all(|digit| *digit < 1 << 52));
        assert_eq!(number.to_octets(), octets);
        // The lowest digit by hand: the last six octets and half of the one before.
        let mut low = [0; 8];
        low[..7].copy_from_slice(
            &octets[MODULUS_OCTETS - 7..].iter().rev().copied().collect::<Vec<_>>(),
        );
        assert_eq!(number.0[0][0], u64::from_le_bytes(low) & ((1 << 52) - 1));
    }
}
