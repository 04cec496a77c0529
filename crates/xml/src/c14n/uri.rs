//! Joining the URI references of `xml:base` (C14N 1.1 §2.4 and appendix A; RFC 3986 §5.2 with the
//! changes made there: the base may be relative, `..` at its start is kept, `//` in paths becomes
//! `/`, a trailing `..` gets a `/`, fragments are dropped).

use std::fmt;

/// A URI reference in its components (RFC 3986 appendix B).
struct Reference<'u> {
    scheme: Option<&'u str>,
    authority: Option<&'u str>,
    path: &'u str,
    query: Option<&'u str>,
}

impl<'u> Reference<'u> {
    fn parse(uri: &'u str) -> Self {
        let rest = uri.split_once('#').map_or(uri, |(before, _)| before);
        let (rest, query) = match rest.split_once('?') {
            Some((before, query)) => (before, Some(query)),
            None => (rest, None),
        };
        let (scheme, rest) = match rest.split_once(':') {
            Some((scheme, after)) if !scheme.is_empty() && !scheme.contains('/') => {
                (Some(scheme), after)
            }
            _ => (None, rest),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(after) => {
                let (authority, path) = after
                    .split_at_checked(after.find('/').unwrap_or(after.len()))
                    .unwrap_or((after, ""));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self { scheme, authority, path, query }
    }
}

/// References joined one to the other. Adding one takes time linear in that one, however many
/// there were before.
pub(super) struct Joined<'u> {
    scheme: Option<&'u str>,
    authority: Option<&'u str>,
    path: Path<'u>,
    query: Option<&'u str>,
}

impl<'u> Joined<'u> {
    pub(super) fn new(uri: &'u str) -> Self {
        let Reference { scheme, authority, path, query } = Reference::parse(uri);
        Self { scheme, authority, path: Path::AsWritten(path), query }
    }

    /// `join-URI-References` with one more.
    pub(super) fn join(&mut self, reference: &'u str) {
        let reference = Reference::parse(reference);
        let beyond_path = reference.scheme.is_some() || reference.authority.is_some();
        if beyond_path {
            self.scheme = reference.scheme.or(self.scheme);
            self.authority = reference.authority;
        } else if reference.path.is_empty() {
            self.query = reference.query.or(self.query);
            return;
        }
        self.query = reference.query;
        let mut segments = if beyond_path || reference.path.starts_with('/') {
            Segments::default()
        } else {
            self.path.take_directory(self.authority.is_some())
        };
        segments.push(reference.path);
        self.path = Path::Clean(segments);
    }
}

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (before, part, after) in [("", self.scheme, ":"), ("//", self.authority, "")] {
            if let Some(part) = part {
                write!(f, "{before}{part}{after}")?;
            }
        }
        match &self.path {
            Path::AsWritten(path) => f.write_str(path)?,
            Path::Clean(segments) => segments.fmt(f)?,
        }
        match self.query {
            Some(query) => write!(f, "?{query}"),
            None => Ok(()),
        }
    }
}

enum Path<'u> {
    /// Of the first reference, for as long as no other path was joined to it.
    AsWritten(&'u str),
    Clean(Segments<'u>),
}

impl<'u> Path<'u> {
    /// All but what stands after the last slash, without dot segments (RFC 3986 §5.2.3).
    fn take_directory(&mut self, has_authority: bool) -> Segments<'u> {
        match self {
            Self::AsWritten(path) => {
                let directory = path.rfind('/').and_then(|last| path.get(..=last));
                let root = if has_authority && path.is_empty() { "/" } else { "" };
                let mut segments = Segments::default();
                segments.push(directory.unwrap_or(root));
                segments
            }
            Self::Clean(segments) => {
                let mut segments = std::mem::take(segments);
                if !segments.open {
                    segments.segments.pop();
                }
                segments
            }
        }
    }
}

/// A path without dot segments other than `..` at its start.
#[derive(Default)]
struct Segments<'u> {
    rooted: bool,
    segments: Vec<&'u str>,
    /// Whether it ends with a slash.
    open: bool,
    /// Whether anything was added.
    begun: bool,
}

impl<'u> Segments<'u> {
    /// `remove_dot_segments` of the path so far and what follows on it.
    fn push(&mut self, path: &'u str) {
        if path.is_empty() {
            return;
        }
        if !self.begun {
            self.rooted = path.starts_with('/');
            self.begun = true;
        }
        for segment in path.split('/') {
            self.open = true;
            match segment {
                "" | "." => {}
                ".." => match self.segments.last() {
                    Some(&last) if last != ".." => _ = self.segments.pop(),
                    _ if self.rooted => {}
                    _ => self.segments.push(".."),
                },
                _ => {
                    self.segments.push(segment);
                    self.open = false;
                }
            }
        }
    }
}

impl fmt::Display for Segments<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut slash = self.rooted;
        for segment in &self.segments {
            f.write_str(if slash { "/" } else { "" })?;
            f.write_str(segment)?;
            slash = true;
        }
        let last = if self.segments.is_empty() { self.rooted } else { self.open };
        f.write_str(if last { "/" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::Joined;

    fn join(base: &str, reference: &str) -> String {
        let mut joined = Joined::new(base);
        joined.join(reference);
        joined.to_string()
    }

    #[test]
    fn references_join_as_in_the_examples_of_rfc_3986() {
        // §5.4.1 and §5.4.2, without those whose result has a fragment.
        let base = "http://a/b/c/d;p?q";
        for (reference, expected) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
        ] {
            assert_eq!(join(base, reference), expected, "{reference}");
        }
    }

    #[test]
    fn relative_bases_stay_relative_as_in_canonical_xml_1_1() {
        // C14N 1.1 §2.4: the join of "foo/bar" and ".." is empty, and with another ".." it is
        // "../"; a trailing ".." gets a slash, several slashes become one.
        for (base, reference, expected) in [
            ("foo/bar", "..", ""),
            ("", "..", "../"),
            ("../", "..", "../../"),
            ("../", "x", "../x"),
            ("a//b/c", "d", "a/b/d"),
            ("something/else", "bar/", "something/bar/"),
            ("/a/b", "../../..", "/"),
            ("", "a/..", ""),
        ] {
            assert_eq!(join(base, reference), expected, "{base} + {reference}");
        }
    }
    #[test]
    fn joining_several_is_joining_them_one_by_one() {
        let all = ["foo/bar", "..", "..", "x", "", "a/b?q", "?r", "../c/", "d#e"];
        let mut joined = Joined::new(all[0]);
        let mut one_by_one = all[0].to_owned();
        for reference in &all[1..] {
            joined.join(reference);
            one_by_one = join(&one_by_one, reference);
            assert_eq!(joined.to_string(), one_by_one, "{reference}");
        }
        // foo/ → "" → ../ → ../x → ../a/b → ../c/ (from ../a/../c/) → ../c/d
        assert_eq!(one_by_one, "../c/d");
    }
}
