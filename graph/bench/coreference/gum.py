"""UD English GUM's coreference chains: links of pronouns, and the CoNLL score of whole partitions.

GUM and newsgraph do not mean the same by a mention: GUM annotates whole phrases with articles, possessives and
clauses, and every event, time and "you"; newsgraph's names stand without articles, and what refers to nothing named
and is said once has no entity. So mentions are matched by syntactic head, the primary match of CorefUD (Nedoluzhko et
al. 2022), and strictly by spans, each of ours made the whole phrase that our parse gives its head. An article's date is
the first full date of its first lines, as the reader takes it from files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extractors.columns import Columns, columns_of
from extractors.records import Article
from graph.bench.coreference.metrics import METRICS, Sums

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from extractors.mentions import Resolution

__all__ = ["GENRES", "GumScore", "LinkScore", "phrase_of", "score_documents"]

GENRES = ("news", "interview")
_LEAD = 60
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OUTSIDE = frozenset(
    (
        *("conj", "cc", "cc:preconj", "parataxis", "appos", "advcl", "ccomp", "obl", "dep", "list", "discourse"),
        *("vocative", "case", "mark", "punct", "nsubj", "nsubj:outer", "cop", "aux", "orphan"),
    )
)
"""What hangs on the head of a phrase and is no part of it."""
_FAMILIES = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"), "first person"),
}


@dataclass(slots=True)
class LinkScore:
    """Pronouns: linked to a phrase of their gold chain, linked elsewhere, and in a gold chain with a phrase at all."""

    right: int = 0
    wrong: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the links that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the gold pronouns that are rightly linked."""
        return self.right / max(1, self.gold)


@dataclass(slots=True)
class GumScore:
    """Links by family of pronouns, and the CoNLL metrics by kind of match."""

    links: dict[str, LinkScore] = field(
        default_factory=lambda: {name: LinkScore() for name in ("all", *dict.fromkeys(_FAMILIES.values()))}
    )
    heads: dict[str, Sums] = field(default_factory=lambda: {name: Sums() for name in METRICS})
    spans: dict[str, Sums] = field(default_factory=lambda: {name: Sums() for name in METRICS})

    def conll(self, by: str = "heads") -> float:
        """Return the mean F1 of MUC, B-cubed and CEAFe."""
        sums: dict[str, Sums] = getattr(self, by)
        return sum(s.f1 for s in sums.values()) / len(sums)


def score_documents(nlp: Language, documents: Iterable[dict[str, Any]]) -> GumScore:
    """Score documents with gold chains.

    Args:
        nlp: The pipeline.
        documents: Records with ``text`` and ``clusters`` of [start, end, type, kind, link].

    Returns:
        The counts over all documents.
    """
    total = GumScore()
    for doc, document in nlp.pipe(((d["text"], d) for d in documents), as_tuples=True, batch_size=4):
        resolution = _resolve(doc)
        _count_links(doc, document["clusters"], resolution, total.links)
        _count_chains(doc, document["clusters"], resolution, total)
    return total


def _resolve(doc: Doc) -> Resolution:
    from extractors.mentions import resolve_mentions
    from extractors.times import find_times

    published = next((t.value for t in find_times(doc[:_LEAD].as_doc(), None) if _DAY.fullmatch(t.value or "")), None)
    article = Article(id="document", source="", text=doc.text, published=published)
    return resolve_mentions(doc, article, find_times(doc, published))


def _count_links(
    doc: Doc, clusters: list[list[list[Any]]], resolution: Resolution, scores: dict[str, LinkScore]
) -> None:
    """A link is right when the last phrase before the pronoun in its entity has the head of one in its gold chain."""
    chains = _gold_heads(doc, clusters)
    heads = {id(mention): head for head, mention in resolution.by_head.items()}
    referring = {chain for token in chains if doc[token].pos_ in ("NOUN", "PROPN") for chain in chains[token]}
    for token, own in chains.items():
        family = _FAMILIES.get(doc[token].lower_)
        if family and referring & own:
            scores["all"].gold += 1
            scores[family].gold += 1
    for mention in resolution.mentions:
        family = _FAMILIES.get(mention.text.lower())
        if mention.kind != "pronoun" or family is None:
            continue
        others = [m for m in resolution.mentions if m.entity == mention.entity and m.kind != "pronoun"]
        before = [m for m in others if m.start < mention.start] or others
        gold = chains.get(heads.get(id(mention), -1), frozenset())
        right = bool(before) and bool(gold & chains.get(heads.get(id(before[-1]), -1), frozenset()))
        for score in (scores["all"], scores[family]):
            score.right += right
            score.wrong += not right


def _gold_heads(doc: Doc, clusters: list[list[list[Any]]]) -> dict[int, frozenset[int]]:
    """Return the chains of the gold mentions by syntactic head; "Ann" and "Ann and I" share one."""
    columns = columns_of(doc)
    found: dict[int, set[int]] = {}
    for chain, mentions in enumerate(clusters):
        for start, end, *_ in mentions:
            head = columns.head_of(columns.token_at(start), columns.token_at(end - 1) + 1)
            found.setdefault(head, set()).add(chain)
    return {head: frozenset(chains) for head, chains in found.items()}


def phrase_of(columns: Columns, head: int) -> tuple[int, int]:
    """Return the token range of the whole phrase of a head: with article, possessor and clauses."""
    inside, stack = {head}, [head]
    while stack:
        node = stack.pop()
        for child in columns.children[node]:
            if node != head or columns.deps[child] not in _OUTSIDE:
                inside.add(child)
                stack.append(child)

    def joined(token: int, step: int) -> bool:
        """Say whether the phrase goes on here, over a comma inside it, too."""
        if token in inside:
            return True
        mark = 0 <= token < len(columns) and columns.pos[token] == "PUNCT"
        return mark and token + step in inside and columns.sentence[token] == columns.sentence[head]

    start = end = head
    while joined(start - 1, -1):
        start -= 1
    while joined(end + 1, 1):
        end += 1
    while end > head and columns.pos[end] == "PUNCT":
        end -= 1
    while start < head and columns.pos[start] == "PUNCT":
        start += 1
    return start, end + 1


def _count_chains(doc: Doc, clusters: list[list[list[Any]]], resolution: Resolution, total: GumScore) -> None:
    columns = columns_of(doc)

    def head_of(start: int, end: int) -> int:
        return columns.head_of(columns.token_at(start), columns.token_at(end - 1) + 1)

    def partition(chains: Iterable[Iterable[tuple[int, int]]], *, heads: bool) -> list[list[Any]]:
        """Return the chains of at least two mentions; of two mentions with one head the shorter keeps it."""
        owner: dict[Any, tuple[int, int]] = {}
        for number, chain in enumerate(chains):
            for start, end in chain:
                key = head_of(start, end) if heads else (start, end)
                if key not in owner or end - start < owner[key][0]:
                    owner[key] = (end - start, number)
        grouped: dict[int, list[Any]] = {}
        for key, (_, number) in owner.items():
            grouped.setdefault(number, []).append(key)
        return [group for group in grouped.values() if len(group) > 1]

    def whole(start: int, end: int) -> tuple[int, int]:
        first, last = phrase_of(columns, head_of(start, end))
        return columns.starts[first], columns.ends[last - 1]

    gold = [[(m[0], m[1]) for m in chain] for chain in clusters]
    ours: dict[str, list[tuple[int, int]]] = {}
    for mention in resolution.mentions:
        ours.setdefault(mention.entity, []).append((mention.start, mention.end))
    phrases = [[whole(*span) for span in chain] for chain in ours.values()]
    for heads, found, sums in ((True, ours.values(), total.heads), (False, phrases, total.spans)):
        key, response = partition(gold, heads=heads), partition(found, heads=heads)
        for name, metric in METRICS.items():
            sums[name].add(*metric(key, response))
