//! XML-DSig: references and the signature value.

use crate::code::codes;

codes! {
    REFERENCE_DIGEST_MATCH = 2001 "xmldsig.reference.digest_match" passed {
        ja: "参照 {uri} のハッシュ値が一致しました。", en: "The digest of reference {uri} matches.",
        clause: "XML-DSig §3.2.1",
    }
    REFERENCE_DIGEST_MISMATCH = 2002 "xmldsig.reference.digest_mismatch" invalid(HashFailure) {
        ja: "参照 {uri} のハッシュ値が一致しません（署名値 {expected}、計算値 {actual}）。",
        en: "The digest of reference {uri} does not match (signed {expected}, computed {actual}).",
        remedy_ja: "署名後に内容が変更されています。発行元から文書を取り直してください。--explain で原因の候補を表示します。",
        remedy_en: "The content was changed after signing. Obtain the document from its issuer again. --explain shows the likely cause.",
        clause: "XML-DSig §3.2.1",
    }
    REFERENCE_NOT_FOUND = 2003 "xmldsig.reference.not_found" invalid(SignedDataNotFound) {
        ja: "参照 {uri} の対象が文書内にありません。", en: "Reference {uri} points to nothing in the document.",
        remedy_ja: "署名対象の要素が失われています。発行元から文書を取り直してください。",
        remedy_en: "The signed element is gone. Obtain the document from its issuer again.",
        clause: "XML-DSig §4.4.3.1",
    }
    REFERENCE_DUPLICATE_ID = 2004 "xmldsig.reference.duplicate_id" invalid(SignedDataNotFound) {
        ja: "参照 {uri} の識別子が文書内に複数あります。", en: "The id of reference {uri} stands several times in the document.",
        remedy_ja: "署名ラッピング攻撃の可能性があります。文書を使用しないでください。",
        remedy_en: "This may be a signature wrapping attack. Do not use the document.",
        clause: "XML 1.0 §3.3.1",
    }
    REFERENCE_EXTERNAL = 2005 "xmldsig.reference.external" invalid(SignedDataNotFound) {
        ja: "参照 {uri} は文書の外を指しています。外部のデータは取得しません。",
        en: "Reference {uri} points outside the document. Nothing is ever fetched.",
        remedy_ja: "署名対象を文書に含めるか、API でデータを渡してください。",
        remedy_en: "Sign data inside the document, or hand the data over through the API.",
        clause: "XML-DSig §4.4.3.1",
    }
    REFERENCE_NO_URI = 2006 "xmldsig.reference.no_uri" invalid(SignedDataNotFound) {
        ja: "参照に URI がありません。", en: "A reference has no URI.",
        remedy_ja: "署名ソフトウェアの設定を確認してください。", remedy_en: "Check the software that signed.",
        clause: "XML-DSig §4.4.3.1",
    }
    REFERENCE_UNKNOWN_POINTER = 2007 "xmldsig.reference.unknown_pointer" invalid(SignedDataNotFound) {
        ja: "参照 {uri} の XPointer には対応していません。", en: "The XPointer of reference {uri} is not supported.",
        remedy_ja: "#id の形の参照で署名してください。", remedy_en: "Sign with references of the form #id.",
        clause: "XML-DSig §4.4.3.2",
    }
    TRANSFORM_NOT_ALLOWED = 2008 "xmldsig.transform.not_allowed" invalid(SigConstraintsFailure) {
        ja: "参照 {uri} の変換 {algorithm} は許可されていません。", en: "Transform {algorithm} of reference {uri} is not allowed.",
        remedy_ja: "正規化と enveloped-signature 以外の変換（XPath、XSLT など）を使わずに署名してください。",
        remedy_en: "Sign without transforms other than canonicalization and enveloped-signature (no XPath, no XSLT).",
        clause: "XML-DSig §6.6",
    }
    TRANSFORM_FAILED = 2009 "xmldsig.transform.failed" invalid(HashFailure) {
        ja: "参照 {uri} の変換 {algorithm} を適用できません。", en: "Transform {algorithm} of reference {uri} cannot be applied.",
        remedy_ja: "署名対象の形式を確認してください。", remedy_en: "Check the form of the signed data.",
        clause: "XML-DSig §6.6",
    }
    TRANSFORM_TOO_MANY = 2010 "xmldsig.transform.too_many" invalid(FormatFailure) {
        ja: "参照 {uri} の変換が多すぎます（上限 {limit}）。", en: "Reference {uri} has too many transforms (limit {limit}).",
        remedy_ja: "文書を確認してください。", remedy_en: "Check the document.",
    }
    DIGEST_VALUE_MALFORMED = 2011 "xmldsig.digest_value.malformed" invalid(FormatFailure) {
        ja: "参照 {uri} の DigestValue が base64 ではありません。", en: "DigestValue of reference {uri} is not base64.",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document from its issuer again.",
        clause: "XML-DSig §4.4.3.6",
    }
    LIMIT_OCTETS = 2012 "xmldsig.limit.octets" invalid(FormatFailure) {
        ja: "署名の計算量が上限を超えました。", en: "Verifying the signature would digest more octets than the limit.",
        remedy_ja: "正当な文書であれば Limits::digested_octets を上げてください。",
        remedy_en: "If the document is genuine, raise Limits::digested_octets.",
    }
    ALGORITHM_NOT_ALLOWED = 2020 "xmldsig.algorithm.not_allowed" invalid(CryptoConstraintsFailure) {
        ja: "アルゴリズム {algorithm} は許可されていません。", en: "Algorithm {algorithm} is not allowed.",
        remedy_ja: "RSA 2048 ビット以上と SHA-256 以上で署名し直してください。",
        remedy_en: "Sign again with RSA of at least 2048 bits and SHA-256 or stronger.",
        clause: "EN 319 102-1 §5.2.8",
    }
    ALGORITHM_ALLOWED = 2021 "xmldsig.algorithm.allowed" passed {
        ja: "署名アルゴリズム {algorithm}（鍵 {key}）は許可されています。", en: "Signature algorithm {algorithm} (key {key}) is allowed.",
        clause: "EN 319 102-1 §5.2.8",
    }
    CANONICALIZATION_UNKNOWN = 2022 "xmldsig.canonicalization.unknown" invalid(FormatFailure) {
        ja: "正規化アルゴリズム {algorithm} が不正です。", en: "Canonicalization {algorithm} is unknown.",
        remedy_ja: "Canonical XML 1.0、1.1 または Exclusive で署名し直してください。",
        remedy_en: "Sign again with Canonical XML 1.0, 1.1 or exclusive.",
        clause: "XML-DSig §4.4.1",
    }
    SIGNATURE_VALID = 2030 "xmldsig.signature.valid" passed {
        ja: "署名値を検証しました（{algorithm}）。", en: "The signature value verifies ({algorithm}).",
        clause: "XML-DSig §3.2.2",
    }
    SIGNATURE_INVALID = 2031 "xmldsig.signature.invalid" invalid(SigCryptoFailure) {
        ja: "署名値が署名者の鍵で検証できません。", en: "The signature value does not verify with the signer's key.",
        remedy_ja: "署名が改ざんされているか、別の証明書の署名です。文書を使用しないでください。",
        remedy_en: "The signature was altered or belongs to another certificate. Do not use the document.",
        clause: "XML-DSig §3.2.2",
    }
    SIGNATURE_VALUE_MALFORMED = 2032 "xmldsig.signature.malformed" invalid(FormatFailure) {
        ja: "署名値のデコードに失敗しました。", en: "SignatureValue is not base64.",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document from its issuer again.",
        clause: "XML-DSig §4.3",
    }
    SIGNATURE_NOT_VERIFIED = 2033 "xmldsig.signature.not_verified" invalid(NoSigningCertificateFound) {
        ja: "署名者の鍵がないため、署名値を検証できません。", en: "The signature value cannot be verified: there is no key of the signer.",
        remedy_ja: "署名者証明書についての所見を参照してください。", remedy_en: "See the finding about the signing certificate.",
        clause: "XML-DSig §3.2.2",
    }
    MANIFEST_NOT_VERIFIED = 2040 "xmldsig.manifest.not_verified" info {
        ja: "マニフェストの {count} 件の外部データは検証していません。", en: "{count} references of the manifest were not verified: their data was not handed over.",
        clause: "XML-DSig §5.1",
    }
    MANIFEST_REFERENCE_MATCH = 2041 "xmldsig.manifest.digest_match" passed {
        ja: "マニフェストの参照 {uri} のハッシュ値が一致しました。", en: "The digest of manifest reference {uri} matches.",
        clause: "XML-DSig §5.1",
    }
    MANIFEST_REFERENCE_MISMATCH = 2042 "xmldsig.manifest.digest_mismatch" invalid(HashFailure) {
        ja: "マニフェストの参照 {uri} のハッシュ値が一致しません。", en: "The digest of manifest reference {uri} does not match.",
        remedy_ja: "渡されたファイルは署名時のものではありません。", remedy_en: "The file handed over is not the one that was signed.",
        clause: "XML-DSig §5.1",
    }
}
