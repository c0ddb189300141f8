"""The chance of a yes, by hand: sampling error against what the rule asks, what nobody knows, and what comes first."""

import json
from math import erf, sqrt
from typing import Any

import pytest

import winset
from winset.case.patterns import EVERYTHING
from winset.model.chances import LEAST, Chances, chances_of
from winset.model.poll_error import error_of
from winset.settlement.blocks import Layout, blocks
from winset.settlement.unlock_cases import Cases
from winset.settlement.unlock_ground import Ground
from winset.settlement.unlock_moves import Moves, State
from winset.settlement.unlock_packages import BitByBit

Data = dict[str, Any]
HALF, WHOLE = 1, 2
"""Packages by number: none, half, whole."""


def normal(scaled: float) -> float:
    return 0.5 * (1 + erf(scaled / sqrt(2)))


def poll(yes: float, no: float, n: int = 1000, **more: Any) -> Data:
    """Those who answered for the half or the whole, and those who answered for neither."""
    return {
        "n": n,
        "answers": {
            "for": {"share": yes, "accepts": {"a": ["half", "whole"]}},
            "against": {"share": no, "accepts": {"a": "none"}},
        },
        **more,
    }


def by_polls(*polls: Data, rule: Data | None = None, **more: Any) -> Data:
    wanted = rule if rule is not None else {"at_least": "1/2", "of": "asked"}
    return {"polls": {f"p{number}": each for number, each in enumerate(polls)}, "rule": wanted, **more}


def made(house: Data, lever: Data | None = None, **more: Any) -> winset.Case:
    data: Data = {
        "winset": 1,
        "title": "Chances",
        "as_of": "2020-01-01",
        "doubt": {"house": 0, "drift": 0},
        "issues": {"a": {"options": ["none", "half", "whole"]}},
        "status_quo": {"a": "none"},
        "parties": {"us": {"ratifiers": {"house": house, "bar": {"otherwise": "accepts"}}}},
        **({"levers": {"speak": lever}} if lever is not None else {}),
        **more,
    }
    return winset.parse(json.dumps(data))


def read(case: winset.Case, lent: float, moved: str = "") -> Chances:
    """What the house makes of the three packages. moved: a lever's effect that has moved opinion."""
    moves = Moves(case, {id_: each.now for id_, each in case.file.conditions.items()})
    ground = Ground(Cases(moves), EVERYTHING, BitByBit())
    state = State()
    if moved:
        ref = ("speak", moved)
        state = State(moved=frozenset((moves.shift(ref, moves.ends(ref)[1]),)))

    def spread(path: Any) -> float:
        return error_of(case.file, case.file.parties["us"].ratifiers["house"].polls[path[-1]]).spread

    only = list(blocks(Layout.of(ground.space), set()))
    assert len(only) == 1
    return chances_of(ground.compiled("us.house", state), only[0], lent, spread)


def chance(house: Data, lent: float = 0.0, package: int = WHOLE, **more: Any) -> float:
    yes = read(made(house, **more), lent).yes
    return float(yes.ravel()[package] if yes.size > 1 else yes.ravel()[0])


def deviation(share: float, n: int = 1000) -> float:
    """The standard deviation of a poll's share by sampling alone, in points."""
    return 100 * sqrt(share * (1 - share) / n)


def test_a_poll_of_a_thousand_below_half() -> None:
    # 45 of 100 in a sample of 1000 against half: (45 - 50) / (100 sqrt(.45 * .55 / 1000)) = -3.178 deviations, which
    # is .00074 and counts as none; in one of 900 it is -3.015 deviations, .0013.
    assert normal((45 - 50) / (100 * sqrt(0.45 * 0.55 / 1000))) < LEAST
    assert chance(by_polls(poll(45, 55))) == 0
    assert chance(by_polls(poll(45, 55, n=900))) == pytest.approx(normal(-5 / (100 * sqrt(0.45 * 0.55 / 900))))
    found = chance(by_polls(poll(45, 55, n=100)))
    assert found == pytest.approx(normal(-5 / deviation(0.45, 100)))
    assert 0.15 < found < 0.17


def test_what_is_sure_by_any_measure_counts_as_sure() -> None:
    assert chance(by_polls(poll(40, 60))) == 0
    assert chance(by_polls(poll(60, 40))) == 1


def test_half_exactly_is_an_even_chance_whichever_way_the_rule_counts_it() -> None:
    assert chance(by_polls(poll(50, 50))) == pytest.approx(0.5)
    assert chance(by_polls(poll(50, 50), rule={"more_than": "1/2", "of": "asked"})) == pytest.approx(0.5)


@pytest.mark.parametrize("lent", [0.0, 0.25, 0.5, 1.0])
def test_what_is_not_printed_goes_to_yes_by_the_chance_lent(lent: float) -> None:
    # 46 for and 44 against: 10 points not printed.
    share = 46 + 10 * lent
    expected = normal((share - 50) / deviation(share / 100))
    expected = 0 if expected < LEAST else 1 if expected > 1 - LEAST else expected
    assert chance(by_polls(poll(46, 44)), lent) == pytest.approx(expected)


def test_two_thirds_of_those_who_decided() -> None:
    # 52 for, 28 against, 20 undecided: 65 of 100 who decided, in a sample of 1000 asked.
    house = by_polls(poll(52, 28, undecided=20), rule={"at_least": "2/3", "of": "decided"})
    share = 0.65
    assert chance(house) == pytest.approx(normal((65 - 200 / 3) / deviation(share)), abs=1e-9)


def test_a_blocking_third_is_missed_by_two_thirds() -> None:
    # Blocked by a third of all asked against: a yes needs more than two thirds not against; 68 for and 32 against.
    house = by_polls(poll(68, 32), rule={"blocked_by": "1/3", "of": "asked"})
    assert chance(house) == pytest.approx(normal((68 - 200 / 3) / deviation(0.68)))


def test_opinion_that_levers_moved_adds_points_and_not_error() -> None:
    support: Data = {"ratifier": "us.house", "points": 4}
    lever: Data = {"by": "us", "effects": {"moves": {"support": support}}}
    case = made(by_polls(poll(47, 53)), lever)
    found = read(case, 0.0, "moves").yes.ravel()
    assert found[HALF] == pytest.approx(normal((51 - 50) / deviation(0.47)))
    assert found[HALF] == found[WHOLE]
    about: Data = {"by": "us", "effects": {"moves": {"support": {**support, "about": {"a": "half"}}}}}
    found = read(made(by_polls(poll(47, 53)), about), 0.0, "moves").yes.ravel()
    assert found[HALF] == pytest.approx(normal((51 - 50) / deviation(0.47)))
    assert found[WHOLE] == pytest.approx(normal((47 - 50) / deviation(0.47)))


def test_an_error_beyond_sampling_widens() -> None:
    # 5 points of house error at 50 per cent are a poll of (50 / 5)^2 = 100.
    wide = chance(by_polls(poll(45, 55)), doubt={"house": 5, "drift": 0})
    assert wide == pytest.approx(normal(-5 / (100 * sqrt(0.45 * 0.55 * (1 / 1000 + 1 / 100)))))


def test_out_of_scope_is_a_yes_without_a_poll() -> None:
    house = by_polls(poll(45, 55), scope={"a": "half"})
    found = read(made(house), 0.0)
    assert found.yes.ravel()[WHOLE] == 1
    assert not np_all(found.polled)[WHOLE]
    assert chance(house, package=HALF) < 0.01


def np_all(mask: Any) -> list[bool]:
    """A mask for all three packages."""
    return [bool(each) for each in mask.ravel()] * (3 if mask.size == 1 else 1)


def test_a_red_line_goes_before_a_poll_and_so_does_a_yes() -> None:
    refuses = by_polls(poll(60, 40), refuses={"line": {"when": {"a": "whole"}}})
    assert (chance(refuses), chance(refuses, package=HALF)) == (0, 1)
    accepts = by_polls(poll(40, 60), accepts={"line": {"when": {"a": "whole"}}})
    assert (chance(accepts), chance(accepts, package=HALF)) == (1, 0)


@pytest.mark.parametrize("lent", [0.0, 0.3, 1.0])
def test_what_nobody_knows_is_lent_its_chance_and_what_is_said_is_not(lent: float) -> None:
    house = {"refuses": {"line": {"when": {"a": "whole"}}}}
    found = read(made(house), lent)
    assert found.yes.ravel()[HALF] == lent
    assert found.yes.ravel()[WHOLE] == 0
    assert (np_all(found.open)[HALF], np_all(found.open)[WHOLE]) == (True, False)
    assert chance({"otherwise": "accepts"}, lent) == 1
    assert chance({"otherwise": "refuses"}, lent) == 0


def test_a_later_kind_speaks_where_the_poll_leaves_it_open() -> None:
    # 45 for and 45 against leave half open; with more said for than against nothing is left to what comes later.
    assert chance(by_polls(poll(45, 45, n=100), otherwise="refuses"), 1.0) == 0
    assert chance(by_polls(poll(45, 45, n=100), otherwise="accepts"), 0.0) == 1
    assert chance(by_polls(poll(45, 45, n=100)), 0.0) == pytest.approx(normal(-5 / deviation(0.45, 100)))


def test_of_two_demands_the_harder_one_counts() -> None:
    rule = {"all": [{"at_least": "1/2", "of": "asked"}, {"at_least": "2/5", "of": "asked"}]}
    assert chance(by_polls(poll(48, 52), rule=rule)) == pytest.approx(normal(-2 / deviation(0.48)))
