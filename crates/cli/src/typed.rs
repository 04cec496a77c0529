//! What was typed, before it is understood: how to speak of it, if it is not.

use crate::args::{Arguments, ColorOption, LanguageOption};
use crate::exit::{self, Failure};
use crate::{color, help, language, usage};
use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory as _, FromArgMatches as _, ValueEnum};
use shohosen::Language;
use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

/// The arguments of this run.
pub struct Typed {
    arguments: Vec<OsString>,
    /// The language that was asked for, else that of the locale.
    pub language: Language,
    color: ColorOption,
    json: bool,
}

impl Typed {
    pub fn new(arguments: impl Iterator<Item = OsString>) -> Self {
        let mut arguments: Vec<OsString> = arguments.collect();
        // `help verify` is `verify --help`.
        if arguments.get(1).is_some_and(|first| first == "help") {
            arguments.remove(1);
            let is_option = |argument: &OsString| argument.to_string_lossy().starts_with('-');
            let behind = arguments.iter().position(is_option).unwrap_or(arguments.len());
            arguments.insert(behind, "--help".into());
        }
        let option = |name: &str| {
            let typed = || arguments.iter().filter_map(|argument| argument.to_str());
            let joined = typed().find_map(|text| text.strip_prefix(name)?.strip_prefix('='));
            let apart = typed().skip_while(|text| *text != name).nth(1);
            joined.or(apart).map(str::to_owned)
        };
        let value = |name| option(name).and_then(|text| LanguageOption::from_str(&text, true).ok());
        let color = option("--color").and_then(|text| ColorOption::from_str(&text, true).ok());
        Self {
            language: language::choose(value("--lang")),
            color: color.unwrap_or_default(),
            json: arguments.iter().any(|argument| argument == "--json"),
            arguments,
        }
    }

    pub fn parse(&self) -> Result<Arguments, clap::Error> {
        let command = Arguments::command().color(match self.color {
            ColorOption::Auto => ColorChoice::Auto,
            ColorOption::Always => ColorChoice::Always,
            ColorOption::Never => ColorChoice::Never,
        });
        let command = match self.language {
            Language::Japanese => help::japanese(command),
            Language::English => command.disable_help_subcommand(true),
        };
        let mut matches = command.try_get_matches_from(&self.arguments)?;
        Arguments::from_arg_matches_mut(&mut matches)
    }

    /// Help and version are not errors; anything else is wrong usage.
    pub fn not_understood(&self, error: &clap::Error) -> ExitCode {
        color::choose(self.color);
        if !error.use_stderr() {
            return self.shown(error);
        }
        if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && !self.json {
            let _ = error.print();
            return ExitCode::from(exit::USAGE);
        }
        let failure = Failure::Usage(usage::reason(error));
        failure.print(self.language, self.json);
        if let (Some(synopsis), false) = (usage::synopsis(error, self.language), self.json) {
            let label = self.language.pick("使い方", "Usage");
            exit::complain(&format!("\n{label}: {synopsis}\n"));
        }
        ExitCode::from(failure.exit_code())
    }

    /// Help or version: it is an output as any other.
    fn shown(&self, error: &clap::Error) -> ExitCode {
        let printed = error.print().and_then(|()| std::io::stdout().flush());
        match printed {
            Ok(()) => ExitCode::from(exit::OK),
            Err(error) => {
                let failure = Failure::from(error);
                failure.print(self.language, self.json);
                ExitCode::from(failure.exit_code())
            }
        }
    }
}
