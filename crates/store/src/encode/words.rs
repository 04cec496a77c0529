//! The numbers that stand for the words of the model. A number is never given another meaning.

use shohosen_medication::{
    CareSetting, CodeSystem, DosageCategory, DosePer, EventKind, HistorySource, ItemKind,
};

/// A closed list of words, each with its number.
pub(super) trait Word: Sized {
    fn number(self) -> u8;
    fn of_number(number: u8) -> Option<Self>;
}

/// A new word of the model does not compile until it has a number here.
macro_rules! words {
    ($type:ident: $($word:ident = $number:literal),+) => {
        impl Word for $type {
            fn number(self) -> u8 {
                match self {
                    $($type::$word => $number),+
                }
            }

            fn of_number(number: u8) -> Option<Self> {
                match number {
                    $($number => Some($type::$word),)+
                    _ => None,
                }
            }
        }
    };
}

words!(DosePer: Day = 0, Time = 1, Total = 2, Unclear = 3);
words!(EventKind: Prescribed = 0, Dispensed = 1);
words!(HistorySource: Prescription = 0, Dispensing = 1, MedicationNotebook = 2, Fhir = 3, Plain = 4);
words!(CareSetting: OutsidePharmacy = 0, InHouseOutpatient = 1, InHouseDischarge = 2,
       InHouseInpatient = 3);
words!(DosageCategory: Oral = 0, OralDrops = 1, AsNeeded = 2, External = 3, Injection = 4,
       Unknown = 5);
words!(ItemKind: Medicine = 0, Material = 1, NotInsured = 2, OverTheCounter = 3);
words!(CodeSystem: Receipt = 0, PriceList = 1, Yj = 2, Hot = 3, Generic = 4, Gtin = 5);
