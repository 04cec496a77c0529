//! Object identifiers of encryption under a password, and their names for those that are not
//! supported.

use crate::keys::problem;
use shohosen_pki::Oid;
use shohosen_report::Phrase;

/// RFC 8018 appendix A.4.
pub(super) const PBES2: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 5, 13]);
/// RFC 8018 appendix A.5.
pub(super) const PBMAC1: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 5, 14]);
/// RFC 8018 appendix A.2.
pub(super) const PBKDF2: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 5, 12]);
/// RFC 7914 §7.
pub(super) const SCRYPT: Oid = Oid::from_arcs(&[1, 3, 6, 1, 4, 1, 11_591, 4, 11]);

pub(super) const SHA1: Oid = Oid::from_arcs(&[1, 3, 14, 3, 2, 26]);
pub(super) const SHA224: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 2, 4]);
pub(super) const SHA256: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 2, 1]);
pub(super) const SHA384: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 2, 2]);
pub(super) const SHA512: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 2, 3]);
pub(super) const SHA512_224: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 2, 5]);
pub(super) const SHA512_256: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 2, 6]);

/// RFC 8018 appendix B.1.2.
pub(super) const HMAC_SHA1: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 2, 7]);
pub(super) const HMAC_SHA224: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 2, 8]);
pub(super) const HMAC_SHA256: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 2, 9]);
pub(super) const HMAC_SHA384: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 2, 10]);
pub(super) const HMAC_SHA512: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 2, 11]);
pub(super) const HMAC_SHA512_224: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 2, 12]);
pub(super) const HMAC_SHA512_256: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 2, 13]);

/// RFC 8018 appendix B.2; NIST.
pub(super) const DES_EDE3_CBC: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 3, 7]);
pub(super) const RC2_CBC: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 3, 2]);
pub(super) const AES_128_CBC: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 1, 2]);
pub(super) const AES_192_CBC: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 1, 22]);
pub(super) const AES_256_CBC: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 1, 42]);
/// RFC 5084 §3.2.
pub(super) const AES_128_GCM: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 1, 6]);
pub(super) const AES_192_GCM: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 1, 26]);
pub(super) const AES_256_GCM: Oid = Oid::from_arcs(&[2, 16, 840, 1, 101, 3, 4, 1, 46]);

/// RFC 7292 appendix C.
pub(super) const PBE_SHA_3DES: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 12, 1, 3]);
pub(super) const PBE_SHA_2DES: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 12, 1, 4]);
pub(super) const PBE_SHA_RC2_128: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 12, 1, 5]);
pub(super) const PBE_SHA_RC2_40: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 12, 1, 6]);

/// RFC 8018 appendix A.3 and C, RFC 7292 appendix C, NIST, RFC 8018 appendix B.2.
const UNSUPPORTED: &[(&[u32], &str)] = &[
    (&[1, 2, 840, 113_549, 1, 5, 1], "pbeWithMD2AndDES-CBC"),
    (&[1, 2, 840, 113_549, 1, 5, 3], "pbeWithMD5AndDES-CBC"),
    (&[1, 2, 840, 113_549, 1, 5, 4], "pbeWithMD2AndRC2-CBC"),
    (&[1, 2, 840, 113_549, 1, 5, 6], "pbeWithMD5AndRC2-CBC"),
    (&[1, 2, 840, 113_549, 1, 5, 10], "pbeWithSHA1AndDES-CBC"),
    (&[1, 2, 840, 113_549, 1, 5, 11], "pbeWithSHA1AndRC2-CBC"),
    (&[1, 2, 840, 113_549, 1, 12, 1, 1], "pbeWithSHAAnd128BitRC4"),
    (&[1, 2, 840, 113_549, 1, 12, 1, 2], "pbeWithSHAAnd40BitRC4"),
    (&[1, 3, 14, 3, 2, 7], "desCBC"),
    (&[1, 2, 840, 113_549, 3, 9], "rc5-CBC-PAD"),
    (&[1, 2, 840, 113_549, 2, 5], "md5"),
    (&[1, 3, 36, 3, 2, 1], "ripemd160"),
    (&[2, 16, 840, 1, 101, 3, 4, 2, 7], "sha3-224"),
    (&[2, 16, 840, 1, 101, 3, 4, 2, 8], "sha3-256"),
    (&[2, 16, 840, 1, 101, 3, 4, 2, 9], "sha3-384"),
    (&[2, 16, 840, 1, 101, 3, 4, 2, 10], "sha3-512"),
    (&[1, 2, 392, 200_011, 61, 1, 1, 1, 2], "camellia128-CBC"),
    (&[1, 2, 392, 200_011, 61, 1, 1, 1, 3], "camellia192-CBC"),
    (&[1, 2, 392, 200_011, 61, 1, 1, 1, 4], "camellia256-CBC"),
    (&[1, 2, 410, 200_046, 1, 1, 2], "aria128-CBC"),
    (&[1, 2, 410, 200_046, 1, 1, 12], "aria256-CBC"),
    (&[1, 2, 156, 10_197, 1, 104, 2], "sm4-CBC"),
    (&[1, 2, 410, 200_004, 1, 4], "seed-CBC"),
    (&[1, 3, 6, 1, 4, 1, 3029, 1, 2], "blowfish-CBC"),
    (&[2, 16, 840, 1, 101, 3, 4, 1, 1], "aes128-ECB"),
    (&[2, 16, 840, 1, 101, 3, 4, 1, 41], "aes256-ECB"),
    (&[2, 16, 840, 1, 101, 3, 4, 1, 4], "aes128-CFB"),
    (&[2, 16, 840, 1, 101, 3, 4, 1, 44], "aes256-CFB"),
    (&[2, 16, 840, 1, 101, 3, 4, 1, 43], "aes256-OFB"),
];

/// What an algorithm that is not supported is called; its numbers where it has no name here.
pub(super) fn name(algorithm: Oid) -> Phrase {
    let known = UNSUPPORTED.iter().find(|(arcs, _)| Oid::from_arcs(arcs) == algorithm);
    problem::name(known.map_or_else(|| algorithm.to_string(), |(_, name)| (*name).to_owned()))
}
