"""HTTP to ORCA, of the standard library."""

from __future__ import annotations

import base64
import socket
import urllib.error
import urllib.request
from typing import Any

from ._errors import ConnectionFailed, ResponseError, problem

MAX_RESPONSE = 16 << 20
"""The most octets of an answer."""


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    """A redirection would carry the password elsewhere."""

    def redirect_request(self, *_arguments: Any) -> None:
        return None


def post(uri: str, body: str, user: str, password: str, timeout: float) -> bytes:
    """Posts XML, and gives the answer."""
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    headers = {
        "Content-Type": "application/xml; charset=UTF-8",
        "Accept": "application/json",
        "Authorization": f"Basic {pair}",
    }
    try:
        request = urllib.request.Request(uri, body.encode(), headers)
        opener = urllib.request.build_opener(_NoRedirection, urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=timeout) as response:
            octets: bytes = response.read(MAX_RESPONSE + 1)
            return octets
    except urllib.error.HTTPError as error:
        error.close()
        raise ResponseError(problem("orca.response.status", uri=uri, status=error.code)) from None
    except (OSError, ValueError, EOFError) as error:
        reason = getattr(error, "reason", error)
        late = isinstance(reason, (socket.timeout, TimeoutError))
        code = "orca.connection.timeout" if late else "orca.connection.failed"
        raise ConnectionFailed(problem(code, uri=uri, reason=reason)) from None
    except Exception as error:  # http.client.HTTPException and its kin: not HTTP
        raise ResponseError(
            problem("orca.response.malformed", uri=uri, reason=repr(error))
        ) from None
