//! `ShohosenMaster`: the drugs of the official masters.

use crate::call::{free, look, object, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::files::{ShohosenFile, files};
use crate::octets::ShohosenOctets;
use shohosen_core::check::{Checker, CheckerBuilder, DrugLookup};
use std::ffi::c_char;
use std::sync::Arc;

/// Drugs that are found by a name, unless the caller wants more.
const USUAL_LIMIT: usize = 20;

/// The drugs of the official masters, by every code they have, and the check master, the disease
/// master and the usage master that were read with them. Immutable and shared between threads.
pub struct ShohosenMaster(pub(crate) Arc<Checker>);

/// Reads the official masters as they come (CSV, xlsx, zip; in any order), or one cached master of
/// shohosen_master_cache; also the check master of the 支払基金 (its zip, or IY_... files), the disease
/// master (b_..., z_...) and the usage master (電子処方箋用法マスタ, xlsx). `ingredients` are tables of components of the caller's own, which go
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
        Ok(ShohosenMaster(Arc::new(builder.build()?)))
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
    unsafe { look(master, 0, |master| master.0.master().len()) }
}

/// The compact form, which is read in milliseconds: to be kept in a file and handed to
/// shohosen_master_new of the same release.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_master_cache(
    master: *const ShohosenMaster,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || Ok(ShohosenOctets::new(object!(master).0.to_cache()));
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Looks up a drug by any code (レセ電, 薬価基準, YJ, HOT, GTIN, 一般名) or a part of its name; of those
/// whose name fits, at most `limit` (0 for 20). As the command `drug` prints it: JSON with
/// schema_version, query, drugs (each with name, unit, its codes, ingredients, route,
/// controlled_class and days), check_digit (expected and actual where that of the code is wrong,
/// else null), malformed, and for a usage code (用法コード) usages (each with name, first, last, edition). A drug that is not in the master is no failure: there are no drugs then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_master_drug_json(
    master: *const ShohosenMaster,
    query: *const c_char,
    query_length: usize,
    limit: u32,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let master = object!(master);
        let query = text!(query, query_length);
        if query.trim().is_empty() {
            return Err(Failure::unknown_value("query", "\"\"", "a code or a part of a name"));
        }
        let limit = usize::try_from(limit).ok().filter(|&limit| limit > 0);
        let found = DrugLookup::new(master.0.master(), query, limit.unwrap_or(USUAL_LIMIT));
        let found = found.with_usages(master.0.tables().usages());
        Ok(ShohosenOctets::new(found.to_json().to_string().into_bytes()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// The files that the master was made of and what is in it: JSON with editions (texts) and statistics
/// (how many drugs there are, with which codes and ingredients).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_master_statistics(
    master: *const ShohosenMaster,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let master = object!(master).0.master();
        let editions: Vec<String> = master.editions().iter().map(ToString::to_string).collect();
        let said = serde_json::json!({ "editions": editions, "statistics": master.statistics() });
        Ok(ShohosenOctets::new(said.to_string().into_bytes()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}
