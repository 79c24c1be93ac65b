"""The annotator as a spaCy component: network predictions onto the Doc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Annotator", "create_annotator"]


class Annotator:
    """Sets every layer of the Doc in one pass."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        return doc


@Language.factory("newsgraph_annotator")
def create_annotator(nlp: Language, name: str) -> Annotator:
    """Make the component."""
    return Annotator(nlp, name)
