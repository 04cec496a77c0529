//! Options that name a time-stamp authority and allow revocation lists to be fetched.

use crate::exit::Failure;
use crate::password;
use clap::Args;
use shohosen::net::{CrlFetcher, HttpTimeStampAuthority, NetworkError};
use shohosen::pki::Oid;
use shohosen::{Language, Phrase, Providers};
use std::path::PathBuf;

#[derive(Args)]
pub struct NetworkOptions {
    /// The time-stamp authority (RFC 3161) to ask, an http:// URL; needed for t, xl and a
    #[arg(long, value_name = "URL")]
    pub tsa: Option<String>,
    /// The user at the authority. The password is asked for, unless --tsa-password-file or
    /// --tsa-password-fd is given; it travels unencrypted
    #[arg(long, value_name = "NAME", requires = "tsa")]
    pub tsa_user: Option<String>,
    /// The password is the first line of this file
    #[arg(long, value_name = "FILE", requires = "tsa_user", conflicts_with = "tsa_password_fd")]
    pub tsa_password_file: Option<PathBuf>,
    /// The password is the first line of this file descriptor (Unix)
    #[arg(long, value_name = "N", requires = "tsa_user")]
    pub tsa_password_fd: Option<u32>,
    /// Demand time-stamps of this policy
    #[arg(long, value_name = "OID", requires = "tsa", value_parser = parse_oid)]
    pub tsa_policy: Option<Oid>,
    #[command(flatten)]
    pub fetch: FetchOptions,
}

/// Options that allow revocation lists to be fetched.
#[derive(Args)]
pub struct FetchOptions {
    /// Fetch revocation lists from where the certificates say (http:// only); where that fails,
    /// those at hand are used if they suffice
    #[arg(long)]
    pub fetch_crls: bool,
    /// Keep fetched lists in this folder until their next update, for the next run
    #[arg(long, value_name = "FOLDER", requires = "fetch_crls")]
    pub crl_cache: Option<PathBuf>,
}

impl FetchOptions {
    /// Who fetches, if that is asked for.
    pub fn fetcher(&self) -> Option<CrlFetcher> {
        let fetcher = CrlFetcher::new();
        self.fetch_crls.then_some(match &self.crl_cache {
            Some(folder) => fetcher.kept_in(folder),
            None => fetcher,
        })
    }
}

fn parse_oid(text: &str) -> Result<Oid, Phrase> {
    text.parse().map_err(|_| {
        Phrase::new(
            "OID（点で区切った数字、例：2.5.29.32.0）ではありません",
            "not an object identifier (numbers with dots, such as 2.5.29.32.0)",
        )
    })
}

/// What the options lead to.
pub struct Network {
    authority: Option<HttpTimeStampAuthority>,
    crls: Option<CrlFetcher>,
}

impl Network {
    pub fn new(options: &NetworkOptions, language: Language) -> Result<Self, Failure> {
        let mut authority = match &options.tsa {
            Some(url) => {
                Some(HttpTimeStampAuthority::new(url).map_err(|error| failure(&error, language))?)
            }
            None => None,
        };
        if let Some(policy) = options.tsa_policy {
            authority = authority.map(|authority| authority.policy(policy));
        }
        if let Some(user) = &options.tsa_user {
            let mut password = password::read(
                password::OF_AUTHORITY,
                options.tsa_password_file.as_deref(),
                options.tsa_password_fd,
                language,
            )?;
            authority = match authority {
                Some(authority) => Some(
                    authority
                        .basic_authentication(user, &mut password)
                        .map_err(|error| failure(&error, language))?,
                ),
                None => None,
            };
        }
        Ok(Self { authority, crls: options.fetch.fetcher() })
    }

    pub fn providers(&self) -> Providers<'_> {
        Providers {
            time_stamps: self.authority.as_ref().map(|authority| authority as _),
            revocation: self.crls.as_ref().map(|crls| crls as _),
        }
    }
}

fn failure(error: &NetworkError, language: Language) -> Failure {
    Failure::found(error.finding(), language)
}
