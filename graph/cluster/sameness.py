"""Is a worker's newsgraph the same as ours? Other code, tables, weights or libraries would give other bytes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

__all__ = ["fingerprint"]

_PACKAGES = ("extractors", "graph")
_LIBRARIES = ("spacy", "onnxruntime", "tokenizers", "numpy", "trafilatura", "lxml", "pyoxigraph")
_PASSED_OVER = frozenset({".pyc", ".so", ".map"})


@cache
def fingerprint() -> str:
    """Return twelve hexadecimal digits that stand for the installed code, its tables and weights, and its libraries."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        spec = find_spec(package)
        root = Path((spec.submodule_search_locations or [""])[0]) if spec is not None else Path()
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix not in _PASSED_OVER and "__pycache__" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}".encode())
        except PackageNotFoundError:
            digest.update(library.encode())
    return digest.hexdigest()[:12]
