//! Certificates, paths and revocation.
//!
//! Where it matters whether the time of the validation is proven by a time-stamp or simply the
//! time at which somebody verifies, there are two codes, one of them with `_no_poe` (no proof of
//! existence), as EN 319 102-1 has two sub-indications. Subjects are given without the value of
//! serialNumber (the licence number).

use crate::code::codes;

codes! {
    PATH_VALID = 4001 "pki.path.valid" passed {
        ja: "証明書（{subject}）から信頼点（{anchor}）までの認証パスを検証できました。",
        en: "The certificate of {subject} has a valid path to the trust anchor {anchor}.",
        clause: "RFC 5280 §6.1; 検証要件 5.7",
    }
    PATH_NO_TRUST_ANCHOR = 4002 "pki.path.no_trust_anchor" indeterminate(NoCertificateChainFound) {
        ja: "認証パスが信頼点に到達しません。自己署名証明書（{subject}）は信頼点として設定されていません。",
        en: "No trust anchor was reached: the self-signed certificate {subject} is not configured as a trust anchor.",
        remedy_ja: "この証明書を信頼する場合は、発行者が公表しているフィンガープリントと照合したうえで、信頼点として指定してください（コマンドでは --anchor または --tsa-anchor）。",
        remedy_en: "If you intend to trust this certificate, compare it with the fingerprint published by its issuer and configure it as a trust anchor (on the command line: --anchor or --tsa-anchor).",
        clause: "RFC 5280 §6.1.1; 検証要件 5.7",
    }
    PATH_ISSUER_NOT_FOUND = 4003 "pki.path.issuer_not_found" indeterminate(NoCertificateChainFound) {
        ja: "{subject} の発行者（{issuer}）の証明書が見つかりません。",
        en: "The certificate of {issuer}, which issued {subject}, was not found.",
        remedy_ja: "発行した認証局の証明書を入手し、中間証明書として指定してください（コマンドでは --intermediate）。",
        remedy_en: "Obtain the certificate of the issuing CA and supply it as an intermediate certificate (on the command line: --intermediate).",
        clause: "RFC 5280 §6.1; 検証要件 5.7",
    }
    PATH_LIMIT_REACHED = 4004 "pki.path.limit_reached" indeterminate(NoCertificateChainFound) {
        ja: "認証パスの探索を、上限に達したため打ち切りました（{limit}：{value}）。",
        en: "The search for a certification path was stopped because a limit was reached ({limit}: {value}).",
        remedy_ja: "文書に含まれる無関係な証明書を除くか、上限を引き上げてください。",
        remedy_en: "Remove unrelated certificates from the document, or raise the limit.",
        clause: "RFC 5280 §6.1",
    }
    PATH_NO_VALID_POLICY = 4005 "pki.path.no_valid_policy" invalid(ChainConstraintsFailure) {
        ja: "認証パス全体を通して有効な、許可された証明書ポリシーがありません（{subject}）。",
        en: "No acceptable certificate policy is valid along the whole path ({subject}).",
        remedy_ja: "証明書の用途と、許可する証明書ポリシーの設定を確認してください。",
        remedy_en: "Check that the certificate is meant for this purpose, and which policies are configured as acceptable.",
        clause: "RFC 5280 §6.1.5 (g)",
    }
    CERTIFICATE_SIGNATURE_INVALID = 4010 "pki.certificate.signature_invalid" invalid(CertificateChainGeneralFailure) {
        ja: "証明書（{subject}）の署名を、発行者（{issuer}）の公開鍵で検証できません：{problem}",
        en: "The signature on the certificate of {subject} does not verify with the key of its issuer, {issuer}: {problem}",
        remedy_ja: "証明書が改ざんされているか、同じ名称の別の認証局の証明書が使われています。文書を取り直してください。",
        remedy_en: "The certificate was altered, or the certificate of a different CA with the same name was used. Obtain the document again.",
        clause: "RFC 5280 §6.1.3 (a)(1)",
    }
    CERTIFICATE_ALGORITHM_UNSUPPORTED = 4011 "pki.certificate.algorithm_unsupported" indeterminate(CryptoConstraintsFailure) {
        ja: "証明書（{subject}）の署名アルゴリズム {algorithm} には対応していません。",
        en: "The signature algorithm {algorithm} of the certificate of {subject} is not supported.",
        remedy_ja: "RSA または ECDSA と、SHA-256 以上のハッシュアルゴリズムで署名された証明書を使用してください。",
        remedy_en: "Use a certificate signed with RSA or ECDSA and SHA-256 or stronger.",
        clause: "RFC 5280 §4.1.1.2",
    }
    CERTIFICATE_ALGORITHM_REFUSED = 4012 "pki.certificate.algorithm_refused" invalid(CryptoConstraintsFailure) {
        ja: "証明書（{subject}）の署名アルゴリズムまたは鍵長は許可されていません：{problem}",
        en: "The signature algorithm or key size of the certificate of {subject} is not allowed: {problem}",
        remedy_ja: "2048 ビット以上の RSA と SHA-256 以上を用いた証明書を使用するか、検証ポリシーの設定を確認してください。",
        remedy_en: "Use a certificate with RSA of at least 2048 bits and SHA-256 or stronger, or check the policy settings.",
        clause: "EN 319 102-1 §5.2.8",
    }
    CERTIFICATE_ALGORITHM_REFUSED_NO_POE = 4013 "pki.certificate.algorithm_refused_no_poe" invalid(CryptoConstraintsFailureNoPoe) {
        ja: "証明書（{subject}）の署名アルゴリズムまたは鍵長は許可されておらず、安全とされていた時期に存在したことの証明もありません：{problem}",
        en: "The signature algorithm or key size of the certificate of {subject} is not allowed, and nothing proves that the certificate existed while it was still considered secure: {problem}",
        remedy_ja: "2048 ビット以上の RSA と SHA-256 以上を用いた証明書を使用するか、検証ポリシーの設定を確認してください。",
        remedy_en: "Use a certificate with RSA of at least 2048 bits and SHA-256 or stronger, or check the policy settings.",
        clause: "EN 319 102-1 §5.2.8",
    }
    CERTIFICATE_EXPIRED = 4014 "pki.certificate.expired" invalid(Expired) {
        ja: "証明書（{subject}）の有効期限は {not_after} ですが、署名はその後の {at} に行われています。",
        en: "The certificate of {subject} expired at {not_after}, before the signature was made ({at}).",
        remedy_ja: "有効な証明書で署名し直すよう、署名者に依頼してください。",
        remedy_en: "Have the document signed again with a valid certificate.",
        clause: "RFC 5280 §6.1.3 (a)(2); 検証要件 5.7",
    }
    CERTIFICATE_EXPIRED_NO_POE = 4015 "pki.certificate.expired_no_poe" invalid(OutOfBoundsNoPoe) {
        ja: "証明書（{subject}）は {not_after} に有効期限が切れており（検証時刻 {at}）、有効期間内に署名されたことを示すタイムスタンプもありません。",
        en: "The certificate of {subject} expired at {not_after} (time of verification: {at}), and no time-stamp proves that the signature was made before that.",
        remedy_ja: "署名タイムスタンプの付いた文書を入手するか、検証時刻（--at）を確認してください。",
        remedy_en: "Obtain a copy of the document with a signature time-stamp, or check the time of verification (--at).",
        clause: "RFC 5280 §6.1.3 (a)(2); 検証要件 5.7",
    }
    CERTIFICATE_NOT_YET_VALID = 4016 "pki.certificate.not_yet_valid" invalid(NotYetValid) {
        ja: "証明書（{subject}）の有効期間は {not_before} からですが、署名はその前の {at} に行われています。",
        en: "The certificate of {subject} is valid from {not_before}, but the signature was made earlier, at {at}.",
        remedy_ja: "証明書の有効期間内に署名し直すよう、署名者に依頼してください。",
        remedy_en: "Have the document signed again within the validity period of the certificate.",
        clause: "RFC 5280 §6.1.3 (a)(2); 検証要件 5.7",
    }
    CERTIFICATE_NOT_YET_VALID_NO_POE = 4017 "pki.certificate.not_yet_valid_no_poe" invalid(OutOfBoundsNoPoe) {
        ja: "証明書（{subject}）の有効期間は {not_before} からですが、検証時刻は {at} です。",
        en: "The certificate of {subject} is valid from {not_before}, but the time of verification is {at}.",
        remedy_ja: "コンピューターの時計と検証時刻（--at）を確認してください。",
        remedy_en: "Check the computer's clock and the time of verification (--at).",
        clause: "RFC 5280 §6.1.3 (a)(2); 検証要件 5.7",
    }
    CERTIFICATE_UNKNOWN_CRITICAL_EXTENSION = 4018 "pki.certificate.unknown_critical_extension" invalid(ChainConstraintsFailure) {
        ja: "証明書（{subject}）に、対応していないクリティカル拡張 {extension} があります。",
        en: "The certificate of {subject} has a critical extension that is not supported: {extension}",
        remedy_ja: "この拡張を含まない証明書を使用してください。",
        remedy_en: "Use a certificate without this extension.",
        clause: "RFC 5280 §6.1.4 (o)",
    }
    CERTIFICATE_EXTENDED_KEY_USAGE = 4019 "pki.certificate.extended_key_usage" invalid(ChainConstraintsFailure) {
        ja: "証明書（{subject}）の拡張鍵用途では、{expected} に使用できません。",
        en: "The extended key usage of the certificate of {subject} does not permit {expected}.",
        remedy_ja: "この用途のために発行された証明書を使用してください。",
        remedy_en: "Use a certificate that was issued for this purpose.",
        clause: "RFC 5280 §4.2.1.12",
    }
    CERTIFICATE_NAME_CONSTRAINTS = 4020 "pki.certificate.name_constraints" invalid(ChainConstraintsFailure) {
        ja: "証明書（{subject}）の名前は、上位認証局の名前制約に反しています。",
        en: "A name in the certificate of {subject} violates the name constraints of a CA above it.",
        remedy_ja: "発行した認証局に問い合わせてください。",
        remedy_en: "Contact the CA that issued the certificate.",
        clause: "RFC 5280 §6.1.3 (b), (c)",
    }
    CERTIFICATE_MALFORMED = 4021 "pki.certificate.malformed" invalid(CertificateChainGeneralFailure) {
        ja: "証明書を読み取れません：{problem}",
        en: "The certificate cannot be read: {problem}",
        remedy_ja: "証明書または文書を取り直してください。",
        remedy_en: "Obtain the certificate or the document again.",
        clause: "RFC 5280 §4.1; 検証要件 5.7",
    }
    CA_NOT_A_CA = 4030 "pki.ca.not_a_ca" invalid(CertificateChainGeneralFailure) {
        ja: "{subject} は認証局ではない（basicConstraints）のに、証明書を発行しています。",
        en: "{subject} issued a certificate although it is not a CA (basicConstraints).",
        remedy_ja: "偽造のおそれがあります。文書の発行元に確認してください。",
        remedy_en: "This may be a forgery. Contact the issuer of the document.",
        clause: "RFC 5280 §6.1.4 (k)",
    }
    CA_KEY_USAGE = 4031 "pki.ca.key_usage" invalid(CertificateChainGeneralFailure) {
        ja: "認証局（{subject}）の鍵用途（{actual}）に keyCertSign がありません。",
        en: "The key usage of the CA {subject} ({actual}) does not include keyCertSign.",
        remedy_ja: "証明書の発行に使える、認証局の正しい証明書を指定してください。",
        remedy_en: "Supply the CA certificate that is meant for issuing certificates.",
        clause: "RFC 5280 §6.1.4 (n)",
    }
    CA_PATH_LENGTH = 4032 "pki.ca.path_length" invalid(ChainConstraintsFailure) {
        ja: "認証局（{subject}）の下の認証局の数が、パス長制約（{limit}）を超えています。",
        en: "There are more CAs below {subject} than its path length constraint ({limit}) allows.",
        remedy_ja: "発行した認証局に問い合わせてください。",
        remedy_en: "Contact the CA that issued the certificate.",
        clause: "RFC 5280 §6.1.4 (l), (m)",
    }
    CA_ANY_POLICY_MAPPED = 4033 "pki.ca.any_policy_mapped" invalid(CertificateChainGeneralFailure) {
        ja: "認証局（{subject}）が、ポリシーマッピングに anyPolicy を使用しています。",
        en: "The CA {subject} uses anyPolicy in a policy mapping.",
        remedy_ja: "発行した認証局に問い合わせてください。",
        remedy_en: "Contact the CA that issued the certificate.",
        clause: "RFC 5280 §6.1.4 (a)",
    }
    CA_EXPIRED = 4034 "pki.ca.expired" invalid(CertificateChainGeneralFailure) {
        ja: "認証局（{subject}）の証明書は {not_after} に有効期限が切れています（判定時刻 {at}）。",
        en: "The certificate of the CA {subject} expired at {not_after} (judged as of {at}).",
        remedy_ja: "認証局の新しい証明書を入手し、中間証明書として指定してください。",
        remedy_en: "Obtain the CA's newer certificate and supply it as an intermediate certificate.",
        clause: "RFC 5280 §6.1.3 (a)(2); 検証要件 5.7",
    }
    CA_NOT_YET_VALID = 4035 "pki.ca.not_yet_valid" invalid(CertificateChainGeneralFailure) {
        ja: "認証局（{subject}）の証明書の有効期間は {not_before} からです（判定時刻 {at}）。",
        en: "The certificate of the CA {subject} is valid from {not_before} (judged as of {at}).",
        remedy_ja: "判定時刻に有効な認証局の証明書を入手し、中間証明書として指定してください。",
        remedy_en: "Obtain the CA certificate that was valid at that time and supply it as an intermediate certificate.",
        clause: "RFC 5280 §6.1.3 (a)(2); 検証要件 5.7",
    }
    REVOCATION_GOOD = 4040 "pki.revocation.good" passed {
        ja: "証明書（{subject}）は失効していません（{this_update} 発行の {kind} による）。",
        en: "The certificate of {subject} is not revoked (according to the {kind} of {this_update}).",
        clause: "RFC 5280 §6.3; 検証要件 5.7",
    }
    REVOCATION_MISSING = 4041 "pki.revocation.missing" indeterminate(TryLater) {
        ja: "証明書（{subject}）の失効情報（CRL または OCSP レスポンス）がありません。",
        en: "There is no revocation information (CRL or OCSP response) for the certificate of {subject}.",
        remedy_ja: "発行者（{issuer}）の CRL を入手して指定してください（コマンドでは --crl）。",
        remedy_en: "Obtain the CRL of {issuer} and supply it (on the command line: --crl).",
        clause: "RFC 5280 §6.3; 検証要件 5.7",
    }
    REVOCATION_UNUSABLE = 4042 "pki.revocation.unusable" indeterminate(TryLater) {
        ja: "証明書（{subject}）の失効情報はありますが、使用できるものがありません：{problem}",
        en: "There is revocation information for the certificate of {subject}, but none of it can be used: {problem}",
        remedy_ja: "判定時刻に有効な、発行者（{issuer}）の CRL を入手して指定してください（コマンドでは --crl）。",
        remedy_en: "Obtain the CRL of {issuer} that was current at the time in question and supply it (on the command line: --crl).",
        clause: "RFC 5280 §6.3; 検証要件 5.7",
    }
    CERTIFICATE_REVOKED = 4043 "pki.certificate.revoked" invalid(Revoked) {
        ja: "証明書（{subject}）は {revoked_at} に失効しており（理由 {reason}）、署名はその後に行われています。",
        en: "The certificate of {subject} was revoked at {revoked_at} (reason: {reason}), before the signature was made.",
        remedy_ja: "有効な証明書で署名し直すよう、署名者に依頼してください。不正使用のおそれがある場合は、認証局と医療機関に連絡してください。",
        remedy_en: "Have the document signed again with a valid certificate. If you suspect misuse, inform the CA and the medical institution.",
        clause: "RFC 5280 §6.3; 検証要件 5.7",
    }
    CERTIFICATE_REVOKED_NO_POE = 4044 "pki.certificate.revoked_no_poe" invalid(RevokedNoPoe) {
        ja: "証明書（{subject}）は {revoked_at} に失効しており（理由 {reason}）、その前に署名されたことを示すタイムスタンプもありません。",
        en: "The certificate of {subject} was revoked at {revoked_at} (reason: {reason}), and no time-stamp proves that the signature was made before that.",
        remedy_ja: "署名タイムスタンプの付いた文書を入手するか、有効な証明書で署名し直すよう署名者に依頼してください。",
        remedy_en: "Obtain a copy of the document with a signature time-stamp, or have it signed again with a valid certificate.",
        clause: "RFC 5280 §6.3; 検証要件 5.7",
    }
    CA_REVOKED = 4045 "pki.ca.revoked" invalid(RevokedCaNoPoe) {
        ja: "認証局（{subject}）の証明書は {revoked_at} に失効しています（理由 {reason}）。",
        en: "The certificate of the CA {subject} was revoked at {revoked_at} (reason: {reason}).",
        remedy_ja: "この認証局が発行した証明書は信頼できません。別の有効な証明書で署名し直すよう、署名者に依頼してください。",
        remedy_en: "Certificates issued by this CA cannot be trusted. Have the document signed again with another valid certificate.",
        clause: "RFC 5280 §6.3; 検証要件 5.7",
    }
    CERTIFICATE_REVOKED_LATER = 4046 "pki.certificate.revoked_later" info {
        ja: "証明書（{subject}）は、判定時刻より後の {revoked_at} に失効しています（理由 {reason}）。",
        en: "The certificate of {subject} was revoked at {revoked_at} (reason: {reason}), after the time as of which it was judged.",
        clause: "RFC 5280 §6.3",
    }
    REVOCATION_CONTRADICTION = 4047 "pki.revocation.contradiction" warning {
        ja: "証明書（{subject}）の失効情報が食い違っています。{this_update} 発行の {kind} では {revoked_at} に失効（理由 {reason}）とされていますが、{other_this_update} 発行の {other_kind} には失効の記載がありません。失効したものとして扱います。",
        en: "The revocation information for the certificate of {subject} is contradictory: the {kind} of {this_update} states that it was revoked at {revoked_at} (reason: {reason}), but the {other_kind} of {other_this_update} does not. The certificate is treated as revoked.",
        remedy_ja: "発行した認証局に、失効の有無を確認してください。",
        remedy_en: "Ask the issuing CA whether the certificate was revoked.",
        clause: "RFC 5280 §3.3, §5.3.1",
    }
    CRL_MALFORMED = 4050 "pki.crl.malformed" invalid(TryLater) {
        ja: "CRL を読み取れません：{problem}",
        en: "The CRL cannot be read: {problem}",
        remedy_ja: "CRL を取り直してください。",
        remedy_en: "Obtain the CRL again.",
        clause: "RFC 5280 §5.1; 検証要件 5.7",
    }
    OCSP_MALFORMED = 4051 "pki.ocsp.malformed" invalid(TryLater) {
        ja: "OCSP レスポンスを読み取れません：{problem}",
        en: "The OCSP response cannot be read: {problem}",
        remedy_ja: "OCSP レスポンスを取り直すか、CRL を使用してください。",
        remedy_en: "Obtain the OCSP response again, or use a CRL.",
        clause: "RFC 6960 §4.2; 検証要件 5.7",
    }
    CRL_EQUAL_TIME_DIFFERS = 4052 "pki.crl.equal_time_differs" warning {
        ja: "発行者（{issuer}）の、発行時刻が同じ（{this_update}）2 つの CRL の内容が、証明書（{subject}）について異なります。失効とする方を採用します。",
        en: "Two CRLs issued by {issuer} at the same time ({this_update}) differ about the certificate of {subject}. A revocation in either of them is taken into account.",
        remedy_ja: "CRL を取り直し、発行した認証局に確認してください。",
        remedy_en: "Obtain the CRL again, and ask the issuing CA.",
        clause: "RFC 5280 §5.2.3",
    }
    CRL_NUMBERS_CONTRADICT = 4053 "pki.crl.numbers_contradict" warning {
        ja: "発行者（{issuer}）の CRL の番号と発行時刻の順序が矛盾しています。{this_update} 発行の CRL の番号が、それより前の {other_this_update} 発行の CRL の番号より大きくありません。どちらかに記載された失効を採用します。",
        en: "The numbers and dates of two CRLs issued by {issuer} contradict each other: the number of the CRL of {this_update} is not greater than that of the earlier CRL of {other_this_update}. A revocation in either of them is taken into account.",
        remedy_ja: "CRL を取り直し、発行した認証局に確認してください。",
        remedy_en: "Obtain the CRL again, and ask the issuing CA.",
        clause: "RFC 5280 §5.2.3",
    }
    CRL_DELTA_UNUSABLE = 4054 "pki.crl.delta_unusable" warning {
        ja: "{this_update} 発行のデルタ CRL は、指定されたどの完全な CRL とも組み合わせて使用できません（証明書 {subject}）：{problem}",
        en: "The delta CRL of {this_update} cannot be combined with any of the complete CRLs supplied (certificate of {subject}): {problem}",
        remedy_ja: "デルタ CRL の基になる完全な CRL を入手して指定してください（コマンドでは --crl）。",
        remedy_en: "Obtain the complete CRL that the delta CRL is based on and supply it (on the command line: --crl).",
        clause: "RFC 5280 §5.2.4",
    }
}
