"""Sentences whose tokens are given: they are kept exactly, one sentence a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["annotate_pretokenized", "split_blanks"]

_PIECE = re.compile(r"[^ ]+| +")


def annotate_pretokenized(nlp: Language, lines: Iterable[str], *, batch_size: int = 256) -> Iterator[Doc]:
    """Annotate lines of tokens separated by single blanks.

    Args:
        nlp: Any pipeline of :func:`extractors.annotate.load_pipeline`; its tokenizer is not used.
        lines: One sentence each; a line break at the end is dropped. Penn Treebank escapes (``-LRB-``) may occur.
        batch_size: Lines annotated together.

    Yields:
        One Doc a line, in order, whose text is the line and whose tokens are those given. Where a line has more than
        one blank in a row, the further ones are a white-space token.
    """
    yield from nlp.pipe((split_blanks(nlp.vocab, line.rstrip("\r\n")) for line in lines), batch_size=batch_size)


def split_blanks(vocab: Vocab, line: str) -> Doc:
    """Return a Doc of one sentence whose tokens are what the blanks of a line separate."""
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    for piece in _PIECE.findall(line):
        if piece[0] != " ":
            words.append(piece)
            spaces.append(False)
            continue
        if words:
            spaces[-1] = True
            piece = piece[1:]
        if piece:
            words.append(piece)
            spaces.append(False)
    starts: list[bool | int | None] = [i == 0 for i in range(len(words))]
    return Doc(vocab, words=words, spaces=spaces, sent_starts=starts)
