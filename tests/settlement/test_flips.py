"""Flips: small cases by hand, and every tripwire against `deals` and `blockers` of the case as it is changed."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

import oracle
import strategies
import winset
from winset.case.paths import case_path
from winset.case.patterns import EVERYTHING
from winset.model.compile import compile_model
from winset.settlement.flip_dials import Dial, dials
from winset.settlement.flip_records import Flip, FlipsResult, Tripwire
from winset.settlement.flip_search import Change, Fractions, Multiples, changes, first_whole, simplest

JUST = Fraction(1, 10**10)

Said = dict[tuple[str, str], str]


def verdicts(case: winset.Case, world: dict[str, str]) -> Said:
    """What is said of each kind of deal, and of each veto, by the commands that say it."""
    said = {("deals", ""): winset.deals(case, world=world).verdict.value}
    model = compile_model(case.file, world)
    for stand in winset.blockers(case, world=world).stands:
        if stand.veto:
            said["blocks", stand.ratifier] = "blocks" if stand.blocks else "does not block"
    for name in case.file.patterns:
        if model.formula(case.file.patterns[name]) != model.formula(EVERYTHING):
            said["pattern", name] = winset.deals(case, world=world, where=name).verdict.value
    return said


def changed(data: Any, change: dict[str, Any]) -> winset.Case:
    """The case with what a variant changes in its tree, where that is a case at all."""
    try:
        return winset.parse(json.dumps({**data, "variants": {"turned": change}})).with_variants("turned")
    except winset.CaseError:
        reject()


def setting(dial: Dial, value: Fraction) -> dict[str, Any]:
    """The variant that turns a dial; one that moves something from one entry to another sets both."""
    path = case_path(dial.path)
    if not dial.about:
        return {"set": {path: str(value)}}
    source, target = (part for part in dial.about.split("`")[1::2])
    other = target.join(path.rsplit(source, 1))
    now = dial.set_to(Fraction(0))

    def held(where: str) -> Fraction:
        node: Any = now
        for step in dial.path[4:]:
            step = target if where == other and step == source else step
            node = node[step] if isinstance(node, dict) else getattr(node, str(step))
        return Fraction(node.least)

    return {"set": {path: str(held(path) - value), other: str(held(other) + value)}}


def turned(data: Any) -> tuple[winset.Case, FlipsResult, list[Dial]]:
    case = winset.parse(json.dumps(data))
    result = winset.flips(case)
    found = [
        dial
        for party, entry in case.file.parties.items()
        for name, who in entry.ratifiers.items()
        if who.follows is None and who.counts_as == "veto"
        for dial in dials(who, ("parties", party, "ratifiers", name))
        if isinstance(dial, Dial)
    ]
    return case, result, found


def wires_of(result: FlipsResult, dial: Dial, up: bool) -> list[Tripwire]:
    return [
        row
        for row in result.tripwires
        if (row.kind, row.path, row.change) == ("number", case_path(dial.path), dial.about) and row.up == up
    ]


@settings(max_examples=60)
@given(strategies.cases(), st.data())
def test_a_verdict_is_as_before_up_to_its_tripwire_and_not_beyond(data: Any, draw: st.DataObject) -> None:
    case, result, found = turned(data)
    world = dict(result.about.world)
    assume(found)
    dial = draw.draw(st.sampled_from(found))
    up = draw.draw(st.booleans())
    end = dial.high if up else dial.low
    assume(end != dial.now)
    before = verdicts(case, world)
    wires = wires_of(result, dial, up)
    part = draw.draw(st.fractions(0, 1, max_denominator=30))
    nearest = min((row.at for row in wires if row.at is not None), key=lambda at: abs(at - dial.now), default=end)
    value = dial.now + (draw.draw(st.sampled_from([nearest, end])) - dial.now) * part
    if dial.lattice is None:
        value = Fraction(round(value))
    after = verdicts(changed(data, setting(dial, value)), world)
    for key, said in before.items():
        wire = next((row for row in wires if any((each.of, each.subject) == key for each in row.flips)), None)
        if wire is None or wire.at is None:
            assert after[key] == said, (dial.path, value, key)
        elif abs(value - dial.now) < abs(wire.at - dial.now) or (value == wire.at and wire.beyond):
            assert after[key] == said, (dial.path, value, key, wire)
    if not wires:
        return
    wire = draw.draw(st.sampled_from(wires))
    assert wire.at is not None
    past = wire.at if not wire.beyond else wire.at + (JUST if up else -JUST)
    beyond = verdicts(changed(data, setting(dial, past)), world)
    for each in wire.flips:
        assert before[each.of, each.subject] == each.before
        assert beyond[each.of, each.subject] == each.after, (dial.path, past, each)


@settings(max_examples=40)
@given(strategies.cases())
def test_what_falls_away_flips_what_the_case_without_it_says(data: Any) -> None:
    case, result, _ = turned(data)
    world = dict(result.about.world)
    before = verdicts(case, world)
    for row in result.tripwires:
        if row.kind == "dropped" and row.change == "dropped":
            after = verdicts(changed(data, {"drop": [row.path]}), world)
        elif row.kind == "level":
            after = verdicts(case, {**world, row.path.partition(".")[0]: row.change})
        else:
            continue
        flips = {Flip(*key, said, after[key]) for key, said in before.items() if after.get(key, said) != said}
        assert set(row.flips) == flips, row


@settings(max_examples=40)
@given(strategies.cases())
def test_an_unknown_settles_what_the_definitions_say(data: Any) -> None:
    case, result, _ = turned(data)
    world = dict(result.about.world)
    deals = oracle.deals(case.file, world)
    said = {path: [oracle.answer(case.file, world, path, deal) for deal in deals] for path in oracle.vetoes(case.file)}
    unknown = {path for path, answers in said.items() if "open" in answers}
    assert {name for name in result.unknowns if "." in name} == unknown

    def verdict(path: str, word: str) -> str:
        columns = [
            [word if own == path and each == "open" else each for each in answers] for own, answers in said.items()
        ]
        rows = list(zip(*columns, strict=True))
        if any(set(row) <= {"yes", "out"} for row in rows):
            return "ratified"
        return "open" if any("no" not in row for row in rows) else "refused"

    for path in unknown:
        if verdict(path, "yes") != verdict(path, "no"):
            assert path in result.settling


def wires(result: FlipsResult, of: str = "deals") -> dict[tuple[str, str], tuple[Any, bool, str]]:
    """By input and direction or change: at what value, whether beyond it, and what the verdict becomes."""
    return {
        (row.path, row.change or ("up" if row.up else "down")): (row.at, row.beyond, flip.after)
        for row in result.tripwires
        for flip in row.flips
        if flip.of == of
    }


SENATE = """
winset: 1
title: A treaty in a senate and before a public
as_of: 2020-01-01
issues: {treaty: {options: [none, signed]}}
status_quo: {treaty: none}
parties:
  here:
    ratifiers:
      senate:
        rule: {at_least: 2/3, of: members}
        members: 100
        blocs:
          ayes: {votes: 70, otherwise: accepts}
          noes: {votes: rest, otherwise: refuses}
      public:
        rule: {more_than: 1/2, of: asked}
        polls:
          may:
            answers:
              for: {share: 55, accepts: {treaty: signed}}
              against: {share: 40}
"""


def test_the_votes_the_threshold_and_the_shares_of_a_treaty_by_hand() -> None:
    """70 of 100 against 2/3: 67 are needed. 55 per cent for against more than 1/2; 5 are not printed."""
    found = wires(winset.flips(winset.parse(SENATE)))
    assert found["here.senate.rule.at_least", "up"] == (Fraction(7, 10), True, "refused")
    assert found["here.senate.blocs.ayes.votes".replace(".blocs", ""), "down"] == (Fraction(66), False, "refused")
    # 70 ayes are 2/3 of 105 members; from 106 on they are not.
    assert found["here.senate.members", "up"] == (Fraction(106), False, "refused")
    assert found["here.public.rule.more_than", "up"] == (Fraction(55, 100), False, "open")
    # With 50 for, 10 are not printed, so that the answer is open; it is not refused before the noes reach 50.
    assert found["here.public.polls.may.answers.for.share", "down"] == (Fraction(50), False, "open")
    assert found["here.public.polls.may.answers.for.share", "moved from `for` to `against`"] == (5, False, "open")
    assert ("here.public.polls.may.answers.against.share", "up") not in found  # 55 stay for, whatever is printed


def test_what_blocks_flips_at_its_own_value() -> None:
    found = wires(winset.flips(winset.parse(SENATE)), "blocks")
    assert found["here.public.rule.more_than", "up"] == (Fraction(60, 100), False, "blocks")  # 40 are against
    assert found["here.senate.ayes.votes", "down"] == (Fraction(66), False, "blocks")


SWAP = """
winset: 1
title: Points
as_of: 2020-01-01
issues: {border: {options: [old, new]}, gas: {options: [none, much]}}
status_quo: {border: old, gas: none}
never: {alone: {when: {border: old, gas: much}}}
patterns: {swap: {border: new, gas: much}}
conditions: {mood: {options: [good, bad], now: good}, rumour: {options: [true_, false_], now: unknown}}
parties:
  north:
    lead: cabinet
    ratifiers:
      cabinet:
        points: {border: {old: 0, new: 5}, gas: {none: 0, much: -3.5}}
        refuses: {bad_mood: {when: {mood: bad, border: new}}}
  south:
    ratifiers:
      cabinet: {refuses: {border_alone: {when: {gas: none}}}, accepts: {swap: {when: swap}}}
      king: {}
"""


def test_points_red_lines_levels_and_answers_by_hand() -> None:
    """The swap is worth 1.5 to the north; the south refuses the border alone; the king has not spoken."""
    result = winset.flips(winset.parse(SWAP))
    found = wires(result)
    assert found["north.cabinet.points.border.new", "down"] == (Fraction("3.5"), True, "refused")
    assert found["north.cabinet.points.gas.much", "down"] == (-5, True, "refused")
    # No deal is worth what the status quo is worth: with 1.5 on the old border the swap is still worth as much.
    assert found["north.cabinet.points.border.old", "up"] == (Fraction("1.5"), True, "refused")
    assert found["mood.now", "bad"] == (None, False, "refused")
    assert found["south.king", "yes"] == (None, False, "ratified")
    assert found["south.king", "no"] == (None, False, "refused")
    assert ("south.cabinet.refuses.border_alone", "dropped") not in found
    assert set(result.unknowns) == {"south.king", "rumour"}
    assert result.settling == ("south.king",)
    assert result.quiet == result.tried - len({row.path for row in result.tripwires})


def test_the_case_of_the_question_is_asked_about() -> None:
    refused = winset.flips(winset.parse(SWAP), where="gas=none")
    found = wires(refused)
    assert refused.verdict.value == "refused"
    assert found["south.cabinet.refuses.border_alone", "dropped"] == (None, False, "open")
    assert refused.blocking == ("south.cabinet",)


def test_what_is_wrong_with_a_question_is_told() -> None:
    with pytest.raises(winset.CaseError, match="eastt"):
        winset.flips(winset.parse(SWAP), party="eastt")


@given(st.fractions(0, 5, max_denominator=50), st.fractions(0, 5, max_denominator=50))
def test_the_simplest_fraction_is_the_one_with_the_smallest_denominator(one: Fraction, other: Fraction) -> None:
    low, high = min(one, other), max(one, other)
    found = simplest(low, high)
    assert low <= found <= high
    for bottom in range(1, found.denominator):
        assert -(-low.numerator * bottom // low.denominator) > high * bottom  # no whole number of parts lies inside


@given(
    st.fractions(-3, 3, max_denominator=12),
    st.fractions(-3, 3, max_denominator=12),
    st.lists(st.tuples(st.fractions(-3, 3, max_denominator=6), st.booleans()), max_size=5),
    st.sampled_from([Multiples(Fraction(1, 60)), Fractions(6)]),
)
def test_all_changes_on_a_way_are_found(start: Fraction, end: Fraction, steps: Any, lattice: Any) -> None:
    """A function that grows by one at each of some values, or just beyond them."""
    start, end = abs(start), abs(end)
    taken = {(abs(at), beyond) for at, beyond in steps}

    def key(value: Fraction) -> int:
        return sum(value > at or (value == at and not beyond) for at, beyond in taken)

    found = [(each.at, each.beyond) for each in changes(key, start, end, lattice)]
    # On the way down a step that is taken at a value is undone just beyond it, and the other way round.
    up = start <= end
    steps_on_it = [(at, beyond if up else not beyond) for at, beyond in taken if _taken(at, beyond, start, end)]
    assert sorted(found) == sorted(steps_on_it)
    assert [at for at, _ in found] == sorted((at for at, _ in found), reverse=not up)


def _taken(at: Fraction, beyond: bool, start: Fraction, end: Fraction) -> bool:
    """Whether a step lies between two values, so that one is before it and the other behind."""
    return len({value > at or (value == at and not beyond) for value in (start, end)}) == 2


def test_whole_values_are_tried_one_by_one() -> None:
    found = list(first_whole(lambda value: 3 <= value <= 5, Fraction(0), Fraction(9)))
    assert found == [Change(Fraction(3), False, Fraction(3)), Change(Fraction(6), False, Fraction(6))]
