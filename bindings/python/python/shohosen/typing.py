"""The types of arguments and of coded values, for annotations in programs that use the package."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO, Literal, Union

if TYPE_CHECKING:
    from ._shohosen import CardKey, Certificate, Signed, SoftwareKey

__all__ = [
    "Anchor",
    "CheckStatus",
    "CodeSystem",
    "Consent",
    "Day",
    "DocumentKind",
    "Indication",
    "Key",
    "Level",
    "Moment",
    "PayloadPosition",
    "Permission",
    "Position",
    "Severity",
    "Source",
    "Verdict",
]

Source = Union[bytes, bytearray, memoryview, str, "os.PathLike[str]", BinaryIO, "Signed"]
"""Octets, the path of a file, a file that is open for reading octets, or what was signed just now."""

Anchor = Union[Source, "Certificate"]
"""A certificate; a text of 64 hexadecimal digits is its SHA-256."""

Key = Union["SoftwareKey", "CardKey"]
"""What signs."""

Moment = Union[datetime, str]
"""An aware datetime, or RFC 3339 text."""

Day = Union[date, str]
"""A day in Japan: a date (no datetime), or YYYY-MM-DD."""

Verdict = Literal["VALID", "INVALID", "INDETERMINATE"]
Indication = Literal["TOTAL-PASSED", "TOTAL-FAILED", "INDETERMINATE"]
Severity = Literal["error", "warning", "info", "passed"]
Level = Literal["BES", "T", "XL", "A"]
Position = Literal["prescription", "dispensing", "reference_prescription", "unknown"]
PayloadPosition = Literal["prescription", "dispensing", "reference_prescription"]
"""Where there are records under a signature."""

DocumentKind = Literal["prescription", "dispensing", "scanned", "unknown"]
Consent = Literal["given", "oral", "none"]
CheckStatus = Literal["found", "not_checked", "nothing"]
CodeSystem = Literal["receipt", "price_list", "yj", "hot", "generic", "gtin"]
Permission = Literal[
    "certificate-outside-validity",
    "test-certificate",
    "authentication-certificate",
    "other-role",
    "other-payload",
    "indeterminate-prescription",
]
