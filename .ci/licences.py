"""Print docs/licences.md: every package that `pip install newsgraph` brings, with the licence it declares.

Run in the project's environment: ``.venv/bin/python .ci/licences.py > docs/licences.md``. A test compares the page with
what is locked, so a new dependency shows up in review with its licence.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements" / "run.txt"

HEAD = """# Licences of what newsgraph is built on

newsgraph itself is under the [Apache License 2.0](../LICENSE); what its weights were trained on is in
[ATTRIBUTION.md](../extractors/annotate/model/ATTRIBUTION.md). `pip install newsgraph` brings the packages below, at the
versions locked in `requirements/run.txt`, under the licences that they declare. All may be used, changed and passed on
in open and in closed products; MPL-2.0 asks that changes to its own files stay open.

Written by `.ci/licences.py`; packages of other platforms only (their marker does not hold on Linux) are left out.

| package | version | licence |
|---|---|---|
"""

_SPELLINGS = {
    "mit": "MIT",
    "mit license": "MIT",
    "bsd": "BSD",
    "bsd license": "BSD",
    "bsd 3-clause license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "the bsd 2-clause license": "BSD-2-Clause",
    "apache 2.0": "Apache-2.0",
    "apache license": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "w3c-20150513": "W3C-20150513",
}


def locked(lock: Path) -> dict[str, str]:
    """Return the packages of a lock file and their versions, by name; a package locked twice counts once."""
    pinned = re.findall(r"^([a-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;]+)", lock.read_text(), re.MULTILINE | re.IGNORECASE)
    return dict(sorted(pinned))


def licence(name: str) -> str | None:
    """Return the licence that an installed package declares, or None where it is not installed."""
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classifiers = [c.split("::")[-1].strip() for c in found.get_all("Classifier", []) if c.startswith("License")]
    declared = [found.get("License-Expression"), found.get("License"), *classifiers]
    for words in declared:
        line = " ".join((words or "").split())
        if line and line != "UNKNOWN":
            short = line if len(line) <= 60 else line.split(" Copyright")[0].rstrip(" -")
            if len(short) <= 60 and not short.startswith("Copyright"):
                return _SPELLINGS.get(short.lower(), short)
    return "see the package"


def main() -> None:
    """Print the page."""
    rows = [(name, version, licence(name)) for name, version in locked(LOCK).items()]
    sys.stdout.write(HEAD + "".join(f"| {name} | {version} | {words} |\n" for name, version, words in rows if words))


if __name__ == "__main__":
    main()
