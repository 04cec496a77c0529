//! ORCA (日医標準レセプトソフト): the path from its interface to records.

use crate::code::codes;

codes! {
    CONNECTION_FAILED = 9801 "orca.connection.failed" error {
        ja: "日レセに接続できません：{uri}（{reason}）", en: "ORCA cannot be reached: {uri} ({reason})",
        remedy_ja: "URL、ポート（日レセは 8000 など）、ファイアウォール、日レセの稼働を確認してください。", remedy_en: "Check the URL, the port (such as 8000), the firewall, and that ORCA runs.",
    }
    CONNECTION_TIMEOUT = 9802 "orca.connection.timeout" error {
        ja: "日レセが時間内に応答しませんでした：{uri}（{reason}）", en: "ORCA did not answer in time: {uri} ({reason})",
        remedy_ja: "しばらくしてからやり直すか、timeout を延ばしてください。", remedy_en: "Try again later, or allow more time (timeout).",
    }
    RESPONSE_STATUS = 9803 "orca.response.status" error {
        ja: "日レセが HTTP ステータス {status} を返しました：{uri}", en: "ORCA answered with HTTP status {status}: {uri}",
        remedy_ja: "URL と、WebORCA では /api の接頭辞を確認してください。401 の場合は利用者名とパスワードを確認してください。", remedy_en: "Check the URL and, with WebORCA, the prefix /api. On 401 check user name and password.",
    }
    RESPONSE_MALFORMED = 9804 "orca.response.malformed" error {
        ja: "日レセの応答が読めません：{uri}（{reason}）", en: "The answer of ORCA cannot be read: {uri} ({reason})",
        remedy_ja: "URL が日レセの API のものか確認してください。", remedy_en: "Check that the URL is that of the interface of ORCA.",
    }
    REQUEST_REFUSED = 9805 "orca.request.refused" error {
        ja: "日レセが要求を受け付けませんでした：Api_Result {status}（{reason}）", en: "ORCA did not carry out the request: Api_Result {status} ({reason})",
        remedy_ja: "患者番号、伝票番号、院内・院外区分を確認してください。", remedy_en: "Check the numbers of patient and invoice, and whether it is dispensed outside.",
    }
    FORM_UNSUPPORTED = 9806 "orca.form.unsupported" error {
        ja: "この帳票は扱えません：{actual}（期待 {expected}）", en: "This form is not supported: {actual} (expected {expected})",
        remedy_ja: "院外処方箋は prescriptionv2、お薬手帳は medicinenotebookv2 で取得してください。", remedy_en: "Get prescriptions by prescriptionv2 and the notebook by medicinenotebookv2.",
    }
    FIELD_MISSING = 9807 "orca.field.missing" error {
        ja: "電子処方箋に必要な項目がありません：{field}", en: "An item that the prescription needs is missing: {field}",
        remedy_ja: "取得元：{source}", remedy_en: "Where to get it: {source}",
    }
    FIELD_INVALID = 9808 "orca.field.invalid" error {
        ja: "日レセの項目の値が使えません：{field} = {actual}", en: "An item of ORCA has a value that cannot be used: {field} = {actual}",
        remedy_ja: "日レセの登録内容を直すか、この項目を引数で渡してください（{source}）。", remedy_en: "Correct it in ORCA, or hand the item over ({source}).",
    }
}
