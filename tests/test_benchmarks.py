"""The cases that the benchmarks draw are valid and as hard as they say, and their picture is well-formed."""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import winset

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Imports a benchmark by its name, as it is when it is run."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(FOLDER))
    yield import_module
    for name in set(sys.modules) - before:
        if str(FOLDER) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def solver(program: Any) -> Any:
    return program("solver")


def test_no_deal_is_a_share_of_the_best_options(solver: Any) -> None:
    points = [[[10, 60], [40, 0]], [[0, 5], [5, 5]]]
    assert solver.shares_of_best(points, 0.66) == [66, 6]  # of 100, and 6.6 of 10


def test_no_deal_is_part_of_the_way_from_the_mean_to_what_is_best_for_all(solver: Any) -> None:
    # The second option of the first issue has the larger sum, the first of the second: worth 100 and 4.
    points = [[[10, 60], [40, 0]], [[6, 2], [2, 0]]]
    # Means: 55 and 5. The second has less than its mean then, and must have no more than that without a deal.
    assert solver.below_the_most(points, 0.25) == [66, 4]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_drawn_case_is_valid_and_has_a_deal(solver: Any, seed: int) -> None:
    shape = solver.Shape(issues=4, options=3, ratifiers=3, bargainers=2, seed=seed)
    points = solver.drawn(shape)
    held = solver.below_the_most(points, 0.25)
    case = winset.parse(json.dumps(solver.case(shape, points, held)))
    worths = [
        [sum(worth[issue][at] for issue, at in enumerate(package)) for worth in points]
        for package in product(range(3), repeat=4)
        if any(package)
    ]
    accepted = sum(all(value >= least for value, least in zip(values, held, strict=True)) for values in worths)
    found = winset.deals(case)
    assert found.sure == accepted > 0
    assert len(found.frontiers[0].bargainers) == 2


def test_every_step_draws_a_case_of_its_size(program: Any) -> None:
    growth = program("growth")
    steps = {(step.grows, step.size): step for step in growth.steps()}
    assert {grows for grows, _ in steps} == {"issues", "options", "ratifiers", "levers"}
    assert len(steps["issues", 60].data()["issues"]) == 60
    assert {len(issue["options"]) for issue in steps["options", 10].data()["issues"].values()} == {10}
    assert len(steps["ratifiers", 40].data()["parties"]) == 40
    assert len(steps["levers", 5].data()["levers"]) == 5
    for key in (("issues", 20), ("levers", 5)):
        winset.parse(json.dumps(steps[key].data()))


def test_only_what_can_be_listed_is_enumerated(program: Any) -> None:
    growth = program("growth")
    listed = {(step.grows, step.size) for step in growth.steps() if step.engine == "enumeration"}
    assert listed == {("issues", 10), ("issues", 12), ("options", 2)}  # 4^10, 4^12 and 2^20 packages


def test_the_picture_is_well_formed_and_says_its_numbers_in_words(program: Any) -> None:
    drawing = program("growth_picture")
    marks = [
        drawing.Mark("issues", 10, "solver", 1.5, True),
        drawing.Mark("issues", 20, "solver", 30.0, False),
        drawing.Mark("levers", 5, "unlock", 0.02, True),
    ]
    root = ET.fromstring(drawing.picture_of(marks, 30.0))  # noqa: S314 - our own picture
    described = root.findtext(f"{SVG}desc") or ""
    assert "solver: 10: 1.5 s, 20: 30 s (not all proven)" in described
    assert "unlock: 5: 0.02 s" in described
    titles = [one.text for one in root.iter(f"{SVG}title")]
    assert "20 issues, solver: 30 s (not all proven)" in titles
    assert len([one for one in root.iter(f"{SVG}g") if one.get("data-id")]) == 3


def test_a_course_to_measure_with_is_of_its_size(program: Any) -> None:
    """Three levels of each condition, sixteen cells of opinion while nothing is in force, and one state of a deal."""
    data = program("course").case(2, 4, 3)
    found = winset.course(winset.parse(json.dumps(data)))
    assert found.main[0] == 3
    assert found.states == len(found.lent) * 3**2 * (4 * 4 + 1)
    drifts = data["course"]["drift"].values()
    assert [drift["during"] for drift in drifts if "during" in drift] == [[f"lever_{at}"] for at in range(4)]


STATES = {"sparse": 3**5 * 2, "corridor": 2 * 2**8 - 1, "listed corridor": 2**16}
"""Of sixteen options: one of each of five groups of three, and one more; the edge of a square of 2^8; a line."""


def test_conflicts_to_measure_with_are_of_their_size(program: Any) -> None:
    conflicts = program("conflicts")
    size = conflicts.Size(16, 2)
    for kind, draw in conflicts.KINDS.items():
        small = conflicts.Size(8, 2) if kind not in STATES else size
        conflict = draw(small)()
        assert conflict.size == STATES.get(kind, 2**8), kind
        assert all((conflict.payoffs[who] == 0).any() for who in range(2)), kind
        again = draw(small)()
        assert (again.payoffs == conflict.payoffs).all(), kind


def test_along_a_corridor_only_its_end_is_an_equilibrium(program: Any) -> None:
    """Each step but the last leads on, and is liked; nobody can bring whoever takes it back below where it was."""
    conflicts = program("conflicts")
    stability = import_module("winset.conflict.stable")
    for kind in ("corridor", "listed corridor"):
        conflict = conflicts.KINDS[kind](conflicts.Size(6, 3))()
        found = stability.stability_of(conflict)
        end = int(conflict.payoffs[0].argmax())
        for concept in ("nash", "seq"):
            assert found.equilibria(concept).tolist() == [end], (kind, concept)


def test_what_stability_is_measured_on(program: Any) -> None:
    stability, conflicts = program("stability"), program("conflicts")
    assert {line.kind for line in stability.FIGURES} == set(conflicts.KINDS)
    aimed = {(line.size.options, line.size.deciders): (line.seconds, line.gibibytes) for line in stability.FIGURES[:2]}
    assert aimed == {(16, 4): (2.0, None), (20, 4): (60.0, 8.0)}  # figure 6
    assert {size.options for size in stability.GROWN} == set(range(6, 21, 2))
    assert {size.deciders for size in stability.GROWN} == {2, 3, 4, 5, 6}


def test_gambit_agrees_on_drawn_conflicts_and_a_difference_would_be_told(program: Any) -> None:
    gambit, random = program("against_gambit"), Random(7)
    peer = import_module("pygambit")
    for free in (True, False) * 10:
        assert gambit.compared(peer, gambit.random_conflict(random, free=free), free=free).agrees
    more, fewer = frozenset({1, 2}), frozenset({1})
    assert gambit.Compared(False, fewer, more, 0, 0).agrees
    assert not gambit.Compared(False, more, fewer, 0, 0).agrees
    assert not gambit.Compared(True, fewer, more, 0, 0).agrees
    assert not gambit.Compared(True, more, more, 1, 0).agrees
