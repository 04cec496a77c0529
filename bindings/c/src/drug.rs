//! `ShohosenDrug`: one drug of the masters.

use crate::call::{free, look, object, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::master::ShohosenMaster;
use crate::text::{self as texts, Text};
use shohosen_core::medication::{Completeness, Drug, DrugCode};
use std::ffi::c_char;

/// One drug of the masters. Immutable.
pub struct ShohosenDrug {
    name: Text,
    unit: Text,
    receipt_code: Option<Text>,
    yj_code: Option<Text>,
    price_list_code: Option<Text>,
    ingredients: Vec<Text>,
    complete: bool,
}

impl ShohosenDrug {
    fn new(drug: &Drug<'_>) -> Self {
        Self {
            name: Text::new(drug.name()),
            unit: Text::new(drug.unit()),
            receipt_code: Text::optional(drug.receipt_code().map(|code| code.to_string())),
            yj_code: Text::optional(drug.yj_code().map(|code| code.to_string())),
            price_list_code: Text::optional(drug.price_list_code().map(|code| code.to_string())),
            ingredients: drug.ingredients().into_iter().map(Text::new).collect(),
            complete: drug.completeness() == Completeness::Complete,
        }
    }
}

/// Looks a drug up by one of its codes (レセ電, 薬価基準, YJ, HOT, GTIN); `code` is recognised by its form.
/// Fails with SHOHOSEN_MISUSE if it is no code, or none of the master: shohosen_master_drug_json finds by
/// name, too. Free the drug with shohosen_drug_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_master_drug(
    master: *const ShohosenMaster,
    code: *const c_char,
    code_length: usize,
    out: *mut *mut ShohosenDrug,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let master = object!(master).0.master();
        let code = DrugCode::recognise(text!(code, code_length))
            .map_err(|error| Failure::unknown_value("code", error, "a code of a drug"))?;
        master
            .drug(code)
            .map(|drug| ShohosenDrug::new(&drug))
            .ok_or_else(|| Failure::unknown_value("code", code, "a code of a drug of the master"))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Frees a drug. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_drug_free(drug: *mut ShohosenDrug) {
    // SAFETY: the rules of the header.
    unsafe { free(drug) }
}

/// The name of the master. Borrowed from the drug.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_drug_name(
    drug: *const ShohosenDrug,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { texts::look(drug, length, |drug| Some(&drug.name)) }
}

/// The unit of the price list (薬価単位). Borrowed from the drug.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_drug_unit(
    drug: *const ShohosenDrug,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { texts::look(drug, length, |drug| Some(&drug.unit)) }
}

/// The レセプト電算処理コード; NULL if it has none. Borrowed from the drug.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_drug_receipt_code(
    drug: *const ShohosenDrug,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { texts::look(drug, length, |drug| drug.receipt_code.as_ref()) }
}

/// The YJ code; NULL if it has none. Borrowed from the drug.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_drug_yj_code(
    drug: *const ShohosenDrug,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { texts::look(drug, length, |drug| drug.yj_code.as_ref()) }
}

/// The 薬価基準収載医薬品コード; NULL if it has none. Borrowed from the drug.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_drug_price_list_code(
    drug: *const ShohosenDrug,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { texts::look(drug, length, |drug| drug.price_list_code.as_ref()) }
}

/// How many ingredients are known; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_drug_ingredient_count(drug: *const ShohosenDrug) -> usize {
    // SAFETY: the rules of the header.
    unsafe { look(drug, 0, |drug| drug.ingredients.len()) }
}

/// The name of an ingredient, from 0; NULL beyond the last. Borrowed from the drug.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_drug_ingredient(
    drug: *const ShohosenDrug,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { texts::look(drug, length, |drug| drug.ingredients.get(index)) }
}

/// 1 if the ingredients that are known are all it has, else 0: of a combination (配合剤) the price list
/// may not name them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_drug_ingredients_complete(drug: *const ShohosenDrug) -> i32 {
    // SAFETY: the rules of the header.
    unsafe { look(drug, 0, |drug| i32::from(drug.complete)) }
}
