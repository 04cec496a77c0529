//! Joining the URI references of `xml:base` (C14N 1.1 §2.4 and appendix A; RFC 3986 §5.2 with the
//! changes made there: the base may be relative, `..` at its start is kept, `//` in paths becomes
//! `/`, a trailing `..` gets a `/`, fragments are dropped).

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

/// `join-URI-References`.
pub(super) fn join(base: &str, reference: &str) -> String {
    let (base, reference) = (Reference::parse(base), Reference::parse(reference));
    let (scheme, authority, path, query);
    if reference.scheme.is_some() || reference.authority.is_some() {
        scheme = reference.scheme.or(base.scheme);
        authority = reference.authority;
        path = remove_dot_segments("", reference.path);
        query = reference.query;
    } else {
        scheme = base.scheme;
        authority = base.authority;
        if reference.path.is_empty() {
            path = base.path.to_owned();
            query = reference.query.or(base.query);
        } else {
            query = reference.query;
            path = if reference.path.starts_with('/') {
                remove_dot_segments("", reference.path)
            } else if base.authority.is_some() && base.path.is_empty() {
                remove_dot_segments("/", reference.path)
            } else {
                let directory = base.path.rfind('/').and_then(|last| base.path.get(..=last));
                remove_dot_segments(directory.unwrap_or_default(), reference.path)
            };
        }
    }
    let mut joined = String::new();
    for (before, part, after) in [("", scheme, ":"), ("//", authority, "")] {
        if let Some(part) = part {
            joined.extend([before, part, after]);
        }
    }
    joined.push_str(&path);
    if let Some(query) = query {
        joined.extend(["?", query]);
    }
    joined
}

/// `remove_dot_segments` of the two paths one after the other.
fn remove_dot_segments(directory: &str, path: &str) -> String {
    let rooted = if directory.is_empty() { path } else { directory }.starts_with('/');
    let mut segments: Vec<&str> = Vec::new();
    // Whether the path ends with a slash.
    let mut open = false;
    for segment in directory.split('/').chain(path.split('/')) {
        open = true;
        match segment {
            "" | "." => {}
            ".." => match segments.last() {
                Some(&last) if last != ".." => _ = segments.pop(),
                _ if rooted => {}
                _ => segments.push(".."),
            },
            _ => {
                segments.push(segment);
                open = false;
            }
        }
    }
    let mut joined = String::from(if rooted { "/" } else { "" });
    joined.push_str(&segments.join("/"));
    if open && !segments.is_empty() {
        joined.push('/');
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::join;

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
}
