//! ORCA (日医標準レセプトソフト): the path from its interface to records.

use crate::code::codes;

codes! {
    CONNECTION_FAILED = 9801 "orca.connection.failed" error {
        ja: "日レセに接続できません：{uri}（{reason}）", en: "ORCA cannot be reached: {uri} ({reason})",
        remedy_ja: "URL、ポート番号（通常は 8000）、ファイアウォール、日レセの稼働状況を確認してください。", remedy_en: "Check the URL, the port number (usually 8000), the firewall, and whether ORCA is running.",
    }
    CONNECTION_TIMEOUT = 9802 "orca.connection.timeout" error {
        ja: "日レセから制限時間内に応答がありませんでした：{uri}（{reason}）", en: "ORCA did not respond in time: {uri} ({reason})",
        remedy_ja: "しばらくしてからやり直すか、制限時間（timeout）を延ばしてください。", remedy_en: "Try again later, or increase the time limit (timeout).",
    }
    RESPONSE_STATUS = 9803 "orca.response.status" error {
        ja: "日レセが HTTP ステータス {status} を返しました：{uri}", en: "ORCA returned HTTP status {status}: {uri}",
        remedy_ja: "URL を確認してください（WebORCA では接頭辞 /api が必要です）。401 の場合は、ユーザー名とパスワードを確認してください。", remedy_en: "Check the URL (WebORCA requires the prefix /api). For 401, check the user name and password.",
    }
    RESPONSE_MALFORMED = 9804 "orca.response.malformed" error {
        ja: "日レセの応答を読み取れません：{uri}（{reason}）", en: "The response from ORCA cannot be read: {uri} ({reason})",
        remedy_ja: "URL が日レセの API のものか確認してください。", remedy_en: "Make sure that the URL is that of the ORCA API.",
    }
    REQUEST_REFUSED = 9805 "orca.request.refused" error {
        ja: "日レセが要求を処理できませんでした：Api_Result {status}（{reason}）", en: "ORCA rejected the request: Api_Result {status} ({reason})",
        remedy_ja: "患者番号、伝票番号、院内・院外の区分を確認してください。", remedy_en: "Check the patient number, the invoice number, and whether the drugs are dispensed in-house or outside.",
    }
    FORM_UNSUPPORTED = 9806 "orca.form.unsupported" error {
        ja: "この帳票には対応していません：{actual}（対応：{expected}）", en: "This form is not supported: {actual} (supported: {expected})",
        remedy_ja: "院外処方箋は prescriptionv2、お薬手帳は medicinenotebookv2 で取得してください。", remedy_en: "Use prescriptionv2 for prescriptions and medicinenotebookv2 for the medication notebook.",
    }
    FIELD_MISSING = 9807 "orca.field.missing" error {
        ja: "電子処方箋に必要な項目がありません：{field}", en: "An item required for the electronic prescription is missing: {field}",
        remedy_ja: "取得元：{source}", remedy_en: "Where to get it: {source}",
    }
    FIELD_INVALID = 9808 "orca.field.invalid" error {
        ja: "日レセの項目の値を使用できません：{field} = {actual}", en: "The value of an item from ORCA cannot be used: {field} = {actual}",
        remedy_ja: "日レセの登録内容を修正するか、この項目を引数で渡してください（{source}）。", remedy_en: "Correct the entry in ORCA, or pass the item as an argument ({source}).",
    }
    OVERRIDE_UNUSED = 9809 "orca.override.unused" error {
        ja: "指定された項目は、この帳票では使用されません：{field}", en: "The override names an item that this form does not use: {field}",
        remedy_ja: "項目の綴りと番号を確認してください（例：Doctor.Name、Rp.1.Count。RP と薬品は 1 から数えます）。", remedy_en: "Check the spelling and the numbers of the item (Doctor.Name, Rp.1.Count; RPs and their items count from 1).",
    }
}
