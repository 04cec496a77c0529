//! Misuse of a binding (C, Python), and what it cannot read from outside.

use crate::code::codes;

codes! {
    ARGUMENT_TYPE = 9701 "binding.argument.type" error {
        ja: "引数 {argument} の型は {expected} でなければなりませんが、{actual} が渡されました。", en: "The argument {argument} must be of type {expected}, not {actual}.",
        remedy_ja: "型の定義（.pyi）を確認してください。", remedy_en: "See the type stubs (.pyi).",
    }
    ARGUMENT_VALUE = 9702 "binding.argument.value" error {
        ja: "引数 {argument} の値が正しくありません：{reason}", en: "The value of the argument {argument} is not valid: {reason}",
        remedy_ja: "ドキュメントに記載されている値を渡してください。", remedy_en: "Pass one of the documented values.",
    }
    TIME_NAIVE = 9703 "binding.time.naive" error {
        ja: "タイムゾーンのない日時は使用できません：{actual}", en: "A datetime without a time zone is not accepted: {actual}",
        remedy_ja: "datetime に tzinfo を指定してください（例：datetime.timezone.utc）。", remedy_en: "Give the datetime a tzinfo, for example datetime.timezone.utc.",
    }
    FILE_UNREADABLE = 9704 "binding.file.unreadable" error {
        ja: "ファイルを読み取れません：{file}（{reason}）", en: "The file cannot be read: {file} ({reason})",
        remedy_ja: "パスと読み取り権限を確認してください。", remedy_en: "Check the path and the read permission.",
    }
    CERTIFICATE_UNREADABLE = 9705 "binding.certificate.unreadable" error {
        ja: "証明書として読み取れません：{reason}", en: "The certificate cannot be read: {reason}",
        remedy_ja: "PEM または DER の X.509 証明書を渡してください。", remedy_en: "Pass an X.509 certificate in PEM or DER.",
    }
    REVOCATION_UNREADABLE = 9706 "binding.revocation.unreadable" error {
        ja: "失効情報として読み取れません：{reason}", en: "The revocation information cannot be read: {reason}",
        remedy_ja: "PEM または DER の CRL、あるいは DER の OCSP レスポンスを渡してください。", remedy_en: "Pass a CRL in PEM or DER, or an OCSP response in DER.",
    }
    POLICY_UNREADABLE = 9707 "binding.policy.unreadable" error {
        ja: "検証ポリシーとして読み取れません：{reason}", en: "The policy cannot be read: {reason}",
        remedy_ja: "README の「信頼とポリシー」に記載されているキーだけを使った JSON を渡してください。", remedy_en: "Pass a JSON object that uses only the keys described under “Trust and policy” in the README.",
    }
    CONVERSION_IMPOSSIBLE = 9708 "binding.conversion.impossible" error {
        ja: "この形式間の変換はできません：{reason}", en: "Conversion between these formats is not possible: {reason}",
        remedy_ja: "処方（SJ1、JAHIS）と調剤（CJ1、JAHISTC）の間の変換はできません。", remedy_en: "Prescriptions (SJ1, JAHIS) cannot be converted to dispensing records (CJ1, JAHISTC), or the other way round.",
    }
    FACTS_UNREADABLE = 9709 "binding.facts.unreadable" error {
        ja: "保存された検証用データ（facts）として読み取れません：{reason}", en: "The stored facts cannot be read: {reason}",
        remedy_ja: "verify --facts-out（または Facts::to_json）の出力を、変更せずに渡してください。元の文書があれば、作り直すことができます。", remedy_en: "Pass the output of verify --facts-out (or Facts::to_json) unchanged. If you have the document, collect its facts again.",
    }
    FACTS_FORM = 9710 "binding.facts.form" error {
        ja: "{line} 行 {column} 桁目が facts.schema.json の定める形式ではありません。", en: "Line {line}, column {column} does not have the form that facts.schema.json describes.",
        remedy_ja: "facts を作り直すか、保存した時点のものに戻してください。", remedy_en: "Collect the facts again, or restore the file as it was written.",
    }
    FACTS_VERSION = 9711 "binding.facts.version" error {
        ja: "保存形式の版は {actual} ですが、読み取れる版は {expected} です。", en: "They are stored in version {actual} of the format; this program reads version {expected}.",
        remedy_ja: "元の文書から facts を作り直してください。", remedy_en: "Collect the facts again from the document.",
    }
    ARGUMENT_MISSING = 9720 "binding.argument.missing" error {
        ja: "引数 {argument} が NULL です。", en: "The argument {argument} is NULL.",
        remedy_ja: "省略可能と記載されていない引数には、必ずオブジェクトまたはデータを渡してください。", remedy_en: "Pass an object or data for every argument that is not documented as optional.",
    }
    ARGUMENT_NOT_UTF8 = 9721 "binding.argument.not_utf8" error {
        ja: "引数 {argument} が UTF-8 ではありません（{offset} バイト目）。", en: "The argument {argument} is not valid UTF-8 (byte {offset}).",
        remedy_ja: "文字列は UTF-8 で、長さはバイト数で渡してください。Shift_JIS や UTF-16 の文字列は変換が必要です。", remedy_en: "Pass text as UTF-8 with its length in bytes; convert text in Shift_JIS or UTF-16 first.",
    }
    OPTIONS_SIZE = 9722 "binding.options.size" error {
        ja: "{argument} の struct_size が {actual} です（正しくは {expected}）。", en: "The struct_size of {argument} is {actual} (expected: {expected}).",
        remedy_ja: "構造体を 0 で初期化してから、struct_size にそのサイズを設定してください。ヘッダーがライブラリより新しい場合は、同じ版のものを使用してください。", remedy_en: "Fill the structure with zeros and set struct_size to its size. If the header is newer than the library, use both from the same release.",
    }
    ABI_VERSION = 9723 "binding.abi.version" error {
        ja: "このプログラムは ABI {expected} 用ですが、ライブラリの ABI は {actual} です。", en: "The program was compiled for ABI {expected}, but the library provides ABI {actual}.",
        remedy_ja: "ヘッダーと同じ版のライブラリを配置してください。", remedy_en: "Install the library from the same release as the header the program was compiled with.",
    }
    INTERNAL_PANIC = 9799 "binding.internal.panic" error {
        ja: "内部エラーが発生しました：{reason}", en: "An internal error occurred: {reason}",
        remedy_ja: "この操作の結果は使用せず、入力とともに開発元に報告してください。", remedy_en: "Do not use any result of this operation. Please report the error together with the input.",
    }
}
