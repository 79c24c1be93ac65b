"""ClearNLP dependencies, as the English pipelines of spaCy give them, changed to Universal Dependencies.

Most labels have a twin (:data:`TWINS`). Where the schemes disagree about what is the head, the tree is changed:
ClearNLP hangs a noun on its preposition and a predicate on its copula, UD the other way round; ClearNLP chains
conjuncts and gives "and" to the first, UD hangs all on the first and gives "and" to the next.

Sources: the ClearNLP guidelines (Choi 2012), which the labels of ``en_core_web_*`` follow, and the UD English
guidelines, version 2.16. Each step's docstring has an example, which is also its test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["CLEARNLP_LABELS", "ClearNLPToUD", "clearnlp_to_ud", "create_mapping"]

CLEARNLP_LABELS = frozenset({"dobj", "pobj", "prep", "nsubjpass", "attr", "acomp", "auxpass"})
"""Labels that only the ClearNLP scheme has: a pipeline whose parser knows two of them follows it."""

TWINS = {
    "acomp": "xcomp",
    "agent": "obl:agent",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "complm": "mark",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "infmod": "acl",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "nn": "compound",
    "nsubjpass": "nsubj:pass",
    "num": "nummod",
    "oprd": "xcomp",
    "partmod": "acl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "possessive": "case",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "rcmod": "acl:relcl",
    "relcl": "acl:relcl",
}
"""Labels that only change their name, wherever no step below says more."""

FIXED = frozenset(
    {
        *(("according", "to"), ("as", "of"), ("because", "of"), ("due", "to"), ("instead", "of"), ("prior", "to")),
        *(("rather", "than"), ("such", "as"), ("as", "for"), ("as", "to"), ("in", "between"), ("out", "of")),
    }
)
"""Prepositions of two words; the second is ``fixed`` on the first."""

PLACES = frozenset(
    {
        "here",
        "there",
        "home",
        "abroad",
        "away",
        "back",
        "inside",
        "outside",
        "nearby",
        "everywhere",
        "elsewhere",
        "over",
    }
    | {"where", "how", "when"}
)
"""Adverbs that can be what a copula says of its subject: "He is here"."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})
BY_PREPOSITION = frozenset({"prep", "agent", "dative", "advmod", "prt", "pcomp", "mark", "case"})


class Tree:
    """The heads and labels of one sentence while they are changed; places count from its start, a root heads itself."""

    def __init__(self, sentence: Span) -> None:
        self.words = [token.lower_ for token in sentence]
        self.pos = [token.pos_ for token in sentence]
        self.tags = [token.tag_ for token in sentence]
        self.lemmas = [token.lemma_.lower() for token in sentence]
        self.heads = [token.head.i - sentence.start for token in sentence]
        self.deps = [token.dep_ for token in sentence]
        persons = (ent for ent in sentence.ents if ent.label_ == "PERSON")
        self.names = [(ent.start - sentence.start, ent.end - sentence.start) for ent in persons]

    def __len__(self) -> int:
        return len(self.heads)

    def children(self, head: int, *deps: str) -> list[int]:
        """Return the dependents of a token, from left to right, of these relations or of all."""
        return [i for i, h in enumerate(self.heads) if h == head and i != head and (not deps or self.deps[i] in deps)]

    def promote(self, child: int, label: str, own: str, keep: Iterable[str] = ()) -> None:
        """Put a dependent in the place of its head.

        Args:
            child: The dependent; it gets its head's head.
            label: Its new relation, unless the old head was a root.
            own: What the old head becomes to it.
            keep: Relations of dependents that stay with the old head; the others move.
        """
        parent = self.heads[child]
        is_root = self.heads[parent] == parent
        for other in self.children(parent):
            if other != child and self.deps[other] not in keep:
                self.heads[other] = child
        self.heads[child] = child if is_root else self.heads[parent]
        self.deps[child] = "ROOT" if is_root else label
        self.heads[parent], self.deps[parent] = child, own


def clearnlp_to_ud(doc: Doc) -> Doc:
    """Change a Doc's dependencies from ClearNLP to Universal Dependencies, in place.

    Args:
        doc: A Doc that a pipeline with ClearNLP labels has annotated.

    Returns:
        The same Doc; tokens, tags, lemmas and entities are as they were.
    """
    import numpy as np
    from spacy.attrs import DEP, HEAD

    values = np.zeros((len(doc), 2), dtype=np.uint64)
    for sentence in doc.sents:
        tree = Tree(sentence)
        for step in STEPS:
            step(tree)
        offsets = np.asarray(tree.heads, dtype=np.int64) - np.arange(len(tree), dtype=np.int64)
        values[sentence.start : sentence.end, 0] = offsets.view(np.uint64)
        values[sentence.start : sentence.end, 1] = [doc.vocab.strings.add(dep) for dep in tree.deps]
    if len(doc):
        doc.from_array([HEAD, DEP], cast("Any", values))
    return doc


def _infinitives(tree: Tree) -> None:
    """The "to" of an infinitive marks it: "They want to talk" has ``mark(talk, to)``."""
    for i, dep in enumerate(tree.deps):
        if dep == "aux" and (tree.tags[i] == "TO" or tree.words[i] == "to"):
            tree.deps[i] = "mark"


def _money(tree: Tree) -> None:
    """The currency sign heads its amount: "They paid $ 4 million" has ``obj(paid, $)`` and ``nummod($, million)``."""
    for i, dep in enumerate(tree.deps):
        if dep in {"quantmod", "nmod", "compound"} and tree.tags[i] == "$" and tree.heads[i] > i:
            amount = tree.heads[i]
            tree.promote(i, tree.deps[amount], "nummod", keep=("compound", "nummod", "quantmod", "punct"))


def _prepositions(tree: Tree) -> None:
    """A preposition is the case of its noun: "They met in Paris" has ``obl(met, Paris)`` and ``case(Paris, in)``."""
    for i in reversed(range(len(tree))):
        objects = tree.children(i, "pobj") or tree.children(i, "pcomp")
        if not objects:
            continue
        noun = objects[0]
        governor = tree.heads[i]
        nested = governor != i and tree.deps[i] in {"prep", "pcomp"} and _is_bare_preposition(tree, governor)
        is_clause = tree.deps[noun] == "pcomp" and (
            tree.pos[noun] in {"VERB", "AUX"} or bool(tree.children(noun, "nsubj"))
        )
        if nested:
            label = tree.deps[noun]
        elif tree.deps[i] not in BY_PREPOSITION:
            label = tree.deps[i]
        elif is_clause:
            label = "acl" if tree.pos[governor] in NOMINAL else "advcl"
        elif tree.deps[i] == "agent":
            label = "obl:agent"
        else:
            label = "nmod" if tree.pos[governor] in NOMINAL else "obl"
        tree.promote(noun, label, "mark" if is_clause else "case")


def _is_bare_preposition(tree: Tree, i: int) -> bool:
    return tree.deps[i] in BY_PREPOSITION - {"advmod"} and not tree.children(i, "pobj")


def _fixed_prepositions(tree: Tree) -> None:
    """Two words that are one preposition: "according to officials" has ``fixed(according, to)``."""
    for i in range(len(tree) - 1):
        second = i + 1
        if (tree.words[i], tree.words[second]) in FIXED and tree.deps[second] in {"case", "mark"}:
            if tree.deps[i] not in {"case", "mark"} and tree.heads[i] == tree.heads[second]:
                tree.deps[i] = tree.deps[second]
            if tree.deps[i] in {"case", "mark"} and not tree.children(second):
                tree.heads[second], tree.deps[second] = i, "fixed"


def _existentials(tree: Tree) -> None:
    """What there is is the subject: "There is a plan" has ``nsubj(is, plan)``."""
    for i in range(len(tree)):
        if tree.lemmas[i] == "be" and tree.children(i, "expl"):
            for there in tree.children(i, "attr")[:1]:
                tree.deps[there] = "nsubj"


def _copulas(tree: Tree) -> None:
    """What is said of the subject heads the clause: "The talks were difficult" has ``cop(difficult, were)``."""
    for i in range(len(tree)):
        if tree.lemmas[i] != "be" or tree.deps[i] in {"aux", "auxpass"}:
            continue
        said = tree.children(i, "attr", "acomp")
        if said:
            predicate = next((k for k in said if k > i), said[0])
        elif tree.children(i, "nsubj") and not tree.children(i, "ccomp", "xcomp", "expl", "obj", "dobj"):
            after = [
                k
                for k in tree.children(i, "obl", "advmod")
                if (tree.deps[k] == "obl" and k > i) or tree.words[k] in PLACES
            ]
            if not after:
                continue
            predicate = after[0]
        else:
            continue
        tree.promote(predicate, tree.deps[i], "cop")


def _conjuncts(tree: Tree) -> None:
    """All conjuncts hang on the first, "and" on the next: "A, B and C met" has ``conj(A, C)`` and ``cc(C, and)``."""
    first = list(tree.heads)
    for i, dep in enumerate(tree.deps):
        if dep == "conj":
            top = tree.heads[i]
            while tree.deps[top] == "conj" and tree.heads[top] != top and tree.heads[top] < top:
                top = tree.heads[top]
            first[i] = top
    chain = list(tree.heads)
    for i, dep in enumerate(tree.deps):
        if dep in {"cc", "punct"}:
            head = tree.heads[i]
            after = [k for k, h in enumerate(chain) if tree.deps[k] == "conj" and k > i and h == head != k]
            if after and i > head and (dep == "cc" or tree.words[i] in {",", ";"}):
                first[i] = after[0]
    tree.heads = first


def _person_names(tree: Tree) -> None:
    """A person's name is flat on its first part: "Anna Roth spoke" has ``flat(Anna, Roth)``."""
    for start, end in tree.names:
        parts = range(start, end)
        last = next((i for i in parts if tree.heads[i] not in parts or tree.heads[i] == i), end - 1)
        others = [i for i in parts if i < last and tree.heads[i] == last and tree.deps[i] in {"compound", "nmod"}]
        if not others or others != list(range(start, last)) or any(tree.pos[i] != "PROPN" for i in (*others, last)):
            continue
        tree.promote(start, tree.deps[last], "flat")
        for i in others[1:]:
            tree.heads[i], tree.deps[i] = start, "flat"
        for i in tree.children(start, "compound", "nmod"):
            if i < start and tree.pos[i] in {"NOUN", "PROPN"}:
                tree.deps[i] = "nmod:desc"


def _adverbial_nouns(tree: Tree) -> None:
    """A noun as an adverb: "They met last week" has ``obl:unmarked(met, week)``."""
    for i, dep in enumerate(tree.deps):
        if dep == "npadvmod":
            tree.deps[i] = "nmod:unmarked" if tree.pos[tree.heads[i]] in NOMINAL else "obl:unmarked"


def _names_of_relations(tree: Tree) -> None:
    """The rest only change their names: "Police arrested him" has ``obj(arrested, him)``."""
    for i, dep in enumerate(tree.deps):
        if dep == "nmod":
            before = i < tree.heads[i] and not tree.children(i, "case")
            tree.deps[i] = "compound" if before and tree.pos[i] in {"NOUN", "PROPN", "X"} else "nmod"
        elif dep == "prep":
            tree.deps[i] = "obl" if tree.pos[i] == "ADP" else "advmod"
        elif dep == "pcomp":
            tree.deps[i] = "advcl"
        else:
            tree.deps[i] = TWINS.get(dep, dep)


STEPS: tuple[Callable[[Tree], None], ...] = (
    _infinitives,
    _money,
    _prepositions,
    _fixed_prepositions,
    _adverbial_nouns,
    _existentials,
    _copulas,
    _conjuncts,
    _person_names,
    _names_of_relations,
)
"""The changes, in order; each sees what those before it made."""


class ClearNLPToUD:
    """The change as the last component of a pipeline."""

    def __call__(self, doc: Doc) -> Doc:
        """Change one Doc in place and return it."""
        return clearnlp_to_ud(doc)

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Change Docs in place and yield them, in order."""
        for doc in stream:
            yield clearnlp_to_ud(doc)


@Language.factory("newsgraph_clearnlp_to_ud", requires=["token.dep", "token.head"], assigns=["token.dep", "token.head"])
def create_mapping(nlp: Language, name: str) -> ClearNLPToUD:
    """Make the component."""
    return ClearNLPToUD()
