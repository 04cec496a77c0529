//! `shohosen.Verifier`.

use crate::argument::{Count, Flag, instance, iterator, optional};
use crate::certificate::CertificateReport;
use crate::external::External;
use crate::facts::Facts;
use crate::heavy::heavy;
use crate::many::VerifyMany;
use crate::moment::Moment;
use crate::network::CrlFetcher;
use crate::report::Report;
use crate::settings::{Arguments, CertificateSource, Contents, Policy, list};
use crate::source::Source;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use shohosen::{VerifyInput, VerifyScratch};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroUsize;
use std::sync::Arc;

/// Verifies documents. Immutable, and shared between threads; between processes it is pickled.
///
/// Anchors, certificates, CRLs and OCSP responses are ``bytes``, anything with the buffer
/// protocol, or paths; an anchor may also be a ``Certificate``, or the SHA-256 of one in
/// hexadecimal.
///
/// ``anchors`` are trusted for signers beside the built-in MHLW HPKI Root CA V2, ``only_anchors``
/// in place of it, ``tsa_anchors`` for time-stamps (without any, none is). ``intermediates`` may
/// be needed for a path and are not trusted. ``policy`` is a dictionary, or JSON, with the keys
/// of a policy file. ``allow_test_certificates`` accepts certificates of the test grade, and the
/// report says so. ``accept_scanned`` judges signed scans by their signature.
///
/// >>> import shohosen
/// >>> shohosen.Verifier(policy={"required_level": "T"})
/// <Verifier 1 anchors, 0 for time-stamps>
#[pyclass(frozen, module = "shohosen")]
pub struct Verifier(pub Arc<shohosen::Verifier>, Contents);

#[pymethods]
impl Verifier {
    #[new]
    #[pyo3(signature = (*, anchors = None, only_anchors = None, tsa_anchors = None,
        intermediates = None, crls = None, ocsp_responses = None, policy = None,
        allow_test_certificates = Flag::default(false), accept_scanned = Flag::default(false)))]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn new(
        py: Python<'_>,
        anchors: Option<&Bound<'_, PyAny>>,
        only_anchors: Option<&Bound<'_, PyAny>>,
        tsa_anchors: Option<&Bound<'_, PyAny>>,
        intermediates: Option<&Bound<'_, PyAny>>,
        crls: Option<&Bound<'_, PyAny>>,
        ocsp_responses: Option<&Bound<'_, PyAny>>,
        policy: Option<Policy>,
        allow_test_certificates: Flag,
        accept_scanned: Flag,
    ) -> PyResult<Self> {
        let only_anchors = match only_anchors {
            None => None,
            only => Some(list("only_anchors", only)?),
        };
        let arguments = Arguments {
            only_anchors,
            anchors: list("anchors", anchors)?,
            tsa_anchors: list("tsa_anchors", tsa_anchors)?,
            intermediates: list("intermediates", intermediates)?,
            crls: list("crls", crls)?,
            ocsp_responses: list("ocsp_responses", ocsp_responses)?,
            policy,
            allow_test_certificates: allow_test_certificates.named("allow_test_certificates")?,
            accept_scanned: accept_scanned.named("accept_scanned")?,
        };
        let (verifier, contents) = heavy(py, || {
            let (settings, contents) = arguments.read()?;
            Ok((shohosen::Verifier::new(settings), contents))
        })?;
        Ok(Self(Arc::new(verifier), contents))
    }

    /// Verifies one document as of a time, now by default.
    ///
    /// A bad signature is a report. ``shohosen.UnreadableError`` means that the document is not
    /// readable XML.
    ///
    /// >>> import shohosen
    /// >>> report = shohosen.Verifier().verify(b"<Document/>")
    /// >>> report.verdict, report.errors[0].code
    /// ('INVALID', 'document.signature.missing')
    ///
    /// ``external`` are the files that the manifest of a signed scan names: paths, or a mapping of
    /// names (or URIs) to paths or ``bytes``. A file is found by its name, and none is ever fetched.
    ///
    /// ``fetch`` is a ``shohosen.CrlFetcher``: revocation lists are fetched from where the certificates
    /// say, if these lead to an anchor. What did not arrive is a finding, unless it was not needed.
    #[pyo3(signature = (document, *, at = None, external = None, fetch = None))]
    fn verify(
        &self,
        py: Python<'_>,
        document: Source,
        at: Option<Moment>,
        external: Option<External>,
        fetch: Option<&Bound<'_, CrlFetcher>>,
    ) -> PyResult<Report> {
        let at = Moment::or_now(at)?;
        let fetch = fetch.map(|fetch| Arc::clone(&fetch.get().0));
        // The octets are given back under the interpreter lock: without it that is put off until
        // somebody has it, which costs more.
        let (verified, _octets) = heavy(py, || {
            let octets = document.octets()?;
            let verified = match (external, fetch) {
                (None, None) => self.0.verify(&octets, at)?,
                (external, fetch) => {
                    let files = external.map(External::read).transpose()?.unwrap_or_default();
                    let input = VerifyInput { external: Some(&files) };
                    match fetch {
                        Some(fetch) => self.0.verify_fetching(&octets, at, input, &*fetch)?,
                        None => {
                            self.0.verify_with(&octets, at, input, &mut VerifyScratch::default())?
                        }
                    }
                }
            };
            Ok((verified, octets))
        })?;
        Ok(verified.into())
    }

    /// What is true of a document, whatever the time, the trust and the policy: to be judged now or
    /// later. ``verify`` is ``collect`` and ``judge``.
    ///
    /// Of this verifier only the limits count: a certificate that the document names and does not
    /// carry is looked for when the facts are judged. ``external`` is as for ``verify``.
    #[pyo3(signature = (document, *, external = None))]
    fn collect(
        &self,
        py: Python<'_>,
        document: Source,
        external: Option<External>,
    ) -> PyResult<Facts> {
        let (facts, _octets) = heavy(py, || {
            let octets = document.octets()?;
            let files = external.map(External::read).transpose()?.unwrap_or_default();
            Ok((self.0.collect(&octets, VerifyInput { external: Some(&files) })?, octets))
        })?;
        Ok(Facts(Arc::new(facts)))
    }

    /// Reads facts that were stored as ``Facts.to_json`` or by ``shohosen verify --facts-out``: JSON
    /// in ``bytes`` or a buffer, or the path of its file.
    ///
    /// Digests are compared and signatures verified again, but facts are believed in what they say
    /// of the document: keep them where nobody changes them. ``shohosen.UnreadableError`` means that
    /// they are not of that form, or of another version of it.
    fn read_facts(&self, py: Python<'_>, facts: Source) -> PyResult<Facts> {
        let facts = heavy(py, || Ok(self.0.read_facts(&facts.table()?)?))?;
        Ok(Facts(Arc::new(facts)))
    }

    /// Judges facts as of a time, now by default, by this verifier's trust and policy: the report is
    /// that of ``verify`` for the document. It holds no records (``Report.payload`` gives ``None``):
    /// those are in the document. ``fetch`` is as for ``verify``.
    #[pyo3(signature = (facts, *, at = None, fetch = None))]
    fn judge(
        &self,
        py: Python<'_>,
        facts: &Bound<'_, PyAny>,
        at: Option<Moment>,
        fetch: Option<&Bound<'_, CrlFetcher>>,
    ) -> PyResult<Report> {
        let facts: &Facts = instance("facts", facts)?;
        let (at, facts) = (Moment::or_now(at)?, Arc::clone(&facts.0));
        let fetch = fetch.map(|fetch| Arc::clone(&fetch.get().0));
        let report = heavy(py, || {
            Ok(match fetch {
                Some(fetch) => self.0.judge_fetching(&facts, at, &*fetch),
                None => self.0.judge(&facts, at),
            })
        })?;
        Ok(shohosen::Verified::from(report).into())
    }

    /// Verifies any number of documents in parallel, and gives one ``Outcome`` for each, in their
    /// order. A few documents a thread are on their way at a time: memory does not grow with
    /// their number, and paths are opened only when it is their turn.
    ///
    /// ``documents`` is any iterable of documents (bytes, buffers, paths), or of pairs of an id and a
    /// document, whose ids come back as ``Outcome.id``. ``threads`` is the number of cores by default. What cannot be read is an outcome, too, with an ``error``.
    ///
    /// >>> import shohosen
    /// >>> documents = (b"<Document/>" for _ in range(3))
    /// >>> [outcome.verdict for outcome in shohosen.Verifier().verify_many(documents)]
    /// ['INVALID', 'INVALID', 'INVALID']
    #[pyo3(signature = (documents, *, at = None, threads = None))]
    fn verify_many(
        &self,
        documents: &Bound<'_, PyAny>,
        at: Option<Moment>,
        threads: Option<Count>,
    ) -> PyResult<VerifyMany> {
        let source = iterator("documents", documents)?;
        let threads = optional("threads", threads)?.map(NonZeroUsize::get);
        VerifyMany::new(Arc::clone(&self.0), source, Moment::or_now(at)?, threads)
    }

    /// Judges one certificate as of a time, as the signer's of no particular document: path,
    /// revocation, policies, key usage, and whether it names a qualification at all.
    ///
    /// >>> import shohosen
    /// >>> verifier = shohosen.Verifier(anchors=["pki/root.cer"], intermediates=["pki/sign-ca.cer"],
    /// ...                              crls=["pki/sign-ca.crl", "pki/sarl.crl"])
    /// >>> report = verifier.verify_certificate("pki/doctor.cer", at="2024-06-04T00:00:00Z")
    /// >>> report.verdict, report.signer.hc_roles
    /// ('VALID', ['Medical Doctor'])
    #[pyo3(signature = (certificate, *, at = None))]
    fn verify_certificate(
        &self,
        py: Python<'_>,
        certificate: CertificateSource,
        at: Option<Moment>,
    ) -> PyResult<CertificateReport> {
        let at = Moment::or_now(at)?;
        let report = heavy(py, || Ok(self.0.verify_certificate(&certificate.read()?, at)))?;
        Ok(CertificateReport::new(report))
    }

    /// For each failing reference of the document: what was digested, and the likely cause.
    #[pyo3(signature = (document, *, external = None))]
    fn explain(
        &self,
        py: Python<'_>,
        document: Source,
        external: Option<External>,
    ) -> PyResult<Vec<crate::explain::Explanation>> {
        let explanations = heavy(py, || {
            let files = external.map(External::read).transpose()?.unwrap_or_default();
            Ok(self.0.explain(&document.octets()?, VerifyInput { external: Some(&files) })?)
        })?;
        Ok(explanations.into_iter().map(crate::explain::Explanation).collect())
    }

    /// For ``pickle`` and ``copy``: the arguments, with the contents of the files that they named.
    fn __getnewargs_ex__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        Ok((PyTuple::empty(py), self.1.keywords(py)?))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().1 == self.1)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.1.hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let trust = &self.0.settings().trust;
        format!(
            "<Verifier {} anchors, {} for time-stamps>",
            trust.signers.anchors().len(),
            trust.time_stamp_authorities.anchors().len()
        )
    }
}
