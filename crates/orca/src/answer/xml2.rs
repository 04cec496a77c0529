//! xml2: elements that say of what kind they are. A record becomes an object, an array a list, a
//! string a text, as the same interface has it in JSON.

use serde_json::{Map, Value as Json};
use shohosen_xml::{Document, Limits, Node};

/// How deep elements may stand in one another: the deepest answer has nine.
const MAX_DEPTH: usize = 32;

/// Reads an answer.
pub(super) fn parse(octets: &[u8]) -> Result<Json, &'static str> {
    let document =
        Document::parse(octets, &Limits::default()).map_err(|_| "XML that cannot be read")?;
    let root = document.root().elements().next().ok_or("XML without an element")?;
    let mut object = Map::new();
    object.insert(root.local_name().to_owned(), value(root, MAX_DEPTH)?);
    Ok(Json::Object(object))
}

fn value(element: Node<'_, '_>, depth: usize) -> Result<Json, &'static str> {
    let Some(depth) = depth.checked_sub(1) else { return Err("elements too deep") };
    if element.attribute("type") == Some("array") {
        let children = element.elements().map(|child| value(child, depth));
        return Ok(Json::Array(children.collect::<Result<_, _>>()?));
    }
    let mut object = Map::new();
    for child in element.elements() {
        object.insert(child.local_name().to_owned(), value(child, depth)?);
    }
    match object.is_empty() && element.attribute("type") != Some("record") {
        true => Ok(Json::String(element.text().into_owned())),
        false => Ok(Json::Object(object)),
    }
}
