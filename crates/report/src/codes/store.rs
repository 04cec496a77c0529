//! The shared medication history on disk.

use crate::code::codes;

codes! {
    NOT_FOUND = 30001 "store.file.not_found" error {
        ja: "薬歴データベースがありません：{place}", en: "There is no history store: {place}",
        remedy_ja: "パスを確認してください。最初の取り込みで作成されます。", remedy_en: "Check the path. The first import makes the store.",
    }
    CANNOT_OPEN = 30002 "store.file.cannot_open" error {
        ja: "薬歴データベースを開けません：{place}（{reason}）", en: "The history store cannot be opened: {place} ({reason})",
        remedy_ja: "パス、権限、サーバーの状態を確認してください。", remedy_en: "Check the path, the permissions, or the state of the server.",
    }
    NOT_A_STORE = 30003 "store.file.not_a_store" error {
        ja: "薬歴データベースではありません：{place}（{actual}）。変更していません。", en: "Not a history store: {place} ({actual}). It was left as it is.",
        remedy_ja: "パスを確認してください。", remedy_en: "Check the path.",
    }
    NEWER_VERSION = 30004 "store.version.newer" error {
        ja: "新しい版のプログラムの薬歴データベースです：{place}（版 {actual}、対応は {expected} まで）。変更していません。", en: "The history store was written by a newer program: {place} (version {actual}, known up to {expected}). It was left as it is.",
        remedy_ja: "プログラムを更新してください。", remedy_en: "Update this program.",
    }
    CORRUPT = 30005 "store.file.corrupt" error {
        ja: "薬歴データベースが壊れています：{place}（{problem}）", en: "The history store is damaged: {place} ({problem})",
        remedy_ja: "書き込みを止め、ファイルの写しを取り、バックアップから戻して、元の文書を取り込み直してください（取り込み済みの文書は変わりません）。", remedy_en: "Stop writing, copy the file away, restore a backup, and import the documents again; those that are there already do not change.",
    }
    READ_ONLY = 30006 "store.file.read_only" error {
        ja: "薬歴データベースに書き込めません：{place}（{reason}）", en: "The history store cannot be written: {place} ({reason})",
        remedy_ja: "ファイルとそのフォルダーの書き込み権限を確認してください。", remedy_en: "Allow writing to the file and to its folder.",
    }
    FULL = 30007 "store.disk.full" error {
        ja: "空き容量がありません：{place}（{reason}）。確定済みの取り込みは失われていません。", en: "There is no space left: {place} ({reason}). Nothing committed is lost.",
        remedy_ja: "空き容量を確保し、同じものを取り込み直してください。", remedy_en: "Make space and import the same again.",
    }
    BUSY = 30008 "store.lock.busy" error {
        ja: "別のプログラムが書き込み中です：{place}（{seconds} 秒待ちました）", en: "Another program is writing: {place} (waited {seconds} s)",
        remedy_ja: "終わるのを待って、もう一度実行してください。", remedy_en: "Wait until it has finished and try again.",
    }
    LIMIT_EXCEEDED = 30009 "store.limit.exceeded" error {
        ja: "上限を超えています：{what} が {actual}（上限 {limit}）", en: "A bound is exceeded: {what} {actual} (at most {limit})",
        remedy_ja: "文書を分けるか、期間を狭めてください。", remedy_en: "Split the document, or ask for fewer days.",
    }
    TEXT_REFUSED = 30010 "store.text.refused" error {
        ja: "使えない文字列です：{what}（{problem}）", en: "This text cannot be used: {what} ({problem})",
        remedy_ja: "空でなく、制御文字を含まない文字列を指定してください。", remedy_en: "Give a text that is not empty and has no control characters.",
    }
    DATABASE = 30011 "store.database.failed" error {
        ja: "データベースのエラー：{place}（{reason}）", en: "The database failed: {place} ({reason})",
        remedy_ja: "メッセージを確認してください。続く場合は、この情報を添えて報告してください。", remedy_en: "Look at the message; if it happens again, report it with this text.",
    }
    PATIENT_UNKNOWN = 30012 "store.patient.unknown" error {
        ja: "この患者の記録はありません：{patient}（{place}）。服用中の薬がないという意味ではありません。", en: "There is no such patient: {patient} ({place}). That does not mean that nothing is being taken.",
        remedy_ja: "患者の ID とデータベースを確認してください。", remedy_en: "Check the patient's id and the store.",
    }
    DOCUMENT_PARTIAL = 30013 "store.document.partial" error {
        ja: "取り込めない部分があります：{item}（{reason}）", en: "A part of the document cannot be taken over: {item} ({reason})",
        remedy_ja: "文書を直すか、その部分が検査の対象にならないことを承知の上で、一部だけの取り込みを指定してください（shohosen history import --partial）。", remedy_en: "Correct the document, or ask for a part of it to be imported (shohosen history import --partial), knowing that a check does not see the rest.",
    }
    DOCUMENT_NOT_VERIFIED = 30014 "store.document.not_verified" error {
        ja: "署名の検証結果が {verdict} のため、この文書は取り込みません。", en: "The signature came out {verdict}; the document is not imported.",
        remedy_ja: "文書を検証して理由を確かめてください（shohosen verify）。", remedy_en: "Verify the document to learn why (shohosen verify).",
    }
    DOCUMENT_NOTHING_TAKEN = 30015 "store.document.nothing_taken_over" error {
        ja: "取り込める記録が一つもありません（取り込めない部分 {count} 件）。記録のない文書としては取り込みません。", en: "Nothing of the document can be taken over (parts that cannot: {count}). It is not imported as one without records.",
        remedy_ja: "文書を直してください。以前に取り込んだ内容は、そのまま残っています。", remedy_en: "Correct the document. What was imported of it before is still there.",
    }
}
