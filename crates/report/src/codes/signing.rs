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
    KEY_MALFORMED = 8006 "signing.key.malformed" error {
        ja: "秘密鍵を読み込めません：{reason}", en: "The private key cannot be read: {reason}",
        remedy_ja: "PKCS#8 の PEM または DER、あるいは PKCS#12 のファイルを渡してください。", remedy_en: "Hand over a PKCS#8 file (PEM or DER) or a PKCS#12 file.",
    }
    KEY_ENCRYPTED = 8007 "signing.key.encrypted" error {
        ja: "秘密鍵が暗号化されています。", en: "The private key is encrypted.",
        remedy_ja: "パスワードを渡してください。渡せない場合は PKCS#12 にするか（openssl pkcs12 -export）、復号した PKCS#8 を渡してください。", remedy_en: "Hand over its password. Where that is not possible, hand it over as PKCS#12 (openssl pkcs12 -export) or as decrypted PKCS#8.",
    }
    KEY_OTHER_CERTIFICATE = 8008 "signing.key.other_certificate" error {
        ja: "秘密鍵と証明書が対応していません。", en: "The private key does not belong to the certificate.",
        remedy_ja: "同じ人の鍵と証明書の組を渡してください。", remedy_en: "Hand over the certificate that was issued for this key.",
    }
    KEY_KIND_UNSUPPORTED = 8009 "signing.key.kind_unsupported" error {
        ja: "{kind} の鍵では署名できません。", en: "Keys of kind {kind} cannot sign here.",
        remedy_ja: "RSA（2048 ビット以上）、P-256、P-384 の鍵を使ってください。", remedy_en: "Use an RSA key of at least 2048 bits, or a P-256 or P-384 key.",
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
    PAYLOAD_NOT_UTF8 = 8010 "signing.payload.not_utf8" error {
        ja: "署名するデータが UTF-8 ではありません（{offset} バイト目）。", en: "The records to be signed are not UTF-8 (octet {offset}).",
        remedy_ja: "Shift_JIS などのファイルは UTF-8 に変換してから署名してください。", remedy_en: "Convert the file (from Shift_JIS, for example) to UTF-8 before signing.",
    }
    PAYLOAD_CARRIAGE_RETURN = 8011 "signing.payload.carriage_return" error {
        ja: "署名するデータの {line} 行目に CR があります。改行は LF だけです。", en: "The records to be signed have a CR in line {line}; lines end with LF alone.",
        remedy_ja: "改行を LF にして保存し直してください。管理サービスは CR を受け付けません（EPSB0052E）。", remedy_en: "Save the file with LF line ends. The management service refuses CR (EPSB0052E).",
    }
    PAYLOAD_HEADER = 8012 "signing.payload.header" error {
        ja: "署名するデータの先頭が {expected} ではなく「{actual}」です。", en: "The records to be signed begin with \"{actual}\", not with {expected}.",
        remedy_ja: "処方箋には SJ1、調剤情報には CJ1 のデータ（BOM なし）を渡してください。", remedy_en: "Hand over SJ1 records for a prescription, CJ1 records for a dispensing, without a byte order mark.",
    }
    PRESCRIPTION_NOT_VALID = 8020 "signing.prescription.not_valid" error {
        ja: "調剤の対象となる処方箋の検証結果が {verdict} です。", en: "The prescription that was dispensed on came out {verdict}.",
        remedy_ja: "処方箋の検証結果を確認してください。有効な処方箋に対してだけ調剤情報に署名します。", remedy_en: "Look at the report of the prescription: a dispensing record is signed on a valid prescription only.",
    }
    STATE_MALFORMED = 8021 "signing.state.malformed" error {
        ja: "prepare の状態を読み込めません：{reason}", en: "The state of prepare cannot be read: {reason}",
        remedy_ja: "prepare が書き出した状態ファイルをそのまま渡してください。", remedy_en: "Hand over the state that prepare wrote, unchanged.",
    }
    NOT_EXTENDABLE = 8030 "signing.extend.not_extendable" error {
        ja: "この署名のレベルは上げられません：{reason}", en: "The level of this signature cannot be raised: {reason}",
        remedy_ja: "XAdES の署名が入った文書か確認してください。", remedy_en: "See that the document has a XAdES signature.",
    }
    LEVEL_REACHED = 8031 "signing.extend.level_reached" error {
        ja: "署名はすでに ES-{level} です。", en: "The signature is ES-{level} already.",
        remedy_ja: "より高いレベルを指定してください。ES-A は繰り返し指定できます。", remedy_en: "Ask for a higher level. ES-A can be asked for again and again.",
    }
    REVOCATION_NOT_FOUND = 8032 "signing.values.revocation_not_found" error {
        ja: "{subject} の {at} 時点の失効情報が見つかりません。", en: "No revocation information about {subject} that is current at {at} was found.",
        remedy_ja: "その時点で有効な CRL を渡してください。", remedy_en: "Hand over the revocation list that was current at that time.",
    }
    CERTIFICATE_REVOKED = 8033 "signing.values.certificate_revoked" error {
        ja: "{subject} の証明書は {revoked_at} に失効しています。", en: "The certificate of {subject} was revoked at {revoked_at}.",
        remedy_ja: "失効した証明書による署名に検証情報は付けられません。", remedy_en: "Validation data is not added to the signature of a revoked certificate.",
    }
    PROVIDER_MISSING = 8034 "signing.extend.provider_missing" error {
        ja: "ES-{level} には {provider} が必要です。", en: "ES-{level} needs a {provider}.",
        remedy_ja: "時刻認証局または失効情報の取得元を指定してください。", remedy_en: "Name a time-stamp authority or a source of revocation information.",
    }
    KEY_PKCS12 = 8040 "signing.key.pkcs12" error {
        ja: "PKCS#12 ファイルを開けません：{reason}", en: "The PKCS#12 file cannot be opened: {reason}",
        remedy_ja: "パスワードと、ファイルに秘密鍵と証明書が一組入っていることを確認してください。", remedy_en: "See that the password is right and that the file has one private key with its certificate.",
    }
    KEY_ENCRYPTION_UNSUPPORTED = 8041 "signing.key.encryption_unsupported" error {
        ja: "秘密鍵の暗号化方式に対応していません：{reason}", en: "The private key is encrypted in a way that is not supported: {reason}",
        remedy_ja: "PBES2 で暗号化し直してください（openssl pkcs8 -topk8 -in 鍵 -out 新しい鍵）。", remedy_en: "Encrypt it anew by PBES2 (openssl pkcs8 -topk8 -in KEY -out NEWKEY).",
        clause: "RFC 8018 §6.2",
    }
    KEY_WRONG_PASSWORD = 8042 "signing.key.wrong_password" error {
        ja: "パスワードが違うか、ファイルが壊れています。", en: "The password is wrong, or the file is damaged.",
        remedy_ja: "パスワードを確認してください（全角・半角、大文字・小文字、末尾の改行）。", remedy_en: "Check the password: its case, full-width characters, a stray line end.",
    }
    DOCUMENT_SIGNED = 8050 "signing.document.signed" error {
        ja: "この文書にはすでに署名があります。", en: "This document has a signature already.",
        remedy_ja: "署名のレベルを上げるには extend を使ってください。署名し直すには署名のない文書か CSV を渡してください。", remedy_en: "To raise the level of its signature use extend; to sign anew hand over the document without signature, or its records.",
    }
    DOCUMENT_WITHOUT_ID = 8051 "signing.document.without_id" error {
        ja: "署名対象の要素 {element} に id=\"{expected}\" がありません。", en: "The element to be signed, {element}, does not have id=\"{expected}\".",
        remedy_ja: "要素に id 属性を付けてください。CSV を渡せば文書ごと作成します。", remedy_en: "Give the element its id; or hand over the records, and the document is made around them.",
    }
}
