//! What was found, what was not checked, and what all of it rests on, as lists.

use super::html::{Html, text};
use super::{Shown, drug_name};
use crate::check::CheckOutcome;
use shohosen_medication::CheckName;
use shohosen_report::{Finding, Language, Severity};

/// Findings in full; beyond that they are counted.
const FINDINGS: usize = 200;

pub(super) fn findings(shown: &Shown<'_>, language: Language, html: &mut Html) {
    let mut findings: Vec<&Finding> = shown
        .outcome
        .findings
        .iter()
        .filter(|finding| finding.severity >= Severity::Warning)
        .filter(|finding| finding.code.id() != "medication.check.incomplete")
        .collect();
    if findings.is_empty() {
        return;
    }
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    html.element("h2", language.pick("見つかったもの", "What was found"));
    html.raw("<ul class=\"findings\">");
    for finding in findings.iter().take(FINDINGS) {
        let (class, tag) = match finding.severity {
            Severity::Error => ("<li class=\"error\">", language.pick("重要", "important")),
            _ => ("<li class=\"warning\">", language.pick("注意", "note")),
        };
        html.raw(class).raw("<b class=\"tag\">").text(tag).raw("</b>");
        if let Some(location) = &finding.location {
            html.text(&text::shortened(location, 60)).text("　");
        }
        html.text(&text::shortened(&finding.message(language), 400));
        let remedy = finding.remedy(language);
        html.raw("<p>");
        if !remedy.is_empty() {
            html.text(&format!("→ {remedy}"));
        }
        html.element("code", finding.code.id()).raw("</p></li>");
    }
    html.raw("</ul>");
    let more = findings.len().saturating_sub(FINDINGS);
    if more > 0 {
        html.element("p", &format!("+{more}"));
    }
}

pub(super) fn not_checked(shown: &Shown<'_>, language: Language, html: &mut Html) {
    let pick = |ja, en| language.pick(ja, en);
    let entries = &shown.outcome.not_checked;
    if entries.is_empty() {
        return;
    }
    html.element("h2", pick("調べられなかったもの", "What was not checked"));
    html.raw("<table class=\"plain\"><thead><tr>");
    for heading in
        [pick("どれが", "Which"), pick("薬剤・内容", "Drug, or its words"), pick("理由", "Why")]
    {
        html.raw("<th scope=\"col\">").text(heading).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    for entry in entries.iter().take(FINDINGS) {
        let event = CheckOutcome::event_of(entry).filter(|_| shown.consented());
        let event = event.and_then(|index| shown.history.events().get(index).map(|e| (index, e)));
        let items = &shown.prescription.prescription.items;
        let item = items.iter().find(|item| item.place() == entry.item);
        let drug = event.map(|(_, event)| &event.drug).or_else(|| Some(&item?.drug));
        let file = event.and_then(|(index, _)| shown.history.file_of(index));
        let item_name = in_words(&entry.item, language);
        let which = match file {
            Some(file) => format!("{item_name} ({})", file.name),
            None => item_name,
        };
        html.raw("<tr><td>").text(&text::shortened(&which, 80)).raw("</td><td>");
        // The name of a drug has its code beside it.
        let what = drug.map_or_else(|| text::shortened(&entry.code, 80), drug_name);
        html.text(&what).raw("</td><td>");
        html.text(pick(entry.reason.as_ja(), entry.reason.as_en())).raw("</td></tr>");
    }
    html.raw("</tbody></table>");
    let more = entries.len().saturating_sub(FINDINGS);
    if more > 0 {
        html.element("p", &format!("+{more}"));
    }
}

/// A master in the language of the reader: its kind, file, date and rows.
fn edition_in_words(edition: &str, language: Language) -> String {
    if language == Language::English {
        return edition.to_owned();
    }
    let kinds = [
        ("medicine ", "医薬品マスター "),
        ("hot ", "HOTコードマスター "),
        ("generic ", "一般名処方マスタ "),
        ("price_list ", "薬価基準 "),
    ];
    let known =
        kinds.iter().find_map(|(en, ja)| Some(format!("{ja}{}", edition.strip_prefix(en)?)));
    let named = known.unwrap_or_else(|| edition.to_owned());
    match named.strip_suffix(" rows)") {
        Some(rest) => format!("{rest} 行)"),
        None => named,
    }
}

/// Words of the list that are no names of files, in the language of the reader.
fn in_words(item: &str, language: Language) -> String {
    let number = item.strip_prefix("history ").filter(|number| number.parse::<usize>().is_ok());
    match (language, item, number) {
        (Language::Japanese, "master", _) => String::from("医薬品マスター"),
        (Language::Japanese, "pairs", _) => String::from("併用禁忌の表"),
        (Language::Japanese, "prescription", _) => String::from("処方箋"),
        (Language::Japanese, "diseases", _) => String::from("傷病名"),
        (Language::Japanese, word, None) if CheckName::from_word(word).is_some() => {
            CheckName::from_word(word).map_or("", CheckName::as_ja).to_owned()
        }
        (Language::Japanese, _, Some(number)) => format!("薬歴 {number} 件目"),
        _ => item.to_owned(),
    }
}

/// The list of checks: each by its name, what became of it, and on which tables it rests.
pub(super) fn checks(shown: &Shown<'_>, language: Language, html: &mut Html) {
    let pick = |ja, en| language.pick(ja, en);
    html.element("h2", pick("確認の一覧", "Checks"));
    html.raw("<table class=\"plain checks\"><thead><tr>");
    for heading in [
        pick("確認", "Check"),
        pick("結果", "State"),
        pick("理由・未確認", "Why, and what is open"),
        pick("表と版", "Tables and editions"),
    ] {
        html.raw("<th scope=\"col\">").text(heading).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    for name in CheckName::ALL {
        let row = shown.outcome.checks.get(*name);
        let state = row.state();
        let open = row.open().len();
        let why = match (row.reason(), open, language) {
            (Some(reason), ..) => pick(reason.as_ja(), reason.as_en()).to_owned(),
            (None, 0, _) => String::new(),
            (None, open, Language::Japanese) => format!("未確認 {open} 件"),
            (None, open, Language::English) => format!("{open} not checked"),
        };
        html.raw("<tr><td>").text(pick(name.as_ja(), name.as_en())).raw("</td><td>");
        html.text(pick(state.as_ja(), state.as_en())).raw("</td><td>").text(&why).raw("</td><td>");
        html.text(&text::shortened(&row.tables().join("、"), 200)).raw("</td></tr>");
    }
    html.raw("</tbody></table>");
}

pub(super) fn basis(shown: &Shown<'_>, language: Language, html: &mut Html) {
    let audit = &shown.outcome.audit;
    html.raw("<footer>");
    html.element("p", language.pick(audit.notice_ja, audit.notice_en));
    html.element("p", audit.rule);
    let masters: Vec<String> =
        audit.masters.iter().map(|edition| edition_in_words(edition, language)).collect();
    let masters = masters.join(language.pick("、", ", "));
    let pairs = audit.pair_table.as_deref().unwrap_or("–");
    html.element(
        "p",
        &match language {
            Language::Japanese => format!("マスター：{masters}　併用禁忌の表：{pairs}"),
            Language::English => format!("Masters: {masters}. Table of pairs: {pairs}."),
        },
    );
    html.raw("</footer>");
}
