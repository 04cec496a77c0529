//! Revocation lists from where the certificates say that they are.

use super::error::NetworkError;
use super::http::Client;
use super::settings::HttpSettings;
use crate::sign::{ProviderError, RevocationMaterial, RevocationSource};
use shohosen_pki::extensions::DistributionPoint;
use shohosen_pki::{Certificate, CertificateList};
use shohosen_report::Time;
use std::collections::BTreeMap;
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
}

impl CrlFetcher {
    /// With the default bounds.
    pub fn new() -> Self {
        Self::with_settings(HttpSettings::default())
    }

    /// Within these bounds.
    pub fn with_settings(settings: HttpSettings) -> Self {
        Self { client: Client::new(settings), cache: Mutex::default() }
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
        // Others are not kept waiting: at worst a list is fetched twice.
        let octets = self.client.get(uri, self.client.settings().max_crl_octets, until)?;
        let list = CertificateList::from_pem_or_der(&octets)
            .map_err(|error| NetworkError::Crl { uri: uri.to_owned(), error: Box::new(error) })?;
        if is_current(&list, at) {
            let mut cache = self.cache();
            if cache.len() >= MAX_CACHED {
                cache.retain(|_, list| is_current(list, at));
            }
            if cache.len() < MAX_CACHED {
                cache.insert(uri.to_owned(), list.clone());
            }
        }
        Ok(list)
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
