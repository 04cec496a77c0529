//! Bytes, numbers of variable length, texts.

use super::DecodeError;

/// Appends.
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity))
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow (LEB128).
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// 0: the same text as before; else its length and one more, and its bytes.
    pub(super) fn shared_text<'t>(&mut self, text: &'t str, previous: &mut &'t str) {
        if text == *previous {
            return self.byte(0);
        }
        self.number(text.len() as u64 + 1);
        self.0.extend_from_slice(text.as_bytes());
        *previous = text;
    }
}

/// Takes from the front.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    place: usize,
}

impl<'b> Reader<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, place: 0 }
    }

    pub(super) const fn is_at_end(&self) -> bool {
        self.place >= self.bytes.len()
    }

    pub(super) const fn error(&self, problem: &'static str) -> DecodeError {
        DecodeError { offset: self.place, problem }
    }

    pub(super) fn byte(&mut self) -> Result<u8, DecodeError> {
        let byte = self.bytes.get(self.place).ok_or(self.error("cut short"))?;
        self.place += 1;
        Ok(*byte)
    }

    pub(super) fn number(&mut self) -> Result<u64, DecodeError> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7F);
            if shift == 63 && bits > 1 {
                break;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.error("a number of more than 64 bits"))
    }

    /// A number that fits into a smaller type.
    pub(super) fn small<N: TryFrom<u64>>(&mut self) -> Result<N, DecodeError> {
        let number = self.number()?;
        N::try_from(number).map_err(|_| self.error("a number that is too large"))
    }

    pub(super) fn text(&mut self) -> Result<&'b str, DecodeError> {
        let length = self.small()?;
        self.text_of(length)
    }

    pub(super) fn shared_text(&mut self, previous: &mut &'b str) -> Result<String, DecodeError> {
        if let Some(length) = self.small::<usize>()?.checked_sub(1) {
            *previous = self.text_of(length)?;
        }
        Ok((*previous).to_owned())
    }

    fn text_of(&mut self, length: usize) -> Result<&'b str, DecodeError> {
        let rest = self.bytes.get(self.place..).unwrap_or_default();
        let bytes = rest.get(..length).ok_or(self.error("a text that is cut short"))?;
        let text = std::str::from_utf8(bytes).map_err(|_| self.error("a text not in UTF-8"))?;
        self.place += length;
        Ok(text)
    }
}
