//! Prescription and dispensing documents.

use crate::code::codes;

codes! {
    LAYOUT_RECOGNISED = 7001 "document.layout.recognised" passed {
        ja: "文書の種類は {kind} です（{version}）。", en: "The document is a {kind} ({version}).",
    }
    LAYOUT_UNKNOWN = 7002 "document.layout.unknown" warning {
        ja: "電子処方箋でも調剤情報でもありません（ルート要素 {actual}）。", en: "The document is neither an electronic prescription nor a dispensing record (root element: {actual}).",
        remedy_ja: "EP.xsd または ED.xsd に従った文書を指定してください。", remedy_en: "Supply a document that conforms to EP.xsd or ED.xsd.",
    }
    ELEMENT_MISSING = 7003 "document.element.missing" invalid(FormatFailure) {
        ja: "{element} がありません。", en: "{element} is missing.",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document again from its issuer.",
    }
    ELEMENT_REPEATED = 7004 "document.element.repeated" invalid(FormatFailure) {
        ja: "{element} が複数あります。", en: "{element} appears more than once.",
        remedy_ja: "署名ラッピング攻撃の可能性があります。文書を使用しないでください。", remedy_en: "This may be a signature wrapping attack. Do not use the document.",
    }
    SIGNATURE_MISSING = 7010 "document.signature.missing" invalid(FormatFailure) {
        ja: "規定の位置に署名がありません。", en: "There is no signature in any of the specified positions.",
        remedy_ja: "署名済みの文書を指定してください。", remedy_en: "Supply a signed document.",
        clause: "検証要件 5.5.3",
    }
    SIGNATURE_UNEXPECTED = 7011 "document.signature.unexpected" invalid(FormatFailure) {
        ja: "規定されていない位置に署名があります。", en: "There is a signature in a position that the specification does not provide for.",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document again from its issuer.",
        clause: "検証要件 5.5.3",
    }
    PRESCRIPTION_ID_MATCH = 7020 "document.prescription_id.match" passed {
        ja: "調剤情報のレコード 7 は、参照処方箋の処方箋 ID（{actual}）と一致しました。", en: "Record 7 of the dispensing record matches the PrescriptionId of the referenced prescription ({actual}).",
    }
    PRESCRIPTION_ID_MISMATCH = 7021 "document.prescription_id.mismatch" invalid(SigConstraintsFailure) {
        ja: "調剤情報のレコード 7（{expected}）が、参照処方箋の処方箋 ID（{actual}）と一致しません。", en: "Record 7 of the dispensing record ({expected}) does not match the PrescriptionId of the referenced prescription ({actual}).",
        remedy_ja: "別の処方箋に対する調剤情報です。薬局に確認してください。", remedy_en: "The dispensing record belongs to another prescription. Contact the pharmacy.",
    }
    PRESCRIPTION_ID_ABSENT = 7022 "document.prescription_id.absent" warning {
        ja: "調剤情報にレコード 7（処方箋 ID）がないか、参照処方箋に処方箋 ID がないため、両者の対応を確認できません。", en: "The dispensing record has no record 7, or the referenced prescription has no PrescriptionId, so it cannot be confirmed that the two belong together.",
        remedy_ja: "調剤情報の内容を確認してください。", remedy_en: "Check the contents of the dispensing record.",
    }
    PRESCRIPTION_ID_UNSIGNED = 7023 "document.prescription_id.unsigned" info {
        ja: "処方箋 ID と付加情報は、医師・歯科医師の署名の対象ではありません。", en: "The PrescriptionId and the additional information are not covered by the prescriber's signature.",
    }
    PAYLOAD_MALFORMED = 7030 "document.payload.malformed" invalid(FormatFailure) {
        ja: "{element} の内容が base64 として読み取れません。", en: "The content of {element} is not valid base64.",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document again from its issuer.",
    }
}
