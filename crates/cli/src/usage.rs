//! What is wrong with a command line, in both languages: by what clap knows of it and not by its
//! sentences, which are English, several lines long, and quote whatever was typed.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use shohosen::{Language, Phrase, masked};
use std::error::Error as _;

/// What is wrong.
pub fn reason(error: &Error) -> Phrase {
    let text = |kind| context(error, kind);
    let argument = text(ContextKind::InvalidArg).unwrap_or_default();
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let both = |ja: String, en: String| Phrase::new(ja, en);
    let fixed = |ja: &'static str, en: &'static str| Phrase::new(ja, en);
    match error.kind() {
        ErrorKind::UnknownArgument => similar(
            error,
            ContextKind::SuggestedArg,
            format!("{argument} という引数はありません"),
            format!("there is no argument {argument}"),
        ),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            similar(
                error,
                ContextKind::SuggestedSubcommand,
                format!("{name} というコマンドはありません"),
                format!("there is no command {name}"),
            )
        }
        ErrorKind::MissingSubcommand => {
            fixed("コマンドが指定されていません", "no command is given")
        }
        ErrorKind::MissingRequiredArgument => both(
            format!("次の引数が必要です：{argument}"),
            format!("these arguments are needed: {argument}"),
        ),
        ErrorKind::InvalidValue if value.is_empty() => allowed(
            error,
            format!("{argument} には値が必要です"),
            format!("{argument} needs a value"),
        ),
        ErrorKind::InvalidValue => allowed(
            error,
            format!("{argument} に {value} は指定できません"),
            format!("{argument} does not take {value}"),
        ),
        ErrorKind::ValueValidation => {
            let cause = cause(error);
            both(
                format!(
                    "{argument} に {value} は指定できません：{}",
                    cause.pick(Language::Japanese)
                ),
                format!("{argument} does not take {value}: {}", cause.pick(Language::English)),
            )
        }
        ErrorKind::ArgumentConflict => match text(ContextKind::PriorArg) {
            Some(other) if other != argument => both(
                format!("{argument} と {other} は同時に指定できません"),
                format!("{argument} does not go with {other}"),
            ),
            _ => both(
                format!("{argument} は 1 回だけ指定できます"),
                format!("{argument} is given more than once"),
            ),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            both(
                format!("{argument} の値の数が正しくありません"),
                format!("{argument} has a wrong number of values"),
            )
        }
        ErrorKind::NoEquals => both(
            format!("{argument} の値は = に続けて指定してください"),
            format!("the value of {argument} belongs behind a ="),
        ),
        ErrorKind::InvalidUtf8 => {
            fixed("UTF-8 として読めない引数があります", "an argument is not text in UTF-8")
        }
        _ => fixed("引数を解釈できません", "the arguments are not understood"),
    }
}

/// How the command is called, without clap's heading.
pub fn synopsis(error: &Error, language: Language) -> Option<String> {
    let text = context(error, ContextKind::Usage)?;
    let text = text.trim();
    let text = text.strip_prefix("Usage:").unwrap_or(text).trim();
    Some(text.replace("[OPTIONS]", language.pick("[オプション]", "[OPTIONS]")))
}

/// With what was perhaps meant.
fn similar(error: &Error, kind: ContextKind, ja: String, en: String) -> Phrase {
    match context(error, kind) {
        Some(meant) => Phrase::new(
            format!("{ja}（{meant} のことですか）"),
            format!("{en} (is {meant} meant?)"),
        ),
        None => Phrase::new(ja, en),
    }
}

/// With the values that may be given.
fn allowed(error: &Error, ja: String, en: String) -> Phrase {
    match context(error, ContextKind::ValidValue) {
        Some(values) if !values.is_empty() => Phrase::new(
            format!("{ja}（使用できる値：{values}）"),
            format!("{en} (one of {values})"),
        ),
        _ => Phrase::new(ja, en),
    }
}

/// What the reader of a value says: ours in both languages, that of a number in none of ours.
fn cause(error: &Error) -> Phrase {
    match error.source() {
        Some(cause) => match cause.downcast_ref::<Phrase>() {
            Some(phrase) => phrase.clone(),
            None => Phrase::new("使用できない値です", masked(&cause.to_string()).into_owned()),
        },
        None => Phrase::new("使用できない値です", "the value cannot be used"),
    }
}

/// What clap knows, as it may be shown: no password of an address.
fn context(error: &Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(masked(&text).into_owned())
}
