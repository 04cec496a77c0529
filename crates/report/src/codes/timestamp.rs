//! RFC 3161 time-stamps and archive time-stamps.
//!
//! A broken time-stamp makes the verdict of the 検証要件 INVALID, but has no ETSI
//! sub-indication: EN 319 102-1 leaves it out of account as a proof of existence.

use crate::code::codes;

codes! {
    TOKEN_MALFORMED = 6001 "timestamp.token.malformed" invalid {
        ja: "タイムスタンプトークンを読み取れません（{field}、{offset} バイト目）：{problem}",
        en: "The time-stamp token cannot be read ({field}, offset {offset}): {problem}",
        remedy_ja: "応答全体（TimeStampResp）であれば中のトークンを取り出し、そうでなければタイムスタンプを取り直してください。",
        remedy_en: "If this is a whole response (TimeStampResp), extract the token from it; otherwise obtain the time-stamp again.",
        clause: "RFC 3161 §2.4.2",
    }
    TOKEN_TRAILING_DATA = 6002 "timestamp.token.trailing_data" invalid {
        ja: "タイムスタンプトークンの後に、余分な {octets} バイトのデータがあります。",
        en: "{octets} extra bytes follow the time-stamp token.",
        remedy_ja: "トークンだけを格納し直すか、タイムスタンプを取り直してください。",
        remedy_en: "Store only the token, or obtain the time-stamp again.",
        clause: "RFC 3161 §2.4.2",
    }
    TOKEN_CONTENT_TYPE = 6003 "timestamp.token.content_type" invalid {
        ja: "タイムスタンプトークンではありません：{field} は {expected} でなければなりませんが、{actual} です。",
        en: "This is not a time-stamp token: {field} is {actual} but must be {expected}.",
        remedy_ja: "タイムスタンプを取り直してください。",
        remedy_en: "Obtain the time-stamp again.",
        clause: "RFC 3161 §2.4.2",
    }
    TOKEN_CRITICAL_EXTENSION = 6004 "timestamp.token.critical_extension" invalid {
        ja: "タイムスタンプに、対応していないクリティカル拡張 {extension} があります。",
        en: "The time-stamp has a critical extension that is not supported: {extension}",
        remedy_ja: "この拡張を含まないタイムスタンプを取得してください。",
        remedy_en: "Obtain a time-stamp without this extension.",
        clause: "RFC 3161 §2.4.2",
    }
    ENCODING_BASE64 = 6005 "timestamp.encoding.base64" invalid {
        ja: "EncapsulatedTimeStamp が base64 として読み取れません。",
        en: "The EncapsulatedTimeStamp is not valid base64.",
        remedy_ja: "文書の発行元に確認してください。",
        remedy_en: "Contact the issuer of the document.",
        clause: "検証要件 5.6.1",
    }
    RESPONSE_REJECTED = 6010 "timestamp.response.rejected" invalid {
        ja: "時刻認証局がタイムスタンプを発行しませんでした（status {status}、failInfo {failure}）。{text}",
        en: "The time-stamp authority did not grant a time-stamp (status {status}, failInfo {failure}). {text}",
        remedy_ja: "要求したハッシュアルゴリズムとポリシー、および時刻認証局の稼働状況を確認してください。",
        remedy_en: "Check the digest algorithm and policy of the request, and whether the authority is in service.",
        clause: "RFC 3161 §2.4.2",
    }
    RESPONSE_WITHOUT_TOKEN = 6011 "timestamp.response.without_token" invalid {
        ja: "時刻認証局の応答は成功（status {status}）ですが、タイムスタンプトークンが含まれていません。",
        en: "The time-stamp authority granted the request (status {status}), but its response contains no token.",
        remedy_ja: "タイムスタンプを取り直してください。",
        remedy_en: "Obtain the time-stamp again.",
        clause: "RFC 3161 §2.4.2",
    }
    SIGNER_FOUND = 6020 "timestamp.signer.found" passed {
        ja: "署名者識別子と証明書のハッシュ値（ESSCertID）から、TSA 証明書を特定しました：{subject}",
        en: "The TSA certificate was identified by its signer identifier and certificate hash (ESSCertID): {subject}",
        clause: "RFC 5816 §2.2",
    }
    SIGNER_NOT_FOUND = 6021 "timestamp.signer.not_found" indeterminate {
        ja: "TSA 証明書（発行者 {issuer}、シリアル番号 {serial}）が、トークンの中にも、指定された証明書の中にもありません。",
        en: "The TSA certificate (issuer {issuer}, serial number {serial}) is neither in the token nor among the supplied certificates.",
        remedy_ja: "TSA 証明書を TimeStampValidationData に含めるか、中間証明書として指定してください（--intermediate）。",
        remedy_en: "Include the TSA certificate in TimeStampValidationData, or supply it as an intermediate certificate (--intermediate).",
        clause: "RFC 5652 §5.3",
    }
    SIGNER_ESS_MISMATCH = 6022 "timestamp.signer.ess_mismatch" invalid {
        ja: "TSA 証明書が、署名属性の証明書識別子（ESSCertID）と一致しません：{field}（署名属性の値 {expected}、証明書の値 {actual}）",
        en: "The TSA certificate does not match the certificate identifier in the signed attributes (ESSCertID): {field} is {actual}, expected {expected}.",
        remedy_ja: "証明書が差し替えられた可能性があります。正しい TSA 証明書を指定するか、タイムスタンプを取り直してください。",
        remedy_en: "The certificate may have been replaced. Supply the correct TSA certificate, or obtain the time-stamp again.",
        clause: "RFC 2634 §5.4; RFC 5035 §5.4",
    }
    SIGNER_ESS_MISSING = 6023 "timestamp.signer.ess_missing" invalid {
        ja: "タイムスタンプに、署名者証明書の識別子（ESSCertID または ESSCertIDv2）がありません。",
        en: "The time-stamp does not identify its signing certificate (there is no ESSCertID or ESSCertIDv2).",
        remedy_ja: "RFC 3161 に準拠した時刻認証局からタイムスタンプを取り直してください。",
        remedy_en: "Obtain the time-stamp from an authority that complies with RFC 3161.",
        clause: "RFC 3161 §2.4.2; RFC 5816 §2.2",
    }
    SIGNER_EKU = 6024 "timestamp.signer.eku" invalid {
        ja: "TSA 証明書の拡張鍵用途は timeStamping だけで、かつクリティカルでなければなりませんが、{found}（クリティカル：{critical}）です。",
        en: "The extended key usage of the TSA certificate must be critical and contain only timeStamping; it is {found} (critical: {critical}).",
        remedy_ja: "タイムスタンプ用の証明書を持つ時刻認証局からタイムスタンプを取り直してください。",
        remedy_en: "Obtain the time-stamp from an authority whose certificate is meant for time-stamping.",
        clause: "RFC 3161 §2.3",
    }
    SIGNER_TIME_STAMPING = 6025 "timestamp.signer.time_stamping" passed {
        ja: "TSA 証明書の拡張鍵用途は timeStamping だけで、クリティカルです。",
        en: "The extended key usage of the TSA certificate is critical and contains only timeStamping.",
        clause: "RFC 3161 §2.3",
    }
    SIGNER_CERTIFICATE_UNREADABLE = 6026 "timestamp.signer.certificate_unreadable" warning {
        ja: "トークンに含まれる {index} 番目の証明書を読み取れません：{problem}",
        en: "Certificate {index} in the token cannot be read: {problem}",
        clause: "RFC 5652 §5.1",
    }
    SIGNATURE_VALID = 6030 "timestamp.signature.valid" passed {
        ja: "タイムスタンプの署名を検証できました（{algorithm}）。",
        en: "The signature on the time-stamp is valid ({algorithm}).",
        clause: "RFC 5652 §5.6",
    }
    SIGNATURE_INVALID = 6031 "timestamp.signature.invalid" invalid {
        ja: "タイムスタンプの署名を、TSA 証明書の公開鍵で検証できません（{algorithm}）。",
        en: "The signature on the time-stamp does not verify with the public key of the TSA certificate ({algorithm}).",
        remedy_ja: "トークンが改ざんされています。タイムスタンプを取り直してください。",
        remedy_en: "The token was altered. Obtain the time-stamp again.",
        clause: "RFC 5652 §5.6",
    }
    SIGNATURE_ALGORITHM_NOT_ALLOWED = 6032 "timestamp.signature.algorithm_not_allowed" indeterminate {
        ja: "タイムスタンプの署名アルゴリズム {algorithm} は、対応していないか許可されていません：{reason}",
        en: "The signature algorithm {algorithm} of the time-stamp is not supported or not allowed: {reason}",
        remedy_ja: "より新しいアルゴリズムのタイムスタンプで保護されているか確認してください。",
        remedy_en: "Check whether a later time-stamp with a current algorithm covers this one.",
        clause: "検証要件 5.6.1",
    }
    SIGNATURE_NOT_TRIED = 6033 "timestamp.signature.not_tried" indeterminate {
        ja: "1 つの文書に対する検証処理の上限に達したため、このタイムスタンプの署名は検証していません。",
        en: "The signature on this time-stamp was not verified because the limit on work for one document was reached.",
        remedy_ja: "文書に不要なタイムスタンプや証明書が大量に含まれていないか確認してください。",
        remedy_en: "Check whether the document contains a large number of unnecessary time-stamps or certificates.",
        clause: "EN 319 102-1 §5.4",
    }
    SIGNED_ATTRIBUTES_DIGEST_MATCH = 6040 "timestamp.signed_attributes.digest_match" passed {
        ja: "署名属性 messageDigest は、タイムスタンプ情報のハッシュ値と一致しました。",
        en: "The signed attribute messageDigest matches the digest of the time-stamp information.",
        clause: "RFC 5652 §5.4",
    }
    SIGNED_ATTRIBUTES_DIGEST_MISMATCH = 6041 "timestamp.signed_attributes.digest_mismatch" invalid {
        ja: "署名属性 messageDigest が、タイムスタンプ情報のハッシュ値と一致しません（記載の値 {expected}、計算した値 {actual}）。",
        en: "The signed attribute messageDigest does not match the digest of the time-stamp information (expected {expected}, computed {actual}).",
        remedy_ja: "タイムスタンプ情報が改ざんされています。タイムスタンプを取り直してください。",
        remedy_en: "The time-stamp information was altered. Obtain the time-stamp again.",
        clause: "RFC 5652 §5.4",
    }
    SIGNED_ATTRIBUTES_ALGORITHM_MISMATCH = 6042 "timestamp.signed_attributes.algorithm_mismatch" invalid {
        ja: "署名属性 CMSAlgorithmProtection が、実際に使われているアルゴリズムと一致しません（{field}）。",
        en: "The signed attribute CMSAlgorithmProtection does not match the algorithms actually used ({field}).",
        remedy_ja: "トークンが改ざんされています。タイムスタンプを取り直してください。",
        remedy_en: "The token was altered. Obtain the time-stamp again.",
        clause: "RFC 6211 §2",
    }
    IMPRINT_MATCH = 6050 "timestamp.imprint.match" passed {
        ja: "タイムスタンプは、対象データに対して発行されたものです（{algorithm}）。",
        en: "The time-stamp was issued for the data at hand ({algorithm}).",
        clause: "RFC 3161 §2.4.2",
    }
    IMPRINT_MISMATCH = 6051 "timestamp.imprint.mismatch" invalid {
        ja: "タイムスタンプは、対象データに対して発行されたものではありません（トークンの値 {expected}、計算した値 {actual}）。",
        en: "The time-stamp was not issued for the data at hand (value in the token: {expected}, computed: {actual}).",
        remedy_ja: "対象データ（署名値など）が改ざんされているか、別の文書のタイムスタンプです。正規化方法も確認してください。",
        remedy_en: "The data (such as the signature value) was altered, or the time-stamp belongs to another document. Check the canonicalization method as well.",
        clause: "検証要件 5.6.1",
    }
    IMPRINT_ALGORITHM_NOT_ALLOWED = 6052 "timestamp.imprint.algorithm_not_allowed" indeterminate {
        ja: "タイムスタンプの対象データのハッシュアルゴリズム {algorithm} は許可されていません。",
        en: "The digest algorithm {algorithm} used for the time-stamped data is not allowed.",
        remedy_ja: "SHA-256 以上のハッシュアルゴリズムでタイムスタンプを取り直してください。",
        remedy_en: "Obtain a time-stamp over a digest made with SHA-256 or stronger.",
        clause: "検証要件 5.6.1",
    }
    ALGORITHM_LEGACY_SHA1 = 6060 "timestamp.algorithm.legacy_sha1" warning {
        ja: "タイムスタンプの内部で SHA-1 が使用されています（{field}）。",
        en: "The time-stamp uses SHA-1 internally ({field}).",
        clause: "RFC 5816 §2.2",
    }
    ARCHIVE_IMPRINT_MATCH = 6070 "timestamp.archive.imprint_match" passed {
        ja: "アーカイブタイムスタンプは、署名と検証情報の全体に対して発行されたものです（{algorithm}）。",
        en: "The archive time-stamp covers the signature and all of its validation data ({algorithm}).",
        clause: "検証要件 5.6.3",
    }
    ARCHIVE_IMPRINT_MISMATCH = 6071 "timestamp.archive.imprint_mismatch" invalid {
        ja: "アーカイブタイムスタンプが対象データと一致しません（トークンの値 {expected}、計算した値 {actual}）。",
        en: "The archive time-stamp does not match the data it should cover (value in the token: {expected}, computed: {actual}).",
        remedy_ja: "署名、検証情報、または以前のタイムスタンプが改ざんされています。原本と比較してください。",
        remedy_en: "The signature, its validation data or an earlier time-stamp was altered. Compare the document with the original.",
        clause: "検証要件 5.6.3",
    }
    ARCHIVE_MISSING_DATA = 6072 "timestamp.archive.missing_data" invalid {
        ja: "アーカイブタイムスタンプの対象データが揃っていません：{element}",
        en: "Data covered by the archive time-stamp is not available: {element}",
        remedy_ja: "不足している要素または外部ファイルを補ってください。",
        remedy_en: "Supply the missing element or external file.",
        clause: "検証要件 5.6.3",
    }
    ORDER_ASCENDING = 6080 "timestamp.order.ascending" passed {
        ja: "タイムスタンプの時刻の前後関係は正しいです。",
        en: "The time-stamps are in chronological order.",
        clause: "EN 319 102-1 §5.6.3",
    }
    ORDER_SIGNING_TIME_AFTER_TIMESTAMP = 6081 "timestamp.order.signing_time_after_timestamp" warning {
        ja: "署名者が申告した署名時刻 {signing_time} が、タイムスタンプの時刻 {gen_time} より後です。",
        en: "The claimed signing time {signing_time} is later than the time-stamp ({gen_time}).",
        remedy_ja: "署名した端末の時計を確認してください。",
        remedy_en: "Check the clock of the computer on which the document was signed.",
        clause: "EN 319 102-1 §5.5.4",
    }
    ORDER_NOT_ASCENDING = 6082 "timestamp.order.not_ascending" indeterminate(TimestampOrderFailure) {
        ja: "タイムスタンプの時刻の前後関係が矛盾しています：{later} は {earlier} より後でなければなりません。",
        en: "The time-stamps are not in chronological order: {later} must not be earlier than {earlier}.",
        remedy_ja: "文書の発行元に確認してください。",
        remedy_en: "Contact the issuer of the document.",
        clause: "EN 319 102-1 §5.6.3",
    }
    PATH_TRUSTED = 6090 "timestamp.path.trusted" passed {
        ja: "TSA 証明書は信頼点（{anchor}）に連なっています。",
        en: "The TSA certificate chains up to the trust anchor {anchor}.",
        clause: "RFC 5280 §6.1",
    }
    PATH_NO_TRUST_ANCHOR = 6091 "timestamp.path.no_trust_anchor" indeterminate {
        ja: "TSA 証明書（{subject}）は、タイムスタンプ用に設定された信頼点に連なっていません。",
        en: "The TSA certificate {subject} does not chain up to any trust anchor configured for time-stamps.",
        remedy_ja: "時刻認証局のルート証明書を、タイムスタンプの信頼点として指定してください（--tsa-anchor）。",
        remedy_en: "Configure the root certificate of the time-stamp authority as a trust anchor for time-stamps (--tsa-anchor).",
        clause: "RFC 5280 §6.1",
    }
    PATH_INVALID = 6092 "timestamp.path.invalid" invalid {
        ja: "TSA 証明書（{subject}）の認証パスが正しくありません：{reason}",
        en: "The certification path of the TSA certificate {subject} is not valid: {reason}",
        remedy_ja: "時刻認証局の証明書を確認し、必要に応じてタイムスタンプを取り直してください。",
        remedy_en: "Check the certificates of the time-stamp authority, and obtain the time-stamp again if necessary.",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_EXPIRED = 6100 "timestamp.certificate.expired" invalid {
        ja: "TSA 証明書は、判定時刻 {at} の時点で有効期限（{not_after}）が切れています。",
        en: "The TSA certificate expired at {not_after} (judged as of {at}).",
        remedy_ja: "TSA 証明書の有効期間内に取得された、後続のアーカイブタイムスタンプが必要です。",
        remedy_en: "A further archive time-stamp, obtained before the certificate expired, is required.",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_NOT_YET_VALID = 6101 "timestamp.certificate.not_yet_valid" invalid {
        ja: "TSA 証明書は、判定時刻 {at} の時点でまだ有効期間前です（{not_before} から有効）。",
        en: "The TSA certificate is valid from {not_before}, but is judged as of {at}.",
        remedy_ja: "検証時刻と時刻認証局の証明書を確認してください。",
        remedy_en: "Check the time of verification and the certificate of the time-stamp authority.",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_REVOKED = 6102 "timestamp.certificate.revoked" invalid {
        ja: "TSA 証明書は {revoked_at} に失効しています（判定時刻 {at}）。",
        en: "The TSA certificate was revoked at {revoked_at} (judged as of {at}).",
        remedy_ja: "別の時刻認証局からタイムスタンプを取り直してください。",
        remedy_en: "Obtain a time-stamp from another authority.",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_REVOCATION_UNKNOWN = 6103 "timestamp.certificate.revocation_unknown" indeterminate {
        ja: "TSA 証明書（{subject}）の、{at} 時点の失効情報がありません。",
        en: "There is no revocation information for the TSA certificate {subject} as of {at}.",
        remedy_ja: "時刻認証局の CRL を指定してください（--crl）。",
        remedy_en: "Supply the CRL of the time-stamp authority (--crl).",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_NOT_REVOKED = 6104 "timestamp.certificate.not_revoked" passed {
        ja: "TSA 証明書は、{at} の時点で失効していません。",
        en: "The TSA certificate was not revoked at {at}.",
        clause: "検証要件 5.7",
    }
    CERTIFICATE_REVOKED_LATER = 6105 "timestamp.certificate.revoked_later" info {
        ja: "TSA 証明書（{subject}）は {revoked_at} に失効していますが（理由 {reason}）、それより前に発行されたこのタイムスタンプは有効です。",
        en: "The TSA certificate {subject} was revoked at {revoked_at} (reason: {reason}), after the time-stamp was made; this does not affect earlier time-stamps.",
        clause: "RFC 3161 §4",
    }
    PROVEN = 6110 "timestamp.proven" passed {
        ja: "{gen_time} の時点で存在していたことが証明されました。",
        en: "The data is proven to have existed at {gen_time}.",
        clause: "EN 319 102-1 §5.4",
    }
    GEN_TIME_OUTSIDE_VALIDITY = 6120 "timestamp.gen_time.outside_validity" indeterminate {
        ja: "タイムスタンプの時刻 {gen_time} が、TSA 証明書の有効期間（{not_before} ～ {not_after}）の範囲外のため、時刻の証明になりません。",
        en: "The time of the time-stamp, {gen_time}, is outside the validity period of the TSA certificate ({not_before} to {not_after}), so it does not prove any time.",
        remedy_ja: "有効期間内の証明書を使用している時刻認証局から、タイムスタンプを取り直してください。",
        remedy_en: "Obtain a time-stamp from an authority whose certificate is valid.",
        clause: "RFC 3161 §2.3; EN 319 102-1 §5.4",
    }
    GEN_TIME_AFTER_VERIFICATION = 6121 "timestamp.gen_time.after_verification" indeterminate {
        ja: "タイムスタンプの時刻 {gen_time} が検証時刻 {at} より後のため（許容差 {tolerance} 秒）、時刻の証明になりません。",
        en: "The time of the time-stamp, {gen_time}, is later than the time of verification, {at} (tolerance: {tolerance} s), so it does not prove any time.",
        remedy_ja: "コンピューターの時計と検証時刻（--at）を確認してください。どちらも正しければ、タイムスタンプを取り直してください。",
        remedy_en: "Check the computer's clock and the time of verification (--at). If both are correct, obtain the time-stamp again.",
        clause: "EN 319 102-1 §5.4",
    }
    GEN_TIME_WITHIN_TOLERANCE = 6122 "timestamp.gen_time.within_tolerance" info {
        ja: "タイムスタンプの時刻 {gen_time} は検証時刻 {at} より後ですが、時計の許容差 {tolerance} 秒の範囲内です。",
        en: "The time of the time-stamp, {gen_time}, is later than the time of verification, {at}, but within the clock tolerance of {tolerance} s.",
        clause: "EN 319 102-1 §5.4",
    }
    ACCREDITATION_LISTED = 6130 "timestamp.accreditation.listed" info {
        ja: "{service} は、タイムスタンプの時刻（{gen_time}）に、指定された一覧の上で認定時刻認証業務です（{period}。出典：{source}）。",
        en: "At the time of the time-stamp, {gen_time}, the list given names {service} as an accredited time-stamp service ({period}; source: {source}).",
        clause: "EN 319 102-1 §5.4",
    }
    ACCREDITATION_NOT_LISTED = 6131 "timestamp.accreditation.not_listed" info {
        ja: "タイムスタンプの時刻（{gen_time}）に認定を受けている時刻認証業務として、指定された一覧に {subject} の証明書はありません。",
        en: "The list given does not name the certificate {subject} as that of a time-stamp service accredited at {gen_time}.",
        clause: "EN 319 102-1 §5.4",
    }
    ACCREDITATION_REQUIRED = 6132 "timestamp.accreditation.required" indeterminate {
        ja: "検証ポリシーは認定時刻認証業務のタイムスタンプを求めていますが、指定された一覧では、{subject} の証明書は {gen_time} の時点で認定を受けていません。",
        en: "The policy requires time-stamps of accredited services, but by the list given the certificate {subject} was not that of one at {gen_time}.",
        remedy_ja: "認定の一覧（accredited_time_stamp_services）が最新かどうかを確認し、認定時刻認証業務のタイムスタンプを使用してください。",
        remedy_en: "Check that the list (accredited_time_stamp_services) is up to date, and use time-stamps of an accredited service.",
        clause: "EN 319 102-1 §5.4",
    }
    SIGNATURE_WITHIN_LIFETIME = 6034 "timestamp.signature.within_lifetime" passed {
        ja: "タイムスタンプ（{created}）の署名は、{lifetime_of}の使用期限内です（作成：{create_until}、検証：{verify_until}。出典：{source}）。",
        en: "The signature on the time-stamp, made at {created}, is within the lifetime of {lifetime_of} (creating: {create_until}, verifying: {verify_until}; source: {source}).",
        clause: "EN 319 102-1 §5.2.8",
    }
    SIGNATURE_LIFETIME_ENDED = 6035 "timestamp.signature.lifetime_ended" indeterminate {
        ja: "{lifetime_of}を{use}に使用できるのは {until} までです（出典：{source}）。このタイムスタンプの署名は {at} の時点で使用されているため、時刻の証明になりません。",
        en: "{lifetime_of} may be used for {use} only until {until} (source: {source}). The signature on this time-stamp is used as of {at}, so it does not prove any time.",
        remedy_ja: "期限の来ていないアルゴリズムと鍵長を使用する時刻認証局のタイムスタンプを使用してください。既存のタイムスタンプは、期限内に別のアーカイブタイムスタンプで保護した文書で検証してください。",
        remedy_en: "Use an authority whose algorithm and key size are within their lifetime. Verify an existing time-stamp in a copy that another archive time-stamp sealed in time.",
        clause: "EN 319 102-1 §5.2.8",
    }
}
