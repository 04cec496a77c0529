"""Talking to ORCA."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Dict, List, Literal, Mapping, Optional, Sequence
from xml.sax.saxutils import escape

from .._errors import ArgumentError
from .._shohosen import _orca_answer, _orca_request, _orca_visits
from ._errors import outcome, problem
from ._transport import post


@dataclass(frozen=True)
class Visit:
    """A visit of a patient: 診療年月日 (YYYY-MM-DD), 診療科コード, 伝票番号 (empty for a stay)."""

    day: str
    department: str
    invoice: str


@dataclass(frozen=True)
class Client:
    """A client of the interface of ORCA: XML in, JSON out, basic authentication.

    ``prefix`` is ``"/api"`` for WebORCA and empty for 日レセ on site. ``timeout`` is in seconds, for
    each wait. A proxy of the environment is not used: ORCA is on the same network. What stands before
    the host in ``url`` (a user, a password) is left out and stands in no message.

    ``outside`` asks for drugs that are prescribed for a pharmacy (院外, the default) or handed out in
    the institution (院内). It stays with the answer, and `history` goes by it.
    """

    url: str
    user: str
    password: str = field(repr=False)
    prefix: Literal["", "/api"] = ""
    timeout: float = 10.0

    def __post_init__(self) -> None:
        # A password may have any character: what comes before the last @ is none of the host.
        plain = re.sub(r"(?s)^([A-Za-z][A-Za-z0-9+.-]*://)?.*@", r"\1", self.url)
        object.__setattr__(self, "url", plain)
        if ":" in self.user:
            # RFC 7617 §2: the password begins after the first colon.
            reason = "a user name with a colon"
            raise ArgumentError(
                problem("binding.argument.value", argument="user", reason=reason)
            )

    def prescription(
        self, *, patient: str, invoice: str, outside: bool = True, push: bool = False
    ) -> Dict[str, Any]:
        """The form of a prescription (処方箋): ``Invoice_Number`` is the 伝票番号. ``push`` also
        tells the printing plugin."""
        return self._ask("prescription", [patient, invoice, str(outside)], outside, push)

    def notebook(
        self, *, patient: str, invoice: str, outside: bool = True, push: bool = False
    ) -> Dict[str, Any]:
        """The form for the medication notebook (お薬手帳) of one visit."""
        return self._ask("notebook", [patient, invoice, str(outside)], outside, push)

    def visits(self, *, patient: str, month: str, months: int = 3) -> List[Visit]:
        """The visits of the last months (1 to 12) until ``month`` (YYYY-MM): 受診履歴."""
        answer = self._ask("visits", [patient, month, str(months)], nothing=["15"])
        return [Visit(*visit) for visit in outcome(_orca_visits(json.dumps(answer).encode()))]

    def treatment(self, *, patient: str, visit: Visit) -> Dict[str, Any]:
        """What was given at a visit (診療行為), for `history`."""
        items = [patient, visit.day, visit.department, visit.invoice]
        return self._ask("treatment", items)

    def diseases(self, *, patient: str, month: str = "") -> Dict[str, Any]:
        """The registered diseases of a month (YYYY-MM; default: that of ORCA's day), for
        `history`."""
        return self._ask("diseases", [patient, month], nothing=["20", "21"])

    def departments(self) -> Dict[str, Any]:
        """The list of departments (診療科), for ``known`` of `prescription_records`."""
        return self._ask("departments", [])

    def doctors(self) -> Dict[str, Any]:
        """The list of doctors, for ``known`` of `prescription_records`."""
        return self._ask("doctors", [])

    def institution(self) -> Dict[str, Any]:
        """The institution (医療機関基本情報), for ``known`` of `prescription_records`."""
        return self._ask("institution", [])

    def post(self, path: str, name: str, items: Mapping[str, str]) -> Dict[str, Any]:
        """Sends a record of this name and gives the answer, if ORCA says that it carried the
        request out."""
        lines = "".join(
            f'<{key} type="string">{escape(value)}</{key}>' for key, value in items.items()
        )
        return self._post(path, f'<data><{name} type="record">{lines}</{name}></data>')

    def _ask(
        self,
        kind: str,
        items: List[str],
        outside: Optional[bool] = None,
        push: bool = False,
        nothing: Sequence[str] = (),
    ) -> Dict[str, Any]:
        path, body = _orca_request(kind, items, push)
        return self._post(path, body, outside, nothing)

    def _post(
        self,
        path: str,
        body: str,
        outside: Optional[bool] = None,
        nothing: Sequence[str] = (),
    ) -> Dict[str, Any]:
        uri = f"{self.url.rstrip('/')}{self.prefix}{path}"
        octets = post(uri, body, self.user, self.password, self.timeout)
        answer: Dict[str, Any] = json.loads(
            outcome(_orca_answer(uri, octets, outside, list(nothing)))
        )
        return answer
