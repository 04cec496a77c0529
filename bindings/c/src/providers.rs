//! `ShohosenProviders`: where time-stamps and revocation information come from.

use crate::arguments::plain_options;
use crate::call::{free, object, octets, optional_text, options, perform, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use shohosen_core::net::{CrlFetcher, HttpSettings, HttpTimeStampAuthority};
use shohosen_core::pki::{Certificate, CertificateList, Oid};
use shohosen_core::sign::{ProviderError, RevocationMaterial, RevocationSource};
use shohosen_core::{Providers, Time};
use std::ffi::c_char;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Where time-stamps and revocation information come from when a signature is extended. It may be
/// added to from several threads. Revocation lists of the trust store are used in any case.
pub struct ShohosenProviders(Mutex<Sources>);

/// Cheap to copy, so that no lock is held while a server is asked.
#[derive(Clone, Default)]
pub(crate) struct Sources {
    authority: Option<Arc<HttpTimeStampAuthority>>,
    lists: Arc<Vec<CertificateList>>,
    fetcher: Option<Arc<CrlFetcher>>,
}

impl ShohosenProviders {
    fn change(&self, change: impl FnOnce(&mut Sources)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    pub(crate) fn snapshot(&self) -> Sources {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Sources {
    pub(crate) fn borrow(&self) -> Providers<'_> {
        Providers {
            time_stamps: self.authority.as_deref().map(|authority| authority as _),
            revocation: Some(self),
        }
    }
}

impl RevocationSource for Sources {
    fn revocation_for(
        &self,
        path: &[Certificate],
        at: Time,
    ) -> Result<RevocationMaterial, ProviderError> {
        let fetched = self.fetcher.as_ref().map(|fetcher| fetcher.revocation_for(path, at));
        let mut material = fetched.transpose()?.unwrap_or_default();
        material.crls.extend(self.lists.iter().cloned());
        Ok(material)
    }
}

/// How to ask a time-stamp authority. All zero but `struct_size` is the default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenTsaOptions {
    /// sizeof(ShohosenTsaOptions)
    pub struct_size: usize,
    /// The user for basic authentication; NULL for none. The password travels unencrypted.
    pub user: *const c_char,
    /// Its length in octets.
    pub user_length: usize,
    /// The password of this user; the caller wipes its own copy.
    pub password: *const c_char,
    /// Its length in octets.
    pub password_length: usize,
    /// Demand time-stamps of this policy (an OID as in 1.2.3); NULL for any.
    pub policy: *const c_char,
    /// Its length in octets.
    pub policy_length: usize,
    /// How long it may take until a connection stands, in milliseconds; 0 for 10 s.
    pub connect_timeout_ms: u32,
    /// How long it may take until the whole answer is there, in milliseconds; 0 for 30 s.
    pub total_timeout_ms: u32,
}

plain_options!(ShohosenTsaOptions {
    struct_size,
    user,
    user_length,
    password,
    password_length,
    policy,
    policy_length,
    connect_timeout_ms,
    total_timeout_ms
});

/// Makes providers that provide nothing yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_providers_new(
    out: *mut *mut ShohosenProviders,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, || Ok(ShohosenProviders(Mutex::default()))) }
}

/// Frees providers. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_providers_free(providers: *mut ShohosenProviders) {
    // SAFETY: the rules of the header.
    unsafe { free(providers) }
}

/// Takes time-stamps from the authority (RFC 3161) at this http:// URL; it is not asked yet.
/// `options` NULL: the default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_providers_set_tsa(
    providers: *const ShohosenProviders,
    url: *const c_char,
    url_length: usize,
    options: *const ShohosenTsaOptions,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let providers = object!(providers);
        let options = options!(options);
        let authority = HttpTimeStampAuthority::new(text!(url, url_length))?;
        let mut authority = authority.settings(http_settings(&options));
        if let Some(oid) = optional_text!(options.policy, options.policy_length, "policy") {
            let unknown = |_| Failure::unknown_value("policy", oid, "an OID as in 1.2.3");
            authority = authority.policy(oid.parse::<Oid>().map_err(unknown)?);
        }
        let password = optional_text!(options.password, options.password_length, "password");
        let user = optional_text!(options.user, options.user_length, "user");
        if user.is_none() && password.is_some() {
            return Err(Failure::missing("user"));
        }
        if let Some(user) = user {
            // Of the very length, so that no copy is left behind in growing.
            let password = password.unwrap_or_default();
            let mut own = String::with_capacity(password.len());
            own.push_str(password);
            authority = authority.basic_authentication(user, &mut own)?;
        }
        let authority = Arc::new(authority);
        providers.change(|sources| sources.authority = Some(authority));
        Ok(())
    };
    // SAFETY: the rules of the header.
    unsafe { perform(error, call) }
}

fn http_settings(options: &ShohosenTsaOptions) -> HttpSettings {
    let milliseconds = |number: u32| Duration::from_millis(number.into());
    let mut settings = HttpSettings::default();
    if options.connect_timeout_ms != 0 {
        settings.connect_timeout = milliseconds(options.connect_timeout_ms);
    }
    if options.total_timeout_ms != 0 {
        settings.total_timeout = milliseconds(options.total_timeout_ms);
    }
    settings
}

/// Adds a revocation list (DER), or every one of PEM text, to what is put into signatures.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_providers_add_crl(
    providers: *const ShohosenProviders,
    crl: *const u8,
    crl_length: usize,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let providers = object!(providers);
        let lists = CertificateList::all_from_pem_or_der(octets!(crl, crl_length))?;
        providers.change(|sources| Arc::make_mut(&mut sources.lists).extend(lists));
        Ok(())
    };
    // SAFETY: the rules of the header.
    unsafe { perform(error, call) }
}

/// Fetches revocation lists from where the certificates say (http:// only), when they are needed.
/// Where that fails, those of shohosen_providers_add_crl are used if they suffice.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_providers_fetch_crls(
    providers: *const ShohosenProviders,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let fetcher = Arc::new(CrlFetcher::new());
        object!(providers).change(|sources| {
            sources.fetcher.get_or_insert(fetcher);
        });
        Ok(())
    };
    // SAFETY: the rules of the header.
    unsafe { perform(error, call) }
}
