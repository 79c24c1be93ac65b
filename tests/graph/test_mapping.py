"""Records to RDF, checked triple by triple against section 3 of the contract."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from extractors.records import Entity, Extraction
from graph.mapping import ArticleGraph, map_extraction, statement_iris
from graph.vocabulary import NG, OA, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, Instances
from tests.graph.conftest import RecordBuilder, talks

IRIS = Instances()


def mapped(record: Extraction) -> ArticleGraph:
    return map_extraction(record, IRIS)


def values(graph: ArticleGraph, subject: NamedNode, predicate: NamedNode) -> set[str]:
    return {t.object.value for t in graph.triples | graph.shared if t.subject == subject and t.predicate == predicate}


def statement(record: Extraction, relation: str) -> NamedNode:
    fact = next(fact for fact in record.facts if fact.relation.label == relation)
    return statement_iris(record, IRIS)[fact.id]


def test_article() -> None:
    record = talks()
    graph = mapped(record)
    assert values(graph, graph.iri, RDF["type"]) == {SCHEMA["NewsArticle"].value}
    assert values(graph, graph.iri, SCHEMA["headline"]) == {"Rivals to meet"}
    assert values(graph, graph.iri, SCHEMA["datePublished"]) == {"2025-11-06"}
    assert values(graph, graph.iri, NG["contentSha256"]) == {record.article.sha256}
    publisher = NamedNode(values(graph, graph.iri, SCHEMA["publisher"]).pop())
    assert values(graph, publisher, RDFS["label"]) == {"The Harbour Post"}
    assert values(graph, publisher, RDF["type"]) == {SCHEMA["Organization"].value}


def test_no_machine_path_and_no_blank_node_in_the_graph() -> None:
    graph = mapped(talks("/home/someone/secret/talks.txt"))
    text = "\n".join(map(str, graph.triples | graph.shared))
    assert "secret" not in text
    assert "_:" not in text


@pytest.mark.parametrize(
    ("kind", "classes"),
    [
        ("PERSON", {SCHEMA["Person"]}),
        ("ORG", {SCHEMA["Organization"]}),
        ("NORP", {NG["Group"]}),
        ("EVENT", {SCHEMA["Event"], SEM["Event"]}),
        ("PRODUCT", {SCHEMA["Product"]}),
        ("WORK_OF_ART", {SCHEMA["CreativeWork"]}),
        ("LAW", {SCHEMA["CreativeWork"]}),
        ("LOC", {SCHEMA["Place"]}),
        ("CONCEPT", {NG["Concept"]}),
    ],
)
def test_classes_of_entities(kind: str, classes: set[NamedNode]) -> None:
    record = RecordBuilder("a").entity("Xyz", kind).sentence("Xyz is here.").build()
    assert values(mapped(record), IRIS.entity("Xyz", kind), RDF["type"]) == {class_.value for class_ in classes}


@pytest.mark.parametrize(("name", "class_"), [("Turkey", "Country"), ("Istanbul", "City"), ("Ruritania", "Place")])
def test_countries_and_cities_are_told_apart(name: str, class_: str) -> None:
    record = RecordBuilder("a").entity(name, "GPE").sentence(f"{name} is here.").build()
    assert values(mapped(record), IRIS.entity(name, "GPE"), RDF["type"]) == {SCHEMA[class_].value}


def test_names_and_counts_of_an_entity() -> None:
    graph = mapped(talks())
    lind = IRIS.entity("Mara Lind", "PERSON")
    assert values(graph, lind, RDFS["label"]) == {"Mara Lind"}
    assert values(graph, lind, SKOS["altLabel"]) == {"Lind"}
    assert graph.mentions[lind] == 2


def test_statement_of_a_plan() -> None:
    record = talks()
    graph, iri = mapped(record), statement(record, "meet")
    assert values(graph, iri, RDF["type"]) == {NG["Statement"].value}
    assert values(graph, iri, RDF["subject"]) == {IRIS.entity("Norland", "GPE").value}
    assert values(graph, iri, RDF["object"]) == {IRIS.entity("Sudria", "GPE").value}
    assert values(graph, iri, NG["modality"]) == {NG["Planned"].value}
    assert values(graph, iri, NG["polarity"]) == {NG["Positive"].value}
    assert values(graph, iri, NG["time"]) == {"2025-11-10"}
    assert values(graph, iri, NG["timeText"]) == {"Monday"}
    assert values(graph, iri, NG["place"]) == {IRIS.entity("Geneva", "GPE").value}
    assert values(graph, iri, IRIS.relation("for")) == {IRIS.entity("talks", "CONCEPT").value}
    assert values(graph, iri, NG["confidence"]) == {"0.9"}
    assert values(graph, iri, PROV["wasDerivedFrom"]) == {graph.iri.value}


def test_evidence_is_the_sentence_with_its_offsets() -> None:
    record = talks()
    graph = mapped(record)
    span = NamedNode(values(graph, statement(record, "meet"), NG["evidence"]).pop())
    start, end = (int(values(graph, span, OA[name]).pop()) for name in ("start", "end"))
    assert values(graph, span, OA["exact"]) == {record.article.text[start:end]}
    assert values(graph, span, RDF["type"]) == {OA["TextPositionSelector"].value, OA["TextQuoteSelector"].value}
    assert values(graph, span, OA["hasSource"]) == {graph.iri.value}


def test_a_position_is_a_job_title() -> None:
    graph, relation = mapped(talks()), IRIS.relation("hold position")
    assert relation.value.endswith("relation/hold_position")
    assert values(graph, relation, RDFS["subPropertyOf"]) == {SCHEMA["jobTitle"].value, NG["holdPosition"].value}
    assert (
        Triple(IRIS.entity("Mara Lind", "PERSON"), relation, IRIS.entity("foreign minister", "CONCEPT")) in graph.shared
    )


def test_a_saying_holds_the_exact_words_and_its_content_is_attributed() -> None:
    record = talks()
    graph, saying, content = mapped(record), statement(record, "say"), statement(record, "break")
    assert values(graph, saying, RDF["object"]) == {"Sudria has broken the truce"}
    assert values(graph, content, NG["within"]) == {saying.value}
    assert values(graph, content, NG["attributedTo"]) == {IRIS.entity("Mara Lind", "PERSON").value}


def plain(record: Extraction, relation: str) -> bool:
    return any(t.predicate == IRIS.relation(relation) for t in mapped(record).shared)


def test_plain_triples_are_only_what_the_article_itself_asserts() -> None:
    record = talks()
    assert plain(record, "hold position")
    assert plain(record, "say")
    assert plain(record, "expel")
    assert not plain(record, "meet"), "planned"
    assert not plain(record, "break"), "attributed"
    assert not plain(record, "sign"), "negative"


def test_plain_triples_need_confidence_and_no_known_subject() -> None:
    b = RecordBuilder("a").entity("Ann Ray", "PERSON").entity("Rome", "GPE").sentence("Ann Ray saw Rome. ")
    b.fact("Ann Ray", "saw", "Rome", confidence=0.49)
    assert not plain(b.build(), "saw")
    b = RecordBuilder("a").entity("Rome", "GPE").sentence("They saw Rome.")
    b.fact("They", "saw", "Rome")
    assert plain(b.build(), "saw")


def test_words_that_describe_the_subject_are_a_concept_and_not_the_subject_again() -> None:
    b = RecordBuilder("a").entity("Mara Lind", "PERSON").sentence("Mara Lind is the minister and likes herself.")
    b.fact("Mara Lind", ("is", "be"), ("the minister", "Mara Lind"))
    b.fact("Mara Lind", ("likes", "like"), ("herself", "Mara Lind"))
    record = b.build()
    graph, lind = mapped(record), IRIS.entity("Mara Lind", "PERSON")
    assert values(graph, statement(record, "be"), RDF["object"]) == {IRIS.entity("minister", "CONCEPT").value}
    assert values(graph, statement(record, "like"), RDF["object"]) == {lind.value}


def test_a_title_before_a_name_is_the_same_concept_as_after_it() -> None:
    b = RecordBuilder("a").entity("Mara Lind", "PERSON").entity("Sudria", "GPE").sentence("The Sudria Envoy Mara Lind.")
    b.fact("Mara Lind", ("Envoy", "hold position"), ("The Sudria Envoy", "Mara Lind"))
    record = b.build()
    found = values(mapped(record), statement(record, "hold position"), RDF["object"])
    assert found == {IRIS.entity("Sudria envoy", "CONCEPT").value}


def test_typed_objects() -> None:
    b = RecordBuilder("a").entity("Ann Ray", "PERSON").sentence("Ann Ray has 12 cats since 2025-11-06 and 3.50 euros.")
    b.fact("Ann Ray", "has", "12", value="12")
    b.fact("Ann Ray", "has", "2025-11-06", value="2025-11-06")
    b.fact("Ann Ray", "has", "3.50", value="3.50")
    b.fact("Ann Ray", "has", "cats")
    kinds = {
        t.object.datatype.value.rpartition("#")[2] for t in mapped(b.build()).triples if t.predicate == RDF["object"]
    }
    assert kinds == {"integer", "date", "decimal", "string"}


def test_an_unknown_time_keeps_the_words_only() -> None:
    b = RecordBuilder("a").entity("Ann Ray", "PERSON").sentence("Ann Ray left someday.")
    b.fact("Ann Ray", "left", time=("someday", "not a date"))
    graph = mapped(b.build())
    assert {t.predicate for t in graph.triples if t.predicate.value.startswith(NG["time"].value)} == {NG["timeText"]}


def test_equal_records_give_equal_graphs_whatever_the_order_of_their_parts() -> None:
    record = talks()
    turned = replace(record, facts=record.facts[::-1], entities=record.entities[::-1], mentions=record.mentions[::-1])
    assert mapped(record) == mapped(turned)


def test_ids_that_an_extractor_chooses_do_not_matter() -> None:
    record = talks()
    renamed = {fact.id: f"f{i}" for i, fact in enumerate(record.facts)}
    facts = tuple(replace(f, id=renamed[f.id], within=renamed.get(f.within or "")) for f in record.facts)
    assert mapped(record) == mapped(replace(record, facts=facts))


def test_a_statement_costs_ten_quads_and_one_for_each_further_thing_the_fact_has() -> None:
    record = talks()
    graph, statements = mapped(record), statement_iris(record, IRIS)
    for fact in record.facts:
        further = sum(part is not None for part in (fact.attributed_to, fact.within, fact.place)) + len(fact.qualifiers)
        further += 0 if fact.time is None else 2
        base = 10 if fact.object is not None else 9
        assert sum(t.subject == statements[fact.id] for t in graph.triples) == base + further


def test_facts_of_one_sentence_share_their_evidence() -> None:
    record = talks()
    graph = mapped(record)
    spans = {t.object for t in graph.triples if t.predicate == NG["evidence"]}
    assert len(spans) == len({fact.sentence for fact in record.facts}) < len(record.facts)
    assert sum(t.subject in spans for t in graph.triples) == 6 * len(spans)


def test_hostile_links_and_names_do_no_harm() -> None:
    b = RecordBuilder("a").entity(
        '<b>\ud800 "x"', "ORG", links=("javascript:alert(1)", "https://ok.example/a", "http://a b")
    )
    b.sentence('Here is <b>\ud800 "x" again.')
    graph = mapped(b.build())
    same = {t.object for t in graph.shared if t.predicate.value.endswith("sameAs")}
    assert same == {NamedNode("https://ok.example/a")}
    assert Literal('<b>\ufffd "x"') in {t.object for t in graph.shared}


def test_dates_and_amounts_are_no_entities_unless_something_is_said_about_them() -> None:
    record = RecordBuilder("a").entity("Monday", "DATE").sentence("It was Monday.").build()
    assert not mapped(record).shared
    record = replace(record, entities=(Entity("e0", "Monday", "DATE"),))
    assert not mapped(record).shared
