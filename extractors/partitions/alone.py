"""A partition in a process of its own: an article that ends the process is named, and the rest goes on without it.

The child says on its standard output which article it begins and what came of it, one pickled pair each; when it dies,
the last one begun is to blame, and another child goes on behind it.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from typing import IO

from extractors.errors import ArticleError, NewsgraphError
from extractors.partitions.pieces import Partition
from extractors.records import Extraction

__all__ = ["extract_alone"]

Item = Extraction | ArticleError


def extract_alone(partition: Partition, model: str | None) -> list[Item]:
    """Return what a partition gives, extracted by child processes.

    Raises:
        NewsgraphError: the pipeline is missing.
    """
    done: list[list[Item]] = [[]]
    while len(done) <= len(partition.pieces):
        begun, status = _child(partition, model, done)
        if status is None:
            break
        source = partition.pieces[len(done) - 1].source
        done[-1].append(ArticleError(begun or source, _died(status)))
        if begun is None:  # reading the file ended the process: nothing behind can be reached
            done.append([])
    return [item for items in done for item in items]


def _child(partition: Partition, model: str | None, done: list[list[Item]]) -> tuple[str | None, int | None]:
    """Go on behind what is done, and note what is done then.

    Returns:
        The article in which the child died, if in any, and how it ended; None for that where it came to the end.
    """
    begun: str | None = None
    command = [sys.executable, "-m", "extractors.partitions.alone"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:  # noqa: S603
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(pickle.dumps((partition, model, len(done) - 1, len(done[-1]))))
        child.stdin.close()
        for kind, what in _told(child.stdout):
            if kind == "fatal":
                raise NewsgraphError(str(what))
            if kind == "end":
                return None, None
            if kind == "begin":
                begun = str(what)
            elif kind == "piece":
                done.append([])
            elif isinstance(what, Extraction | ArticleError):
                done[-1].append(what)
                begun = None
        return begun, child.wait()


def _died(status: int) -> str:
    how = f"signal {-status}" if status < 0 else f"exit status {status}"
    return f"the process that annotated it died ({how}), twice; leave it out, or run it alone to see"


def _told(stream: IO[bytes]) -> Iterator[tuple[str, object]]:
    while True:
        try:
            yield pickle.load(stream)  # noqa: S301 - our own child's
        except (EOFError, pickle.UnpicklingError):
            return


def main() -> None:
    """Do the partition that stands on standard input, from one article of one piece on."""
    from extractors.annotate import load_pipeline
    from extractors.partitions.extraction import extract_each
    from extractors.partitions.reading import read_piece

    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints does not come between

    def tell(kind: str, what: object = None) -> None:
        output.write(pickle.dumps((kind, what)))
        output.flush()

    partition, model, first, skipped = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent's
    for place, piece in enumerate(partition.pieces[first:]):
        if place:
            tell("piece")
        for number, item in enumerate(read_piece(piece)):
            if place == 0 and number < skipped:
                continue
            if isinstance(item, ArticleError):
                tell("item", item)
                continue
            tell("begin", item.source)
            try:
                tell("item", next(extract_each([item], load_pipeline(model))))
            except NewsgraphError as error:
                tell("fatal", str(error))
                return
    tell("end")


if __name__ == "__main__":
    main()
