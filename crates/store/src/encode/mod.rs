//! The form in which the events of one document are kept: exact, compact, and the same bytes for
//! the same events, so that its SHA-256 tells whether a document changed.
//!
//! One version byte, then event after event. A text or day that is the same as in the event
//! before takes one byte, as most of a document's events share institution, dates and numbers.

mod bytes;
mod dose;
mod drug;
mod event;
mod words;

use bytes::{Reader, Writer};
use shohosen_medication::MedicationEvent;

/// The first byte. A new form gets a new number, and this one stays readable for ever.
const VERSION: u8 = 1;
/// The form with amounts. Documents without any are written as ever, so that their sums stay.
const WITH_DOSES: u8 = 2;

/// The canonical form of the events of one document.
pub(crate) fn encode(events: &[MedicationEvent]) -> Vec<u8> {
    let mut writer = Writer::with_capacity(32 + events.len() * 96);
    let doses = events.iter().any(|event| event.dose.is_some());
    writer.byte(if doses { WITH_DOSES } else { VERSION });
    let mut previous = event::Shared::default();
    for event in events {
        event::write(&mut writer, event, &mut previous);
    }
    writer.into_bytes()
}

/// The events that were encoded, in their order.
pub(crate) fn decode(bytes: &[u8]) -> Result<Vec<MedicationEvent>, DecodeError> {
    let mut reader = Reader::new(bytes);
    let version = reader.byte()?;
    if !matches!(version, VERSION | WITH_DOSES) {
        return Err(DecodeError { offset: 0, problem: "a form of events that is not known" });
    }
    let mut previous = event::Shared::default();
    let mut events = Vec::new();
    while !reader.is_at_end() {
        let event = event::read(&mut reader, &mut previous)?;
        if version == VERSION && event.dose.is_some() {
            return Err(reader.error("an amount in a form without amounts"));
        }
        events.push(event);
    }
    Ok(events)
}

/// Bytes that no version of this crate writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DecodeError {
    /// Where, counted from 0.
    pub offset: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_medication::{EventKind, GivenDrug};

    #[test]
    fn no_byte_string_makes_decoding_panic_or_take_much_memory() {
        let event = MedicationEvent::new(EventKind::Dispensed, GivenDrug::default());
        let whole = encode(&[event.clone(), event]);
        for end in 0..whole.len() {
            // A document cut anywhere is noticed, but for the cut between two events.
            let read = decode(&whole[..end]);
            assert!(read.is_err() || read.unwrap().len() < 2, "cut at {end}");
        }
        for place in 0..whole.len() {
            for value in [0, 1, 2, 0x7F, 0x80, 0xFF] {
                let mut bytes = whole.clone();
                bytes[place] = value;
                let _ = decode(&bytes);
            }
        }
        assert!(decode(&[]).is_err());
        assert!(decode(&[3]).is_err());
    }
}
