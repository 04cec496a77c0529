//! The hcRole attribute (ISO/TS 17090 as the MHLW profiles it).
//!
//! ```text
//! SubjectDirectoryAttributes ::= SEQUENCE SIZE (1..MAX) OF Attribute
//! id-hcpki-at-healthcareactor OBJECT IDENTIFIER ::= { 1 0 17090 0 1 }
//! HCActorData ::= SET OF HCActor
//! HCActor     ::= SEQUENCE {
//!     codedData            [0] EXPLICIT CodedData,
//!     regionalHCActorData  [1] EXPLICIT SEQUENCE OF RegionalData OPTIONAL }
//! CodedData   ::= SET {
//!     codingSchemeReference [0] EXPLICIT OBJECT IDENTIFIER,
//!     codeDataValue         [1] EXPLICIT NumericString OPTIONAL,
//!     codeDataFreeText      [2] EXPLICIT DirectoryString }
//! ```

use super::tables::RoleEntry;
use crate::Oid;
use crate::cms::ber::{Asn1Error, Asn1Problem, Element, Reader, Rules, tag};
use crate::name;
use std::borrow::Cow;

/// id-hcpki-at-healthcareactor.
const HEALTHCARE_ACTOR: Oid = Oid::from_arcs(&[1, 0, 17090, 0, 1]);
/// id-jhpki-cdata: the coding scheme of the HPKI.
const HPKI_CODING_SCHEME: Oid = Oid::from_arcs(&[1, 2, 392, 100_495, 1, 6, 1, 1]);

/// The types that DirectoryString (X.520) may be.
const DIRECTORY_STRING: [u8; 5] = [
    tag::UTF8_STRING,
    tag::PRINTABLE_STRING,
    tag::TELETEX_STRING,
    tag::BMP_STRING,
    tag::UNIVERSAL_STRING,
];

/// Certificates carry one role today; several are foreseen (JAHIS 24-002 §5.1.2).
const MAX_ACTORS: usize = 32;
/// The longest name of the table has 40 characters.
const MAX_NAME_OCTETS: usize = 1024;

/// A healthcare actor of the hcRole attribute, whatever its coding scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HcActor {
    /// A role under the coding scheme of the HPKI.
    Role(HcRole),
    /// A role under another coding scheme: not an HPKI role, it says nothing here.
    OtherScheme {
        /// The coding scheme.
        scheme: Oid,
        /// Its free text; empty if it has none.
        name: String,
    },
}

/// A role of the HPKI (医師, 薬剤師 …).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HcRole {
    /// codeDataFreeText, as it stands in the certificate.
    pub name: String,
    /// The entry of the role table with exactly this name. A role without one is carried, but
    /// is no qualification that this library knows.
    pub known: Option<&'static RoleEntry>,
    /// codeDataValue, which the MHLW profile does not use.
    pub code: Option<String>,
    /// Whether regionalHCActorData is present, which the MHLW profile does not use.
    pub regional_data: bool,
}

/// Reads every healthcare actor out of a subjectDirectoryAttributes extension, in the order of
/// the certificate. Strict DER, but for the order of the members of a SET.
///
/// # Errors
/// If anything deviates from the module above; a malformed actor spoils all.
pub(super) fn healthcare_actors(extension: &[u8]) -> Result<Vec<HcActor>, Asn1Error> {
    const ATTRIBUTES: &str = "SubjectDirectoryAttributes";
    const DATA: &str = "HCActorData";
    let mut actors = Vec::new();
    let mut outer = Reader::new(extension, Rules::Der);
    let mut attributes = outer.element(tag::SEQUENCE, ATTRIBUTES)?.reader();
    outer.finish(ATTRIBUTES)?;
    if attributes.is_empty() {
        return Err(attributes.error(ATTRIBUTES, Asn1Problem::Missing));
    }
    while !attributes.is_empty() {
        let mut attribute = attributes.element(tag::SEQUENCE, "Attribute")?.reader();
        let kind = attribute.element(tag::OID, "Attribute.type")?.oid("Attribute.type")?;
        let mut values = attribute.element(tag::SET, "Attribute.values")?.reader();
        attribute.finish("Attribute")?;
        if kind != HEALTHCARE_ACTOR {
            continue;
        }
        if values.is_empty() {
            return Err(values.error("Attribute.values", Asn1Problem::Missing));
        }
        while !values.is_empty() {
            let mut data = values.element(tag::SET, DATA)?.reader();
            while !data.is_empty() {
                if actors.len() == MAX_ACTORS {
                    return Err(data.error(DATA, Asn1Problem::TooMany { limit: MAX_ACTORS }));
                }
                actors.push(actor(&data.element(tag::SEQUENCE, "HCActor")?)?);
            }
        }
    }
    Ok(actors)
}

fn actor(actor: &Element<'_>) -> Result<HcActor, Asn1Error> {
    let mut members = actor.reader();
    let coded = members.element(tag::context_constructed(0), "HCActor.codedData")?;
    let coded = coded.explicit(tag::SET, "HCActor.codedData")?;
    let regional = members
        .optional(tag::context_constructed(1), "HCActor.regionalHCActorData")?
        .map(|regional| regional.explicit(tag::SEQUENCE, "HCActor.regionalHCActorData"))
        .transpose()?;
    members.finish("HCActor")?;
    coded_data(&coded, regional.is_some())
}

fn coded_data(coded: &Element<'_>, regional_data: bool) -> Result<HcActor, Asn1Error> {
    const SCHEME: &str = "CodedData.codingSchemeReference";
    const VALUE: &str = "CodedData.codeDataValue";
    const TEXT: &str = "CodedData.codeDataFreeText";
    let (mut scheme, mut code, mut name) = (None, None, None);
    let mut members = coded.reader();
    while !members.is_empty() {
        let member = members.any("CodedData")?;
        let repeated = |field| Err(member.error(field, Asn1Problem::Repeated));
        match member.tag {
            0xa0 if scheme.is_some() => return repeated(SCHEME),
            0xa0 => scheme = Some(member.explicit(tag::OID, SCHEME)?.oid(SCHEME)?),
            0xa1 if code.is_some() => return repeated(VALUE),
            0xa1 => code = Some(text(&member.explicit(tag::NUMERIC_STRING, VALUE)?, VALUE)?),
            0xa2 if name.is_some() => return repeated(TEXT),
            0xa2 => {
                let mut inside = member.reader();
                let string = inside.any(TEXT)?;
                if !DIRECTORY_STRING.contains(&string.tag) {
                    return Err(string.error(TEXT, Asn1Problem::Value));
                }
                name = Some(text(&string, TEXT)?);
                inside.finish(TEXT)?;
            }
            _ => return Err(member.error("CodedData", Asn1Problem::Value)),
        }
    }
    match scheme {
        None => Err(coded.error(SCHEME, Asn1Problem::Missing)),
        Some(HPKI_CODING_SCHEME) => {
            let name = name.ok_or_else(|| coded.error(TEXT, Asn1Problem::Missing))?;
            let known = RoleEntry::by_name(&name);
            Ok(HcActor::Role(HcRole { name, known, code, regional_data }))
        }
        Some(scheme) => Ok(HcActor::OtherScheme { scheme, name: name.unwrap_or_default() }),
    }
}

/// The text of a string; an empty or over-long one is refused.
fn text(string: &Element<'_>, field: &'static str) -> Result<String, Asn1Error> {
    let error = || string.error(field, Asn1Problem::Value);
    if string.content.is_empty() || string.content.len() > MAX_NAME_OCTETS {
        return Err(error());
    }
    name::text(string.tag, string.content).map(Cow::into_owned).ok_or_else(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn der(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u8::try_from(content.len()).unwrap();
        assert!(length < 0x80);
        [&[tag, length], content].concat()
    }

    fn scheme() -> Vec<u8> {
        der(0xa0, &der(6, HPKI_CODING_SCHEME.content()))
    }

    fn free_text(tag: u8, text: &[u8]) -> Vec<u8> {
        der(0xa2, &der(tag, text))
    }

    fn actor_with(members: &[&[u8]]) -> Vec<u8> {
        der(0x30, &der(0xa0, &der(0x31, &members.concat())))
    }

    fn extension(actors: &[Vec<u8>]) -> Vec<u8> {
        let values = der(0x31, &der(0x31, &actors.concat()));
        der(0x30, &der(0x30, &[der(6, HEALTHCARE_ACTOR.content()), values].concat()))
    }

    fn names(extension: &[u8]) -> Result<Vec<String>, Asn1Error> {
        let name = |actor| match actor {
            HcActor::Role(role) => role.name,
            HcActor::OtherScheme { scheme, name } => format!("{scheme}/{name}"),
        };
        Ok(healthcare_actors(extension)?.into_iter().map(name).collect())
    }

    #[test]
    fn the_octets_of_a_real_certificate_give_a_medical_doctor() {
        // extnValue of a test certificate of the MEDIS CA.
        let mut octets = vec![
            0x30, 0x34, 0x30, 0x32, 0x06, 0x06, 0x28, 0x81, 0x85, 0x42, 0x00, 0x01, 0x31, 0x28,
            0x31, 0x26, 0x30, 0x24, 0xa0, 0x22, 0x31, 0x20, 0xa0, 0x0c, 0x06, 0x0a, 0x2a, 0x83,
            0x08, 0x86, 0x91, 0x0f, 0x01, 0x06, 0x01, 0x01, 0xa2, 0x10, 0x0c, 0x0e,
        ];
        octets.extend_from_slice(b"Medical Doctor");
        let actors = healthcare_actors(&octets).unwrap();
        let [HcActor::Role(role)] = actors.as_slice() else { panic!("{actors:?}") };
        assert_eq!(role.name, "Medical Doctor");
        assert_eq!(role.known.map(|known| known.name_ja), Some("医師"));
        assert!(role.code.is_none() && !role.regional_data);
        assert_eq!(
            octets,
            extension(&[actor_with(&[&scheme(), &free_text(12, b"Medical Doctor")])])
        );
    }

    #[test]
    fn code_value_and_regional_data_are_tolerated_and_told() {
        // A2 … Pharmacist with NumericString "123", and with an empty regionalHCActorData.
        let code = der(0xa1, &der(0x12, b"123"));
        let coded = der(0xa0, &der(0x31, &[scheme(), code, free_text(12, b"Pharmacist")].concat()));
        let actor = der(0x30, &[coded, der(0xa1, &der(0x30, &[]))].concat());
        let actors = healthcare_actors(&extension(&[actor])).unwrap();
        let [HcActor::Role(role)] = actors.as_slice() else { panic!("{actors:?}") };
        assert_eq!((role.code.as_deref(), role.regional_data), (Some("123"), true));
    }

    #[test]
    fn several_actors_any_set_order_and_any_string_type_are_read() {
        let bmp: Vec<u8> = "Dentist".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let universal: Vec<u8> = "Midwife".chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        let actors = [
            actor_with(&[&free_text(0x13, b"Pharmacist"), &scheme()]),
            actor_with(&[&scheme(), &free_text(0x1e, &bmp)]),
            actor_with(&[&scheme(), &free_text(0x14, b"X")]),
        ];
        assert_eq!(names(&extension(&actors)).unwrap(), ["Pharmacist", "Dentist", "X"]);
        let one = [actor_with(&[&scheme(), &free_text(0x1c, &universal)])];
        assert_eq!(names(&extension(&one)).unwrap(), ["Midwife"]);
    }

    #[test]
    fn another_coding_scheme_is_no_hpki_role() {
        let other = der(0xa0, &der(6, &[0x2a, 0x03]));
        let actors = [actor_with(&[&other, &free_text(12, b"Medical Doctor")])];
        assert_eq!(names(&extension(&actors)).unwrap(), ["1.2.3/Medical Doctor"]);
    }

    #[test]
    fn whatever_deviates_from_the_module_is_an_error_that_names_the_field() {
        let text = free_text(12, b"Dentist");
        let refused = |actor: Vec<u8>| names(&extension(&[actor])).unwrap_err().field;
        assert_eq!(refused(actor_with(&[&text])), "CodedData.codingSchemeReference");
        assert_eq!(refused(actor_with(&[&scheme()])), "CodedData.codeDataFreeText");
        assert_eq!(refused(actor_with(&[&scheme(), &text, &text])), "CodedData.codeDataFreeText");
        assert_eq!(
            refused(actor_with(&[&scheme(), &free_text(12, &[0xff])])),
            "CodedData.codeDataFreeText"
        );
        assert_eq!(
            refused(actor_with(&[&scheme(), &free_text(12, b"")])),
            "CodedData.codeDataFreeText"
        );
        assert_eq!(refused(actor_with(&[&scheme(), &text, &der(0xa3, &[])])), "CodedData");
        let implicit = der(0xa0, HPKI_CODING_SCHEME.content());
        assert_eq!(refused(actor_with(&[&implicit, &text])), "CodedData.codingSchemeReference");
        let mut trailing = extension(&[actor_with(&[&scheme(), &text])]);
        trailing.push(0);
        assert_eq!(names(&trailing).unwrap_err().field, "SubjectDirectoryAttributes");
        let many = vec![der(0x30, &der(0xa0, &der(0x31, &[]))); 2];
        assert!(names(&extension(&many)).is_err());
    }

    #[test]
    fn a_cut_off_attribute_is_refused_and_a_flipped_bit_changes_the_role_or_is_refused() {
        let octets = extension(&[actor_with(&[&scheme(), &free_text(12, b"Medical Doctor")])]);
        for length in 0..octets.len() {
            assert!(healthcare_actors(&octets[..length]).is_err(), "{length}");
        }
        let original = healthcare_actors(&octets).unwrap();
        for position in 0..octets.len() {
            for bit in 0..8 {
                let mut flipped = octets.clone();
                flipped[position] ^= 1 << bit;
                let read = healthcare_actors(&flipped);
                // Tag 0x0c can become 0x1c or 0x14: another string type, maybe the same text.
                let string_type = octets[position] == 0x0c && position + 16 == octets.len();
                assert!(read.as_ref() != Ok(&original) || string_type, "{position} {bit}");
            }
        }
    }
}
