//! XAdES: structure, signing certificate, properties.

use crate::code::codes;

codes! {
    STRUCTURE_VALID = 3001 "xades.structure.valid" passed {
        ja: "署名の構造は規定のとおりです（レベル {level}）。", en: "The structure of the signature conforms (level {level}).",
        clause: "検証要件 5.5.3",
    }
    STRUCTURE_ELEMENT_MISSING = 3002 "xades.structure.element_missing" invalid(FormatFailure) {
        ja: "{element} に必須の {expected} がありません。", en: "{element} lacks the mandatory {expected}.",
        remedy_ja: "署名ソフトウェアの出力を確認し、発行元から文書を取り直してください。",
        remedy_en: "Check the output of the software that signed; obtain the document from its issuer again.",
        clause: "検証要件 5.5.3",
    }
    STRUCTURE_ATTRIBUTE_MISSING = 3003 "xades.structure.attribute_missing" invalid(FormatFailure) {
        ja: "{element} に必須の属性 {expected} がありません。", en: "{element} lacks the mandatory attribute {expected}.",
        remedy_ja: "署名ソフトウェアの出力を確認し、発行元から文書を取り直してください。",
        remedy_en: "Check the output of the software that signed; obtain the document from its issuer again.",
        clause: "検証要件 5.5.3",
    }
    STRUCTURE_UNEXPECTED_ELEMENT = 3004 "xades.structure.unexpected_element" invalid(FormatFailure) {
        ja: "{element} の中の {actual} は規定にありません（{expected} が必要）。", en: "{actual} must not stand here in {element} (expected {expected}).",
        remedy_ja: "署名ソフトウェアの出力を確認し、発行元から文書を取り直してください。",
        remedy_en: "Check the output of the software that signed; obtain the document from its issuer again.",
        clause: "検証要件 5.5.3",
    }
    STRUCTURE_UNEXPECTED_TEXT = 3005 "xades.structure.unexpected_text" invalid(FormatFailure) {
        ja: "{element} の中に文字列があってはなりません。", en: "{element} must not hold text.",
        remedy_ja: "署名ソフトウェアの出力を確認し、発行元から文書を取り直してください。",
        remedy_en: "Check the output of the software that signed; obtain the document from its issuer again.",
        clause: "検証要件 5.5.3",
    }
    SIGNED_PROPERTIES_REFERENCE_MISSING = 3006 "xades.structure.signed_properties_reference_missing" invalid(FormatFailure) {
        ja: "SignedProperties への参照がないか、Type 属性が正しくありません。", en: "No reference covers SignedProperties with the right Type.",
        remedy_ja: "署名ソフトウェアの出力を確認してください。", remedy_en: "Check the software that signed.",
        clause: "XAdES §6.3.1",
    }
    TARGET_MISMATCH = 3007 "xades.structure.target_mismatch" invalid(FormatFailure) {
        ja: "QualifyingProperties の Target {actual} がこの署名を指していません。", en: "Target {actual} of QualifyingProperties does not name this signature.",
        remedy_ja: "署名ソフトウェアの出力を確認してください。", remedy_en: "Check the software that signed.",
        clause: "XAdES §6.2",
    }
    LIMIT_EXCEEDED = 3008 "xades.limit.exceeded" invalid(FormatFailure) {
        ja: "署名に含まれる {what} が多すぎます（{actual} 件、上限 {limit}）。", en: "The signature holds too many {what} ({actual}, limit {limit}).",
        remedy_ja: "正当な文書であれば Limits を上げてください。", remedy_en: "If the document is genuine, raise the limit in Limits.",
    }
    LEVEL_TOO_LOW = 3009 "xades.level.too_low" indeterminate(SigConstraintsFailure) {
        ja: "署名のレベルは {actual} です。方針は {expected} 以上を求めています。", en: "The signature is of level {actual}; the policy asks for {expected}.",
        remedy_ja: "タイムスタンプ等を付与してください（extend）。", remedy_en: "Extend the signature (extend).",
        clause: "検証要件 5.5.3",
    }
    REFERENCE_COVERS_DOCUMENT = 3010 "xades.reference.covers_document" passed {
        ja: "署名は {element} を対象としています。", en: "The signature covers {element}.",
        clause: "検証要件 5.5.3",
    }
    REFERENCE_DOCUMENT_NOT_COVERED = 3011 "xades.reference.document_not_covered" invalid(FormatFailure) {
        ja: "署名は {expected} を対象としていません。", en: "The signature does not cover {expected}.",
        remedy_ja: "処方内容に署名がありません。文書を使用しないでください。",
        remedy_en: "The content is not signed. Do not use the document.",
        clause: "検証要件 5.5.3",
    }
    REFERENCE_WRONG_ELEMENT = 3012 "xades.reference.wrong_element" invalid(FormatFailure) {
        ja: "署名の対象は {actual} であり、{expected} ではありません。", en: "The signature covers {actual} and not {expected}.",
        remedy_ja: "署名ラッピング攻撃の可能性があります。文書を使用しないでください。",
        remedy_en: "This may be a signature wrapping attack. Do not use the document.",
        clause: "検証要件 5.5.3",
    }
    SIGNING_CERTIFICATE_MATCH = 3020 "xades.signing_certificate.match" passed {
        ja: "署名者証明書は {place} で指定され、CertDigest と一致しました。", en: "The signing certificate is named in {place} and matches CertDigest.",
        clause: "XAdES §5.2.2",
    }
    SIGNING_CERTIFICATE_NOT_FOUND = 3021 "xades.signing_certificate.not_found" invalid(NoSigningCertificateFound) {
        ja: "署名者証明書が見つかりません（{reason}）。", en: "The signing certificate was not found ({reason}).",
        remedy_ja: "KeyInfo に署名者証明書を含めるか、--intermediate で証明書を渡してください。",
        remedy_en: "Put the certificate into KeyInfo, or hand it over with --intermediate.",
        clause: "検証要件 5.7",
    }
    SIGNING_CERTIFICATE_MALFORMED = 3022 "xades.signing_certificate.malformed" invalid(NoSigningCertificateFound) {
        ja: "署名者証明書を読み取れません（{reason}）。", en: "The signing certificate cannot be read ({reason}).",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document from its issuer again.",
        clause: "検証要件 5.7",
    }
    SIGNING_CERTIFICATE_DIGEST_MISMATCH = 3023 "xades.signing_certificate.digest_mismatch" invalid(NoSigningCertificateFound) {
        ja: "署名者証明書のハッシュ値が CertDigest と一致しません（署名値 {expected}、計算値 {actual}）。",
        en: "The certificate's digest is not that of CertDigest (signed {expected}, computed {actual}).",
        remedy_ja: "証明書が差し替えられています。文書を使用しないでください。",
        remedy_en: "The certificate was swapped. Do not use the document.",
        clause: "XAdES §5.2.2",
    }
    SIGNING_CERTIFICATE_DIGEST_MISSING = 3024 "xades.signing_certificate.digest_missing" invalid(SigConstraintsFailure) {
        ja: "SigningCertificate(V2) がなく、署名者証明書が署名されていません。", en: "There is no SigningCertificate(V2): nothing signed binds the certificate.",
        remedy_ja: "署名ソフトウェアに SigningCertificateV2 を出力させてください。", remedy_en: "Make the signing software write SigningCertificateV2.",
        clause: "XAdES §5.2.2",
    }
    SIGNING_CERTIFICATE_DIGEST_UNREADABLE = 3025 "xades.signing_certificate.digest_unreadable" invalid(NoSigningCertificateFound) {
        ja: "CertDigest を計算できません（{reason}）。", en: "CertDigest cannot be checked ({reason}).",
        remedy_ja: "署名ソフトウェアの出力を確認してください。", remedy_en: "Check the software that signed.",
        clause: "XAdES §5.2.2",
    }
    ISSUER_SERIAL_MISMATCH = 3026 "xades.signing_certificate.issuer_serial_mismatch" invalid(NoSigningCertificateFound) {
        ja: "IssuerSerial {expected} は署名者証明書のもの {actual} ではありません。", en: "IssuerSerial {expected} is not that of the certificate, {actual}.",
        remedy_ja: "証明書が差し替えられています。文書を使用しないでください。", remedy_en: "The certificate was swapped. Do not use the document.",
        clause: "検証要件 5.7",
    }
    ISSUER_SERIAL_MALFORMED = 3027 "xades.signing_certificate.issuer_serial_malformed" warning {
        ja: "IssuerSerial を読み取れません（{reason}）。CertDigest で判定しました。", en: "IssuerSerial cannot be read ({reason}); CertDigest decides.",
        remedy_ja: "署名ソフトウェアの IssuerSerialV2 の DER を修正してください。", remedy_en: "Mend the DER of IssuerSerialV2 in the signing software.",
        clause: "XAdES §5.2.2",
    }
    CERTIFICATE_VALUE_MALFORMED = 3030 "xades.certificate_values.malformed" invalid(FormatFailure) {
        ja: "CertificateValues の証明書を読み取れません（{reason}）。", en: "A certificate of CertificateValues cannot be read ({reason}).",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document from its issuer again.",
        clause: "検証要件 5.7",
    }
    REVOCATION_VALUE_MALFORMED = 3031 "xades.revocation_values.malformed" invalid(FormatFailure) {
        ja: "RevocationValues の失効情報を読み取れません（{reason}）。", en: "A CRL or OCSP response of RevocationValues cannot be read ({reason}).",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document from its issuer again.",
        clause: "検証要件 5.7",
    }
    SIGNING_TIME_MALFORMED = 3040 "xades.signing_time.malformed" warning {
        ja: "SigningTime {actual} は日時ではありません。", en: "SigningTime {actual} is not a date and time with a zone.",
        remedy_ja: "署名ソフトウェアの出力を確認してください。", remedy_en: "Check the software that signed.",
        clause: "XAdES §5.2.1",
    }
    TIME_NOT_PROVEN = 3041 "xades.time.not_proven" info {
        ja: "署名時刻は証明されていません。証明書は検証時刻 {at} で判定しました。", en: "No valid time-stamp proves when it was signed; the certificate was judged at the time of verification, {at}.",
        clause: "検証要件 5.7",
    }
}
