"""A small pattern language over atoms, compiled to regular expressions.

In a pattern, UPPER-CASE names are classes of atoms (``MONTH``, ``DAY``) or macros, lower-case words and quoted marks
stand for themselves, ``name=X`` names a part, and ``( ) | ? * +`` mean what they mean in regular expressions:
``month=MONTH day=DAY (','? year=YEAR)?``. Each atom of an article becomes one character that stands for the set of
classes it belongs to, so that matching is done by the ``re`` module over a short string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from extractors.times.atoms import Atoms

__all__ = ["Hit", "Patterns"]

_T = TypeVar("_T")
_PIECE = re.compile(
    r"""\s+ | (?P<name>[a-z]+=) | (?P<klass>[A-Z][A-Z0-9]*) | '(?P<mark>[^']+)' | "(?P<quoted>[^"]+)"
    | (?P<word>[a-z]+) | (?P<op>[()|?*+])""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Hit:
    """One match: which atoms, and what the named parts are."""

    atoms: Atoms
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Index of the first atom."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Index after the last atom."""
        return self.match.end()

    def form(self, name: str) -> str:
        """Return the lower-case forms of a named part joined by blanks; empty when it is absent."""
        return " ".join(self.forms(name))

    def forms(self, name: str) -> list[str]:
        """Return the lower-case forms of a named part, one for each atom; none when the rule has no such part."""
        if name not in self.match.re.groupindex:
            return []
        start, end = self.match.span(name)
        return self.atoms.forms[start:end] if start >= 0 else []


class Patterns(Generic[_T]):
    """A compiled table of patterns, each with what it leads to.

    Args:
        rules: Pattern and result; on equal length an earlier rule goes first.
        macros: Names for sub-patterns.
        classes: Word classes by name.
        shape: Gives the classes of an atom beyond the word lists (numbers, capitals), as one of ``shapes``.
        shapes: All sets that ``shape`` can return.
    """

    def __init__(
        self,
        rules: Iterable[tuple[str, _T]],
        *,
        macros: Mapping[str, str],
        classes: Mapping[str, Iterable[str]],
        shape: Callable[[str], frozenset[str]],
        shapes: Iterable[frozenset[str]],
    ) -> None:
        rules = tuple(rules)
        self._shape = shape
        membership: dict[str, set[str]] = {}
        for name, words in classes.items():
            for word in words:
                membership.setdefault(word, set()).add(name)
        expanded = [(_expand(pattern, macros), result) for pattern, result in rules]
        for pattern, _ in expanded:
            for piece in _PIECE.finditer(pattern):
                literal = piece["word"] or piece["mark"] or piece["quoted"]
                if literal:
                    membership.setdefault(literal, set()).add(literal)
        self._membership = {word: frozenset(names) for word, names in membership.items()}
        sets: set[frozenset[str]] = {frozenset(), *shapes}
        for word, names in self._membership.items():
            sets.update(names | shape(form) for form in (word, word.capitalize(), word.upper()))
        ordered = sorted(sets, key=sorted)
        self._symbols = {names: chr(0xE000 + i) for i, names in enumerate(ordered)}
        self._by_class: dict[str, str] = {}
        for names, symbol in self._symbols.items():
            for name in names:
                self._by_class[name] = self._by_class.get(name, "") + symbol
        self._rules = [(re.compile(self._compile(pattern)), result) for pattern, result in expanded]
        self._cache: dict[str, str] = {}

    def scan(self, atoms: Atoms) -> Iterator[tuple[Hit, _T]]:
        """Yield all matches of all rules, from left to right, the longest first, then in the order of the table."""
        line = "".join(map(self._symbol, atoms.words, atoms.forms))
        found = [
            (match.start(), -match.end(), rank, match, result)
            for rank, (expression, result) in enumerate(self._rules)
            for match in expression.finditer(line)
        ]
        found.sort(key=lambda item: item[:3])
        for *_, match, result in found:
            yield Hit(atoms, match), result

    def _symbol(self, word: str, form: str) -> str:
        symbol = self._cache.get(word)
        if symbol is None:
            names = self._membership.get(form, frozenset()) | self._shape(word)
            symbol = self._symbols.get(names, self._symbols[frozenset()])
            if len(self._cache) < 50_000:
                self._cache[word] = symbol
        return symbol

    def _compile(self, pattern: str) -> str:
        parts: list[str] = []
        position = 0
        name = ""
        while position < len(pattern):
            piece = _PIECE.match(pattern, position)
            if piece is None:
                raise ValueError(f"pattern {pattern!r}: cannot read it at {pattern[position:]!r}")
            position = piece.end()
            if piece["name"]:
                name = piece["name"][:-1]
            elif piece["op"] == "(":
                parts.append(f"(?P<{name}>" if name else "(?:")
                name = ""
            elif piece["op"]:
                parts.append(piece["op"])
            elif atom := piece["klass"] or piece["word"] or piece["mark"] or piece["quoted"]:
                if atom not in self._by_class:
                    raise ValueError(f"pattern {pattern!r}: no class or word {atom!r}")
                symbols = f"[{re.escape(self._by_class[atom])}]"
                parts.append(f"(?P<{name}>{symbols})" if name else symbols)
                name = ""
        return "".join(parts)


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    def replaced(match: re.Match[str]) -> str:
        name = match.group()
        return f"({_expand(macros[name], macros)})" if name in macros else name

    return re.sub(r"\b[A-Z][A-Z0-9]*\b", replaced, pattern)
