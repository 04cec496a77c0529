//! Cards and other PKCS#11 tokens.

use crate::code::codes;

codes! {
    LIBRARY_NOT_LOADED = 9501 "card.library.not_loaded" error {
        ja: "PKCS#11 ライブラリを読み込めません：{library}（{reason}）", en: "The PKCS#11 library cannot be loaded: {library} ({reason})",
        remedy_ja: "カードのドライバーをインストールし、そのライブラリ（例：HpkiSigP11_….dll）を指定してください。32 ビット版と 64 ビット版の違いにも注意してください。", remedy_en: "Install the driver of the card and specify its library (for example HpkiSigP11_….dll). Also make sure that 32-bit and 64-bit versions match.",
    }
    LIBRARY_AUTHENTICATION = 9502 "card.library.authentication" error {
        ja: "認証用のライブラリが指定されています：{library}", en: "This library is for authentication, not for signing: {library}",
        remedy_ja: "署名用のライブラリ（HpkiSigP11_….dll）を指定してください。", remedy_en: "Specify the library for signatures (HpkiSigP11_….dll).",
        clause: "docs/spec/hpki.md §7; JAHIS 24-002 §5.2.2",
    }
    READER_MISSING = 9503 "card.reader.missing" error {
        ja: "カードリーダーが見つかりません。", en: "No card reader was found.",
        remedy_ja: "カードリーダーを接続し、そのドライバーとスマートカードサービスを確認してください。", remedy_en: "Connect the card reader, and check its driver and the smart card service.",
    }
    TOKEN_MISSING = 9504 "card.token.missing" error {
        ja: "カードリーダー（{readers} 台）にカードが挿入されていません。", en: "There is no card in the reader (readers found: {readers}).",
        remedy_ja: "HPKI カードを挿入してください。", remedy_en: "Insert the HPKI card.",
    }
    TOKEN_NOT_FOUND = 9505 "card.token.not_found" error {
        ja: "指定されたカード（{wanted}）が見つかりません。見つかったカード：{found}", en: "The specified card ({wanted}) was not found. Cards found: {found}",
        remedy_ja: "そのカードを挿入するか、指定を変更してください。", remedy_en: "Insert that card, or specify another one.",
    }
    TOKEN_REMOVED = 9506 "card.token.removed" error {
        ja: "カードが抜かれました。", en: "The card was removed.",
        remedy_ja: "カードを挿入し直し、署名をやり直してください。", remedy_en: "Insert the card again and repeat the signing operation.",
    }
    TOKEN_AMBIGUOUS = 9507 "card.token.ambiguous" error {
        ja: "該当するカードが {cards} 枚あり、どれを使用するか決められません（シリアル番号：{found}）。PIN は送信していません。", en: "{cards} cards could be meant, and it is not clear which one to use (serial numbers: {found}). No PIN was sent.",
        remedy_ja: "証明書またはシリアル番号でカードを指定するか、他のカードを抜いてください。", remedy_en: "Specify the card by its certificate or serial number, or remove the other cards.",
    }
    CERTIFICATE_NOT_FOUND = 9510 "card.certificate.not_found" error {
        ja: "カードに署名用証明書がありません（証明書の数：{certificates}）。", en: "The card contains no signature certificate (certificates found: {certificates}).",
        remedy_ja: "署名用の HPKI カードと、署名用のライブラリを使用しているか確認してください。", remedy_en: "Make sure that you use an HPKI card for signatures with the library for signatures.",
        clause: "docs/spec/hpki.md §7; JAHIS 24-002 §5.2.2",
    }
    CERTIFICATE_AUTHENTICATION = 9511 "card.certificate.authentication" error {
        ja: "カードの証明書は認証用です（keyUsage：{key_usage}）。", en: "The certificate on the card is for authentication (keyUsage: {key_usage}).",
        remedy_ja: "署名用のライブラリ（HpkiSigP11_….dll）を指定してください。", remedy_en: "Specify the library for signatures (HpkiSigP11_….dll).",
        clause: "docs/spec/hpki.md §7; JAHIS 24-002 §5.2.2",
    }
    CERTIFICATE_AMBIGUOUS = 9512 "card.certificate.ambiguous" error {
        ja: "カードに署名用証明書が {certificates} 枚あり、どれを使用するか決められません。", en: "The card contains {certificates} signature certificates, and it is not clear which one to use.",
        remedy_ja: "使用する証明書をファイルで指定してください。", remedy_en: "Specify the certificate to use as a file.",
    }
    CERTIFICATE_UNREADABLE = 9513 "card.certificate.unreadable" error {
        ja: "カードの証明書を読み取れません：{problem}", en: "The certificate on the card cannot be read: {problem}",
        remedy_ja: "カードとドライバーを確認し、解決しない場合はカードの発行者に問い合わせてください。", remedy_en: "Check the card and its driver; if the problem persists, contact the issuer of the card.",
    }
    KEY_NOT_FOUND = 9520 "card.key.not_found" error {
        ja: "証明書に対応する秘密鍵がカードにありません。", en: "The private key that belongs to the certificate is not on the card.",
        remedy_ja: "証明書とカードの組み合わせを確認してください。", remedy_en: "Make sure that the certificate and the card belong together.",
        clause: "docs/spec/hpki.md §7; JAHIS 24-002 §5.2.2",
    }
    KEY_CONTEXT_LOGIN = 9521 "card.key.context_login" error {
        ja: "この鍵は署名処理の途中での PIN 入力（CKU_CONTEXT_SPECIFIC）を必要としますが、カードがハッシュ計算を含む署名（CKM_SHA256_RSA_PKCS など）に対応していません。", en: "This key requires the PIN during the signing operation (CKU_CONTEXT_SPECIFIC), but the card does not offer signing with a digest of its own (CKM_SHA256_RSA_PKCS and the like).",
        remedy_ja: "HPKI の署名用ライブラリを使用するか、二段階の署名（prepare と finish）を使用してください。", remedy_en: "Use the HPKI library for signatures, or sign in two steps (prepare and finish).",
    }
    PIN_WRONG = 9530 "card.pin.wrong" error {
        ja: "PIN が正しくありません（残り回数：{tries_left}）。", en: "The PIN is incorrect (attempts left: {tries_left}).",
        remedy_ja: "PIN を確認してからやり直してください。誤りが続くとカードがロックされます。", remedy_en: "Check the PIN before trying again. The card locks itself after several incorrect attempts.",
        clause: "docs/spec/hpki.md §7; JAHIS 24-002 §5.2.2",
    }
    PIN_LOCKED = 9531 "card.pin.locked" error {
        ja: "PIN がロックされています。", en: "The PIN is locked.",
        remedy_ja: "カードの発行者に、ロックの解除を依頼してください。", remedy_en: "Ask the issuer of the card to unlock it.",
    }
    PIN_FORM = 9532 "card.pin.form" error {
        ja: "PIN は {minimum}～{maximum} 文字の印字可能な ASCII 文字でなければなりません。カードには送信していません。", en: "A PIN must consist of {minimum} to {maximum} printable ASCII characters. It was not sent to the card.",
        remedy_ja: "PIN を入力し直してください。残り回数は減っていません。", remedy_en: "Enter the PIN again. No attempt was used up.",
    }
    PIN_REFUSED_BEFORE = 9533 "card.pin.refused_before" error {
        ja: "この PIN はすでにカードに拒否されているため、送信しませんでした。", en: "The card has already rejected this PIN, so it was not sent again.",
        remedy_ja: "正しい PIN を入力してやり直してください。", remedy_en: "Try again with the correct PIN.",
    }
    PIN_EXPIRED = 9534 "card.pin.expired" error {
        ja: "PIN が初期値のままか、有効期限が切れているため、変更が必要です。", en: "The PIN is still the initial one or has expired, and must be changed.",
        remedy_ja: "カードの管理ツールで PIN を変更してください。", remedy_en: "Change the PIN with the management tool of the card.",
    }
    PIN_LENGTH_REFUSED = 9535 "card.pin.length_refused" error {
        ja: "この長さの PIN はカードで使用できません（CKR_PIN_LEN_RANGE）。", en: "The card does not accept a PIN of this length (CKR_PIN_LEN_RANGE).",
        remedy_ja: "カードに設定した PIN を確認してからやり直してください。誤りが続くとカードがロックされます。", remedy_en: "Check the PIN that was set for the card before trying again. The card locks itself after several incorrect attempts.",
    }
    PIN_CHARACTERS_REFUSED = 9536 "card.pin.characters_refused" error {
        ja: "この PIN に、カードで使用できない文字が含まれています（CKR_PIN_INVALID）。", en: "The PIN contains characters that the card does not accept (CKR_PIN_INVALID).",
        remedy_ja: "カードに設定した PIN を確認してからやり直してください。誤りが続くとカードがロックされます。", remedy_en: "Check the PIN that was set for the card before trying again. The card locks itself after several incorrect attempts.",
    }
    FUNCTION_FAILED = 9540 "card.function.failed" error {
        ja: "カードの操作に失敗しました：{function}（{reason}）", en: "A card operation failed: {function} ({reason})",
        remedy_ja: "カードを挿入し直してやり直してください。繰り返し発生する場合は、この内容をドライバーの提供者に伝えてください。", remedy_en: "Insert the card again and retry. If this keeps happening, give this message to the provider of the driver.",
    }
}
