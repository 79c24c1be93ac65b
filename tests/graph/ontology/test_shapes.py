"""Each shape catches its breach, and only then; what we write conforms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from extractors.errors import ArticleError
from graph import Change, KnowledgeGraph
from graph.conformance import breaches, check_article, shapes
from graph.mapping import ArticleGraph
from graph.validation import validate
from graph.vocabulary import NG, OA, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, XSD
from tests.graph.conftest import talks
from tests.graph.ontology.samples import GOOD, GRAPH, IRIS, first

ARTICLE = GRAPH.iri
STATEMENT = first(NG["place"])
DATED = first(NG["time"])
SPAN = first(OA["start"])
LIND = IRIS.entity("Mara Lind", "PERSON")
MEET = IRIS.relation("meet")
HOLD = IRIS.relation("hold position")
FAIR = NamedNode("urn:fair")
TEXT = Literal("x")
NOBODY = NamedNode("urn:nobody")


def integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD["integer"])


def without(subject: NamedNode, predicate: NamedNode) -> set[Triple]:
    return {t for t in GOOD if not (t.subject == subject and t.predicate == predicate)}


MISSING = [
    (ARTICLE, RDF["type"]),
    (ARTICLE, NG["contentSha256"]),
    (ARTICLE, SCHEMA["inLanguage"]),
    (LIND, RDF["type"]),
    (LIND, RDFS["label"]),
    (LIND, NG["mentionCount"]),
    (LIND, NG["articleCount"]),
    (MEET, RDF["type"]),
    (MEET, RDFS["label"]),
    (HOLD, RDFS["subPropertyOf"]),
    (STATEMENT, RDF["type"]),
    (STATEMENT, RDF["subject"]),
    (STATEMENT, RDF["predicate"]),
    (STATEMENT, NG["polarity"]),
    (STATEMENT, NG["modality"]),
    (STATEMENT, NG["confidence"]),
    (STATEMENT, NG["extractor"]),
    (STATEMENT, PROV["wasDerivedFrom"]),
    (STATEMENT, NG["evidence"]),
    (DATED, NG["timeText"]),
    (SPAN, RDF["type"]),
    (SPAN, OA["start"]),
    (SPAN, OA["end"]),
    (SPAN, OA["exact"]),
    (SPAN, OA["hasSource"]),
]

ADDED = [
    (ARTICLE, NG["contentSha256"], Literal("abc")),
    (ARTICLE, SCHEMA["inLanguage"], Literal("no language")),
    (ARTICLE, SCHEMA["headline"], Literal("second")),
    (ARTICLE, SCHEMA["datePublished"], Literal("yesterday")),
    (ARTICLE, SCHEMA["publisher"], TEXT),
    (ARTICLE, SCHEMA["author"], IRIS.entity("Norland", "GPE")),
    (ARTICLE, SCHEMA["url"], TEXT),
    (ARTICLE, SCHEMA["locationCreated"], TEXT),
    (ARTICLE, SCHEMA["mentions"], NOBODY),
    (LIND, RDFS["label"], Literal("Another")),
    (LIND, SKOS["altLabel"], Literal("Mara Lind")),
    (LIND, RDF["type"], SCHEMA["Thing"]),
    (LIND, RDF["type"], NG["Unresolved"]),
    (LIND, RDF["type"], SCHEMA["Event"]),
    (LIND, NG["mentionCount"], integer(-1)),
    (LIND, NG["articleCount"], integer(5)),
    (LIND, OWL["sameAs"], TEXT),
    (LIND, SKOS["closeMatch"], TEXT),
    (NOBODY, SKOS["altLabel"], TEXT),
    (MEET, RDFS["label"], Literal("Another")),
    (MEET, RDFS["label"], Literal("hold position")),
    (MEET, RDFS["subPropertyOf"], TEXT),
    (NOBODY, NG["polarity"], NG["Positive"]),
    (STATEMENT, RDF["subject"], NOBODY),
    (STATEMENT, RDF["predicate"], HOLD),
    (STATEMENT, RDF["predicate"], TEXT),
    (STATEMENT, RDF["object"], Literal("second")),
    (STATEMENT, RDF["object"], NOBODY),
    (STATEMENT, RDF["object"], Literal("1", datatype=XSD["float"])),
    (STATEMENT, NG["relation"], NG["nothing"]),
    (NG["accuse"], NG["reads"], TEXT),
    (NG["accuse"], NG["actorPart"], TEXT),
    (NG["accuse"], NG["targetPart"], TEXT),
    (STATEMENT, NG["polarity"], NG["Neutral"]),
    (STATEMENT, NG["modality"], NG["Wished"]),
    (STATEMENT, NG["attributedTo"], TEXT),
    (STATEMENT, NG["within"], LIND),
    (STATEMENT, NG["time"], Literal("today")),
    (STATEMENT, NG["timeStart"], Literal("today")),
    (STATEMENT, NG["timeEnd"], Literal("today")),
    (STATEMENT, NG["timeText"], Literal("")),
    (DATED, NG["timeStart"], Literal("2025", datatype=XSD["gYear"])),
    (DATED, NG["timeEnd"], Literal("2025", datatype=XSD["gYear"])),
    (STATEMENT, NG["place"], TEXT),
    (STATEMENT, NG["confidence"], Literal("1.5", datatype=XSD["decimal"])),
    (STATEMENT, NG["extractor"], Literal("second")),
    (STATEMENT, PROV["wasDerivedFrom"], NOBODY),
    (STATEMENT, NG["evidence"], LIND),
    (STATEMENT, SCHEMA["color"], TEXT),
    (NOBODY, SEM["eventType"], NG["Talks"]),
    (NOBODY, NG["outletCount"], TEXT),
    (FAIR, SEM["eventType"], TEXT),
    (LIND, NG["nearDuplicateOf"], MEET),
    (LIND, SCHEMA["containedInPlace"], TEXT),
    (SPAN, OA["start"], integer(99999)),
    (SPAN, OA["end"], integer(0)),
    (SPAN, OA["exact"], Literal("second")),
    (SPAN, OA["hasSource"], NOBODY),
    (SPAN, OA["hasSource"], BlankNode("b")),
]


def test_what_we_write_conforms() -> None:
    assert list(breaches(GOOD)) == []
    check_article(GRAPH, "talks.txt")


@pytest.mark.parametrize(("subject", "predicate"), MISSING)
def test_what_is_missing_is_caught(subject: NamedNode, predicate: NamedNode) -> None:
    left = without(subject, predicate)
    assert len(left) < len(GOOD)
    assert any(subject.value in line for line in breaches(left))


@pytest.mark.parametrize(("subject", "predicate", "value"), ADDED)
def test_what_is_wrong_is_caught(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
    assert any(subject.value in line for line in breaches(GOOD | {Triple(subject, predicate, value)}))


def test_every_shape_has_a_failing_example() -> None:
    caught = [line for subject, predicate in MISSING for line in breaches(without(subject, predicate))]
    caught += [line for triple in ADDED for line in breaches(GOOD | {Triple(*triple)})]
    twice = [Triple(FAIR, SEM["eventType"], TEXT), Triple(FAIR, RDF["type"], SCHEMA["Event"])]
    twice += [Triple(FAIR, SEM["hasPlace"], place) for place in (LIND, MEET)]
    twice += [Triple(ARTICLE, NG["nearDuplicateOf"], other) for other in (LIND, MEET)]
    caught += breaches(GOOD | set(twice))
    blank = BlankNode("b")
    for class_ in (SCHEMA["NewsArticle"], SCHEMA["Person"], NG["Statement"], OA["TextQuoteSelector"], RDF["Property"]):
        caught += breaches([Triple(blank, RDF["type"], class_)])
    said = "\n".join(caught)
    promised = {part.message for shape in shapes().shapes for part in (shape, *shape.properties) if part.constraints}
    assert len(promised) > 40
    assert sorted(message for message in promised if message not in said) == []


def test_offsets_and_words_must_fit() -> None:
    longer = without(SPAN, OA["end"]) | {Triple(SPAN, OA["end"], integer(5000))}
    assert any("characters between the offsets" in line for line in breaches(longer))


def test_an_article_that_breaks_a_shape_is_refused_before_it_is_written(
    kg: KnowledgeGraph,
) -> None:
    broken = ArticleGraph(GRAPH.iri, frozenset(without(STATEMENT, NG["modality"])), GRAPH.shared, GRAPH.mentions)
    with pytest.raises(ArticleError, match=r"talks\.txt.*one ng:modality") as caught:
        check_article(broken, "talks.txt")
    assert "\n" not in str(caught.value)
    wrong = replace(talks(), article=replace(talks().article, language="no language"))
    kg.add(talks("other.txt", "The Inland Mail"))
    before = len(kg.store.store)
    with pytest.raises(ArticleError, match="language tag"):
        kg.add(wrong)
    assert len(kg.store.store) == before
    assert list(validate(kg)) == []
    assert kg.add(talks()) is Change.ADDED


def test_validate_finds_nothing_in_a_good_graph_and_drift_in_a_bad_one(kg: KnowledgeGraph) -> None:
    kg.add(talks())
    assert list(validate(kg)) == []
    article = next(kg.store.articles())
    statement = min(kg.store.statements(), key=str)
    kg.store.store.add(Quad(LIND, MEET, LIND))
    kg.store.store.add(Quad(statement, NG["within"], NamedNode("urn:gone"), article))
    kg.store.store.add(Quad(NOBODY, RDF["type"], SCHEMA["Person"], NamedNode("urn:graph")))
    problems = "\n".join(validate(kg))
    assert "no article supports it" in problems
    assert "urn:gone" in problems
    assert "urn:graph: a named graph that describes no article" in problems
