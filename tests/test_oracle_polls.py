"""The oracle itself, on polls worked out by hand."""

from fractions import Fraction

import pytest

from oracle import Component, answer, shortfall
from oracle.by_hand import NOW, RESET, RESET_PARTIES, Data, case_of, said, treaty

# --- polls ---


@pytest.mark.parametrize(
    ("package", "expected", "missing"),
    [
        # two_first and just_two accept: 51; only the 33 of all_four are against: 51 to 67.
        (treaty("two", "left_open"), "yes", []),
        # just_two alone: 5; against are 46 and 33: 5 to 21, so 29 to 45 points are missing.
        (treaty("two", "closed"), "no", [("opinion", 29, 45)]),
        # All accept: 84 to 100.
        (treaty("four", "closed"), "yes", []),
        # No item is about it: open, unread.
        (treaty("none", "closed"), "open", [("answer", 0, 1)]),
    ],
)
def test_the_poll_of_the_example(package: dict[str, str], expected: str, missing: list[tuple[str, int, int]]) -> None:
    case = case_of(RESET_PARTIES, **RESET)
    assert answer(case, NOW, "japan.public", package) == expected
    assert shortfall(case, NOW, "japan.public", package) == [
        Component(kind, "japan.public", Fraction(least), Fraction(most)) for kind, least, most in missing
    ]


def test_undecided_and_bases_and_readings() -> None:
    poll: Data = {"undecided": "20", "answers": {"for": {"share": "42", "accepts": {}}, "against": {"share": "38"}}}
    # Of those asked 42 to 62; of those decided 52.5 to 52.5.
    assert said({"polls": {"a": poll}, "rule": {"more_than": "1/2", "of": "asked"}}) == "open"
    assert said({"polls": {"a": poll}, "rule": {"more_than": "1/2", "of": "decided"}}) == "yes"
    # Printed of the decided: 60 to 60 of them, so 48 to 68 of all.
    printed: Data = {
        **poll,
        "base": "decided",
        "answers": {"for": {"share": "60", "accepts": {}}, "against": {"share": "40"}},
    }
    assert said({"polls": {"a": printed}}) == "yes"
    assert said({"polls": {"a": printed}, "rule": {"more_than": "1/2", "of": "asked"}}) == "open"
    assert said({"polls": {"a": printed}, "rule": {"at_least": "0.48", "of": "asked"}}) == "yes"
    # A reading of one question that is lower opens the answer, unless a later one of its pollster replaces it.
    old: Data = {
        **poll,
        "pollster": "alpha",
        "field": "2019-01",
        "answers": {"for": {"share": "30", "accepts": {}}, "against": {"share": "50"}},
    }
    decided = {"more_than": "1/2", "of": "decided"}
    assert said({"polls": {"a": poll, "b": old}, "rule": decided}) == "open"
    new = {**poll, "pollster": "alpha", "field": "2020-01"}
    assert said({"polls": {"a": poll, "b": old, "c": new}, "rule": decided}) == "yes"


def test_polls_on_different_issues_combine_by_bounds() -> None:
    ground = {
        "issues": {"one": {"options": ["no", "yes"]}, "two": {"options": ["no", "yes"]}},
        "status_quo": {"one": "no", "two": "no"},
    }

    def item(issue: str, share: str) -> Data:
        rest = str(100 - int(share))
        return {
            "about": {issue: "yes"},
            "answers": {"for": {"share": share, "accepts": {}}, "against": {"share": rest}},
        }

    both = {"one": "yes", "two": "yes"}
    polls = {"a": item("one", "80"), "b": item("two", "75")}
    # From 80 + 75 - 100 = 55 to 75.
    assert said({"polls": polls, "rule": {"at_least": "0.55"}}, both, **ground) == "yes"
    assert said({"polls": polls, "rule": {"more_than": "0.55"}}, both, **ground) == "open"
    assert said({"polls": polls, "rule": {"more_than": "0.75"}}, both, **ground) == "no"


def test_a_share_of_the_roll_is_support_times_turnout() -> None:
    poll = {"answers": {"for": {"share": "60", "accepts": {}}, "against": {"share": "40"}}}
    body: Data = {"polls": {"a": poll}, "turnout": {"low": "0.4", "high": "0.6"}}
    # 24 to 36 per cent of the roll.
    assert said({**body, "rule": {"at_least": "0.24", "of": "roll"}}) == "yes"
    assert said({**body, "rule": {"at_least": "0.30", "of": "roll"}}) == "open"
    assert said({**body, "rule": {"more_than": "0.36", "of": "roll"}}) == "no"
    assert said({**body, "rule": {"turnout": {"at_least": "1/2"}}}) == "open"
    assert said({**body, "rule": {"all": [{"more_than": "1/2"}, {"turnout": {"at_least": "0.4"}}]}}) == "yes"
