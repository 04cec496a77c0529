//! A loaded PKCS#11 library and the cards that it sees.

use super::card::{Card, CardInfo, CardSelection, Holding};
use super::error::CardError;
use super::not_loaded;
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::slot::Slot;
use shohosen_pki::Certificate;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Cards looked at; further ones are ignored.
const MAX_CARDS: usize = 64;

/// A loaded PKCS#11 library. Cheap to clone; the same path gives the same library.
///
/// A library has one state a process: logged in or not, which sessions are open. It is therefore
/// loaded once, and stays loaded: unloading it would take it from other users in the process.
#[derive(Clone)]
pub struct CardLibrary(Arc<Loaded>);

struct Loaded {
    path: PathBuf,
    pkcs11: Pkcs11,
    /// Whether it may be called from several threads at a time.
    threads: bool,
    /// Held while readers are listed.
    listing: Arc<Mutex<()>>,
    /// One a slot: held while something is done with the card in it.
    slots: Mutex<BTreeMap<u64, Arc<Mutex<()>>>>,
}

static LOADED: Mutex<BTreeMap<PathBuf, CardLibrary>> = Mutex::new(BTreeMap::new());

impl CardLibrary {
    /// Loads a library, or gives the one that was loaded before from this path.
    ///
    /// # Errors
    /// [`CardError::LibraryNotLoaded`]; [`CardError::LibraryForAuthentication`] if its name is
    /// that of the library for authentication (`HpkiAuthP11_….dll`).
    pub fn load(path: impl AsRef<Path>) -> Result<Self, CardError> {
        let path = path.as_ref();
        let library = path.display().to_string();
        if is_for_authentication(path) {
            return Err(CardError::LibraryForAuthentication { library });
        }
        // A bare name is for the loader to find.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let mut loaded = held(&LOADED);
        if let Some(known) = loaded.get(&path) {
            return Ok(known.clone());
        }
        let failed = |error: Error| CardError::LibraryNotLoaded {
            library: library.clone(),
            reason: not_loaded::reason(&path, &error),
        };
        let pkcs11 = Pkcs11::new(&path).map_err(failed)?;
        let threads = initialize(&pkcs11).map_err(failed)?;
        let new = Self(Arc::new(Loaded {
            path: path.clone(),
            pkcs11,
            threads,
            listing: Arc::default(),
            slots: Mutex::default(),
        }));
        loaded.insert(path, new.clone());
        Ok(new)
    }

    /// Where it was loaded from.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// The cards that are inserted, in the order of the readers. Reading this takes no PIN.
    ///
    /// # Errors
    /// [`CardError::NoReader`], [`CardError::NoCard`], [`CardError::Function`].
    pub fn cards(&self) -> Result<Vec<CardInfo>, CardError> {
        Ok(self.slots()?.into_iter().map(|(_, info)| info).collect())
    }

    /// The same cards, to be used: each of them, whatever they call themselves.
    ///
    /// # Errors
    /// As [`cards`](Self::cards).
    pub fn all(&self) -> Result<Vec<Card>, CardError> {
        self.selected(&CardSelection::Any)
    }

    /// The card that is inserted and meant; of several, the only one with a certificate for
    /// signatures. This takes no PIN.
    ///
    /// # Errors
    /// As [`cards`](Self::cards); [`CardError::CardNotFound`]; [`CardError::CardAmbiguous`].
    pub fn card(&self, selection: &CardSelection) -> Result<Card, CardError> {
        let mut meant = self.selected(selection)?;
        let numbers = numbers(&meant);
        if meant.len() > 1 {
            meant.retain(|card| card.signing_certificate().is_ok());
        }
        only(meant).ok_or(CardError::CardAmbiguous { found: numbers })
    }

    /// The card that has the key of this certificate: its certificate or its public key, which
    /// cards show without a PIN. A single card that shows neither is taken at the caller's word.
    ///
    /// # Errors
    /// As [`card`](Self::card); [`CardError::KeyNotFound`] if there are other keys only.
    pub fn card_of(
        &self,
        selection: &CardSelection,
        certificate: &Certificate,
    ) -> Result<Card, CardError> {
        let meant = self.selected(selection)?;
        let numbers = numbers(&meant);
        let mut known = Vec::new();
        let mut hidden = Vec::new();
        for card in meant {
            match card.holds(certificate)? {
                Holding::Yes => known.push(card),
                Holding::Hidden => hidden.push(card),
                Holding::No => {}
            }
        }
        match (known.is_empty(), hidden.is_empty()) {
            (true, true) => Err(CardError::KeyNotFound),
            (false, _) => only(known).ok_or(CardError::CardAmbiguous { found: numbers }),
            // Among several, one that hides what it has may be anybody's.
            (true, false) if numbers.len() == 1 => only(hidden).ok_or(CardError::KeyNotFound),
            (true, false) => Err(CardError::CardAmbiguous { found: numbers }),
        }
    }

    /// All that could be meant; at least one.
    fn selected(&self, selection: &CardSelection) -> Result<Vec<Card>, CardError> {
        let slots = self.slots()?;
        let labels: Vec<_> = slots.iter().map(|(_, info)| info.label.clone()).collect();
        let meant = slots.into_iter().filter(|(_, info)| selection.matches(info));
        let meant: Vec<_> = meant.map(|(slot, info)| Card::new(self.clone(), slot, info)).collect();
        match meant.is_empty() {
            true => Err(CardError::CardNotFound { wanted: selection.to_string(), found: labels }),
            false => Ok(meant),
        }
    }

    fn slots(&self) -> Result<Vec<(Slot, CardInfo)>, CardError> {
        let _listing = held(&self.0.listing);
        let pkcs11 = self.pkcs11();
        let slots = pkcs11.get_slots_with_token()?;
        let mut cards = Vec::new();
        for slot in slots.into_iter().take(MAX_CARDS) {
            let info = match pkcs11.get_token_info(slot).map_err(CardError::from) {
                Ok(info) => info,
                // Pulled out meanwhile, or a card of another kind: the others are there all the same.
                Err(CardError::Removed) => continue,
                Err(error) => return Err(error),
            };
            // SoftHSM and the like show an empty place where one could be set up.
            if info.token_initialized() || !info.label().is_empty() {
                cards.push((slot, CardInfo::new(&info)));
            }
        }
        if cards.is_empty() {
            let readers = pkcs11.get_all_slots()?.len();
            let none =
                if readers == 0 { CardError::NoReader } else { CardError::NoCard { readers } };
            return Err(none);
        }
        Ok(cards)
    }

    pub(super) fn pkcs11(&self) -> &Pkcs11 {
        &self.0.pkcs11
    }

    /// What to hold while something is done with the card in a slot.
    pub(super) fn lock_of(&self, slot: Slot) -> Arc<Mutex<()>> {
        if !self.0.threads {
            return Arc::clone(&self.0.listing);
        }
        Arc::clone(held(&self.0.slots).entry(slot.id()).or_default())
    }
}

impl std::fmt::Debug for CardLibrary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("CardLibrary").field(&self.0.path).finish()
    }
}

/// What tells the cards apart.
fn numbers(cards: &[Card]) -> Vec<String> {
    cards.iter().map(|card| card.info().serial_number.clone()).collect()
}

fn only(mut cards: Vec<Card>) -> Option<Card> {
    let only = cards.pop();
    only.filter(|_| cards.is_empty())
}

/// Holds a lock. What a panicking thread left behind is no reason to stop: nothing that these
/// locks guard can be half-done.
pub(super) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Initialises a library, which may be done already by another user of it in this process.
/// Returns whether it may be called from several threads.
fn initialize(pkcs11: &Pkcs11) -> Result<bool, Error> {
    let attempt = |flags| match pkcs11.initialize(CInitializeArgs::new(flags)) {
        Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Ok(()),
        other => other,
    };
    match attempt(CInitializeFlags::OS_LOCKING_OK) {
        Ok(()) => Ok(true),
        Err(Error::Pkcs11(RvError::CantLock | RvError::ArgumentsBad, _)) => {
            attempt(CInitializeFlags::empty()).map(|()| false)
        }
        Err(error) => Err(error),
    }
}

/// By the naming scheme of JAHIS 24-002: `HpkiSigP11_<vendor>` signs, `HpkiAuthP11_<vendor>`
/// authenticates.
fn is_for_authentication(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    name.trim_start_matches("lib").starts_with("hpkiauth")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_report::Language;

    #[test]
    fn the_library_for_authentication_is_refused_by_its_name() {
        for name in ["HpkiAuthP11_MPKCS11H.dll", "drivers/libHpkiAuthP11_x.so"] {
            let error = CardLibrary::load(name).unwrap_err();
            assert!(matches!(error, CardError::LibraryForAuthentication { .. }), "{error}");
            assert_eq!(error.finding().code.id(), "card.library.authentication");
        }
    }

    #[test]
    fn a_library_that_is_not_there_or_is_none_is_named_with_the_reason() {
        for path in ["there-is-no-such-library.so", file!()] {
            let error = CardLibrary::load(path).unwrap_err();
            let CardError::LibraryNotLoaded { library, reason } = &error else {
                panic!("{error}");
            };
            assert_eq!(library, path);
            let reason = reason.pick(Language::Japanese);
            assert!(!reason.is_empty() && !reason.contains("libloading"), "{reason}");
            assert_eq!(error.finding().code.id(), "card.library.not_loaded");
        }
    }
}
