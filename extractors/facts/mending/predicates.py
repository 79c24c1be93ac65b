"""Steps that find a subject or a verb which the parser missed."""

from __future__ import annotations

from extractors.facts.mending.tree import FINITE, NOMINAL, SUBJECTS, TEMPORAL, Tree
from extractors.lexicon import words

__all__ = [
    "acting_title",
    "active_subject",
    "appointed",
    "bare_noun",
    "bare_object",
    "be_to",
    "clause_after",
    "clause_as_predicate",
    "clause_as_subject",
    "copula_of_adjective",
    "fronted_description",
    "goes_on",
    "headline_pair",
    "headline_passive",
    "headline_verb",
    "hyphenated",
    "leading_preposition",
    "missing_subject",
    "second_passive",
    "slow_to",
    "some_of_whom",
    "split_name",
    "stray_name",
    "that_before_plural",
    "titled_subject",
]

_WITHOUT_SUBJECT = frozenset({
    "conj", "acl", "acl:relcl", "xcomp", "aux", "aux:pass", "cop", "amod", "det", "case", "punct", "mark", "compound",
    "flat", "advmod", "nmod:poss", "nummod", "cc", "fixed", "nsubj", "nsubj:pass",
})  # fmt: skip


def clause_as_subject(tree: Tree) -> None:
    """A clause with "that" or "whether" before a verb without a subject is it: "That he resigned surprised them." """
    root = tree.root()
    if root is None or tree.kid(root, *SUBJECTS, "csubj", "csubj:pass", "expl", "nsubj:outer") is not None:
        return
    for clause in tree.kids(root, "advcl", "ccomp"):
        mark = tree.kid(clause, "mark")
        first = next((t for t in range(tree.start, tree.end) if tree.words[t].strip() and tree.pos[t] != "PUNCT"), -1)
        if mark == first and tree.lower[mark] in {"that", "whether"} and clause < root and _is_finite(tree, root):
            tree.deps[clause] = "csubj"


def clause_after(tree: Tree) -> None:
    """ "after" before a whole clause is a conjunction: "They fled, four days after a fire killed 11 people." """
    for link in range(tree.start + 1, tree.end - 2):
        if tree.lower[link] not in TEMPORAL or tree.deps[link] != "case":
            continue
        noun = tree.heads[link]
        verb = next((t for t in range(noun + 1, tree.end) if tree.pos[t] in {"VERB", "AUX", "PUNCT"}), tree.end)
        if verb == tree.end or noun < link or not _is_finite(tree, verb) or tree.kid(verb, "mark", "csubj", *SUBJECTS):
            continue
        if tree.deps[verb] in {"conj", "acl:relcl", "xcomp"} or tree.heads[noun] not in {
            verb,
            *_times_before(tree, link),
        }:
            continue
        if any(tree.heads[t] < link for t in tree.tops(noun + 1, verb)):
            continue
        main = next((c for c in tree.kids(verb, "ccomp", "parataxis") if c < link), None)
        if main is not None:  # the clause before it was hung on this verb: it is the main one
            tree.heads[main], tree.deps[main] = tree.heads[verb], tree.deps[verb]
            tree.heads[verb], tree.deps[verb] = main, "advcl"
            for child in tree.kids(verb):
                if child < link and child != noun:
                    tree.heads[child] = main
        elif tree.deps[verb] in {"ccomp", "parataxis"} and tree.heads[verb] >= 0:
            said = tree.heads[verb]
            earlier = next((c for c in tree.kids(said, "ccomp") if c < verb), None)
            tree.heads[verb], tree.deps[verb] = (said if earlier is None else earlier), "advcl"
        for time in _times_before(tree, link):
            tree.hang(time, verb, "obl:unmarked")
        tree.heads[noun], tree.deps[noun] = verb, "nsubj"
        tree.heads[link], tree.deps[link] = verb, "mark"
        tree.tags[verb] = "VBD" if tree.tags[verb] == "VBN" and tree.kid(verb, "aux:pass") is None else tree.tags[verb]


def _is_finite(tree: Tree, verb: int) -> bool:
    """A verb with a tense of its own; a participle with an object and no auxiliary is one in disguise."""
    if tree.tags[verb] in FINITE:
        return True
    return tree.tags[verb] == "VBN" and tree.kid(verb, "obj") is not None and tree.kid(verb, "aux") is None


def _times_before(tree: Tree, link: int) -> list[int]:
    """The measure of time right before a conjunction: "[four days] after"."""
    return [link - 1] if link - 1 > tree.start and tree.entity[link - 1] in {"DATE", "TIME"} else []


def missing_subject(tree: Tree) -> None:
    """The nominal before a finite verb without a subject is its subject: "Talks in Oslo were close to collapse." """
    for verb in range(tree.start + 1, tree.end):
        if tree.deps[verb] in _WITHOUT_SUBJECT:
            continue
        links = tree.kids(verb, "cop", "aux", "aux:pass")
        finite = tree.tags[verb] in FINITE - {"MD"} if not links else any(tree.tags[a] in FINITE for a in links)
        if not finite:
            continue
        if tree.kid(verb, *SUBJECTS, "csubj", "csubj:pass", "expl", "nsubj:outer") is not None:
            continue
        first = min([verb, *links])
        border = first
        while border > tree.start and tree.words[border - 1] not in {":", ";", "—", "–", "“", '"', "``"}:
            if tree.deps[border - 1] == "mark":
                break  # "as Oslo City came back"
            border -= 1
        region = range(border, first)
        if any(tree.pos[t] in {"VERB", "AUX", "SCONJ"} for t in region):
            continue
        nouns = [t for t in tree.tops(border, first) if tree.pos[t] in NOMINAL and tree.kid(t, "case") is None]
        if any(tree.words[t] == "," and tree.heads[t] not in region for t in region) or (
            len(tree.tops(border, first)) > 1 and any(tree.words[t] == "," for t in region)
        ):
            continue  # "Up to 20 per cent of staff, or about 1,200 people, could go": one noun with all that is in it
        if len(nouns) != 1 or tree.deps[nouns[0]] not in {"obj", "appos", "obl", "nmod", "dep", "parataxis"}:
            continue
        if tree.entity[nouns[0]] in {"DATE", "TIME"} or tree.dominates(nouns[0], verb) or tree.tags[nouns[0]][0] == "W":
            continue
        passive = tree.kid(verb, "aux:pass") is not None
        tree.heads[nouns[0]], tree.deps[nouns[0]] = verb, "nsubj:pass" if passive else "nsubj"


def active_subject(tree: Tree) -> None:
    """A verb in the past tense is active: "Croatian police arrested the captain.", "Prices rose by a fifth." """
    for verb in range(tree.start + 1, tree.end):
        if tree.tags[verb] not in {"VBD", "VBN"} or tree.kid(verb, "aux:pass", "aux") is not None:
            continue
        subject, objects = tree.kid(verb, "nsubj:pass", "nsubj"), tree.kid(verb, "obj")
        if subject is None or subject > verb:
            continue
        whole = tree.words[tree.last()] == "." and tree.deps[verb] in {"ROOT", "root"}
        if tree.lower[verb] in words("mending", "past_forms") or whole:  # only headlines leave "was" out
            tree.tags[verb], tree.deps[subject] = "VBD", "nsubj"
        elif tree.tags[verb] == "VBD" and objects is not None and objects > verb:
            tree.deps[subject] = "nsubj"
        elif tree.deps[verb] == "acl" and tree.heads[verb] < subject:  # "the man the police arrested"
            tree.tags[verb], tree.deps[subject], tree.deps[verb] = "VBD", "nsubj", "acl:relcl"


_ACTORS = frozenset({
    "court", "police", "government", "parliament", "senate", "council", "army", "union", "bank", "firm", "company",
    "club", "team", "study", "report", "watchdog", "regulator", "ministry", "panel", "jury", "city", "town", "school",
    "hospital", "airline",
})  # fmt: skip


def headline_verb(tree: Tree) -> None:
    """A headline's verb read as a plural noun: "Vantia drops bid for Norsk after report"."""
    if tree.words[tree.last()] in {".", "?", "!", "”", '"'} or tree.end - tree.start < 3:
        return
    if any(tree.tags[t] in FINITE for t in range(tree.start, tree.end)):
        return
    for verb in range(tree.start + 1, tree.end - 1):
        if tree.tags[verb] not in {"NNS", "NNPS"} or tree.lower[verb] not in words("mending", "headline_verbs"):
            continue
        institution = verb - 1 == tree.start and tree.lower[verb - 1] in _ACTORS | words("titles", "roles")
        if tree.pos[verb - 1] != "PROPN" and not tree.entity[verb - 1] and not institution:
            continue
        noun = tree.heads[verb]
        if tree.deps[verb] != "compound" or noun <= verb:
            continue
        subjects = [t for t in tree.tops(tree.start, verb) if tree.pos[t] in NOMINAL and tree.heads[t] in {verb, noun}]
        if not subjects:
            continue
        above, dep = tree.heads[noun], tree.deps[noun]
        tree.heads[verb], tree.deps[verb] = above, dep
        tree.pos[verb], tree.tags[verb] = "VERB", "VBZ"
        tree.lemmas[verb] = _singular(tree.lower[verb])
        for child in tree.kids(noun):
            case = tree.kid(child, "case")
            if child < verb or tree.deps[child] in {"punct", "parataxis"}:
                tree.heads[child] = verb
            elif tree.deps[child] == "nmod" and case is not None and tree.lower[case] in {*TEMPORAL, "over", "amid"}:
                tree.heads[child], tree.deps[child] = verb, "obl"
        tree.heads[noun], tree.deps[noun] = verb, "obj"
        tree.heads[subjects[-1]], tree.deps[subjects[-1]] = verb, "nsubj"
        return


def _singular(verb: str) -> str:
    """The lemma of a verb in -s: "drops" gives "drop", "reaches" "reach", "denies" "deny"."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("ches", "shes", "sses", "xes", "zes")):
        return verb[:-2]
    return verb[:-1]


def appointed(tree: Tree) -> None:
    """Who is given a post, and the post: "Voters elected Lopez president.", "The board appointed her chief." """
    for verb in range(tree.start, tree.end - 2):
        if tree.lemmas[verb] not in words("mending", "appointing_verbs") or tree.pos[verb] != "VERB":
            continue
        for post in tree.kids(verb, "obj", "xcomp"):
            if tree.lemmas[post].lower() not in words("titles", "roles") or tree.kid(post, "det", "case") is not None:
                continue
            who = next((t for t in tree.kids(post, "compound", "nmod:poss", "nmod:desc") if t == verb + 1), None)
            if who is None or not (tree.entity[who] == "PERSON" or tree.lower[who] in {"him", "her", "them"}):
                continue
            tree.heads[who], tree.deps[who] = verb, "obj"
            tree.deps[post] = "xcomp"
            if tree.lower[who] == "her":
                tree.tags[who], tree.lemmas[who] = "PRP", "she"


def acting_title(tree: Tree) -> None:
    """ "Acting", "outgoing" before a title say how the post is held: "Acting President Delcy Ruiz met the envoys." """
    for token in range(tree.start, tree.end - 1):
        title = token + 1
        if tree.lower[token] in {"acting", "outgoing", "incoming", "sitting"} and (
            tree.lemmas[title].lower() in words("titles", "roles")
            and tree.deps[token] in {"advcl", "acl", "amod", "dep"}
        ):
            if tree.dominates(token, title):
                continue
            tree.heads[token], tree.deps[token], tree.pos[token] = title, "amod", "ADJ"
            tree.tags[token] = "JJ"


def titled_subject(tree: Tree) -> None:
    """A role and the name behind it are one subject: "The then-minister Carlos Ruiz denied it." """
    for name in range(tree.start + 1, tree.end):
        role, verb = name - 1, tree.heads[name]
        if tree.deps[name] not in SUBJECTS or tree.deps[role] not in SUBJECTS or tree.heads[role] != verb:
            continue
        if tree.entity[name] == "PERSON" and tree.lemmas[role].lower() in words("titles", "roles"):
            tree.heads[role], tree.deps[role] = name, "nmod:desc"


def that_before_plural(tree: Tree) -> None:
    """ "that" before a plural is a conjunction: "Residents say the army fired and that dozens died." """
    for that in range(tree.start + 1, tree.end - 2):
        noun = tree.heads[that]
        if tree.lower[that] != "that" or tree.deps[that] != "det" or noun < 0 or tree.tags[noun] not in {"NNS", "NNPS"}:
            continue
        verb = tree.heads[noun]
        if tree.deps[noun] in SUBJECTS and verb > noun:
            tree.heads[that], tree.deps[that], tree.pos[that] = verb, "mark", "SCONJ"


def bare_noun(tree: Tree) -> None:
    """What looks like a bare infinitive behind most verbs is a noun: "Rain stopped play for two hours." """
    for noun in range(tree.start + 2, tree.end):
        verb = tree.heads[noun]
        if tree.deps[noun] != "xcomp" or tree.tags[noun] != "VB" or verb != noun - 1 or tree.pos[verb] != "VERB":
            continue
        if tree.lemmas[verb] in words("mending", "bare_infinitive") or tree.kid(noun, "obj", "mark", "aux") is not None:
            continue
        if tree.kid(verb, "obj") is None:
            tree.deps[noun], tree.pos[noun], tree.tags[noun] = "obj", "NOUN", "NN"


def goes_on(tree: Tree) -> None:
    """The infinitive after "go on" and "come" is what happens: "The book went on to sell two million copies." """
    for verb in range(tree.start + 1, tree.end - 2):
        on = tree.lemmas[verb] == "go" and tree.lower[verb + 1] == "on" and tree.heads[verb + 1] == verb
        if not on:
            continue
        for infinitive in tree.kids(verb, "advcl"):
            if infinitive == verb + 3 and tree.tags[infinitive] == "VB" and tree.kid(verb, "obj") is None:
                tree.deps[infinitive] = "xcomp"


def clause_as_predicate(tree: Tree) -> None:
    """ "is" before a whole clause is its verb: "The problem is that the firms make losses."; the firms are nothing."""
    for outer in range(tree.start, tree.end):
        if tree.deps[outer] != "nsubj:outer":
            continue
        clause = tree.heads[outer]
        be, own = tree.kid(clause, "cop"), tree.kid(clause, *SUBJECTS)
        if be is None or own is None or not outer < be < own:
            continue
        tree.heads[be], tree.deps[be] = tree.heads[clause], tree.deps[clause]
        tree.heads[clause], tree.deps[clause] = be, "ccomp"
        for child in tree.kids(clause):
            if child < be or (tree.deps[child] == "punct" and child == tree.last()):
                tree.heads[child] = be
        tree.deps[outer] = "nsubj"


def copula_of_adjective(tree: Tree) -> None:
    """ "missing" behind "be" is a state, no doing: "More than 300 people are still missing." """
    for state in range(tree.start + 2, tree.end):
        if (
            tree.lower[state] not in {"missing", "lacking", "pending", "outstanding"}
            or tree.kid(state, "obj") is not None
        ):
            continue
        for auxiliary in tree.kids(state, "aux"):
            if tree.lemmas[auxiliary] == "be":
                tree.deps[auxiliary], tree.pos[state], tree.tags[state] = "cop", "ADJ", "JJ"


def stray_name(tree: Tree) -> None:
    """The second half of a name before its verb, hung on a name far off: "Ann Ray scored as Oslo City came back." """
    for name in range(tree.start + 2, tree.end - 1):
        far = tree.heads[name]
        if tree.deps[name] != "flat" or far > name or all(tree.pos[t] != "VERB" for t in range(far, name)):
            continue
        verb = next((t for t in range(name + 1, tree.end) if tree.pos[t] in {"VERB", "AUX", "PUNCT"}), tree.end)
        if verb < tree.end and tree.tags[verb] in FINITE and tree.kid(verb, *SUBJECTS) is None:
            tree.hang(name, verb if tree.pos[verb] == "VERB" else tree.heads[verb], "nsubj")


def be_to(tree: Tree) -> None:
    """ "be" with an infinitive says what is planned, not what somebody is: "The mayor and his son are to travel." """
    for verb in range(tree.start + 3, tree.end):
        be = tree.kid(verb, "cop") if tree.tags[verb] == "VB" else None
        if be is None or not any(tree.lower[m] == "to" for m in tree.kids(verb, "mark")):
            continue
        subject = tree.kid(verb, "nsubj")
        if subject is None or tree.lemmas[subject].lower() in words("mending", "aims") or tree.tags[subject][0] == "W":
            continue  # "The aim is to win."
        tree.deps[be], tree.pos[be] = "aux", "AUX"


def hyphenated(tree: Tree) -> None:
    """Two words with a hyphen are one noun, no two objects: "The boy wore a NASA T-shirt." """
    for first in range(tree.start, tree.end - 2):
        second = first + 2
        if tree.words[first + 1] != "-" or tree.tags[first + 1] != "HYPH" or tree.heads[first] < 0:
            continue
        if tree.heads[first] != tree.heads[second] or tree.deps[first] != tree.deps[second] != "compound":
            continue
        if tree.pos[first] not in NOMINAL or tree.pos[second] not in NOMINAL:
            continue
        for child in tree.kids(first):
            if child < first:
                tree.heads[child] = second
        tree.heads[first], tree.deps[first] = second, "compound"
        tree.heads[first + 1] = second


def second_passive(tree: Tree) -> None:
    """A verb with a doer behind a passive is one too: "The firm is owned by Lars Holm and run by his daughter." """
    for verb in range(tree.start + 3, tree.end):
        first = tree.heads[verb]
        if tree.deps[verb] != "conj" or tree.tags[verb] not in {"VBP", "VB", "VBD"} or tree.tags[first] != "VBN":
            continue
        if tree.kid(verb, "obj", "aux", "mark", "ccomp", *SUBJECTS) is not None:
            continue
        for doer in tree.kids(verb, "obl", "obl:agent"):
            case = tree.kid(doer, "case")
            if case is not None and tree.lower[case] == "by" and tree.entity[doer] not in {"DATE", "PERCENT", "MONEY"}:
                tree.tags[verb], tree.deps[doer] = "VBN", "obl:agent"


def some_of_whom(tree: Tree) -> None:
    """ "three of whom" is the subject of its clause: "The suspects, three of whom are minors, were held." """
    for verb in range(tree.start + 3, tree.end):
        if tree.deps[verb] != "acl:relcl" or tree.kid(verb, *SUBJECTS) is not None:
            continue
        noun = tree.heads[verb]
        for part in tree.kids(noun, "appos", "nmod", "nummod", "conj", "parataxis"):
            whom = tree.kid(part, "nmod")
            if noun < part < verb and whom is not None and tree.lower[whom] in {"whom", "which"}:
                tree.heads[part] = verb
                tree.deps[part] = "nsubj:pass" if tree.kid(verb, "aux:pass") is not None else "nsubj"


def slow_to(tree: Tree) -> None:
    """The infinitive behind an adjective is what it is about, no aim: "Help had been slow to arrive." """
    for adjective in range(tree.start + 1, tree.end - 2):
        if tree.lower[adjective] not in words("mending", "paces") or tree.lower[adjective + 1] != "to":
            continue
        verb = tree.heads[adjective + 1]
        if tree.heads[verb] == adjective and tree.deps[verb] == "advcl" and tree.tags[verb] == "VB":
            tree.deps[verb] = "xcomp"


def split_name(tree: Tree) -> None:
    """Two words of one name taken for two conjuncts: "They work in Mali, Niger and Burkina Faso." """
    for second in range(tree.start + 2, tree.end):
        first = second - 1
        if tree.deps[first] != "conj" or tree.deps[second] != "conj" or tree.heads[first] != tree.heads[second]:
            continue
        if tree.pos[first] == tree.pos[second] == "PROPN" and tree.entity[first] == tree.entity[second] != "":
            tree.hang(second, first, "flat")


def headline_passive(tree: Tree) -> None:
    """A headline leaves "was" out: "Ex-mayor jailed for six years over bribes", "Man held after officer stabbed"."""
    if tree.words[tree.last()] in {".", "?", "!", "”", '"'}:
        return
    for verb in range(tree.start + 1, tree.end):
        if tree.lemmas[verb] not in words("mending", "headline_passives") or tree.tags[verb] not in {"VBD", "VBN"}:
            continue
        subject = tree.kid(verb, "nsubj")
        if subject is not None and subject < verb and tree.kid(verb, "obj", "aux", "ccomp", "xcomp") is None:
            tree.tags[verb], tree.deps[subject] = "VBN", "nsubj:pass"


def headline_pair(tree: Tree) -> None:
    """A comma stands for "and" in headlines: "Peru, Chile agree to resume talks"; the one is not in the other."""
    if tree.words[tree.last()] in {".", "?", "!"}:
        return
    for second in range(tree.start + 2, tree.end - 1):
        first = tree.heads[second]
        if tree.deps[second] != "appos" or tree.deps[first] not in SUBJECTS or tree.words[first + 1] != ",":
            continue
        verb = tree.heads[first]
        if tree.pos[first] == tree.pos[second] == "PROPN" and tree.tags[verb] in {"VBP", "VBD"} and second < verb:
            named = tree.entity[first] and tree.entity[second]
            tree.deps[second] = "conj" if named and tree.words[second + 1] != "," else "appos"


def fronted_description(tree: Tree) -> None:
    """What somebody is may stand before the name: "A graduate of Oxford, Pike worked as a journalist." """
    for name in range(tree.start + 3, tree.end - 1):
        noun = tree.heads[name]
        if tree.deps[name] not in {"appos", "nsubj"} or tree.pos[name] != "PROPN" or noun > name:
            continue
        if tree.deps[noun] not in SUBJECTS:
            continue
        article = tree.kid(noun, "det")
        if article is None or tree.lower[article] not in {"a", "an"} or tree.pos[noun] != "NOUN":
            continue
        first = min(t for t in range(noun, tree.end) if tree.dominates(name, t) and tree.pos[t] != "PUNCT")
        last = max(t for t in range(name, tree.end) if tree.dominates(name, t))
        if tree.words[first - 1] == "," and tree.words[last + 1 : last + 2] not in ([","], []):
            verb, dep = tree.heads[noun], tree.deps[noun]
            tree.heads[name], tree.deps[name] = verb, dep
            tree.heads[noun], tree.deps[noun] = name, "appos"
            for child in tree.kids(noun):
                if child > first and tree.deps[child] != "punct":
                    tree.heads[child] = name


def leading_preposition(tree: Tree) -> None:
    """A particle that has a noun is a preposition: "Minister quits over leaked emails"."""
    for particle in range(tree.start + 1, tree.end - 1):
        noun, verb = tree.kid(particle, "obj", "obl", "nmod"), tree.heads[particle]
        if tree.deps[particle] not in {"compound:prt", "advmod"} or tree.tags[particle] not in {"IN", "RP"}:
            continue
        if noun is not None and noun > particle and tree.kid(noun, "case") is None and tree.pos[verb] == "VERB":
            tree.heads[noun], tree.deps[noun] = verb, "obl"
            tree.heads[particle], tree.deps[particle], tree.pos[particle] = noun, "case", "ADP"


def bare_object(tree: Tree) -> None:
    """A noun right behind verb and particle is the object: "The group called off the strike." """
    for noun in range(tree.start + 2, tree.end):
        verb = tree.heads[noun]
        if tree.deps[noun] != "obl" or tree.pos[noun] != "NOUN" or not tree.start <= verb < noun:
            continue
        if tree.entity[noun] or tree.kid(verb, "obj", "aux:pass") is not None or tree.kid(noun, "case") is not None:
            continue
        particle = tree.kid(verb, "compound:prt")
        if particle is not None and all(tree.heads[t] == noun for t in range(particle + 1, noun)):
            tree.deps[noun] = "obj"
