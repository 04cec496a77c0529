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
}
