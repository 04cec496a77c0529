//! `shohosen demo`: the whole story on generated data.

use crate::args::DemoOptions;
use crate::exit::{self, Failure};
use crate::{language, render};
use shohosen::pki::{Certificate, TrustAnchor, TrustStore};
use shohosen::{Language, Position, Time, Verdict, Verified, Verifier};
use shohosen_testkit::documents::{Level, PrescriptionBuilder, World, prescription_payload};
use shohosen_testkit::pki::Person;
use std::io::Write;

/// The day of the story: 2026-04-01T00:00:00Z. Everything is made for it, so that the demo tells
/// the same whenever it is run.
const DAY: i64 = 1_775_001_600;

pub fn run(options: &DemoOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let say = |ja: &str, en: &str| line(options, language.pick(ja, en));
    let epoch = time(DAY)?;
    say(
        "1. HPKI に似せた認証局、時刻認証局、医師の証明書を生成します（鍵は毎回新しく作ります）。",
        "1. Making an HPKI look-alike, a time-stamp authority and a doctor's certificate, with fresh keys.",
    )?;
    let world = World::generate(epoch);
    let doctor = world.hpki.credential(&Person::doctor());
    say(
        "2. 医師が処方箋に署名し、サービスがタイムスタンプと失効情報を付与します（ES-XL）。",
        "2. The doctor signs a prescription; the service adds a time-stamp and revocation data (ES-XL).",
    )?;
    let document = PrescriptionBuilder::new(&prescription_payload(), &doctor, epoch)
        .level(Level::Xl, &world)
        .build();
    say(
        "3. 署名を検証します。信頼するのはこの 2 つのルートだけです。",
        "3. Verifying. These two roots are all that is trusted.",
    )?;
    let mut anchors = TrustStore::new();
    anchors.add(anchor(&world.hpki.root.certificate)?);
    let verifier =
        Verifier::builder().only_anchors(anchors).tsa_anchor(anchor(&world.tsa.root)?).build();
    let at = time(DAY + 86_400)?;
    let genuine = verify(&verifier, &document.bytes, at)?;
    show(&genuine, "prescription.xml", language, options)?;
    if let Some(records) = genuine.payload(Position::Prescription)
        && !options.output.json
    {
        let text = String::from_utf8_lossy(records);
        let lines = text.lines().count();
        say("   検証済みの処方内容（先頭 5 行）:", "   The verified records (first 5 lines):")?;
        for record in text.lines().take(5) {
            line(options, &format!("     {record}"))?;
        }
        line(options, &format!("     … ({lines})\n"))?;
    }
    say(
        "4. 処方内容を 1 文字だけ書き換えて、もう一度検証します。",
        "4. Changing one character of the content, and verifying again.",
    )?;
    let forged = verify(&verifier, &tamper(&document.bytes)?, at)?;
    show(&forged, "tampered.xml", language, options)?;

    let as_told = genuine.report().verdict() == Verdict::Valid
        && forged.report().verdict() == Verdict::Invalid;
    if !as_told {
        return Err(Failure::Internal("the demo did not come out as it should".into()));
    }
    say(
        "終わり: 本物は有効、改ざんされたものは無効でした。",
        "The end: the genuine one is valid, the tampered one is not.",
    )?;
    Ok(exit::OK)
}

/// A line of the story, which is not told where JSON is asked for.
fn line(options: &DemoOptions, text: &str) -> Result<(), Failure> {
    if !options.output.json {
        writeln!(std::io::stdout().lock(), "{text}")?;
    }
    Ok(())
}

fn verify(verifier: &Verifier, bytes: &[u8], at: Time) -> Result<Verified, Failure> {
    verifier.verify(bytes, at).map_err(|error| Failure::Internal(error.to_string()))
}

fn show(
    verified: &Verified,
    name: &str,
    language: Language,
    options: &DemoOptions,
) -> Result<(), Failure> {
    let mut text = String::new();
    if options.output.json {
        text = verified.report().to_json() + "\n";
    } else {
        // Writing to a string cannot fail.
        let _ = render::report(&mut text, name, verified.report(), language, true);
        text.push('\n');
    }
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

/// Another character in the middle of the base64 of the records.
fn tamper(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    const MARK: &[u8] = b"<PrescriptionDocument id=\"PrescriptionDocument\">";
    let mut bytes = bytes.to_vec();
    let start = bytes.windows(MARK.len()).position(|window| window == MARK);
    let place = start.and_then(|start| bytes.get_mut(start + MARK.len() + 40));
    let place = place.ok_or_else(|| Failure::Internal("the demo's own document is odd".into()))?;
    *place = if *place == b'A' { b'B' } else { b'A' };
    Ok(bytes)
}

fn anchor(der: &[u8]) -> Result<TrustAnchor, Failure> {
    let certificate =
        Certificate::from_der(der).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(TrustAnchor::certificate(certificate))
}

fn time(seconds: i64) -> Result<Time, Failure> {
    Time::from_unix(seconds).ok_or_else(|| Failure::Internal("no such time".into()))
}
