"""From a past participle to its verb: the labels of passives keep the participle ("be arrested")."""

from __future__ import annotations

from functools import cache

from extractors.relations.inventory import inventory

__all__ = ["verb_of"]

_IRREGULAR = """
beaten:beat become:become begun:begin bitten:bite blown:blow born:bear borne:bear bought:buy bound:bind broken:break
brought:bring built:build burnt:burn caught:catch chosen:choose cut:cut dealt:deal done:do drawn:draw driven:drive
drunk:drink eaten:eat fallen:fall fed:feed felt:feel fled:flee flown:fly forbidden:forbid foreseen:foresee
forgiven:forgive fought:fight found:find frozen:freeze given:give gone:go grown:grow had:have hanged:hang heard:hear
held:hold hidden:hide hit:hit hurt:hurt kept:keep known:know laid:lay led:lead left:leave lent:lend let:let lit:light
lost:lose made:make meant:mean met:meet mown:mow overseen:oversee overrun:overrun overthrown:overthrow
overtaken:overtake paid:pay put:put quit:quit read:read retaken:retake rebuilt:rebuild ridden:ride risen:rise run:run
said:say seen:see sent:send set:set shaken:shake shed:shed shot:shoot shown:show shut:shut slain:slay sold:sell
sought:seek spent:spend split:split spoken:speak spread:spread stolen:steal struck:strike sued:sue sunk:sink sung:sing
sworn:swear taken:take taught:teach thought:think thrown:throw told:tell torn:tear tried:try undergone:undergo
understood:understand upheld:uphold withdrawn:withdraw withheld:withhold withstood:withstand won:win worn:wear
written:write
"""


@cache
def _table() -> dict[str, str]:
    """Every participle of the inventory's verbs, regular ones by the rules of spelling: stopped, denied, used."""
    found: dict[str, str] = {}
    for verb in sorted(inventory().by_verb):
        if verb.endswith("e"):
            found[f"{verb}d"] = verb
        elif len(verb) > 1 and verb.endswith("y") and verb[-2] not in "aeiou":
            found[f"{verb[:-1]}ied"] = verb
        else:
            found[f"{verb}ed"] = verb
            if verb[-1] not in "wxyaeiou":
                found.setdefault(f"{verb}{verb[-1]}ed", verb)
            if verb.endswith("c"):
                found[f"{verb}ked"] = verb
    for pair in _IRREGULAR.split():
        participle, _, verb = pair.partition(":")
        found[participle] = verb
    return found


def verb_of(participle: str) -> str | None:
    """Return the verb of a past participle, None for a word that is none: "arrested" gives "arrest"."""
    return _table().get(participle)
