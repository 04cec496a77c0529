//! One item of a record, and what it means.

use crate::layout::{FieldLayout, Kind};
use crate::{Family, Format, PartialDate, Record};
use shohosen_terms::kana::fold_width;
use shohosen_terms::{
    Decimal, Era, ParsedDate, Ratio, WrittenDateError, parse_written, whole_number,
};
use std::fmt;

/// One item of a record.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    pub(crate) record: Record<'a>,
    pub(crate) position: usize,
}

impl<'a> Field<'a> {
    /// The position in the record, from 1.
    pub const fn position(self) -> usize {
        self.position
    }

    /// The text exactly as it stands.
    pub fn text(self) -> &'a str {
        self.record.text(self.position)
    }

    /// The text without blanks (half or full width) around it.
    pub fn value(self) -> &'a str {
        trimmed(self.text())
    }

    /// The value, if there is one.
    pub fn non_empty(self) -> Option<&'a str> {
        Some(self.value()).filter(|value| !value.is_empty())
    }

    /// Whether nothing stands there.
    pub fn is_blank(self) -> bool {
        self.value().is_empty()
    }

    /// Its layout, if the record is known and has so many items.
    pub fn layout(self) -> Option<&'static FieldLayout> {
        self.record.layout()?.fields.get(self.position.checked_sub(1)?)
    }

    /// Whether it concerns the patient, so that no finding may quote it. Of what is in no layout
    /// nobody knows, so it is not quoted either.
    pub fn is_personal(self) -> bool {
        self.layout().is_none_or(|layout| layout.personal)
    }

    /// The Japanese name of the item.
    pub fn name_ja(self) -> &'static str {
        match (self.layout(), self.position) {
            (Some(layout), _) => layout.name_ja,
            (None, 0) => "レコードNo.",
            (None, 1) if matches!(self.record.records.format, Format::JahisTc(_)) => "出力区分",
            (None, _) => "（未定義の項目）",
        }
    }

    /// The date, however the format writes it.
    pub fn date(self) -> Option<PartialDate> {
        self.parsed_date().ok().map(|parsed| parsed.date)
    }

    /// The amount.
    pub fn decimal(self) -> Option<Decimal> {
        Decimal::parse(self.value()).map(|parsed| parsed.value)
    }

    /// The single dose, which may be a fraction.
    pub fn ratio(self) -> Option<Ratio> {
        Ratio::parse(self.value())
    }

    /// The whole number of at most nine digits; those of a notebook may be full-width.
    pub fn integer(self) -> Option<u32> {
        let value = self.value();
        match self.record.records.format {
            Format::JahisTc(_) if !value.is_ascii() => whole_number(&fold_width(value)),
            _ => whole_number(value),
        }
    }

    /// What the value means, by the value table of the item.
    pub fn meaning(self) -> Option<&'static str> {
        self.layout()?.values?.meaning(self.value())
    }

    pub(crate) fn parsed_date(self) -> Result<ParsedDate, WrittenDateError> {
        let format = self.record.records.format;
        let era = match format {
            Format::Sj1 | Format::Cj1 => Era::None,
            Format::Jahis(_) => Era::Digit,
            Format::JahisTc(_) => Era::Letter,
        };
        let birth = self.layout().is_some_and(|layout| layout.kind == Kind::BirthDate);
        let partial = birth && matches!(format, Format::Jahis(_));
        debug_assert!(!partial || format.family() == Family::Prescription);
        parse_written(self.value(), era, partial)
    }
}

impl fmt::Debug for Field<'_> {
    /// The place only: the value is personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} item {}", self.record, self.position)
    }
}

/// The text without blanks (half or full width) around it. Most texts have none: they are
/// recognised by their first and last octets.
pub(crate) fn trimmed(text: &str) -> &str {
    const WIDE: &[u8] = "\u{3000}".as_bytes();
    let bytes = text.as_bytes();
    let begins = matches!(bytes.first(), Some(b' ')) || bytes.starts_with(WIDE);
    let ends = matches!(bytes.last(), Some(b' ')) || bytes.ends_with(WIDE);
    if begins || ends { text.trim_matches([' ', '\u{3000}']) } else { text }
}
