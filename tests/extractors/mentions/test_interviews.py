"""Whose "I" it is in interviews and transcripts."""

# ruff: noqa: E501 (a parsed sentence stays on one line)

from __future__ import annotations

from extractors.mentions import resolve_mentions
from extractors.records import Article
from tests.extractors.parsed import parsed

_HEADLINE = "Interview|NN|ROOT|1|interview with|IN|case|3 {PERSON Anna|NNP|nmod|1 Lind|NNP|flat|3 }\n"
_QUESTION = "Are|VBP|cop|3|be you|PRP|nsubj|3 well|JJ|ROOT|3 ?|.|punct|3\n"
_ANSWER = "I|PRP|nsubj|2 sleep|VBP|ROOT|2|sleep .|.|punct|2\n"
_ANYBODY = "Here|RB|advmod|3 you|PRP|nsubj|3 sleep|VBP|ROOT|3|sleep .|.|punct|3\n"


def _of(name: str, text: str) -> list[str]:
    doc = parsed(text)
    resolution = resolve_mentions(doc, Article(id="a", source="a", text=doc.text), ())
    names = {entity.id: entity.name for entity in resolution.entities}
    return [m.text for m in resolution.mentions if names[m.entity] == name]


def test_i_is_the_one_interviewed_and_so_is_you_in_a_question() -> None:
    assert _of("Anna Lind", _HEADLINE + _QUESTION + _ANSWER) == ["Anna Lind", "you", "I"]


def test_you_outside_questions_is_anybody() -> None:
    assert _of("Anna Lind", _HEADLINE + _QUESTION + _ANYBODY) == ["Anna Lind", "you"]


def test_of_two_interviewed_neither_is_i() -> None:
    two = "Interview|NN|ROOT|1|interview with|IN|case|3 {PERSON Anna|NNP|nmod|1 Lind|NNP|flat|3 } and|CC|cc|6 {PERSON Cem|NNP|conj|3 Brem|NNP|flat|6 }\n"
    assert _of("Anna Lind", two + _QUESTION + _ANSWER) == ["Anna Lind"]


def test_who_says_i_interviewed_is_the_author() -> None:
    own = "I|PRP|nsubj|2 interviewed|VBD|ROOT|2|interview {PERSON Anna|NNP|obj|2 Lind|NNP|flat|3 } .|.|punct|2\n"
    assert _of("Anna Lind", own + _QUESTION + _ANSWER) == ["Anna Lind"]


def test_in_no_interview_i_stays_open() -> None:
    story = "{PERSON Anna|NNP|nsubj|3 Lind|NNP|flat|1 } spoke|VBD|ROOT|3|speak .|.|punct|3\n"
    assert _of("Anna Lind", story + _QUESTION + _ANSWER) == ["Anna Lind"]


def test_spoke_to_the_paper_in_an_interview() -> None:
    lead = (
        "The|DT|det|2 Echo|NNP|nsubj|3 spoke|VBD|ROOT|3|speak to|IN|case|5 {PERSON Anna|NNP|obl|3 Lind|NNP|flat|5 } "
        "in|IN|case|9 an|DT|det|9 interview|NN|obl|3|interview .|.|punct|3\n"
    )
    assert _of("Anna Lind", lead + _QUESTION + _ANSWER) == ["Anna Lind", "you", "I"]
