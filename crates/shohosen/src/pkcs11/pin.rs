//! PINs, wiped from memory when they are dropped.

use super::CardError;
use cryptoki::types::AuthPin;
use zeroize::Zeroize;

/// A PIN. It is wiped from memory when it is dropped, and is never shown.
pub struct Pin {
    secret: AuthPin,
    length: usize,
    printable: bool,
    /// Whether the caller said that the card has none.
    none: bool,
}

impl Pin {
    /// Takes the PIN out of a text and wipes the text.
    pub fn take(text: &mut String) -> Self {
        let length = text.len();
        // What no keypad gives: control characters, NUL among them, and what is beyond ASCII.
        let printable = text.bytes().all(|octet| matches!(octet, b' '..=b'~'));
        // Of the very length, so that making it a box moves nothing and leaves no copy behind.
        let mut exact = String::with_capacity(length);
        exact.push_str(text);
        text.zeroize();
        Self { secret: AuthPin::from(exact), length, printable, none: false }
    }

    /// The empty PIN, for a token that has none. It is sent only where the token says that it takes
    /// it; an empty text is none, but a field that was forgotten.
    pub fn empty() -> Self {
        Self { secret: AuthPin::from(String::new()), length: 0, printable: true, none: true }
    }

    pub(super) const fn secret(&self) -> &AuthPin {
        &self.secret
    }

    /// Refuses what cannot be the PIN of a card, so that no try is wasted on it.
    pub(super) fn check(&self, minimum: usize, maximum: usize) -> Result<(), CardError> {
        let fits = (minimum..=maximum).contains(&self.length);
        if fits && self.printable && (self.length > 0 || self.none) {
            return Ok(());
        }
        let least = if self.none { minimum } else { minimum.max(1) };
        Err(CardError::PinForm { minimum: least, maximum })
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_that_a_pin_was_taken_from_is_wiped_and_the_pin_is_not_shown() {
        let mut text = String::from("4711");
        let pin = Pin::take(&mut text);
        assert!(text.is_empty());
        assert!(!format!("{pin:?}").contains("4711"));
    }

    #[test]
    fn a_pin_of_another_form_than_the_card_has_is_refused() {
        let check = |text: &str, lengths: (usize, usize)| {
            Pin::take(&mut text.to_owned()).check(lengths.0, lengths.1).is_ok()
        };
        for right in ["1234", "0123456789abcdef", "!~ aZ"] {
            assert!(check(right, (4, 16)), "{right}");
        }
        for wrong in [
            "",
            "123",
            "0123456789abcdefg",
            // Full-width digits are what a Japanese keyboard gives when it is not switched over.
            "１２３４",
            "12\u{0}34",
            "1234\r",
            "1234\n",
            "12\t34",
            "\u{1b}1234",
            "1234\u{7f}",
            "\u{feff}1234",
        ] {
            assert!(!check(wrong, (4, 16)), "{wrong:?}");
            // Whatever lengths the token states.
            assert_eq!(check(wrong, (0, 255)), matches!(wrong, "123" | "0123456789abcdefg"));
        }
    }

    #[test]
    fn an_empty_pin_is_sent_on_request_and_where_the_token_takes_it() {
        for (pin, minimum, sent) in [
            (Pin::empty(), 0, true),
            (Pin::empty(), 1, false),
            (Pin::empty(), 4, false),
            (Pin::take(&mut String::new()), 0, false),
            (Pin::take(&mut String::new()), 4, false),
        ] {
            assert_eq!(pin.check(minimum, 16).is_ok(), sent, "{minimum}");
        }
    }
}
