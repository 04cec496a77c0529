//! The HPKI profile: policies, roles, key usage.
//!
//! None of these findings carries the subject's serialNumber (the licence number).

use crate::code::codes;

codes! {
    POLICY_ALLOWED = 5001 "hpki.policy.allowed" passed {
        ja: "署名用の証明書ポリシー（{policy}）に基づく証明書です。",
        en: "The certificate was issued under the signature policy {policy}.",
        clause: "docs/spec/hpki.md §3",
    }
    POLICY_TEST_CERTIFICATE = 5002 "hpki.policy.test_certificate" invalid(ChainConstraintsFailure) {
        ja: "テスト用の証明書です（ポリシー {policy}）。厚生労働省のルート認証局に連なりますが、資格を証明するものではありません。",
        en: "This is a test certificate (policy {policy}). It chains up to the root CA of the Ministry of Health, Labour and Welfare but does not prove any qualification.",
        remedy_ja: "本番の証明書で署名し直してください。テスト環境では、allow_test_certificates（コマンドでは --allow-test-certificates）を指定すれば受け入れます。",
        remedy_en: "Have the document signed with a production certificate. In a test environment, set allow_test_certificates (on the command line: --allow-test-certificates) to accept it.",
        clause: "docs/spec/hpki.md §3",
    }
    POLICY_TEST_CERTIFICATE_ALLOWED = 5003 "hpki.policy.test_certificate_allowed" warning {
        ja: "テスト用の証明書（ポリシー {policy}）を、設定により受け入れました。資格は証明されていません。",
        en: "This is a test certificate (policy {policy}), accepted because of the settings. It does not prove any qualification.",
        remedy_ja: "本番の検証では allow_test_certificates を指定しないでください。",
        remedy_en: "Do not set allow_test_certificates when verifying real documents.",
        clause: "docs/spec/hpki.md §3",
    }
    POLICY_AUTHENTICATION_CERTIFICATE = 5004 "hpki.policy.authentication_certificate" invalid(ChainConstraintsFailure) {
        ja: "認証用の証明書です（ポリシー {policy}）。署名には使用できません。",
        en: "This is an authentication certificate (policy {policy}); it must not be used for signing.",
        remedy_ja: "HPKI カードの署名用証明書で署名し直してください。",
        remedy_en: "Sign again with the signature certificate of the HPKI card.",
        clause: "docs/spec/hpki.md §3",
    }
    POLICY_UNKNOWN = 5005 "hpki.policy.unknown" invalid(ChainConstraintsFailure) {
        ja: "証明書ポリシー（{found}）は、許可されているもの（{allowed}）のいずれでもありません。",
        en: "None of the certificate policies ({found}) is among those allowed ({allowed}).",
        remedy_ja: "HPKI の署名用証明書か確認してください。新しく定められたポリシーであれば、設定 signer_policies に追加してください。",
        remedy_en: "Check that this is an HPKI signature certificate. If the policy is a new one, add it to the setting signer_policies.",
        clause: "docs/spec/hpki.md §3",
    }
    POLICY_MISSING = 5006 "hpki.policy.missing" invalid(ChainConstraintsFailure) {
        ja: "証明書ポリシーの記載がありません。HPKI の証明書ではありません。",
        en: "The certificate does not state a certificate policy, so it is not an HPKI certificate.",
        remedy_ja: "HPKI の署名用証明書で署名し直してください。",
        remedy_en: "Sign again with an HPKI signature certificate.",
        clause: "docs/spec/hpki.md §3",
    }
    CA_POLICY_ALLOWED = 5010 "hpki.ca_policy.allowed" passed {
        ja: "発行認証局の証明書ポリシーは {policy} です。",
        en: "The issuing CA operates under the policy {policy}.",
        clause: "docs/spec/hpki.md §3",
    }
    CA_POLICY_NOT_ALLOWED = 5011 "hpki.ca_policy.not_allowed" invalid(ChainConstraintsFailure) {
        ja: "発行認証局の証明書ポリシー（{found}）は、許可されているもの（{allowed}）のいずれでもありません。",
        en: "None of the issuing CA's policies ({found}) is among those allowed ({allowed}).",
        remedy_ja: "HPKI の署名用認証局（名称の末尾が -forNonRepudiation）が発行した証明書か確認してください。",
        remedy_en: "Check that the certificate was issued by an HPKI CA for signatures (its name ends in -forNonRepudiation).",
        clause: "docs/spec/hpki.md §3",
    }
    KEY_USAGE_NON_REPUDIATION = 5020 "hpki.key_usage.non_repudiation" passed {
        ja: "鍵用途は否認防止（nonRepudiation）です。",
        en: "The key usage is nonRepudiation.",
        clause: "検証要件 5.7",
    }
    KEY_USAGE_NOT_NON_REPUDIATION = 5021 "hpki.key_usage.not_non_repudiation" invalid(ChainConstraintsFailure) {
        ja: "鍵用途（{found}）に否認防止（nonRepudiation）が含まれていません。",
        en: "The key usage ({found}) does not include nonRepudiation.",
        remedy_ja: "HPKI カードの署名用証明書で署名し直してください。",
        remedy_en: "Sign again with the signature certificate of the HPKI card.",
        clause: "検証要件 5.7",
    }
    KEY_USAGE_ADDITIONAL_BITS = 5022 "hpki.key_usage.additional_bits" invalid(ChainConstraintsFailure) {
        ja: "鍵用途に、否認防止以外の用途が含まれています（{found}）。HPKI の署名用証明書の鍵用途は否認防止だけです。",
        en: "The key usage includes more than nonRepudiation ({found}); an HPKI signature certificate has no other key usage.",
        remedy_ja: "HPKI の署名用証明書か確認してください。受け入れる場合は、設定 key_usage を変更してください。",
        remedy_en: "Check that this is an HPKI signature certificate. To accept additional key usages, change the setting key_usage.",
        clause: "docs/spec/hpki.md §2",
    }
    ROLE_AUTHORISED = 5030 "hpki.role.authorised" passed {
        ja: "署名者の資格は {role_ja}（{role}）であり、この文書（{document}）に署名できます。",
        en: "The signer's role is {role} ({role_ja}), which may sign this document ({document}).",
        clause: "docs/spec/hpki.md §5",
    }
    ROLE_MISSING = 5031 "hpki.role.missing" invalid(ChainConstraintsFailure) {
        ja: "証明書に、保健医療福祉分野の国家資格（hcRole）の記載がありません。",
        en: "The certificate does not contain a healthcare role (hcRole).",
        remedy_ja: "資格の記載がある HPKI の署名用証明書で署名し直してください。",
        remedy_en: "Sign again with an HPKI signature certificate that states the signer's qualification.",
        clause: "docs/spec/hpki.md §5",
    }
    ROLE_MALFORMED = 5032 "hpki.role.malformed" invalid(ChainConstraintsFailure) {
        ja: "証明書の資格情報（hcRole）を読み取れません（{field}、{offset} バイト目）：{problem}",
        en: "The healthcare role (hcRole) in the certificate cannot be read ({field}, offset {offset}): {problem}",
        remedy_ja: "証明書の発行者に問い合わせてください。",
        remedy_en: "Contact the issuer of the certificate.",
        clause: "docs/spec/hpki.md §4; ISO 17090-2",
    }
    ROLE_WRONG_SCHEME = 5033 "hpki.role.wrong_scheme" warning {
        ja: "資格「{role}」は HPKI のコード体系によるものではない（{scheme}）ため、無視しました。",
        en: "The role \"{role}\" was ignored because it belongs to a coding scheme other than that of the HPKI ({scheme}).",
        clause: "docs/spec/hpki.md §5",
    }
    ROLE_UNKNOWN = 5034 "hpki.role.unknown" warning {
        ja: "資格名「{role}」は、既知の資格の一覧にありません。",
        en: "The role \"{role}\" is not in the list of known roles.",
        remedy_ja: "証明書ポリシの資格名の表と照合し、一覧（hc_roles.csv）を確認してください。",
        remedy_en: "Compare it with the table of roles in the certificate policy, and check the list hc_roles.csv.",
        clause: "docs/spec/hpki.md §5",
    }
    ROLE_NOT_AUTHORISED = 5035 "hpki.role.not_authorised" invalid(SigConstraintsFailure) {
        ja: "この文書（{document}）に署名できる資格は {allowed} ですが、署名者の資格は {found} です。",
        en: "This document ({document}) may be signed by {allowed}, but the signer's role is {found}.",
        remedy_ja: "署名できる資格を持つ人が署名し直してください。",
        remedy_en: "Have the document signed by someone with a role that may sign it.",
        clause: "docs/spec/hpki.md §5",
    }
    ROLE_FOUND = 5036 "hpki.role.found" info {
        ja: "署名者の資格は {role_ja}（{role}）です。この文書に必要な資格が設定されていないため、適否は判定していません。",
        en: "The signer's role is {role} ({role_ja}). No role is required for this document by the settings, so this was not judged.",
        clause: "docs/spec/hpki.md §5",
    }
    LICENCE_NUMBER_MALFORMED = 5040 "hpki.licence_number.malformed" warning {
        ja: "資格の登録番号（subject の serialNumber）が複数あるか、長すぎます。",
        en: "The registration number (serialNumber in the subject) appears more than once or is too long.",
        clause: "docs/spec/hpki.md §2; X.520",
    }
}
