"""Unlocks in every world that unknown conditions span, and which sets of levers work in all of them or in some."""

from collections.abc import Sequence

from winset.model.result import Verdict
from winset.settlement.question import Question
from winset.settlement.unlock_bounds import Asked
from winset.settlement.unlock_interplay import Used
from winset.settlement.unlock_moves import State
from winset.settlement.unlock_records import Across, WorldUnlocks
from winset.settlement.unlock_ways import Ways
from winset.settlement.winsets import verdict_of

MOST_TOGETHER = 500
"""How many sets that work in every world are built up from those of the single worlds."""


def in_worlds(question: Question, main: Ways) -> tuple[WorldUnlocks, ...]:
    """The unlocks in each world, the one that the answer is given for first; nothing where there is only one."""
    if len(question.worlds) == 1:
        return ()
    found = [_in_world(main)]
    for world in question.worlds[1:]:
        found.append(
            _in_world(Asked(question.case, world, question.where, question.party, main.grounds.first.keeper).ways())
        )
    return tuple(found)


def _in_world(ways: Ways) -> WorldUnlocks:
    start = State()
    ground = ways.grounds.at(start)
    deals, sure, possible = (
        packages.count()
        for packages in (ground.asked(start), ground.ratified(start, True), ground.ratified(start, False))
    )
    surely, possibly = (ways.search.unlocks(kind) for kind in (True, False))
    return WorldUnlocks(
        world=tuple(ways.moves.world.items()),
        verdict=ways.grounds.said(verdict_of(deals, sure, possible)),
        deals=deals,
        sure=sure,
        possible=possible,
        sure_sets=tuple(_in_order(ways, levers) for levers in surely.sets),
        possible_sets=tuple(_in_order(ways, levers) for levers in possibly.sets),
        complete=surely.complete and possibly.complete,
    )


def _in_order(ways: Ways, levers: Used) -> tuple[str, ...]:
    return tuple(id_ for id_ in ways.moves.levers if id_ in levers)


def across(worlds: Sequence[WorldUnlocks], order: Sequence[str]) -> tuple[Across, ...]:
    """The sets by the worlds in which they work, those that work in most first, sure before possible."""
    rows: list[Across] = []
    for sure in (True, False) if worlds else ():
        by_world = [list(map(frozenset, world.sure_sets if sure else world.possible_sets)) for world in worlds]
        sets = dict.fromkeys([*_everywhere(by_world), *(one for each in by_world for one in each)])
        for levers in sets:
            works = tuple(at for at, each in enumerate(by_world) if any(needed <= levers for needed in each))
            ordered = tuple(id_ for id_ in order if id_ in levers)
            rows.append(Across(ordered, sure, works, len(works) == len(worlds)))
    return tuple(sorted(rows, key=lambda row: (not row.sure, -len(row.worlds), len(row.levers), row.levers)))


def _everywhere(by_world: Sequence[Sequence[Used]]) -> list[Used]:
    """The smallest sets that hold an unlock of every world."""
    found = [Used()]
    for sets in by_world:
        found = _smallest([held | more for held in found for more in sets])[:MOST_TOGETHER]
    return found


def _smallest(sets: Sequence[Used]) -> list[Used]:
    kept: list[Used] = []
    for one in sorted(dict.fromkeys(sets), key=len):
        if not any(smaller <= one for smaller in kept):
            kept.append(one)
    return kept


def over_unknown(verdict: Verdict, worlds: Sequence[WorldUnlocks]) -> Verdict:
    """The verdict; where it differs over conditions that nobody knows, it is open."""
    return verdict if all(world.verdict is verdict for world in worlds) else Verdict.OPEN
