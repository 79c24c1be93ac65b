"""Our parse with the labels that peers were written for: Universal Dependencies changed to ClearNLP's.

The peers read ``nsubjpass``, ``dobj``, ``pobj``. So that all are judged on the same parse, a copy of the Doc gets these
labels: :mod:`extractors.annotate.mapping` the other way round, as far as the peers look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["ud_to_clearnlp"]

_TWINS = {
    "acl:relcl": "relcl",
    "aux:pass": "auxpass",
    "compound:prt": "prt",
    "csubj:pass": "csubjpass",
    "det:predet": "predet",
    "flat": "compound",
    "iobj": "dative",
    "nmod:desc": "compound",
    "nmod:poss": "poss",
    "nmod:unmarked": "npadvmod",
    "nsubj:outer": "nsubj",
    "nsubj:pass": "nsubjpass",
    "obj": "dobj",
    "obl": "npadvmod",
    "obl:unmarked": "npadvmod",
}
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_OF_THE_CLAUSE = frozenset(
    {
        "advcl", "aux", "cc", "ccomp", "conj", "csubj", "discourse", "expl", "mark", "nsubj", "nsubj:outer",
        "obl", "obl:unmarked", "parataxis", "punct",
    }
)  # fmt: skip


def ud_to_clearnlp(doc: Doc) -> Doc:
    """Return a copy of a Doc whose dependencies are ClearNLP's.

    A noun hangs on its preposition ("in Paris": ``prep(met, in)``, ``pobj(in, Paris)``), an agent on "by"
    (``agent(arrested, by)``), a predicate on its copula (``attr(is, teacher)``); other labels take their twins' names.

    Args:
        doc: A Doc with Universal Dependencies.

    Returns:
        The copy; tokens, tags, lemmas, sentences and entities are the same.
    """
    import numpy as np
    from spacy.attrs import DEP, HEAD

    heads = [token.head.i for token in doc]
    deps = [token.dep_ for token in doc]
    for place in range(len(doc)):
        if deps[place] == "cop":
            _raise_copula(doc, heads, deps, place)
    for place in range(len(doc)):
        if deps[place] == "case":
            _raise_preposition(heads, deps, place)
    for place, token in enumerate(doc):
        if deps[place] == "advmod" and token.lower_ in _NEGATIONS:
            deps[place] = "neg"
        deps[place] = _TWINS.get(deps[place], deps[place])
    copy = doc.copy()
    values = np.zeros((len(doc), 2), dtype=np.uint64)
    values[:, 0] = (np.asarray(heads, dtype=np.int64) - np.arange(len(doc), dtype=np.int64)).view(np.uint64)
    values[:, 1] = [doc.vocab.strings.add(dep) for dep in deps]
    copy.from_array([HEAD, DEP], cast("Any", values))
    return copy


def _raise_copula(doc: Doc, heads: list[int], deps: list[str], copula: int) -> None:
    predicate = heads[copula]
    is_root = heads[predicate] == predicate
    for child in range(len(heads)):
        if heads[child] == predicate and child not in (predicate, copula) and deps[child] in _OF_THE_CLAUSE:
            heads[child] = copula
    heads[copula] = copula if is_root else heads[predicate]
    deps[copula] = deps[predicate]
    heads[predicate] = copula
    deps[predicate] = "acomp" if doc[predicate].pos_ == "ADJ" else "attr"


def _raise_preposition(heads: list[int], deps: list[str], preposition: int) -> None:
    noun = heads[preposition]
    if deps[noun] == "obl:agent":
        label = "agent"
    elif deps[noun] in {"obl", "nmod", "attr", "acl"}:
        label = "prep"
    else:
        return
    heads[preposition] = heads[noun]
    deps[preposition] = label
    heads[noun], deps[noun] = preposition, "pobj"
