//! The native half of the Python package `shohosen`; what a Python programmer sees and reads is
//! in `python/shohosen/`.
//!
//! One file a Python class. The rules of all of them:
//!
//! * Classes are frozen: what was made does not change, and is shared between threads.
//! * Whatever takes longer than a conversion runs without the interpreter lock ([`heavy`]).
//! * What goes wrong is a class of `shohosen._errors`, made from findings ([`error::Problem`]); a
//!   panic in such work is one, too.
//! * Documents are `bytes` (not copied), anything with the buffer protocol, or paths
//!   ([`source::Source`]); moments are aware `datetime`s ([`moment`]).
//!
//! What this crate does *not* do: it decides nothing. Every verdict, code and octet comes from
//! `shohosen`.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod argument;
mod arrow;
mod card;
mod certificate;
mod checker;
mod day;
mod error;
mod explain;
mod external;
mod facts;
mod finding;
mod heavy;
mod history;
mod kept;
mod keys;
mod many;
mod master;
mod moment;
mod network;
mod orca;
mod pickled;
mod prepared;
mod recorded;
mod records;
mod report;
mod settings;
mod shown;
mod signature;
mod signed;
mod signer;
mod source;
mod store;
mod verifier;

use pyo3::prelude::*;

#[pymodule]
mod _shohosen {
    #[pymodule_export]
    use crate::arrow::{ArrowStream, to_arrow};
    #[pymodule_export]
    use crate::card::{Card, CardKey, CardLibrary};
    #[pymodule_export]
    use crate::certificate::{_certificate_report_again, Certificate, CertificateReport};
    #[pymodule_export]
    use crate::checker::{_check_report_again, _checker_again, CheckReport, Checker};
    #[pymodule_export]
    use crate::explain::Explanation;
    #[pymodule_export]
    use crate::facts::{_facts_again, Facts};
    #[pymodule_export]
    use crate::finding::{_finding, Finding};
    #[pymodule_export]
    use crate::history::{_history_again, History};
    #[pymodule_export]
    use crate::keys::SoftwareKey;
    #[pymodule_export]
    use crate::many::{_outcome_again, Outcome, VerifyMany};
    #[pymodule_export]
    use crate::master::{Drug, DrugMaster};
    #[pymodule_export]
    use crate::network::{CrlFetcher, TimeStampAuthority};
    #[pymodule_export]
    use crate::orca::{_orca_answer, _orca_history, _orca_records, _orca_request, _orca_visits};
    #[pymodule_export]
    use crate::pickled::_finding_again;
    #[pymodule_export]
    use crate::prepared::Prepared;
    #[pymodule_export]
    use crate::records::{_lint_report_again, Converted, LintReport, Records};
    #[pymodule_export]
    use crate::report::{_report_again, Report};
    #[pymodule_export]
    use crate::signature::{_signature_again, _signer_again, Signature, SignerIdentity};
    #[pymodule_export]
    use crate::signed::Signed;
    #[pymodule_export]
    use crate::signer::Signer;
    #[pymodule_export]
    use crate::store::Store;
    #[pymodule_export]
    use crate::verifier::Verifier;
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("FACTS_SCHEMA", shohosen::FACTS_SCHEMA)?;
        module.add("REPORT_SCHEMA", shohosen::REPORT_SCHEMA)
    }
}
