"""Concepts: common noun phrases as nodes, with a name that reads well and stays the same wherever the phrase stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.columns import Columns, columns_of
from extractors.mentions.entities import slug
from extractors.mentions.tables import demonym_country, is_of_a_title, is_title, listed
from extractors.records import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["concept_entity", "concept_name"]

_DROPPED = frozenset(
    listed(
        "the a an this that these those some any such its his her their our my your both all each every another other "
        "same"
    )
)
_CLAUSES = (
    "acl",
    "acl:relcl",
    "advcl",
    "appos",
    "parataxis",
    "dislocated",
    "cc:preconj",
    "det",
    "det:predet",
    "nmod:poss",
    "punct",
    "ccomp",
)
_MAX_WORDS = 8


def concept_entity(doc: Doc, head: int, start: int, end: int) -> tuple[Entity, Mention]:
    """Make the concept of a common noun phrase that takes part in a fact.

    Args:
        doc: The annotated article.
        head: Token index of the phrase's head noun.
        start: First token of the mention.
        end: Token after the mention.

    Returns:
        The CONCEPT entity ("the next phase of bilateral relations" -> "next phase of bilateral relations") and the
        nominal mention over the tokens ``start`` to ``end``.
    """
    return concept_of(columns_of(doc), head, start, end)


def concept_of(columns: Columns, head: int, start: int, end: int) -> tuple[Entity, Mention]:
    """Do the same over columns."""
    name = concept_name(columns, head, start, end)
    entity = Entity(slug(name, "CONCEPT"), name, "CONCEPT")
    first, last = columns.starts[start], columns.ends[end - 1]
    return entity, Mention(first, last, columns.text[first:last], "CONCEPT", "nominal", entity.id)


def concept_name(columns: Columns, head: int, start: int, end: int) -> str:
    """Return the node label of a noun phrase: lower case, without determiners, possessors and clauses.

    The head noun goes to the singular when the phrase is bare ("rising prices" -> "rising price" would read badly, so a
    plural keeps its form); proper nouns keep their capitals. The name of a position is no proper noun: "Energy
    Minister" before a name and "the energy minister" are one concept.
    """
    kept = [i for i in _kept(columns, head) if start <= i < end] or [head]
    words: list[str] = []
    for i in kept:
        word = columns.words[i]
        following = columns.words[i + 1] if i + 1 in kept and i != head else ""
        inside = following[:1].isupper() and not is_of_a_title(following)  # "State" in "State Department spokesman"
        proper = (inside or not (is_title(columns.words[head]) and is_of_a_title(word))) and (
            columns.pos[i] == "PROPN"
            or (inside and word[:1].isupper() and columns.pos[i + 1] == "PROPN")
            or demonym_country(word) is not None
            or (
                word[:1].isupper()
                and (
                    (word.isupper() and len(word) > 1)
                    or (columns.pos[i] in ("ADJ", "NOUN") and i > 0 and columns.sentence[i] == columns.sentence[i - 1])
                )
            )
        )
        glued = words and i > 0 and columns.starts[i] == columns.ends[i - 1] and kept[kept.index(i) - 1] == i - 1
        text = word if proper else word.lower()
        if glued:
            words[-1] += text
        else:
            words.append(text)
    name = " ".join(words).strip(" -–—,.;:'\"“”‘’")
    return " ".join(name.split()) or columns.lowers[head]


def _kept(columns: Columns, head: int) -> list[int]:
    """Return the tokens of the label: the head with its modifiers and "of" phrases, no clauses, no more than fit."""
    kept = [head]
    stack = [(c, head) for c in columns.children[head]]
    later: list[int] = []
    while stack:
        child, parent = stack.pop()
        dep = columns.deps[child]
        if dep in _CLAUSES or columns.lowers[child] in _DROPPED:
            if dep == "punct" and columns.lowers[child] in ("-", "–", "/"):
                kept.append(child)
            continue
        if dep in ("cc", "conj") or (dep in ("advmod", "nmod:unmarked", "obl:unmarked") and child > parent):
            continue  # "a member of the guild all his life"
        if dep == "nmod" and child > parent:
            if parent == head or columns.deps[parent] == "nmod":
                later.append(child)
            continue
        kept.append(child)
        stack.extend((c, child) for c in columns.children[child])
    for child in sorted(later):
        part = _kept(columns, child)
        if len(kept) + len(part) > _MAX_WORDS:
            break
        kept += part
    return sorted(set(kept))
