//! Writing HTML: everything that is not a literal of ours is escaped.

/// HTML on its way.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    /// Markup of ours.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A number of ours, such as a position in percent.
    pub(super) fn number(&mut self, number: f64) -> &mut Self {
        self.0.push_str(&format!("{number:.3}"));
        self
    }

    /// Text, whoever wrote it. Control characters and those that turn the direction of writing
    /// are made visible: a name must not rearrange the line that it stands in.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(' '),
                '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => {
                    self.0.push('\u{FFFD}');
                }
                character if character.is_control() => self.0.push('\u{FFFD}'),
                character => self.0.push(character),
            }
        }
        self
    }

    /// An element with text in it.
    pub(super) fn element(&mut self, name: &'static str, content: &str) -> &mut Self {
        self.raw("<").raw(name).raw(">").text(content).raw("</").raw(name).raw(">")
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Text that fits.
pub(super) mod text {
    /// At most so many characters.
    pub(in super::super) fn shortened(text: &str, most: usize) -> String {
        if text.chars().count() <= most {
            return text.to_owned();
        }
        text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
    }

    /// With a capital letter, where there are such.
    pub(in super::super) fn capitalized(text: &str) -> String {
        let mut rest = text.chars();
        let first: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
        first + rest.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut html = Html::default();
        html.element("b", "<script>'\"&\u{202E}\u{0}\n</b>");
        assert_eq!(
            html.finish(),
            "<b>&lt;script&gt;&#39;&quot;&amp;\u{FFFD}\u{FFFD} &lt;/b&gt;</b>"
        );
        assert_eq!(text::shortened("あいうえお", 4), "あいう…");
        assert_eq!((text::capitalized("ab"), text::capitalized("あ")), ("Ab".into(), "あ".into()));
    }
}
