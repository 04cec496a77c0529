"""Verifies one document again and again for `overhead.rs`: reads how often and on how many threads, writes
the seconds."""

from __future__ import annotations

import datetime
import sys
import threading
import time
from pathlib import Path

import shohosen

document = Path("verify/prescription-xl.xml").read_bytes()
verifier = shohosen.Verifier(anchors=["pki/root.cer"], tsa_anchors=["pki/tsa-root.cer"])
at = datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc)
assert verifier.verify(document, at=at).valid


def verify(count: int) -> None:
    for _ in range(count):
        verifier.verify(document, at=at).verdict


for line in sys.stdin:
    count, threads = (int(word) for word in line.split())
    # The first part is this thread's own.
    others = [threading.Thread(target=verify, args=(count // threads,)) for _ in range(threads - 1)]
    start = time.perf_counter()
    for other in others:
        other.start()
    verify(count // threads)
    for other in others:
        other.join()
    print(time.perf_counter() - start, flush=True)
