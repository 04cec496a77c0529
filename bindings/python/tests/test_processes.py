"""Results and what makes them pass between processes, threads and tasks, and are the same there."""

from __future__ import annotations

import asyncio
import copy
import io
import multiprocessing
import pickle
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
import shohosen
from conftest import AT, TRUST, masters

XL = "verify/prescription-xl.xml"
HISTORY = (
    b"kind,code_system,code,category,dispensed_on,days\n"
    b"dispensed,yj,1129009F2021,oral,20261115,14"
)
FACTS = b"kind,system,code,text\ndisease,,8830052,\n"
RX = b"SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n201,1,1,1,4,1129009F2285,x,1,1,x"


def verifier() -> shohosen.Verifier:
    return shohosen.Verifier(**TRUST)


def checker() -> shohosen.Checker:
    return shohosen.Checker(masters=masters())


def checked(by: shohosen.Checker) -> shohosen.CheckReport:
    return by.check(RX, shohosen.History([HISTORY]), day="2026-11-22", consent="given")


def outcomes(documents: List[Any]) -> List[shohosen.Outcome]:
    return list(verifier().verify_many(documents, at=AT))


# What a program may hold, how to make it, and what it says.
THINGS: Dict[str, Callable[[], Any]] = {
    "verifier": verifier,
    "checker": checker,
    "checker without masters": shohosen.Checker,
    "certificate": lambda: shohosen.Certificate("pki/doctor.cer"),
    "valid report": lambda: verifier().verify(XL, at=AT),
    "report of a dispensing": lambda: verifier().verify("verify/dispensing-a.xml", at=AT),
    "invalid report": lambda: shohosen.Verifier().verify(b"<Document/>", at=AT),
    "signature": lambda: verifier().verify(XL, at=AT).signatures[0],
    "signer": lambda: verifier().verify(XL, at=AT).signatures[0].signer,
    "finding": lambda: verifier().verify(XL, at=AT).findings[0],
    "outcome": lambda: outcomes([XL])[0],
    "outcome with an id": lambda: outcomes([(17, Path(XL).read_bytes())])[0],
    "outcome of what is not there": lambda: outcomes(["none.xml"])[0],
    "outcome of what is no document": lambda: outcomes([b"<a"])[0],
    "report of a check": lambda: checked(checker()),
    "report of an empty check": lambda: checked(shohosen.Checker()),
    "facts": lambda: verifier().collect(XL),
    "facts of a dispensing": lambda: verifier().collect("verify/dispensing-a.xml"),
    "report of records": lambda: shohosen.Records(RX).lint(),
    "report of records without a fault": lambda: shohosen.Records(b"SJ1").lint(strict=True),
    "report of a certificate": lambda: verifier().verify_certificate("pki/doctor.cer", at=AT),
    "history": lambda: shohosen.History([HISTORY]),
    "history of nothing": shohosen.History,
    "history of signed documents": lambda: shohosen.History([XL], verifier=verifier(), at=AT),
    "history of two": lambda: shohosen.History([HISTORY], facts=[FACTS]) + shohosen.History([RX]),
}


def said(thing: Any) -> Any:
    """Everything that it says of itself."""
    values: List[Any] = [repr(thing)]
    for name in dir(thing):
        value = getattr(thing, name)
        if name.startswith("_") or isinstance(value, type):
            continue
        if name in ("to_json", "to_dict", "to_html", "payload", "unverified_payload", "_repr_html_"):
            values.append((name, value()))
        elif not callable(value) and name not in ("master", "error"):
            values.append((name, value))
        elif name == "error":
            values.append((name, str(value)))
    return values


@pytest.mark.parametrize("name", THINGS)
def test_a_copy_is_the_same_and_says_the_same(name: str) -> None:
    thing = THINGS[name]()
    copies = [copy.copy(thing), copy.deepcopy(thing), copy.deepcopy({"in": [thing]})["in"][0]]
    copies += [pickle.loads(pickle.dumps(thing, protocol)) for protocol in range(2, 6)]
    copies.append(pickle.loads(pickle.dumps(copies[-1])))
    for again in copies:
        assert type(again) is type(thing)
        assert again == thing and hash(again) == hash(thing)
        assert said(again) == said(thing)
    assert thing != object() and thing is not None


def test_what_is_another_is_not_the_same() -> None:
    things = [make() for make in THINGS.values()]
    for number, thing in enumerate(things):
        for other in things[number + 1 :]:
            assert thing != other


def test_a_verifier_and_a_checker_judge_as_before() -> None:
    again = pickle.loads(pickle.dumps(verifier()))
    assert again.verify(XL, at=AT) == verifier().verify(XL, at=AT)
    other = pickle.loads(pickle.dumps(checker()))
    assert other.master.to_bytes() == checker().master.to_bytes()
    assert checked(other).to_json() == checked(checker()).to_json()
    assert checked(other).status == "found"


def test_the_records_of_a_loaded_report_are_those_of_a_valid_one_only() -> None:
    valid = pickle.loads(pickle.dumps(verifier().verify(XL, at=AT)))
    assert valid.valid and valid.payload()[:3] == b"SJ1"
    bare = shohosen.Verifier().verify(XL, at=AT)
    again = pickle.loads(pickle.dumps(bare))
    assert not again.valid and again.payload() is None
    assert again.unverified_payload() == bare.unverified_payload() == valid.payload()
    (loaded,), (judged,) = again.signatures, bare.signatures
    assert loaded.signer is not None and judged.signer is not None
    assert loaded.signer.licence_number == judged.signer.licence_number


def test_what_is_no_pickle_of_ours_is_refused() -> None:
    from shohosen import _shohosen as inner

    good = verifier().verify(XL, at=AT).__reduce__()[1][0]
    for text in ("", "{}", "[]", "null", good[:-5], good.replace("VALID", "FINE", 1)):
        with pytest.raises(shohosen.ArgumentError):
            inner._report_again(text, [])
    for again in (inner._finding_again, inner._signature_again, inner._signer_again):
        with pytest.raises(shohosen.ArgumentError):
            again("{}")
    with pytest.raises(shohosen.ArgumentError):
        inner._check_report_again("fine", "{}", "[]", "", "")
    with pytest.raises(shohosen.ArgumentError):
        inner._report_again(good, [("nowhere", b"SJ1")])


def test_a_history_out_of_a_store_says_that_it_is_read_from_the_store(tmp_path: Path) -> None:
    with shohosen.Store(tmp_path / "history.db") as store:
        store.import_histories([("p", shohosen.History([HISTORY + b"\n"]))], actor="a", purpose="b")
        history = store.history("p", actor="a", purpose="b")
        assert history is not None and copy.deepcopy(history) == history
        with pytest.raises(shohosen.ArgumentError, match="store"):
            pickle.dumps(history)
        for closed in (store,):
            closed.close()
        with pytest.raises(shohosen.Error):
            store.statistics()


# -- pools ------------------------------------------------------------------------------------------


def work(job: Any) -> Any:
    by, document = job
    return by.verify(document, at=AT)


def jobs() -> List[Any]:
    files = [XL, "verify/dispensing-a.xml", "verify/changed-records.xml"]
    return [(verifier(), Path(file).read_bytes()) for file in files if Path(file).exists()]


def pool(kind: str) -> Executor:
    if kind == "threads":
        return ThreadPoolExecutor(2)
    if kind not in multiprocessing.get_all_start_methods():
        pytest.skip("not on this system")
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(kind))


@pytest.mark.parametrize("kind", ["threads", "spawn", "fork", "forkserver"])
def test_a_pool_gives_the_same_results_and_exceptions(kind: str) -> None:
    expected = [work(job) for job in jobs()]
    with pool(kind) as workers:
        assert list(workers.map(work, jobs(), timeout=120)) == expected
        for bad in (b"<a", b"", "none.xml"):
            with pytest.raises(shohosen.Error) as here:
                work((verifier(), bad))
            with pytest.raises(shohosen.Error) as there:
                workers.submit(work, (verifier(), bad)).result(timeout=120)
            assert there.value == here.value and str(there.value) == str(here.value)


@pytest.mark.parametrize("kind", ["spawn", "fork"])
def test_a_pool_of_multiprocessing_gives_the_same_results(kind: str) -> None:
    if kind not in multiprocessing.get_all_start_methods():
        pytest.skip("not on this system")
    with multiprocessing.get_context(kind).Pool(2) as workers:
        assert workers.map_async(work, jobs()).get(120) == [work(job) for job in jobs()]
        with pytest.raises(shohosen.UnreadableError):
            workers.apply_async(work, ((verifier(), b"<a"),)).get(120)


def test_tasks_give_the_same_results_and_exceptions() -> None:
    async def run() -> List[Any]:
        tasks = [asyncio.to_thread(work, job) for job in [*jobs(), (verifier(), b"<a")]]
        return await asyncio.gather(*tasks, return_exceptions=True)

    *results, error = asyncio.run(run())
    assert results == [work(job) for job in jobs()]
    assert isinstance(error, shohosen.UnreadableError)


# -- what is handed over ----------------------------------------------------------------------------


def test_ids_come_back_with_the_outcomes_of_their_documents() -> None:
    document = Path(XL).read_bytes()
    pairs: List[Any] = [("a", document), (("b", 2), XL), (None, b"<a"), (4, io.BytesIO(document))]
    found = outcomes(pairs)
    assert [outcome.id for outcome in found] == ["a", ("b", 2), None, 4]
    assert [outcome.verdict for outcome in found] == ["VALID", "VALID", None, "VALID"]
    assert [outcome.source for outcome in found] == [source for _, source in pairs]
    assert outcomes([document])[0].id is None
    for wrong in ((1, document, 3), (1,), [1, document]):
        with pytest.raises(shohosen.ArgumentTypeError):
            outcomes([wrong])


def test_open_files_and_what_was_signed_are_documents() -> None:
    expected = verifier().verify(XL, at=AT)
    with open(XL, "rb") as file:
        assert verifier().verify(file, at=AT) == expected
    assert verifier().verify(io.BytesIO(Path(XL).read_bytes()), at=AT) == expected
    with open(XL, encoding="utf-8") as text, pytest.raises(shohosen.ArgumentError) as caught:
        verifier().verify(text, at=AT)  # type: ignore[arg-type]
    assert '"rb"' in str(caught.value)
    key = shohosen.SoftwareKey("keys/doctor.pk8", certificate="pki/doctor.cer")
    by = shohosen.Verifier(intermediates=["pki/sign-ca.cer"], **TRUST)
    records = verifier().verify(XL, at=AT).payload()
    assert records is not None
    signed = shohosen.Signer(verifier=by).sign_prescription(records, key=key, at=AT)
    assert by.verify(signed, at=AT) == by.verify(signed.document, at=AT)


@pytest.mark.parametrize(
    "contents",
    [
        "SJ1,1,花子,ハナコ",
        "201,1,1,1,4,612345678,花子",
        "kind,code_system,code,花子",
        '{"name": "花子"}',
        "[ {\"name\": \"花子\"} ]",
        "Q0oxCjEsMSwxLDEzLDEzMTIzNDUsMzQ1Njc4OTAsdGVzdAo1MSwxLDIsMwo2MSwyLDM0NTY3ODkwMTIz",
        "U0oxCjEs" * 40,
        "花子" * 130,
        "name=\"花子\"",
    ],
)
def test_contents_in_place_of_a_path_are_not_repeated(contents: str) -> None:
    for call in (
        lambda: shohosen.Verifier().verify(contents),
        lambda: shohosen.Records(contents),
        lambda: shohosen.History([contents]),
        lambda: list(shohosen.Verifier().verify_many([contents]))[0].unwrap(),
    ):
        with pytest.raises(shohosen.Error) as caught:
            call()
        text = f"{caught.value} {caught.value!r} {[f.to_dict() for f in caught.value.findings]}"
        assert contents not in text and "花子" not in text and "U0oxCjEs" not in text, text


def test_a_path_that_is_not_there_is_named() -> None:
    for path in ("none.xml", "a b/処方箋.xml", "/no/such/folder/rx.xml", "./x", "20261115.csv"):
        with pytest.raises(shohosen.FileError) as caught:
            shohosen.Verifier().verify(path)
        assert caught.value.filename == path and path in str(caught.value)


def test_notebooks_show_results_and_nothing_in_them_is_markup() -> None:
    for name in ("valid report", "invalid report", "finding", "outcome", "report of a check",
                 "certificate", "outcome of what is no document"):
        html = THINGS[name]()._repr_html_()
        assert html.startswith("<div>") and html.endswith("</div>")
        assert "<script" not in html and "style=" not in html
    report = shohosen.Verifier().verify(b"<Document x='1'><b>&lt;script&gt;</b></Document>", at=AT)
    assert "<script" not in report._repr_html_() and "document." in report._repr_html_()
