"""GAP (Webster et al. 2018): one ambiguous pronoun a snippet, two names; F1 over the true pairs, out of sample.

The pronoun weights that ship were fitted on these snippets too, so they are not scored with them: each fifth of the
snippets is scored with weights fitted on GUM train and the other four fifths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.columns import Columns, columns_of
from extractors.mentions.antecedents import link_pronouns
from extractors.mentions.resolution import before_pronouns
from extractors.mentions.tables import Family, Weights, antecedent_weights
from extractors.times import TimeExpression, find_times

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.training.antecedents import Case

__all__ = ["FOLDS", "GapScore", "Snippet", "annotated", "cross_validated", "score"]

FOLDS = 5


@dataclass(slots=True)
class GapScore:
    """Pairs of pronoun and name: rightly linked, wrongly linked, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """F1 over the true pairs."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class Snippet:
    """An annotated snippet with its row of the GAP file."""

    columns: Columns
    ents: list[tuple[int, int, str]]
    times: Sequence[TimeExpression]
    row: dict[str, str]


def annotated(nlp: Language, rows: Sequence[dict[str, str]]) -> list[Snippet]:
    """Annotate the rows of a GAP file."""
    snippets = []
    for doc, row in nlp.pipe(((row["Text"], row) for row in rows), as_tuples=True, batch_size=64):
        ents = [(e.start, e.end, e.label_) for e in doc.ents]
        snippets.append(Snippet(columns_of(doc), ents, find_times(doc, None), row))
    return snippets


def cross_validated(snippets: Sequence[Snippet], cases: Sequence[Case]) -> dict[str, GapScore]:
    """Score each fifth with weights that never saw it.

    Args:
        snippets: All snippets.
        cases: The pronouns of GUM train; the earlier pronouns of a snippet are resolved with weights fitted on these.

    Returns:
        Scores for all, for feminine and for masculine pronouns.
    """
    from extractors.training.antecedents import fit_family, gap_case

    before: dict[Family, Weights] = {**antecedent_weights(), "person": fit_family("person", cases)}
    own = [gap_case(s.columns, s.ents, s.times, s.row, before) for s in snippets]
    scores = {"all": GapScore(), "feminine": GapScore(), "masculine": GapScore()}
    for fold in range(FOLDS):
        seen = [case for i, case in enumerate(own) if case is not None and i % FOLDS != fold]
        weights: dict[Family, Weights] = {**before, "person": fit_family("person", [*cases, *seen])}
        for name, part in score([s for i, s in enumerate(snippets) if i % FOLDS == fold], weights).items():
            scores[name].right += part.right
            scores[name].wrong += part.wrong
            scores[name].missed += part.missed
    return scores


def score(snippets: Sequence[Snippet], weights: Mapping[Family, Weights] | None = None) -> dict[str, GapScore]:
    """Resolve snippets with some weights (those that ship where None) and count pairs."""
    scores = {"all": GapScore(), "feminine": GapScore(), "masculine": GapScore()}
    for snippet in snippets:
        columns, row = snippet.columns, snippet.row
        stage = before_pronouns(columns, snippet.ents, snippet.times)
        resolved = link_pronouns(
            columns, stage.pronouns, stage.referents, stage.quotations, stage.clusters, weights
        )  # fmt: skip
        start = int(row["Pronoun-offset"])
        pronoun = next((p for p in resolved if columns.starts[p.start] == start), None)
        members = stage.clusters[pronoun].members if pronoun is not None else []
        sex = "feminine" if row["Pronoun"].lower() in ("she", "her", "hers") else "masculine"
        for name in ("A", "B"):
            first = int(row[f"{name}-offset"])
            last = first + len(row[name])
            linked = any(
                m.kind == "name" and columns.starts[m.start] < last and first < columns.ends[m.end - 1] for m in members
            )
            true = row[f"{name}-coref"].upper() == "TRUE"
            for counts in (scores["all"], scores[sex]):
                counts.right += linked and true
                counts.wrong += linked and not true
                counts.missed += true and not linked
    return scores
