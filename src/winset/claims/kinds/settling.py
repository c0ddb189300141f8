"""Asks about which deals there are: the verdict, by world and by reading, and what is best on an issue."""

from winset.case.asks import BestLevelAsk, DealAsk, InsensitiveAsk, RatifiersAsk, WorldsAsk
from winset.case.patterns import Pattern
from winset.claims.asker import Asker
from winset.claims.found import CannotTellError, Found, both, three_valued
from winset.claims.kinds.kind import AskKind
from winset.claims.wording import a_deal, listed, numbered
from winset.model.result import Input
from winset.settlement.records import BlockersResult

_PUTNAM = (
    "Putnam 1988, Diplomacy and Domestic Politics: The Logic of Two-Level Games, International Organization 42, 427-460"
)
_TSEBELIS = "Tsebelis 2002, Veto Players: How Political Institutions Work"
_STATED = "that acceptance is as the case has it; where a poll decides, as printed"


def _deal(asker: Asker, terms: DealAsk) -> Found:
    told = ""
    if terms.counting:
        asker = asker.counting(terms.counting, waived=False)
        told = f", if only {listed([asker.who(each) for each in terms.counting])} had to say yes"
    elif terms.waiving:
        asker = asker.counting(terms.waiving, waived=True)
        told = f", if the yes of {listed([asker.who(each) for each in terms.waiving])} were not needed"
    found = _asked(asker, terms.where)
    yes = three_valued(found.sure, found.possible, terms.how)
    return Found(yes, f"{a_deal(found)}{told}", found.about.inputs)


def _asked(asker: Asker, where: Pattern) -> BlockersResult:
    """Who blocks the deals.

    Raises:
        CannotTellError: there are none.
    """
    found = asker.blockers(where)
    if not found.about.deals:
        raise CannotTellError("no package is a deal of this kind")
    return found


def _holds_in(asker: Asker, terms: WorldsAsk) -> Found:
    condition = asker.case.file.conditions.get(terms.condition)
    if condition is None:
        raise CannotTellError(f"the case has no condition `{terms.condition}`")
    answers: list[bool | None] = []
    said: list[str] = []
    inputs: list[Input] = []
    for level in condition.options:
        wanted = level in terms.levels
        if not (wanted or terms.only):
            continue
        found = asker.at({terms.condition: level}).blockers(terms.where)
        yes = three_valued(found.sure, found.possible, terms.how)
        answers.append(yes if wanted or yes is None else not yes)
        said.append(f"{condition.options[level].lower()}: {a_deal(found)}")
        inputs += found.about.inputs
    return Found(both(tuple(answers)), "; ".join(said), tuple({each.path: each for each in inputs}.values()))


def _insensitive(asker: Asker, terms: InsensitiveAsk) -> Found:
    base = _asked(asker, terms.where)
    turned = []
    for id_ in terms.variants:
        other = asker.under(id_).blockers(terms.where)
        if other.verdict is not base.verdict:
            turned.append(f"under {asker.case.file.variants[id_].name or id_} it is {other.verdict.value}")
    for path in terms.inputs:
        other = asker.without(path).blockers(terms.where)
        if other.verdict is not base.verdict:
            turned.append(f"without `{path}` it is {other.verdict.value}")
    tried = len(terms.variants) + len(terms.inputs)
    each = "the one that was tried" if tried == 1 else f"each of the {tried} that were tried"
    told = "; ".join(turned) or f"and so it stays in {each}"
    return Found(not turned, f"{a_deal(base)}; {told}", base.about.inputs)


def _ratifiers(asker: Asker, terms: RatifiersAsk) -> Found:
    found = _asked(asker, terms.where)
    needed = [each for each in found.stands if each.veto and each.out < found.about.deals and each.follows is None]
    names = listed([asker.who(each.ratifier) for each in needed])
    words = f"{numbered(len(needed), 'ratifier')} must say yes to some of them: {names}"
    return Found(len(needed) >= terms.at_least, words, found.about.inputs)


def _best_level(asker: Asker, terms: BestLevelAsk) -> Found:
    found = asker.deals(terms.where)
    rows = [each for each in found.levels if (each.issue, each.party) == (terms.issue, terms.for_)]
    if not rows:
        raise CannotTellError(f"nothing says what is best on `{terms.issue}` for `{terms.for_}`")
    best = rows[0].best_sure if terms.how == "sure" else rows[0].best_possible
    if best is None:
        raise CannotTellError("no deal of this kind is " + ("ratified" if terms.how == "sure" else "possible"))
    name = asker.case.file.issues[terms.issue].options[best]
    return Found(best == terms.is_, f"the best that can be had is: {name}", found.about.inputs)


SETTLING = (
    AskKind(
        "deal",
        "a deal exists",
        "Is there a deal of this kind?",
        f"{_PUTNAM} (win-set); {_TSEBELIS} (winset of the status quo)",
        True,
        _STATED,
        _deal,
    ),
    AskKind(
        "holds_in",
        "worlds with a deal",
        "At which levels of a condition is there a deal?",
        f"{_PUTNAM}; answers by scenario, as in Wack 1985, Scenarios: Uncharted Waters Ahead, Harvard Business Review",
        True,
        _STATED,
        _holds_in,
    ),
    AskKind(
        "insensitive_to",
        "what a verdict does not hang on",
        "Is the verdict the same under other readings, or without some inputs?",
        "Leamer 1985, Sensitivity Analyses Would Help, American Economic Review 75, 308-313",
        True,
        "that readings are tried one at a time",
        _insensitive,
    ),
    AskKind(
        "ratifiers",
        "number of ratifiers",
        "How many ratifiers must say yes?",
        f"{_TSEBELIS} (veto players; those who follow another are absorbed)",
        True,
        "that the case names everybody whose yes is needed",
        _ratifiers,
    ),
    AskKind(
        "best_level",
        "the best on an issue",
        "What is the best that a party can have on an issue?",
        "Raiffa 1982, The Art and Science of Negotiation (reservation levels)",
        True,
        _STATED,
        _best_level,
        quick=False,
    ),
)
