//! What is trusted, in a folder: what is there, and what is missing.

use crate::code::codes;

codes! {
    FOLDER_COMPLETE = 9601 "trust.folder.complete" passed {
        ja: "信頼設定に不足はありません。", en: "Nothing is missing in the trust folder.",
    }
    FILE_IGNORED = 9602 "trust.file.ignored" warning {
        ja: "このファイルは読み込まれていません：{file}", en: "This file is not read: {file}",
        remedy_ja: "証明書または失効リストであれば、拡張子を .cer、.crt、.der、.pem、.crl のいずれかにしてください。それ以外であれば、フォルダーの外に移してください。", remedy_en: "If it is a certificate or a revocation list, give its name the extension .cer, .crt, .der, .pem or .crl; otherwise move it out of the folder.",
    }
    CERTIFICATE_NOT_CURRENT = 9603 "trust.certificate.not_current" warning {
        ja: "{file} の証明書は、{at} の時点では有効期間外です（{not_before} から {not_after} まで）。", en: "The certificate in {file} is outside its validity period at {at} ({not_before} to {not_after}).",
        remedy_ja: "後継の証明書が公開されていれば追加してください。過去の署名の検証に必要な場合があるため、古い証明書は残しておいてください。", remedy_en: "If a successor has been published, add it. Keep the old certificate: older signatures may need it.",
        clause: "RFC 5280 §6.1.3",
    }
    ROOT_CERTIFICATE_MISSING = 9604 "trust.root.certificate_missing" warning {
        ja: "HPKIルート認証局（MHLW HPKI Root CA V2）の証明書がありません。組み込まれているのはSHA-256のみであり、ES-XL・ES-A以外の文書には通常この証明書が含まれていないため、検証できません。", en: "The certificate of the root, MHLW HPKI Root CA V2, is missing. Only its SHA-256 is built in, and documents other than ES-XL and ES-A usually do not contain the certificate, so they cannot be verified.",
        remedy_ja: "厚生労働省HPKIルート認証局のリポジトリ（http://hpki.mhlw.go.jp/repository/）から証明書を入手し、shohosen trust add --intermediate で追加してください。組み込みのSHA-256と一致しない証明書は信頼されません。", remedy_en: "Get the certificate from the repository of the MHLW HPKI root CA (http://hpki.mhlw.go.jp/repository/) and add it with shohosen trust add --intermediate. A certificate that does not match the built-in SHA-256 is not trusted.",
        clause: "RFC 5280 §6.1.1",
    }
    TSA_ANCHOR_MISSING = 9605 "trust.tsa_anchor.missing" warning {
        ja: "時刻認証局のルート証明書がありません。タイムスタンプのある文書（ES-T、ES-XL、ES-A）は判定できません。", en: "There is no root certificate of a time-stamp authority. Documents with time-stamps (ES-T, ES-XL, ES-A) cannot be decided.",
        remedy_ja: "利用する時刻認証局が公開しているルート証明書を入手し、指紋（SHA-256）を公表値と照合のうえ、shohosen trust add --tsa-anchor で追加してください。", remedy_en: "Get the root certificate that your time-stamp authority publishes, compare its fingerprint (SHA-256) with the published one, and add it with shohosen trust add --tsa-anchor.",
        clause: "RFC 3161 §2.3",
    }
    INTERMEDIATES_MISSING = 9606 "trust.intermediates.missing" warning {
        ja: "中間認証局の証明書がありません。文書に証明書チェーンが含まれていない場合（ES-BES・ES-T）、検証できません。", en: "There are no certificates of intermediate CAs. Documents that do not contain the certificate chain (ES-BES, ES-T) cannot be verified.",
        remedy_ja: "署名者の証明書を発行した認証局の証明書を、その認証局のリポジトリから入手し、shohosen trust add --intermediate で追加してください。", remedy_en: "Get the certificate of the CA that issues the signers’ certificates from the repository of that CA, and add it with shohosen trust add --intermediate.",
        clause: "RFC 5280 §6.1",
    }
    INTERMEDIATE_UNKNOWN_ISSUER = 9607 "trust.intermediate.unknown_issuer" warning {
        ja: "{file} の証明書の発行者（{issuer}）の証明書がありません。", en: "The certificate of the issuer ({issuer}) of the certificate in {file} is missing.",
        remedy_ja: "発行者の証明書を shohosen trust add --intermediate で追加してください。発行者をルートとして信頼する場合は --anchor を使用してください。", remedy_en: "Add the certificate of the issuer with shohosen trust add --intermediate, or with --anchor if it is a root that you trust.",
        clause: "RFC 5280 §6.1.3",
    }
    CRL_MISSING = 9608 "trust.crl.missing" warning {
        ja: "{issuer} の失効リストがありません。失効の有無を確認できません。", en: "There is no revocation list of {issuer}, so revocation cannot be checked.",
        remedy_ja: "この認証局が発行した証明書の「CRL配布点」にあるURLから入手し、shohosen trust add --crl で追加してください。", remedy_en: "Get the list from the URL in the CRL distribution point of a certificate that this CA issued, and add it with shohosen trust add --crl.",
        clause: "RFC 5280 §6.3",
    }
    CRL_MISSING_AT = 9609 "trust.crl.missing_at" warning {
        ja: "{issuer} の失効リストがありません。失効の有無を確認できません（配布点：{uri}）。", en: "There is no revocation list of {issuer}, so revocation cannot be checked (published at {uri}).",
        remedy_ja: "配布点から入手し、shohosen trust add --crl で追加してください。", remedy_en: "Get it from there and add it with shohosen trust add --crl.",
        clause: "RFC 5280 §6.3",
    }
    CRL_OUTDATED = 9610 "trust.crl.outdated" warning {
        ja: "{issuer} の失効リストは期限切れです（次回更新予定 {next_update}、基準時刻 {at}）。", en: "The revocation list of {issuer} is out of date (next update {next_update}, judged at {at}).",
        remedy_ja: "新しい失効リストを入手し、shohosen trust add --crl で追加してください（古いものは置き換えられます）。", remedy_en: "Get the current list and add it with shohosen trust add --crl; it replaces the old one.",
        clause: "RFC 5280 §6.3.3",
    }
    CRL_OUTDATED_AT = 9611 "trust.crl.outdated_at" warning {
        ja: "{issuer} の失効リストは期限切れです（次回更新予定 {next_update}、基準時刻 {at}、配布点：{uri}）。", en: "The revocation list of {issuer} is out of date (next update {next_update}, judged at {at}, published at {uri}).",
        remedy_ja: "配布点から新しい失効リストを入手し、shohosen trust add --crl で追加してください（古いものは置き換えられます）。", remedy_en: "Get the current list from there and add it with shohosen trust add --crl; it replaces the old one.",
        clause: "RFC 5280 §6.3.3",
    }
}
