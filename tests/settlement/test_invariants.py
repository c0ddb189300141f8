"""What must hold of every case: names carry no meaning, more demands never open anything, and sets are what they say.

The properties are those of formal.md Q2, Q3 and Q10 and of semantics.md 5; the cases are small and random.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from itertools import combinations
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import oracle
import strategies
import winset
from strategies import Data, case_file, vocabulary
from winset.case.patterns import parse_pattern
from winset.case.sections import CaseFile
from winset.model.compile import Model, compile_model
from winset.model.logic import TRUE, Formula
from winset.model.result import Verdict
from winset.settlement.blocks import BLOCK
from winset.settlement.collectors import FirstOf
from winset.settlement.records import BlockersResult, DealsResult
from winset.settlement.shortfall import NearestOf
from winset.settlement.survey import Survey, survey

FEWER = settings(max_examples=40)  # the cases are rich, and whole answers to them take a while
FEWEST = settings(max_examples=25)
Numbers = frozenset[int]
Names = frozenset[str]


def parsed(data: Data) -> winset.Case:
    return winset.parse(json.dumps(data))


def win_set(model: Model, where: Formula = TRUE) -> tuple[Numbers, Numbers]:
    """The numbers of the sure and of the possible deals."""
    gatherers = FirstOf("sure", 10**6), FirstOf("possible", 10**6)
    survey(model, where, gatherers)
    return frozenset(gatherers[0].numbers), frozenset(gatherers[1].numbers)


def in_every_world(case: CaseFile) -> list[Model]:
    return [compile_model(case, world) for world in oracle.every_world(case)]


# --- names ---

_IDS = [*strategies.ISSUES, *strategies.OPTIONS, *strategies.CONDITIONS, *strategies.PARTIES, *strategies.RATIFIERS]
_IDS += [*strategies.BLOCS, *strategies.WINGS, *strategies.BODIES, "formula", "wider"]
_IDS += [level for levels in strategies.CONDITIONS.values() for level in levels]
# New names that sort in another order than the old ones.
NEW = {name: f"{'zyxwvuts'[at % 8]}{at}_{name}" for at, name in enumerate(dict.fromkeys(_IDS))}
OLD = {new: name for name, new in NEW.items()}
_WORD = re.compile(r"[a-z][a-z0-9_]*")


def renamed(value: Any, names: dict[str, str]) -> Any:
    """Plain data with these ids changed wherever they stand, also inside paths and sentences."""
    if isinstance(value, str):
        return _WORD.sub(lambda found: names.get(found[0], found[0]), value)
    if isinstance(value, dict):
        return {renamed(key, names): renamed(part, names) for key, part in value.items()}
    return [renamed(part, names) for part in value] if isinstance(value, list) else value


def plain(value: Any) -> Any:
    """A result as plain data; rows are sorted, because some stand in the order of their names."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list) and not all(isinstance(part, int) for part in value):
        return [plain(part) for part in value]
    return str(value.tolist() if hasattr(value, "tolist") else value)


def in_any_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: in_any_order(part) for key, part in value.items()}
    if isinstance(value, list):
        return sorted((in_any_order(part) for part in value), key=repr)
    return value


@FEWEST
@given(strategies.cases())
def test_names_carry_no_meaning(data: Data) -> None:
    """formal.md Q2: the same case under other names has the same answers under those names."""
    other = renamed(data, NEW)
    for question in (winset.deals, winset.blockers):
        found, expected = plain(question(parsed(other))), plain(question(parsed(data)))
        del found["about"], expected["about"]  # the heading has the digest of the text
        assert in_any_order(renamed(found, OLD)) == in_any_order(expected)


# --- more demands ---


def _judges(judge: Data) -> Iterable[Data]:
    yield judge
    for kind in ("blocs", "bodies"):
        for inner in judge.get(kind, {}).values():
            yield from _judges(inner)


def _monotone(ratifier: Data) -> bool:
    """Whether a bloc that refuses can only do harm: no quorum, and who refuses votes no.

    Under a quorum, and where who refuses abstains or stays away, a no can be better than silence; test_tally.py has
    an example by hand.
    """
    judges = list(_judges(ratifier))
    return "turnout" not in str([judge.get("rule") for judge in judges]) and all(
        judge.get("when_refusing", "no") == "no" for judge in judges
    )


@FEWER
@given(strategies.cases(), st.data())
def test_a_new_red_line_never_enlarges_the_win_set(data: Data, draw: st.DataObject) -> None:
    """formal.md Q2, for a red line anywhere in a ratifier without a quorum."""
    before = [win_set(model) for model in in_every_world(case_file(data))]
    ratifiers = [ratifier for party in data["parties"].values() for ratifier in party["ratifiers"].values()]
    ratifier = draw.draw(st.sampled_from(ratifiers))
    judges = list(_judges(ratifier)) if _monotone(ratifier) else [ratifier]
    judge = draw.draw(st.sampled_from(judges))
    line = {"when": draw.draw(strategies.patterns(vocabulary(data)))}
    judge["refuses"] = {**judge.get("refuses", {}), "new_line": line}
    after = [win_set(model) for model in in_every_world(case_file(data))]
    for (sure, possible), (sure_now, possible_now) in zip(before, after, strict=True):
        assert sure_now <= sure
        assert possible_now <= possible


@FEWER
@given(strategies.cases(), st.data())
def test_a_further_ratifier_never_enlarges_the_win_set(data: Data, draw: st.DataObject) -> None:
    """formal.md Q2, read backwards: the case with one ratifier left out accepts all that the whole case accepts."""
    followed = {
        ratifier.get("follows") for party in data["parties"].values() for ratifier in party["ratifiers"].values()
    }
    names = [name for name in oracle.ratifiers(case_file(data)) if name not in followed]
    assume(names)
    whole = [win_set(model) for model in in_every_world(case_file(data))]
    party, name = draw.draw(st.sampled_from(names)).split(".")
    left = data["parties"][party]
    del left["ratifiers"][name]
    if left.get("lead") == name:
        del left["lead"]
    if not left["ratifiers"]:
        del data["parties"][party]
    assume(bool(data["parties"]))
    for (sure, possible), model in zip(whole, in_every_world(case_file(data)), strict=True):
        without = win_set(model)
        assert sure <= without[0]
        assert possible <= without[1]


@FEWER
@given(strategies.cases_with_pattern())
def test_where_takes_those_deals_of_the_win_set_that_match(drawn: tuple[Data, Any]) -> None:
    """Nothing else changes when a question is narrowed; and what is sure is possible, narrowed or not."""
    case, where = case_file(drawn[0]), parse_pattern(drawn[1])
    for model in in_every_world(case):
        matching = {
            model.space.number(model.space.parse(package))
            for package in oracle.packages(case, model.world)
            if oracle.Scene(case, model.world, package).matches(where)
        }
        sure, possible = win_set(model)
        assert sure <= possible
        assert win_set(model, model.formula(where)) == (sure & matching, possible & matching)


@FEWER
@given(strategies.cases_with_pattern())
def test_narrower_questions_have_smaller_conflicts(drawn: tuple[Data, Any]) -> None:
    """Fewer deals are easier to stop: each conflict set has one of the narrower question inside it."""
    case = parsed(drawn[0])
    whole, narrow = winset.blockers(case), winset.blockers(case, where=drawn[1])
    for definite in (True, False):
        smaller = conflicts(narrow, definite)
        assert all(any(small <= big for small in smaller) for big in conflicts(whole, definite))


# --- numbers ---


@FEWER
@given(strategies.cases())
def test_the_numbers_of_an_answer_fit_together(data: Data) -> None:
    found = winset.deals(parsed(data))
    assert found.sure <= found.possible <= found.about.deals <= found.about.packages
    for row in found.win_sets:
        assert row.out + row.yes + row.open + row.no == found.about.deals
        assert sum(row.others) == found.about.packages
        assert 0 <= row.share_sure <= row.share_possible <= 1
        if row.counts_as == "veto" and row.follows is None:
            assert found.sure <= row.out + row.yes
            assert found.possible <= row.out + row.yes + row.open
    # The margin of the status quo is nothing exactly where a deal is possible (Q10).
    assert (found.margin.stable is True) == (found.possible == 0)
    if len(found.worlds) == 1:
        assert found.verdict is _verdict(found)


def _verdict(found: DealsResult) -> Verdict:
    return Verdict.RATIFIED if found.sure else Verdict.OPEN if found.possible else Verdict.REFUSED


# --- conflict sets and waiver sets ---


def conflicts(found: BlockersResult, definite: bool) -> set[Names]:
    return {frozenset(entry.ratifiers) for entry in found.conflicts if entry.definite is definite}


def waivers(found: BlockersResult, sure: bool) -> set[Names]:
    return {frozenset(entry.ratifiers) for entry in found.waivers if entry.sure is sure}


def _proper(group: Names) -> Iterable[Names]:
    return (frozenset(part) for size in range(len(group)) for part in combinations(sorted(group), size))


def _world(case: winset.Case) -> dict[str, str]:
    return oracle.worlds(case.file)[0]


def _said(case: winset.Case, members: Names) -> list[dict[str, str]]:
    """What these ratifiers say to each deal, by the definitions."""
    world = _world(case)
    return [
        {name: oracle.answer(case.file, world, name, package) for name in members}
        for package in oracle.deals(case.file, world)
    ]


def _agree(case: winset.Case, members: Names, *, surely: bool) -> bool:
    """Whether some deal has the yes of all of them (surely), or the no of none."""
    accepting = {"yes", "out"} if surely else {"yes", "out", "open"}
    return any(set(said.values()) <= accepting for said in _said(case, members))


def _hitting(groups: set[Names]) -> set[Names]:
    """Every minimal set that has a member in each of the groups, by trying all."""
    members = sorted(frozenset().union(*groups))
    every = [frozenset(part) for size in range(len(members) + 1) for part in combinations(members, size)]
    meeting = [part for part in every if all(part & group for group in groups)]
    return {part for part in meeting if not any(other < part for other in meeting)}


@FEWER
@given(strategies.cases())
def test_conflict_sets_and_waiver_sets_are_what_they_say(data: Data) -> None:
    case = parsed(data)
    found = winset.blockers(case)
    _conflicts_are_minimal(case, found)
    _waivers_are_minimal(case, found)
    _conflicts_and_waivers_are_dual(found)
    _only_vetoes_stand_in_sets(case, found)


def _conflicts_are_minimal(case: winset.Case, found: BlockersResult) -> None:
    """formal.md Q3: no common deal, and one as soon as any member is left out."""
    for definite in (True, False):
        for group in conflicts(found, definite):
            assert not _agree(case, group, surely=not definite)
            assert all(_agree(case, part, surely=not definite) for part in _proper(group))
    assert bool(conflicts(found, definite=True)) == (found.possible == 0)
    assert bool(conflicts(found, definite=False)) == (found.sure == 0)


def _waivers_are_minimal(case: winset.Case, found: BlockersResult) -> None:
    """A set is waived by asking the others alone; then some deal is ratified (sure), or not refused (possible)."""
    everybody = frozenset(oracle.vetoes(case.file))
    for sure in (True, False):
        for group in waivers(found, sure):
            assert _agree(case, everybody - group, surely=sure)
            assert not any(_agree(case, everybody - part, surely=sure) for part in _proper(group))
    for entry in found.waivers:
        package = entry.example.as_dict()
        others = everybody - set(entry.ratifiers)
        said = {oracle.answer(case.file, _world(case), name, package) for name in others}
        assert said <= ({"yes", "out"} if entry.sure else {"yes", "out", "open"})


def _conflicts_and_waivers_are_dual(found: BlockersResult) -> None:
    """Each are the minimal sets that meet all of the others (Reiter 1987; Liffiton and Sakallah 2008).

    A definite conflict goes with a possible waiver, a possible conflict with a sure one.
    """
    for definite in (True, False):
        opening = waivers(found, not definite)
        assert conflicts(found, definite) == _hitting(opening)
        if conflicts(found, definite):
            assert opening == _hitting(conflicts(found, definite))


def _only_vetoes_stand_in_sets(case: winset.Case, found: BlockersResult) -> None:
    """Followers, and ratifiers that count as cost or are ignored, are in none (semantics.md 5)."""
    named = {name for conflict in found.conflicts for name in conflict.ratifiers}
    named |= {name for waiver in found.waivers for name in waiver.ratifiers}
    named |= {row.ratifier for row in found.worth}
    named |= {name for row in found.worth for others, _ in row.after for name in others}
    named |= {row.ratifier for row in found.stands if row.blocks}
    assert named <= set(oracle.vetoes(case.file))


# --- worlds and blocks ---


@FEWEST
@given(strategies.cases())
def test_an_answer_by_world_is_the_answer_in_that_world(data: Data) -> None:
    """Asked over every condition, each world says what a question with its levels given says."""
    case = parsed(data)
    everywhere = winset.deals(case, over=list(case.file.conditions))
    assert {world.world for world in everywhere.worlds} == {
        tuple(world.items()) for world in oracle.every_world(case.file)
    }
    for world in everywhere.worlds:
        there = winset.deals(case, world=dict(world.world))
        assert there.worlds == (world,)
        assert (there.verdict, there.sure, there.possible) == (world.verdict, world.sure, world.possible)
        stands = winset.blockers(case, world=dict(world.world))
        assert (stands.verdict, stands.sure, stands.possible) == (world.verdict, world.sure, world.possible)


@FEWEST
@given(strategies.cases(), st.integers(1, 30))
def test_the_size_of_blocks_is_of_no_account(data: Data, size: int) -> None:
    for model in in_every_world(case_file(data)):
        small, large = _gathered(model, size), _gathered(model, BLOCK)
        assert small == large


def _gathered(model: Model, size: int) -> tuple[Any, ...]:
    first, near = FirstOf("possible", 3), NearestOf(model, 3)
    found: Survey = survey(model, TRUE, [first, near], block=size)
    points = near.points()
    shown = (points.values.tolist(), points.packages, points.multiplicity.tolist()) if points is not None else None
    signatures = sorted((part.first, part.asked, part.count, part.answers) for part in found.signatures)
    return signatures, found.used, list(first.numbers), near.keys, shown
