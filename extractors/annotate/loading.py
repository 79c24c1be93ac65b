"""Which language pipeline to use: the embedded English one, or any that is installed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import PipelineMissing

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["EMBEDDED", "load_pipeline"]

EMBEDDED = Path(__file__).parent / "model"
"""Folder of the embedded pipeline."""

_PROBE = "Reporters met two officials in Paris."
_NEEDED = {
    "SENT_START": "sentences",
    "DEP": "dependencies (a parser)",
    "POS": "parts of speech (a tagger and attribute ruler, or a morphologizer)",
    "LEMMA": "lemmas (a lemmatizer)",
    "ENT_IOB": "named entities (an ner component)",
}


@lru_cache(maxsize=4)
def load_pipeline(name: str | None = None) -> Language:
    """Return a language pipeline whose Docs carry Universal Dependencies and OntoNotes-style entities.

    The same name gives the same object again.

    Args:
        name: An installed spaCy package ("en_core_web_sm") or the path of a pipeline; None for the embedded one.
            Pipelines with ClearNLP labels get a last component that changes them to UD
            (:mod:`extractors.annotate.mapping`).

    Returns:
        The pipeline; it takes texts of any length.

    Raises:
        PipelineMissing: the pipeline is not there, cannot be read, or lacks a layer that the facts need.
    """
    import spacy

    from extractors.annotate.mapping import CLEARNLP_LABELS

    nlp = _load_embedded() if name is None else _load_named(name)
    nlp.max_length = max(nlp.max_length, 2**31)
    if len(CLEARNLP_LABELS.intersection(_relations(nlp))) >= 2:
        nlp.add_pipe("newsgraph_clearnlp_to_ud", last=True)
    called = "the embedded pipeline" if name is None else f"pipeline {name!r}"
    try:
        doc = nlp(_PROBE)
    except PipelineMissing:
        raise
    except Exception as error:
        raise PipelineMissing(f"{called} does not run ({_line(error)}); {_remedy(name)}") from error
    lacking = [what for layer, what in _NEEDED.items() if not doc.has_annotation(layer)]
    if lacking:
        example = "en_core_web_sm" if spacy.util.is_package("en_core_web_sm") else "the embedded one (no --model)"
        raise PipelineMissing(
            f"{called} gives no {', no '.join(lacking)}; use a full English pipeline, such as {example}"
        )
    return nlp


def _load_embedded() -> Language:
    import spacy

    if not (EMBEDDED / "meta.json").is_file():
        raise PipelineMissing(f"the embedded pipeline is not in {EMBEDDED}; {_remedy(None)}")
    try:
        return spacy.load(EMBEDDED)
    except Exception as error:
        raise PipelineMissing(f"the embedded pipeline is damaged ({_line(error)}); {_remedy(None)}") from error


def _load_named(name: str) -> Language:
    import spacy

    if not spacy.util.is_package(name) and not Path(name).exists():
        raise PipelineMissing(f"pipeline {name!r} is neither an installed package nor a folder; {_remedy(name)}")
    try:
        return spacy.load(name)
    except Exception as error:
        raise PipelineMissing(f"pipeline {name!r} cannot be loaded ({_line(error)}); {_remedy(name)}") from error


def _relations(nlp: Language) -> set[str]:
    """Return the dependency labels that a pipeline's own parser knows."""
    return {label for _, pipe in nlp.pipeline for label in getattr(pipe, "labels", ()) if isinstance(label, str)}


def _remedy(name: str | None) -> str:
    if name is None:
        return "install newsgraph again, or name another pipeline with --model"
    if name.isidentifier():
        return f"get it with: python -m spacy download {name}, or leave out --model"
    return "name an installed package such as en_core_web_sm, the folder of a pipeline, or leave out --model"


def _line(error: BaseException) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 200 else f"{text[:197]}..."
