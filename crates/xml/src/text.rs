//! Comparing short texts.

/// Whether two texts are the same, as `==` has it, in line and eight octets at a time. Names and
/// namespaces are some ten to forty octets, of lengths that vary from call to call: a general
/// comparison of memory takes several times as long for them.
///
/// ```
/// assert!(shohosen_xml::same("SignedInfo", "SignedInfo"));
/// assert!(!shohosen_xml::same("SignedInfo", "SignedInfO"));
/// ```
#[inline]
pub fn same(a: &str, b: &str) -> bool {
    same_octets(a.as_bytes(), b.as_bytes())
}

/// As [`same`].
#[inline]
pub(crate) fn same_octets(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    // The last eight octets overlap the ones before where the length is no multiple of eight.
    if let (Some(a_end), Some(b_end)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) {
        let (a, b) = (a.as_chunks::<8>().0, b.as_chunks::<8>().0);
        return a_end == b_end && a.iter().zip(b).all(|(a, b)| a == b);
    }
    if let (Some(a_end), Some(b_end)) = (a.last_chunk::<4>(), b.last_chunk::<4>()) {
        return a_end == b_end && a.first_chunk::<4>() == b.first_chunk::<4>();
    }
    a.iter().zip(b).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn texts_of_every_length_differ_wherever_they_do() {
        for length in 0..40 {
            let text = "abcdefghij".repeat(4)[..length].to_owned();
            assert!(same(&text, &text.clone()));
            assert!(!same(&text, &format!("{text}k")));
            for at in 0..length {
                let mut other = text.clone();
                other.replace_range(at..=at, "X");
                assert!(!same(&text, &other), "{length} {at}");
            }
        }
    }
}
