"""Running compiled shapes on a data graph."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.shacl.compile import Shapes, Target
from graph.shacl.data import DataGraph, Term

__all__ = ["Breach", "check"]


@dataclass(frozen=True, order=True)
class Breach:
    """One breach: the node it is about, the path, what should hold, and the value found, if one can be named."""

    focus: str
    path: str
    message: str
    value: str

    def __str__(self) -> str:
        path = f" {self.path}" if self.path else ""
        found = f" (found {self.value})" if self.value else ""
        return f"{self.focus}:{path} {self.message}{found}"


def check(data: DataGraph, shapes: Shapes, about: Container[Term] | None = None) -> Iterator[Breach]:
    """Yield what in a data graph breaks the shapes, each breach once.

    Args:
        data: The data graph, with the descriptions of what it refers to.
        shapes: What should hold.
        about: The focus nodes to look at; all that the shapes aim at if None.

    Yields:
        The breaches, in no order that means anything.
    """
    seen: set[Breach] = set()
    for shape in shapes.shapes:
        for focus in dict.fromkeys(node for target in shape.targets for node in _focus_nodes(data, target)):
            if about is not None and focus not in about:
                continue
            if shape.conforms(data, focus):
                continue
            for broken, node, value in shape.breaches(data, focus):
                path = " / ".join(step.value for step in broken.path)
                named = "" if value is None else value.value
                breach = Breach(node.value, path, broken.message, "" if named == node.value else named)
                if breach not in seen:
                    seen.add(breach)
                    yield breach


def _focus_nodes(data: DataGraph, target: Target) -> Iterable[Term]:
    if target.kind == "targetClass":
        return data.by_class.get(target.term, ())
    if target.kind == "targetNode":
        return (target.term,)
    pairs = data.by_property.get(target.term, ()) if isinstance(target.term, NamedNode) else ()
    return [pair[0] if target.kind == "targetSubjectsOf" else pair[1] for pair in pairs]
