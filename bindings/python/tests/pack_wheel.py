"""Packs the library that cargo has built for the tests as a wheel, as maturin would, which builds
it and everything below it anew: `python pack_wheel.py LIBRARY VERSION FOLDER`."""

from __future__ import annotations

import base64
import hashlib
import sys
import sysconfig
import zipfile
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1] / "python"


def pack(library: Path, version: str, folder: Path) -> Path:
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    tag, info = f"cp39-abi3-{platform}", f"shohosen-{version}.dist-info"
    files = {"shohosen/_shohosen.abi3.so": library.read_bytes()}
    for file in sorted(SOURCES.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            files[file.relative_to(SOURCES).as_posix()] = file.read_bytes()
    metadata = f"Metadata-Version: 2.1\nName: shohosen\nVersion: {version}\n"
    files[f"{info}/METADATA"] = f"{metadata}Requires-Python: >=3.9\n".encode()
    wheel = f"Wheel-Version: 1.0\nGenerator: pack_wheel\nRoot-Is-Purelib: false\nTag: {tag}\n"
    files[f"{info}/WHEEL"] = wheel.encode()
    record = f"{info}/RECORD,,\n"
    for name, octets in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(octets).digest()).decode().rstrip("=")
        record += f"{name},sha256={digest},{len(octets)}\n"
    files[f"{info}/RECORD"] = record.encode()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"shohosen-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, octets in files.items():
            archive.writestr(name, octets)
    return path


if __name__ == "__main__":
    pack(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
