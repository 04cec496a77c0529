"""One base catches everything; each error has code, texts in both languages, and a remedy."""

from __future__ import annotations

import copy
import datetime
import errno
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, Callable, List, Tuple, Type

import pytest
import shohosen
from conftest import AT, TRUST

E = shohosen
VERIFIER = shohosen.Verifier()
KEY = "keys/doctor.pk8"

# What is done, the class, the built-in class that it also is, and the code.
MISUSE: List[Tuple[Callable[[], Any], Type[E.Error], Type[Exception], str]] = [
    (lambda: VERIFIER.verify(b"not XML"), E.UnreadableError, ValueError, "xml.document.not_well_formed"),
    (lambda: VERIFIER.verify(b""), E.UnreadableError, ValueError, "xml."),
    (lambda: VERIFIER.verify(17), E.ArgumentTypeError, TypeError, "binding.argument.type"),  # type: ignore[arg-type]
    (lambda: VERIFIER.verify(None), E.ArgumentTypeError, TypeError, "binding.argument.type"),  # type: ignore[arg-type]
    (lambda: VERIFIER.verify("there/is/none.xml"), E.FileError, OSError, "binding.file.unreadable"),
    (lambda: VERIFIER.verify("."), E.FileError, OSError, "binding.file.unreadable"),
    (
        lambda: VERIFIER.verify(b"<a/>", at=datetime.datetime(2025, 1, 1)),
        E.ArgumentError,
        ValueError,
        "binding.time.naive",
    ),
    (lambda: VERIFIER.verify(b"<a/>", at="2025-01-01"), E.ArgumentError, ValueError, "binding.argument.value"),
    (lambda: VERIFIER.verify(b"<a/>", at=1735689600), E.ArgumentTypeError, TypeError, "binding.argument.type"),  # type: ignore[arg-type]
    (lambda: VERIFIER.verify(b"<a/>", at=datetime.date(2025, 1, 1)), E.ArgumentTypeError, TypeError, "binding.argument.type"),  # type: ignore[arg-type]
    (lambda: VERIFIER.verify(b"<a/>").payload("first"), E.ArgumentError, ValueError, "binding.argument.value"),  # type: ignore[arg-type]
    (lambda: VERIFIER.verify_many(b"<a/>"), E.ArgumentTypeError, TypeError, "binding.argument.type"),  # type: ignore[arg-type]
    (lambda: VERIFIER.verify_many("a.xml"), E.ArgumentTypeError, TypeError, "binding.argument.type"),
    (lambda: VERIFIER.verify_many([b"<a/>"], threads=0), E.ArgumentError, ValueError, "binding.argument.value"),
    (lambda: VERIFIER.verify_many([b"<a/>"], threads=-1), E.ArgumentTypeError, TypeError, "binding.argument.type"),
    (lambda: list(VERIFIER.verify_many([17])), E.ArgumentTypeError, TypeError, "binding.argument.type"),  # type: ignore[list-item]
    (lambda: E.Verifier(anchors="pki/root.cer"), E.ArgumentTypeError, TypeError, "binding.argument.type"),
    (lambda: E.Verifier(anchors=[b"no certificate"]), E.UnreadableError, ValueError, "binding.certificate.unreadable"),
    (lambda: E.Verifier(crls=["pki/root.cer"]), E.UnreadableError, ValueError, "binding.revocation.unreadable"),
    (lambda: E.Verifier(ocsp_responses=[b"no"]), E.UnreadableError, ValueError, "binding.revocation.unreadable"),
    (lambda: E.Verifier(policy={"requierd_level": "T"}), E.UnreadableError, ValueError, "binding.policy.unreadable"),
    (lambda: E.Verifier(policy={"required_level": object()}), E.UnreadableError, ValueError, "binding.policy.unreadable"),
    (lambda: E.Verifier(allow_test_certificates="no"), E.ArgumentTypeError, TypeError, "binding.argument.type"),  # type: ignore[arg-type]
    (lambda: E.Certificate(b"no"), E.UnreadableError, ValueError, "binding.certificate.unreadable"),
    (lambda: E.to_arrow(VERIFIER), E.ArgumentTypeError, TypeError, "binding.argument.type"),  # type: ignore[arg-type]
    (lambda: E.to_arrow([], rows="lines"), E.ArgumentError, ValueError, "binding.argument.value"),  # type: ignore[arg-type]
    (lambda: E.SoftwareKey(b"no", certificate="pki/doctor.cer"), E.SigningError, Exception, "signing.key"),
    (lambda: E.SoftwareKey(KEY, certificate="pki/pharmacist.cer"), E.SigningError, Exception, "signing.key.other_certificate"),
    (lambda: E.SoftwareKey.from_pkcs12(b"no", password="?"), E.SigningError, Exception, "signing.key.pkcs12"),
    (lambda: E.Signer(permit=["everything"]), E.ArgumentError, ValueError, "binding.argument.value"),  # type: ignore[list-item]
    (lambda: E.Signer(verifier=E), E.ArgumentTypeError, TypeError, "binding.argument.type"),  # type: ignore[arg-type]
    (lambda: E.Signer(prefixes="mine"), E.ArgumentError, ValueError, "binding.argument.value"),  # type: ignore[arg-type]
    (lambda: E.Signer().sign_prescription(b"SJ1", key=E), E.ArgumentTypeError, TypeError, "binding.argument.type"),  # type: ignore[arg-type]
    (lambda: E.Signer().extend(b"<a/>", to="BES"), E.ArgumentError, ValueError, "binding.argument.value"),  # type: ignore[arg-type]
    (lambda: E.Signer().extend(b"<a/>", to="T"), E.SigningError, Exception, "document."),
    (lambda: E.Prepared.from_json("{}"), E.UnreadableError, ValueError, "signing.state"),
    (lambda: E.TimeStampAuthority("ftp://tsa.example"), E.NetworkError, Exception, "network.url.unsupported"),
    (lambda: E.TimeStampAuthority("http://tsa.example", user="x"), E.ArgumentError, ValueError, "binding.argument.value"),
    (lambda: E.TimeStampAuthority("http://tsa.example", timeout=-1), E.ArgumentError, ValueError, "binding.argument.value"),
    (lambda: E.CardLibrary("there/is/no/library.so"), E.CardError, Exception, "card.library.not_loaded"),
    (lambda: E.CardLibrary("HpkiAuthP11_x.dll"), E.CardError, Exception, "card.library.authentication"),
    (lambda: E.Records(b""), E.UnreadableError, ValueError, "records."),
    (lambda: E.Records(b"SJ2\n"), E.UnreadableError, ValueError, "records."),
    (lambda: E.Records(b"SJ1\n").convert("xml"), E.ArgumentError, ValueError, "binding.argument.value"),  # type: ignore[arg-type]
    (lambda: E.Records(b"SJ1\n").convert("jahistc"), E.UnreadableError, ValueError, "binding.conversion.impossible"),
]


@pytest.mark.parametrize("number", range(len(MISUSE)))
def test_misuse_is_an_error_of_ours_with_code_texts_and_remedy(number: int) -> None:
    act, kind, builtin, code = MISUSE[number]
    with pytest.raises(shohosen.Error) as caught:
        act()
    error = caught.value
    assert type(error) is kind and isinstance(error, builtin), repr(error)
    assert error.code.startswith(code)
    assert error.message_ja and error.message_en
    assert error.remedy_ja and error.remedy_en
    assert error.code in str(error) and error.message_en.splitlines()[0] in str(error)


CHECK: Any = E.Checker().check
NAMED: List[Tuple[Callable[[], Any], str]] = [
    (lambda: E.Verifier(accept_scanned=1), "accept_scanned"),  # type: ignore[arg-type]
    (lambda: VERIFIER.verify_many([], threads=0), "threads"),
    (lambda: E.Signer(prefixes=7), "prefixes"),  # type: ignore[arg-type]
    (lambda: E.Signer(prefixes="mine"), "prefixes"),  # type: ignore[arg-type]
    (lambda: E.Store("never-made.db", create=1), "create"),  # type: ignore[arg-type]
    (lambda: E.DrugMaster([]).search("x", limit=True), "limit"),
    (lambda: E.TimeStampAuthority(7), "url"),  # type: ignore[arg-type]
    (lambda: CHECK(b"SJ1", E.History(), day="2026-02-30", consent="given"), "day"),
    (lambda: CHECK(b"SJ1", E.History(), day="2026-11-22", consent=None), "consent"),
    (lambda: E.History(utf8="no"), "utf8"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("number", range(len(NAMED)))
def test_the_argument_that_is_wrong_is_named(number: int) -> None:
    act, argument = NAMED[number]
    with pytest.raises((E.ArgumentError, E.ArgumentTypeError)) as caught:
        act()
    assert caught.value.findings[0].evidence["argument"] == argument
    assert not Path("never-made.db").exists()


def test_a_file_that_is_missing_says_so_as_the_operating_system_does() -> None:
    with pytest.raises(OSError) as caught:
        VERIFIER.verify("there/is/none.xml")
    assert isinstance(caught.value, shohosen.FileError)
    assert caught.value.errno == errno.ENOENT
    assert caught.value.filename == "there/is/none.xml"


def test_every_class_of_error_is_public_and_has_the_one_base() -> None:
    errors = [
        thing
        for thing in vars(shohosen).values()
        if isinstance(thing, type) and issubclass(thing, BaseException)
    ]
    assert len(errors) > 5
    for kind in errors:
        assert issubclass(kind, shohosen.Error)
        assert kind.__name__ in shohosen.__all__ and kind.__doc__


def test_what_is_refused_to_be_signed_names_every_reason() -> None:
    verifier = shohosen.Verifier(intermediates=["pki/sign-ca.cer"], **TRUST)
    key = shohosen.SoftwareKey("keys/pharmacist.pk8", certificate="pki/pharmacist.cer")
    with pytest.raises(shohosen.SigningError) as caught:
        shohosen.Signer(verifier=verifier).sign_prescription(b"SJ1\r\n", key=key, at=AT)
    codes = {finding.code for finding in caught.value.findings}
    assert {"hpki.role.not_authorised", "signing.payload.carriage_return"} <= codes


def test_errors_of_the_callers_own_iterator_pass_unchanged() -> None:
    def documents() -> Any:
        yield b"<a/>"
        raise KeyError("mine")

    outcomes = VERIFIER.verify_many(documents(), at=AT)
    assert next(outcomes).verdict == "INVALID"
    with pytest.raises(KeyError):
        next(outcomes)
    assert list(outcomes) == []


def test_a_surrogate_is_no_path_and_no_text() -> None:
    with pytest.raises(shohosen.Error):
        shohosen.Verifier().verify(Path("\ud800.xml"))
    with pytest.raises(shohosen.Error):
        shohosen.TimeStampAuthority("http://\ud800/")


def raised(call: Callable[[], object]) -> shohosen.Error:
    with pytest.raises(shohosen.Error) as caught:
        call()
    return caught.value


ERRORS: List[Callable[[], object]] = [
    lambda: shohosen.Verifier().verify(b"<a"),
    lambda: shohosen.Records(b"no records"),
    lambda: shohosen.Verifier().verify("archive/none.xml"),
    lambda: shohosen.History([b"nothing"]),
    lambda: shohosen.Verifier().verify(17),  # type: ignore[arg-type]
    lambda: shohosen.Store("no such folder/history.db"),
]


@pytest.mark.parametrize("call", ERRORS)
def test_an_error_passes_between_processes_as_it_is(call: Callable[[], object]) -> None:
    error = raised(call)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error) and again == error and hash(again) == hash(error)
        assert str(again) == str(error) and again.findings == error.findings
        assert again.remedy_ja == error.remedy_ja
        assert getattr(again, "filename", None) == getattr(error, "filename", None)
        assert getattr(again, "errno", None) == getattr(error, "errno", None)
    assert error != raised(lambda: shohosen.Verifier().verify(b"<b>"))


def failing(data: bytes) -> str:
    return shohosen.Verifier().verify(data).verdict


@pytest.mark.parametrize("start", ["spawn", "fork"])
def test_an_error_comes_out_of_a_process_pool(start: str) -> None:
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip("not on this system")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(start)) as pool:
        with pytest.raises(shohosen.UnreadableError) as caught:
            pool.submit(failing, b"<a").result(timeout=60)
    assert caught.value.code == "xml.document.not_well_formed"


def test_a_finding_of_every_kind_of_evidence_is_the_same_again() -> None:
    report = shohosen.Verifier().verify(Path("verify/dispensing-a.xml").read_bytes())
    for finding in report.findings:
        again = pickle.loads(pickle.dumps(finding))
        assert again == finding and again.to_json() == finding.to_json()
        assert (again.message_ja, again.remedy_ja) == (finding.message_ja, finding.remedy_ja)


@pytest.mark.parametrize(
    "document",
    ["<Document>花子</Document>", "SJ1\n11,1,花子,ﾊﾅｺ", '{"name": "花子"}', "花子" * 3000,
     "-----BEGIN PRIVATE KEY-----"],
)
def test_a_document_handed_over_as_a_path_is_not_repeated(document: str) -> None:
    for call in (
        lambda: shohosen.Verifier().verify(document),
        lambda: shohosen.Records(document),
        lambda: shohosen.History([document]),
    ):
        error = raised(call)
        said = f"{error} {error!r} {[finding.to_dict() for finding in error.findings]}"
        assert "花子" not in said and "BEGIN" not in said and len(said) < 2000
        assert isinstance(error, shohosen.ArgumentError)


def test_a_verifier_passes_between_processes_with_what_it_was_made_of(tmp_path: Path) -> None:
    root = tmp_path / "root.cer"
    root.write_bytes(Path("pki/root.cer").read_bytes())
    trust: Any = {**TRUST, "anchors": [root]}
    verifier = shohosen.Verifier(**trust, policy={"required_level": "BES"})
    root.unlink()  # what was read is what counts
    document = Path("verify/dispensing-a.xml").read_bytes()
    expected = verifier.verify(document, at=AT).to_json()
    for again in (pickle.loads(pickle.dumps(verifier)), copy.copy(verifier), copy.deepcopy(verifier)):
        assert again == verifier and hash(again) == hash(verifier)
        assert again.verify(document, at=AT).to_json() == expected
    assert verifier != shohosen.Verifier()
    pinned = shohosen.Verifier(only_anchors=["ab" * 32])
    assert pickle.loads(pickle.dumps(pinned)) == pinned
    assert "1 anchors" in repr(pickle.loads(pickle.dumps(pinned)))
    with pytest.raises((TypeError, shohosen.Error)):
        pickle.dumps(shohosen.SoftwareKey(KEY, certificate="pki/doctor.cer"))
