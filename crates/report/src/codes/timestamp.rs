//! RFC 3161 time-stamps and archive time-stamps.
//!
//! A broken time-stamp makes the verdict of the 検証要件 INVALID, but has no ETSI
//! sub-indication: EN 319 102-1 leaves it out of account as a proof of existence.

use crate::code::codes;

codes! {
    TOKEN_MALFORMED = 6001 "timestamp.token.malformed" invalid {
        ja: "タイムスタンプトークンが読めません: {field}（{offset} オクテット目）: {problem}",
        en: "The time-stamp token cannot be read: {field} at octet {offset}: {problem}",
        remedy_ja: "応答（TimeStampResp）であれば中のトークンを取り出し、そうでなければタイムスタンプを取り直してください。",
        remedy_en: "If this is a response (TimeStampResp), take the token out of it; else obtain the time-stamp again.",
        clause: "RFC 3161 §2.4.2",
    }
    TOKEN_TRAILING_DATA = 6002 "timestamp.token.trailing_data" invalid {
        ja: "タイムスタンプトークンの後に余分な {octets} オクテットがあります。",
        en: "{octets} octets follow the time-stamp token.",
        remedy_ja: "トークンだけを格納し直すか、タイムスタンプを取り直してください。",
        remedy_en: "Store the token alone, or obtain the time-stamp again.",
        clause: "RFC 3161 §2.4.2",
    }
    TOKEN_CONTENT_TYPE = 6003 "timestamp.token.content_type" invalid {
        ja: "タイムスタンプトークンではありません: {field} は {expected} のはずですが {actual} です。",
        en: "This is not a time-stamp token: {field} is {actual} where {expected} belongs.",
        remedy_ja: "タイムスタンプを取り直してください。",
        remedy_en: "Obtain the time-stamp again.",
        clause: "RFC 3161 §2.4.2",
    }
    TOKEN_CRITICAL_EXTENSION = 6004 "timestamp.token.critical_extension" invalid {
        ja: "タイムスタンプに、理解できない critical 拡張 {extension} があります。",
        en: "The time-stamp has the critical extension {extension}, which is not understood.",
        remedy_ja: "この拡張のないタイムスタンプを取得してください。",
        remedy_en: "Obtain a time-stamp without this extension.",
        clause: "RFC 3161 §2.4.2",
    }
    ENCODING_BASE64 = 6005 "timestamp.encoding.base64" invalid {
        ja: "EncapsulatedTimeStamp が base64 として読めません。",
        en: "The EncapsulatedTimeStamp is not base64.",
        remedy_ja: "文書の作成元に確認してください。",
        remedy_en: "Ask whoever produced the document.",
        clause: "検証要件 5.6.1",
    }
    RESPONSE_REJECTED = 6010 "timestamp.response.rejected" invalid {
        ja: "時刻認証局がタイムスタンプを発行しませんでした: status {status}、failInfo {failure}。{text}",
        en: "The time-stamp authority did not grant a time-stamp: status {status}, failInfo {failure}. {text}",
        remedy_ja: "要求のハッシュアルゴリズムとポリシー、時刻認証局の状態を確認してください。",
        remedy_en: "Check digest algorithm and policy of the request, and the state of the authority.",
        clause: "RFC 3161 §2.4.2",
    }
    RESPONSE_WITHOUT_TOKEN = 6011 "timestamp.response.without_token" invalid {
        ja: "時刻認証局の応答は許可（status {status}）ですが、トークンがありません。",
        en: "The response of the time-stamp authority is granted (status {status}) but holds no token.",
        remedy_ja: "タイムスタンプを取り直してください。",
        remedy_en: "Obtain the time-stamp again.",
        clause: "RFC 3161 §2.4.2",
    }
    SIGNER_FOUND = 6020 "timestamp.signer.found" passed {
        ja: "TSA証明書を、署名者識別子と証明書ハッシュ（ESSCertID）で特定しました: {subject}",
        en: "The TSA certificate was found by signer identifier and certificate hash (ESSCertID): {subject}",
        clause: "RFC 5816 §2.2",
    }
    SIGNER_NOT_FOUND = 6021 "timestamp.signer.not_found" indeterminate {
        ja: "TSA証明書が、トークンの中にも与えられた証明書の中にもありません（発行者 {issuer}、シリアル番号 {serial}）。",
        en: "The TSA certificate is neither in the token nor among the certificates given (issuer {issuer}, serial {serial}).",
        remedy_ja: "TSA証明書を TimeStampValidationData か設定で与えてください。",
        remedy_en: "Supply the TSA certificate in TimeStampValidationData or in the settings.",
        clause: "RFC 5652 §5.3",
    }
    SIGNER_ESS_MISMATCH = 6022 "timestamp.signer.ess_mismatch" invalid {
        ja: "TSA証明書が署名属性の証明書識別子（ESSCertID）と一致しません: {field}（期待 {expected}、実際 {actual}）",
        en: "The TSA certificate is not the one that the signed attributes name (ESSCertID): {field} is {actual}, expected {expected}",
        remedy_ja: "証明書が差し替えられた疑いがあります。正しいTSA証明書を与えるか、タイムスタンプを取り直してください。",
        remedy_en: "The certificate may have been exchanged. Supply the right TSA certificate or obtain the time-stamp again.",
        clause: "RFC 2634 §5.4, RFC 5035 §5.4",
    }
    SIGNER_ESS_MISSING = 6023 "timestamp.signer.ess_missing" invalid {
        ja: "タイムスタンプに署名者証明書の識別子（ESSCertID、ESSCertIDv2）がありません。",
        en: "The time-stamp does not say which certificate signed it (no ESSCertID or ESSCertIDv2).",
        remedy_ja: "RFC 3161 に従う時刻認証局からタイムスタンプを取り直してください。",
        remedy_en: "Obtain the time-stamp from an authority that follows RFC 3161.",
        clause: "RFC 3161 §2.4.2, RFC 5816 §2.2",
    }
    SIGNER_EKU = 6024 "timestamp.signer.eku" invalid {
        ja: "TSA証明書の拡張鍵用途は critical で timeStamping のみでなければなりませんが、{found}（critical: {critical}）です。",
        en: "The extended key usage of the TSA certificate must be critical and timeStamping alone; it is {found} (critical: {critical}).",
        remedy_ja: "タイムスタンプ用の証明書を持つ時刻認証局から取り直してください。",
        remedy_en: "Obtain the time-stamp from an authority with a certificate for time-stamping.",
        clause: "RFC 3161 §2.3",
    }
    SIGNER_TIME_STAMPING = 6025 "timestamp.signer.time_stamping" passed {
        ja: "TSA証明書の拡張鍵用途は timeStamping のみで critical です。",
        en: "The extended key usage of the TSA certificate is timeStamping alone, and critical.",
        clause: "RFC 3161 §2.3",
    }
    SIGNER_CERTIFICATE_UNREADABLE = 6026 "timestamp.signer.certificate_unreadable" warning {
        ja: "トークンの中の証明書（{index} 番目）が読めません: {problem}",
        en: "Certificate {index} in the token cannot be read: {problem}",
        clause: "RFC 5652 §5.1",
    }
    SIGNATURE_VALID = 6030 "timestamp.signature.valid" passed {
        ja: "タイムスタンプの署名は正しいです（{algorithm}）。",
        en: "The signature of the time-stamp is correct ({algorithm}).",
        clause: "RFC 5652 §5.6",
    }
    SIGNATURE_INVALID = 6031 "timestamp.signature.invalid" invalid {
        ja: "タイムスタンプの署名が、TSA証明書の鍵と一致しません（{algorithm}）。",
        en: "The signature of the time-stamp does not verify with the key of the TSA certificate ({algorithm}).",
        remedy_ja: "トークンが改変されています。タイムスタンプを取り直してください。",
        remedy_en: "The token was altered. Obtain the time-stamp again.",
        clause: "RFC 5652 §5.6",
    }
    SIGNATURE_ALGORITHM_NOT_ALLOWED = 6032 "timestamp.signature.algorithm_not_allowed" indeterminate {
        ja: "タイムスタンプの署名アルゴリズム {algorithm} は、使えないか許可されていません: {reason}",
        en: "The signature algorithm {algorithm} of the time-stamp is not supported or not allowed: {reason}",
        remedy_ja: "新しいアルゴリズムのタイムスタンプで延長されているか確認してください。",
        remedy_en: "Check whether a later time-stamp with a current algorithm covers this one.",
        clause: "検証要件 5.6.1",
    }
    SIGNED_ATTRIBUTES_DIGEST_MATCH = 6040 "timestamp.signed_attributes.digest_match" passed {
        ja: "署名属性 messageDigest はタイムスタンプ情報のハッシュ値と一致します。",
        en: "The signed attribute messageDigest is the digest of the time-stamp information.",
        clause: "RFC 5652 §5.4",
    }
    SIGNED_ATTRIBUTES_DIGEST_MISMATCH = 6041 "timestamp.signed_attributes.digest_mismatch" invalid {
        ja: "署名属性 messageDigest がタイムスタンプ情報のハッシュ値と一致しません（期待 {expected}、実際 {actual}）。",
        en: "The signed attribute messageDigest is not the digest of the time-stamp information (expected {expected}, actual {actual}).",
        remedy_ja: "タイムスタンプ情報が改変されています。タイムスタンプを取り直してください。",
        remedy_en: "The time-stamp information was altered. Obtain the time-stamp again.",
        clause: "RFC 5652 §5.4",
    }
    SIGNED_ATTRIBUTES_ALGORITHM_MISMATCH = 6042 "timestamp.signed_attributes.algorithm_mismatch" invalid {
        ja: "署名属性 CMSAlgorithmProtection と実際のアルゴリズムが一致しません（{field}）。",
        en: "The signed attribute CMSAlgorithmProtection does not agree with the algorithms used ({field}).",
        remedy_ja: "トークンが改変されています。タイムスタンプを取り直してください。",
        remedy_en: "The token was altered. Obtain the time-stamp again.",
        clause: "RFC 6211 §2",
    }
    IMPRINT_MATCH = 6050 "timestamp.imprint.match" passed {
        ja: "タイムスタンプは対象データのものです（{algorithm}）。",
        en: "The time-stamp is over the data at hand ({algorithm}).",
        clause: "RFC 3161 §2.4.2",
    }
    IMPRINT_MISMATCH = 6051 "timestamp.imprint.mismatch" invalid {
        ja: "タイムスタンプは対象データのものではありません（{algorithm}、トークンの値 {expected}、計算した値 {actual}）。",
        en: "The time-stamp is not over the data at hand ({algorithm}: the token says {expected}, computed {actual}).",
        remedy_ja: "対象データ（署名値など）が改変されたか、別の文書のタイムスタンプです。正規化方法も確認してください。",
        remedy_en: "The data (such as the signature value) were altered, or the time-stamp belongs to another document. Check the canonicalisation, too.",
        clause: "検証要件 5.6.1",
    }
    IMPRINT_ALGORITHM_NOT_ALLOWED = 6052 "timestamp.imprint.algorithm_not_allowed" indeterminate {
        ja: "タイムスタンプ対象のハッシュアルゴリズム {algorithm} は許可されていません。",
        en: "The digest algorithm {algorithm} of the time-stamped data is not allowed.",
        remedy_ja: "SHA-256 以上のタイムスタンプを取り直してください。",
        remedy_en: "Obtain a time-stamp over a SHA-256 digest or stronger.",
        clause: "検証要件 5.6.1",
    }
    ALGORITHM_LEGACY_SHA1 = 6060 "timestamp.algorithm.legacy_sha1" warning {
        ja: "タイムスタンプの内部で SHA-1 が使われています（{field}）。",
        en: "The time-stamp uses SHA-1 inside ({field}).",
        clause: "RFC 5816 §2.2",
    }
    ARCHIVE_IMPRINT_MATCH = 6070 "timestamp.archive.imprint_match" passed {
        ja: "アーカイブタイムスタンプは、署名とその検証情報の全体を対象としています（{algorithm}）。",
        en: "The archive time-stamp covers the signature and its validation data ({algorithm}).",
        clause: "検証要件 5.6.3",
    }
    ARCHIVE_IMPRINT_MISMATCH = 6071 "timestamp.archive.imprint_mismatch" invalid {
        ja: "アーカイブタイムスタンプが対象データと一致しません（{algorithm}、トークンの値 {expected}、計算した値 {actual}）。",
        en: "The archive time-stamp is not over the data at hand ({algorithm}: the token says {expected}, computed {actual}).",
        remedy_ja: "署名、検証情報またはそれ以前のタイムスタンプが改変されています。原本と比べてください。",
        remedy_en: "The signature, its validation data or an earlier time-stamp was altered. Compare with the original.",
        clause: "検証要件 5.6.3",
    }
    ARCHIVE_MISSING_DATA = 6072 "timestamp.archive.missing_data" invalid {
        ja: "アーカイブタイムスタンプの対象データが得られません: {element}",
        en: "Data that the archive time-stamp covers cannot be obtained: {element}",
        remedy_ja: "欠けている要素や外部ファイルを補ってください。",
        remedy_en: "Supply the missing element or external file.",
        clause: "検証要件 5.6.3",
    }
    ORDER_ASCENDING = 6080 "timestamp.order.ascending" passed {
        ja: "タイムスタンプの時刻は順序どおりです。",
        en: "The time-stamps are in order.",
        clause: "EN 319 102-1 §5.6.3",
    }
    ORDER_SIGNING_TIME_AFTER_TIMESTAMP = 6081 "timestamp.order.signing_time_after_timestamp" warning {
        ja: "署名者の申告する署名時刻 {signing_time} が、タイムスタンプの時刻 {gen_time} より後です。",
        en: "The claimed signing time {signing_time} is after the time-stamp at {gen_time}.",
        remedy_ja: "署名した端末の時計を確認してください。",
        remedy_en: "Check the clock of the computer that signed.",
        clause: "EN 319 102-1 §5.5.4",
    }
    ORDER_NOT_ASCENDING = 6082 "timestamp.order.not_ascending" indeterminate(TimestampOrderFailure) {
        ja: "タイムスタンプの順序が矛盾しています: {later} は {earlier} より後のはずです。",
        en: "The time-stamps contradict each other: {later} should not be before {earlier}.",
        remedy_ja: "文書の作成元に確認してください。",
        remedy_en: "Ask whoever produced the document.",
        clause: "EN 319 102-1 §5.6.3",
    }
    PATH_TRUSTED = 6090 "timestamp.path.trusted" passed {
        ja: "TSA証明書は信頼点 {anchor} に連なります。",
        en: "The TSA certificate leads to the trust anchor {anchor}.",
        clause: "RFC 5280 §6.1",
    }
    PATH_NO_TRUST_ANCHOR = 6091 "timestamp.path.no_trust_anchor" indeterminate {
        ja: "TSA証明書 {subject} から、設定されたタイムスタンプの信頼点に到達できません。",
        en: "No path leads from the TSA certificate {subject} to a trust anchor configured for time-stamps.",
        remedy_ja: "時刻認証局のルート証明書を信頼点に加えてください（--tsa-anchor）。",
        remedy_en: "Add the root certificate of the time-stamp authority to the trust anchors (--tsa-anchor).",
        clause: "RFC 5280 §6.1",
    }
    PATH_INVALID = 6092 "timestamp.path.invalid" invalid {
        ja: "TSA証明書 {subject} のパスが正しくありません: {reason}",
        en: "The path of the TSA certificate {subject} is not valid: {reason}",
        remedy_ja: "時刻認証局の証明書を確認し、必要ならタイムスタンプを取り直してください。",
        remedy_en: "Check the certificates of the time-stamp authority; obtain the time-stamp again if needed.",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_EXPIRED = 6100 "timestamp.certificate.expired" invalid {
        ja: "TSA証明書は {at} の時点で有効期限（{not_after}）が切れています。",
        en: "The TSA certificate had expired ({not_after}) at {at}.",
        remedy_ja: "期限内に取得された次のタイムスタンプ（アーカイブタイムスタンプ）が必要です。",
        remedy_en: "A further time-stamp (archive time-stamp) from before the expiry is needed.",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_NOT_YET_VALID = 6101 "timestamp.certificate.not_yet_valid" invalid {
        ja: "TSA証明書は {at} の時点でまだ有効ではありません（{not_before} から）。",
        en: "The TSA certificate was not yet valid at {at} (valid from {not_before}).",
        remedy_ja: "検証時刻と時刻認証局の証明書を確認してください。",
        remedy_en: "Check the verification time and the certificate of the authority.",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_REVOKED = 6102 "timestamp.certificate.revoked" invalid {
        ja: "TSA証明書は {revoked_at} に失効しています（基準時刻 {at}）。",
        en: "The TSA certificate was revoked at {revoked_at} (judged at {at}).",
        remedy_ja: "別の時刻認証局からタイムスタンプを取り直してください。",
        remedy_en: "Obtain a time-stamp from another authority.",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_REVOCATION_UNKNOWN = 6103 "timestamp.certificate.revocation_unknown" indeterminate {
        ja: "{at} の時点の、TSA証明書 {subject} の失効情報がありません。",
        en: "There is no revocation information on the TSA certificate {subject} for {at}.",
        remedy_ja: "時刻認証局のCRLを与えてください（--crl）。",
        remedy_en: "Supply the CRL of the time-stamp authority (--crl).",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_NOT_REVOKED = 6104 "timestamp.certificate.not_revoked" passed {
        ja: "TSA証明書は {at} の時点で失効していません。",
        en: "The TSA certificate was not revoked at {at}.",
        clause: "検証要件 5.7",
    }
    PROVEN = 6110 "timestamp.proven" passed {
        ja: "{gen_time} に存在したことが証明されています。",
        en: "Existence at {gen_time} is proven.",
        clause: "EN 319 102-1 §5.4",
    }
}
