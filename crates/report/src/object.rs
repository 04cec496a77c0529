//! An object of JSON, and nothing else.

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Something that is read from an object of JSON only. What `serde` derives takes an array of the
/// values in the order of the names as well, so that a list passes for an institution or a drug.
///
/// ```
/// use shohosen_report::Object;
/// #[derive(Debug, serde::Deserialize)]
/// struct Drug {
///     name: String,
/// }
/// let read = serde_json::from_str::<Object<Drug>>(r#"{"name": "a"}"#).unwrap();
/// assert_eq!(read.0.name, "a");
/// assert!(serde_json::from_str::<Drug>(r#"["a"]"#).is_ok());
/// assert!(serde_json::from_str::<Object<Drug>>(r#"["a"]"#).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Only<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Only<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
            }
        }
        deserializer.deserialize_map(Only(PhantomData)).map(Self)
    }
}
