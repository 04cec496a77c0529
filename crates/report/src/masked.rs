//! What is not said of an address: who logs in there, and with which password.

use std::borrow::Cow;

/// In the place of what is left out.
const STARS: &str = "***";

/// Names of parameters whose values are secrets, as URLs and the words of libpq have them.
const SECRETS: [&str; 11] = [
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "pass",
    "access_token",
    "auth_token",
    "token",
    "secret",
    "api_key",
    "apikey",
];

/// A text without the user and password of an address in it (`scheme://USER:PASSWORD@host`, without
/// a scheme as well) and without the values of parameters such as `password=`. Messages end up in
/// logs and tickets, and an address may be given where a file is wanted. What is in doubt is left out.
///
/// ```
/// use shohosen_report::masked;
/// assert_eq!(masked("postgresql://clinic:geheim@db/history"), "postgresql://***@db/history");
/// assert_eq!(masked("host=db password=geheim"), "host=db password=***");
/// assert_eq!(masked(r"C:\records\a@b.xml"), r"C:\records\a@b.xml");
/// ```
pub fn masked(text: &str) -> Cow<'_, str> {
    if !text.contains(['@', '=']) {
        return Cow::Borrowed(text);
    }
    let without_user = without_user(text);
    match without_values(&without_user) {
        Some(masked) => Cow::Owned(masked),
        None if without_user == text => Cow::Borrowed(text),
        None => Cow::Owned(without_user),
    }
}

/// Up to the last `@` of each word; where the whole text is a URL, up to the last of all, for a
/// password may have a blank in it.
fn without_user(text: &str) -> String {
    let is_url = |text: &str| {
        text.split_once("://").is_some_and(|(scheme, _)| {
            !scheme.is_empty()
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.:".contains(c))
        })
    };
    if is_url(text.trim_start()) {
        return without_user_of_word(text);
    }
    text.split_inclusive(char::is_whitespace).map(without_user_of_word).collect()
}

fn without_user_of_word(word: &str) -> String {
    let Some((before, behind)) = word.rsplit_once('@') else { return word.to_owned() };
    if let Some((scheme, rest)) = word.split_once("://") {
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).unwrap_or_default();
        if let Some(at) = authority.rfind('@') {
            let host = authority.get(at..).unwrap_or_default();
            return format!("{scheme}://{STARS}{host}{path}");
        }
        // What has a colon and no number behind it is the beginning of a password with a slash in it.
        let port = authority.rsplit_once(':').map(|(_, port)| port);
        let is_port = |port: &str| port.bytes().all(|octet| octet.is_ascii_digit());
        return match port {
            Some(port) if !is_port(port) => format!("{scheme}://{STARS}@{behind}"),
            _ => word.to_owned(),
        };
    }
    let start = before.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
    let (quote, user) = before.split_at_checked(start).unwrap_or_default();
    // The letter of a drive has a colon of its own.
    let drive = user.len() > 2 && user.as_bytes().get(1) == Some(&b':');
    let named = if drive { user.get(2..).unwrap_or_default() } else { user };
    match named.contains(':') {
        true => format!("{quote}{STARS}@{behind}"),
        false => word.to_owned(),
    }
}

/// The values of parameters that are secrets; `None` if there is none.
fn without_values(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let mut out = String::new();
    let mut done = 0;
    for (equals, _) in lower.match_indices('=') {
        let name = lower.get(done..equals).unwrap_or_default().trim_end();
        let is_secret = |secret: &str| {
            name.strip_suffix(secret).is_some_and(|before| {
                // sslpassword, db.password and ?password alike.
                !before.ends_with(|c: char| c.is_ascii_alphanumeric()) || before.ends_with("ssl")
            })
        };
        if equals < done || !SECRETS.into_iter().any(is_secret) {
            continue;
        }
        let value = text.get(equals + 1..).unwrap_or_default();
        let blanks = value.len() - value.trim_start_matches(' ').len();
        let value = value.trim_start_matches(' ');
        let length = match value.chars().next() {
            Some(quote @ ('\'' | '"')) => {
                value.get(1..).and_then(|rest| rest.find(quote)).map(|end| end + 2)
            }
            _ => value.find(|c: char| c.is_whitespace() || "&;#'\")]}）」、，".contains(c)),
        };
        let end = equals + 1 + blanks + length.unwrap_or(value.len());
        out += text.get(done..=equals).unwrap_or_default();
        out += STARS;
        done = end;
    }
    (done > 0).then(|| out + text.get(done..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_of_an_address_is_left() {
        for address in [
            "postgresql://clinic:geheim@127.0.0.1:1/history",
            "POSTGRES://clinic:geheim@127.0.0.1/h",
            "http://:geheim@h/",
            "http://clinic:ge@geheim@h/",
            "http://clinic:ge heim geheim@h/",
            "http://clinic:pass/geheim@h/",
            " http://clinic:geheim@h/",
            "http:/clinic:geheim@h",
            "//clinic:geheim@h",
            "http:\\\\clinic:geheim@h\\",
            "clinic:geheim@h:1",
            "postgresql:clinic:geheim@h",
            "jdbc:postgresql://h/d?user=c&password=geheim",
            "http://h/?PASSWORD=geheim",
            "http://h/;password=geheim",
            "http://h/tsr?token=geheim#x",
            "http://h/d?sslpassword=geheim",
            "host=h port=1 user=c password=geheim",
            "host=h password = 'ge heim geheim' user=c",
            "host=h passwd=\"geheim\"",
            "unexpected argument 'postgresql://clinic:geheim@h/d' found",
            "the file mysql://clinic:'geheim'@h/d is not there",
            "the file clinic:geheim@h is not there",
            "two: http://a:geheim@h and http://b:geheim@h, pwd=geheim",
        ] {
            let masked = masked(address);
            assert!(!masked.contains("geheim") && !masked.contains("heim "), "{masked}");
            assert!(masked.contains(STARS) && masked.contains('h'), "{masked}");
        }
        assert_eq!(masked("x?token=a&user=b"), "x?token=***&user=b");
        assert_eq!(masked("(password=a)"), "(password=***)");
    }

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            "",
            "prescription.xml",
            "a@b.xml",
            "/home/doctor@clinic/rx.csv",
            r"C:\Users\a@b\rx.xml",
            "D:/rx@1.xml",
            "http://127.0.0.1:1/tsr?a=b",
            "http://crl.example.jp/x@y.crl",
            "イトラコナゾール@点眼",
            "serialNumber=1,CN=Doctor",
            "compass=north",
            "a == b",
        ] {
            assert!(matches!(masked(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
