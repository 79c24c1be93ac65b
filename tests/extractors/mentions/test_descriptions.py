"""Descriptions that take up a name, and those that stay open."""

# ruff: noqa: E501 (a parsed sentence stays on one line)

from __future__ import annotations

from extractors.mentions import resolve_mentions
from extractors.records import Article
from extractors.times import find_times
from tests.extractors.parsed import parsed


def _chains(text: str) -> dict[str, list[str]]:
    doc = parsed(text)
    article = Article(id="a", source="a", text=doc.text, published="2025-11-06")
    resolution = resolve_mentions(doc, article, find_times(doc, "2025-11-06"))
    names = {entity.id: entity.name for entity in resolution.entities}
    chains: dict[str, list[str]] = {}
    for mention in resolution.mentions:
        chains.setdefault(names[mention.entity], []).append(mention.text)
    return chains


_HALVOR = "{ORG Halvor|NNP|compound|2 Shipping|NNP|nsubj|3 } grew|VBD|ROOT|3|grow .|.|punct|3\n"
_BREM = "{ORG Brem|NNP|compound|2 Lines|NNP|nsubj|3 } shrank|VBD|ROOT|3|shrink .|.|punct|3\n"
_COMPANY = "The|DT|det|2 company|NN|nsubj|3 agreed|VBD|ROOT|3|agree .|.|punct|3"


def test_the_company_is_the_only_one() -> None:
    assert _chains(_HALVOR + _COMPANY) == {"Halvor Shipping": ["Halvor Shipping", "The company"]}


def test_between_two_the_subject_of_the_sentence_before() -> None:
    assert _chains(_HALVOR + _BREM + _COMPANY) == {
        "Halvor Shipping": ["Halvor Shipping"],
        "Brem Lines": ["Brem Lines", "The company"],
    }


def test_between_two_in_one_sentence_it_stays_open() -> None:
    chains = _chains(
        "{ORG Halvor|NNP|compound|2 Shipping|NNP|nsubj|6 } and|CC|cc|5 {ORG Brem|NNP|compound|5 Lines|NNP|conj|2 } grew|VBD|ROOT|6|grow .|.|punct|6\n"
        + _COMPANY
    )
    assert "The company" not in [text for chain in chains.values() for text in chain]


def test_who_buys_the_company_is_not_the_company() -> None:
    assert _chains(
        _HALVOR
        + "{ORG Brem|NNP|compound|2 Lines|NNP|nsubj|3 } bought|VBD|ROOT|3|buy the|DT|det|5 company|NN|obj|3 .|.|punct|3"
    ) == {"Halvor Shipping": ["Halvor Shipping", "the company"], "Brem Lines": ["Brem Lines"]}


def test_a_ministry_is_no_company() -> None:
    chains = _chains(
        "{ORG Trade|NNP|compound|2 Ministry|NNP|nsubj|3 } agreed|VBD|ROOT|3|agree .|.|punct|3\n" + _COMPANY
    )
    assert chains == {"Trade Ministry": ["Trade Ministry"]}


def test_the_vessel_is_the_ship_and_its_whole_phrase_the_mention() -> None:
    assert _chains(
        """
        The|DT|det|2 ferry|NN|nsubj|5 {PERSON Anna|NNP|flat|2 Lind|NNP|flat|2 } burned|VBD|ROOT|5|burn .|.|punct|5
        The|DT|det|3 stricken|JJ|amod|3 vessel|NN|nsubj|4 sank|VBD|ROOT|4|sink .|.|punct|4
        """
    )["Anna Lind"] == ["The ferry", "Anna Lind", "The stricken vessel"]


def test_the_captain_of_the_headline_is_named_below() -> None:
    assert _chains(
        """
        Police|NNS|nsubj|2 arrest|VBP|ROOT|2|arrest captain|NN|obj|2 of|IN|case|5 ferry|NN|nmod|3
        Captain|NN|nmod:desc|2 {PERSON Ada|NNP|nsubj|4 Lind|NNP|flat|2 } denied|VBD|ROOT|4|deny it|PRP|obj|4 .|.|punct|4
        """
    )["Ada Lind"] == ["captain of ferry", "Ada Lind"]


def test_both_sides_are_the_two_sides_and_repeated_phrases_are_one() -> None:
    chains = _chains(
        """
        The|DT|det|3 two|CD|nummod|3 sides|NNS|nsubj|4|side met|VBD|ROOT|4|meet .|.|punct|4
        Both|DT|det|2 sides|NNS|nsubj|3|side left|VBD|ROOT|3|leave the|DT|det|5 ceasefire|NN|obj|3 .|.|punct|3
        The|DT|det|2 ceasefire|NN|nsubj|3 held|VBD|ROOT|3|hold .|.|punct|3
        """
    )
    assert chains == {"two sides": ["The two sides", "Both sides"], "ceasefire": ["the ceasefire", "The ceasefire"]}


def test_we_of_an_official_is_the_country_where_it_is_named() -> None:
    text = """
        {GPE Finland|NNP|nsubj|2 } agreed|VBD|ROOT|2|agree .|.|punct|2
        “|``|punct|4 We|PRP|nsubj|4 will|MD|aux|4 leave|VB|ccomp|10 ,|,|punct|4 ”|''|punct|4 a|DT|det|9 {NORP Finnish|JJ|amod|9 } official|NN|nsubj|10 said|VBD|ROOT|10|say .|.|punct|10
        """
    assert _chains(text)["Finland"] == ["Finland", "We"]


def test_a_relative_clause_binds_its_pronouns_to_the_noun() -> None:
    assert _chains(
        """
        {ORG Halvor|NNP|compound|2 Shipping|NNP|nsubj|9 } ,|,|punct|5 which|WDT|nsubj|5 raised|VBD|acl:relcl|2|raise its|PRP$|nmod:poss|7 stake|NN|obj|5 ,|,|punct|5 agreed|VBD|ROOT|9|agree .|.|punct|9
        """
    )["Halvor Shipping"] == ["Halvor Shipping", "its"]


def test_the_last_of_a_list_does_not_hide_the_woman_spoken_of_all_along() -> None:
    chains = _chains(
        """
        Mrs|NNP|nmod:desc|2 {PERSON Isa|NNP|nsubj|3 } drew|VBD|ROOT|3|draw .|.|punct|3
        {PERSON Isa|NNP|nsubj|2 } wrote|VBD|ROOT|2|write .|.|punct|2
        {PERSON Isa|NNP|nsubj|2 } sang|VBD|ROOT|2|sing .|.|punct|2
        {PERSON Isa|NNP|nsubj|2 } danced|VBD|ROOT|2|dance .|.|punct|2
        Friends|NNS|nsubj|2|friend met|VBD|ROOT|2|meet {PERSON Dxo|NNP|obj|2 Lind|NNP|flat|3 } .|.|punct|2
        She|PRP|nsubj|2 left|VBD|ROOT|2|leave .|.|punct|2
        """
    )
    assert chains["Dxo Lind"] == ["Dxo Lind"]


_BRIEF = "came|VBD|ROOT|{0}|come .|.|punct|{0}\n"


def _came(*words: str) -> str:
    """A sentence whose subject is a phrase: the last word its head, all others before it."""
    head = len(words)
    tags = {"the": "DT|det", "The": "DT|det", "a": "DT|det", "no": "DT|det"}
    tokens = [f"{word}|{tags.get(word, 'JJ|amod')}|{head}" for word in words[:-1]]
    noun = words[-1]
    tokens.append(f"{noun}|{'NNS' if noun.endswith('s') else 'NN'}|nsubj|{head + 1}|{noun.removesuffix('s')}")
    return " ".join(tokens) + " " + _BRIEF.format(head + 1)


def _phrases(text: str) -> list[list[str]]:
    return [chain for chain in _chains(text).values() if len(chain) > 1]


def test_the_official_is_the_one_spoken_of_last() -> None:
    text = _came("a", "Danish", "official") + _came("the", "official") + _came("a", "Finnish", "official")
    assert _phrases(text + _came("the", "official")) == [
        ["a Danish official", "the official"],
        ["a Finnish official", "the official"],
    ]


def test_no_delay_is_nothing_to_take_up() -> None:
    assert _phrases(_came("no", "delay") + _came("the", "delay")) == []


def test_the_same_words_name_the_same() -> None:
    assert _phrases(_came("religious", "schools") + _came("religious", "schools")) == [
        ["religious schools", "religious schools"]
    ]


def test_what_one_owner_has_under_one_noun() -> None:
    lind = "{PERSON Anna|NNP|nsubj|3 Lind|NNP|flat|1 } lost|VBD|ROOT|3|lose her|PRP$|nmod:poss|5 passport|NN|obj|3|passport .|.|punct|3\n"
    later = (
        "{PERSON Lind|NNP|nmod:poss|3 's|POS|case|1 } passport|NN|nsubj|4|passport burned|VBD|ROOT|4|burn .|.|punct|4\n"
    )
    other = (
        "{PERSON Brem|NNP|nmod:poss|3 's|POS|case|1 } passport|NN|nsubj|4|passport burned|VBD|ROOT|4|burn .|.|punct|4\n"
    )
    assert _chains(lind + other + later)["passport"] == ["her passport", "Lind's passport"]


def test_an_office_with_capitals_is_its_holder() -> None:
    text = "President|NNP|compound|2 {PERSON Anna|NNP|nsubj|4 Lind|NNP|flat|2 } left|VBD|ROOT|4|leave .|.|punct|4\n"
    text += "The|DT|det|2 President|NNP|nsubj|3|President slept|VBD|ROOT|3|sleep .|.|punct|3\n"
    assert _chains(text) == {"Anna Lind": ["Anna Lind", "The President"]}


def test_the_site_need_not_be_the_one_named_last() -> None:
    first = _came("a", "site")
    named = "The|DT|det|2 site|NN|nsubj|4|site {ORG Halvor|NNP|appos|2 } came|VBD|ROOT|4|come .|.|punct|4\n"
    assert _chains(named + _came("the", "site"))["Halvor"] == ["Halvor", "the site"]
    assert "the site" not in _chains(first + named + _came("the", "site")).get("Halvor", [])
