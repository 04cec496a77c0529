//! The project's own vectors: documents good and bad, each with what must come of it.
//!
//! [`cases`] makes them all, the same bytes each time; they are committed in
//! `test-vectors/verify` with [`index`] beside them. Every weakness known of other verifiers has
//! its case, and none of the bad ones may come out `VALID`.

mod case;
mod certificates;
mod earned;
mod forms;
mod good;
mod long_term;
mod references;
mod structure;
mod timestamps;

pub use case::{Case, Entry, SignatureEntry};

use crate::documents::World;
use crate::pki::{DAY, Grade, Person, Usage};
use shohosen_report::Time;
use std::path::PathBuf;

/// The day around which everything in the suite happens.
pub fn epoch() -> Time {
    Time::parse_rfc3339("2024-06-03T00:00:00Z").unwrap()
}

/// The committed folder `test-vectors`.
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../test-vectors"))
}

/// All cases in the order of the index.
pub fn cases() -> Vec<Case> {
    let groups = [
        good::cases(),
        certificates::cases(),
        references::cases(),
        timestamps::cases(),
        structure::cases(),
        earned::cases(),
        forms::cases(),
        long_term::cases(),
    ];
    groups.into_iter().flatten().collect()
}

/// The content of `index.json`.
pub fn index(cases: &[Case]) -> String {
    let entries: Vec<&Entry> = cases.iter().map(|case| &case.entry).collect();
    let mut text = serde_json::to_string_pretty(&entries).unwrap();
    text.push('\n');
    text
}

/// Everything that is committed below `test-vectors` besides keys and README, as path and content:
/// documents, index, certificates, CRLs. The cases are those of [`cases`].
pub fn files(cases: &[Case]) -> Vec<(String, Vec<u8>)> {
    let mut files = pki_files();
    files.push(("verify/index.json".into(), index(cases).into_bytes()));
    for case in cases {
        files.extend(case.files.clone());
        // A case may share the document of another.
        let own = format!("verify/{}.xml", case.entry.id);
        if case.entry.file.as_ref() == Some(&own) {
            files.push((own, case.bytes.clone()));
        }
    }
    files
}

/// The certificates and CRLs that all cases share.
fn pki_files() -> Vec<(String, Vec<u8>)> {
    let world = World::from_committed_keys(epoch());
    let hpki = &world.hpki;
    let mut files = vec![
        ("root.cer", hpki.root.certificate.clone()),
        ("sign-ca.cer", hpki.sign_ca.certificate.clone()),
        ("auth-ca.cer", hpki.auth_ca.certificate.clone()),
        ("tsa-root.cer", world.tsa.root.clone()),
        ("tsa-root-without-constraints.cer", world.tsa.root_without_constraints.clone()),
        ("tsa.cer", world.tsa.certificate.clone()),
        ("tsa.crl", world.tsa.crl.clone()),
        ("sign-ca.crl", hpki.crl(Usage::Signature, world.time(-6 * 3600))),
        ("auth-ca.crl", hpki.crl(Usage::Authentication, world.time(-6 * 3600))),
        ("sarl.crl", hpki.sarl(world.time(-29 * 3600), &[])),
    ];
    let doctor = Person::doctor;
    let people = [
        ("doctor.cer", doctor()),
        ("dentist.cer", Person::dentist()),
        ("pharmacist.cer", Person::pharmacist()),
        ("nurse.cer", Person::nurse()),
        ("no-role.cer", Person::without_role()),
        ("two-roles.cer", doctor().roles(&["Medical Doctor", "Pharmacist"])),
        ("wrong-scheme.cer", doctor().role_scheme("1.2.392.100495.1.6.1.2")),
        ("test-grade.cer", doctor().grade(Grade::Test)),
        ("authentication.cer", doctor().usage(Usage::Authentication)),
        ("expired.cer", doctor().validity(world.time(-900 * DAY), world.time(-100 * DAY))),
    ];
    for (name, person) in people {
        files.push((name, hpki.credential(&person).certificate));
    }
    files.into_iter().map(|(name, der)| (format!("pki/{name}"), der)).collect()
}
