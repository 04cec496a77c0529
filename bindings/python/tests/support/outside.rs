//! What the Python tests need from outside: a time-stamp authority, and a token of SoftHSM2.

use shohosen_testkit::documents::World;
use shohosen_testkit::server::{Answer, Request, Server, TsaManner, time_stamp_response};
use shohosen_testkit::suite;
use shohosen_testkit::tsa::TimeStampAuthority;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Seconds after the epoch of the look-alike: its clock is ten seconds ahead of the tests' 08:08.
const STAMPED: i64 = 29_290;

/// An authority at `/tsr`, and nothing elsewhere.
pub fn time_stamp_authority() -> Server {
    let tsa = TimeStampAuthority::from_committed_keys(suite::epoch());
    let stamped = World::from_committed_keys(suite::epoch()).time(STAMPED);
    Server::start(move |request: &Request| {
        if request.path != "/tsr" {
            return Answer::status(404);
        }
        let body = time_stamp_response(&tsa, &request.body, stamped, TsaManner::Grants);
        Answer::ok("application/timestamp-reply", body)
    })
}

/// A token with the doctor's key: the library, and its settings. `None`, said aloud, where there
/// is no SoftHSM2.
pub fn token(folder: &Path) -> Option<(PathBuf, PathBuf)> {
    let libraries =
        ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"];
    let library = libraries.iter().map(PathBuf::from).find(|path| path.exists());
    let Some(library) = library else {
        println!("SKIPPED: there is no SoftHSM2 (Debian: softhsm2)");
        return None;
    };
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder.join("tokens")).unwrap();
    let settings = folder.join("softhsm2.conf");
    let text = format!("directories.tokendir = {}/tokens\n", folder.display());
    std::fs::write(&settings, text).unwrap();
    let key = suite::folder().join("keys/doctor.pk8");
    let pem = ["pkcs8", "-topk8", "-nocrypt", "-inform", "DER", "-out", "key.pem", "-in"];
    let init = "--init-token --free --label card --so-pin 87654321 --pin 1234";
    let import = "--import key.pem --token card --label key --id 17 --pin 1234";
    let commands = [
        ("openssl", pem.into_iter().chain(key.to_str()).collect::<Vec<_>>()),
        ("softhsm2-util", init.split(' ').collect()),
        ("softhsm2-util", import.split(' ').collect()),
    ];
    for (program, arguments) in commands {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder).env("SOFTHSM2_CONF", &settings);
        assert!(command.output().unwrap().status.success(), "{program}");
    }
    Some((library, settings))
}
