//! Comments, processing instructions and CDATA sections (XML 1.0 §2.5–2.7).

use super::Reader;
use crate::error::{Error, ErrorKind, excerpt};
use crate::storage::{Kind, Span};
use memchr::memmem;

impl Reader<'_, '_> {
    /// What starts with `<!`.
    pub(super) fn exclamation(&mut self) -> Result<(), Error> {
        if self.starts_with(b"<!--") {
            self.comment()
        } else if self.starts_with(b"<![CDATA[") && self.depth > 0 {
            self.cdata()
        } else if self.starts_with(b"<!DOCTYPE") {
            Err(self.at(ErrorKind::Doctype, self.position))
        } else {
            self.not_well_formed("content", "Comment | CDSect")
        }
    }

    fn comment(&mut self) -> Result<(), Error> {
        let start = self.position;
        self.position += 4;
        let Some(length) = memmem::find(self.rest(), b"--") else {
            self.position = self.bytes.len();
            return self.not_well_formed("Comment", "-->");
        };
        let content = self.position;
        self.position += length;
        if !self.starts_with(b"-->") {
            return self.not_well_formed("Comment", "-->");
        }
        self.position += 3;
        let value = self.line_ends(content, content + length);
        self.push_node(Kind::Comment, start, self.position, value)?;
        Ok(())
    }

    fn cdata(&mut self) -> Result<(), Error> {
        let start = self.position;
        self.position += 9;
        let content = self.position;
        let Some(length) = memmem::find(self.rest(), b"]]>") else {
            self.position = self.bytes.len();
            return self.not_well_formed("CDSect", "]]>");
        };
        self.position += length + 3;
        let value = self.line_ends(content, content + length);
        self.push_node(Kind::CData, start, self.position, value)?;
        Ok(())
    }

    pub(super) fn instruction(&mut self) -> Result<(), Error> {
        let start = self.position;
        self.position += 2;
        let name = self.qualified_name("PITarget")?;
        let target = self.slice(start + 2, self.position);
        if name.prefix_length > 0 {
            return self.not_well_formed_at("PITarget", "NCName", start + 2);
        }
        if target.eq_ignore_ascii_case("xml") {
            let kind = ErrorKind::NotWellFormed {
                rule: "PITarget",
                expected: "Name - 'xml'".into(),
                actual: excerpt(target),
            };
            return Err(self.at(kind, start + 2));
        }
        let space = self.skip_space();
        let content = self.position;
        let Some(length) = memmem::find(self.rest(), b"?>") else {
            self.position = self.bytes.len();
            return self.not_well_formed("PI", "?>");
        };
        if length > 0 && !space {
            return self.not_well_formed("PI", "S | ?>");
        }
        self.position += length + 2;
        let value = self.line_ends(content, content + length);
        self.push_node(Kind::Instruction, start, self.position, value)?;
        Ok(())
    }

    /// The value of a stretch of source that has no references: line ends normalised (§2.11).
    fn line_ends(&mut self, start: usize, end: usize) -> Span {
        let raw = self.slice(start, end);
        if !self.carriage_return || !raw.contains('\r') {
            return Span::source(start, end);
        }
        let pool = &mut self.storage.pool;
        let from = pool.len();
        let mut lines = raw.split('\r');
        pool.push_str(lines.next().unwrap_or_default());
        for line in lines {
            // CR LF is one line end, and so is CR alone.
            pool.push('\n');
            pool.push_str(line.strip_prefix('\n').unwrap_or(line));
        }
        Span::pool(from, pool.len())
    }
}
