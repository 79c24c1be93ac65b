"""ClearNLP trees, labelled as the en_core_web pipelines label them, and the UD trees they become."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.annotate.mapping import ClearNLPToUD, clearnlp_to_ud

POS = {
    **dict.fromkeys(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"], "VERB"),
    **dict.fromkeys(["NN", "NNS"], "NOUN"),
    **dict.fromkeys(["NNP", "NNPS"], "PROPN"),
    **dict.fromkeys(["PRP", "WP", "EX", "WDT"], "PRON"),
    **dict.fromkeys(["DT", "PRP$"], "DET"),
    **dict.fromkeys(["JJ", "JJR"], "ADJ"),
    **dict.fromkeys(["RB", "WRB"], "ADV"),
    **dict.fromkeys(["IN", "RP"], "ADP"),
    **dict.fromkeys(["TO", "POS"], "PART"),
    **dict.fromkeys([",", "."], "PUNCT"),
    "MD": "AUX",
    "CC": "CCONJ",
    "CD": "NUM",
    "$": "SYM",
}
BE = {"is", "are", "was", "were", "be", "been", "being", "'s"}

# The tree as "word TAG relation head", heads by number from 1 (0: root); UD relations as "relation(head, word)".
CASES = {
    "passive with agent": (
        "The DT det 2 | deal NN nsubjpass 4 | was VBD auxpass 4 | signed VBN ROOT 0 "
        "| by IN agent 4 | ministers NNS pobj 5",
        "ROOT(signed) nsubj:pass(signed, deal) aux:pass(signed, was) obl:agent(signed, ministers) case(ministers, by)",
    ),
    "preposition of a verb": (
        "They PRP nsubj 2 | met VBD ROOT 0 | in IN prep 2 | Paris NNP pobj 3",
        "nsubj(met, They) obl(met, Paris) case(Paris, in)",
    ),
    "preposition of a noun": (
        "Talks NNS nsubj 6 | on IN prep 1 | the DT det 4 | border NN pobj 2 | have VBP aux 6 | failed VBN ROOT 0",
        "nsubj(failed, Talks) nmod(Talks, border) case(border, on) det(border, the) aux(failed, have)",
    ),
    "copula with noun": (
        "He PRP nsubj 2 | is VBZ ROOT 0 | a DT det 4 | member NN attr 2 | of IN prep 4 "
        "| parliament NN pobj 5 | . . punct 2",
        "ROOT(member) nsubj(member, He) cop(member, is) nmod(member, parliament) case(parliament, of) punct(member, .)",
    ),
    "copula with adjective": (
        "The DT det 2 | talks NNS nsubj 5 | were VBD ROOT 0 | n't RB neg 3 | difficult JJ acomp 3",
        "ROOT(difficult) nsubj(difficult, talks) cop(difficult, were) advmod(difficult, n't)",
    ),
    "copula with place": (
        "The DT det 2 | envoy NN nsubj 3 | was VBD ROOT 0 | in IN prep 3 | Kabul NNP pobj 4 | yesterday NN npadvmod 3",
        "ROOT(Kabul) nsubj(Kabul, envoy) cop(Kabul, was) case(Kabul, in) obl:unmarked(Kabul, yesterday)",
    ),
    "copula in a clause": (
        "They PRP nsubj 2 | said VBD ROOT 0 | that IN mark 5 | it PRP nsubj 5 | was VBD ccomp 2 | ready JJ acomp 5",
        "ccomp(said, ready) mark(ready, that) nsubj(ready, it) cop(ready, was)",
    ),
    "existential": (
        "There EX expl 2 | is VBZ ROOT 0 | a DT det 4 | plan NN attr 2 | in IN prep 2 | place NN pobj 5",
        "ROOT(is) expl(is, There) nsubj(is, plan) obl(is, place) case(place, in)",
    ),
    "infinitive": (
        "They PRP nsubj 2 | want VBP ROOT 0 | to TO aux 4 | resume VB xcomp 2 | talks NNS dobj 4",
        "xcomp(want, resume) mark(resume, to) obj(resume, talks)",
    ),
    "recipient without a preposition": (
        "They PRP nsubj 2 | gave VBD ROOT 0 | him PRP dative 2 | a DT det 5 | letter NN dobj 2",
        "iobj(gave, him) obj(gave, letter)",
    ),
    "recipient with a preposition": (
        "They PRP nsubj 2 | gave VBD ROOT 0 | a DT det 4 | letter NN dobj 2 | to IN dative 2 | him PRP pobj 5",
        "obj(gave, letter) obl(gave, him) case(him, to)",
    ),
    "coordination of three": (
        "Iran NNP nsubj 6 | , , punct 1 | Iraq NNP conj 1 | and CC cc 3 | Syria NNP conj 3 | met VBD ROOT 0",
        "nsubj(met, Iran) conj(Iran, Iraq) conj(Iran, Syria) cc(Syria, and) punct(Iraq, ,)",
    ),
    "coordination of verbs": (
        "He PRP nsubj 2 | came VBD ROOT 0 | and CC cc 2 | left VBD conj 2 | quickly RB advmod 4",
        "conj(came, left) cc(left, and) advmod(left, quickly)",
    ),
    "coordination of prepositions": (
        "They PRP nsubj 2 | met VBD ROOT 0 | in IN prep 2 | Doha NNP pobj 3 | and CC cc 3 "
        "| in IN conj 3 | Rome NNP pobj 6",
        "obl(met, Doha) case(Doha, in) conj(Doha, Rome) cc(Rome, and) case(Rome, in)",
    ),
    "relative clause": (
        "The DT det 2 | man NN nsubj 6 | who WP nsubj 4 | won VBD relcl 2 | has VBZ aux 6 | resigned VBN ROOT 0",
        "acl:relcl(man, won) nsubj(won, who) aux(resigned, has)",
    ),
    "relative clause with a preposition": (
        "The DT det 2 | house NN ROOT 0 | in IN prep 6 | which WDT pobj 3 | he PRP nsubj 6 | lives VBZ relcl 2",
        "acl:relcl(house, lives) obl(lives, which) case(which, in)",
    ),
    "possessor": (
        "Turkey NNP poss 3 | 's POS case 1 | ministry NN nsubj 4 | spoke VBD ROOT 0",
        "nmod:poss(ministry, Turkey) case(Turkey, 's)",
    ),
    "gerund after a preposition": (
        "He PRP nsubj 2 | left VBD ROOT 0 | after IN prep 2 | signing VBG pcomp 3 | it PRP dobj 4",
        "advcl(left, signing) mark(signing, after) obj(signing, it)",
    ),
    "nested prepositions": (
        "He PRP nsubj 2 | came VBD ROOT 0 | from IN prep 2 | behind IN pcomp 3 | bars NNS pobj 4",
        "obl(came, bars) case(bars, from) case(bars, behind)",
    ),
    "according to": (
        "It PRP nsubj 2 | failed VBD ROOT 0 | according VBG prep 2 | to IN prep 3 | officials NNS pobj 4",
        "obl(failed, officials) case(officials, according) fixed(according, to)",
    ),
    "money": (
        "They PRP nsubj 2 | paid VBD ROOT 0 | $ $ quantmod 5 | 4 CD compound 5 "
        "| million CD dobj 2 | for IN prep 5 | oil NN pobj 6",
        "obj(paid, $) nummod($, million) compound(million, 4) nmod($, oil) case(oil, for)",
    ),
    "title and name of a person": (
        "Defence NNP compound 2 | Minister NNP compound 4 | Anna NNP compound 4 "
        "| Roth NNP nsubj 5 | resigned VBD ROOT 0",
        "nsubj(resigned, Anna) flat(Anna, Roth) nmod:desc(Anna, Minister) compound(Minister, Defence)",
    ),
    "object predicate": (
        "They PRP nsubj 2 | elected VBD ROOT 0 | her PRP dobj 2 | president NN oprd 2",
        "obj(elected, her) xcomp(elected, president)",
    ),
    "particle and adverbial noun": (
        "They PRP nsubj 2 | called VBD ROOT 0 | off RP prt 2 | talks NNS dobj 2 | Monday NNP npadvmod 2",
        "compound:prt(called, off) obl:unmarked(called, Monday)",
    ),
    "measure before an adjective": (
        "He PRP nsubj 2 | is VBZ ROOT 0 | 45 CD nummod 4 | years NNS npadvmod 5 | old JJ acomp 2",
        "ROOT(old) cop(old, is) obl:unmarked(old, years) nummod(years, 45)",
    ),
    "about so many": (
        "About RB quantmod 2 | 300 CD nummod 3 | people NNS nsubj 4 | fled VBD ROOT 0",
        "advmod(300, About) nummod(people, 300) nsubj(fled, people)",
    ),
    "negated modal": (
        "It PRP nsubj 4 | can MD aux 4 | not RB neg 4 | work VB ROOT 0",
        "aux(work, can) advmod(work, not) nsubj(work, It)",
    ),
    "both and": (
        "Both CC preconj 2 | Iran NNP nsubj 5 | and CC cc 2 | Iraq NNP conj 2 | agreed VBD ROOT 0",
        "cc:preconj(Iran, Both) conj(Iran, Iraq) cc(Iraq, and)",
    ),
    "participle and apposition": (
        "Ali NNP nsubj 8 | , , punct 1 | a DT det 4 | man NN appos 1 | known VBN acl 4 "
        "| as IN prep 5 | Abu NNP pobj 6 | died VBD ROOT 0",
        "appos(Ali, man) acl(man, known) obl(known, Abu) case(Abu, as)",
    ),
}  # fmt: skip


def build(rows: str) -> Doc:
    cells = [row.split() for row in rows.split(" | ")]
    words, tags, deps, heads = zip(*cells, strict=True)
    doc = Doc(
        spacy.blank("en").vocab,
        words=list(words),
        tags=list(tags),
        pos=["AUX" if w in BE and t != "POS" else POS[t] for w, t in zip(words, tags, strict=True)],
        lemmas=["be" if w in BE and t != "POS" else w.lower() for w, t in zip(words, tags, strict=True)],
        deps=list(deps),
        heads=[int(h) - 1 if int(h) else i for i, h in enumerate(heads)],
    )
    names = [i for i, w in enumerate(words) if w in {"Anna", "Roth"}]
    if names:
        doc.ents = [Span(doc, names[0], names[-1] + 1, label="PERSON")]
    return doc


def relations(doc: Doc) -> set[str]:
    return {f"{t.dep_}({t.text})" if t.head.i == t.i else f"{t.dep_}({t.head.text}, {t.text})" for t in doc}


@pytest.mark.parametrize("name", CASES)
def test_construction(name: str) -> None:
    rows, expected = CASES[name]
    doc = clearnlp_to_ud(build(rows))
    assert set(expected.replace(") ", ")\n").split("\n")) <= relations(doc)
    assert sum(t.dep_ == "ROOT" for t in doc) == 1
    assert len(list(doc.sents)) == 1


@pytest.mark.parametrize("name", CASES)
def test_no_clearnlp_label_stays(name: str) -> None:
    doc = clearnlp_to_ud(build(CASES[name][0]))
    left = {t.dep_ for t in doc} & {
        "dobj",
        "pobj",
        "prep",
        "nsubjpass",
        "attr",
        "acomp",
        "agent",
        "relcl",
        "npadvmod",
        "neg",
    }
    assert not left


def test_empty_doc() -> None:
    assert len(clearnlp_to_ud(Doc(spacy.blank("en").vocab))) == 0


def test_component_from_its_entry_point() -> None:
    nlp = Language()
    pipe = nlp.add_pipe("newsgraph_clearnlp_to_ud")
    assert isinstance(pipe, ClearNLPToUD)
    (doc,) = pipe.pipe([build(CASES["existential"][0])])
    assert "nsubj(is, plan)" in relations(doc)
