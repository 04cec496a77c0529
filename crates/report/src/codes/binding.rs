//! Misuse of a binding (C, Python), and what it cannot read from outside.

use crate::code::codes;

codes! {
    ARGUMENT_TYPE = 9701 "binding.argument.type" error {
        ja: "引数 {argument} の型が違います（期待 {expected}、実際 {actual}）。", en: "The argument {argument} has another type ({actual}, expected {expected}).",
        remedy_ja: "型の説明（.pyi）を確認してください。", remedy_en: "See the type stubs.",
    }
    ARGUMENT_VALUE = 9702 "binding.argument.value" error {
        ja: "引数 {argument} に使えない値です：{reason}", en: "The argument {argument} cannot have this value: {reason}",
        remedy_ja: "説明書にある値を渡してください。", remedy_en: "Pass one of the values that its documentation names.",
    }
    TIME_NAIVE = 9703 "binding.time.naive" error {
        ja: "タイムゾーンのない日時は使えません：{actual}", en: "A time without a time zone is refused: {actual}",
        remedy_ja: "datetime に tzinfo を付けてください（例：datetime.timezone.utc）。", remedy_en: "Give the datetime a tzinfo, such as datetime.timezone.utc.",
    }
    FILE_UNREADABLE = 9704 "binding.file.unreadable" error {
        ja: "ファイルが読めません：{file}（{reason}）", en: "The file cannot be read: {file} ({reason})",
        remedy_ja: "パスと読み取り権限を確認してください。", remedy_en: "Check the path and the permission to read it.",
    }
    CERTIFICATE_UNREADABLE = 9705 "binding.certificate.unreadable" error {
        ja: "証明書として読めません：{reason}", en: "Not a readable certificate: {reason}",
        remedy_ja: "PEM または DER の X.509 証明書を渡してください。", remedy_en: "Pass an X.509 certificate in PEM or DER.",
    }
    REVOCATION_UNREADABLE = 9706 "binding.revocation.unreadable" error {
        ja: "失効情報として読めません：{reason}", en: "Not readable revocation information: {reason}",
        remedy_ja: "PEM または DER の CRL、DER の OCSP 応答を渡してください。", remedy_en: "Pass a CRL in PEM or DER, or an OCSP response in DER.",
    }
    POLICY_UNREADABLE = 9707 "binding.policy.unreadable" error {
        ja: "ポリシーとして読めません：{reason}", en: "Not a readable policy: {reason}",
        remedy_ja: "README の「Trust and policy」にあるキーだけを使った JSON を渡してください。", remedy_en: "Pass JSON with the keys that the README names under “Trust and policy”.",
    }
    CONVERSION_IMPOSSIBLE = 9708 "binding.conversion.impossible" error {
        ja: "この形式の間の変換はできません：{reason}", en: "There is no conversion between these formats: {reason}",
        remedy_ja: "処方（SJ1・JAHIS）と調剤（CJ1・JAHISTC）の間では変換できません。", remedy_en: "Prescriptions (SJ1, JAHIS) do not become dispensing records (CJ1, JAHISTC), nor the other way.",
    }
    INTERNAL_PANIC = 9799 "binding.internal.panic" error {
        ja: "内部エラーです：{reason}", en: "An internal error: {reason}",
        remedy_ja: "入力とともに開発元に知らせてください。結果は使わないでください。", remedy_en: "Report it together with the input. Use no result of it.",
    }
}
