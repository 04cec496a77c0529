//! The help in Japanese. The texts of the command line are English; here each has its Japanese one,
//! and clap's own few words go away.

mod commands;
mod own;
mod shared;

use clap::{Arg, ArgAction, Command};

/// The words of a command (`history show`; `*` for all), the id of an argument (or `about`, `long`),
/// and the text.
type Row = (&'static str, &'static str, &'static str);

const TEMPLATE: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}";

/// The command line with its help in Japanese.
pub fn japanese(command: Command) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let version = version.help("バージョンを表示する").help_heading("オプション");
    let help = Command::new("help").about("コマンドの使い方を表示する").help_template(TEMPLATE);
    translated(command, "")
        .disable_help_subcommand(true)
        .subcommand(help)
        .disable_version_flag(true)
        .arg(version)
}

fn translated(command: Command, path: &str) -> Command {
    let names: Vec<_> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command.mut_args(|arg| argument(arg, path));
    if let Some(about) = text(path, "about") {
        command = command.about(about);
        command = command.long_about(match text(path, "long") {
            Some(long) => format!("{about}\n\n{long}"),
            None => about.to_owned(),
        });
    }
    for name in names {
        let inner = format!("{path} {name}");
        command = command.mut_subcommand(name, |sub| translated(sub, inner.trim_start()));
    }
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    command
        .help_template(TEMPLATE)
        .subcommand_help_heading("コマンド")
        .subcommand_value_name("コマンド")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(help.help("使い方を表示する").help_heading("オプション"))
}

fn argument(arg: Arg, path: &str) -> Arg {
    let heading = if arg.is_positional() { "引数" } else { "オプション" };
    let arg = arg.help_heading(heading);
    let Some(text) = text(path, arg.get_id().as_str()) else { return arg };
    let mut text = text.to_owned();
    let takes_value = arg.get_action().takes_values();
    let values: Vec<_> =
        arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
    if takes_value && !values.is_empty() {
        text += &format!("［値：{}］", values.join("、"));
    }
    let default: Vec<_> = arg.get_default_values().iter().map(|v| v.to_string_lossy()).collect();
    if takes_value && default.iter().any(|value| !value.is_empty()) {
        text += &format!("［既定：{}］", default.join(" "));
    }
    let arg = arg.help(text.clone()).long_help(text);
    match takes_value {
        true => arg.hide_default_value(true).hide_possible_values(true),
        false => arg,
    }
}

/// The text of a command or of an argument: its own before that of all.
fn text(path: &str, id: &str) -> Option<&'static str> {
    let rows = || [commands::COMMANDS, own::OWN, shared::SHARED].into_iter().flatten();
    let find = |wanted: &str| rows().find(|(command, name, _)| (*command, *name) == (wanted, id));
    find(path).or_else(|| find("*")).map(|(_, _, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn walk(command: &Command, path: &str, seen: &mut Vec<(String, String)>) {
        seen.push((path.to_owned(), "about".to_owned()));
        seen.extend(command.get_arguments().map(|arg| (path.to_owned(), arg.get_id().to_string())));
        for sub in command.get_subcommands() {
            walk(sub, format!("{path} {}", sub.get_name()).trim_start(), seen);
        }
    }

    #[test]
    fn every_command_and_every_argument_has_its_text_and_no_text_is_left_over() {
        let mut seen = Vec::new();
        walk(&crate::args::Arguments::command(), "", &mut seen);
        for (path, id) in &seen {
            assert!(text(path, id).is_some(), "({path:?}, {id:?}) has no Japanese text");
        }
        let is_seen = |row: &&Row| {
            let (path, id, _) = **row;
            let fits = |(command, name): &(String, String)| {
                (path == "*" || path == command)
                    && (id == name || (id, name.as_str()) == ("long", "about"))
            };
            seen.iter().any(fits)
        };
        // What a build leaves out has its text all the same.
        let built_whole =
            cfg!(all(feature = "net", feature = "pkcs11", feature = "store", feature = "aws-lc"));
        for row in [commands::COMMANDS, own::OWN, shared::SHARED].into_iter().flatten() {
            assert!(!built_whole || is_seen(&row), "{row:?} is of no argument");
        }
    }
}
