"""Whether an extracted fact says what a gold fact says.

Two readers never cut spans alike, so spans match by their words (see :func:`phrases_match`) and relations by their
lemmas (see :func:`relation_matches`); a fact also matches where it is folded differently ("hold talks with | the
Taliban" for "hold | talks", with the Taliban). Not tolerant are the sentence, polarity, modality, the speaker and the
value of a time: they are compared as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors.records import Extraction, Fact
from graph.bench.goldstandard.anchors import Span, locate
from graph.bench.goldstandard.records import GoldFact, GoldSentence

__all__ = ["Agreement", "Match", "Words", "agreement", "match_facts", "phrases_match", "relation_matches", "says_same"]

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")

_LIGHT_WORDS = """
a an the this that these those its his their her our my your it's of and or to in on at by for from with as about into
over under after before be is are was were been being am has have had do does did will would shall should can could may
might must not n't no never
"""
_OPENING_WORDS = """
of in for with from against that who which whom whose to on at by between about into over under after before as where
when
"""

_LIGHT = frozenset(_LIGHT_WORDS.split())
"""Words that do not decide whether two spans speak of the same thing."""

_OPENERS = frozenset(_OPENING_WORDS.split())
"""Words that open what follows a noun; the head of a noun phrase stands before the first of them."""

_BE = frozenset({"be", "is", "are", "was", "were", "been", "being"})
_COPULAS = ({"be"}, {"have"}, {"hold", "position"})
_EMPTY = frozenset({"be", "have", "hold", "position"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a span by their offsets, those that carry content, and its head."""

    content: frozenset[int]
    head: int | None

    @classmethod
    def of(cls, text: str, span: Span) -> Words:
        """Return the words of ``text[start:end]``; light words count only where there are no others."""
        start, end = span
        found = [(m.start() + start, m.group().lower()) for m in _WORD.finditer(text[start:end])]
        content = [(at, word) for at, word in found if word not in _LIGHT | _OPENERS] or found
        head: int | None = None
        for at, word in found:
            if word in _OPENERS and head is not None:
                break
            if (at, word) in content:
                head = at
                if "," in text[at + len(word) : at + len(word) + 1]:
                    break
        return cls(frozenset(at for at, _ in content), head)


def phrases_match(ours: Words, gold: Words) -> bool:
    """Return whether our span names what the gold's span names.

    It does if each holds the other's head, if ours holds the gold's head and they share seven tenths of their content
    words, or if they share half of them from the same first word on (a clause cut short). "decisive action" matches
    "decisive action against armed militants"; "armed militants" does not.
    """
    if not ours.content or not gold.content:
        return False
    holds_head = gold.head in ours.content
    if holds_head and ours.head in gold.content:
        return True
    overlap = shared(ours, gold)
    return (holds_head and overlap >= 0.7) or (min(ours.content) == min(gold.content) and overlap >= 0.5)


def shared(left: Words, right: Words) -> float:
    """Return the share of content words that two spans have in common (Dice)."""
    total = len(left.content) + len(right.content)
    return 2 * len(left.content & right.content) / total if total else 0.0


def relation_matches(fact: Fact, gold: GoldFact) -> tuple[float, bool]:
    """Return how well the relations agree, from 0 to 1, and whether the best gold label carries the negation itself.

    The content lemmas of the label, or else the content words of the surface, must share half of the smaller set.
    """
    ours = [_content_words(fact.relation.label), _content_words(fact.relation.text)]
    best, flipped = 0.0, False
    wordings = [(gold.relation, False), *((x, False) for x in gold.labels), *((x, True) for x in gold.flipped_labels)]
    for wording, flips in wordings:
        theirs = _content_words(wording)
        for words in ours:
            shared = len(words & theirs)
            if not shared or shared < 0.5 * min(len(words), len(theirs)):
                continue
            score = shared / len(words | theirs)
            if score > best:
                best, flipped = score, flips
    return best, flipped


@dataclass(frozen=True, slots=True)
class Match:
    """How a fact matches a gold fact.

    ``whole`` matches count for recall, others (projections) only as right. A fact that ``covers`` the gold's object may
    say several gold facts at once ("arrested A and B").
    """

    score: float
    whole: bool
    flipped: bool
    covers: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether the attributes agree; None where the gold does not judge them."""

    label: bool
    polarity: bool | None
    modality: bool | None
    attribution: bool | None
    time: bool | None
    place: bool | None


class Sides:
    """What matching needs to know beside the two facts: text, gold spans, and which entities are the same."""

    def __init__(
        self,
        extraction: Extraction,
        referents: Mapping[str, str | None],
        mention_spans: Mapping[str, Sequence[Span]],
        names: Sequence[Span] = (),
    ) -> None:
        """Keep the extraction, the map from its entities to gold entities, each gold entity's spans, and all names."""
        self.text = extraction.article.text
        self.referents = referents
        self.mention_spans = mention_spans
        self.names = frozenset(names)

    def words(self, span: Span) -> Words:
        """Return the words of a span of the article."""
        return Words.of(self.text, span)

    def cuts_name(self, span: Span) -> bool:
        """Return whether a span is a mere part of a name ("Logistics" of "Corvane Logistics")."""
        part = self.words(span).content
        around = [self.words(n).content for n in self.names if n[0] <= span[0] and span[1] <= n[1]]
        return bool(around) and part not in around

    def same_referent(self, entity: str | None, span: Span) -> bool:
        """Return whether our ``entity`` is the gold entity that the gold words at ``span`` refer to."""
        gold = self.referents.get(entity) if entity else None
        if gold is None:
            return False
        here = self.words(span)
        return any(self.words(known).content == here.content for known in self.mention_spans.get(gold, ()))


def says_same(fact: Fact, gold: GoldFact, sentence: GoldSentence, at: Span, sides: Sides) -> Match | None:
    """Return how ``fact`` matches ``gold``, or None.

    Args:
        fact: An extracted fact anchored in the gold sentence.
        gold: One fact of that sentence.
        sentence: The gold sentence.
        at: Where it stands in the article.
        sides: The article and both sides' entities.

    Returns:
        The match; ``score`` orders several candidates.
    """

    def words(option: str) -> tuple[Span, Words]:
        start, end = locate(sentence.text, option)
        placed = (start + at[0], end + at[0])
        return placed, sides.words(placed)

    def fit(start: int, end: int, entity: str | None, options: Iterable[str]) -> float:
        """Return how well one of the options fits (0 for none does)."""
        ours, best = sides.words((start, end)), 0.0
        if sides.cuts_name((start, end)):
            return best
        for placed, theirs in map(words, options):
            if phrases_match(ours, theirs):
                best = max(best, 0.1 + shared(ours, theirs))
            elif sides.same_referent(entity, placed):
                best = max(best, 0.1)
        return best

    subject = fit(fact.subject.start, fact.subject.end, fact.subject.entity, gold.subject)
    if not subject:
        return None
    relation, flipped = relation_matches(fact, gold)
    objects = [option for option in gold.object if option is not None]
    fillers = [text for _, text in gold.qualifiers] + list(gold.places) + ([gold.time] if gold.time else [])
    ours = fact.object
    if relation and ours is not None:
        # what something is said to be is never matched by reference alone: that would make "X is X" right
        by_reference = None if _content_words(fact.relation.label) in _COPULAS else ours.entity
        fitting = fit(ours.start, ours.end, by_reference, objects)
        if fitting:
            covered = words(objects[0])[1].content <= sides.words((ours.start, ours.end)).content
            return Match(subject + relation + fitting, True, flipped, covered and relation == 1.0)
    if _folded(fact, gold, objects):
        return Match(subject + 0.5, True, flipped)
    if not relation:
        return None
    filling = fit(ours.start, ours.end, ours.entity, fillers) if ours is not None else 1.0
    if not filling:
        return None
    if None in gold.object:
        return Match(subject + relation + filling, True, flipped)
    others = [(q.start, q.end, q.entity) for q in fact.qualifiers]
    others += [(p.start, p.end, p.entity) for p in (fact.place,) if p is not None]
    if any(fit(start, end, entity, objects) for start, end, entity in others):
        return Match(subject + relation, True, flipped)
    inside = _content_words(fact.relation.text) | _content_words(fact.relation.label)
    if any(_first_noun(option) & inside for option in objects):
        return Match(subject + relation + 0.5 * filling, True, flipped)
    return Match(0.0, False, flipped) if ours is not None else None


def match_facts(
    facts: Sequence[Fact], sentence: GoldSentence, at: Span, sides: Sides
) -> tuple[dict[int, tuple[int, Match]], set[int]]:
    """Match the facts of one sentence with its gold.

    Args:
        facts: The extracted facts anchored in the sentence.
        sentence: The gold sentence.
        at: Where it stands.
        sides: The article and both sides' entities.

    Returns:
        For each gold fact that is found, by its index, the index of the extracted fact that says it best and the match;
        and the indices of all extracted facts that are right (a second wording of a fact is right, too).
    """
    matches: list[tuple[float, int, int, Match]] = []
    right: set[int] = set()
    for i, fact in enumerate(facts):
        for j, gold in enumerate(sentence.facts):
            match = says_same(fact, gold, sentence, at, sides)
            if match is not None:
                right.add(i)
                if match.whole:
                    matches.append((-match.score, i, j, match))
    found: dict[int, tuple[int, Match]] = {}
    used: set[int] = set()
    for again in (
        False,
        True,
    ):  # first each fact for one gold fact, then again for others: "arrested A and B" says both
        for _, i, j, match in sorted(matches, key=lambda m: m[:3]):
            if j not in found and (i not in used or (again and match.covers)):
                found[j] = (i, match)
                used.add(i)
    return found, right


def agreement(fact: Fact, gold: GoldFact, match: Match, sentence: GoldSentence, at: Span, sides: Sides) -> Agreement:
    """Return which attributes of a matched fact agree with the gold."""
    polarity = None if gold.polarity is None else fact.polarity == ("positive" if match.flipped else gold.polarity)
    modality = None if gold.modality is None else fact.modality in gold.modality
    if fact.attributed_to is None:
        attribution = None in gold.attributed_to
    else:
        said = fact.attributed_to
        ours = sides.words((said.start, said.end))
        attribution = False
        for speaker in gold.attributed_to:
            if speaker is None:
                continue
            if speaker in sides.mention_spans:
                spans: Sequence[Span] = sides.mention_spans[speaker]
            else:
                start, end = locate(sentence.text, speaker)
                spans = [(start + at[0], end + at[0])]
            if sides.referents.get(said.entity or "") == speaker or any(
                phrases_match(ours, sides.words(s)) for s in spans
            ):
                attribution = True
    time: bool | None = None
    if gold.time_values:
        time = fact.time is not None and fact.time.value in gold.time_values
    place: bool | None = None
    if gold.places:
        given = [(q.start, q.end) for q in (*fact.qualifiers, *((fact.place,) if fact.place else ()))]
        wanted = [locate(sentence.text, words) for words in gold.places]
        place = any(
            phrases_match(sides.words(g), sides.words((w[0] + at[0], w[1] + at[0]))) for g in given for w in wanted
        )
    return Agreement(_label_is_right(fact, gold), polarity, modality, attribution, time, place)


def _content_words(label: str) -> set[str]:
    words = [w.partition("#")[0] for w in re.findall(r"[^\s]+", label.lower())]
    content = {w for w in words if w not in _LIGHT}
    return content or ({"be"} if _BE & set(words) else set(words) - {""})


def _first_noun(words: str) -> set[str]:
    """Return the head of a gold object as a word, to look for it inside a relation ("hold *talks* with")."""
    head = Words.of(words, (0, len(words))).head
    if head is None:
        return set()
    found = _WORD.match(words, head)
    return {found.group().lower()} if found else set()


def _folded(fact: Fact, gold: GoldFact, objects: Sequence[str]) -> bool:
    """Return whether "be president of | the union" says what "be | president of the union" says, and the like."""
    verb = fact.relation.label.partition(" ")[0]
    alike = {"be": ("be", "hold position"), "hold": ("be", "hold position"), "have": ("have",)}.get(verb)
    if alike is None or not any(label.startswith(alike) for label in gold.labels):
        return False
    ours = (_content_words(fact.relation.label) | (_content(fact.object.text) if fact.object else set())) - _EMPTY
    for label in gold.labels:
        for option in objects:
            theirs = (_content_words(label) | _content(option)) - _EMPTY
            if ours and theirs and len(ours & theirs) >= 0.75 * len(ours | theirs):
                return True
    return False


def _label_is_right(fact: Fact, gold: GoldFact) -> bool:
    """Return whether the normalised label has no other words than the gold's labels allow.

    In passive labels ("be held in") the participle stands as in the text; words of the object may have moved in. A
    passive label on an active clause is wrong, whatever its words.
    """
    passive = fact.relation.label.startswith("be ")
    if passive and gold.relation and not _BE & set(gold.relation.lower().split()):
        return any(label.startswith("be ") for label in gold.labels)
    allowed = {word for label in (*gold.labels, *gold.flipped_labels) for word in _content_words(label)}
    allowed |= {word for option in gold.object if option for word in _content(option)}
    if passive:
        allowed |= _content_words(gold.relation)
    return _content_words(fact.relation.label) <= allowed


def _content(words: str) -> set[str]:
    found = {m.group().lower() for m in _WORD.finditer(words.replace(" … ", " "))}
    return (found - _LIGHT) or found
