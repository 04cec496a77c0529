//! `orca records`, `orca check` and `orca sign`: with answers that were saved.

use super::answers::Answers;
use super::overrides::RecordOptions;
use super::unusable;
use crate::args::{OutputOptions, ResultOptions, SignBy};
use crate::check::{self, CheckWith, MasterOptions, Tables, checker};
use crate::exit::{self, Failure};
use crate::signed::{self, Input};
use crate::{files, language};
use clap::Args;
use shohosen::Language;
use shohosen::check::Checker;
use shohosen::history::{History, read_prescription};
use shohosen::medication::{CareSetting, CodeSystem, DrugCode};
use shohosen_orca::{HistoryOptions, diseases, history, prescription_records};
use std::path::{Path, PathBuf};

/// Which answers, and what ORCA does not say.
#[derive(Args)]
pub struct Given {
    /// Answers of ORCA: files, or folders whose .json and .xml files are taken. What each is of, it says
    /// itself
    #[arg(required = true, value_name = "ANSWER")]
    pub answers: Vec<PathBuf>,
    #[command(flatten)]
    pub records: RecordOptions,
}

impl Given {
    /// The answers, and the records of their prescription.
    fn read(
        &self,
        master: &MasterOptions,
        language: Language,
    ) -> Result<(Answers, Vec<u8>), Failure> {
        let answers = Answers::read(&self.answers)?;
        let mut options = self.records.options()?;
        options.complete_from(&answers.prescription, &answers.known);
        let checker = match master.master.is_empty() {
            true => None,
            false => Some(checker(master, &Tables::default(), language)?),
        };
        let look_up = |code: &str| generic_code(checker.as_ref()?, code);
        let records = prescription_records(&answers.prescription, &options, Some(&look_up))
            .map_err(|error| unusable(&error))?;
        Ok((answers, records))
    }
}

/// The 一般名コード of a 薬価基準コード.
fn generic_code(checker: &Checker, code: &str) -> Option<String> {
    let code = DrugCode::parse(CodeSystem::PriceList, code).ok()?;
    Some(checker.master().drug(code)?.generic_code()?.to_string())
}

/// Exit codes: 0 records came out, 64 wrong usage, 65 something is missing or cannot be used.
#[derive(Args)]
pub struct RecordsArgs {
    #[command(flatten)]
    pub given: Given,
    #[command(flatten)]
    pub master: MasterOptions,
    /// Where the records are written; - is standard output
    #[arg(short, long, value_name = "OUT", default_value = "-")]
    pub out: PathBuf,
    #[command(flatten)]
    pub output: OutputOptions,
}

pub fn records(options: &RecordsArgs) -> Result<u8, Failure> {
    let language = language::choose(options.output.lang);
    let (_, records) = options.given.read(&options.master, language)?;
    files::write(&options.out, &records)
        .map_err(|error| Failure::not_written(&options.out, error))?;
    Ok(exit::OK)
}

/// Exit codes: 0 nothing found, 1 something found, 2 nothing found but not all was checked,
/// 64 wrong usage, 65 something is missing or cannot be used, 70 internal error.
#[derive(Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub given: Given,
    /// Notebooks that do not say it are of drugs that were handed out in the institution (院内); default:
    /// what `orca fetch` asked for, else 院外
    #[arg(long)]
    pub history_in_house: bool,
    #[command(flatten)]
    pub with: CheckWith,
}

pub fn check(options: &CheckArgs) -> Result<u8, Failure> {
    let with = &options.with;
    let language = language::choose(with.output.lang);
    check::carry_out(with, Path::new("ORCA"), |reading| {
        let (answers, records) = options.given.read(&with.master, language)?;
        let rx = Path::new("ORCA");
        let prescription = read_prescription(&records, reading)
            .map_err(|error| check::refused(rx, &error, language))?;
        let nothing_named = with.history.is_empty() && !check::has_store(with);
        let mut taken = History::default();
        match (answers.history.is_empty(), with.no_history) {
            (true, false) if nothing_named => {
                return Err(Failure::usage(
                    "薬歴がありません。お薬手帳または診療行為の応答か --history を指定するか、--no-history を付けてください",
                    "there is no history: give answers of the notebook or of treatments, or --history, or say --no-history",
                ));
            }
            (true, _) => {}
            (false, true) => {
                return Err(Failure::usage(
                    "--no-history と薬歴の応答は同時に指定できません",
                    "--no-history does not go with answers of a history",
                ));
            }
            (false, false) => {
                let reading = HistoryOptions {
                    setting: match options.history_in_house {
                        true => CareSetting::InHouseOutpatient,
                        false => CareSetting::default(),
                    },
                    score_table: options.given.records.score_table.clone().unwrap_or_default(),
                };
                taken = history(&answers.history, &reading).map_err(|error| unusable(&error))?;
            }
        }
        for answer in &answers.diseases {
            taken.add_facts("ORCA", diseases(answer).map_err(|error| unusable(&error))?);
        }
        Ok((prescription, taken))
    })
}

/// Exit codes: those of `shohosen sign`, and 65 if something is missing or cannot be used.
#[derive(Args)]
pub struct SignArgs {
    #[command(flatten)]
    pub given: Given,
    #[command(flatten)]
    pub master: MasterOptions,
    #[command(flatten)]
    pub by: SignBy,
    #[command(flatten)]
    pub result: ResultOptions,
}

pub fn sign(options: &SignArgs) -> Result<u8, Failure> {
    let result = &options.result;
    signed::may_write(result)?;
    let signer = signed::signer(result)?.build();
    let language = language::choose(result.text.lang);
    let (_, records) = options.given.read(&options.master, language)?;
    let input = Input::Records { records, prescription: None };
    crate::sign::carry_out(&signer, &input, &options.by, result)
}
