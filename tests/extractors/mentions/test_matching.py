"""Short and full names of one article: small parsed texts."""

from __future__ import annotations

import pytest

from extractors.mentions import resolve_mentions
from extractors.records import Article
from tests.extractors.parsed import parsed


def _line(kind: str, *name: str, article: bool = False) -> str:
    """A sentence with a name as its subject: "(The) Orla Foundation left."."""
    first = 2 if article else 1
    tokens = ["The|DT|det|2"] if article else []
    verb = first + len(name)
    tokens.append("{" + kind)
    tokens += [f"{word}|NNP|{'nsubj' if i == 0 else 'flat'}|{verb if i == 0 else first}" for i, word in enumerate(name)]
    tokens += ["}", f"left|VBD|ROOT|{verb}|leave", f".|.|punct|{verb}"]
    return " ".join(tokens) + "\n"


def _names(text: str) -> dict[str, list[str]]:
    doc = parsed(text)
    resolution = resolve_mentions(doc, Article(id="a", source="a", text=doc.text), ())
    names = {entity.id: entity.name for entity in resolution.entities}
    found: dict[str, list[str]] = {}
    for mention in resolution.mentions:
        if mention.kind == "name":
            found.setdefault(names[mention.entity], []).append(mention.text)
    return found


def test_a_surname_does_not_join_son_and_father() -> None:
    text = _line("PERSON", "Ada", "Cole") + _line("PERSON", "Cole") + _line("PERSON", "Cole", "Van", "Cole")
    found = _names(text + _line("PERSON", "Cole"))
    assert found == {"Ada Cole": ["Ada Cole", "Cole", "Cole"], "Cole Van Cole": ["Cole Van Cole"]}


@pytest.mark.parametrize(
    ("full", "short"),
    [
        pytest.param(("Lind", "Foundation", "for", "the", "Arts"), ("Lind", "Foundation"), id="cut before for"),
        pytest.param(("Danish", "Harbour", "Office"), ("Harbour", "Office"), id="without its country"),
        pytest.param(("Orla", "Commission"), ("Commission",), id="its class alone"),
        pytest.param(("Church", "of", "Orla"), ("Church",), id="its class alone, before of"),
    ],
)
def test_short_and_full_name_of_a_body(full: tuple[str, ...], short: tuple[str, ...]) -> None:
    first, second = _line("ORG", *full, article=True), _line("ORG", *short, article=True)
    assert list(_names(first + second)) == [" ".join(full)]


def test_a_class_between_two_bodies_stays_open() -> None:
    text = _line("ORG", "Orla", "Commission") + _line("ORG", "Vik", "Commission") + _line("ORG", "Commission")
    assert len(_names(text)) == 3


def test_a_university_has_other_campuses() -> None:
    text = _line("ORG", "University", "of", "Orla", "at", "Vik") + _line("ORG", "University", "of", "Orla")
    assert len(_names(text)) == 2


def test_a_body_is_not_its_council() -> None:
    text = _line("ORG", "UN") + _line("ORG", "UN", "Security", "Council")
    assert _names(text + _line("ORG", "United", "Nations", "Security", "Council")) == {
        "United Nations": ["UN"],
        "United Nations Security Council": ["UN Security Council", "United Nations Security Council"],
    }


def test_a_university_is_not_its_city() -> None:
    assert len(_names(_line("ORG", "Orla") + _line("ORG", "Orla", "University"))) == 2


def test_a_name_in_another_alphabet_behind_it() -> None:
    text = (
        "{PERSON Anna|NNP|nsubj|7 Lind|NNP|flat|1 } (|-LRB-|punct|4 {PERSON Анна|NNP|appos|1 Линд|NNP|flat|4 } "
        ")|-RRB-|punct|4 left|VBD|ROOT|7|leave .|.|punct|7\n"
    )
    assert _names(text) == {"Anna Lind": ["Anna Lind", "Анна Линд"]}


def test_the_north_is_the_only_country_named_so() -> None:
    text = _line("GPE", "North", "Korea") + _line("GPE", "South", "Korea") + _line("LOC", "North", article=True)
    assert _names(text) == {"North Korea": ["North Korea", "North"], "South Korea": ["South Korea"]}
    both = _line("GPE", "South", "Korea") + _line("GPE", "South", "Africa") + _line("LOC", "South", article=True)
    assert len(_names(both)) == 3
