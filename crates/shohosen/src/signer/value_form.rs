//! What is wrong with the form of a signature value that was made elsewhere. That it does not verify
//! is the same sentence for all of them, and helps with none.

use shohosen_pki::crypto::{PublicKeyKind, SignatureAlgorithm, verify_digest_fixed};
use shohosen_report::Phrase;
use shohosen_xades::sign::PreparedSignature;

/// The mistake in the form of the value, if it is one that is known.
pub(super) fn mistake(prepared: &PreparedSignature, value: &[u8]) -> Option<Phrase> {
    let key = prepared.certificate.public_key();
    let bits = usize::try_from(key.bits()).ok()?;
    let length = match key.kind() {
        PublicKeyKind::Rsa | PublicKeyKind::RsaPss => bits.div_ceil(8),
        // The two numbers r and s.
        _ => bits.div_ceil(8) * 2,
    };
    let found = value.len();
    if found == length {
        let reversed: Vec<u8> = value.iter().rev().copied().collect();
        return verifies(prepared, &reversed).then(|| {
            Phrase::new(
                "バイトの順序が逆です（Windows の CryptSignHash はこの順序で返します）",
                "its bytes are in reverse order (as CryptSignHash of Windows returns them)",
            )
        });
    }
    Some(if value.is_empty() {
        Phrase::new("値が空です", "it is empty")
    } else if found == 2 * length && value.iter().all(u8::is_ascii_hexdigit) {
        Phrase::new("16 進表記の文字列です", "it is hexadecimal text")
    } else if matches!(prepared.algorithm, SignatureAlgorithm::Ecdsa(_))
        && value.starts_with(&[0x30])
    {
        Phrase::new(
            "DER 形式です。r と s を並べた形にしてください",
            "it is DER; r and s one after the other are expected",
        )
    } else if value.starts_with(&[0x30, 0x82]) && found > length {
        Phrase::new(
            "署名値ではなく、証明書や CMS などの DER です",
            "it is DER, such as a certificate or CMS, and no signature value",
        )
    } else {
        Phrase::new(
            format!("長さが {found} バイトです（{length} バイトでなければなりません）"),
            format!("it has {found} bytes instead of {length}"),
        )
    })
}

fn verifies(prepared: &PreparedSignature, value: &[u8]) -> bool {
    let digest = prepared.algorithm.digest().digest(&prepared.octets);
    let key = prepared.certificate.public_key();
    verify_digest_fixed(key, prepared.algorithm, &digest, value).is_ok()
}
