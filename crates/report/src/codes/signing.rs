//! Signing documents and raising their level.

use crate::code::codes;

codes! {
    KEY_ALGORITHM_UNSUPPORTED = 8001 "signing.key.algorithm_unsupported" error {
        ja: "この鍵（{key}）では {algorithm} の署名はできません。", en: "This key ({key}) cannot sign with {algorithm}.",
        remedy_ja: "鍵の種類に合う署名アルゴリズムを指定してください。RSA の鍵には RSA、P-256 と P-384 の鍵には ECDSA です。", remedy_en: "Choose an algorithm that suits the key: RSA for an RSA key, ECDSA for a P-256 or P-384 key.",
    }
    KEY_FAILED = 8002 "signing.key.failed" error {
        ja: "鍵による署名の処理に失敗しました：{reason}", en: "Signing with the key failed: {reason}",
        remedy_ja: "鍵が使用できる状態か確認し、もう一度署名してください。", remedy_en: "Make sure that the key can be used, and sign again.",
    }
    KEY_MALFORMED = 8006 "signing.key.malformed" error {
        ja: "秘密鍵を読み取れません：{reason}", en: "The private key cannot be read: {reason}",
        remedy_ja: "PKCS#8 形式（PEM または DER）または PKCS#12 形式の秘密鍵ファイルを指定してください。", remedy_en: "Supply the private key as a PKCS#8 file (PEM or DER) or in a PKCS#12 file.",
    }
    KEY_ENCRYPTED = 8007 "signing.key.encrypted" error {
        ja: "秘密鍵が暗号化されています。", en: "The private key is encrypted.",
        remedy_ja: "パスワードを指定してください。指定できない場合は、PKCS#12 に変換する（openssl pkcs12 -export）か、復号した PKCS#8 を指定してください。", remedy_en: "Supply its password. If that is not possible, convert the key to PKCS#12 (openssl pkcs12 -export) or supply it as decrypted PKCS#8.",
    }
    KEY_OTHER_CERTIFICATE = 8008 "signing.key.other_certificate" error {
        ja: "秘密鍵と証明書の組み合わせが正しくありません。", en: "The private key does not match the certificate.",
        remedy_ja: "同じ鍵の組に属する秘密鍵と証明書を指定してください。", remedy_en: "Supply the certificate that was issued for this key.",
    }
    KEY_KIND_UNSUPPORTED = 8009 "signing.key.kind_unsupported" error {
        ja: "{kind} の鍵は署名に使用できません。", en: "Keys of the type {kind} cannot be used for signing.",
        remedy_ja: "2048 ビット以上の RSA、P-256、P-384 のいずれかの鍵を使用してください。", remedy_en: "Use an RSA key of at least 2048 bits, or a P-256 or P-384 key.",
    }
    KEY_NOT_BUILT_IN = 8018 "signing.key.not_built_in" error {
        ja: "このプログラムは AWS-LC なしで作られているため、ファイルの鍵では署名できません。", en: "This program was built without AWS-LC and does not sign with keys from files.",
        remedy_ja: "AWS-LC を含めて（feature software-keys）ビルドするか、カードで署名してください。", remedy_en: "Build it with AWS-LC (feature software-keys), or sign with a card.",
    }
    KEY_AMBIGUOUS = 8019 "signing.key.ambiguous" error {
        ja: "ファイルに秘密鍵が {keys} 個あり、そのうち署名用は {for_signatures} 個です。どれを使うか決められません：{found}", en: "The file contains {keys} private keys, {for_signatures} of them for signatures, so it is not clear which one to use: {found}",
        remedy_ja: "使う鍵を、証明書、friendlyName または localKeyId で指定するか、署名用の鍵と証明書だけを含む PKCS#12 ファイルを指定してください。", remedy_en: "Say which one by its certificate, friendlyName or localKeyId, or supply a PKCS#12 file with only the key for signatures and its certificate.",
    }
    KEY_NOT_IN_FILE = 8043 "signing.key.not_in_file" error {
        ja: "{wanted} で指定された秘密鍵がファイルにありません。ファイルにある鍵：{found}", en: "The file does not contain the private key that was asked for by its {wanted}. Keys in the file: {found}",
        remedy_ja: "指定した値と PKCS#12 ファイルの組み合わせを確認してください。", remedy_en: "Make sure that the value and the PKCS#12 file belong together.",
        clause: "RFC 7292 §4.2",
    }
    KEY_SEVERAL = 8044 "signing.key.several" error {
        ja: "1 つのファイルに秘密鍵が {keys} 個あります。", en: "There are {keys} private keys in one file.",
        remedy_ja: "署名に使う秘密鍵だけを含むファイルを指定してください。", remedy_en: "Supply a file with only the private key that is to sign.",
        clause: "RFC 7468 §2",
    }
    REFERENCE_FAILED = 8003 "signing.reference.failed" error {
        ja: "署名対象 {uri} のハッシュ値を計算できません：{problem}", en: "The digest of {uri}, which is to be signed, cannot be computed: {problem}",
        remedy_ja: "署名対象の要素が文書に 1 つだけあり、id が重複していないことを確認してください。", remedy_en: "Make sure that the element to be signed appears exactly once in the document and that its id is unique.",
    }
    PLACE_MISSING = 8004 "signing.place.missing" error {
        ja: "文書の {offset} バイト目に署名を挿入できません。", en: "The signature cannot be inserted at byte {offset} of the document.",
        remedy_ja: "署名前の文書と状態ファイルが、同じ prepare の実行で作成されたものか確認してください。", remedy_en: "Make sure that the document and the state file come from the same run of prepare.",
    }
    VALUE_MISMATCH = 8005 "signing.value.mismatch" error {
        ja: "署名値を証明書の公開鍵で検証できません：{reason}", en: "The signature value does not verify with the certificate's public key: {reason}",
        remedy_ja: "署名に使用した鍵と証明書の組み合わせ、および署名したデータ（DigestInfo）が正しいか確認してください。", remedy_en: "Make sure that the key matches the certificate and that the correct data (DigestInfo) was signed.",
    }
    PAYLOAD_NOT_UTF8 = 8010 "signing.payload.not_utf8" error {
        ja: "署名するデータが UTF-8 ではありません（{offset} バイト目）：{encoding}", en: "The records to be signed are not valid UTF-8 (byte {offset}): {encoding}",
        remedy_ja: "Shift_JIS や UTF-16 のファイルは、UTF-8（BOM なし）に変換してから署名してください。", remedy_en: "Convert the file to UTF-8 without a byte order mark (from Shift_JIS or UTF-16) before signing.",
    }
    PAYLOAD_CARRIAGE_RETURN = 8011 "signing.payload.carriage_return" error {
        ja: "署名するデータの {line} 行目に CR が含まれています。改行コードは LF だけです。", en: "The records to be signed contain a CR on line {line}; lines must end in LF only.",
        remedy_ja: "改行コードを LF にして保存し直してください。電子処方箋管理サービスは CR を含むデータを受け付けません（EPSB0052E）。", remedy_en: "Save the file with LF line endings. The e-prescription management service rejects CR (EPSB0052E).",
    }
    PAYLOAD_HEADER = 8012 "signing.payload.header" error {
        ja: "署名するデータの先頭が {expected} ではありません：{found}", en: "The records to be signed do not begin with {expected}: {found}",
        remedy_ja: "処方箋には SJ1、調剤情報には CJ1 のデータ（BOM なし）を指定してください。", remedy_en: "Supply SJ1 records for a prescription or CJ1 records for a dispensing record, without a byte order mark.",
    }
    PAYLOAD_CONTROL_CHARACTER = 8013 "signing.payload.control_character" error {
        ja: "署名するデータの {line} 行目に制御文字（{actual}）が含まれています。", en: "The records to be signed contain a control character ({actual}) on line {line}.",
        remedy_ja: "制御文字を削除してください。改行コードとして使われている場合は LF に置き換えてください。", remedy_en: "Remove the control character; where it stands for a line ending, replace it with LF.",
    }
    PAYLOAD_DAMAGED = 8014 "signing.payload.damaged_character" error {
        ja: "署名するデータの {line} 行目に、壊れた文字（U+FFFD）が含まれています。", en: "The records to be signed contain a damaged character (U+FFFD) on line {line}.",
        remedy_ja: "元のデータから、正しい文字コードで出力し直してください。", remedy_en: "Export the original data again in the right encoding.",
    }
    PRESCRIPTION_NOT_VALID = 8020 "signing.prescription.not_valid" error {
        ja: "調剤の対象となる処方箋の検証結果が {verdict} です。", en: "The verification result of the prescription that was dispensed is {verdict}.",
        remedy_ja: "処方箋の検証結果を確認してください。調剤情報に署名できるのは、処方箋が有効な場合だけです。", remedy_en: "See the verification report of the prescription: a dispensing record can be signed only for a valid prescription.",
    }
    STATE_MALFORMED = 8021 "signing.state.malformed" error {
        ja: "prepare の状態ファイルを読み取れません：{reason}", en: "The state file written by prepare cannot be read: {reason}",
        remedy_ja: "prepare が書き出した状態ファイルを、変更せずに指定してください。", remedy_en: "Supply the state file exactly as prepare wrote it.",
    }
    NOT_EXTENDABLE = 8030 "signing.extend.not_extendable" error {
        ja: "この署名のレベルを上げることはできません：{reason}", en: "The level of this signature cannot be raised: {reason}",
        remedy_ja: "XAdES 署名の付いた文書か確認してください。", remedy_en: "Make sure that the document contains a XAdES signature.",
    }
    LEVEL_REACHED = 8031 "signing.extend.level_reached" error {
        ja: "この署名はすでに ES-{level} です。", en: "The signature is already at level ES-{level}.",
        remedy_ja: "より高いレベルを指定してください。ES-A は繰り返し付与できます。", remedy_en: "Choose a higher level. ES-A can be applied repeatedly.",
    }
    REVOCATION_NOT_FOUND = 8032 "signing.values.revocation_not_found" error {
        ja: "{at} の時点で有効な {subject} の失効情報が見つかりません。", en: "No revocation information for {subject} that was current at {at} was found.",
        remedy_ja: "その時点で有効な CRL を指定してください。", remedy_en: "Supply the CRL that was current at that time.",
    }
    CERTIFICATE_REVOKED = 8033 "signing.values.certificate_revoked" error {
        ja: "{subject} の証明書は {revoked_at} に失効しています。", en: "The certificate of {subject} was revoked at {revoked_at}.",
        remedy_ja: "失効した証明書による署名に、検証情報を付与することはできません。有効な証明書で署名し直してください。", remedy_en: "Validation data cannot be added to a signature made with a revoked certificate. Sign again with a valid certificate.",
    }
    PROVIDER_MISSING = 8034 "signing.extend.provider_missing" error {
        ja: "ES-{level} にするには{provider}が必要です。", en: "Level ES-{level} requires a {provider}.",
        remedy_ja: "時刻認証局または失効情報の取得元を指定してください。", remedy_en: "Specify a time-stamp authority or a source of revocation information.",
    }
    KEY_PKCS12 = 8040 "signing.key.pkcs12" error {
        ja: "PKCS#12 ファイルを開けません：{reason}", en: "The PKCS#12 file cannot be opened: {reason}",
        remedy_ja: "パスワードが正しいか、また PKCS#12 ファイル（.p12、.pfx）であるか確認してください。", remedy_en: "Make sure that the password is correct and that it is a PKCS#12 file (.p12, .pfx).",
    }
    KEY_ENCRYPTION_UNSUPPORTED = 8041 "signing.key.encryption_unsupported" error {
        ja: "秘密鍵の暗号化方式に対応していません：{reason}", en: "The encryption scheme of the private key is not supported: {reason}",
        remedy_ja: "PBES2 と AES で暗号化し直してください（openssl pkcs8 -topk8 -in 鍵 -out 新しい鍵、PKCS#12 の場合は openssl pkcs12 -export）。", remedy_en: "Encrypt the key anew with PBES2 and AES (openssl pkcs8 -topk8 -in KEY -out NEWKEY, for PKCS#12 openssl pkcs12 -export).",
        clause: "RFC 8018 §6.2",
    }
    KEY_WRONG_PASSWORD = 8042 "signing.key.wrong_password" error {
        ja: "パスワードが正しくないか、ファイルが壊れています。", en: "The password is incorrect, or the file is damaged.",
        remedy_ja: "パスワードを確認してください（全角と半角、大文字と小文字、末尾の改行に注意してください）。", remedy_en: "Check the password (upper and lower case, full-width characters, a trailing line break).",
    }
    DOCUMENT_SIGNED = 8050 "signing.document.signed" error {
        ja: "この文書にはすでに署名があります。", en: "This document is already signed.",
        remedy_ja: "署名のレベルを上げる場合は extend を使用してください。署名し直す場合は、署名前の文書または CSV を指定してください。", remedy_en: "To raise the level of the signature, use extend. To sign again, supply the unsigned document or its records.",
    }
    DOCUMENT_WITHOUT_ID = 8051 "signing.document.without_id" error {
        ja: "署名対象の要素 {element} に id=\"{expected}\" がありません。", en: "The element to be signed, {element}, lacks id=\"{expected}\".",
        remedy_ja: "要素に id 属性を追加してください。CSV を指定すれば、文書全体を作成します。", remedy_en: "Add the id attribute to the element. If you supply the records (CSV) instead, the whole document is created for you.",
    }
    ANSWER_NOT_SIGNED = 8060 "signing.answer.not_signed" error {
        ja: "返された文書に新しい署名がありません。", en: "The returned document has no new signature.",
        remedy_ja: "送った文書と返された文書の指定順を確認してください。正しい場合は、署名サービスで署名が完了したか確認し、もう一度署名してください。", remedy_en: "Check that the document sent comes first and the one returned second. If so, make sure that the service completed the signature, and sign again.",
    }
    ANSWER_SIGNATURES = 8061 "signing.answer.signatures" error {
        ja: "返された文書には新しい署名が {count} 個あります（1 個でなければなりません）。", en: "The returned document has {count} new signatures; exactly one is expected.",
        remedy_ja: "この文書は使用せず、署名サービスの提供元に問い合わせてください。", remedy_en: "Do not use this document; ask the provider of the signing service.",
    }
    ANSWER_PAYLOAD_CHANGED = 8062 "signing.answer.payload_changed" error {
        ja: "返された文書のデータ（{element}）が、送ったものと異なります：{reason}", en: "The records in the returned document ({element}) are not those that were sent: {reason}",
        remedy_ja: "この文書は使用しないでください。送った文書と返された文書の組み合わせが正しい場合は、途中で変換するプログラム（改行コードや文字コードの変換など）がないか確認し、もう一度署名してください。", remedy_en: "Do not use this document. If it does belong to the one that was sent, look for a program on the way that converts text (line endings, encoding), and sign again.",
    }
    ANSWER_DOCUMENT_CHANGED = 8063 "signing.answer.document_changed" error {
        ja: "返された文書が、送った文書に署名を加えたものではありません：{reason}", en: "The returned document is not the one that was sent plus its signature: {reason}",
        remedy_ja: "この文書は使用しないでください。送った文書と返された文書の組み合わせを確認し、もう一度署名してください。", remedy_en: "Do not use this document. Make sure that it belongs to the one that was sent, and sign again.",
    }
    ANSWER_OTHER_CERTIFICATE = 8064 "signing.answer.other_certificate" error {
        ja: "返された文書は、指定された証明書とは別の証明書で署名されています（{subject}）。", en: "The returned document is signed with another certificate ({subject}) than the one that was given.",
        remedy_ja: "署名者と、指定した証明書が更新前のものでないかを確認してください。", remedy_en: "Check who signed, and whether the certificate given is the one before its renewal.",
    }
    ANSWER_SIGNER_UNKNOWN = 8065 "signing.answer.signer_unknown" error {
        ja: "返された文書の署名者を確認できません：証明書から信頼するルート証明書までのパスがありません（{subject}）。", en: "It cannot be established who signed the returned document: there is no path from the certificate ({subject}) to a trusted root.",
        remedy_ja: "認証局の証明書（--intermediate）を指定するか、署名に使われるはずの証明書が手元にある場合は、それを指定してください（--cert）。", remedy_en: "Supply the certificate of its authority (--intermediate) or, if you have it, the certificate that was to sign (--cert).",
    }
    ANSWER_UNREADABLE = 8066 "signing.answer.unreadable" error {
        ja: "返された文書を読み取れません：{reason}", en: "The returned document cannot be read: {reason}",
        remedy_ja: "署名サービスが返した XML 文書だけを、変更せずに指定してください。", remedy_en: "Supply the XML document alone, exactly as the signing service returned it.",
    }
}
