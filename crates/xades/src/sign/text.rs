//! Writing pieces of XML.

use base64_simd::STANDARD;
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_report::hex;

/// base64 as the management service wraps it: lines of 76 characters, each with a line feed.
pub(super) fn wrapped_base64(octets: &[u8]) -> String {
    /// Of 76 characters.
    const OCTETS_OF_A_LINE: usize = 57;
    let lines = octets.len().div_ceil(OCTETS_OF_A_LINE);
    let mut text = String::with_capacity(octets.len().div_ceil(3) * 4 + lines);
    for line in octets.chunks(OCTETS_OF_A_LINE) {
        STANDARD.encode_append(line, &mut text);
        text.push('\n');
    }
    text
}

/// The beginning of identifiers, the same for the same parts. Identifiers have to be unique within
/// one document only, which who writes them checks; nothing secret depends on them.
pub(super) fn identifier_stem(parts: &[&[u8]]) -> String {
    let mut octets = Vec::with_capacity(128);
    for part in parts {
        octets.extend((part.len() as u64).to_be_bytes());
        octets.extend_from_slice(part);
    }
    let digest = DigestAlgorithm::Sha256.digest(&octets);
    let [a, b, c, d, ..] = *digest else { return "id".to_owned() };
    "id".to_owned() + &hex(&[a, b, c, d])
}

/// A piece of text with something put in at an octet position, or `None` if there is no such
/// position.
pub(super) fn insert(source: &[u8], at: usize, text: &str) -> Option<Vec<u8>> {
    let (before, after) = source.split_at_checked(at)?;
    Some([before, text.as_bytes(), after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_wrapped_at_76_columns_with_a_line_feed_at_the_end() {
        // 57 octets make one full line.
        let zeros = "A".repeat(76);
        assert_eq!(wrapped_base64(&[0; 57]), format!("{zeros}\n"));
        assert_eq!(wrapped_base64(&[0; 58]), format!("{zeros}\nAA==\n"));
        assert_eq!(wrapped_base64(b"fooba"), "Zm9vYmE=\n");
    }

    #[test]
    fn identifiers_differ_where_any_part_does() {
        let stem = identifier_stem(&[b"ab", b"c"]);
        assert_ne!(stem, identifier_stem(&[b"a", b"bc"]));
        assert_eq!(stem, identifier_stem(&[b"ab", b"c"]));
        assert_eq!(stem.len(), 10);
    }
}
