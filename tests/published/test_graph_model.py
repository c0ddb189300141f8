"""Published conflicts of the graph model, worked out by hand, and those of ../shared/reference/graph-model.

The reference files were computed by another program from the same definitions and checked against published tables;
they are no part of this project.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from conflict_strategies import choice, deciders
from winset.conflict.choices import Direction
from winset.conflict.conflict import Conflict, graph_form, option_form
from winset.conflict.stable import Stability, stability_of
from winset.model.logic import AllOf, Atom, Formula, Not

NO, YES = 1, 2
FOLDER = Path(__file__).parents[3] / "shared" / "reference" / "graph-model"
FILES = sorted(FOLDER.glob("*.json"))
WAYS: dict[str, Direction] = {"both": "both", "fwd": "up", "back": "down"}


def equilibria(found: Stability, concept: str) -> list[int]:
    """As published, from 1."""
    return [int(state) + 1 for state in found.equilibria(concept)]


def stable_for(found: Stability, concept: str, decider: int) -> list[int]:
    return [int(state) + 1 for state in np.flatnonzero(found.stable[concept][decider])]


def worths(best_first: Sequence[int | tuple[int, ...]]) -> list[int]:
    """Payoffs from a ranking of states, which are numbered from 1; those in brackets are worth the same."""
    groups = [(entry,) if isinstance(entry, int) else entry for entry in best_first]
    by_state = {state: -place for place, group in enumerate(groups) for state in group}
    return [by_state[state] for state in sorted(by_state)]


def pattern(written: str) -> Formula:
    """What is infeasible: Y, N or - for each option."""
    return AllOf(tuple(Atom(at, YES if word == "Y" else NO) for at, word in enumerate(written) if word != "-"))


def game(first: Sequence[int], second: Sequence[int]) -> Stability:
    """Two deciders that may cooperate. States: 1 neither does, 2 the first alone, 3 the second alone, 4 both."""
    choices = [choice(0, 0, 2), choice(1, 1, 2)]
    return stability_of(option_form(deciders(2), choices, payoffs=[worths(first), worths(second)]))


def test_prisoners_dilemma() -> None:
    """Fang, Hipel and Kilgour 1993. Where both cooperate, who leaves is answered by the other, for which that pays.

    From 4 the first goes to 3; the second goes on to 1, which is better for it than 3 and worse for the first than 4;
    from there the first can only make it worse, by 2. From 2 and 3 whoever cooperates alone leaves for 1, and the
    other's only answer is better still. So 4 is stable but for who sees one move ahead.
    """
    found = game([3, 4, 1, 2], [2, 4, 1, 3])
    assert equilibria(found, "nash") == [1]
    for concept in ("gmr", "smr", "seq", "sseq"):
        assert equilibria(found, concept) == [1, 4]
        assert stable_for(found, concept, 0) == [1, 3, 4]
        assert stable_for(found, concept, 1) == [1, 2, 4]


def test_chicken() -> None:
    """Fang, Hipel and Kilgour 1993. Where both swerve, who goes on can be punished, but only at the other's own cost.

    From 4 the first goes to 3. The second can bring about 1, the worst for both: an answer under GMR, and under SMR as
    from 1 the first gets no more than 2, worse than 4; but 1 is worse for the second than 3, so none under SEQ.
    """
    found = game([3, 4, 2, 1], [2, 4, 3, 1])
    for concept in ("nash", "seq", "sseq"):
        assert equilibria(found, concept) == [2, 3]
    for concept in ("gmr", "smr"):
        assert equilibria(found, concept) == [2, 3, 4]


def test_stag_hunt() -> None:
    """Fang, Hipel and Kilgour 1993. In 3 the first, which hunts hares, could join the second (4).

    It does not where it fears that the second, at its own cost, then leaves (2). The second has left 3 before: for 1,
    from where the first can only take it to what is better for it.
    """
    found = game([4, 3, 1, 2], [4, 2, 1, 3])
    for concept in ("nash", "gmr", "smr", "seq", "sseq"):
        assert equilibria(found, concept) == [1, 4]
    assert stable_for(found, "smr", 0) == [1, 3, 4]
    assert stable_for(found, "seq", 0) == [1, 4]


def cuban(direction: Direction) -> Stability:
    """The US has an air strike and a blockade, the USSR withdraws or escalates, not both."""
    choices = [choice(0, 0, 2, direction), choice(1, 0, 2), choice(2, 1, 2), choice(3, 1, 2)]
    us = [5, 7, 6, 8, 3, 2, 4, 1, 12, 10, 11, 9]
    ussr = [1, 5, 7, 3, 6, 2, 8, 4, 12, 10, 11, 9]
    return stability_of(option_form(deciders(2), choices, [pattern("--YY")], [worths(us), worths(ussr)]))


def test_cuban_missile_crisis() -> None:
    """Fraser and Hipel 1984, Conflict Analysis. The USSR withdraws: without more (5), or under the blockade (7).

    In 5 the US has its best. The USSR could take its withdrawal back (1): the US then blockades (3), which is better
    for the US than 1 and worse for the USSR than 5; from 3 the USSR could only withdraw again (7), worse than 5, or
    escalate. In 7 nothing is better for the USSR. The US could lift the blockade (5): the USSR takes its withdrawal
    back (1), which pays, is worse for the US than 7, and from where the US gets 3 at most, worse than 7. So neither is
    Nash, and both are stable under all else. In 6, after a strike, the US would rather have 5 or 7, and from 7 the USSR
    has no answer that pays: 6 is stable only where a strike cannot be taken back.
    """
    for concept in ("seq", "sseq"):
        assert equilibria(cuban("both"), concept) == [5, 7]
        assert equilibria(cuban("up"), concept) == [5, 6, 7]
    assert equilibria(cuban("both"), "nash") == []
    assert equilibria(cuban("up"), "nash") == [6]


def test_elmira() -> None:
    """Hipel, Fang, Kilgour and Haight 1993, nine states: 5, 8 and 9 are equilibria, 1 and 4 under GMR and SMR only.

    The ministry modifies its control order (2, 4, 6, 8); Uniroyal delays (1, 2, 5, 6), accepts (3, 4, 7, 8) or abandons
    (9); the local government insists (5 to 8). Only insisting can be taken back. The ministry likes no move of its own.
    In 1 the local government would insist (5), in 4 too (8). Uniroyal could abandon, the worst for the local
    government, and from there nobody moves; but that does not pay Uniroyal, so it deters only under GMR and SMR.
    """
    moves = [
        [[1], [], [3], [], [5], [], [7], [], []],
        [[2, 8], [3, 8], [8], [8], [6, 8], [7, 8], [8], [8], []],
        [[4], [5], [6], [7], [0], [1], [2], [3], []],
    ]
    ministry = [7, 3, 4, 8, 5, 1, 2, 6, 9]
    uniroyal = [1, 4, 8, 5, 9, 3, 7, 2, 6]
    local = [7, 3, 5, 1, 8, 6, 4, 2, 9]
    labels = [str(state) for state in range(1, 10)]
    found = stability_of(graph_form(deciders(3), labels, moves, [worths(one) for one in (ministry, uniroyal, local)]))
    for concept in ("nash", "seq", "sseq"):
        assert equilibria(found, concept) == [5, 8, 9]
    for concept in ("gmr", "smr"):
        assert equilibria(found, concept) == [1, 4, 5, 8, 9]
    for concept in ("nash", "gmr", "smr", "seq", "sseq"):
        assert stable_for(found, concept, 0) == list(range(1, 10))
        assert stable_for(found, concept, 1) == [1, 4, 5, 8, 9]


def test_elmira_in_options() -> None:
    """The same with Uniroyal's three options, one of which it takes; abandoning is four states then, all alike.

    5 and 8 above are 7 and 10 here, and 9 is 5, 6, 11 and 12.
    """
    ways: list[Direction] = ["up", "down", "both", "up", "both"]
    choices = [choice(at, owner, 2, ways[at]) for at, owner in enumerate((0, 1, 1, 1, 2))]
    ministry = worths([9, 3, 4, 10, 7, 1, 2, 8, (5, 6, 11, 12)])
    uniroyal = worths([1, 4, 10, 7, (5, 6, 11, 12), 3, 9, 2, 8])
    local = worths([9, 3, 7, 1, 10, 8, 4, 2, (5, 6, 11, 12)])
    infeasible = [pattern(written) for written in ("-YY--", "-Y-Y-", "--YY-", "-NNN-")]
    found = stability_of(option_form(deciders(3), choices, infeasible, [ministry, uniroyal, local]))
    for concept in ("nash", "seq", "sseq"):
        assert equilibria(found, concept) == [5, 6, 7, 10, 11, 12]
    for concept in ("gmr", "smr"):
        assert equilibria(found, concept) == [1, 4, 5, 6, 7, 10, 11, 12]


def test_syria_and_iraq() -> None:
    """Hipel, Kilgour and Kinsara 2014, the Euphrates 1975: what tells GMR from SMR, and SEQ from SSEQ.

    Syria releases water or escalates, not both; Iraq attacks. 1 nothing, 2 water, 3 escalation, 4 to 6 the same under
    attack. In 6 each only has worse. Syria has its best in 1; Iraq would attack (4), and Syria could release water
    then (5), worse for Iraq than 1: an answer under GMR. But Iraq then calls the attack off and has the water (2).
    In 5 Iraq would call it off (2); then Syria escalates (3), which pays and is Iraq's worst, so Iraq stays under SEQ;
    but from 3 Iraq could attack (6), which is better than 5. So it does not stay under SSEQ, nor under SMR.
    """
    choices = [choice(0, 0, 2), choice(1, 0, 2), choice(2, 1, 2)]
    syria, iraq = worths([1, 3, 6, 2, 4, 5]), worths([2, 4, 6, 1, 5, 3])
    found = stability_of(option_form(deciders(2), choices, [pattern("YY-")], [syria, iraq]))
    assert equilibria(found, "gmr") == [1, 6]
    for concept in ("nash", "smr", "seq", "sseq"):
        assert equilibria(found, concept) == [6]
    assert stable_for(found, "seq", 1) == [2, 4, 5, 6]
    for concept in ("smr", "sseq"):
        assert stable_for(found, concept, 1) == [2, 4, 6]


def expulsion(end: int) -> Stability:
    """A state can expel an ally of A, once and for all; A blockades, B closes its ports, A then strikes.

    Options: the state expels; A does nothing, blockades or strikes; B closes its ports. Nothing happens before the
    state expels; B closes its ports only during a blockade, and A strikes only where the ports are closed. States:
    1 nothing; 2 expelled; 3 blockade; 4 blockade and closed ports; 5 strike and closed ports. `end`: what the state
    gets in 5, where it has 1 in the first and 2 in all others. Each step is better for whoever takes it.
    """
    expelled, calm, strike, closed = Atom(0, YES), Atom(1, 1), Atom(1, 4), Atom(2, YES)
    infeasible = [
        AllOf((Not(expelled), Not(AllOf((calm, Not(closed)))))),
        AllOf((calm, closed)),
        AllOf((strike, Not(closed))),
    ]
    choices = [choice(0, 0, 2, "up"), choice(1, 1, 3), choice(2, 2, 2)]
    payoffs = [[1, 2, 2, 2, end], [0, 1, 2, 2, 3], [0, 0, 0, 1, 1]]
    return stability_of(option_form(deciders(3), choices, infeasible, payoffs))


def test_an_answer_in_which_one_opponent_moves_twice() -> None:
    """The only way to 5 is A, then B, then A again.

    From 2 B cannot move, and A can only blockade (3); from 3 A cannot strike while the ports are open, so B moves (4),
    and then A (5). If each opponent moved once at most, 3 and 4 would be all that they can bring about, both better for
    the state than 1, and it would leave 1. With the whole sequence it gets 0 and stays; each step pays, and expelling
    cannot be undone, so that holds under all concepts that look ahead.
    """
    found = expulsion(end=0)
    assert stable_for(found, "nash", 0) == [2, 3, 4, 5]
    for concept in ("gmr", "smr", "seq", "sseq"):
        assert stable_for(found, concept, 0) == [1, 2, 3, 4, 5]
    harmless = expulsion(end=2)
    for rows in harmless.stable.values():
        assert not rows[0, 0]


def test_nobody_answers_twice_in_a_row() -> None:
    """A could go from 2 to 3 and on to 4, the worst for the first; but not in two moves running.

    With a third decider that takes 3 to 5, from where A goes to 4, the sequence is legal, and 1 is stable under GMR.
    """
    first, second = [[1], [], [], [], []], [[], [2], [3], [], [3]]
    payoffs = [[1, 2, 2, 0, 2], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]
    labels = [str(state) for state in range(1, 6)]
    alone = graph_form(deciders(2), labels, [first, second], payoffs[:2])
    assert stable_for(stability_of(alone), "gmr", 0) == [2, 3, 4, 5]
    idle: list[list[int]] = [[], [], [], [], []]
    between = [[], [], [4], [], []]
    for third, expected in ((idle, [2, 3, 4, 5]), (between, [1, 2, 3, 4, 5])):
        found = stability_of(graph_form(deciders(3), labels, [first, second, third], payoffs))
        assert stable_for(found, "gmr", 0) == expected


@pytest.mark.skipif(not FILES, reason="the reference conflicts are not here: ../shared/reference/graph-model")
class TestReferenceConflicts:
    """States, moves, stability and equilibria of all that each file holds."""

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_with_moves_one_by_one(self, file: Path) -> None:
        data = json.loads(file.read_text("utf-8"))
        moves = [[[id_ - 1 for id_ in row] for row in rows] for rows in data["moves"]]
        labels = [str(state["id"]) for state in data["states"]]
        payoffs = [preferences["payoff"] for preferences in data["preferences"]]
        conflict = graph_form(deciders(len(moves)), labels, moves, payoffs)
        self.holds(conflict, data)

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_in_options(self, file: Path) -> None:
        data = json.loads(file.read_text("utf-8"))
        if data.get("explicit_moves_only"):
            assert not data.get("options")
            return
        choices = [choice(at, one["dm"], 2, WAYS[one["direction"]]) for at, one in enumerate(data["options"])]
        infeasible = [pattern(written) for written in data["infeasible"]]
        payoffs = [preferences["payoff"] for preferences in data["preferences"]]
        conflict = option_form(deciders(len(data["dms"])), choices, infeasible, payoffs)
        assert ["".join("NY"[level] for level in levels) for levels in conflict.levels.tolist()] == [
            state["yn"] for state in data["states"]
        ]
        assert (conflict.levels @ (1 << np.arange(len(choices)))).tolist() == [state["dec"] for state in data["states"]]
        self.holds(conflict, data)

    def holds(self, conflict: Conflict, data: dict[str, Any]) -> None:
        for reach, rows in zip(conflict.moves, data["moves"], strict=True):
            assert [(reach.moves(state) + 1).tolist() for state in range(conflict.size)] == [
                sorted(row) for row in rows
            ]
        found, checked = stability_of(conflict), 0
        for result in data["results"]:
            if any(len(block) > 1 for block in result["players"]):
                continue  # coalitions that act as one are tested elsewhere
            assert result["players"] == [[who] for who in range(len(data["dms"]))]
            for concept in found.stable.keys() & result["stable"].keys():
                for who, states in enumerate(result["stable"][concept]):
                    assert stable_for(found, concept, who) == states, (concept, who)
                assert equilibria(found, concept) == result["equilibria"][concept]
                checked += 1
        assert checked >= len(found.stable)
