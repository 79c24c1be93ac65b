"""From a shapes graph in RDF to checks that run on pyoxigraph's terms.

What the shapes file says is what runs: there is no second list of rules. A component that is not known stops the
compiler, so that no shape is ever passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from graph.shacl.constraints import (
    VALUE_CONSTRAINTS,
    Constraint,
    disjoint,
    equals,
    less_than,
    less_than_or_equals,
    one_of,
)
from graph.shacl.data import DataGraph, Term
from graph.vocabulary import RDF, Namespace

__all__ = ["NotSupported", "Shape", "Shapes", "Target", "compile_shapes"]

SH = Namespace("http://www.w3.org/ns/shacl#")
_NIL = RDF["nil"]
_PAIRS = {"disjoint": disjoint, "equals": equals, "lessThan": less_than, "lessThanOrEquals": less_than_or_equals}
_TARGETS = {"targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode"}
_SAID = {"message", "name", "description"}


class NotSupported(ValueError):
    """The shapes use a part of SHACL that is not implemented here."""


@dataclass(frozen=True)
class Target:
    """Which nodes a shape is about: ``kind`` is SHACL's name of it ("targetClass")."""

    kind: str
    term: Term


@dataclass(frozen=True)
class Shape:
    """A node or property shape: what holds of the values that its path leads to (of the node itself without one)."""

    node: Term
    targets: tuple[Target, ...]
    path: tuple[NamedNode, ...]
    constraints: tuple[Constraint, ...]
    properties: tuple[Shape, ...]
    message: str

    def conforms(self, data: DataGraph, node: Term) -> bool:
        """Say whether a node conforms: :meth:`breaches` has nothing to say of it, found out faster."""
        values = data.values(node, self.path) if self.path else [node]
        for constraint in self.constraints:
            for _ in constraint(data, node, values):
                return False
        for inner in self.properties:
            for value in values:
                if not inner.conforms(data, value):
                    return False
        return True

    def breaches(self, data: DataGraph, focus: Term) -> Iterator[tuple[Shape, Term, Term | None]]:
        """Yield the shape, the focus node and the value (if one can be named) of each breach."""
        values = data.values(focus, self.path) if self.path else [focus]
        for constraint in self.constraints:
            for value in constraint(data, focus, values):
                yield self, focus, value
        for inner in self.properties:
            for value in values:
                yield from inner.breaches(data, value)


@dataclass(frozen=True)
class Shapes:
    """All shapes that have targets."""

    shapes: tuple[Shape, ...]


def compile_shapes(turtle: bytes) -> Shapes:
    """Compile a shapes graph.

    Args:
        turtle: The shapes, in Turtle.

    Returns:
        The shapes that have targets, in the order of the file.

    Raises:
        NotSupported: a shape uses a component that is not implemented.
    """
    triples = (Triple(q.subject, q.predicate, q.object) for q in parse(turtle, format=RdfFormat.TURTLE))
    source = _Compiler(DataGraph(triples))
    named = [node for node in source.graph.by_subject if source.targets(node)]
    return Shapes(tuple(source.shape(node) for node in named))


class _Compiler:
    def __init__(self, graph: DataGraph) -> None:
        self.graph = graph
        self.done: dict[Term, Shape] = {}

    def targets(self, node: Term) -> tuple[Target, ...]:
        return tuple(Target(kind, term) for kind in sorted(_TARGETS) for term in self.graph.values(node, (SH[kind],)))

    def shape(self, node: Term) -> Shape:
        if node not in self.done:
            properties = self.graph.by_subject[node]
            path = self._path(properties.get(SH["path"], [None])[0])
            constraints: list[Constraint] = []
            inner: list[Shape] = []
            for predicate, values in properties.items():
                if not predicate.value.startswith(str(SH)):
                    continue
                name = predicate.value.removeprefix(str(SH))
                if name == "property":
                    inner += [self.shape(value) for value in values]
                elif name not in _TARGETS | _SAID and name != "path":
                    constraints += [self._constraint(name, value) for value in values]
            message = next((term.value for term in properties.get(SH["message"], [])), "")
            shape = Shape(node, self.targets(node), path, tuple(constraints), tuple(inner), " ".join(message.split()))
            self.done[node] = shape
        return self.done[node]

    def _path(self, node: Term | None) -> tuple[NamedNode, ...]:
        if node is None:
            return ()
        if isinstance(node, NamedNode):
            return (node,)
        steps = self._list(node)
        if not steps or not all(isinstance(step, NamedNode) for step in steps):
            raise NotSupported("sh:path: only a property, or a sequence of properties")
        return tuple(step for step in steps if isinstance(step, NamedNode))

    def _constraint(self, name: str, value: Term) -> Constraint:
        if name in VALUE_CONSTRAINTS:
            return VALUE_CONSTRAINTS[name](value)
        if name in _PAIRS and isinstance(value, NamedNode):
            return _PAIRS[name](value)
        if name == "in":
            return one_of(self._list(value))
        if name == "node":
            return _all_conform((self.shape(value),))
        if name == "or":
            return _any_conforms(tuple(self.shape(member) for member in self._list(value)))
        if name == "not":
            return _none_conforms(self.shape(value))
        raise NotSupported(f"sh:{name} is not implemented; extend graph/shacl/constraints.py")

    def _list(self, node: Term) -> list[Term]:
        found: list[Term] = []
        while node != _NIL:
            first, rest = self.graph.values(node, (RDF["first"],)), self.graph.values(node, (RDF["rest"],))
            if len(first) != 1 or len(rest) != 1:
                raise NotSupported("expected a list; an inverse, alternative or repeated sh:path is not implemented")
            found += first
            node = rest[0]
        return found


def _all_conform(shapes: tuple[Shape, ...]) -> Constraint:
    return lambda data, focus, values: [v for v in values if not all(shape.conforms(data, v) for shape in shapes)]


def _any_conforms(shapes: tuple[Shape, ...]) -> Constraint:
    return lambda data, focus, values: [v for v in values if not any(shape.conforms(data, v) for shape in shapes)]


def _none_conforms(shape: Shape) -> Constraint:
    return lambda data, focus, values: [v for v in values if shape.conforms(data, v)]
