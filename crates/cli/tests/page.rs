//! The page of `check --html`: what is in it, and that a browser draws bars where their days are.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod clinic;
mod png;

use clinic::*;
use png::Picture;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn page(clinic: &Clinic, language: &str) -> String {
    let output =
        clinic.check(&["--history", "history.csv", "--lang", language, "--html", "p.html"]);
    assert_eq!(code(&output), 1, "{}", complaint(&output));
    std::fs::read_to_string(clinic.path("p.html")).unwrap()
}

#[test]
fn the_page_stands_alone_and_says_in_words_what_its_bars_show() {
    let clinic = Clinic::new("page-words");
    let ja = page(&clinic, "ja");
    for alien in ["<script", "http://", "https://", "url(", "@import", "<img", "<link"] {
        assert!(!ja.contains(alien), "{alien}");
    }
    for told in [
        "確認が必要です",
        "指摘 2 件・未確認 0 件",
        "成分重複：ゾルピデム酒石酸塩",
        "2026-11-15 – 2026-11-28",
        "重なり 11/22 – 11/28",
        "外用のため一律",
        "aria-label=\"マイスリー錠１０ｍｇ（610443048） 重複 2026-11-15 – 2026-11-28\"",
        // カロナール of August is only counted.
        "ほかに 1 件は表示していません",
    ] {
        assert!(ja.contains(told), "{told}");
    }
    let en = page(&clinic, "en");
    for told in ["<html lang=\"en\">", "Needs attention", "Same ingredient", "flat: external use"] {
        assert!(en.contains(told), "{told}");
    }
}

#[test]
fn names_from_hostile_files_stay_text() {
    let clinic = Clinic::new("page-hostile");
    let hostile = "<script>alert(1)</script>'\"><img src=x onerror=y>\u{202E}&amp;";
    let quoted = format!("\"{}\"", hostile.replace('"', "\"\""));
    let history = HISTORY.replace("別の医院", &quoted).replace("マイスリー錠１０ｍｇ", &quoted);
    clinic.file("history.csv", history.as_bytes());
    clinic.file("rx.csv", PRESCRIPTION.replace("当院", "<b>'当院'</b>").as_bytes());
    let page = page(&clinic, "ja");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&#39;&quot;&gt;&lt;img"), "{page}");
    for markup in ["<script", "<img", "<b>'", "\u{202E}"] {
        assert!(!page.contains(markup), "{markup}");
    }
}

/// The browser, where there is one.
fn browser() -> Option<&'static str> {
    let found = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| {
        let mut run = Command::new(name);
        let run = run.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        run.status().is_ok_and(|status| status.success())
    });
    if found.is_none() {
        println!("SKIPPED: no Chromium (apt-get install chromium), the page is not drawn");
    }
    found
}

/// A page at so many pixels of width, one pixel a CSS pixel.
fn screenshot(browser: &str, page: &Path, folder: &Path, width: usize) -> Picture {
    let (picture, profile) = (folder.join("page.png"), folder.join("profile"));
    std::fs::create_dir_all(&profile).unwrap();
    let mut run = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--hide-scrollbars", "--force-device-scale-factor=1"])
        .arg(format!("--window-size={width},1400"))
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--screenshot={}", picture.display()))
        .arg(format!("file://{}", page.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let end = Instant::now() + Duration::from_secs(120);
    while run.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            let _ = run.kill();
            let _ = run.wait();
            panic!("the browser did not come to an end");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Picture::read(&std::fs::read(&picture).expect("the browser wrote no picture"))
}

const NEW: [u8; 3] = [0x2f, 0x6f, 0xd0];
const HIT: [u8; 3] = [0xc8, 0x32, 0x1f];
const OVERLAP: [u8; 3] = [0x7a, 0x0f, 0x05];
const LINE: [u8; 3] = [0x11, 0x18, 0x27];

/// By hand: the page is 1160 wide and in the middle of 1200, its padding 20, so that the table
/// begins at 40 and ends at 1160. Columns of 300 and 200 leave the track from 540 to 1160. Shown
/// are 14 days before 2026-11-22 (the least) and 15 after it (the new drug ends on 12-05, and two
/// more), 30 days of 620 / 30 pixels, the first 2026-11-08.
fn x(days_from_november_8: f64) -> f64 {
    540.0 + days_from_november_8 * 620.0 / 30.0
}

#[test]
fn bars_overlaps_and_the_line_of_the_day_stand_where_their_days_are() {
    let Some(browser) = browser() else { return };
    let clinic = Clinic::new("page-picture");
    page(&clinic, "ja");
    let picture = screenshot(browser, &clinic.path("p.html"), &clinic.path("."), 1200);
    // Bars are 22 pixels high; whatever else has their colours (borders, text) is less.
    let bars = |colour: [u8; 3]| picture.bands(colour, 540, 100, 16);
    let is = |found: (usize, usize), from: f64, to: f64| {
        let near = |a: usize, b: f64| (a as f64 - b).abs() <= 1.5;
        assert!(near(found.0, from) && near(found.1 + 1, to), "{found:?}, not {from}..{to}");
    };
    // マイスリー from 11-15 to 11-28; the patch, hatched, from 11-12 to 11-25.
    let hits = bars(HIT);
    assert_eq!(hits.len(), 2, "{hits:?}");
    is(hits[0], x(7.0), x(21.0));
    is(hits[1], x(4.0), x(18.0));
    // The new drugs from 11-22: 14 days, and the patch for 14 days flat.
    let new = bars(NEW);
    assert_eq!(new.len(), 2, "{new:?}");
    new.iter().for_each(|bar| is(*bar, x(14.0), x(28.0)));
    // Both are taken from 11-22 to 11-28, and to 11-25.
    let overlaps = picture.bands(OVERLAP, 540, 50, 3);
    assert_eq!(overlaps.len(), 2, "{overlaps:?}");
    is(overlaps[0], x(14.0), x(21.0));
    is(overlaps[1], x(14.0), x(18.0));
    // The line goes through the middle of 11-22 in all four rows of 40 pixels.
    let middle = x(14.5);
    let column = middle.floor() as usize;
    let height = (column - 1..=column + 1).map(|x| picture.count_in_column(x, LINE)).max().unwrap();
    assert!(height >= 4 * 38, "{height} pixels of the line at {column}");
    let beside = picture.count_in_column(column + 40, LINE);
    assert!(beside < 20, "{beside}");
    // The hatch: the colour of the bar with 45 % of white in it.
    let light = HIT.map(|part| (f64::from(part) * 0.55 + 255.0 * 0.45).round() as u8);
    let hatched = picture.count_near(light, x(5.0) as usize..x(13.0) as usize);
    assert!(hatched > 300, "{hatched} hatched pixels");
}

/// At the width of a telephone and of a desk: what is drawn ends at the padding of the page (12 and
/// 20 pixels), so that nothing but the timeline, which has its own, needs scrolling sideways.
#[test]
fn nothing_is_wider_than_a_narrow_or_a_wide_screen() {
    let Some(browser) = browser() else { return };
    let clinic = Clinic::new("page-widths");
    page(&clinic, "ja");
    for (width, margin) in [(375, 6), (1280, 10)] {
        let picture = screenshot(browser, &clinic.path("p.html"), &clinic.path("."), width);
        let white = picture.count_in_column(width - margin, [0xff; 3]);
        assert_eq!(white, 1400, "at {width} pixels");
        let ink = (0..width).map(|x| picture.count_in_column(x, HIT)).sum::<usize>();
        assert!(ink > 100, "{ink} pixels of what was found at {width}");
    }
}
