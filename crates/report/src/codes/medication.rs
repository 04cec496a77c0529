//! Drug codes, duplicates, contraindications, prescribing rules.

use crate::code::codes;

codes! {
    DUPLICATE_SAME_INGREDIENT = 20000 "medication.duplicate.same_ingredient" error {
        ja: "同一投与経路で成分が重複しています：{drug} の成分「{ingredient}」を {reference_day} に服用中です（過去の記録 {count} 件、{past_period}）。",
        en: "Duplicate by the same route: the ingredient {ingredient} of {drug} is being taken on {reference_day} ({count} past records, {past_period}).",
        remedy_ja: "過去の処方・調剤の内容を確かめ、必要なら処方を変更してください。投与する場合は理由を記録します。",
        remedy_en: "Look at the past prescriptions and change this one where needed; if it is to be given, record the reason.",
        clause: "電子処方箋管理サービス運用通知 重複投薬等チェック ※1 ※2",
    }
    DUPLICATE_MASKED = 20001 "medication.duplicate.masked" error {
        ja: "同一投与経路で成分が重複する薬剤があります（{count} 件）。同意がないため内容は表示しません。",
        en: "A drug with the same ingredient and route is being taken ({count} records); without consent nothing more is shown.",
        remedy_ja: "患者の同意（口頭でも可）を得て、もう一度確認してください。",
        remedy_en: "Obtain the patient's consent (oral consent will do) and check again.",
        clause: "電子処方箋管理サービス運用通知 同意",
    }
    DUPLICATE_WITHIN_PRESCRIPTION = 20002 "medication.duplicate.within_prescription" warning {
        ja: "この処方の中で、同一投与経路の成分「{ingredient}」が重複しています：{drug} と {other_item} {other_drug}。",
        en: "Within this prescription the ingredient {ingredient} stands twice by the same route: {drug} and {other_item} {other_drug}.",
        remedy_ja: "意図した処方であることを確かめてください。",
        remedy_en: "Make sure that this is intended.",
    }
    DUPLICATE_OTHER_ROUTE = 20003 "medication.duplicate.other_route" info {
        ja: "成分「{ingredient}」を別の投与経路で使用中です（{count} 件）。",
        en: "The ingredient {ingredient} is being taken by another route ({count} records).",
    }
    DUPLICATE_NONE = 20004 "medication.duplicate.none" passed {
        ja: "調べた {checked} 品目に、{reference_day} に服用中の薬剤との重複はありませんでした。",
        en: "None of the {checked} drugs that were checked duplicates one that is being taken on {reference_day}.",
    }
    CONTRAINDICATION_PAIR = 20010 "medication.contraindication.pair" error {
        ja: "併用禁忌です：{drug} と {past_drugs}（{reference_day} に服用中、{past_period}）。",
        en: "Contraindicated combination: {drug} and {past_drugs} (being taken on {reference_day}, {past_period}).",
        remedy_ja: "添付文書の「併用禁忌」を確かめ、処方を変更してください。",
        remedy_en: "Consult the package insert (併用禁忌) and change the prescription.",
        clause: "電子処方箋管理サービス運用通知 重複投薬等チェック ※2",
    }
    CONTRAINDICATION_MASKED = 20011 "medication.contraindication.masked" error {
        ja: "併用禁忌に当たる薬剤を服用中です（{count} 件）。同意がないため内容は表示しません。",
        en: "A drug that must not be combined is being taken ({count} records); without consent nothing more is shown.",
        remedy_ja: "患者の同意（口頭でも可）を得て、もう一度確認してください。",
        remedy_en: "Obtain the patient's consent (oral consent will do) and check again.",
        clause: "電子処方箋管理サービス運用通知 同意",
    }
    CONTRAINDICATION_WASHOUT = 20012 "medication.contraindication.washout" warning {
        ja: "併用禁忌薬 {past_drugs} の投与終了（{past_period}）から {washout_days} 日たっていません：{drug}。",
        en: "{drug}: fewer than {washout_days} days have passed since the end of {past_drugs} ({past_period}).",
        remedy_ja: "添付文書の投与間隔を確かめてください。",
        remedy_en: "Consult the package insert on the interval to keep.",
    }
    CONTRAINDICATION_WITHIN_PRESCRIPTION = 20013 "medication.contraindication.within_prescription" error {
        ja: "この処方の中に併用禁忌があります：{drug} と {other_item} {other_drug}。",
        en: "Contraindicated combination within this prescription: {drug} and {other_item} {other_drug}.",
        remedy_ja: "添付文書の「併用禁忌」を確かめ、処方を変更してください。",
        remedy_en: "Consult the package insert (併用禁忌) and change the prescription.",
    }
    CONTRAINDICATION_NONE = 20014 "medication.contraindication.none" passed {
        ja: "調べた {checked} 品目に、表（{source}、{edition}）にある併用禁忌はありませんでした。",
        en: "None of the {checked} drugs that were checked stands in the table ({source}, {edition}) as contraindicated with one being taken.",
    }
    CONTRAINDICATION_NO_TABLE = 20015 "medication.contraindication.no_table" info {
        ja: "併用禁忌の表が与えられていないため、併用禁忌は調べていません。",
        en: "No table of contraindicated pairs was supplied: contraindications were not checked.",
        remedy_ja: "併用禁忌の表（支払基金のチェックマスタなど）を与えるか、表なしで調べることを明示してください（--no-pairs、without_pairs）。",
        remedy_en: "Supply a table (such as the check master of the 支払基金), or say that there is none (--no-pairs, without_pairs).",
    }
    CHECK_INCOMPLETE = 20020 "medication.check.incomplete" warning {
        ja: "調べられなかった品目が {count} 件あります。「重複なし」ではありません。",
        en: "{count} items could not be checked, or not fully; that is not the same as nothing found.",
        remedy_ja: "not_checked の一覧で理由を確かめ、コードを直すか、マスターや併用禁忌の表を与えて（更新して）ください。",
        remedy_en: "See the reasons in not_checked; correct the codes, or supply (update) masters and tables.",
    }

    CODE_CHECK_DIGIT = 20100 "medication.code.check_digit" error {
        ja: "{system} コード {actual} の検査数字が合いません（正しくは {expected}）。",
        en: "The check digit of the {system} code {actual} is wrong (it would be {expected}).",
        remedy_ja: "コードの入力や対応表を確かめてください。",
        remedy_en: "Check how the code was entered or mapped.",
    }
    CODE_DUMMY = 20101 "medication.code.dummy" error {
        ja: "ダミーコード {actual} は使えません。",
        en: "The dummy code {actual} must not be used.",
        remedy_ja: "その薬剤の正しいコードを付けてください（ダミーコードは2025年8月28日から登録できません）。",
        remedy_en: "Give the drug its own code; dummy codes have been refused since 2025-08-28.",
        clause: "電子処方箋管理サービス ダミーコードの取扱い",
    }
    CODE_MALFORMED = 20102 "medication.code.malformed" error {
        ja: "{system} コードの形をしていません：{actual}。",
        en: "Not of the form of a {system} code: {actual}.",
        remedy_ja: "コードとコード種別を確かめてください。",
        remedy_en: "Check the code and the kind of code that was stated.",
    }
    CODE_UNKNOWN = 20103 "medication.code.unknown" warning {
        ja: "マスターにないコードです：{actual}（{system}）。",
        en: "The code {actual} ({system}) is not in the masters.",
        remedy_ja: "マスターを新しい版にし、コードを確かめてください。",
        remedy_en: "Load newer masters and check the code.",
    }
    CODE_RETIRED = 20104 "medication.code.retired" warning {
        ja: "廃止されたコードです：{actual}（{not_after} まで）。",
        en: "The code {actual} is retired (valid until {not_after}).",
        remedy_ja: "現行のコードに置き換えてください。",
        remedy_en: "Use the current code.",
    }
    CODE_MISSING = 20105 "medication.code.missing" error {
        ja: "薬剤のコードがありません：{drug}。",
        en: "The drug has no code: {drug}.",
        remedy_ja: "標準コードを付けてください。名称からは推定しません。",
        remedy_en: "Add a standard code; nothing is guessed from the name.",
    }
    CODE_CONTRADICTORY = 20106 "medication.code.contradictory" error {
        ja: "同じ薬剤に付いたコードが別の成分を指しています：{expected} と {actual}。",
        en: "The codes of one drug point to different ingredients: {expected} and {actual}.",
        remedy_ja: "コードの対応表を直してください。",
        remedy_en: "Correct the table that maps the codes.",
    }

    DAYS_OVER_LIMIT = 20200 "medication.days.over_limit" error {
        ja: "{drug} は {limit} 日分が上限です（{days} 日分）。",
        en: "{drug} is limited to {limit} days ({days} days prescribed).",
        remedy_ja: "日数を上限以内にしてください。",
        remedy_en: "Reduce the days to the limit.",
        clause: "掲示事項等告示 第十・二",
    }
    DAYS_NEW_DRUG_OVER_LIMIT = 20201 "medication.days.new_drug_over_limit" error {
        ja: "{drug} は新医薬品（薬価収載 {listed_on}）のため、{not_after} まで {limit} 日分が上限です（{days} 日分）。",
        en: "{drug} is a new drug (listed {listed_on}): until {not_after} it is limited to {limit} days ({days} days prescribed).",
        remedy_ja: "日数を上限以内にしてください。例外の告示がある場合は規則データに加えます。",
        remedy_en: "Reduce the days to the limit; where the Minister has exempted the drug, add that to the rule data.",
        clause: "掲示事項等告示 第十・二(一)",
    }
    DAYS_ACROSS_PRESCRIPTIONS = 20202 "medication.days.across_prescriptions" error {
        ja: "{drug} は同じ日の処方箋を合わせて {days} 日分になり、上限 {limit} 日分を超えます。",
        en: "{drug}: the prescriptions of the same day add up to {days} days, more than the limit of {limit}.",
        remedy_ja: "処方箋を分けても上限は変わりません。日数を減らしてください。",
        remedy_en: "Splitting over several prescriptions does not lift the limit; reduce the days.",
    }
    DAYS_SPECIAL_CIRCUMSTANCES = 20203 "medication.days.special_circumstances" info {
        ja: "{drug}：特殊の事情（長期の旅行等）により {days} 日分（上限 {limit} 日分）。",
        en: "{drug}: {days} days on account of special circumstances such as a long journey (limit {limit}).",
    }
    DAYS_WITHIN_LIMIT = 20204 "medication.days.within_limit" passed {
        ja: "日数の上限を超える薬剤はありません（上限のある薬剤 {count} 品目）。",
        en: "No drug exceeds its limit of days ({count} drugs have one).",
    }
    VALIDITY_EXPIRED = 20210 "medication.validity.expired" error {
        ja: "処方箋の使用期間を過ぎています：交付 {issued_on}、期限 {not_after}、提出 {at}。",
        en: "The prescription has expired: issued {issued_on}, valid through {not_after}, presented {at}.",
        remedy_ja: "処方医に再交付を求めてください。",
        remedy_en: "Ask the prescriber to issue it anew.",
        clause: "保険医療機関及び保険医療養担当規則 第20条",
    }
    VALIDITY_NOT_YET = 20211 "medication.validity.not_yet" error {
        ja: "交付日 {issued_on} より前の日付 {at} です。",
        en: "Presented on {at}, before it was issued on {issued_on}.",
        remedy_ja: "日付を確かめてください。",
        remedy_en: "Check the dates.",
    }
    VALIDITY_VALID = 20212 "medication.validity.valid" passed {
        ja: "使用期間内です（{not_after} まで）。",
        en: "Within its validity (through {not_after}).",
    }
    REFILL_OUTSIDE_WINDOW = 20220 "medication.refill.outside_window" error {
        ja: "リフィルの次回調剤予定日 {due} の前後の期間（{not_before}〜{not_after}）の外です：{at}。",
        en: "Outside the window around the due day {due} of the refill ({not_before} to {not_after}): {at}.",
        remedy_ja: "期間内に調剤を受けるか、受診を勧めてください。",
        remedy_en: "Dispense within the window, or send the patient to the prescriber.",
    }
    REFILL_IN_WINDOW = 20221 "medication.refill.in_window" passed {
        ja: "リフィルの期間内です（{not_before}〜{not_after}）。",
        en: "Within the window of the refill ({not_before} to {not_after}).",
    }
    REFILL_TOO_MANY = 20222 "medication.refill.too_many" error {
        ja: "リフィルの使用回数 {count} 回は上限 {limit} 回を超えています。",
        en: "{count} uses of a refill prescription; {limit} are allowed.",
        remedy_ja: "回数を上限以内にしてください。",
        remedy_en: "Reduce the number of uses.",
    }
    REFILL_LIMITED_DRUG = 20223 "medication.refill.limited_drug" error {
        ja: "{drug} は投薬量に限度のある医薬品（{limit} 日分）のため、リフィルにできません。",
        en: "{drug} is limited to {limit} days, so it must not be on a refill prescription.",
        remedy_ja: "この薬剤を別の処方箋に分けてください。",
        remedy_en: "Put this drug on a prescription of its own.",
    }
    REFILL_PATCH = 20224 "medication.refill.patch" error {
        ja: "{drug} は湿布薬のため、リフィルにできません。",
        en: "{drug} is a patch (湿布薬), which must not be on a refill prescription.",
        remedy_ja: "この薬剤を別の処方箋に分けてください。",
        remedy_en: "Put this drug on a prescription of its own.",
    }
    PATCHES_OVER_LIMIT = 20230 "medication.patches.over_limit" error {
        ja: "湿布薬が合計 {actual} 枚で、上限 {limit} 枚を超えています。",
        en: "{actual} patches in all; {limit} are allowed.",
        remedy_ja: "枚数を減らすか、やむを得ない理由を処方箋に記載してください。",
        remedy_en: "Reduce the number, or state the compelling reason on the prescription.",
    }
    PATCHES_JUSTIFIED = 20231 "medication.patches.justified" info {
        ja: "湿布薬が合計 {actual} 枚（上限 {limit} 枚）ですが、理由が記載されています。",
        en: "{actual} patches in all (limit {limit}), with a reason stated.",
    }
    ONLINE_CONTROLLED_DRUG = 20240 "medication.online.controlled_drug" error {
        ja: "オンライン診療の初診では麻薬・向精神薬を処方できません：{drug}。",
        en: "Narcotics and psychotropics must not be prescribed at an online first visit: {drug}.",
        remedy_ja: "対面診療の後に処方してください。",
        remedy_en: "Prescribe it after a visit in person.",
        clause: "オンライン診療の適切な実施に関する指針 V 1 (5)",
    }
    ONLINE_HIGH_RISK_DRUG = 20242 "medication.online.high_risk_drug" error {
        ja: "基礎疾患等が分からないオンライン初診では、特に安全管理が必要な薬剤を処方できません：{drug}。",
        en: "At an online first visit without the patient's history, drugs that need particular care must not be prescribed: {drug}.",
        remedy_ja: "基礎疾患等の情報を得るか、対面診療の後に処方してください。",
        remedy_en: "Obtain the patient's history, or prescribe it after a visit in person.",
        clause: "オンライン診療の適切な実施に関する指針 V 1 (5)",
    }
    ONLINE_OVER_LIMIT = 20241 "medication.online.over_limit" error {
        ja: "基礎疾患等が分からないオンライン初診では {limit} 日分までです：{drug}（{days} 日分）。",
        en: "At an online first visit without the patient's history {limit} days are allowed: {drug} ({days} days).",
        remedy_ja: "日数を減らしてください。",
        remedy_en: "Reduce the days.",
        clause: "オンライン診療の適切な実施に関する指針 V 1 (5)",
    }
    TRANSITION_EXPIRED = 20250 "medication.transition.expired" error {
        ja: "{drug} の経過措置は {not_after} で終わっています。",
        en: "The transitional listing of {drug} ended on {not_after}.",
        remedy_ja: "薬価基準に収載されている薬剤に変更してください。",
        remedy_en: "Change to a drug that is on the price list.",
    }
    NARCOTIC_DETAILS_MISSING = 20260 "medication.narcotic.details_missing" error {
        ja: "麻薬 {drug} の処方には患者住所と麻薬施用者免許番号が必要です。",
        en: "A prescription with the narcotic {drug} needs the patient's address and the narcotics licence number.",
        remedy_ja: "患者住所と免許番号を記載してください。",
        remedy_en: "Add the address and the licence number.",
        clause: "麻薬及び向精神薬取締法 第27条",
    }
    COUNT_MANY_ORAL_DRUGS = 20270 "medication.count.many_drugs" info {
        ja: "{group} が {count} 種類以上の基準（{limit} 種類）に達しています。",
        en: "{count} drugs of the group {group}; from {limit} on the fee is reduced.",
    }

    MAPPING_NAME_MISMATCH = 20300 "medication.mapping.name_mismatch" error {
        ja: "コード {actual_code} は「{expected}」ですが、名称は「{actual}」で別の薬剤です。",
        en: "The code {actual_code} is {expected}, but the name given, {actual}, is that of another drug.",
        remedy_ja: "ハウスコードと標準コードの対応表を直してください。送信してはいけません。",
        remedy_en: "Correct the table from house codes to standard codes; do not send the prescription.",
    }
    MAPPING_NAME_UNLIKE = 20301 "medication.mapping.name_unlike" warning {
        ja: "コード {actual_code} の名称「{expected}」と、付された名称「{actual}」が一致しません。",
        en: "The name given, {actual}, is not the name {expected} of the code {actual_code}.",
        remedy_ja: "同じ薬剤であることを確かめてください。",
        remedy_en: "Make sure that it is the same drug.",
    }
    MAPPING_UNIT_MISMATCH = 20302 "medication.mapping.unit_mismatch" error {
        ja: "{drug} の薬価単位は「{expected}」ですが「{actual}」で送られ、換算がありません。",
        en: "The price-list unit of {drug} is {expected}, but {actual} was given without a conversion.",
        remedy_ja: "薬価単位に換算するか、単位換算レコードを付けてください。",
        remedy_en: "Convert to the price-list unit, or add the conversion record (単位換算レコード).",
    }
    MAPPING_AGREES = 20303 "medication.mapping.agrees" passed {
        ja: "コード・名称・単位が一致しています：{drug}。",
        en: "Code, name and unit belong together: {drug}.",
    }
    MAPPING_HOUSE_CODE_SHARED = 20304 "medication.mapping.house_code_shared" error {
        ja: "ハウスコード {house_code} が複数の薬剤（{drugs}）に対応しています。",
        en: "The house code {house_code} stands for several drugs: {drugs}.",
        remedy_ja: "薬剤ごとに別のハウスコードを付けてください。",
        remedy_en: "Give each drug a house code of its own.",
    }

    HISTORY_READ = 20400 "medication.history.read" passed {
        ja: "{format} から薬歴 {count} 件を読みました。",
        en: "{count} records of a medication history were read ({format}).",
    }
    HISTORY_FORMAT_UNKNOWN = 20401 "medication.history.format_unknown" error {
        ja: "対応していない形式です（先頭「{actual}」）。",
        en: "The format is not known; the file begins {actual}.",
        remedy_ja: "SJ1・CJ1・JAHIS・JAHISTC、電子処方箋・調剤情報の XML、FHIR R4 の JSON、または説明書にある JSON・CSV を与えてください。",
        remedy_en: "Give SJ1, CJ1, JAHIS or JAHISTC records, the XML of a prescription or dispensing record, FHIR R4 as JSON, or the JSON or CSV that the documentation describes.",
    }
    HISTORY_EMPTY = 20402 "medication.history.empty" error {
        ja: "中身がありません。",
        en: "There is nothing in it.",
        remedy_ja: "正しいファイルを与えてください。空のファイルは「薬歴なし」を意味しません。",
        remedy_en: "Give the right file; an empty one does not mean that nothing is being taken.",
    }
    HISTORY_UNREADABLE = 20403 "medication.history.unreadable" error {
        ja: "{format} として読めません：{problem}",
        en: "Not readable as {format}: {problem}",
        remedy_ja: "出力元のシステムで作り直すか、示された箇所を直してください。",
        remedy_en: "Have the system that wrote it write it again, or correct the place named.",
    }
    HISTORY_NO_VERIFIER = 20404 "medication.history.no_verifier" error {
        ja: "署名された文書ですが、検証の設定が与えられていません。",
        en: "This is a signed document, but nothing was given to verify it with.",
        remedy_ja: "検証器と検証時刻を与えるか、未検証の文書の使用を明示的に許可してください。",
        remedy_en: "Supply a verifier and a time, or expressly accept documents that are not verified.",
    }
    HISTORY_NOT_VERIFIED = 20405 "medication.history.not_verified" warning {
        ja: "署名の検証結果が {verdict} のため、この文書は使いませんでした。",
        en: "The signature came out {verdict}; the document was not used.",
        remedy_ja: "文書を検証して理由を確かめてください（shohosen verify）。承知のうえで使う場合は、未検証の文書の使用を明示的に許可します。",
        remedy_en: "Verify the document to learn why (shohosen verify). To use it all the same, expressly accept documents that are not verified.",
    }
    HISTORY_USED_UNVERIFIED = 20406 "medication.history.used_unverified" warning {
        ja: "署名を確認できていない文書（{verdict}）を、指定により使いました。",
        en: "A document whose signature was not established ({verdict}) was used, as asked for.",
        remedy_ja: "内容が改ざんされている可能性を考慮してください。",
        remedy_en: "Bear in mind that its content may be forged.",
    }
    HISTORY_VERIFIED = 20407 "medication.history.verified" passed {
        ja: "署名を検証した文書から読みました（{kind}）。",
        en: "Read from a document whose signatures are valid ({kind}).",
    }
    HISTORY_NO_RECORDS = 20408 "medication.history.no_records" error {
        ja: "この文書（{kind}）には処方・調剤のレコードがありません。",
        en: "The document ({kind}) holds no records of a prescription or dispensing.",
        remedy_ja: "電子処方箋（EP）または調剤情報（ED）の文書を与えてください。",
        remedy_en: "Give the document of an electronic prescription (EP) or a dispensing record (ED).",
    }
    HISTORY_RECORDS_FAULTY = 20409 "medication.history.records_faulty" warning {
        ja: "レコードに {count} 件の誤りがあります（最初：{problem}）。読めた内容で確認しました。",
        en: "The records have {count} errors (the first: {problem}); what could be read was used.",
        remedy_ja: "shohosen lint で誤りを確かめてください。",
        remedy_en: "See the errors with shohosen lint.",
    }
    HISTORY_PATIENT_DIFFERS = 20410 "medication.history.patient_differs" warning {
        ja: "患者の{item}が処方箋（{expected}）と異なります（{actual}）。別の患者の記録かもしれません。",
        en: "The patient's {item} differs from that of the prescription ({expected}): {actual}. This may be the record of another patient.",
        remedy_ja: "患者を取り違えていないか確かめてください。",
        remedy_en: "Make sure that the file is of the same patient.",
    }
    HISTORY_NOT_TAKEN_OVER = 20411 "medication.history.not_taken_over" warning {
        ja: "{location_in}：{element} が「{actual}」のため、服用中の薬剤として扱いませんでした。",
        en: "{location_in}: because {element} is {actual}, it was not counted as being taken.",
        remedy_ja: "服用中かどうかを患者に確かめてください。",
        remedy_en: "Ask the patient whether it is being taken.",
    }
    PRESCRIPTION_NONE = 20412 "medication.prescription.none" error {
        ja: "処方箋ではありません（{format}）。",
        en: "Not a prescription ({format}).",
        remedy_ja: "確認する処方（SJ1・JAHIS、電子処方箋の XML、MedicationRequest を含む FHIR、または JSON）を与えてください。",
        remedy_en: "Give the prescription to be checked: SJ1 or JAHIS records, the XML of an electronic prescription, FHIR with MedicationRequests, or JSON.",
    }
    PRESCRIPTION_SEVERAL = 20413 "medication.prescription.several" error {
        ja: "処方箋が {count} 枚あります。一度に確認するのは 1 枚です。",
        en: "There are {count} prescriptions in it; one is checked at a time.",
        remedy_ja: "処方箋ごとに分けてください。",
        remedy_en: "Split it into one file a prescription.",
    }
    PRESCRIPTION_NOT_VERIFIED = 20414 "medication.prescription.not_verified" error {
        ja: "処方箋の署名の検証結果が {verdict} です。",
        en: "The signature of the prescription came out {verdict}.",
        remedy_ja: "文書を検証して理由を確かめてください（shohosen verify）。承知のうえで使う場合は、未検証の文書の使用を明示的に許可します。",
        remedy_en: "Verify the document to learn why (shohosen verify). To use it all the same, expressly accept documents that are not verified.",
    }
    PRESCRIPTION_WITHOUT_DRUGS = 20415 "medication.prescription.without_drugs" error {
        ja: "処方箋に薬剤がありません。",
        en: "There is no drug on the prescription.",
        remedy_ja: "処方の内容が入ったファイルを与えてください。",
        remedy_en: "Give the file that holds what is prescribed.",
    }

    MASTER_UNREADABLE = 20500 "medication.master.unreadable" error {
        ja: "医薬品マスター {file} を読めません：{problem}",
        en: "The drug master {file} cannot be read: {problem}",
        remedy_ja: "配布元のファイルをそのまま（zip・xlsx・csv）与えてください。結合済みのものは単独で使い、版が変わったら作り直します。",
        remedy_en: "Give the official files as they come (zip, xlsx, csv). A cached master stands alone, and is made anew for another version.",
    }
    PAIRS_UNREADABLE = 20501 "medication.pairs.unreadable" error {
        ja: "併用禁忌の表 {file} を読めません：{problem}",
        en: "The table of contraindicated pairs {file} cannot be read: {problem}",
        remedy_ja: "支払基金のチェックマスタ（IY_HeiyoKinki）、または left,right,kind,washout_days の CSV を与えてください。",
        remedy_en: "Give the check master of the 支払基金 (IY_HeiyoKinki), or a CSV of left,right,kind,washout_days.",
    }
    SETTINGS_UNREADABLE = 20502 "medication.settings.unreadable" error {
        ja: "確認の設定を読めません：{problem}",
        en: "The settings of the check cannot be read: {problem}",
        remedy_ja: "説明書の項目名と値を確かめてください。知らない項目は受け付けません。",
        remedy_en: "Compare names and values with the documentation; unknown names are refused.",
    }
}
