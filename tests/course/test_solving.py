"""The best course of a process, against closed forms, against every policy tried, and against simulated runs."""

import sys
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.course.process import Act, Floats, Process, Turn
from winset.course.solving import Solution, best_for_ever, best_until, states_over_time, worth_of

ALWAYS = np.array([True])
NOTHING = np.zeros(1)
SURELY = np.ones(1)


def row(*shares: float) -> list[float]:
    return list(shares)


def act(id_: str, *turns: Turn, points: float = 0, effort: float = 0, allowed: object = None) -> Act:
    where = ALWAYS if allowed is None else np.asarray(allowed, dtype=np.bool_)
    return Act(id_, where, np.array([points], dtype=float), np.array([effort], dtype=float), turns)


def table(*rows: list[float]) -> Floats:
    return np.array(rows, dtype=float)


def whole(rng: np.random.Generator, low: int, high: int, shape: tuple[int, ...]) -> Floats:
    return rng.integers(low, high, shape).astype(np.float64)


STILL = Turn(SURELY, {})


@st.composite
def drawn(draw: st.DrawFn) -> Process:
    """Small processes of one or two parts, with up to three acts of up to two turns."""
    shape = draw(st.sampled_from([(2,), (3,), (2, 2)]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))

    def tables() -> dict[int, Floats]:
        found = {}
        for part, levels in enumerate(shape):
            if rng.random() < 0.7:
                weights = rng.integers(0, 3, (levels, levels)) + np.eye(levels)
                found[part] = weights / weights.sum(axis=1, keepdims=True)
        return found

    acts = []
    for number in range(draw(st.integers(1, 3 if len(shape) == 1 else 2))):
        chance = rng.integers(0, 5, shape) / 4
        turns = (Turn(chance, tables()), Turn(1 - chance, tables()))
        allowed = np.ones(shape, dtype=np.bool_) if not number else rng.random(shape) < 0.7
        acts.append(Act(f"a{number}", allowed, whole(rng, -3, 4, shape), whole(rng, 0, 3, shape), turns))
    return Process(shape, whole(rng, -3, 4, shape), tuple(acts))


def dense(process: Process, number: int) -> Floats:
    """The chances of all states by all states, state by state from the definition."""
    shape = process.shape
    states = list(np.ndindex(*shape))
    found = np.zeros((len(states), len(states)))
    for at, state in enumerate(states):
        for turn in process.acts[number].turns:
            for to, other in enumerate(states):
                chance = float(np.broadcast_to(turn.chance, shape)[state])
                for part, (before, after) in enumerate(zip(state, other, strict=True)):
                    chance *= turn.tables[part][before, after] if part in turn.tables else float(before == after)
                found[at, to] += chance
    return found


def gains(process: Process, number: int, price: float) -> Floats:
    one = process.acts[number]
    worth = process.flow + one.points - price * one.effort
    return np.broadcast_to(worth, process.shape).ravel()


def policies(process: Process) -> list[tuple[int, ...]]:
    """Every choice of an allowed act in every state."""
    open_ = [
        [number for number, one in enumerate(process.acts) if np.broadcast_to(one.allowed, process.shape)[state]]
        for state in np.ndindex(*process.shape)
    ]
    return list(product(*open_))


@given(drawn(), st.sampled_from([0.0, 0.5, 2.0]), st.sampled_from([0.0, 0.9, 1.0]))
@settings(deadline=None, max_examples=60)
def test_no_policy_does_better_over_two_periods(process: Process, price: float, discount: float) -> None:
    ending = np.arange(process.size, dtype=float).reshape(process.shape)
    moves = [dense(process, number) for number in range(len(process.acts))]
    own = [gains(process, number, price) for number in range(len(process.acts))]
    each = range(process.size)

    def back(values: Floats) -> Floats:
        candidates = [
            np.array([own[chosen[at]][at] + discount * moves[chosen[at]][at] @ values for at in each])
            for chosen in policies(process)
        ]
        best: Floats = np.array(candidates).max(axis=0)
        return best

    expected = back(back(ending.ravel()))
    found = best_until(process, 2, discount, price, ending)
    assert np.allclose(found.values.ravel(), expected, atol=1e-6)
    assert np.allclose(worth(process, found, discount, price, ending).ravel(), expected, atol=1e-6)


def worth(process: Process, found: Solution, discount: float, price: float, ending: Floats) -> Floats:
    each = worth_of(process, found.choices, discount, ending)
    return each.points - price * each.effort


@given(drawn(), st.sampled_from([0.5, 0.9]))
@settings(deadline=None, max_examples=40)
def test_no_standing_policy_does_better_for_ever(process: Process, discount: float) -> None:
    found = best_for_ever(process, discount, 1.0, 1e-4)
    values = []
    for chosen in policies(process):
        moves = np.array([dense(process, number)[at] for at, number in enumerate(chosen)])
        own = np.array([gains(process, number, 1.0)[at] for at, number in enumerate(chosen)])
        values.append(np.linalg.solve(np.eye(process.size) - discount * moves, own))
    best = np.max(values, axis=0)
    assert found.error <= 1e-4 + 1e-6
    assert np.abs(found.values.ravel() - best).max() <= found.error + 1e-9


@given(drawn())
@settings(deadline=None, max_examples=40)
def test_mass_moves_as_values_do(process: Process) -> None:
    values = np.arange(process.size, dtype=float).reshape(process.shape)
    for number in range(len(process.acts)):
        for state in np.ndindex(*process.shape):
            mass = np.zeros(process.shape)
            mass[state] = 1
            assert np.isclose((process.spread(number, mass) * values).sum(), process.expected(number, values)[state])


def test_two_states_wait_or_act() -> None:
    # A window opens with chance q a period; acting while it is open brings 10. Value closed: b q 10 / (1 - b + b q).
    opens, discount = 0.2, 0.9
    drift = Turn(SURELY, {0: table(row(1 - opens, opens, 0), row(0, 1, 0), row(0, 0, 1))})
    take = act("take", Turn(SURELY, {0: table(row(1, 0, 0), row(0, 0, 1), row(0, 0, 1))}), points=10, allowed=[0, 1, 0])
    process = Process((3,), NOTHING, (act("wait", drift), take))
    found = best_for_ever(process, discount, 1.0, 1e-6)
    assert found.choices[0].tolist() == [0, 1, 0]
    assert found.values[0] == pytest.approx(discount * opens * 10 / (1 - discount + discount * opens), abs=1e-5)


def test_waiting_is_best_where_acting_costs_more_than_it_brings() -> None:
    process = Process((1,), NOTHING, (act("wait", STILL), act("try", STILL, points=1, effort=2)))
    assert best_until(process, 3, 1.0, 1.0, NOTHING).choices[0].tolist() == [0]
    assert best_until(process, 3, 1.0, 0.1, NOTHING).choices[0].tolist() == [1]


def test_ties_go_to_waiting() -> None:
    process = Process((1,), NOTHING, (act("wait", STILL), act("idle", STILL), act("other", STILL)))
    assert best_for_ever(process, 0.9, 1.0, 1e-6).choices[0].tolist() == [0]


def test_a_longer_horizon_can_be_worth_less_where_flows_are_negative() -> None:
    process = Process((1,), np.array([-1.0]), (act("wait", STILL),))
    assert best_until(process, 5, 1.0, 1.0, NOTHING).values[0] == -5


@given(drawn(), st.sampled_from([0.0, 1.0]))
@settings(deadline=None, max_examples=40)
def test_one_more_act_and_a_cheaper_one_never_lower_the_value(process: Process, price: float) -> None:
    ending = np.zeros(process.shape)
    less = Process(process.shape, process.flow, process.acts[:1])
    cheap = tuple(Act(one.id, one.allowed, one.points, one.effort / 2, one.turns) for one in process.acts)
    best = best_until(process, 3, 0.9, price, ending).values
    assert (best >= best_until(less, 3, 0.9, price, ending).values - 1e-6).all()
    assert (best_until(Process(process.shape, process.flow, cheap), 3, 0.9, price, ending).values >= best - 1e-6).all()


def test_simulated_runs_agree_with_the_value() -> None:
    rng = np.random.default_rng(7)
    tables = [rng.dirichlet(np.ones(3), 3) for _ in range(2)]
    acts = (act("wait", Turn(SURELY, {0: tables[0]})), act("push", Turn(SURELY, {0: tables[1]}), effort=0.2))
    process = Process((3,), np.array([0.0, 1.0, 3.0]), acts)
    found = best_until(process, 6, 0.9, 1.0, NOTHING)
    runs, totals = 100_000, np.zeros(100_000)
    state = np.zeros(runs, dtype=int)
    for period, chosen in enumerate(found.choices):
        doing = chosen[state]
        totals += 0.9**period * (process.flow[state] - 0.2 * doing)
        ahead = np.array([table.cumsum(axis=1) for table in tables])[doing, state]
        state = (rng.random((runs, 1)) > ahead).sum(axis=1).clip(max=2)
    error = totals.std() / runs**0.5
    assert abs(totals.mean() - found.values[0]) < 4 * error


def test_states_over_time_are_chances() -> None:
    drift = Turn(SURELY, {0: table(row(0.5, 0.5), row(0, 1))})
    process = Process((2,), NOTHING, (act("wait", drift),))
    found = best_until(process, 3, 1.0, 1.0, NOTHING)
    over = [mass[1] for mass in states_over_time(process, found.choices, (0,))]
    assert over == [0, 0.5, 0.75, 0.875]


def test_without_an_end_the_discount_is_below_one() -> None:
    with pytest.raises(ValueError, match="below 1"):
        best_for_ever(Process((1,), NOTHING, (act("wait", STILL),)), 1.0, 1.0, 0.1)


def test_large_products_come_to_the_same_as_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part in the middle moves by its table whichever way the products are put together."""
    rng = np.random.default_rng(3)
    shape = (4, 3, 5)
    tables = {1: rng.dirichlet(np.ones(3), 3)}
    values = rng.random(shape)
    wanted = np.einsum("ij,ajb->aib", tables[1], values)
    for many in (1, 10**9):
        monkeypatch.setattr(sys.modules[Process.__module__], "_MANY", many)
        process = Process(shape, NOTHING, (act("wait", Turn(SURELY, tables)),))
        assert process.expected(0, values) == pytest.approx(wanted)
