//! From deviations to findings.

use super::{Deviation, StructureProblem};
use shohosen_report::{Finding, Phrase, Text, Value, codes::xades as codes};

impl StructureProblem {
    /// The finding of a deviation.
    pub fn finding(&self) -> Finding {
        let finding = match &self.deviation {
            Deviation::ElementMissing { element, expected } => codes::STRUCTURE_ELEMENT_MISSING
                .finding()
                .with("element", element.clone())
                .with("expected", words(expected)),
            Deviation::NothingOfChoice { element, expected } => codes::STRUCTURE_NOTHING_OF_CHOICE
                .finding()
                .with("element", element.clone())
                .with("expected", words(expected)),
            Deviation::AttributeMissing { element, expected } => codes::STRUCTURE_ATTRIBUTE_MISSING
                .finding()
                .with("element", element.clone())
                .with("expected", words(expected)),
            Deviation::UnexpectedElement { element, expected, actual } => {
                codes::STRUCTURE_UNEXPECTED_ELEMENT
                    .finding()
                    .with("element", element.clone())
                    .with("expected", words(expected))
                    .with("actual", actual.clone())
            }
            Deviation::UnexpectedText { element } => {
                codes::STRUCTURE_UNEXPECTED_TEXT.finding().with("element", element.clone())
            }
            Deviation::OtherTarget { actual } => {
                codes::TARGET_MISMATCH.finding().with("actual", actual.clone())
            }
            Deviation::LimitExceeded { what, limit, actual } => codes::LIMIT_EXCEEDED
                .finding()
                .with("what", words(what))
                .with("limit", *limit)
                .with("actual", *actual),
        };
        finding.at(self.path.clone())
    }
}

/// Our own words in both languages; names of elements as they are.
fn words(text: &Text) -> Value {
    let ja = match text.as_str() {
        "another element" => "別の要素",
        "text" => "テキスト",
        "the end of the element" => "要素の終わり",
        "KeyInfo or SigningCertificate" => "KeyInfo または SigningCertificate",
        "references" => "参照",
        "references in all signatures" => "参照（全署名の合計）",
        "time-stamps" => "タイムスタンプ",
        "certificates" => "証明書",
        "revocation values" => "失効情報",
        _ => return text.clone().into(),
    };
    Phrase::new(ja, text.clone()).into()
}
