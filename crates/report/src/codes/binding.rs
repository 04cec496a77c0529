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
    ARGUMENT_MISSING = 9720 "binding.argument.missing" error {
        ja: "引数 {argument} が NULL です。", en: "The argument {argument} is NULL.",
        remedy_ja: "省略できると書かれていない引数にはオブジェクトやデータを渡してください。", remedy_en: "Hand over an object or data for every argument that is not said to be optional.",
    }
    ARGUMENT_NOT_UTF8 = 9721 "binding.argument.not_utf8" error {
        ja: "引数 {argument} が UTF-8 ではありません（{offset} バイト目）。", en: "The argument {argument} is not UTF-8 (octet {offset}).",
        remedy_ja: "文字列は UTF-8 で、長さはバイト数で渡してください。Shift_JIS や UTF-16 からは変換が必要です。", remedy_en: "Hand over text in UTF-8 with its length in octets; convert it from Shift_JIS or UTF-16.",
    }
    OPTIONS_SIZE = 9722 "binding.options.size" error {
        ja: "{argument} の struct_size が {actual} です（{expected}）。", en: "struct_size of {argument} is {actual} (expected: {expected}).",
        remedy_ja: "構造体を 0 で初期化し、struct_size にそのサイズを入れてください。ヘッダーがライブラリより新しい場合は揃えてください。", remedy_en: "Fill the structure with zeros and set struct_size to its size. If the header is newer than the library, use those of one release.",
    }
    ABI_VERSION = 9723 "binding.abi.version" error {
        ja: "プログラムは ABI {expected} 用ですが、ライブラリの ABI は {actual} です。", en: "The program was made for ABI {expected}, the library has ABI {actual}.",
        remedy_ja: "ヘッダーと同じ版のライブラリを配置してください。", remedy_en: "Install the library of the release whose header the program was compiled with.",
    }
    INTERNAL_PANIC = 9799 "binding.internal.panic" error {
        ja: "内部エラーです：{reason}", en: "An internal error: {reason}",
        remedy_ja: "入力とともに開発元に知らせてください。結果は使わないでください。", remedy_en: "Report it together with the input. Use no result of it.",
    }
}
