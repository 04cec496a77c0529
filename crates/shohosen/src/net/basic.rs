//! Basic authentication (RFC 7617).

use super::error::NetworkError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::{Zeroize, Zeroizing};

/// The value of the header field. The password is taken out of its text and wiped there.
///
/// # Errors
/// [`NetworkError::Credentials`] if the user name has a colon, or one of both a control character
/// (RFC 7617 §2): the server would read something else.
pub(super) fn basic(
    uri: &str,
    user: &str,
    password: &mut String,
) -> Result<Zeroizing<String>, NetworkError> {
    let (colon, control) = (user.contains(':'), |text: &str| text.contains(char::is_control));
    if colon || control(user) || control(password) {
        password.zeroize();
        let uri = uri.to_owned();
        return Err(NetworkError::Credentials { uri, colon });
    }
    // Of sufficient size from the start, so that no copy is left behind in growing.
    let mut pair = Zeroizing::new(String::with_capacity(user.len() + password.len() + 1));
    pair.push_str(user);
    pair.push(':');
    pair.push_str(password);
    password.zeroize();
    let mut value = Zeroizing::new(String::with_capacity(pair.len() * 2 + 16));
    value.push_str("Basic ");
    STANDARD.encode_string(pair.as_bytes(), &mut value);
    Ok(value)
}
