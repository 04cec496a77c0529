"""Signing, two-step signing, raising the level, cards."""

from __future__ import annotations

import base64
import os
import subprocess
from pathlib import Path
from typing import Callable, Optional

import pytest
import shohosen
from conftest import VECTORS

AT = "2024-06-03T08:08:00Z"
RECORDS = "SJ1\n201,1,1,1,2,622688101,ミニリンメルトＯＤ錠２５μｇ,2,1,錠".encode()
LISTS = ["pki/sign-ca.crl", "pki/sarl.crl", "pki/tsa.crl"]


def verifier(lists: bool = True) -> shohosen.Verifier:
    return shohosen.Verifier(
        anchors=["pki/root.cer"],
        tsa_anchors=["pki/tsa-root.cer"],
        intermediates=["pki/sign-ca.cer"],
        crls=LISTS if lists else [],
    )


@pytest.fixture
def key() -> shohosen.SoftwareKey:
    return shohosen.SoftwareKey("keys/doctor.pk8", certificate="pki/doctor.cer")


def test_what_is_signed_verifies_and_holds_the_records(key: shohosen.SoftwareKey) -> None:
    signed = shohosen.Signer(verifier=verifier()).sign_prescription(RECORDS, key=key, at=AT)
    assert bytes(signed) == signed.document
    assert signed.report.verdict == "VALID"
    report = verifier().verify(signed.document, at=AT)
    assert report.to_json() == signed.report.to_json()
    assert report.payload() == RECORDS == signed.report.payload()
    assert report.signatures[0].level == "BES"


def test_a_dispensing_is_signed_over_the_prescription(key: shohosen.SoftwareKey) -> None:
    signer = shohosen.Signer(verifier=verifier())
    prescription = Path("verify/prescription-xl.xml").read_bytes()
    report = verifier().verify(prescription, at="2024-06-04T00:00:00Z")
    pharmacist = shohosen.SoftwareKey("keys/pharmacist.pk8", certificate="pki/pharmacist.cer")
    records = f"CJ1,\n1,日薬　太郎\n7,{report.document_id}".encode()
    signed = signer.sign_dispensing(
        records, prescription=prescription, key=pharmacist, at="2024-06-04T00:00:00Z"
    )
    assert signed.report.document_kind == "dispensing"
    assert signed.report.unverified_payload() == records


def test_a_value_made_elsewhere_finishes_the_document(
    key: shohosen.SoftwareKey, tmp_path: Path
) -> None:
    signer = shohosen.Signer(verifier=verifier())
    prepared = signer.prepare_prescription(RECORDS, certificate=key.certificate, at=AT)
    assert prepared.kind == "prescription"
    assert prepared.octets.startswith(b"<") and len(prepared.digest_info) == 51
    value = openssl(tmp_path, prepared.octets)
    if value is None:
        pytest.skip("no openssl")
    stored = shohosen.Prepared.from_json(prepared.to_json())
    signed = signer.finish(stored, value, at=AT)
    # RSA PKCS#1 v1.5 is deterministic: both ways give the same document.
    assert signed.document == signer.sign_prescription(RECORDS, key=key, at=AT).document
    with pytest.raises(shohosen.SigningError):
        signer.finish(stored, bytes(256), at=AT)


def openssl(folder: Path, octets: bytes) -> Optional[bytes]:
    """The signature of the doctor's key, by another implementation."""
    (folder / "octets").write_bytes(octets)
    command = ["openssl", "dgst", "-sha256", "-sign", str(VECTORS / "keys" / "doctor.pk8")]
    try:
        done = subprocess.run(
            [*command, "-keyform", "DER", str(folder / "octets")], check=True, capture_output=True
        )
    except FileNotFoundError:
        return None
    return done.stdout


def test_an_encrypted_key_needs_its_password(tmp_path: Path) -> None:
    encrypted = tmp_path / "encrypted.pem"
    command = ["openssl", "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", "pass:secret"]
    command += ["-inform", "DER", "-in", "keys/doctor.pk8", "-out", str(encrypted)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no openssl")
    key = shohosen.SoftwareKey(encrypted, certificate="pki/doctor.cer", password="secret")
    assert key.certificate == shohosen.Certificate("pki/doctor.cer")
    for password in (None, "wrong"):
        with pytest.raises(shohosen.SigningError):
            shohosen.SoftwareKey(encrypted, certificate="pki/doctor.cer", password=password)


def test_a_document_that_lacks_only_its_signature_keeps_its_octets(
    key: shohosen.SoftwareKey,
) -> None:
    records = base64.b64encode(RECORDS).decode()
    document = (
        '<Document id="Document"><Prescription><PrescriptionManagement '
        'id="PrescriptionManagement"><Version Value="EPS1.0"/></PrescriptionManagement>'
        f'<PrescriptionDocument id="PrescriptionDocument">{records}</PrescriptionDocument>'
        "</Prescription></Document>"
    ).encode()
    signer = shohosen.Signer(verifier=verifier())
    signed = signer.sign_document(document, key=key, at=AT)
    assert signed.report.payload() == RECORDS
    assert signed.document.startswith(document[: document.index(b"</PrescriptionDocument>")])
    prepared = signer.prepare_document(document, certificate=key.certificate, at=AT)
    assert prepared.kind == "prescription"
    with pytest.raises(shohosen.SigningError):
        signer.sign_document(signed.document, key=key, at=AT)


def test_what_is_refused_may_be_permitted_by_name() -> None:
    nurse = shohosen.SoftwareKey("keys/other.pk8", certificate="pki/nurse.cer")
    with pytest.raises(shohosen.SigningError) as caught:
        shohosen.Signer(verifier=verifier()).sign_prescription(RECORDS, key=nurse, at=AT)
    assert caught.value.code == "hpki.role.not_authorised"
    signer = shohosen.Signer(verifier=verifier(), permit=["other-role"])
    signed = signer.sign_prescription(RECORDS, key=nurse, at=AT)
    assert signed.report.verdict == "INVALID"


def test_the_level_is_raised_by_a_time_stamp_authority(key: shohosen.SoftwareKey) -> None:
    url = os.environ.get("SHOHOSEN_TEST_TSA")
    if url is None:
        pytest.skip("no time-stamp authority (tests/wheel.rs starts one)")
    signer = shohosen.Signer(verifier=verifier())
    document = signer.sign_prescription(RECORDS, key=key, at=AT).document
    authority = shohosen.TimeStampAuthority(url, user="clinic-17", password="secret", timeout=20)
    for level in ("T", "XL", "A"):
        signed = signer.extend(document, to=level, tsa=authority, at=AT)
        assert signed.report.verdict == "VALID"
        assert signed.report.signatures[0].level == level
        assert signed.report.payload() == RECORDS
    with pytest.raises(shohosen.NetworkError) as caught:
        signer.extend(document, to="T", tsa=shohosen.TimeStampAuthority(url + "none"), at=AT)
    assert caught.value.code == "network.response.status"


def test_a_card_signs_and_a_wrong_pin_is_sent_once(tmp_path: Path) -> None:
    library = os.environ.get("SHOHOSEN_TEST_PKCS11")
    if library is None:
        pytest.skip("no SoftHSM2 (tests/wheel.rs makes a token)")
    card = shohosen.CardLibrary(library).card(label="card")
    assert card.label == "card" and card.serial_number
    assert [found.label for found in shohosen.CardLibrary(library).cards()] == ["card"]
    signer = shohosen.Signer(verifier=verifier())
    with pytest.raises(shohosen.CardError) as caught:
        card.certificate()
    assert caught.value.code == "card.certificate.not_found"
    signed = signer.sign_prescription(
        RECORDS, key=card.key("1234", certificate="pki/doctor.cer"), at=AT
    )
    assert signed.report.verdict == "VALID"
    wrong = card.key("9999", certificate="pki/doctor.cer")
    for code in ("card.pin.wrong", "card.pin.refused_before"):
        with pytest.raises(shohosen.CardError) as caught:
            signer.sign_prescription(RECORDS, key=wrong, at=AT)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda answer, sent: answer, None),
        (lambda answer, sent: sent, "signing.answer.not_signed"),
        (lambda answer, sent: answer.replace(b"EPS1.0", b"EPS1.1"), "signing.answer.document_changed"),
        (
            lambda answer, sent: answer.replace(b">U0ox", b">U0oy"),
            "signing.answer.payload_changed",
        ),
        (
            lambda answer, sent: answer.replace(
                b"</PrescriptionSign>",
                b"<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></PrescriptionSign>",
            ),
            "signing.answer.signatures",
        ),
        (lambda answer, sent: b"<html></html>", "signing.answer.document_changed"),
        (lambda answer, sent: b"<!DOCTYPE html>", "signing.answer.unreadable"),
    ],
)
def test_the_answer_of_a_service_is_adopted_only_if_it_is_what_was_sent(
    key: shohosen.SoftwareKey, change: Callable[[bytes, bytes], bytes], code: Optional[str]
) -> None:
    signer = shohosen.Signer(verifier=verifier())
    sent = signer.unsigned_prescription(RECORDS, at=AT)
    answer = signer.sign_document(sent, key=key, at=AT).document
    changed = change(answer, sent)
    if code is None:
        for certificate in (None, key.certificate):
            adopted = signer.adopt(sent, changed, certificate=certificate, at=AT)
            assert adopted.document == answer and adopted.report.verdict == "VALID"
        return
    with pytest.raises(shohosen.SigningError) as caught:
        signer.adopt(sent, changed, at=AT)
    assert code in {finding.code for finding in caught.value.findings}
