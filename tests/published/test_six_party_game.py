"""A published six-party game and the made instances, as cases that a user could write, asked through `winset.deals`.

Each case has one more issue, `agreement`: without one none of the others exists, so that every combination of options
is a deal and the status quo is none of them. What no deal is worth is each party's threshold.
"""

import json
from collections import Counter
from fractions import Fraction
from functools import cache
from math import prod
from typing import Any

import numpy as np
from test_instances import FOLDER, GAME, LISTED, Instance, digest, of

import winset
from oracle.by_hand import Data
from winset.model.compile import compile_model
from winset.model.logic import TRUE
from winset.settlement.records import DealsResult, FrontierView
from winset.settlement.survey import Survey, survey
from winset.settlement.winsets import is_sure

Tables = list[list[list[int]]]
"""For each party and issue, what the options are worth."""


def case_of(sizes: tuple[int, ...], parties: Data, **more: Any) -> winset.Case:
    issues = {f"i{at}": {"options": [f"o{option}" for option in range(size)]} for at, size in enumerate(sizes)}
    made = {name: {**issue, "only_when": {"agreement": "made"}} for name, issue in issues.items()}
    data = {
        "winset": "1",
        "title": "An instance with known results",
        "as_of": "2024-12-31",
        "issues": {"agreement": {"options": ["none", "made"]}, **made},
        "status_quo": {"agreement": "none"},
        "parties": parties,
        **more,
    }
    return winset.parse(json.dumps(data))


def points_of(tables: list[list[int]]) -> Data:
    """Points by issue and option, for one party."""
    rows = {f"i{at}": {f"o{option}": str(value) for option, value in enumerate(row)} for at, row in enumerate(tables)}
    return {"points": rows}


def lead(judge: Data, **more: str) -> Data:
    return {"lead": "itself", "ratifiers": {"itself": {**judge, **more}}}


# --- the six-party game (Abdelnabi and others 2024; source and licence in the file) ---

GAME_SIZES = tuple(len(issue["options"]) for issue in GAME["issues"])
VETOES = {at for at, party in enumerate(GAME["parties"]) if "veto" in party["role"]}


@cache
def game(least: int = 5, above: int = 0) -> winset.Case:
    """The game under its own rule: both vetoes and at least five of six. `above` raises every threshold."""
    judges = [points_of(party["scores"]) | {"no_deal": str(party["threshold"] + above)} for party in GAME["parties"]]
    leads = {f"p{at}": lead(judge, counts_as="veto" if at in VETOES else "ignored") for at, judge in enumerate(judges)}
    blocs = {f"p{at}": {**judge, "votes": "1"} for at, judge in enumerate(judges)}
    compact = {"blocs": blocs, "rule": {"at_least": str(least), "of": "members"}}
    return case_of(GAME_SIZES, {**leads, "all_of_them": {"ratifiers": {"compact": compact}}})


@cache
def surveyed() -> Survey:
    model = compile_model(game().file, {})
    return survey(model, TRUE)


def test_the_vetoes_are_those_of_the_file() -> None:
    assert [GAME["parties"][at]["name"] for at in sorted(VETOES)] == ["SportCo", "Department of Tourism"]
    assert GAME["ratification_rule"].startswith("deal passes if both veto parties and at least 5 of 6 parties")


def test_fifty_five_packages_pass() -> None:
    """3 x 3 x 4 x 4 x 5 = 720 packages, of which 55 pass with `>=`, as the authors publish."""
    found = winset.deals(game())
    assert found.about.deals == prod(GAME_SIZES) == 720
    assert found.sure == found.possible == GAME["published_values"]["pass_rule"] == 55


def test_the_other_convention_of_the_same_authors() -> None:
    """A second notebook of theirs counts a party only above its threshold: 37. For whole points that is one more.

    Here a party accepts at its threshold, because no deal is worth no more to it than the deal is.
    """
    assert winset.deals(game(above=1)).sure == GAME["expected"]["pass_rule_gt"] == 37


def test_unanimity() -> None:
    assert winset.deals(game(least=6)).sure == GAME["published_values"]["unanimous"] == 12
    assert winset.deals(game(least=6, above=1)).sure == GAME["expected"]["unanimous_gt"]


def test_the_win_set_of_each_party() -> None:
    """By party, with its share of the 720, and how many packages so many parties accept."""
    rows = winset.deals(game()).win_sets[:-1]
    accepting = list(GAME["expected"]["acceptable_per_party"].values())
    assert [row.yes for row in rows] == accepting
    assert [row.share_sure for row in rows] == [Fraction(number, 720) for number in accepting]
    by_number: Counter[int] = Counter()
    for part in surveyed().asked:
        by_number[sum(said.accepts for said in part.answers[:6])] += part.count
    assert [by_number[number] for number in range(7)] == GAME["expected"]["histogram_of_number_of_accepting_parties"]


def test_who_accepts_what_passes() -> None:
    found = surveyed()
    passing = [part for part in found.asked if is_sure(found.model, part)]
    names = [party["name"] for party in GAME["parties"]]
    accepted = {name: sum(part.count for part in passing if part.answers[at].accepts) for at, name in enumerate(names)}
    assert accepted == GAME["published_values"]["per_party_among_passing"]


def test_four_hundred_and_eighty_one_of_its_packages_are_efficient() -> None:
    frontier = frontier_of(winset.deals(game()), "all")
    assert len(frontier.values) == GAME["expected"]["n_frontier_points"] == 481


def test_the_nash_settlement_is_that_of_the_list() -> None:
    """Over the twelve packages that all six accept; A2 B3 C3 D2 E3."""
    found = winset.deals(game(least=6))
    frontier = frontier_of(found, "sure")
    (point,) = next(row for row in found.solutions if (row.concept, row.over) == ("nash", "sure")).points
    (expected,) = GAME["expected"]["nash"]
    assert frontier.values[point].tolist() == expected["utilities"]
    options = [int(option[1:]) for name, option in frontier.packages[point].options if name != "agreement"]
    ids = [issue["options"][option] for issue, option in zip(GAME["issues"], options, strict=True)]
    assert "".join(ids) == expected["packages"][0]


# --- the instances ---


def parties_of(instance: Instance) -> Data:
    """The parties of an instance, each with its points: weights times values, and what options do together."""
    parties = {}
    for at, party in enumerate(instance.given["parties"]):
        rows = [
            [weight * value for value in values]
            for weight, values in zip(party["weights"], party["values"], strict=True)
        ]
        together = {
            f"together_{number}": {"when": _when(term), "points": str(term["bonus"])}
            for number, term in enumerate(instance.given.get("interactions", []))
            if term["party"] == at
        }
        judge = points_of(rows) | {"no_deal": str(party["reservation"])} | ({"adjust": together} if together else {})
        parties[f"p{at}"] = lead(judge)
    return parties


def _when(term: Any) -> dict[str, str]:
    return {f"i{issue}": f"o{option}" for issue, option in zip(term["issues"], term["options"], strict=True)}


@cache
def answered(name: str) -> DealsResult:
    instance = next(instance for instance in LISTED if instance.name == name)
    return winset.deals(case_of(instance.sizes, parties_of(instance)))


def frontier_of(found: DealsResult, over: str) -> FrontierView:
    return next(view for view in found.frontiers if view.over == over)


def chosen(found: DealsResult, concept: str) -> list[list[int]]:
    """The value vectors that a concept chooses among the sure deals."""
    places = [row.points for row in found.solutions if (row.concept, row.over) == (concept, "sure")]
    values: list[list[int]] = frontier_of(found, "sure").values[list(places[0])].tolist() if places else []
    return values


@of(LISTED)
def test_win_sets_and_shares(instance: Instance) -> None:
    found, expected = answered(instance.name), instance.expected
    assert found.about.deals == expected["n_packages"]
    assert [row.yes for row in found.win_sets] == expected["acceptable_per_party"]
    assert found.sure == found.possible == expected["winset_size_ge"]
    shares = [Fraction(number, expected["n_packages"]) for number in expected["acceptable_per_party"]]
    assert [row.share_sure for row in found.win_sets] == shares
    if len(found.win_sets) == 2:
        assert [(pair.sure, pair.possible) for pair in found.overlaps] == [(found.sure, found.sure)]


@of(LISTED)
def test_the_frontier_over_all_packages(instance: Instance) -> None:
    found, expected = frontier_of(answered(instance.name), "all"), instance.expected
    assert found.scales == (1,) * len(found.scales)
    assert digest(found.values) == expected["frontier_sha256"]
    assert sum(found.multiplicity) == expected["n_frontier_packages"]
    if "frontier" in expected:
        assert found.values.tolist() == expected["frontier"]
        assert list(found.multiplicity) == expected["frontier_multiplicity"]


@of(LISTED)
def test_solutions_among_what_all_accept(instance: Instance) -> None:
    """Nash as listed; egalitarian by each one's best gain over all packages; Kalai-Smorodinsky by leximin."""
    found, expected = answered(instance.name), instance.expected["solutions"]
    assert chosen(found, "nash") == expected["nash"]
    assert chosen(found, "egalitarian") == expected["ks_maxmin_globalideal"]
    smallest_largest = chosen(found, "kalai_smorodinsky")
    assert smallest_largest == _leximin(instance.rational.tolist(), instance.reservations)
    assert all(point in expected["ks_maxmin_irideal"] for point in smallest_largest)
    assert bool(smallest_largest) == bool(expected["n_rational_frontier_points"])


def _leximin(points: list[list[int]], reservations: list[int]) -> list[list[int]]:
    """Shares of the ideal among rational points, the smallest first, compared one after the other; in fractions."""
    gains = [[value - least for value, least in zip(point, reservations, strict=True)] for point in points]
    ideal = [max(column) for column in zip(*gains, strict=True)]
    shares = [sorted(Fraction(gain, best) for gain, best in zip(row, ideal, strict=True) if best) for row in gains]
    best = max(shares, default=[])
    return [point for point, share in zip(points, shares, strict=True) if share == best]


@of([instance for instance in LISTED if instance.can_be_listed and len(instance.values) <= 10_000])
def test_what_each_yes_alone_is_worth(instance: Instance) -> None:
    """If one party waived, so many packages would pass; what its yes opens alone is the difference."""
    expected = instance.expected
    if "winset_if_party_dropped" in expected:
        found = winset.blockers(case_of(instance.sizes, parties_of(instance)))
        opened = [number - expected["winset_size_ge"] for number in expected["winset_if_party_dropped"]]
        assert [row.alone_sure for row in found.worth] == opened


def test_the_margin_where_nothing_passes() -> None:
    """No package is in both win-sets; the least that either alone must give up is in the file: 24,369 or 3,392."""
    found, expected = answered("v11_2p_empty_winset"), json.loads((FOLDER / "v11_2p_empty_winset.json").read_text())
    cuts = expected["expected"]["min_single_party_reservation_cut"]
    assert cuts == [24_369, 3_392]
    assert found.margin.stable
    assert [(part.ratifier, int(part.least)) for part in found.margin.alone] == [
        ("p0.itself", cuts[0]),
        ("p1.itself", cuts[1]),
    ]


@of([instance for instance in LISTED if instance.adds_up])
def test_the_frontier_by_sums_where_a_package_is_the_status_quo(instance: Instance) -> None:
    """Without `agreement` the first package is the status quo; the frontier over all packages counts it."""
    issues = {f"i{at}": {"options": [f"o{option}" for option in range(size)]} for at, size in enumerate(instance.sizes)}
    case = case_of((), parties_of(instance), issues=issues, status_quo=dict.fromkeys(issues, "o0"))
    found = winset.deals(case)
    assert found.about.deals == instance.expected["n_packages"] - 1
    frontier = frontier_of(found, "all")
    assert "dynamic programme" in frontier.method
    assert digest(frontier.values) == instance.expected["frontier_sha256"]
    assert sum(frontier.multiplicity) == instance.expected["n_frontier_packages"]
    accepted = (instance.values[1:] >= np.array(instance.reservations)).all(axis=1)
    assert found.sure == int(accepted.sum())
