"""What the README shows of Python runs, as it stands there but for trust and time."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, Dict, List

import orca_server
import pytest
import shohosen
from conftest import AT, VECTORS, masters
from shohosen import orca

ROOT = VECTORS.parent
CSV = (
    b"kind,code_system,code,category,dispensed_on,days\n"
    b"dispensed,yj,1129009F2021,oral,20261115,14\n"
)


def files(folder: Path) -> None:
    for name, vector in [
        ("tsa-root.cer", "pki/tsa-root.cer"),
        ("prescription.xml", "verify/prescription-xl.xml"),
        ("dispensed.xml", "verify/dispensing-a.xml"),
    ]:
        shutil.copy(VECTORS / vector, folder / name)
    (folder / "notebook.csv").write_bytes(CSV)
    (folder / "pairs.csv").write_bytes(b"left,right,kind,washout_days\n1129009F,2149039F,contraindicated,0\n")
    (folder / "y_ALL20240321.zip").write_bytes(masters()[0])


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_what_the_readme_shows_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    files(tmp_path)
    monkeypatch.chdir(tmp_path)
    server = orca_server.start()
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks: List[str] = re.findall(r"```python\n(.*?)```", text, re.S)
    given: Dict[str, Any] = {
        "paths": ["prescription.xml", "dispensed.xml"],
        "password": orca_server.PASSWORD,
        "usages": {"001000101": orca.Usage("1011000090000000", "１日１回就寝前　服用", 1)},
    }
    for shown, real in [
        ("shohosen.Verifier(", f"shohosen.Verifier(anchors=[{str(VECTORS / 'pki/root.cer')!r}], "),
        ('verify("prescription.xml"', f'verify("prescription.xml", at={AT!r}'),
        ("verifier=verifier", f"verifier=verifier, at={AT!r}"),
        ("http://127.0.0.1:8000", orca_server.url(server)),
    ]:
        assert any(shown in block for block in blocks) or name != "README.md", shown
        blocks = [block.replace(shown, real) for block in blocks]
    try:
        for block in blocks:
            exec(compile(block, name, "exec"), given)
    finally:
        server.shutdown()
        server.server_close()
    assert given["report"].valid and len(given["history"]) == 1
    assert given["again"].valid
    assert given["table"].num_rows == 2 and given["check"].not_checked
    assert isinstance(given["records"], bytes)


def test_the_settings_that_the_readme_lists_are_those_without_being_given() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = [b for b in re.findall(r"```json\n(.*?)```", text, re.S) if "check_day" in b]
    settings = json.loads(block)
    day, consent = settings.pop("check_day"), settings.pop("consent")
    prescription = b"SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n201,1,1,1,4,1129009F2285,x,1,1,x"
    checker, history = shohosen.Checker(), shohosen.History([CSV])
    without = checker.check(prescription, history, day=day, consent=consent)
    given = checker.check(prescription, history, day=day, consent=consent, settings=settings)
    assert given.status == "found" and given.to_json() == without.to_json()
    for name in settings:
        with pytest.raises(shohosen.ArgumentError):
            checker.check(
                prescription, history, day=day, consent=consent, settings={name: {"no": "way"}}
            )
