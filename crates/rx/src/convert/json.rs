//! Records as JSON: every item by its name, unknown records by their texts.

use crate::{Record, Records};
use serde::ser::{SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

/// The version of the JSON form.
const SCHEMA_VERSION: u32 = 1;

pub(super) fn write(records: &Records) -> Vec<u8> {
    serde_json::to_vec(records).unwrap_or_default()
}

impl Serialize for Records {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct All<'a>(&'a Records);
        impl Serialize for All<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut list = serializer.serialize_seq(Some(self.0.len()))?;
                for record in self.0.iter() {
                    list.serialize_element(&record)?;
                }
                list.end()
            }
        }
        let mut object = serializer.serialize_struct("Records", 3)?;
        object.serialize_field("schema_version", &SCHEMA_VERSION)?;
        object.serialize_field("format", &self.format())?;
        object.serialize_field("records", &All(self))?;
        object.end()
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Record", 5)?;
        object.serialize_field("line", &self.line())?;
        object.serialize_field("record", &self.number())?;
        object.serialize_field("id", &self.layout().map(|layout| layout.id))?;
        object.serialize_field("name_ja", &self.layout().map(|layout| layout.name_ja))?;
        object.serialize_field("items", &Items(*self))?;
        object.end()
    }
}

/// The items that are filled; those without a name are called by their position.
struct Items<'a>(Record<'a>);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for position in 1..=self.0.len() {
            let field = self.0.field(position);
            if field.text().is_empty() {
                continue;
            }
            match field.layout() {
                Some(item) => map.serialize_entry(item.id, field.text())?,
                None => map.serialize_entry(&position.to_string(), field.text())?,
            }
        }
        map.end()
    }
}
