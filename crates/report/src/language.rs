//! The two languages of user-facing text.

use crate::{Evidence, Value};

/// The language of a sentence for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// 日本語.
    Japanese,
    /// English.
    English,
}

impl Language {
    /// The text in this language.
    pub const fn pick<'a>(self, japanese: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Japanese => japanese,
            Self::English => english,
        }
    }

    /// Puts evidence in the place of `{key}`; a key without evidence becomes a dash.
    pub(crate) fn fill(self, template: &str, evidence: &Evidence) -> String {
        let mut text = String::with_capacity(template.len() + 64);
        pieces(template, evidence, |piece| match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Value(value) => text.push_str(&value.display(self)),
        });
        text
    }
}

/// A part of a sentence.
pub(crate) enum Piece<'p> {
    /// Of the table.
    Text(&'p str),
    /// Evidence in its place.
    Value(&'p Value),
}

/// The sentence of a template, piece by piece: evidence in the place of `{key}`, a dash for a key
/// without evidence.
pub(crate) fn pieces<'p>(
    template: &'p str,
    evidence: &'p Evidence,
    mut take: impl FnMut(Piece<'p>),
) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        take(Piece::Text(before));
        let Some((key, tail)) = after.split_once('}') else {
            rest = after;
            break;
        };
        take(evidence.get(key).map_or(Piece::Text("–"), Piece::Value));
        rest = tail;
    }
    take(Piece::Text(rest));
}

/// The keys of a text, in its order.
pub(crate) fn keys(template: &'static str) -> impl Iterator<Item = &'static str> {
    template.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(key, _)| key))
}
