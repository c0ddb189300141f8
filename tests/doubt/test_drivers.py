"""Sobol indices by groups, against analytic values."""

import numpy as np
import numpy.typing as npt

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
        one, two, three = (np.pi * (2 * x[name][0] - 1) for name in ("a", "b", "c"))
        found: Floats = np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)
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
    # Sobol's g with a = 0, 1, 9: V_i = 1 / (3 (1 + a)^2), and S_i = V_i / (prod(1 + V_i) - 1).
    weights = {"a": 0.0, "b": 1.0, "c": 9.0}

    def g(x: dict[str, Floats]) -> Floats:
        found: Floats = np.prod([(abs(4 * x[k][0] - 2) + a) / (1 + a) for k, a in weights.items()], axis=0)
        return found

    parts = {name: 1 / (3 * (1 + a) ** 2) for name, a in weights.items()}
    whole = np.prod([1 + part for part in parts.values()]) - 1
    (found,) = drivers(list(weights), margins_of(dict.fromkeys(weights, 1), g))
    assert found is not None
    for row in found:
        assert abs(row.first.value - parts[row.group] / whole) < 0.04


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
