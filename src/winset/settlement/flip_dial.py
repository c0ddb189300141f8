"""A number that can be turned alone: where it stands, how far it goes, and the ratifier at another value."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from winset.case.sections import Ratifier
from winset.case.shape import Path, keys_of
from winset.case.written import Number

Edit = Callable[[Fraction], Ratifier]
Factor = Callable[[Fraction], Fraction]

REMOVED = object()


def plainly(_value: Fraction) -> Fraction:
    """The factor of what is linear already."""
    return Fraction(1)


def itself(value: Fraction) -> Fraction:
    """The factor of what the number divides."""
    return value


def left_of_hundred(value: Fraction) -> Fraction:
    """The factor of what is divided by all but so many per cent."""
    return 100 - value


@dataclass(frozen=True, slots=True)
class Linear:
    """What comparisons are multiplied by so that both of their sides are linear in a number.

    support: those of support in polls. turnout: those of a turnout with what a rule asks for. Comparisons of votes and
    of points are linear as they are.
    """

    support: Factor = plainly
    turnout: Factor = plainly


LINEAR = Linear()


@dataclass(frozen=True, slots=True)
class Dial:
    """A number that can be turned alone.

    path: in the file; of a range, each end has its own. unit: in words. now, low, high: the value, and how far it goes
    with the case still a case. set_to: the ratifier at another value. whole: it takes whole values only. step: verdicts
    change only where it is a whole number of these steps from now; None where the places have to be looked for. about:
    what turning it means, where that is more than another value. one_way: turning it up moves all answers to yes, or
    all to no, so that no verdict comes back. spread: by how much it may be off as the case has it: the width of its
    range, or the error of its poll. bends: values at which what depends on it can bend. linear: see there.
    """

    path: Path
    unit: str
    now: Fraction
    low: Fraction
    high: Fraction
    set_to: Edit
    whole: bool = False
    step: Fraction | None = None
    about: str = ""
    one_way: bool = False
    spread: Fraction | None = None
    bends: tuple[Fraction, ...] = ()
    linear: Linear = LINEAR


@dataclass(frozen=True, slots=True)
class End:
    """A plain number, or one end of a range (`low`, `likely`, `high`), and how far it goes without passing the others.

    to: the number with this end at another value.
    """

    word: str
    now: Fraction
    low: Fraction | None
    high: Fraction | None
    to: Callable[[Fraction], Number]
    spread: Fraction | None = None

    @property
    def is_least(self) -> bool:
        """Whether it is the least that the number may be."""
        return self.word in {"", "low"}

    @property
    def is_most(self) -> bool:
        """Whether it is the most that the number may be."""
        return self.word in {"", "high"}

    def path(self, of: Path) -> Path:
        """Where it stands, the number standing there."""
        return (*of, self.word) if self.word else of


def ends(number: Number, *, likely: bool = False) -> Iterator[End]:
    """The inputs that a number is: itself, or each end of its range; with its likely value only where that is read."""
    kind = type(number)
    if number.is_ is not None:
        yield End("", number.is_, None, None, lambda value: kind.model_validate({"is": value}))
        return
    written = {"low": number.least, "high": number.most}
    if number.likely is not None:
        written["likely"] = number.likely
    middle = (written["likely"], written["likely"]) if "likely" in written else (number.most, number.least)
    limits: dict[str, tuple[Fraction | None, Fraction | None]] = {"low": (None, middle[0]), "high": (middle[1], None)}
    if likely and "likely" in written:
        limits["likely"] = (number.least, number.most)
    for word, (low, high) in limits.items():
        yield End(word, written[word], low, high, _ending(kind, written, word), number.most - number.least or None)


def _ending(kind: type[Number], written: dict[str, Fraction], word: str) -> Callable[[Fraction], Number]:
    return lambda value: kind.model_validate({**written, word: value})


def setter(whole: Ratifier, inside: Path, end: End) -> Edit:
    """The ratifier with an end of a number inside it at another value."""
    return lambda value: edited(whole, inside, lambda _: end.to(value))


def edited(node: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """A copy of a part of a case in which what stands at a path is changed, or taken out where that gives REMOVED."""
    step, rest = path[0], path[1:]
    if isinstance(node, BaseModel):
        attribute = keys_of(type(node))[str(step)].attribute
        held = getattr(node, attribute)
        return node.model_copy(update={attribute: change(held) if not rest else edited(held, rest, change)})
    if isinstance(node, tuple):
        parts = list(node)
        parts[int(step)] = change(parts[int(step)]) if not rest else edited(parts[int(step)], rest, change)
        return tuple(parts)
    copy = dict(node)
    value = change(copy[step]) if not rest else edited(copy[step], rest, change)
    if value is REMOVED:
        del copy[step]
    else:
        copy[step] = value
    return copy


def least(numbers: Iterable[Number | None]) -> Fraction:
    """The least that numbers add up to; those that are not there add nothing."""
    return sum((number.least for number in numbers if number is not None), Fraction(0))


def most(numbers: Iterable[Number | None]) -> Fraction:
    """The most that numbers add up to; those that are not there add nothing."""
    return sum((number.most for number in numbers if number is not None), Fraction(0))
