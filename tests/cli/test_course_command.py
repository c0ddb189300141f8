"""`winset course` and `winset goals`: what they take, what they print, and what they say of faults."""

import json
from pathlib import Path

import pytest

from calling import Call

CASE = """\
winset: 1
title: A window
as_of: 2024-01-01
effort: months
issues:
  treaty: {options: {none: None, signed: Signed}}
status_quo: {treaty: none}
conditions:
  mood: {ordered: true, options: {hostile: Hostile, calm: Calm}, now: hostile}
parties:
  north: {lead: cabinet, ratifiers: {cabinet: {otherwise: accepts}}}
  south:
    lead: king
    ratifiers:
      king: {refuses: {proud: {when: {treaty: signed, mood: hostile}, why: assumed}}, otherwise: accepts}
levers:
  visit: {name: Visit the king, by: north, cost: 2, requires: {mood: hostile}, effects: {calms: {set: {mood: calm}}}}
goals:
  peace: {name: Peace, points: {treaty: {signed: 1}}, attention: {low: 0, likely: 0.1, high: 0.2, why: assumed}}
course:
  for: north
  period: a year
  horizon: [4]
  propose: {treaty: {name: Put the treaty, package: {treaty: signed}, cost: 1, why: assumed}}
  named: {nothing: {only: []}, never: {name: Never a treaty, never: [treaty]}}
  persons: {mild: {name: A mild king, set: {mood: calm}}}
"""


@pytest.fixture
def window(tmp_path: Path) -> str:
    path = tmp_path / "window.yaml"
    path.write_text(CASE)
    return str(path)


def test_the_answer_leads(window: str, call: Call) -> None:
    found = call("course", window)
    assert found.exit_code == 0, found.output
    text = " ".join(found.stdout.split())
    # Visit, put, and two years of 1 point each, for 3 months.
    assert text.startswith("For “Peace”, “Visit the king” comes first: the best course gains 2 points")
    assert "for an effort of 3 (months); by structure" in text
    assert "every course to one uses “Visit the king”" in text


def test_the_price_at_which_it_turns(window: str, call: Call) -> None:
    data = json.loads(call("course", window, "--json").stdout)
    stretch, nothing = data["prices"][0]
    assert stretch["high"] == nothing["low"] == pytest.approx(2 / 3)
    assert nothing["uses"] == []


def test_persons_and_ranges(window: str, call: Call) -> None:
    data = json.loads(call("course", window, "--persons", "--ranges", "--json").stdout)
    (person,) = data["persons"]
    # With a mild king the treaty is put at once: three years of 1 point, half as much again.
    assert person["gains"] == [3, 3]
    assert person["lost"] == [pytest.approx(-0.5)] * 2
    assert [row["path"] for row in data["ranges"]] == ["goals.peace.attention"]
    assert data["ranges"][0]["held"]


def test_as_if_a_condition_had_another_level(window: str, call: Call) -> None:
    data = json.loads(call("course", window, "--if", "mood=calm", "--json").stdout)
    assert {row["first"]["id"] for row in data["looked"]} == {"treaty"}


def test_only_deals_asked_about_are_put(window: str, call: Call) -> None:
    data = json.loads(call("course", window, "--where", "treaty=none", "--json").stdout)
    assert (data["reach"]["proposals"], data["reach"]["possible"]) == (False, False)
    assert {row["first"]["id"] for row in data["looked"]} == {"wait"}


def test_pages_and_tables(window: str, tmp_path: Path, call: Call) -> None:
    for command in ("course", "goals"):
        for suffix in ("html", "csv", "txt", "json"):
            target = tmp_path / f"{command}.{suffix}"
            assert call(command, window, "-o", str(target)).exit_code == 0
            assert target.stat().st_size > 100
    header, *rows = (tmp_path / "course.csv").read_text().splitlines()
    assert header == "course,lent,gain,effort,net"
    assert len(rows) == 2 * 3


def test_a_case_without_the_sections_says_what_to_write(call: Call) -> None:
    for command in ("course", "goals"):
        found = call(command, "harbour")
        assert found.exit_code == 0
        assert "the case has no section `course`" in " ".join(found.stdout.split())


def test_faults_are_told_without_a_traceback(window: str, call: Call) -> None:
    found = call("course", window, "--goal", "pece")
    assert found.exit_code == 2
    assert "there is no goal `pece`; did you mean `peace`?" in found.stderr
    found = call("goals", window, "--if", "mod=calm")
    assert found.exit_code == 2
    assert "`mood`" in found.stderr
