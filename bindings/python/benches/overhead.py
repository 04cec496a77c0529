"""Verifies one document again and again for `overhead.rs`: reads how often, writes the seconds."""

from __future__ import annotations

import datetime
import sys
import time
from pathlib import Path

import shohosen

document = Path("verify/prescription-xl.xml").read_bytes()
verifier = shohosen.Verifier(anchors=["pki/root.cer"], tsa_anchors=["pki/tsa-root.cer"])
at = datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc)
assert verifier.verify(document, at=at).valid

for line in sys.stdin:
    count = int(line)
    start = time.perf_counter()
    for _ in range(count):
        verifier.verify(document, at=at).verdict
    print(time.perf_counter() - start, flush=True)
