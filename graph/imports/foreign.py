"""Other people's RDF: each file is one named graph under ``import/``, and takes part in every query.

A copy of the file stays in the folder (``imports/``), from which the graph can be made again. The order of steps makes
an import cut off at any moment come to nothing at the next opening: the copy's place is taken only at the end.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pyoxigraph import NamedNode, Store

from graph.imports.names import import_graph
from graph.imports.reading import Contents, look_through, native_format, statements_of
from graph.opening import explain
from graph.vocabulary import Instances

__all__ = ["FOLDER", "finish_imports", "kept_files", "load_all", "load_file", "remove_import"]

FOLDER = "imports"
_UNDER_WAY = ".new-"


def load_file(store: Store, folder: Path, path: Path, instances: Instances) -> tuple[NamedNode, Contents]:
    """Import a file, in place of an earlier one of the same name.

    Args:
        store: The live store.
        folder: The ``--kg`` folder.
        path: The file.
        instances: The graph's base.

    Returns:
        The graph that holds it now, and what the file held.

    Raises:
        ImportRefused: the file cannot be read; nothing was changed.
        GraphUnwritable: the disk is full.
    """
    graph = import_graph(path, instances)
    contents = look_through(path, graph.value)
    try:
        place = folder / FOLDER
        place.mkdir(exist_ok=True)
        kept = path.name.lstrip(".")
        under_way = place / f"{_UNDER_WAY}{kept}"
        shutil.copyfile(path, under_way)
        _load(store, under_way, graph, contents)
        for other in kept_files(folder):
            if import_graph(other, instances) == graph and other.name != kept:
                other.unlink()
        under_way.replace(place / kept)
    except (OSError, RuntimeError) as error:
        raise explain(error, folder) from error
    return graph, contents


def remove_import(store: Store, folder: Path, graph: NamedNode, instances: Instances) -> bool:
    """Take an imported graph out again; return whether there was one."""
    files = [path for path in kept_files(folder) if import_graph(path, instances) == graph]
    for path in files:
        path.unlink()
    there = store.contains_named_graph(graph)
    if there:
        store.remove_graph(graph)
        store.flush()
    return there or bool(files)


def finish_imports(store: Store, folder: Path, instances: Instances) -> None:
    """Bring graphs whose import was cut off back to what their kept files say."""
    place = folder / FOLDER
    for cut_off in sorted(place.glob(f"{_UNDER_WAY}*")):
        graph = import_graph(Path(cut_off.name.removeprefix(_UNDER_WAY)), instances)
        kept = [path for path in kept_files(folder) if import_graph(path, instances) == graph]
        if store.contains_named_graph(graph):
            store.remove_graph(graph)
        for path in kept:
            _load(store, path, graph, look_through(path, graph.value))
        cut_off.unlink()


def load_all(store: Store, folder: Path, instances: Instances) -> None:
    """Load every kept file, into a store that was made anew."""
    for path in kept_files(folder):
        graph = import_graph(path, instances)
        _load(store, path, graph, look_through(path, graph.value))


def kept_files(folder: Path) -> list[Path]:
    """Return the copies of imported files, sorted by name."""
    place = folder / FOLDER
    return sorted(path for path in place.glob("*") if not path.name.startswith(".")) if place.is_dir() else []


def _load(store: Store, path: Path, graph: NamedNode, contents: Contents) -> None:
    if store.contains_named_graph(graph):
        store.remove_graph(graph)
    rdf_format = native_format(path, contents)
    if rdf_format is not None:
        store.bulk_load(path=str(path), format=rdf_format, base_iri=graph.value, to_graph=graph)
    else:
        store.bulk_extend(statements_of(path, graph, contents))
    store.flush()
