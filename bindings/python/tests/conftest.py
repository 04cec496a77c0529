"""What all tests share: they run in `test-vectors/`, so that paths are short and docstrings too."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest

VECTORS = Path(__file__).resolve().parents[3] / "test-vectors"
AT = "2025-01-01T00:00:00Z"
TRUST: Dict[str, Any] = {"anchors": ["pki/root.cer"], "tsa_anchors": ["pki/tsa-root.cer"]}


@pytest.fixture(autouse=True)
def in_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(VECTORS)


@pytest.fixture(scope="session")
def cases() -> List[Dict[str, Any]]:
    with open(VECTORS / "verify" / "index.json", encoding="utf-8") as file:
        found: List[Dict[str, Any]] = json.load(file)
    return found


def long_run() -> bool:
    """Whether there is time for a million verifications (`cargo xtask trust`)."""
    return bool(os.environ.get("SHOHOSEN_LONG"))


def rss() -> int:
    """Memory of this process in octets."""
    if not sys.platform.startswith("linux"):
        pytest.skip("memory is read from /proc")
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
