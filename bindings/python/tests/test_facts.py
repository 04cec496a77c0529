"""Facts: collected once, stored, and judged again as the document would be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

import pytest
import shohosen
from conftest import AT, TRUST

XL = "verify/prescription-xl.xml"


def test_facts_judged_again_give_the_report_of_the_document(cases: List[Dict[str, Any]]) -> None:
    nobody, judge = shohosen.Verifier(), shohosen.Verifier(**TRUST)
    compared = 0
    for case in cases:
        if case["file"] is None or case.get("error"):
            continue
        facts = nobody.collect(case["file"])
        again = judge.read_facts(facts.to_json().encode())
        assert again.to_json() == facts.to_json()
        for verifier in (judge, nobody):
            for at in (AT, "2000-01-01T00:00:00Z"):
                verified = verifier.verify(case["file"], at=at).to_json()
                assert verifier.judge(facts, at=at).to_json() == verified, case["id"]
                assert verifier.judge(again, at=at).to_json() == verified, case["id"]
                compared += 1
    assert compared > 400


def test_facts_are_read_from_a_file_and_hold_the_schemas_version(tmp_path: Path) -> None:
    verifier = shohosen.Verifier(**TRUST)
    path = tmp_path / "facts.json"
    path.write_text(verifier.collect(XL).to_json(), encoding="utf-8")
    report = verifier.judge(verifier.read_facts(path), at=AT)
    assert report.valid
    schema = json.loads(shohosen.FACTS_SCHEMA)
    version = json.loads(path.read_text(encoding="utf-8"))["schema_version"]
    assert schema["properties"]["schema_version"]["const"] == version


def test_judged_facts_hand_out_no_records() -> None:
    verifier = shohosen.Verifier(**TRUST)
    report = verifier.judge(verifier.collect(XL), at=AT)
    assert report.valid
    assert verifier.verify(XL, at=AT).payload() is not None
    assert report.payload() is None
    assert report.unverified_payload() is None


def test_what_are_no_facts_is_refused_without_being_quoted() -> None:
    verifier = shohosen.Verifier()
    for wrong in (b"", b"{}", "{\"山田 太郎\": 1}".encode()):
        with pytest.raises(shohosen.UnreadableError) as refused:
            verifier.read_facts(wrong)
        assert refused.value.code == "binding.facts.unreadable"
        assert "山田" not in str(refused.value)
    with pytest.raises(shohosen.UnreadableError):
        verifier.collect(b"<a>")
    with pytest.raises(shohosen.ArgumentTypeError):
        verifier.judge("facts")  # type: ignore[arg-type]


def test_lists_are_fetched_only_when_asked_to_and_what_did_not_arrive_is_told(tmp_path: Path) -> None:
    verifier = shohosen.Verifier(**{key: value for key, value in TRUST.items() if key != "crls"})
    document = "verify/crl-none.xml"
    facts = verifier.collect(document)
    # Its certificates name hpki.test.invalid.
    fetch = shohosen.CrlFetcher(timeout=2, folder=tmp_path / "lists")
    for report, asked in (
        (verifier.verify(document, at=AT), False),
        (verifier.judge(facts, at=AT), False),
        (verifier.verify(document, at=AT, fetch=fetch), True),
        (verifier.judge(facts, at=AT, fetch=fetch), True),
    ):
        assert report.verdict == "INDETERMINATE"
        assert any(finding.code.startswith("network.") for finding in report.errors) == asked
