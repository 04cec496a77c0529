"""Records: read, checked, converted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shohosen
from conftest import AT, TRUST


@pytest.fixture
def payload() -> bytes:
    report = shohosen.Verifier(**TRUST).verify("verify/prescription-xl.xml", at=AT)
    octets = report.payload()
    assert octets is not None
    return octets


def test_verified_records_are_read_checked_and_written_back(payload: bytes) -> None:
    records = shohosen.Records(payload)
    assert records.format == "SJ1" and len(records) > 10
    assert records.to_bytes() == payload == bytes(records)
    report = records.lint()
    assert report.to_dict()["schema_version"] == 1
    assert [finding.to_dict() for finding in report.findings] == report.to_dict()["findings"]


def test_a_wrong_item_is_found_with_its_place() -> None:
    report = shohosen.Records(b"SJ1\n12,3").lint()
    assert report.has_errors
    (sex,) = [f for f in report.findings if f.code == "records.field.value"]
    assert sex.location == "line 2 item 1"


def test_the_content_before_issue_needs_less() -> None:
    records = shohosen.Records("SJ1\n101,1,1,,14\n111,1,3,1011100000000000,就寝前,1".encode())
    whole = [finding for finding in records.lint().findings if finding.severity == "error"]
    before = records.lint(before_issue=True).findings
    assert len(whole) > len([finding for finding in before if finding.severity == "error"])


def test_parts_of_a_notebook_are_one_document(tmp_path: Path) -> None:
    head = b"JAHISTC08,1\r\n1,A,1,19600229\r\n5,20261115\r\n11,B,13,4,1354321\r\n"
    tail = b"201,1,C,1,T,2,610443048,1\r\n301,1,D,14,E,1,1,,1\r\n"
    one, two = head + b"911,12345678901234,2,1\r\n", b"JAHISTC08,1\r\n" + tail + b"911,12345678901234,2,2\r\n"
    whole = shohosen.Records(head + tail).to_bytes()
    assert shohosen.Records(two + one).to_bytes() == whole
    (tmp_path / "1.csv").write_bytes(one)
    assert shohosen.Records.merge([two, tmp_path / "1.csv"]).to_bytes() == whole
    with pytest.raises(shohosen.UnreadableError) as refused:
        shohosen.Records.merge([two])
    assert refused.value.findings[0].code == "records.split_set.incomplete"


def test_records_become_json_fhir_and_jahis(payload: bytes) -> None:
    records = shohosen.Records(payload)
    assert json.loads(records.convert("json").output)["format"] == "SJ1"
    assert json.loads(records.convert("fhir").output)["resourceType"] == "Bundle"
    jahis = records.convert("jahis")
    assert jahis.output.startswith(b"JAHIS10\r\n") and bytes(jahis) == jahis.output
    again = shohosen.Records(jahis.output)
    assert again.format == "JAHIS10"
    in_utf16 = jahis.output.decode("cp932").encode("utf-16")
    with pytest.raises(shohosen.UnreadableError, match="UTF-16") as refused:
        shohosen.Records(in_utf16)
    assert "--encoding utf-16" in refused.value.findings[0].remedy_en
    for encoding in ("utf-16", "auto"):
        read = shohosen.Records(in_utf16, encoding=encoding)
        assert read.convert("json").output == again.convert("json").output
    with pytest.raises(shohosen.ArgumentError, match="encoding"):
        shohosen.Records(in_utf16, encoding="utf16")  # type: ignore[arg-type]
    in_utf8 = jahis.output.decode("cp932").encode()
    assert shohosen.Records(in_utf8, utf8=True).convert("json").output == (
        again.convert("json").output
    )
