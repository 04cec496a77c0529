//! The key of a card.

use super::card::{Card, tries_left};
use super::error::{CardError, TriesLeft};
use super::library::held;
use super::pin::Pin;
use crate::sign::{ProviderError, SigningKey, digest_info};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, SessionState, UserType};
use cryptoki::slot::TokenInfo;
use shohosen_pki::Certificate;
use shohosen_pki::crypto::{DigestAlgorithm, SignatureAlgorithm};
use shohosen_report::codes;
use std::sync::Mutex;

/// The lengths of a PIN where the card does not say them (JAHIS 24-002 §5.2.2).
const PIN_LENGTHS: (usize, usize) = (4, 16);

/// A key on a card, with the PIN to use it.
///
/// It may be used from several threads; signatures are made one after the other, each with a
/// login of its own. When the card refuses the PIN, the PIN is wiped, and this key makes no
/// signature any more.
#[derive(Debug)]
pub struct CardKey {
    card: Card,
    certificate: Certificate,
    /// `None` once the card has refused it.
    pin: Mutex<Option<Pin>>,
}

impl CardKey {
    pub(super) const fn new(card: Card, certificate: Certificate, pin: Pin) -> Self {
        Self { card, certificate, pin: Mutex::new(Some(pin)) }
    }

    /// The card that it is on.
    pub const fn card(&self) -> &Card {
        &self.card
    }

    /// Has the card pad and sign a DigestInfo (CKM_RSA_PKCS).
    ///
    /// # Errors
    /// The errors of [`CardError`] about keys, PINs and removed cards; [`CardError::ContextLogin`]
    /// for a key that wants its PIN inside the operation, which takes
    /// [`sign`](SigningKey::sign).
    pub fn sign_digest_info(&self, digest_info: &[u8]) -> Result<Vec<u8>, CardError> {
        self.logged_in(|session, key, _| {
            match session.sign(&Mechanism::RsaPkcs, key, digest_info) {
                Err(Error::Pkcs11(RvError::UserNotLoggedIn, _)) => Err(CardError::ContextLogin),
                outcome => Ok(outcome?),
            }
        })
    }

    /// As PKCS#11 wants it of a key with CKA_ALWAYS_AUTHENTICATE: the PIN once more between the
    /// beginning and the end of the operation. The card digests, too: an operation in parts is the
    /// only one that can be interrupted, and CKM_RSA_PKCS has none.
    fn sign_octets(&self, octets: &[u8], digest: DigestAlgorithm) -> Result<Vec<u8>, CardError> {
        let mechanism = match digest {
            DigestAlgorithm::Sha384 => Mechanism::Sha384RsaPkcs,
            DigestAlgorithm::Sha512 => Mechanism::Sha512RsaPkcs,
            _ => Mechanism::Sha256RsaPkcs,
        };
        self.logged_in(|session, key, pin| {
            if !wants_pin_each_time(session, key) {
                return Ok(session.sign(&Mechanism::RsaPkcs, key, &digest_info(digest, octets))?);
            }
            match session.sign_init(&mechanism, key) {
                Err(Error::Pkcs11(RvError::MechanismInvalid, _)) => {
                    return Err(CardError::ContextLogin);
                }
                outcome => outcome?,
            }
            let sent = session.login(UserType::ContextSpecific, Some(pin.secret()));
            sent.map_err(|error| refusal(error, || self.card.token().ok()))?;
            session.sign_update(octets)?;
            Ok(session.sign_final()?)
        })
    }

    /// Does something with the key after a login. A PIN that the card refuses is wiped.
    fn logged_in(
        &self,
        work: impl FnOnce(&Session, ObjectHandle, &Pin) -> Result<Vec<u8>, CardError>,
    ) -> Result<Vec<u8>, CardError> {
        let (modulus, exponent) =
            self.certificate.public_key().rsa_numbers().ok_or(CardError::KeyNotFound)?;
        self.card.with_session(|session| {
            // Locked inside the session, after the card: whoever waited for the card sees that
            // the PIN was refused meanwhile.
            let mut pin = held(&self.pin);
            let outcome = self.login(session, pin.as_ref()).and_then(|_logged_in| {
                let own = pin.as_ref().ok_or(CardError::PinRefusedBefore)?;
                work(session, find_key(session, modulus, exponent)?, own)
            });
            if outcome.as_ref().is_err_and(was_refused) {
                *pin = None;
            }
            outcome
        })
    }

    /// Sends the PIN, once.
    fn login<'s>(
        &self,
        session: &'s Session,
        pin: Option<&Pin>,
    ) -> Result<LoggedIn<'s>, CardError> {
        let pin = pin.ok_or(CardError::PinRefusedBefore)?;
        let token = self.card.token()?;
        if token.user_pin_locked() {
            return Err(CardError::PinLocked);
        }
        let (minimum, maximum) = match (token.min_pin_length(), token.max_pin_length()) {
            (minimum, maximum) if 0 < maximum && minimum <= maximum => (minimum, maximum),
            _ => PIN_LENGTHS,
        };
        pin.check(minimum, maximum)?;
        // Each signature has a login of its own; one that somebody else in the process left open
        // would let this one pass without its PIN being looked at.
        if let SessionState::RoUser | SessionState::RwUser =
            session.get_session_info()?.session_state()
        {
            session.logout()?;
        }
        match session.login(UserType::User, Some(pin.secret())) {
            Ok(()) => Ok(LoggedIn(session)),
            Err(error) => Err(refusal(error, || self.card.token().ok())),
        }
    }
}

/// Why the card did not accept the PIN. What the token says of itself afterwards is asked for
/// only after a wrong one.
fn refusal(error: Error, token_afterwards: impl FnOnce() -> Option<TokenInfo>) -> CardError {
    match CardError::from(error) {
        CardError::PinWrong { .. } => CardError::PinWrong {
            tries_left: token_afterwards().map_or(TriesLeft::Unknown, |token| tries_left(&token)),
        },
        error => error,
    }
}

/// Whether the card has looked at the PIN and did not accept it: it must not be sent again.
const fn was_refused(error: &CardError) -> bool {
    matches!(
        error,
        CardError::PinWrong { .. }
            | CardError::PinLocked
            | CardError::PinLength
            | CardError::PinCharacters
    )
}

impl SigningKey for CardKey {
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Signs by RSASSA-PKCS1-v1_5 with SHA-256, SHA-384 or SHA-512; HPKI cards know nothing else.
    fn sign(&self, octets: &[u8], algorithm: SignatureAlgorithm) -> Result<Vec<u8>, ProviderError> {
        match algorithm {
            SignatureAlgorithm::RsaPkcs1(digest) if digest != DigestAlgorithm::Sha1 => {
                Ok(self.sign_octets(octets, digest)?)
            }
            _ => Err(ProviderError::new(
                codes::signing::KEY_ALGORITHM_UNSUPPORTED
                    .finding()
                    .with("key", self.certificate.public_key().kind().to_string())
                    .with("algorithm", algorithm.to_string()),
            )),
        }
    }
}

/// The private key by modulus and exponent; where the card does not store the exponent beside a
/// private key, by modulus alone.
fn find_key(session: &Session, modulus: &[u8], exponent: &[u8]) -> Result<ObjectHandle, CardError> {
    let mut template = vec![
        Attribute::Class(ObjectClass::PRIVATE_KEY),
        Attribute::KeyType(KeyType::RSA),
        Attribute::Modulus(modulus.to_vec()),
        Attribute::PublicExponent(exponent.to_vec()),
    ];
    if let Some(key) = session.find_objects(&template)?.first() {
        return Ok(*key);
    }
    template.pop();
    session.find_objects(&template)?.first().copied().ok_or(CardError::KeyNotFound)
}

/// CKA_ALWAYS_AUTHENTICATE; keys without it do not want it.
fn wants_pin_each_time(session: &Session, key: ObjectHandle) -> bool {
    let asked = session.get_attributes(key, &[AttributeType::AlwaysAuthenticate]);
    asked.is_ok_and(|answer| answer.contains(&Attribute::AlwaysAuthenticate(true)))
}

/// Logs out when it is dropped.
struct LoggedIn<'s>(&'s Session);

impl Drop for LoggedIn<'_> {
    fn drop(&mut self) {
        // If it fails, the card is gone, or closing the session (the last one) logs out.
        let _ = self.0.logout();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cryptoki::context::Function;
    use cryptoki_sys::{
        CK_TOKEN_INFO, CKF_USER_PIN_COUNT_LOW, CKF_USER_PIN_FINAL_TRY, CKF_USER_PIN_LOCKED,
    };

    fn token(flags: cryptoki_sys::CK_FLAGS) -> Option<TokenInfo> {
        TokenInfo::try_from(CK_TOKEN_INFO { flags, ..CK_TOKEN_INFO::default() }).ok()
    }

    fn login_failed(value: RvError) -> Error {
        Error::Pkcs11(value, Function::Login)
    }

    #[test]
    fn after_a_wrong_pin_the_flags_of_the_token_say_how_many_tries_are_left() {
        // PKCS#11 §5.6.3 and the flags of CK_TOKEN_INFO; SoftHSM sets the first one only.
        for (flags, expected, shown) in [
            (0, TriesLeft::Unknown, "?"),
            (CKF_USER_PIN_COUNT_LOW, TriesLeft::Unknown, "?"),
            (CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY, TriesLeft::One, "1"),
            (CKF_USER_PIN_FINAL_TRY, TriesLeft::One, "1"),
            (CKF_USER_PIN_LOCKED, TriesLeft::None, "0"),
            (CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED, TriesLeft::None, "0"),
        ] {
            let error = refusal(login_failed(RvError::PinIncorrect), || token(flags));
            let CardError::PinWrong { tries_left } = &error else { panic!("{error}") };
            assert_eq!(*tries_left, expected, "{flags:#x}");
            let finding = error.finding();
            assert_eq!(finding.code.id(), "card.pin.wrong");
            assert_eq!(finding.evidence.get("tries_left"), Some(&shown.to_owned().into()));
            assert!(was_refused(&error));
        }
        // A card that was pulled out meanwhile says nothing.
        let error = refusal(login_failed(RvError::PinIncorrect), || None);
        assert!(matches!(error, CardError::PinWrong { tries_left: TriesLeft::Unknown }), "{error}");
    }

    #[test]
    fn a_locked_pin_is_told_from_a_wrong_one_and_not_sent_again_either() {
        let error = refusal(login_failed(RvError::PinLocked), || panic!("no need to ask"));
        assert_eq!(error.finding().code.id(), "card.pin.locked");
        assert!(was_refused(&error), "{error}");
    }

    #[test]
    fn a_pin_whose_form_the_token_refuses_is_told_so_and_not_sent_again() {
        // PKCS#11 2.40 §5.6: C_Login may return both, whatever the token info says of lengths.
        for (value, code) in [
            (RvError::PinLenRange, "card.pin.length_refused"),
            (RvError::PinInvalid, "card.pin.characters_refused"),
        ] {
            let error = refusal(login_failed(value), || panic!("no need to ask"));
            assert_eq!(error.finding().code.id(), code);
            assert!(was_refused(&error), "{error}");
        }
    }

    #[test]
    fn a_pin_that_is_right_or_was_never_looked_at_is_kept() {
        for (value, code) in [
            (RvError::PinExpired, "card.pin.expired"),
            (RvError::DeviceRemoved, "card.token.removed"),
            (RvError::TokenNotPresent, "card.token.removed"),
            (RvError::DeviceError, "card.function.failed"),
        ] {
            let error = refusal(login_failed(value), || None);
            assert_eq!(error.finding().code.id(), code);
            assert!(!was_refused(&error), "{error}");
        }
    }
}
