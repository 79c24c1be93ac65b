"""Lemmas as edit rules: how to cut and mend a word, learned as classes (Straka 2018, UDPipe 2.0, section 3.3).

A rule is written `case|cut|ending`: bring the word to the case (`lower`, `title`, `keep`), cut that many letters from
its end, add the ending. `=text` gives the lemma outright. `walked` to `walk` is `lower|2|`, `were` to `be` is `=be`.

The network reads word-pieces, not letters, so it may cut `paused` to `paus`. Two lists help: the lemmas of the words it
was trained on, and the whole words of its word-piece vocabulary, of which a lemma of a new word should be one. The
irregular verbs and plurals of English are a closed class, and a table (`irregular.toml`).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

_CASES: dict[str, Callable[[str], str]] = {"lower": str.lower, "title": str.capitalize, "keep": str}
CHANGING = frozenset(
    ("JJ", "JJR", "JJS", "MD", "NN", "NNS", "RB", "RBR", "RBS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
)  # fmt: skip
"""Tags whose words change or are common; names and numbers are not listed."""
CLOSED = frozenset(
    ("CC", "DT", "EX", "HYPH", "IN", "PDT", "POS", "PRP", "PRP$", "RP", "TO", "WDT", "WP", "WP$", "WRB", "``", "''",
     ":", ",", ".")
)  # fmt: skip
"""Tags of few words and signs."""
LISTED = CHANGING | CLOSED
NONE = "=_"
"""The rule of words without a lemma: the later pieces of one split by mistake (`GW`)."""


def edit_rule(word: str, lemma: str) -> str:
    """Find the rule that makes a lemma of a word.

    Args:
        word: The word as written.
        lemma: Its lemma.

    Returns:
        The rule that keeps the most of the word; the earlier case in `lower`, `title`, `keep` where two keep as much.
    """
    kept, case = max(
        ((_shared(change(word), lemma), case) for case, change in _CASES.items()), key=lambda found: found[0]
    )
    if not kept:
        return f"={lemma}"
    return f"{case}|{len(_CASES[case](word)) - kept}|{lemma[kept:]}"


def apply_rule(rule: str, word: str) -> str:
    """Make the lemma of a word.

    Args:
        rule: A rule of `edit_rule`.
        word: The word as written.

    Returns:
        The lemma; the word itself where the rule would leave nothing of it.
    """
    if rule.startswith("="):
        return rule[1:]
    case, cut, ending = rule.split("|", 2)
    changed = _CASES[case](word)
    stem = changed[: len(changed) - int(cut)] if int(cut) < len(changed) else ""
    return (stem + ending) if stem else word


def _shared(a: str, b: str) -> int:
    """Count the letters two words begin with alike."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


@lru_cache(maxsize=1)
def irregular() -> dict[str, dict[str, str]]:
    """Return the lemmas of irregular words: Penn Treebank tag to word in small letters to lemma."""
    table = tomllib.loads(Path(__file__).with_name("irregular.toml").read_text(encoding="utf-8"))
    verbs, nouns = (
        {form: lemma for lemma, forms in table[kind].items() for form in forms.split()} for kind in ("verbs", "nouns")
    )
    return {"VBD": verbs, "VBN": verbs, "NNS": nouns}


class Lemmatizer:
    """Chooses the lemma of a word from the rules the network ranks.

    Args:
        lexicon: Tag to word in small letters to lemma.
        words: Words that may well be lemmas.
    """

    def __init__(self, lexicon: Mapping[str, Mapping[str, str]], words: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._known: Collection[str] = {*words, *(lemma for lemmas in lexicon.values() for lemma in lemmas.values())}

    @classmethod
    def load(cls, folder: Path) -> Lemmatizer:
        """Read the lists of a model folder.

        Args:
            folder: Folder with `lemmas.json` and `tokenizer.json`.

        Returns:
            The lemmatizer.
        """
        lexicon = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        pieces = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
        return cls(lexicon, (piece for piece in pieces if len(piece) > 2 and piece.isalpha()))

    def settled(self, word: str, tag: str, best: str) -> str | None:
        """Give the lemma where the other rules need not be asked.

        Args:
            word: The word as written.
            tag: Its Penn Treebank tag.
            best: The rule the network ranks first.

        Returns:
            The listed lemma, an irregular word's before all others; that of the rule if the tag's words have no endings
            to cut, or it cuts one and gives a known word; else None.
        """
        if best == NONE and tag != "GW":
            return word
        listed = irregular().get(tag, {}).get(word.lower()) or self._lexicon.get(tag, {}).get(word.lower())
        if listed is not None:
            return listed
        lemma = apply_rule(best, word)
        if tag not in ENDINGS:
            same = lemma.lower() == word.lower()
            return lemma if same or tag not in CHANGING or lemma.lower() in self._known else word.lower()
        found = uninflected(word, tag)
        return lemma if lemma in self._known and (lemma in found or not found) else None

    def choose(self, word: str, tag: str, score: Callable[[str], float]) -> str:
        """Give the lemma of an inflected word whose best rule is in doubt.

        Args:
            word: The word as written.
            tag: Its tag, one of `ENDINGS`.
            score: The network's score of a rule; minus infinity for one it does not have.

        Returns:
            Of what the word may be an inflection of, the known word that scores best, else the one that scores best;
            for irregular words the listed lemma of their last part, else the word in small letters.
        """
        found = uninflected(word, tag)
        known = [lemma for lemma in found if lemma.lower() in self._known]
        if found and not known and word.lower().endswith(("ies", "ied", "iest")):
            return found[0]
        if found:
            return max(known or found, key=lambda lemma: score(edit_rule(word, lemma)))
        return self._of_last_part(word.lower(), tag) or (word if tag == "NNPS" else word.lower())

    def _of_last_part(self, word: str, tag: str) -> str | None:
        """`underwent` is `under` and `went`, so its lemma is `undergo`."""
        for prefix in PREFIXES:
            rest = self._lexicon.get(tag, {}).get(word.removeprefix(prefix)) if word.startswith(prefix) else None
            if rest is not None:
                return prefix + rest
        return None


PREFIXES = ("under", "over", "out", "fore", "with", "inter", "counter", "mis", "pre", "un", "re", "co", "be")
"""First parts of irregular words."""

_PLURAL = (
    ("ies", ("y", "ie")), ("ves", ("f", "fe", "ve")), ("sses", ("ss",)), ("shes", ("sh",)), ("ches", ("ch", "che")),
    ("xes", ("x", "xe")), ("zes", ("ze", "z")), ("oes", ("o", "oe")), ("ses", ("se", "s", "sis")), ("men", ("man",)),
    ("ss", ()), ("s", ("",)),
)  # fmt: skip
_PAST = (("ied", ("y", "ie")), ("eed", ("ee",)), ("ed", ("", "e")))
_ING = (("ying", ("y", "ie", "ye")), ("ing", ("", "e")))
_MORE = (("ier", ("y",)), ("er", ("", "e")))
_MOST = (("iest", ("y",)), ("est", ("", "e")))
ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "NNS": _PLURAL, "NNPS": _PLURAL, "VBZ": _PLURAL, "VBD": _PAST, "VBN": _PAST, "VBG": _ING,
    "JJR": _MORE, "RBR": _MORE, "JJS": _MOST, "RBS": _MOST,
}  # fmt: skip
"""Tag to regular endings, the first that fits, and what the lemma may have in their place."""


UNSPELLED = re.compile(r"(?:[bcdfgkpstz]l|v|nde|[dkp]ere)$")
"""How no English verb or adjective ends: "disabl" and "receiv" lack their "e", "remande" has one too many."""


def uninflected(word: str, tag: str) -> list[str]:
    """List what a word may be a regular inflection of: `stopped` of `stopp`, `stoppe` and `stop`.

    Args:
        word: The word as written; plural names (`NNPS`) and `PCs` keep their capitals.
        tag: Its Penn Treebank tag.

    Returns:
        Candidates of two letters or more; none for irregular words and tags without endings.
    """
    form = word if tag == "NNPS" or (word[-1:].islower() and not word[1:].islower()) else word.lower()
    for ending, others in ENDINGS.get(tag, ()):
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            found = [stem + other for other in others]
            if len(stem) > 2 and stem[-1] == stem[-2] and "" in others and ending != "s":
                found.append(stem[:-1])
            spelled = [lemma for lemma in found if tag.startswith("N") or not UNSPELLED.search(lemma)]
            return [lemma for lemma in spelled or found if len(lemma) > 1]
    return []


def collect_lemmas(words: Iterable[tuple[str, str, str]], share: float = 0.8) -> dict[str, dict[str, str]]:
    """List the lemmas of a corpus.

    Args:
        words: Word, Penn Treebank tag, lemma.
        share: How much of a word's occurrences with a tag one lemma must have.

    Returns:
        Tag to word in small letters to lemma, sorted; tags of `LISTED` only.
    """
    seen: dict[tuple[str, str], dict[str, int]] = {}
    for word, tag, lemma in words:
        if tag in LISTED and lemma != "_":
            counts = seen.setdefault((tag, word.lower()), {})
            counts[lemma] = counts.get(lemma, 0) + 1
    found: dict[str, dict[str, str]] = {tag: {} for tag in sorted(LISTED)}
    for (tag, word), counts in sorted(seen.items()):
        lemma, count = max(counts.items(), key=lambda pair: pair[1])
        if count >= share * sum(counts.values()):
            found[tag][word] = lemma
    return found
