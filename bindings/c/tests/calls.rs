//! What the functions do that no example shows: called from Rust as a C program calls them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
// One reason holds for all: what is handed over lives until the call is done.
#![allow(clippy::undocumented_unsafe_blocks)]

#[path = "common/called.rs"]
mod called;
mod common;

use called::{failed, json, made, text};
use common::{Folder, vectors};
use serde_json::Value;
use shohosen::*;
use shohosen_core::check::{CheckerBuilder, DrugLookup};
use std::ptr::{null, null_mut};

/// A dispensed drug, and one on hold, of which nobody knows whether it is being taken.
const DISPENSED: &str = r#"{ "resourceType": "MedicationDispense", "id": "1", "status": "completed",
    "medicationCodeableConcept": { "coding": [ { "system": "urn:oid:1.2.392.100495.20.2.73",
      "code": "1129009F2021" } ] },
    "daysSupply": { "value": 14, "unit": "日", "code": "d" }, "whenHandedOver": "2026-11-15" }"#;
const ON_HOLD: &str = r#"{ "resourceType": "MedicationRequest", "id": "2", "status": "on-hold",
    "intent": "order", "authoredOn": "2026-11-15", "medicationCodeableConcept": { "coding": [
      { "system": "urn:oid:1.2.392.100495.20.2.73", "code": "1129009F2021" } ] },
    "dispenseRequest": { "expectedSupplyDuration": { "value": 14, "unit": "日", "code": "d" } } }"#;

fn bundle(resources: &[&str]) -> String {
    let entries: Vec<_> = resources.iter().map(|r| format!(r#"{{ "resource": {r} }}"#)).collect();
    format!(r#"{{ "resourceType": "Bundle", "entry": [ {} ] }}"#, entries.join(","))
}

fn access() -> ShohosenAccess {
    let (actor, actor_length) = text("reception-1");
    let struct_size = size_of::<ShohosenAccess>();
    let at = 1_795_305_600; // 2026-11-22
    ShohosenAccess { struct_size, actor, actor_length, purpose: null(), purpose_length: 0, at }
}

fn store(folder: &Folder) -> *mut ShohosenStore {
    let path = folder.path("history.db");
    let (path, length) = text(path.to_str().unwrap());
    made(|out, error| unsafe { shohosen_store_open(path, length, null(), out, error) })
}

/// What a structure of options has beside its size, where nothing is asked for.
const PLAIN: ShohosenHistoryOptions = ShohosenHistoryOptions {
    struct_size: size_of::<ShohosenHistoryOptions>(),
    verifier: null(),
    at: 0,
    accept_unverified: 0,
    care_setting: 0,
    jahis_in_utf8: 0,
    partial: 0,
    reinstate: 0,
    accept_other_identity: 0,
    encoding: 0,
    reserved: 0,
};

/// Imports under the id "rx-1" for "patient-0042".
fn import(
    store: *const ShohosenStore,
    document: &str,
    options: ShohosenHistoryOptions,
    out: &mut i32,
    error: *mut *mut ShohosenError,
) -> i32 {
    let ((patient, patient_length), (id, id_length)) = (text("patient-0042"), text("rx-1"));
    let (data, length) = (document.as_ptr(), document.len());
    unsafe {
        shohosen_store_import(
            store,
            patient,
            patient_length,
            id,
            id_length,
            data,
            length,
            &options,
            &access(),
            out,
            error,
        )
    }
}

fn statistics(store: *const ShohosenStore) -> Value {
    json(|out, error| unsafe { shohosen_store_statistics(store, out, error) }).0
}

#[test]
fn a_document_is_not_imported_in_part_unless_that_is_asked_for() {
    let folder = Folder::new("partial");
    let store = store(&folder);
    let both = bundle(&[DISPENSED, ON_HOLD]);
    let partial = ShohosenHistoryOptions { partial: 1, ..PLAIN };
    let mut what = 0;
    let (status, codes) = failed(|error| import(store, &both, PLAIN, &mut what, error));
    assert_eq!((status, what), (SHOHOSEN_REFUSED, 0));
    assert_eq!(codes[0], "store.document.partial");
    assert_eq!(statistics(store)["documents"], 0);
    let (status, _) = failed(|error| import(store, &both, partial, &mut what, error));
    assert_eq!((status, what), (SHOHOSEN_OK, SHOHOSEN_IMPORT_ADDED));
    assert_eq!(statistics(store)["events"], 1);
    unsafe { shohosen_store_free(store) };
}

#[test]
fn an_earlier_state_is_taken_again_only_if_that_is_asked_for() {
    let folder = Folder::new("reinstate");
    let store = store(&folder);
    let (old, new) = (bundle(&[DISPENSED]), bundle(&[DISPENSED, DISPENSED]));
    let reinstate = ShohosenHistoryOptions { reinstate: 1, ..PLAIN };
    for (document, options, expected, events) in [
        (&old, PLAIN, SHOHOSEN_IMPORT_ADDED, 1),
        (&new, PLAIN, SHOHOSEN_IMPORT_CORRECTED, 2),
        (&old, PLAIN, SHOHOSEN_IMPORT_OUTDATED, 2),
        (&old, reinstate, SHOHOSEN_IMPORT_CORRECTED, 1),
        (&old, reinstate, SHOHOSEN_IMPORT_UNCHANGED, 1),
    ] {
        let mut what = 0;
        let (status, codes) = failed(|error| import(store, document, options, &mut what, error));
        assert_eq!((status, what), (SHOHOSEN_OK, expected), "{codes:?}");
        assert_eq!(statistics(store)["events"], events);
    }
    unsafe { shohosen_store_free(store) };
}

#[test]
fn a_document_of_which_nothing_can_be_taken_over_withdraws_nothing() {
    let folder = Folder::new("withdrawn");
    let store = store(&folder);
    let mut what = 0;
    let (status, _) = failed(|e| import(store, &bundle(&[DISPENSED]), PLAIN, &mut what, e));
    assert_eq!((status, what), (SHOHOSEN_OK, SHOHOSEN_IMPORT_ADDED));
    for options in [PLAIN, ShohosenHistoryOptions { partial: 1, ..PLAIN }] {
        let (status, codes) = failed(|e| import(store, &bundle(&[ON_HOLD]), options, &mut what, e));
        assert_eq!(status, SHOHOSEN_REFUSED, "{codes:?}");
        assert!(codes[0].starts_with("store.document."), "{codes:?}");
        assert_eq!(statistics(store)["events"], 1, "what was known before is still known");
    }
    unsafe { shohosen_store_free(store) };
}

#[test]
fn deleting_says_how_many_documents_went_and_whether_their_octets_are_gone() {
    let folder = Folder::new("deleted");
    let store = store(&folder);
    let mut what = 0;
    failed(|error| import(store, &bundle(&[DISPENSED]), PLAIN, &mut what, error));
    let delete = |patient: &str, count: &mut u64, erased: *mut i32| {
        let (patient, length) = text(patient);
        failed(|error| unsafe {
            shohosen_store_delete_patient(store, patient, length, &access(), count, erased, error)
        })
    };
    let patients = |after: &str| {
        let (after, length) = text(after);
        let (ids, _) = json(|out, error| unsafe {
            shohosen_store_patients(store, after, length, 10, out, error)
        });
        ids
    };
    assert_eq!(patients(""), serde_json::json!(["patient-0042"]));
    assert_eq!(patients("patient-0042"), serde_json::json!([]));
    let (mut count, mut erased) = (7, 7);
    assert_eq!(delete("patient-0043", &mut count, &mut erased).0, SHOHOSEN_OK);
    assert_eq!(count, 0, "there is no such patient");
    assert_eq!(delete("patient-0042", &mut count, &mut erased).0, SHOHOSEN_OK);
    assert_eq!((count, erased), (1, 1));
    assert_eq!(patients(""), serde_json::json!([]));
    assert_eq!(delete("patient-0042", &mut count, null_mut()).0, SHOHOSEN_OK);
    // An id of more than 128 octets is a fault of the program, not of the store.
    let (status, codes) = delete(&"x".repeat(129), &mut count, &mut erased);
    assert_eq!((status, codes[0].as_str()), (SHOHOSEN_MISUSE, "store.limit.exceeded"));

    let (log, _) = json(|out, error| unsafe {
        shohosen_store_access_log(store, null(), 0, 0, 10, out, error)
    });
    assert_eq!(log[0]["action"], "import");
    assert_eq!(log[0]["actor"], "reception-1");
    assert!(log.as_array().unwrap().iter().all(|entry| entry["schema_version"] == 1), "{log}");
    assert_eq!(statistics(store)["schema_version"], 1);
    unsafe { shohosen_store_free(store) };
}

#[test]
fn a_history_says_what_of_its_documents_it_could_not_take_over() {
    let add = |history, document: &str| {
        let ((name, name_length), (data, length)) = (text("bundle"), text(document));
        let (data, options) = (data.cast(), null());
        let (status, codes) = failed(|error| unsafe {
            shohosen_history_add(history, name, name_length, data, length, options, error)
        });
        assert_eq!(status, SHOHOSEN_OK, "{codes:?}");
    };
    let history = made(|out, error| unsafe { shohosen_history_new(out, error) });
    add(history, &bundle(&[DISPENSED, ON_HOLD]));
    assert_eq!(unsafe { shohosen_history_not_checked_count(history) }, 1);
    let (missing, _) =
        json(|out, error| unsafe { shohosen_history_not_checked_json(history, out, error) });
    assert_eq!(missing[0]["item"], "bundle: MedicationRequest/2", "{missing}");

    // The records alone do not say it any longer, as the header warns.
    let (_, records) = json(|out, error| unsafe { shohosen_history_json(history, out, error) });
    let again = made(|out, error| unsafe { shohosen_history_new(out, error) });
    add(again, std::str::from_utf8(&records).unwrap());
    assert_eq!(unsafe { shohosen_history_count(again) }, 1);
    assert_eq!(unsafe { shohosen_history_not_checked_count(again) }, 0);
    unsafe {
        assert_eq!(shohosen_history_not_checked_count(null()), 0);
        shohosen_history_free(history);
        shohosen_history_free(again);
    }
}

#[test]
fn a_password_without_a_user_is_refused_and_not_left_out() {
    let providers = made(|out, error| unsafe { shohosen_providers_new(out, error) });
    let (url, length) = text("http://127.0.0.1:9/tsr");
    let (password, password_length) = text("secret");
    let options = ShohosenTsaOptions {
        struct_size: size_of::<ShohosenTsaOptions>(),
        user: null(),
        user_length: 0,
        password,
        password_length,
        policy: null(),
        policy_length: 0,
        connect_timeout_ms: 0,
        total_timeout_ms: 0,
    };
    let (status, codes) =
        failed(|e| unsafe { shohosen_providers_set_tsa(providers, url, length, &options, e) });
    assert_eq!((status, codes[0].as_str()), (SHOHOSEN_MISUSE, "binding.argument.missing"));
    unsafe { shohosen_providers_free(providers) };
}

#[test]
fn lists_at_hand_are_used_where_none_can_be_fetched() {
    let read = |name: &str| std::fs::read(vectors().join(name)).unwrap();
    let trust_store = made(|out, error| unsafe { shohosen_trust_store_new(out, error) });
    let (root, tsa_root) = (read("pki/root.cer"), read("pki/tsa-root.cer"));
    let sign_ca = read("pki/sign-ca.cer");
    let signer = unsafe {
        let error = null_mut();
        shohosen_trust_store_add_anchor(trust_store, root.as_ptr(), root.len(), error);
        shohosen_trust_store_add_tsa_anchor(trust_store, tsa_root.as_ptr(), tsa_root.len(), error);
        shohosen_trust_store_add_intermediates(trust_store, sign_ca.as_ptr(), sign_ca.len(), error);
        made(|out, error| shohosen_signer_new(trust_store, null(), out, error))
    };
    // The certificates name a server of the domain "invalid", which does not exist (RFC 2606).
    let providers = made(|out, error| unsafe { shohosen_providers_new(out, error) });
    assert_eq!(unsafe { shohosen_providers_fetch_crls(providers, null_mut()) }, SHOHOSEN_OK);
    let add = |name: &str| {
        let crl = read(name);
        let (data, length) = (crl.as_ptr(), crl.len());
        let (status, _) =
            failed(|error| unsafe { shohosen_providers_add_crl(providers, data, length, error) });
        assert_eq!(status, SHOHOSEN_OK);
    };
    let document = read("verify/prescription-t.xml");
    let extend = |out: *mut *mut ShohosenSigned, error| {
        let (data, length) = (document.as_ptr(), document.len());
        let at = 1_717_459_200; // 2024-06-04
        unsafe {
            shohosen_signer_extend(
                signer,
                data,
                length,
                SHOHOSEN_LEVEL_XL,
                providers,
                at,
                out,
                error,
            )
        }
    };
    // Some of the lists: what is missing is said, and that it did not arrive.
    add("pki/tsa.crl");
    let (status, codes) = failed(|error| extend(&mut null_mut(), error));
    assert_eq!(status, SHOHOSEN_UNAVAILABLE, "{codes:?}");
    assert!(codes.iter().any(|code| code.starts_with("network.")), "{codes:?}");
    assert!(!codes[0].starts_with("network."), "{codes:?}");
    add("pki/sign-ca.crl");
    add("pki/sarl.crl");
    let signed = made(extend);
    unsafe {
        let report = shohosen_signed_report(signed);
        assert_eq!(shohosen_report_verdict(report), SHOHOSEN_VERDICT_VALID);
        // The certificate of the signer is that of the key.
        let mut length = 0;
        let certificate = shohosen_report_signature_certificate(report, 0, &mut length);
        let certificate = std::slice::from_raw_parts(certificate, length);
        let own = shohosen_core::pki::Certificate::from_pem_or_der(certificate).unwrap();
        let who = shohosen_report_signature_signer(report, 0);
        let sha256 = shohosen_identity_certificate_sha256(who, null_mut());
        let sha256 = std::ffi::CStr::from_ptr(sha256).to_str().unwrap();
        assert_eq!(shohosen_core::hex(own.sha256()), sha256);
        let beyond = shohosen_report_signature_certificate(report, 1, &mut length);
        assert_eq!((beyond.is_null(), length), (true, 0));
        // A report that was made in signing has the records, as any other.
        let mut length = 0;
        let records = shohosen_report_payload(report, SHOHOSEN_POSITION_PRESCRIPTION, &mut length);
        assert!(!records.is_null() && length > 0);
        shohosen_signed_free(signed);
        shohosen_providers_free(providers);
        shohosen_signer_free(signer);
        shohosen_trust_store_free(trust_store);
    }
}

#[test]
fn a_drug_is_looked_up_as_the_command_does_it() {
    // A row of the price list; the YJ code is that of the product.
    let prices = "区分,薬価基準収載医薬品コード,成分名,規格,品名,薬価,経過措置による使用期限\n\
                  内用薬,1129009F2021,ゾルピデム酒石酸塩,,マイスリー錠１０ｍｇ,,\n";
    let ((name, name_length), data) = (text("tp.csv"), prices.as_ptr());
    let file = ShohosenFile { name, name_length, data, data_length: prices.len() };
    let master = made(|out, error| unsafe { shohosen_master_new(&file, 1, null(), 0, out, error) });
    let mut builder = CheckerBuilder::new();
    builder.master_file("tp.csv", prices.as_bytes()).unwrap();
    let checker = builder.build().unwrap();
    for (query, count) in [("マイスリー", 1), ("1129009F2021", 1), ("1129009F2023", 0), ("ない", 0)]
    {
        let (wanted, length) = text(query);
        let (found, _) = json(|out, error| unsafe {
            shohosen_master_drug_json(master, wanted, length, 0, out, error)
        });
        assert_eq!(found, DrugLookup::new(checker.master(), query, 20).to_json());
        assert_eq!(found["drugs"].as_array().unwrap().len(), count, "{found}");
        // Of 1129009F202 the digit is 1 (duplicate-check specification, 2.1).
        assert_eq!(found["check_digit"]["expected"] == 1, query == "1129009F2023", "{found}");
    }
    let (code, length) = text("1129009F2021");
    let drug = made(|out, error| unsafe { shohosen_master_drug(master, code, length, out, error) });
    let said = |text: *const std::ffi::c_char| {
        (!text.is_null())
            .then(|| unsafe { std::ffi::CStr::from_ptr(text) }.to_str().unwrap().to_owned())
    };
    unsafe {
        assert_eq!(said(shohosen_drug_name(drug, null_mut())).unwrap(), "マイスリー錠１０ｍｇ");
        let code = said(shohosen_drug_price_list_code(drug, null_mut())).unwrap();
        assert_eq!(code, "1129009F2021");
        // The price list alone has no others.
        assert_eq!(said(shohosen_drug_yj_code(drug, null_mut())), None);
        assert_eq!(said(shohosen_drug_receipt_code(drug, null_mut())), None);
        assert_eq!(shohosen_drug_ingredient_count(drug), 1);
        let ingredient = said(shohosen_drug_ingredient(drug, 0, null_mut())).unwrap();
        assert_eq!(ingredient, "ゾルピデム酒石酸塩");
        assert_eq!(said(shohosen_drug_ingredient(drug, 1, null_mut())), None);
        assert_eq!(shohosen_drug_ingredients_complete(drug), 1);
        shohosen_drug_free(drug);
    }
    for wrong in ["1129009F2999", "no code"] {
        let (code, length) = text(wrong);
        let (status, codes) = failed(|error| unsafe {
            shohosen_master_drug(master, code, length, &mut null_mut(), error)
        });
        assert_eq!((status, codes[0].as_str()), (SHOHOSEN_MISUSE, "binding.argument.value"));
    }
    let (said, _) = json(|out, error| unsafe { shohosen_master_statistics(master, out, error) });
    assert_eq!(said["statistics"]["drugs"], 1, "{said}");
    assert_eq!(said["editions"].as_array().unwrap().len(), 1, "{said}");
    let (blank, length) = text(" ");
    let (status, codes) = failed(|error| unsafe {
        shohosen_master_drug_json(master, blank, length, 0, &mut null_mut(), error)
    });
    assert_eq!((status, codes[0].as_str()), (SHOHOSEN_MISUSE, "binding.argument.value"));
    unsafe { shohosen_master_free(master) };
}
