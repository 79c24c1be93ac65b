#!/usr/bin/env python3
"""Make newsgraph's environment on first use, then run one thing in it.

    python3 start.py build [INPUT ...]   build a graph from data/articles (or from INPUT) into ./kg
    python3 start.py test [ARGS ...]     pass the tests
    python3 start.py run COMMAND ...     any command of the environment, e.g. run newsgraph --help

Needs Python 3.11 or newer with its venv module, and the package registry; nothing else. The environment lives in
``.venv`` and is made again only when the locked requirements or pyproject.toml change.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "newsgraph.stamp"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")


def wanted(lock: Path) -> str:
    """Return the fingerprint of what the environment must hold: interpreter, lock file and package metadata."""
    parts = [sys.version.encode(), lock.name.encode(), lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    return hashlib.sha256(b"\x00".join(parts)).hexdigest()


def prepare(lock: Path) -> None:
    """Create or refresh the environment so that it holds the locked packages and newsgraph itself."""
    fingerprints = STAMP.read_text().split() if STAMP.exists() else []
    fingerprint = wanted(lock)
    if fingerprint in fingerprints:
        return
    print(f"preparing the environment in {ENVIRONMENT} (once; a few minutes) ...", file=sys.stderr, flush=True)
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        venv.create(ENVIRONMENT, with_pip=True)
    pip = [str(BIN / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]
    for arguments in (["-r", str(lock)], ["--no-deps", "--editable", str(ROOT)]):
        done = subprocess.run([*pip, *arguments], check=False)
        if done.returncode:
            sys.exit(f"start.py: pip could not install {arguments[-1]} (see above); is the package registry reachable?")
    # The test lock holds all that the run lock holds, so a test environment serves both.
    STAMP.write_text("\n".join({fingerprint, wanted(ROOT / "requirements" / "run.txt")}))


def main(arguments: list[str]) -> int:
    """Run one of the three things; return its exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is what an old Python meets first)
        sys.exit(f"start.py: Python 3.11 or newer is needed, this is {sys.version.split()[0]}")
    task, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if task == "build":
        prepare(ROOT / "requirements" / "run.txt")
        inputs = rest or [os.path.relpath(ROOT / "data" / "articles")]
        return subprocess.call([str(BIN / "newsgraph"), "build", *inputs])
    if task == "test":
        prepare(ROOT / "requirements" / "dev.txt")
        return subprocess.call([str(BIN / "python"), "-m", "pytest", *rest], cwd=ROOT)
    if task == "run" and rest:
        prepare(ROOT / "requirements" / "dev.txt")
        return subprocess.call([str(BIN / rest[0]), *rest[1:]])
    print(__doc__, file=sys.stderr)
    return 0 if task in ("-h", "--help") else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
