//! The shared medication history on disk.

use crate::code::codes;

codes! {
    NOT_FOUND = 30001 "store.file.not_found" error {
        ja: "薬歴データベースが見つかりません：{place}", en: "The history store was not found: {place}",
        remedy_ja: "パスを確認してください。データベースは最初の取り込みのときに作成されます。", remedy_en: "Check the path. The store is created by the first import.",
    }
    CANNOT_OPEN = 30002 "store.file.cannot_open" error {
        ja: "薬歴データベースを開けません：{place}（{reason}）", en: "The history store cannot be opened: {place} ({reason})",
        remedy_ja: "パス、権限、サーバーの状態を確認してください。", remedy_en: "Check the path, the permissions, and the state of the server.",
    }
    NOT_A_STORE = 30003 "store.file.not_a_store" error {
        ja: "薬歴データベースではありません：{place}（{actual}）。ファイルは変更していません。", en: "This is not a history store: {place} ({actual}). It was not changed.",
        remedy_ja: "パスを確認してください。", remedy_en: "Check the path.",
    }
    NEWER_VERSION = 30004 "store.version.newer" error {
        ja: "新しい版のプログラムが作成した薬歴データベースです：{place}（版 {actual}、対応は版 {expected} まで）。ファイルは変更していません。", en: "The history store was written by a newer version of this program: {place} (version {actual}; supported up to {expected}). It was not changed.",
        remedy_ja: "プログラムを更新してください。", remedy_en: "Update this program.",
    }
    CORRUPT = 30005 "store.file.corrupt" error {
        ja: "薬歴データベースが壊れています：{place}（{problem}）", en: "The history store is damaged: {place} ({problem})",
        remedy_ja: "書き込みを止めてファイルの写しを取り、バックアップから復元したうえで、元の文書を取り込み直してください。すでにある文書は二重には取り込まれません。", remedy_en: "Stop writing, make a copy of the file, restore a backup, and import the original documents again. Documents already present are not duplicated.",
    }
    READ_ONLY = 30006 "store.file.read_only" error {
        ja: "薬歴データベースに書き込めません：{place}（{reason}）", en: "The history store cannot be written to: {place} ({reason})",
        remedy_ja: "ファイルとそのフォルダーへの書き込み権限を確認してください。", remedy_en: "Check the write permissions of the file and its folder.",
    }
    FULL = 30007 "store.disk.full" error {
        ja: "ディスクの空き容量がありません：{place}（{reason}）。確定済みの取り込みは失われていません。", en: "There is no disk space left: {place} ({reason}). Imports already committed are not lost.",
        remedy_ja: "空き容量を確保し、同じ文書を取り込み直してください。", remedy_en: "Free up disk space and import the same documents again.",
    }
    BUSY = 30008 "store.lock.busy" error {
        ja: "別のプログラムが書き込み中です：{place}（{seconds} 秒待機）", en: "Another program is writing to the store: {place} (waited {seconds} s)",
        remedy_ja: "終わるのを待って、もう一度実行してください。", remedy_en: "Wait until it has finished, then try again.",
    }
    LIMIT_EXCEEDED = 30009 "store.limit.exceeded" error {
        ja: "上限を超えています：{what} {actual}（上限 {limit}）", en: "A limit was exceeded: {what} {actual} (limit {limit})",
        remedy_ja: "文書を分割するか、対象の期間を短くしてください。", remedy_en: "Split the document, or ask for a shorter period.",
    }
    TEXT_REFUSED = 30010 "store.text.refused" error {
        ja: "この文字列は使用できません：{what}（{problem}）", en: "This text is not accepted: {what} ({problem})",
        remedy_ja: "制御文字を含まない、空でない文字列を指定してください。", remedy_en: "Specify a text that is not empty and contains no control characters.",
    }
    DATABASE = 30011 "store.database.failed" error {
        ja: "データベースでエラーが発生しました：{place}（{reason}）", en: "A database error occurred: {place} ({reason})",
        remedy_ja: "エラーの内容を確認してください。繰り返し発生する場合は、このメッセージを添えて報告してください。", remedy_en: "Check the reason given. If this keeps happening, please report it with this message.",
    }
    PATIENT_UNKNOWN = 30012 "store.patient.unknown" error {
        ja: "この患者の記録はありません：{patient}（{place}）。服用中の薬がないという意味ではありません。", en: "There are no records for this patient: {patient} ({place}). This does not mean that the patient takes no medication.",
        remedy_ja: "患者の ID と、参照しているデータベースを確認してください。", remedy_en: "Check the patient ID and which store is used.",
    }
    DOCUMENT_PARTIAL = 30013 "store.document.partial" error {
        ja: "文書の一部を取り込めません：{item}（{reason}）", en: "Part of the document cannot be imported: {item} ({reason})",
        remedy_ja: "文書を修正してください。この部分がチェックの対象外になることを了解のうえで取り込む場合は、一部だけの取り込みを指定してください（shohosen history import --partial）。", remedy_en: "Correct the document. To import the rest, request a partial import (shohosen history import --partial); the part left out is then not considered in checks.",
    }
    DOCUMENT_NOT_VERIFIED = 30014 "store.document.not_verified" error {
        ja: "署名の検証結果が {verdict} のため、この文書は取り込みませんでした。", en: "The document was not imported because its signature was found to be {verdict}.",
        remedy_ja: "文書を検証して理由を確認してください（shohosen verify）。", remedy_en: "Verify the document to find out why (shohosen verify).",
    }
    DOCUMENT_NOTHING_TAKEN = 30015 "store.document.nothing_taken_over" error {
        ja: "取り込める記録が 1 件もないため（取り込めない部分：{count} 件）、この文書は取り込みませんでした。", en: "The document was not imported because none of its contents can be used (parts that cannot be imported: {count}).",
        remedy_ja: "文書を修正してください。以前に取り込んだ内容はそのまま残っています。", remedy_en: "Correct the document. What was imported from it earlier is still there.",
    }
    REPLACED = 30016 "store.file.replaced" error {
        ja: "使用中に、薬歴データベースが削除されたか、別のものに置き換えられました：{place}", en: "The history store was deleted or replaced while it was open: {place}",
        remedy_ja: "置き換えた理由を確認し、プログラムを起動し直してください。直前の取り込みが残っているかどうかも確かめてください。", remedy_en: "Find out why, and start the program again. Check whether the last imports are present.",
    }
    DOCUMENT_ALTERED = 30017 "store.document.altered" error {
        ja: "患者 {patient} の文書 {document} が、記録したときの内容と一致しません：{place}。この患者の薬歴は使えません。", en: "Document {document} of patient {patient} does not match what was recorded: {place}. The medication history of this patient cannot be used.",
        remedy_ja: "書き込みを止めてファイルの写しを取り、バックアップから復元したうえで、元の文書を取り込み直してください。ほかの患者の記録は shohosen history verify で確認できます。", remedy_en: "Stop writing, make a copy of the file, restore a backup, and import the original documents again. Check the other patients with: shohosen history verify.",
    }
    HISTORY_ALTERED = 30018 "store.history.altered" error {
        ja: "患者 {patient} の薬歴が、記録したときの内容と一致しません：{place}（文書は {actual} 件、記録では {expected} 件）。この薬歴は使えません。", en: "The medication history of patient {patient} does not match what was recorded: {place} ({actual} documents; {expected} were recorded). It cannot be used.",
        remedy_ja: "書き込みを止めてファイルの写しを取り、バックアップから復元したうえで、元の文書を取り込み直してください。ほかの患者の記録は shohosen history verify で確認できます。", remedy_en: "Stop writing, make a copy of the file, restore a backup, and import the original documents again. Check the other patients with: shohosen history verify.",
    }
    PATIENTS_ALTERED = 30019 "store.patients.altered" error {
        ja: "薬歴データベースの患者の数が、記録したときと一致しません：{place}（{actual} 人、記録では {expected} 人）。", en: "The patients in the history store do not match what was recorded: {place} ({actual} patients; {expected} were recorded).",
        remedy_ja: "書き込みを止めてファイルの写しを取り、バックアップから復元したうえで、元の文書を取り込み直してください。", remedy_en: "Stop writing, make a copy of the file, restore a backup, and import the original documents again.",
    }
    PATIENT_DIFFERS = 30020 "store.patient.differs" error {
        ja: "この文書は、患者 {patient} の保存済みの文書と{items}が異なります。別の患者の文書の可能性があります。", en: "The document differs from what is stored for patient {patient} in: {items}. It may belong to another patient.",
        remedy_ja: "患者の取り違えがないか確認してください。改姓や訂正などで同じ患者と確認できた場合に限り、--accept-other-identity を指定して取り込めます。", remedy_en: "Make sure that the document belongs to this patient. Only if it does (for example after a change of name), import it with --accept-other-identity.",
    }
    INTACT = 30021 "store.history.intact" passed {
        ja: "保存されている薬歴は、すべて記録したときの内容と一致しています：{place}（患者 {patients} 人、文書 {documents} 件、薬剤 {events} 件）", en: "Every medication history matches what was recorded: {place} ({patients} patients, {documents} documents, {events} events)",
    }
}
