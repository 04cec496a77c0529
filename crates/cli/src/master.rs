//! `shohosen master`: the official drug masters joined into one file that loads in milliseconds.

use crate::args::OutputOptions;
use crate::check::{MasterOptions, Tables, checker};
use crate::exit::{self, Failure, say_json};
use crate::render::printable;
use crate::{files, language};
use clap::Args;
use shohosen::Language;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct CacheOptions {
    /// The official files as they come (zip, xlsx, csv): y, HOT, 一般名処方マスタ, 薬価基準収載品目リスト; the
    /// check master of the 支払基金, the disease master and the usage master are kept with them
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Where the joined master is written
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// A table of components that goes before the built-in one (code,complete|partial,ingredients)
    #[arg(long, value_name = "FILE")]
    pub ingredients: Option<PathBuf>,
    #[command(flatten)]
    pub text: OutputOptions,
}

pub fn run(options: &CacheOptions) -> Result<u8, Failure> {
    let language = language::choose(options.text.lang);
    let files =
        MasterOptions { master: options.files.clone(), ingredients: options.ingredients.clone() };
    let checker = checker(&files, &Tables::default(), language)?;
    let master = checker.master();
    files::write(&options.output, &checker.to_cache())
        .map_err(|error| Failure::not_written(&options.output, error))?;
    let statistics = master.statistics();
    let mut editions: Vec<String> = master.editions().iter().map(ToString::to_string).collect();
    let tables = checker.tables();
    editions.extend(tables.checks().iter().flat_map(|edition| edition.files()).map(|file| {
        let (rows, skipped, unusable) = (file.rows, file.skipped, file.unusable);
        format!("check {} ({rows} rows, {skipped} withdrawn, {unusable} unusable)", file.name)
    }));
    editions.extend(
        tables.diseases().map(|diseases| format!("disease {diseases} ({} rows)", diseases.len())),
    );
    let usages = tables.usages().into_iter().flat_map(|master| master.files());
    editions.extend(usages.map(|(file, rows)| format!("usage {file} ({rows} rows)")));
    if options.text.json {
        let value = serde_json::json!({
            "schema_version": shohosen::SCHEMA_VERSION,
            "editions": editions,
            "statistics": statistics,
        });
        // Not into the master itself.
        match options.output == Path::new("-") {
            true => exit::complain_json(value),
            false => say_json(value)?,
        }
        return Ok(exit::OK);
    }
    if options.text.quiet {
        return Ok(exit::OK);
    }
    let mut out = String::new();
    for edition in editions {
        out += &format!("{}\n", printable(&edition));
    }
    let resolved = statistics.components_complete;
    let partly =
        statistics.components_partial + statistics.components_unknown + statistics.code_prefix_only;
    out += &match language {
        Language::Japanese => format!(
            "{} 品目（検査数字の一致 {}／{}）、成分が分かるもの {resolved}、配合成分の一部または全部が不明 {partly}、成分コードなし {}\n",
            statistics.drugs,
            statistics.check_digits_agree,
            statistics.codes,
            statistics.without_ingredient,
        ),
        Language::English => format!(
            "{} drugs (check digits agree: {} of {}); ingredients known: {resolved}; combinations not fully known: {partly}; without ingredient code: {}\n",
            statistics.drugs,
            statistics.check_digits_agree,
            statistics.codes,
            statistics.without_ingredient,
        ),
    };
    exit::complain(&out);
    Ok(exit::OK)
}
