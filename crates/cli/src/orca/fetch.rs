//! `orca fetch`: asks ORCA, and saves its answers.

use super::unusable;
use crate::args::OutputOptions;
use crate::exit::{self, Failure, say, say_json};
use crate::{files, language, password, setup};
use clap::Args;
use shohosen::medication::{CareSetting, Date};
use shohosen_orca::{Answer, Client, Http, Request, SystemList, visits};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Exit codes: 0 every answer was saved, 64 wrong usage, 65 ORCA cannot be reached or refuses, 74 an
/// answer cannot be written.
#[derive(Args)]
pub struct FetchOptions {
    /// ORCA: http://127.0.0.1:8000
    #[arg(long, value_name = "URL")]
    pub url: String,
    /// What stands before the paths: /api for WebORCA
    #[arg(long, value_name = "PATH", default_value = "")]
    pub prefix: String,
    /// The user of ORCA. The password is asked for, unless --password-file or --password-fd is given; it
    /// travels unencrypted
    #[arg(long, value_name = "NAME")]
    pub user: String,
    /// The password is the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "password_fd")]
    pub password_file: Option<PathBuf>,
    /// The password is the first line of this file descriptor (Unix)
    #[arg(long, value_name = "N")]
    pub password_fd: Option<u32>,
    /// How long an answer may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0)]
    pub timeout: f64,
    /// 患者番号
    #[arg(long, value_name = "NUMBER")]
    pub patient: String,
    /// 伝票番号 of the prescription
    #[arg(long, value_name = "NUMBER")]
    pub invoice: String,
    /// 伝票番号 of an earlier visit: its notebook form is fetched
    #[arg(long, value_name = "NUMBER")]
    pub history_invoice: Vec<String>,
    /// What was given at each visit of the last months, this one included (1 to 12)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=12))]
    pub history_months: Option<u8>,
    /// The registered diseases of this month
    #[arg(long)]
    pub diseases: bool,
    /// The lists of departments and doctors, and the institution, which complete the prescription
    #[arg(long)]
    pub lists: bool,
    /// Forms of drugs that are handed out in the institution (院内); default: 院外
    #[arg(long)]
    pub in_house: bool,
    /// The last month of visits and diseases is that of this day; default: today in Japan
    #[arg(long, value_name = "DATE", value_parser = crate::args::parse_date)]
    pub on: Option<Date>,
    /// The folder for the answers; it is made. They hold what ORCA knows of the patient
    #[arg(short, long, value_name = "FOLDER")]
    pub out: PathBuf,
    #[command(flatten)]
    pub output: OutputOptions,
}

pub fn run(options: &FetchOptions) -> Result<u8, Failure> {
    if !(options.timeout > 0.0 && options.timeout <= 3600.0) {
        return Err(Failure::usage(
            "--timeout には 0 より大きく 3600 以下の秒数を指定してください",
            "--timeout: more than 0 and at most 3600 seconds",
        ));
    }
    let language = crate::language::choose(options.output.lang);
    let file = options.password_file.as_deref();
    let mut secret = password::read(password::OF_ORCA, file, options.password_fd, language)?;
    let timeout = Duration::from_secs_f64(options.timeout);
    let http = Http::new(&options.url, &options.prefix, &options.user, &mut secret, timeout)
        .map_err(|error| unusable(&error))?;
    let client = Client::new(http);
    let answers = ask(options, &client)?;
    // Written once all are there: a folder with some of them would pass for a whole history.
    make(&options.out).map_err(|error| Failure::not_written(&options.out, error))?;
    let mut saved = Vec::new();
    for (name, answer) in answers {
        let path = options.out.join(name);
        files::write(&path, answer.to_json().as_bytes())
            .map_err(|error| Failure::not_written(&path, error))?;
        saved.push(path.display().to_string());
    }
    if options.output.json {
        say_json(serde_json::json!({ "schema_version": 1, "files": saved }))?;
    } else {
        let lines: String = saved.iter().map(|path| format!("{path}\n")).collect();
        say(&lines)?;
    }
    Ok(exit::OK)
}

fn ask(options: &FetchOptions, client: &Client<Http>) -> Result<Vec<(String, Answer)>, Failure> {
    let setting = match options.in_house {
        true => CareSetting::InHouseOutpatient,
        false => CareSetting::default(),
    };
    let language = language::choose(options.output.lang);
    let patient = options.patient.as_str();
    let ask = |request: &Request<'_>| client.ask(request).map_err(|error| unusable(&error));
    let invoice = options.invoice.as_str();
    let mut answers = vec![(
        "prescription.json".to_owned(),
        ask(&Request::Prescription { patient, invoice, setting, push: false })?,
    )];
    for (number, invoice) in (1..).zip(&options.history_invoice) {
        let request = Request::Notebook { patient, invoice, setting, push: false };
        answers.push((format!("notebook-{number:03}.json"), ask(&request)?));
    }
    let needs_month = options.diseases || options.history_months.is_some();
    let month = if needs_month { month(options)? } else { String::new() };
    if let Some(months) = options.history_months {
        let listed = ask(&Request::Visits { patient, month: &month, months })?;
        let visits = visits(&listed).map_err(|error| unusable(&error))?;
        // The visit of this prescription is no history of it.
        let earlier = visits.iter().filter(|visit| !same_number(&visit.invoice, invoice));
        let mut count = 0_u32;
        for visit in earlier.filter(|visit| !visit.invoice.is_empty()) {
            count += 1;
            let request = Request::Treatment {
                patient,
                day: &visit.day,
                department: &visit.department,
                invoice: &visit.invoice,
            };
            answers.push((format!("treatment-{count:03}.json"), ask(&request)?));
        }
        if count == 0 && options.history_invoice.is_empty() {
            exit::complain(language.pick(
                "この期間に他の受診はありません。確認には --no-history が必要です\n",
                "there is no other visit in these months: the check needs --no-history\n",
            ));
        }
        answers.push(("visits.json".to_owned(), listed));
    }
    if options.diseases {
        let request = Request::Diseases { patient, month: &month };
        answers.push(("diseases.json".to_owned(), ask(&request)?));
    }
    if options.lists {
        for (name, list) in [
            ("departments.json", SystemList::Departments),
            ("doctors.json", SystemList::Doctors),
            ("institution.json", SystemList::Institution),
        ] {
            answers.push((name.to_owned(), ask(&Request::System { list })?));
        }
    }
    Ok(answers)
}

/// The month of the day (YYYY-MM).
fn month(options: &FetchOptions) -> Result<String, Failure> {
    let day = match options.on {
        Some(day) => day,
        None => Date::in_japan(setup::now()?.unix())
            .ok_or_else(|| Failure::Internal("the clock is wrong; use --on".into()))?,
    };
    let iso = day.iso();
    Ok(iso.get(..7).unwrap_or_default().to_owned())
}

/// Numbers have zeros before them or not.
fn same_number(one: &str, other: &str) -> bool {
    one.trim_start_matches('0') == other.trim_start_matches('0')
}

/// Makes the folder; only its owner reads what ORCA knows of a patient.
fn make(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.recursive(true).create(folder)
}
