"""The exceptions of the package: one base, and a class for each way in which things go wrong.

``except shohosen.Error`` catches everything that this package raises of its own accord, misuse
included. What the interpreter raises before the package is reached (a missing argument, an
unknown keyword) stays the interpreter's ``TypeError``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Tuple

if TYPE_CHECKING:
    from ._shohosen import Finding

__all__ = [
    "ArgumentError",
    "ArgumentTypeError",
    "CardError",
    "Error",
    "FileError",
    "InternalError",
    "NetworkError",
    "SigningError",
    "StoreError",
    "UnreadableError",
]


class Error(Exception):
    """Base of everything that this package raises.

    ``code`` is stable (``area.object.problem``); programs go by it and never by the text.

    >>> import shohosen
    >>> try:
    ...     shohosen.Verifier().verify(b"not XML")
    ... except shohosen.Error as error:
    ...     print(error.code)
    xml.document.not_well_formed
    """

    findings: Tuple[Finding, ...]
    """Every reason, the first one first."""

    def __init__(self, findings: Tuple[Finding, ...]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)

    @property
    def code(self) -> str:
        """The stable code of the first reason."""
        return self.findings[0].code if self.findings else ""

    @property
    def message_ja(self) -> str:
        """What went wrong, in Japanese."""
        return "\n".join(finding.message_ja for finding in self.findings)

    @property
    def message_en(self) -> str:
        """What went wrong, in English."""
        return "\n".join(finding.message_en for finding in self.findings)

    @property
    def remedy_ja(self) -> str:
        """What to do about it, in Japanese."""
        return "\n".join(filter(None, (finding.remedy_ja for finding in self.findings)))

    @property
    def remedy_en(self) -> str:
        """What to do about it, in English."""
        return "\n".join(filter(None, (finding.remedy_en for finding in self.findings)))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.findings == self.findings

    def __hash__(self) -> int:
        return hash((type(self), self.findings))

    def __reduce__(self) -> Tuple[Any, ...]:
        return type(self), (self.findings,), self.__dict__.copy()

    def __str__(self) -> str:
        lines = []
        for finding in self.findings:
            lines.append(f"{finding.message_en} / {finding.message_ja} [{finding.code}]")
            if finding.remedy_en:
                lines.append(f"  → {finding.remedy_en} / {finding.remedy_ja}")
        return "\n".join(lines)


class ArgumentError(Error, ValueError):
    """An argument has a value that it cannot have, such as a datetime without a time zone."""


class ArgumentTypeError(Error, TypeError):
    """An argument has another type than it should."""


class UnreadableError(Error, ValueError):
    """The input cannot be read as what it should be, or exceeds a limit."""


class FileError(Error, OSError):
    """The operating system does not give a file; ``errno`` and ``filename`` say which and why."""

    def __init__(self, findings: Tuple[Finding, ...]) -> None:
        Error.__init__(self, findings)

    def __reduce__(self) -> Tuple[Any, ...]:
        # OSError keeps these elsewhere than in its dictionary.
        state = {**self.__dict__, "errno": self.errno, "filename": self.filename}
        return type(self), (self.findings,), state


class SigningError(Error):
    """No signed document came out; ``findings`` has every reason."""


class CardError(Error):
    """A card or its PKCS#11 library did not do what it was asked for."""


class NetworkError(Error):
    """Nothing usable came over the network."""


class StoreError(Error):
    """The shared medication history cannot be read or written."""


class InternalError(Error, RuntimeError):
    """A fault of this library. Use no result of the call."""
