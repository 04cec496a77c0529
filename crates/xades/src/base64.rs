//! base64 as XML carries it: with any white space between the characters.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Decodes base64 text of XML (`xsd:base64Binary`): white space is skipped, padding is required,
/// any other character refused. `None` if it is not base64.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let clean = |byte: &u8| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let trimmed = text.trim_matches([' ', '\t', '\n', '\r']);
    if trimmed.bytes().all(|b| clean(&b)) {
        return STANDARD.decode(trimmed).ok();
    }
    let packed: Vec<u8> = trimmed.bytes().filter(clean).collect();
    STANDARD.decode(packed).ok()
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
