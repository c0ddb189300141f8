"""Asks about what would open a deal: which levers, whether they are needed, at what cost, and what linking does."""

from collections.abc import Sequence
from fractions import Fraction

from winset.case.asks import BudgetAsk, CheapestAsk, LinkageAsk, NecessaryAsk, UnlockedAsk
from winset.case.patterns import Pattern
from winset.claims.asker import Asker
from winset.claims.found import CannotTellError, Found, three_valued
from winset.claims.kinds.kind import AskKind
from winset.claims.wording import each_of, listed, numbered
from winset.settlement.linkage_records import Effect
from winset.settlement.unlock_records import Cost, UnlockResult

_REITER = "Reiter 1987, A Theory of Diagnosis from First Principles, Artificial Intelligence 32, 57-95"
_MAYER = (
    "Mayer 1992, Managing Domestic Differences in International Negotiations: The Strategic Use of Internal "
    "Side-Payments, International Organization 46, 793-818"
)
_NOTHING = (Fraction(0), Fraction(0), Fraction(0))
_POSSIBLE = "a deal is possible as things stand"
_LEVERS = "that only what the case has as levers can change, within their bounds, and that draws are favourable"


def _searched(asker: Asker, where: Pattern, party: str | None = None) -> UnlockResult:
    found = asker.unlock(where, party)
    if not found.about.deals:
        raise CannotTellError("no package is a deal of this kind")
    if not asker.case.file.levers:
        raise CannotTellError("the case has no levers")
    return found


def _sets(asker: Asker, found: UnlockResult) -> str:
    if found.sure:
        return "a deal is ratified as things stand"
    sets = [each.levers for each in found.unlocks if each.levers]
    if not sets:
        return _POSSIBLE if found.possible else "no levers open a deal, not even a possible one"
    first = listed([asker.lever(each) for each in sets[0]])
    beginning = "; the first" if len(sets) > 1 else ""
    told = f"{numbered(len(sets), 'smallest set')} of levers{beginning}: {first}"
    return f"{_POSSIBLE}; {told}" if found.possible else told


def _unlocked(asker: Asker, terms: UnlockedAsk) -> Found:
    found = _searched(asker, terms.where)
    within = [each for each in found.unlocks if set(each.levers) <= set(terms.levers)]
    sure = found.sure + sum(each.sure for each in within)
    yes = three_valued(sure, found.possible + len(within) + sure, terms.how)
    if yes is False and not found.complete:
        yes = None
    return Found(yes, _sets(asker, found), found.about.inputs)


def _necessary(asker: Asker, terms: NecessaryAsk) -> Found:
    if terms.ratifiers:
        return _needed_ratifiers(asker, terms)
    found = _searched(asker, terms.where)
    if found.possible:
        return Found(False, _POSSIBLE, found.about.inputs)
    if not found.unlocks:
        raise CannotTellError(_sets(asker, found))
    needed = all(set(terms.levers) <= set(each.levers) for each in found.unlocks)
    return Found(None if needed and not found.complete else needed, _sets(asker, found), found.about.inputs)


def _needed_ratifiers(asker: Asker, terms: NecessaryAsk) -> Found:
    found = asker.blockers(terms.where)
    if found.possible:
        return Found(False, _POSSIBLE, found.about.inputs)
    groups = list(dict.fromkeys(each.ratifiers for each in found.waivers))  # one may be both sure and possible
    if not groups:
        raise CannotTellError("no waiver opens a deal")
    without = [group for group in groups if not set(terms.ratifiers) <= set(group)]
    return Found(not without, _waiving(asker, terms.ratifiers, groups, without), found.about.inputs)


def _waiving(
    asker: Asker, wanted: Sequence[str], groups: Sequence[Sequence[str]], without: Sequence[Sequence[str]]
) -> str:
    """Whether every waiver set has these ratifiers in it, or whom it is enough to waive instead."""
    if not without:
        return f"{each_of(len(groups), 'waiver set')} has {listed([asker.who(each) for each in wanted])} in it"
    spared = [asker.who(each) for each in wanted if each not in without[0]]
    among = f"{listed(spared)} {'is' if len(spared) == 1 else 'are'} not among them"
    return f"a deal is possible without the yes of {listed([asker.who(each) for each in without[0]])}; {among}"


def _cheapest(asker: Asker, terms: CheapestAsk) -> Found:
    found = _searched(asker, terms.where)
    if not found.unlocks:
        raise CannotTellError(_sets(asker, found))
    best = {frozenset(each.levers) for each in found.unlocks if each.undominated}
    if not best:
        raise CannotTellError("costs are missing, so nothing is the cheapest")
    wanted = frozenset(terms.levers)
    # Where sets were missed, one of them may be cheaper, or may be this one.
    told = found.complete or (wanted not in best and any(wanted == set(each.levers) for each in found.unlocks))
    return Found(wanted in best if told else None, _sets(asker, found), found.about.inputs)


def _budget(asker: Asker, terms: BudgetAsk) -> Found:
    found = _searched(asker, terms.where, terms.for_)
    if not found.unlocks:
        return Found(False if found.complete else None, _sets(asker, found), found.about.inputs)
    # What others do costs the party nothing.
    costs = [each.cost_for(terms.for_) or Cost(terms.for_, _NOTHING, ()) for each in found.unlocks]
    known = [cost.amount[1] for cost in costs if not cost.missing]
    enough = bool(known) and min(known) <= terms.most
    if not enough and len(known) < len(costs):
        raise CannotTellError("costs are missing")
    unit = asker.case.file.effort or "effort"
    words = f"the cheapest way costs {float(min(known)):g} {unit}"
    return Found(True if enough else False if found.complete else None, words, found.about.inputs)


def _linkage(asker: Asker, terms: LinkageAsk) -> Found:
    found = asker.linkage(terms.of, terms.where)
    row = found.held[0].sure if terms.how == "sure" else found.held[0].possible
    kept = "ratified" if terms.how == "sure" else "possible"
    packages = f"{numbered(row.without, 'package')} of all else {'is' if row.without == 1 else 'are'} {kept}"
    said = f"with {terms.of.replace('_', ' ')} held {packages}, with it free "
    words = f"{said}{row.linked:,}: it {_DOES[row.effect]}"
    return Found(row.effect.value.replace(" ", "_") == terms.does, words, found.about.inputs)


_DOES = {
    Effect.OPENS: "opens a deal",
    Effect.ENLARGES: "makes more possible",
    Effect.NO_EFFECT: "has no effect",
    Effect.TRADES: "opens some and closes others",
    Effect.SHRINKS: "makes fewer possible",
    Effect.CLOSES: "closes what there was",
}
UNLOCKING = (
    AskKind(
        "unlocked_by",
        "levers that open a deal",
        "Do these levers, or some of them, open a deal?",
        f"{_REITER} (minimal sets)",
        True,
        _LEVERS,
        _unlocked,
        quick=False,
    ),
    AskKind(
        "necessary",
        "what every way to a deal needs",
        "Does every way to a deal need these?",
        f"{_REITER} (minimal hitting sets)",
        True,
        _LEVERS,
        _necessary,
        quick=False,
    ),
    AskKind(
        "cheapest",
        "the cheapest unlock",
        "Is this the cheapest set of levers that opens a deal?",
        _MAYER,
        True,
        f"{_LEVERS}; costs of several parties are compared party by party",
        _cheapest,
        quick=False,
    ),
    AskKind(
        "budget",
        "what a budget buys",
        "Can a party open a deal for so much?",
        _MAYER,
        True,
        f"{_LEVERS}, at the likely costs",
        _budget,
        quick=False,
    ),
    AskKind(
        "linkage",
        "effect of linking",
        "Does linking this open a deal, make more possible, change nothing, or cost one?",
        "Tollison and Willett 1979, An Economic Theory of Mutually Advantageous Issue Linkages in International "
        "Negotiations, International Organization 33, 425-449",
        True,
        "that all other issues are free",
        _linkage,
        quick=False,
    ),
)
