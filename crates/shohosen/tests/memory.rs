//! What a document takes in memory is bounded by its size, whatever it repeats.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod own;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shohosen::{Time, VerifyInput};
use shohosen_testkit::mutate::{between, replace};

/// The document with its signature time-stamp so many times, and so many certificates that lead
/// nowhere, and end like each other, in the data that all of them name.
fn document(stamps: usize, certificates: usize) -> Vec<u8> {
    let case = own::cases().into_iter().find(|case| case["id"] == "prescription-xl").unwrap();
    let bytes = own::bytes(&case);
    let (start, end) = ("<xa:SignatureTimeStamp", "</xa:SignatureTimeStamp>");
    let stamp = format!("{start}{}{end}", between(&bytes, start, end));
    let bytes = replace(&bytes, &stamp, &stamp.repeat(stamps));
    let (start, end) = ("<xa:EncapsulatedX509Certificate>", "</xa:EncapsulatedX509Certificate>");
    let one: String = between(&bytes, start, end).split_whitespace().collect();
    let der = STANDARD.decode(one).unwrap();
    // The modulus of an RSA key of 2048 bits: an INTEGER of 257 octets.
    let modulus = der.windows(5).position(|octets| octets == [2, 0x82, 1, 1, 0]).unwrap() + 5;
    let others: String = (0..certificates)
        .map(|number| {
            let mut der = der.clone();
            for (octet, digit) in der[modulus + 1..].iter_mut().zip(number.to_be_bytes()) {
                *octet ^= digit;
            }
            format!("{start}{}{end}", STANDARD.encode(der))
        })
        .collect();
    // The first CertificateValues are those of the time-stamp.
    let text = String::from_utf8(bytes).unwrap();
    text.replacen(start, &format!("{others}{start}"), 1).into_bytes()
}

/// The most that is in use at a time while it is verified by one who knows nothing yet, and the
/// length of its facts.
fn peak(bytes: &[u8]) -> (u64, usize) {
    let case = own::cases().into_iter().find(|case| case["id"] == "prescription-xl").unwrap();
    let at = Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap();
    let verifier = own::verifier(&case);
    let used = allocation_counter::measure(|| {
        verifier.verify(bytes, at).unwrap();
    });
    let facts = verifier.collect(bytes, VerifyInput::default()).unwrap();
    (used.bytes_max, facts.to_json().len())
}

#[test]
fn one_more_time_stamp_costs_what_it_is_long_not_what_it_names() {
    let (few, many) = (document(4, 60), document(64, 60));
    let stamp = (many.len() - few.len()) as u64 / 60;
    let ((few, facts_of_few), (many, facts_of_many)) = (peak(&few), peak(&many));
    let (one, facts_of_one) = ((many - few) / 60, (facts_of_many - facts_of_few) / 60);
    println!("{stamp} octets of document cost {one}, and {facts_of_one} in the facts");
    // The tree, the token as it is and as it was read, what was found. Sixty certificates of its own
    // would be 200 KB, and only their places in a list of its own 4 KB.
    assert!(one < 3 * stamp, "{one}");
    assert!(facts_of_one < 2 * stamp as usize, "{facts_of_one}");
}

#[test]
fn certificates_and_what_they_cost_grow_together() {
    let (few, many) = (document(1, 10), document(1, 200));
    let certificate = (many.len() - few.len()) as u64 / 190;
    let one = (peak(&many).0 - peak(&few).0) / 190;
    println!("{certificate} octets of document cost {one}");
    // Base64 in the document; DER, names, key and extensions once read; both in the cache.
    assert!(one < 12 * certificate, "{one}");
}
