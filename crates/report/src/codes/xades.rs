//! XAdES: structure, signing certificate, properties.

use crate::code::codes;

codes! {
    STRUCTURE_VALID = 3001 "xades.structure.valid" passed {
        ja: "署名の構造は規定どおりです（レベル {level}）。", en: "The structure of the signature conforms to the specification (level {level}).",
        clause: "検証要件 5.5.3",
    }
    STRUCTURE_ELEMENT_MISSING = 3002 "xades.structure.element_missing" invalid(FormatFailure) {
        ja: "{element} に、必須の {expected} がありません。", en: "{element} lacks the required {expected}.",
        remedy_ja: "署名ソフトウェアの出力を確認し、発行元から文書を取り直してください。",
        remedy_en: "Check the output of the signing software, and obtain the document again from its issuer.",
        clause: "検証要件 5.5.3",
    }
    STRUCTURE_ATTRIBUTE_MISSING = 3003 "xades.structure.attribute_missing" invalid(FormatFailure) {
        ja: "{element} に、必須の属性 {expected} がありません。", en: "{element} lacks the required attribute {expected}.",
        remedy_ja: "署名ソフトウェアの出力を確認し、発行元から文書を取り直してください。",
        remedy_en: "Check the output of the signing software, and obtain the document again from its issuer.",
        clause: "検証要件 5.5.3",
    }
    STRUCTURE_UNEXPECTED_ELEMENT = 3004 "xades.structure.unexpected_element" invalid(FormatFailure) {
        ja: "{element} の中に、規定にない {actual} があります（正しくは {expected}）。", en: "{element} contains {actual} where {expected} is expected.",
        remedy_ja: "署名ソフトウェアの出力を確認し、発行元から文書を取り直してください。",
        remedy_en: "Check the output of the signing software, and obtain the document again from its issuer.",
        clause: "検証要件 5.5.3",
    }
    STRUCTURE_UNEXPECTED_TEXT = 3005 "xades.structure.unexpected_text" invalid(FormatFailure) {
        ja: "{element} の中に、許されない文字列があります。", en: "{element} must not contain text.",
        remedy_ja: "署名ソフトウェアの出力を確認し、発行元から文書を取り直してください。",
        remedy_en: "Check the output of the signing software, and obtain the document again from its issuer.",
        clause: "検証要件 5.5.3",
    }
    SIGNED_PROPERTIES_REFERENCE_MISSING = 3006 "xades.structure.signed_properties_reference_missing" invalid(FormatFailure) {
        ja: "SignedProperties への参照がないか、Type 属性が正しくありません。", en: "No reference with the correct Type attribute covers SignedProperties.",
        remedy_ja: "署名ソフトウェアの出力を確認してください。", remedy_en: "Check the output of the signing software.",
        clause: "TS 101 903 §6.3.1",
    }
    TARGET_MISMATCH = 3007 "xades.structure.target_mismatch" invalid(FormatFailure) {
        ja: "QualifyingProperties の Target 属性（{actual}）が、この署名を指していません。", en: "The Target of QualifyingProperties ({actual}) does not point to this signature.",
        remedy_ja: "署名ソフトウェアの出力を確認してください。", remedy_en: "Check the output of the signing software.",
        clause: "TS 101 903 §6.2",
    }
    LIMIT_EXCEEDED = 3008 "xades.limit.exceeded" invalid(FormatFailure) {
        ja: "署名に含まれる {what} が多すぎます（{actual} 件、上限 {limit}）。", en: "The signature contains too many {what} ({actual}; the limit is {limit}).",
        remedy_ja: "正当な文書であれば、上限（Limits）を引き上げてください。", remedy_en: "If the document is genuine, raise the corresponding limit in Limits.",
    }
    LEVEL_TOO_LOW = 3009 "xades.level.too_low" indeterminate(SigConstraintsFailure) {
        ja: "署名のレベルは {actual} ですが、検証ポリシーは {expected} 以上を求めています。", en: "The signature is at level {actual}, but the policy requires {expected} or higher.",
        remedy_ja: "タイムスタンプや検証情報を付与してください（shohosen extend）。", remedy_en: "Add the missing time-stamps or validation data (shohosen extend).",
        clause: "検証要件 5.5.3",
    }
    REFERENCE_COVERS_DOCUMENT = 3010 "xades.reference.covers_document" passed {
        ja: "署名は {element} を対象としています。", en: "The signature covers {element}.",
        clause: "検証要件 5.5.3",
    }
    REFERENCE_DOCUMENT_NOT_COVERED = 3011 "xades.reference.document_not_covered" invalid(FormatFailure) {
        ja: "署名は {expected} を対象としていません。", en: "The signature does not cover {expected}.",
        remedy_ja: "文書の内容に署名がありません。この文書を使用しないでください。",
        remedy_en: "The content is not signed. Do not use the document.",
        clause: "検証要件 5.5.3",
    }
    REFERENCE_WRONG_ELEMENT = 3012 "xades.reference.wrong_element" invalid(FormatFailure) {
        ja: "署名の対象は {actual} であり、{expected} ではありません。", en: "The signature covers {actual} instead of {expected}.",
        remedy_ja: "署名ラッピング攻撃の可能性があります。文書を使用しないでください。",
        remedy_en: "This may be a signature wrapping attack. Do not use the document.",
        clause: "検証要件 5.5.3",
    }
    STRUCTURE_NOTHING_OF_CHOICE = 3013 "xades.structure.nothing_of_choice" invalid(FormatFailure) {
        ja: "{element} が空です。次の要素の少なくとも一つが必要です：{expected}",
        en: "The element {element} is empty; it must contain at least one of: {expected}",
        remedy_ja: "署名ソフトウェアの出力を確認し、発行元から文書を取り直してください。",
        remedy_en: "Check the output of the signing software, and obtain the document from its issuer again.",
        clause: "検証要件 5.5.3",
    }
    SIGNING_CERTIFICATE_MATCH = 3020 "xades.signing_certificate.match" passed {
        ja: "署名者証明書を {place} で特定し、CertDigest との一致を確認しました。", en: "The signing certificate was identified through {place} and matches the CertDigest.",
        clause: "EN 319 132-1 §5.2.2",
    }
    SIGNING_CERTIFICATE_NOT_FOUND = 3021 "xades.signing_certificate.not_found" invalid(NoSigningCertificateFound) {
        ja: "署名者証明書が見つかりません：{reason}", en: "The signing certificate was not found: {reason}",
        remedy_ja: "KeyInfo に署名者証明書を含めるか、--intermediate で証明書を指定してください。",
        remedy_en: "Include the certificate in KeyInfo, or supply it with --intermediate.",
        clause: "検証要件 5.7",
    }
    SIGNING_CERTIFICATE_MALFORMED = 3022 "xades.signing_certificate.malformed" invalid(NoSigningCertificateFound) {
        ja: "署名者証明書を読み取れません：{reason}", en: "The signing certificate cannot be read: {reason}",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document again from its issuer.",
        clause: "検証要件 5.7",
    }
    SIGNING_CERTIFICATE_DIGEST_MISMATCH = 3023 "xades.signing_certificate.digest_mismatch" invalid(NoSigningCertificateFound) {
        ja: "署名者証明書のハッシュ値が CertDigest と一致しません（CertDigest の値 {expected}、計算した値 {actual}）。",
        en: "The digest of the signing certificate does not match the CertDigest (signed: {expected}, computed: {actual}).",
        remedy_ja: "証明書が差し替えられています。この文書を使用しないでください。",
        remedy_en: "The certificate was replaced. Do not use the document.",
        clause: "EN 319 132-1 §5.2.2",
    }
    SIGNING_CERTIFICATE_DIGEST_MISSING = 3024 "xades.signing_certificate.digest_missing" invalid(SigConstraintsFailure) {
        ja: "SigningCertificate も SigningCertificateV2 もなく、署名者証明書が署名の対象に含まれていません。", en: "There is no SigningCertificate or SigningCertificateV2, so the signature does not bind the certificate.",
        remedy_ja: "署名ソフトウェアを、SigningCertificateV2 を出力するように設定してください。", remedy_en: "Configure the signing software to write SigningCertificateV2.",
        clause: "EN 319 132-1 §5.2.2",
    }
    SIGNING_CERTIFICATE_DIGEST_UNREADABLE = 3025 "xades.signing_certificate.digest_unreadable" invalid(NoSigningCertificateFound) {
        ja: "CertDigest を照合できません：{reason}", en: "The CertDigest cannot be checked: {reason}",
        remedy_ja: "署名ソフトウェアの出力を確認してください。", remedy_en: "Check the output of the signing software.",
        clause: "EN 319 132-1 §5.2.2",
    }
    ISSUER_SERIAL_MISMATCH = 3026 "xades.signing_certificate.issuer_serial_mismatch" invalid(NoSigningCertificateFound) {
        ja: "IssuerSerial（{expected}）が署名者証明書の発行者とシリアル番号（{actual}）に一致しません。", en: "The IssuerSerial ({expected}) does not match the issuer and serial number of the certificate ({actual}).",
        remedy_ja: "証明書が差し替えられています。この文書を使用しないでください。", remedy_en: "The certificate was replaced. Do not use the document.",
        clause: "検証要件 5.7",
    }
    ISSUER_SERIAL_MALFORMED = 3027 "xades.signing_certificate.issuer_serial_malformed" warning {
        ja: "IssuerSerial を読み取れないため、CertDigest だけで照合しました：{reason}", en: "The IssuerSerial cannot be read, so only the CertDigest was compared: {reason}",
        remedy_ja: "署名ソフトウェアの IssuerSerialV2 の出力を確認してください。", remedy_en: "Check how the signing software writes IssuerSerialV2.",
        clause: "EN 319 132-1 §5.2.2",
    }
    ISSUER_SERIAL_FORM = 3028 "xades.signing_certificate.issuer_serial_form" info {
        ja: "IssuerSerial の値は証明書と一致しますが、符号化の形式が標準的ではありません（{reason}）。",
        en: "IssuerSerial names the certificate, but not in the usual encoding ({reason}).",
        clause: "EN 319 132-1 §5.2.2",
    }
    SIGNING_CERTIFICATE_DIGEST_WEAK = 3036 "xades.signing_certificate.digest_weak" warning {
        ja: "署名者証明書のハッシュ値（CertDigest）に {algorithm} が使われています。証明書は署名対象の KeyInfo によって特定されます。",
        en: "CertDigest uses {algorithm}, which no longer identifies a certificate. The certificate is identified by KeyInfo, which is signed.",
        remedy_ja: "署名ソフトウェアで CertDigest に SHA-256 を使用してください。",
        remedy_en: "Configure the signing software to use SHA-256 for CertDigest.",
        clause: "XAdES §5.2.2",
    }
    SIGNING_CERTIFICATE_DIGEST_BINDS_NOTHING = 3037 "xades.signing_certificate.digest_binds_nothing" indeterminate(CryptoConstraintsFailure) {
        ja: "署名者証明書は {algorithm} のハッシュ値だけで指定されています。同じハッシュ値をもつ別の証明書を作成できるため、署名者を特定できません。",
        en: "Only a {algorithm} digest identifies the signing certificate. Another certificate with the same digest can be made, so the signer is not established.",
        remedy_ja: "SHA-256 以上のハッシュ値で証明書を指定して署名し直してください。",
        remedy_en: "Sign again, identifying the certificate by a SHA-256 digest or stronger.",
        clause: "XAdES §5.2.2",
    }
    CERTIFICATE_VALUE_MALFORMED = 3030 "xades.certificate_values.malformed" invalid(FormatFailure) {
        ja: "CertificateValues の証明書を読み取れません：{reason}", en: "A certificate in CertificateValues cannot be read: {reason}",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document again from its issuer.",
        clause: "検証要件 5.7",
    }
    REVOCATION_VALUE_MALFORMED = 3031 "xades.revocation_values.malformed" invalid(FormatFailure) {
        ja: "RevocationValues の失効情報を読み取れません：{reason}", en: "A CRL or OCSP response in RevocationValues cannot be read: {reason}",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document again from its issuer.",
        clause: "検証要件 5.7",
    }
    OCSP_WITHOUT_ANSWER = 3032 "xades.revocation_values.without_answer" warning {
        ja: "RevocationValues の OCSP レスポンスには回答が含まれていないため（ステータス {status}）、使用しません。",
        en: "An OCSP response in RevocationValues contains no answer (status {status}) and is not used.",
        remedy_ja: "回答を含む OCSP レスポンスまたは CRL を指定するか、文書の作成元に確認してください。",
        remedy_en: "Supply a CRL or an OCSP response that contains an answer, or contact whoever produced the document.",
        clause: "RFC 6960 §4.2.1",
    }
    SIGNING_TIME_MALFORMED = 3040 "xades.signing_time.malformed" warning {
        ja: "SigningTime の値「{actual}」は、タイムゾーンの付いた日時ではありません。", en: "The SigningTime {actual} is not a date and time with a time zone.",
        remedy_ja: "署名ソフトウェアの出力を確認してください。", remedy_en: "Check the output of the signing software.",
        clause: "EN 319 132-1 §5.2.1",
    }
    TIME_NOT_PROVEN = 3041 "xades.time.not_proven" info {
        ja: "署名時刻を証明する有効なタイムスタンプがないため、証明書は検証時刻 {at} の時点で判定しました。", en: "No valid time-stamp proves the signing time, so the certificate was judged as of the time of verification, {at}.",
        clause: "検証要件 5.7",
    }
    TIME_STAMP_NOT_READ = 3042 "xades.time_stamp.not_read" warning {
        ja: "タイムスタンプ {property}（名前空間 {namespace}）はこの検証の対象外です。時刻の証明には使用していません。",
        en: "The time-stamp {property} (namespace {namespace}) is of a form that is not verified here. It was not used as proof of any time.",
        remedy_ja: "署名の存在時刻は xades:SignatureTimeStamp、長期保存には xades141:ArchiveTimeStamp で示してください。",
        remedy_en: "Prove the time of signing by a xades:SignatureTimeStamp, and long-term validity by a xades141:ArchiveTimeStamp.",
        clause: "XAdES §5.4",
    }
    PROPERTY_NOT_READ = 3043 "xades.property.not_read" info {
        ja: "署名属性 {property}（名前空間 {namespace}）は検証に使用していません。",
        en: "The unsigned property {property} (namespace {namespace}) was not used in the verification.",
        clause: "XAdES §5.4",
    }
    TIME_UNDECIDED = 3044 "xades.time.undecided" indeterminate(NoPoe) {
        ja: "証明書の期限切れまたは失効より前に署名されたかどうかは、検証できないタイムスタンプの時刻しだいです。",
        en: "Whether this was signed before a certificate expired or was revoked depends on a time-stamp that could not be verified.",
        remedy_ja: "タイムスタンプ局の認証局証明書を --tsa-anchor で、不足している失効情報を --crl で指定して検証し直してください。",
        remedy_en: "Verify again with the root certificate of the time-stamp authority (--tsa-anchor) and the missing revocation lists (--crl).",
        clause: "EN 319 102-1 §5.6.3",
    }
    PROOF_INCOMPLETE = 3050 "xades.proof.incomplete" indeterminate(Generic) {
        ja: "署名が有効であることを示す条件がそろっていません：{missing}",
        en: "The signature cannot be shown to be valid; not established: {missing}",
        remedy_ja: "ほかの所見を参照してください。該当する所見がない場合は、規定の位置に署名がある文書かどうかを確認してください。",
        remedy_en: "See the other findings. If none of them applies, check that the signature stands at a place specified for this kind of document.",
        clause: "検証要件 5.5.3",
    }
    LIMIT_WORK = 3051 "xades.limit.work" indeterminate(Generic) {
        ja: "1 つの文書に対する検証処理の上限（{limit}）に達したため、この署名の検証を途中で打ち切りました。",
        en: "The verification of this signature was stopped because the limit on work for one document was reached ({limit}).",
        remedy_ja: "文書に不要なタイムスタンプ、証明書、参照が大量に含まれていないか確認してください。正当な文書であれば、上限（WorkLimits）を引き上げてください。",
        remedy_en: "Check whether the document contains a large number of unnecessary time-stamps, certificates or references. If it is genuine, raise the limit (WorkLimits).",
    }
    OBJECT_NOT_SIGNED = 3064 "xades.object.not_signed" warning {
        ja: "署名の中に、署名の対象になっていない内容があります。検証済みの内容には含まれません。",
        en: "The signature element holds content that the signature does not cover. It is not part of the verified records.",
        remedy_ja: "この内容を処方内容として扱わないでください。",
        remedy_en: "Do not treat this content as part of the prescription.",
        clause: "XML-DSig §4.5",
    }
    SCAN_COVERED = 3060 "xades.scan.covered" passed {
        ja: "スキャン文書の全内容が署名の対象です（文書内 {objects} 件、ファイル {files} 件）。",
        en: "The signature covers everything that the scan contains ({objects} embedded, {files} files).",
        clause: "XML-DSig §5.1",
    }
    SCAN_NOTHING_SIGNED = 3061 "xades.scan.nothing_signed" invalid(FormatFailure) {
        ja: "署名はスキャン画像を対象としていません。",
        en: "The signature does not cover any scanned content.",
        remedy_ja: "別の文書の署名が流用されている可能性があります。文書を使用しないでください。",
        remedy_en: "The signature may have been taken from another document. Do not use this one.",
        clause: "XML-DSig §5.1",
    }
    SCAN_OBJECT_NOT_COVERED = 3062 "xades.scan.object_not_covered" invalid(FormatFailure) {
        ja: "スキャン文書に、署名の対象になっていない内容があります。",
        en: "Part of the scanned document is not covered by the signature.",
        remedy_ja: "署名後に内容が加えられた可能性があります。文書を使用しないでください。",
        remedy_en: "Content may have been added after signing. Do not use the document.",
        clause: "XML-DSig §4.5",
    }
    SCAN_FILE_MISSING = 3063 "xades.scan.file_missing" indeterminate(SignedDataNotFound) {
        ja: "署名の対象であるファイル {uri} がないため、照合できません。",
        en: "The signed file {uri} was not provided, so its content could not be compared.",
        remedy_ja: "スキャン文書に付属するファイルを --external で指定してください。",
        remedy_en: "Provide the files that belong to the scan with --external.",
        clause: "XML-DSig §5.1",
    }
}
