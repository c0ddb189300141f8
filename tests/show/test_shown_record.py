"""How a record reads and looks: honest about what is counted, nothing unescaped, every number in a table."""

import json
import xml.etree.ElementTree as ET
from io import StringIO

import pytest

import winset
from winset.show import explain, html, tables, terminal
from winset.show.figures.record import MOST, record_figure

HEAD = """
winset: 1
title: Talks
as_of: 2020-12-31
issues: {toll: {options: [none, low]}, road: {options: [shut, free]}}
status_quo: {toll: none, road: shut}
parties:
"""


def case(counts: list[int], extra: str = "", stance: str = "for") -> winset.Case:
    """A case whose parties speak so many times each, once a month."""
    parties = "".join(
        f"  p{at}: {{name: Side {at}, ratifiers: {{r: {{otherwise: accepts}}}}}}\n" for at in range(len(counts))
    )
    said = "".join(
        f"  s{at}_{number}: {{date: 2020-{number + 1:02d}-05, by: p{at}, about: {{toll: low}}, stance: {stance}}}\n"
        for at, count in enumerate(counts)
        for number in range(count)
    )
    return winset.parse(HEAD + parties + (f"statements:\n{said}{extra}" if said or extra else ""))


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ([], "There is no record to read: the case has no statements and no precedents."),
        (
            [3, 1],
            "Side 0 makes 3 of 4 (75 %) of the dated statements in the file, an inequality of 0.25 (0: all equal, ",
        ),
        ([2, 2], "Both sides speak equally often in the dated statements in the file, 4 in all;"),
        ([0, 3], "Only Side 1 speaks: all the dated statements in the file, 3 in all, are its own (inequality 1);"),
        ([2, 2, 0], "Side 0 and Side 1 each make 2 of 4 (50 %) of the dated statements in the file"),
        ([3], "The dated statements in the file are 3, of 1 side: there is nothing to compare;"),
    ],
)
def test_the_sentence(counts: list[int], says: str) -> None:
    found = winset.record(case(counts or [0, 0]))
    assert found.sentence().startswith(says)
    assert found.sentence().count(".") - found.sentence().count("0.") == 1  # one sentence


def test_that_the_file_is_not_all_that_was_said_is_always_told() -> None:
    said = " ".join(explain(winset.record(case([3, 1]))))
    assert "These are shares of the dated statements in the file, 4 in all, and not of all that was said." in said
    assert "By chance alone 4 statements would give an inequality of 0.25." in said
    assert "Nobody speaks of “Road”." in said


def test_silence_is_told() -> None:
    extra = "  q: {date: 2020-05, by: p1, about: {road: free}, silent: yes}\n  u: {date: unknown, by: p0, about: {}}\n"
    said = " ".join(explain(winset.record(case([2, 0], extra))))
    assert "Without a single statement in the file: Side 1." in said
    assert "Asked, and declined to say: Side 1 on “Road”." in said
    assert "One statement of unknown date is counted apart." in said


def test_a_case_without_either_section_has_no_tables_and_no_figure() -> None:
    found = winset.record(case([0, 0]))
    assert (tables(found), record_figure(found), explain(found)) == ((), None, ())
    out = StringIO()
    terminal(found, out)
    assert out.getvalue().strip().startswith("There is no record to read")


def test_the_figure_has_a_mark_for_every_period_in_which_somebody_speaks() -> None:
    extra = "  q: {date: 2020-05, by: p1, about: {road: free}, silent: yes}\n"
    figure = record_figure(winset.record(case([3, 1], extra)))
    assert figure is not None
    root = ET.fromstring(figure.svg)  # noqa: S314 - our own picture
    marks = {mark.get("data-id"): mark for mark in root.iter() if mark.get("data-id")}
    assert set(marks) == {f"record:p0:2020-0{month}" for month in (1, 2, 3)} | {
        "record:p1:2020-01",
        "record:p1:2020-05",
    }
    assert marks["record:p0:2020-02"][0].text == "Side 0, February 2020: 1 for"
    assert marks["record:p1:2020-05"][0].text == "Side 1, May 2020: 1 declined to say"
    assert root.get("aria-labelledby") == "record-title record-desc"
    assert figure.title.startswith("Side 0 makes 3 of 4 (75 %)")
    assert [row[0] for row in figure.table.rows] == [
        "January 2020", "February 2020", "March 2020", "April 2020", "May 2020",
    ]  # fmt: skip
    assert figure.table.rows[4] == ("May 2020", "0", "0 (+1)")


def test_bars_are_as_high_as_their_counts_and_a_stance_has_a_pattern() -> None:
    figure = record_figure(winset.record(case([1, 1], stance="against")))
    assert figure is not None
    root = ET.fromstring(figure.svg)  # noqa: S314
    bars = [
        float(str(box.get("height")))
        for mark in root.iter()
        if mark.get("data-id")
        for box in mark
        if box.get("fill") == "url(#record-contra)"
    ]
    assert len(bars) == 2
    assert len(set(bars)) == 1


def test_many_sides_are_cut_and_the_rest_is_said() -> None:
    figure = record_figure(winset.record(case([1] * (MOST + 2))))
    assert figure is not None
    assert "2 more have fewer or none" in figure.subtitle


HOSTILE = """
statements:
  a: {date: 2020-01-05, by: p0, speaker: "<b>\\u202e", about: {toll: low}, why: "=1+1<script>"}
precedents:
  features: {f: {name: "<i>\\u202e", decisive: yes}}
  present: {f: "<u>here\\u202e"}
  cases: {c: {name: "<s>", outcome: "<q>\\u202e", traits: {f: "[red]there"}}}
"""


def test_nothing_of_a_case_is_shown_unescaped() -> None:
    text = (
        HEAD
        + '  p0: {name: "<em>\\u202e", ratifiers: {r: {otherwise: accepts}}}\n  p1: {ratifiers: {r: {}}}\n'
        + HOSTILE
    )
    found = winset.record(winset.parse(text))
    out = StringIO()
    terminal(found, out)
    shown = html(found)
    assert "\u202e" not in shown + out.getvalue() + found.sentence() + "".join(explain(found))
    for tag in ("<b>", "<i>", "<u>", "<s>", "<q>", "<em>", "<script>"):
        assert tag not in shown
    assert "[red]there" in out.getvalue()


def test_json_has_the_exact_index() -> None:
    data = json.loads(winset.record(case([2, 1, 1])).to_json())
    # Shares 1/2, 1/4, 1/4: H = 3/8; (3/8 - 1/3)/(2/3) = 1/16.
    assert (data["kind"], data["index"], data["chance"]) == ("record", 0.0625, 0.25)
    assert data["voices"][0]["share"] == 0.5
    assert data["topics"][0]["index"] == 0.0625
