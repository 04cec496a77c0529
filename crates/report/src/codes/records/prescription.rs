//! Prescriptions and dispensing records: RPs, drugs, usages, insurance.

use crate::code::codes;

codes! {
    RP_NOT_CONSECUTIVE = 10101 "records.rp.not_consecutive" warning {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号が連番になっていません（{actual}、正しくは {expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: RP numbers are not consecutive ({actual}, expected {expected}).",
        remedy_ja: "RP番号を1からの連番にしてください。",
        remedy_en: "Number the RPs consecutively from 1.",
        clause: "docs/spec/records.md §3 R02",
    }
    RP_NOT_ASCENDING = 10102 "records.rp.not_ascending" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号 {actual} が RP番号 {previous} の後にあります。",
        en: "Line {line}, {record}.{field} {field_name}: RP number {actual} follows {previous}.",
        remedy_ja: "RP番号を、重複のない 1 からの連番にしてください。",
        remedy_en: "Number the RPs consecutively from 1, using each number once.",
        clause: "docs/spec/records.md §3 R02",
    }
    RP_REFERENCE = 10103 "records.rp.unknown_reference" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP番号 {actual} の剤形レコード（101）が、この行より前にありません。",
        en: "Line {line}, {record}.{field} {field_name}: there is no record 101 with RP number {actual} before this line.",
        remedy_ja: "剤形レコードと RP番号を確認してください。",
        remedy_en: "Check record 101 and the RP number.",
        clause: "docs/spec/records.md §3 R02",
    }
    RP_INTERLEAVED = 10104 "records.rp.interleaved" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP{expected} の途中に、RP{actual} のレコードがあります。",
        en: "Line {line}, {record}.{field} {field_name}: a record of RP {actual} appears within RP {expected}.",
        remedy_ja: "RP ごとにまとめて出力してください。",
        remedy_en: "Write all records of one RP before those of the next.",
        clause: "docs/spec/records.md §3 R03",
    }
    RP_USAGE_COUNT = 10105 "records.rp.usage_count" error {
        ja: "{line}行目 {record} {record_name}：1つの RP に必要な用法レコードは 1 つですが、{actual} あります。",
        en: "Line {line}, record {record} {record_name}: an RP must have exactly one usage record, but has {actual}.",
        remedy_ja: "用法レコード（111）を、RP ごとに 1 つだけ出力してください。",
        remedy_en: "Write exactly one record 111 per RP.",
        clause: "docs/spec/records.md §3 R04",
    }
    RP_WITHOUT_DRUG = 10106 "records.rp.without_drug" error {
        ja: "{line}行目 {record} {record_name}：この RP に薬品レコード（201）がありません。",
        en: "Line {line}, record {record} {record_name}: the RP has no drug (record 201).",
        remedy_ja: "薬品レコードを出力してください。ファイルの末尾が欠けていないかも確認してください。",
        remedy_en: "Write the drugs of the RP, and check whether the end of the file is missing.",
        clause: "docs/spec/records.md §3 R04",
    }
    RP_REPEATED_DETAIL = 10107 "records.rp.repeated_detail" error {
        ja: "{line}行目 {record} {record_name}：1つの RP に 1 つしか使えないレコードが重複しています。",
        en: "Line {line}, record {record} {record_name}: appears more than once in the same RP.",
        remedy_ja: "重複したレコードを削除してください。",
        remedy_en: "Remove the duplicate record.",
        clause: "docs/spec/records.md §3 R04",
    }
    DRUG_NUMBERING = 10108 "records.drug.numbering" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP内連番が {actual} です（正しくは {expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: the drug number within the RP is {actual}, expected {expected}.",
        remedy_ja: "RP内連番を 1 からの連番にしてください。",
        remedy_en: "Number the drugs of an RP consecutively from 1.",
        clause: "docs/spec/records.md §3 R05",
    }
    DRUG_REFERENCE = 10109 "records.drug.unknown_reference" error {
        ja: "{line}行目 {record}.{field} {field_name}：RP内連番 {actual} が、直前の薬品（{expected}）と一致しません。",
        en: "Line {line}, {record}.{field} {field_name}: the drug number {actual} does not match the preceding drug ({expected}).",
        remedy_ja: "対応する薬品レコードの直後に出力してください。",
        remedy_en: "Write the record directly after the drug it belongs to.",
        clause: "docs/spec/records.md §3 R05",
    }
    DRUG_REPEATED_DETAIL = 10110 "records.drug.repeated_detail" error {
        ja: "{line}行目 {record} {record_name}：1つの薬品に 1 つしか使えないレコードが重複しています。",
        en: "Line {line}, record {record} {record_name}: appears more than once for the same drug.",
        remedy_ja: "重複したレコードを削除してください。",
        remedy_en: "Remove the duplicate record.",
        clause: "docs/spec/records.md §3 R05",
    }
    SEQUENCE = 10111 "records.sequence.not_consecutive" warning {
        ja: "{line}行目 {record}.{field} {field_name}：連番が {actual} です（正しくは {expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: the sequence number is {actual}, expected {expected}.",
        remedy_ja: "1 からの連番にしてください。",
        remedy_en: "Number the records consecutively from 1.",
        clause: "docs/spec/records.md §3 R06",
    }
    SPLIT_UNDECLARED = 10112 "records.split.undeclared" error {
        ja: "{line}行目 {record} {record_name}：分割指示レコード（63）がないのに、分割調剤数量（102）があります。",
        en: "Line {line}, record {record} {record_name}: a split quantity (102) is given, but there is no split instruction (63).",
        remedy_ja: "分割指示レコードを出力するか、レコード 102 を削除してください。",
        remedy_en: "Write record 63, or remove record 102.",
        clause: "docs/spec/records.md §3 R07",
    }
    SPLIT_QUANTITY_MISSING = 10113 "records.split.quantity_missing" error {
        ja: "{line}行目 {record} {record_name}：分割指示レコード（63）がありますが、この RP に分割調剤数量（102）がありません。",
        en: "Line {line}, record {record} {record_name}: there is a split instruction (63), but this RP has no split quantity (102).",
        remedy_ja: "すべての RP にレコード 102 を出力してください。",
        remedy_en: "Write record 102 for every RP.",
        clause: "docs/spec/records.md §3 R07",
    }
    SPLIT_INDEX = 10114 "records.split.index" error {
        ja: "{line}行目 {record}.{field} {field_name}：分割回 {actual} が、分割回数 {limit} の範囲外です。",
        en: "Line {line}, {record}.{field} {field_name}: part {actual} is out of range; the prescription is split into {limit} parts.",
        remedy_ja: "分割回を確認してください。",
        remedy_en: "Check the part number.",
        clause: "docs/spec/records.md §3 R08",
    }
    SPLIT_TOTAL = 10115 "records.split.total_unusual" warning {
        ja: "{line}行目 {record}.{field} {field_name}：分割回数が {actual} です（通常は 2～3 回）。",
        en: "Line {line}, {record}.{field} {field_name}: the prescription is split into {actual} parts (usually two or three).",
        remedy_ja: "分割回数を確認してください。",
        remedy_en: "Check the number of parts.",
        clause: "docs/spec/records.md §3 R08",
    }
    SPLIT_QUANTITY = 10116 "records.split.quantity_mismatch" error {
        ja: "{line}行目 {record}.{field} {field_name}：{actual} が {expected} と一致しません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} does not match {expected}.",
        remedy_ja: "剤形レコード（101）の調剤数量と一致させてください。",
        remedy_en: "Make it match the quantity in record 101.",
        clause: "docs/spec/records.md §3 R08",
    }
    REFILL_WITH_SPLIT = 10117 "records.refill.with_split" error {
        ja: "{line}行目 {record} {record_name}：リフィル処方と分割指示は同時に使用できません。",
        en: "Line {line}, record {record} {record_name}: a prescription cannot be both a refill and a split prescription.",
        remedy_ja: "どちらかを削除してください。",
        remedy_en: "Remove one of them.",
        clause: "docs/spec/records.md §3 R09",
    }
    REFILL_TOTAL = 10118 "records.refill.total" error {
        ja: "{line}行目 {record}.{field} {field_name}：リフィルの総使用回数は 2 回または 3 回ですが、{actual} と記録されています。",
        en: "Line {line}, {record}.{field} {field_name}: a refill prescription allows two or three uses in total, not {actual}.",
        remedy_ja: "総使用回数を 2 または 3 にしてください。リフィル処方でなければ、レコード 64 を削除してください。",
        remedy_en: "Enter 2 or 3. If this is not a refill prescription, remove record 64.",
        clause: "docs/spec/records.md §3 R09",
    }
    UNEVEN_HOLE = 10119 "records.uneven.hole" error {
        ja: "{line}行目 {record}.{field} {field_name}：不均等の服用量は、左から順に 2 つ以上設定する必要があります。",
        en: "Line {line}, {record}.{field} {field_name}: uneven doses must be filled in from the left, without gaps, and there must be at least two.",
        remedy_ja: "空きのないように、左から順に設定してください。",
        remedy_en: "Fill in the doses from the left without gaps.",
        clause: "docs/spec/records.md §3 R10",
    }
    UNEVEN_SUM = 10120 "records.uneven.sum" warning {
        ja: "{line}行目 {record} {record_name}：不均等の服用量の合計 {actual} が、用量 {expected} と一致しません。",
        en: "Line {line}, record {record} {record_name}: the uneven doses add up to {actual}, but the daily amount is {expected}.",
        remedy_ja: "用量と各回の服用量を確認してください。",
        remedy_en: "Check the amount and the individual doses.",
        clause: "docs/spec/records.md §3 R10",
    }
    UNEVEN_CODE = 10121 "records.uneven.code" warning {
        ja: "{line}行目 {record}.{field} {field_name}：不均等の補足用法コード「{actual}」は、「{expected}」でなければなりません。",
        en: "Line {line}, {record}.{field} {field_name}: the supplementary usage code for uneven doses is {actual}, expected {expected}.",
        remedy_ja: "補足用法コードを確認してください。",
        remedy_en: "Check the supplementary usage code.",
        clause: "docs/spec/records.md §3 R11",
    }
    SINGLE_DOSE = 10122 "records.single_dose.mismatch" warning {
        ja: "{line}行目 {record} {record_name}：1回服用量 {actual} と 1 日の回数 {times} の積が、用量 {expected} と一致しません。",
        en: "Line {line}, record {record} {record_name}: the single dose {actual} times {times} does not equal the daily amount {expected}.",
        remedy_ja: "用量を確認してください。服用量が均等でない場合は、不均等レコード（221）を使用してください。",
        remedy_en: "Check the amounts. If the doses are not equal, use record 221.",
        clause: "docs/spec/records.md §3 R12",
    }
    BURDEN_MIXED = 10123 "records.burden.mixed" error {
        ja: "{line}行目 {record} {record_name}：この薬品に負担区分（231）がありません。負担区分は、一部の薬品だけに付けることはできません。",
        en: "Line {line}, record {record} {record_name}: this drug has no record 231, although others do.",
        remedy_ja: "すべての薬品に付けるか、すべての薬品から削除してください。",
        remedy_en: "Write record 231 for all drugs or for none.",
        clause: "docs/spec/records.md §3 R13",
    }
    BURDEN_WITHOUT_PAYER = 10124 "records.burden.without_payer" warning {
        ja: "{line}行目 {record}.{field} {field_name}：負担区分に対応する公費レコード（{expected}）がありません。",
        en: "Line {line}, {record}.{field} {field_name}: the record of the corresponding public payer ({expected}) is missing.",
        remedy_ja: "公費レコードを確認してください。",
        remedy_en: "Check the public expense records.",
        clause: "docs/spec/records.md §3 R14",
    }
    PUBLIC_EXPENSE_GAP = 10125 "records.public_expense.gap" warning {
        ja: "{line}行目 {record} {record_name}：先に必要な公費レコード（{expected}）がありません。",
        en: "Line {line}, record {record} {record_name}: the preceding public expense record ({expected}) is missing.",
        remedy_ja: "公費レコードは第一公費から順に出力してください。",
        remedy_en: "Write the public expense records starting with the first.",
        clause: "docs/spec/records.md §3 R15",
    }
    INSURANCE_INCOMPLETE = 10126 "records.insurance.incomplete" error {
        ja: "{line}行目 {record} {record_name}：保険に関するレコードがありますが、レコード {expected} がありません。",
        en: "Line {line}, record {record} {record_name}: there are insurance records, but record {expected} is missing.",
        remedy_ja: "レコード 22 と 23 を出力してください（保険者番号は空でも構いません）。",
        remedy_en: "Write records 22 and 23 (the insurer number may be empty).",
        clause: "docs/spec/records.md §3 R16",
    }
    NARCOTIC_INCOMPLETE = 10127 "records.narcotic.incomplete" error {
        ja: "{line}行目 {record}.{field} {field_name}：麻薬施用レコードでは必須の項目です。",
        en: "Line {line}, {record}.{field} {field_name}: required in the narcotics record.",
        remedy_ja: "値を設定してください。",
        remedy_en: "Fill in a value.",
        clause: "docs/spec/records.md §3 R18",
    }
    NARCOTIC_MISSING = 10128 "records.narcotic.missing" warning {
        ja: "{line}行目 {record} {record_name}：麻薬が処方されていますが、麻薬施用レコード（61）も備考もありません。",
        en: "Line {line}, record {record} {record_name}: a narcotic is prescribed, but there is neither record 61 nor a note.",
        remedy_ja: "麻薬施用レコードを出力してください。",
        remedy_en: "Write record 61.",
        clause: "docs/spec/records.md §3 R18",
    }
    MATERIAL_KIND = 10129 "records.material.kind" warning {
        ja: "{line}行目 {record}.{field} {field_name}：剤形区分 {expected} と情報区分 {actual} の組み合わせが正しくありません。",
        en: "Line {line}, {record}.{field} {field_name}: the dosage form class {expected} and the information class {actual} do not go together.",
        remedy_ja: "医療材料の場合は、剤形区分を 6、情報区分を 2 にしてください。",
        remedy_en: "For medical materials, use dosage form class 6 and information class 2.",
        clause: "docs/spec/records.md §3 R19",
    }
    USAGE_TIMES = 10130 "records.usage.times_missing" warning {
        ja: "{line}行目 {record}.{field} {field_name}：内服薬には 1 日の服用回数（1 以上）が必要です。",
        en: "Line {line}, {record}.{field} {field_name}: an oral drug should state the number of doses per day (1 or more).",
        remedy_ja: "1 日の服用回数を設定してください。",
        remedy_en: "Fill in the number of doses per day.",
        clause: "docs/spec/records.md §3 R20",
    }
    CONVERSION_OVERFLOW = 10131 "records.unit_conversion.overflow" warning {
        ja: "{line}行目 {record}.{field} {field_name}：係数 {actual} と用量 {expected} の積が、整数部 6 桁・小数部 5 桁に収まりません。",
        en: "Line {line}, {record}.{field} {field_name}: the factor {actual} times the amount {expected} does not fit into 6 integer and 5 decimal digits.",
        remedy_ja: "係数を確認してください。",
        remedy_en: "Check the factor.",
        clause: "docs/spec/records.md §3 R21",
    }
    DRUG_REPEATED = 10132 "records.drug.repeated_code" warning {
        ja: "{line}行目 {record}.{field} {field_name}：同じ薬品コード {actual} が、この RP の中に複数あります。",
        en: "Line {line}, {record}.{field} {field_name}: the code {actual} appears more than once in this RP.",
        remedy_ja: "誤って重複していないか確認してください。",
        remedy_en: "Check whether this is a mistake.",
        clause: "docs/spec/records.md §3 R23",
    }
    COPAY_AGE = 10133 "records.copay.age" warning {
        ja: "{line}行目 {record}.{field} {field_name}：一部負担金区分 {actual} は、年齢 {age} 歳と整合しません。",
        en: "Line {line}, {record}.{field} {field_name}: the copayment class {actual} is not consistent with the age {age}.",
        remedy_ja: "生年月日と一部負担金区分を確認してください。",
        remedy_en: "Check the date of birth and the copayment class.",
        clause: "docs/spec/records.md §3 R24",
    }
    COPAY_TOO_EARLY = 10134 "records.copay.too_early" warning {
        ja: "{line}行目 {record}.{field} {field_name}：区分 5 を使用できるのは 2022-10-01 からです（交付 {actual}）。",
        en: "Line {line}, {record}.{field} {field_name}: class 5 exists only since 2022-10-01 (issued on {actual}).",
        remedy_ja: "一部負担金区分を確認してください。",
        remedy_en: "Check the copayment class.",
        clause: "docs/spec/records.md §3 R24",
    }
    DRUG_CHECK_DIGIT = 10135 "records.drug.check_digit" warning {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」のチェックデジットが正しくありません（正しくは {expected}）。",
        en: "Line {line}, {record}.{field} {field_name}: the check digit of {actual} is incorrect (expected {expected}).",
        remedy_ja: "薬品コードを確認してください。",
        remedy_en: "Check the drug code.",
        clause: "docs/spec/records.md §3 R25; docs/spec/duplicate-check.md §2",
    }
    DRUG_CODE_FORM = 10136 "records.drug.code_form" error {
        ja: "{line}行目 {record}.{field} {field_name}：「{actual}」は、コード種別 {code_type} の形式（{expected}）ではありません。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} does not have the format of code type {code_type} ({expected}).",
        remedy_ja: "薬品コードとコード種別を確認してください。",
        remedy_en: "Check the drug code and its code type.",
        clause: "docs/spec/records.md §3; docs/spec/duplicate-check.md §2",
    }
    DRUG_CODE_TYPE = 10137 "records.drug.code_type" error {
        ja: "{line}行目 {record}.{field} {field_name}：SJ1 では薬品コード種別 {actual} を使用できません（使用できるのは 2、4、7）。",
        en: "Line {line}, {record}.{field} {field_name}: code type {actual} is not allowed in SJ1 (allowed: 2, 4 and 7).",
        remedy_ja: "レセプト電算処理コード、YJコード、一般名コードのいずれかを使用してください。",
        remedy_en: "Use a receipt code (レセプト電算処理コード), a YJ code or a generic name code.",
        clause: "docs/spec/records.md §1",
    }
    DRUG_DUMMY_CODE = 10138 "records.drug.dummy_code" error {
        ja: "{line}行目 {record}.{field} {field_name}：ダミーコード {actual} は使用できません。",
        en: "Line {line}, {record}.{field} {field_name}: the dummy code {actual} is not accepted.",
        remedy_ja: "実際の薬品のコードを使用してください。",
        remedy_en: "Use the code of the actual drug.",
        clause: "docs/spec/records.md §1.1; docs/spec/duplicate-check.md §1.7",
    }
    DRUG_SELECTED_CARE = 10139 "records.drug.non_insured" warning {
        ja: "{line}行目 {record}.{field} {field_name}：情報区分 3（非保険薬）の薬品は、電子処方箋では送信できません。",
        en: "Line {line}, {record}.{field} {field_name}: drugs of information class 3 (not covered by insurance) cannot be sent in an electronic prescription.",
        remedy_ja: "情報区分を確認してください。",
        remedy_en: "Check the information class.",
        clause: "docs/spec/records.md §1",
    }
    USAGE_CODE_TYPE = 10140 "records.usage.code_type" error {
        ja: "{line}行目 {record}.{field} {field_name}：SJ1 では用法コード種別 {actual} を使用できません（使用できるのは 3）。",
        en: "Line {line}, {record}.{field} {field_name}: usage code type {actual} is not allowed in SJ1 (allowed: 3).",
        remedy_ja: "電子処方箋用法マスタのコードを使用してください。",
        remedy_en: "Use a code of the e-prescription usage master (電子処方箋用法マスタ).",
        clause: "docs/spec/records.md §1",
    }
    USAGE_DUMMY_CODE = 10141 "records.usage.dummy_code" info {
        ja: "{line}行目 {record}.{field} {field_name}：ダミー用法コードです。用法は名称だけで伝達されます。",
        en: "Line {line}, {record}.{field} {field_name}: this is the dummy usage code, so the usage is conveyed by its name only.",
        clause: "docs/spec/records.md §1.2",
    }
    USAGE_CODE_REMOVED = 10142 "records.usage.code_removed" warning {
        ja: "{line}行目 {record}.{field} {field_name}：用法コード {actual} は用法マスタから削除されています{replacement}。",
        en: "Line {line}, {record}.{field} {field_name}: the usage code {actual} has been removed from the usage master{replacement}.",
        remedy_ja: "現行の用法コードに置き換えてください。削除されたコードは 2026 年 8 月以降使用できません。",
        remedy_en: "Replace it with a current usage code. Removed codes cannot be used from August 2026.",
        clause: "docs/spec/records.md §1.2",
    }
    USAGE_SUPPLEMENT_EXPECTED = 10143 "records.usage.supplement_expected" warning {
        ja: "{line}行目 {record} {record_name}：用法コード {actual} には、用法補足レコード（181、用法補足区分 {expected}）が必要です。",
        en: "Line {line}, record {record} {record_name}: the usage code {actual} requires a usage supplement (record 181, class {expected}).",
        remedy_ja: "用法補足レコードを出力してください。",
        remedy_en: "Write the usage supplement.",
        clause: "docs/spec/records.md §1.2",
    }
    SUBSTITUTION_CONTRADICTORY = 10144 "records.substitution.contradictory" warning {
        ja: "{line}行目 {record} {record_name}：{actual} は同時に使用できません。",
        en: "Line {line}, record {record} {record_name}: {actual} cannot be used together.",
        remedy_ja: "薬品補足区分を確認してください。",
        remedy_en: "Check the classes of the drug supplements.",
        clause: "docs/spec/records.md §3",
    }
    RECEIPT_TYPE = 10145 "records.receipt_type.unknown" warning {
        ja: "{line}行目 {record}.{field} {field_name}：レセプト種別コード {actual} は未知のコードです。",
        en: "Line {line}, {record}.{field} {field_name}: the receipt type {actual} is not known.",
        remedy_ja: "レセプト種別コードを確認してください。",
        remedy_en: "Check the receipt type.",
        clause: "docs/spec/records.md §5",
    }
    RECEIPT_TYPE_INPATIENT = 10146 "records.receipt_type.inpatient" warning {
        ja: "{line}行目 {record}.{field} {field_name}：レセプト種別コード {actual} は入院のコードです。",
        en: "Line {line}, {record}.{field} {field_name}: the receipt type {actual} is for inpatients.",
        remedy_ja: "院外処方の処方箋か確認してください。",
        remedy_en: "Check whether this is an outpatient prescription.",
        clause: "docs/spec/records.md §5",
    }
    RECEIPT_TYPE_ABOLISHED = 10147 "records.receipt_type.abolished" warning {
        ja: "{line}行目 {record}.{field} {field_name}：レセプト種別コード {actual}（退職者医療）は 2024 年度に廃止されました。",
        en: "Line {line}, {record}.{field} {field_name}: the receipt type {actual} (retiree insurance) was abolished in fiscal 2024.",
        remedy_ja: "レセプト種別コードを確認してください。",
        remedy_en: "Check the receipt type.",
        clause: "docs/spec/records.md §5",
    }
    RATE_SUM = 10148 "records.benefit_rate.sum" warning {
        ja: "{line}行目 {record} {record_name}：患者負担率と保険給付率の合計が 100 になりません（{actual}）。",
        en: "Line {line}, record {record} {record_name}: the copayment rate and the benefit rate do not add up to 100 ({actual}).",
        remedy_ja: "割合を確認してください。",
        remedy_en: "Check the rates.",
        clause: "docs/spec/records.md §1",
    }
    QUANTITY_ZERO = 10149 "records.rp.quantity_zero" error {
        ja: "{line}行目 {record}.{field} {field_name}：調剤数量が 0 です。",
        en: "Line {line}, {record}.{field} {field_name}: the quantity is 0.",
        remedy_ja: "調剤数量を設定してください。",
        remedy_en: "Fill in the quantity.",
        clause: "docs/spec/records.md §0.3",
    }
    FORM_NAME = 10150 "records.rp.form_name" warning {
        ja: "{line}行目 {record}.{field} {field_name}：剤形名称は、剤形区分が 9 の場合だけ使用します。",
        en: "Line {line}, {record}.{field} {field_name}: the dosage form name is used only with dosage form class 9.",
        remedy_ja: "剤形名称を削除してください。",
        remedy_en: "Remove the dosage form name.",
        clause: "docs/spec/records.md §3",
    }
    INSURER_NUMBER_LENGTH = 10151 "records.insurance.insurer_number_length" warning {
        ja: "{line}行目 {record}.{field} {field_name}：保険者番号が {actual} 桁です（正しくは 6 桁または 8 桁）。",
        en: "Line {line}, {record}.{field} {field_name}: the insurer number has {actual} digits; it should have 6 or 8.",
        remedy_ja: "保険者番号を確認してください。表計算ソフトなどで先頭の 0 が失われると、桁数が減ります。",
        remedy_en: "Check the number. A spreadsheet may have dropped a leading zero.",
        clause: "docs/spec/records.md §1",
    }
    MATERIAL_CODE = 10152 "records.material.medicine_code" warning {
        ja: "{line}行目 {record}.{field} {field_name}：剤形が医療材料なのに、医薬品のコード（{actual}）です。",
        en: "Line {line}, {record}.{field} {field_name}: {actual} is the code of a medicine, although the dosage form is medical material.",
        remedy_ja: "剤形とコードのどちらが正しいか確認してください。",
        remedy_en: "Check whether the dosage form or the code is wrong.",
        clause: "docs/spec/records.md §3 R19",
    }
    USAGE_CODE_UNKNOWN = 10153 "records.usage.code_unknown" error {
        ja: "{line}行目 {record}.{field} {field_name}：用法コード {actual} は用法マスタ（{edition}）にありません。",
        en: "Line {line}, {record}.{field} {field_name}: the usage code {actual} is not in the usage master ({edition}).",
        remedy_ja: "用法コードと、読み込んだ用法マスタの版を確認してください。",
        remedy_en: "Check the code, and the edition of the usage master.",
        clause: "docs/spec/check-master.md §3",
    }
    USAGE_CODE_NOT_YET = 10154 "records.usage.code_not_yet" error {
        ja: "{line}行目 {record}.{field} {field_name}：用法コード {actual}（{expected}）は {from} から使用できるもので、交付日にはまだ使用できません（用法マスタ {edition}）。",
        en: "Line {line}, {record}.{field} {field_name}: the usage code {actual} ({expected}) is for use from {from} on, not yet on the day of issue (usage master {edition}).",
        remedy_ja: "交付日に使用できる用法コードに置き換えてください。",
        remedy_en: "Replace it by a usage code that is in force on the day of issue.",
        clause: "docs/spec/check-master.md §3",
    }
    USAGE_FORM_MISMATCH = 10155 "records.usage.form_mismatch" warning {
        ja: "{line}行目 {record}.{field} {field_name}：用法コード {actual}（{expected}）は{usage}の用法ですが、この RP の剤形区分は {form} です（用法マスタ {edition}）。",
        en: "Line {line}, {record}.{field} {field_name}: the usage code {actual} ({expected}) is for {usage}, but the dosage form class of this RP is {form} (usage master {edition}).",
        remedy_ja: "用法コードと剤形区分のどちらが誤っているかを確認してください。",
        remedy_en: "Find out which of the two is wrong.",
        clause: "docs/spec/check-master.md §3",
    }
    USAGE_TEXT_DIFFERS = 10156 "records.usage.text_differs" warning {
        ja: "{line}行目 {record}.{field} {field_name}：用法コード {actual} は「{expected}」ですが、用法名称はこれと一致しません（用法マスタ {edition}）。",
        en: "Line {line}, {record}.{field} {field_name}: the usage code {actual} stands for {expected}, but the usage name says something else (usage master {edition}).",
        remedy_ja: "用法コードと用法名称のどちらが正しいかを確認してください。名称は用法マスタのとおりに記録します。",
        remedy_en: "Find out which of the two is right. The name is recorded as the usage master has it.",
        clause: "docs/spec/check-master.md §3",
    }
    INSURER_NUMBER_NOT_DIGITS = 10157 "records.insurance.insurer_number_not_digits" warning {
        ja: "{line}行目 {record}.{field} {field_name}：保険者番号に数字以外の文字があります（正しくは半角数字 6 桁または 8 桁）。",
        en: "Line {line}, {record}.{field} {field_name}: the insurer number has characters other than digits; it should be 6 or 8 digits.",
        remedy_ja: "保険者番号を確認してください。",
        remedy_en: "Check the number.",
        clause: "docs/spec/records.md §1",
    }
}
