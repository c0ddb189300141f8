"""`winset score` from the command line."""

import csv
import json
from pathlib import Path

import pytest

from calling import Call

CASE = """
winset: 1
title: A ceasefire
as_of: 2024-05-01
issues:
  truce: {options: {none: None, signed: Signed}}
status_quo: {truce: none}
deal: {truce: signed}
parties:
  side:
    ratifiers:
      house:
        name: The house
        rule: {more_than: 1/2, of: cast, why: w}
        blocs:
          doves: {votes: 12, why: w, accepts: {a: {when: {truce: signed}, why: w}}}
          hawks: {votes: 8, why: w, refuses: {a: {when: {truce: signed}, why: w}}}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "valley").mkdir()
    (tmp_path / "valley" / "case.yaml").write_text(CASE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def happened(here: Path, text: str) -> None:
    (here / "valley" / "outcome.yaml").write_text(text)


def test_the_bundled_cases_are_scored_by_default(call: Call) -> None:
    found = call("score")
    assert found.exit_code == 0
    assert found.stdout.startswith("Of 5 cases the verdict was right in 2, left 2 open and was wrong in 1;")
    assert "n = 5 is too few" in " ".join(found.stdout.split())


def test_a_folder_of_ones_own(call: Call, here: Path) -> None:
    """By hand: 12 of 20 carry it, so ratified; the house stopped it, with 9 votes for it where the case allows 12 only.
    A verdict of ratified stands for 2/3: ln 1/3 and 4/9."""
    happened(here, "outcome: {ratified: no, blocked: [side.house], vote: {of: side.house, ayes: 9, noes: 11}}\n")
    data = json.loads(call("score", "valley", "--json").stdout)
    assert data["kind"] == "score"
    [row] = data["cases"]
    assert (row["verdict"], row["matches"], row["blockers_match"]) == ("ratified", False, False)
    assert row["log_score"] == pytest.approx(-1.0986, abs=1e-4)
    assert row["brier"] == pytest.approx(4 / 9)
    [vote] = row["votes"]
    assert (vote["recorded"], vote["least"], vote["most"], vote["covered"]) == (9, 12, 12, False)
    assert "the house (Side), 9 and not 12" in " ".join(call("score", "valley").stdout.split())


def test_it_writes_a_sheet_with_a_row_for_each_case(call: Call, here: Path) -> None:
    happened(here, "outcome: {ratified: yes}\n")
    assert call("score", "valley", "jcpoa-2015", "-o", "scores.csv").exit_code == 0
    with (here / "scores.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["case"] for row in rows] == ["valley", "jcpoa-2015"]
    assert [row["matches"] for row in rows] == ["True", "True"]


def test_problems_are_told_with_their_places_and_no_trace(call: Call, here: Path) -> None:
    happened(here, "outcome:\n  ratified: no\n  vote: {of: side.hose, ayes: 9}\n")
    found = call("score", "valley")
    assert found.exit_code == 2
    assert "outcome.yaml:3:14: the case has no ratifier `side.hose`; did you mean `side.house`?" in found.stderr
    assert "Traceback" not in found.output


def test_a_case_without_an_outcome_is_a_problem(call: Call, here: Path) -> None:
    found = call("score", "valley", "harbour")
    assert found.exit_code == 2
    assert "there is no `outcome.yaml` beside the case `valley`; write what happened there" in found.stderr
    assert "beside the case `harbour`" in found.stderr


def test_at_a_level_the_outcome_is_found_all_the_same(call: Call) -> None:
    assert call("score", "panama-1978", "--redact", "open").stdout.startswith("The verdict left it open")


def test_a_redacted_case_of_another_folder_says_what_to_do(call: Call, here: Path) -> None:
    """A redacted case keeps no folders, so the file beside it is not found from elsewhere."""
    happened(here, "outcome: {ratified: yes}\n")
    assert call("score", "valley", "--redact", "open").exit_code == 0
    (here / "elsewhere").mkdir()
    (here / "valley").rename(here / "elsewhere" / "valley")
    found = call("score", "elsewhere/valley", "--redact", "open")
    assert found.exit_code == 2
    assert "a redacted case is looked for in this folder only" in found.stderr


def test_a_case_named_twice_counts_once(call: Call) -> None:
    data = json.loads(call("score", "jcpoa-2015", "jcpoa-2015", "--json").stdout)
    assert data["means"]["n"] == 1
