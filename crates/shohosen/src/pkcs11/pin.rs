//! PINs, wiped from memory when they are dropped.

use super::CardError;
use cryptoki::types::AuthPin;
use zeroize::Zeroize;

/// A PIN. It is wiped from memory when it is dropped, and is never shown.
pub struct Pin {
    secret: AuthPin,
    length: usize,
    ascii: bool,
}

impl Pin {
    /// Takes the PIN out of a text and wipes the text.
    pub fn take(text: &mut String) -> Self {
        let (length, ascii) = (text.len(), text.is_ascii());
        // Of the very length, so that making it a box moves nothing and leaves no copy behind.
        let mut exact = String::with_capacity(length);
        exact.push_str(text);
        text.zeroize();
        Self { secret: AuthPin::from(exact), length, ascii }
    }

    pub(super) const fn secret(&self) -> &AuthPin {
        &self.secret
    }

    /// Refuses what cannot be the PIN of a card, so that no try is wasted on it.
    pub(super) fn check(&self, minimum: usize, maximum: usize) -> Result<(), CardError> {
        if self.ascii && (minimum..=maximum).contains(&self.length) {
            return Ok(());
        }
        Err(CardError::PinForm { minimum, maximum })
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
        let check = |text: &str| Pin::take(&mut text.to_owned()).check(4, 16).is_ok();
        assert!(check("1234") && check("0123456789abcdef"));
        assert!(!check("123") && !check("0123456789abcdefg") && !check(""));
        // Full-width digits are what a Japanese keyboard gives when it is not switched over.
        assert!(!check("１２３４"));
    }
}
