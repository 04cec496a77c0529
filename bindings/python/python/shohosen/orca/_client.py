"""Talking to ORCA."""

from __future__ import annotations

import base64
import json
import re
import socket
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any, Dict, Literal, Mapping
from xml.sax.saxutils import escape

from .._errors import ArgumentError
from ._errors import ConnectionFailed, RequestRefused, ResponseError, problem
from ._form import bare

MAX_RESPONSE = 16 << 20
"""The most octets of an answer."""


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    """A redirection would carry the password elsewhere."""

    def redirect_request(self, *_arguments: Any) -> None:
        return None


@dataclass(frozen=True)
class Client:
    """A client of the interface of ORCA: XML in, JSON out, basic authentication.

    ``prefix`` is ``"/api"`` for WebORCA and empty for 日レセ on site. ``timeout`` is in seconds, for
    each wait. A proxy of the environment is not used: ORCA is on the same network. What stands before
    the host in ``url`` (a user, a password) is left out and stands in no message.
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
        return self._form("prescriptionv2", "prescriptionv2req", patient, invoice, outside, push)

    def notebook(
        self, *, patient: str, invoice: str, outside: bool = True, push: bool = False
    ) -> Dict[str, Any]:
        """The form for the medication notebook (お薬手帳) of one visit."""
        name = "medicine_notebookv2req"
        return self._form("medicinenotebookv2", name, patient, invoice, outside, push)

    def _form(
        self, path: str, name: str, patient: str, invoice: str, outside: bool, push: bool
    ) -> Dict[str, Any]:
        items = {
            "Request_Number": "01" if push else "02",
            "Patient_ID": patient,
            "Invoice_Number": invoice,
            "Outside_Class": str(outside),
        }
        return self.post(f"/api01rv2/{path}", name, items)

    def post(self, path: str, name: str, items: Mapping[str, str]) -> Dict[str, Any]:
        """Sends a record of this name and gives the answer, if ORCA says that it carried the
        request out."""
        lines = "".join(
            f'<{key} type="string">{escape(value)}</{key}>' for key, value in items.items()
        )
        body = f'<data><{name} type="record">{lines}</{name}></data>'
        uri = f"{self.url.rstrip('/')}{self.prefix}{path}"
        answer = dict(bare(self._json(uri, self._send(uri, body.encode())), "Api_Result"))
        result = answer.get("Api_Result")
        # 0000 of forms, 00 and its kin of older interfaces; W.. and E.. are warnings and errors.
        if not isinstance(result, str) or result.strip("0") or not result:
            message = str(answer.get("Api_Result_Message", ""))
            raise RequestRefused(problem("orca.request.refused", status=result, reason=message))
        return answer

    def _send(self, uri: str, body: bytes) -> bytes:
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = {
            "Content-Type": "application/xml; charset=UTF-8",
            "Accept": "application/json",
            "Authorization": f"Basic {pair}",
        }
        try:
            request = urllib.request.Request(uri, body, headers)
            opener = urllib.request.build_opener(
                _NoRedirection, urllib.request.ProxyHandler({})
            )
            with opener.open(request, timeout=self.timeout) as response:
                octets: bytes = response.read(MAX_RESPONSE + 1)
        except urllib.error.HTTPError as error:
            error.close()
            raise ResponseError(
                problem("orca.response.status", uri=uri, status=error.code)
            ) from None
        except (OSError, ValueError, EOFError) as error:
            reason = getattr(error, "reason", error)
            late = isinstance(reason, (socket.timeout, TimeoutError))
            code = "orca.connection.timeout" if late else "orca.connection.failed"
            raise ConnectionFailed(problem(code, uri=uri, reason=reason)) from None
        except Exception as error:  # http.client.HTTPException and its kin: not HTTP
            raise ResponseError(
                problem("orca.response.malformed", uri=uri, reason=repr(error))
            ) from None
        if len(octets) > MAX_RESPONSE:
            reason = f"more than {MAX_RESPONSE} octets"
            raise ResponseError(problem("orca.response.malformed", uri=uri, reason=reason))
        return octets

    @staticmethod
    def _json(uri: str, octets: bytes) -> Dict[str, Any]:
        try:
            answer = json.loads(octets)
        except (ValueError, RecursionError) as error:
            raise ResponseError(
                problem("orca.response.malformed", uri=uri, reason=error)
            ) from None
        if not isinstance(answer, dict):
            raise ResponseError(problem("orca.response.malformed", uri=uri, reason="no object"))
        return answer
