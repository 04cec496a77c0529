//! The prescription that was checked, drug by drug, each with the worst that stands against it.

use super::html::{Html, text};
use super::{Shown, drug_name};
use shohosen_medication::{DosageCategory, DosePer, PrescribedDrug};
use shohosen_report::{Language, Severity, Value};

/// Drugs in full; beyond that they are counted.
const DRUGS: usize = 100;

pub(super) fn prescription(shown: &Shown<'_>, language: Language, html: &mut Html) {
    let pick = |ja, en| language.pick(ja, en);
    let items = &shown.prescription.prescription.items;
    html.element("h2", pick("今回の処方", "This prescription"));
    html.raw("<table class=\"plain rx\"><thead><tr>");
    for heading in [
        pick("指摘", "Found"),
        "RP",
        pick("薬剤", "Drug"),
        pick("用量", "Amount"),
        pick("用法", "Usage"),
        pick("日数", "Days"),
    ] {
        html.raw("<th scope=\"col\">").text(heading).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    for item in items.iter().take(DRUGS) {
        let place = item.place();
        html.raw("<tr><td>");
        against(shown, &place, language, html);
        html.raw("</td><td>").text(&place).raw("</td><td>");
        html.text(&drug_name(&item.drug)).raw("</td><td>");
        html.text(&amount(item, language)).raw("</td><td>");
        html.text(&text::shortened(&usage(shown, item), 80)).raw("</td><td>");
        let days = item.days.filter(|_| item.category != DosageCategory::AsNeeded);
        html.text(&days.map_or_else(String::new, |days| match language {
            Language::Japanese => format!("{days} 日分"),
            Language::English => format!("{days} days"),
        }));
        html.raw("</td></tr>");
    }
    html.raw("</tbody></table>");
    let more = items.len().saturating_sub(DRUGS);
    if more > 0 {
        html.element("p", &format!("+{more}"));
    }
}

/// The worst finding about a drug, and how many there are; else whether something was not checked.
fn against(shown: &Shown<'_>, place: &str, language: Language, html: &mut Html) {
    let pick = |ja, en| language.pick(ja, en);
    let outcome = shown.outcome;
    let about = outcome.findings.iter().filter(|finding| {
        finding.location.as_deref() == Some(place) && finding.severity >= Severity::Warning
    });
    let severities: Vec<Severity> = about.map(|finding| finding.severity).collect();
    let open = outcome.not_checked.iter().any(|entry| entry.item == place);
    let (class, words) = match severities.iter().max() {
        Some(Severity::Error) => ("<b class=\"tag error\">", pick("✕ 重要", "✕ important")),
        Some(_) => ("<b class=\"tag warning\">", pick("! 注意", "! note")),
        None if open => ("<b class=\"tag open\">", pick("? 未確認", "? not checked")),
        None => return,
    };
    html.raw(class).text(words);
    if severities.len() > 1 {
        html.text(&format!(" {}", severities.len()));
    }
    html.raw("</b>");
}

/// The amount with its unit, of a day or of one time.
fn amount(item: &PrescribedDrug, language: Language) -> String {
    let Some(amount) = item.dose.amount else { return String::new() };
    let per = match (item.dose.per, language) {
        (DosePer::Day, Language::Japanese) => "／日",
        (DosePer::Day, Language::English) => " a day",
        (DosePer::Time, Language::Japanese) => "／回",
        (DosePer::Time, Language::English) => " a time",
        (DosePer::Total, Language::Japanese) => "（全量）",
        (DosePer::Total, Language::English) => " in all",
        (DosePer::Unclear, _) => "",
    };
    format!("{amount} {}{per}", item.drug.unit)
}

/// The official name of the usage code, where the usage master gave it; else as it was recorded.
fn usage(shown: &Shown<'_>, item: &PrescribedDrug) -> String {
    let usage = &item.usage;
    let items = &shown.prescription.prescription.items;
    // It is told once, at the first drug of an RP that shares it.
    let same = items.iter().filter(|other| other.rp == item.rp && other.usage == *usage);
    let official = same.flat_map(|other| {
        let place = other.place();
        let of_usage = shown.outcome.findings.iter().filter(move |finding| {
            finding.code.id() == "medication.usage.listed"
                && finding.location.as_deref() == Some(&place)
        });
        of_usage.filter_map(|finding| match finding.evidence.get("expected") {
            Some(Value::Text(name)) => Some(name.to_string()),
            _ => None,
        })
    });
    let official = official.into_iter().next();
    match (official, usage.name.is_empty()) {
        (Some(name), _) => name,
        (None, false) => usage.name.clone(),
        (None, true) => usage.code.clone(),
    }
}
