"""Leverage, against results of the literature that were worked out by hand."""

from fractions import Fraction
from math import exp, log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leverage_cases import case, gains, options, pair, possible, sure

import winset
from winset.course.leverage_records import Called, Constraint
from winset.model.result import Verdict

F = Fraction
RANGE = {"low": "0.7", "likely": "0.9", "high": "0.95"}


def test_rubinstein_shares_of_nine_tenths_and_eight_tenths() -> None:
    """Rubinstein 1982: (1 - 0.8) / (1 - 0.72) = 5/7; the other as first mover 0.1 / 0.28, so 9/14 is left.

    In the limit of short periods r2 / (r1 + r2) with r = -ln d: 0.22314 / (0.10536 + 0.22314).
    """
    formula = winset.leverage(case([(1, 1)], patience=("0.9", "0.8"))).formula
    assert formula is not None
    assert (formula.first, formula.second) == (F(5, 7), F(9, 14))
    assert formula.weight[1] == pytest.approx(0.22314355 / 0.32850407, abs=1e-7)
    assert not formula.equal


def test_the_weight_is_bounded_by_both_ranges() -> None:
    """0.81 is 0.9 squared, so its rate of impatience is twice that of 0.9: weights of 1/3, 1/2 and 2/3."""
    north = {"low": "0.81", "likely": "0.9", "high": "0.9"}
    south = {"low": "0.81", "likely": "0.9", "high": "0.9"}
    formula = winset.leverage(case([(1, 1)], patience=(north, south))).formula
    assert formula is not None
    assert formula.weight == pytest.approx((1 / 3, 1 / 2, 2 / 3))


def test_packages_that_tie_are_all_given() -> None:
    """With weight 1/3 (patience 0.81 against 0.9): 4 x 2^2 = 1 x 4^2 = 16, and 2 x 2.5^2 = 12.5 is less."""
    found = winset.leverage(case([(4, 2), (1, 4), (2, "2.5")], patience=("0.81", "0.9")))
    assert sorted(options(sure(found))) == ["o1", "o2"]
    assert sure(found).gains == (pair(1, 4), pair(2, 4))


def test_where_patience_is_not_written_the_bargain_is_that_of_nash() -> None:
    """2 x 6 = 12, 4 x 4 = 16, 7 x 2 = 14 (Nash 1950). One patience alone is taken for both."""
    points = [(2, 6), (4, 4), (7, 2)]
    for patience in ((None, None), ("0.9", None), (None, RANGE)):
        found = winset.leverage(case(points, patience=patience))
        assert options(sure(found)) == ["o2"]
        assert found.formula is not None
        assert found.formula.equal
        assumed = {entry.path for entry in found.about.assumed}
        unsaid = {
            f"{party}.chief.patience" for party, said in zip(("north", "south"), patience, strict=True) if not said
        }
        assert unsaid <= assumed


def test_all_patience_takes_all_and_none_takes_what_is_left() -> None:
    """Rubinstein 1982 with d1 = 1: the share is (1 - d2) / (1 - d2) = 1, so the other gets nothing."""
    points = [(0, 9), (4, 4), (9, 0)]
    assert options(sure(winset.leverage(case(points, patience=(1, "0.5"))))) == ["o3"]
    assert options(sure(winset.leverage(case(points, patience=("0.5", 1))))) == ["o1"]
    assert options(sure(winset.leverage(case(points, patience=(0, "0.5"))))) == ["o1"]
    forever = winset.leverage(case(points, patience=(1, 1)))
    assert options(sure(forever)) == ["o2"]
    assert forever.formula is not None
    assert forever.formula.first is None


DELAYS = st.integers(1, 19).map(lambda part: F(part, 20))


@given(DELAYS, DELAYS, st.integers(0, 60), st.integers(0, 60))
def test_on_a_linear_frontier_the_bargain_is_the_clamp(
    first: Fraction, second: Fraction, ours: int, theirs: int
) -> None:
    """A surplus of 60 in steps of 1, of which our house wants at least `ours` and theirs at least `theirs`.

    Binmore, Rubinstein and Wolinsky 1986 with known limits: clamp(r2 / (r1 + r2), a, 1 - b), none if a + b > 1; here
    to the nearest steps.
    """
    made = case(
        [(share, 60 - share) for share in range(61)],
        {
            "north.house": "".join("y" if share >= ours else "n" for share in range(61)),
            "south.house": "".join("y" if 60 - share >= theirs else "n" for share in range(61)),
        },
        patience=(str(first), str(second)),
    )
    found = winset.leverage(made)
    if ours + theirs > 60:
        assert not sure(found).splits
        assert found.view is None
        return
    (least, most), _ = sure(found).gains
    free = 60 * log(second) / (log(first) + log(second))
    if not ours <= free <= 60 - theirs:
        assert least == most == (ours if free < ours else 60 - theirs)
    else:
        assert free - 1 < least <= most < free + 1


def test_the_weight_at_which_the_bargain_jumps_solves_its_equation() -> None:
    """w ln(6/4) + (1 - w) ln(3/5) = 0 gives w = ln(5/3) / (ln(5/3) + ln(6/4)), 0.5575.

    Patience against 0.8 is then 0.8 to the power of (1 - w) / w = ln(6/4) / ln(5/3), 0.8377.
    """
    found = winset.leverage(case([(4, 5), (6, 3)], patience=("0.9", "0.8")))
    low, high = found.views[0].stretches
    weight = log(5 / 3) / (log(5 / 3) + log(6 / 4))
    assert (low.low, high.high) == (0.0, 1.0)
    assert low.high == high.low == pytest.approx(weight)
    assert low.patience is not None
    assert low.patience[1] == pytest.approx(exp(log(0.8) * log(6 / 4) / log(5 / 3)))
    assert low.patience[1] == pytest.approx(0.8377, abs=5e-5)
    assert options(sure(found)) == ["o2"]


def test_a_package_below_the_hull_is_the_bargain_nowhere() -> None:
    """3 x 3 = 9 loses to 1 x 10 and 10 x 1 at equal weight, and to one of them at every other."""
    found = winset.leverage(case([(1, 10), (3, 3), (10, 1)]))
    assert [row.split.package.as_dict()["deal"] for row in found.views[0].stretches] == ["o1", "o3"]
    assert sorted(options(sure(found))) == ["o1", "o3"]


def test_a_step_of_patience_has_a_sign_and_a_size() -> None:
    """The jump is at 0.8377 (above): from 0.9 down to 0.7 costs 2 points, up to 0.95 changes nothing."""
    view = winset.leverage(case([(4, 5), (6, 3)], patience=(RANGE, "0.8"))).views[0]
    assert [(step.end, step.change, step.sign) for step in view.steps] == [
        ("low", pair(-2, -2), "negative"),
        ("high", pair(0, 0), "none"),
    ]
    assert view.turns == "positive"
    assert view.between == (pair(4, 6), pair(3, 5))
    patient = {"low": "0.85", "likely": "0.9", "high": "0.95"}
    none = winset.leverage(case([(4, 5), (6, 3)], patience=(patient, "0.8"))).views[0]
    assert (none.turns, [step.sign for step in none.steps]) == ("none", ["none", "none"])


def test_an_outside_option_below_the_bargain_changes_nothing() -> None:
    """Binmore, Shaked and Sutton 1989: split the difference would move it, deal-me-out does not."""
    made = case([(2, 8), (5, 5), (7, 3), (9, 1)])
    without = winset.leverage(made)
    for value in (1, "4.9", 5):
        found = winset.leverage(made, outside={"north": value})
        assert sure(found) == sure(without)
        assert found.sides[0].outside == F(value)


def test_an_outside_option_above_the_bargain_gives_just_enough() -> None:
    """The bargain is 5 : 5; with 6 outside the north gets the first package worth that, and the south all the rest."""
    found = winset.leverage(case([(2, 8), (5, 5), (7, 3), (9, 1)]), outside={"north": 6})
    assert options(sure(found)) == ["o3"]
    assert sure(found).binds == ("north",)
    assert options(found.views[0].bargain) == ["o2"]
    walk = found.walks[0]
    assert (walk.party, walk.over, walk.above, walk.most) == ("north", "sure", F(5), F(9))
    assert walk.to is not None
    assert walk.to.package.as_dict()["deal"] == "o3"


def test_where_no_package_is_enough_the_side_walks_away() -> None:
    found = winset.leverage(case([(2, 8), (5, 5)], no_deal=(1, 1)), outside={"north": 7})
    assert (sure(found).splits, sure(found).walks) == ((), ("north",))
    assert sure(found).gains == (pair(6, 6), pair(0, 0))  # 7 less the 1 of no deal; the south keeps what it has
    assert found.views[0].audience == pair(0, 0)


def test_where_nothing_is_ratified_an_outside_option_is_taken() -> None:
    found = winset.leverage(case([(2, 8)], {"south.base": "n"}, no_deal=(1, 0)), outside={"north": 4, "south": 0})
    assert (found.view, sure(found).walks, sure(found).gains) == (None, ("north",), (pair(3, 3), pair(0, 0)))


def test_two_options_that_cannot_both_be_met_end_the_talks() -> None:
    found = winset.leverage(case([(2, 8), (5, 5), (8, 2)]), outside={"north": 6, "south": 4})
    assert (sure(found).splits, sure(found).walks) == ((), ("north",))


def test_no_deal_moves_the_bargain_where_an_outside_option_does_not() -> None:
    """With 3 for the north while talks go on, (4 - 3) x 6 = 6 < (6 - 3) x 4 = 12 < (8 - 3) x 3 = 15."""
    points = [(4, 6), (6, 4), (8, 3)]
    assert len(options(sure(winset.leverage(case(points))))) == 3  # 24 each
    assert len(options(sure(winset.leverage(case(points), outside={"north": 3})))) == 3
    assert options(sure(winset.leverage(case(points, no_deal=(3, 0))))) == ["o3"]


def test_an_outside_option_may_be_a_package() -> None:
    found = winset.leverage(case([(2, 8), (5, 5), (7, 3)]), outside={"north": "deal=o3"})
    assert found.sides[0].outside == 7
    assert options(sure(found)) == ["o3"]
    with pytest.raises(winset.CaseError, match="several packages match"):
        winset.leverage(case([(2, 8), (5, 5)]), outside={"north": "deal=o1,o2"})


def the_only(rows: tuple[Constraint, ...]) -> Constraint:
    (row,) = rows
    return row


def test_a_constraint_at_home_helps() -> None:
    """Schelling 1960: without its house the north would agree to 5 : 5; the house refuses that, so it gets 7 : 3."""
    row = the_only(winset.leverage(case([(5, 5), (7, 3)], {"north.house": "ny"})).constraints)
    assert (row.party, row.ratifiers, row.sign) == ("north", ("north.house",), "helps")
    assert row.compared[0].change == (pair(2, 2), pair(-2, -2))


def test_a_constraint_at_home_hurts() -> None:
    """Mo 1994: the house refuses what is good for the lead, and 3 : 6 is left of 5 : 5."""
    row = the_only(winset.leverage(case([(5, 5), (3, 6)], {"north.house": "ny"})).constraints)
    assert (row.sign, row.changes) == ("hurts", (pair(-2, -2), pair(-2, -2)))


def test_a_constraint_that_closes_every_deal_hurts() -> None:
    found = winset.leverage(case([(5, 5), (3, 6)], {"north.house": "nn"}))
    assert found.verdict is Verdict.REFUSED
    assert the_only(found.constraints).changes == (pair(-5, -5), pair(-5, -5))
    assert options(found.views[0].alone) == ["o1"]


def test_a_constraint_at_home_does_nothing() -> None:
    row = the_only(winset.leverage(case([(5, 5), (7, 1)], {"south.house": "yn"})).constraints)
    assert (row.party, row.sign, row.size) == ("south", "nothing", pair(0, 0))


def test_where_answers_are_open_the_sign_is_open() -> None:
    """Tarar 2001. Sure: nothing is agreed with the house, so it costs the north 5. Possible: it gets 7 for 5."""
    row = the_only(winset.leverage(case([(5, 5), (7, 3)], {"north.house": "n?"})).constraints)
    assert row.changes == (pair(-5, -5), pair(2, 2))
    assert row.sign == "open"


def test_where_open_answers_do_not_matter_the_sign_is_given() -> None:
    """Whether the house accepts the third package makes no difference: it is nobody's bargain."""
    row = the_only(winset.leverage(case([(5, 5), (7, 3), (1, 6)], {"north.house": "ny?"})).constraints)
    assert row.sign == "helps"


def test_where_bargains_tie_the_sign_is_open_or_that_of_all_of_them() -> None:
    """2 x 8, 8 x 2 and 4 x 4 tie. The house leaves 4 of 2 to 8, then 2, then 8."""
    row = the_only(winset.leverage(case([(2, 8), (8, 2), (4, 4)], {"north.house": "nny"})).constraints)
    assert (row.sign, row.changes[0]) == ("open", pair(-4, 2))
    row = the_only(winset.leverage(case([(2, 8), (8, 2), (4, 4)], {"north.house": "ynn"})).constraints)
    assert (row.sign, row.changes[0]) == ("hurts", pair(-6, 0))
    row = the_only(winset.leverage(case([(2, 8), (8, 2), (4, 4)], {"north.house": "nyn"})).constraints)
    assert (row.sign, row.changes[0]) == ("helps", pair(0, 6))


def test_all_of_a_side_are_also_left_aside_together() -> None:
    """Each house alone is backed up by the other; together they hold 7 : 3 against 5 : 5."""
    home = {"north.house": "ny", "north.court": "ny"}
    rows = winset.leverage(case([(5, 5), (7, 3)], home)).constraints
    assert {row.ratifiers: row.sign for row in rows} == {
        ("north.house",): "nothing",
        ("north.court",): "nothing",
        ("north.house", "north.court"): "helps",
    }


def test_a_third_party_is_left_aside_only_with_all_others() -> None:
    found = winset.leverage(case([(5, 5), (7, 3)], {"ally.court": "ny"}))
    assert found.constraints == ()
    assert options(sure(found)) == ["o2"]
    assert options(found.views[0].alone) == ["o1"]


def test_the_audience_cost_is_what_the_lead_gains() -> None:
    """Fearon 1994 as k* = u(x*) - u(no deal) = 7 - 2."""
    assert winset.leverage(case([(7, 4)], no_deal=(2, 1))).views[0].audience == pair(5, 5)


def called(made: winset.Case, line: str, **more: object) -> Called:
    found = winset.leverage(made, bluff=line, **more).bluff  # type: ignore[arg-type]
    assert found is not None
    return found.called[0]


BASE = {"south.base": "yn"}


def test_a_bluff_is_called_above_the_chance_at_which_both_are_worth_the_same() -> None:
    """Respected 4 : 5; ignored 6 : 4 (24 above 20). With 1 at no deal, (4 - 1) / (6 - 1) = 3/5.

    At 3/5: 3/5 x 6 + 2/5 x 1 = 4, what respecting it gives.
    """
    points = [(4, 5), (6, 4)]
    accepting = {"south": {"base": {"otherwise": "accepts"}}}
    made = with_otherwise(points, BASE, accepting, no_deal=(1, 0))
    found = called(made, "south.base.refuses.line_o2")
    assert (options(found.respected), options(found.ignored)) == (["o1"], ["o2"])
    assert found.above == F(3, 5)
    for chance, better in ((F(0), False), (F(1, 2), False), (F(7, 10), True), (F(1), True)):
        assert (chance * 6 + (1 - chance) * 1 > 4) is better is (chance > found.above)


def with_otherwise(points: list[tuple[int, int]], home: dict[str, str], more: object, **rest: object) -> winset.Case:
    """The same, with what ratifiers say of packages that nothing else decides."""
    made = case(points, home, variants={"v": {"set": _paths(more)}}, **rest)  # type: ignore[arg-type]
    return made.with_variants("v")


def _paths(more: object) -> dict[str, str]:
    assert isinstance(more, dict)
    return {
        f"{party}.{id_}.otherwise": entry["otherwise"]
        for party, ratifiers in more.items()
        for id_, entry in ratifiers.items()
    }


def test_a_red_line_without_which_the_answer_is_open_is_worth_ignoring_only_possibly() -> None:
    found = winset.leverage(case([(4, 5), (6, 4)], BASE), bluff="line_o2").bluff
    assert found is not None
    assert found.path == "south.base.refuses.line_o2"
    assert [each.same for each in found.called] == [True, False]
    assert found.called[1].above == F(2, 3)


def test_a_demand_that_helps_who_asks_is_never_worth_ignoring() -> None:
    """Without its own house's line the north gets 5 and not 7."""
    made = with_otherwise([(5, 5), (7, 3)], {"north.house": "ny"}, {"north": {"house": {"otherwise": "accepts"}}})
    found = called(made, "line_o1")
    assert (found.same, found.above) == (False, None)


def test_where_nothing_else_can_be_had_any_chance_is_worth_it() -> None:
    made = with_otherwise([(5, 5)], {"south.base": "n"}, {"south": {"base": {"otherwise": "accepts"}}})
    assert called(made, "line_o1").above == 0


def test_a_red_line_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(winset.CaseError, match=r"there is no red line `south.base.refuses.line_2`; did you mean"):
        winset.leverage(case([(4, 5), (6, 4)], BASE), bluff="south.base.refuses.line_2")
    with pytest.raises(winset.CaseError, match="several red lines are called `line_o1`"):
        winset.leverage(case([(4, 5)], {"south.base": "n", "north.house": "n"}), bluff="line_o1")
    with pytest.raises(winset.CaseError, match="the case has no red lines"):
        winset.leverage(case([(4, 5)]), bluff="line_o1")


LEVERS: dict[str, Any] = {
    "conditions": {"mood": {"options": ["hostile", "tense", "calm"], "now": "tense"}},
    "levers": {
        "listen": {"by": "north", "effects": {"mood": {"set": {"mood": "calm"}, "chance": "0.2"}}},
        "promise": {
            "by": "north",
            "requires": {"mood": "calm"},
            "effects": {
                "line": {"drop": ["south.base.refuses.line_o1"]},
                "yes": {"add": {"south.base.accepts.everything": {"when": {}}}},
            },
        },
        "shout": {"by": "north", "requires": {"mood": "tense"}, "effects": {"mood": {"set": {"mood": "hostile"}}}},
    },
}


def test_after_levers_there_is_something_to_split() -> None:
    """The promise needs a calm mood, which listening brings about with luck: in whichever order they are named."""
    made = case([(4, 5)], {"south.base": "n"}, **LEVERS)
    before = winset.leverage(made)
    assert (before.view, before.verdict) == (None, Verdict.REFUSED)
    assert [each.ratifiers for each in before.conflicts] == [("south.base",)]
    found = winset.leverage(made, after=["promise", "listen"])
    assert options(sure(found)) == ["o1"]
    assert [(pull.lever, pull.happens, pull.fails) for pull in found.after] == [
        ("listen", ("mood",), ()),
        ("promise", ("line", "yes"), ()),
    ]
    assert {"levers.promise.effects.line", "levers.listen.effects.mood"} <= {row.path for row in found.about.inputs}


def test_levers_turn_out_as_favours_a_deal_however_unlikely() -> None:
    effects = {
        "ours": {"drop": ["south.base.refuses.line_o1"], "chance": "0.1"},
        "quarrel": {"drop": ["south.base.accepts.line_o2"], "chance": "0.9"},
    }
    made = case([(4, 5), (5, 5), (3, 3)], {"south.base": "nyn"}, levers={"visit": {"by": "north", "effects": effects}})
    (pull,) = winset.leverage(made, after=["visit"]).after
    assert (pull.happens, pull.fails) == (("ours",), ("quarrel",))


def test_levers_that_do_not_open_a_deal_leave_nothing_to_split() -> None:
    found = winset.leverage(case([(4, 5)], {"south.base": "n"}, **LEVERS), after=["listen"])
    assert (found.view, found.verdict) == (None, Verdict.REFUSED)


def test_levers_that_cannot_be_pulled_are_a_problem() -> None:
    made = case([(4, 5)], {"south.base": "n"}, **LEVERS)
    with pytest.raises(winset.CaseError, match=r"`promise` cannot be pulled: it requires \{mood: calm\}"):
        winset.leverage(made, after=["promise"])
    with pytest.raises(winset.CaseError, match="there is no lever `promises`; did you mean `promise`"):
        winset.leverage(made, after=["promises"])
    with pytest.raises(winset.CaseError, match="the case has no levers"):
        winset.leverage(case([(4, 5)]), after=["promise"])


def test_levers_that_rule_each_other_out_are_a_problem() -> None:
    levers = {
        id_: {"by": "north", "requires": {"mood": "tense"}, "effects": {"mood": {"set": {"mood": "calm"}}}}
        for id_ in ("one", "two")
    }
    made = case([(4, 5)], levers=levers, conditions=LEVERS["conditions"])
    with pytest.raises(winset.CaseError, match="`one`, `two` cannot all be pulled, in any order"):
        winset.leverage(made, after=["one", "two"])


def test_a_bluff_is_called_in_the_case_that_levers_leave() -> None:
    """Listening only calms: the line still stands, and is what keeps everything from being agreed."""
    made = case([(4, 5)], {"south.base": "n"}, **LEVERS)
    found = winset.leverage(made, after=["listen"], bluff="line_o1").bluff
    assert found is not None
    assert [options(each.ignored) for each in found.called] == [[], ["o1"]]  # without the line its answer is open


def test_each_unknown_world_has_its_bargain() -> None:
    conditions = {"mood": {"options": ["calm", "tense"], "now": "unknown"}}
    made = case([(4, 5), (6, 4)], conditions=conditions, never={"n": {"when": {"deal": "o2", "mood": "tense"}}})
    found = winset.leverage(made)
    assert options(sure(found)) == ["o2"]
    assert [(dict(each.world)["mood"], options(each.sure)) for each in found.worlds] == [("tense", ["o1"])]


def test_where_answers_are_open_nothing_is_sure_and_something_possible() -> None:
    found = winset.leverage(case([(4, 5)], {"south.base": "?"}))
    assert (sure(found).splits, options(possible(found))) == ((), ["o1"])
    assert found.view is found.views[1]
    assert found.open == ("south.base",)


def test_what_leaves_a_lead_below_its_no_deal_is_not_agreed() -> None:
    found = winset.leverage(case([(1, 9), (4, 4)], no_deal=(2, 0)))
    assert options(sure(found)) == ["o2"]


def test_packages_worth_the_same_are_counted() -> None:
    (split,) = sure(winset.leverage(case([(4, 4), (4, 4), (1, 5)]))).splits
    assert split.count == 2


def test_the_asking_party_comes_first() -> None:
    made = case([(2, 6)], patience=("0.9", "0.8"))
    north, south = winset.leverage(made), winset.leverage(made, party="south")
    assert [side.party for side in south.sides] == ["south", "north"]
    assert sure(south).gains == (sure(north).gains[1], sure(north).gains[0])


def test_without_two_leads_with_points_only_ratification_is_told() -> None:
    found = winset.leverage(winset.load("japan-russia"), party="japan", where="with_islands")
    assert (found.sides, found.views, found.bargainers) == ((), (), ())
    assert {row.party for row in found.lacking} >= {"japan", "russia"}
    assert found.verdict is winset.blockers(winset.load("japan-russia"), where="with_islands").verdict
    assert found.records() == []


def test_of_six_leads_two_are_named() -> None:
    harbour = winset.load("harbour")
    assert winset.leverage(harbour).sides == ()
    assert len(winset.leverage(harbour).bargainers) == 6
    found = winset.leverage(harbour, party="port", against="province")
    assert [side.party for side in found.sides] == ["port", "province"]
    nobody = winset.leverage(harbour, party="round_table", against="province")
    assert nobody.sides == ()


def test_what_is_asked_is_checked() -> None:
    made = case([(2, 6)])
    with pytest.raises(winset.CaseError) as caught:
        winset.leverage(made, against="nort", outside={"sout": 1})
    assert len(caught.value.problems) == 2
    with pytest.raises(winset.CaseError, match="`north` does not bargain with itself"):
        winset.leverage(made, party="north", against="north")
    with pytest.raises(winset.CaseError, match="`ally` does not bargain here"):
        winset.leverage(case([(2, 6)], {"ally.court": "y"}), outside={"ally": 3})
    with pytest.raises(winset.CaseError, match="there is no pattern `much`"):
        winset.leverage(made, outside={"north": "much"})


def test_the_gains_are_those_of_the_splits() -> None:
    found = winset.leverage(case([(4, 5), (6, 3)], patience=("0.9", "0.8")))
    assert gains(sure(found)) == {pair(6, 3)}
    assert [row["package"] for row in found.records() if row["now"] and row["over"] == "sure"] == ["deal=o2"]
