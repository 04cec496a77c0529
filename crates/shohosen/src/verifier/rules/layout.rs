//! The document is of a known kind, and its parts stand at their fixed paths, once each
//! (EP.xsd, ED.xsd; 検証要件 5.5.3).

use super::Case;
use shohosen_report::{DocumentKind, Phrase, Value, codes::document as codes};
use shohosen_rx::document::LayoutProblem;

/// It is, and they do.
#[derive(Debug)]
pub(crate) struct Recognised(());

pub(crate) fn check(case: &mut Case<'_>) -> Option<Recognised> {
    let layout = &case.facts.layout;
    case.findings.extend(layout.problems.iter().map(LayoutProblem::finding));
    // It is not signed and not handed out; that it is there the reader has to know.
    tell_unknown(case);
    let root = layout.root.path.clone();
    if layout.kind == DocumentKind::Unknown {
        let finding = codes::LAYOUT_UNKNOWN.finding().with("actual", layout.root.name.clone());
        case.findings.push(finding.at(root));
        return None;
    }
    let finding = codes::LAYOUT_RECOGNISED.finding().with("kind", layout.kind.as_str());
    let finding = match layout.version.name() {
        Some(version) => finding.with("version", version.to_owned()),
        None => {
            let none = Phrase::new("バージョンの記載なし", "no version stated");
            finding.with("version", none)
        }
    };
    case.findings.push(finding.at(root));
    layout.problems.is_empty().then_some(Recognised(()))
}

fn tell_unknown(case: &mut Case<'_>) {
    for unknown in &case.facts.layout.unknown {
        let finding = codes::CONTENT_UNKNOWN.finding().at(unknown.path.clone());
        let text = || Phrase::new("テキスト", "text").into();
        let what = unknown.element.clone().map_or_else(text, Value::from);
        case.findings.push(finding.with("content", what));
    }
}
