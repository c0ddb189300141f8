"""The approaches of a case: whom a party can ask in principle, and the numbers that say what comes of it."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from winset.case.course import Sounds
from winset.case.load import Case
from winset.case.patterns import show_pattern
from winset.case.problems import CaseError, Problem
from winset.case.sections import Lever
from winset.case.shape import Path
from winset.case.written import Number
from winset.course.approaches import Approach, Together
from winset.settlement.unlock_moves import Moves, State

_ZERO = Fraction(0)
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Dial:
    """A number of an approach that the case writes.

    of: `chance`, `cost`, `exposure`, `defers` or `together`. key: the other approach that it defers to, or the id of
    what stands in `together`; nothing for the rest.
    """

    approach: str
    of: str
    key: str
    path: Path
    number: Number

    @property
    def is_chance(self) -> bool:
        """Whether it is a chance, from 0 to 1; else it is effort, from 0 on."""
        return self.of in {"chance", "defers", "together"}


@dataclass(frozen=True, slots=True)
class Outside:
    """An approach that cannot be made.

    requires: the conditions that do not hold, in the notation of the case. waits: the approaches that it comes after
    and that cannot be made either. One of the two is empty. given: what its yes would set is so already, so it counts
    as a yes to whoever waits for it or defers to it.
    """

    approach: str
    ratifier: str
    requires: str
    waits: tuple[str, ...] = ()
    given: bool = False


@dataclass(frozen=True, slots=True)
class Sounding:
    """The approaches of one party that can be made in a world.

    party: whose they are; None where nobody has any. parties: all that have some. levers: what makes them, by id in
    the order of the case. outside: those that cannot be made. dials: every number that the case writes for them.
    """

    party: str | None
    parties: tuple[str, ...]
    levers: Mapping[str, Lever]
    outside: tuple[Outside, ...]
    dials: tuple[Dial, ...] = ()

    @property
    def given(self) -> frozenset[str]:
        """The approaches whose yes is there already."""
        return frozenset(each.approach for each in self.outside if each.given)

    def sounds(self, id_: str) -> Sounds:
        """What makes a lever an approach."""
        found = self.levers[id_].sounds
        if found is None:
            raise AssertionError("an approach sounds somebody")
        return found

    def approaches(self, turned: Mapping[Path, Fraction] = MappingProxyType({})) -> tuple[Approach, ...]:
        """The approaches at the likely values, with some numbers turned.

        What an approach defers to among those that cannot be made has no effect, and neither has what needs one.
        """
        at = {(dial.approach, dial.of, dial.key): turned.get(dial.path, dial.number.value) for dial in self.dials}
        return tuple(self._approach(id_, at) for id_ in self.levers)

    def _approach(self, id_: str, at: Mapping[tuple[str, str, str], Fraction]) -> Approach:
        sounds = self.sounds(id_)
        heard = self.levers.keys() | self.given
        return Approach(
            id_,
            at.get((id_, "chance", ""), _ONE),
            at.get((id_, "cost", ""), _ZERO),
            at.get((id_, "exposure", ""), _ZERO),
            frozenset(sounds.after) - self.given,
            {other: at[id_, "defers", other] for other in sounds.defers if other in heard},
            tuple(
                Together(frozenset(jointly.of), at[id_, "together", key])
                for key, jointly in sounds.together.items()
                if heard >= set(jointly.of)
            ),
            self.given,
        )

    def borders(self, dial: Dial, approach: Approach) -> list[Fraction]:
        """The values of a chance at which it begins or ceases to be the one of several that is taken.

        Of single deferences the one with the largest effect on the own chance is taken, and of equal ones the larger;
        of several that all said yes, the larger among those stated for as many.
        """
        single = list(approach.defers.values())
        if dial.of == "chance":
            return [(one + two) / 2 for one in single for two in single if one < two]
        if dial.of == "defers":
            return [border for other in single for border in (other, 2 * approach.chance - other)]
        return [each.chance for each in approach.together]


def sounding(case: Case, world: Mapping[str, str], party: str | None) -> Sounding:
    """The approaches of a party: the one asked for, that of the case's course, or the only one that has any.

    Raises:
        CaseError: several parties have approaches, and none is asked for.
    """
    written = {id_: lever for id_, lever in case.file.levers.items() if lever.sounds is not None}
    parties = tuple(dict.fromkeys(lever.by for lever in written.values()))
    asker = party if party is not None else _asker(case, parties)
    own = {id_: lever for id_, lever in written.items() if lever.by == asker}
    outside = tuple(_outside(own, Moves(case, world)))
    left = {each.approach for each in outside}
    levers = {id_: lever for id_, lever in own.items() if id_ not in left}
    heard = levers.keys() | {each.approach for each in outside if each.given}
    return Sounding(asker, parties, MappingProxyType(levers), outside, tuple(_dials(levers, heard)))


def _asker(case: Case, parties: Sequence[str]) -> str | None:
    course = case.file.course
    if course is not None:
        return course.for_
    if len(parties) > 1:
        said = f"{', '.join(f'`{id_}`' for id_ in parties)} all have approaches, and an order is one party's"
        raise CaseError((Problem(said, f"say whose it is with `--for PARTY`, such as `--for {parties[0]}`"),))
    return parties[0] if parties else None


def _outside(own: Mapping[str, Lever], moves: Moves) -> Iterator[Outside]:
    """The approaches whose conditions do not hold, then those that wait for one of them."""
    asked = {id_: lever.sounds for id_, lever in own.items() if lever.sounds is not None}
    left: set[str] = set()
    given: set[str] = set()
    for id_, sounds in asked.items():
        if not moves.can(id_, State()):
            left.add(id_)
            wanted = own[id_].effects[sounds.yes].set
            is_so = bool(wanted) and all(moves.world[condition] == level for condition, level in wanted.items())
            given |= {id_} if is_so else set()
            yield Outside(id_, sounds.ratifier, show_pattern(own[id_].requires), given=is_so)
    while True:
        waiting = {
            id_: tuple(other for other in sounds.after if other not in given and (other not in own or other in left))
            for id_, sounds in asked.items()
            if id_ not in left
        }
        further = {id_: waits for id_, waits in waiting.items() if waits}
        if not further:
            return
        left |= further.keys()
        for id_, waits in further.items():
            yield Outside(id_, asked[id_].ratifier, "", waits)


def _dials(levers: Mapping[str, Lever], heard: Set[str]) -> Iterator[Dial]:
    """Every number that the case writes for some approaches, in the order of the case. heard: who can have said yes."""
    for id_, lever in levers.items():
        sounds = lever.sounds
        if sounds is None:
            continue
        path: Path = ("levers", id_)
        chance = lever.effects[sounds.yes].chance
        if lever.cost is not None:
            yield Dial(id_, "cost", "", (*path, "cost"), lever.cost)
        if chance is not None:
            yield Dial(id_, "chance", "", (*path, "effects", sounds.yes, "chance"), chance)
        if sounds.exposure is not None:
            yield Dial(id_, "exposure", "", (*path, "sounds", "exposure"), sounds.exposure)
        for other, number in sounds.defers.items():
            if other in heard:
                yield Dial(id_, "defers", other, (*path, "sounds", "defers", other), number)
        for key, jointly in sounds.together.items():
            if heard >= set(jointly.of):
                yield Dial(id_, "together", key, (*path, "sounds", "together", key, "chance"), jointly.chance)
