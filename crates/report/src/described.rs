//! Values that cannot be quoted, described.

use crate::Phrase;

/// How long a value is and what kinds of characters it has: said of what cannot be quoted.
///
/// ```
/// use shohosen_report::{Language, Value, described};
/// let said = Value::from(described("処方 太郎")).display(Language::English);
/// assert_eq!(said, "5 character(s), signs and full-width characters");
/// ```
pub fn described(value: &str) -> Phrase {
    /// What belongs to a kind of characters, and its name in both languages.
    type Kind = (fn(char) -> bool, &'static str, &'static str);
    const KINDS: [Kind; 5] = [
        (|c| c.is_ascii_digit(), "半角数字", "digits"),
        (|c| c.is_ascii_alphabetic(), "半角英字", "Latin letters"),
        (|c| matches!(c, '\u{ff61}'..='\u{ff9f}'), "半角カナ", "half-width kana"),
        (|c| c.is_ascii() && !c.is_ascii_alphanumeric(), "半角記号", "signs"),
        (
            |c| !c.is_ascii() && !matches!(c, '\u{ff61}'..='\u{ff9f}'),
            "全角文字",
            "full-width characters",
        ),
    ];
    let kinds: Vec<_> = KINDS.iter().filter(|(is, ..)| value.chars().any(*is)).collect();
    let japanese: Vec<_> = kinds.iter().map(|(_, japanese, _)| *japanese).collect();
    let english: Vec<_> = kinds.iter().map(|(.., english)| *english).collect();
    let count = value.chars().count();
    Phrase::new(
        format!("{count}文字（{}）", japanese.join("・")),
        format!("{count} character(s), {}", english.join(" and ")),
    )
}
