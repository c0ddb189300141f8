"""All settlement verdicts in many draws: one draw at a time written into the case says the same."""

import json
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import strategies
import winset
from winset.case.load import Case, parse
from winset.case.problems import CaseError
from winset.case.sections import Body, CaseFile, Judge
from winset.case.shape import Path
from winset.case.written import Number
from winset.model.draws import Drawn, Draws
from winset.settlement.drawn import Asked, Found, SettlementDraws
from winset.settlement.flip_dial import edited
from winset.settlement.flip_verdicts import Cases, Verdicts
from winset.settlement.question import ask

SETTINGS = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

BUNDLED = ["panama-1978", "harbour", "japan-russia", "ceta-2016", "jcpoa-2015", "prespa-2018", "good-friday-1998"]
NOTHING = Draws(1, {}, {})
BLOCKS = ("does not block", "blocks")


def read(data: Any) -> Case:
    try:
        return parse(json.dumps(data))
    except CaseError:
        assume(False)
        raise


def said(drawn: SettlementDraws, found: Found, draw: int) -> Verdicts:
    """The verdicts in one draw, as flips names them."""
    words: Verdicts = {}
    for told, codes in zip(drawn.subjects, found.codes, strict=True):
        if told.of in {"deals", "pattern"}:
            words[told.of, told.subject] = told.outcomes[codes[draw]]
        elif told.of == "blocks":
            words[told.of, told.subject] = BLOCKS[codes[draw]]
    return words


def numbers(file: CaseFile) -> Iterator[tuple[Path, int, int, int]]:
    """Every number that may be drawn: its path, bounds, and scale."""
    for party_id, party in file.parties.items():
        for id_, ratifier in party.ratifiers.items():
            yield from _inside(("parties", party_id, "ratifiers", id_), ratifier)


def _inside(path: Path, judge: Judge) -> Iterator[tuple[Path, int, int, int]]:
    for issue, row in judge.points.items():
        yield from (((*path, "points", issue, option), -40, 40, 10) for option in row)
    yield from (((*path, "adjust", id_, "points"), -40, 40, 10) for id_ in judge.adjust)
    if judge.no_deal is not None:
        yield (*path, "no_deal"), -40, 40, 10
    for id_, poll in judge.polls.items():
        most = 1000 // len(poll.answers)
        yield from (((*path, "polls", id_, "answers", answer, "share"), 0, most, 10) for answer in poll.answers)
    for id_ in judge.counts:
        yield (*path, "counts", id_, "ayes"), 0, 6, 1
    if judge.turnout is not None:
        yield (*path, "turnout"), 0, 10, 10
    for id_, bloc in judge.blocs.items():
        if bloc.votes is not None and not bloc.votes.rest and not bloc.blocs:
            yield (*path, "blocs", id_, "votes"), 0, 6, 1
        yield from _inside((*path, "blocs", id_), bloc)
    if isinstance(judge, Body):
        for id_, body in judge.bodies.items():
            yield from _inside((*path, "bodies", id_), body)


def _plain(value: Fraction, number: Number) -> Number:
    return type(number).model_validate({"is": value})


def written(file: CaseFile, values: dict[Path, Fraction]) -> CaseFile:
    for path, value in values.items():
        file = edited(file, path, partial(_plain, value))
    return file


@SETTINGS
@given(strategies.cases(), st.data())
def test_all_draws_at_once_say_what_each_says_written_into_the_case(data: Any, draw: st.DataObject) -> None:
    case = read(data)
    chosen = [each for each in numbers(case.file) if draw.draw(st.booleans())]
    size = draw.draw(st.integers(1, 4))
    rows = {
        path: Drawn(np.array(draw.draw(st.lists(st.integers(low, high), min_size=size, max_size=size))), scale)
        for path, low, high, scale in chosen
    }
    draws = Draws(size, rows, {})
    question = ask(case)
    drawn = SettlementDraws(question, Asked(), draws)
    found = drawn.judge(draws)
    cases = Cases(question, drawn.named)
    for place in range(size):
        values = {path: Fraction(int(row.values[place]), row.scale) for path, row in rows.items()}
        expected = cases.verdicts(written(case.file, values), question.worlds)
        assert said(drawn, found, place) == expected


@pytest.mark.parametrize("name", BUNDLED)
def test_one_draw_of_what_is_stated_says_what_the_commands_say(name: str) -> None:
    case = winset.load(name)
    result = winset.unlock(case)
    unlocks = tuple(dict.fromkeys(row.levers for row in result.unlocks if row.levers))
    conflicts = tuple(row.ratifiers for row in winset.blockers(case).conflicts if row.definite and row.ratifiers)
    drawn = SettlementDraws(ask(case), Asked(conflicts, unlocks), NOTHING)
    found = drawn.judge(NOTHING)
    assert said(drawn, found, 0)["deals", ""] == winset.deals(case).verdict.value
    assert {who for (of, who), word in said(drawn, found, 0).items() if (of, word) == ("blocks", "blocks")} == set(
        winset.flips(case).blocking
    )
    words = {told.subject: codes[0] for told, codes in zip(drawn.subjects, found.codes, strict=True)}
    assert all(words[" + ".join(group)] == 1 for group in conflicts)
    for row in result.unlocks:
        if row.levers:
            # With favourable draws it opens a deal; as stated, every effect with a chance happens.
            assert words[" + ".join(row.levers)] <= (0 if row.sure else 1)


def three(chances: tuple[float, ...], draws: int) -> Found:
    """One deal and three ratifiers, each of whom accepts it with a chance: its points are above nothing that often."""
    data = {
        "winset": "1",
        "title": "Three",
        "as_of": "2020-01-01",
        "issues": {"deal": {"options": ["none", "done"]}},
        "status_quo": {"deal": "none"},
        "parties": {
            "them": {"ratifiers": {f"r{at}": {"points": {"deal": {"none": "0", "done": "1"}}} for at in range(3)}}
        },
    }
    rng = np.random.default_rng(5)
    rows: dict[Path, Drawn] = {
        ("parties", "them", "ratifiers", f"r{at}", "points", "deal", "done"): Drawn(
            np.where(rng.random(draws) < chance, 1, -1).astype(np.int64), 1
        )
        for at, chance in enumerate(chances)
    }
    drawn = Draws(draws, rows, {})
    return SettlementDraws(ask(parse(json.dumps(data))), Asked(), drawn).judge(drawn)


def test_three_ratifiers_independent_and_together() -> None:
    # .3 * .35 * .2 = .021 where nothing hangs together, the least of them, .2, where all does.
    draws = 40_000
    found = three((0.3, 0.35, 0.2), draws)
    error = (0.021 * 0.979 / draws) ** 0.5
    assert abs((found.codes[0] == 0).mean() - 0.021) < 4 * error
    singly = found.singly[0]
    assert singly is not None
    assert (found.comonotone[0] == 0).mean() == singly.mean(axis=1).min()
    assert abs((found.comonotone[0] == 0).mean() - 0.2) < 4 * (0.2 * 0.8 / draws) ** 0.5
    through = found.through[0]
    assert through is not None
    assert (through[:, 0] == singly.sum(axis=1)).all()


def test_margins_have_the_sign_of_the_verdict() -> None:
    found = three((0.5, 0.6, 0.7), 500)
    assert ((found.margins[0] >= 0) == (found.codes[0] == 0)).all()


@pytest.mark.parametrize("votes", ["3", "rest"])
def test_undeclared_votes_fall_as_drawn(votes: str) -> None:
    data = {
        "winset": "1",
        "title": "Votes",
        "as_of": "2020-01-01",
        "issues": {"deal": {"options": ["none", "done"]}},
        "status_quo": {"deal": "none"},
        "parties": {
            "them": {
                "ratifiers": {
                    "house": {
                        "rule": {"at_least": "6"},
                        "members": "10",
                        "blocs": {
                            "ayes": {"votes": "4", "otherwise": "accepts"},
                            "noes": {"votes": "3", "otherwise": "refuses"},
                            "silent": {"votes": votes},
                        },
                    }
                }
            }
        },
    }
    path = ("parties", "them", "ratifiers", "house", "blocs", "silent", "undeclared")
    draws = Draws(4, {path: Drawn(np.arange(4), 1)}, {})
    drawn = SettlementDraws(ask(parse(json.dumps(data))), Asked(), draws)
    found = drawn.judge(draws)
    # Six of ten are needed, and four are for: with two or three of the silent it passes, as stated it is open.
    assert [drawn.subjects[0].outcomes[code] for code in found.codes[0]] == [
        "refused",
        "refused",
        "ratified",
        "ratified",
    ]
    assert drawn.subjects[0].outcomes[drawn.judge(NOTHING).codes[0][0]] == "open"


def test_levers_that_may_fail_and_move_as_drawn() -> None:
    poll = {"answers": {"fine": {"share": "40", "accepts": {"deal": "done"}}, "no": {"share": "60"}}, "base": "asked"}
    data = {
        "winset": "1",
        "title": "Levers",
        "as_of": "2020-01-01",
        "issues": {"deal": {"options": ["none", "done"]}},
        "status_quo": {"deal": "none"},
        "conditions": {"heard": {"options": ["no", "yes"], "now": "no"}},
        "parties": {
            "them": {
                "ratifiers": {
                    "ally": {"refuses": {"unheard": {"when": {"heard": "no"}}}, "otherwise": "accepts"},
                    "public": {"polls": {"poll": poll}, "rule": {"at_least": "1/2", "of": "asked"}},
                }
            }
        },
        "levers": {
            "ask": {"by": "them", "effects": {"told": {"set": {"heard": "yes"}, "chance": "0.5"}}},
            "plead": {
                "by": "them",
                "effects": {"moved": {"support": {"ratifier": "them.public", "points": {"low": "0", "high": "15"}}}},
            },
        },
    }
    points = ("levers", "plead", "effects", "moved", "support", "points")
    draws = Draws(
        4,
        {points: Drawn(np.array([99, 100, 150, 150]), 10)},
        {("ask", "told"): np.array([True, True, True, False])},
    )
    drawn = SettlementDraws(ask(parse(json.dumps(data))), Asked(unlocks=(("ask", "plead"),)), draws)
    codes = drawn.judge(draws).codes[-1]
    # Ten points are lacking, and the ally must have been told.
    assert [drawn.subjects[-1].outcomes[code] for code in codes] == [
        "all are refused",
        "a deal is ratified",
        "a deal is ratified",
        "all are refused",
    ]
