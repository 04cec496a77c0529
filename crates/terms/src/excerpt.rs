//! Foreign text in error messages.

/// At most so many characters of a text: text from a file may be as long as the file.
pub(crate) fn excerpt(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}
