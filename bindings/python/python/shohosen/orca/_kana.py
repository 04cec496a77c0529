"""Katakana of half width."""

from __future__ import annotations

import unicodedata
from typing import Dict


def _half_width_table() -> Dict[str, str]:
    halves = [chr(code) for code in range(0xFF61, 0xFFA0)]
    table = {unicodedata.normalize("NFKC", half): half for half in halves}
    for half in halves:
        for mark in "\uff9e\uff9f":
            whole = unicodedata.normalize("NFKC", half + mark)
            if len(whole) == 1:
                table[whole] = half + mark
    table["\u3000"] = " "
    table.update({"゛": "\uff9e", "゜": "\uff9f", "－": "-"})
    return table


_HALF_WIDTH = _half_width_table()


def half_width(text: str) -> str:
    """Katakana as records 5 and 11 have it; what has no half-width form stays for the check."""
    return "".join(_HALF_WIDTH.get(character, character) for character in text)
