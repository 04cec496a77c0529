"""用法."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Optional


@dataclass(frozen=True)
class Usage:
    """用法 of the prescription service: its 16-character code (電子処方箋用法マスタ), its name, and how
    often a day. ``code_type`` is ``"3"`` for that master and ``"2"`` for JAMI."""

    code: str
    name: str
    times_per_day: Optional[int] = None
    code_type: Literal["2", "3"] = "3"
