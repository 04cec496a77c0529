//! What concerns a patient, and no password, stands in anything that the command says: marked data goes
//! in by every argument that names a file, and all that comes out is searched.

#![allow(clippy::unwrap_used, clippy::panic)]

use shohosen_testkit::documents::World;
use shohosen_testkit::pki::Person;
use std::path::{Path, PathBuf};
use std::process::Command;

const MARKS: [&str; 8] =
    ["極秘", "秘花", "ｺﾞｸﾋ", "ﾊﾅｺ", "20551231", "2055-12-31", "8765432", "himitsu-word"];

/// Files with the marks in every place where something can be wrong.
const CONTENTS: [(&str, &str); 12] = [
    ("plain.txt", "極秘秘花 20551231 8765432 himitsu-word\n"),
    (
        "records.csv",
        "SJ1\n1,1,1234567,13,医療機関\n11,極秘 8765432,\"極秘秘花\",ｺﾞｸﾋ ﾊﾅｺ\u{7}\n12,秘花\n13,20551231\n\
         秘花,20551231\n101,秘花,1\n201,1,1,極秘,秘花\n",
    ),
    ("only.csv", "SJ1\n極秘秘花,20551231,8765432\n"),
    (
        "notebook.csv",
        "JAHISTC08,1\r\n1,\"極秘秘花\",秘花,H551231,極秘\r\n極秘秘花,8765432\r\n5,20551231x,秘花\r\n",
    ),
    ("table.csv", "氏名,極秘秘花,20551231\nhimitsu-word,8765432,秘花\n"),
    ("history.csv", "kind,code_system,code,days\n秘花,極秘,8765432,20551231\n"),
    ("history-2.csv", "kind,code_system,code,極秘秘花\ndispensed,yj,x,20551231\n"),
    ("object.json", "{\"極秘秘花\": \"20551231\", \"events\": [{\"kind\": \"秘花\"}]}"),
    ("array.json", "[{\"kind\": \"極秘秘花\", \"days\": 20551231}]"),
    (
        "patient.json",
        "{\"patient\": {\"sex\": \"秘花\", \"birth_date\": \"2055-12-31x\"}, \"required_level\": \"極秘\"}",
    ),
    (
        "document.xml",
        "<Document><Prescription><a b='極秘20551231'>秘花8765432</a></Prescription>極秘</Document>",
    ),
    (
        "key.pem",
        "-----BEGIN PRIVATE KEY-----\n極秘秘花himitsu-word20551231\n-----END PRIVATE KEY-----\n",
    ),
];

/// Each argument that names a file: `{}` is the marked one.
const CALLS: [&str; 34] = [
    "verify {}",
    "verify {} --explain",
    "verify good.xml --policy {}",
    "verify good.xml --anchor {}",
    "verify good.xml --tsa-anchor {}",
    "verify good.xml --intermediate {}",
    "verify good.xml --crl {}",
    "verify good.xml --external {}",
    "judge {}",
    "cert {}",
    "cert doctor.cer --policy {}",
    "lint {}",
    "lint {} --strict --before-issue",
    "lint {} --to fhir",
    "sign {} --key doctor.key --cert doctor.cer -o out",
    "sign {} --prescription good.xml --kind dispensing --key doctor.key --cert doctor.cer -o out",
    "sign rx.csv --key {} --cert doctor.cer -o out",
    "sign rx.csv --key doctor.key --cert {} -o out",
    "sign rx.csv --pkcs12 doctor.cer --password-file {} -o out",
    "sign rx.csv --pkcs12 {} --password-file {} -o out",
    "prepare {} --cert doctor.cer -o out",
    "prepare {} --document -o out",
    "finish {} --value rx.csv -o out",
    "adopt {} good.xml -o out",
    "adopt good.xml {} -o out",
    "extend {} --to xl -o out",
    "check {} --no-history",
    "check rx.csv --history {}",
    "check rx.csv --no-history --facts {}",
    "check rx.csv --no-history --pairs {}",
    "check rx.csv --no-history --classes {}",
    "check rx.csv --no-history --rules {}",
    "check rx.csv --no-history --master {}",
    "history import --store s.db --patient p --actor a {}",
];

fn search(what: &str, said: &str) {
    for mark in MARKS {
        assert!(!said.contains(mark), "{what} says {mark}:\n{said}");
    }
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("privacy");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::create_dir_all(folder.join("trust")).unwrap();
    let world = World::from_committed_keys(shohosen_testkit::suite::epoch());
    let doctor = world.hpki.credential(&Person::doctor());
    let put = |name: &str, octets: &[u8]| std::fs::write(folder.join(name), octets).unwrap();
    put("doctor.cer", &doctor.certificate);
    put("doctor.key", doctor.key.pkcs8());
    put("rx.csv", &shohosen_testkit::documents::prescription_payload());
    let vectors = shohosen_testkit::suite::folder();
    put("good.xml", &std::fs::read(vectors.join("verify/prescription-xl.xml")).unwrap());
    for (name, contents) in CONTENTS {
        put(name, contents.as_bytes());
    }
    folder
}

#[test]
fn no_command_says_what_stands_in_a_file_that_it_is_given() {
    let folder = folder();
    let mut refused = 0;
    for call in CALLS {
        for (name, _) in CONTENTS {
            for more in [&["--lang", "ja"][..], &["--lang", "en"], &["--json"]] {
                let arguments = call.replace("{}", name);
                let mut command = Command::new(env!("CARGO_BIN_EXE_shohosen"));
                command.current_dir(&folder).args(arguments.split(' ')).args(more);
                command.env("SHOHOSEN_CONFIG", folder.join("trust")).env("LC_ALL", "C.UTF-8");
                let output = command.stdin(std::process::Stdio::null()).output().unwrap();
                let _ = std::fs::remove_file(folder.join("out"));
                let said = [output.stdout, output.stderr].concat();
                // The result of a conversion is the contents.
                if !(call.contains("--to fhir") && output.status.code() != Some(65)) {
                    search(&arguments, &String::from_utf8_lossy(&said));
                }
                refused += usize::from(!output.status.success());
            }
        }
    }
    assert!(refused > CALLS.len() * CONTENTS.len(), "{refused}");
    let _ = std::fs::remove_dir_all(&folder);
}
