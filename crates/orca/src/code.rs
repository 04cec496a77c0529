//! What an item of an RP is, by its code.

/// What an item of an RP is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeKind {
    /// 薬品 and 特定器材: 6… and 7…, nine digits.
    Drug,
    /// 用法, and what ORCA has beside it under such a code (【朝：１．５ 夕：０．５】): 001….
    Usage,
    /// Comments of the receipt (810000001 フリーコメント …) and of ORCA (008…).
    Comment,
    /// None of these.
    Other,
}

impl CodeKind {
    pub(crate) fn of(code: &str) -> Self {
        let nine = code.len() == 9 && code.bytes().all(|byte| byte.is_ascii_digit());
        match code.as_bytes() {
            _ if !nine => Self::Other,
            [b'6' | b'7', ..] => Self::Drug,
            [b'0', b'0', b'1', ..] => Self::Usage,
            [b'8', ..] | [b'0', b'0', b'8', ..] => Self::Comment,
            _ => Self::Other,
        }
    }
}
