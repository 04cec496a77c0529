//! What can go wrong with a card, each with its code.

use crate::sign::ProviderError;
use cryptoki::error::{Error as Pkcs11Error, RvError};
use shohosen_pki::CertificateError;
use shohosen_report::{Finding, Phrase, Value, codes::card as codes};

/// Why a card did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CardError {
    /// The library cannot be loaded or initialised.
    #[error("the PKCS#11 library {library} cannot be loaded: {reason}")]
    LibraryNotLoaded {
        /// Its path.
        library: String,
        /// The likely cause.
        reason: Phrase,
    },
    /// The library is that of the card's application for authentication.
    #[error("{library} is the library for authentication, not that for signatures")]
    LibraryForAuthentication {
        /// Its path.
        library: String,
    },
    /// The library knows no reader.
    #[error("there is no card reader")]
    NoReader,
    /// There is no card in any reader.
    #[error("there is no card in the reader ({readers} found)")]
    NoCard {
        /// How many readers there are.
        readers: usize,
    },
    /// None of the cards is the one asked for.
    #[error("the card {wanted} is not there")]
    CardNotFound {
        /// The label or serial number asked for.
        wanted: String,
        /// The labels of the cards that are there.
        found: Vec<String>,
    },
    /// Several cards could be meant, and nothing tells which.
    #[error("there are {} cards that could be meant", found.len())]
    CardAmbiguous {
        /// Their serial numbers.
        found: Vec<String>,
    },
    /// The card was removed, or exchanged for another one.
    #[error("the card was removed")]
    Removed,
    /// No certificate on the card is for signatures.
    #[error("there is no signature certificate on the card ({certificates} certificates)")]
    CertificateNotFound {
        /// How many certificates there are.
        certificates: usize,
    },
    /// The end-entity certificate on the card is not for nonRepudiation.
    #[error("the certificate on the card is one for authentication")]
    CertificateForAuthentication {
        /// Its keyUsage.
        key_usage: Vec<&'static str>,
    },
    /// Several certificates could be meant.
    #[error("there are {certificates} signature certificates on the card")]
    CertificateAmbiguous {
        /// How many.
        certificates: usize,
    },
    /// The certificate cannot be read.
    #[error("the certificate on the card cannot be read: {0}")]
    CertificateUnreadable(#[from] CertificateError),
    /// The private key of the certificate is not on the card.
    #[error("the private key of the certificate is not on the card")]
    KeyNotFound,
    /// The key wants the PIN inside the signing operation.
    #[error("the key wants the PIN inside the signing operation")]
    ContextLogin,
    /// The card refused the PIN. It will not be sent again.
    #[error("the PIN is wrong (tries left: {tries_left})")]
    PinWrong {
        /// How many tries are left, as far as the card says.
        tries_left: TriesLeft,
    },
    /// The PIN is locked.
    #[error("the PIN is locked")]
    PinLocked,
    /// No card has such a PIN, or this one does not; it was not sent.
    #[error("a PIN has {minimum} to {maximum} printable ASCII characters")]
    PinForm {
        /// The fewest characters.
        minimum: usize,
        /// The most characters.
        maximum: usize,
    },
    /// The card says that the PIN has a length that it does not take (CKR_PIN_LEN_RANGE). It will
    /// not be sent again.
    #[error("the card does not take a PIN of this length")]
    PinLength,
    /// The card says that the PIN has characters that it does not take (CKR_PIN_INVALID). It will
    /// not be sent again.
    #[error("the card does not take the characters of this PIN")]
    PinCharacters,
    /// The card has refused the PIN of this key before; it was not sent again.
    #[error("the card refused this PIN before")]
    PinRefusedBefore,
    /// The PIN must be changed first.
    #[error("the PIN must be changed first")]
    PinExpired,
    /// A function of the library failed.
    #[error("{function}: {reason}")]
    Function {
        /// The PKCS#11 function.
        function: String,
        /// The name of the return value.
        reason: String,
    },
}

/// How many more times a PIN may be tried. PKCS#11 knows no number, only flags of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TriesLeft {
    /// The card does not say.
    Unknown,
    /// One more wrong PIN locks it (CKF_USER_PIN_FINAL_TRY).
    One,
    /// None: it is locked now (CKF_USER_PIN_LOCKED).
    None,
}

impl std::fmt::Display for TriesLeft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Unknown => "?",
            Self::One => "1",
            Self::None => "0",
        })
    }
}

impl CardError {
    /// The finding that reports it: with code, evidence, texts and remedy.
    pub fn finding(&self) -> Finding {
        match self {
            Self::LibraryNotLoaded { library, reason } => codes::LIBRARY_NOT_LOADED
                .finding()
                .with("library", library.clone())
                .with("reason", reason.clone()),
            Self::LibraryForAuthentication { library } => {
                codes::LIBRARY_AUTHENTICATION.finding().with("library", library.clone())
            }
            Self::NoReader => codes::READER_MISSING.finding(),
            Self::NoCard { readers } => codes::TOKEN_MISSING.finding().with("readers", *readers),
            Self::CardNotFound { wanted, found } => codes::TOKEN_NOT_FOUND
                .finding()
                .with("wanted", wanted.clone())
                .with("found", found.clone()),
            Self::CardAmbiguous { found } => codes::TOKEN_AMBIGUOUS
                .finding()
                .with("cards", found.len())
                .with("found", found.clone()),
            Self::Removed => codes::TOKEN_REMOVED.finding(),
            Self::CertificateNotFound { certificates } => {
                codes::CERTIFICATE_NOT_FOUND.finding().with("certificates", *certificates)
            }
            Self::CertificateForAuthentication { key_usage } => {
                let usage = key_usage.iter().map(|name| Value::from(*name)).collect();
                codes::CERTIFICATE_AUTHENTICATION.finding().with("key_usage", Value::List(usage))
            }
            Self::CertificateAmbiguous { certificates } => {
                codes::CERTIFICATE_AMBIGUOUS.finding().with("certificates", *certificates)
            }
            Self::CertificateUnreadable(error) => {
                codes::CERTIFICATE_UNREADABLE.finding().with("problem", Phrase::from(error))
            }
            Self::KeyNotFound => codes::KEY_NOT_FOUND.finding(),
            Self::ContextLogin => codes::KEY_CONTEXT_LOGIN.finding(),
            Self::PinWrong { tries_left } => {
                codes::PIN_WRONG.finding().with("tries_left", tries_left.to_string())
            }
            Self::PinLocked => codes::PIN_LOCKED.finding(),
            Self::PinForm { minimum, maximum } => {
                codes::PIN_FORM.finding().with("minimum", *minimum).with("maximum", *maximum)
            }
            Self::PinLength => codes::PIN_LENGTH_REFUSED.finding(),
            Self::PinCharacters => codes::PIN_CHARACTERS_REFUSED.finding(),
            Self::PinRefusedBefore => codes::PIN_REFUSED_BEFORE.finding(),
            Self::PinExpired => codes::PIN_EXPIRED.finding(),
            Self::Function { function, reason } => codes::FUNCTION_FAILED
                .finding()
                .with("function", function.clone())
                .with("reason", reason.clone()),
        }
    }
}

impl From<CardError> for ProviderError {
    fn from(error: CardError) -> Self {
        Self::new(error.finding()).with_source(error)
    }
}

impl From<Pkcs11Error> for CardError {
    fn from(error: Pkcs11Error) -> Self {
        let Pkcs11Error::Pkcs11(value, function) = error else {
            return Self::Function { function: "PKCS#11".into(), reason: error.to_string() };
        };
        match value {
            RvError::TokenNotPresent
            | RvError::TokenNotRecognized
            | RvError::DeviceRemoved
            | RvError::SlotIdInvalid
            | RvError::SessionClosed
            | RvError::SessionHandleInvalid => Self::Removed,
            RvError::PinIncorrect => Self::PinWrong { tries_left: TriesLeft::Unknown },
            RvError::PinLenRange => Self::PinLength,
            RvError::PinInvalid => Self::PinCharacters,
            RvError::PinLocked => Self::PinLocked,
            RvError::PinExpired => Self::PinExpired,
            // The names of the return values, not the paragraphs that describe them.
            other => {
                Self::Function { function: function.to_string(), reason: format!("{other:?}") }
            }
        }
    }
}
