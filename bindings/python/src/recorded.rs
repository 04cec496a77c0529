//! Reports on their way between processes: what they say, in the words of their JSON, with what the
//! JSON leaves out. Whoever loads one takes the word of whoever wrote it, as with every pickle; no
//! verification is made of it.

use crate::pickled::{read_finding, value_of_finding};
use serde_json::{Value as Json, json};
use shohosen::{
    DocumentReport, Finding, ReportRecord, SCHEMA_VERSION, SignatureRecord, SignerIdentity,
    SubIndication, Time,
};
use std::borrow::Cow;

/// A report as text.
pub fn written(report: &ReportRecord<'_>) -> Json {
    json!({
        "verdict": report.verdict,
        "indication": report.indication,
        "sub_indication": report.sub_indication,
        "at": moment(report.verified_at),
        "document": { "kind": report.document.kind, "id": report.document.id },
        "signatures": report.signatures.iter().map(signature).collect::<Json>(),
        "findings": findings(&report.findings),
    })
}

/// The report that was written.
pub fn again(value: &Json) -> Option<ReportRecord<'static>> {
    let document = value.get("document")?;
    let document = DocumentReport {
        kind: word(document.get("kind")?)?,
        id: document.get("id").and_then(Json::as_str).map(str::to_owned),
    };
    let signatures = value.get("signatures")?.as_array()?;
    Some(ReportRecord {
        schema_version: SCHEMA_VERSION,
        verdict: word(value.get("verdict")?)?,
        indication: word(value.get("indication")?)?,
        sub_indication: sub_indication(value)?,
        verified_at: moment_again(value.get("at")?)?,
        document: Cow::Owned(document),
        signatures: signatures.iter().map(signature_again).collect::<Option<_>>()?,
        findings: Cow::Owned(findings_again(value.get("findings")?)?),
    })
}

/// A signature as text.
pub fn signature(signature: &SignatureRecord<'_>) -> Json {
    json!({
        "position": signature.position,
        "level": signature.level,
        "verdict": signature.verdict,
        "indication": signature.indication,
        "sub_indication": signature.sub_indication,
        "claimed_time": signature.claimed_time.map(moment),
        "proven_time": signature.proven_time.map(moment),
        "signer": signature.signer.as_ref().as_ref().map(signer),
    })
}

/// The signature that was written.
pub fn signature_again(value: &Json) -> Option<SignatureRecord<'static>> {
    let time = |name| match value.get(name)? {
        Json::Null => Some(None),
        time => moment_again(time).map(Some),
    };
    Some(SignatureRecord {
        position: word(value.get("position")?)?,
        level: word(value.get("level")?)?,
        verdict: word(value.get("verdict")?)?,
        indication: word(value.get("indication")?)?,
        sub_indication: sub_indication(value)?,
        claimed_time: time("claimed_time")?,
        proven_time: time("proven_time")?,
        signer: Cow::Owned(match value.get("signer")? {
            Json::Null => None,
            signer => Some(signer_again(signer)?),
        }),
    })
}

/// A signer as text, with the licence number that no JSON of a report has.
pub fn signer(signer: &SignerIdentity) -> Json {
    json!([
        signer.common_name,
        signer.name_ja,
        signer.organization,
        signer.hc_roles,
        signer.hc_roles_ja,
        signer.certificate_sha256,
        signer.licence_number,
    ])
}

/// The signer that was written.
pub fn signer_again(value: &Json) -> Option<SignerIdentity> {
    Some(SignerIdentity {
        common_name: word(value.get(0)?)?,
        name_ja: word(value.get(1)?)?,
        organization: word(value.get(2)?)?,
        hc_roles: word(value.get(3)?)?,
        hc_roles_ja: word(value.get(4)?)?,
        certificate_sha256: word(value.get(5)?)?,
        licence_number: word(value.get(6)?)?,
    })
}

/// Findings as text.
pub fn findings(findings: &[Finding]) -> Json {
    findings.iter().map(value_of_finding).collect()
}

/// The findings that were written.
pub fn findings_again(value: &Json) -> Option<Vec<Finding>> {
    value.as_array()?.iter().map(|finding| read_finding(finding.as_object()?)).collect()
}

/// A moment with all its digits.
pub fn moment(time: Time) -> Json {
    json!([time.unix(), time.subsecond_nanos()])
}

/// The moment that was written.
pub fn moment_again(value: &Json) -> Option<Time> {
    let nanos = u32::try_from(value.get(1)?.as_u64()?).ok()?;
    Time::from_unix_nanos(value.get(0)?.as_i64()?, nanos)
}

fn sub_indication(value: &Json) -> Option<Option<SubIndication>> {
    match value.get("sub_indication")? {
        Json::Null => Some(None),
        word => SubIndication::from_word(word.as_str()?).map(Some),
    }
}

/// Words of closed lists, texts, and lists of them.
pub fn word<T: serde::de::DeserializeOwned>(value: &Json) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}
