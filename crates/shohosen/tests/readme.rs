//! The Rust of the READMEs, as it stands there: compiled, and run.

#![cfg(feature = "store")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
#![allow(unused_variables, clippy::needless_borrows_for_generic_args, reason = "as it stands")]

mod medication_common;

use medication_common::{PAIRS, checker};
use shohosen::Time;
use shohosen::check::CheckStatus;
use shohosen_testkit::documents::prescription_payload;
use shohosen_testkit::suite;
use std::error::Error;
use std::path::Path;

type Outcome = Result<(), Box<dyn Error>>;

#[rustfmt::skip]
fn verifying(bytes: Vec<u8>) -> Outcome {
    use shohosen::{Position, Time, Verifier};

    let verifier = Verifier::builder().build();
    let verified = verifier.verify(&bytes, Time::parse_rfc3339("2026-04-01T00:00:00Z")?)?;
    for signature in &verified.report().signatures {
        println!("{} {:?} {:?}", signature.judgement.verdict(), signature.signer, signature.proven_time);
    }
    let records = verified.payload(Position::Prescription);

    // The signer is under the root of the tests and not under the national one.
    assert_eq!(records, None);
    Ok(())
}

fn signing(now: Time) -> Outcome {
    use shohosen::{Content, Signer, keys::SoftwareKey, pki::Certificate};

    let certificate = Certificate::from_pem_or_der(&std::fs::read("doctor.cer")?)?;
    let key = SoftwareKey::from_pem_or_der(&std::fs::read("doctor.pk8")?, certificate)?;
    let records = std::fs::read("prescription.csv")?;
    let signed = Signer::builder().build().sign(Content::Prescription(&records), &key, now)?;
    std::fs::write("prescription.xml", signed.bytes())?;

    assert!(std::fs::read("prescription.xml")?.ends_with(b">"));
    Ok(())
}

fn checking(bytes: Vec<u8>, notebook: Vec<u8>, now: Time) -> Outcome {
    let verifier = shohosen::Verifier::builder().build();

    use shohosen::check::{CheckSettings, CheckerBuilder};
    use shohosen::history::{History, HistoryOptions, read, read_prescription};
    use shohosen::medication::{Consent, Date};

    let mut builder = CheckerBuilder::new();
    builder.master_path("drugs.cache".as_ref())?.pairs_path("pairs.csv".as_ref())?;
    let checker = builder.build()?;
    let options = HistoryOptions::verified_by(&verifier, now);
    let prescription = read_prescription(&bytes, &options)?;
    let mut history = History::default();
    history.add("notebook.csv", read(&notebook, &options)?);
    let settings = CheckSettings::new(Date::parse("2026-11-22")?, Consent::Given);
    let outcome = checker.check(&prescription, &history, &settings)?;
    println!("{:?} {}", outcome.status(), outcome.to_json());

    assert_eq!(outcome.status(), CheckStatus::Found);
    Ok(())
}

#[rustfmt::skip]
fn storing(events: Vec<shohosen::medication::MedicationEvent>, now: Time) -> Outcome {
    use shohosen::store::{Access, ImportOptions, SourceDocument, Store, StoreOptions};

    let mut store = Store::open("history.db".as_ref(), &StoreOptions::default())?;
    let access = Access::new("terminal-3", "nightly import", now);
    let document = SourceDocument::new("p-0042", events).with_id("rx-7001");
    let counts = store.import([document], &access, &ImportOptions::default(), |committed| { /* survives a crash */ })?;
    let events = store.events("p-0042", ..)?;

    assert_eq!((counts.added, events.map(|events| events.len())), (1, Some(1)));
    Ok(())
}

/// The lines of Rust of a text, without comments, indentation and space between words.
fn lines(text: &str) -> Vec<String> {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    // Remarks are in the language of the README.
    let code = code.map(|line| match (line.find("/*"), line.find("*/")) {
        (Some(start), Some(end)) => format!("{}{}", &line[..start], &line[end + 2..]),
        _ => line.to_owned(),
    });
    let words = code.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    words.filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_rust_of_the_readmes_is_that_of_this_file() {
    let own = lines(include_str!("readme.rs"));
    for (readme, expected) in
        [(include_str!("../../../README.md"), 4), (include_str!("../../../README.ja.md"), 4)]
    {
        let blocks: Vec<_> = readme.split("```rust\n").skip(1).collect();
        assert_eq!(blocks.len(), expected);
        for block in blocks {
            let block = lines(block.split("```").next().unwrap());
            assert!(own.windows(block.len()).any(|window| window == block), "{block:#?}");
        }
    }
}

#[test]
fn it_runs() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let vector = |name: &str| std::fs::read(suite::folder().join(name)).unwrap();
    for (name, octets) in [
        ("doctor.cer", vector("pki/doctor.cer")),
        ("doctor.pk8", vector("keys/doctor.pk8")),
        ("prescription.csv", prescription_payload()),
        ("drugs.cache", checker().master().to_bytes()),
        ("pairs.csv", PAIRS.into()),
    ] {
        std::fs::write(folder.join(name), octets).unwrap();
    }
    // No other test of this program looks at files.
    std::env::set_current_dir(&folder).unwrap();
    let now = Time::parse_rfc3339("2024-06-04T00:00:00Z").unwrap();
    // Two products of one ingredient (YJ 1129009), the first of them taken until 2026-11-28.
    let rx = "SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n201,1,1,1,4,1129009F2285,x,1,1,x";
    let notebook = "kind,code_system,code,category,dispensed_on,days\n\
                    dispensed,yj,1129009F2021,oral,20261115,14\n";
    let taken = shohosen::history::read(notebook.as_bytes(), &Default::default()).unwrap().events;
    verifying(vector("verify/prescription-xl.xml")).unwrap();
    signing(now).unwrap();
    checking(rx.into(), notebook.into(), now).unwrap();
    storing(taken, now).unwrap();
}
