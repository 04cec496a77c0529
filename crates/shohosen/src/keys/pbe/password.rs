//! A password in the forms in which programs turn it into octets.

use zeroize::Zeroizing;

/// One form of a password, cleared when it is dropped.
pub(in super::super) type Form = Zeroizing<Vec<u8>>;

/// A password. Standards say how its characters become octets; programs of the past did it
/// otherwise, and nobody who types ひみつ knows what theirs did. The standard form is tried first.
pub(in super::super) struct Password {
    octets: Vec<Form>,
    pkcs12: Vec<Form>,
}

impl Password {
    /// From the octets that were handed over: UTF-8, or whatever else the file was encrypted with.
    pub(in super::super) fn new(password: &[u8]) -> Self {
        let given = Zeroizing::new(password.to_vec());
        let Ok(text) = std::str::from_utf8(password) else {
            return Self { octets: vec![given], pkcs12: vec![wide(password)] };
        };
        let standard = utf16(text);
        let mut octets = vec![given];
        let mut pkcs12 = vec![standard.clone()];
        if text.is_empty() {
            // RFC 7292 appendix B.1 has a NULL terminator; some programs leave it out for nothing.
            pkcs12.push(Zeroizing::default());
        }
        if !text.is_ascii() {
            // OpenSSL before 1.1.0 made one character of each octet of whatever the terminal sent.
            pkcs12.push(wide(password));
            if let Some(japanese) = shift_jis(text) {
                pkcs12.push(wide(&japanese));
                octets.push(japanese);
            }
        }
        // NSS before 3.31 gave PBES2 the characters as PKCS#12 writes them.
        octets.push(standard);
        Self { octets, pkcs12 }
    }

    /// For PBES2 and PBMAC1 (RFC 8018 §3: UTF-8).
    pub(super) fn octets(&self) -> &[Form] {
        &self.octets
    }

    /// For the key derivation of PKCS#12 (RFC 7292 appendix B.1: BMPString, terminated).
    pub(super) fn pkcs12(&self) -> &[Form] {
        &self.pkcs12
    }
}

/// UTF-16, most significant octet first, and the terminator.
fn utf16(text: &str) -> Form {
    let mut octets = Zeroizing::new(Vec::with_capacity(2 * (text.len() + 1)));
    octets.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    octets.extend([0, 0]);
    octets
}

/// A character for each octet, and the terminator.
fn wide(password: &[u8]) -> Form {
    let mut octets = Zeroizing::new(Vec::with_capacity(2 * (password.len() + 1)));
    octets.extend(password.iter().flat_map(|octet| [0, *octet]));
    octets.extend([0, 0]);
    octets
}

/// As a Japanese console sends it, if it can.
fn shift_jis(text: &str) -> Option<Form> {
    let (octets, _, unmappable) = encoding_rs::SHIFT_JIS.encode(text);
    let octets = Zeroizing::new(octets.into_owned());
    (!unmappable).then_some(octets)
}

#[cfg(test)]
mod tests {
    use super::Password;

    #[test]
    fn a_password_has_the_standard_form_first_and_those_of_the_past_behind_it() {
        // RFC 7292 appendix B.1: "Beavis" as BMPString, terminated.
        let ascii = Password::new(b"Beavis");
        let beavis = [0, 0x42, 0, 0x65, 0, 0x61, 0, 0x76, 0, 0x69, 0, 0x73, 0, 0];
        assert_eq!(ascii.pkcs12().len(), 1);
        assert_eq!(ascii.pkcs12().first().unwrap().as_slice(), beavis);
        assert_eq!(ascii.octets().first().unwrap().as_slice(), b"Beavis");

        // 薬 is U+85AC: e8 96 ac in UTF-8, 96 f2 in Shift_JIS.
        let japanese = Password::new("薬".as_bytes());
        let forms: Vec<&[u8]> = japanese.pkcs12().iter().map(|form| form.as_slice()).collect();
        let expected: [&[u8]; 3] =
            [&[0x85, 0xac, 0, 0], &[0, 0xe8, 0, 0x96, 0, 0xac, 0, 0], &[0, 0x96, 0, 0xf2, 0, 0]];
        assert_eq!(forms, expected);
        let forms: Vec<&[u8]> = japanese.octets().iter().map(|form| form.as_slice()).collect();
        let expected: [&[u8]; 3] = [&[0xe8, 0x96, 0xac], &[0x96, 0xf2], &[0x85, 0xac, 0, 0]];
        assert_eq!(forms, expected);

        let none = Password::new(b"");
        let forms: Vec<&[u8]> = none.pkcs12().iter().map(|form| form.as_slice()).collect();
        assert_eq!(forms, [&[0, 0][..], &[]]);
        // What is no text is taken as it is.
        assert_eq!(Password::new(b"\xff").octets().first().unwrap().as_slice(), b"\xff");
    }
}
