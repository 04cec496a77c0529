//! Records read and checked per second on one core, and as multiples of what it takes to look at
//! every byte of the same file once (splitting it into lines and items).

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use shohosen::records::{LintOptions, ReadOptions, lint, read};
use shohosen_benches::{Subject, compare};
use shohosen_testkit::documents::{PRESCRIPTION_ID, dispensing_payload, prescription_payload};

fn main() {
    for (name, payload) in [
        ("SJ1, a prescription", prescription_payload()),
        ("CJ1, a dispensing record", dispensing_payload(PRESCRIPTION_ID)),
    ] {
        let records = read(&payload, &ReadOptions::STANDARD).unwrap().iter().count();
        let split = || {
            let items = payload
                .split(|&byte| byte == b'\n')
                .map(|line| line.split(|&byte| byte == b',').map(<[u8]>::len).sum::<usize>());
            items.sum::<usize>()
        };
        let run = || {
            let records = read(&payload, &ReadOptions::STANDARD).unwrap();
            lint(&records, &LintOptions::default())
        };
        let times = shohosen_benches::seconds(vec![Subject::new("", run)]);
        compare(
            &format!("{name} ({} bytes, {records} records)", payload.len()),
            vec![
                Subject::new("splitting into lines and items", split),
                Subject::new("read", || read(&payload, &ReadOptions::STANDARD).unwrap()),
                Subject::new("read and checked", run),
            ],
        );
        println!("  {:.2} million records a second", records as f64 / times[0] / 1e6);
    }
}
