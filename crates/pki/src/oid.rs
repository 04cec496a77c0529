//! Object identifiers.

use crate::der::DerError;
use std::fmt;

/// The most content octets of an object identifier that is read. UUIDs below 2.25 take 20; one
/// time-stamp authority writes the dotted text of its policy into 60.
const MAX_OCTETS: usize = 63;

/// An object identifier (X.660), held in place and cheap to copy and compare.
///
/// ```
/// use shohosen_pki::Oid;
/// let hpki_signature = Oid::from_arcs(&[1, 2, 392, 100_495, 1, 5, 1, 1, 3, 1]);
/// assert_eq!(hpki_signature.to_string(), "1.2.392.100495.1.5.1.1.3.1");
/// assert_eq!("1.2.392.100495.1.5.1.1.3.1".parse(), Ok(hpki_signature));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid {
    length: u8,
    octets: [u8; MAX_OCTETS],
}

impl Oid {
    /// From its numbers, at compile time where it is a constant.
    ///
    /// # Panics
    /// If there are fewer than two numbers, the first two are not possible, or it would take more
    /// than 63 octets. Meant for constants; text of others goes through [`str::parse`].
    #[must_use]
    pub const fn from_arcs(arcs: &[u32]) -> Self {
        match Self::encode(arcs) {
            Some(oid) => oid,
            None => {
                #[allow(clippy::panic, reason = "a wrong constant fails to compile")]
                {
                    panic!("not an object identifier")
                }
            }
        }
    }

    const fn encode(arcs: &[u32]) -> Option<Self> {
        if arcs.len() < 2 || arcs[0] > 2 || (arcs[0] < 2 && arcs[1] > 39) {
            return None;
        }
        let mut oid = Self { length: 0, octets: [0; MAX_OCTETS] };
        let mut index = 1;
        while index < arcs.len() {
            let value =
                if index == 1 { arcs[0] as u64 * 40 + arcs[1] as u64 } else { arcs[index] as u64 };
            let mut shift = 0;
            while value >> (shift + 7) != 0 {
                shift += 7;
            }
            loop {
                if oid.length as usize >= MAX_OCTETS {
                    return None;
                }
                let more = if shift > 0 { 0x80 } else { 0 };
                oid.octets[oid.length as usize] = ((value >> shift) & 0x7f) as u8 | more;
                oid.length += 1;
                if shift == 0 {
                    break;
                }
                shift -= 7;
            }
            index += 1;
        }
        Some(oid)
    }

    /// From the content octets of its DER encoding (without tag and length).
    ///
    /// # Errors
    /// If it is empty, ends inside a number, has a number with leading zeros, or takes more than
    /// 63 octets.
    pub fn from_content(octets: &[u8]) -> Result<Self, DerError> {
        const ERROR: DerError = DerError::Value("OBJECT IDENTIFIER of at most 63 octets");
        if octets.last().is_none_or(|&last| last >= 0x80) {
            return Err(ERROR);
        }
        let mut starts = true;
        for &octet in octets {
            if starts && octet == 0x80 {
                return Err(ERROR);
            }
            starts = octet < 0x80;
        }
        let mut oid = Self { length: 0, octets: [0; MAX_OCTETS] };
        oid.octets.get_mut(..octets.len()).ok_or(ERROR)?.copy_from_slice(octets);
        oid.length = u8::try_from(octets.len()).map_err(|_| ERROR)?;
        Ok(oid)
    }

    /// The content octets of its DER encoding.
    pub fn content(&self) -> &[u8] {
        self.octets.get(..usize::from(self.length)).unwrap_or_default()
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut value, mut first) = (0_u128, true);
        for &octet in self.content() {
            // A number above 128 bits loses its top bits; only the display of a nonsense
            // identifier suffers.
            value = value << 7 | u128::from(octet & 0x7f);
            if octet >= 0x80 {
                continue;
            }
            if first {
                let root = (value / 40).min(2);
                write!(f, "{root}.{}", value - root * 40)?;
            } else {
                write!(f, ".{value}")?;
            }
            (value, first) = (0, false);
        }
        Ok(())
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Text that is not an object identifier such as `1.2.392.100495.1.5.1.1.3.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an object identifier (expected numbers with dots, such as 2.5.29.32.0)")]
pub struct ParseOidError;

impl std::str::FromStr for Oid {
    type Err = ParseOidError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |part: &str| {
            let canonical = part == "0" || !part.starts_with(['0', '+']);
            canonical.then(|| part.parse::<u32>().ok()).flatten()
        };
        let arcs: Option<Vec<u32>> = text.split('.').map(number).collect();
        arcs.and_then(|arcs| Self::encode(&arcs)).ok_or(ParseOidError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_as_x690_says() {
        // X.690 §8.19.5: {2 999 3} is 88 37 03; HPKI 1.0.17090.0.1 is 28 81 85 42 00 01.
        assert_eq!(Oid::from_arcs(&[2, 999, 3]).content(), [0x88, 0x37, 0x03]);
        assert_eq!(
            Oid::from_arcs(&[1, 0, 17090, 0, 1]).content(),
            [0x28, 0x81, 0x85, 0x42, 0x00, 0x01]
        );
        for (content, text) in [
            (&[0x88, 0x37, 0x03][..], "2.999.3"),
            (&[0x2a, 0x00], "1.2.0"),
            // 2^32 - 1, 2^32 and 2^70
            (&[0x2a, 0x8f, 0xff, 0xff, 0xff, 0x7f], "1.2.4294967295"),
            (&[0x2a, 0x90, 0x80, 0x80, 0x80, 0x00], "1.2.4294967296"),
            (
                &[0x2a, 0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
                "1.2.1180591620717411303424",
            ),
        ] {
            assert_eq!(Oid::from_content(content).unwrap().to_string(), text);
        }
        for wrong in [&[][..], &[0x80, 0x01], &[0x88], &[1; 64]] {
            assert!(Oid::from_content(wrong).is_err());
        }
        for wrong in ["", "1", "3.1", "1.40", "1.2.", "1.2.x", "1.02", "1.2.4294967296"] {
            assert!(wrong.parse::<Oid>().is_err(), "{wrong}");
        }
    }
}
