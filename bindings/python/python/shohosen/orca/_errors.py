"""What goes wrong on the path from ORCA to records."""

from __future__ import annotations

from typing import Any, Tuple

from .._errors import Error
from .._shohosen import Finding, _finding


class OrcaError(Error):
    """Something on the path from ORCA to records went wrong."""


class ConnectionFailed(OrcaError):
    """ORCA cannot be reached, or did not answer in time."""


class ResponseError(OrcaError):
    """ORCA answered with an HTTP error, or with something that cannot be read."""


class RequestRefused(OrcaError):
    """ORCA understood the request and did not carry it out (Api_Result)."""


class FieldError(OrcaError):
    """Items are missing or cannot be used; ``findings`` has every one, with where to get it."""


class RecordsError(OrcaError):
    """The records that came out have errors; ``findings`` has every one."""


_CLASSES = {
    "orca.connection": ConnectionFailed,
    "orca.response": ResponseError,
    "orca.request": RequestRefused,
    "orca.field": FieldError,
    "orca.override": FieldError,
    "orca.form": OrcaError,
}


def outcome(came_out: Any) -> Any:
    """What came out; raises where that is a tuple of reasons."""
    if not isinstance(came_out, tuple):
        return came_out
    kind = came_out[0].code.rpartition(".")[0]
    raise _CLASSES.get(kind, RecordsError)(came_out)


def problem(code: str, **evidence: object) -> Tuple[Finding, ...]:
    """The findings of an error."""
    return (_finding(code, evidence=dict(evidence)),)
