//! Encryption under a password: PBES2 (RFC 8018 §6.2), and what PKCS#12 files of the past are
//! encrypted with (RFC 7292 appendix C). One reader for PKCS#8 and PKCS#12, which clears what it
//! derives and decrypts.
//!
//! What it does *not* do: it encrypts nothing, and does not decrypt what was broken long ago (DES
//! and RC4 under MD5 or SHA-1), but says its name.

mod cipher;
mod derive;
mod gcm;
mod mac;
mod names;
mod password;
mod scheme;

pub(super) use mac::Mac;
pub(super) use password::Password;
pub(super) use scheme::{Scheme, malformed};

use super::SoftwareKeyError;
use shohosen_pki::ber::{Reader, Rules, tag};
use shohosen_report::Words;

/// More rounds of deriving keys are refused, those of all parts of a file together: that many take
/// some seconds. OpenSSL writes 2048 for each of three parts, others about a million.
const MAX_ROUNDS: u64 = 10_000_000;
/// More memory for scrypt (128·N·r octets) is refused. OpenSSL takes 16 MiB.
const MAX_SCRYPT_OCTETS: u64 = 256 * 1024 * 1024;

/// The file says how long deriving its keys takes: what is left of the time that it gets. A
/// password in several forms costs once, so that the limit is that of the file.
pub(super) struct Work {
    rounds: u64,
}

impl Work {
    pub(super) const fn new() -> Self {
        Self { rounds: MAX_ROUNDS }
    }

    fn spend(&mut self, rounds: u64) -> Result<(), SoftwareKeyError> {
        self.rounds = self.rounds.checked_sub(rounds).ok_or_else(too_much)?;
        Ok(())
    }
}

fn too_much() -> SoftwareKeyError {
    const TOO_MUCH: Words = Words::new(
        "鍵の導出に時間またはメモリーがかかりすぎます",
        "deriving the key would take too long or too much memory",
    );
    SoftwareKeyError::Encryption(TOO_MUCH.phrase())
}

/// Whether this is one SEQUENCE and nothing else: what is encrypted always is, and what a wrong
/// password decrypts never but by chance (the padding alone comes out right once in 256 times).
fn is_one_sequence(octets: &[u8]) -> bool {
    let mut reader = Reader::new(octets, Rules::Ber);
    reader.element(tag::SEQUENCE, "decrypted").is_ok() && reader.is_empty()
}
