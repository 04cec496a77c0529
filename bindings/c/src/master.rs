//! `ShohosenMaster`: the drugs of the official masters.

use crate::call::{free, look, object, produce};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::files::{ShohosenFile, files};
use crate::octets::ShohosenOctets;
use shohosen_core::check::CheckerBuilder;
use shohosen_core::medication::DrugMaster;
use std::sync::Arc;

/// The drugs of the official masters, by every code they have. Immutable and shared between
/// threads.
pub struct ShohosenMaster(pub(crate) Arc<DrugMaster>);

/// Reads the official masters as they come (CSV, xlsx, zip; in any order), or one cached master of
/// shohosen_master_cache. `ingredients` are tables of components of the caller's own, which go
/// before the built-in one; NULL for none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_master_new(
    masters: *const ShohosenFile,
    masters_count: usize,
    ingredients: *const ShohosenFile,
    ingredients_count: usize,
    out: *mut *mut ShohosenMaster,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let mut builder = CheckerBuilder::new();
        // SAFETY: the rules of the header.
        for (name, octets) in unsafe { files(masters, masters_count, "masters") }? {
            builder.master_file(name, octets)?;
        }
        // SAFETY: the rules of the header.
        for (name, octets) in unsafe { files(ingredients, ingredients_count, "ingredients") }? {
            builder.ingredients_file(name, octets)?;
        }
        Ok(ShohosenMaster(Arc::clone(builder.build()?.master())))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Frees a master. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_master_free(master: *mut ShohosenMaster) {
    // SAFETY: the rules of the header.
    unsafe { free(master) }
}

/// How many drugs there are; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_master_count(master: *const ShohosenMaster) -> usize {
    // SAFETY: the rules of the header.
    unsafe { look(master, 0, |master| master.0.len()) }
}

/// The compact form, which is read in milliseconds: to be kept in a file and handed to
/// shohosen_master_new of the same release.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_master_cache(
    master: *const ShohosenMaster,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || Ok(ShohosenOctets::new(object!(master).0.to_bytes()));
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}
