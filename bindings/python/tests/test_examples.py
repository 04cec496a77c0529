"""The examples run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import List

import orca_server
import shohosen
from conftest import masters

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def plugin(folder: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    (folder / "secret").write_text(orca_server.PASSWORD + "\n", encoding="utf-8")
    usage = {"code": "1011000090000000", "name": "１日１回就寝前　服用", "times_per_day": 1}
    (folder / "usages.json").write_text(json.dumps({"001000101": usage}), encoding="utf-8")
    server = orca_server.start()
    command = [
        sys.executable, str(EXAMPLES / "orca_plugin.py"), "--url", orca_server.url(server),
        "--user", orca_server.USER, "--password-file", str(folder / "secret"),
        "--patient", "00110", "--usages", str(folder / "usages.json"), "--day", "2026-11-22",
        "--key", "keys/doctor.pk8", "--cert", "pki/doctor.cer", "--anchor", "pki/root.cer",
        "--intermediate", "pki/sign-ca.cer", "--at", "2024-06-03T08:08:00Z",
        "-o", str(folder / "rx.xml"), *more,
    ]  # fmt: skip
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    finally:
        server.shutdown()
        server.server_close()


def with_masters(folder: Path) -> List[str]:
    options = []
    for number, octets in enumerate(masters()):
        (folder / f"master-{number}.csv").write_bytes(octets)
        options += ["--master", str(folder / f"master-{number}.csv")]
    return options


def test_the_plugin_finds_the_duplicate_and_signs_nothing(tmp_path: Path) -> None:
    given = ["--invoice", "372", "--department", "内科", "--consent", "given"]
    done = plugin(tmp_path, *given, "--history-invoice", "361", *with_masters(tmp_path))
    assert "[medication.duplicate.same_ingredient]" in done.stdout, done.stdout + done.stderr
    assert done.stdout.endswith("check: found\n") and done.returncode == 1
    assert not (tmp_path / "rx.xml").exists()


def test_the_plugin_does_not_take_a_history_that_was_not_read_for_an_empty_one(
    tmp_path: Path,
) -> None:
    given = ["--invoice", "372", "--department", "内科", *with_masters(tmp_path)]
    done = plugin(tmp_path, *given, "--consent", "given")
    assert done.returncode == 64 and "--no-history" in done.stderr and done.stdout == ""
    done = plugin(tmp_path, *given, "--no-history")
    assert done.returncode == 64 and "--consent" in done.stderr and done.stdout == ""


def test_the_plugin_signs_where_nothing_is_found_and_all_was_checked(tmp_path: Path) -> None:
    given = ["--invoice", "372", "--department", "内科", "--no-history", "--consent", "none"]
    given += with_masters(tmp_path)
    done = plugin(tmp_path, *given)
    assert done.stdout.endswith("check: not_checked\n") and done.returncode == 2
    assert not (tmp_path / "rx.xml").exists()
    done = plugin(tmp_path, *given, "--no-pairs")
    assert "check: nothing\n" in done.stdout and done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "rx.xml").exists()


def test_the_plugin_signs_what_was_accepted(tmp_path: Path) -> None:
    given = ["--invoice", "372", "--department", "内科", "--no-history", "--consent", "none"]
    done = plugin(tmp_path, *given, "--accept")
    assert done.returncode == 0, done.stdout + done.stderr
    verifier = shohosen.Verifier(anchors=["pki/root.cer"], intermediates=["pki/sign-ca.cer"])
    report = verifier.verify(tmp_path / "rx.xml", at="2024-06-03T08:08:00Z")
    payload = report.unverified_payload()
    assert payload is not None and "マイスリー錠１０ｍｇ" in payload.decode()


def test_the_plugin_names_what_orca_does_not_give(tmp_path: Path) -> None:
    done = plugin(tmp_path, "--invoice", "372", "--no-history", "--consent", "none")
    assert done.returncode == 65
    assert "診療科名" in done.stderr and "department_name" in done.stderr
