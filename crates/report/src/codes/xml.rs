//! XML itself: what the reader refuses.

use crate::code::codes;

codes! {
    INPUT_EMPTY = 1001 "xml.input.empty" invalid(FormatFailure) {
        ja: "入力が空です。",
        en: "The input is empty.",
        remedy_ja: "ファイルが正しく受信・保存されているか確認してください。",
        remedy_en: "Check that the file was received and saved completely.",
        clause: "XML 1.0 §2.1",
    }
    INPUT_TOO_LARGE = 1002 "xml.input.too_large" invalid(FormatFailure) {
        ja: "入力が大きすぎます（{actual} バイト、上限 {limit} バイト）。",
        en: "The input is too large ({actual} bytes; the limit is {limit}).",
        remedy_ja: "目的のファイルか確認し、間違いなければ上限を引き上げてください。",
        remedy_en: "Check that this is the intended file; if it is, raise the limit.",
    }
    ENCODING_NOT_UTF8 = 1010 "xml.encoding.not_utf8" invalid(FormatFailure) {
        ja: "UTF-8 として正しくないバイト列があります（{line} 行 {column} 列）。",
        en: "The document contains bytes that are not valid UTF-8 (line {line}, column {column}).",
        remedy_ja: "文書を UTF-8 で作成し直してください。署名後に文字コードを変換した場合は、変換前の文書を使用してください。",
        remedy_en: "Produce the document in UTF-8. If it was converted after signing, use the document as it was before the conversion.",
        clause: "XML 1.0 §4.3.3",
    }
    ENCODING_UNSUPPORTED = 1011 "xml.encoding.unsupported" invalid(FormatFailure) {
        ja: "文字コードが {expected} ではなく {actual} です。",
        en: "The encoding is {actual}, not {expected}.",
        remedy_ja: "文書を UTF-8 で作成し直してください。",
        remedy_en: "Produce the document in UTF-8.",
        clause: "XML 1.0 §4.3.3",
    }
    DOCUMENT_DOCTYPE_REFUSED = 1020 "xml.document.doctype_refused" invalid(FormatFailure) {
        ja: "文書型宣言（DOCTYPE）は受け付けません（{line} 行 {column} 列）。",
        en: "The document contains a document type declaration (DOCTYPE), which is not accepted (line {line}, column {column}).",
        remedy_ja: "文書型宣言のない文書を使用してください。実体や外部参照を悪用した攻撃を防ぐため、宣言の内容は一切読み込みません。",
        remedy_en: "Use a document without a DOCTYPE. To rule out attacks through entities and external references, none of it is read.",
        clause: "XML 1.0 §2.8",
    }
    DOCUMENT_NOT_WELL_FORMED = 1021 "xml.document.not_well_formed" invalid(FormatFailure) {
        ja: "整形式の XML ではありません（{line} 行 {column} 列、規則 {rule}）。{expected} があるべき位置に {actual} があります。",
        en: "The document is not well-formed XML (line {line}, column {column}, rule {rule}): expected {expected}, found {actual}.",
        remedy_ja: "文書が途中で切れていないか、署名後に編集されていないかを確認し、作成元から取り直してください。",
        remedy_en: "Check that the document is complete and was not edited after signing; obtain it again from its source.",
        clause: "XML 1.0; Namespaces in XML 1.0",
    }
    ENTITY_UNDEFINED = 1022 "xml.entity.undefined" invalid(FormatFailure) {
        ja: "定義されていない実体 {name} が参照されています（{line} 行 {column} 列）。",
        en: "The document refers to an undefined entity, {name} (line {line}, column {column}).",
        remedy_ja: "使用できる実体は amp、lt、gt、apos、quot だけです。それ以外は文字そのもの、または文字参照で表してください。",
        remedy_en: "Only amp, lt, gt, apos and quot may be used. Write any other character directly or as a character reference.",
        clause: "XML 1.0 §4.1 WFC: Entity Declared",
    }
    NAMESPACE_UNDECLARED_PREFIX = 1030 "xml.namespace.undeclared_prefix" invalid(FormatFailure) {
        ja: "名前空間接頭辞 {prefix} が宣言されていません（{line} 行 {column} 列）。",
        en: "The namespace prefix {prefix} is not declared (line {line}, column {column}).",
        remedy_ja: "接頭辞の宣言（xmlns:接頭辞）を追加してください。署名済みの要素を別の文書へ移した場合は、元の文書の宣言も必要です。",
        remedy_en: "Declare the prefix (xmlns:prefix). If a signed element was moved to another document, the namespace declarations of the original document have to move with it.",
        clause: "Namespaces in XML 1.0 NSC: Prefix Declared",
    }
    NAMESPACE_NOT_ABSOLUTE = 1031 "xml.namespace.not_absolute" invalid(FormatFailure) {
        ja: "名前空間名 {name} が絶対 URI ではありません（{line} 行 {column} 列）。",
        en: "The namespace name {name} is not an absolute URI (line {line}, column {column}).",
        remedy_ja: "名前空間名を絶対 URI にしてください。相対 URI の名前空間名を含む文書は正規化できません。",
        remedy_en: "Use an absolute URI. A document with relative namespace names cannot be canonicalized.",
        clause: "Canonical XML 1.0 §1.3",
    }
    ATTRIBUTE_DUPLICATE = 1032 "xml.attribute.duplicate" invalid(FormatFailure) {
        ja: "同じ要素に属性 {name} が 2 回指定されています（{line} 行 {column} 列）。",
        en: "The attribute {name} appears twice in the same element (line {line}, column {column}).",
        remedy_ja: "重複した属性を取り除いて文書を作成し直してください。",
        remedy_en: "Remove the duplicate attribute and produce the document again.",
        clause: "XML 1.0 §3.1 WFC: Unique Att Spec; Namespaces in XML 1.0 §6.3",
    }
    ID_DUPLICATE = 1040 "xml.id.duplicate" invalid(FormatFailure) {
        ja: "識別子 {id} を持つ要素が {count} 個あり、どれを指すのか決まりません。",
        en: "{count} elements have the identifier {id}, so it is not clear which of them is meant.",
        remedy_ja: "署名対象をすり替える攻撃（署名ラッピング攻撃）の可能性があります。識別子が文書全体で一意な文書を使用してください。",
        remedy_en: "This may be an attempt to substitute the signed content (signature wrapping). Use a document in which every identifier is unique.",
        clause: "XML Signature 1.1 §4.4.3.2; xml:id 1.0",
    }
    LIMIT_DEPTH = 1050 "xml.limit.depth" invalid(FormatFailure) {
        ja: "要素の入れ子が深すぎます（上限 {limit}、{line} 行 {column} 列）。",
        en: "Elements are nested too deeply (limit {limit}; line {line}, column {column}).",
        remedy_ja: "目的の文書か確認し、間違いなければ上限を引き上げてください。",
        remedy_en: "Check that this is the intended document; if it is, raise the limit.",
    }
    LIMIT_NODES = 1051 "xml.limit.nodes" invalid(FormatFailure) {
        ja: "要素などのノードが多すぎます（上限 {limit}、{line} 行 {column} 列）。",
        en: "The document has too many nodes (limit {limit}; line {line}, column {column}).",
        remedy_ja: "目的の文書か確認し、間違いなければ上限を引き上げてください。",
        remedy_en: "Check that this is the intended document; if it is, raise the limit.",
    }
    LIMIT_ATTRIBUTES = 1052 "xml.limit.attributes" invalid(FormatFailure) {
        ja: "1 つの要素の属性が多すぎます（上限 {limit}、{line} 行 {column} 列）。",
        en: "An element has too many attributes (limit {limit}; line {line}, column {column}).",
        remedy_ja: "目的の文書か確認し、間違いなければ上限を引き上げてください。",
        remedy_en: "Check that this is the intended document; if it is, raise the limit.",
    }
    LIMIT_NAMESPACE_NAME = 1053 "xml.limit.namespace_name" invalid(FormatFailure) {
        ja: "名前空間名が長すぎます（上限 {limit} バイト、{line} 行 {column} 列）。",
        en: "A namespace name is too long (limit {limit} bytes; line {line}, column {column}).",
        remedy_ja: "目的の文書か確認し、間違いなければ上限を引き上げてください。",
        remedy_en: "Check that this is the intended document; if it is, raise the limit.",
    }
    ID_DUPLICATE_MORE = 1054 "xml.id.duplicate_more" invalid(FormatFailure) {
        ja: "このほか {count} 個の ID が重複しています。",
        en: "Another {count} identifiers appear more than once.",
        remedy_ja: "署名ラッピング攻撃の可能性があります。文書を使用しないでください。",
        remedy_en: "This may be a signature wrapping attack. Do not use the document.",
        clause: "XML 1.0 §3.3.1",
    }
}
