//! What the commands that sign have in common: the signer, the records, the result.

use crate::args::{ContentOptions, KindOption, PrefixesOption, ResultOptions};
use crate::exit::{self, Failure};
use crate::{files, language, render, setup};
use shohosen::sign::{DocumentTransform, Prefixes};
use shohosen::{Content, Signed, Signer, SignerBuilder, SigningError};
use std::io::Write;

/// A signer that verifies and permits by the options.
pub fn signer(options: &ResultOptions) -> Result<SignerBuilder, Failure> {
    let settings = setup::settings(&options.trust)?;
    let builder = Signer::builder().verifier_settings(settings);
    Ok(options.permit.iter().fold(builder, |builder, permission| builder.permit(*permission)))
}

/// As the options want it written.
pub fn layout(builder: SignerBuilder, options: &ContentOptions) -> SignerBuilder {
    let builder = builder.prefixes(match options.prefixes {
        PrefixesOption::Service => Prefixes::Service,
        PrefixesOption::Common => Prefixes::Common,
    });
    builder.document_transform(match options.exclusive {
        true => DocumentTransform::Exclusive,
        false => DocumentTransform::None,
    })
}

/// The records and, for a dispensing, the prescription.
pub struct Input {
    records: Vec<u8>,
    prescription: Option<Vec<u8>>,
}

impl Input {
    pub fn read(options: &ContentOptions) -> Result<Self, Failure> {
        let records = setup::read(&options.records)?;
        let by_header = match records.starts_with(b"CJ1") {
            true => KindOption::Dispensing,
            false => KindOption::Prescription,
        };
        let prescription = match (options.kind.unwrap_or(by_header), &options.prescription) {
            (KindOption::Prescription, None) => None,
            (KindOption::Dispensing, Some(path)) => Some(setup::read(path)?),
            (KindOption::Dispensing, None) => {
                let text = "a dispensing record needs --prescription (調剤情報には --prescription が必要です)";
                return Err(Failure::Usage(text.into()));
            }
            (KindOption::Prescription, Some(_)) => {
                let text =
                    "--prescription is for dispensing records (--prescription は調剤情報用です)";
                return Err(Failure::Usage(text.into()));
            }
        };
        Ok(Self { records, prescription })
    }

    pub fn content(&self) -> Content<'_> {
        match &self.prescription {
            None => Content::Prescription(&self.records),
            Some(prescription) => Content::Dispensing { prescription, records: &self.records },
        }
    }
}

/// Why nothing was signed.
pub fn refused(error: &SigningError, options: &ResultOptions) -> Failure {
    let (language, json) = (language::choose(options.text.lang), options.text.json);
    Failure::Refused { findings: error.findings(), language, json }
}

/// Writes the document, and says what it is and how it verifies.
pub fn hand_out(signed: &Signed, options: &ResultOptions) -> Result<u8, Failure> {
    files::write(&options.output, signed.bytes())
        .map_err(|error| setup::unreadable(&options.output, error))?;
    let language = language::choose(options.text.lang);
    let name = options.output.display().to_string();
    let mut text = String::new();
    if options.text.json {
        text = signed.report().to_json() + "\n";
    } else {
        let _ = render::report(&mut text, &name, signed.report(), language, false);
    }
    // The document itself may be on standard output.
    if options.output.as_os_str() == "-" {
        std::io::stderr().lock().write_all(text.as_bytes())?;
    } else {
        std::io::stdout().lock().write_all(text.as_bytes())?;
    }
    Ok(exit::OK)
}
