"""Instances with known frontiers, solutions and win-sets: 2 to 6 parties, 6 to 10^20 packages."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, reduce
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from winset.settlement.additive import additive_frontier, count_reaching
from winset.settlement.frontier import Frontier, FrontierPoints, IntArray, nondominated
from winset.settlement.solutions import SOLUTIONS, solve

FOLDER = Path(__file__).parent / "instances"
MOST_LISTED = 10**6
BLOCK = 65_536


@dataclass(frozen=True)
class Instance:
    name: str
    given: dict[str, Any]
    expected: dict[str, Any]

    @property
    def tables(self) -> list[IntArray]:
        """For each issue, what each option is worth to each party."""
        parties = self.given["parties"]
        return [
            np.array([[party["weights"][at] * value for value in party["values"][at]] for party in parties]).T
            for at in range(len(self.given["issues"]))
        ]

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(len(issue["options"]) for issue in self.given["issues"])

    @property
    def reservations(self) -> list[int]:
        return [party["reservation"] for party in self.given["parties"]]

    @property
    def adds_up(self) -> bool:
        return "interactions" not in self.given

    @property
    def can_be_listed(self) -> bool:
        return prod(self.sizes) <= MOST_LISTED

    @cached_property
    def values(self) -> IntArray:
        """What every package is worth to each party, the last issue changing fastest."""
        outer = lambda sums, table: (sums[:, None, :] + table[None, :, :]).reshape(-1, sums.shape[1])  # noqa: E731
        values: IntArray = reduce(outer, self.tables)
        options = np.unravel_index(np.arange(len(values)), self.sizes)
        for term in self.given.get("interactions", []):
            together = [options[issue] == option for issue, option in zip(term["issues"], term["options"], strict=True)]
            values[np.logical_and.reduce(together), term["party"]] += term["bonus"]
        return values

    @property
    def frontier(self) -> IntArray:
        return additive_frontier(self.tables).values if self.adds_up else self.values[nondominated(self.values)]

    @cached_property
    def listed(self) -> FrontierPoints:
        found = Frontier(len(self.reservations))
        for start in range(0, len(self.values), BLOCK):
            block = self.values[start : start + BLOCK]
            found.add(block, np.arange(start, start + len(block)))
        return found.result()

    @property
    def rational(self) -> IntArray:
        values = self.frontier
        return values[(values >= self.reservations).all(axis=1)]


def read(path: Path) -> Instance:
    text = json.loads(path.read_text(encoding="utf-8"))
    return Instance(path.stem, text["instance"], text["expected"])


INSTANCES = [read(path) for path in sorted(FOLDER.glob("v*.json"))]
LISTED = [instance for instance in INSTANCES if instance.can_be_listed]
ADDITIVE = [instance for instance in INSTANCES if instance.adds_up]


def of(instances: list[Instance]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("instance", instances, ids=lambda instance: instance.name)


def digest(values: IntArray) -> str:
    return hashlib.sha256(json.dumps(values.tolist(), separators=(",", ":")).encode()).hexdigest()


def test_all_instances_are_there() -> None:
    assert len(INSTANCES) == 14
    assert max(prod(instance.sizes) for instance in INSTANCES) == 10**20
    assert len(LISTED) == 11
    assert len(ADDITIVE) == 13


@of(INSTANCES)
def test_number_of_packages(instance: Instance) -> None:
    assert prod(instance.sizes) == instance.expected["n_packages"]
    if instance.can_be_listed:
        assert len(instance.values) == instance.expected["n_packages"]


@of(LISTED)
def test_frontier_of_the_list(instance: Instance) -> None:
    found, expected = instance.listed, instance.expected
    assert digest(found.values) == expected["frontier_sha256"]
    assert len(found.values) == expected["n_frontier_points"]
    assert int(found.multiplicity.sum()) == expected["n_frontier_packages"]
    if "frontier" in expected:
        assert found.values.tolist() == expected["frontier"]
        assert found.multiplicity.tolist() == expected["frontier_multiplicity"]
    assert instance.values[list(found.first_package)].tolist() == found.values.tolist()
    assert nondominated(instance.values).tolist() == list(found.first_package)


@of(ADDITIVE)
def test_frontier_of_the_sums(instance: Instance) -> None:
    found, expected = additive_frontier(instance.tables), instance.expected
    assert digest(found.values) == expected["frontier_sha256"]
    assert len(found.values) == expected["n_frontier_points"]
    assert sum(found.multiplicity) == expected["n_frontier_packages"]
    assert found.values.max(axis=0).tolist() == expected["utility_max"]
    if "frontier" in expected:
        assert found.values.tolist() == expected["frontier"]
        assert list(found.multiplicity) == expected["frontier_multiplicity"]
    for point, row in enumerate(found.values.tolist()):
        chosen = [table[option] for table, option in zip(instance.tables, found.options(point), strict=True)]
        assert np.add.reduce(chosen).tolist() == row
    if instance.can_be_listed:
        assert found.first_package == instance.listed.first_package


@of(LISTED)
def test_win_set_of_the_list(instance: Instance) -> None:
    accepts = instance.values >= instance.reservations
    assert int(accepts.all(axis=1).sum()) == instance.expected["winset_size_ge"]
    assert accepts.sum(axis=0).tolist() == instance.expected["acceptable_per_party"]


@of(ADDITIVE)
def test_win_set_of_the_sums(instance: Instance) -> None:
    tables, least, expected = instance.tables, instance.reservations, instance.expected
    assert count_reaching(tables, least) == expected["winset_size_ge"]
    if "winset_size_gt" in expected:
        assert count_reaching(tables, [value + 1 for value in least]) == expected["winset_size_gt"]
    lowest = np.add.reduce([table.min(axis=0) for table in tables]).tolist()
    if "acceptable_per_party" in expected:
        alone = [[*lowest[:at], value, *lowest[at + 1 :]] for at, value in enumerate(least)]
        assert [count_reaching(tables, values) for values in alone] == expected["acceptable_per_party"]
    if "winset_if_party_dropped" in expected:
        dropped = [[*least[:at], low, *least[at + 1 :]] for at, low in enumerate(lowest)]
        assert [count_reaching(tables, values) for values in dropped] == expected["winset_if_party_dropped"]


@of(INSTANCES)
def test_solutions(instance: Instance) -> None:
    expected, rational = instance.expected["solutions"], instance.rational
    gains = rational - instance.reservations
    assert len(gains) == expected["n_rational_frontier_points"]

    def chosen(name: str, best: list[int]) -> list[list[int]]:
        points: list[list[int]] = rational[list(SOLUTIONS[name].choose(gains, best))].tolist()
        return points

    ones = [1] * len(instance.reservations)
    assert chosen("nash", ones) == expected["nash"]
    assert chosen("egalitarian", ones) == expected["egalitarian"]
    assert chosen("utilitarian", ones) == expected["utilitarian"]
    if not len(gains):
        assert set(solve(gains, ones).values()) == {()}
        return
    ideal = np.array(expected["ideal_global"]) - instance.reservations
    assert chosen("egalitarian", ideal.tolist()) == expected["ks_maxmin_globalideal"]
    among_rational = np.array(expected["ideal_individually_rational"]) - instance.reservations
    assert chosen("egalitarian", among_rational.tolist()) == expected["ks_maxmin_irideal"]
    leximin = chosen("kalai_smorodinsky", ones)
    assert leximin
    assert all(point in expected["ks_maxmin_irideal"] for point in leximin)


GAME = json.loads((FOLDER / "llm_deliberation_base.json").read_text(encoding="utf-8"))
GAME_TABLES = [np.array([party["scores"][at] for party in GAME["parties"]]).T for at in range(len(GAME["issues"]))]
THRESHOLDS: list[int] = [party["threshold"] for party in GAME["parties"]]


class TestSixPartyGame:
    """Abdelnabi, Gomaa, Sivaprasad, Schoenherr and Fritz (2024), base game; see the file for source and licence."""

    def test_frontier(self) -> None:
        found, expected = additive_frontier(GAME_TABLES), GAME["expected"]
        assert prod(found.sizes) == expected["n_packages"]
        assert len(found.values) == expected["n_frontier_points"]
        rational = (found.values >= THRESHOLDS).all(axis=1)
        assert int(rational.sum()) == expected["n_frontier_points_in_unanimous_winset"]

    def test_win_set(self) -> None:
        expected = GAME["expected"]
        assert count_reaching(GAME_TABLES, THRESHOLDS) == expected["unanimous_ge"]
        assert count_reaching(GAME_TABLES, [value + 1 for value in THRESHOLDS]) == expected["unanimous_gt"]

    @pytest.mark.parametrize("name", ["nash", "egalitarian", "utilitarian"])
    def test_solutions(self, name: str) -> None:
        values = additive_frontier(GAME_TABLES).values
        rational = values[(values >= THRESHOLDS).all(axis=1)]
        chosen = SOLUTIONS[name].choose(rational - THRESHOLDS, [1] * 6)
        assert rational[list(chosen)].tolist() == [point["utilities"] for point in GAME["expected"][name]]
