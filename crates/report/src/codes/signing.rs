//! Signing documents and raising their level.

use crate::code::codes;

codes! {
    KEY_ALGORITHM_UNSUPPORTED = 8001 "signing.key.algorithm_unsupported" error {
        ja: "この鍵（{key}）では {algorithm} で署名できません。", en: "This key ({key}) cannot sign with {algorithm}.",
        remedy_ja: "鍵に合う署名アルゴリズムを指定してください。RSA の鍵には RSA、P-256 と P-384 の鍵には ECDSA です。", remedy_en: "Choose an algorithm that goes with the key: RSA for an RSA key, ECDSA for a P-256 or P-384 key.",
    }
    KEY_FAILED = 8002 "signing.key.failed" error {
        ja: "鍵による署名に失敗しました：{reason}", en: "The key could not sign: {reason}",
        remedy_ja: "鍵が使える状態か確認して、もう一度署名してください。", remedy_en: "See that the key can be used and sign again.",
    }
    REFERENCE_FAILED = 8003 "signing.reference.failed" error {
        ja: "署名対象 {uri} のダイジェストを計算できません（{problem}）。", en: "What {uri} points to cannot be digested ({problem}).",
        remedy_ja: "署名対象の要素が文書に一つだけあり、id が重複していないことを確認してください。", remedy_en: "See that the element to be signed stands in the document once and that no id stands twice.",
    }
    PLACE_MISSING = 8004 "signing.place.missing" error {
        ja: "文書の {offset} バイト目に署名を置けません。", en: "The document has no place for a signature at octet {offset}.",
        remedy_ja: "署名前の文書と状態ファイルが同じ prepare の結果か確認してください。", remedy_en: "See that document and state come from the same preparation.",
    }
    VALUE_MISMATCH = 8005 "signing.value.mismatch" error {
        ja: "署名値が証明書の公開鍵で検証できません（{reason}）。", en: "The signature value does not verify with the certificate's key ({reason}).",
        remedy_ja: "署名に使った鍵と証明書の組、署名したデータ（DigestInfo）が正しいか確認してください。", remedy_en: "See that the key belongs to the certificate and that the right data (DigestInfo) was signed.",
    }
}
