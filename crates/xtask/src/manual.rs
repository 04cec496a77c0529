//! Man pages in both languages and completions for bash, zsh and fish, from what the command itself
//! says with `--help`: they cannot say anything else, and the command carries none of it.

use std::path::Path;
use std::process::Command;

/// A command, or a command of a command.
struct Page {
    /// `history show`; empty for the command itself.
    path: String,
    english: String,
    japanese: String,
}

/// The files: where in the tree, and their content.
pub fn files(program: &Path) -> Result<Vec<(String, String)>, String> {
    let mut pages = Vec::new();
    let mut open = vec![String::new()];
    while let Some(path) = open.pop() {
        let english = help(program, &path, "en")?;
        let names: Vec<String> = commands(&english).map(str::to_owned).collect();
        open.extend(names.iter().rev().map(|name| format!("{path} {name}").trim().to_owned()));
        let japanese = help(program, &path, "ja")?;
        pages.push(Page { path, english, japanese });
    }
    let mut files = Vec::new();
    for page in &pages {
        let name = format!("shohosen {}", page.path).trim().replace(' ', "-");
        for (folder, text) in [("man1", &page.english), ("ja/man1", &page.japanese)] {
            files.push((format!("share/man/{folder}/{name}.1"), roff(&name, text)));
        }
    }
    files.push(("share/bash-completion/completions/shohosen".into(), bash(&pages)));
    files.push(("share/zsh/site-functions/_shohosen".into(), zsh(&pages)));
    files.push(("share/fish/vendor_completions.d/shohosen.fish".into(), fish(&pages)));
    Ok(files)
}

fn help(program: &Path, path: &str, language: &str) -> Result<String, String> {
    let mut command = Command::new(program);
    command.args(path.split_whitespace()).args(["--help", "--lang", language, "--color", "never"]);
    let output = command.output().map_err(|error| format!("{}: {error}", program.display()))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("{path}: {}", String::from_utf8_lossy(&output.stderr))),
    }
}

/// The names under `Commands:`, but for `help`, which has no page of its own.
fn commands(help: &str) -> impl Iterator<Item = &str> {
    let list = help.split_once("\nCommands:\n").map(|(_, list)| list).unwrap_or_default();
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help")
}

/// The long options, as `--json`.
fn options(help: &str) -> Vec<&str> {
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let long = lines.filter_map(|line| {
        let start = line.find("--")?;
        let rest = line.get(start..)?;
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        rest.get(..end).filter(|name| name.len() > 2)
    });
    long.collect()
}

/// A page as it is: the help is laid out already.
fn roff(name: &str, help: &str) -> String {
    let escaped = help.replace('\\', "\\e").replace('-', "\\-");
    let lines = escaped.lines().map(|line| match line.starts_with(['.', '\'']) {
        true => format!("\\&{line}\n"),
        false => format!("{line}\n"),
    });
    let about = help.lines().next().unwrap_or_default().replace('\\', "\\e").replace('-', "\\-");
    format!(
        ".TH {} 1 \"\" \"shohosen {}\"\n.SH NAME\n{} \\- {about}\n.SH DESCRIPTION\n.nf\n{}.fi\n",
        name.to_uppercase(),
        env!("CARGO_PKG_VERSION"),
        name.replace('-', "\\-"),
        lines.collect::<String>(),
    )
}

/// What may come behind a command: its commands, or its options.
fn words(page: &Page) -> String {
    let words = commands(&page.english).chain(options(&page.english));
    words.collect::<Vec<_>>().join(" ")
}

fn bash(pages: &[Page]) -> String {
    let cases: String = pages
        .iter()
        .map(|page| format!("        \"{}\") words='{}' ;;\n", page.path, words(page)))
        .collect();
    format!(
        "# Completions of shohosen for bash.\n_shohosen() {{\n    local current path='' word words\n    \
         current=\"${{COMP_WORDS[COMP_CWORD]}}\"\n    \
         for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n        \
         case \"$word\" in -*|*[/.]*) break ;; esac\n        path=\"${{path:+$path }}$word\"\n    done\n    \
         case \"$path\" in\n{cases}        *) words='' ;;\n    esac\n    \
         COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n}}\n\
         complete -o default -F _shohosen shohosen\n"
    )
}

/// By the functions of bash, which zsh understands.
fn zsh(pages: &[Page]) -> String {
    format!("#compdef shohosen\nautoload -U +X bashcompinit && bashcompinit\n{}", bash(pages))
}

fn fish(pages: &[Page]) -> String {
    let mut text = String::from("# Completions of shohosen for fish.\n");
    for page in pages {
        let condition = match page.path.split_once(' ') {
            _ if page.path.is_empty() => "__fish_use_subcommand".to_owned(),
            None => format!("__fish_seen_subcommand_from {}", page.path),
            Some((outer, inner)) => format!(
                "__fish_seen_subcommand_from {outer}; and __fish_seen_subcommand_from {inner}"
            ),
        };
        for name in commands(&page.english) {
            text += &format!("complete -c shohosen -n '{condition}' -a {name}\n");
        }
        for option in options(&page.english) {
            let name = option.trim_start_matches('-');
            text += &format!("complete -c shohosen -n '{condition}' -l {name}\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELP: &str = "About it\n\nUsage: shohosen <COMMAND>\n\nCommands:\n  verify   Verify\n  lint     Check\n  \
                        help     Print\n\nOptions:\n      --json\n          One line: a\\b --not-this\n\n  -o, \
                        --output <OUT>\n          Where\n.dot\n";

    fn pages() -> Vec<Page> {
        let page = |path: &str| Page {
            path: path.to_owned(),
            english: HELP.to_owned(),
            japanese: String::new(),
        };
        vec![page(""), page("history"), page("history show")]
    }

    #[test]
    fn commands_and_options_are_those_of_the_help() {
        assert_eq!(commands(HELP).collect::<Vec<_>>(), ["verify", "lint"]);
        assert_eq!(options(HELP), ["--json", "--output"]);
        for script in [bash(&pages()), zsh(&pages())] {
            assert!(script.contains("\"history show\") words='verify lint --json --output'"));
        }
        let fish = fish(&pages());
        assert!(fish.contains("-n '__fish_use_subcommand' -a verify"), "{fish}");
        assert!(fish.contains("and __fish_seen_subcommand_from show' -l output"), "{fish}");
    }

    #[test]
    fn nothing_of_the_help_is_a_request_of_roff() {
        let page = roff("shohosen-lint", HELP);
        assert!(page.starts_with(".TH SHOHOSEN-LINT 1"), "{page}");
        assert!(page.contains("\\&.dot") && page.contains("a\\eb \\-\\-not\\-this"), "{page}");
        let requests = page.lines().filter(|line| line.starts_with('.')).count();
        assert_eq!(requests, 5);
    }
}
