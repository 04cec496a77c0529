//! XML-DSig: references and the signature value.

use crate::code::codes;

codes! {
    REFERENCE_DIGEST_MATCH = 2001 "xmldsig.reference.digest_match" passed {
        ja: "参照 {uri} のハッシュ値が一致しました。", en: "The digest of reference {uri} matches.",
        clause: "XML Signature 1.1 §3.2.1",
    }
    REFERENCE_DIGEST_MISMATCH = 2002 "xmldsig.reference.digest_mismatch" invalid(HashFailure) {
        ja: "参照 {uri} のハッシュ値が一致しません（文書に記載の値 {expected}、計算した値 {actual}）。",
        en: "The digest of reference {uri} does not match (signed: {expected}, computed: {actual}).",
        remedy_ja: "署名後に内容が変更されています。発行元から文書を取り直してください。--explain を付けると、考えられる原因を表示します。",
        remedy_en: "The content was changed after signing. Obtain the document again from its issuer. Use --explain to see the likely cause.",
        clause: "XML Signature 1.1 §3.2.1",
    }
    REFERENCE_NOT_FOUND = 2003 "xmldsig.reference.not_found" invalid(SignedDataNotFound) {
        ja: "参照 {uri} の対象が文書内にありません。", en: "Reference {uri} does not point to anything in the document.",
        remedy_ja: "署名対象の要素が失われています。発行元から文書を取り直してください。",
        remedy_en: "The signed element is missing. Obtain the document again from its issuer.",
        clause: "XML Signature 1.1 §4.4.3.1",
    }
    REFERENCE_DUPLICATE_ID = 2004 "xmldsig.reference.duplicate_id" invalid(SignedDataNotFound) {
        ja: "参照 {uri} が指す識別子を持つ要素が、文書内に複数あります。", en: "The identifier that reference {uri} points to appears more than once in the document.",
        remedy_ja: "署名ラッピング攻撃の可能性があります。文書を使用しないでください。",
        remedy_en: "This may be a signature wrapping attack. Do not use the document.",
        clause: "XML 1.0 §3.3.1",
    }
    REFERENCE_EXTERNAL = 2005 "xmldsig.reference.external" invalid(SignedDataNotFound) {
        ja: "参照 {uri} は文書の外を指しています。外部のデータを自動で取得することはありません。",
        en: "Reference {uri} points outside the document. External data is never fetched.",
        remedy_ja: "署名対象を文書に含めるか、対象のファイルを指定してください。",
        remedy_en: "Sign data that is inside the document, or supply the external file.",
        clause: "XML Signature 1.1 §4.4.3.1",
    }
    REFERENCE_NO_URI = 2006 "xmldsig.reference.no_uri" invalid(SignedDataNotFound) {
        ja: "参照に URI がありません。", en: "A reference has no URI attribute.",
        remedy_ja: "署名ソフトウェアの設定を確認してください。", remedy_en: "Check the configuration of the signing software.",
        clause: "XML Signature 1.1 §4.4.3.1",
    }
    REFERENCE_UNKNOWN_POINTER = 2007 "xmldsig.reference.unknown_pointer" invalid(SignedDataNotFound) {
        ja: "参照 {uri} の XPointer には対応していません。", en: "The XPointer in reference {uri} is not supported.",
        remedy_ja: "#id の形式の参照を使って署名し直してください。", remedy_en: "Sign again using references of the form #id.",
        clause: "XML Signature 1.1 §4.4.3.2",
    }
    TRANSFORM_NOT_ALLOWED = 2008 "xmldsig.transform.not_allowed" invalid(SigConstraintsFailure) {
        ja: "参照 {uri} の変換 {algorithm} は許可されていません。", en: "The transform {algorithm} of reference {uri} is not allowed.",
        remedy_ja: "変換には正規化と enveloped-signature だけを使い、XPath や XSLT を使わずに署名し直してください。",
        remedy_en: "Sign again using only canonicalization and enveloped-signature as transforms (no XPath, no XSLT).",
        clause: "XML Signature 1.1 §6.6",
    }
    TRANSFORM_FAILED = 2009 "xmldsig.transform.failed" invalid(HashFailure) {
        ja: "参照 {uri} の変換 {algorithm} を適用できません。", en: "The transform {algorithm} of reference {uri} cannot be applied.",
        remedy_ja: "署名対象のデータの形式を確認してください。", remedy_en: "Check the format of the signed data.",
        clause: "XML Signature 1.1 §6.6",
    }
    TRANSFORM_TOO_MANY = 2010 "xmldsig.transform.too_many" invalid(FormatFailure) {
        ja: "参照 {uri} の変換が多すぎます（上限 {limit}）。", en: "Reference {uri} has too many transforms (limit {limit}).",
        remedy_ja: "正規の署名ソフトウェアで作成された文書か確認してください。", remedy_en: "Check whether the document was produced by genuine signing software.",
    }
    DIGEST_VALUE_MALFORMED = 2011 "xmldsig.digest_value.malformed" invalid(FormatFailure) {
        ja: "参照 {uri} の DigestValue が base64 ではありません。", en: "The DigestValue of reference {uri} is not valid base64.",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document again from its issuer.",
        clause: "XML Signature 1.1 §4.4.3.6",
    }
    LIMIT_OCTETS = 2012 "xmldsig.limit.octets" invalid(FormatFailure) {
        ja: "署名の検証に必要なハッシュ計算のデータ量が上限を超えています。", en: "Verifying the signature would require digesting more data than the limit allows.",
        remedy_ja: "正当な文書であれば、上限（WorkLimits::digested_octets）を引き上げてください。",
        remedy_en: "If the document is genuine, raise the limit (WorkLimits::digested_octets).",
    }
    REFERENCE_NOTHING_DIGESTED = 2013 "xmldsig.reference.nothing_digested" invalid(SigConstraintsFailure) {
        ja: "参照 {uri} は変換後に何も残らないため、署名の対象になっていません。",
        en: "Nothing is left of reference {uri} after its transforms, so nothing is signed by it.",
        remedy_ja: "署名の内容がすり替えられている可能性があります。文書を使用しないでください。",
        remedy_en: "The signature may have been made to look as if it covered this content. Do not use the document.",
        clause: "XML-DSig §6.6.4",
    }
    REFERENCE_MALFORMED = 2014 "xmldsig.reference.malformed" invalid(FormatFailure) {
        ja: "参照 {uri} に DigestMethod または DigestValue がありません。",
        en: "Reference {uri} lacks DigestMethod or DigestValue.",
        remedy_ja: "発行元から文書を取り直してください。",
        remedy_en: "Obtain the document from its issuer again.",
        clause: "XML-DSig §4.4.3",
    }
    ALGORITHM_NOT_ALLOWED = 2020 "xmldsig.algorithm.not_allowed" invalid(CryptoConstraintsFailure) {
        ja: "アルゴリズム {algorithm} は許可されていません。", en: "The algorithm {algorithm} is not allowed.",
        remedy_ja: "2048 ビット以上の RSA と SHA-256 以上のハッシュアルゴリズムで署名し直してください。",
        remedy_en: "Sign again with RSA of at least 2048 bits and SHA-256 or stronger.",
        clause: "EN 319 102-1 §5.2.8",
    }
    ALGORITHM_ALLOWED = 2021 "xmldsig.algorithm.allowed" passed {
        ja: "署名アルゴリズム {algorithm}（鍵 {key}）は許可されています。", en: "The signature algorithm {algorithm} (key: {key}) is allowed.",
        clause: "EN 319 102-1 §5.2.8",
    }
    ALGORITHM_WITHIN_LIFETIME = 2023 "xmldsig.algorithm.within_lifetime" passed {
        ja: "署名（{created} までに作成）は、{lifetime_of}の使用期限内です（作成：{create_until}、検証：{verify_until}。出典：{source}）。",
        en: "The signature, made by {created}, is within the lifetime of {lifetime_of} (creating: {create_until}, verifying: {verify_until}; source: {source}).",
        clause: "EN 319 102-1 §5.2.8",
    }
    ALGORITHM_LIFETIME_ENDED = 2024 "xmldsig.algorithm.lifetime_ended" indeterminate(CryptoConstraintsFailureNoPoe) {
        ja: "{lifetime_of}を{use}に使用できるのは {until} までです（出典：{source}）。この署名は {at} の時点で判定したため、期限内に作成または保護されたことが示されていません。",
        en: "{lifetime_of} may be used for {use} only until {until} (source: {source}). This signature was judged as of {at}, and nothing shows that it was made or sealed in time.",
        remedy_ja: "新しい署名には、期限の来ていないアルゴリズムと鍵長を使用してください。既存の署名は、期限内にアーカイブタイムスタンプを付与した文書で検証してください。",
        remedy_en: "For a new signature use an algorithm and key size whose lifetime has not ended. For an existing one, verify a copy that was given an archive time-stamp in time.",
        clause: "EN 319 102-1 §5.2.8",
    }
    CANONICALIZATION_UNKNOWN = 2022 "xmldsig.canonicalization.unknown" invalid(FormatFailure) {
        ja: "正規化アルゴリズム {algorithm} には対応していません。", en: "The canonicalization algorithm {algorithm} is not supported.",
        remedy_ja: "Canonical XML 1.0、Canonical XML 1.1、Exclusive XML Canonicalization のいずれかで署名し直してください。",
        remedy_en: "Sign again with Canonical XML 1.0, Canonical XML 1.1 or Exclusive XML Canonicalization.",
        clause: "XML Signature 1.1 §4.4.1",
    }
    SIGNATURE_VALID = 2030 "xmldsig.signature.valid" passed {
        ja: "署名値を署名者の公開鍵で検証できました（{algorithm}）。", en: "The signature value is valid ({algorithm}).",
        clause: "XML Signature 1.1 §3.2.2",
    }
    SIGNATURE_INVALID = 2031 "xmldsig.signature.invalid" invalid(SigCryptoFailure) {
        ja: "署名値を署名者の公開鍵で検証できません。", en: "The signature value does not verify with the signer's public key.",
        remedy_ja: "署名が改ざんされているか、別の証明書による署名です。この文書を使用しないでください。",
        remedy_en: "The signature was altered or was made with another certificate. Do not use the document.",
        clause: "XML Signature 1.1 §3.2.2",
    }
    SIGNATURE_VALUE_MALFORMED = 2032 "xmldsig.signature.malformed" invalid(FormatFailure) {
        ja: "署名値（SignatureValue）が base64 として読み取れません。", en: "The SignatureValue is not valid base64.",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document again from its issuer.",
        clause: "XML Signature 1.1 §4.3",
    }
    SIGNATURE_NOT_VERIFIED = 2033 "xmldsig.signature.not_verified" invalid(NoSigningCertificateFound) {
        ja: "署名者の鍵がないため、署名値を検証できません。", en: "The signature value cannot be verified because the signer's key is not available.",
        remedy_ja: "署名者証明書に関する検証結果を確認してください。", remedy_en: "See the result for the signing certificate.",
        clause: "XML Signature 1.1 §3.2.2",
    }
    MANIFEST_NOT_VERIFIED = 2040 "xmldsig.manifest.not_verified" info {
        ja: "マニフェストが参照する {count} 件の外部データは、渡されていないため検証していません。", en: "{count} references in the manifest were not verified because their data was not supplied.",
        clause: "XML Signature 1.1 §5.1",
    }
    MANIFEST_REFERENCE_MATCH = 2041 "xmldsig.manifest.digest_match" passed {
        ja: "マニフェストの参照 {uri} のハッシュ値が一致しました。", en: "The digest of manifest reference {uri} matches.",
        clause: "XML Signature 1.1 §5.1",
    }
    MANIFEST_REFERENCE_MISMATCH = 2042 "xmldsig.manifest.digest_mismatch" invalid(HashFailure) {
        ja: "マニフェストの参照 {uri} のハッシュ値が一致しません。", en: "The digest of manifest reference {uri} does not match.",
        remedy_ja: "渡されたファイルが署名時のものと異なります。署名時のファイルを指定してください。", remedy_en: "The supplied file is not the one that was signed. Supply the original file.",
        clause: "XML Signature 1.1 §5.1",
    }
}
