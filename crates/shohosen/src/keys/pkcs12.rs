//! Keys in PKCS#12 files.

use super::{SoftwareKey, SoftwareKeyError};
use p12_keystore::error::Error;
use p12_keystore::{KeyStore, KeyStoreEntry, Pkcs12ImportPolicy, PrivateKeyChain};
use shohosen_pki::Certificate;
use shohosen_pki::extensions::KeyUsage;

/// A larger file is refused: one holds a key and some certificates.
const MAX_OCTETS: usize = 1 << 20;

impl SoftwareKey {
    /// From a PKCS#12 file (RFC 7292) with a private key and its certificate: those of today
    /// (PBES2) and of old (RC2 and Triple DES). Also returns the other certificates of the key's
    /// chain, which may be needed for the path.
    ///
    /// Of several keys it is, wherever it stands, the one whose certificate is for signatures (key
    /// usage nonRepudiation), as on a card; where that is none or several, nothing is guessed
    /// ([`SoftwareKeyError::Ambiguous`]).
    ///
    /// The crate that decrypts the file (`p12-keystore`) does not clear its memory; where that
    /// matters use a card, or PKCS#8.
    ///
    /// # Errors
    /// If it is no such file, the password is wrong ([`SoftwareKeyError::WrongPassword`]), or the
    /// key is of no use here.
    pub fn from_pkcs12(
        file: &[u8],
        password: &str,
    ) -> Result<(Self, Vec<Certificate>), SoftwareKeyError> {
        if file.len() > MAX_OCTETS {
            return Err(SoftwareKeyError::Pkcs12(format!("{} octets are too many", file.len())));
        }
        let store = KeyStore::from_pkcs12(file, password, Pkcs12ImportPolicy::Relaxed).map_err(
            |error| match error {
                Error::MacError(_) | Error::UnpadError => SoftwareKeyError::WrongPassword,
                error => SoftwareKeyError::Pkcs12(error.to_string()),
            },
        )?;
        let keys = store.entries().filter_map(|(_, entry)| match entry {
            KeyStoreEntry::PrivateKeyChain(chain) => Some(chain),
            _ => None,
        });
        let keys = keys.map(|chain| Ok((chain, certificates(chain)?)));
        let (chain, mut certificates) = choose(keys.collect::<Result<_, SoftwareKeyError>>()?)?;
        if certificates.is_empty() {
            return Err(SoftwareKeyError::Pkcs12("no certificate of the key in it".into()));
        }
        let own = certificates.remove(0);
        Ok((Self::from_der(chain.key().as_der(), own)?, certificates))
    }
}

/// The certificates of a key, its own first.
fn certificates(chain: &PrivateKeyChain) -> Result<Vec<Certificate>, SoftwareKeyError> {
    let certificates = chain.certs().iter();
    let read = certificates.map(|certificate| Certificate::from_der(certificate.as_der()));
    read.collect::<Result<_, _>>().map_err(|error| SoftwareKeyError::Pkcs12(error.to_string()))
}

/// The only one, or the only one for signatures.
fn choose<C>(
    mut keys: Vec<(C, Vec<Certificate>)>,
) -> Result<(C, Vec<Certificate>), SoftwareKeyError> {
    let found = keys.len();
    if found > 1 {
        keys.retain(|(_, certificates)| {
            let usage = certificates.first().and_then(|own| own.extensions().key_usage);
            usage.is_some_and(|usage| usage.contains(KeyUsage::NON_REPUDIATION))
        });
    }
    match (keys.pop(), keys.len()) {
        (Some(one), 0) => Ok(one),
        (None, _) if found == 0 => Err(SoftwareKeyError::Pkcs12("no private key in it".into())),
        (chosen, others) => {
            let for_signatures = others + usize::from(chosen.is_some());
            Err(SoftwareKeyError::Ambiguous { keys: found, for_signatures })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_testkit::pki::{HpkiLookAlike, Person, Usage};

    #[test]
    fn of_several_keys_the_one_for_signatures_is_taken_wherever_it_stands() {
        let hpki = HpkiLookAlike::from_committed_keys(shohosen_testkit::suite::epoch());
        let certificate = |person: &Person| {
            vec![Certificate::from_der(&hpki.credential(person).certificate).unwrap()]
        };
        let doctor = Person::doctor();
        let signs = || ("signs", certificate(&doctor));
        let login = |name| (name, certificate(&doctor.clone().usage(Usage::Authentication)));
        for keys in [
            vec![signs()],
            vec![login("a"), signs()],
            vec![signs(), login("a")],
            vec![login("a"), login("b"), signs()],
            vec![("without certificate", Vec::new()), signs()],
        ] {
            assert_eq!(choose(keys).unwrap().0, "signs");
        }
        // A single key is taken as it is: what it may sign is judged later.
        assert_eq!(choose(vec![login("a")]).unwrap().0, "a");
        for (keys, for_signatures) in
            [(vec![login("a"), login("b")], 0), (vec![signs(), login("a"), signs()], 2)]
        {
            let expected = SoftwareKeyError::Ambiguous { keys: keys.len(), for_signatures };
            assert_eq!(choose(keys).unwrap_err(), expected);
        }
        let none = choose(Vec::<((), _)>::new()).unwrap_err();
        assert!(matches!(none, SoftwareKeyError::Pkcs12(_)));
    }
}
