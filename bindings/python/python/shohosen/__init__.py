"""Verify, sign and check Japanese electronic prescriptions (電子処方箋).

>>> import shohosen
>>> verifier = shohosen.Verifier(
...     anchors=["pki/root.cer"],           # beside the built-in MHLW HPKI Root CA V2
...     tsa_anchors=["pki/tsa-root.cer"],   # nobody is trusted for time-stamps by default
... )
>>> report = verifier.verify("verify/prescription-xl.xml", at="2025-01-01T00:00:00Z")
>>> report.verdict
'VALID'
>>> report.signatures[0].signer.hc_roles
['Medical Doctor']
>>> report.payload()[:3]                    # the verified records; None unless VALID
b'SJ1'

A bad signature is a report, never an exception. Exceptions are for misuse and for input that
cannot be read at all; ``except shohosen.Error`` catches all of them.

Everything is immutable and may be shared between threads; whatever takes long lets other threads
run.
"""

from ._errors import (
    ArgumentError,
    ArgumentTypeError,
    CardError,
    Error,
    FileError,
    InternalError,
    NetworkError,
    SigningError,
    StoreError,
    UnreadableError,
)
from ._shohosen import (
    FACTS_SCHEMA,
    REPORT_SCHEMA,
    ArrowStream,
    Card,
    CardKey,
    CardLibrary,
    Certificate,
    CertificateReport,
    CheckReport,
    Checker,
    Converted,
    CrlFetcher,
    Drug,
    DrugMaster,
    Explanation,
    Facts,
    Finding,
    History,
    LintReport,
    Outcome,
    Prepared,
    Records,
    Report,
    Signature,
    Signed,
    Signer,
    SignerIdentity,
    SoftwareKey,
    Store,
    TimeStampAuthority,
    Verifier,
    VerifyMany,
    __version__,
    to_arrow,
)

__all__ = [
    "FACTS_SCHEMA",
    "REPORT_SCHEMA",
    "ArgumentError",
    "ArgumentTypeError",
    "ArrowStream",
    "Card",
    "CardError",
    "CardKey",
    "CardLibrary",
    "Certificate",
    "CertificateReport",
    "CheckReport",
    "Checker",
    "Converted",
    "CrlFetcher",
    "Drug",
    "DrugMaster",
    "Error",
    "Explanation",
    "Facts",
    "FileError",
    "Finding",
    "History",
    "InternalError",
    "LintReport",
    "NetworkError",
    "Outcome",
    "Prepared",
    "Records",
    "Report",
    "Signature",
    "Signed",
    "Signer",
    "SignerIdentity",
    "SigningError",
    "SoftwareKey",
    "Store",
    "StoreError",
    "TimeStampAuthority",
    "UnreadableError",
    "Verifier",
    "VerifyMany",
    "__version__",
    "to_arrow",
]
