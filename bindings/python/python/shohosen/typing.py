"""The types of arguments and of coded values, for annotations in programs that use the package."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Union

if TYPE_CHECKING:
    from ._shohosen import Certificate

__all__ = [
    "Anchor",
    "DocumentKind",
    "Indication",
    "Level",
    "Moment",
    "Permission",
    "Position",
    "Severity",
    "Source",
    "Verdict",
]

Source = Union[bytes, bytearray, memoryview, str, "os.PathLike[str]"]
"""Octets, or the path of a file."""

Anchor = Union[Source, "Certificate"]
"""A certificate; a text of 64 hexadecimal digits is its SHA-256."""

Moment = Union[datetime, str]
"""An aware datetime, or RFC 3339 text."""

Verdict = Literal["VALID", "INVALID", "INDETERMINATE"]
Indication = Literal["TOTAL-PASSED", "TOTAL-FAILED", "INDETERMINATE"]
Severity = Literal["error", "warning", "info", "passed"]
Level = Literal["BES", "T", "XL", "A"]
Position = Literal["prescription", "dispensing", "reference_prescription", "unknown"]
DocumentKind = Literal["prescription", "dispensing", "scanned", "unknown"]
Permission = Literal[
    "certificate-outside-validity",
    "test-certificate",
    "authentication-certificate",
    "other-role",
    "other-payload",
    "indeterminate-prescription",
]
