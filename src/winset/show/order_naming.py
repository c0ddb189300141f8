"""The approaches of an `order` answer, their orders and their numbers in words."""

from decimal import Decimal
from fractions import Fraction

from winset.case.problems import visible
from winset.course.order_records import OrderResult, Outcome
from winset.show.lacking import singular
from winset.show.names import Names
from winset.show.words import count, listed, midway, percent

_DIGITS = 3
_PLAIN_UP_TO = 1_000


def who(approach: str, result: OrderResult, names: Names, *, full: bool = False) -> str:
    """Whom an approach asks: in full with the party, else by name alone where that tells them apart.

    Where several approaches ask the same ratifier, it is the approach by its name.
    """
    asked = {each.approach: each.ratifier for each in result.approaches}
    own = asked.get(approach)
    if own is None or list(asked.values()).count(own) > 1:
        return names.lever(approach)
    bare = [names.bare(ratifier) for ratifier in asked.values()]
    return names.who(own) if full or bare.count(names.bare(own)) > 1 else midway(names.bare(own))


def in_order(outcome: Outcome, result: OrderResult, names: Names, *, full: bool = False) -> str:
    """An order in words: `the senate first, then the cabinet`."""
    first, *rest = [who(id_, result, names, full=full) for id_ in outcome.order]
    return ", then ".join([f"{first} first", *rest]) if rest else first


def digits(value: Fraction) -> str:
    """A number with three digits: `2.9`, `0.075`; a whole one, and a larger one, as it is to the unit."""
    if value.denominator == 1 or abs(value) >= _PLAIN_UP_TO:
        return count(round(value))
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{exact:.{_DIGITS}g}"
    return text if "e" not in text else f"{float(exact):.1e}"


def effort(value: Fraction | None, result: OrderResult) -> str:
    """An amount with the case's unit: `2.9 months of the leader's attention`."""
    if value is None:
        return "-"
    return f"{digits(value)} {singular(unit(result)) if value == 1 else unit(result)}"


def unit(result: OrderResult) -> str:
    """The case's unit of effort."""
    return visible(result.effort) if result.effort else "units of effort"


def share(value: Fraction) -> str:
    """A chance: `15 %`; what is not between none and all is a word."""
    if 0 < value < 1:
        return percent(value)
    return "none" if value <= 0 else "certain"


def with_chance(value: Fraction) -> str:
    """A chance in a sentence: `with a chance of 15 %`."""
    if 0 < value < 1:
        return f"with a chance of {percent(value)}"
    return "with no chance, as the case has it" if value <= 0 else "for certain, as the case has it"


def number_words(of: str, approach: str, key: str, result: OrderResult, names: Names) -> str:
    """A number of an approach in words: `the chance of a yes from the senate`."""
    asked = who(approach, result, names)
    if of in {"defers", "together"}:
        own = next(each for each in result.approaches if each.approach == approach)
        others = next(each.others for each in own.defers if each.key == key)
        have = "has" if len(others) == 1 else "have"
        return f"the chance of {asked} once {listed([who(id_, result, names) for id_ in others])} {have} said yes"
    what = {
        "chance": "the chance of a yes from",
        "cost": "the cost of asking",
        "exposure": "the exposure after a yes of",
    }
    return f"{what[of]} {asked}"


def of_number(of: str, value: Fraction) -> str:
    """A chance in per cent, or an amount of effort."""
    return digits(value) if of in {"cost", "exposure"} else share(value)
