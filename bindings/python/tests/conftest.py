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


def masters() -> List[bytes]:
    """Two drugs of the same ingredient as the official files have them: the 医薬品マスター (42
    columns, of which these are filled) and the price list."""
    medicines, prices = "", "区分,薬価基準収載医薬品コード,成分名,規格,品名,薬価,経過措置による使用期限\n"
    for receipt, name, price_list in (
        ("610443048", "マイスリー錠１０ｍｇ", "1129009F2021"),
        ("622142001", "ゾルピデム酒石酸塩錠１０ｍｇ「トーワ」", "1129009F2285"),
    ):
        row = {1: "0", 2: "Y", 3: receipt, 5: name, 10: "錠", 14: "0", 28: "1", 31: "99999999"}
        row.update({32: price_list, 35: name, 36: "0"})
        medicines += ",".join(row.get(column, "") for column in range(1, 43)) + "\r\n"
        prices += f"内用薬,{price_list},ゾルピデム酒石酸塩,,{name},,\n"
    return [medicines.encode(), prices.encode()]


def long_run() -> bool:
    """Whether there is time for a million verifications (`cargo xtask trust`)."""
    return bool(os.environ.get("SHOHOSEN_LONG"))


def rss() -> int:
    """Memory of this process in octets."""
    if not sys.platform.startswith("linux"):
        pytest.skip("memory is read from /proc")
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
