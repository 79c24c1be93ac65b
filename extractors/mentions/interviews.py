"""Whose "I" and "you" it is where an article is an interview, or a transcript with names before colons."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate, Clusters

__all__ = ["interviewee", "labelled_speakers"]

_LEAD = 4
_TOPIC = frozenset({"ROOT", "nsubj", "nsubj:pass", "appos", "parataxis"})


def interviewee(columns: Columns, referents: Iterable[Candidate], clusters: Clusters) -> Candidate | None:
    """Return the only person whom the article's first sentences say it interviews.

    "The Echo interviews the poet Ada Lind", "Interview with Ada Lind", "Ada Lind, interviewed by the Echo", and a
    headline that names one person and calls itself an interview.

    Args:
        columns: The article.
        referents: Its names and nominals.
        clusters: The partition so far.

    Returns:
        A mention of the person; None where the article is no interview or one with several people.
    """
    lead = [i for i in range(len(columns)) if columns.sentence[i] < _LEAD]
    said = [i for i in lead if columns.lemmas[i].lower() == "interview"]
    if not said or any(_first_person_asks(columns, token) for token in said) or not _asks_back(columns):
        return None
    spoken = [i for i in lead if columns.lemmas[i].lower() in ("speak", "talk") and columns.pos[i] == "VERB"]
    persons = [r for r in referents if r.kind == "name" and r.sentence < _LEAD and clusters[r].type() == "PERSON"]
    asked: dict[int, Candidate] = {}
    for person in persons:
        if any(_is_asked(columns, person.head, token) for token in (*said, *spoken)):
            asked.setdefault(person.cluster, person)
    if not asked:
        sentences = {columns.sentence[token] for token in said}
        asked = {p.cluster: p for p in persons if p.sentence in sentences and columns.deps[p.head] in _TOPIC}
    return next(iter(asked.values())) if len(asked) == 1 else None


def _first_person_asks(columns: Columns, token: int) -> bool:
    """Say whether it is the author who asks ("I interviewed Lind"): then "I" is the author."""
    subject = columns.child(token, "nsubj")
    return subject is not None and columns.lowers[subject] in ("i", "we")


def _asks_back(columns: Columns) -> bool:
    """Say whether questions and answers follow: somebody says "you" or asks outside the first sentences."""
    return any(word in ("you", "your", "?") and columns.sentence[i] >= 1 for i, word in enumerate(columns.lowers))


def _is_asked(columns: Columns, person: int, token: int) -> bool:
    """Say whether a word has a person as the one asked: "interviews Lind", "interview with Lind", "spoke to Lind"."""
    relation, outer = columns.deps[person], columns.heads[person]
    case = columns.child(person, "case")
    for _ in range(3):  # "the president of the guild, Ada Lind": from the name to the phrase that it explains
        if relation not in ("appos", "flat", "nmod:desc", "conj", "compound"):
            break
        case = columns.child(outer, "case")
        relation, outer = columns.deps[outer], columns.heads[outer]
    if outer != token:
        return columns.heads[token] == person and columns.deps[token] in ("acl", "acl:relcl", "appos")
    case_word = columns.lowers[case] if case is not None else ""
    if columns.pos[token] == "VERB":
        return (relation in ("obj", "nsubj:pass") and columns.lemmas[token].lower() == "interview") or (
            relation == "obl" and case_word in ("with", "to") and columns.lemmas[token].lower() != "interview"
        )
    return relation == "nmod" and case_word in ("with", "of")


def labelled_speakers(columns: Columns, referents: Iterable[Candidate]) -> list[Candidate | None]:
    """Return for each token the person whose name and a colon begin its paragraph: "Lind: I wrote it."."""
    found: list[Candidate | None] = [None] * len(columns)
    labels = {
        r.start: r
        for r in referents
        if r.kind == "name" and r.type == "PERSON" and r.end < len(columns) and columns.words[r.end] == ":"
    }
    if not labels:
        return found
    speaker: Candidate | None = None
    for i in range(len(columns)):
        if i == 0 or "\n" in columns.text[columns.ends[i - 1] : columns.starts[i]]:
            speaker = labels.get(i)
        found[i] = speaker
    return found
