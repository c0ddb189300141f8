"""Each kind of acceptance on examples worked out by hand, as the engine reads them (semantics.md 1, 3, 4, 7, 9)."""

from fractions import Fraction
from typing import Any

import pytest

from oracle.by_hand import Data, case_of, one, seats
from winset.model.acceptance import KINDS
from winset.model.compile import Model, compile_model
from winset.settlement.answers import WORDS, said_of
from winset.settlement.shortfall import package_shortfalls
from winset.settlement.survey import Said

Lack = tuple[str, Fraction | int, Fraction | int]
"""What is lacking: its kind, the least and the most."""

SIGNED = {"treaty": "signed"}
YES: Data = {"accepts": {"gladly": {"when": {}}}}
NO: Data = {"refuses": {"never": {"when": SIGNED}}}


def answer(model: Model, who: str, package: dict[str, str]) -> Said:
    place = [ratifier.id for ratifier in model.ratifiers].index(who)
    return said_of(model, model.space.number(model.space.parse(package)))[place]


def said(ratifier: Data, package: dict[str, str] | None = None, **more: Any) -> str:
    """What one ratifier answers, by default to the treaty signed."""
    return WORDS[answer(compile_model(one(ratifier, **more), {}), "here.senate", package or SIGNED)]


def lacking(ratifier: Data, package: dict[str, str] | None = None, **more: Any) -> list[Lack]:
    model = compile_model(one(ratifier, **more), {})
    found = package_shortfalls(model, model.space.parse(package or SIGNED))
    return [(part.kind, part.least, part.most) for part in found]


# --- the order of the kinds ---

# For the treaty signed, each kind saying yes or no in the fewest words.
KIND: dict[str, tuple[Data, Data]] = {
    "accepts": (YES, {}),
    "prefers": ({"prefers": {"treaty": ["signed", "none"]}}, {"prefers": {"treaty": ["none", "signed"]}}),
    "points": (
        {"points": {"treaty": {"none": "0", "signed": "1"}}},
        {"points": {"treaty": {"none": "1", "signed": "0"}}},
    ),
    "polls": (
        {"polls": {"a": {"answers": {"for": {"share": "60", "accepts": {}}, "against": {"share": "40"}}}}},
        {"polls": {"a": {"answers": {"for": {"share": "40", "accepts": {}}, "against": {"share": "60"}}}}},
    ),
    "blocs": ({"blocs": seats(all_of_them=(3, YES))}, {"blocs": seats(all_of_them=(3, NO))}),
    "counts": ({"counts": {"may": {"ayes": "3", "noes": "2"}}}, {"counts": {"may": {"ayes": "2", "noes": "3"}}}),
    "otherwise": ({"otherwise": "accepts"}, {"otherwise": "refuses"}),
}
ORDER = list(KIND)


def test_the_kinds_stand_in_the_order_of_the_semantics() -> None:
    """semantics.md 1; `bodies` stand where `blocs` do, and a ratifier has one of the two."""
    expected = "refuses abstains accepts prefers points polls blocs bodies counts otherwise"
    assert " ".join(kind.id for kind in KINDS) == expected


@pytest.mark.parametrize("first", ORDER)
def test_the_first_kind_that_decides_is_taken(first: str) -> None:
    """Each kind that says yes holds against a no of every later kind, and the other way round; red lines precede."""
    for later in ORDER[ORDER.index(first) + 1 :]:
        assert said({**KIND[later][1], **KIND[first][0]}) == "yes", later
        if KIND[first][1]:
            assert said({**KIND[later][0], **KIND[first][1]}) == "no", later
    assert said({**KIND[first][0], **NO}) == "no"


@pytest.mark.parametrize(
    "undecided",
    [
        {"accepts": {"other": {"when": {"treaty": "none"}}}},
        {"polls": {"a": {"answers": {"for": {"share": "45", "accepts": {}}, "against": {"share": "45"}}}}},
        {"blocs": seats(for_it=(2, YES), open=(3, {}))},
        {"bodies": {"lower": YES, "upper": {}}, "rule": {"all_of": "bodies"}},
        {"counts": {"may": {"ayes": "2", "noes": "2", "undeclared": "1"}}},
    ],
)
def test_a_kind_that_leaves_it_open_passes_the_question_on(undecided: Data) -> None:
    """45 to 55 per cent, 2 of 5 with 3 open, 2 to 2 with 1 open: none decides, so `otherwise` does."""
    assert said(undecided) == "open"
    assert said({**undecided, "otherwise": "accepts"}) == "yes"
    assert said({**undecided, "otherwise": "refuses"}) == "no"


# --- red lines and stated acceptances ---


def test_each_red_line_that_is_crossed_is_a_part_of_the_shortfall() -> None:
    lines = {"first": {"when": SIGNED}, "second": {"when": {}}, "other": {"when": {"treaty": "none"}}}
    assert lacking({"refuses": lines, **YES}) == [("red_line", 1, 1), ("red_line", 1, 1)]
    # Without the lines its answer would be unread: from nothing to one answer.
    assert lacking({"refuses": {"first": lines["first"]}}) == [("red_line", 1, 1), ("answer", 0, 1)]


def test_an_acceptance_says_nothing_of_other_packages() -> None:
    ground = {"issues": {"islands": {"options": ["none", "two", "four"]}}, "status_quo": {"islands": "none"}}
    states = {"accepts": {"two": {"when": {"islands": "two"}}}}
    assert [said(states, {"islands": islands}, **ground) for islands in ("two", "four")] == ["yes", "open"]


# --- rankings ---

GROUND: Data = {
    "issues": {
        "islands": {"options": ["none", "two", "four"]},
        "troops": {"options": ["free", "limited"]},
        "closure": {"options": ["left_open", "closed"], "only_when": {"islands": ["two", "four"]}},
        "season": {"options": ["spring", "autumn"]},
    },
    "status_quo": {"islands": "none", "troops": "free", "season": "spring"},
}
RANKED: Data = {"prefers": {"islands": ["four", "none", "two"], "troops": ["free", "limited"]}}


def terms(islands: str, troops: str = "free", season: str = "spring", **closure: str) -> dict[str, str]:
    return {"islands": islands, "troops": troops, "season": season, **closure}


PLAIN = {**GROUND, "issues": {name: issue for name, issue in GROUND["issues"].items() if name != "closure"}}


@pytest.mark.parametrize(
    ("package", "expected"),
    [
        (terms("four"), "yes"),  # better on the one issue that differs
        (terms("two"), "no"),  # worse on it
        (terms("two", "limited"), "no"),  # worse on both
        (terms("four", "limited"), "open"),  # better on one and worse on the other: silent
        (terms("four", season="autumn"), "open"),  # an issue that differs and is not ranked: silent
        (terms("two", season="autumn"), "open"),
    ],
)
def test_a_ranking_has_three_outcomes(package: dict[str, str], expected: str) -> None:
    assert said(RANKED, package, **PLAIN) == expected
    # Where it is silent other data speak, and elsewhere they do not.
    assert said({**RANKED, "otherwise": "refuses"}, package, **PLAIN) == ("yes" if expected == "yes" else "no")


def test_an_issue_that_only_one_side_has_makes_a_ranking_silent() -> None:
    """The status quo has no closure (semantics.md 4), so even four islands and nothing worse decide nothing."""
    assert said(RANKED, terms("four", closure="left_open"), **GROUND) == "open"
    both = {"prefers": {**RANKED["prefers"], "closure": ["left_open", "closed"]}}
    assert said(both, terms("four", closure="left_open"), **GROUND) == "open"


def test_an_option_that_is_left_out_of_a_ranking_is_unranked() -> None:
    assert said({"prefers": {"islands": ["four", "none"]}}, terms("two"), **PLAIN) == "open"
    assert said({"prefers": {"islands": ["four", "two"]}}, terms("four"), **PLAIN) == "open"  # the status quo is not in


def test_a_ranking_that_says_no_lacks_an_answer_and_no_points() -> None:
    assert lacking(RANKED, terms("two", "limited"), **PLAIN) == [("answer", 1, 1)]


# --- absent issues ---


def test_a_pattern_on_an_absent_issue_does_not_match_and_not_of_it_does() -> None:
    """semantics.md 9: without islands there is no closure to be closed or left open."""
    closed, not_closed = {"closure": "closed"}, {"not": {"closure": "closed"}}
    limited = terms("none", "limited")
    assert said({"refuses": {"line": {"when": closed}}, "otherwise": "accepts"}, limited, **GROUND) == "yes"
    assert said({"refuses": {"line": {"when": not_closed}}, "otherwise": "accepts"}, limited, **GROUND) == "no"
    either = {"refuses": {"line": {"when": {"closure": ["left_open", "closed"]}}}, "otherwise": "accepts"}
    assert said(either, limited, **GROUND) == "yes"
    assert said(either, terms("two", closure="closed"), **GROUND) == "no"


def test_an_absent_issue_is_worth_nothing() -> None:
    """Closure left open is worth 3, so that two islands (worth -2) make 1 with it and -1 with the matter closed."""
    points = {"points": {"islands": {"none": "0", "two": "-2", "four": "5"}, "closure": {"left_open": "3"}}}
    assert said(points, terms("two", closure="left_open"), **GROUND) == "yes"
    assert lacking(points, terms("two", closure="closed"), **GROUND) == [("points", 2, 2)]
    assert said(points, terms("none", "limited"), **GROUND) == "yes"  # 0 is what the status quo is worth


# --- points ---

WORTH: Data = {"points": {"islands": {"none": "0", "two": "1.5", "four": "4"}, "troops": {"limited": "-2"}}}
TOGETHER: Data = {"both": {"when": terms("four", "limited"), "points": "-2.25"}}


@pytest.mark.parametrize(
    ("change", "package", "missing"),
    [
        ({}, terms("two"), None),  # 1.5 against 0
        ({}, terms("two", "limited"), Fraction(1, 2)),  # 1.5 - 2
        ({}, terms("four", "limited"), None),  # 4 - 2
        ({"no_deal": "1.5"}, terms("two"), None),  # at no deal is enough: yes is >=
        ({"no_deal": "1.6"}, terms("two"), Fraction(1, 10)),
        # What the two do together: 4 - 2 - 2.25.
        ({"adjust": TOGETHER}, terms("four", "limited"), Fraction(1, 4)),
        ({"adjust": TOGETHER}, terms("four"), None),
        # An adjustment that matches the status quo changes what no deal is worth: 1.5 against 2.
        ({"adjust": {"quiet": {"when": {"islands": "none"}, "points": "2"}}}, terms("two"), Fraction(1, 2)),
        # A range is taken at its likely value, or in the middle: no deal at 3, or at 1.
        ({"no_deal": {"low": "0", "likely": "3", "high": "4"}}, terms("two"), Fraction(3, 2)),
        ({"no_deal": {"low": "0", "high": "2"}}, terms("two"), None),
    ],
)
def test_points_and_no_deal(change: Data, package: dict[str, str], missing: Fraction | None) -> None:
    assert said({**WORTH, **change}, package, **PLAIN) == ("yes" if missing is None else "no")
    assert lacking({**WORTH, **change}, package, **PLAIN) == ([] if missing is None else [("points", missing, missing)])


def test_points_are_added_exactly() -> None:
    """0.1 + 0.2 is 0.3, which binary floating point does not say."""
    points = {"islands": {"two": "0.1"}, "troops": {"limited": "0.2"}}
    assert said({"points": points, "no_deal": "0.3"}, terms("two", "limited"), **PLAIN) == "yes"
    thirds = {"islands": {"two": "1/3"}, "troops": {"limited": "1/3"}}
    assert said({"points": thirds, "no_deal": "2/3"}, terms("two", "limited"), **PLAIN) == "yes"


# --- polls ---


def poll(share: str, against: str, **more: Any) -> Data:
    return {"answers": {"aye": {"share": share, "accepts": {}}, "nay": {"share": against}}, **more}


def asked(bound: str) -> Data:
    return {"at_least": bound, "of": "asked"}


def test_readings_of_one_question_make_a_hull() -> None:
    """52 to 60 by one item, 58 to 65 by the other: from 52 to 65."""
    polls = {"a": poll("52", "40"), "b": poll("58", "35")}
    expected = {"0.52": "yes", "0.53": "open", "0.65": "open", "0.66": "no"}
    assert {bound: said({"polls": polls, "rule": asked(bound)}) for bound in expected} == expected


def test_of_one_pollster_the_latest_item_is_read_package_by_package() -> None:
    """The later item is about two islands only; of four the earlier one still speaks."""
    early = poll("70", "30", pollster="x", field="2018-11", about={"islands": ["two", "four"]})
    late = poll("30", "70", pollster="x", field="2019-02", about={"islands": "two"})
    polled = {"polls": {"early": early, "late": late}, "rule": asked("0.5")}
    assert said(polled, terms("two"), **PLAIN) == "no"
    assert said(polled, terms("four"), **PLAIN) == "yes"
    assert said(polled, terms("none", "limited"), **PLAIN) == "open"  # no item is about it
    # Of two pollsters both are read: from 30 to 70.
    other = {"early": {**early, "pollster": "y"}, "late": late}
    assert said({"polls": other, "rule": asked("0.5")}, terms("two"), **PLAIN) == "open"


def test_items_on_different_issues_combine_by_bounds_and_never_by_products() -> None:
    """80 and 70 per cent: both from 80 + 70 - 100 = 50 to 70 (Frechet); a product would say 56."""
    polls = {
        "islands": poll("80", "20", about={"islands": ["two", "four"]}),
        "troops": poll("70", "30", about={"troops": "limited"}),
    }
    expected = {"0.50": "yes", "0.56": "open", "0.70": "open", "0.71": "no"}
    both = terms("two", "limited")
    found = {bound: said({"polls": polls, "rule": asked(bound)}, both, **PLAIN) for bound in expected}
    assert found == expected
    assert said({"polls": polls, "rule": asked("0.80")}, terms("two"), **PLAIN) == "yes"  # one item speaks alone


def test_the_base_decides_what_becomes_of_the_undecided() -> None:
    """42 for, 38 against, 20 undecided: 42 to 62 of those asked, 52.5 of those decided."""
    item = poll("42", "38", undecided="20")
    assert said({"polls": {"a": item}, "rule": {"at_least": "0.525", "of": "decided"}}) == "yes"
    assert said({"polls": {"a": item}, "rule": {"more_than": "0.525", "of": "decided"}}) == "no"
    assert said({"polls": {"a": item}, "rule": asked("0.5")}) == "open"
    assert lacking({"polls": {"a": item}, "rule": asked("0.5")}) == [("opinion", 0, 8)]
    # Printed of those decided, 60 to 40, they are 48 to 32 of all, and 20 may be either: 48 to 68.
    printed = poll("60", "40", base="decided", undecided="20")
    assert said({"polls": {"a": printed}, "rule": asked("0.48")}) == "yes"
    assert said({"polls": {"a": printed}, "rule": asked("0.69")}) == "no"


def test_who_chose_another_answer_is_against() -> None:
    """46 two first, 33 all four, 5 just two (Nikkei, 2018): for two and the matter left open 51 to 67."""
    answers = {
        "two_first": {"share": "46", "accepts": {"any": [{"islands": "two", "closure": "left_open"}, "four"]}},
        "all_four": {"share": "33", "accepts": "four"},
        "just_two": {"share": "5", "accepts": {"islands": ["two", "four"]}},
    }
    polled = {"polls": {"nikkei": {"answers": answers, "about": {"islands": ["two", "four"]}}}, "rule": asked("1/2")}
    ground = {**GROUND, "patterns": {"four": {"islands": "four"}}}
    assert said(polled, terms("two", closure="left_open"), **ground) == "yes"
    # Two and the matter closed: 5 to 21.
    assert lacking(polled, terms("two", closure="closed"), **ground) == [("opinion", 29, 45)]
    assert said(polled, terms("four", closure="closed"), **ground) == "yes"  # 84 to 100


def test_what_a_poll_decides_is_marked_as_stated() -> None:
    model = compile_model(one({"polls": {"a": poll("60", "40")}}), {})
    assert answer(model, "here.senate", SIGNED) is Said.YES_STATED
    # A red line decides before it, and what it decides is no matter of a poll.
    model = compile_model(one({"polls": {"a": poll("60", "40")}, **NO}), {})
    assert answer(model, "here.senate", SIGNED) is Said.NO


# --- blocs, and how they vote ---


@pytest.mark.parametrize(
    ("manner", "rule", "expected"),
    [
        ("no", {"more_than": "1/2", "of": "cast"}, "no"),  # 4 of 9
        ("abstain", {"more_than": "1/2", "of": "cast"}, "yes"),  # 4 of 4
        ("stay_away", {"more_than": "1/2", "of": "cast"}, "yes"),
        ("abstain", {"more_than": "1/2", "of": "present"}, "no"),  # 4 of 9: who abstains is present
        ("stay_away", {"more_than": "1/2", "of": "present"}, "yes"),  # 4 of 4
        ("stay_away", {"more_than": "1/2", "of": "members"}, "no"),  # 4 of 9
        ("abstain", {"turnout": {"at_least": "1/2"}}, "yes"),  # 9 of 9 take part
        ("stay_away", {"turnout": {"at_least": "1/2"}}, "no"),  # 4 of 9
    ],
)
def test_how_a_bloc_votes_where_it_refuses(manner: str, rule: Data, expected: str) -> None:
    blocs = seats(friends=(4, YES), others=(5, {**NO, "when_refusing": manner}))
    assert said({"blocs": blocs, "rule": rule}) == expected


def test_a_bloc_abstains_before_it_accepts_and_after_its_red_lines() -> None:
    """3 for and 2 against; the 4 in the middle abstain, unless a red line makes them vote no."""
    middle: Data = {"abstains": {"line": {"when": SIGNED}}, **YES}

    def body(bloc: Data) -> Data:
        return {"blocs": seats(friends=(3, YES), foes=(2, NO), middle=(4, bloc))}

    majority = {"more_than": "1/2", "of": "members"}
    assert said({**body(middle), "rule": majority}) == "no"  # 3 of 9: they do not vote yes
    assert said(body(middle)) == "yes"  # 3 of 5 cast
    assert said(body({**middle, **NO})) == "no"  # 3 of 9


def test_a_bloc_that_is_open_may_do_anything() -> None:
    """4 for, 3 against, 2 open: 4 to 5 at worst, 6 to 3 at best; one opponent fewer and nothing can stop it."""
    assert said({"blocs": seats(friends=(4, YES), foes=(3, NO), others=(2, {}))}) == "open"
    assert said({"blocs": seats(friends=(5, YES), foes=(2, NO), others=(2, {}))}) == "yes"


# --- bodies ---


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"all_of": "bodies"}, "no"),
        ({"prevails": "lower"}, "yes"),
        ({"at_least": "2", "of": "bodies"}, "open"),
        ({"all": [{"prevails": "lower"}, {"at_least": "1/3", "of": "bodies"}]}, "yes"),
        ({"all": [{"prevails": "lower"}, {"prevails": "region"}]}, "open"),
        (None, "open"),  # more than half of three
    ],
)
def test_bodies_under_one_ratifier(rule: Data | None, expected: str) -> None:
    bodies = {"lower": YES, "upper": NO, "region": {}}
    assert said({"bodies": bodies} | ({"rule": rule} if rule else {})) == expected


# --- head counts ---


def test_counts_that_decide_differently_leave_it_open_for_good() -> None:
    """6 to 4 and then 3 to 7: nothing after them is asked. One that decides nothing does not stand in the way."""
    differ = {"may": {"ayes": "6", "noes": "4"}, "june": {"ayes": "3", "noes": "7"}}
    assert said({"counts": differ, "otherwise": "accepts"}) == "open"
    silent = {"may": {"ayes": "6", "noes": "4"}, "june": {"ayes": "4", "noes": "4", "undeclared": "2"}}
    assert said({"counts": silent, "otherwise": "refuses"}) == "yes"


def test_members_that_a_count_does_not_name_are_open() -> None:
    """6 to 2 of 10: 2 are open, and 6 are more than 2 + 2. Of 13 five are open: 6 against 7 at worst."""
    count = {"counts": {"may": {"ayes": "6", "noes": "2"}}}
    assert said({**count, "members": "10"}) == "yes"
    assert said({**count, "members": "13"}) == "open"
    assert lacking({**count, "members": "13"}) == [("votes", 0, 1)]


def test_a_count_is_about_its_packages_only() -> None:
    count = {"counts": {"may": {"ayes": "6", "noes": "2", "about": {"islands": "two"}}}}
    assert [said(count, terms(islands), **PLAIN) for islands in ("two", "four")] == ["yes", "open"]


# --- following ---


def test_a_follower_answers_as_the_other_does_and_blocks_nothing_of_its_own() -> None:
    case = case_of(
        {
            "here": {"ratifiers": {"president": NO, "chamber": {"follows": "here.president", **YES}}},
            "there": {"ratifiers": {"echo": {"follows": "here.chamber", "scope": {"treaty": "none"}}}},
        }
    )
    model = compile_model(case, {})
    found = {who.id: WORDS[answer(model, who.id, SIGNED)] for who in model.ratifiers}
    # The echo follows a follower, and is not asked about the treaty signed.
    assert found == {"here.president": "no", "here.chamber": "no", "there.echo": "out"}
    assert [who.veto for who in model.ratifiers] == [True, False, False]


def test_otherwise_speaks_where_nothing_else_does() -> None:
    assert [said({"otherwise": word}) for word in ("open", "accepts", "refuses")] == ["open", "yes", "no"]
    assert lacking({"otherwise": "refuses"}) == [("answer", 1, 1)]
    assert lacking({"otherwise": "open"}) == [("answer", 0, 1)]
