//! Which key of a PKCS#12 file is meant.

use super::container::{Container, Names};
use crate::keys::software::Pair;
use crate::keys::{KeyCandidate, KeyChoice, SoftwareKeyError};
use shohosen_pki::Certificate;
use shohosen_pki::extensions::KeyUsage;
use shohosen_report::Words;

const NO_KEY: Words = Words::new(
    "秘密鍵が入っていません（証明書だけが書き出されています）",
    "it holds no private key (certificates alone were exported)",
);

/// A key with one of the certificates that were issued for it.
#[derive(Debug)]
pub(super) struct Held {
    /// Its number in the file.
    pub(super) key: usize,
    /// What the file calls the key and the certificate.
    names: Vec<Names>,
    /// `None` if the file has none of this key.
    pub(super) certificate: Option<Certificate>,
}

impl Held {
    fn is_for_signatures(&self) -> bool {
        let usage = self.certificate.as_ref().and_then(|own| own.extensions().key_usage);
        usage.is_some_and(|usage| usage.contains(KeyUsage::NON_REPUDIATION))
    }

    fn candidate(&self) -> KeyCandidate {
        let id = self.names.iter().find_map(|names| names.local_key_id.as_deref());
        KeyCandidate::new(self.certificate.as_ref(), id)
    }
}

/// Which of them the choice leaves.
fn chosen(all: Vec<Held>, choice: &KeyChoice, container: &Container) -> Vec<Held> {
    let named = |is_it: &dyn Fn(&Names) -> bool, held: &Held| held.names.iter().any(is_it);
    let mut left = all;
    match choice {
        KeyChoice::ForSignatures => {}
        KeyChoice::FriendlyName(wanted) => {
            left.retain(|held| named(&|names| names.friendly_name.as_ref() == Some(wanted), held))
        }
        KeyChoice::LocalKeyId(wanted) => {
            left.retain(|held| named(&|names| names.local_key_id.as_ref() == Some(wanted), held));
        }
        // Its own certificate, or a newer one for the same key that the file does not have. The key
        // stands there once for each of its certificates; this one is meant.
        KeyChoice::Certificate(wanted) => {
            left.retain(|held| {
                let pair = container.keys.get(held.key).map(|(der, _)| Pair::from_pkcs8(der));
                matches!(pair, Some(Ok(pair)) if pair.belongs_to(wanted))
            });
            left.truncate(1);
            for held in &mut left {
                held.certificate = Some(wanted.clone());
            }
        }
    }
    left
}

/// Every key with every certificate of it. What belongs together is told by the public key: the
/// names that a file gives to both are missing, or the same for all, in files that are in use.
pub(super) fn held(container: &Container) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::new();
    for (key, (der, names)) in container.keys.iter().enumerate() {
        let pair = Pair::from_pkcs8(der);
        let is_own = |(certificate, other): &&(Certificate, Names)| match &pair {
            Ok(pair) => pair.belongs_to(certificate),
            // Of a kind that does not sign here: its certificate is told by its identifier.
            Err(_) => names.local_key_id.is_some() && other.local_key_id == names.local_key_id,
        };
        let own: Vec<_> = container.certificates.iter().filter(is_own).collect();
        let mut add = |certificate: Option<&(Certificate, Names)>| {
            let certificate_names = certificate.map(|(_, names)| names.clone());
            let names = [Some(names.clone()), certificate_names].into_iter().flatten();
            let certificate = certificate.map(|(certificate, _)| certificate.clone());
            // A file may hold the same thing twice, under two names.
            let same =
                |held: &&mut Held| held.certificate.is_some() && held.certificate == certificate;
            match all.iter_mut().find(same) {
                Some(held) => held.names.extend(names),
                None => all.push(Held { key, names: names.collect(), certificate }),
            }
        };
        match own.is_empty() {
            true => add(None),
            false => own.into_iter().for_each(|own| add(Some(own))),
        }
    }
    all
}

/// The one that is meant; of several, the only one for signatures.
pub(super) fn choose(container: &Container, choice: &KeyChoice) -> Result<Held, SoftwareKeyError> {
    let all = held(container);
    if all.is_empty() {
        return Err(SoftwareKeyError::Pkcs12(NO_KEY.phrase()));
    }
    let list = |all: &[Held]| all.iter().map(Held::candidate).collect::<Vec<_>>();
    let everything = list(&all);
    let mut left = chosen(all, choice, container);
    let candidates = list(&left);
    if left.len() > 1 {
        left.retain(Held::is_for_signatures);
    }
    let for_signatures = left.len();
    match left.pop() {
        Some(one) if for_signatures == 1 => Ok(one),
        None if candidates.is_empty() => {
            Err(SoftwareKeyError::NotInFile { wanted: choice.name(), candidates: everything })
        }
        _ => {
            let keys = candidates.len();
            Err(SoftwareKeyError::Ambiguous { keys, for_signatures, candidates })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_testkit::pki::{HpkiLookAlike, Person, Usage};

    fn hpki() -> HpkiLookAlike {
        HpkiLookAlike::from_committed_keys(shohosen_testkit::suite::epoch())
    }

    /// A file with the keys of these people, each under a name and an identifier.
    fn file(people: &[Person]) -> Container {
        let mut container = Container::default();
        for (number, person) in people.iter().enumerate() {
            let credential = hpki().credential(person);
            let names = Names {
                friendly_name: Some(format!("鍵 {number}")),
                local_key_id: Some(vec![number as u8]),
            };
            container.keys.push((credential.key.pkcs8().to_vec().into(), names.clone()));
            let certificate = Certificate::from_der(&credential.certificate).unwrap();
            container.certificates.push((certificate, names));
        }
        container
    }

    fn number(container: &Container, choice: &KeyChoice) -> Result<usize, SoftwareKeyError> {
        let held = choose(container, choice)?;
        let certificates = &container.certificates;
        let is_it = |(own, _): &(Certificate, _)| Some(own) == held.certificate.as_ref();
        Ok(certificates.iter().position(is_it).unwrap_or(usize::MAX))
    }

    #[test]
    fn of_several_keys_the_one_for_signatures_is_taken_wherever_it_stands() {
        let signs = Person::doctor;
        let login = || Person::doctor().usage(Usage::Authentication);
        let other = || Person::pharmacist().usage(Usage::Authentication);
        for (people, expected) in [
            (vec![signs()], 0),
            (vec![login(), signs()], 1),
            (vec![signs(), login()], 0),
            (vec![login(), other(), signs()], 2),
            // A single key is taken as it is: what it may sign is judged later.
            (vec![login()], 0),
            // The same thing twice is one thing.
            (vec![signs(), signs()], 0),
        ] {
            assert_eq!(number(&file(&people), &KeyChoice::ForSignatures), Ok(expected));
        }
    }

    #[test]
    fn where_none_or_several_are_for_signatures_all_that_could_be_meant_are_listed() {
        let login = |person: Person| person.usage(Usage::Authentication);
        for (people, signing) in [
            (vec![login(Person::doctor()), login(Person::pharmacist())], 0),
            (vec![Person::doctor(), login(Person::doctor()), Person::pharmacist()], 2),
        ] {
            let error = number(&file(&people), &KeyChoice::ForSignatures).unwrap_err();
            let SoftwareKeyError::Ambiguous { keys, for_signatures, candidates } = &error else {
                panic!("{error}");
            };
            assert_eq!(
                (*keys, *for_signatures, candidates.len()),
                (people.len(), signing, people.len())
            );
            let shown = format!("{:?} {:?}", error.finding(), candidates);
            assert!(shown.contains("localKeyId=00") && shown.contains("notAfter="), "{shown}");
            // Nobody's name: neither the file's nor the certificate's.
            assert!(!shown.contains('鍵') && !shown.contains("Shiken"), "{shown}");
        }
    }

    #[test]
    fn the_one_that_is_asked_for_is_taken_by_name_identifier_or_certificate() {
        let container = file(&[Person::doctor(), Person::pharmacist(), Person::dentist()]);
        for (at, (certificate, names)) in container.certificates.iter().enumerate() {
            let names = names.clone();
            for choice in [
                KeyChoice::FriendlyName(names.friendly_name.unwrap()),
                KeyChoice::LocalKeyId(names.local_key_id.unwrap()),
                KeyChoice::Certificate(certificate.clone()),
            ] {
                assert_eq!(number(&container, &choice), Ok(at), "{choice:?}");
            }
        }
        // A newer certificate for the same key, which the file does not have.
        let renewed = hpki().credential(&Person::doctor().usage(Usage::Authentication)).certificate;
        let renewed = KeyChoice::Certificate(Certificate::from_der(&renewed).unwrap());
        let one = choose(&container, &renewed);
        let same_key = hpki().credential(&Person::doctor()).key.pkcs8()
            == hpki().credential(&Person::doctor().usage(Usage::Authentication)).key.pkcs8();
        assert_eq!(one.is_ok(), same_key);

        let ca = Certificate::from_der(&hpki().sign_ca.certificate).unwrap();
        for choice in [
            KeyChoice::FriendlyName("鍵".into()),
            KeyChoice::LocalKeyId(vec![9]),
            KeyChoice::Certificate(ca),
        ] {
            let error = number(&container, &choice).unwrap_err();
            let SoftwareKeyError::NotInFile { candidates, .. } = error else { panic!("{error}") };
            assert_eq!(candidates.len(), 3);
        }
        let none = choose(&Container::default(), &KeyChoice::ForSignatures).unwrap_err();
        assert!(matches!(none, SoftwareKeyError::Pkcs12(_)), "{none}");
    }
}
