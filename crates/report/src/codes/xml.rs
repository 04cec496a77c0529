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
        en: "The input is too large ({actual} octets, limit {limit}).",
        remedy_ja: "正しいファイルか確認し、必要であれば上限を引き上げてください。",
        remedy_en: "Check that this is the right file; raise the limit if it is.",
    }
    ENCODING_NOT_UTF8 = 1010 "xml.encoding.not_utf8" invalid(FormatFailure) {
        ja: "UTF-8 として正しくないバイト列があります（{line} 行 {column} 列）。",
        en: "Octets that are no UTF-8 (line {line}, column {column}).",
        remedy_ja: "文書を UTF-8 で作成し直してください。署名後に文字コードを変換した場合は、変換前の文書を使用してください。",
        remedy_en: "Produce the document in UTF-8. If it was converted after signing, use the document from before.",
        clause: "XML 1.0 §4.3.3",
    }
    ENCODING_UNSUPPORTED = 1011 "xml.encoding.unsupported" invalid(FormatFailure) {
        ja: "文字コードが {expected} ではありません（{actual}）。",
        en: "The encoding is not {expected} but {actual}.",
        remedy_ja: "文書を UTF-8 で作成し直してください。",
        remedy_en: "Produce the document in UTF-8.",
        clause: "XML 1.0 §4.3.3",
    }
    DOCUMENT_DOCTYPE_REFUSED = 1020 "xml.document.doctype_refused" invalid(FormatFailure) {
        ja: "文書型宣言（DOCTYPE）は受け付けません（{line} 行 {column} 列）。",
        en: "A document type declaration (DOCTYPE) is refused (line {line}, column {column}).",
        remedy_ja: "文書型宣言のない文書を使用してください。実体や外部参照による攻撃を防ぐため、内容は読み込まれません。",
        remedy_en: "Use a document without one. Nothing of it is read, which rules out attacks by entities and external references.",
        clause: "XML 1.0 §2.8",
    }
    DOCUMENT_NOT_WELL_FORMED = 1021 "xml.document.not_well_formed" invalid(FormatFailure) {
        ja: "整形式の XML ではありません（{line} 行 {column} 列、規則 {rule}）。期待: {expected}、実際: {actual}",
        en: "Not well-formed XML (line {line}, column {column}, rule {rule}): expected {expected}, found {actual}",
        remedy_ja: "文書が途中で切れたり、署名後に編集されたりしていないか確認し、作成元から取得し直してください。",
        remedy_en: "Check that the document is complete and was not edited after signing; get it again from where it was made.",
        clause: "XML 1.0; Namespaces in XML 1.0",
    }
    ENTITY_UNDEFINED = 1022 "xml.entity.undefined" invalid(FormatFailure) {
        ja: "定義されていない実体 {name} への参照があります（{line} 行 {column} 列）。",
        en: "A reference to the entity {name}, which is not defined (line {line}, column {column}).",
        remedy_ja: "使用できる実体は amp、lt、gt、apos、quot だけです。それ以外は文字そのもの、または文字参照で表してください。",
        remedy_en: "Only amp, lt, gt, apos and quot can be used; write anything else as itself or as a character reference.",
        clause: "XML 1.0 §4.1 WFC: Entity Declared",
    }
    NAMESPACE_UNDECLARED_PREFIX = 1030 "xml.namespace.undeclared_prefix" invalid(FormatFailure) {
        ja: "名前空間接頭辞 {prefix} が宣言されていません（{line} 行 {column} 列）。",
        en: "The namespace prefix {prefix} is not declared (line {line}, column {column}).",
        remedy_ja: "接頭辞の宣言（xmlns:接頭辞）を追加してください。署名済みの要素を別の文書へ移した場合は、元の文書の宣言も必要です。",
        remedy_en: "Declare the prefix (xmlns:prefix). If a signed element was moved to another document, the declarations of its former document are needed, too.",
        clause: "Namespaces in XML 1.0 NSC: Prefix Declared",
    }
    NAMESPACE_NOT_ABSOLUTE = 1031 "xml.namespace.not_absolute" invalid(FormatFailure) {
        ja: "名前空間名 {name} が絶対 URI ではありません（{line} 行 {column} 列）。",
        en: "The namespace name {name} is no absolute URI (line {line}, column {column}).",
        remedy_ja: "名前空間名を絶対 URI にしてください。相対 URI の名前空間名を含む文書は正規化できません。",
        remedy_en: "Use an absolute URI; a document with relative namespace names cannot be canonicalised.",
        clause: "Canonical XML 1.0 §1.3",
    }
    ATTRIBUTE_DUPLICATE = 1032 "xml.attribute.duplicate" invalid(FormatFailure) {
        ja: "同じ要素に属性 {name} が二つあります（{line} 行 {column} 列）。",
        en: "The attribute {name} stands twice in one element (line {line}, column {column}).",
        remedy_ja: "重複した属性を取り除いて文書を作成し直してください。",
        remedy_en: "Produce the document again without the second attribute.",
        clause: "XML 1.0 §3.1 WFC: Unique Att Spec; Namespaces in XML 1.0 §6.3",
    }
    ID_DUPLICATE = 1040 "xml.id.duplicate" invalid(FormatFailure) {
        ja: "識別子 {id} を持つ要素が {count} 個あり、どれを指すか決まりません。",
        en: "{count} elements have the identifier {id}, so that it is not clear which one is meant.",
        remedy_ja: "署名対象のすり替え（署名ラッピング攻撃）の可能性があります。識別子が文書全体で一意な文書を使用してください。",
        remedy_en: "This may be an attempt to swap what was signed (signature wrapping). Use a document whose identifiers are unique.",
        clause: "XML Signature §4.4.3.2; xml:id 1.0",
    }
    LIMIT_DEPTH = 1050 "xml.limit.depth" invalid(FormatFailure) {
        ja: "要素の入れ子が深すぎます（上限 {limit}、{line} 行 {column} 列）。",
        en: "Elements are nested too deep (limit {limit}, line {line}, column {column}).",
        remedy_ja: "正しい文書か確認し、必要であれば上限を引き上げてください。",
        remedy_en: "Check that this is the right document; raise the limit if it is.",
    }
    LIMIT_NODES = 1051 "xml.limit.nodes" invalid(FormatFailure) {
        ja: "要素などのノードが多すぎます（上限 {limit}、{line} 行 {column} 列）。",
        en: "Too many nodes (limit {limit}, line {line}, column {column}).",
        remedy_ja: "正しい文書か確認し、必要であれば上限を引き上げてください。",
        remedy_en: "Check that this is the right document; raise the limit if it is.",
    }
    LIMIT_ATTRIBUTES = 1052 "xml.limit.attributes" invalid(FormatFailure) {
        ja: "一つの要素の属性が多すぎます（上限 {limit}、{line} 行 {column} 列）。",
        en: "Too many attributes in one element (limit {limit}, line {line}, column {column}).",
        remedy_ja: "正しい文書か確認し、必要であれば上限を引き上げてください。",
        remedy_en: "Check that this is the right document; raise the limit if it is.",
    }
    LIMIT_NAMESPACE_NAME = 1053 "xml.limit.namespace_name" invalid(FormatFailure) {
        ja: "名前空間名が長すぎます（上限 {limit} バイト、{line} 行 {column} 列）。",
        en: "A namespace name is too long (limit {limit} octets, line {line}, column {column}).",
        remedy_ja: "正しい文書か確認し、必要であれば上限を引き上げてください。",
        remedy_en: "Check that this is the right document; raise the limit if it is.",
    }
}
