//! How values are written where facts are stored: octets in base64, certificates and lists as their
//! DER, elements by their number in the document.

use base64_simd::STANDARD;
use serde::{Deserialize, Deserializer, Serializer, de::Error};
use shohosen_pki::{Certificate, CertificateList, OcspResponse};

/// What is stored as its DER.
pub(crate) trait Der: Sized {
    /// The octets.
    fn der(&self) -> &[u8];
    /// Reads them.
    fn read(der: &[u8]) -> Result<Self, String>;
}

macro_rules! der {
    ($($type:ty),*) => {$(
        impl Der for $type {
            fn der(&self) -> &[u8] {
                self.der()
            }
            fn read(der: &[u8]) -> Result<Self, String> {
                Self::from_der(der).map_err(|error| error.to_string())
            }
        }
    )*};
}
der!(Certificate, CertificateList, OcspResponse);

fn decode<E: Error>(text: &str) -> Result<Vec<u8>, E> {
    STANDARD.decode_to_vec(text.as_bytes()).map_err(|_| E::custom("expected base64"))
}

/// Octets in base64.
pub(crate) mod octets {
    use super::*;

    pub fn serialize<S: Serializer>(octets: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode_to_string(octets))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        decode(&String::deserialize(deserializer)?)
    }
}

/// Octets that may be absent.
pub(crate) mod optional_octets {
    use super::*;

    pub fn serialize<S: Serializer>(
        octets: &Option<Vec<u8>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match octets {
            Some(octets) => serializer.serialize_str(&STANDARD.encode_to_string(octets)),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<u8>>, D::Error> {
        Option::<String>::deserialize(deserializer)?.map(|text| decode(&text)).transpose()
    }
}

/// Something that may be absent, by its DER.
pub(crate) mod der {
    use super::*;

    pub fn serialize<S: Serializer, T: Der>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.serialize_str(&STANDARD.encode_to_string(value.der())),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: Der>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| T::read(&decode(&text)?).map_err(D::Error::custom)).transpose()
    }
}

/// Several of a kind, each by its DER.
pub(crate) mod ders {
    use super::*;

    pub fn serialize<S: Serializer, T: Der>(
        values: &[T],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(|value| STANDARD.encode_to_string(value.der())))
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: Der>(
        deserializer: D,
    ) -> Result<Vec<T>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        let read = |text: &String| T::read(&decode(text)?).map_err(D::Error::custom);
        texts.iter().map(read).collect()
    }
}

/// An element, by its number in the document.
pub(crate) mod node {
    use super::*;
    use shohosen_xml::NodeId;

    pub fn serialize<S: Serializer>(node: &NodeId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(node.number())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NodeId, D::Error> {
        u32::deserialize(deserializer).map(NodeId::from_number)
    }
}

/// A digest algorithm, by its name in XML-DSig.
pub(crate) mod algorithm {
    use super::*;
    use shohosen_pki::crypto::DigestAlgorithm;

    pub fn serialize<S: Serializer>(
        algorithm: &DigestAlgorithm,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(algorithm.xml_uri())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<DigestAlgorithm, D::Error> {
        let uri = String::deserialize(deserializer)?;
        DigestAlgorithm::from_xml_uri(&uri)
            .map_err(|_| D::Error::custom("expected a digest algorithm of XML-DSig"))
    }
}
