//! The outcome as a page, at a glance: the prescription, what stands against it (the worst first), what
//! is taken when.
//!
//! One HTML file without script and without anything from outside. Bars are drawn by the style
//! sheet; everything that they show stands as text beside them. Whatever comes from documents is
//! escaped.

mod html;
mod lists;
mod prescription;
mod rows;
mod style;
mod timeline;

use super::{CheckOutcome, CheckStatus};
use crate::history::{History, PrescriptionRead};
use html::{Html, text};
use shohosen_medication::{Consent, PeriodPolicy};
use shohosen_report::{Finding, Language, Severity};

/// What a page shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The outcome.
    pub outcome: &'a CheckOutcome,
    /// The prescription that was checked.
    pub prescription: &'a PrescriptionRead,
    /// What the patient takes.
    pub history: &'a History,
    /// How periods were computed: those of the settings of the check.
    pub periods: &'a PeriodPolicy,
}

impl Shown<'_> {
    /// Whether records of others may be shown.
    pub(super) fn consented(&self) -> bool {
        self.outcome.audit.consent == Consent::Given.as_str()
    }

    /// 口頭等同意: the causing drug may be shown, and nothing else of it.
    pub(super) fn oral(&self) -> bool {
        self.outcome.audit.oral_consent
    }

    /// The findings by which a drug of the prescription overlaps with something, whatever may be
    /// shown of that.
    pub(super) fn overlaps(&self, place: &str) -> impl Iterator<Item = &'_ Finding> {
        let of_drug = |finding: &&Finding| {
            let id = finding.code.id();
            finding.location.as_deref() == Some(place)
                && finding.severity >= Severity::Info
                && ["medication.duplicate.", "medication.contraindication."]
                    .iter()
                    .any(|object| id.starts_with(object))
        };
        self.outcome.findings.iter().filter(of_drug).collect::<Vec<_>>().into_iter()
    }
}

/// The page, as one self-contained HTML file.
pub fn page(shown: &Shown<'_>, language: Language) -> String {
    let pick = |ja, en| language.pick(ja, en);
    let mut html = Html::default();
    html.raw("<!doctype html>\n");
    html.raw(pick("<html lang=\"ja\">", "<html lang=\"en\">"));
    html.raw("<head><meta charset=\"utf-8\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    // Nothing is loaded and nothing runs, whatever gets into the page.
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
    html.element("title", pick("服薬の重なり", "Medication overlaps"));
    html.raw("<style>").raw(style::STYLE).raw("</style></head><body><main>");
    head(shown, language, &mut html);
    prescription::prescription(shown, language, &mut html);
    lists::findings(shown, language, &mut html);
    timeline::timeline(shown, language, &mut html);
    lists::not_checked(shown, language, &mut html);
    lists::checks(shown, language, &mut html);
    lists::basis(shown, language, &mut html);
    html.raw("</main></body></html>\n");
    html.finish()
}

/// The conclusion first, then whose and of when.
fn head(shown: &Shown<'_>, language: Language, html: &mut Html) {
    let pick = |ja, en| language.pick(ja, en);
    let outcome = shown.outcome;
    let status = outcome.status();
    let words = text::capitalized(pick(status.as_ja(), status.as_en()));
    let (class, mark) = match status {
        CheckStatus::Found => ("found", "✕"),
        CheckStatus::NotChecked => ("unchecked", "?"),
        CheckStatus::Nothing => ("nothing", "✓"),
    };
    html.raw("<header><div><h1>").text(pick("服薬の重なり", "Medication overlaps")).raw("</h1><p>");
    let prescription = &shown.prescription.prescription;
    let mut facts = Vec::new();
    let name = &shown.prescription.patient.name;
    if !name.is_empty() {
        facts.push(format!("{} {name}", pick("患者", "Patient")));
    }
    if !prescription.institution.name.is_empty() {
        facts.push(format!("{} {}", pick("処方", "Prescribed by"), prescription.institution.name));
    }
    if let Some(day) = prescription.issued_on {
        facts.push(format!("{} {day}", pick("交付", "Issued")));
    }
    facts.push(format!("{} {}", pick("基準日", "Reference day"), outcome.audit.reference_day));
    html.text(&facts.join("　"));
    html.raw("</p></div>");
    html.raw("<p class=\"verdict ").raw(class).raw("\"><b aria-hidden=\"true\">").raw(mark);
    html.raw("</b><span>").text(&words).raw("<small>");
    let (found, unchecked) = (outcome.decisive().count(), outcome.not_checked.len());
    html.text(&match language {
        Language::Japanese => format!("指摘 {found} 件・未確認 {unchecked} 件"),
        Language::English => format!("{found} found, {unchecked} not checked"),
    });
    if outcome.audit.pair_table.is_none() {
        html.raw("<br>");
        html.text(pick("併用禁忌はチェックしていません", "contraindications were not checked"));
    }
    html.raw("</small></span></p></header>");
}

/// A drug of a record by its name, with its code beside it.
fn drug_name(drug: &shohosen_medication::GivenDrug) -> String {
    let code = drug.codes.first().map(ToString::to_string).unwrap_or_default();
    match (drug.name.is_empty(), code.is_empty()) {
        (true, true) => String::from("–"),
        (true, false) => code,
        (false, true) => text::shortened(&drug.name, 60),
        (false, false) => format!("{}（{code}）", text::shortened(&drug.name, 60)),
    }
}
