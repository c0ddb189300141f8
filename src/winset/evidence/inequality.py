"""How unequal a record is: one number between 0, all speak equally, and 1, one alone speaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a record."""

    id: str
    name: str
    question: str
    source: str
    exact: bool
    assumes: str


INEQUALITY = Measure(
    id="herfindahl",
    name="Normalised Herfindahl index",
    question="How unequally do the sides fill the record?",
    source="Hirschman 1964, The Paternity of an Index, American Economic Review 54, 761; "
    "Herfindahl 1950, Concentration in the Steel Industry",
    exact=True,
    assumes="Every statement weighs the same. (H - 1/n)/(1 - 1/n) for n sides, H being the sum of the squares of their "
    "shares, so that it is 0 when all speak equally and 1 when one alone speaks, for any n from 2. With N statements "
    "of sides that are equally ready to speak it would by chance be 1/N on average",
)


def inequality(counts: Sequence[int]) -> Fraction | None:
    """How unequal these counts are, from 0 (all the same) to 1 (one has all).

    None where there is nothing to compare: fewer than two counts, or none above 0.

    Raises:
        ValueError: a count is negative.
    """
    if any(count < 0 for count in counts):
        raise ValueError("a count cannot be negative")
    total, sides = sum(counts), len(counts)
    if total == 0 or sides < 2:
        return None
    concentration = Fraction(sum(count * count for count in counts), total * total)
    equal = Fraction(1, sides)
    return (concentration - equal) / (1 - equal)


def by_chance(total: int) -> Fraction | None:
    """What the index would be on average if each statement came from any side with the same chance: 1/total.

    The expected sum of squared shares is then 1/n + (1 - 1/n)/total for n sides. None where there are no statements.
    """
    return Fraction(1, total) if total else None
