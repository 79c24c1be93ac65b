"""Which partitions are in a graph already: a line of JSON each, in its folder, written once they are on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import GraphUnwritable

__all__ = ["Finished", "FinishedPartition"]

FILE_NAME = "cluster/finished.jsonl"


@dataclass(frozen=True, slots=True)
class FinishedPartition:
    """What came of a partition.

    ``made_by`` stands for the code and the pipeline; ``articles`` are (source, article IRI), ``failed`` (source,
    reason).
    """

    partition: str
    made_by: str
    articles: tuple[tuple[str, str], ...]
    failed: tuple[tuple[str, str], ...]


class Finished:
    """The notes of a graph's folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._known: dict[tuple[str, str], FinishedPartition] = {}
        for line in self._lines():
            try:
                row = json.loads(line)
                articles = tuple((str(source), str(iri)) for source, iri in row["articles"])
                failed = tuple((str(source), str(reason)) for source, reason in row["failed"])
                known = FinishedPartition(str(row["partition"]), str(row["made_by"]), articles, failed)
            except (ValueError, KeyError, TypeError):
                continue  # cut off while it was written: the partition is done again
            self._known[known.partition, known.made_by] = known

    def _lines(self) -> list[str]:
        try:
            return self._path.read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise GraphUnwritable(f"{self._path}: cannot be read ({error}); remove it, and all is done anew") from error

    def get(self, partition: str, made_by: str) -> FinishedPartition | None:
        """Return what came of a partition, or None where it is not finished."""
        return self._known.get((partition, made_by))

    def add(self, partitions: Iterable[FinishedPartition]) -> None:
        """Note partitions; call it once their articles are on disk.

        Raises:
            GraphUnwritable: the disk is full.
        """
        new = list(partitions)
        text = "".join(json.dumps(asdict(partition), sort_keys=True) + "\n" for partition in new)
        if not text:
            return
        try:
            self._path.parent.mkdir(exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise GraphUnwritable(f"{self._path}: cannot be written ({error.strerror}); make room") from error
        self._known.update({(one.partition, one.made_by): one for one in new})
