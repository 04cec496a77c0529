//! PEM text around private keys (RFC 7468), without copies that stay in memory.

use super::{SoftwareKeyError, problem};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shohosen_report::Phrase;
use zeroize::Zeroizing;

/// A block whose label ends with `PRIVATE KEY`.
pub(super) struct Block {
    pub(super) label: String,
    /// `None` if its text is not base64: encrypted blocks of the old kind have header lines.
    pub(super) der: Option<Zeroizing<Vec<u8>>>,
}

const BEGIN: &[u8] = b"-----BEGIN ";

/// The private keys of a text; `None` if it is no PEM. What stands around the blocks may be in any
/// encoding, and blocks of another kind are passed over.
pub(super) fn private_keys(text: &[u8]) -> Option<Vec<Block>> {
    blocks(text, |label| label.ends_with("PRIVATE KEY"))
}

/// The PKCS#12 file that a text holds, as GnuTLS writes it; `None` if it holds none.
#[cfg(feature = "pkcs12")]
pub(super) fn pkcs12(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    blocks(text, |label| label == "PKCS12")?.pop()?.der
}

fn blocks(text: &[u8], is_wanted: impl Fn(&str) -> bool) -> Option<Vec<Block>> {
    let mut rest = behind(text, BEGIN)?;
    let mut blocks = Vec::new();
    while let Some((label, body)) = split(rest, b"-----") {
        let label = String::from_utf8_lossy(label).into_owned();
        let Some((content, tail)) = split(body, format!("-----END {label}-----").as_bytes()) else {
            break;
        };
        if is_wanted(&label) {
            blocks.push(Block { label, der: decoded(content) });
        }
        match behind(tail, BEGIN) {
            Some(next) => rest = next,
            None => break,
        }
    }
    Some(blocks)
}

/// The only private key of the blocks of this text.
pub(super) fn only<'b>(blocks: &'b [Block], text: &[u8]) -> Result<&'b Block, SoftwareKeyError> {
    match blocks {
        [one] if one.label.starts_with("OPENSSH") => {
            Err(SoftwareKeyError::Malformed(problem::OPEN_SSH.phrase()))
        }
        [one] => Ok(one),
        [] => Err(SoftwareKeyError::Malformed(without_key(text))),
        several => Err(SoftwareKeyError::Several(several.len())),
    }
}

/// Why a text with the lines of PEM has no private key.
fn without_key(text: &[u8]) -> Phrase {
    let begins = text.windows(BEGIN.len()).position(|window| window == BEGIN);
    let first = begins.and_then(|begin| text.get(begin..)).unwrap_or_default();
    let label = first.split(|octet| *octet == b'\n').next().unwrap_or_default();
    match label.windows(11).any(|window| window == b"PRIVATE KEY") {
        true => problem::CUT_OFF.phrase(),
        false => problem::no_key(first),
    }
}

fn decoded(content: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let octets = content.iter().copied().filter(|octet| !octet.is_ascii_whitespace());
    let mut packed = Zeroizing::new(Vec::with_capacity(content.len()));
    packed.extend(octets);
    let mut der = Zeroizing::new(vec![0; packed.len() / 4 * 3 + 3]);
    let length = STANDARD.decode_slice(&*packed, &mut der).ok()?;
    der.truncate(length);
    Some(der)
}

fn split<'a>(text: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let position = text.windows(at.len()).position(|window| window == at)?;
    Some((text.get(..position)?, text.get(position + at.len()..)?))
}

fn behind<'a>(text: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    split(text, mark).map(|(_, behind)| behind)
}

#[cfg(test)]
mod tests {
    use super::{only, private_keys};
    use crate::keys::SoftwareKeyError;

    const KEY: &str =
        "-----BEGIN EC PRIVATE KEY-----\r\nZm9v\r\nYmE=\r\n-----END EC PRIVATE KEY-----\n";
    const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

    #[test]
    fn the_private_key_is_found_among_other_blocks_and_behind_text_of_any_encoding() {
        let shift_jis = b"Bag Attributes\n    friendlyName: \x96\xf2\x8d\xdc\x8e\x74\n";
        for around in [
            KEY.as_bytes().to_vec(),
            format!("{CERTIFICATE}{KEY}").into_bytes(),
            format!("{KEY}{CERTIFICATE}").into_bytes(),
            format!("\u{feff}{KEY}").into_bytes(),
            format!("0 is no DER\n{KEY}\nthe end").into_bytes(),
            [&shift_jis[..], KEY.as_bytes()].concat(),
        ] {
            let blocks = private_keys(&around).unwrap();
            let block = only(&blocks, &around).unwrap();
            assert_eq!(block.label, "EC PRIVATE KEY");
            assert_eq!(&**block.der.as_ref().unwrap(), b"fooba");
        }
    }

    #[test]
    fn what_is_no_single_private_key_is_told_and_counted() {
        let error =
            |text: &str| only(&private_keys(text.as_bytes()).unwrap(), text.as_bytes()).err();
        assert_eq!(error(&KEY.repeat(2)), Some(SoftwareKeyError::Several(2)));
        assert_eq!(
            error(&format!("{KEY}{CERTIFICATE}{KEY}{KEY}")),
            Some(SoftwareKeyError::Several(3))
        );
        for none in [CERTIFICATE, "-----BEGIN PRIVATE KEY-----\nAA", "-----BEGIN "] {
            assert!(matches!(error(none), Some(SoftwareKeyError::Malformed(_))), "{none}");
        }
        assert!(private_keys(b"0 is no PEM").is_none() && private_keys(b"").is_none());
    }
}
