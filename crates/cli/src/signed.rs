//! What the commands that sign have in common: the signer, the records, the result.

use crate::args::{ContentOptions, KindOption, PrefixesOption, ResultOptions};
use crate::exit::{self, Failure};
use crate::{files, language, render, setup};
use shohosen::sign::{DocumentTransform, Prefixes};
use shohosen::{
    Content, PayloadKind, Signed, Signer, SignerBuilder, SigningError, UnsignedDocument, Verdict,
    XmlLimits,
};
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

/// What is signed.
pub enum Input {
    Records {
        records: Vec<u8>,
        /// For a dispensing record.
        prescription: Option<Vec<u8>>,
    },
    Document(UnsignedDocument),
}

impl Input {
    pub fn read(options: &ContentOptions) -> Result<Self, Failure> {
        let octets = setup::read(&options.records)?;
        if is_xml(&octets) {
            return Self::document(&octets, options);
        }
        let by_header = match octets.starts_with(b"CJ1") {
            true => KindOption::Dispensing,
            false => KindOption::Prescription,
        };
        let prescription = match (options.kind.unwrap_or(by_header), &options.prescription) {
            (KindOption::Prescription, None) => None,
            (KindOption::Dispensing, Some(path)) => Some(setup::read(path)?),
            (KindOption::Dispensing, None) => {
                return Err(Failure::usage(
                    "調剤情報には --prescription が必要です",
                    "a dispensing record needs --prescription",
                ));
            }
            (KindOption::Prescription, Some(_)) => {
                return Err(Failure::usage(
                    "--prescription を指定できるのは調剤情報だけです",
                    "--prescription is for dispensing records",
                ));
            }
        };
        Ok(Self::Records { records: octets, prescription })
    }

    fn document(octets: &[u8], options: &ContentOptions) -> Result<Self, Failure> {
        let unsigned = UnsignedDocument::from_xml(octets, &XmlLimits::default())
            .map_err(|error| refused(&error.into()))?;
        let kind = match unsigned.kind {
            PayloadKind::Prescription => KindOption::Prescription,
            PayloadKind::Dispensing => KindOption::Dispensing,
        };
        if options.kind.is_some_and(|wanted| wanted != kind) || options.prescription.is_some() {
            return Err(Failure::usage(
                "--kind と --prescription はレコード（CSV）を渡すときに使います。XML 文書の種類は文書自体で決まります",
                "the XML document says itself what it is: --kind and --prescription go with records (CSV)",
            ));
        }
        Ok(Self::Document(unsigned))
    }

    pub fn content(&self) -> Content<'_> {
        match self {
            Self::Records { records, prescription: None } => Content::Prescription(records),
            Self::Records { records, prescription: Some(prescription) } => {
                Content::Dispensing { prescription, records }
            }
            Self::Document(unsigned) => Content::Document(unsigned),
        }
    }
}

/// Whether it is a document and not records: those never begin with `<`.
fn is_xml(octets: &[u8]) -> bool {
    let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
    octets.trim_ascii_start().starts_with(b"<")
}

/// Why nothing was signed.
pub fn refused(error: &SigningError) -> Failure {
    Failure::Refused { findings: error.findings() }
}

/// Whether the result may be written where it is to go: asked before a PIN is sent or an authority is
/// paid for a time-stamp.
pub fn may_write(options: &ResultOptions) -> Result<(), Failure> {
    files::may_write(&options.output, existing(options))
        .map_err(|error| Failure::not_written(&options.output, error))
}

/// Writes the result.
pub fn write(options: &ResultOptions, octets: &[u8]) -> Result<(), Failure> {
    files::write_unless(&options.output, octets, existing(options))
        .map_err(|error| Failure::not_written(&options.output, error))
}

const fn existing(options: &ResultOptions) -> files::Existing {
    match options.force {
        true => files::Existing::Replaced,
        false => files::Existing::Kept,
    }
}

/// Writes the document, and says what it is and how it verifies. The exit code is that of its
/// verdict: what was signed and cannot be decided yet is 2, as for `verify`.
pub fn hand_out(signed: &Signed, options: &ResultOptions) -> Result<u8, Failure> {
    write(options, signed.bytes())?;
    let language = language::choose(options.text.lang);
    let name = options.output.display().to_string();
    let mut text = String::new();
    let in_order = signed.report().verdict() == Verdict::Valid;
    if options.text.quiet && !options.text.json && in_order {
        return Ok(exit::OK);
    }
    if options.text.json {
        text = signed.report().to_json() + "\n";
    } else {
        let _ = render::report(&mut text, &name, signed.report(), language, false);
    }
    // The document itself may be on standard output.
    match (options.output.as_os_str() == "-", options.text.json) {
        (true, true) => exit::complain_json(text.trim_end()),
        (true, false) => exit::complain(&text),
        (false, true) => std::io::stdout().lock().write_all(text.as_bytes())?,
        (false, false) => exit::say(&text)?,
    }
    Ok(exit::of(signed.report().verdict()))
}
