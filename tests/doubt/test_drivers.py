"""Sobol indices by groups, against analytic values."""

import numpy as np
import numpy.typing as npt
from SALib.test_functions import Ishigami, Sobol_G

from winset.doubt.drivers import Margins, drivers

Floats = npt.NDArray[np.float64]


def sampled(columns: dict[str, int], size: int, seed: int) -> dict[str, Floats]:
    rng = np.random.default_rng(seed)
    return {name: rng.random((width, size)) for name, width in columns.items()}


def margins_of(columns: dict[str, int], function: object, size: int = 1 << 13) -> Margins:
    one, two = sampled(columns, size, 1), sampled(columns, size, 2)

    def margins(groups: frozenset[str]) -> Floats:
        mixed = {name: (two if name in groups else one)[name] for name in columns}
        found: Floats = np.atleast_2d(function(mixed))  # type: ignore[operator]
        return found

    return margins


def test_ishigami() -> None:
    # Ishigami and Homma 1990 with a = 7, b = .1: first .3139, .4424, 0; total .5576, .4424, .2437.
    def ishigami(x: dict[str, Floats]) -> Floats:
        points = np.stack([np.pi * (2 * x[name][0] - 1) for name in ("a", "b", "c")], axis=1)
        found: Floats = Ishigami.evaluate(points)
        return found

    (found,) = drivers(["a", "b", "c"], margins_of({"a": 1, "b": 1, "c": 1}, ishigami))
    assert found is not None
    by = {row.group: row for row in found}
    for group, first, total in (("a", 0.3139, 0.5576), ("b", 0.4424, 0.4424), ("c", 0.0, 0.2437)):
        assert abs(by[group].first.value - first) < 0.03
        assert abs(by[group].total.value - total) < 0.03
        assert by[group].total.low <= by[group].total.value <= by[group].total.high
    assert [row.group for row in found] == ["a", "b", "c"]


def test_sobol_g() -> None:
    # Sobol's g with a = 0, 1, 9, and its indices in closed form (Saltelli and Sobol 1995), as SALib has them.
    weights = np.array([0.0, 1.0, 9.0])
    names = ["a", "b", "c"]

    def g(x: dict[str, Floats]) -> Floats:
        found: Floats = Sobol_G.evaluate(np.stack([x[name][0] for name in names], axis=1), a=weights)
        return found

    first = Sobol_G.sensitivity_index(weights)
    total = Sobol_G.total_sensitivity_index(weights)
    (found,) = drivers(names, margins_of(dict.fromkeys(names, 1), g))
    assert found is not None
    for row in found:
        assert abs(row.first.value - first[names.index(row.group)]) < 0.04
        assert abs(row.total.value - total[names.index(row.group)]) < 0.04


def test_a_linear_function_of_grouped_inputs() -> None:
    # x1 + x2 + x3 with x1 and x2 in one group: two thirds and one third of the variance.
    summed = margins_of({"pair": 2, "single": 1}, lambda x: x["pair"].sum(axis=0) + x["single"][0])
    (found,) = drivers(["pair", "single"], summed)
    assert found is not None
    by = {row.group: row for row in found}
    assert abs(by["pair"].first.value - 2 / 3) < 0.03
    assert abs(by["single"].total.value - 1 / 3) < 0.03


def test_a_margin_that_never_varies_has_no_drivers() -> None:
    found = drivers(
        ["a"], margins_of({"a": 1}, lambda x: np.stack([0 * x["a"][0], np.where(x["a"][0] > 2, 0, np.nan)]))
    )
    assert found == [None, None]
    assert drivers([], margins_of({}, lambda _: np.zeros((2, 5)))) == [None, None]
