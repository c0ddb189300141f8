"""The oracle itself, on examples worked out by hand: packages, answers, verdicts, sets; and every generated case."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import strategies
from oracle import (
    Component,
    Scene,
    answer,
    conflict_sets,
    deals,
    every_world,
    in_scope,
    packages,
    ratifiers,
    shortfall,
    verdict,
    vetoes,
    waiver_sets,
    worlds,
)
from oracle.by_hand import NEVER_SIGNS, NOW, RESET, RESET_PARTIES, SIGNS, Data, case_of, lacking, said, seats, treaty
from winset.case.patterns import parse_pattern

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

# --- packages and patterns ---


def test_an_issue_exists_only_when_others_do_and_never_excludes() -> None:
    # none is alone; signed goes with left_open or closed; closed is never offered while it is cold.
    case = case_of(
        {"here": {"ratifiers": {"senate": {}}}},
        issues={
            "treaty": {"options": ["none", "signed"]},
            "closure": {"options": ["left_open", "closed"], "only_when": {"treaty": "signed"}},
        },
        conditions={"climate": {"options": ["cold", "warm"], "now": "unknown"}},
        never={"cold_peace": {"when": {"closure": "closed", "climate": "cold"}}},
    )
    none, left_open, closed = (
        {"treaty": "none"},
        {"treaty": "signed", "closure": "left_open"},
        {"treaty": "signed", "closure": "closed"},
    )
    assert worlds(case) == [{"climate": "cold"}, {"climate": "warm"}]
    assert packages(case, {"climate": "cold"}) == [none, left_open]
    assert packages(case, {"climate": "warm"}) == [none, left_open, closed]
    assert deals(case, {"climate": "warm"}) == [left_open, closed]
    # The pattern on the absent issue does not match, so `not` of it does.
    absent = Scene(case, {"climate": "cold"}, none)
    assert not absent.matches(parse_pattern({"closure": "closed"}))
    assert absent.matches(parse_pattern({"not": {"closure": "closed"}}))


# --- points, linkage ---


def linked(values: list[tuple[int, int]]) -> Data:
    """Blocs of one vote with points for two issues, each settled or not."""
    return {
        f"voter_{at}": {
            "votes": "1",
            "points": {"one": {"no": "0", "yes": str(one)}, "two": {"no": "0", "yes": str(two)}},
        }
        for at, (one, two) in enumerate(values)
    }


@pytest.mark.parametrize(
    ("values", "at_least", "alone", "together"),
    [
        # Two sides that must both agree: 5 - 3 and -2 + 4 are gains, each issue alone is a loss to one.
        ([(5, -3), (-2, 4)], "1", ("no", "no"), "yes"),
        # Two of three: each alone passes, and linked all gain (6, 2, 2).
        ([(3, 3), (3, -1), (-1, 3)], "2/3", ("yes", "yes"), "yes"),
        # Two of three: each alone passes (1, -5, 1) and (1, 1, -5), linked two lose (2, -4, -4).
        ([(1, 1), (-5, 1), (1, -5)], "2/3", ("yes", "yes"), "no"),
    ],
)
def test_linkage(values: list[tuple[int, int]], at_least: str, alone: tuple[str, str], together: str) -> None:
    ground = {
        "issues": {"one": {"options": ["no", "yes"]}, "two": {"options": ["no", "yes"]}},
        "status_quo": {"one": "no", "two": "no"},
    }
    body = {"blocs": linked(values), "rule": {"at_least": at_least, "of": "members"}}
    assert said(body, {"one": "yes", "two": "no"}, **ground) == alone[0]
    assert said(body, {"one": "no", "two": "yes"}, **ground) == alone[1]
    assert said(body, {"one": "yes", "two": "yes"}, **ground) == together


def test_points_with_adjustments_and_a_given_no_deal() -> None:
    values = {"points": {"treaty": {"none": "1.5", "signed": {"low": "0", "high": "2"}}}}
    # The middle of 0 and 2 is 1, half a point below the status quo.
    assert lacking(values) == [Component("points", "here.senate", Fraction(1, 2), Fraction(1, 2))]
    assert said({**values, "adjust": {"peace": {"when": {"treaty": "signed"}, "points": "0.5"}}}) == "yes"
    assert said({**values, "no_deal": "1"}) == "yes"


# --- order, preference, scope, follow ---


def test_the_first_kind_that_decides_is_taken() -> None:
    assert said({**NEVER_SIGNS, **SIGNS}) == "no"
    assert said({**SIGNS, "prefers": {"treaty": ["none", "signed"]}}) == "yes"
    against = {"points": {"treaty": {"none": "1", "signed": "0"}}}
    assert said({"prefers": {"treaty": ["signed", "none"]}, **against}) == "yes"
    assert said({**against, "otherwise": "accepts"}) == "no"
    # Polls that leave it open let the blocs decide, and these the counts, and these `otherwise`.
    half = {"polls": {"a": {"answers": {"for": {"share": "40", "accepts": {}}, "against": {"share": "40"}}}}}
    assert said({**half, "blocs": seats(all_of_them=(5, SIGNS))}) == "yes"
    assert said({**half, "blocs": seats(all_of_them=(5, {})), "counts": {"june": {"ayes": "5"}}}) == "yes"
    assert said({**half, "blocs": seats(all_of_them=(5, {})), "otherwise": "refuses"}) == "no"
    assert said(half) == "open"


def test_shortfall_counts_each_red_line_and_what_is_lacking_besides() -> None:
    lines = {"first": {"when": {"treaty": "signed"}}, "second": {"when": {}}, "other": {"when": {"treaty": "none"}}}
    crossed = [
        Component("red_line", f"here.senate.refuses.{name}", Fraction(1), Fraction(1)) for name in ("first", "second")
    ]
    assert lacking({"refuses": lines, **SIGNS}) == crossed
    assert lacking({"refuses": lines}) == [*crossed, Component("answer", "here.senate", Fraction(0), Fraction(1))]
    assert lacking({"prefers": {"treaty": ["none", "signed"]}}) == [
        Component("answer", "here.senate", Fraction(1), Fraction(1))
    ]


@pytest.mark.parametrize(
    ("package", "expected"),
    [
        (treaty("two", "left_open"), "open"),  # closure is new and not ranked: silent
        ({"treaty": "none", "islands": "two", "troops": "free"}, "yes"),  # better on all that differs
        ({"treaty": "none", "islands": "two", "troops": "us_binding"}, "open"),  # an option that is not ranked
    ],
)
def test_preference_against_the_status_quo(package: dict[str, str], expected: str) -> None:
    assert answer(case_of(RESET_PARTIES, **RESET), NOW, "japan.cabinet", package) == expected


def test_preference_has_three_outcomes() -> None:
    ground = {
        "issues": {"one": {"options": ["no", "yes"]}, "two": {"options": ["no", "yes"]}},
        "status_quo": {"one": "no", "two": "no"},
    }
    ranked = {"prefers": {"one": ["yes", "no"], "two": ["no", "yes"]}}
    assert said(ranked, {"one": "yes", "two": "no"}, **ground) == "yes"
    assert said(ranked, {"one": "no", "two": "yes"}, **ground) == "no"
    assert said(ranked, {"one": "yes", "two": "yes"}, **ground) == "open"
    assert said({**ranked, "otherwise": "refuses"}, {"one": "yes", "two": "yes"}, **ground) == "no"


def test_scope_lead_and_follow() -> None:
    case = case_of(RESET_PARTIES, **RESET)
    bare, bound = treaty("two", "left_open"), treaty("two", "left_open", "us_binding")
    assert answer(case, NOW, "united_states.administration", bare) == "out"
    assert answer(case, NOW, "united_states.administration", bound) == "no"
    assert answer(case, {"us_stance": "backing"}, "united_states.administration", bound) == "open"
    assert [answer(case, NOW, path, bare) for path in ("russia.president", "russia.duma")] == ["no", "no"]
    assert [answer(case, NOW, path, bound) for path in ("russia.president", "russia.duma")] == ["open", "open"]
    assert answer(case, NOW, "russia.duma", treaty("none", "closed")) == "out"
    # A lead is asked about packages that are no deals; others are not.
    no_deal = {"treaty": "none", "islands": "two", "troops": "free"}
    assert answer(case, NOW, "japan.cabinet", no_deal) == "yes"
    assert answer(case, NOW, "japan.public", no_deal) == "out"
    # The follower stops nothing of its own.
    assert vetoes(case) == ["japan.cabinet", "japan.public", "russia.president", "united_states.administration"]
    assert verdict(case, NOW, bare) == "refused"


# --- conflict and waiver sets ---


def test_conflict_and_waiver_sets_by_hand() -> None:
    # Two issues, so deals yn, ny, yy. a refuses yn, b refuses ny, c refuses yy; what they do not refuse: a accepts
    # all else, b accepts all else, c is open on the rest.
    #        yn    ny    yy
    #   a    no    yes   yes
    #   b    yes   no    yes
    #   c    open  open  no
    # Definite: each deal is refused by a member: a, b and c together. Possible: no deal has every member's yes:
    # c alone never says yes. a and b together share yy. So possible is {c}.
    # Sure waiver: without c, yy is ratified. Without a, yn is open; so {c} alone. Possible: each alone: without a yn
    # is open, without b ny is open, without c yy is ratified.
    ground = {
        "issues": {"one": {"options": ["no", "yes"]}, "two": {"options": ["no", "yes"]}},
        "status_quo": {"one": "no", "two": "no"},
    }
    yn, ny, yy = {"one": "yes", "two": "no"}, {"one": "no", "two": "yes"}, {"one": "yes", "two": "yes"}

    def refusing(package: dict[str, str], otherwise: str, **more: str) -> Data:
        return {"refuses": {"line": {"when": package}}, "otherwise": otherwise, **more}

    case = case_of(
        {
            "x": {"ratifiers": {"a": refusing(yn, "accepts"), "b": refusing(ny, "accepts")}},
            "y": {
                "ratifiers": {
                    "c": refusing(yy, "open"),
                    "price": refusing({}, "refuses", counts_as="cost"),
                    "nobody": refusing({}, "refuses", counts_as="ignored"),
                    "echo": {"follows": "x.a"},
                }
            },
        },
        **ground,
    )
    assert [verdict(case, {}, package) for package in (yn, ny, yy)] == ["refused"] * 3
    conflicts, waivers = conflict_sets(case, {}), waiver_sets(case, {})
    assert conflicts.definite == {frozenset({"x.a", "x.b", "y.c"})}
    assert conflicts.possible == {frozenset({"y.c"})}
    assert waivers.sure == {frozenset({"y.c"})}
    assert waivers.possible == {frozenset({"x.a"}), frozenset({"x.b"}), frozenset({"y.c"})}
    # Only deals with `two`: ny and yy. b and c refuse them between them; a is no longer needed.
    where = parse_pattern({"two": "yes"})
    assert conflict_sets(case, {}, where).definite == {frozenset({"x.b", "y.c"})}
    assert waiver_sets(case, {}, where).possible == {frozenset({"x.b"}), frozenset({"y.c"})}
    # No deal matches: the empty set conflicts, and no waiver helps.
    nothing = parse_pattern({"any": []})
    assert conflict_sets(case, {}, nothing) == ({frozenset()}, {frozenset()})
    assert waiver_sets(case, {}, nothing) == (set(), set())


# --- every generated case ---


@SLOW
@given(strategies.cases())
def test_every_generated_case_is_valid(data: Data) -> None:
    case = strategies.case_file(data)
    for world in every_world(case):
        assert case.status_quo in packages(case, world)
        assert deals(case, world)
        home = Scene(case, world, case.status_quo)
        for path, ratifier in ratifiers(case).items():
            crossed = [name for name, line in ratifier.refuses.items() if home.matches(line.when)]
            assert not crossed or not in_scope(home, path)
            for points_of, options in ratifier.points.items():
                assert set(options) == set(case.issues[points_of].options)
            for poll in ratifier.polls.values():
                undecided = poll.undecided.most if poll.undecided is not None and poll.base == "asked" else 0
                assert sum(reply.share.most for reply in poll.answers.values()) + undecided <= 100


@SLOW
@given(strategies.cases_with_pattern())
def test_what_the_answers_have_in_common(drawn: tuple[Data, Any]) -> None:
    case, where = strategies.case_file(drawn[0]), parse_pattern(drawn[1])
    world = worlds(case)[0]
    for package in packages(case, world):
        for path, ratifier in ratifiers(case).items():
            content = answer(case, world, path, package) in {"yes", "out"} or ratifier.follows is not None
            assert content == (not shortfall(case, world, path, package))
    conflicts, waivers = conflict_sets(case, world, where), waiver_sets(case, world, where)
    verdicts = {
        verdict(case, world, package) for package in deals(case, world) if Scene(case, world, package).matches(where)
    }
    assert ("ratified" in verdicts) == (not conflicts.possible) == (frozenset() in waivers.sure)
    assert (verdicts <= {"refused"}) == bool(conflicts.definite)
    # Every definite conflict set holds a possible one; waiving must meet every conflict set.
    assert all(any(small <= big for small in conflicts.possible) for big in conflicts.definite)
    assert all(waiver & conflict for waiver in waivers.possible for conflict in conflicts.definite)
