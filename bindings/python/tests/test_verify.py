"""Verification of one document and of one certificate."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path
from typing import Any, Dict, List

import pytest
import shohosen
from conftest import AT, TRUST, VECTORS

XL = "verify/prescription-xl.xml"


@pytest.fixture(scope="module")
def verifier() -> shohosen.Verifier:
    folder = VECTORS / "pki"
    return shohosen.Verifier(
        anchors=[folder / "root.cer"], tsa_anchors=[folder / "tsa-root.cer"]
    )


def test_bytes_buffers_and_paths_give_the_same_report(verifier: shohosen.Verifier) -> None:
    octets = Path(XL).read_bytes()
    sources: List[Any] = [octets, bytearray(octets), memoryview(octets), XL, Path(XL)]
    assert len({verifier.verify(source, at=AT).to_json() for source in sources}) == 1


def test_a_report_has_everything_that_its_json_has(verifier: shohosen.Verifier) -> None:
    report = verifier.verify(XL, at=AT)
    json_form = json.loads(report.to_json())
    assert report.to_dict() == json_form
    assert (report.verdict, report.valid) == ("VALID", True)
    assert (report.indication, report.sub_indication) == ("TOTAL-PASSED", None)
    assert (report.document_kind, report.document_id) == (
        "prescription",
        json_form["document"]["id"],
    )
    assert report.verified_at == datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc)
    (signature,) = report.signatures
    assert signature.to_dict() == json_form["signatures"][0]
    assert (signature.position, signature.level) == ("prescription", "XL")
    assert signature.proven_time is not None
    # test-vectors/verify/index.json: the time-stamp's genTime.
    assert signature.proven_time.isoformat() == "2024-06-03T08:18:25.197000+00:00"
    assert signature.signer is not None
    assert signature.signer.hc_roles_ja == ["医師"]
    assert signature.signer.licence_number is not None
    assert signature.signer.licence_number not in report.to_json()
    assert [finding.to_dict() for finding in report.findings] == json_form["findings"]
    assert report.errors == ()


def test_records_are_handed_out_only_when_the_document_is_valid(
    verifier: shohosen.Verifier, cases: List[Dict[str, Any]]
) -> None:
    (case,) = [case for case in cases if case["id"] == "prescription-xl"]
    payload = verifier.verify(XL, at=AT).payload()
    assert payload is not None
    assert hashlib.sha256(payload).hexdigest() == case["payload_sha256"]
    forged = verifier.verify("verify/changed-records.xml", at=AT)
    assert forged.verdict == "INVALID"
    assert forged.payload() is None
    assert forged.unverified_payload() is not None


def test_the_two_records_of_a_dispensing_are_told_apart(verifier: shohosen.Verifier) -> None:
    report = verifier.verify("verify/dispensing-a.xml", at=AT)
    assert report.document_kind == "dispensing"
    own, inner = report.payload(), report.payload("reference_prescription")
    assert own is not None and inner is not None
    assert own.startswith(b"CJ1") and inner.startswith(b"SJ1")


def test_a_finding_says_in_both_languages_what_is_wrong_and_what_to_do(
    verifier: shohosen.Verifier,
) -> None:
    report = verifier.verify("verify/changed-records.xml", at=AT)
    finding = next(f for f in report.errors if f.code == "xmldsig.reference.digest_mismatch")
    assert finding.severity == "error" and finding.signature == 0
    assert finding.location and finding.evidence["uri"] == "#PrescriptionDocument"
    assert "#PrescriptionDocument" in finding.message_ja
    assert finding.message_en and finding.remedy_ja and finding.remedy_en
    assert finding in report.findings and len({finding, finding}) == 1


def test_a_failing_reference_is_explained(verifier: shohosen.Verifier) -> None:
    explanations = verifier.explain("verify/changed-records.xml")
    assert explanations[0].uri == "#PrescriptionDocument"
    assert explanations[0].expected != explanations[0].actual
    assert hashlib.sha256(explanations[0].octets).digest() == explanations[0].actual
    assert explanations[0].cause_ja and explanations[0].cause_en


def test_an_anchor_may_be_a_certificate_a_file_or_a_fingerprint() -> None:
    root = shohosen.Certificate("pki/root.cer")
    colons = ":".join(root.sha256[i : i + 2] for i in range(0, 64, 2)).upper()
    # With only its fingerprint known, the root must come with the document, as it does in ES-XL.
    anchors: List[Any] = [root, "pki/root.cer", root.der, root.sha256, colons]
    for anchor in anchors:
        verifier = shohosen.Verifier(only_anchors=[anchor], tsa_anchors=["pki/tsa-root.cer"])
        assert verifier.verify(XL, at=AT).verdict == "VALID"
    other = shohosen.Verifier(anchors=["pki/tsa-root.cer"], tsa_anchors=["pki/tsa-root.cer"])
    assert other.verify(XL, at=AT).verdict == "INDETERMINATE"


def test_a_policy_is_a_dictionary_or_json(tmp_path: Path) -> None:
    policy = {"required_level": "A"}
    file = tmp_path / "policy.json"
    file.write_text(json.dumps(policy), encoding="utf-8")
    forms: List[Any] = [policy, file, file.read_bytes()]
    for form in forms:
        report = shohosen.Verifier(policy=form, **TRUST).verify(XL, at=AT)
        assert [finding.code for finding in report.errors] == ["xades.level.too_low"]


def test_a_certificate_is_judged_by_itself() -> None:
    verifier = shohosen.Verifier(
        anchors=["pki/root.cer"],
        intermediates=["pki/sign-ca.cer"],
        crls=["pki/sign-ca.crl", "pki/sarl.crl"],
    )
    report = verifier.verify_certificate("pki/doctor.cer", at="2024-06-04T00:00:00Z")
    assert report.verdict == "VALID" and report.valid
    assert report.signer.hc_roles == ["Medical Doctor"]
    assert report.key == "RSA 2048"
    assert report.not_before < report.verified_at < report.not_after
    assert report.to_dict()["policies"] == list(report.policies)
    expired = verifier.verify_certificate("pki/expired.cer", at="2024-06-04T00:00:00Z")
    assert expired.verdict == "INVALID"


def test_moments_are_aware_and_of_any_offset(verifier: shohosen.Verifier) -> None:
    tokyo = datetime.timezone(datetime.timedelta(hours=9))
    moment = datetime.datetime(2025, 1, 1, 9, 0, 0, 250000, tokyo)
    report = verifier.verify(XL, at=moment)
    assert report.verified_at == moment
    assert report.to_dict()["verified_at"] == "2025-01-01T00:00:00.25Z"
    # Every microsecond counts, in the zone that is read the short way, too.
    for moment in (
        datetime.datetime(2025, 1, 1, 0, 0, 0, 123457, datetime.timezone.utc),
        datetime.datetime(2095, 12, 31, 23, 59, 59, 999999, datetime.timezone.utc),
        datetime.datetime(2242, 1, 1, 0, 0, 0, 1, datetime.timezone.utc),
        datetime.datetime(1969, 12, 31, 23, 59, 59, 999999, datetime.timezone.utc),
    ):
        assert verifier.verify(XL, at=moment).verified_at == moment
        assert verifier.verify(XL, at=moment).verified_at == moment  # the one that is remembered
    # Others that come to lie where the last one lay are not taken for it.
    for second in range(100):
        moment = datetime.datetime(2025, 1, 1, 0, 0, second % 60, tzinfo=datetime.timezone.utc)
        assert verifier.verify(XL, at=moment).verified_at == moment
    now = verifier.verify(XL).verified_at
    assert abs((datetime.datetime.now(datetime.timezone.utc) - now).total_seconds()) < 60


def test_results_cannot_be_changed(verifier: shohosen.Verifier) -> None:
    report = verifier.verify(XL, at=AT)
    things: List[Any] = [verifier, report, report.signatures[0], report.findings[0]]
    for thing in things:
        with pytest.raises((AttributeError, TypeError)):
            thing.verdict = "VALID"
        with pytest.raises((AttributeError, TypeError)):
            thing.another = 1
