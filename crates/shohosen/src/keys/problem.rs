//! What is wrong with a key or a file of keys, in words of ours and in both languages: what it is
//! instead, where that can be seen, and never the error of a library.

use shohosen_pki::Oid;
use shohosen_pki::ber::Asn1Error;
use shohosen_report::{Appearance, Language, Phrase, Words};

/// It has the form of nothing that is read here.
const NO_KEY: Words = Words::new(
    "PKCS#8、PKCS#1、SEC 1 のいずれの形式でもありません（壊れているか、途中で切れている可能性があります）",
    "it has the form of neither PKCS#8, PKCS#1 nor SEC 1 (it may be damaged or cut off)",
);
/// The form of `ssh-keygen`.
pub(super) const OPEN_SSH: Words = Words::new(
    "OpenSSH 形式です（ssh-keygen -p -m PKCS8 -f 鍵 で PKCS#8 に変換できます）",
    "it is in the form of OpenSSH (ssh-keygen -p -m PKCS8 -f KEY turns it into PKCS#8)",
);
/// Encrypted as before PKCS#8 (RFC 1421 §4.6.1.1).
pub(super) const OLD_PEM: Words = Words::new(
    "見出し行のある旧形式の PEM（Proc-Type: 4,ENCRYPTED）",
    "PEM with header lines, of the past (Proc-Type: 4,ENCRYPTED)",
);
pub(super) const CUT_OFF: Words = Words::new(
    "PEM の終わりの行（-----END …-----）がありません（途中で切れています）",
    "the closing line of the PEM text (-----END …-----) is missing: it is cut off",
);
pub(super) const NO_BASE64: Words = Words::new(
    "PEM の見出し行の間が base64 ではありません",
    "what stands between the lines of PEM is no base64",
);
pub(super) const NOT_ENCRYPTED: Words =
    Words::new("暗号化されていない鍵です", "it is a key that is not encrypted");

/// The same in both languages: a name.
#[cfg(feature = "encrypted-keys")]
pub(super) fn name(name: impl Into<String>) -> Phrase {
    let name = name.into();
    Phrase::new(name.clone(), name)
}

/// Where the encoding stops being what it should be.
pub(super) fn encoding(error: &Asn1Error) -> Phrase {
    let problem = Phrase::from(&error.problem);
    let problem = problem.pick(Language::Japanese);
    let japanese = format!("{}（{} バイト目）：{problem}", error.field, error.offset);
    Phrase::new(japanese, error.to_string())
}

/// More octets than are read.
pub(super) fn too_large(octets: usize) -> Phrase {
    Phrase::new(format!("大きすぎます（{octets} バイト）"), format!("{octets} octets are too many"))
}

/// What these octets are, which are no private key.
pub(super) fn no_key(octets: &[u8]) -> Phrase {
    match Appearance::of(octets) {
        None | Some(Appearance::PrivateKey) => NO_KEY.phrase(),
        Some(Appearance::Pkcs12) => Phrase::new(
            "PKCS#12 ファイルです（コマンドでは --key ではなく --pkcs12 で指定します）",
            "it is a PKCS#12 file (for the command: --pkcs12 and not --key)",
        ),
        Some(seen) => instead(seen, "秘密鍵", "private key"),
    }
}

/// What these octets are, which are no PKCS#12 file, if it can be seen.
#[cfg(feature = "pkcs12")]
pub(super) fn no_pkcs12(octets: &[u8]) -> Option<Phrase> {
    match Appearance::of(octets)? {
        Appearance::Pkcs12 => None,
        Appearance::PrivateKey => Some(Phrase::new(
            "PKCS#12 ファイルではなく、秘密鍵だけのファイルです（コマンドでは --key と --cert で指定します）",
            "it is a private key alone and no PKCS#12 file (for the command: --key and --cert)",
        )),
        seen => Some(instead(seen, "PKCS#12 ファイル", "PKCS#12 file")),
    }
}

fn instead(seen: Appearance, wanted_ja: &str, wanted_en: &str) -> Phrase {
    let seen = seen.phrase();
    let (ja, en) = (seen.pick(Language::Japanese), seen.pick(Language::English));
    Phrase::new(format!("{wanted_ja}ではなく、{ja}です"), format!("it is {en} and no {wanted_en}"))
}

/// What a kind of key or a curve is called; its numbers where it has no name here.
pub(super) fn kind_name(oid: Oid) -> String {
    /// RFC 8410 §3, RFC 4055 §1.2, RFC 3279 §2.3, RFC 5480 §2.1.1.1, RFC 5639 §4.1.
    const NAMES: &[(&[u32], &str)] = &[
        (&[1, 3, 101, 110], "X25519"),
        (&[1, 3, 101, 111], "X448"),
        (&[1, 3, 101, 112], "Ed25519"),
        (&[1, 3, 101, 113], "Ed448"),
        (&[1, 2, 840, 113_549, 1, 1, 10], "RSASSA-PSS"),
        (&[1, 2, 840, 113_549, 1, 1, 7], "RSAES-OAEP"),
        (&[1, 2, 840, 10_040, 4, 1], "DSA"),
        (&[1, 2, 840, 10_046, 2, 1], "Diffie-Hellman"),
        (&[1, 2, 840, 113_549, 1, 3, 1], "Diffie-Hellman"),
        (&[1, 2, 840, 10_045, 3, 1, 1], "P-192"),
        (&[1, 3, 132, 0, 33], "P-224"),
        (&[1, 3, 132, 0, 35], "P-521"),
        (&[1, 3, 132, 0, 10], "secp256k1"),
        (&[1, 3, 36, 3, 3, 2, 8, 1, 1, 7], "brainpoolP256r1"),
        (&[1, 3, 36, 3, 3, 2, 8, 1, 1, 11], "brainpoolP384r1"),
        (&[1, 3, 36, 3, 3, 2, 8, 1, 1, 13], "brainpoolP512r1"),
    ];
    let known = NAMES.iter().find(|(arcs, _)| Oid::from_arcs(arcs) == oid);
    known.map_or_else(|| oid.to_string(), |(_, name)| (*name).to_owned())
}
