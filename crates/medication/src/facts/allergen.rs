//! What an allergy is to, by code.

use serde::{Deserialize, Serialize};
use shohosen_report::excerpt;
use shohosen_terms::{CodeSystem, DrugCode, GenericCode};

/// What a code of an allergy names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "AllergenForm", into = "AllergenForm")]
pub enum Allergen {
    /// A drug, or (一般名コード) an ingredient in a form and strength. Its ingredients count.
    Drug(DrugCode),
    /// An ingredient, by the first seven digits of the code of a group.
    Group(GenericCode),
    /// Some medicine, which one is not said.
    Unspecified,
    /// Food or something else that is no medicine.
    NoMedicine,
    /// A code that leads to no drug here: of an unknown system, or malformed.
    Unknown {
        /// The system as stated.
        system: String,
        /// The code.
        code: String,
    },
}

/// A code with the word of its system, which [`Allergen::of_word`] reads.
#[derive(Deserialize, Serialize)]
struct AllergenForm {
    system: String,
    code: String,
}

impl From<AllergenForm> for Allergen {
    fn from(form: AllergenForm) -> Self {
        Self::of_word(&form.system, &form.code)
    }
}

impl From<Allergen> for AllergenForm {
    fn from(allergen: Allergen) -> Self {
        let of_jfagy = |code: &str| (String::from("jfagy"), code.to_owned());
        let (system, code) = match allergen {
            Allergen::Drug(code) => (code.system().as_str().to_owned(), code.to_string()),
            Allergen::Group(code) => of_jfagy(&code.to_string()),
            Allergen::Unspecified => of_jfagy("00M"),
            Allergen::NoMedicine => of_jfagy("00N"),
            Allergen::Unknown { system, code } => (system, code),
        };
        Self { system, code }
    }
}

impl Allergen {
    /// Reads a code of JFAGY (日本アレルギー・不耐 共通コード): three characters of origin, length and
    /// category, then the code; examples are published without the three characters, too.
    ///
    /// ```
    /// use shohosen_medication::Allergen;
    ///
    /// assert_eq!(Allergen::jfagy("00M"), Allergen::Unspecified);
    /// assert_eq!(Allergen::jfagy("J9F123456789"), Allergen::NoMedicine);
    /// assert_eq!(Allergen::jfagy("YCM2260701F1271"), Allergen::jfagy("2260701F1271"));
    /// ```
    pub fn jfagy(text: &str) -> Self {
        let unknown =
            || Self::Unknown { system: String::from("JFAGY"), code: excerpt(text, 32).to_owned() };
        let Some((prefix, core)) = text.split_at_checked(3) else { return unknown() };
        let mut letters = prefix.chars();
        let (origin, length, category) = (letters.next(), letters.next(), letters.next());
        let length = match length {
            Some('0') => Some(0),
            Some('7') => Some(7),
            Some('9') => Some(9),
            Some('C') => Some(12),
            _ => None,
        };
        let ascii = core.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !ascii || length != Some(core.len()) {
            return Self::of_product(text).unwrap_or_else(unknown);
        }
        match (origin, category) {
            (Some('J' | 'Y' | 'P' | 'G' | 'A' | 'D' | '0'), Some('F' | 'N')) => Self::NoMedicine,
            (Some('Y' | 'P' | 'G'), Some('M')) => Self::of_product(core).unwrap_or_else(unknown),
            (Some('D' | '0'), Some('M' | '0')) => Self::Unspecified,
            _ => unknown(),
        }
    }

    /// A code of twelve characters: of a product, or with ZZZ of a group.
    fn of_product(text: &str) -> Option<Self> {
        if text.ends_with("ZZZ") {
            return GenericCode::parse(text).ok().map(Self::Group);
        }
        DrugCode::parse(CodeSystem::Yj, text).ok().map(Self::Drug)
    }

    /// A code of a stated system of drug codes.
    pub fn of_drug(system: CodeSystem, text: &str) -> Self {
        match DrugCode::parse(system, text) {
            Ok(code) if code.is_dummy() => Self::Unspecified,
            Ok(code) => Self::Drug(code),
            Err(_) => Self::Unknown {
                system: system.as_str().to_owned(),
                code: excerpt(text, 32).to_owned(),
            },
        }
    }

    /// A code of a system by its word: those of [`CodeSystem::from_word`], and `jfagy`.
    pub fn of_word(system: &str, text: &str) -> Self {
        match (system, CodeSystem::from_word(system)) {
            ("jfagy", _) => Self::jfagy(text),
            (_, Some(system)) => Self::of_drug(system, text),
            (_, None) => Self::Unknown {
                system: excerpt(system, 64).to_owned(),
                code: excerpt(text, 32).to_owned(),
            },
        }
    }

    /// Whether it says that nothing is known: the codes of SNOMED CT that FHIR R4 lists for it (no known
    /// allergy, … drug allergy, … environmental allergy, … food allergy).
    pub(crate) fn is_denial(&self) -> bool {
        const CODES: [&str; 4] = ["716186003", "409137002", "428607008", "429625007"];
        let snomed = ["http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96"];
        matches!(self, Self::Unknown { system, code }
            if snomed.contains(&system.as_str()) && CODES.contains(&code.as_str()))
    }

    /// The code as it is shown; empty where it says no more than that there is something.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Drug(code) => code.to_string(),
            Self::Group(code) => code.to_string(),
            Self::Unspecified | Self::NoMedicine => String::new(),
            Self::Unknown { code, .. } => code.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_is_to_survives_the_way_through_json() {
        for (system, code) in [
            ("jfagy", "YCM1149019F1013"),
            ("jfagy", "GCM1141001X1ZZZ"),
            ("jfagy", "D9M000000000"),
            ("jfagy", "J9F100000001"),
            ("jfagy", "nothing"),
            ("receipt", "620098801"),
            ("receipt", "x"),
            ("generic", "1149019F1ZZZ"),
            ("house", "A-1"),
        ] {
            let allergen = Allergen::of_word(system, code);
            let json = serde_json::to_string(&allergen).unwrap();
            assert_eq!(serde_json::from_str::<Allergen>(&json).unwrap(), allergen, "{json}");
        }
    }

    #[test]
    fn jfagy_codes_are_read_by_origin_length_and_category() {
        let drug = |text: &str| Allergen::Drug(DrugCode::parse(CodeSystem::Yj, text).unwrap());
        assert_eq!(Allergen::jfagy("YCM1149019F1013"), drug("1149019F1013"));
        assert_eq!(Allergen::jfagy("1149019F1013"), drug("1149019F1013"));
        let group = |text: &str| Allergen::Group(GenericCode::parse(text).unwrap());
        assert_eq!(Allergen::jfagy("GCM1141001X1ZZZ"), group("1141001X1ZZZ"));
        assert_eq!(Allergen::jfagy("2260701F1ZZZ"), group("2260701F1ZZZ"));
        for text in ["00M", "000", "D9M000000000", "D9M999999999"] {
            assert_eq!(Allergen::jfagy(text), Allergen::Unspecified, "{text}");
        }
        for text in ["00F", "00N", "D9F000000000", "J9N000000001", "J9F100000001"] {
            assert_eq!(Allergen::jfagy(text), Allergen::NoMedicine, "{text}");
        }
        for text in ["", "A7MC09AA01", "XYZ", "薬", "YCM11490"] {
            assert!(matches!(Allergen::jfagy(text), Allergen::Unknown { .. }), "{text}");
        }
    }
}
