//! `sign`, `extend`, `prepare` and `finish` as a user runs them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use shohosen_testkit::documents::{
    Level, PRESCRIPTION_ID, PrescriptionBuilder, World, dispensing_payload, prescription_payload,
};
use shohosen_testkit::keys::Digest;
use shohosen_testkit::pki::{Credential, Person};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const AT: &str = "2024-06-03T08:08:00Z";

/// A folder with everything of a world in files; gone at the end.
struct Desk {
    folder: PathBuf,
    world: World,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let world = World::from_committed_keys(shohosen_testkit::suite::epoch());
        let desk = Self { folder, world };
        desk.put("root.crt", &desk.world.hpki.root.certificate);
        desk.put("ca.crt", &desk.world.hpki.sign_ca.certificate);
        desk.put("tsa-root.crt", &desk.world.tsa.root);
        desk.put("tsa.crl", &desk.world.tsa.crl);
        let data = desk.world.hpki.validation_data(desk.world.time(29_280));
        desk.put("ca.crl", &data.crls[0]);
        desk.put("sarl.crl", &data.crls[1]);
        desk.put("rx.csv", &prescription_payload());
        desk
    }

    fn put(&self, name: &str, octets: &[u8]) {
        std::fs::write(self.folder.join(name), octets).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.join(name)).unwrap()
    }

    fn holder(&self, person: &Person) -> Credential {
        let credential = self.world.hpki.credential(person);
        self.put("holder.crt", &credential.certificate);
        self.put("holder.key", credential.key.pkcs8());
        credential
    }

    /// Whether OpenSSL did it; `false`, said aloud, where there is none.
    fn openssl(&self, arguments: &[&str]) -> bool {
        let output = Command::new("openssl").current_dir(&self.folder).args(arguments).output();
        let Ok(output) = output else {
            println!("SKIPPED: there is no openssl");
            return false;
        };
        if !output.status.success() {
            println!("{}", text_of(&output));
        }
        output.status.success()
    }

    /// The holder's certificate and key as PEM.
    fn pem_files(&self) -> bool {
        self.openssl(&["x509", "-inform", "DER", "-in", "holder.crt", "-out", "holder.pem"])
            && self.openssl(&["pkey", "-inform", "DER", "-in", "holder.key", "-out", "key.pem"])
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shohosen"));
        command.current_dir(&self.folder).args(arguments);
        command.args(["--at", AT, "--anchor", "root.crt", "--tsa-anchor", "tsa-root.crt"]);
        command.args(["--intermediate", "ca.crt", "--crl", "ca.crl", "--crl", "sarl.crl"]);
        command.args(["--crl", "tsa.crl", "--lang", "en"]);
        command
    }

    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.command(arguments).output().unwrap();
        (output.status.code().unwrap(), text_of(&output))
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn text_of(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr].concat();
    String::from_utf8(text).unwrap()
}

const KEY: [&str; 4] = ["--key", "holder.key", "--cert", "holder.crt"];

#[test]
fn what_sign_wrote_is_valid_for_verify() {
    let desk = Desk::new("sign");
    desk.holder(&Person::doctor());
    let (code, text) = desk.run(&[&["sign", "rx.csv", "-o", "rx.xml"][..], &KEY].concat());
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("of the prescription, ES-BES: VALID"), "{text}");
    let (code, text) = desk.run(&["verify", "rx.xml"]);
    assert_eq!(code, 0, "{text}");
}

#[test]
fn a_pharmacist_signs_on_a_received_prescription() {
    let desk = Desk::new("dispensing");
    let doctor = desk.world.hpki.credential(&Person::doctor());
    let received = PrescriptionBuilder::new(&prescription_payload(), &doctor, desk.world.time(0))
        .level(Level::Xl, &desk.world)
        .build();
    desk.put("received.xml", &received.bytes);
    desk.put("dispensed.csv", &dispensing_payload(PRESCRIPTION_ID));
    desk.holder(&Person::pharmacist());
    let sign = ["sign", "dispensed.csv", "-o", "ed.xml"];
    let (code, text) = desk.run(&[&sign[..], &KEY].concat());
    assert_eq!(code, 64, "{text}");
    let more = ["--prescription", "received.xml"];
    let (code, text) = desk.run(&[&sign[..], &KEY, &more].concat());
    assert_eq!(code, 0, "{text}");
    assert_eq!(desk.run(&["verify", "ed.xml"]).0, 0);
}

#[test]
fn a_refusal_leaves_nothing_behind_and_says_what_to_do() {
    let desk = Desk::new("refused");
    desk.holder(&Person::pharmacist());
    let before = desk.files();
    let sign = [&["sign", "rx.csv", "-o", "rx.xml"][..], &KEY].concat();
    let (code, text) = desk.run(&sign);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("hpki.role.not_authorised") && text.contains('→'), "{text}");
    assert_eq!(desk.files(), before);
    let (code, text) = desk.run(&[&sign[..], &["--json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &json["findings"][0]["code"]), (1, &"hpki.role.not_authorised".into()));
    // A folder that is not there: nothing can be written.
    let (code, _) = desk.run(
        &[&["sign", "rx.csv", "-o", "gone/rx.xml", "--permit", "other-role"][..], &KEY].concat(),
    );
    assert_eq!(code, 74);
    assert_eq!(desk.files(), before);
    // It was permitted and is written; INVALID it is all the same, and the exit code says so.
    let (code, text) = desk.run(&[&sign[..], &["--permit", "other-role"]].concat());
    assert_eq!(code, 1, "{text}");
    assert!(desk.folder.join("rx.xml").exists());
}

#[test]
fn the_value_can_be_made_elsewhere() {
    let desk = Desk::new("two-steps");
    let doctor = desk.holder(&Person::doctor());
    let (code, text) = desk.run(&["prepare", "rx.csv", "--cert", "holder.crt", "-o", "state.json"]);
    assert_eq!(code, 0, "{text}");
    let state: serde_json::Value = serde_json::from_slice(&desk.read("state.json")).unwrap();
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    let octets = engine.decode(state["octets"].as_str().unwrap()).unwrap();
    let value = doctor.key.sign(Digest::Sha256, &octets);
    desk.put("value.bin", &value);
    desk.put("value.b64", engine.encode(&value).as_bytes());
    desk.put("wrong.bin", &doctor.key.sign(Digest::Sha256, b"something else"));
    for file in ["value.bin", "value.b64"] {
        let (code, text) = desk.run(&["finish", "state.json", "--value", file, "-o", "rx.xml"]);
        assert_eq!(code, 0, "{text}");
        assert_eq!(desk.run(&["verify", "rx.xml"]).0, 0);
        std::fs::remove_file(desk.folder.join("rx.xml")).unwrap();
    }
    let (code, text) = desk.run(&["finish", "state.json", "--value", "wrong.bin", "-o", "rx.xml"]);
    assert!(code == 1 && text.contains("signing.value.mismatch"), "{text}");
    assert!(!desk.folder.join("rx.xml").exists());
}

#[test]
fn extend_adds_validation_data_to_a_time_stamped_document() {
    let desk = Desk::new("extend");
    let doctor = desk.world.hpki.credential(&Person::doctor());
    let stamped = PrescriptionBuilder::new(&prescription_payload(), &doctor, desk.world.time(0))
        .level(Level::T, &desk.world)
        .build();
    desk.put("t.xml", &stamped.bytes);
    let (code, text) = desk.run(&["extend", "t.xml", "--to", "xl", "-o", "xl.xml"]);
    assert_eq!(code, 0, "{text}");
    let (code, text) = desk.run(&["verify", "xl.xml", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &report["signatures"][0]["level"]), (0, &"XL".into()));
    let (code, text) = desk.run(&["extend", "xl.xml", "--to", "t", "-o", "again.xml"]);
    assert!(code == 1 && text.contains("signing.extend.level_reached"), "{text}");
}

#[test]
fn pkcs12_files_of_today_and_of_old_are_opened_with_a_password_from_a_file() {
    let desk = Desk::new("pkcs12");
    desk.holder(&Person::doctor());
    if !desk.pem_files() {
        return;
    }
    desk.put("password", "ひみつ secret\nignored".as_bytes());
    desk.put("wrong", b"other");
    let export = ["pkcs12", "-export", "-inkey", "key.pem", "-in", "holder.pem", "-out"];
    let password = ["-passout", "file:password"];
    let rc2 = ["-legacy", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-RC2-40"];
    for (name, more) in [("new.p12", &[][..]), ("old.p12", &rc2)] {
        assert!(desk.openssl(&[&export[..], &[name], &password, more].concat()), "{name}");
        let sign =
            ["sign", "rx.csv", "-o", "rx.xml", "--force", "--pkcs12", name, "--password-file"];
        let (code, text) = desk.run(&[&sign[..], &["password"]].concat());
        assert_eq!(code, 0, "{name}: {text}");
        let (code, text) = desk.run(&[&sign[..], &["wrong"]].concat());
        assert_eq!(code, 65, "{name}: {text}");
        assert!(text.contains("signing.key.wrong_password") && text.contains('→'), "{text}");
    }
}

#[test]
fn an_encrypted_key_is_opened_with_a_password_from_a_file_or_a_descriptor() {
    let desk = Desk::new("encrypted");
    desk.holder(&Person::doctor());
    if !desk.pem_files() {
        return;
    }
    desk.put("password", "ひみつ secret\nignored".as_bytes());
    desk.put("wrong", b"other");
    let encrypt = "pkcs8 -topk8 -in key.pem -out encrypted.pem -passout file:password";
    assert!(desk.openssl(&encrypt.split(' ').collect::<Vec<_>>()));
    let sign = "sign rx.csv -o rx.xml --cert holder.crt --key encrypted.pem --password-file";
    let sign = |password| [&sign.split(' ').collect::<Vec<_>>()[..], &[password]].concat();
    let (code, text) = desk.run(&sign("wrong"));
    assert_eq!(code, 65, "{text}");
    assert!(text.contains("signing.key.wrong_password") && text.contains('→'), "{text}");
    assert!(!desk.folder.join("rx.xml").exists());
    let (code, text) = desk.run(&sign("password"));
    assert_eq!(code, 0, "{text}");
    assert_eq!(desk.run(&["verify", "rx.xml"]).0, 0);
    if cfg!(unix) {
        let mut command = desk.command(&["sign", "rx.csv", "-o", "fd.xml", "--cert", "holder.crt"]);
        command.args(["--key", "encrypted.pem", "--password-fd", "0"]);
        command.stdin(std::fs::File::open(desk.folder.join("password")).unwrap());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", text_of(&output));
    }
}

#[test]
fn a_document_that_lacks_its_signature_is_signed_and_a_signed_one_refused() {
    let desk = Desk::new("unsigned");
    desk.holder(&Person::doctor());
    use base64::Engine as _;
    let records = base64::engine::general_purpose::STANDARD.encode(prescription_payload());
    let document = format!(
        "<?xml version=\"1.0\"?>\n<Document id=\"Document\"><Prescription>\
         <PrescriptionManagement id=\"PrescriptionManagement\"><Version Value=\"EPS1.0\"/>\
         </PrescriptionManagement><PrescriptionDocument id=\"PrescriptionDocument\">{records}\
         </PrescriptionDocument><PrescriptionSign/></Prescription></Document>\n"
    );
    desk.put("unsigned.xml", document.as_bytes());
    let sign = ["sign", "unsigned.xml", "-o", "signed.xml"];
    let (code, text) = desk.run(&[&sign[..], &KEY].concat());
    assert_eq!(code, 0, "{text}");
    assert_eq!(desk.run(&["verify", "signed.xml"]).0, 0);
    let (code, text) = desk.run(&[&["sign", "signed.xml", "-o", "twice.xml"][..], &KEY].concat());
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("signing.document.signed") && text.contains("extend"), "{text}");
    assert!(!desk.folder.join("twice.xml").exists());
    // A prescription is no dispensing record, whatever is said of it.
    let again = ["--force", "--kind", "dispensing"];
    let (code, text) = desk.run(&[&sign[..], &KEY, &again].concat());
    assert_eq!(code, 64, "{text}");
    let (code, text) =
        desk.run(&["prepare", "unsigned.xml", "--cert", "holder.crt", "-o", "state"]);
    assert_eq!(code, 0, "{text}");
}

#[test]
fn what_is_there_is_kept_unless_it_may_be_replaced() {
    let desk = Desk::new("kept");
    desk.holder(&Person::doctor());
    let key = ["--key", "holder.key", "--cert", "holder.crt"];
    let sign = [&["sign", "rx.csv"][..], &key].concat();
    let prepare = vec!["prepare", "rx.csv", "--cert", "holder.crt"];
    desk.run(&[&sign[..], &["-o", "signed.xml"]].concat());
    let extend = vec!["extend", "signed.xml", "--to", "t"];
    let finish = vec!["finish", "no-state", "--value", "no-value"];
    desk.put("there", b"what was there");
    let adopt = vec!["adopt", "no-document", "no-answer"];
    for command in [&sign, &prepare, &extend, &finish, &adopt] {
        let (exit, text) = desk.run(&[&command[..], &["-o", "there"]].concat());
        assert_eq!(exit, 74, "{command:?}: {text}");
        assert!(text.contains("command.output.exists") && text.contains("--force"), "{text}");
        assert_eq!(desk.read("there"), b"what was there");
    }
    for command in [&sign, &prepare] {
        let (exit, text) = desk.run(&[&command[..], &["-o", "there", "--force"]].concat());
        assert_eq!(exit, 0, "{command:?}: {text}");
        assert_ne!(desk.read("there"), b"what was there");
        desk.put("there", b"what was there");
    }
    assert!(desk.files().iter().all(|name| !name.ends_with(".tmp")), "{:?}", desk.files());
}

#[test]
fn of_the_keys_of_a_pkcs12_file_the_one_of_the_certificate_signs() {
    let desk = Desk::new("of-several-keys");
    desk.holder(&Person::doctor());
    if !desk.pem_files() {
        return;
    }
    let export =
        "pkcs12 -export -inkey key.pem -in holder.pem -name shomei -out key.p12 -passout pass:x";
    assert!(desk.openssl(&export.split(' ').collect::<Vec<_>>()));
    desk.put("password", b"x\n");
    let sign = ["sign", "rx.csv", "--pkcs12", "key.p12", "--password-file", "password", "-o"];
    for (number, choice) in
        [&["--key-name", "shomei"][..], &["--cert", "holder.crt"], &[]].into_iter().enumerate()
    {
        let out = format!("{number}.xml");
        let (exit, text) = desk.run(&[&sign[..], &[out.as_str()], choice].concat());
        assert_eq!(exit, 0, "{choice:?}: {text}");
    }
    for choice in [["--key-name", "ninsho"], ["--key-id", "00"], ["--cert", "ca.crt"]] {
        let (exit, text) = desk.run(&[&sign[..], &["no.xml"], &choice].concat());
        assert_eq!(exit, 65, "{choice:?}: {text}");
        assert!(
            text.contains("signing.key.not_in_file") && text.contains("serialNumber="),
            "{text}"
        );
    }
    let (exit, text) = desk.run(&[&sign[..], &["no.xml", "--key-id", "0g"]].concat());
    assert_eq!(exit, 64, "{text}");
}

#[test]
fn what_a_service_returned_is_adopted_only_if_it_is_what_was_sent() {
    let desk = Desk::new("adopt");
    desk.holder(&Person::doctor());
    let (code, text) = desk.run(&["prepare", "rx.csv", "--document", "-o", "sent.xml"]);
    assert!(code == 0 && text.contains("adopt"), "{text}");
    let (code, text) = desk.run(&[&["sign", "sent.xml", "-o", "answer.xml"][..], &KEY].concat());
    assert_eq!(code, 0, "{text}");
    let answer = String::from_utf8(desk.read("answer.xml")).unwrap();
    let at = answer.find("SignatureValue").unwrap();
    let at = at + answer[at..].find('>').unwrap() + 1;
    let value = answer[at..at + 8].to_owned();
    let other_value = if value.starts_with('A') { "BBBBBBBB" } else { "AAAAAAAA" };
    let before = desk.files().len();
    for (number, (from, to, expected)) in [
        ("EPS1.0", "EPS1.1", "signing.answer.document_changed"),
        (">U0ox", ">U0oy", "signing.answer.payload_changed"),
        ("<Prescription>", "<Prescription>\u{1f600}", "signing.answer.document_changed"),
        ("<?xml", "<!-- x --><?xml", "signing.answer.unreadable"),
        ("</PrescriptionSign>", "<x/></PrescriptionSign>", "signing.answer.document_changed"),
        (&*value, other_value, "xmldsig.signature.invalid"),
    ]
    .into_iter()
    .enumerate()
    {
        assert!(answer.contains(from), "{from}");
        let name = format!("changed-{number}.xml");
        desk.put(&name, answer.replacen(from, to, 1).as_bytes());
        for lang in ["ja", "en"] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_shohosen"));
            command.current_dir(&desk.folder).args(["adopt", "sent.xml", &name, "-o", "rx.xml"]);
            command.args(["--at", AT, "--anchor", "root.crt", "--intermediate", "ca.crt"]);
            let output = command.args(["--lang", lang]).output().unwrap();
            let text = text_of(&output);
            assert_eq!(output.status.code(), Some(1), "{from}: {text}");
            assert!(text.contains(expected) && text.contains('→'), "{from}: {text}");
        }
        std::fs::remove_file(desk.folder.join(&name)).unwrap();
    }
    assert_eq!(desk.files().len(), before, "nothing was written");
    let (code, text) = desk.run(&["adopt", "sent.xml", "answer.xml", "-o", "rx.xml"]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(desk.read("rx.xml"), answer.as_bytes());
    let other = desk.world.hpki.credential(&Person::pharmacist());
    desk.put("other.crt", &other.certificate);
    let with =
        |cert| ["adopt", "sent.xml", "answer.xml", "--force", "-o", "rx.xml", "--cert", cert];
    assert_eq!(desk.run(&with("holder.crt")).0, 0);
    let (code, text) = desk.run(&with("other.crt"));
    assert!(code == 1 && text.contains("signing.answer.other_certificate"), "{text}");
    // Without revocation lists it is undecided, adopted, and the exit code says so, as for sign.
    let mut command = Command::new(env!("CARGO_BIN_EXE_shohosen"));
    command.current_dir(&desk.folder).args(["adopt", "sent.xml", "answer.xml", "-o", "bes.xml"]);
    command.args(["--at", AT, "--anchor", "root.crt", "--intermediate", "ca.crt"]);
    assert_eq!(command.output().unwrap().status.code(), Some(2));
    assert_eq!(desk.read("bes.xml"), answer.as_bytes());
}
