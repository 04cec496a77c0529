//! What carries the calls out. No state but the objects that the host asked for.

use crate::answer::{Answer, trusted};
use crate::octets::{Octets, unknown};
use crate::request::{Form, Kind, Named, Request};
use crate::table::Table;
use serde::Serialize;
use shohosen::check::{CheckSettings, Checker, CheckerBuilder};
use shohosen::history::{History, HistoryOptions, read, read_prescription};
use shohosen::pki::{Certificate, CertificateList, TrustAnchor, TrustStore};
use shohosen::records::{
    Date, LintOptions, Purpose, ReadOptions, Target, TextEncoding, convert, lint,
};
use shohosen::{
    ExternalFiles, Finding, Position, SCHEMA_VERSION, Time, Verifier, VerifierSettings,
    VerifyInput, VerifyScratch,
};

/// Carries calls out, and keeps verifiers and checkers between them.
#[derive(Default)]
pub struct Engine {
    verifiers: Table<Verifier>,
    checkers: Table<Checker>,
    scratch: VerifyScratch,
}

impl Engine {
    /// Carries out the call in buffer 0; the others hold the octets that it names.
    pub fn call(&mut self, buffers: &[Vec<u8>]) -> Answer {
        let request = buffers.first().map_or(&[][..], Vec::as_slice);
        let answer = match serde_json::from_slice(request) {
            Ok(request) => self.carry_out(request, &Octets(buffers)),
            Err(error) => Err(misread(&error)),
        };
        answer.unwrap_or_else(Answer::refused)
    }

    fn carry_out(&mut self, request: Request, octets: &Octets<'_>) -> Result<Answer, Finding> {
        match request {
            Request::Verifier {
                policy,
                anchors,
                only_anchors,
                tsa_anchors,
                intermediates,
                crls,
                allow_test_certificates,
                accept_scanned,
            } => {
                let mut settings = match policy {
                    Some(policy) => VerifierSettings::from_policy_json(octets.get(policy)?)
                        .map_err(|error| error.finding())?,
                    None => VerifierSettings::with_mhlw_root(),
                };
                if let Some(only) = only_anchors {
                    settings.trust.signers = TrustStore::default();
                    for anchor in only {
                        settings.trust.signers.add(self::anchor(octets.get(anchor)?)?);
                    }
                }
                for anchor in anchors {
                    settings.trust.signers.add(self::anchor(octets.get(anchor)?)?);
                }
                for anchor in tsa_anchors {
                    settings.trust.time_stamp_authorities.add(self::anchor(octets.get(anchor)?)?);
                }
                for certificates in intermediates {
                    let all = Certificate::all_from_pem_or_der(octets.get(certificates)?);
                    settings.trust.certificates.extend(all.map_err(|error| error.finding())?);
                }
                for list in crls {
                    let list = CertificateList::from_pem_or_der(octets.get(list)?);
                    settings.trust.crls.push(list.map_err(|error| error.finding())?);
                }
                settings.policy.hpki.allow_test_certificates |= allow_test_certificates;
                settings.accept_scanned |= accept_scanned;
                handle(self.verifiers.keep(Verifier::new(settings)))
            }
            Request::Verify { verifier, document, at, external } => {
                let mut files = ExternalFiles::default();
                for file in &external {
                    let (name, octets) = octets.named(file)?;
                    files.add(name, octets);
                }
                let verifier = self.verifiers.find(verifier).ok_or_else(gone)?;
                let input = VerifyInput { external: Some(&files) };
                let document = octets.get(document)?;
                let verified = verifier
                    .verify_with(document, time(&at)?, input, &mut self.scratch)
                    .map_err(|error| error.finding())?;
                let records = trusted(verified.report().verdict())
                    .then(|| POSITIONS.iter().find_map(|at| verified.payload(*at)))
                    .flatten()
                    .map(<[u8]>::to_vec);
                Ok(Answer::json(json(verified.report())).with(records))
            }
            Request::Certificate { verifier, certificate, at } => {
                let verifier = self.verifiers.find(verifier).ok_or_else(gone)?;
                let certificate = Certificate::from_pem_or_der(octets.get(certificate)?)
                    .map_err(|error| error.finding())?;
                let report = verifier.verify_certificate(&certificate, time(&at)?);
                Ok(Answer::json(json(&report)))
            }
            Request::Lint { records, utf8, strict, before_issue, today } => {
                let records = self::records(octets.get(records)?, utf8)?;
                let purpose =
                    if before_issue { Purpose::DuplicateCheck } else { Purpose::Prescription };
                let today = today.as_deref().map(date).transpose()?;
                let options = LintOptions { purpose, strict, today, ..LintOptions::default() };
                Ok(Answer::findings(&lint(&records, &options)))
            }
            Request::Convert { records, utf8, to } => {
                let records = self::records(octets.get(records)?, utf8)?;
                let converted = convert(&records, to.into()).map_err(|error| error.finding())?;
                Ok(Answer::findings(&converted.findings).with(Some(converted.bytes)))
            }
            Request::Checker { masters, pairs, ingredients, rules } => {
                let mut builder = CheckerBuilder::new();
                for file in &masters {
                    let (name, octets) = octets.named(file)?;
                    builder.master_file(name, octets).map_err(|error| error.finding())?;
                }
                for file in &ingredients {
                    let (name, octets) = octets.named(file)?;
                    builder.ingredients_file(name, octets).map_err(|error| error.finding())?;
                }
                for file in &pairs {
                    let (name, octets) = octets.named(file)?;
                    builder.pairs_file(name, octets).map_err(|error| error.finding())?;
                }
                if let Some(rules) = rules {
                    builder.rules_json(octets.get(rules)?).map_err(|error| error.finding())?;
                }
                handle(self.checkers.keep(builder.build().map_err(|error| error.finding())?))
            }
            Request::Check { checker, prescription, history, settings, verifier, at, utf8 } => {
                let settings = CheckSettings::from_json(octets.get(settings)?)
                    .map_err(|error| error.finding())?;
                let verifier = match (verifier, at) {
                    (None, _) => None,
                    (Some(number), Some(at)) => {
                        Some((self.verifiers.find(number).ok_or_else(gone)?, time(&at)?))
                    }
                    (Some(_), None) => return Err(unknown("at", WANTED_TIME)),
                };
                let records = ReadOptions { encoding: encoding(utf8), ..ReadOptions::STANDARD };
                let options = HistoryOptions { verifier, records, ..HistoryOptions::default() };
                let checker = self.checkers.find(checker).ok_or_else(gone)?;
                let prescription = read_prescription(octets.get(prescription)?, &options)
                    .map_err(|error| error.finding())?;
                let history = self::history(history.as_deref(), octets, &options)?;
                let outcome =
                    checker.check(&prescription, &history, &settings).map_err(|error| {
                        let reason = format!("{} (expected: at most {})", error.count, error.limit);
                        unknown(error.what, reason)
                    })?;
                Ok(Answer::json(outcome.to_json()))
            }
            Request::Release { kind, handle } => {
                let released = match kind {
                    Kind::Verifier => self.verifiers.release(handle),
                    Kind::Checker => self.checkers.release(handle),
                };
                if released { Ok(Answer::json("{}")) } else { Err(gone()) }
            }
            Request::Version {} => Ok(Answer::json(json(&VersionForm {
                version: env!("CARGO_PKG_VERSION"),
                schema_version: SCHEMA_VERSION,
            }))),
        }
    }
}

/// Whose records are handed out, in this order: a dispensing record has those of the prescription,
/// too, which whoever wants them verifies by itself.
const POSITIONS: [Position; 2] = [Position::Prescription, Position::Dispensing];

const WANTED_TIME: &str = "expected: RFC 3339 with a zone, such as 2026-04-01T09:00:00+09:00";

#[derive(Serialize)]
struct HandleForm {
    handle: u32,
}

#[derive(Serialize)]
struct VersionForm {
    version: &'static str,
    schema_version: u32,
}

fn json(value: &impl Serialize) -> Vec<u8> {
    // No map here has keys that are no text, the one thing that JSON lacks.
    serde_json::to_vec(value).unwrap_or_default()
}

fn handle(number: Option<u32>) -> Result<Answer, Finding> {
    match number {
        Some(handle) => Ok(Answer::json(json(&HandleForm { handle }))),
        None => {
            let most = Table::<Verifier>::most();
            Err(unknown("handle", format!("more than {most} objects live (let some go: free())")))
        }
    }
}

/// The object of the call does not live.
fn gone() -> Finding {
    unknown("handle", "no such object (was it let go?)")
}

/// The request is none, or has a name or a value that is not known. What stands in it is not quoted: it
/// may hold a patient's words.
fn misread(error: &serde_json::Error) -> Finding {
    let reason = match error.classify() {
        serde_json::error::Category::Data => {
            "not a call that is known, or not its names and values".to_owned()
        }
        _ => {
            let (line, column) = (error.line(), error.column());
            format!("line {line}, column {column}: not JSON")
        }
    };
    unknown("request", reason)
}

fn time(text: &str) -> Result<Time, Finding> {
    Time::parse_rfc3339(text).map_err(|_| unknown("at", WANTED_TIME))
}

fn date(text: &str) -> Result<Date, Finding> {
    Date::parse(text).map_err(|_| unknown("today", "expected: YYYY-MM-DD"))
}

fn anchor(octets: &[u8]) -> Result<TrustAnchor, Finding> {
    let certificate = Certificate::from_pem_or_der(octets).map_err(|error| error.finding())?;
    Ok(TrustAnchor::certificate(certificate))
}

const fn encoding(utf8: bool) -> TextEncoding {
    if utf8 { TextEncoding::Utf8 } else { TextEncoding::Standard }
}

fn records(octets: &[u8], utf8: bool) -> Result<shohosen::records::Records, Finding> {
    let options = ReadOptions { encoding: encoding(utf8), ..ReadOptions::STANDARD };
    shohosen::records::read(octets, &options).map_err(|error| error.finding())
}

/// A history that could not be read in part says so in the outcome; one that could not be read at all
/// ends the call.
fn history(
    files: Option<&[Named]>,
    octets: &Octets<'_>,
    options: &HistoryOptions<'_>,
) -> Result<History, Finding> {
    let Some(files) = files else { return Ok(History::none()) };
    let mut history = History::default();
    for file in files {
        let (name, octets) = octets.named(file)?;
        history.add(name, read(octets, options).map_err(|error| error.finding())?);
    }
    Ok(history)
}

impl From<Form> for Target {
    fn from(form: Form) -> Self {
        match form {
            Form::Json => Self::Json,
            Form::Sj1 => Self::Sj1,
            Form::Jahis => Self::Jahis,
            Form::Jahistc => Self::JahisTc,
            Form::Fhir => Self::Fhir,
        }
    }
}
