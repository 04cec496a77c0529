//! Cards and other PKCS#11 tokens.

use crate::code::codes;

codes! {
    LIBRARY_NOT_LOADED = 9501 "card.library.not_loaded" error {
        ja: "PKCS#11 ライブラリーを読み込めません：{library}（{reason}）", en: "The PKCS#11 library cannot be loaded: {library} ({reason})",
        remedy_ja: "カードのドライバーをインストールし、そのライブラリー（例：HpkiSigP11_….dll）を指定してください。32/64 ビットの別も確認してください。", remedy_en: "Install the driver of the card and give its library (such as HpkiSigP11_….dll); check whether it is 32 or 64 bit.",
    }
    LIBRARY_AUTHENTICATION = 9502 "card.library.authentication" error {
        ja: "認証用のライブラリーです：{library}", en: "This is the library for authentication: {library}",
        remedy_ja: "署名用のライブラリー（HpkiSigP11_….dll）を指定してください。", remedy_en: "Give the library for signatures (HpkiSigP11_….dll).",
        clause: "JAHIS 24-002 §5.2.2",
    }
    READER_MISSING = 9503 "card.reader.missing" error {
        ja: "カードリーダーがありません。", en: "There is no card reader.",
        remedy_ja: "リーダーを接続し、そのドライバーとスマートカードサービスを確認してください。", remedy_en: "Connect the reader; check its driver and the smart card service.",
    }
    TOKEN_MISSING = 9504 "card.token.missing" error {
        ja: "リーダーにカードがありません（リーダー {readers} 台）。", en: "There is no card in the reader ({readers} found).",
        remedy_ja: "HPKI カードを入れてください。", remedy_en: "Insert the HPKI card.",
    }
    TOKEN_NOT_FOUND = 9505 "card.token.not_found" error {
        ja: "指定のカード（{wanted}）がありません。見つかったもの：{found}", en: "The card asked for ({wanted}) is not there; found: {found}",
        remedy_ja: "カードを入れるか、指定を改めてください。", remedy_en: "Insert that card, or ask for another one.",
    }
    TOKEN_REMOVED = 9506 "card.token.removed" error {
        ja: "カードが抜かれました。", en: "The card was removed.",
        remedy_ja: "カードを入れ直し、署名をやり直してください。", remedy_en: "Insert the card again and repeat the signing.",
    }
    CERTIFICATE_NOT_FOUND = 9510 "card.certificate.not_found" error {
        ja: "カードに署名用証明書がありません（証明書 {certificates} 枚）。", en: "There is no signature certificate on the card ({certificates} certificates).",
        remedy_ja: "HPKI の署名用カードと、署名用のライブラリーか確認してください。", remedy_en: "Check that this is an HPKI card for signatures, and its library that for signatures.",
        clause: "JAHIS 24-002 §5.2.2",
    }
    CERTIFICATE_AUTHENTICATION = 9511 "card.certificate.authentication" error {
        ja: "カードの証明書は認証用です（keyUsage {key_usage}）。", en: "The certificate on the card is one for authentication (keyUsage {key_usage}).",
        remedy_ja: "署名用のライブラリー（HpkiSigP11_….dll）を指定してください。", remedy_en: "Give the library for signatures (HpkiSigP11_….dll).",
        clause: "JAHIS 24-002 §5.2.2",
    }
    CERTIFICATE_AMBIGUOUS = 9512 "card.certificate.ambiguous" error {
        ja: "カードに署名用証明書が {certificates} 枚あり、どれを使うか決められません。", en: "There are {certificates} signature certificates on the card, and nothing says which to use.",
        remedy_ja: "使う証明書をファイルで指定してください。", remedy_en: "Name the certificate to use by its file.",
    }
    CERTIFICATE_UNREADABLE = 9513 "card.certificate.unreadable" error {
        ja: "カードの証明書が読めません：{problem}", en: "The certificate on the card cannot be read: {problem}",
        remedy_ja: "カードとドライバーを確認し、発行者に問い合わせてください。", remedy_en: "Check card and driver, and ask the issuer.",
    }
    KEY_NOT_FOUND = 9520 "card.key.not_found" error {
        ja: "証明書に対応する秘密鍵がカードにありません。", en: "The private key of the certificate is not on the card.",
        remedy_ja: "証明書とカードの組み合わせを確認してください。", remedy_en: "Check that certificate and card belong together.",
        clause: "JAHIS 24-002 §5.2.2",
    }
    KEY_CONTEXT_LOGIN = 9521 "card.key.context_login" error {
        ja: "この鍵は署名操作の途中での PIN 入力（CKU_CONTEXT_SPECIFIC）を求めますが、対応していません。", en: "This key wants the PIN inside the signing operation (CKU_CONTEXT_SPECIFIC), which is not supported.",
        remedy_ja: "HPKI の署名用ライブラリーを使うか、二段階の署名（prepare / finish）を使ってください。", remedy_en: "Use the HPKI signature library, or sign in two steps (prepare / finish).",
    }
    PIN_WRONG = 9530 "card.pin.wrong" error {
        ja: "PIN が違います（残り回数：{tries_left}）。", en: "The PIN is wrong (tries left: {tries_left}).",
        remedy_ja: "PIN を確かめてから、やり直してください。誤りが続くとカードが使えなくなります。", remedy_en: "Make sure of the PIN before you try again: the card locks itself after several wrong ones.",
        clause: "JAHIS 24-002 §5.2.2",
    }
    PIN_LOCKED = 9531 "card.pin.locked" error {
        ja: "PIN がロックされています。", en: "The PIN is locked.",
        remedy_ja: "カードの発行者にロックの解除を依頼してください。", remedy_en: "Ask the issuer of the card to unlock it.",
    }
    PIN_FORM = 9532 "card.pin.form" error {
        ja: "PIN は ASCII 文字 {minimum}～{maximum} 桁です。カードには送っていません。", en: "A PIN has {minimum} to {maximum} ASCII characters. It was not sent to the card.",
        remedy_ja: "PIN を入れ直してください。試行回数は減っていません。", remedy_en: "Enter the PIN again. No try was used up.",
    }
    PIN_REFUSED_BEFORE = 9533 "card.pin.refused_before" error {
        ja: "この PIN は先にカードに拒否されたので、送っていません。", en: "The card refused this PIN before, so it was not sent again.",
        remedy_ja: "正しい PIN でやり直してください。", remedy_en: "Start again with the right PIN.",
    }
    PIN_EXPIRED = 9534 "card.pin.expired" error {
        ja: "PIN が初期値または期限切れで、変更が必要です。", en: "The PIN is the initial one or has expired and must be changed.",
        remedy_ja: "カードの管理ツールで PIN を変更してください。", remedy_en: "Change the PIN with the tool of the card.",
    }
    FUNCTION_FAILED = 9540 "card.function.failed" error {
        ja: "カードの操作に失敗しました：{function}（{reason}）", en: "The card failed: {function} ({reason})",
        remedy_ja: "カードを入れ直してやり直してください。続く場合はドライバーの提供者に、この内容を伝えてください。", remedy_en: "Insert the card again and retry. If it happens again, give this text to the provider of the driver.",
    }
}
