"""The behaviour suite in Python: reads tasks (JSON, one a line), writes what the package says to
each in base64, one a line. `support/suite.rs` has the tasks and the reference."""

from __future__ import annotations

import base64
import json
import sys
from typing import Any, Dict

import shohosen


def verifier(task: Dict[str, Any]) -> shohosen.Verifier:
    return shohosen.Verifier(
        anchors=task["anchors"],
        tsa_anchors=task["tsa_anchors"],
        intermediates=task["intermediates"],
        crls=task["crls"],
        allow_test_certificates=task["allow_test_certificates"],
    )


def run(task: Dict[str, Any]) -> bytes:
    what, file, at = task["do"], task["file"], task["at"]
    if what == "verify":
        (outcome,) = verifier(task).verify_many([file], at=at)
        one = verifier(task).verify(file, at=at).to_json()
        assert outcome.unwrap().to_json() == one
        return one.encode()
    if what == "judge":
        # Stored and read again by another verifier, as another process would.
        stored = shohosen.Verifier().collect(file).to_json()
        judge = verifier(task)
        again = judge.judge(judge.read_facts(stored.encode()), at=at)
        assert judge.judge(judge.collect(file), at=at).to_json() == again.to_json()
        return again.to_json().encode()
    if what == "many":
        outcomes = verifier(task).verify_many(task["files"], at=at)
        return "\n".join(outcome.to_json() for outcome in outcomes).encode()
    if what == "cert":
        return verifier(task).verify_certificate(file, at=at).to_json().encode()
    if what == "lint":
        return shohosen.Records(file).lint().to_json().encode()
    if what == "convert":
        return shohosen.Records(file).convert(task["to"]).output
    if what == "check":
        history = shohosen.History(task["histories"], verifier=verifier(task), at=at)
        given = {"day": "2026-11-22", "consent": task["consent"]}
        report = shohosen.Checker().check(file, history, verifier=verifier(task), at=at, **given)
        if "language" in task:
            return report.to_html(language=task["language"]).encode()
        return report.to_json().encode()
    if what == "sign":
        signer = shohosen.Signer(verifier=verifier(task), permit=task["permit"])
        key = shohosen.SoftwareKey(task["key"], certificate=task["certificate"])
        return signer.sign_prescription(file, key=key, at=at).document
    raise NotImplementedError(what)


for line in sys.stdin:
    try:
        answer = run(json.loads(line))
    except shohosen.Error as error:
        answer = f"error {error.code}".encode()
    print(base64.b64encode(answer).decode())
