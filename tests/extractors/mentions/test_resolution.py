"""Who is who within an article: small parsed texts, right and deliberately open cases."""

# ruff: noqa: E501 (a parsed sentence stays on one line)

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from extractors.mentions import Resolution, resolve_mentions
from extractors.records import Article
from extractors.times import find_times
from tests.extractors.parsed import parsed

_INTRODUCED = """
Defence|NNP|compound|2 Minister|NNP|compound|3 {PERSON Maria|NNP|nsubj|5 Rossi|NNP|flat|3 } arrived|VBD|ROOT|5|arrive .|.|punct|5
"""


def _resolve(doc: Doc, published: str | None = "2025-11-06") -> Resolution:
    article = Article(id="a", source="a", text=doc.text, published=published)
    return resolve_mentions(doc, article, find_times(doc, published))


def _chains(text: str) -> dict[str, list[str]]:
    """Return the mentions' texts by entity name."""
    resolution = _resolve(parsed(text))
    names = {entity.id: entity.name for entity in resolution.entities}
    chains: dict[str, list[str]] = {}
    for mention in resolution.mentions:
        chains.setdefault(names[mention.entity], []).append(mention.text)
    return chains


def test_a_title_is_no_part_of_the_name_and_a_surname_joins_the_full_name() -> None:
    resolution = _resolve(parsed(_INTRODUCED + "Rossi|NNP|nsubj|2 left|VBD|ROOT|2|leave .|.|punct|2"))
    (entity,) = resolution.entities
    assert (entity.id, entity.name, entity.type, entity.aliases) == (
        "maria-rossi-person",
        "Maria Rossi",
        "PERSON",
        ("Rossi",),
    )
    assert [(m.text, m.kind) for m in resolution.mentions] == [("Maria Rossi", "name"), ("Rossi", "name")]


def test_the_minister_is_the_only_one_introduced_as_a_minister() -> None:
    chains = _chains(_INTRODUCED + "The|DT|det|2 minister|NN|nsubj|3 left|VBD|ROOT|3|leave .|.|punct|3")
    assert chains == {"Maria Rossi": ["Maria Rossi", "The minister"]}


def test_the_minister_stays_open_between_two_ministers() -> None:
    chains = _chains(
        _INTRODUCED
        + """
        Foreign|NNP|compound|2 Minister|NNP|compound|3 {PERSON Ada|NNP|nsubj|5 Lind|NNP|flat|3 } stayed|VBD|ROOT|5|stay .|.|punct|5
        The|DT|det|2 minister|NN|nsubj|3 left|VBD|ROOT|3|leave .|.|punct|3
        """
    )
    assert chains == {"Maria Rossi": ["Maria Rossi"], "Ada Lind": ["Ada Lind"]}


def test_a_modifier_decides_between_two_ministers() -> None:
    chains = _chains(
        _INTRODUCED
        + """
        Foreign|NNP|compound|2 Minister|NNP|compound|3 {PERSON Ada|NNP|nsubj|5 Lind|NNP|flat|3 } stayed|VBD|ROOT|5|stay .|.|punct|5
        The|DT|det|3 foreign|JJ|amod|3 minister|NN|nsubj|4 left|VBD|ROOT|4|leave .|.|punct|4
        """
    )
    assert chains["Ada Lind"] == ["Ada Lind", "The foreign minister"]


def test_an_apposition_belongs_to_the_name() -> None:
    chains = _chains(
        """
        {PERSON Ada|NNP|nsubj|8 Lind|NNP|flat|1 } ,|,|punct|5 the|DT|det|5 mayor|NN|appos|1 of|IN|case|7 {GPE Turin|NNP|nmod|5 }
        resigned|VBD|ROOT|8|resign .|.|punct|8
        The|DT|det|2 mayor|NN|nsubj|3 left|VBD|ROOT|3|leave .|.|punct|3
        """.replace("\n        resigned", " resigned")
    )
    assert chains["Ada Lind"] == ["Ada Lind", "the mayor of Turin", "The mayor"]


def test_a_pronoun_takes_the_subject_of_the_sentence_before() -> None:
    chains = _chains(
        _INTRODUCED + "She|PRP|nsubj|2 met|VBD|ROOT|2 {PERSON Paul|NNP|obj|2 Berg|NNP|flat|3 } .|.|punct|2"
    )
    assert chains == {"Maria Rossi": ["Maria Rossi", "She"], "Paul Berg": ["Paul Berg"]}


def test_a_pronoun_of_the_other_gender_stays_open() -> None:
    chains = _chains(_INTRODUCED + "He|PRP|nsubj|2 left|VBD|ROOT|2|leave .|.|punct|2")
    assert chains == {"Maria Rossi": ["Maria Rossi"]}


def test_a_pronoun_is_not_the_co_argument_of_its_verb() -> None:
    chains = _chains("{PERSON Maria|NNP|nsubj|3 Rossi|NNP|flat|1 } called|VBD|ROOT|3|call her|PRP|obj|3 .|.|punct|3")
    assert chains == {"Maria Rossi": ["Maria Rossi"]}


def test_a_reflexive_is_the_subject() -> None:
    chains = _chains(
        "{PERSON Maria|NNP|nsubj|3 Rossi|NNP|flat|1 } defended|VBD|ROOT|3|defend herself|PRP|obj|3 .|.|punct|3"
    )
    assert chains == {"Maria Rossi": ["Maria Rossi", "herself"]}


def test_the_possessive_before_its_noun_is_the_subject() -> None:
    chains = _chains(
        "{PERSON Maria|NNP|nsubj|3 Rossi|NNP|flat|1 } sold|VBD|ROOT|3|sell her|PRP$|nmod:poss|5 house|NN|obj|3 .|.|punct|3"
    )
    assert chains == {"Maria Rossi": ["Maria Rossi", "her"]}


def test_first_person_in_a_quotation_is_the_speaker() -> None:
    chains = _chains(
        _INTRODUCED
        + "“|``|punct|4 I|PRP|nsubj|4 will|MD|aux|4 stay|VB|ccomp|8 ,|,|punct|4 ”|''|punct|4 she|PRP|nsubj|8 said|VBD|ROOT|8 .|.|punct|8"
    )
    assert chains == {"Maria Rossi": ["Maria Rossi", "I", "she"]}


def test_first_person_outside_a_quotation_stays_open() -> None:
    chains = _chains(_INTRODUCED + "I|PRP|nsubj|2 stayed|VBD|ROOT|2|stay .|.|punct|2")
    assert chains == {"Maria Rossi": ["Maria Rossi"]}


def test_it_without_a_thing_is_no_mention() -> None:
    chains = _chains(
        """
        {ORG Acme|NNP|nsubj|2 } grew|VBD|ROOT|2|grow .|.|punct|2
        It|PRP|expl|3 is|VBZ|cop|3 clear|JJ|ROOT|3 that|IN|mark|6 prices|NNS|nsubj|6 fell|VBD|csubj|3|fall .|.|punct|3
        """
    )
    assert chains == {"Acme": ["Acme"]}


def test_names_of_a_country_are_one_entity() -> None:
    resolution = _resolve(
        parsed(
            """
            The|DT|det|2 {GPE U.S.|NNP|nsubj|3 } agreed|VBD|ROOT|3|agree .|.|punct|3
            The|DT|det|3 {GPE United|NNP|compound|3 States|NNPS|nmod:poss|5 's|POS|case|3 } envoy|NN|nsubj|6 left|VBD|ROOT|6|leave .|.|punct|6
            """
        )
    )
    (entity,) = resolution.entities
    assert (entity.name, entity.aliases) == ("United States", ("U.S.",))
    assert [m.text for m in resolution.mentions] == ["U.S.", "United States"]


def test_an_acronym_joins_the_name_with_its_initials() -> None:
    chains = _chains(
        """
        The|DT|det|4 {ORG Food|NNP|compound|4 Safety|NNP|compound|4 Agency|NNP|nsubj|5 } warned|VBD|ROOT|5|warn .|.|punct|5
        {ORG FSA|NNP|compound|2 } inspectors|NNS|nsubj|3|inspector left|VBD|ROOT|3|leave .|.|punct|3
        """
    )
    assert chains == {"Food Safety Agency": ["Food Safety Agency", "FSA"]}


def test_a_surname_between_two_full_names_stays_apart() -> None:
    chains = _chains(
        """
        {PERSON Paul|NNP|nsubj|3 Berg|NNP|flat|1 } met|VBD|ROOT|3 {PERSON Ada|NNP|obj|3 Berg|NNP|flat|4 } .|.|punct|3
        {PERSON Berg|NNP|nsubj|2 } left|VBD|ROOT|2|leave .|.|punct|2
        """
    )
    assert chains == {"Paul Berg": ["Paul Berg"], "Ada Berg": ["Ada Berg"], "Berg": ["Berg"]}


def test_a_form_of_address_contradicts_a_full_name() -> None:
    chains = _chains(
        """
        {PERSON Paul|NNP|nsubj|3 Berg|NNP|flat|1 } arrived|VBD|ROOT|3|arrive .|.|punct|3
        Mrs|NNP|compound|2 {PERSON Berg|NNP|nsubj|3 } left|VBD|ROOT|3|leave .|.|punct|3
        """
    )
    assert chains == {"Paul Berg": ["Paul Berg"], "Berg": ["Berg"]}


def test_two_countries_joined_by_a_hyphen_are_two_names() -> None:
    chains = _chains(
        "The|DT|det|5 {GPE Norway|NNP|compound|4 -|HYPH|punct|4 Sweden|NNP|compound|5 } border|NN|nsubj|6 reopened|VBD|ROOT|6|reopen .|.|punct|6"
    )
    assert chains == {"Norway": ["Norway"], "Sweden": ["Sweden"]}


def test_an_institution_of_every_country_carries_its_country() -> None:
    resolution = _resolve(
        parsed(
            """
            {GPE Norway|NNP|nmod:poss|3 's|POS|case|1 } {ORG Ministry|NNP|nsubj|6 of|IN|case|5 Trade|NNP|nmod|3 } agreed|VBD|ROOT|6|agree .|.|punct|6
            {GPE Sweden|NNP|nmod:poss|3 's|POS|case|1 } {ORG Ministry|NNP|nsubj|6 of|IN|case|5 Trade|NNP|nmod|3 } refused|VBD|ROOT|6|refuse .|.|punct|6
            """
        )
    )
    names = [e.name for e in resolution.entities if e.type == "ORG"]
    assert names == ["Ministry of Trade of Norway", "Ministry of Trade of Sweden"]


def test_they_may_take_up_a_delegation() -> None:
    chains = _chains(
        """
        The|DT|det|3 Finnish|JJ|amod|3 delegation|NN|nsubj|4 prepared|VBD|ROOT|4|prepare to|TO|mark|6 leave|VB|xcomp|4 .|.|punct|4
        However|RB|advmod|5 ,|,|punct|1 they|PRP|nsubj:pass|5 were|VBD|aux:pass|5 called|VBN|ROOT|5|call back|RB|advmod|5 .|.|punct|5
        """
    )
    assert chains == {"Finnish delegation": ["The Finnish delegation", "they"]}


def test_times_with_a_value_are_mentions() -> None:
    resolution = _resolve(
        parsed(
            "{PERSON Ada|NNP|nsubj|3 Lind|NNP|flat|1 } left|VBD|ROOT|3|leave on|IN|case|5 Tuesday|NNP|obl|3 .|.|punct|3"
        )
    )
    assert [(e.id, e.name, e.type) for e in resolution.entities][1] == ("2025-11-04-date", "2025-11-04", "DATE")


def test_the_type_is_the_majority_of_a_name() -> None:
    chains = _resolve(
        parsed(
            """
            {GPE Lazio|NNP|nsubj|2 } won|VBD|ROOT|2|win .|.|punct|2
            {ORG Lazio|NNP|nsubj|2 } lost|VBD|ROOT|2|lose .|.|punct|2
            {ORG Lazio|NNP|nsubj|2 } drew|VBD|ROOT|2|draw .|.|punct|2
            """
        )
    )
    assert [(e.name, e.type) for e in chains.entities] == [("Lazio", "ORG")]


def test_by_head_finds_a_mention_at_its_syntactic_head() -> None:
    doc = parsed(_INTRODUCED)
    resolution = _resolve(doc)
    assert resolution.by_head[2].text == "Maria Rossi"


@pytest.mark.model
def test_a_name_with_an_id_of_the_users_list_keeps_its_type() -> None:
    from extractors import Article, extract
    from extractors.annotate.loading import load_pipeline

    listed = load_pipeline.__wrapped__()
    ruler = listed.add_pipe("entity_ruler", config={"overwrite_ents": True})
    ruler.add_patterns([{"label": "PRODUCT", "pattern": "Stella Nordica", "id": "ship"}])
    article = Article("ship", "ship.txt", "The Stella Nordica left Bergen on Monday. The Stella Nordica sells shares.")
    [record] = extract([article], pipeline=listed)
    assert [entity.type for entity in record.entities if entity.name == "Stella Nordica"] == ["PRODUCT"]


@pytest.mark.model
def test_a_known_group_is_an_organisation_whatever_the_annotator_sees() -> None:
    from extractors import Article, extract

    article = Article(
        "a", "a.txt", "Troops made progress against Daesh in the north. They were clearing Daesh from town."
    )
    [record] = extract([article])
    assert {entity.type for entity in record.entities if entity.name == "Daesh"} == {"ORG"}


def test_mrs_lind_is_the_wife_named_by_her_first_name() -> None:
    couple = (
        "{PERSON Daniel|NNP|nsubj|7 Lind|NNP|flat|1 } and|CC|cc|5 his|PRP$|nmod:poss|5 wife|NN|conj|1 "
        "{PERSON Isa|NNP|appos|5 } left|VBD|ROOT|7|leave .|.|punct|7\n"
    )
    later = "Mrs|NNP|compound|2 {PERSON Lind|NNP|nsubj|3 } slept|VBD|ROOT|3|sleep .|.|punct|3\n"
    assert "Lind" in _chains(couple + later)["Isa"]
    husband = "Mr|NNP|compound|2 {PERSON Lind|NNP|nsubj|3 } slept|VBD|ROOT|3|sleep .|.|punct|3\n"
    assert "Lind" in _chains(couple + husband)["Daniel Lind"]


def test_a_province_is_not_the_country_behind_it() -> None:
    chains = _chains(
        "It|PRP|nsubj|2 snowed|VBD|ROOT|2|snow in|IN|case|5 {GPE Orla|NNP|compound|5 } province|NN|obl|2 ,|,|punct|7 {GPE Iraq|NNP|appos|5 } .|.|punct|2\n"
    )
    assert chains["Iraq"] == ["Iraq"]
