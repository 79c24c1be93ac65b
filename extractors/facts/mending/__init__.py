"""What a parser gets wrong again and again in news prose, put right before any rule reads the parse.

Each step knows one construction by its words and tags, changes as few edges as it can, and leaves every other sentence
as it is. Its docstring has an example, which is also a test.
"""

from __future__ import annotations

from collections.abc import Callable

from extractors.facts.mending.attachment import (
    according_to,
    beyond_the_absolute,
    charge,
    close_to,
    closing_participle,
    due_to,
    list_of_three,
    purpose,
    ranging,
    summing_up,
    with_absolute,
)
from extractors.facts.mending.gapping import gapped_object, gapped_phrase
from extractors.facts.mending.headlines import headline_pair, headline_passive, headline_verb
from extractors.facts.mending.numbers import (
    compared,
    counted_casualties,
    per_cent,
    price_for_each,
    rough_number,
    verbless_headline,
)
from extractors.facts.mending.objects import (
    adjective_of_object,
    appointed,
    bare_noun,
    bare_object,
    hyphenated,
    leading_preposition,
)
from extractors.facts.mending.predicates import (
    be_to,
    clause_after,
    clause_as_predicate,
    copula_of_adjective,
    finite_participle,
    goes_on,
    second_passive,
    slow_to,
    that_before_plural,
)
from extractors.facts.mending.speakers import (
    beyond_the_speaker,
    final_speaker,
    inverted_speaker,
    said_in_a_statement,
    second_verb_of_saying,
    temporal_complement,
)
from extractors.facts.mending.subjects import (
    acting_title,
    active_subject,
    clause_as_subject,
    fronted_description,
    missing_subject,
    some_of_whom,
    split_name,
    stray_name,
    titled_subject,
)
from extractors.facts.mending.tree import TEMPORAL, Tree
from extractors.lexicon import words

__all__ = ["STEPS", "Tree", "mend"]

STEPS: tuple[tuple[frozenset[str], Callable[[Tree], None]], ...] = (
    (frozenset({"cent"}), per_cent),
    (frozenset({"much", "many", "little", "few", "high", "low"}), rough_number),
    (frozenset({"a", "an"}), price_for_each),
    (frozenset({"compared"}), compared),
    (words("mending", "casualties"), verbless_headline),
    (words("mending", "casualties"), counted_casualties),
    (frozenset(), final_speaker),
    (frozenset(), inverted_speaker),
    (frozenset(), beyond_the_speaker),
    (frozenset(), appointed),
    (frozenset({"acting", "outgoing", "incoming", "sitting"}), acting_title),
    (frozenset(), titled_subject),
    (frozenset({"that"}), that_before_plural),
    (frozenset(), clause_as_predicate),
    (frozenset(), bare_noun),
    (frozenset(), stray_name),
    (frozenset({"missing", "lacking", "pending", "outstanding"}), copula_of_adjective),
    (frozenset({","}), finite_participle),
    (frozenset({"to"}), goes_on),
    (frozenset({"to"}), be_to),
    (frozenset(), ranging),
    (frozenset({"-"}), hyphenated),
    (frozenset(), leading_preposition),
    (frozenset(), bare_object),
    (frozenset(), adjective_of_object),
    (frozenset({"by", "of", "to", "for"}), second_passive),
    (frozenset({"whom", "which"}), some_of_whom),
    (words("mending", "paces"), slow_to),
    (frozenset({"and", ","}), split_name),
    (frozenset({","}), list_of_three),
    (frozenset({"a", "an", "something"}), summing_up),
    (frozenset({"that"}), said_in_a_statement),
    (frozenset({"due"}), due_to),
    (frozenset({"to"}), close_to),
    (frozenset({"according"}), according_to),
    (frozenset({"to"}), purpose),
    (frozenset({"of", "for", "with", "from"}), charge),
    (TEMPORAL, clause_after),
    (frozenset({"that", "whether"}), clause_as_subject),
    (frozenset(), missing_subject),
    (frozenset(), active_subject),
    (frozenset({"before", "after", "until", "because", "although", "though"}), temporal_complement),
    (frozenset({","}), closing_participle),
    (frozenset({"with"}), with_absolute),
    (frozenset({"with"}), beyond_the_absolute),
    (frozenset(), headline_verb),
    (frozenset(), headline_passive),
    (frozenset({","}), headline_pair),
    (frozenset({"a", "an"}), fronted_description),
    (frozenset({"and", "but", "or"}), second_verb_of_saying),
    (frozenset({"and", "but", ",", ";"}), gapped_object),
    (frozenset({"and", "but"}), gapped_phrase),
)
"""The steps in order, each with words of which one must stand in the sentence (none: any sentence)."""


def mend(tree: Tree, sentences: list[tuple[int, int]]) -> None:
    """Put right the parse of each sentence, in place; what would come out as no tree stays as it was.

    Args:
        tree: The document's layers.
        sentences: The token ranges of its sentences.
    """
    for tree.start, tree.end in sentences:
        present = set(tree.lower[tree.start : tree.end])
        heads, deps = tree.heads[tree.start : tree.end], tree.deps[tree.start : tree.end]
        for triggers, step in STEPS:
            if not triggers or present & triggers:
                step(tree)
        if tree.heads[tree.start : tree.end] != heads and not _is_tree(tree):
            tree.heads[tree.start : tree.end], tree.deps[tree.start : tree.end] = heads, deps


def _is_tree(tree: Tree) -> bool:
    """Whether every token of the sentence reaches its one root."""
    reaches: set[int] = set()
    for token in range(tree.start, tree.end):
        path = []
        while token >= 0 and token not in reaches:
            if token in path:
                return False
            path.append(token)
            token = tree.heads[token]
        reaches.update(path)
    return sum(tree.heads[t] < 0 for t in range(tree.start, tree.end)) == 1
