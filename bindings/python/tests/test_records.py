"""Records: read, checked, converted."""

from __future__ import annotations

import json

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


def test_records_become_json_fhir_and_jahis(payload: bytes) -> None:
    records = shohosen.Records(payload)
    assert json.loads(records.convert("json").output)["format"] == "SJ1"
    assert json.loads(records.convert("fhir").output)["resourceType"] == "Bundle"
    jahis = records.convert("jahis")
    assert jahis.output.startswith(b"JAHIS10\r\n") and bytes(jahis) == jahis.output
    again = shohosen.Records(jahis.output)
    assert again.format == "JAHIS10"
    in_utf8 = jahis.output.decode("cp932").encode()
    assert shohosen.Records(in_utf8, utf8=True).convert("json").output == (
        again.convert("json").output
    )
