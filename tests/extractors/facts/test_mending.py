"""Each step on the wrong parse that it knows, and the property that a tree stays a tree."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.facts.mending import STEPS, Tree, mend

POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBZ": "VERB",
    "VBP": "VERB",
    "VBN": "VERB", "VBG": "VERB", "JJ": "ADJ", "RB": "ADV", "IN": "ADP", "TO": "PART", "DT": "DET", "CD": "NUM",
    "PRP": "PRON",
    "PRP$": "PRON", "CC": "CCONJ", "MD": "AUX", "POS": "PART", ".": "PUNCT", ",": "PUNCT", ":": "PUNCT", "''": "PUNCT",
    "``": "PUNCT", "WDT": "PRON",
    "WP": "PRON",
    "HYPH": "PUNCT",
    "$": "SYM", "RBR": "ADV", "JJR": "ADJ", "RP": "ADP", "SYM": "SYM",
}  # fmt: skip
BE = {"is", "are", "was", "were", "been", "be"}
LEMMAS = {
    "said": "say", "told": "tell", "ruled": "rule", "left": "leave", "paused": "pause", "accused": "accuse",
    "killed": "kill",
    "denied": "deny", "elected": "elect", "appointed": "appoint", "was": "be", "were": "be", "met": "meet",
    "fired": "fire",
    "promised": "promise", "voters": "voter", "taxes": "tax",
    "lost": "lose",
    "arrested": "arrest", "stabbed": "stab", "worked": "work", "quits": "quit", "leaked": "leak", "emails":
    "email", "called": "call",
    "owned": "own", "suspects": "suspect", "minors": "minor", "remanded": "remand", "residents": "resident",
    "complained": "complain", "had": "have", "been": "be", "operates": "operate", "has": "have", "links":
    "link", "councillors": "councillor", "resigned": "resign", "shelling": "shell", "denies": "deny",
    "is": "be", "businesses": "business", "decisions": "decision",
    "closed": "close", "images": "image", "wearing": "wear", "posted": "post",
    "ranging": "range",
    "shares": "share", "jumped": "jump", "fell": "fall", "rose": "rise", "compared": "compare", "dozens":
    "dozen", "injured": "injure", "scored": "score", "came": "come", "are": "be", "stopped": "stop", "hours":
    "hour", "went": "go", "copies": "copy", "voted": "vote", "abstaining": "abstain",
}  # fmt: skip


def tree(text: str) -> Tree:
    """Build a tree from "word/tag/head:relation" (heads from 1, 0 for the root), with "/TYPE" for a name."""
    parts = [item.split("/") for item in text.split()]
    words = [p[0] for p in parts]
    arcs = [p[2].split(":", 1) for p in parts]
    lowers = [word.lower() for word in words]
    return Tree(
        words=words,
        lower=lowers,
        lemmas=[LEMMAS.get(word, word) for word in lowers],
        pos=["AUX" if w in BE and a[1] != "root" else POS[p[1]] for w, p, a in zip(lowers, parts, arcs, strict=True)],
        tags=[p[1] for p in parts],
        deps=["ROOT" if dep == "root" else dep for _, dep in arcs],
        heads=[int(head) - 1 for head, _ in arcs],
        entity=[p[3] if len(p) > 3 else "" for p in parts],
    )


@dataclass(frozen=True)
class Mended:
    """A step, the wrong parse that shows it, and arcs that must stand afterwards ("office nsubj said")."""

    step: str
    before: str
    after: tuple[str, ...]


MENDED = (
    Mended(
        "final_speaker",
        "Talks/NNS/4:nsubj were/VBD/4:cop all/RB/4:advmod close/JJ/12:ccomp after/IN/7:mark days/NNS/7:nsubj "
        "brought/VBD/4:advcl nothing/NN/7:obj ,/,/4:punct officials/NNS/7:nsubj there/RB/10:advmod said/VBD/0:root "
        "././12:punct",
        ("officials nsubj said", "Talks nsubj close"),
    ),
    Mended(
        "inverted_speaker",
        "It/PRP/3:nsubj is/VBZ/3:cop illegal/JJ/0:root ,/,/5:punct ruled/VBN/3:advcl Judge/NN/7:nmod:desc "
        "Carter/NNP/5:nsubj:pass/PERSON ././3:punct",
        ("Carter nsubj ruled", "ruled parataxis illegal"),
    ),
    Mended(
        "beyond_the_speaker",
        "“/``/4:punct The/DT/3:det gate/NN/4:nsubj broke/VBD/9:ccomp ,/,/4:punct ”/''/4:punct the/DT/8:det "
        "mayor/NN/9:nsubj "
        "told/VBD/0:root reporters/NNS/9:iobj in/IN/12:case Kutaisi/NNP/4:obl/GPE ././9:punct",
        ("Kutaisi obl told",),
    ),
    Mended(
        "appointed",
        "Voters/NNS/2:nsubj elected/VBD/0:root Lopez/NNP/4:compound/PERSON president/NN/2:obj ././2:punct",
        ("Lopez obj elected", "president xcomp elected"),
    ),
    Mended(
        "acting_title",
        "Acting/VBG/4:advcl President/NNP/3:nmod:desc Ruiz/NNP/4:nsubj/PERSON met/VBD/0:root them/PRP/4:obj "
        "././4:punct",
        ("Acting amod President",),
    ),
    Mended(
        "titled_subject",
        "The/DT/2:det minister/NN/4:nsubj Ruiz/NNP/4:nsubj/PERSON denied/VBD/0:root it/PRP/4:obj ././4:punct",
        ("minister nmod:desc Ruiz", "Ruiz nsubj denied"),
    ),
    Mended(
        "that_before_plural",
        "They/PRP/2:nsubj said/VBD/0:root he/PRP/4:nsubj fired/VBD/2:ccomp and/CC/8:cc that/DT/7:det "
        "dozens/NNS/8:nsubj died/VBD/4:conj ././2:punct",
        ("that mark died",),
    ),
    Mended(
        "due_to",
        "The/DT/2:det ship/NN/6:nsubj is/VBZ/6:cop due/JJ/6:case to/IN/4:fixed leave/VB/0:root on/IN/8:case "
        "Friday/NNP/6:obl/DATE ././6:punct",
        ("ship nsubj due", "leave xcomp due", "to mark leave", "Friday obl leave"),
    ),
    Mended(
        "close_to",
        "The/DT/2:det talks/NNS/4:nsubj were/VBD/4:cop close/JJ/0:root to/TO/6:mark collapse/VB/4:advcl "
        "after/IN/9:case "
        "a/DT/9:det row/NN/6:obl ././4:punct",
        ("collapse obl close", "to case collapse", "row obl close"),
    ),
    Mended(
        "according_to",
        "They/PRP/2:nsubj met/VBD/0:root leaders/NNS/2:obj in/IN/5:case Kabul/NNP/3:nmod/GPE ,/,/10:punct "
        "according/VBG/10:case to/IN/7:fixed two/CD/10:nummod aides/NNS/3:nmod ././2:punct",
        ("aides obl met",),
    ),
    Mended(
        "purpose",
        "They/PRP/2:nsubj paused/VBD/0:root the/DT/4:det talks/NNS/2:obj to/TO/6:mark seek/VB/4:acl "
        "advice/NN/6:obj ././2:punct",
        ("seek advcl paused",),
    ),
    Mended(
        "charge",
        "They/PRP/2:nsubj accused/VBD/0:root the/DT/4:det firm/NN/2:obj of/IN/6:mark hiding/VBG/4:acl "
        "files/NNS/6:obj ././2:punct",
        ("hiding advcl accused",),
    ),
    Mended(
        "clause_after",
        "They/PRP/2:nsubj fled/VBD/0:root ,/,/9:punct four/CD/5:nummod/DATE days/NNS/9:obl:unmarked/DATE "
        "after/IN/8:case "
        "a/DT/8:det fire/NN/9:obl killed/VBD/2:advcl people/NNS/9:obj ././2:punct",
        ("fire nsubj killed", "after mark killed"),
    ),
    Mended(
        "missing_subject",
        "Talks/NNS/8:obj in/IN/3:case Oslo/NNP/1:nmod/GPE were/VBD/5:cop close/JJ/0:root after/IN/8:mark "
        "rows/NNS/8:nsubj "
        "broke/VBD/5:advcl out/RB/8:advmod ././5:punct",
        ("Talks nsubj close",),
    ),
    Mended(
        "active_subject",
        "Croatian/JJ/2:amod police/NNS/3:nsubj:pass arrested/VBD/0:root the/DT/5:det captain/NN/3:obj ././3:punct",
        ("police nsubj arrested",),
    ),
    Mended(
        "temporal_complement",
        "Officials/NNS/2:nsubj said/VBD/0:root so/RB/2:advmod ,/,/8:punct hours/NNS/8:obl:unmarked/TIME "
        "before/IN/8:mark "
        "talks/NNS/8:nsubj resumed/VBD/2:ccomp ././2:punct",
        ("resumed advcl said",),
    ),
    Mended(
        "closing_participle",
        "A/DT/2:det court/NN/3:nsubj told/VBD/0:root it/PRP/3:obj to/TO/6:mark pay/VB/3:xcomp ,/,/8:punct "
        "handing/VBG/6:advcl "
        "victory/NN/8:obj ././3:punct",
        ("handing advcl told",),
    ),
    Mended(
        "with_absolute",
        "They/PRP/2:nsubj left/VBD/0:root ,/,/8:punct with/IN/8:case both/DT/6:det sides/NNS/2:obl under/IN/8:case "
        "pressure/NN/2:obl ././2:punct",
        ("sides nsubj pressure", "pressure advcl left"),
    ),
    Mended(
        "headline_verb",
        "Vantia/NNP/2:compound/ORG drops/NNS/3:compound bid/NN/0:root for/IN/5:case Norsk/NNP/3:nmod/ORG "
        "after/IN/7:case "
        "report/NN/3:nmod",
        ("Vantia nsubj drops", "bid obj drops", "report obl drops", "Norsk nmod bid"),
    ),
    Mended(
        "second_verb_of_saying",
        "He/PRP/2:nsubj said/VBD/0:root the/DT/4:det army/NN/5:nsubj left/VBD/2:ccomp and/CC/7:cc "
        "denied/VBD/5:conj that/IN/10:mark "
        "it/PRP/10:nsubj fired/VBD/7:ccomp ././2:punct",
        ("denied conj said",),
    ),
    Mended(
        "clause_as_subject",
        "That/IN/4:mark the/DT/3:det mayor/NN/4:nsubj resigned/VBD/5:advcl surprised/VBD/0:root the/DT/7:det "
        "council/NN/5:obj ././5:punct",
        ("resigned csubj surprised",),
    ),
    Mended(
        "gapped_object",
        "Anna/NNP/2:nsubj/PERSON won/VBD/0:root the/DT/4:det medal/NN/2:obj and/CC/6:cc Maria/NNP/2:conj/PERSON "
        "the/DT/8:det silver/NN/6:appos ././2:punct",
        ("silver orphan Maria",),
    ),
    Mended(
        "gapped_phrase",
        "Anna/NNP/2:nsubj/PERSON flew/VBD/0:root to/IN/4:case Oslo/NNP/2:obl/GPE and/CC/6:cc Maria/NNP/4:conj/PERSON "
        "to/IN/8:case Bergen/NNP/6:nmod/GPE ././2:punct",
        ("Maria conj flew", "Bergen orphan Maria"),
    ),
    Mended(
        "per_cent",
        "Shares/NNS/5:nsubj in/IN/4:case the/DT/4:det company/NN/1:nmod jumped/VBD/0:root as/RB/9:advmod/PERCENT "
        "much/RB/10:advmod/PERCENT as/IN/6:fixed/PERCENT 9/CD/11:nummod/PERCENT per/NN/5:obj/PERCENT "
        "cent/NN/5:obl/PERCENT in/IN/14:case early/JJ/14:amod trading/NN/5:obl ././5:punct",
        ("cent obj jumped", "per compound cent"),
    ),
    Mended(
        "rough_number",
        "Shares/NNS/2:nsubj fell/VBD/0:root as/RB/4:advmod/PERCENT much/RB/7:advmod/PERCENT as/IN/7:case/PERCENT "
        "9/CD/8:nummod/PERCENT per/NN/2:obj/PERCENT cent/NN/7:goeswith/PERCENT ././2:punct",
        ("as advmod 9", "as fixed as", "much fixed as"),
    ),
    Mended(
        "price_for_each",
        "Profit/NN/2:nsubj rose/VBD/0:root to/IN/7:case $/$/2:obl/MONEY 1.30/CD/4:nummod/MONEY a/DT/7:det "
        "share/NN/2:obl ,/,/10:punct from/IN/10:case $/$/2:obl/MONEY 1.20/CD/10:nummod/MONEY ././2:punct",
        ("share nmod:unmarked $", "to case $"),
    ),
    Mended(
        "compared",
        "The/DT/2:det drug/NN/3:nsubj cut/VBD/0:root the/DT/5:det risk/NN/3:obj by/IN/8:case a/DT/8:det/CARDINAL "
        "third/NN/3:obl/CARDINAL compared/VBN/3:advcl with/IN/12:case a/DT/12:det placebo/NN/9:obl ././3:punct",
        ("compared fixed with", "placebo obl cut"),
    ),
    Mended(
        "verbless_headline",
        "Ten/CD/0:root/CARDINAL dead/JJ/1:amod in/IN/5:case Oslo/NNP/5:compound/GPE blast/NN/1:nmod",
        ("Ten nsubj dead", "blast obl dead"),
    ),
    Mended(
        "counted_casualties",
        "Ten/CD/2:nummod/CARDINAL people/NNS/4:nsubj:pass were/VBD/4:aux:pass killed/VBN/0:root and/CC/8:cc "
        "dozens/NNS/7:nsubj/CARDINAL more/RBR/8:advmod injured/VBN/4:conj ././4:punct",
        ("dozens nsubj:pass injured", "more amod dozens"),
    ),
    Mended(
        "stray_name",
        "Lena/NNP/3:nsubj/PERSON Marsh/NNP/1:flat/PERSON scored/VBD/0:root twice/RB/3:advmod as/IN/8:mark "
        "Halford/NNP/7:compound/GPE City/NNP/1:flat/GPE came/VBD/3:advcl from/IN/10:case behind/RB/8:obl "
        "to/TO/12:mark beat/VB/3:advcl Rivermouth/NNP/12:obj/GPE on/IN/15:case Saturday/NNP/12:obl/DATE "
        "././3:punct",
        ("City nsubj came",),
    ),
    Mended(
        "copula_of_adjective",
        "More/JJR/3:advmod/CARDINAL than/IN/1:fixed/CARDINAL 300/CD/4:nummod/CARDINAL people/NNS/7:nsubj "
        "are/VBP/7:aux still/RB/7:advmod missing/JJ/0:root ././7:punct",
        ("are cop missing",),
    ),
    Mended(
        "bare_noun",
        "Rain/NN/2:nsubj stopped/VBD/0:root play/VB/2:xcomp for/IN/6:case two/CD/6:nummod/TIME "
        "hours/NNS/2:obl/TIME ././2:punct",
        ("play obj stopped",),
    ),
    Mended(
        "goes_on",
        "The/DT/2:det book/NN/3:nsubj went/VBD/0:root on/RP/3:compound:prt to/TO/6:mark sell/VB/3:advcl "
        "two/CD/8:compound/CARDINAL million/CD/9:nummod/CARDINAL copies/NNS/6:obj ././3:punct",
        ("sell xcomp went",),
    ),
    Mended(
        "beyond_the_absolute",
        "The/DT/2:det council/NN/3:nsubj voted/VBD/0:root 13/CD/3:obj/CARDINAL -/SYM/6:case/CARDINAL "
        "0/CD/4:nmod/CARDINAL ,/,/12:punct with/IN/12:mark Peru/NNP/12:nsubj/GPE and/CC/11:cc Chad/NNP/9:conj/GPE "
        "abstaining/VBG/3:advcl ,/,/15:punct to/TO/15:mark extend/VB/12:advcl the/DT/17:det mandate/NN/15:obj "
        "././3:punct",
        ("extend advcl voted",),
    ),
    Mended(
        "ranging",
        "She/PRP/2:nsubj won/VBD/0:root support/NN/2:obj online/RB/2:advmod ranging/VBG/2:advcl from/IN/7:case "
        "tweets/NNS/5:obl to/IN/9:case letters/NNS/5:obl ././2:punct",
        ("ranging acl support",),
    ),
    Mended(
        "be_to",
        "On/IN/2:case Wednesday/NNP/11:obl/DATE ,/,/2:punct the/DT/5:det mayor/NN/11:nsubj and/CC/8:cc "
        "his/PRP$/8:nmod:poss father/NN/5:conj are/VBP/11:cop to/TO/11:mark travel/VB/0:root to/IN/13:case "
        "Geneva/NNP/11:obl/GPE ././11:punct",
        ("are aux travel",),
    ),
    Mended(
        "said_in_a_statement",
        "Steve/NNP/3:nsubj/PERSON Whitmore/NNP/1:flat/PERSON told/VBD/0:root LA/NNP/5:compound/ORG "
        "Weekly/NNP/3:iobj/ORG in/IN/8:case a/DT/8:det statement/NN/3:obl that/IN/13:mark the/DT/11:det "
        "case/NN/13:nsubj:pass was/VBD/13:aux:pass closed/VBN/8:acl ././3:punct",
        ("closed ccomp told",),
    ),
    Mended(
        "hyphenated",
        "Images/NNS/12:nsubj:pass of/IN/4:case the/DT/4:det boy/NN/1:nmod wearing/VBG/4:acl a/DT/8:det "
        "NASA/NNP/8:compound/ORG T/NN/5:obj -/HYPH/10:punct shirt/NN/5:obj were/VBD/12:aux:pass posted/VBN/0:root "
        "././12:punct",
        ("NASA compound shirt", "T compound shirt", "a det shirt"),
    ),
    Mended(
        "clause_as_predicate",
        "The/DT/2:det problem/NN/7:nsubj:outer is/VBZ/7:cop that/IN/7:mark Japanese/JJ/6:amod/NORP "
        "businesses/NNS/7:nsubj make/VBP/0:root decisions/NNS/7:obj slowly/RB/7:advmod ././7:punct",
        (". punct is", "make ccomp is", "problem nsubj is"),
    ),
    Mended(
        "some_of_whom",
        "The/DT/2:det suspects/NNS/11:nsubj:pass ,/,/4:punct three/CD/2:appos/CARDINAL of/IN/6:case whom/WP/4:nmod "
        "are/VBP/8:cop minors/NNS/2:acl:relcl ,/,/2:punct were/VBD/11:aux:pass remanded/VBN/0:root in/IN/13:case "
        "custody/NN/11:obl ././11:punct",
        ("three nsubj minors",),
    ),
    Mended(
        "slow_to",
        "Residents/NNS/2:nsubj complained/VBD/0:root that/IN/7:mark help/NN/7:nsubj had/VBD/7:aux been/VBN/7:cop "
        "slow/JJ/2:ccomp to/TO/9:mark arrive/VB/7:advcl ././2:punct",
        ("arrive xcomp slow",),
    ),
    Mended(
        "split_name",
        "The/DT/2:det group/NN/3:nsubj operates/VBZ/0:root in/IN/5:case Mali/NNP/3:obl/GPE ,/,/7:punct "
        "Niger/NNP/5:conj/GPE and/CC/9:cc Burkina/NNP/5:conj/GPE Faso/NNP/5:conj/GPE and/CC/12:cc has/VBZ/3:conj "
        "links/NNS/12:obj to/IN/15:case al/NNP/13:nmod/PERSON -/HYPH/15:punct/PERSON Qaeda/NNP/15:flat/PERSON "
        "././3:punct",
        ("Faso flat Burkina",),
    ),
    Mended(
        "list_of_three",
        "The/DT/2:det mayor/NN/10:nsubj ,/,/6:punct the/DT/6:det police/NN/6:compound chief/NN/2:appos and/CC/9:cc "
        "two/CD/9:nummod/CARDINAL councillors/NNS/2:conj resigned/VBD/0:root ././10:punct",
        ("chief conj mayor",),
    ),
    Mended(
        "summing_up",
        "Ukraine/NNP/3:nsubj/GPE has/VBZ/3:aux accused/VBN/0:root Russia/NNP/3:obj/GPE of/IN/6:mark "
        "shelling/VBG/3:advcl a/DT/8:det hospital/NN/6:obj in/IN/10:case Kherson/NNP/8:nmod/GPE ,/,/13:punct "
        "a/DT/13:det charge/NN/6:obj Moscow/NNP/15:nsubj/GPE denies/VBZ/13:acl:relcl ././3:punct",
        ("charge parataxis accused",),
    ),
    Mended(
        "second_passive",
        "The/DT/2:det firm/NN/4:nsubj:pass is/VBZ/4:aux:pass owned/VBN/0:root by/IN/7:case the/DT/7:det "
        "billionaire/NN/4:obl:agent Lars/NNP/7:appos/PERSON Holm/NNP/8:flat/PERSON and/CC/11:cc run/VBP/4:conj "
        "by/IN/14:case his/PRP$/14:nmod:poss daughter/NN/11:obl ././4:punct",
        ("daughter obl:agent run",),
    ),
    Mended(
        "headline_passive",
        "Man/NN/2:nsubj:pass arrested/VBN/0:root after/IN/6:mark police/NN/5:compound officer/NN/6:nsubj "
        "stabbed/VBD/2:advcl",
        ("officer nsubj:pass stabbed",),
    ),
    Mended(
        "headline_pair",
        "US/NNP/4:nsubj/GPE ,/,/1:punct China/NNP/1:appos/GPE agree/VBP/0:root to/TO/6:mark resume/VB/4:xcomp "
        "trade/NN/8:compound talks/NNS/6:obj",
        ("China conj US",),
    ),
    Mended(
        "fronted_description",
        "A/DT/2:det graduate/NN/7:nsubj of/IN/4:case Oxford/NNP/2:nmod/ORG ,/,/6:punct Pike/NNP/2:nsubj/PERSON "
        "worked/VBD/0:root as/IN/10:case a/DT/10:det journalist/NN/7:obl ././7:punct",
        ("Pike nsubj worked", "graduate appos Pike"),
    ),
    Mended(
        "leading_preposition",
        "Minister/NNP/2:nsubj quits/VBZ/0:root over/IN/2:compound:prt leaked/VBN/5:amod emails/NNS/3:obj",
        ("emails obl quits", "over case emails"),
    ),
    Mended(
        "bare_object",
        "The/DT/2:det group/NN/3:nsubj called/VBD/0:root off/RP/3:compound:prt the/DT/6:det strike/NN/3:obl "
        "././3:punct",
        ("strike obj called",),
    ),
    Mended(
        "finite_participle",
        "Shares/NNS/0:root of/IN/3:case Orbix/NNP/1:nmod/ORG ,/,/7:punct which/WDT/7:nsubj have/VBP/7:aux "
        "lost/VBN/3:acl:relcl a/DT/9:det/CARDINAL third/NN/7:obj/CARDINAL of/IN/12:case their/PRP$/12:nmod:poss "
        "value/NN/9:nmod since/IN/14:case January/NNP/7:obl/DATE ,/,/1:punct closed/VBN/1:acl "
        "2.3/CD/19:nummod/PERCENT per/NN/19:compound/PERCENT cent/NN/20:obl:unmarked/PERCENT higher/RBR/16:advmod "
        "././1:punct",
        ("Shares nsubj closed",),
    ),
    Mended(
        "adjective_of_object",
        "The/DT/2:det candidate/NN/3:nsubj promised/VBD/0:root voters/NNS/3:iobj lower/JJR/3:ccomp taxes/NNS/5:obj "
        "././3:punct",
        ("lower amod taxes", "taxes obj promised"),
    ),
)


def arcs(found: Tree) -> set[str]:
    return {
        f"{word} {found.deps[t]} {found.words[found.heads[t]]}"
        for t, word in enumerate(found.words)
        if found.heads[t] >= 0
    }


@pytest.mark.parametrize("case", MENDED, ids=lambda c: c.step)
def test_a_step_puts_its_construction_right(case: Mended) -> None:
    found = tree(case.before)
    assert not set(case.after) <= arcs(found)
    mend(found, [(0, len(found.words))])
    assert set(case.after) <= arcs(found)
    assert sum(head < 0 for head in found.heads) == 1


def test_every_step_has_its_example() -> None:
    assert {step.__name__ for _, step in STEPS} == {case.step for case in MENDED}


RIGHT = (
    "The/DT/2:det firm/NN/3:nsubj made/VBD/0:root a/DT/5:det bid/NN/3:obj to/TO/7:mark win/VB/5:acl ././3:punct",
    "They/PRP/2:nsubj have/VBP/0:root work/NN/2:obj to/TO/5:mark do/VB/3:acl ././2:punct",
    "Arms/NNS/2:compound sales/NNS/3:nsubj rose/VBD/0:root after/IN/6:case the/DT/6:det war/NN/3:obl ././3:punct",
    "Police/NNS/2:nsubj met/VBD/0:root them/PRP/2:obj in/IN/5:case Rome/NNP/2:obl/GPE ,/,/9:punct as/IN/9:mark "
    "he/PRP/9:nsubj "
    "said/VBD/2:advcl ././2:punct",
)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_stays(text: str) -> None:
    before, found = arcs(tree(text)), tree(text)
    mend(found, [(0, len(found.words))])
    assert arcs(found) == before


WORDS = st.sampled_from([
    "said/VBD", "ruled/VBN", "police/NNS", "Lopez/NNP", "president/NN", ",/,", "”/''", "due/JJ", "to/TO", "leave/VB",
    "close/JJ",
    "according/VBG", "after/IN", "with/IN", "under/IN", "killed/VBD", "hiding/VBG", "of/IN", "accused/VBD",
    "drops/NNS", "and/CC",
    "were/VBD", ":/:", "acting/VBG", "days/NNS", "elected/VBD", "denied/VBD", "her/PRP$", "was/VBD", "./.",
])  # fmt: skip
DEPS = st.sampled_from([
    "nsubj", "nsubj:pass", "obj", "obl", "nmod", "case", "mark", "advcl", "acl", "ccomp", "xcomp", "conj",
    "compound", "parataxis",
    "punct", "cc", "cop", "aux:pass", "appos", "nmod:poss", "amod", "obl:unmarked", "acl:relcl", "nmod:desc", "fixed",
])  # fmt: skip
TYPES = st.sampled_from(["", "", "PERSON", "ORG", "DATE", "GPE"])


@st.composite
def any_tree(draw: st.DrawFn) -> Tree:
    """Any tree over words that the steps look for: each token hangs on one drawn before it."""
    size = draw(st.integers(2, 14))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: 0}
    for place in range(1, size):
        heads[order[place]] = order[draw(st.integers(0, place - 1))] + 1
    parts = []
    for token in range(size):
        dep = draw(DEPS) if heads[token] else "root"
        kind = draw(TYPES)
        parts.append(f"{draw(WORDS)}/{heads[token]}:{dep}" + (f"/{kind}" if kind else ""))
    return tree(" ".join(parts))


@settings(max_examples=400, deadline=None)
@given(any_tree())
def test_a_tree_stays_a_tree(found: Tree) -> None:
    mend(found, [(0, len(found.words))])
    assert sum(head < 0 for head in found.heads) == 1
    for token in range(len(found.words)):
        steps, at = 0, token
        while at >= 0:
            at, steps = found.heads[at], steps + 1
            assert steps <= len(found.words)
