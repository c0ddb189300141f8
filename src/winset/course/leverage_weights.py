"""Patience as bargaining weight: what a period's delay leaves of a gain decides how a surplus is split.

With alternating offers whoever moves first gets (1 - d2) / (1 - d1 d2) of a surplus that can be split at will, d being
what a period's delay leaves of a gain (Rubinstein 1982). As periods get short the share of side 1 goes to
r2 / (r1 + r2), r = -ln d, and the bargain to that of Nash with this weight (Binmore, Rubinstein and Wolinsky 1986).
"""

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

EXACT = Context(prec=60)
"""Logarithms are worked out to sixty digits."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The weights of the two sides in the bargain; together they are 1."""

    first: Decimal
    second: Decimal

    @classmethod
    def of_first(cls, first: Decimal) -> "Weight":
        """The weights where the first side has so much."""
        return cls(first, EXACT.subtract(Decimal(1), first))


EQUAL = Weight(Decimal("0.5"), Decimal("0.5"))
_ALL_FIRST = Weight(Decimal(1), Decimal(0))
_ALL_SECOND = Weight(Decimal(0), Decimal(1))


def weight_of(first: Fraction, second: Fraction) -> Weight:
    """The weights that two patiences give, each from 0 to 1.

    Equal patience gives equal weight, exactly. A patience of 1 against less, or of anything against 0, has all of it.
    """
    if first == second:
        return EQUAL
    if first == 1 or second == 0:
        return _ALL_FIRST
    if second == 1 or first == 0:
        return _ALL_SECOND
    hurries = impatience(first), impatience(second)
    together = EXACT.add(*hurries)
    return Weight(EXACT.divide(hurries[1], together), EXACT.divide(hurries[0], together))


def impatience(patience: Fraction) -> Decimal:
    """The rate r = -ln d at which delay eats a gain, a period; of a patience above 0."""
    return log_of(patience).copy_negate()


def log_of(value: Fraction | int) -> Decimal:
    """The natural logarithm of a number above 0."""
    top, bottom = value.as_integer_ratio()
    return EXACT.subtract(EXACT.ln(Decimal(top)), EXACT.ln(Decimal(bottom)))


def patience_at(weight: Decimal, other: Fraction) -> float | None:
    """The patience at which a side has a weight, the other's being given; None where none gives it.

    From w = r2 / (r1 + r2) it is d2 to the power of (1 - w) / w.
    """
    if not 0 < other < 1:
        return None
    if weight == 0:
        return 0.0
    power = EXACT.divide(EXACT.subtract(Decimal(1), weight), weight)
    return float(EXACT.exp(EXACT.multiply(log_of(other), power)))


def first_mover_share(first: Fraction, second: Fraction) -> Fraction | None:
    """What the side that offers first gets of a surplus that can be split at will; None where both wait for ever."""
    if first == 1 == second:
        return None
    return (1 - second) / (1 - first * second)
