"""A plugin for ORCA: takes a prescription from ORCA, checks it against what the patient was given,
and signs it.

    python orca_plugin.py --url http://127.0.0.1:8000 --user ormaster --password-file secret \
        --patient 00110 --invoice 372 --history-invoice 360 --day 2026-11-22 \
        --consent given --usages usages.json --department 内科 --key doctor.pk8 --cert doctor.cer -o rx.xml

`usages.json` has the code of the 電子処方箋用法マスタ for each 用法コード of ORCA:
{"001000101": {"code": "1011000090000000", "name": "１日１回就寝前　服用", "times_per_day": 1}}

Exit codes are those of the command: 0 signed, 1 something was found or refused, 2 not everything
could be checked (`--accept` signs all the same), 64 wrong usage, 65 no readable answer.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Dict, List, Optional

import shohosen
from shohosen import orca


def arguments(given: Optional[List[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--url", required=True)
    parser.add_argument("--prefix", choices=["", "/api"], default="", help="/api for WebORCA")
    parser.add_argument("--user", required=True)
    parser.add_argument("--password-file", type=Path, required=True)
    parser.add_argument("--patient", required=True)
    parser.add_argument("--invoice", required=True, help="伝票番号 of the prescription")
    history = parser.add_mutually_exclusive_group(required=True)
    history.add_argument("--history-invoice", action="append", help="伝票番号 of earlier visits")
    history.add_argument(
        "--no-history", action="store_true", help="the patient was never given anything here"
    )
    parser.add_argument(
        "--consent", choices=["given", "oral", "none"], required=True,
        help="whether the patient agrees that others' records are shown",
    )  # fmt: skip
    parser.add_argument("--day", required=True, help="the day of the check, YYYY-MM-DD")
    parser.add_argument("--usages", type=Path, required=True)
    parser.add_argument("--department", default="")
    parser.add_argument("--master", type=Path, action="append", default=[])
    pairs = parser.add_mutually_exclusive_group()
    pairs.add_argument("--pairs", type=Path, action="append", default=[], help="併用禁忌")
    pairs.add_argument("--no-pairs", action="store_true", help="check without such a table")
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--cert", type=Path, required=True)
    parser.add_argument("--anchor", type=Path, action="append", default=[])
    parser.add_argument("--intermediate", type=Path, action="append", default=[])
    parser.add_argument("--at", help="the signing time (RFC 3339); default: now")
    parser.add_argument("--accept", action="store_true", help="sign whatever was found")
    parser.add_argument("-o", "--output", type=Path, required=True)
    return parser.parse_args(given)


def usages(path: Path) -> Dict[str, orca.Usage]:
    known = json.loads(path.read_text(encoding="utf-8"))
    return {code: orca.Usage(**usage) for code, usage in known.items()}


def run(options: argparse.Namespace) -> int:
    password = options.password_file.read_text(encoding="utf-8").splitlines()[0]
    client = orca.Client(options.url, options.user, password, prefix=options.prefix)
    records = orca.prescription_records(
        client.prescription(patient=options.patient, invoice=options.invoice),
        usages=usages(options.usages),
        department_name=options.department,
    )
    history = shohosen.History()
    if not options.no_history:
        visits = [
            client.notebook(patient=options.patient, invoice=invoice)
            for invoice in options.history_invoice
        ]
        history = orca.history(*visits)
    checker = shohosen.Checker(masters=options.master, pairs=options.pairs)
    settings = {"without_pairs": options.no_pairs}
    report = checker.check(
        records, history, day=options.day, consent=options.consent, settings=settings
    )
    for finding in report.decisive:
        print(f"{finding.message_ja}\n{finding.message_en} [{finding.code}]")
    print(f"check: {report.status}")
    if report.status != "nothing" and not options.accept:
        return 1 if report.status == "found" else 2

    verifier = shohosen.Verifier(anchors=options.anchor, intermediates=options.intermediate)
    key = shohosen.SoftwareKey(options.key, certificate=options.cert)
    signer = shohosen.Signer(verifier=verifier)
    signed = signer.sign_prescription(records, key=key, at=options.at)
    options.output.write_bytes(signed.document)
    print(f"{options.output}: {signed.report.verdict}")
    return 0


def main(given: Optional[List[str]] = None) -> int:
    try:
        options = arguments(given)
    except SystemExit as stop:  # of argparse, whose 2 has another meaning here
        return 64 if stop.code else 0
    try:
        return run(options)
    except orca.OrcaError as error:
        print(error, file=sys.stderr)
        return 65
    except shohosen.Error as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
