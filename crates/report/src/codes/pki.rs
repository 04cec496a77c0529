//! Certificates, paths and revocation.
//!
//! Where it matters whether the time of the validation is proven by a time-stamp or simply the
//! time at which somebody verifies, there are two codes, one of them with `_no_poe` (no proof of
//! existence), as EN 319 102-1 has two sub-indications. Subjects are given without the value of
//! serialNumber (the licence number).

use crate::code::codes;

codes! {
    PATH_VALID = 4001 "pki.path.valid" passed {
        ja: "証明書 {subject} は信頼点 {anchor} まで検証できました。",
        en: "The certificate of {subject} has a valid path to the trust anchor {anchor}.",
        clause: "RFC 5280 §6.1, 検証要件 5.7",
    }
    PATH_NO_TRUST_ANCHOR = 4002 "pki.path.no_trust_anchor" indeterminate(NoCertificateChainFound) {
        ja: "信頼点にたどりつけません。自己署名証明書 {subject} は信頼点として設定されていません。",
        en: "No trust anchor was reached: the self-signed certificate {subject} is not configured as one.",
        remedy_ja: "この証明書を信頼してよいか、発行者が公表するフィンガープリントと照合したうえで、信頼点として指定してください（コマンドでは --anchor または --tsa-anchor）。",
        remedy_en: "If this certificate is to be trusted, compare it with the fingerprint that its issuer publishes and configure it as an anchor (--anchor or --tsa-anchor on the command line).",
        clause: "RFC 5280 §6.1.1, 検証要件 5.7",
    }
    PATH_ISSUER_NOT_FOUND = 4003 "pki.path.issuer_not_found" indeterminate(NoCertificateChainFound) {
        ja: "{subject} の上位証明書（{issuer}）が見つかりません。",
        en: "The certificate of {issuer}, the issuer of {subject}, was not found.",
        remedy_ja: "発行した認証局の証明書を入手し、中間証明書として指定してください（コマンドでは --intermediate）。",
        remedy_en: "Obtain the certificate of the issuing authority and give it as an intermediate (--intermediate on the command line).",
        clause: "RFC 5280 §6.1, 検証要件 5.7",
    }
    PATH_LIMIT_REACHED = 4004 "pki.path.limit_reached" indeterminate(NoCertificateChainFound) {
        ja: "証明書パスの探索を上限 {limit}（{value}）で打ち切りました。",
        en: "The search for a certificate path was given up at the limit of {limit} ({value}).",
        remedy_ja: "文書に含まれる無関係な証明書を除くか、上限を引き上げてください。",
        remedy_en: "Remove unrelated certificates from the document, or raise the limit.",
        clause: "RFC 5280 §6.1",
    }
    PATH_NO_VALID_POLICY = 4005 "pki.path.no_valid_policy" invalid(ChainConstraintsFailure) {
        ja: "証明書パス全体に共通する、許可された証明書ポリシーがありません（{subject}）。",
        en: "No acceptable certificate policy is valid for the whole path ({subject}).",
        remedy_ja: "証明書の用途が正しいか、許可するポリシーの設定が正しいか確認してください。",
        remedy_en: "Check that the certificate is one for this purpose, and which policies are set as acceptable.",
        clause: "RFC 5280 §6.1.5 (g)",
    }
    CERTIFICATE_SIGNATURE_INVALID = 4010 "pki.certificate.signature_invalid" invalid(CertificateChainGeneralFailure) {
        ja: "証明書 {subject} の署名が、発行者 {issuer} の鍵で検証できません: {problem}",
        en: "The signature of the certificate {subject} does not verify with the key of its issuer {issuer}: {problem}",
        remedy_ja: "証明書が改ざんされているか、同名の別の認証局の証明書が使われています。文書を取り直してください。",
        remedy_en: "The certificate was altered, or the certificate of another authority of the same name is used. Obtain the document again.",
        clause: "RFC 5280 §6.1.3 (a)(1)",
    }
    CERTIFICATE_ALGORITHM_UNSUPPORTED = 4011 "pki.certificate.algorithm_unsupported" indeterminate(CryptoConstraintsFailure) {
        ja: "証明書 {subject} の署名アルゴリズム {algorithm} には対応していません。",
        en: "The signature algorithm {algorithm} of the certificate {subject} is not supported.",
        remedy_ja: "RSA または ECDSA と SHA-256 以上で署名された証明書を使ってください。",
        remedy_en: "Use a certificate signed with RSA or ECDSA and SHA-256 or better.",
        clause: "RFC 5280 §4.1.1.2",
    }
    CERTIFICATE_ALGORITHM_REFUSED = 4012 "pki.certificate.algorithm_refused" invalid(CryptoConstraintsFailure) {
        ja: "証明書 {subject} の署名アルゴリズムまたは鍵長は許可されていません: {problem}",
        en: "The signature algorithm or key size of the certificate {subject} is not allowed: {problem}",
        remedy_ja: "RSA 2048 ビット以上と SHA-256 以上の証明書を使うか、方針の設定を確認してください。",
        remedy_en: "Use a certificate with RSA of 2048 bits or more and SHA-256 or better, or check the settings of the policy.",
        clause: "EN 319 102-1 §5.2.8",
    }
    CERTIFICATE_ALGORITHM_REFUSED_NO_POE = 4013 "pki.certificate.algorithm_refused_no_poe" invalid(CryptoConstraintsFailureNoPoe) {
        ja: "証明書 {subject} の署名アルゴリズムまたは鍵長は許可されておらず、安全だった時点での存在証明もありません: {problem}",
        en: "The signature algorithm or key size of the certificate {subject} is not allowed, and nothing proves that it existed while it was: {problem}",
        remedy_ja: "RSA 2048 ビット以上と SHA-256 以上の証明書を使うか、方針の設定を確認してください。",
        remedy_en: "Use a certificate with RSA of 2048 bits or more and SHA-256 or better, or check the settings of the policy.",
        clause: "EN 319 102-1 §5.2.8",
    }
    CERTIFICATE_EXPIRED = 4014 "pki.certificate.expired" invalid(Expired) {
        ja: "証明書 {subject} は {not_after} に有効期限が切れていますが、署名は {at} の時点のものです。",
        en: "The certificate of {subject} expired at {not_after}, and the signature is of {at}.",
        remedy_ja: "有効な証明書で署名し直してください。",
        remedy_en: "Have it signed again with a valid certificate.",
        clause: "RFC 5280 §6.1.3 (a)(2), 検証要件 5.7",
    }
    CERTIFICATE_EXPIRED_NO_POE = 4015 "pki.certificate.expired_no_poe" invalid(OutOfBoundsNoPoe) {
        ja: "証明書 {subject} は {not_after} に有効期限が切れており（検証時刻 {at}）、有効期間中に署名されたことを示すタイムスタンプがありません。",
        en: "The certificate of {subject} expired at {not_after} (verified for {at}), and no time-stamp proves that the signature was made before.",
        remedy_ja: "署名タイムスタンプの付いた文書を入手するか、検証時刻（--at）を確認してください。",
        remedy_en: "Obtain the document with a signature time-stamp, or check the time of verification (--at).",
        clause: "RFC 5280 §6.1.3 (a)(2), 検証要件 5.7",
    }
    CERTIFICATE_NOT_YET_VALID = 4016 "pki.certificate.not_yet_valid" invalid(NotYetValid) {
        ja: "証明書 {subject} は {not_before} から有効ですが、署名は {at} の時点のものです。",
        en: "The certificate of {subject} is valid from {not_before}, and the signature is of {at}.",
        remedy_ja: "証明書の有効期間中に署名し直してください。",
        remedy_en: "Have it signed again within the validity of the certificate.",
        clause: "RFC 5280 §6.1.3 (a)(2), 検証要件 5.7",
    }
    CERTIFICATE_NOT_YET_VALID_NO_POE = 4017 "pki.certificate.not_yet_valid_no_poe" invalid(OutOfBoundsNoPoe) {
        ja: "証明書 {subject} は {not_before} から有効ですが、検証時刻は {at} です。",
        en: "The certificate of {subject} is valid from {not_before}, but verified for {at}.",
        remedy_ja: "コンピューターの時計と検証時刻（--at）を確認してください。",
        remedy_en: "Check the clock of the computer and the time of verification (--at).",
        clause: "RFC 5280 §6.1.3 (a)(2), 検証要件 5.7",
    }
    CERTIFICATE_UNKNOWN_CRITICAL_EXTENSION = 4018 "pki.certificate.unknown_critical_extension" invalid(ChainConstraintsFailure) {
        ja: "証明書 {subject} に、処理できない critical 拡張 {extension} があります。",
        en: "The certificate of {subject} has the critical extension {extension}, which is not understood.",
        remedy_ja: "この拡張を必要としない証明書を使ってください。",
        remedy_en: "Use a certificate without this extension.",
        clause: "RFC 5280 §6.1.4 (o)",
    }
    CERTIFICATE_EXTENDED_KEY_USAGE = 4019 "pki.certificate.extended_key_usage" invalid(ChainConstraintsFailure) {
        ja: "証明書 {subject} の拡張鍵用途は {expected} を許していません。",
        en: "The extended key usage of the certificate {subject} does not allow {expected}.",
        remedy_ja: "この用途のために発行された証明書を使ってください。",
        remedy_en: "Use a certificate issued for this purpose.",
        clause: "RFC 5280 §4.2.1.12",
    }
    CERTIFICATE_NAME_CONSTRAINTS = 4020 "pki.certificate.name_constraints" invalid(ChainConstraintsFailure) {
        ja: "証明書 {subject} の名前は、上位認証局の名前制約で許されていません。",
        en: "A name of the certificate {subject} is not allowed by the name constraints of an authority above it.",
        remedy_ja: "発行した認証局に確認してください。",
        remedy_en: "Ask the authority that issued it.",
        clause: "RFC 5280 §6.1.3 (b), (c)",
    }
    CERTIFICATE_MALFORMED = 4021 "pki.certificate.malformed" invalid(CertificateChainGeneralFailure) {
        ja: "証明書が読めません: {problem}",
        en: "The certificate cannot be read: {problem}",
        remedy_ja: "証明書または文書を取り直してください。",
        remedy_en: "Obtain the certificate or the document again.",
        clause: "RFC 5280 §4.1, 検証要件 5.7",
    }
    CA_NOT_A_CA = 4030 "pki.ca.not_a_ca" invalid(CertificateChainGeneralFailure) {
        ja: "{subject} は認証局ではない（basicConstraints）のに、証明書を発行しています。",
        en: "{subject} issued a certificate, but is not a certification authority (basicConstraints).",
        remedy_ja: "偽造のおそれがあります。文書の作成元に確認してください。",
        remedy_en: "This may be a forgery. Ask whoever made the document.",
        clause: "RFC 5280 §6.1.4 (k)",
    }
    CA_KEY_USAGE = 4031 "pki.ca.key_usage" invalid(CertificateChainGeneralFailure) {
        ja: "認証局 {subject} の鍵用途（{actual}）に keyCertSign がありません。",
        en: "The key usage of {subject} ({actual}) lacks keyCertSign.",
        remedy_ja: "正しい認証局の証明書を使ってください。",
        remedy_en: "Use the right certificate of the authority.",
        clause: "RFC 5280 §6.1.4 (n)",
    }
    CA_PATH_LENGTH = 4032 "pki.ca.path_length" invalid(ChainConstraintsFailure) {
        ja: "認証局 {subject} までに、パス長制約 {limit} より多くの認証局があります。",
        en: "More authorities stand in the path at {subject} than the path length constraint {limit} allows.",
        remedy_ja: "発行した認証局に確認してください。",
        remedy_en: "Ask the authority that issued it.",
        clause: "RFC 5280 §6.1.4 (l), (m)",
    }
    CA_ANY_POLICY_MAPPED = 4033 "pki.ca.any_policy_mapped" invalid(CertificateChainGeneralFailure) {
        ja: "認証局 {subject} が anyPolicy をポリシーマッピングに使っています。",
        en: "{subject} maps a policy from or to anyPolicy.",
        remedy_ja: "発行した認証局に確認してください。",
        remedy_en: "Ask the authority that issued it.",
        clause: "RFC 5280 §6.1.4 (a)",
    }
    CA_EXPIRED = 4034 "pki.ca.expired" invalid(CertificateChainGeneralFailure) {
        ja: "認証局 {subject} の証明書は {not_after} に有効期限が切れています（基準時刻 {at}）。",
        en: "The certificate of the authority {subject} expired at {not_after} (validated for {at}).",
        remedy_ja: "認証局の新しい証明書を入手し、中間証明書として指定してください。",
        remedy_en: "Obtain the authority's newer certificate and give it as an intermediate.",
        clause: "RFC 5280 §6.1.3 (a)(2), 検証要件 5.7",
    }
    CA_NOT_YET_VALID = 4035 "pki.ca.not_yet_valid" invalid(CertificateChainGeneralFailure) {
        ja: "認証局 {subject} の証明書は {not_before} から有効です（基準時刻 {at}）。",
        en: "The certificate of the authority {subject} is valid from {not_before} (validated for {at}).",
        remedy_ja: "認証局のその時点の証明書を入手し、中間証明書として指定してください。",
        remedy_en: "Obtain the authority's certificate of that time and give it as an intermediate.",
        clause: "RFC 5280 §6.1.3 (a)(2), 検証要件 5.7",
    }
    REVOCATION_GOOD = 4040 "pki.revocation.good" passed {
        ja: "証明書 {subject} は失効していません（{kind}、{this_update} 発行）。",
        en: "The certificate of {subject} is not revoked ({kind} of {this_update}).",
        clause: "RFC 5280 §6.3, 検証要件 5.7",
    }
    REVOCATION_MISSING = 4041 "pki.revocation.missing" indeterminate(TryLater) {
        ja: "証明書 {subject} の失効情報（CRLまたはOCSP）がありません。",
        en: "There is no revocation information (CRL or OCSP) about the certificate of {subject}.",
        remedy_ja: "発行者 {issuer} のCRLを入手して指定してください（コマンドでは --crl）。",
        remedy_en: "Obtain the CRL of {issuer} and give it (--crl on the command line).",
        clause: "RFC 5280 §6.3, 検証要件 5.7",
    }
    REVOCATION_UNUSABLE = 4042 "pki.revocation.unusable" indeterminate(TryLater) {
        ja: "証明書 {subject} の失効情報はありますが、どれも使えません: {problem}",
        en: "There is revocation information about the certificate of {subject}, but none that can be used: {problem}",
        remedy_ja: "基準時刻に有効な、発行者 {issuer} のCRLを入手して指定してください（コマンドでは --crl）。",
        remedy_en: "Obtain the CRL of {issuer} that was current at the time in question and give it (--crl on the command line).",
        clause: "RFC 5280 §6.3, 検証要件 5.7",
    }
    CERTIFICATE_REVOKED = 4043 "pki.certificate.revoked" invalid(Revoked) {
        ja: "証明書 {subject} は {revoked_at} に失効しており（{reason}）、署名はその後のものです。",
        en: "The certificate of {subject} was revoked at {revoked_at} ({reason}), before the signature was made.",
        remedy_ja: "有効な証明書で署名し直してください。盗用のおそれがある場合は、認証局と医療機関に連絡してください。",
        remedy_en: "Have it signed again with a valid certificate. If theft is possible, inform the authority and the medical institution.",
        clause: "RFC 5280 §6.3, 検証要件 5.7",
    }
    CERTIFICATE_REVOKED_NO_POE = 4044 "pki.certificate.revoked_no_poe" invalid(RevokedNoPoe) {
        ja: "証明書 {subject} は {revoked_at} に失効しており（{reason}）、その前に署名されたことを示すタイムスタンプがありません。",
        en: "The certificate of {subject} was revoked at {revoked_at} ({reason}), and no time-stamp proves that the signature was made before.",
        remedy_ja: "署名タイムスタンプの付いた文書を入手するか、有効な証明書で署名し直してください。",
        remedy_en: "Obtain the document with a signature time-stamp, or have it signed again with a valid certificate.",
        clause: "RFC 5280 §6.3, 検証要件 5.7",
    }
    CA_REVOKED = 4045 "pki.ca.revoked" invalid(RevokedCaNoPoe) {
        ja: "認証局 {subject} の証明書は {revoked_at} に失効しています（{reason}）。",
        en: "The certificate of the authority {subject} was revoked at {revoked_at} ({reason}).",
        remedy_ja: "この認証局が発行した証明書は信頼できません。新しい証明書で署名し直してください。",
        remedy_en: "Certificates of this authority cannot be trusted. Have it signed again with a new certificate.",
        clause: "RFC 5280 §6.3, 検証要件 5.7",
    }
    CERTIFICATE_REVOKED_LATER = 4046 "pki.certificate.revoked_later" info {
        ja: "証明書 {subject} は基準時刻より後の {revoked_at} に失効しています（{reason}）。",
        en: "The certificate of {subject} was revoked at {revoked_at} ({reason}), after the time for which it was validated.",
        clause: "RFC 5280 §6.3",
    }
    CRL_MALFORMED = 4050 "pki.crl.malformed" invalid(TryLater) {
        ja: "CRLが読めません: {problem}",
        en: "The CRL cannot be read: {problem}",
        remedy_ja: "CRLを取り直してください。",
        remedy_en: "Obtain the CRL again.",
        clause: "RFC 5280 §5.1, 検証要件 5.7",
    }
    OCSP_MALFORMED = 4051 "pki.ocsp.malformed" invalid(TryLater) {
        ja: "OCSPレスポンスが読めません: {problem}",
        en: "The OCSP response cannot be read: {problem}",
        remedy_ja: "OCSPレスポンスを取り直すか、CRLを使ってください。",
        remedy_en: "Obtain the OCSP response again, or use the CRL.",
        clause: "RFC 6960 §4.2, 検証要件 5.7",
    }
}
