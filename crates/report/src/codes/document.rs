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
    PROOF_INCOMPLETE = 7040 "document.proof.incomplete" indeterminate(Generic) {
        ja: "文書が有効であることを示す条件がそろっていません：{missing}",
        en: "The document cannot be shown to be valid; not established: {missing}",
        remedy_ja: "電子処方箋または調剤情報の署名済み文書かどうかを確認してください。",
        remedy_en: "Check that this is a signed electronic prescription or dispensing record.",
        clause: "検証要件 5.5.3",
    }
    VERSION_UNKNOWN = 7041 "document.version.unknown" indeterminate(SigConstraintsFailure) {
        ja: "文書のバージョン {actual} は未対応です（対応：{expected}）。署名の対象範囲を判断できません。",
        en: "Document version {actual} is not supported (supported: {expected}), so it is not known what its signature must cover.",
        remedy_ja: "このバージョンの内容を確認のうえ受け入れる場合は、ポリシーの accepted_versions に指定してください。",
        remedy_en: "If you know this version and want to accept it, name it in accepted_versions of the policy.",
        clause: "docs/spec/documents.md §7",
    }
    VERSION_MISSING = 7042 "document.version.missing" indeterminate(SigConstraintsFailure) {
        ja: "文書にバージョン（{expected}）の記載がありません。",
        en: "The document does not state its version ({expected}).",
        remedy_ja: "発行元から文書を取り直してください。",
        remedy_en: "Obtain the document from its issuer again.",
        clause: "docs/spec/documents.md §7",
    }
    VERSION_PERMITTED = 7043 "document.version.permitted" warning {
        ja: "文書のバージョン {actual} はポリシーの指定により受け入れました（対応バージョンは {expected}）。",
        en: "Document version {actual} was accepted because the policy names it (the supported version is {expected}).",
        clause: "docs/spec/documents.md §7",
    }
    CONTENT_UNKNOWN = 7045 "document.content.unknown" warning {
        ja: "文書の形式にない内容（{content}）があります。署名の対象ではなく、検証済みの内容には含まれません。",
        en: "The document holds content that its layout does not provide for ({content}). It is not signed and not part of the verified records.",
        remedy_ja: "この内容を処方内容として扱わないでください。",
        remedy_en: "Do not treat this content as part of the prescription.",
        clause: "検証要件 5.5.3",
    }
    FINDINGS_OMITTED = 7044 "document.findings.omitted" info {
        ja: "{code} の所見は {count} 件あります。はじめの {shown} 件だけを示します。",
        en: "There are {count} findings {code}; only the first {shown} are listed.",
    }
}
