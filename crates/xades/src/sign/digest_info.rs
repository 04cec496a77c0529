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
    // Everything before the digest, from RFC 8017 §9.2, note 1.
    let prefix: &[u8] = match algorithm {
        DigestAlgorithm::Sha1 => {
            &[0x30, 0x21, 0x30, 0x09, 6, 5, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 5, 0, 4, 0x14]
        }
        DigestAlgorithm::Sha256 => {
            &[0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20]
        }
        DigestAlgorithm::Sha384 => {
            &[0x30, 0x41, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 2, 5, 0, 4, 0x30]
        }
        DigestAlgorithm::Sha512 => {
            &[0x30, 0x51, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 3, 5, 0, 4, 0x40]
        }
    };
    [prefix, &algorithm.digest(octets)].concat()
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
