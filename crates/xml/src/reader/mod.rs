//! The reader: octets to records, in one pass without recursion.

mod attributes;
mod declaration;
mod markup;
mod tags;
mod text;

use crate::characters::{self, is_space};
use crate::error::{Error, ErrorKind, LimitKind, excerpt};
use crate::storage::{Kind, MOST_OCTETS, NONE, NodeRecord, Span, Storage, narrow};
use crate::{Limits, identifiers};

/// Reads a document into records; gives its text and the number of the root element.
pub(crate) fn read<'a>(
    storage: &mut Storage,
    source: &'a [u8],
    limits: &Limits,
) -> Result<(&'a str, u32), Error> {
    let limit = limits.bytes.min(MOST_OCTETS);
    if source.len() > limit {
        let kind = ErrorKind::TooLarge { limit, actual: source.len() };
        return Err(Error::new(kind, source, 0));
    }
    let text = declaration::decode(source)?;
    storage.prepare(text);
    let survey = characters::survey(text);
    if let Some(at) = survey.forbidden {
        let kind = ErrorKind::NotWellFormed {
            rule: "Char",
            expected: "Char".into(),
            actual: text
                .get(at..)
                .and_then(|t| t.chars().next())
                .map_or_else(String::new, |c| format!("U+{:04X}", u32::from(c))),
        };
        return Err(Error::new(kind, source, at));
    }
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        position: 0,
        storage,
        limits,
        open: 0,
        depth: 0,
        root: NONE,
        carriage_return: survey.carriage_return,
    };
    reader.document()?;
    let root = reader.root;
    identifiers::index(storage, text);
    Ok((text, root))
}

struct Reader<'a, 'l> {
    text: &'a str,
    bytes: &'a [u8],
    position: usize,
    storage: &'l mut Storage,
    limits: &'l Limits,
    /// The innermost element that is open; 0, the document, outside the root.
    open: u32,
    depth: usize,
    root: u32,
    /// Whether the document has a carriage return anywhere.
    carriage_return: bool,
}

impl<'a> Reader<'a, '_> {
    fn document(&mut self) -> Result<(), Error> {
        self.push_node(Kind::Document, 0, self.bytes.len(), Span::EMPTY)?;
        self.xml_declaration()?;
        while let Some(octet) = self.peek() {
            if octet != b'<' {
                if self.depth > 0 {
                    self.character_data()?;
                } else if !self.skip_space() {
                    let expected = if self.root == NONE { "<" } else { "Misc" };
                    return self.not_well_formed("document", expected);
                }
                continue;
            }
            match self.bytes.get(self.position + 1) {
                Some(b'/') => self.end_tag()?,
                Some(b'!') => self.exclamation()?,
                Some(b'?') => self.instruction()?,
                _ => self.start_tag()?,
            }
        }
        if self.depth > 0 {
            let expected = format!("</{}>", self.open_name());
            return self.not_well_formed("element", &expected);
        }
        if self.root == NONE {
            return self.not_well_formed("document", "element");
        }
        if let Some(document) = self.storage.nodes.first_mut() {
            document.end = NONE;
        }
        Ok(())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    fn starts_with(&self, prefix: &[u8]) -> bool {
        self.bytes.get(self.position..).is_some_and(|rest| rest.starts_with(prefix))
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether there was any.
    fn skip_space(&mut self) -> bool {
        let start = self.position;
        while self.peek().is_some_and(is_space) {
            self.position += 1;
        }
        self.position > start
    }

    /// Adds a node below the open one, without descendants.
    fn push_node(
        &mut self,
        kind: Kind,
        start: usize,
        stop: usize,
        value: Span,
    ) -> Result<&mut NodeRecord, Error> {
        let index = self.storage.nodes.len();
        // The document itself does not count.
        if index > self.limits.nodes {
            return Err(self.limit(LimitKind::Nodes, self.limits.nodes, start));
        }
        let parent = if index == 0 { NONE } else { self.open };
        let end = narrow(index + 1);
        let (start, stop) = (narrow(start), narrow(stop));
        let node = NodeRecord { kind, flags: 0, parent, end, start, stop, value };
        Ok(self.storage.nodes.push_mut(node))
    }

    fn at(&self, kind: ErrorKind, offset: usize) -> Error {
        Error::new(kind, self.bytes, offset)
    }

    #[cold]
    fn limit(&self, limit: LimitKind, value: usize, offset: usize) -> Error {
        self.at(ErrorKind::Limit { limit, value }, offset)
    }

    /// Fails at the present position.
    #[cold]
    fn not_well_formed<T>(&self, rule: &'static str, expected: &str) -> Result<T, Error> {
        self.not_well_formed_at(rule, expected, self.position)
    }

    #[cold]
    fn not_well_formed_at<T>(
        &self,
        rule: &'static str,
        expected: &str,
        offset: usize,
    ) -> Result<T, Error> {
        // A file taken for XML may be anything, a list of patients too: markup is shown, text is not.
        let actual = match self.text.get(offset..).unwrap_or_default().chars().next() {
            None => "end of input".into(),
            Some(c) if c.is_ascii_punctuation() => c.into(),
            Some(c) if c.is_ascii_whitespace() => "white space".into(),
            Some(c) if c.is_control() => format!("U+{:04X}", u32::from(c)),
            Some(_) => "text".into(),
        };
        let kind = ErrorKind::NotWellFormed { rule, expected: excerpt(expected), actual };
        Err(self.at(kind, offset))
    }
}
