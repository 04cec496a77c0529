//! Allergies, diseases, doses, age and sex, cautions, and the tables that they rest on.

use crate::code::check_codes;

check_codes! {
    ALLERGY_INGREDIENT = 21000 "medication.allergy.ingredient" error found {
        ja: "{drug} は、{source} に記載された{kind}の原因薬「{allergen}」と同じ成分「{ingredient}」を含みます。",
        en: "{drug} contains {ingredient}, the ingredient of {allergen}, for which {source} records {kind}.",
        remedy_ja: "アレルギー・副作用の内容（症状、時期、確かさ）と添付文書を確認してください。",
        remedy_en: "Review what is recorded (reaction, date, certainty) and the package insert.",
        clause: "docs/spec/check-master.md §4.2",
    }
    ALLERGY_CLASS = 21001 "medication.allergy.class" warning found {
        ja: "{drug} は、{source} に記載された{kind}の「{allergen}」と同じ分類「{class}」に属します（分類表：{table}、{edition}）。",
        en: "{drug} belongs to the class {class}, as does {allergen}, for which {source} records {kind} (table of classes: {table}, {edition}).",
        remedy_ja: "アレルギー・副作用の内容と添付文書を確認してください。分類は利用者の表によるもので、交差反応の有無を示すものではありません。",
        remedy_en: "Review what is recorded and the package insert. The class comes from the user's table and does not say that there is cross-reactivity.",
        clause: "docs/spec/check-master.md §4.2",
    }
    ALLERGY_NAME = 21002 "medication.allergy.name" warning found {
        ja: "{drug} は、{source} に記載された{kind}の「{allergen}」に当たる可能性があります（コードがなく、名称「{ingredient}」の一致による）。",
        en: "{drug} may be what {source} records {kind} for: {allergen}. The record has no code that decides it; the name {ingredient} stands in it.",
        remedy_ja: "記載された薬剤を患者・お薬手帳・診療録で確認してください。",
        remedy_en: "Find out which drug is meant from the patient, the notebook or the chart.",
        clause: "docs/spec/check-master.md §4.2",
    }
    ALLERGY_NONE = 21003 "medication.allergy.none" passed aside {
        ja: "チェックした {checked} 品目に、照合できた {count} 件のアレルギー・副作用歴に当たる成分は見つかりませんでした。",
        en: "None of the {checked} drugs checked contains an ingredient of the {count} allergies and side effects that could be compared.",
    }

    DISEASE_CONTRAINDICATED = 21010 "medication.disease.contraindicated" error found {
        ja: "{drug} は、{source}（{edition}）で傷病名「{disease}」に禁忌として掲載されています（表の薬剤：{listed}）。",
        en: "{source} ({edition}) lists {drug} as contraindicated for {disease} (drug in the table: {listed}).",
        remedy_ja: "傷病名の登録が現状と合っているか、添付文書の「禁忌」に当たるかを確認してください。",
        remedy_en: "Check whether the registered disease is current and whether the contraindications of the package insert apply.",
        clause: "docs/spec/check-master.md §1.5",
    }
    DISEASE_NONE = 21011 "medication.disease.none" passed aside {
        ja: "{source}（{edition}）で判定できた {checked} 品目に、登録傷病名 {count} 件に対する禁忌の掲載は見つかりませんでした。",
        en: "For none of the {checked} drugs that {source} ({edition}) covers does it list a contraindication for the {count} registered diseases.",
    }
    DISEASE_CODE_UNKNOWN = 21012 "medication.disease_list.code_unknown" warning unchecked {
        ja: "傷病名コード {actual} は傷病名マスター（{edition}）にありません。",
        en: "The disease code {actual} is not in the disease master ({edition}).",
        remedy_ja: "傷病名コードと、傷病名マスターの版を確認してください。",
        remedy_en: "Check the code, and the edition of the disease master.",
        clause: "docs/spec/check-master.md §2",
    }
    DISEASE_CODE_ABOLISHED = 21013 "medication.disease_list.code_abolished" warning unchecked {
        ja: "傷病名コード {actual} は {not_after} に廃止されています（傷病名マスター {edition}）。",
        en: "The disease code {actual} was abolished on {not_after} (disease master {edition}).",
        remedy_ja: "現行の傷病名コードに置き換えてください。",
        remedy_en: "Replace it by the current code.",
        clause: "docs/spec/check-master.md §2",
    }

    INDICATION_REGISTERED = 21020 "medication.indication.registered" passed aside {
        ja: "{drug} の適応傷病名として {source}（{edition}）に掲載された傷病名が登録されています。",
        en: "A disease that {source} ({edition}) lists as an indication of {drug} is registered.",
    }
    INDICATION_SUSPECTED = 21021 "medication.indication.suspected_only" info aside {
        ja: "{drug} の適応傷病名として {source}（{edition}）に掲載された傷病名は、疑い病名としてのみ登録されています（{disease}）。",
        en: "Of the diseases that {source} ({edition}) lists as indications of {drug}, only a suspected one is registered ({disease}).",
        clause: "docs/spec/check-master.md §1.5",
    }
    INDICATION_NOT_REGISTERED = 21022 "medication.indication.not_registered" info aside {
        ja: "{drug} の適応傷病名として {source}（{edition}）に掲載された傷病名は、登録されていません。",
        en: "No disease that {source} ({edition}) lists as an indication of {drug} is registered.",
        clause: "docs/spec/check-master.md §1.5",
    }

    DOSE_OVER_MAXIMUM = 21030 "medication.dose.over_maximum" warning found {
        ja: "{drug} の 1 日量 {actual}{unit} は、{source}（{edition}）の最大投与量 {limit}{unit} を超えています（表の薬剤：{listed}）。",
        en: "The daily amount of {drug}, {actual} {unit}, exceeds the maximum of {limit} {unit} in {source} ({edition}; drug in the table: {listed}).",
        remedy_ja: "用量の入力と、添付文書の用法・用量を確認してください。",
        remedy_en: "Check the amount as entered, and the dosage in the package insert.",
        clause: "docs/spec/check-master.md §1.4",
    }
    DOSE_SINGLE_OVER_MAXIMUM = 21031 "medication.dose.single_over_maximum" warning found {
        ja: "{drug} の 1 回量 {actual}{unit} だけで、{source}（{edition}）の 1 日の最大投与量 {limit}{unit} を超えています（表の薬剤：{listed}）。",
        en: "A single dose of {drug}, {actual} {unit}, alone exceeds the daily maximum of {limit} {unit} in {source} ({edition}; drug in the table: {listed}).",
        remedy_ja: "用量の入力と、添付文書の用法・用量を確認してください。",
        remedy_en: "Check the amount as entered, and the dosage in the package insert.",
        clause: "docs/spec/check-master.md §1.4",
    }
    DOSE_OVER_ADJUSTABLE = 21032 "medication.dose.over_adjustable" info aside {
        ja: "{drug} の量 {actual}{unit} は、{source}（{edition}）の最大投与量 {limit}{unit} を超えていますが、表では適宜増減とされています（表の薬剤：{listed}）。",
        en: "The amount of {drug}, {actual} {unit}, exceeds the maximum of {limit} {unit} in {source} ({edition}; drug in the table: {listed}), which marks it as adjustable (適宜増減).",
        clause: "docs/spec/check-master.md §1.3",
    }
    DOSE_MAY_EXCEED = 21033 "medication.dose.may_exceed" info aside {
        ja: "{drug} の量 {actual}{unit} は、{source}（{edition}）の一部の行の最大投与量 {limit}{unit} を超えています。どの行が当てはまるか判断できません（表の薬剤：{listed}）。",
        en: "The amount of {drug}, {actual} {unit}, exceeds the maximum of {limit} {unit} of some rows of {source} ({edition}; drug in the table: {listed}). Which row applies cannot be told.",
        clause: "docs/spec/check-master.md §1.5",
    }
    DOSE_WITHIN_MAXIMUM = 21034 "medication.dose.within_maximum" passed aside {
        ja: "{drug} の 1 日量 {actual}{unit} は、{source}（{edition}）の最大投与量 {limit}{unit} 以内です。",
        en: "The daily amount of {drug}, {actual} {unit}, is within the maximum of {limit} {unit} in {source} ({edition}).",
    }
    DOSE_NO_MAXIMUM = 21035 "medication.dose.no_maximum" passed aside {
        ja: "{drug} には、{source}（{edition}）に最大投与量の定めがありません。",
        en: "{source} ({edition}) states no maximum amount for {drug}.",
    }
    DOSE_GROUP_OVER_MAXIMUM = 21036 "medication.dose.group_over_maximum" warning found {
        ja: "「{group}」の 1 日量の合計 {actual} が、{source}（{edition}）の制限最大投与量 {limit} を超えています（内訳：{contributions}）。",
        en: "The daily total of {group}, {actual}, exceeds the maximum of {limit} in {source} ({edition}; contributions: {contributions}).",
        remedy_ja: "同じ成分を含む薬の重なりと、添付文書の用法・用量を確認してください。",
        remedy_en: "Check the drugs that contain the same ingredient, and the dosage in the package inserts.",
        clause: "docs/spec/check-master.md §1.2",
    }
    DOSE_GROUP_WITHIN_MAXIMUM = 21037 "medication.dose.group_within_maximum" passed aside {
        ja: "「{group}」の 1 日量の合計 {actual} は、{source}（{edition}）の制限最大投与量 {limit} 以内です（内訳：{contributions}）。",
        en: "The daily total of {group}, {actual}, is within the maximum of {limit} in {source} ({edition}; contributions: {contributions}).",
    }

    DAYS_OVER_MAXIMUM = 21040 "medication.dose.days_over_maximum" warning found {
        ja: "{drug} の投与日数 {actual} 日は、{source}（{edition}）の最長投与日数 {limit} 日を超えています（表の薬剤：{listed}）。",
        en: "The {actual} days of {drug} exceed the maximum of {limit} days in {source} ({edition}; drug in the table: {listed}).",
        remedy_ja: "投与日数の入力と、投与日数の制限を確認してください。",
        remedy_en: "Check the days as entered, and the limits that apply to the drug.",
        clause: "docs/spec/check-master.md §1.2",
    }
    DAYS_MAY_EXCEED = 21041 "medication.dose.days_may_exceed" info aside {
        ja: "{drug} の投与日数 {actual} 日は、{source}（{edition}）の一部の行の最長投与日数 {limit} 日を超えています。どの行が当てはまるか判断できません（表の薬剤：{listed}）。",
        en: "The {actual} days of {drug} exceed the maximum of {limit} days of some rows of {source} ({edition}; drug in the table: {listed}). Which row applies cannot be told.",
        clause: "docs/spec/check-master.md §1.5",
    }
    DAYS_WITHIN_MAXIMUM = 21042 "medication.dose.days_within_maximum" passed aside {
        ja: "{drug} の投与日数 {actual} 日は、{source}（{edition}）の最長投与日数 {limit} 日以内です。",
        en: "The {actual} days of {drug} are within the maximum of {limit} days in {source} ({edition}).",
    }
    DAYS_NO_MAXIMUM = 21043 "medication.dose.days_no_maximum" passed aside {
        ja: "{drug} には、{source}（{edition}）に最長投与日数の定めがありません。",
        en: "{source} ({edition}) states no maximum of days for {drug}.",
    }

    PATIENT_AGE = 21050 "medication.patient.age" warning found {
        ja: "{drug} は、{source}（{edition}）のどの行でも、{at} 時点の患者の年齢が対象外です（対象 {limit}）。",
        en: "In no row of {source} ({edition}) for {drug} is the patient's age on {at} within the bounds ({limit}).",
        remedy_ja: "生年月日と、添付文書の対象年齢を確認してください。",
        remedy_en: "Check the date of birth, and the ages for which the package insert is written.",
        clause: "docs/spec/check-master.md §1.3",
    }
    PATIENT_SEX = 21051 "medication.patient.sex" info aside {
        ja: "{drug} は、{source}（{edition}）のどの行でも、患者の性別が対象外です。",
        en: "In no row of {source} ({edition}) for {drug} does the sex apply to the patient.",
        clause: "docs/spec/check-master.md §1.3",
    }
    PATIENT_WITHIN = 21052 "medication.patient.within" passed aside {
        ja: "{drug} は、{source}（{edition}）の年齢（{at} 時点）・性別の条件に合います。",
        en: "Age (on {at}) and sex are within the conditions of {source} ({edition}) for {drug}.",
    }

    CAUTION_PAIR = 21060 "medication.caution.pair" info aside {
        ja: "{drug} と {reference_day} に服用中の {past_drugs} は、{source}（{edition}）に併用注意として記載されています。",
        en: "{source} ({edition}) lists {drug} and {past_drugs}, which the patient is taking on {reference_day}, as a pair for caution (併用注意).",
        clause: "docs/spec/check-master.md §5.3",
    }
    CAUTION_WITHIN_PRESCRIPTION = 21061 "medication.caution.within_prescription" info aside {
        ja: "この処方の中の {drug} と {other_drug}（{other_item}）は、{source}（{edition}）に併用注意として記載されています。",
        en: "{source} ({edition}) lists {drug} and {other_drug} ({other_item}) of this prescription as a pair for caution (併用注意).",
        clause: "docs/spec/check-master.md §5.3",
    }
    CAUTION_NONE = 21062 "medication.caution.none" passed aside {
        ja: "表（{source}、{edition}）に記載された併用注意は見つかりませんでした。",
        en: "No pair for caution (併用注意) of the table ({source}, {edition}) was found.",
    }

    COUNT_PSYCHOTROPICS = 21070 "medication.count.psychotropics" info aside {
        ja: "{group} が {count} 種類あります（{rule_source}、{from} から {limit} 種類以上。分類表：{table}、{edition}）。臨時の投薬・切り替え・初診時の継続などの例外は、処方からは分かりません。",
        en: "There are {count} kinds of {group} (rule: {rule_source}, from {from}, {limit} or more; table of classes: {table}, {edition}). Exceptions (temporary drugs, a switch, drugs taken over at a first visit) cannot be seen in a prescription.",
        clause: "docs/spec/check-master.md §5.1",
    }

    USAGE_NOT_LISTED = 21080 "medication.usage.code_unknown" warning found {
        ja: "{drug} の用法コード {actual} は、{source}（{edition}）にありません。",
        en: "The usage code {actual} of {drug} is not in {source} ({edition}).",
        remedy_ja: "用法コードと、読み込んだ用法マスタの版を確認してください。",
        remedy_en: "Check the code, and the edition of the usage master.",
        clause: "docs/spec/check-master.md §3",
    }
    USAGE_ENDED = 21081 "medication.usage.code_ended" warning found {
        ja: "{drug} の用法コード {actual}{expected} は {not_after} で廃止されており、交付日 {reference_day} には使用できません（{source}、{edition}）{replacement}。",
        en: "The usage code {actual}{expected} of {drug} ended on {not_after} and cannot be used on {reference_day} ({source}, {edition}){replacement}.",
        remedy_ja: "現行の用法コードに置き換えてください。",
        remedy_en: "Replace it by a current usage code.",
        clause: "docs/spec/check-master.md §3",
    }
    USAGE_NOT_YET = 21082 "medication.usage.code_not_yet" warning found {
        ja: "{drug} の用法コード {actual}{expected} は {from} から使用できるもので、交付日 {reference_day} には使用できません（{source}、{edition}）。",
        en: "The usage code {actual}{expected} of {drug} is for use from {from} on, not yet on {reference_day} ({source}, {edition}).",
        remedy_ja: "交付日に使用できる用法コードに置き換えてください。",
        remedy_en: "Replace it by a usage code that is in force on the day of issue.",
        clause: "docs/spec/check-master.md §3",
    }
    USAGE_NOT_IN_NEWEST = 21083 "medication.usage.code_not_in_newest" warning found {
        ja: "{drug} の用法コード {actual}{expected} は、以前の版の用法マスタにはありますが、最新の版にはありません（{source}、{edition}）。",
        en: "The usage code {actual}{expected} of {drug} is in an older edition of the usage master and not in the newest ({source}, {edition}).",
        remedy_ja: "現行の用法コードに置き換えてください。",
        remedy_en: "Replace it by a current usage code.",
        clause: "docs/spec/check-master.md §3",
    }
    USAGE_OF_OTHER_FORM = 21084 "medication.usage.form_mismatch" warning found {
        ja: "{drug} の用法コード {actual}{expected} は{usage}の用法ですが、剤形区分は{form}です（{source}、{edition}）。",
        en: "The usage code {actual}{expected} of {drug} is for {usage}, but the dosage form recorded is {form} ({source}, {edition}).",
        remedy_ja: "用法コードと剤形区分のどちらが誤っているかを確認してください。",
        remedy_en: "Find out which of the two is wrong.",
        clause: "docs/spec/check-master.md §3",
    }
    USAGE_OTHER_TEXT = 21085 "medication.usage.text_differs" warning found {
        ja: "{drug} の用法コード {actual} は「{expected}」ですが、処方に記録された用法名称はこれと一致しません（{source}、{edition}）。",
        en: "The usage code {actual} of {drug} stands for {expected}, but the text beside it says something else ({source}, {edition}).",
        remedy_ja: "用法コードと用法名称のどちらが正しいかを、処方医に確認してください。",
        remedy_en: "Ask the prescriber which of the two is right.",
        clause: "docs/spec/check-master.md §3",
    }
    USAGE_LISTED = 21086 "medication.usage.listed" passed aside {
        ja: "{drug} の用法コード {actual} は「{expected}」です（{source}、{edition}）。",
        en: "The usage code {actual} of {drug} stands for {expected} ({source}, {edition}).",
    }
    USAGE_FREE_TEXT = 21087 "medication.usage.free_text" info aside {
        ja: "{drug} の用法は、ダミー用法コードのため名称だけで伝達されています。コードによる確認の対象外です。",
        en: "The usage of {drug} has the dummy code: it is conveyed by its text only, and no code can be checked.",
        clause: "docs/spec/check-master.md §3",
    }

    TABLE_READ = 21090 "medication.table.read" passed aside {
        ja: "{file}：{table}（{edition}）を {count} 行読み取りました（対象外 {skipped} 行、判定に使えない行 {unusable} 行）。",
        en: "{file}: {count} rows of {table} ({edition}) were read; {skipped} were withdrawn, {unusable} cannot be used.",
    }
    TABLE_UNREADABLE = 21091 "medication.table.unreadable" error aside {
        ja: "表 {file} を読み取れません：{problem}",
        en: "The table {file} cannot be read: {problem}",
        remedy_ja: "配布元のファイルをそのまま（zip、csv、txt）指定してください。列数が異なるファイルは、別の版か別の表です。",
        remedy_en: "Supply the files as published (zip, csv, txt). A file with another number of columns is another edition or another table.",
        clause: "docs/spec/check-master.md §1.2",
    }
    TABLE_OUTDATED = 21092 "medication.table.outdated" warning aside {
        ja: "{table}（{edition}）は確認日 {reference_day} より {count} 日古く、その後の変更が反映されていません。",
        en: "{table} ({edition}) is {count} days older than the day of the check ({reference_day}); later changes are missing from it.",
        remedy_ja: "最新の版を読み込んでください。",
        remedy_en: "Load the current edition.",
        clause: "docs/spec/check-master.md §1.1",
    }
    PATIENT_FACTS_UNREADABLE = 21095 "medication.facts.unreadable" error aside {
        ja: "患者の情報（アレルギー・傷病名など）を読み取れません：{problem}",
        en: "The facts of the patient (allergies, diseases) cannot be read: {problem}",
        remedy_ja: "FHIR（AllergyIntolerance、Condition）、JSON、CSV のいずれかを指定し、項目名と値を確認してください。",
        remedy_en: "Supply FHIR (AllergyIntolerance, Condition), JSON or CSV, and check names and values.",
    }
}
