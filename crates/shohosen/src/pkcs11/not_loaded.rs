//! Why a library cannot be loaded: what the loader of the system says is one English sentence for a
//! dozen causes, so that the file itself is looked at.

use cryptoki::error::Error;
use shohosen_report::{Appearance, Language, Phrase, Words, io_problem};
use std::io::Read as _;
use std::path::Path;

const NOT_FOUND: Words = Words::new(
    "システムのライブラリの検索先に見つかりません（パスで指定してください）",
    "it is not where the system looks for libraries (give its path)",
);
const NO_LIBRARY: Words = Words::new("共有ライブラリではありません", "it is no shared library");
const OTHER_SYSTEM: Words =
    Words::new("別の OS のライブラリです", "it is a library of another operating system");
const OTHER_WIDTH: Words = Words::new(
    "このプログラムとはビット数（32 ビット／64 ビット）が異なります",
    "it is for 32 bits and this program for 64, or the other way round",
);
const REFUSED: Words = Words::new(
    "読み込みをシステムに拒否されました（必要な別のライブラリがないか、CPU の種類が異なる可能性があります）",
    "the system refused it (a library that it needs may be missing, or it is for another processor)",
);

/// The octets at the beginning of a library of this system.
const MAGIC: &[u8] = if cfg!(windows) {
    b"MZ"
} else if cfg!(target_vendor = "apple") {
    b"\xcf\xfa\xed\xfe"
} else {
    b"\x7fELF"
};

/// The likely cause.
pub(super) fn reason(path: &Path, error: &Error) -> Phrase {
    if let Error::Pkcs11(value, function) = error {
        // It was loaded and did not come up. The name of the return value, no paragraph about it.
        let text = format!("{function}: {value:?}");
        return Phrase::new(text.clone(), text);
    }
    let is_bare_name = path.components().count() == 1;
    let mut start = Vec::new();
    let read = std::fs::metadata(path).and_then(|file| match file.is_dir() {
        true => Err(std::io::ErrorKind::IsADirectory.into()),
        false => std::fs::File::open(path)?.take(4096).read_to_end(&mut start),
    });
    match read {
        Err(error) if is_bare_name && error.kind() == std::io::ErrorKind::NotFound => {
            NOT_FOUND.phrase()
        }
        Err(error) => io_problem(&error),
        Ok(_) => of_octets(&start),
    }
}

fn of_octets(start: &[u8]) -> Phrase {
    let other = [&b"MZ"[..], b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"];
    if start.starts_with(MAGIC) {
        // ELF, EI_CLASS: 1 has 32 bits, 2 has 64.
        let bits = match start.get(4) {
            Some(1) if MAGIC.len() == 4 => 32,
            _ => 64,
        };
        let differs = cfg!(target_os = "linux") && bits != usize::BITS;
        return if differs { OTHER_WIDTH.phrase() } else { REFUSED.phrase() };
    }
    if other.iter().any(|magic| start.starts_with(magic)) {
        return OTHER_SYSTEM.phrase();
    }
    match Appearance::of(start) {
        Some(seen) => {
            let seen = seen.phrase();
            Phrase::new(
                format!("共有ライブラリではなく、{}です", seen.pick(Language::Japanese)),
                format!("it is {} and no shared library", seen.pick(Language::English)),
            )
        }
        None => NO_LIBRARY.phrase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_instead_of_a_library_is_told() {
        for (start, expected) in [
            (&b""[..], "an empty file"),
            (b"<html>", "HTML"),
            (b"MZ\x90\0", if cfg!(windows) { "refused" } else { "another operating system" }),
            (b"\xcf\xfa\xed\xfe", "another operating system"),
            (b"\x7fELF\x01\x01", if cfg!(target_os = "linux") { "32 bits" } else { "" }),
            (b"\x7fELF\x02\x01", if cfg!(target_os = "linux") { "refused" } else { "" }),
            (b"some text", "no shared library"),
        ] {
            let reason = of_octets(start).to_string();
            assert!(reason.contains(expected), "{start:?}: {reason}");
        }
    }
}
