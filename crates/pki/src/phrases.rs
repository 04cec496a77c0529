//! What is wrong, inside a sentence of either language.
//!
//! `Display` of the errors is for programmers and logs. A finding is read by people, and an English
//! reason in the middle of a Japanese sentence is no help to them.

use crate::crypto::{AlgorithmRefused, SignatureError};
use crate::path::PathError;
use crate::{
    Asn1Problem, CertificateError, CrlDefect, CrlError, DerError, OcspError, RevocationProblem,
};
use shohosen_report::{Appearance, Language, Phrase};

/// The Japanese words for an error whose `Display` is the English.
fn phrase(japanese: impl Into<String>, english: &impl std::fmt::Display) -> Phrase {
    Phrase::new(japanese.into(), english.to_string())
}

fn japanese(phrase: &Phrase) -> &str {
    phrase.pick(Language::Japanese)
}

impl From<&RevocationProblem> for Phrase {
    fn from(problem: &RevocationProblem) -> Self {
        use RevocationProblem as Problem;
        let japanese: String = match problem {
            Problem::NotCurrent { at } => {
                let at = at.in_japan();
                let words = format!("{at} の時点で有効な情報ではありません");
                return Self::new(words, format!("it is not current at {at}"));
            }
            Problem::Scope(_) => "この証明書を対象とする情報ではありません".into(),
            Problem::SomeReasons => "失効理由の一部しか対象としていません".into(),
            Problem::DeltaWithoutBase => "デルタ CRL の基になる完全な CRL がありません".into(),
            Problem::UnknownCriticalExtension(oid) => {
                format!("対応していないクリティカル拡張 {oid} があります")
            }
            Problem::SignerNotFound => "署名者の証明書が見つかりません".into(),
            Problem::SignerNotAuthorised(_) => "署名者に発行する権限がありません".into(),
            Problem::Signature(error) => {
                format!("署名を検証できません（{}）", japanese(&Self::from(error)))
            }
            Problem::SignerPath(_) => "署名者の証明書の認証パスが正しくありません".into(),
            Problem::SignerRevocation => {
                "署名者の証明書が失効していないことを確認できません".into()
            }
            Problem::TooMany(limit) => {
                format!("この証明書に関係し得る情報が {limit} 件を超えています")
            }
            Problem::UnknownToResponder => "レスポンダーがこの証明書の情報を持っていません".into(),
            Problem::SignedOutsideValidity => "署名者の証明書の有効期間外に署名されています".into(),
            Problem::Defect(CrlDefect::NotDer) => "CRL の項目が DER ではありません".into(),
            Problem::Defect(CrlDefect::CertificateIssuer) => {
                "間接 CRL ではないのに、項目に別の発行者（certificateIssuer）があります".into()
            }
        };
        phrase(japanese, problem)
    }
}

impl From<&PathError> for Phrase {
    fn from(error: &PathError) -> Self {
        let words: String = match error {
            PathError::IssuerNotFound { issuer } => {
                format!("発行者（{}）の証明書が見つかりません", issuer.redacted())
            }
            PathError::NotTrusted => "自己署名証明書が信頼点として設定されていません".into(),
            PathError::OtherKey => "同じ名称で鍵の異なる証明書です".into(),
            PathError::Loop => "同じ証明書がすでに認証パスにあります".into(),
            PathError::Signature(error) => return error.into(),
            PathError::UnsupportedAlgorithm(algorithm) => format!(
                "署名アルゴリズム {} には対応していません",
                algorithm.name.unwrap_or(&algorithm.identifier)
            ),
            PathError::AlgorithmRefused(refused) => return refused.into(),
            PathError::LimitReached { limit, value } => {
                format!("上限に達しました（{limit}：{value}）")
            }
            PathError::Expired { not_after, at } => {
                let (not_after, at) = (not_after.in_japan(), at.in_japan());
                return Self::new(
                    format!("有効期限 {not_after} が切れています（判定時刻 {at}）"),
                    format!("it expired at {not_after} (judged as of {at})"),
                );
            }
            PathError::NotYetValid { not_before, at } => {
                let (not_before, at) = (not_before.in_japan(), at.in_japan());
                return Self::new(
                    format!("有効期間は {not_before} からです（判定時刻 {at}）"),
                    format!("it is valid from {not_before} (judged as of {at})"),
                );
            }
            PathError::NotACa => "発行者が認証局ではありません（basicConstraints）".into(),
            PathError::KeyUsage { actual } => {
                format!("発行者の鍵用途（{actual}）に keyCertSign がありません")
            }
            PathError::PathLength { limit } => {
                format!("認証局の数がパス長制約（{limit}）を超えています")
            }
            PathError::UnknownCriticalExtension { oid } => {
                format!("対応していないクリティカル拡張 {oid} があります")
            }
            PathError::ExtendedKeyUsage { required } => {
                format!("拡張鍵用途では {required} に使用できません")
            }
            PathError::NameConstraints { .. } => "名前が上位認証局の名前制約に反しています".into(),
            PathError::AnyPolicyMapped => {
                "ポリシーマッピングに anyPolicy が使用されています".into()
            }
            PathError::NoValidPolicy => {
                "認証パス全体を通して有効な証明書ポリシーがありません".into()
            }
        };
        phrase(words, error)
    }
}

impl From<&SignatureError> for Phrase {
    fn from(error: &SignatureError) -> Self {
        let words: String = match error {
            SignatureError::KeyMismatch { algorithm, kind } => {
                format!("{algorithm} は {kind} の鍵では使用できません")
            }
            SignatureError::Unsupported { algorithm, bits } => {
                format!("{bits} ビットの鍵による {algorithm} には対応していません")
            }
            SignatureError::Mismatch => "署名が一致しません".into(),
        };
        phrase(words, error)
    }
}

impl From<&AlgorithmRefused> for Phrase {
    fn from(refused: &AlgorithmRefused) -> Self {
        let words = match refused {
            AlgorithmRefused::Digest(algorithm) => format!("{algorithm} は許可されていません"),
            AlgorithmRefused::Signature(algorithm) => format!("{algorithm} は許可されていません"),
            AlgorithmRefused::KeyKind(kind) => format!("{kind} の鍵は許可されていません"),
            AlgorithmRefused::KeySize { kind, bits, minimum } => {
                format!("{kind} {bits} ビットの鍵は短すぎます（{minimum} ビット以上が必要）")
            }
        };
        phrase(words, refused)
    }
}

impl From<&DerError> for Phrase {
    fn from(error: &DerError) -> Self {
        let words: String = match error {
            DerError::Truncated => "データが途中で終わっています".into(),
            DerError::Length => "長さの符号化が DER ではありません".into(),
            DerError::HighTagNumber => "タグ番号が 30 を超えています".into(),
            DerError::UnexpectedTag { expected, found } => {
                format!("タグ {expected:#04x} があるべき位置に {found:#04x} があります")
            }
            DerError::TrailingOctets => "最後の要素の後に余分なデータがあります".into(),
            DerError::Value(kind) => format!("{kind} の値が正しくありません"),
        };
        phrase(words, error)
    }
}

impl From<&Asn1Problem> for Phrase {
    fn from(problem: &Asn1Problem) -> Self {
        let words: String = match problem {
            Asn1Problem::Truncated => "データが途中で終わっています".into(),
            Asn1Problem::UnexpectedTag { expected, found } => {
                format!("タグ {expected:#04x} があるべき位置に {found:#04x} があります")
            }
            Asn1Problem::TrailingData { octets } => {
                format!("最後の要素の後に余分な {octets} バイトがあります")
            }
            Asn1Problem::Header => "タグまたは長さの符号化に対応していません".into(),
            Asn1Problem::NotDer => "符号化が DER ではありません".into(),
            Asn1Problem::TooDeep => "入れ子が深すぎます".into(),
            Asn1Problem::TooMany { limit } => format!("要素の数が上限 {limit} を超えています"),
            Asn1Problem::Missing => "必須の項目がありません".into(),
            Asn1Problem::Repeated => "1 回しか使えない項目が重複しています".into(),
            Asn1Problem::Value => "使用できない値です".into(),
        };
        phrase(words, problem)
    }
}

fn instead(seen: Appearance, wanted: &str) -> String {
    format!("{wanted}ではなく、{}です", japanese(&seen.phrase()))
}

impl From<&CertificateError> for Phrase {
    fn from(error: &CertificateError) -> Self {
        let words: String = match error {
            CertificateError::TooLarge { octets } => format!("大きすぎます（{octets} バイト）"),
            CertificateError::Der(error) => {
                format!("DER の証明書ではありません（{}）", japanese(&error.into()))
            }
            CertificateError::Structure(_) => "X.509 証明書の構造ではありません".into(),
            CertificateError::Pem(_) => "PEM の証明書ではありません".into(),
            CertificateError::SomethingElse(seen) => instead(*seen, "証明書"),
            CertificateError::Count(count) => format!("証明書が {count} 枚あります（1 枚が必要）"),
            CertificateError::AlgorithmsDiffer => {
                "署名対象部分の内と外で署名アルゴリズムが異なります".into()
            }
            CertificateError::Date => "有効期間の日時を表現できません".into(),
            CertificateError::TooManyExtensions(count) => {
                format!("拡張が多すぎます（{count} 個）")
            }
            CertificateError::DuplicateExtension(oid) => format!("拡張 {oid} が重複しています"),
            CertificateError::Version(version) => {
                format!("バージョン {version} の証明書に拡張があります")
            }
            CertificateError::Extension { oid, problem } => {
                format!("拡張 {oid} が正しくありません（{}）", japanese(&problem.into()))
            }
        };
        phrase(words, error)
    }
}

impl From<&CrlError> for Phrase {
    fn from(error: &CrlError) -> Self {
        let words: String = match error {
            CrlError::TooLarge { octets } => format!("大きすぎます（{octets} バイト）"),
            CrlError::Der(error) => {
                format!("DER の CRL ではありません（{}）", japanese(&error.into()))
            }
            CrlError::Structure(_) => "CRL の構造ではありません".into(),
            CrlError::Pem(_) => "PEM の CRL ではありません".into(),
            CrlError::SomethingElse(seen) => instead(*seen, "CRL"),
            CrlError::Count(count) => format!("CRL が {count} 個あります（1 個が必要）"),
            CrlError::AlgorithmsDiffer => {
                "署名対象部分の内と外で署名アルゴリズムが異なります".into()
            }
            CrlError::Date => "日時を表現できません".into(),
            CrlError::DuplicateExtension(oid) => format!("拡張 {oid} が重複しています"),
            CrlError::Extension { oid, problem } => {
                format!("拡張 {oid} が正しくありません（{}）", japanese(&problem.into()))
            }
        };
        phrase(words, error)
    }
}

impl From<&OcspError> for Phrase {
    fn from(error: &OcspError) -> Self {
        let words: String = match error {
            OcspError::TooLarge { octets } => format!("大きすぎます（{octets} バイト）"),
            OcspError::Der(error) => {
                format!("OCSP レスポンスの構造ではありません（{}）", japanese(&error.into()))
            }
            OcspError::NotSuccessful(status) => {
                format!("回答がありません（ステータス {status}）")
            }
            OcspError::UnknownType(oid) => format!("対応していない種類のレスポンスです（{oid}）"),
            OcspError::TooMany => "証明書または回答が多すぎます".into(),
            OcspError::Certificate(error) => {
                format!("含まれる証明書を読み取れません（{}）", japanese(&error.into()))
            }
        };
        phrase(words, error)
    }
}
