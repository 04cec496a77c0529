//! Name constraints of a path (RFC 5280 §4.2.1.10, §6.1.3 (b) and (c)).

use super::PathError;
use crate::extensions::NameConstraints;
use crate::name::attribute::EMAIL_ADDRESS;
use crate::{Certificate, GeneralName};

/// The constraints of the issuers above, and how many comparisons are still allowed.
pub(super) struct NameRules<'a> {
    constraints: Vec<&'a NameConstraints>,
    comparisons: usize,
    limit: usize,
}

impl<'a> NameRules<'a> {
    pub(super) const fn new(limit: usize) -> Self {
        Self { constraints: Vec::new(), comparisons: 0, limit }
    }

    /// From here on these hold, too.
    pub(super) fn add(&mut self, constraints: &'a NameConstraints) {
        self.constraints.push(constraints);
    }

    /// Whether every name of the certificate is allowed.
    pub(super) fn check(&mut self, certificate: &Certificate) -> Result<(), PathError> {
        if self.constraints.is_empty() {
            return Ok(());
        }
        let subject = certificate.subject();
        if !subject.is_empty() {
            self.check_name(&GeneralName::Directory(subject.clone()))?;
        }
        // Mail addresses used to stand in the subject; constraints hold for them as well.
        for attribute in subject.attributes().filter(|a| a.kind == EMAIL_ADDRESS) {
            if let Some(text) = attribute.text() {
                self.check_name(&GeneralName::Email(text.into_owned()))?;
            }
        }
        certificate.extensions().subject_alt_names.iter().try_for_each(|n| self.check_name(n))
    }

    fn check_name(&mut self, name: &GeneralName) -> Result<(), PathError> {
        let refused = || PathError::NameConstraints { name: name.to_string() };
        for constraints in &self.constraints {
            self.comparisons += constraints.permitted.len() + constraints.excluded.len();
            if self.comparisons > self.limit {
                let limit = "name_comparisons";
                return Err(PathError::LimitReached { limit, value: self.limit });
            }
            // `None` from `matches`: the name or the subtree cannot be judged, so it is refused.
            for subtree in constraints.excluded.iter().filter(|s| same_form(s, name)) {
                if matches(name, subtree) != Some(false) || wildcard_reaches(name, subtree) {
                    return Err(refused());
                }
            }
            let mut permitted =
                constraints.permitted.iter().filter(|s| same_form(s, name)).peekable();
            if permitted.peek().is_some() {
                let results: Vec<_> = permitted.map(|subtree| matches(name, subtree)).collect();
                if results.contains(&None) || !results.contains(&Some(true)) {
                    return Err(refused());
                }
            }
        }
        Ok(())
    }
}

fn same_form(a: &GeneralName, b: &GeneralName) -> bool {
    match (a, b) {
        (GeneralName::Other { number: a, .. }, GeneralName::Other { number: b, .. }) => a == b,
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// Whether a name lies in a subtree of the same form.
fn matches(name: &GeneralName, subtree: &GeneralName) -> Option<bool> {
    match (name, subtree) {
        (GeneralName::Directory(name), GeneralName::Directory(base)) => Some(name.is_within(base)),
        (GeneralName::Dns(name), GeneralName::Dns(base)) => dns_within(name, base),
        (GeneralName::Email(name), GeneralName::Email(base)) => email_within(name, base),
        (GeneralName::Uri(name), GeneralName::Uri(base)) => uri_within(name, base),
        (GeneralName::IpAddress(name), GeneralName::IpAddress(base)) => ip_within(name, base),
        _ => None,
    }
}

/// The subtree is a host and everything below it.
fn dns_within(name: &str, base: &str) -> Option<bool> {
    if base.starts_with('.') {
        return None;
    }
    if base.is_empty() {
        return Some(true);
    }
    Some(name.eq_ignore_ascii_case(base) || is_below(name, base))
}

/// Whether a host has more labels to the left of `domain` (without a leading dot).
fn is_below(host: &str, domain: &str) -> bool {
    host.len().checked_sub(domain.len()).and_then(|at| host.split_at_checked(at)).is_some_and(
        |(labels, tail)| {
            labels.len() > 1 && labels.ends_with('.') && tail.eq_ignore_ascii_case(domain)
        },
    )
}

/// Whether a wildcard (`*.example.com`) stands for a host in an excluded subtree
/// (`test.example.com`).
fn wildcard_reaches(name: &GeneralName, subtree: &GeneralName) -> bool {
    match (name, subtree) {
        (GeneralName::Dns(name), GeneralName::Dns(base)) => {
            name.strip_prefix("*.").is_some_and(|domain| is_below(base, domain))
        }
        _ => false,
    }
}

/// A host as the subtree of mail addresses and URIs: one host, or with a leading dot every host
/// below a domain.
fn host_within(host: &str, base: &str) -> bool {
    match base.strip_prefix('.') {
        Some(domain) => is_below(host, domain),
        None => host.eq_ignore_ascii_case(base),
    }
}

/// The subtree is a mailbox, a host, or the hosts below a domain.
fn email_within(name: &str, base: &str) -> Option<bool> {
    let (local, host) = name.rsplit_once('@')?;
    if local.is_empty() || host.is_empty() {
        return None;
    }
    Some(match base.rsplit_once('@') {
        Some((base_local, base_host)) => {
            local == base_local && host.eq_ignore_ascii_case(base_host)
        }
        None => host_within(host, base),
    })
}

/// The subtree is a host or the hosts below a domain. A URI without a host name cannot be judged.
fn uri_within(name: &str, base: &str) -> Option<bool> {
    let (_, after) = name.split_once("://")?;
    let authority = after.split(['/', '?', '#']).next()?;
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host_and_port.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|octet| octet.is_ascii_digit()) => host,
        _ => host_and_port,
    };
    let is_address = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    if host.is_empty() || is_address {
        return None;
    }
    Some(host_within(host, base))
}

/// The subtree is an address followed by its mask.
fn ip_within(name: &[u8], base: &[u8]) -> Option<bool> {
    let (network, mask) = base.split_at_checked(base.len() / 2)?;
    if !matches!(name.len(), 4 | 16) || !matches!(base.len(), 8 | 32) {
        return None;
    }
    let ones: u32 = mask.iter().map(|octet| octet.leading_ones()).sum();
    let set: u32 = mask.iter().map(|octet| octet.count_ones()).sum();
    let leading: u32 = {
        let full = mask.iter().take_while(|&&octet| octet == 0xff).count();
        full as u32 * 8 + mask.get(full).map_or(0, |octet| octet.leading_ones())
    };
    if ones != set || leading != set {
        return None;
    }
    if network.len() != name.len() {
        return Some(false);
    }
    let pairs = name.iter().zip(network).zip(mask);
    Some(pairs.into_iter().all(|((name, network), mask)| name & mask == network & mask))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_compared_by_label() {
        // RFC 5280 §4.2.1.10
        assert_eq!(dns_within("www.Host.example.com", "host.example.com"), Some(true));
        assert_eq!(dns_within("host1.example.com", "host.example.com"), Some(false));
        assert_eq!(dns_within("badexample.com", "example.com"), Some(false));
        assert_eq!(dns_within("example.com", ".example.com"), None);
        let dns = |host: &str| GeneralName::Dns(host.into());
        assert!(wildcard_reaches(&dns("*.example.com"), &dns("test.example.com")));
        assert!(!wildcard_reaches(&dns("*.example.com"), &dns("test.example.org")));
        assert_eq!(email_within("a@host.example.com", "host.example.com"), Some(true));
        assert_eq!(email_within("a@my.host.example.com", "host.example.com"), Some(false));
        assert_eq!(email_within("a@my.example.com", ".example.com"), Some(true));
        assert_eq!(email_within("a@example.com", ".example.com"), Some(false));
        assert_eq!(email_within("A@Example.com", "a@example.com"), Some(false));
        assert_eq!(email_within("a@EXAMPLE.com", "a@example.com"), Some(true));
        assert_eq!(email_within("no address", "example.com"), None);
        assert_eq!(uri_within("http://u@Host.example.com:80/x?y", "host.example.com"), Some(true));
        assert_eq!(uri_within("ldap://host.example.com", ".example.com"), Some(true));
        assert_eq!(uri_within("http://192.0.2.1/", "example.com"), None);
        assert_eq!(uri_within("urn:x:y", "example.com"), None);
    }

    #[test]
    fn addresses_are_compared_under_their_mask() {
        let base = [192, 0, 2, 0, 255, 255, 255, 0];
        assert_eq!(ip_within(&[192, 0, 2, 77], &base), Some(true));
        assert_eq!(ip_within(&[192, 0, 3, 77], &base), Some(false));
        assert_eq!(ip_within(&[0; 16], &base), Some(false));
        assert_eq!(ip_within(&[192, 0, 2, 77], &[192, 0, 2, 0, 255, 0, 255, 0]), None);
        assert_eq!(ip_within(&[192, 0, 2], &base), None);
    }
}
