"""Domains of Genius and GeniusWeb as their authors published them, with results that were computed elsewhere exactly.

Their licence is not cleared, so they are not part of this project: the tests read them from `shared/reference` beside
the checkout, and skip where that is not.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from reading import as_case

import winset
from winset.formats.registry import SCENARIO_FORMATS
from winset.formats.scenario import InputFile
from winset.settlement import survey
from winset.settlement.records import FrontierView

Vector = tuple[float, ...]

FOLDER = Path(__file__).parents[3] / "shared" / "reference" / "settlement"
EXPECTED = sorted((FOLDER / "expected").glob("*.json"))
SHARED: dict[str, Callable[[Vector], float]] = {"egalitarian": min, "utilitarian": sum}
FORMS = {"genius": "genius", "gw": "geniusweb"}
# The results are printed as doubles of twelve decimals; those of nine parties were computed from rounded parts.
NEAR = 2e-9

pytestmark = pytest.mark.skipif(
    not EXPECTED, reason="the published domains are not here: ../shared/reference/settlement, whose licence is not ours"
)


@dataclass(frozen=True)
class Answered:
    """A domain with what it must answer, and what it does."""

    expected: dict[str, Any]
    packages: int
    deals: winset.DealsResult

    @property
    def oracle(self) -> dict[str, Any]:
        found: dict[str, Any] = self.expected["oracle"]
        return found

    def frontier(self, over: str) -> FrontierView:
        return next(each for each in self.deals.frontiers if each.over == over)

    @property
    def bests(self) -> Vector:
        """What each party gains at best, by which winset measures shares of gains."""
        best = (max(column) for column in zip(*self.oracle["frontier"], strict=True))
        return tuple(most - least for most, least in zip(best, self.oracle["reservation"], strict=True))

    def shares(self, point: Vector) -> Vector:
        """What each party gains in a published point, as a share of its best gain; below 0 where it loses."""
        gains = zip(point, self.oracle["reservation"], self.bests, strict=True)
        return tuple((value - held) / best for value, held, best in gains)


def vectors(view: FrontierView, points: Sequence[int] | None = None) -> list[Vector]:
    rows = view.values.tolist()
    chosen = rows if points is None else [rows[point] for point in points]
    return sorted(tuple(float(Fraction(*pair)) for pair in zip(row, view.scales, strict=True)) for row in chosen)


def same(found: Sequence[Vector], expected: Sequence[Sequence[float]]) -> bool:
    """Whether each vector lies where one of the others does."""
    near = pytest.approx
    pairs = zip(sorted(found), sorted(map(tuple, expected)), strict=False)
    return len(found) == len(expected) and all(one == near(other, abs=NEAR) for one, other in pairs)


@pytest.fixture(scope="module", params=EXPECTED, ids=lambda path: path.stem)
def answered(request: pytest.FixtureRequest) -> Answered:
    expected = json.loads(request.param.read_text("utf-8"))
    folder = FOLDER / "domains" / expected["id"].partition(":")[0]
    names = [name for name in (expected["domain_file"], *expected["profiles"]) if name]
    files = [InputFile(name, (folder / name).read_bytes()) for name in names]
    case = as_case(SCENARIO_FORMATS[FORMS[expected["format"]]].reader.read_scenario(files))
    with pytest.MonkeyPatch.context() as patch:
        # Where issues may be absent, the limit counts their absence as one option more: 35.6 for 1.9 million packages.
        patch.setattr(survey, "MOST_PACKAGES", 40_000_000)
        deals = winset.deals(case, engine="enumeration")
    return Answered(expected, expected["n_packages"], deals)


def test_packages_are_those_of_the_domain_and_no_agreement_beside(answered: Answered) -> None:
    assert (answered.deals.about.packages, answered.deals.about.deals) == (answered.packages, answered.packages)


def test_win_sets(answered: Answered) -> None:
    assert [row.yes for row in answered.deals.win_sets] == answered.oracle["acceptable_per_party"]
    assert [row.no for row in answered.deals.win_sets] == [
        answered.packages - yes for yes in answered.oracle["acceptable_per_party"]
    ]
    assert answered.deals.sure == answered.oracle["winset_size_ge"]


def test_the_frontier(answered: Answered) -> None:
    """That of the domain; no agreement is a package too, and where no deal is as good for all, it outdoes some."""
    oracle = answered.oracle
    if "frontier" not in oracle:
        view = answered.frontier("all")
        assert (len(view.values), sum(view.multiplicity)) == (
            oracle["n_frontier_points"],
            oracle["n_frontier_packages"],
        )
        return
    held = tuple(oracle["reservation"])
    published = [tuple(point) for point in oracle["frontier"]]
    expected = [point for point in published if not all(a >= b for a, b in zip(held, point, strict=True))]
    if not any(all(a >= b for a, b in zip(point, held, strict=True)) for point in published):
        expected.append(held)
    assert same(vectors(answered.frontier("all")), expected)
    if len(expected) == len(published):
        assert sum(answered.frontier("all").multiplicity) == oracle["n_frontier_packages"]


def test_the_frontier_among_what_all_accept(answered: Answered) -> None:
    oracle = answered.oracle
    assert len(answered.frontier("sure").values) == oracle["n_rational_frontier_points"]


@pytest.mark.parametrize(
    ("concept", "name"),
    [
        ("nash", "nash"),
        ("kalai_smorodinsky", "ks_maxmin_irideal"),
        ("egalitarian", "egalitarian"),
        ("utilitarian", "utilitarian"),
    ],
)
def test_solutions(answered: Answered, concept: str, name: str) -> None:
    """Egalitarian and utilitarian points are published of plain gains, and winset's are of shares of the best gain."""
    if name not in answered.oracle:
        assert answered.deals.solutions == ()
        return
    expected = answered.oracle[name]
    if concept in SHARED and "frontier" in answered.oracle and max(answered.bests) - min(answered.bests) > NEAR:
        rational = [point for point in answered.oracle["frontier"] if min(answered.shares(point)) >= 0]
        expected = [max(rational, key=lambda point: SHARED[concept](answered.shares(point)))]
    found = next(each for each in answered.deals.solutions if (each.concept, each.over) == (concept, "sure"))
    assert same(vectors(answered.frontier("sure"), found.points), expected)
