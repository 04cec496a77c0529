//! PEM text around a private key (RFC 7468), without copies that stay in memory.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// The first block whose label ends with `PRIVATE KEY`: its label and its octets. `None` if there
/// is none, or if its text is not base64 (encrypted blocks of the old kind have header lines).
pub(super) fn private_key(text: &[u8]) -> Option<(String, Zeroizing<Vec<u8>>)> {
    let text = std::str::from_utf8(text).ok()?;
    let mut rest = text;
    loop {
        let (_, after) = rest.split_once("-----BEGIN ")?;
        let (label, body) = after.split_once("-----")?;
        let (content, tail) = body.split_once(&format!("-----END {label}-----"))?;
        if !label.ends_with("PRIVATE KEY") {
            rest = tail;
            continue;
        }
        let packed: Zeroizing<Vec<u8>> =
            Zeroizing::new(content.bytes().filter(|octet| !octet.is_ascii_whitespace()).collect());
        let mut der = Zeroizing::new(vec![0; packed.len() / 4 * 3 + 3]);
        let length = STANDARD.decode_slice(&*packed, &mut der).ok()?;
        der.truncate(length);
        return Some((label.to_owned(), der));
    }
}

#[cfg(test)]
mod tests {
    use super::private_key;

    #[test]
    fn the_private_key_is_found_among_other_blocks() {
        let text = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n\
                     -----BEGIN EC PRIVATE KEY-----\r\nZm9v\r\nYmE=\r\n-----END EC PRIVATE KEY-----\n";
        let (label, der) = private_key(text).unwrap();
        assert_eq!((label.as_str(), &**der), ("EC PRIVATE KEY", &b"fooba"[..]));
        assert!(
            private_key(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----").is_none()
        );
        assert!(private_key(b"-----BEGIN PRIVATE KEY-----\nAA").is_none());
    }
}
