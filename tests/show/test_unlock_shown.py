"""How an `unlock` answer reads: results written by hand, so that nothing here depends on an engine."""

from fractions import Fraction
from typing import Any

import made
import pytest

import winset
from winset.model.result import Input, PackageRecord, Quotation, Verdict
from winset.settlement.records import ConflictSet
from winset.settlement.unlock_records import (
    Binding,
    BudgetStep,
    Chance,
    Cost,
    LeverAlone,
    Opinion,
    Pull,
    Step,
    Three,
    Unlock,
    UnlockResult,
)
from winset.show.sentences import explain, sentence
from winset.show.tables import tables
from winset.show.terminal import terminal

HOSTILE = "<script>alert(1)</script>\x1b[31m"
SURVEY = Quotation("survey", "Survey of the spring", "2018-11-30", "for 17", verbatim=False)


def three(*numbers: int) -> Three:
    low, likely, high = (Fraction(number) for number in numbers)
    return low, likely, high


TENTHS: Three = Fraction(1, 10), Fraction(3, 10), Fraction(1, 2)
CERTAIN = Chance(three(1, 1, 1), three(1, 1, 1), three(1, 1, 1), (), ())


def step(lever: str = "amend", **changes: Any) -> Step:
    fields: dict[str, Any] = {
        "lever": lever,
        "name": f"Leaders {lever}",
        "by": "us",
        "draws": (),
        "lifts": (made.SENATE,),
        "turns": (),
        "puts": False,
        "without": Verdict.REFUSED,
    }
    return Step(**{**fields, **changes})


def unlocked(*steps: Step, **changes: Any) -> Unlock:
    fields: dict[str, Any] = {
        "levers": tuple(each.lever for each in steps),
        "sure": True,
        "steps": steps,
        "costs": (Cost("us", three(2, 3, 6), ()),),
        "chance": CERTAIN,
        "undominated": True,
        "opens": 2,
        "example": PackageRecord(1, (("text", "october"),)),
    }
    return Unlock(**{**fields, **changes})


def result(*unlocks: Unlock, **changes: Any) -> UnlockResult:
    fields: dict[str, Any] = {
        "about": made.about(inputs=(Input("levers.amend.effects.tabled", "sets text", "cited", None, (made.TIME,)),)),
        "verdict": Verdict.REFUSED,
        "sure": 0,
        "possible": 0,
        "effort": "months",
        "unlocks": unlocks,
        "alone": (),
        "opinions": (),
        "bindings": (),
        "conflicts": (),
        "nearest": (),
        "nearest_count": 0,
        "budgets": (),
    }
    return UnlockResult(**{**fields, **changes})


def test_the_sentence_names_the_cheapest_with_its_levers_its_ratifier_its_cost_and_its_source() -> None:
    assert sentence(result(unlocked(step()))) == (
        "“Leaders amend”, at 3 months for United States, wins the Senate (United States): a deal is then ratified "
        "(“Opening the Great Canal Debate”, 20 February 1978)."
    )


def test_several_levers_do_it_together_and_what_is_possible_is_not_called_sure() -> None:
    said = sentence(result(unlocked(step(), step("soften", lifts=()), sure=False, costs=())))
    assert said.startswith("“Leaders amend” and “Leaders soften” together lift the no of the Senate (United States): ")
    assert "possible, not sure" in said
    assert "assumed, no source" in said  # of the second lever


def test_the_price_of_other_parties_is_left_out_where_one_is_asked_for() -> None:
    costs = (Cost("us", three(2, 3, 6), ()), Cost("panama", three(1, 1, 1), ()))
    answer = result(unlocked(step(), costs=costs), about=made.about(party="panama"))
    assert ", at 1 months for Panama, " in sentence(answer)


def test_nothing_is_needed_where_a_deal_is_there() -> None:
    assert (
        sentence(result(unlocked(costs=()), sure=2)) == "No lever is needed: 2 deals of 8 are ratified as things stand."
    )
    said = sentence(result(unlocked(costs=(), sure=False), possible=3))
    assert said.startswith("No lever is needed for a possible deal (3 of 8, such as “The text: October”)")


def test_a_way_that_costs_more_than_the_budget_is_named_with_its_price() -> None:
    answer = result(unlocked(step()), about=made.about(party="us"), budget=Fraction(2))
    assert sentence(answer).startswith(
        "Not within a budget of 2: the cheapest way for United States, “Leaders amend”, "
    )
    assert "takes 3 months" in sentence(answer)


BINDING = Binding("talk", "Talk", "points", Fraction(10), Fraction(21), True, (SURVEY,))


def test_impossible_within_bounds_names_the_bound() -> None:
    assert sentence(result(bindings=(BINDING,))) == (
        "Impossible within bounds: a deal would be sure if “Talk” moved 21 points, and it moves 10 at most "
        "(“Survey of the spring”, 30 November 2018)."
    )


OPINION = Opinion(
    made.GOVERNMENT,
    Fraction(21),
    (Fraction(0), Fraction(29)),
    Fraction(20),
    (
        Pull("talk", "Talk", Fraction(10), Fraction(10), None, (SURVEY,)),
        Pull("trade", "Trade", Fraction(10), None, None, ()),
    ),
)


def test_impossible_for_want_of_opinion_names_the_points_and_the_record() -> None:
    said = sentence(result(opinions=(OPINION,)))
    assert said.startswith("Impossible within bounds: the government (Panama) lacks 21 points of opinion; ")
    assert "all levers together 20" in said


def test_impossible_otherwise_names_who_accepts_no_common_deal() -> None:
    groups = (ConflictSet((made.SENATE,), True), ConflictSet((made.SENATE, made.GOVERNMENT), True))
    said = sentence(result(conflicts=groups))
    assert "the Senate (United States) refuses all" in said
    assert "the Senate (United States) and the government (Panama) accept no common deal" in said


def test_where_nothing_can_be_put_there_is_nothing_to_unlock() -> None:
    said = sentence(result(conflicts=(ConflictSet((), True),)))
    assert said.startswith("There is nothing to unlock")


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (CERTAIN, "Nothing in it is left to chance"),
        (Chance(None, None, None, (), ("levers.talk.effects.o",)), "no chance is given for `levers.talk.effects.o`"),
        (
            Chance(TENTHS, TENTHS, TENTHS, ("levers.a.effects.o",), ()),
            "Chance that it works: 30 % (10 % to 50 %)",
        ),
        (
            Chance((Fraction(1, 4),) * 3, (Fraction(1, 2),) * 3, three(0, 0, 0), ("a", "b"), ()),
            "25 % if nothing hangs together, 50 % if all hangs together, and at the least nothing",
        ),
    ],
)
def test_chances_are_read_in_three_ways_or_said_to_be_missing(chance: Chance, words: str) -> None:
    assert any(words in said for said in explain(result(unlocked(step(), chance=chance))))


def everything(name: str = "Talk") -> UnlockResult:
    return result(
        unlocked(
            step(name=name, turns=((made.GOVERNMENT, 2),), draws=("`o` happens",)), step("b", puts=True, lifts=())
        ),
        unlocked(step("c"), sure=False, undominated=None, costs=(Cost("us", three(0, 0, 0), ("c",)),)),
        about=made.about(party="us"),
        alone=(LeverAlone("amend", name, "us", True, 8, 1, 2, ((made.SENATE, 3),)),),
        opinions=(OPINION,),
        bindings=(BINDING,),
        budgets=(
            BudgetStep(Fraction(0), (), "points", None, 0, None),
            BudgetStep(Fraction(3), ("amend",), "points", Fraction(5), 2, PackageRecord(1, (("text", "october"),))),
        ),
    )


def test_every_table_is_there_and_costs_are_never_added_up() -> None:
    shown = {table.id: table for table in tables(everything())}
    assert list(shown) == ["unlocks", "steps", "levers", "opinion", "bounds", "budgets", "inputs"]
    assert [row[2] for row in shown["unlocks"].rows] == ["United States 3 (2 to 6)", "United States: not given for `c`"]
    assert [row[3] for row in shown["unlocks"].rows] == ["yes", "cannot be compared"]
    assert [row[4] for row in shown["steps"].rows] == [
        "the Senate (United States)",
        "the deal could not be put",
        "the Senate (United States)",
    ]
    assert shown["steps"].rows[0][5] == "the government (Panama) (2 deals)"
    assert [row[2] for row in shown["budgets"].rows] == ["-", "5"]
    assert len(explain(everything())) <= 8


def test_nothing_of_a_case_is_shown_as_it_is_written() -> None:
    import io

    assert winset.UnlockResult is UnlockResult  # a notebook has the public name, and results their renderer by it
    answer = everything(HOSTILE)
    out = io.StringIO()
    terminal(answer, out, 80)
    assert "\x1b" not in out.getvalue()
    assert "<script>" not in answer._repr_html_()
