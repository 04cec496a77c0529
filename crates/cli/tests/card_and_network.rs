//! `sign` and `extend` with a card, and with a time-stamp authority over HTTP.

#![cfg(all(feature = "net", feature = "pkcs11"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use shohosen_testkit::documents::{World, prescription_payload};
use shohosen_testkit::pki::Person;
use shohosen_testkit::server::{Answer, Fault, Request, Server, TsaManner, time_stamp_response};
use shohosen_testkit::suite;
use shohosen_testkit::tsa::TimeStampAuthority;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// 08:08:00, as `World::time` counts from the epoch; the authority's clock is ten seconds ahead.
const AT: &str = "2024-06-03T08:08:00Z";
const STAMPED: i64 = 29_290;

/// A folder with everything of a world in files; gone at the end.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let desk = Self(folder);
        let world = World::from_committed_keys(suite::epoch());
        let data = world.hpki.validation_data(world.time(STAMPED));
        let doctor = world.hpki.credential(&Person::doctor());
        desk.put("root.crt", &world.hpki.root.certificate);
        desk.put("ca.crt", &world.hpki.sign_ca.certificate);
        desk.put("tsa-root.crt", &world.tsa.root);
        desk.put("tsa.crl", &world.tsa.crl);
        desk.put("ca.crl", &data.crls[0]);
        desk.put("sarl.crl", &data.crls[1]);
        desk.put("holder.crt", &doctor.certificate);
        desk.put("holder.key", doctor.key.pkcs8());
        desk.put("rx.csv", &prescription_payload());
        desk
    }

    fn put(&self, name: &str, octets: &[u8]) {
        std::fs::write(self.0.join(name), octets).unwrap();
    }

    fn tool(&self, program: &str, arguments: &[&str]) -> std::io::Result<Output> {
        let mut command = Command::new(program);
        command.current_dir(&self.0).env("SOFTHSM2_CONF", self.0.join("softhsm2.conf"));
        command.args(arguments).output()
    }

    /// Runs the command; gives its exit code and all that it said.
    fn run(&self, arguments: &str, lists: bool) -> (i32, String) {
        let mut all: Vec<_> = arguments.split_whitespace().collect();
        all.extend(["--at", AT, "--anchor", "root.crt", "--tsa-anchor", "tsa-root.crt"]);
        all.extend(["--intermediate", "ca.crt", "--lang", "en"]);
        if lists {
            all.extend(["--crl", "ca.crl", "--crl", "sarl.crl", "--crl", "tsa.crl"]);
        }
        let output = self.tool(env!("CARGO_BIN_EXE_shohosen"), &all).unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(text).unwrap())
    }

    fn has(&self, name: &str) -> bool {
        self.0.join(name).exists()
    }

    /// A token of SoftHSM with the doctor's key; `false`, said aloud, where there is no SoftHSM.
    fn card(&self) -> bool {
        std::fs::create_dir(self.0.join("tokens")).unwrap();
        let settings = format!("directories.tokendir = {}/tokens\n", self.0.display());
        self.put("softhsm2.conf", settings.as_bytes());
        let token = "--init-token --free --label card --so-pin 87654321 --pin 1234";
        let token: Vec<_> = token.split_whitespace().collect();
        if self.tool("softhsm2-util", &token).is_err() {
            println!("SKIPPED: there is no SoftHSM2 (Debian: softhsm2)");
            return false;
        }
        let pem = "pkcs8 -topk8 -nocrypt -inform DER -in holder.key -out holder.pem";
        let import = "--import holder.pem --token card --label key --id 17 --pin 1234";
        for (program, arguments) in [("openssl", pem), ("softhsm2-util", import)] {
            let arguments: Vec<_> = arguments.split_whitespace().collect();
            assert!(self.tool(program, &arguments).unwrap().status.success(), "{program}");
        }
        true
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn authority(manner: TsaManner, fault: Fault) -> Server {
    let tsa = TimeStampAuthority::from_committed_keys(suite::epoch());
    let stamped = World::from_committed_keys(suite::epoch()).time(STAMPED);
    Server::start(move |request: &Request| {
        let body = time_stamp_response(&tsa, &request.body, stamped, manner);
        Answer::ok("application/timestamp-reply", body).fault(fault)
    })
}

const SIGN: &str = "sign rx.csv -o rx.xml --key holder.key --cert holder.crt";

#[test]
fn a_signature_with_a_time_stamp_of_the_network_is_valid_for_verify() {
    let desk = Desk::new("network");
    let server = authority(TsaManner::Grants, Fault::None);
    let tsa = format!("--tsa {}", server.url("/"));
    let (code, text) = desk.run(&format!("{SIGN} --level t {tsa}"), true);
    assert_eq!(code, 0, "{text}");
    let (code, text) = desk.run("verify rx.xml", true);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("ES-T"), "{text}");
    for level in ["xl", "a"] {
        let extend = format!("extend rx.xml --to {level} -o {level}.xml {tsa}");
        let (code, text) = desk.run(&extend, true);
        assert_eq!(code, 0, "{text}");
        // What it needs is inside now.
        let (code, text) = desk.run(&format!("verify {level}.xml"), true);
        assert_eq!(code, 0, "{text}");
    }
}

#[test]
fn a_time_stamp_that_goes_wrong_leaves_nothing_behind() {
    for (manner, fault, code) in [
        (TsaManner::WrongNonce, Fault::None, "network.tsa.nonce_mismatch"),
        (TsaManner::WrongImprint, Fault::None, "network.tsa.imprint_mismatch"),
        (TsaManner::Rejects, Fault::None, "network.tsa.rejected"),
        (TsaManner::Grants, Fault::CutHalfWay, "network.response.cut"),
    ] {
        let desk = Desk::new(code);
        let server = authority(manner, fault);
        let (exit, text) = desk.run(&format!("{SIGN} --level t --tsa {}", server.url("/")), true);
        assert_eq!(exit, 1, "{text}");
        assert!(text.contains(code) && text.contains('→'), "{text}");
        assert!(!desk.has("rx.xml"));
    }
    let desk = Desk::new("https");
    let (exit, text) = desk.run(&format!("{SIGN} --level t --tsa https://tsa.invalid/"), true);
    assert_eq!(exit, 65, "{text}");
    assert!(text.contains("network.url.unsupported"), "{text}");
}

#[test]
fn lists_that_cannot_be_fetched_are_named() {
    let desk = Desk::new("lists");
    let server = authority(TsaManner::Grants, Fault::None);
    let sign = format!("{SIGN} --level xl --tsa {}", server.url("/"));
    // The look-alike's certificates name hpki.test.invalid.
    let (exit, text) = desk.run(&format!("{sign} --fetch-crls --crl tsa.crl"), false);
    assert_eq!(exit, 1, "{text}");
    assert!(text.contains("network.") && text.contains("hpki.test.invalid"), "{text}");
    assert!(!desk.has("rx.xml"));
    // With all of them at hand it does not matter that none arrives.
    let (exit, text) = desk.run(&format!("{sign} --fetch-crls"), true);
    assert_eq!(exit, 0, "{text}");
    assert_eq!(desk.run("verify rx.xml", true).0, 0);
}

#[test]
fn verifying_fetches_lists_only_when_asked_to_and_says_what_did_not_arrive() {
    let desk = Desk::new("verifying");
    let (exit, text) = desk.run(SIGN, true);
    assert_eq!(exit, 0, "{text}");
    let (exit, text) = desk.run("verify rx.xml", false);
    assert_eq!(exit, 2, "{text}");
    assert!(!text.contains("network."), "{text}");
    for judge in ["verify rx.xml --facts-out rx.facts --json", "judge rx.facts --json"] {
        let (exit, text) = desk.run(&format!("{judge} --fetch-crls --crl-cache crls"), false);
        assert_eq!(exit, 2, "{text}");
        assert!(text.contains("network.") && text.contains("hpki.test.invalid"), "{text}");
    }
    // A folder without --fetch-crls would never be filled.
    assert_eq!(desk.run("verify rx.xml --crl-cache crls", false).0, 64);
}

#[test]
fn a_password_comes_from_a_file() {
    let desk = Desk::new("password");
    desk.put("password", b"open sesame\nnot this line");
    let server = authority(TsaManner::Grants, Fault::None);
    let user = "--tsa-user Aladdin --tsa-password-file password";
    let (exit, text) =
        desk.run(&format!("{SIGN} --level t --tsa {} {user}", server.url("/")), true);
    assert_eq!(exit, 0, "{text}");
    // RFC 7617 §2: the example of the standard.
    let expected = Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert_eq!(server.requests()[0].header("authorization"), expected);
}

#[test]
fn a_card_signs_with_the_pin_of_a_file_and_a_wrong_one_leaves_nothing_behind() {
    let desk = Desk::new("card");
    if !desk.card() {
        return;
    }
    desk.put("right", b"1234\n");
    desk.put("wrong", b"4321\n");
    let library = "/usr/lib/softhsm/libsofthsm2.so";
    let sign = format!("sign rx.csv -o rx.xml --pkcs11 {library} --cert holder.crt --pin-file");
    let (exit, text) = desk.run(&format!("{sign} wrong"), true);
    assert_eq!(exit, 1, "{text}");
    assert!(text.contains("card.pin.wrong"), "{text}");
    assert!(!desk.has("rx.xml"));
    let (exit, text) = desk.run(&format!("{sign} right"), true);
    assert_eq!(exit, 0, "{text}");
    assert_eq!(desk.run("verify rx.xml", true).0, 0);
    // The token holds no certificate: that is said before a PIN is read.
    let without = sign.replace("--cert holder.crt", "").replace("-o rx.xml", "-o other.xml");
    let (exit, text) = desk.run(&format!("{without} there-is-no-such-file"), true);
    assert_eq!(exit, 65, "{text}");
    assert!(text.contains("card.certificate.not_found"), "{text}");
}
