//! The report's JSON, written straight into one text.
//!
//! Most of a report is text of the code table in two languages. A general writer puts each sentence
//! together, copies it and looks at every octet for characters to escape; this one copies the pieces of
//! a sentence to where they are wanted and looks at eight octets at a time. What it writes is what
//! `serde` writes of the same values, to the octet: a test holds the two together.

use crate::language::{self, Piece};
use crate::{
    DocumentReport, Evidence, Finding, Language, Redacted, ReportRecord, SignatureRecord, Signer,
    Text, Time, Value, hex,
};
use std::fmt::{Display, Write as _};

/// About what one finding takes, so that a report of the usual size grows its text once.
const OCTETS_A_FINDING: usize = 640;

/// A report on one line.
pub(crate) fn report(report: &ReportRecord<'_>) -> String {
    let mut json = Json(String::with_capacity((report.findings.len() + 4) * OCTETS_A_FINDING));
    json.shown(r#"{"schema_version":"#, report.schema_version);
    json.word(r#","verdict":"#, report.verdict.as_str());
    json.word(r#","indication":"#, report.indication.as_str());
    json.optional(r#","sub_indication":"#, report.sub_indication.map(|word| word.as_str()));
    json.time(r#","verified_at":"#, Some(report.verified_at));
    let DocumentReport { kind, id } = &*report.document;
    json.word(r#","document":{"kind":"#, kind.as_str());
    json.optional(r#","id":"#, id.as_deref());
    json.raw(r#"},"signatures":"#);
    json.array(&report.signatures, Json::signature);
    json.raw(r#","findings":"#);
    json.array(&report.findings, Json::finding);
    json.raw("}");
    json.0
}

/// JSON that is being written. Methods that take a `key` write it first, with its punctuation.
struct Json(String);

impl Json {
    fn signature(&mut self, signature: &SignatureRecord<'_>) {
        self.word(r#"{"position":"#, signature.position.as_str());
        self.optional(r#","level":"#, signature.level.map(|level| level.as_str()));
        self.word(r#","verdict":"#, signature.verdict.as_str());
        self.word(r#","indication":"#, signature.indication.as_str());
        self.optional(r#","sub_indication":"#, signature.sub_indication.map(|word| word.as_str()));
        self.time(r#","claimed_time":"#, signature.claimed_time);
        self.time(r#","proven_time":"#, signature.proven_time);
        self.raw(r#","signer":"#);
        match &*signature.signer {
            Some(signer) => self.signer(signer),
            None => self.raw("null"),
        }
        self.raw("}");
    }

    fn signer(&mut self, signer: &Signer) {
        self.optional(r#"{"common_name":"#, signer.common_name.as_deref());
        self.optional(r#","name_ja":"#, signer.name_ja.as_deref());
        self.optional(r#","organization":"#, signer.organization.as_deref());
        self.raw(r#","hc_roles":"#);
        self.array(&signer.hc_roles, |json, role| json.optional("", Some(role)));
        self.raw(r#","hc_roles_ja":"#);
        self.array(&signer.hc_roles_ja, |json, role| json.optional("", role.as_deref()));
        self.word(r#","certificate_sha256":"#, &signer.certificate_sha256);
        self.raw("}");
    }

    fn finding(&mut self, finding: &Finding) {
        finding.assert_evidence();
        self.word(r#"{"code":"#, finding.code.id());
        self.word(r#","severity":"#, finding.severity.as_str());
        match finding.signature {
            Some(index) => self.shown(r#","signature":"#, index),
            None => self.raw(r#","signature":null"#),
        }
        self.optional(r#","location":"#, finding.location.as_ref().map(Text::as_str));
        self.raw(r#","evidence":"#);
        self.evidence(&finding.evidence);
        let (entry, ja, en) = (finding.code.entry(), Language::Japanese, Language::English);
        self.sentence(r#","message_ja":""#, finding, ja, entry.message_ja);
        self.sentence(r#"","message_en":""#, finding, en, entry.message_en);
        self.sentence(r#"","remedy_ja":""#, finding, ja, entry.remedy_ja);
        self.sentence(r#"","remedy_en":""#, finding, en, entry.remedy_en);
        self.raw("\"}");
    }

    /// A text of the table with the evidence in its places, without the quotation mark behind it.
    fn sentence(&mut self, key: &str, finding: &Finding, language: Language, template: &str) {
        self.raw(key);
        language::pieces(template, &finding.evidence, |piece| match piece {
            Piece::Text(text) => self.escaped(text),
            Piece::Value(Value::Text(text)) => self.escaped(text),
            Piece::Value(Value::Phrase(phrase)) => self.escaped(phrase.pick(language)),
            Piece::Value(Value::Integer(number)) => self.shown("", number),
            Piece::Value(Value::Time(time)) => self.shown("", time.in_japan()),
            Piece::Value(value) => self.escaped(&value.display(language)),
        });
    }

    fn evidence(&mut self, evidence: &Evidence) {
        self.raw("{");
        for (index, (key, value)) in evidence.iter().enumerate() {
            self.raw(if index > 0 { "," } else { "" });
            self.optional("", Some(key));
            self.raw(":");
            self.value(value);
        }
        self.raw("}");
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Text(text) => self.optional("", Some(text)),
            Value::Phrase(phrase) => self.optional("", Some(phrase.pick(Language::English))),
            Value::Integer(number) => self.shown("", number),
            // As JSON has them: no infinity, and always a fraction.
            Value::Decimal(number) => self.raw(&serde_json::Value::from(*number).to_string()),
            Value::Bool(yes) => self.shown("", yes),
            Value::Time(time) => self.time("", Some(*time)),
            Value::Personal => self.word("", Redacted::SHOWN),
            Value::Bytes(bytes) => self.word("", &hex(bytes)),
            Value::List(values) => self.array(values, Self::value),
            Value::Record(evidence) => self.evidence(evidence),
            Value::Finding(finding) => self.finding(finding),
        }
    }

    fn array<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.raw("[");
        for (index, item) in items.iter().enumerate() {
            self.raw(if index > 0 { "," } else { "" });
            write(self, item);
        }
        self.raw("]");
    }

    /// Text of ours that is JSON already.
    fn raw(&mut self, json: &str) {
        self.0.push_str(json);
    }

    /// A value whose text needs neither quotation marks nor escapes.
    fn shown(&mut self, key: &str, value: impl Display) {
        self.raw(key);
        // Writing to a `String` does not fail.
        let _ = write!(self.0, "{value}");
    }

    fn time(&mut self, key: &str, time: Option<Time>) {
        self.raw(key);
        match time {
            Some(time) => self.shown("\"", time),
            None => return self.raw("null"),
        }
        self.raw("\"");
    }

    /// A word of a closed list, or hexadecimal: nothing in it to escape.
    fn word(&mut self, key: &str, word: &str) {
        self.raw(key);
        self.raw("\"");
        self.raw(word);
        self.raw("\"");
    }

    /// Any text, or `null`.
    fn optional(&mut self, key: &str, text: Option<&str>) {
        self.raw(key);
        let Some(text) = text else { return self.raw("null") };
        self.raw("\"");
        self.escaped(text);
        self.raw("\"");
    }

    /// The inside of a JSON string (RFC 8259 §7).
    fn escaped(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let (plain, after) = rest.split_at(plain_octets(rest.as_bytes()));
            self.raw(plain);
            let mut characters = after.chars();
            match characters.next() {
                None => return,
                Some('"') => self.raw("\\\""),
                Some('\\') => self.raw("\\\\"),
                Some('\n') => self.raw("\\n"),
                Some('\r') => self.raw("\\r"),
                Some('\t') => self.raw("\\t"),
                Some('\u{8}') => self.raw("\\b"),
                Some('\u{c}') => self.raw("\\f"),
                Some(control) => {
                    let _ = write!(self.0, "\\u{:04x}", u32::from(control));
                }
            }
            rest = characters.as_str();
        }
    }
}

/// How many octets from the beginning need no escape: at the next stands a control character, a
/// quotation mark, a backslash or the end, all of which are ASCII, so that UTF-8 may be cut there.
fn plain_octets(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    /// Where an octet is below `limit` (at most 128), its high bit is set; wrong only behind such an octet.
    const fn below(octets: u64, limit: u8) -> u64 {
        octets.wrapping_sub(ONES * limit as u64) & !octets & HIGH
    }
    let (eights, _) = bytes.as_chunks::<8>();
    let quick = eights.iter().take_while(|octets| {
        let octets = u64::from_ne_bytes(**octets);
        let quotes = below(octets ^ (ONES * b'"' as u64), 1);
        let backslashes = below(octets ^ (ONES * b'\\' as u64), 1);
        below(octets, b' ') | quotes | backslashes == 0
    });
    let start = 8 * quick.count();
    let rest = bytes.iter().skip(start);
    start + rest.take_while(|octet| !matches!(octet, ..b' ' | b'"' | b'\\')).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        DocumentKind, Judgement, Level, Objections, Phrase, Position, Report, SignatureReport,
        codes,
    };

    /// What `serde_json` makes of the text, between its quotation marks.
    fn by_serde(text: &str) -> String {
        let json = serde_json::to_string(text).unwrap();
        json[1..json.len() - 1].to_owned()
    }

    #[test]
    fn strings_are_escaped_as_serde_json_does_wherever_the_character_stands() {
        let every = (0..=0xff_u8).map(char::from).chain("\u{2028}箋🏥\u{ffff}".chars());
        for character in every {
            for before in 0..18 {
                let text = format!("{}{character}{}", "a".repeat(before), "é".repeat(before));
                let twice = format!("{text}{text}");
                let mut json = Json(String::new());
                json.escaped(&twice);
                assert_eq!(json.0, by_serde(&twice));
            }
        }
    }

    #[test]
    fn a_report_with_every_kind_of_evidence_is_written_as_serde_json_does() {
        let at = Time::from_unix_nanos(1_662_538_705, 197_000_000).unwrap();
        let inner = codes::network::CONNECTION_FAILED.finding();
        let keys = codes::network::CONNECTION_FAILED.keys();
        let inner = keys.fold(inner, |finding, key| finding.with(key, "\"of\nthe inner"));
        let everything = Evidence::new()
            .with("text", "処方\u{1}\\")
            .with("phrase", Phrase::new("半角", "half-width"))
            .with("integer", i64::MIN)
            .with("decimal", 0.1 + 0.2)
            .with("whole", 1.0)
            .with("none", f64::NAN)
            .with("yes", true)
            .with("at", at)
            .with("personal", Redacted::new("処方 太郎"))
            .with("bytes", vec![0_u8, 0xab])
            .with("list", vec!["a\"".to_owned(), String::new()])
            .with("inner", inner.clone());
        let every = codes::all().map(|code| {
            let kinds: Vec<_> = everything.iter().map(|(_, value)| value.clone()).collect();
            let finding = code.finding().with("all", everything.clone());
            let mut kinds = kinds.into_iter().cycle().skip(code.number() as usize % 12);
            code.keys().fold(finding, |finding, key| match finding.evidence.get(key) {
                Some(_) => finding,
                None => finding.with(key, kinds.next().unwrap()),
            })
        });
        let mut findings: Vec<_> = every.collect();
        findings[1] = findings[1].clone().of_signature(7).at("/Document\t");
        let judgement = Judgement::unproven(Objections::of(&findings));
        let signer = Signer {
            common_name: Some("TARO \"SHOHO\"".into()),
            name_ja: None,
            organization: Some("検証\u{7f}クリニック".into()),
            hc_roles: vec!["Medical Doctor".into(), "\u{2}".into()],
            hc_roles_ja: vec![Some("医師".into()), None],
            certificate_sha256: "00ff".into(),
            licence_number: Some("123456".into()),
        };
        let signature = |signer, level| SignatureReport {
            position: Position::Dispensing,
            level,
            judgement,
            claimed_time: Some(at),
            proven_time: None,
            signer,
        };
        let report = Report {
            judgement,
            at,
            document: DocumentReport { kind: DocumentKind::Scanned, id: Some("\r\u{8}".into()) },
            signatures: vec![signature(Some(signer), Some(Level::Xl)), signature(None, None)],
            findings,
        };
        assert_eq!(report.to_json(), serde_json::to_string(&report).unwrap());
        let empty = Report { signatures: vec![], findings: vec![], ..report };
        assert_eq!(empty.to_json(), serde_json::to_string(&empty).unwrap());
    }
}
