//! The HPKI profile: policies, roles, key usage.
//!
//! None of these findings carries the subject's serialNumber (the licence number).

use crate::code::codes;

codes! {
    POLICY_ALLOWED = 5001 "hpki.policy.allowed" passed {
        ja: "署名用の証明書ポリシー {policy} の証明書です。",
        en: "The certificate was issued under the signature policy {policy}.",
        clause: "HPKI 署名用証明書ポリシ §1.2",
    }
    POLICY_TEST_CERTIFICATE = 5002 "hpki.policy.test_certificate" invalid(ChainConstraintsFailure) {
        ja: "テスト用の証明書です（ポリシー {policy}）。厚生労働省のルートまで連鎖しますが、資格を証明しません。",
        en: "This is a test certificate (policy {policy}): it chains to the root of the MHLW, but proves no qualification.",
        remedy_ja: "本番の証明書で署名し直してください。試験環境では allow_test_certificates（コマンドでは --allow-test-certificates）を指定すると受け入れます。",
        remedy_en: "Have it signed with a production certificate. In a test environment, allow_test_certificates (--allow-test-certificates on the command line) accepts it.",
        clause: "HPKI 署名用証明書ポリシ §1.2",
    }
    POLICY_TEST_CERTIFICATE_ALLOWED = 5003 "hpki.policy.test_certificate_allowed" warning {
        ja: "テスト用の証明書ですが（ポリシー {policy}）、設定により受け入れました。資格は証明されていません。",
        en: "This is a test certificate (policy {policy}), accepted because the settings say so: no qualification is proven.",
        remedy_ja: "本番の検証では allow_test_certificates を指定しないでください。",
        remedy_en: "Do not set allow_test_certificates where real documents are verified.",
        clause: "HPKI 署名用証明書ポリシ §1.2",
    }
    POLICY_AUTHENTICATION_CERTIFICATE = 5004 "hpki.policy.authentication_certificate" invalid(ChainConstraintsFailure) {
        ja: "認証用の証明書です（ポリシー {policy}）。署名には使えません。",
        en: "This is an authentication certificate (policy {policy}): it is not for signatures.",
        remedy_ja: "HPKIカードの署名用証明書で署名し直してください。",
        remedy_en: "Sign again with the signature certificate of the HPKI card.",
        clause: "HPKI 認証用証明書ポリシ §1.2",
    }
    POLICY_UNKNOWN = 5005 "hpki.policy.unknown" invalid(ChainConstraintsFailure) {
        ja: "証明書ポリシー {found} は、許可されている {allowed} のいずれでもありません。",
        en: "The certificate policies {found} are none of those allowed: {allowed}.",
        remedy_ja: "HPKIの署名用証明書か確認してください。新しいポリシーであれば設定 signer_policies に加えてください。",
        remedy_en: "Check that this is an HPKI signature certificate; add the policy to the setting signer_policies if it is a new one.",
        clause: "HPKI 署名用証明書ポリシ §1.2",
    }
    POLICY_MISSING = 5006 "hpki.policy.missing" invalid(ChainConstraintsFailure) {
        ja: "証明書ポリシーがありません。HPKIの証明書ではありません。",
        en: "The certificate names no policy: it is not a certificate of the HPKI.",
        remedy_ja: "HPKIの署名用証明書で署名し直してください。",
        remedy_en: "Sign with an HPKI signature certificate.",
        clause: "HPKI 署名用証明書ポリシ §7.1",
    }
    CA_POLICY_ALLOWED = 5010 "hpki.ca_policy.allowed" passed {
        ja: "発行認証局の証明書ポリシーは {policy} です。",
        en: "The issuing CA works under the policy {policy}.",
        clause: "HPKI 署名用証明書ポリシ §7.1",
    }
    CA_POLICY_NOT_ALLOWED = 5011 "hpki.ca_policy.not_allowed" invalid(ChainConstraintsFailure) {
        ja: "発行認証局の証明書ポリシー {found} は、許可されている {allowed} のいずれでもありません。",
        en: "The policies of the issuing CA, {found}, are none of those allowed: {allowed}.",
        remedy_ja: "署名用のHPKI認証局（-forNonRepudiation）が発行した証明書か確認してください。",
        remedy_en: "Check that the certificate was issued by an HPKI CA for signatures (-forNonRepudiation).",
        clause: "HPKI 署名用証明書ポリシ §7.1",
    }
    KEY_USAGE_NON_REPUDIATION = 5020 "hpki.key_usage.non_repudiation" passed {
        ja: "鍵用途は否認防止（nonRepudiation）です。",
        en: "The key usage is nonRepudiation.",
        clause: "検証要件 5.7",
    }
    KEY_USAGE_NOT_NON_REPUDIATION = 5021 "hpki.key_usage.not_non_repudiation" invalid(ChainConstraintsFailure) {
        ja: "鍵用途に否認防止（nonRepudiation）がありません（{found}）。",
        en: "The key usage lacks nonRepudiation (it has: {found}).",
        remedy_ja: "HPKIカードの署名用証明書で署名し直してください。",
        remedy_en: "Sign again with the signature certificate of the HPKI card.",
        clause: "検証要件 5.7",
    }
    KEY_USAGE_ADDITIONAL_BITS = 5022 "hpki.key_usage.additional_bits" invalid(ChainConstraintsFailure) {
        ja: "鍵用途に否認防止以外の用途があります（{found}）。HPKIの署名用証明書は否認防止のみです。",
        en: "The key usage has more than nonRepudiation ({found}); an HPKI signature certificate has nothing else.",
        remedy_ja: "HPKIの署名用証明書か確認してください。受け入れる場合は設定 key_usage を変えてください。",
        remedy_en: "Check that this is an HPKI signature certificate; the setting key_usage can accept further bits.",
        clause: "HPKI 署名用証明書ポリシ §7.1",
    }
    ROLE_AUTHORISED = 5030 "hpki.role.authorised" passed {
        ja: "署名者の資格 {role_ja}（{role}）は、この文書（{document}）に署名できます。",
        en: "The signer is {role} ({role_ja}) and may sign this document ({document}).",
        clause: "HPKI 署名用証明書ポリシ hcRole",
    }
    ROLE_MISSING = 5031 "hpki.role.missing" invalid(ChainConstraintsFailure) {
        ja: "証明書に保健医療福祉分野の資格（hcRole）がありません。",
        en: "The certificate states no healthcare role (hcRole).",
        remedy_ja: "資格を記載したHPKIの署名用証明書で署名し直してください。",
        remedy_en: "Sign with an HPKI signature certificate that states the signer's qualification.",
        clause: "HPKI 署名用証明書ポリシ hcRole",
    }
    ROLE_MALFORMED = 5032 "hpki.role.malformed" invalid(ChainConstraintsFailure) {
        ja: "証明書の資格（hcRole）が読めません: {field}（{offset} オクテット目）: {problem}",
        en: "The healthcare role (hcRole) of the certificate cannot be read: {field} at octet {offset}: {problem}",
        remedy_ja: "証明書の発行者に確認してください。",
        remedy_en: "Ask the issuer of the certificate.",
        clause: "ISO 17090-2 hcRole",
    }
    ROLE_WRONG_SCHEME = 5033 "hpki.role.wrong_scheme" warning {
        ja: "資格「{role}」は HPKI の符号体系ではありません（{scheme}）。無視しました。",
        en: "The role \"{role}\" stands under another coding scheme ({scheme}) than that of the HPKI, and counts for nothing.",
        clause: "HPKI 署名用証明書ポリシ hcRole",
    }
    ROLE_UNKNOWN = 5034 "hpki.role.unknown" warning {
        ja: "資格名「{role}」は既知の一覧にありません。",
        en: "The role \"{role}\" is not in the table of known roles.",
        remedy_ja: "証明書ポリシの表と照らし、一覧（hc_roles.csv）を確認してください。",
        remedy_en: "Hold it against the table of the certificate policy and the list hc_roles.csv.",
        clause: "HPKI 署名用証明書ポリシ hcRole",
    }
    ROLE_NOT_AUTHORISED = 5035 "hpki.role.not_authorised" invalid(SigConstraintsFailure) {
        ja: "この文書（{document}）に署名できる資格は {allowed} ですが、署名者の資格は {found} です。",
        en: "This document ({document}) may be signed by {allowed}; the signer is {found}.",
        remedy_ja: "資格のある者が署名し直してください。",
        remedy_en: "Have it signed by a professional who may sign it.",
        clause: "HPKI 署名用証明書ポリシ hcRole",
    }
    ROLE_FOUND = 5036 "hpki.role.found" info {
        ja: "署名者の資格は {role_ja}（{role}）です。この文書に必要な資格は設定されていないので、判定していません。",
        en: "The signer is {role} ({role_ja}); the settings demand no role for this document, so it was not judged.",
        clause: "HPKI 署名用証明書ポリシ hcRole",
    }
    LICENCE_NUMBER_MALFORMED = 5040 "hpki.licence_number.malformed" warning {
        ja: "資格の登録番号（subject の serialNumber）が一つに決まらないか、長すぎます。",
        en: "The licence number (serialNumber of the subject) stands more than once or is too long.",
        clause: "X.520 serialNumber",
    }
}
