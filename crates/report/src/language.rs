//! The two languages of user-facing text.

use crate::Evidence;

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
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((key, tail)) = after.split_once('}') else {
                rest = after;
                break;
            };
            match evidence.get(key) {
                Some(value) => text.push_str(&value.display(self)),
                None => text.push('–'),
            }
            rest = tail;
        }
        text.push_str(rest);
        text
    }
}

/// The keys of a text, in its order.
pub(crate) fn keys(template: &'static str) -> impl Iterator<Item = &'static str> {
    template.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(key, _)| key))
}
