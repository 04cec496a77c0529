//! Prescription and dispensing documents.

use crate::code::codes;

codes! {
    LAYOUT_RECOGNISED = 7001 "document.layout.recognised" passed {
        ja: "文書の種類：{kind}（{version}）。", en: "The document is a {kind} ({version}).",
    }
    LAYOUT_UNKNOWN = 7002 "document.layout.unknown" warning {
        ja: "電子処方箋でも調剤情報でもありません（ルート要素 {actual}）。", en: "Neither an electronic prescription nor a dispensing record (root element {actual}).",
        remedy_ja: "EP.xsd または ED.xsd の文書を渡してください。", remedy_en: "Hand over a document of EP.xsd or ED.xsd.",
    }
    ELEMENT_MISSING = 7003 "document.element.missing" invalid(FormatFailure) {
        ja: "{element} がありません。", en: "{element} is missing.",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document from its issuer again.",
    }
    ELEMENT_REPEATED = 7004 "document.element.repeated" invalid(FormatFailure) {
        ja: "{element} が複数あります。", en: "{element} stands more than once.",
        remedy_ja: "署名ラッピング攻撃の可能性があります。文書を使用しないでください。", remedy_en: "This may be a signature wrapping attack. Do not use the document.",
    }
    SIGNATURE_MISSING = 7010 "document.signature.missing" invalid(FormatFailure) {
        ja: "規定の位置に署名がありません。", en: "There is no signature at any of the specified places.",
        remedy_ja: "署名済みの文書を渡してください。", remedy_en: "Hand over a signed document.",
        clause: "検証要件 5.5.3",
    }
    SIGNATURE_UNEXPECTED = 7011 "document.signature.unexpected" invalid(FormatFailure) {
        ja: "規定以外の署名が存在します。", en: "There is a signature at a place where none belongs.",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document from its issuer again.",
        clause: "検証要件 5.5.3",
    }
    PRESCRIPTION_ID_MATCH = 7020 "document.prescription_id.match" passed {
        ja: "調剤情報のレコード 7 は処方箋 ID {actual} と一致しました。", en: "Record 7 of the dispensing equals the PrescriptionId {actual}.",
    }
    PRESCRIPTION_ID_MISMATCH = 7021 "document.prescription_id.mismatch" invalid(SigConstraintsFailure) {
        ja: "調剤情報のレコード 7（{expected}）が参照処方箋の ID {actual} と一致しません。", en: "Record 7 of the dispensing ({expected}) is not the PrescriptionId of the referenced prescription ({actual}).",
        remedy_ja: "別の処方箋の調剤情報です。薬局に確認してください。", remedy_en: "The record belongs to another prescription. Ask the pharmacy.",
    }
    PRESCRIPTION_ID_ABSENT = 7022 "document.prescription_id.absent" warning {
        ja: "調剤情報にレコード 7（処方箋 ID）がないか、参照処方箋に ID がありません。", en: "The dispensing has no record 7, or the referenced prescription no PrescriptionId: the two are not bound.",
        remedy_ja: "調剤情報の内容を確認してください。", remedy_en: "Check the content of the dispensing record.",
    }
    PRESCRIPTION_ID_UNSIGNED = 7023 "document.prescription_id.unsigned" info {
        ja: "処方箋 ID と付加情報は医師の署名の対象ではありません。", en: "PrescriptionId and the additional information are not under the prescriber's signature.",
    }
    PAYLOAD_MALFORMED = 7030 "document.payload.malformed" invalid(FormatFailure) {
        ja: "{element} の内容が base64 ではありません。", en: "The content of {element} is not base64.",
        remedy_ja: "発行元から文書を取り直してください。", remedy_en: "Obtain the document from its issuer again.",
    }
}
