"""What concerns a patient, and no password, stands in anything that the package says."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
import shohosen

MARKS = ["極秘", "花子", "ｺﾞｸﾋ", "ﾊﾅｺ", "20551231", "2055-12-31", "8765432", "himitsu-word"]

CONTENTS: List[bytes] = [
    text.encode()
    for text in (
        "極秘花子 20551231 8765432 himitsu-word\n",
        'SJ1\n1,1,1234567,13,医療機関\n11,極秘 8765432,"極秘花子",ｺﾞｸﾋ ﾊﾅｺ\u0007\n12,花子\n'
        "13,20551231\n201,1,1,極秘,花子\n",
        "SJ1\n極秘花子,20551231,8765432\n",
        'JAHISTC08,1\r\n1,"極秘花子",花子,H551231,極秘\r\n極秘花子,8765432\r\n',
        "氏名,極秘花子,20551231\nhimitsu-word,8765432,花子\n",
        "kind,code_system,code,days\n花子,極秘,8765432,20551231\n",
        "kind,code_system,code,極秘花子\ndispensed,yj,x,20551231\n",
        '{"極秘花子": "20551231", "events": [{"kind": "花子"}]}',
        '[{"kind": "極秘花子", "days": 20551231}]',
        '{"patient": {"sex": "花子", "birth_date": "2055-12-31x"}, "required_level": "極秘"}',
        "<Document><Prescription><a b='極秘20551231'>花子8765432</a>花子</Prescription></Document>",
        "-----BEGIN PRIVATE KEY-----\n極秘花子himitsu-word20551231\n-----END PRIVATE KEY-----\n",
    )
]

AT = "2024-06-03T08:08:00Z"
RX = b"SJ1\n201,1,1,1,2,622688101,x,2,1,x"
XL = "verify/prescription-xl.xml"


def key() -> shohosen.SoftwareKey:
    return shohosen.SoftwareKey("keys/doctor.pk8", certificate="pki/doctor.cer")


def signer() -> shohosen.Signer:
    return shohosen.Signer(permit=["test-certificate", "other-role", "other-payload"])


# Whatever takes a document, a table or a word of the user.
CALLS: Dict[str, Callable[[bytes], Any]] = {
    "verify": lambda data: shohosen.Verifier().verify(data, at=AT),
    "verify_many": lambda data: list(shohosen.Verifier().verify_many([(1, data)], at=AT)),
    "collect": lambda data: shohosen.Verifier().collect(data),
    "explain": lambda data: shohosen.Verifier().explain(data),
    "read_facts": lambda data: shohosen.Verifier().read_facts(data),
    "anchors": lambda data: shohosen.Verifier(anchors=[data]),
    "intermediates": lambda data: shohosen.Verifier(intermediates=[data]),
    "crls": lambda data: shohosen.Verifier(crls=[data]),
    "ocsp_responses": lambda data: shohosen.Verifier(ocsp_responses=[data]),
    "policy": lambda data: shohosen.Verifier(policy=data.decode()),
    "certificate": shohosen.Certificate,
    "records": lambda data: shohosen.Records(data).lint(strict=True),
    "records in UTF-8": lambda data: shohosen.Records(data, utf8=True).lint(),
    "history": lambda data: shohosen.History([data]),
    "history of facts": lambda data: shohosen.History(facts=[data]),
    "history, unverified": lambda data: shohosen.History([data], accept_unverified=True),
    "checker: masters": lambda data: shohosen.Checker(masters=[data]),
    "checker: pairs": lambda data: shohosen.Checker(pairs=[data]),
    "check": lambda data: shohosen.Checker().check(
        data, shohosen.History(), day="2026-11-22", consent="given"
    ),
    "master": lambda data: shohosen.DrugMaster([data]),
    "software key": lambda data: shohosen.SoftwareKey(data, certificate="pki/doctor.cer"),
    "software key: certificate": lambda data: shohosen.SoftwareKey(
        "keys/doctor.pk8", certificate=data
    ),
    "software key: password": lambda data: shohosen.SoftwareKey(
        "keys/doctor.pk8", certificate="pki/doctor.cer", password=data.decode()
    ),
    "pkcs12": lambda data: shohosen.SoftwareKey.from_pkcs12(data, password=data.decode()),
    "sign_prescription": lambda data: signer().sign_prescription(data, key=key(), at=AT),
    "sign_document": lambda data: signer().sign_document(data, key=key(), at=AT),
    "unsigned_prescription": lambda data: signer().unsigned_prescription(data, at=AT),
    "adopt: sent": lambda data: signer().adopt(data, Path(XL), at=AT),
    "adopt: answer": lambda data: signer().adopt(
        shohosen.Signer().unsigned_prescription(RX, at=AT), data, at=AT
    ),
    "extend": lambda data: signer().extend(data, to="T", at=AT),
    "prepared": lambda data: shohosen.Prepared.from_json(data.decode()),
    "path that is none": lambda data: shohosen.Verifier().verify(data.decode(), at=AT),
    "time": lambda data: shohosen.Verifier().verify(XL, at=data.decode()),
}


def said(thing: Any) -> str:
    """Everything that a result or an error says for people and logs."""
    parts = [repr(thing), str(thing)]
    for name in ("_repr_html_", "findings", "not_checked", "error"):
        value = getattr(thing, name, None)
        parts.append(str(value() if callable(value) else value))
    for finding in getattr(thing, "findings", ()):
        parts += [finding.to_json(), repr(finding)]
    if isinstance(thing, (list, tuple)):
        parts += [said(inner) for inner in thing]
    if isinstance(thing, BaseException):
        # Not the lines of this file, which hold the marks.
        parts += traceback.format_exception_only(type(thing), thing)
    return "\n".join(parts)


@pytest.mark.parametrize("name", CALLS)
def test_nothing_says_what_stands_in_what_it_was_given(name: str) -> None:
    refused = 0
    for contents in CONTENTS:
        try:
            result = CALLS[name](contents)
        except shohosen.Error as error:
            result, refused = error, refused + 1
        text = said(result)
        # Octets that were made are a result and no message.
        if isinstance(result, (bytes, shohosen.Signed)):
            continue
        for mark in MARKS:
            assert mark not in text, f"{name} says {mark} of {contents!r}: {text}"
    quiet = ("verify_many", "records", "history, unverified", "unsigned_prescription")
    assert refused > 0 or name in quiet or name.startswith("sign"), name
