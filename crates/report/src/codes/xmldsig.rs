//! XML-DSig: references and the signature value.

use crate::code::codes;

codes! {
    REFERENCE_DIGEST_MATCH = 2001 "xmldsig.reference.digest_match" passed {
        ja: "参照 {uri} のハッシュ値が一致しました。", en: "The digest of reference {uri} matches.",
        clause: "XML-DSig §3.2.1",
    }
    REFERENCE_DIGEST_MISMATCH = 2002 "xmldsig.reference.digest_mismatch" invalid(HashFailure) {
        ja: "参照 {uri} のハッシュ値が一致しません（署名時 {expected}、計算値 {actual}）。",
        en: "The digest of reference {uri} does not match (signed {expected}, computed {actual}).",
        remedy_ja: "署名後に内容が変更されています。発行元から文書を取り直してください。",
        remedy_en: "The content was changed after signing. Obtain the document from its issuer again.",
        clause: "XML-DSig §3.2.1",
    }
}
