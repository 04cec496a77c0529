//! The RSA public-key operation (RFC 8017 §5.2.2, RSAVP1) with the modulus and the exponent that
//! every HPKI certificate has: 2048 bits and 65537.
//!
//! A signature is verified by one such operation and nothing else that costs. On a processor that
//! multiplies numbers of 52 bits in vector registers this one takes a quarter of the time that a
//! general library does ([`ifma`]: Intel since Ice Lake, AMD since Zen 4); with the multiplication of
//! doubles that nearly every other one has, 0.7 of it ([`fma`], measured on Zen 3).

#[cfg(target_arch = "x86_64")]
pub(crate) mod fma;
#[cfg(target_arch = "x86_64")]
pub(crate) mod ifma;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "never computed with there"))]
mod number;

pub(crate) use number::Number;

/// Octets of a modulus of 2048 bits.
pub const MODULUS_OCTETS: usize = 256;

/// A modulus, made ready for one of the ways.
#[derive(Clone, Debug)]
pub(crate) enum Montgomery {
    #[cfg(target_arch = "x86_64")]
    Ifma(Box<ifma::Montgomery>),
    #[cfg(target_arch = "x86_64")]
    Fma(Box<fma::Montgomery>),
}

impl Montgomery {
    fn modulus(&self) -> &Number {
        match *self {
            #[cfg(target_arch = "x86_64")]
            Self::Ifma(ref key) => &key.modulus,
            #[cfg(target_arch = "x86_64")]
            Self::Fma(ref key) => &key.modulus,
        }
    }
}

/// The modulus of an RSA key of 2048 bits, made ready for the exponent 65537.
///
/// ```
/// use shohosen_simd::{MODULUS_OCTETS, RsaModulus};
/// // Not a key, but odd and of 2048 bits: 2^2048 - 1.
/// if let Some(modulus) = RsaModulus::new(&[0xff; MODULUS_OCTETS]) {
///     let mut two = [0; MODULUS_OCTETS];
///     two[MODULUS_OCTETS - 1] = 2;
///     // 65537 = 32 × 2048 + 1, and 2^2048 is 1.
///     assert_eq!(modulus.power_65537(&two), Some(two));
/// }
/// ```
#[derive(Clone, Debug)]
pub struct RsaModulus(Montgomery);

impl RsaModulus {
    /// From its octets, the most significant first and without leading zeros. `None` unless it is odd
    /// and of exactly 2048 bits, and on a processor on which this would not be faster.
    pub fn new(octets: &[u8]) -> Option<Self> {
        let octets: &[u8; MODULUS_OCTETS] = octets.try_into().ok()?;
        let (first, last) = (octets.first()?, octets.last()?);
        if first & 0x80 == 0 || last & 1 == 0 {
            return None;
        }
        #[cfg(target_arch = "x86_64")]
        {
            crate::processor::prepare(&Number::from_octets(octets)).map(Self)
        }
        #[cfg(not(target_arch = "x86_64"))]
        {
            None
        }
    }

    /// `base` to the power of 65537, modulo this: both have 256 octets, the most significant first.
    /// `None` if `base` is not smaller than the modulus (RFC 8017 §5.2.2: "signature representative
    /// out of range") or has another length.
    pub fn power_65537(&self, base: &[u8]) -> Option<[u8; MODULUS_OCTETS]> {
        let base = Number::from_octets(base.try_into().ok()?);
        if !base.is_below(self.0.modulus()) {
            return None;
        }
        #[cfg(target_arch = "x86_64")]
        {
            Some(crate::processor::power_65537(&self.0, &base)?.to_octets())
        }
        #[cfg(not(target_arch = "x86_64"))]
        {
            None
        }
    }
}

#[cfg(test)]
mod tests;
