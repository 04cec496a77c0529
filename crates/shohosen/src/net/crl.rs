//! Revocation lists from where the certificates say that they are.

use super::error::NetworkError;
use super::http::Client;
use super::settings::HttpSettings;
use crate::sign::{ProviderError, RevocationMaterial, RevocationSource};
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_pki::extensions::DistributionPoint;
use shohosen_pki::{Certificate, CertificateList};
use shohosen_report::{Time, hex};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// URIs of one certificate that are tried; HPKI certificates have one.
const MAX_URIS: usize = 8;
/// Lists that are remembered.
const MAX_CACHED: usize = 64;

/// Fetches the revocation lists of certificates by HTTP from their cRLDistributionPoints
/// (RFC 5280 §4.2.1.13). A list is remembered, by its URL, until its nextUpdate.
///
/// Only `http://` URIs are followed. What is fetched is not trusted for where it comes from: the
/// lists are verified by their signatures when they are used. The URIs come out of certificates,
/// so hand over certificates whose path was validated. All lists of one path together take no longer
/// than one request may ([`HttpSettings::total_timeout`]).
pub struct CrlFetcher {
    client: Client,
    cache: Mutex<BTreeMap<String, CertificateList>>,
    folder: Option<PathBuf>,
}

impl CrlFetcher {
    /// With the default bounds.
    pub fn new() -> Self {
        Self::with_settings(HttpSettings::default())
    }

    /// Within these bounds.
    pub fn with_settings(settings: HttpSettings) -> Self {
        Self { client: Client::new(settings), cache: Mutex::default(), folder: None }
    }

    /// With a folder in which lists are kept from run to run, until their nextUpdate: a file for each
    /// URL, named by its SHA-256 (DER). It is made when the first list comes. A file there that cannot
    /// be read or is no list counts for nothing, and where nothing can be written nothing is kept.
    #[must_use]
    pub fn kept_in(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// The list at a URL, fetched unless a list from there is remembered that is current at this
    /// time.
    ///
    /// # Errors
    /// If nothing usable came over the network.
    pub fn fetch(&self, uri: &str, at: Time) -> Result<CertificateList, NetworkError> {
        self.fetch_until(uri, at, self.deadline())
    }

    /// When all addresses of one path have to have answered: slow servers, or one that is named
    /// several times, take together no more than one request may.
    fn deadline(&self) -> Instant {
        Instant::now() + self.client.settings().total_timeout
    }

    fn fetch_until(
        &self,
        uri: &str,
        at: Time,
        until: Instant,
    ) -> Result<CertificateList, NetworkError> {
        if let Some(known) = self.cache().get(uri).filter(|list| is_current(list, at)) {
            return Ok(known.clone());
        }
        if let Some(list) = self.kept(uri).filter(|list| is_current(list, at)) {
            self.remember(uri, &list, at);
            return Ok(list);
        }
        // Others are not kept waiting: at worst a list is fetched twice.
        let octets = self.client.get(uri, self.client.settings().max_crl_octets, until)?;
        let list = CertificateList::from_pem_or_der(&octets)
            .map_err(|error| NetworkError::Crl { uri: uri.to_owned(), error: Box::new(error) })?;
        if is_current(&list, at) {
            self.remember(uri, &list, at);
            self.keep(uri, &list);
        }
        Ok(list)
    }

    fn remember(&self, uri: &str, list: &CertificateList, at: Time) {
        let mut cache = self.cache();
        if cache.len() >= MAX_CACHED {
            cache.retain(|_, list| is_current(list, at));
        }
        if cache.len() < MAX_CACHED {
            cache.insert(uri.to_owned(), list.clone());
        }
    }

    /// Where the list from a URL is kept.
    fn place(&self, uri: &str) -> Option<PathBuf> {
        let name = hex(DigestAlgorithm::Sha256.digest(uri.as_bytes()).as_ref());
        Some(self.folder.as_ref()?.join(name + ".crl"))
    }

    fn kept(&self, uri: &str) -> Option<CertificateList> {
        let limit = self.client.settings().max_crl_octets;
        let octets = crate::read_file(&self.place(uri)?, limit).ok()?;
        CertificateList::from_der(&octets).ok()
    }

    /// Whole or not at all: it is written beside its place first. That it cannot be kept is no
    /// obstacle, it is fetched again then.
    fn keep(&self, uri: &str, list: &CertificateList) {
        let Some(place) = self.place(uri) else { return };
        let beside = place.with_extension(format!("{}.tmp", std::process::id()));
        let written = place.parent().is_some_and(|folder| {
            std::fs::create_dir_all(folder).is_ok() && std::fs::write(&beside, list.der()).is_ok()
        });
        if !written || std::fs::rename(&beside, &place).is_err() {
            let _ = std::fs::remove_file(&beside);
        }
    }

    /// The lists of one certificate: of each distribution point with URIs the first that can be
    /// had. An error only if there are URIs and none of them gave a list.
    fn lists_of(
        &self,
        certificate: &Certificate,
        at: Time,
        until: Instant,
    ) -> Result<Vec<CertificateList>, NetworkError> {
        let (mut lists, mut failure, mut tried) = (Vec::new(), None, 0);
        for point in &certificate.extensions().crl_distribution_points {
            for uri in http_uris(point) {
                tried += 1;
                if tried > MAX_URIS {
                    break;
                }
                match self.fetch_until(uri, at, until) {
                    Ok(list) => {
                        lists.push(list);
                        break;
                    }
                    Err(error) => failure = failure.or(Some(error)),
                }
            }
        }
        match failure {
            Some(error) if lists.is_empty() => Err(error),
            _ => Ok(lists),
        }
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, CertificateList>> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for CrlFetcher {
    fn default() -> Self {
        Self::new()
    }
}

impl RevocationSource for CrlFetcher {
    fn revocation_for(
        &self,
        path: &[Certificate],
        at: Time,
    ) -> Result<RevocationMaterial, ProviderError> {
        let mut material = RevocationMaterial::default();
        let until = self.deadline();
        for certificate in path {
            match self.lists_of(certificate, at, until) {
                Ok(lists) => {
                    for list in lists {
                        if !material.crls.contains(&list) {
                            material.crls.push(list);
                        }
                    }
                }
                Err(error) => material.failures.push(error.finding()),
            }
        }
        Ok(material)
    }
}

impl std::fmt::Debug for CrlFetcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CrlFetcher").field("cached", &self.cache().len()).finish_non_exhaustive()
    }
}

/// A list without nextUpdate is never known to be current.
fn is_current(list: &CertificateList, at: Time) -> bool {
    list.this_update() <= at && list.next_update().is_some_and(|next| at < next)
}

fn http_uris(point: &DistributionPoint) -> impl Iterator<Item = &str> {
    const SCHEME: &str = "http://";
    let is_http = |uri: &&str| {
        uri.get(..SCHEME.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
    };
    point.uris().filter(is_http)
}
