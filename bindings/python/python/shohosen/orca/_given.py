"""What is handed over as JSON."""

from __future__ import annotations

import json
from typing import Any, Mapping

from .._errors import ArgumentError
from ._errors import problem


def octets(value: Mapping[str, Any], argument: str) -> bytes:
    """An answer, or options."""
    try:
        return json.dumps(dict(value)).encode()
    except (TypeError, ValueError, RecursionError) as error:
        reason = f"no JSON ({type(error).__name__})"
        raise ArgumentError(
            problem("binding.argument.value", argument=argument, reason=reason)
        ) from None
