//! Where the octets go: escaped, gathered into large pieces, into any sink.

use crate::characters;

/// Takes octets, such as a hasher or a buffer.
///
/// ```
/// use shohosen_xml::Sink;
///
/// /// Counts what it is given.
/// struct Length(usize);
/// impl Sink for Length {
///     fn write(&mut self, octets: &[u8]) {
///         self.0 += octets.len();
///     }
/// }
/// ```
pub trait Sink {
    /// Takes the next octets.
    fn write(&mut self, octets: &[u8]);

    /// Whether there is no use in writing more: then the walk over the document ends. Exclusive
    /// canonicalization may write a namespace again for every element, so that what is written
    /// can be a thousand times what was read; a sink with a budget says so here.
    fn is_full(&self) -> bool {
        false
    }
}

impl Sink for Vec<u8> {
    fn write(&mut self, octets: &[u8]) {
        self.extend_from_slice(octets);
    }
}

impl<S: Sink + ?Sized> Sink for &mut S {
    fn write(&mut self, octets: &[u8]) {
        (**self).write(octets);
    }

    fn is_full(&self) -> bool {
        (**self).is_full()
    }
}

/// Pieces this long go to the sink as they are, without being copied.
const LONG: usize = 1024;
/// The buffer for short pieces is handed on when it is this full.
const FULL: usize = 4096;

/// Gathers pieces. Stretches of the source that follow one another become one piece, so that a
/// document that is nearly canonical goes to the sink without being copied.
pub(super) struct Output<'o> {
    source: &'o [u8],
    /// The stretch of source that was not handed on yet.
    pending: std::ops::Range<usize>,
    buffer: &'o mut Vec<u8>,
    sink: &'o mut dyn Sink,
}

impl<'o> Output<'o> {
    pub(super) fn new(source: &'o [u8], buffer: &'o mut Vec<u8>, sink: &'o mut dyn Sink) -> Self {
        buffer.clear();
        Self { source, pending: 0..0, buffer, sink }
    }

    /// A stretch of the source that is canonical.
    pub(super) fn source(&mut self, start: usize, end: usize) {
        if self.pending.end != start {
            self.hand_on();
            self.pending.start = start;
        }
        self.pending.end = end;
    }

    pub(super) fn literal(&mut self, text: &str) {
        self.hand_on();
        self.gather(text.as_bytes());
    }

    /// Text: C14N 1.0 §2.3, "Text Nodes".
    pub(super) fn text(&mut self, text: &str) {
        self.hand_on();
        let stop = |b: u8| (b == b'&') | (b == b'<') | (b == b'>') | (b == b'\r');
        self.escaped(text.as_bytes(), stop, |octet| match octet {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            _ => b"&#xD;",
        });
    }

    /// ` name="value"`: C14N 1.0 §2.3, "Attribute Nodes".
    pub(super) fn attribute(&mut self, name: [&str; 2], value: &str) {
        self.hand_on();
        self.gather(b" ");
        self.gather(name[0].as_bytes());
        self.gather(name[1].as_bytes());
        self.gather(b"=\"");
        let stop = |b: u8| {
            (b == b'&') | (b == b'<') | (b == b'"') | (b == b'\t') | (b == b'\n') | (b == b'\r')
        };
        self.escaped(value.as_bytes(), stop, |octet| match octet {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'"' => b"&quot;",
            b'\t' => b"&#x9;",
            b'\n' => b"&#xA;",
            _ => b"&#xD;",
        });
        self.gather(b"\"");
    }

    fn escaped(
        &mut self,
        mut rest: &[u8],
        stop: impl Fn(u8) -> bool,
        replacement: impl Fn(u8) -> &'static [u8],
    ) {
        while let Some(length) = characters::find(rest, &stop)
            && let Some((before, [octet, after @ ..])) = rest.split_at_checked(length)
        {
            self.gather(before);
            self.gather(replacement(*octet));
            rest = after;
        }
        self.gather(rest);
    }

    /// Ends the present stretch of source.
    fn hand_on(&mut self) {
        if !self.pending.is_empty() {
            let source = self.source;
            self.gather(source.get(self.pending.clone()).unwrap_or_default());
        }
        // No stretch follows on this one: what is written next stands between them.
        self.pending = usize::MAX..usize::MAX;
    }

    fn gather(&mut self, octets: &[u8]) {
        if octets.len() >= LONG {
            self.flush();
            self.sink.write(octets);
            return;
        }
        if self.buffer.len() + octets.len() > FULL {
            self.flush();
        }
        self.buffer.extend_from_slice(octets);
    }

    pub(super) fn is_full(&self) -> bool {
        self.sink.is_full()
    }

    fn flush(&mut self) {
        if !self.buffer.is_empty() {
            self.sink.write(self.buffer);
            self.buffer.clear();
        }
    }

    pub(super) fn finish(mut self) {
        self.hand_on();
        self.flush();
    }
}

#[cfg(test)]
mod tests {
    use crate::{Algorithm, Document, Limits, Method, Scratch, Sink, Subset, canonicalize};

    struct Budget {
        left: usize,
        taken: usize,
    }

    impl Sink for Budget {
        fn write(&mut self, octets: &[u8]) {
            self.taken += octets.len();
            self.left = self.left.saturating_sub(octets.len());
        }

        fn is_full(&self) -> bool {
            self.left == 0
        }
    }

    #[test]
    fn a_namespace_that_exclusive_canonicalization_repeats_does_not_outgrow_the_budget() {
        let uri = format!("urn:{}", "u".repeat(500));
        let source = format!("<r xmlns:p='{uri}'>{}</r>", "<p:e/>".repeat(40_000));
        let document = Document::parse(source.as_bytes(), &Limits::default()).unwrap();
        let method = Method {
            algorithm: Algorithm::Exclusive,
            with_comments: false,
            inclusive_prefixes: &[],
        };
        let mut sink = Budget { left: 1 << 20, taken: 0 };
        canonicalize(&document, Subset::default(), &method, &mut Scratch::default(), &mut sink);
        // Uncut it would be 40,000 times 500 octets.
        assert!(sink.taken < (1 << 20) + 8192, "{}", sink.taken);
    }
}
