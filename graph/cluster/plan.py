"""What a merge over partitions is made of: which partitions, how many buckets, and the graph's settings."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from extractors.errors import ArticleError
from extractors.records import Extraction
from graph.cluster.storage import Storage
from graph.resolve.corrections import Corrections, parse_lines
from graph.vocabulary import Instances

if TYPE_CHECKING:
    from graph.resolve.gazetteer import Linker

__all__ = ["Plan", "Step", "load_plan", "records_name"]


@dataclass(frozen=True)
class Plan:
    """A merge.

    Attributes:
        url: The folder that all workers see.
        partitions: The names of the partitions' records, in the order of the listing.
        buckets: Among how many tasks keys are divided; changes how the result is cut into parts, not the result.
        base: Base of instance IRIs.
        threshold: Confidence from which asserted facts become plain triples.
        corrections: The lines of a graph's corrections file.
        authority: Name and base64 of a graph's authority file; empty without one.
        made_by: Stands for the code; other code makes other steps.
    """

    url: str
    partitions: tuple[str, ...]
    buckets: int
    base: str
    threshold: float
    corrections: str = ""
    authority: tuple[str, str] = ("", "")
    made_by: str = ""

    @cached_property
    def id(self) -> str:
        """Twelve hexadecimal digits that depend on all of it but the place."""
        parts = {**asdict(self), "url": ""}
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:12]

    @cached_property
    def storage(self) -> Storage:
        """The folder."""
        return Storage(self.url)

    @cached_property
    def instances(self) -> Instances:
        """The base of IRIs."""
        return Instances(self.base)

    @cached_property
    def standing(self) -> Corrections:
        """The corrections."""
        return parse_lines(self.corrections)

    @cached_property
    def linker(self) -> Linker:
        """The gazetteer, and the authority file."""
        from graph.resolve.gazetteer import Linker, read_authority

        name, data = self.authority
        return Linker(read_authority(base64.b64decode(data), name)) if name else Linker()

    def save(self) -> None:
        """Put the plan where the workers find it."""
        self.storage.write(f"work/{self.id}/plan.json", json.dumps(asdict(self)).encode())

    def files(self, stage: str, tasks: int) -> list[str]:
        """Return the files of rows that a stage's tasks write."""
        return [self.file(stage, number) for number in range(tasks)]

    def file(self, stage: str, number: int) -> str:
        """Return the file of rows that one task of a stage writes."""
        return f"work/{self.id}/{stage}/{number:07}"

    def items(self, partition: int) -> list[Extraction | ArticleError]:
        """Return what a partition gave."""
        lines = _lines(self.storage.read(records_name(self.partitions[partition])))
        return [_item(json.loads(line)) for line in lines]


@dataclass(frozen=True, slots=True)
class Step:
    """One task of one stage of a merge."""

    url: str
    plan: str
    stage: str
    number: int


@lru_cache(maxsize=4)
def load_plan(url: str, plan: str) -> Plan:
    """Return a saved plan."""
    parts: Mapping[str, Any] = json.loads(Storage(url).read(f"work/{plan}/plan.json"))
    lists = {"partitions": tuple(parts["partitions"]), "authority": tuple(parts["authority"]), "url": url}
    return Plan(**{**parts, **lists})


def records_name(partition: str) -> str:
    """Return the file that holds a partition's records."""
    return f"records/{partition}.jsonl.z"


def _lines(data: bytes) -> list[str]:
    import zlib

    return zlib.decompress(data).decode("ascii").splitlines()


def _item(plain: Mapping[str, Any]) -> Extraction | ArticleError:
    if "failed" in plain:
        return ArticleError(str(plain["failed"]), str(plain["reason"]))
    return Extraction.from_dict(plain["record"])
