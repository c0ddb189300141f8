"""What is said of a course in which open answers matter: which reading it is said for."""

from dataclasses import replace
from pathlib import Path

import pytest

import winset
from winset.case.load import Case
from winset.course.course_records import Doable
from winset.doubt.course_records import Share, StepShare
from winset.model.result import Result
from winset.show.amounts import borders, points
from winset.show.sentences import explain, sentence
from winset.show.tables import tables

# Put at once, the treaty is signed with the chance lent to the king's open answer, and brings 5 points in the second
# and the third year: p * 5 * (0.9 + 0.81) = 8.55 p, for an effort of 1. After a feast he says yes, and it brings 5
# points in the third year: 4.05, for an effort of 1 + 0.9. At 1 point a unit, the feast is net 2.15; the treaty at once
# is 0.71 with p = 0.2 and 5.84 with p = 0.8.
HALF_KNOWN = """
winset: 1
title: A strait, half known
as_of: 2020-10-31
issues:
  treaty: {options: [none, signed]}
status_quo: {treaty: none}
deal: {treaty: signed}
conditions:
  mood: {options: [calm, warm], now: calm}
parties:
  north: {lead: cabinet, ratifiers: {cabinet: {otherwise: accepts}}}
  south: {lead: king, ratifiers: {king: {accepts: {warm: {when: {mood: warm}}}}}}
levers:
  host_feast: {by: north, cost: 1, effects: {warms: {set: {mood: warm}}}}
goals:
  own: {points: {treaty: {signed: 5}}, attention: 1}
course:
  for: north
  period: a year
  discount: 0.9
  horizon: [3]
  open_counts: {low: 0.2, high: 0.8}
  propose:
    deal: {package: {treaty: signed}, cost: 1}
  named:
    bold: {never: [host_feast]}
    kind: {before: {deal: host_feast}}
"""


@pytest.fixture(scope="module")
def half_known() -> Case:
    return winset.parse(HALF_KNOWN)


def test_a_first_step_that_hangs_on_open_answers_says_how_they_count(half_known: Case) -> None:
    said = sentence(winset.course(half_known))
    assert "“Host feast” first where open answers count as yes with 20 %, and “Deal” where they count as yes" in said
    assert "count as yes with 80 %; the best course gains 4.05 to 6.84 points" in said
    assert "count as no" not in said


def test_what_holds_in_one_reading_only_is_said_of_that_reading(half_known: Case) -> None:
    said = explain(winset.course(half_known))
    assert [text for text in said if "Bold" in text] == [
        "Where open answers count as yes with 80 %, of named courses, “Bold” is as good as the best; “Kind” is worth "
        "3.69 points less."
    ]
    (turns,) = [text for text in said if "for a unit of effort elsewhere" in text]
    assert turns.startswith("Where open answers count as yes with 80 %, at 1 point for a unit of effort elsewhere, ")


def test_what_holds_in_every_reading_is_said_of_none() -> None:
    """A king who says yes whatever the mood leaves nothing open."""
    known = HALF_KNOWN.replace("king: {accepts: {warm: {when: {mood: warm}}}}", "king: {otherwise: accepts}")
    said = " ".join(explain(winset.course(winset.parse(known))))
    assert "Of named courses, “Bold” is as good as the best" in said
    assert "open answers" not in said


def test_goals_say_how_open_answers_count_where_effort_no_longer_pays(half_known: Case) -> None:
    """The treaty at once, with p = 0.8, is worth an effort of 1 up to 6.84; with p = 0.2 the feast up to 4.05 / 1.9."""
    said = " ".join(explain(winset.goals(half_known)))
    assert "brings 2.13 points elsewhere where open answers count as yes with 20 %" in said
    assert "where they count as yes with 80 %, nothing is worth doing once a unit of effort brings 6.84 points" in said


def test_weights_say_which_reading_they_are_for(half_known: Case) -> None:
    """The second goal is served by the feast alone: so from some weight on the treaty at once, or never."""
    said = explain(winset.goals(winset.parse(case_with_kindness(HALF_KNOWN))))
    (weight,) = [text for text in said if "against" in text]
    assert weight.startswith("Where open answers count as yes with 80 %, by the weight of “Own” against “Kindness”: ")


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "1 point"), (0, "0 points"), (1e-9, "next to nothing"), (-1, "-1 points"), (2.5, "2.5 points")],
)
def test_points_are_said_with_their_unit_but_for_next_to_nothing(value: float, said: str) -> None:
    assert points(value) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((0, 0.5, 1), ["0", "0.5", "1"]),
        ((0, 0.99712, 0.99746, 1), ["0", "0.9971", "0.9975", "1"]),
        ((0, 0.00001, 0.00002, 250_000), ["0", "1e-05", "2e-05", "250\u202f000"]),
        ((2, 2), ["2", "2"]),
    ],
)
def test_borders_have_the_figures_that_tell_them_apart(values: tuple[float, ...], said: list[str]) -> None:
    assert borders(values) == said


def rows_of(result: Result, id_: str) -> list[tuple[str, ...]]:
    (found,) = [table for table in tables(result) if table.id == id_]
    return list(found.rows)


def test_tables_call_courses_and_deeds_by_their_names() -> None:
    """A feast that costs and changes nothing is dominated by doing nothing, which is here called Rest."""
    text = HALF_KNOWN.replace("bold: {never: [host_feast]}", "rest: {name: Rest a while, only: []}").replace(
        "kind: {before: {deal: host_feast}}", "fuss: {only: [host_feast], try: [{when: {mood: calm}, do: host_feast}]}"
    )
    case = winset.parse(text.replace("{by: north,", "{name: Give a feast, by: north,"))
    courses = {row[0]: row[-1] for row in rows_of(winset.course(case), "courses")}
    assert courses["Fuss"] == "“Rest a while”"
    both = winset.parse(case_with_kindness(text.replace("{by: north,", "{name: Give a feast, by: north,")))
    uses = {
        word for row in rows_of(winset.goals(both), "weights") for word in row[4].replace(" and ", ", ").split(", ")
    }
    assert uses == {"“Deal”", "“Give a feast”"}


def case_with_kindness(text: str) -> str:
    """With a second goal that the feast alone serves."""
    return text.replace("\ncourse:", "\n  kindness: {points: {mood: {warm: 1}}, attention: 0}\ncourse:")


def test_how_sure_it_is_is_told_with_the_same_names(half_known: Case) -> None:
    found = winset.doubt_course(half_known, draws=20)
    said = " ".join((sentence(found), *explain(found)))
    assert said.startswith("For “Own”: ")
    assert "“Host feast” comes first" in said
    assert {row[0] for row in rows_of(found, "courses")} == {"Bold", "Kind"}
    assert {row[1] for row in rows_of(found, "gains")} == {"Gain, points", "Effort"}  # the case gives no unit


def test_a_step_that_is_first_in_no_draw_gives_way_to_waiting_in_words(half_known: Case) -> None:
    found = winset.doubt_course(half_known, draws=20)
    steps = (StepShare(Doable("wait", "wait", "Wait"), Share(1.0, 0.8, 1.0)),)
    waiting = replace(found, readings=tuple(replace(reading, steps=steps) for reading in found.readings[:1]))
    assert sentence(waiting) == (
        "For “Own”, that “Host feast” comes first, as the case is stated, holds in no draw; to wait comes first most "
        "often."
    )


def test_waiting_that_is_worth_the_same_is_said_to_be() -> None:
    """Where later points count for nothing, what costs nothing is as good as waiting."""
    text = (Path(__file__).parents[1] / "case" / "data" / "course.yaml").read_text(encoding="utf-8")
    said = " ".join(explain(winset.course(winset.parse(text.replace("discount: 0.9", "discount: 0")))))
    assert "To wait now is worth as much as “Ask again” at once." in said
