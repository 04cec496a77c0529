//! base64 as XML carries it: with any white space between the characters.

use base64_simd::STANDARD;

/// Decodes base64 text of XML (`xsd:base64Binary`): white space is skipped, padding is required,
/// any other character refused. `None` if it is not base64.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let trimmed = text.trim_matches([' ', '\t', '\n', '\r']).as_bytes();
    // Base64 is wrapped by line ends; blanks and tabs are rare enough for the slow way.
    let first = memchr::memchr2(b'\n', b'\r', trimmed);
    if first.is_none() && memchr::memchr2(b' ', b'\t', trimmed).is_none() {
        return STANDARD.decode_to_vec(trimmed).ok();
    }
    let mut packed = Vec::with_capacity(trimmed.len());
    let mut start = 0;
    for end in memchr::memchr2_iter(b'\n', b'\r', trimmed) {
        packed.extend_from_slice(trimmed.get(start..end)?);
        start = end + 1;
    }
    packed.extend_from_slice(trimmed.get(start..)?);
    if memchr::memchr2(b' ', b'\t', &packed).is_some() {
        packed.retain(|byte| !matches!(byte, b' ' | b'\t'));
    }
    let length = STANDARD.decode_inplace(&mut packed).ok()?.len();
    packed.truncate(length);
    Some(packed)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn white_space_is_skipped_and_everything_else_refused() {
        assert_eq!(decode("\n Zm9v\r\n\tYmE= \n").as_deref(), Some(&b"fooba"[..]));
        assert_eq!(decode("Zm9vYmE"), None, "padding is required");
        assert_eq!(decode("Zm9v-mE="), None, "not the URL alphabet");
        assert_eq!(decode("").as_deref(), Some(&b""[..]));
    }
}
