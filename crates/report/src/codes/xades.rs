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
}
