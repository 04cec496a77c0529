//! Files beside a document: what the manifest of a signed scan names.

use shohosen_xades::ExternalData;
use std::borrow::Cow;

/// Files that a document refers to, found by their names. Nothing is ever opened or fetched because
/// a document names it: what is not handed over here is not there.
///
/// A reference finds a file
///
/// 1. whose name is the URI, character by character; else
/// 2. if the URI is a relative path (RFC 3986 §4.2: no scheme, no host, no leading `/`, no query or
///    fragment) without `..`: the file with the same last segment, after percent-decoding. Of several
///    with that name it is the one with which most segments agree from the end. If that leaves a
///    choice between files that differ, none is taken: a guess is no evidence.
///
/// The digest of the reference decides in any case whether it is the right file.
///
/// ```
/// use shohosen::ExternalFiles;
/// use shohosen::xades::ExternalData;
/// let mut files = ExternalFiles::default();
/// files.add("scan/page 1.png", &b"one"[..]);
/// files.add("other/page 1.png", &b"two"[..]);
/// assert_eq!(files.get("./scan/page%201.png"), Some(&b"one"[..]));
/// assert_eq!(files.get("page%201.png"), None, "either could be meant");
/// assert_eq!(files.get("../scan/page%201.png"), None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct ExternalFiles<'f>(Vec<File<'f>>);

#[derive(Clone, Debug)]
struct File<'f> {
    name: Cow<'f, str>,
    octets: Cow<'f, [u8]>,
}

impl<'f> ExternalFiles<'f> {
    /// Adds a file under its path (with `/`, on Windows also with `\`) or under the URI by which the
    /// document names it.
    pub fn add(&mut self, name: impl Into<Cow<'f, str>>, octets: impl Into<Cow<'f, [u8]>>) {
        self.0.push(File { name: name.into(), octets: octets.into() });
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ExternalData for ExternalFiles<'_> {
    fn get(&self, uri: &str) -> Option<&[u8]> {
        if let Some(named) = self.0.iter().find(|file| file.name == uri) {
            return Some(&named.octets);
        }
        let wanted = relative_path(uri)?;
        let agreeing = |file: &File<'_>| {
            let own = file.name.rsplit(is_separator);
            own.zip(wanted.iter().rev()).take_while(|(own, wanted)| own == wanted).count()
        };
        let most = self.0.iter().map(agreeing).max().filter(|most| *most > 0)?;
        let mut best = self.0.iter().filter(|file| agreeing(file) == most);
        let first = best.next()?;
        best.all(|other| other.octets == first.octets).then_some(&*first.octets)
    }
}

/// What separates the parts of a file's path on this system.
fn is_separator(c: char) -> bool {
    std::path::is_separator(c)
}

/// The segments of a relative path without `.` (RFC 3986 §5.2.4) and, as it leads out of the folder,
/// without `..`.
fn relative_path(uri: &str) -> Option<Vec<String>> {
    let first = uri.split('/').next()?;
    if uri.starts_with('/') || first.contains(':') || uri.contains(['?', '#', '\\']) {
        return None;
    }
    let mut segments = Vec::new();
    for segment in uri.split('/').filter(|segment| *segment != ".") {
        let segment = decoded(segment)?;
        // A separator that was hidden by percent-encoding would make another path of it.
        let hidden = segment.contains(['/', '\\', '\0']);
        if segment.is_empty() || hidden || matches!(segment.as_str(), "." | "..") {
            return None;
        }
        segments.push(segment);
    }
    Some(segments)
}

/// Percent-decoded UTF-8 (RFC 3986 §2.1); text that stands there as it is (an IRI) is taken as well.
fn decoded(segment: &str) -> Option<String> {
    let mut octets = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let Some((&octet, after)) = rest.split_first() {
        rest = after;
        if octet != b'%' {
            octets.push(octet);
            continue;
        }
        let digit = |at: usize| char::from(*rest.get(at)?).to_digit(16);
        octets.push((digit(0)? * 16 + digit(1)?) as u8);
        rest = rest.get(2..)?;
    }
    String::from_utf8(octets).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&'static str]) -> ExternalFiles<'static> {
        let mut files = ExternalFiles::default();
        for name in names {
            files.add(*name, name.as_bytes());
        }
        files
    }

    #[test]
    fn a_file_is_found_by_its_name() {
        let files = files(&["/in/scan/page1.png", "処方箋 1.pdf", "/in/index.xml", "urn:a:b"]);
        for (uri, found) in [
            ("page1.png", Some("/in/scan/page1.png")),
            ("./page1.png", Some("/in/scan/page1.png")),
            ("scan/page1.png", Some("/in/scan/page1.png")),
            ("./scan/./page1.png", Some("/in/scan/page1.png")),
            // Laid out otherwise here than where it was signed.
            ("files/index.xml", Some("/in/index.xml")),
            ("%E5%87%A6%E6%96%B9%E7%AE%8B%201.pdf", Some("処方箋 1.pdf")),
            ("処方箋 1.pdf", Some("処方箋 1.pdf")),
            ("urn:a:b", Some("urn:a:b")),
            ("/in/index.xml", Some("/in/index.xml")),
            ("Page1.png", None),
            ("page1", None),
            ("", None),
            (".", None),
        ] {
            assert_eq!(files.get(uri), found.map(str::as_bytes), "{uri}");
        }
    }

    #[test]
    fn nothing_leads_out_of_the_folder_or_elsewhere() {
        let files = files(&["/in/scan/page1.png", "passwd"]);
        for uri in [
            "../page1.png",
            "scan/../page1.png",
            "%2e%2e/page1.png",
            "scan%2Fpage1.png",
            "scan%5cpage1.png",
            "scan\\page1.png",
            "/page1.png",
            "//host/page1.png",
            "file:///in/scan/page1.png",
            "http://host/page1.png",
            "c:page1.png",
            "page1.png?x",
            "page1.png#x",
            "page1.png%00",
            "page1.png%",
            "page1.png%4",
            "%ff/page1.png",
            "/etc/passwd",
            "scan//page1.png",
        ] {
            assert_eq!(files.get(uri), None, "{uri}");
        }
    }

    #[test]
    fn an_ambiguous_name_finds_nothing() {
        let two = files(&["/a/x/p.png", "/b/x/p.png"]);
        assert_eq!(two.get("p.png"), None);
        assert_eq!(two.get("x/p.png"), None);
        assert_eq!(two.get("b/x/p.png"), Some(&b"/b/x/p.png"[..]));
        // The same octets twice leave no choice.
        let mut twice = ExternalFiles::default();
        twice.add("/a/p.png", &b"same"[..]);
        twice.add("/b/p.png", &b"same"[..]);
        assert_eq!(twice.get("p.png"), Some(&b"same"[..]));
    }
}
