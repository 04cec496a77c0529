"""Any number of documents: order, memory, threads, tables."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import Iterator, List

import pytest
import shohosen
from conftest import AT, VECTORS, long_run, rss
from shohosen.typing import Source

XL = VECTORS / "verify" / "prescription-xl.xml"


@pytest.fixture(scope="module")
def verifier() -> shohosen.Verifier:
    folder = VECTORS / "pki"
    return shohosen.Verifier(
        anchors=[folder / "root.cer"], tsa_anchors=[folder / "tsa-root.cer"]
    )


def test_outcomes_come_in_the_order_of_the_documents(verifier: shohosen.Verifier) -> None:
    files = sorted(Path("verify").glob("*.xml"))
    outcomes = list(verifier.verify_many(files, at=AT, threads=4))
    assert [outcome.index for outcome in outcomes] == list(range(len(files)))
    assert [outcome.file for outcome in outcomes] == [str(file) for file in files]
    assert [outcome.source for outcome in outcomes] == files
    for file, outcome in zip(files, outcomes):
        try:
            assert outcome.unwrap().to_json() == verifier.verify(file, at=AT).to_json()
            assert outcome.error is None
        except shohosen.Error as error:
            assert outcome.report is None and outcome.verdict is None
            assert outcome.error is not None and outcome.error.code == error.code


def test_what_cannot_be_read_does_not_stop_the_run(verifier: shohosen.Verifier) -> None:
    documents: List[Source] = ["none.xml", b"no XML", XL]
    missing, garbled, good = verifier.verify_many(documents, at=AT)
    assert isinstance(missing.error, shohosen.FileError)
    assert isinstance(garbled.error, shohosen.UnreadableError)
    assert good.verdict == "VALID"
    assert json.loads(missing.to_json())["error"]["code"] == "binding.file.unreadable"


def test_documents_are_taken_only_as_outcomes_are(verifier: shohosen.Verifier) -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"<Document/>"

    outcomes = verifier.verify_many(endless(), threads=2)
    for _ in range(100):
        next(outcomes)
    # Eight documents a thread are on their way.
    assert taken <= 100 + 2 * 8
    del outcomes


def test_an_iterator_in_use_is_refused_to_a_second_thread(verifier: shohosen.Verifier) -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow() -> Iterator[bytes]:
        inside.set()
        leave.wait(30)
        yield b"<Document/>"

    outcomes = verifier.verify_many(slow())
    first = threading.Thread(target=lambda: next(outcomes))
    first.start()
    assert inside.wait(30)
    with pytest.raises(shohosen.ArgumentError):
        next(outcomes)
    leave.set()
    first.join(30)
    assert not first.is_alive()


def test_memory_stays_flat(verifier: shohosen.Verifier) -> None:
    octets = XL.read_bytes()
    total = 1_000_000 if long_run() else 4_000

    def run(count: int) -> None:
        for outcome in verifier.verify_many((octets for _ in range(count)), at=AT):
            assert outcome.verdict == "VALID"
        for _ in range(count // 10):
            verifier.verify(octets, at=AT).to_json()
            with pytest.raises(shohosen.Error):
                verifier.verify(b"no XML")

    run(total // 4)
    before = rss()
    run(total)
    grown = rss() - before
    # One report of this document has more than 10 KiB: a leak of one in a hundred would show.
    assert grown < 4 << 20, f"{grown} octets in {total} verifications"


def test_other_threads_go_on_while_a_document_is_verified(verifier: shohosen.Verifier) -> None:
    # No thread is made to hand over: this one counts only where verifying lets the others go on, and
    # where it sleeps itself. Without that the count would stand still during every verification.
    before = sys.getswitchinterval()
    sys.setswitchinterval(60)
    octets = b"<Document>" + b"<a>text</a>" * 60_000 + b"</Document>"
    counted = 0
    moved: List[int] = []

    def work() -> None:
        for _ in range(30):
            start = counted
            verifier.verify(octets, at=AT)
            moved.append(counted - start)

    try:
        worker = threading.Thread(target=work)
        worker.start()
        while worker.is_alive():
            counted += 1
            time.sleep(0)
    finally:
        sys.setswitchinterval(before)
    worker.join()
    assert len(moved) == 30
    assert sum(steps > 0 for steps in moved) > 15, moved


def test_results_become_arrow_tables(verifier: shohosen.Verifier) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    files: List[Source] = ["verify/prescription-xl.xml", "verify/changed-records.xml", b"no XML"]
    stream = shohosen.to_arrow(verifier.verify_many(files, at=AT), batch_size=2)
    reader = pyarrow.RecordBatchReader.from_stream(stream)
    batches = list(reader)
    assert [batch.num_rows for batch in batches] == [2, 1]
    rows = pyarrow.Table.from_batches(batches).to_pylist()
    assert [row["verdict"] for row in rows] == ["VALID", "INVALID", None]
    assert [row["readable"] for row in rows] == [True, True, False]
    assert rows[0]["signer_hc_roles"] == ["Medical Doctor"]
    assert rows[0]["proven_time"].isoformat() == "2024-06-03T08:18:25.197000+00:00"
    assert "xmldsig.reference.digest_mismatch" in rows[1]["errors"]
    assert rows[2]["errors"] == ["xml.document.not_well_formed"]

    reports = [verifier.verify(file, at=AT) for file in files[:2]]
    table = pyarrow.table(shohosen.to_arrow(reports, rows="findings"))
    assert table.num_rows == sum(len(report.findings) for report in reports)
    assert table.column("code").to_pylist()[0] == reports[0].findings[0].code
    # A list may be read again; a schema may be read without rows.
    assert pyarrow.schema(shohosen.to_arrow([])).names[0] == "index"


def test_an_error_in_the_middle_of_a_table_is_told(verifier: shohosen.Verifier) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    reader = pyarrow.RecordBatchReader.from_stream(shohosen.to_arrow([17]))  # type: ignore[list-item]
    with pytest.raises(Exception, match="binding.argument.type"):
        list(reader)
