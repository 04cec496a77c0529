//! Prescriptions and dispensing records: RPs, drugs, usages, insurance.

use crate::code::codes;

codes! {
    RP_NOT_CONSECUTIVE = 10101 "records.rp.not_consecutive" warning {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号が連番ではありません（{actual}、次は {expected} のはず）。",
        en: "Line {line}, {record}.{field} {field_name}: RP numbers are not consecutive ({actual}, expected {expected}).",
        remedy_ja: "RP番号を1からの連番にしてください。",
        remedy_en: "Number the RPs 1, 2, 3 …",
        clause: "records spec §3 R02",
    }
    RP_NOT_ASCENDING = 10102 "records.rp.not_ascending" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号 {actual} が {previous} の後にあります。",
        en: "Line {line}, {record}.{field} {field_name}: RP number {actual} after {previous}.",
        remedy_ja: "RP番号を1からの連番にし、重複をなくしてください。",
        remedy_en: "Number the RPs 1, 2, 3 …, each once.",
        clause: "records spec §3 R02",
    }
    RP_REFERENCE = 10103 "records.rp.unknown_reference" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号 {actual} の剤形レコード（101）が上にありません。",
        en: "Line {line}, {record}.{field} {field_name}: no record 101 with RP number {actual} stands above.",
        remedy_ja: "剤形レコードとRP番号を確認してください。",
        remedy_en: "Check record 101 and the RP number.",
        clause: "records spec §3 R02",
    }
    RP_INTERLEAVED = 10104 "records.rp.interleaved" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号 {actual} のレコードが RP {expected} の中にあります。",
        en: "Line {line}, {record}.{field} {field_name}: a record of RP {actual} stands inside RP {expected}.",
        remedy_ja: "RPごとにまとめて出力してください。",
        remedy_en: "Write one RP after the other.",
        clause: "records spec §3 R03",
    }
    RP_USAGE_COUNT = 10105 "records.rp.usage_count" error {
        ja: "{line}行目 {record} {record_name}：RPの用法レコードは1つです（{actual} 個）。",
        en: "Line {line}, {record} {record_name}: an RP has exactly one usage record ({actual} found).",
        remedy_ja: "用法レコード（111）をRPに1つにしてください。",
        remedy_en: "Write exactly one record 111 an RP.",
        clause: "records spec §3 R04",
    }
    RP_WITHOUT_DRUG = 10106 "records.rp.without_drug" error {
        ja: "{line}行目 {record} {record_name}：RPに薬品レコード（201）がありません。",
        en: "Line {line}, {record} {record_name}: the RP has no drug (201).",
        remedy_ja: "薬品レコードを出力してください。末尾の欠落も確認してください。",
        remedy_en: "Write the drugs; look whether the end is missing.",
        clause: "records spec §3 R04",
    }
    RP_REPEATED_DETAIL = 10107 "records.rp.repeated_detail" error {
        ja: "{line}行目 {record} {record_name}：RPに1つだけのレコードが2つあります。",
        en: "Line {line}, {record} {record_name}: stands twice in the RP.",
        remedy_ja: "重複を除いてください。",
        remedy_en: "Remove the repeated record.",
        clause: "records spec §3 R04",
    }
    DRUG_NUMBERING = 10108 "records.drug.numbering" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP内連番が {actual} です（{expected} のはず）。",
        en: "Line {line}, {record}.{field} {field_name}: line number {actual} in the RP, expected {expected}.",
        remedy_ja: "RP内連番を1からの連番にしてください。",
        remedy_en: "Number the drugs of an RP 1, 2, 3 …",
        clause: "records spec §3 R05",
    }
    DRUG_REFERENCE = 10109 "records.drug.unknown_reference" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP内連番 {actual} は直前の薬品（{expected}）ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: line number {actual} is not that of the drug above ({expected}).",
        remedy_ja: "薬品レコードの直後に置いてください。",
        remedy_en: "Put it after its drug.",
        clause: "records spec §3 R05",
    }
    DRUG_REPEATED_DETAIL = 10110 "records.drug.repeated_detail" error {
        ja: "{line}行目 {record} {record_name}：薬品に1つだけのレコードが2つあります。",
        en: "Line {line}, {record} {record_name}: stands twice for the drug.",
        remedy_ja: "重複を除いてください。",
        remedy_en: "Remove the repeated record.",
        clause: "records spec §3 R05",
    }
    SEQUENCE = 10111 "records.sequence.not_consecutive" warning {
        ja: "{line}行目 {record}.{field} {field_name}：連番が {actual} です（{expected} のはず）。",
        en: "Line {line}, {record}.{field} {field_name}: sequence number {actual}, expected {expected}.",
        remedy_ja: "連番を1から1ずつ増やしてください。",
        remedy_en: "Number them 1, 2, 3 …",
        clause: "records spec §3 R06",
    }
    SPLIT_UNDECLARED = 10112 "records.split.undeclared" error {
        ja: "{line}行目 {record} {record_name}：分割指示（63）がないのに分割調剤数量（102）があります。",
        en: "Line {line}, {record} {record_name}: record 102 without a split instruction (63).",
        remedy_ja: "分割指示レコードを出力するか、102 を除いてください。",
        remedy_en: "Write record 63 or remove 102.",
        clause: "records spec §3 R07",
    }
    SPLIT_QUANTITY_MISSING = 10113 "records.split.quantity_missing" error {
        ja: "{line}行目 {record} {record_name}：分割指示（63）があるのに、このRPに分割調剤数量（102）がありません。",
        en: "Line {line}, {record} {record_name}: a split prescription (63), but the RP has no record 102.",
        remedy_ja: "すべてのRPに 102 を出力してください。",
        remedy_en: "Write record 102 for every RP.",
        clause: "records spec §3 R07",
    }
    SPLIT_INDEX = 10114 "records.split.index" error {
        ja: "{line}行目 {record}.{field} {field_name}：分割回 {actual} が分割回数 {limit} の外です。",
        en: "Line {line}, {record}.{field} {field_name}: part {actual} of {limit}.",
        remedy_ja: "分割回を確認してください。",
        remedy_en: "Check the number of the part.",
        clause: "records spec §3 R08",
    }
    SPLIT_TOTAL = 10115 "records.split.total_unusual" warning {
        ja: "{line}行目 {record}.{field} {field_name}：分割回数 {actual} は 2〜3 ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} parts; two or three are usual.",
        remedy_ja: "分割回数を確認してください。",
        remedy_en: "Check the number of parts.",
        clause: "records spec §3 R08",
    }
    SPLIT_QUANTITY = 10116 "records.split.quantity_mismatch" error {
        ja: "{line}行目 {record}.{field} {field_name}：{actual} は {expected} と合いません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} does not agree with {expected}.",
        remedy_ja: "剤形レコードの調剤数量と合わせてください。",
        remedy_en: "Make it agree with the quantity of record 101.",
        clause: "records spec §3 R08",
    }
    REFILL_WITH_SPLIT = 10117 "records.refill.with_split" error {
        ja: "{line}行目 {record} {record_name}：リフィルと分割指示は一緒に使えません。",
        en: "Line {line}, {record} {record_name}: a prescription cannot be refill and split at once.",
        remedy_ja: "どちらかを除いてください。",
        remedy_en: "Remove one of them.",
        clause: "records spec §3 R09",
    }
    REFILL_TOTAL = 10118 "records.refill.total" error {
        ja: "{line}行目 {record}.{field} {field_name}：総使用回数 {actual} は 2 か 3 ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} uses; a refill prescription has two or three.",
        remedy_ja: "総使用回数を 2 か 3 にしてください。リフィルでなければ 64 を除いてください。",
        remedy_en: "Write 2 or 3, or remove record 64.",
        clause: "records spec §3 R09",
    }
    UNEVEN_HOLE = 10119 "records.uneven.hole" error {
        ja: "{line}行目 {record}.{field} {field_name}：不均等の量は左から詰めて2つ以上必要です。",
        en: "Line {line}, {record}.{field} {field_name}: uneven doses are filled from the left, at least two.",
        remedy_ja: "空きなく左から入れてください。",
        remedy_en: "Fill them from the left without a hole.",
        clause: "records spec §3 R10",
    }
    UNEVEN_SUM = 10120 "records.uneven.sum" warning {
        ja: "{line}行目 {record} {record_name}：不均等の合計 {actual} が用量 {expected} と合いません。",
        en: "Line {line}, {record} {record_name}: the uneven doses add up to {actual}, the amount is {expected}.",
        remedy_ja: "用量か各回の量を確認してください。",
        remedy_en: "Check the amount and the doses.",
        clause: "records spec §3 R10",
    }
    UNEVEN_CODE = 10121 "records.uneven.code" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は {expected} のはずです。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} should be {expected}.",
        remedy_ja: "補足用法コードを確認してください。",
        remedy_en: "Check the supplement code.",
        clause: "records spec §3 R11",
    }
    SINGLE_DOSE = 10122 "records.single_dose.mismatch" warning {
        ja: "{line}行目 {record} {record_name}：1回服用量 {actual} × {times} 回が用量 {expected} と合いません。",
        en: "Line {line}, {record} {record_name}: single dose {actual} × {times} is not the amount {expected}.",
        remedy_ja: "量を確認してください。均等でないなら 221 を使ってください。",
        remedy_en: "Check the amounts; use record 221 if the doses differ.",
        clause: "records spec §3 R12",
    }
    BURDEN_MIXED = 10123 "records.burden.mixed" error {
        ja: "{line}行目 {record} {record_name}：負担区分（231）のない薬品があります。一部の薬品だけに付けることはできません。",
        en: "Line {line}, {record} {record_name}: the drug has no record 231, others have.",
        remedy_ja: "すべての薬品に付けるか、すべてから除いてください。",
        remedy_en: "Write record 231 for all drugs or for none.",
        clause: "records spec §3 R13",
    }
    BURDEN_WITHOUT_PAYER = 10124 "records.burden.without_payer" warning {
        ja: "{line}行目 {record}.{field} {field_name}：対応する公費レコード（{expected}）がありません。",
        en: "Line {line}, {record}.{field} {field_name}: the record of the payer ({expected}) is missing.",
        remedy_ja: "公費レコードを確認してください。",
        remedy_en: "Check the records of public expense.",
        clause: "records spec §3 R14",
    }
    PUBLIC_EXPENSE_GAP = 10125 "records.public_expense.gap" warning {
        ja: "{line}行目 {record} {record_name}：前の公費レコード（{expected}）がありません。",
        en: "Line {line}, {record} {record_name}: record {expected} before it is missing.",
        remedy_ja: "公費は第一から順に出力してください。",
        remedy_en: "Write public payers from the first on.",
        clause: "records spec §3 R15",
    }
    INSURANCE_INCOMPLETE = 10126 "records.insurance.incomplete" error {
        ja: "{line}行目 {record} {record_name}：保険のレコードがあるのにレコード {expected} がありません。",
        en: "Line {line}, {record} {record_name}: insurance records stand here, but record {expected} is missing.",
        remedy_ja: "22 と 23 を出力してください（保険者番号は空でも構いません）。",
        remedy_en: "Write records 22 and 23 (the insurer number may be blank).",
        clause: "records spec §3 R16",
    }
    NARCOTIC_INCOMPLETE = 10127 "records.narcotic.incomplete" error {
        ja: "{line}行目 {record}.{field} {field_name}：麻薬施用レコードでは必須です。",
        en: "Line {line}, {record}.{field} {field_name}: required in a record of narcotics.",
        remedy_ja: "値を入れてください。",
        remedy_en: "Fill it in.",
        clause: "records spec §3 R18",
    }
    NARCOTIC_MISSING = 10128 "records.narcotic.missing" warning {
        ja: "{line}行目 {record} {record_name}：麻薬があるのに麻薬施用レコード（61）も備考もありません。",
        en: "Line {line}, {record} {record_name}: a narcotic, but neither record 61 nor a note.",
        remedy_ja: "麻薬施用レコードを出力してください。",
        remedy_en: "Write record 61.",
        clause: "records spec §3 R18",
    }
    MATERIAL_KIND = 10129 "records.material.kind" warning {
        ja: "{line}行目 {record}.{field} {field_name}：剤形区分 {expected} と情報区分 {actual} が合いません。",
        en: "Line {line}, {record}.{field} {field_name}: dosage form {expected} and information kind {actual} do not agree.",
        remedy_ja: "医療材料は剤形区分6・情報区分2にしてください。",
        remedy_en: "Medical material has form 6 and kind 2.",
        clause: "records spec §3 R19",
    }
    USAGE_TIMES = 10130 "records.usage.times_missing" warning {
        ja: "{line}行目 {record}.{field} {field_name}：内服では1日回数（1以上）があるはずです。",
        en: "Line {line}, {record}.{field} {field_name}: an oral drug should have the times a day (1 or more).",
        remedy_ja: "1日回数を入れてください。",
        remedy_en: "Fill in the times a day.",
        clause: "records spec §3 R20",
    }
    CONVERSION_OVERFLOW = 10131 "records.unit_conversion.overflow" warning {
        ja: "{line}行目 {record}.{field} {field_name}：係数 {actual} × 用量 {expected} が整数部6桁・小数部5桁に収まりません。",
        en: "Line {line}, {record}.{field} {field_name}: factor {actual} × amount {expected} does not fit 6 and 5 digits.",
        remedy_ja: "係数を確認してください。",
        remedy_en: "Check the factor.",
        clause: "records spec §3 R21",
    }
    DRUG_REPEATED = 10132 "records.drug.repeated_code" warning {
        ja: "{line}行目 {record}.{field} {field_name}：同じ薬品コード {actual} がこのRPにもう一つあります。",
        en: "Line {line}, {record}.{field} {field_name}: the code {actual} stands twice in the RP.",
        remedy_ja: "重複でないか確認してください。",
        remedy_en: "Check whether this is a mistake.",
        clause: "records spec §3 R23",
    }
    COPAY_AGE = 10133 "records.copay.age" warning {
        ja: "{line}行目 {record}.{field} {field_name}：一部負担区分 {actual} と年齢 {age} 歳が合いません。",
        en: "Line {line}, {record}.{field} {field_name}: class {actual} does not fit the age {age}.",
        remedy_ja: "生年月日と区分を確認してください。",
        remedy_en: "Check the birth date and the class.",
        clause: "records spec §3 R24",
    }
    COPAY_TOO_EARLY = 10134 "records.copay.too_early" warning {
        ja: "{line}行目 {record}.{field} {field_name}：区分5は 2022-10-01 からです（交付 {actual}）。",
        en: "Line {line}, {record}.{field} {field_name}: class 5 exists since 2022-10-01 (issued {actual}).",
        remedy_ja: "区分を確認してください。",
        remedy_en: "Check the class.",
        clause: "records spec §3 R24",
    }
    DRUG_CHECK_DIGIT = 10135 "records.drug.check_digit" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」の検査数字が合いません（{expected} のはず）。",
        en: "Line {line}, {record}.{field} {field_name}: the check digit of {actual} is wrong (expected {expected}).",
        remedy_ja: "薬品コードを確認してください。",
        remedy_en: "Check the drug code.",
        clause: "records spec §3 R25; duplicate-check spec §2",
    }
    DRUG_CODE_FORM = 10136 "records.drug.code_form" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」はコード種別 {code_type} の形（{expected}）ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} does not have the form of code type {code_type} ({expected}).",
        remedy_ja: "薬品コードとコード種別を確認してください。",
        remedy_en: "Check the drug code and its type.",
        clause: "records spec §3; duplicate-check spec §2",
    }
    DRUG_CODE_TYPE = 10137 "records.drug.code_type" error {
        ja: "{line}行目 {record}.{field} {field_name}：SJ1 では薬品コード種別 {actual} を使えません（2、4、7 のみ）。",
        en: "Line {line}, {record}.{field} {field_name}: SJ1 does not allow the code type {actual} (2, 4 and 7 only).",
        remedy_ja: "レセプト電算コード、YJコード、一般名コードのどれかを使ってください。",
        remedy_en: "Use a receipt, YJ or generic-name code.",
        clause: "records spec §1",
    }
    DRUG_DUMMY_CODE = 10138 "records.drug.dummy_code" error {
        ja: "{line}行目 {record}.{field} {field_name}：ダミーコード {actual} は使えません。",
        en: "Line {line}, {record}.{field} {field_name}: the dummy code {actual} is refused.",
        remedy_ja: "実際の薬品のコードを使ってください。",
        remedy_en: "Use the code of the real drug.",
        clause: "records spec §1.1; duplicate-check spec §1.7",
    }
    DRUG_SELECTED_CARE = 10139 "records.drug.non_insured" warning {
        ja: "{line}行目 {record}.{field} {field_name}：情報区分3（非保険薬）は電子処方箋では送られません。",
        en: "Line {line}, {record}.{field} {field_name}: kind 3 (not insured) is not sent in an electronic prescription.",
        remedy_ja: "情報区分を確認してください。",
        remedy_en: "Check the information kind.",
        clause: "records spec §1",
    }
    USAGE_CODE_TYPE = 10140 "records.usage.code_type" error {
        ja: "{line}行目 {record}.{field} {field_name}：SJ1 では用法コード種別 {actual} を使えません（3 のみ）。",
        en: "Line {line}, {record}.{field} {field_name}: SJ1 does not allow the usage code type {actual} (3 only).",
        remedy_ja: "電子処方箋用法マスタのコードを使ってください。",
        remedy_en: "Use a code of the usage master of electronic prescriptions.",
        clause: "records spec §1",
    }
    USAGE_DUMMY_CODE = 10141 "records.usage.dummy_code" info {
        ja: "{line}行目 {record}.{field} {field_name}：ダミー用法コードです。用法は名称だけで伝わります。",
        en: "Line {line}, {record}.{field} {field_name}: the dummy usage code: the usage is told by its name only.",
        clause: "records spec §1.2",
    }
    USAGE_CODE_REMOVED = 10142 "records.usage.code_removed" warning {
        ja: "{line}行目 {record}.{field} {field_name}：用法コード {actual} は用法マスタから削除されました{replacement}。",
        en: "Line {line}, {record}.{field} {field_name}: the usage code {actual} was removed from the master{replacement}.",
        remedy_ja: "現行のコードに替えてください。2026年8月から使えません。",
        remedy_en: "Use the current code; it cannot be used since August 2026.",
        clause: "records spec §1.2",
    }
    USAGE_SUPPLEMENT_EXPECTED = 10143 "records.usage.supplement_expected" warning {
        ja: "{line}行目 {record} {record_name}：用法コード {actual} には用法補足（181、区分 {expected}）が必要です。",
        en: "Line {line}, {record} {record_name}: the usage code {actual} needs a supplement (181, kind {expected}).",
        remedy_ja: "用法補足レコードを出力してください。",
        remedy_en: "Write the supplement.",
        clause: "records spec §1.2",
    }
    SUBSTITUTION_CONTRADICTORY = 10144 "records.substitution.contradictory" warning {
        ja: "{line}行目 {record} {record_name}：{actual} は一緒に使いません。",
        en: "Line {line}, {record} {record_name}: {actual} do not go together.",
        remedy_ja: "薬品補足区分を確認してください。",
        remedy_en: "Check the kinds of the supplements.",
        clause: "records spec §3",
    }
    RECEIPT_TYPE = 10145 "records.receipt_type.unknown" warning {
        ja: "{line}行目 {record}.{field} {field_name}：レセプト種別 {actual} は知られていません。",
        en: "Line {line}, {record}.{field} {field_name}: the receipt type {actual} is not known.",
        remedy_ja: "レセプト種別を確認してください。",
        remedy_en: "Check the receipt type.",
        clause: "records spec §5",
    }
    RECEIPT_TYPE_INPATIENT = 10146 "records.receipt_type.inpatient" warning {
        ja: "{line}行目 {record}.{field} {field_name}：レセプト種別 {actual} は入院です。",
        en: "Line {line}, {record}.{field} {field_name}: the receipt type {actual} is one of inpatients.",
        remedy_ja: "院外処方か確認してください。",
        remedy_en: "Check whether this is an outpatient prescription.",
        clause: "records spec §5",
    }
    RECEIPT_TYPE_ABOLISHED = 10147 "records.receipt_type.abolished" warning {
        ja: "{line}行目 {record}.{field} {field_name}：レセプト種別 {actual}（退職者医療）は 2024 年度に廃止されました。",
        en: "Line {line}, {record}.{field} {field_name}: the receipt type {actual} (retirees) was abolished in 2024.",
        remedy_ja: "レセプト種別を確認してください。",
        remedy_en: "Check the receipt type.",
        clause: "records spec §5",
    }
    RATE_SUM = 10148 "records.benefit_rate.sum" warning {
        ja: "{line}行目 {record} {record_name}：負担率と給付率の合計が 100 ではありません（{actual}）。",
        en: "Line {line}, {record} {record_name}: the two rates do not add up to 100 ({actual}).",
        remedy_ja: "割合を確認してください。",
        remedy_en: "Check the rates.",
        clause: "records spec §1",
    }
    QUANTITY_ZERO = 10149 "records.rp.quantity_zero" error {
        ja: "{line}行目 {record}.{field} {field_name}：調剤数量が 0 です。",
        en: "Line {line}, {record}.{field} {field_name}: the quantity is 0.",
        remedy_ja: "調剤数量を入れてください。",
        remedy_en: "Write the quantity.",
        clause: "records spec §0.3",
    }
    FORM_NAME = 10150 "records.rp.form_name" warning {
        ja: "{line}行目 {record}.{field} {field_name}：剤形名称は剤形区分9のときだけ使います。",
        en: "Line {line}, {record}.{field} {field_name}: the form name is used with form 9 only.",
        remedy_ja: "剤形名称を除いてください。",
        remedy_en: "Remove the form name.",
        clause: "records spec §3",
    }
}
