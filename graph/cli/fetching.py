"""How a command fetches web addresses: politely, and with what the graph's folder remembers of earlier runs."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.read.visits import Visit

__all__ = ["add_allow_private", "forget_fetched", "keep_fetched", "visit_of"]

FILE_NAME = "fetched.json"


def add_allow_private(parser: argparse.ArgumentParser) -> None:
    """Add ``--allow-private``."""
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="also fetch URLs of this machine and of private networks, which are refused otherwise",
    )


def visit_of(folder: Path | None, *, allow_private: bool) -> Visit:
    """Return the run's dealings with servers, with what a graph's folder remembers.

    Args:
        folder: The ``--kg`` folder; None where nothing is remembered.
        allow_private: Whether addresses that are not public may be fetched.

    Returns:
        The visit. A missing or damaged memory is none: the pages are then fetched anew.
    """
    from extractors.read.visits import Validators, Visit

    known: dict[str, Validators] = {}
    if folder is not None:
        try:
            kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
            known = {url: Validators(one.get("etag"), one.get("modified")) for url, one in kept.items()}
        except (OSError, ValueError, AttributeError):
            known = {}
    return Visit(allow_private=allow_private, known=known)


def keep_fetched(folder: Path, visit: Visit, *, added: Collection[str], failed: Collection[str]) -> None:
    """Note what was fetched, so that the next run asks only for what has changed.

    Args:
        folder: The ``--kg`` folder.
        visit: The run's dealings with servers.
        added: Sources whose articles are in the graph now.
        failed: Sources that could not be added. With any, only pages that were added themselves are noted, so that a
            feed with a bad entry is read again.
    """
    good = {url: told for url, told in visit.fetched.items() if url not in failed}
    if failed:
        good = {url: told for url, told in good.items() if url in added}
    if not good:
        return
    kept = {**visit.known, **good}
    plain = {url: {"etag": told.etag, "modified": told.last_modified} for url, told in sorted(kept.items())}
    beside = folder / f"{FILE_NAME}.new"
    beside.write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(beside, folder / FILE_NAME)  # noqa: PTH105 - atomic on every system


def forget_fetched(folder: Path) -> None:
    """Forget what was fetched: after a removal, the next run fetches every page again."""
    (folder / FILE_NAME).unlink(missing_ok=True)
