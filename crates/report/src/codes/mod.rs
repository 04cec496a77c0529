//! The one table of codes, a file an area. Codes are never renamed and numbers never reused.
//!
//! | area | numbers |
//! |---|---|
//! | `xml` | 1000– |
//! | `xmldsig` | 2000– |
//! | `xades` | 3000– |
//! | `pki` | 4000– |
//! | `hpki` | 5000– |
//! | `timestamp` | 6000– |
//! | `document` | 7000– |
//! | `signing` | 8000– |
//! | `network` | 9000– |
//! | `card` | 9500– |
//! | `trust` | 9600– |
//! | `binding` | 9700– |
//! | `orca` | 9800– |
//! | `settings` | 9900– |
//! | `command` | 9950– |
//! | `records` | 10000– |
//! | `medication` | 20000– |
//! | `medication`: allergies, diseases, doses and their tables | 21000– |
//! | `store` | 30000– |

pub mod binding;
pub mod card;
pub mod clinical;
pub mod command;
pub mod document;
pub mod hpki;
pub mod medication;
pub mod network;
pub mod orca;
pub mod pki;
pub mod records;
pub mod settings;
pub mod signing;
pub mod store;
pub mod timestamp;
pub mod trust;
pub mod xades;
pub mod xml;
pub mod xmldsig;

use crate::Code;

/// Every code of every area, in the order of the table.
pub fn all() -> impl Iterator<Item = Code> {
    [
        xml::ALL,
        xmldsig::ALL,
        xades::ALL,
        pki::ALL,
        hpki::ALL,
        timestamp::ALL,
        document::ALL,
        signing::ALL,
        network::ALL,
        card::ALL,
        trust::ALL,
        binding::ALL,
        orca::ALL,
        settings::ALL,
        command::ALL,
        records::ALL,
        medication::ALL,
        clinical::ALL,
        store::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}
