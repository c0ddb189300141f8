"""The states that can be reached, against the process of parts; simulated runs; and another library's solution."""

import numpy as np
import pytest
from course_cases import case_of, lever
from hypothesis import given, settings
from hypothesis import strategies as st

import winset
from winset.course.advice import Terms, advise
from winset.course.asking import Asking
from winset.course.graph import Graph, graph_of
from winset.course.process import Act, Floats, Process, Turn
from winset.course.solving import best_for_ever, best_until, worth_of
from winset.course.stage import Stage
from winset.settlement.question import ask


@st.composite
def drawn(draw: st.DrawFn) -> Process:
    """Processes of up to three parts whose acts move parts by maps and tables, or leave them."""
    shape = draw(st.sampled_from([(3,), (2, 3), (3, 2, 2), (1, 4), (4, 1, 2)]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))

    def short() -> tuple[int, ...]:
        return tuple(size if rng.random() < 0.6 else 1 for size in shape)

    def turn(chance: Floats) -> Turn:
        tables, maps = {}, {}
        for part, levels in enumerate(shape):
            what = rng.integers(0, 3)
            if what == 0:
                weights = rng.integers(0, 3, (levels, levels)) + np.eye(levels)
                tables[part] = weights / weights.sum(axis=1, keepdims=True)
            elif what == 1:
                maps[part] = rng.integers(0, levels, levels)
        return Turn(chance, tables, maps)

    acts = []
    for number in range(draw(st.integers(1, 4))):
        chance = rng.integers(0, 5, short()) / 4
        allowed = np.ones(shape, dtype=np.bool_) if not number else rng.random(short()) < 0.7
        points = rng.integers(-3, 4, short()).astype(np.float64)
        effort = rng.integers(0, 3, short()).astype(np.float64)
        acts.append(Act(f"a{number}", allowed, points, effort, (turn(chance), turn(1 - chance))))
    return Process(shape, rng.integers(-3, 4, shape).astype(np.float64), tuple(acts))


PRICES, DISCOUNTS = st.sampled_from([0.0, 0.5, 2.0]), st.sampled_from([0.0, 0.5, 0.9])


def first_act(process: Process, number: int) -> Process:
    """One act alone, wherever it is open; elsewhere the first."""
    mask = np.broadcast_to(process.acts[number].allowed, process.shape)
    masks = [(~mask if not at else np.zeros_like(mask)) if at != number else mask for at in range(len(process.acts))]
    return process.only(masks if number else [mask] + [np.zeros_like(mask)] * (len(process.acts) - 1))


@given(drawn(), PRICES, DISCOUNTS)
@settings(deadline=None, max_examples=150)
def test_all_states_as_a_graph_have_the_same_values_worths_and_spread(
    process: Process, price: float, discount: float
) -> None:
    graph = graph_of(process, None)
    assert graph.origin.tolist() == list(range(process.size))
    ending = np.arange(process.size, dtype=np.float64)
    dense = best_until(process, 3, discount, price, ending.reshape(process.shape))
    sparse = best_until(graph, 3, discount, price, ending)
    assert np.allclose(dense.values.ravel(), sparse.values, atol=1e-9)
    told = worth_of(graph, sparse.choices, discount, ending)
    assert np.allclose(told.points - price * told.effort, sparse.values, atol=1e-6)
    mass = np.random.default_rng(process.size).dirichlet(np.ones(process.size))
    for number in range(len(process.acts)):
        one = first_act(process, number)
        of_parts, of_graph = best_until(one, 1, discount, price, ending.reshape(process.shape)), graph_of(one, None)
        here = best_until(of_graph, 1, discount, price, ending)
        assert np.allclose(of_parts.values.ravel(), here.values, atol=1e-9)
        spread = one.spread_by(mass.reshape(process.shape), of_parts.choices[0])
        assert np.allclose(spread.ravel(), of_graph.spread_by(mass, here.choices[0]), atol=1e-12)
        assert spread.sum() == pytest.approx(1)


@given(drawn(), PRICES, DISCOUNTS, st.integers(0, 1000))
@settings(deadline=None, max_examples=150)
def test_what_can_be_reached_is_all_that_values_at_the_start_hang_on(
    process: Process, price: float, discount: float, where: int
) -> None:
    start = np.unravel_index(where % process.size, process.shape)
    graph = graph_of(process, tuple(int(each) for each in start))
    assert set(graph.origin.tolist()) == reached_by_hand(process, where % process.size)
    whole = best_until(process, 4, discount, price, np.zeros(process.shape)).values.ravel()
    found = best_until(graph, 4, discount, price, np.zeros(graph.shape)).values
    assert np.allclose(found, whole[graph.origin], atol=1e-9)
    for_ever = best_for_ever(process, discount, price, 1e-7).values.ravel()
    assert np.allclose(best_for_ever(graph, discount, price, 1e-7).values, for_ever[graph.origin], atol=1e-6)


def reached_by_hand(process: Process, start: int) -> set[int]:
    """Every state that some act may lead to, again and again."""
    found, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        for number, one in enumerate(process.acts):
            if np.broadcast_to(one.allowed, process.shape).ravel()[state]:
                mass = np.zeros(process.size)
                mass[state] = 1
                for after in np.flatnonzero(process.spread(number, mass.reshape(process.shape)).ravel()):
                    if int(after) not in found:
                        found.add(int(after))
                        waiting.append(int(after))
    return found


@given(drawn())
@settings(deadline=None, max_examples=60)
def test_an_act_that_is_ruled_out_is_never_done(process: Process) -> None:
    graph = graph_of(process, None)
    waiting = graph.only(graph.act == 0)
    found = best_until(waiting, 3, 0.9, 1.0, np.zeros(graph.shape))
    assert all((waiting.act[chosen] == 0).all() for chosen in found.choices)
    less = best_until(graph, 3, 0.9, 1.0, np.zeros(graph.shape))
    assert (less.values >= found.values - 1e-9).all()
    with pytest.raises(ValueError, match="without anything to do"):
        graph.only(np.zeros(len(graph.act), dtype=np.bool_))


def simulated(stage: Stage, terms: Terms, runs: int, seed: int) -> tuple[float, float, float]:
    """The mean net worth of many runs of the best course, its standard error, and the worth that was told."""
    advice = advise(stage, terms)
    graph, rng = stage.dynamics, np.random.default_rng(seed)
    assert isinstance(graph, Graph)
    assert terms.periods is not None
    rows = graph.leads
    ends = np.array([rows.data[rows.indptr[at] : rows.indptr[at + 1]].sum() for at in range(rows.shape[0])])
    assert np.allclose(ends, 1)
    before = np.concatenate([[0.0], np.cumsum(rows.data)])
    state = np.full(runs, stage.start[0])
    total = np.zeros(runs)
    for period in range(terms.periods):
        doing = advice.solution.choices[period][state]
        total += terms.discount**period * (graph.points[doing] - terms.price * graph.effort[doing])
        low, high = before[rows.indptr[doing]], before[rows.indptr[doing + 1]]
        at = np.searchsorted(before, low + rng.random(runs) * (high - low), side="right") - 1
        state = rows.indices[np.clip(at, rows.indptr[doing], rows.indptr[doing + 1] - 1)]
    if terms.in_force:
        total += terms.discount**terms.periods * stage.flow[state] / (1 - terms.discount)
    return float(total.mean()), float(total.std() / runs**0.5), advice.net


def made() -> winset.Case:
    """A case in which a refusal, a drift and a backlash all count."""
    answers = {"for": {"share": 46, "accepts": {"a": "half"}}, "against": {"share": 46, "accepts": {"a": "none"}}}
    house = {"polls": {"asked": {"n": 100, "answers": answers}}}
    return case_of(
        {
            "discount": 0.9,
            "propose": {"half": {"package": {"a": "half"}, "cost": 0.5}},
            "failure": {"backlash": {"set": {"mood": "bad"}, "chance": 0.5}},
            "drift": {"heals": {"condition": "mood", "from": "bad", "to": "good", "chance": 0.3}},
        },
        parties={"us": {"ratifiers": {"house": {**house, "rule": {"at_least": "1/2", "of": "asked"}}}}},
        conditions={"mood": {"options": ["bad", "good"], "now": "good"}},
        goals={"aim": {"points": {"a": {"half": 4}, "mood": {"bad": -3}}, "attention": 1}},
        levers={
            "speak": {
                **lever(0.5, opinion={"support": {"ratifier": "us.house", "points": 4}, "chance": 0.5}),
                "bound": {"points": 8},
            }
        },
    )


@pytest.mark.parametrize("lent", [0.0, 1.0])
def test_a_hundred_thousand_runs_of_a_small_case_agree_with_its_value(lent: float) -> None:
    stage = stage_at(made(), "aim", lent)
    mean, error, told = simulated(stage, Terms(0.9, 1.0, 6, in_force=True), 100_000, 11)
    assert error > 0
    assert abs(mean - told) < 4 * error


def stage_at(case: winset.Case, goal: str, lent: float) -> Stage:
    asking = Asking(ask(case), goal)
    return asking.stages[asking.lent.index(lent)]


@pytest.mark.parametrize("lent", [0.0, 1.0])
def test_a_hundred_thousand_runs_of_the_strategy_agree_with_its_value(lent: float) -> None:
    stage = stage_at(winset.load("japan-russia"), "strategy", lent)
    mean, error, told = simulated(stage, Terms(0.95, 0.1, 10, in_force=True), 100_000, 12)
    assert error > 0
    assert abs(mean - told) < 4 * error


@pytest.mark.parametrize(
    ("goal", "lent"), [("territory", 0.0), ("territory", 1.0), ("strategy", 0.0), ("strategy", 1.0)]
)
def test_another_library_finds_the_same_worth_without_an_end(goal: str, lent: float) -> None:
    markov = pytest.importorskip("quantecon.markov")
    stage = stage_at(winset.load("japan-russia"), goal, lent)
    terms = Terms(0.95, 0.1, None, in_force=True)
    graph, ours = stage.dynamics, advise(stage, terms).solution
    assert isinstance(graph, Graph)
    from scipy.sparse import csr_matrix  # the other library reads matrices, not arrays

    leads = csr_matrix((graph.leads.data, graph.leads.indices, graph.leads.indptr), shape=graph.leads.shape)
    process = markov.DiscreteDP(graph.points - 0.1 * graph.effort, leads, 0.95, graph.of, np.arange(len(graph.of)))
    theirs = process.solve(method="policy_iteration")
    assert np.abs(theirs.v - ours.values).max() <= ours.error
