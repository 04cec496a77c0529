//! Drug codes, duplicates, contraindications, prescribing rules.

use crate::code::check_codes;

check_codes! {
    DUPLICATE_SAME_INGREDIENT = 20000 "medication.duplicate.same_ingredient" error found {
        ja: "{drug} は、{reference_day} に服用中の {past_drugs} と同じ成分「{ingredient}」を同じ投与経路で含みます（過去の記録 {count} 件、{past_period}）。",
        en: "{drug} contains {ingredient}, which the patient is already taking by the same route on {reference_day} as {past_drugs} (past records: {count}, {past_period}).",
        remedy_ja: "過去の処方・調剤の内容を確認し、必要に応じて処方を変更してください。そのまま投与する場合は理由を記録してください。",
        remedy_en: "Review the past prescriptions and change this one if necessary. If the drug is to be given anyway, record the reason.",
        clause: "docs/spec/duplicate-check.md §1.1",
    }
    DUPLICATE_BIOSIMILAR = 20005 "medication.duplicate.same_ingredient_biosimilar" warning found {
        ja: "{drug} は、{reference_day} に使用中の {past_drugs} とバイオ後続品・先行品の関係（{ingredient}）にあり、重複の可能性があります（過去の記録 {count} 件、{past_period}）。",
        en: "{drug} may duplicate {past_drugs}, which the patient is taking by the same route on {reference_day}: they are a biosimilar and its original, or two biosimilars ({ingredient}; past records: {count}, {past_period}).",
        remedy_ja: "切り替えか重複かを確認してください。国の重複投薬等チェックで同一成分とみなされるかどうかは公表されていません。",
        remedy_en: "Find out whether this is a switch or a duplicate. Whether the national check takes them for the same ingredient is not published.",
    }
    DUPLICATE_MASKED = 20001 "medication.duplicate.masked" error found {
        ja: "服用中の薬と同じ成分を同じ投与経路で含む薬があります（過去の記録 {count} 件）。患者の同意がないため、詳細は表示しません。",
        en: "A drug contains an ingredient that the patient is already taking by the same route (past records: {count}). Details are withheld without the patient's consent.",
        remedy_ja: "患者の同意（口頭でも可）を得てから、もう一度チェックしてください。",
        remedy_en: "Obtain the patient's consent (oral consent is sufficient) and check again.",
        clause: "docs/spec/duplicate-check.md §1.3",
    }
    DUPLICATE_WITHIN_PRESCRIPTION = 20002 "medication.duplicate.within_prescription" warning found {
        ja: "この処方の中で、{drug} と {other_item} の {other_drug} は、同じ成分「{ingredient}」を同じ投与経路で含みます。",
        en: "Within this prescription, {drug} and {other_drug} ({other_item}) contain the same ingredient by the same route: {ingredient}.",
        remedy_ja: "意図した処方か確認してください。",
        remedy_en: "Make sure that this is intended.",
    }
    DUPLICATE_OTHER_ROUTE = 20003 "medication.duplicate.other_route" info aside {
        ja: "成分「{ingredient}」を、別の投与経路の {past_drugs} で使用中です（過去の記録 {count} 件）。",
        en: "The patient is already receiving {ingredient} by a different route, as {past_drugs} (past records: {count}).",
    }
    DUPLICATE_NONE = 20004 "medication.duplicate.none" passed aside {
        ja: "チェックした {checked} 品目に、{reference_day} に服用中の薬との成分の重複は見つかりませんでした。",
        en: "None of the {checked} drugs checked duplicates an ingredient that the patient is taking on {reference_day}.",
    }
    CONTRAINDICATION_PAIR = 20010 "medication.contraindication.pair" error found {
        ja: "{drug} は、{reference_day} に服用中の {past_drugs} と併用禁忌です（{past_period}）。",
        en: "{drug} is contraindicated with {past_drugs}, which the patient is taking on {reference_day} ({past_period}).",
        remedy_ja: "添付文書の「併用禁忌」を確認し、処方を変更してください。",
        remedy_en: "Consult the contraindications for coadministration (併用禁忌) in the package insert, and change the prescription.",
        clause: "docs/spec/duplicate-check.md §1.1",
    }
    CONTRAINDICATION_MASKED = 20011 "medication.contraindication.masked" error found {
        ja: "服用中の薬と併用禁忌の薬があります（過去の記録 {count} 件）。患者の同意がないため、詳細は表示しません。",
        en: "A drug is contraindicated with one that the patient is taking (past records: {count}). Details are withheld without the patient's consent.",
        remedy_ja: "患者の同意（口頭でも可）を得てから、もう一度チェックしてください。",
        remedy_en: "Obtain the patient's consent (oral consent is sufficient) and check again.",
        clause: "docs/spec/duplicate-check.md §1.3",
    }
    CONTRAINDICATION_WASHOUT = 20012 "medication.contraindication.washout" warning found {
        ja: "{drug} は {past_drugs} と併用禁忌です。{past_drugs} の投与終了（{past_period}）から、必要な {washout_days} 日が経過していません。",
        en: "{drug} is contraindicated within {washout_days} days after the end of {past_drugs} ({past_period}).",
        remedy_ja: "添付文書に定められた投与間隔を確認してください。",
        remedy_en: "Consult the package insert for the interval to be kept.",
    }
    CONTRAINDICATION_WITHIN_PRESCRIPTION = 20013 "medication.contraindication.within_prescription" error found {
        ja: "この処方の中の {drug} と {other_item} の {other_drug} は併用禁忌です。",
        en: "Within this prescription, {drug} is contraindicated with {other_drug} ({other_item}).",
        remedy_ja: "添付文書の「併用禁忌」を確認し、処方を変更してください。",
        remedy_en: "Consult the contraindications for coadministration (併用禁忌) in the package insert, and change the prescription.",
    }
    CONTRAINDICATION_EQUIVALENT = 20016 "medication.contraindication.pair_equivalent" error found {
        ja: "{drug} と {reference_day} に服用中の {past_drugs} は、表に併用禁忌として記載された薬（{pair}）と同じ成分の組み合わせです（{past_period}）。",
        en: "{drug} and {past_drugs}, which the patient is taking on {reference_day}, contain the ingredients of a contraindicated pair in the table ({pair}; {past_period}).",
        remedy_ja: "両方の添付文書の「併用禁忌」を確認し、該当する場合は処方を変更してください。",
        remedy_en: "Consult the contraindications for coadministration (併用禁忌) in both package inserts, and change the prescription if they apply.",
        clause: "docs/spec/duplicate-check.md §1.1",
    }
    CONTRAINDICATION_NONE = 20014 "medication.contraindication.none" passed aside {
        ja: "チェックした {checked} 品目に、表（{source}、{edition}）に記載された併用禁忌は見つかりませんでした。",
        en: "None of the {checked} drugs checked is listed in the table ({source}, {edition}) as contraindicated with one being taken.",
    }
    CONTRAINDICATION_NO_TABLE = 20015 "medication.contraindication.no_table" info aside {
        ja: "併用禁忌の表が指定されていないため、併用禁忌はチェックしていません。",
        en: "Contraindications were not checked because no table of contraindicated pairs was supplied.",
        remedy_ja: "併用禁忌の表（支払基金のチェックマスタなど）を指定するか、表なしでチェックすることを明示してください（--no-pairs、without_pairs）。",
        remedy_en: "Supply a table (such as the 支払基金 check master), or state explicitly that there is none (--no-pairs, without_pairs).",
    }
    CHECK_INCOMPLETE = 20020 "medication.check.incomplete" warning unchecked {
        ja: "チェックできなかった項目が {count} 件あります。重複や禁忌がないとは言えません。",
        en: "{count} items could not be checked, or not completely. This does not mean that nothing was found.",
        remedy_ja: "未チェックの一覧（not_checked）で理由を確認し、コードを修正するか、マスターや併用禁忌の表を指定（更新）してください。",
        remedy_en: "See the reasons under not_checked. Correct the codes, or supply (or update) the masters and tables.",
    }

    CODE_CHECK_DIGIT = 20100 "medication.code.check_digit" error unchecked {
        ja: "{system} コード {actual} のチェックデジットが正しくありません（正しくは {expected}）。",
        en: "The check digit of the {system} code {actual} is incorrect (it should be {expected}).",
        remedy_ja: "コードの入力や、コードの対応表を確認してください。",
        remedy_en: "Check how the code was entered or mapped.",
    }
    CODE_DUMMY = 20101 "medication.code.dummy" error unchecked {
        ja: "ダミーコード {actual} は使用できません。",
        en: "The dummy code {actual} must not be used.",
        remedy_ja: "その薬の正しいコードを設定してください（ダミーコードは 2025 年 8 月 28 日から登録できません）。",
        remedy_en: "Give the drug its own code; dummy codes have not been accepted since 28 August 2025.",
        clause: "docs/spec/duplicate-check.md §1.7",
    }
    CODE_MALFORMED = 20102 "medication.code.malformed" error unchecked {
        ja: "{actual} は {system} コードの形式ではありません。",
        en: "{actual} does not have the format of a {system} code.",
        remedy_ja: "コードとコード種別を確認してください。",
        remedy_en: "Check the code and its code type.",
    }
    CODE_UNKNOWN = 20103 "medication.code.unknown" warning unchecked {
        ja: "コード {actual}（{system}）はマスターにありません。",
        en: "The code {actual} ({system}) is not in the masters.",
        remedy_ja: "新しい版のマスターを使用し、コードを確認してください。",
        remedy_en: "Use newer masters, and check the code.",
    }
    CODE_RETIRED = 20104 "medication.code.retired" warning unchecked {
        ja: "コード {actual} は廃止されています（有効期限 {not_after}）。",
        en: "The code {actual} has been retired (valid until {not_after}).",
        remedy_ja: "現行のコードに置き換えてください。",
        remedy_en: "Use the current code.",
    }
    CODE_MISSING = 20105 "medication.code.missing" error unchecked {
        ja: "{drug} にコードがありません。",
        en: "{drug} has no code.",
        remedy_ja: "標準コードを設定してください。名称からの推定は行いません。",
        remedy_en: "Add a standard code. Codes are never guessed from the name.",
    }
    CODE_CONTRADICTORY = 20106 "medication.code.contradictory" error unchecked {
        ja: "同じ薬に付けられたコード {expected} と {actual} が、異なる成分を指しています。",
        en: "The codes given for one drug, {expected} and {actual}, refer to different ingredients.",
        remedy_ja: "コードの対応表を修正してください。",
        remedy_en: "Correct the table that maps the codes.",
    }

    DAYS_OVER_LIMIT = 20200 "medication.days.over_limit" error found {
        ja: "{drug} の投与日数は {limit} 日分が上限ですが、{days} 日分処方されています。",
        en: "{drug} is limited to {limit} days, but {days} days are prescribed.",
        remedy_ja: "日数を上限以内にしてください。",
        remedy_en: "Reduce the number of days to the limit.",
        clause: "掲示事項等告示 第十・二",
    }
    DAYS_NEW_DRUG_OVER_LIMIT = 20201 "medication.days.new_drug_over_limit" error found {
        ja: "{drug} は新医薬品（薬価収載 {listed_on}）のため {not_after} までは {limit} 日分が上限ですが、{days} 日分処方されています。",
        en: "{drug} is a new drug (listed on {listed_on}) and limited to {limit} days until {not_after}, but {days} days are prescribed.",
        remedy_ja: "日数を上限以内にしてください。告示で例外とされている場合は、ルールデータに追加してください。",
        remedy_en: "Reduce the number of days to the limit. If the drug has been exempted by a notification, add the exemption to the rule data.",
        clause: "掲示事項等告示 第十・二(一)",
    }
    DAYS_ACROSS_PRESCRIPTIONS = 20202 "medication.days.across_prescriptions" error found {
        ja: "{drug} は、同じ日の処方箋を合わせると {days} 日分になり、上限の {limit} 日分を超えます。",
        en: "Taken together, the prescriptions of the same day contain {days} days of {drug}; the limit is {limit}.",
        remedy_ja: "処方箋を分けても上限は変わりません。日数を減らしてください。",
        remedy_en: "Splitting over several prescriptions does not raise the limit. Reduce the number of days.",
    }
    DAYS_SPECIAL_CIRCUMSTANCES = 20203 "medication.days.special_circumstances" info aside {
        ja: "{drug} は特殊の事情（長期の旅行など）により {days} 日分処方されています（通常の上限 {limit} 日分）。",
        en: "{days} days of {drug} are prescribed on account of special circumstances such as a long journey (usual limit: {limit}).",
    }
    DAYS_MAY_BE_NEW_DRUG = 20205 "medication.days.may_be_new_drug" info aside {
        ja: "{drug}（{days} 日分）は {listed_on} に収載されましたが、同じ成分は以前から収載されています。新医薬品の上限 {limit} 日分に当たるかどうかは、マスターからは判断できません。",
        en: "{drug} ({days} days) was listed on {listed_on}, but its ingredient was listed before. The masters do not say whether the limit of {limit} days for new drugs applies.",
        remedy_ja: "名称を変更した後発品であれば上限はありません。新効能・新剤形などの新医薬品であれば、掲示事項等告示を確認してください。",
        remedy_en: "There is no limit for a generic that was merely renamed. For a new drug with a new indication or dosage form, consult the notice.",
    }
    DAYS_WITHIN_LIMIT = 20204 "medication.days.within_limit" passed aside {
        ja: "投与日数の上限を超える薬はありません（上限のある薬：{count} 品目）。",
        en: "No drug exceeds its limit on days (drugs with a limit: {count}).",
    }
    VALIDITY_EXPIRED = 20210 "medication.validity.expired" error found {
        ja: "処方箋の使用期間を過ぎています（交付 {issued_on}、使用期限 {not_after}、基準日 {at}）。",
        en: "The prescription has expired (issued on {issued_on}, valid until {not_after}, presented on {at}).",
        remedy_ja: "処方医に再交付を依頼してください。",
        remedy_en: "Ask the prescriber to issue a new one.",
        clause: "保険医療機関及び保険医療養担当規則 第20条",
    }
    VALIDITY_NOT_YET = 20211 "medication.validity.not_yet" error found {
        ja: "基準日 {at} が、処方箋の交付日 {issued_on} より前です。",
        en: "The prescription was presented on {at}, before it was issued on {issued_on}.",
        remedy_ja: "日付を確認してください。",
        remedy_en: "Check the dates.",
    }
    VALIDITY_VALID = 20212 "medication.validity.valid" passed aside {
        ja: "処方箋の使用期間内です（{not_after} まで）。",
        en: "The prescription is within its validity period (until {not_after}).",
    }
    REFILL_OUTSIDE_WINDOW = 20220 "medication.refill.outside_window" error found {
        ja: "{at} は、リフィル処方箋の次回調剤予定日 {due} の前後の期間（{not_before}～{not_after}）に入っていません。",
        en: "{at} is outside the period ({not_before} to {not_after}) around the next due date {due} of the refill prescription.",
        remedy_ja: "期間内に調剤を受けるよう案内するか、受診を勧めてください。",
        remedy_en: "Dispense within the period, or refer the patient to the prescriber.",
    }
    REFILL_IN_WINDOW = 20221 "medication.refill.in_window" passed aside {
        ja: "リフィル処方箋の調剤の期間内です（{not_before}～{not_after}）。",
        en: "Within the dispensing period of the refill prescription ({not_before} to {not_after}).",
    }
    REFILL_TOO_MANY = 20222 "medication.refill.too_many" error found {
        ja: "リフィル処方箋の総使用回数 {count} 回は、上限の {limit} 回を超えています。",
        en: "The refill prescription allows {count} uses; the maximum is {limit}.",
        remedy_ja: "回数を上限以内にしてください。",
        remedy_en: "Reduce the number of uses.",
    }
    REFILL_LIMITED_DRUG = 20223 "medication.refill.limited_drug" error found {
        ja: "{drug} は投与量に限度（{limit} 日分）が定められている医薬品のため、リフィル処方箋にはできません。",
        en: "{drug} is limited to {limit} days and must not be prescribed on a refill prescription.",
        remedy_ja: "この薬を別の処方箋にしてください。",
        remedy_en: "Put this drug on a separate prescription.",
    }
    REFILL_PATCH = 20224 "medication.refill.patch" error found {
        ja: "{drug} は湿布薬のため、リフィル処方箋にはできません。",
        en: "{drug} is a medicated patch (湿布薬) and must not be prescribed on a refill prescription.",
        remedy_ja: "この薬を別の処方箋にしてください。",
        remedy_en: "Put this drug on a separate prescription.",
    }
    PATCHES_OVER_LIMIT = 20230 "medication.patches.over_limit" error found {
        ja: "湿布薬が合計 {actual} 枚処方されており、上限の {limit} 枚を超えています。",
        en: "{actual} medicated patches (湿布薬) are prescribed in total; the limit is {limit}.",
        remedy_ja: "枚数を減らすか、やむを得ない理由を処方箋に記載してください。",
        remedy_en: "Reduce the number, or state on the prescription why more are needed.",
    }
    PATCHES_JUSTIFIED = 20231 "medication.patches.justified" info aside {
        ja: "湿布薬が合計 {actual} 枚（上限 {limit} 枚）処方されていますが、理由が記載されています。",
        en: "{actual} medicated patches (湿布薬) are prescribed in total (limit: {limit}), and a reason is stated.",
    }
    ONLINE_CONTROLLED_DRUG = 20240 "medication.online.controlled_drug" error found {
        ja: "オンライン診療の初診では、麻薬・向精神薬を処方できません：{drug}",
        en: "Narcotics and psychotropics must not be prescribed at an online first consultation: {drug}",
        remedy_ja: "対面診療の後に処方してください。",
        remedy_en: "Prescribe it after an in-person consultation.",
        clause: "オンライン診療の適切な実施に関する指針 V 1 (5)",
    }
    ONLINE_HIGH_RISK_DRUG = 20242 "medication.online.high_risk_drug" error found {
        ja: "基礎疾患などの情報がないオンライン診療の初診では、特に安全管理が必要な薬を処方できません：{drug}",
        en: "At an online first consultation without the patient's medical history, drugs that require particular safety management must not be prescribed: {drug}",
        remedy_ja: "基礎疾患などの情報を得るか、対面診療の後に処方してください。",
        remedy_en: "Obtain the patient's medical history, or prescribe it after an in-person consultation.",
        clause: "オンライン診療の適切な実施に関する指針 V 1 (5)",
    }
    ONLINE_OVER_LIMIT = 20241 "medication.online.over_limit" error found {
        ja: "基礎疾患などの情報がないオンライン診療の初診では、{limit} 日分が上限です：{drug}（{days} 日分）",
        en: "At an online first consultation without the patient's medical history, the limit is {limit} days: {drug} ({days} days)",
        remedy_ja: "日数を減らしてください。",
        remedy_en: "Reduce the number of days.",
        clause: "オンライン診療の適切な実施に関する指針 V 1 (5)",
    }
    TRANSITION_EXPIRED = 20250 "medication.transition.expired" error found {
        ja: "{drug} の経過措置期間は {not_after} で終了しています。",
        en: "The transitional period of {drug} ended on {not_after}.",
        remedy_ja: "薬価基準に収載されている薬に変更してください。",
        remedy_en: "Change to a drug that is listed in the National Health Insurance drug price list (薬価基準).",
    }
    NARCOTIC_DETAILS_MISSING = 20260 "medication.narcotic.details_missing" error found {
        ja: "麻薬 {drug} の処方には、患者の住所と麻薬施用者免許証の番号が必要です。",
        en: "A prescription for the narcotic {drug} requires the patient's address and the prescriber's narcotics licence number.",
        remedy_ja: "患者の住所と免許証の番号を記載してください。",
        remedy_en: "Add the patient's address and the licence number.",
        clause: "麻薬及び向精神薬取締法 第27条",
    }
    COUNT_MANY_ORAL_DRUGS = 20270 "medication.count.many_drugs" info aside {
        ja: "{group}が {count} 種類処方されており、逓減の基準（{limit} 種類以上：{rule_source}）に該当します。薬価による数え方（1 剤 205 円以下など）や施設の例外は、処方からは分かりません。",
        en: "{count} drugs of the group {group} are prescribed; the fee is reduced from {limit} drugs upwards (rule: {rule_source}). How prices count (doses of 205 yen and less) and exceptions of the institution cannot be seen in a prescription.",
    }

    MAPPING_NAME_MISMATCH = 20300 "medication.mapping.name_mismatch" error found {
        ja: "コード {actual_code} は「{expected}」を指しますが、付けられた名称「{actual}」は別の薬のものです。",
        en: "The code {actual_code} stands for {expected}, but the name given, {actual}, is that of a different drug.",
        remedy_ja: "この処方を送信せずに、院内コードと標準コードの対応表を修正してください。",
        remedy_en: "Do not send the prescription. Correct the table that maps house codes to standard codes.",
    }
    MAPPING_NAME_UNLIKE = 20301 "medication.mapping.name_unlike" warning found {
        ja: "コード {actual_code} の名称「{expected}」と、付けられた名称「{actual}」が一致しません。",
        en: "The name given, {actual}, does not match the name of the code {actual_code}: {expected}.",
        remedy_ja: "同じ薬か確認してください。",
        remedy_en: "Make sure that it is the same drug.",
    }
    MAPPING_UNIT_MISMATCH = 20302 "medication.mapping.unit_mismatch" error found {
        ja: "{drug} の薬価単位は「{expected}」ですが、「{actual}」で記録されており、単位の換算もありません。",
        en: "The price-list unit of {drug} is {expected}, but {actual} is given without a conversion.",
        remedy_ja: "薬価単位に換算するか、単位変換レコードを追加してください。",
        remedy_en: "Convert to the price-list unit, or add a unit conversion record (単位変換レコード).",
    }
    MAPPING_AGREES = 20303 "medication.mapping.agrees" passed aside {
        ja: "{drug} のコード、名称、単位は一致しています。",
        en: "The code, name and unit of {drug} agree.",
    }
    MAPPING_HOUSE_CODE_SHARED = 20304 "medication.mapping.house_code_shared" error found {
        ja: "院内コード {house_code} が複数の薬に対応しています：{drugs}",
        en: "The house code {house_code} is assigned to several drugs: {drugs}",
        remedy_ja: "薬ごとに別の院内コードを付けてください。",
        remedy_en: "Give each drug its own house code.",
    }

    HISTORY_READ = 20400 "medication.history.read" passed aside {
        ja: "{format} から薬歴 {count} 件を読み取りました。",
        en: "{count} medication history records were read from {format}.",
    }
    HISTORY_FORMAT_UNKNOWN = 20401 "medication.history.format_unknown" error aside {
        ja: "対応していない形式のファイルです。",
        en: "The file format is not supported.",
        remedy_ja: "SJ1、CJ1、JAHIS、JAHISTC、電子処方箋・調剤情報の XML、FHIR R4 の JSON、またはドキュメントに記載の JSON・CSV を指定してください。",
        remedy_en: "Supply SJ1, CJ1, JAHIS or JAHISTC records, the XML of an electronic prescription or dispensing record, FHIR R4 JSON, or the JSON or CSV described in the documentation.",
    }
    HISTORY_EMPTY = 20402 "medication.history.empty" error aside {
        ja: "ファイルに内容がありません。",
        en: "The file is empty.",
        remedy_ja: "正しいファイルを指定してください。空のファイルは、服用中の薬がないことを意味しません。",
        remedy_en: "Supply the correct file. An empty file does not mean that the patient takes no medication.",
    }
    HISTORY_UNREADABLE = 20403 "medication.history.unreadable" error aside {
        ja: "{format} として読み取れません：{problem}",
        en: "The file cannot be read as {format}: {problem}",
        remedy_ja: "出力元のシステムで出力し直すか、示された箇所を修正してください。",
        remedy_en: "Export the file again from the system that produced it, or correct the part indicated.",
    }
    HISTORY_NO_VERIFIER = 20404 "medication.history.no_verifier" error aside {
        ja: "署名された文書ですが、検証の設定が指定されていません。",
        en: "This is a signed document, but no verifier was supplied to verify it.",
        remedy_ja: "検証器と検証時刻を指定するか、未検証の文書の使用を明示的に許可してください。",
        remedy_en: "Supply a verifier and a time of verification, or explicitly allow unverified documents.",
    }
    HISTORY_NOT_VERIFIED = 20405 "medication.history.not_verified" warning unchecked {
        ja: "署名の検証結果が {verdict} のため、この文書は使用しませんでした。",
        en: "The document was not used because its signature was found to be {verdict}.",
        remedy_ja: "文書を検証して理由を確認してください（shohosen verify）。了解のうえで使用する場合は、未検証の文書の使用を明示的に許可してください。",
        remedy_en: "Verify the document to find out why (shohosen verify). To use it nevertheless, explicitly allow unverified documents.",
    }
    HISTORY_USED_UNVERIFIED = 20406 "medication.history.used_unverified" warning aside {
        ja: "署名の検証結果が {verdict} の文書を、指定により使用しました。",
        en: "A document whose signature was found to be {verdict} was used, as requested.",
        remedy_ja: "内容が改ざんされている可能性に注意してください。",
        remedy_en: "Bear in mind that its contents may have been forged.",
    }
    HISTORY_VERIFIED = 20407 "medication.history.verified" passed aside {
        ja: "署名の検証に合格した文書（{kind}）から読み取りました。",
        en: "Read from a document with valid signatures ({kind}).",
    }
    HISTORY_NO_RECORDS = 20408 "medication.history.no_records" error aside {
        ja: "この文書（{kind}）には、処方・調剤のレコードがありません。",
        en: "The document ({kind}) contains no prescription or dispensing records.",
        remedy_ja: "電子処方箋（EP）または調剤情報（ED）の文書を指定してください。",
        remedy_en: "Supply an electronic prescription (EP) or a dispensing record (ED).",
    }
    HISTORY_RECORDS_FAULTY = 20409 "medication.history.records_faulty" warning aside {
        ja: "レコードに {count} 件の誤りがあります（最初の誤り：{problem}）。読み取れた内容だけでチェックしました。",
        en: "The records contain {count} errors (the first: {problem}). Only what could be read was used.",
        remedy_ja: "誤りの内容を確認してください（shohosen lint）。",
        remedy_en: "See the errors with shohosen lint.",
    }
    HISTORY_PATIENT_DIFFERS = 20410 "medication.history.patient_differs" warning unchecked {
        ja: "患者の{item}が、処方箋と異なります。別の患者の記録の可能性があります。",
        en: "The patient's {item} differs from that in the prescription. This may be another patient's record.",
        remedy_ja: "患者の取り違えがないか確認してください。",
        remedy_en: "Make sure that the file belongs to the same patient.",
    }
    HISTORY_NOT_TAKEN_OVER = 20411 "medication.history.not_taken_over" warning unchecked {
        ja: "{location_in} は、{element} が「{actual}」のため、服用中の薬として扱いませんでした。",
        en: "{location_in} was not counted as being taken because {element} is {actual}.",
        remedy_ja: "服用中かどうかを患者に確認してください。",
        remedy_en: "Ask the patient whether the drug is being taken.",
    }
    HISTORY_DATE_IMPLAUSIBLE = 20416 "medication.history.date_implausible" warning unchecked {
        ja: "日付 {actual} は、確認日より後か、記録としてありえないほど古い日付です。服用中かどうか判断できません。",
        en: "The date {actual} is after the day of the check, or too old for such a record: whether the drug is being taken cannot be told.",
        remedy_ja: "調剤日・処方日を元の記録で確認してください（元号や年の誤りが考えられます）。",
        remedy_en: "Check the date against the original record; the era or the year may be wrong.",
    }
    HISTORY_PERIOD_UNCLEAR = 20417 "medication.history.period_unclear" warning aside {
        ja: "服用日数が分からない記録が {count} 件あります（最初は {location_in}）。一律の日数で確認しました。",
        en: "For {count} records (the first is {location_in}) the days of use are not known. The flat number of days was applied.",
        remedy_ja: "服用期間を患者または薬局に確認してください。",
        remedy_en: "Ask the patient or the pharmacy how long the drug is taken.",
    }
    HISTORY_DATES_CONTRADICTORY = 20418 "medication.history.dates_contradictory" warning aside {
        ja: "調剤日が処方日より前になっています。調剤日を起算日としました。",
        en: "The drug was dispensed before the day on which it was prescribed. The day of dispensing was taken.",
        remedy_ja: "いつから服用しているかを患者または薬局に確認してください。",
        remedy_en: "Ask the patient or the pharmacy since when the drug has been taken.",
    }
    PRESCRIPTION_NONE = 20412 "medication.prescription.none" error aside {
        ja: "処方箋ではありません（{format}）。",
        en: "This is not a prescription ({format}).",
        remedy_ja: "チェックする処方（SJ1、JAHIS、電子処方箋の XML、MedicationRequest を含む FHIR、または JSON）を指定してください。",
        remedy_en: "Supply the prescription to be checked: SJ1 or JAHIS records, the XML of an electronic prescription, FHIR with MedicationRequest resources, or JSON.",
    }
    PRESCRIPTION_SEVERAL = 20413 "medication.prescription.several" error aside {
        ja: "ファイルに処方箋が {count} 枚含まれています。一度にチェックできるのは 1 枚です。",
        en: "The file contains {count} prescriptions, but only one can be checked at a time.",
        remedy_ja: "処方箋ごとにファイルを分けてください。",
        remedy_en: "Split it into one file per prescription.",
    }
    PRESCRIPTION_NOT_VERIFIED = 20414 "medication.prescription.not_verified" error aside {
        ja: "処方箋の署名の検証結果が {verdict} です。",
        en: "The signature of the prescription was found to be {verdict}.",
        remedy_ja: "文書を検証して理由を確認してください（shohosen verify）。了解のうえで使用する場合は、未検証の文書の使用を明示的に許可してください。",
        remedy_en: "Verify the document to find out why (shohosen verify). To use it nevertheless, explicitly allow unverified documents.",
    }
    PRESCRIPTION_WITHOUT_DRUGS = 20415 "medication.prescription.without_drugs" error aside {
        ja: "処方箋に薬が記載されていません。",
        en: "The prescription contains no drugs.",
        remedy_ja: "処方の内容を含むファイルを指定してください。",
        remedy_en: "Supply a file that contains what is prescribed.",
    }

    MASTER_UNREADABLE = 20500 "medication.master.unreadable" error aside {
        ja: "医薬品マスター {file} を読み取れません：{problem}",
        en: "The drug master {file} cannot be read: {problem}",
        remedy_ja: "配布元のファイルをそのまま（zip、xlsx、csv）指定してください。結合済みのマスターは単独で指定し、プログラムの版が変わったら作り直してください。",
        remedy_en: "Supply the official files as published (zip, xlsx, csv). A cached master must be supplied on its own, and has to be rebuilt for another version of the program.",
    }
    MASTER_OUTDATED = 20503 "medication.master.outdated" warning aside {
        ja: "医薬品マスター {file}（{edition}）は確認日 {reference_day} より {count} 日古く、その後の新薬・廃止・コード変更が反映されていません。",
        en: "The drug master {file} ({edition}) is {count} days older than the day of the check ({reference_day}); later drugs, deletions and code changes are missing from it.",
        remedy_ja: "最新の医薬品マスターと薬価基準を読み込んでください。",
        remedy_en: "Load the current drug master and price list.",
    }
    PAIRS_UNREADABLE = 20501 "medication.pairs.unreadable" error aside {
        ja: "併用禁忌の表 {file} を読み取れません：{problem}",
        en: "The table of contraindicated pairs {file} cannot be read: {problem}",
        remedy_ja: "支払基金のチェックマスタ（IY_HeiyoKinki）、または left,right,kind,washout_days の CSV を指定してください。",
        remedy_en: "Supply the 支払基金 check master (IY_HeiyoKinki), or a CSV with the columns left,right,kind,washout_days.",
    }
    SETTINGS_UNREADABLE = 20502 "medication.settings.unreadable" error aside {
        ja: "チェックの設定を読み取れません：{problem}",
        en: "The check settings cannot be read: {problem}",
        remedy_ja: "ドキュメントの項目名と値を確認してください。未知の項目は受け付けません。",
        remedy_en: "Compare the names and values with the documentation. Unknown names are not accepted.",
    }
}
