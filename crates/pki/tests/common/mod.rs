//! What several tests need.
#![allow(dead_code, reason = "each test program uses a part of it")]

use base64::Engine;
use shohosen_report::Time;

/// A moment from RFC 3339 text.
pub fn time(text: &str) -> Time {
    Time::parse_rfc3339(text).unwrap()
}

/// The decoded text of every element with this local name, in document order.
pub fn decoded_elements(xml: &str, name: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for part in xml.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else { continue };
        let tag_name = tag.split_whitespace().next().unwrap_or_default();
        let local = tag_name.rsplit(':').next().unwrap_or_default();
        if local == name && !tag.starts_with('/') && !tag.ends_with('/') {
            let text: String = text.split_whitespace().collect();
            found.push(base64::engine::general_purpose::STANDARD.decode(text).unwrap());
        }
    }
    found
}

/// Decodes base64.
pub fn base64(text: &str) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}
