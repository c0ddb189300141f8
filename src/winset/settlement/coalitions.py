"""Inside a ratifier: the least sets of blocs that carry a deal, and the least that stop one.

The blocs are taken as so many votes, whatever they think of a package: a set carries if its yes is enough though all
others vote no, and stops if its no is enough though all others vote yes (von Neumann and Morgenstern 1944 on winning
and blocking coalitions).
"""

from collections.abc import Iterator
from itertools import combinations

from winset.model.acceptance.assembly import Assembly
from winset.model.compile import Model
from winset.model.logic import YES
from winset.model.tally import judge
from winset.model.view import Ballots
from winset.settlement.records import Coalitions
from winset.settlement.sets import Group, minimal

_MOST_BLOCS = 12


def coalitions(model: Model) -> tuple[Coalitions, ...]:
    """The least carrying and stopping sets of each ratifier with blocs, up to twelve of them."""
    steps = ((who.id, step) for who in model.ratifiers for _, step in who.judge.steps)
    return tuple(
        _coalitions(ratifier, step)
        for ratifier, step in steps
        if isinstance(step, Assembly) and len(step.voices) <= _MOST_BLOCS
    )


def _coalitions(ratifier: str, step: Assembly) -> Coalitions:
    names = [voice.judges[-1][0].path[-1] for voice in step.voices]
    carry = minimal(group for group in _subsets(len(names)) if _carried(step, group))
    everyone = frozenset(range(len(names)))
    stop = minimal(group for group in _subsets(len(names)) if _stopped(step, everyone - group))
    return Coalitions(ratifier, _named(carry, names), _named(stop, names))


def _subsets(size: int) -> Iterator[Group]:
    for count in range(size + 1):
        for members in combinations(range(size), count):
            yield frozenset(members)


def _votes(step: Assembly, yes: Group) -> tuple[Ballots, ...]:
    return tuple(Ballots(yes=YES) if number in yes else Ballots(no=YES) for number in range(len(step.voices)))


def _carried(step: Assembly, yes: Group) -> bool:
    return bool(judge(step.tests, step.tally, _votes(step, yes))[0])


def _stopped(step: Assembly, yes: Group) -> bool:
    return bool(judge(step.tests, step.tally, _votes(step, yes))[1])


def _named(groups: tuple[Group, ...], names: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(names[number] for number in sorted(group)) for group in groups)
