//! `shohosen drug`: a drug by any of its codes, or by its name.

use crate::args::OutputOptions;
use crate::check::{MasterOptions, Tables, checker};
use crate::exit::{self, Failure};
use crate::language;
use crate::render::printable;
use clap::Args;
use shohosen::Language;
use shohosen::check::DrugLookup;
use shohosen::medication::{CodeError, CodeProblem, Completeness, Drug};
use std::fmt::Write as _;
use std::io::Write as _;

/// Exit codes: 0 found, 1 not found or a wrong check digit, 64 wrong usage, 65 unreadable master.
#[derive(Args)]
pub struct DrugOptions {
    /// A レセ電, 薬価基準, YJ, HOT, GTIN or 一般名 code, its first seven digits, or words: brand,
    /// ingredient or reading, with or without the strength; or a usage code (用法コード) of 16 characters
    #[arg(value_name = "CODE|NAME", required = true, num_args = 1..)]
    pub wanted: Vec<String>,
    #[command(flatten)]
    pub master: MasterOptions,
    /// Drugs shown at most, of those whose name fits
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    #[command(flatten)]
    pub output: OutputOptions,
}

pub fn run(options: &DrugOptions) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let wanted = options.wanted.join(" ");
    let wanted = wanted.trim();
    if options.master.master.is_empty() || wanted.is_empty() {
        return Err(Failure::usage(
            "--master にマスターを、引数にコードか名称を指定してください",
            "give a master (--master), and a code or name",
        ));
    }
    let checker = checker(&options.master, &Tables::default(), language)?;
    let found = DrugLookup::new(checker.master(), wanted, options.limit)
        .with_usages(checker.tables().usages());
    let mut out = std::io::stdout().lock();
    if options.output.json {
        writeln!(out, "{}", found.to_json())?;
    } else {
        let mut text = String::new();
        if found.drugs.len() == options.limit {
            text += &match language {
                Language::Japanese => {
                    format!("（最初の {} 件。--limit で増やせます）\n", options.limit)
                }
                Language::English => format!("(the first {}; see --limit)\n", options.limit),
            };
        }
        for drug in &found.drugs {
            // Writing to a string cannot fail.
            let _ = describe(&mut text, drug, language);
        }
        for usage in &found.usages {
            let last = usage.last.map(|day| day.to_string()).unwrap_or_default();
            let _ = writeln!(text, "{}", printable(&usage.name));
            let label = language.pick("使用できる期間", "in force");
            let edition = language.pick("版", "edition");
            let edition = format!("{edition} {}", printable(&usage.edition));
            let _ = writeln!(text, "  {label}: {} – {last}  ({edition})", usage.first);
        }
        text += &problems(&found, language);
        out.write_all(crate::render::plain(&text, crate::color::Stream::Out).as_bytes())?;
    }
    let any = !found.drugs.is_empty() || !found.usages.is_empty();
    let is_right = any && found.wrong_digit.is_none();
    Ok(if is_right { exit::OK } else { exit::INVALID })
}

fn problems(found: &DrugLookup<'_>, language: Language) -> String {
    let wanted = printable(&found.query);
    let mut text = String::new();
    if let Some(digit) = found.wrong_digit {
        text += &match language {
            Language::Japanese => format!(
                "! {wanted}: 検査数字が合いません（{}、正しくは {}）。入力を確かめてください。\n",
                digit.actual, digit.expected
            ),
            Language::English => format!(
                "! {wanted}: the check digit is wrong ({}; it would be {}). Check how it was typed.\n",
                digit.actual, digit.expected
            ),
        };
    }
    if let Some(error) = &found.malformed {
        text += &format!("! {}\n", printable(&malformed(error, language)));
    }
    if found.drugs.is_empty() && found.usages.is_empty() {
        text += &match language {
            Language::Japanese => format!("{wanted}: マスターにありません\n"),
            Language::English => format!("{wanted}: not in the master\n"),
        };
    }
    text
}

/// Why what was typed is no code.
fn malformed(error: &CodeError, language: Language) -> String {
    let CodeError { system, text, problem } = error;
    match (language, problem) {
        (Language::English, _) => error.to_string(),
        (Language::Japanese, CodeProblem::Length(length)) => {
            format!("{text}: {system} のコードとして桁数が正しくありません（{length} 桁）")
        }
        (Language::Japanese, CodeProblem::Character(place)) => {
            format!("{text}: {system} のコードとして {} 文字目が正しくありません", place + 1)
        }
    }
}

fn describe(out: &mut String, drug: &Drug<'_>, language: Language) -> std::fmt::Result {
    let pick = |ja, en| language.pick(ja, en);
    writeln!(out, "{}", printable(drug.name()))?;
    let mut row = |label: &str, value: String| {
        if value.is_empty() { Ok(()) } else { writeln!(out, "  {label}: {}", printable(&value)) }
    };
    let text = |code: Option<String>| code.unwrap_or_default();
    row(pick("レセ電", "receipt"), text(drug.receipt_code().map(|c| c.to_string())))?;
    row(
        pick("選定療養の元", "copy of"),
        text(drug.base_receipt_code().map(|code| code.to_string())),
    )?;
    row(pick("薬価基準", "price list"), text(drug.price_list_code().map(|c| c.to_string())))?;
    row("YJ", text(drug.yj_code().map(|code| code.to_string())))?;
    let hot: Vec<_> = drug.hot9_codes().iter().map(ToString::to_string).collect();
    row("HOT9", hot.join(" "))?;
    let generic = text(drug.generic_code().map(|code| code.to_string()));
    row(pick("一般名", "generic"), format!("{generic} {}", drug.generic_name()).trim().to_owned())?;
    row(pick("薬価", "price"), price(drug, language))?;
    row(
        pick("先発・後発", "original or generic"),
        pick(drug.standing().as_ja(), drug.standing().as_str()).to_owned(),
    )?;
    if drug.price().is_none() {
        row(pick("薬価単位", "unit"), drug.unit().to_owned())?;
    }
    row(pick("成分", "ingredients"), drug.ingredients().join("・"))?;
    row(pick("成分の根拠", "basis"), basis(drug, language))?;
    let route = drug.route().map(|route| pick(route.as_ja(), route.as_str()).to_owned());
    row(pick("投与経路", "route"), text(route))?;
    row(pick("規制区分", "class"), drug.controlled_class().as_ja().to_owned())?;
    for (label, day) in [
        (pick("薬価収載", "listed"), drug.listed_on()),
        (pick("経過措置", "transition until"), drug.transition_until()),
        (pick("廃止", "retired"), drug.retired_on()),
    ] {
        row(label, text(day.map(|day| day.to_string())))?;
    }
    Ok(())
}

/// The price of one unit.
fn price(drug: &Drug<'_>, language: Language) -> String {
    let Some(price) = drug.price() else { return String::new() };
    let (yen, part) = (price / 100, price % 100);
    match (language, drug.unit()) {
        (Language::Japanese, "") => format!("{yen}.{part:02}円"),
        (Language::Japanese, unit) => format!("{yen}.{part:02}円／{unit}"),
        (Language::English, "") => format!("{yen}.{part:02} yen"),
        (Language::English, unit) => format!("{yen}.{part:02} yen / {unit}"),
    }
}

/// What the check rests on for this drug.
fn basis(drug: &Drug<'_>, language: Language) -> String {
    let Some(prefix) = drug.ingredient_prefix() else {
        return language
            .pick("成分コードなし（確認できません）", "no ingredient code: cannot be checked")
            .to_owned();
    };
    let (ja, en) = match drug.completeness() {
        Completeness::Complete => ("成分表", "ingredient table"),
        Completeness::CodeOnly => ("コードの先頭7桁のみ", "first seven digits only"),
        Completeness::Partial => ("成分表（一部の成分のみ）", "ingredient table, in part"),
        Completeness::Unknown => {
            ("配合成分不明（製品としてのみ）", "components unknown: as a product only")
        }
    };
    format!("{}  {prefix:07}", language.pick(ja, en))
}
