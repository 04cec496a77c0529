//! The timeline: an axis of days and one bar a medication.

use super::Shown;
use super::html::{Html, text};
use super::rows::{Group, Row, groups};
use shohosen_medication::Date;
use shohosen_report::Language;

/// Days before the reference day that are shown at least and at most.
const BEFORE: (i32, i32) = (14, 90);
/// Days after it.
const AFTER: (i32, i32) = (14, 120);

/// The days that are shown, first and last included.
struct Window {
    start: Date,
    days: i32,
}

impl Window {
    /// All bars, as far as they are not too far from the reference day.
    fn around(day: Date, groups: &[Group]) -> Self {
        let periods = || groups.iter().flat_map(|group| &group.rows).map(|row| row.period);
        let first = periods().map(|period| day.days() - period.start.days()).max().unwrap_or(0);
        let last = periods().map(|period| period.end.days() - day.days()).max().unwrap_or(0);
        let before = (first + 2).clamp(BEFORE.0, BEFORE.1);
        let after = (last + 2).clamp(AFTER.0, AFTER.1);
        Self { start: day.plus_days(-before), days: before + after + 1 }
    }

    /// Where a day begins, in percent of the width.
    fn at(&self, day: Date) -> f64 {
        let days = (day.days() - self.start.days()).clamp(0, self.days);
        f64::from(days) * 100.0 / f64::from(self.days)
    }

    fn holds(&self, day: Date) -> bool {
        (0..self.days).contains(&(day.days() - self.start.days()))
    }

    /// Days with a label: whole weeks from the reference day, few enough to be read.
    fn ticks(&self, day: Date) -> impl Iterator<Item = Date> + '_ {
        let step = match self.days {
            0..=77 => 7,
            78..=154 => 14,
            _ => 28,
        };
        let weeks = self.days / step + 1;
        let days = (-weeks..=weeks).map(move |number| day.plus_days(number * step));
        days.filter(|tick| self.holds(*tick))
    }
}

pub(super) fn timeline(shown: &Shown<'_>, language: Language, html: &mut Html) {
    let pick = |ja, en| language.pick(ja, en);
    html.element("h2", pick("いつ何を服用しているか", "What is taken when"));
    if shown.oral() {
        let note = pick(
            "口頭等同意のため、重複・禁忌の原因となった薬剤の名前だけを表示します（期間や医療機関は表示しません）。",
            "Under oral consent only the names of the causing drugs are shown, without days and institutions.",
        );
        html.element("p", note);
    } else if !shown.consented() {
        let note = pick(
            "同意がないため、過去の薬剤は表示しません。",
            "Without the patient's consent past drugs are not shown.",
        );
        html.element("p", note);
    }
    let (groups, left_out) = groups(shown, language);
    let day = shown.outcome.audit.reference_day;
    let window = Window::around(day, &groups);
    html.raw("<div class=\"scroll\"><table class=\"time\"><colgroup><col class=\"drug\">");
    html.raw("<col class=\"when\"><col></colgroup><thead><tr><th scope=\"col\">");
    html.text(pick("薬剤・医療機関", "Drug, institution")).raw("</th><th scope=\"col\">");
    html.text(pick("期間と根拠", "Period, and what it rests on"));
    html.raw("</th><th scope=\"col\" class=\"track\">");
    axis(&window, day, language, html);
    html.raw("</th></tr></thead>");
    for group in &groups {
        html.raw("<tbody><tr class=\"group\"><th scope=\"rowgroup\" colspan=\"3\">");
        html.text(&text::shortened(&group.title, 90)).raw("<span>");
        html.text(&text::shortened(&group.note, 200)).raw("</span></th></tr>");
        for row in &group.rows {
            bar_row(row, &window, day, language, html);
        }
        html.raw("</tbody>");
    }
    html.raw("</table></div>");
    legend(language, html);
    if left_out > 0 {
        let note = match language {
            Language::Japanese => {
                format!("ほかに {left_out} 件は表示していません（期間終了など）。")
            }
            Language::English => {
                format!("{left_out} more records are not shown (ended, for example).")
            }
        };
        html.element("p", &note);
    }
}

fn axis(window: &Window, day: Date, language: Language, html: &mut Html) {
    for tick in window.ticks(day) {
        let now = tick == day;
        html.raw(if now { "<span class=\"now\" style=\"left:" } else { "<span style=\"left:" });
        html.number(middle(window, tick)).raw("%\">");
        let (_, month, of_month) = tick.civil();
        if now {
            html.text(language.pick("基準日 ", "day "));
        }
        html.text(&format!("{month}/{of_month}")).raw("</span>");
    }
}

/// The middle of a day, in percent of the width.
fn middle(window: &Window, day: Date) -> f64 {
    (window.at(day) + window.at(day.plus_days(1))) / 2.0
}

fn bar_row(row: &Row, window: &Window, day: Date, language: Language, html: &mut Html) {
    let pick = |ja, en| language.pick(ja, en);
    let period = row.period;
    html.raw("<tr><th scope=\"row\">").text(&row.drug).raw("<small>");
    html.text(&text::shortened(&row.place, 80)).raw("</small></th><td>");
    html.text(&format!("{} – {}", period.start, period.end)).raw("<small>");
    html.text(pick(period.rule.as_ja(), period.rule.as_en()));
    if let Some((start, end)) = row.overlap {
        let ((_, month, day), (_, to_month, to_day)) = (start.civil(), end.civil());
        let days = format!("{month}/{day} – {to_month}/{to_day}");
        html.raw("<br>").text(&format!("{} {days}", pick("重なり", "overlap")));
    }
    html.raw("</small></td><td class=\"track\">");
    for tick in window.ticks(day) {
        html.raw("<i style=\"left:").number(middle(window, tick)).raw("%\"></i>");
    }
    let left = window.at(period.start);
    let width = window.at(period.end.plus_days(1)) - left;
    let words = match (row.new, row.hit) {
        (true, _) => pick("今回", "new"),
        (false, Some(kind)) => pick(kind.as_ja(), kind.as_en()),
        (false, None) => "",
    };
    if width > 0.0 {
        html.raw("<div class=\"bar");
        for (on, class) in [
            (row.new, " new"),
            (row.hit.is_some(), " hit"),
            (period.rule.is_flat(), " flat"),
            (period.start < window.start, " before"),
            (!window.holds(period.end), " after"),
        ] {
            html.raw(if on { class } else { "" });
        }
        html.raw("\" role=\"img\" style=\"left:").number(left).raw("%;width:").number(width);
        html.raw("%\" aria-label=\"");
        html.text(&format!("{} {words} {} – {}", row.drug, period.start, period.end));
        html.raw("\"></div>");
    }
    if !words.is_empty() {
        // Beside the bar where there is no room in it.
        let line = middle(window, day);
        let room = room(words);
        let (class, left) = match (width < room, (left..left + room).contains(&line)) {
            (true, _) => ("<span class=\"mark out\"", left + width),
            // Not under the line of the day.
            (false, true) if line + room <= left + width => ("<span class=\"mark\"", line),
            (false, _) => ("<span class=\"mark\"", left),
        };
        html.raw(class).raw(" aria-hidden=\"true\" style=\"left:").number(left);
        html.raw("%\">").text(words).raw("</span>");
    }
    if let Some((start, end)) = row.overlap {
        let left = window.at(start);
        html.raw("<div class=\"over\" style=\"left:").number(left).raw("%;width:");
        html.number(window.at(end.plus_days(1)) - left).raw("%\"></div>");
    }
    html.raw("<div class=\"line\" style=\"left:").number(middle(window, day));
    html.raw("%\"></div></td></tr>");
}

/// About how much of a track words take, in percent.
fn room(words: &str) -> f64 {
    let width: f64 = words.chars().map(|c| if c.is_ascii() { 7.0 } else { 13.0 }).sum();
    (width + 14.0) / 6.0
}

fn legend(language: Language, html: &mut Html) {
    let pick = |ja, en| language.pick(ja, en);
    html.raw("<ul class=\"legend\">");
    for (mark, words) in [
        ("<span class=\"bar new\"></span>", pick("今回の処方", "this prescription")),
        ("<span class=\"bar hit\"></span>", pick("重複・禁忌", "duplicate or contraindicated")),
        ("<span class=\"bar\"></span>", pick("ほかの薬剤", "other drugs")),
        (
            "<span class=\"bar flat\"></span>",
            pick("期間を一律の日数で計算", "period of a flat number of days"),
        ),
        (
            "<span class=\"over\"></span>",
            pick("今回の処方と重なる日", "days that overlap with this prescription"),
        ),
        ("<span class=\"line\"></span>", pick("基準日", "reference day")),
    ] {
        html.raw("<li>").raw(mark).text(words).raw("</li>");
    }
    html.raw("</ul>");
}
