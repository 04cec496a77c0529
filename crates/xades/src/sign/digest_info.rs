//! The structure that an RSA card pads and signs.

use shohosen_pki::crypto::DigestAlgorithm;

/// The DER of the `DigestInfo` of octets (RFC 8017 §9.2, notes 1 and 2): what CKM_RSA_PKCS and
/// other signers that only pad are given. The parameters of the digest algorithm are NULL, as
/// strict verifiers demand; without it the signature would be refused.
///
/// ```
/// use shohosen_pki::crypto::DigestAlgorithm;
/// let info = shohosen_xades::sign::digest_info(DigestAlgorithm::Sha256, b"abc");
/// assert_eq!(info.len(), 51);
/// ```
pub fn digest_info(algorithm: DigestAlgorithm, octets: &[u8]) -> Vec<u8> {
    [algorithm.digest_info_prefix(), &algorithm.digest(octets)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_info_is_that_of_rfc_8017_with_null() {
        // RFC 8017 §9.2 note 1, SHA-256, and FIPS 180-4 for "abc".
        let expected = "3031300d060960864801650304020105000420\
                        ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let info = digest_info(DigestAlgorithm::Sha256, b"abc");
        let hex: String = info.iter().map(|octet| format!("{octet:02x}")).collect();
        assert_eq!(hex, expected);
        // Each length octet counts what follows it.
        for algorithm in DigestAlgorithm::ALL {
            let info = digest_info(algorithm, b"");
            assert_eq!(usize::from(info[1]), info.len() - 2, "{algorithm}");
            assert_eq!(usize::from(info[3]) + 6 + algorithm.length(), info.len(), "{algorithm}");
        }
    }
}
