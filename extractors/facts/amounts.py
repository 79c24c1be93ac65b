"""Numbers as values: how many of what ("at least 12 people"), how much money, per cent, of a measure.

A value is a plain decimal, for money with the ISO 4217 code ("2800000000 USD"), for the rest with its unit ("7.3 %",
"40 km"); a range is "10-20". What makes a number rough ("about", "at least", "up to") stays in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from extractors.facts.syntax import Syntax
from extractors.lexicon import table, words

__all__ = ["Amount", "read_amount", "read_number"]

_FIGURE = re.compile(r"(?P<sign>[-+−]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<multiple>[a-z]*)")
JOINTS = frozenset({"to", "-", "–", "and", "or"})
_NO_NUMBERS = frozenset({"DATE", "TIME", "PERSON", "ORG", "GPE", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "FAC"})


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount: its kind, its ``value`` as text, the tokens of the number, and of what makes it rough."""

    kind: Literal["count", "money", "percent", "quantity"]
    value: str
    number: tuple[int, ...]
    rough: tuple[int, ...]


def read_amount(syntax: Syntax, head: int, phrase: Sequence[int]) -> Amount | None:
    """Return the amount that a noun phrase names, or None.

    "at least 12 people": the count 12, rough "at least"; "$2.8 billion": 2800000000 USD; "up to 20 per cent": 20 %;
    "10 to 20 ships": the count 10-20; "dozens of people": None, as no number is given.

    Args:
        syntax: The parse.
        head: The phrase's head.
        phrase: Its tokens.
    """
    if syntax.entity[head] in _NO_NUMBERS:
        return None
    if syntax.pos[head] not in {"NOUN", "NUM", "SYM", "PROPN"} and syntax.entity[head] not in {"PERCENT", "MONEY"}:
        return None
    number = _number_tokens(syntax, head, phrase)
    if not number:
        return None
    value = _value(syntax, number)
    after = syntax.words[number[-1] + 1 : number[-1] + 3]
    if value is None or (after[:1] in (["-"], ["–"]) and after[1:] and after[1][:1].isdigit()):
        return None  # "voted 13-0": a score
    if after[:1] == ["in"] and after[1:] and syntax.pos[number[-1] + 2] == "NUM":
        return None  # "one in five children"
    rough = tuple(
        t for t in range(phrase[0], number[0]) if syntax.lowers[t] in words("amounts", "words", "approximations")
    )
    kind, unit = _unit(syntax, head, phrase, number)
    if kind == "count" and syntax.pos[head] == "NUM" and syntax.child(head, "nmod") is None and head not in number:
        return None
    return Amount(kind, f"{value} {unit}".strip(), number, rough)


def _number_tokens(syntax: Syntax, head: int, phrase: Sequence[int]) -> tuple[int, ...]:
    """The tokens of the number: the first run of number words in the phrase, before what follows its head."""
    border = max([head, *(t for t in syntax.kids(head, "nummod") if t > head)])
    near = [t for t in phrase if t <= border]
    run: list[int] = []
    for token in near:
        numeric = _is_numeric(syntax, token)
        joins = run and token == run[-1] + 1 and (syntax.lowers[token] in JOINTS or syntax.lowers[token] in _signs())
        if numeric or (joins and any(_is_numeric(syntax, t) for t in (token + 1, token + 2) if t in near)):
            run.append(token)
        elif run:
            break
    if not any(syntax.pos[t] == "NUM" or syntax.lowers[t][:1].isdigit() or syntax.lowers[t] == "dozen" for t in run):
        return ()
    first = run[0]
    governed = first == head or syntax.heads[first] == head or any(syntax.heads[t] == head for t in run) or head in run
    return tuple(run) if governed or syntax.heads[first] in run else ()


def _is_numeric(syntax: Syntax, token: int) -> bool:
    word = syntax.lowers[token].lstrip("$€£¥₹")
    known = table("amounts")
    if word in known["numbers"]:
        return syntax.pos[token] in {"NUM", "NOUN"}
    if word in known["multiples"]:
        return len(word) > 1 or syntax.pos[token] == "NUM"
    match = _FIGURE.fullmatch(word)
    return match is not None and (not match["multiple"] or match["multiple"] in known["multiples"])


def _value(syntax: Syntax, number: tuple[int, ...]) -> str | None:
    """The number's value: "2.8 billion" gives 2800000000, "10 to 20" gives "10-20"."""
    parts: list[list[str]] = [[]]
    between = number[0] > 0 and syntax.lowers[number[0] - 1] == "between"
    for token in number:
        word = syntax.lowers[token].lstrip("$€£¥₹")
        if word in {"to", "-", "–", "or"} or (between and word == "and"):
            parts.append([])
        elif word and word != "and":
            parts[-1].append(word)
    parts = [part for part in parts if part]
    if len(parts) == 2 and len(parts[0]) == 1 and parts[1][-1] in table("amounts")["multiples"]:
        parts[0].append(parts[1][-1])  # "5 to 6 million"
    values = [read_number(part) for part in parts]
    if not values or len(values) > 2 or any(v is None for v in values):
        return None
    if len(values) == 2 and values[1] is not None and values[0] is not None and values[1] < values[0]:
        return None  # a score: "voted 13-0"
    return "-".join(_plain(v) for v in values if v is not None)


def read_number(parts: Sequence[str]) -> Decimal | None:
    """Return the value of number words and figures: "2.8", "billion"; "twenty", "five"; "1,200"; "2.4bn"; or None."""
    numbers, multiples = table("amounts")["numbers"], table("amounts")["multiples"]
    total, current, seen = Decimal(0), Decimal(0), False
    for part in parts:
        for word in part.split("-") if part.replace("-", "").isalpha() else [part]:
            match = _FIGURE.fullmatch(word)
            if word in numbers:
                current += numbers[word]
            elif word in multiples:
                current = (current if seen else Decimal(1)) * multiples[word]
                if multiples[word] >= 1000:
                    total, current = total + current, Decimal(0)
            elif match is not None:
                try:
                    figure = Decimal(match["digits"].replace(",", ""))
                except InvalidOperation:
                    return None
                current += (-figure if match["sign"] in {"-", "−"} else figure) * multiples.get(match["multiple"], 1)
            else:
                return None
            seen = True
    return total + current if seen else None


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(
    syntax: Syntax, head: int, phrase: Sequence[int], number: tuple[int, ...]
) -> tuple[Literal["count", "money", "percent", "quantity"], str]:
    """What the number measures: a currency, per cent, a unit of measure, or the noun that it counts."""
    currencies = table("amounts")["currencies"]
    sign = next((syntax.words[t] for t in phrase if t <= number[-1] + 1 and syntax.lowers[t] in _signs()), None)
    if sign is None:
        glued = syntax.lowers[number[0]][:1]
        sign = glued if glued in _signs() else None
    if sign is not None:
        return "money", currencies[sign.lower()]
    following = [t for t in phrase if t > number[-1]][:2]
    for token in following:
        lemma = syntax.lemmas[token].lower()
        if lemma in currencies and syntax.pos[token] in {"NOUN", "PROPN"}:
            return "money", currencies[lemma]
    joined = " ".join(syntax.lowers[t] for t in following)
    if joined.split(" ")[0] in words("amounts", "words", "percent") or joined.startswith("per cent"):
        return "percent", "%"
    if syntax.lemmas[head].lower() in words("amounts", "words", "units") and head > number[-1]:
        return "quantity", syntax.lemmas[head].lower()
    return "count", ""


def _signs() -> set[str]:
    return {sign for sign in table("amounts")["currencies"] if not sign.isalpha()}
