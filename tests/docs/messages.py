"""The messages of the program, read from its source: each is a template, ``…`` where the program fills something in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import ROOT

__all__ = ["GAP", "PREFIX", "Message", "error_classes", "line_pattern", "messages"]

GAP = "…"
PREFIX = "newsgraph: "
_LINE_OF_SOURCE = f"{GAP}: "  # an ArticleError begins with what was read
_FOR_DEVELOPERS = ("graph/bench/", "extractors/training/")


@dataclass(frozen=True)
class Message:
    """One message as the source has it."""

    text: str
    kind: str
    place: str


def error_classes() -> dict[str, type[Exception]]:
    """Return the errors that users see, by name."""
    import extractors.errors
    import graph.errors

    found: dict[str, type[Exception]] = {}
    for module in (extractors.errors, graph.errors):
        found |= {name: getattr(module, name) for name in module.__all__}
    return found


def messages(folder: Path = ROOT) -> list[Message]:
    """Return every message of an error that users see, and every line that a command prints as ``newsgraph: ...``."""
    kinds = set(error_classes())
    found: list[Message] = []
    for package in ("extractors", "graph"):
        for path in sorted((folder / package).rglob("*.py")):
            name = path.relative_to(folder).as_posix()
            if not name.startswith(_FOR_DEVELOPERS):
                found += _Module(name, ast.parse(path.read_text(encoding="utf-8"))).messages(kinds)
    return found


def line_pattern(text: str) -> re.Pattern[str]:
    """Return what a line of standard error with this message matches, whole."""
    return re.compile(".+".join(re.escape(part) for part in text.split(GAP)))


class _Module:
    """A module's syntax tree, and what its names stand for."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self._name = name
        self._tree = tree
        self._functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}

    def messages(self, kinds: set[str]) -> Iterator[Message]:
        """Yield each message given to an error of these names, or printed after ``newsgraph: ``."""
        for function, call in self._calls():
            place = f"{self._name}:{call.lineno}"
            if isinstance(call.func, ast.Name) and call.func.id in kinds and call.args:
                lead = _LINE_OF_SOURCE if call.func.id == "ArticleError" else ""
                for text in self._texts(call.args[-1], function):
                    yield Message(_closed_up(lead + text), call.func.id, place)
            elif isinstance(call.func, ast.Attribute) and call.func.attr == "ArgumentTypeError":
                for text in self._texts(call.args[0], function):
                    yield Message(_closed_up(f"newsgraph {GAP}: error: argument {GAP}: {text}"), "argparse", place)
            elif call.args:
                for text in self._texts(call.args[0], function) if _is_printed(call) else ():
                    if text.startswith(PREFIX) and text != PREFIX + GAP:
                        yield Message(_closed_up(text.removeprefix(PREFIX)), "printed", place)

    def _calls(self) -> Iterator[tuple[ast.AST, ast.Call]]:
        """Yield each call with the function that it stands in."""

        def walk(node: ast.AST, function: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
            for child in ast.iter_child_nodes(node):
                inner = child if isinstance(child, ast.FunctionDef) else function
                if isinstance(child, ast.Call):
                    yield inner, child
                yield from walk(child, inner)

        yield from walk(self._tree, self._tree)

    def _texts(self, node: ast.expr, function: ast.AST) -> list[str]:
        """Return the texts that an expression can be: a string, a name's values, what a function here returns."""
        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.JoinedStr():
                return ["".join(str(p.value) if isinstance(p, ast.Constant) else GAP for p in node.values)]
            case ast.IfExp():
                return self._texts(node.body, function) + self._texts(node.orelse, function)
            case ast.Name():
                values = [
                    text
                    for scope in (function, self._tree)
                    for each in ast.walk(scope)
                    if isinstance(each, ast.Assign) and any(_is(target, node.id) for target in each.targets)
                    for text in self._texts(each.value, function)
                ]
                return list(dict.fromkeys(values)) or self._given(node.id, function)
            case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[ast.Call(func=inside)]):
                # " ".join(reason.split()): the same words
                return self._texts(inside.value, function) if isinstance(inside, ast.Attribute) else [GAP]
            case ast.Call(func=ast.Name(id=name)) if name in self._functions:
                inner = self._functions[name]
                returned = [each.value for each in ast.walk(inner) if isinstance(each, ast.Return) and each.value]
                return [text for value in returned for text in self._texts(value, inner)] or [GAP]
        return [GAP]

    def _given(self, name: str, function: ast.AST) -> list[str]:
        """Return the texts that a function of this module is given for a parameter."""
        if not isinstance(function, ast.FunctionDef):
            return [GAP]
        names = [argument.arg for argument in function.args.args]
        calls = [call for _, call in self._calls() if isinstance(call.func, ast.Name) and call.func.id == function.name]
        if name not in names or not calls:
            return [GAP]
        at = names.index(name)
        return [text for call in calls if at < len(call.args) for text in self._texts(call.args[at], function)] or [GAP]


def _is(target: ast.expr, name: str) -> bool:
    return isinstance(target, ast.Name) and target.id == name


def _is_printed(call: ast.Call) -> bool:
    said = call.func
    return (isinstance(said, ast.Name) and said.id in {"print", "say"}) or (
        isinstance(said, ast.Attribute) and said.attr in {"say", "write"}
    )


def _closed_up(text: str) -> str:
    return re.sub(rf"{GAP}(?:{GAP})+", GAP, text)
