//! `shohosen demo`: the whole story on generated data.

mod authority;
mod der;
mod key;
mod time_stamps;

use crate::args::DemoOptions;
use crate::exit::{self, Failure};
use crate::{language, render};
use authority::{Holder, Purpose, SIGNATURE_POLICY, after, internal};
use shohosen::Language;
use shohosen::keys::SoftwareKey;
use shohosen::pki::{TrustAnchor, TrustStore};
use shohosen::sign::RevocationMaterial;
use shohosen::{
    Content, Level, Position, Providers, Signer, Time, Verdict, Verified, Verifier,
    VerifierSettings,
};
use std::io::Write;
use time_stamps::DemoTimeStamps;

/// The day of the story: 2026-04-01T00:00:00Z. Everything is made for it, so that the demo tells
/// the same whenever it is run.
const DAY: i64 = 1_775_001_600;

/// The records that are signed: nobody is called so and nobody takes this.
const RECORDS: &str = include_str!("records.csv");

/// Who takes part.
struct World {
    root: Holder,
    authority: Holder,
    doctor: Holder,
    time_stamps: DemoTimeStamps,
}

impl World {
    fn new(day: Time) -> Result<Self, Failure> {
        let (root, issuing) =
            (Purpose::Authority(None), Purpose::Authority(Some(SIGNATURE_POLICY)));
        let root = Holder::new("Root of the demo", 1, None, &root, day)?;
        let authority =
            Holder::new("HPKI-01-Demo-forNonRepudiation", 2, Some(&root), &issuing, day)?;
        let purpose = Purpose::Doctor { name_ja: "見本　花子" };
        let doctor = Holder::new("Hanako Mihon", 3, Some(&authority), &purpose, day)?;
        Ok(Self { root, authority, doctor, time_stamps: DemoTimeStamps::new(day)? })
    }

    /// Trust in the two roots and in nobody else.
    fn settings(&self) -> VerifierSettings {
        let anchor = |holder: &Holder| TrustAnchor::certificate(holder.certificate.clone());
        let mut settings = VerifierSettings::default();
        settings.trust.signers = TrustStore::new();
        settings.trust.signers.add(anchor(&self.root));
        settings.trust.time_stamp_authorities.add(anchor(&self.time_stamps.root));
        settings
    }

    /// Signs, and adds the time-stamp and everything that its verification needs.
    fn signed(&self, at: Time) -> Result<Vec<u8>, Failure> {
        let mut settings = self.settings();
        settings.trust.certificates.push(self.authority.certificate.clone());
        let signer = Signer::builder().verifier_settings(settings).build();
        let key = self.doctor.key.to_pkcs8()?;
        let key = SoftwareKey::from_der(&key, self.doctor.certificate.clone()).map_err(internal)?;
        let signed = signer.sign(Content::Prescription(RECORDS.trim_end().as_bytes()), &key, at);
        let lists = [&self.authority, &self.root, &self.time_stamps.root];
        let crls: Result<Vec<_>, _> =
            lists.map(|holder| holder.revocation_list(at)).into_iter().collect();
        let material = RevocationMaterial { crls: crls?, ..RevocationMaterial::EMPTY };
        let providers =
            Providers { time_stamps: Some(&self.time_stamps), revocation: Some(&material) };
        let signed = signed.map_err(internal)?;
        let signed = signer.extend(signed.bytes(), Level::Xl, providers, at).map_err(internal)?;
        Ok(signed.into_bytes())
    }
}

pub fn run(options: &DemoOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let say = |ja: &str, en: &str| line(options, language.pick(ja, en));
    let day = Time::from_unix(DAY).ok_or_else(|| internal("no such time"))?;
    say(
        "1. HPKI に似せた認証局、時刻認証局、医師の証明書を生成します（鍵は毎回新しく作ります）。",
        "1. Making an HPKI look-alike, a time-stamp authority and a doctor's certificate, with fresh keys.",
    )?;
    let world = World::new(day)?;
    say(
        "2. 医師が処方箋に署名し、サービスがタイムスタンプと失効情報を付与します（ES-XL）。",
        "2. The doctor signs a prescription; the service adds a time-stamp and revocation data (ES-XL).",
    )?;
    let document = world.signed(day)?;
    say(
        "3. 署名を検証します。信頼するのはこの 2 つのルートだけです。",
        "3. Verifying. These two roots are all that is trusted.",
    )?;
    let verifier = Verifier::new(world.settings());
    let at = after(day, 86_400)?;
    let genuine = verify(&verifier, &document, at)?;
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
    let forged = verify(&verifier, &tamper(&document)?, at)?;
    show(&forged, "tampered.xml", language, options)?;

    let as_told = genuine.report().verdict() == Verdict::Valid
        && forged.report().verdict() == Verdict::Invalid;
    if !as_told {
        return Err(internal("the demo did not come out as it should"));
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
    match options.output.json {
        true => Ok(std::io::stdout().lock().write_all(text.as_bytes())?),
        false => crate::exit::say(&text),
    }
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
