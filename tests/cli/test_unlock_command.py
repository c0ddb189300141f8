"""`winset unlock` from the command line."""

import json
from pathlib import Path

from calling import Call

PANAMA = ("unlock", "panama-1978", "--variant", "treaties_as_signed", "--variant", "bakers_word")


def test_it_answers_in_a_sentence(call: Call) -> None:
    found = call(*PANAMA)
    assert found.exit_code == 0
    assert found.stdout.split("\n\n")[0].replace("\n", " ").startswith("“The leaders table amendments")


def test_it_answers_for_a_program(call: Call) -> None:
    data = json.loads(call(*PANAMA, "--json").stdout)
    assert data["kind"] == "unlock"
    assert [row["levers"] for row in data["unlocks"]] == [["leadership_amendments"]]


def test_it_writes_a_page_and_a_sheet(call: Call, tmp_path: Path) -> None:
    for name in ("answer.html", "answer.csv"):
        assert call(*PANAMA, "-o", str(tmp_path / name)).exit_code == 0
        assert "leaders" in (tmp_path / name).read_text("utf-8") or "leadership" in (tmp_path / name).read_text("utf-8")


def test_a_budget_without_a_party_and_one_that_is_no_number_are_problems(call: Call) -> None:
    assert call("unlock", "harbour", "--budget", "4").exit_code == 2
    found = call("unlock", "japan-russia", "--for", "japan", "--budget", "a lot")
    assert found.exit_code == 2
    assert "`a lot` is no budget" in found.stderr


def test_all_that_is_wrong_with_a_question_is_told(call: Call) -> None:
    found = call("unlock", "harbour", "--for", "nobody", "--where", "pier=long")
    assert found.exit_code == 2
    assert "nobody" in found.stderr
    assert "pier" in found.stderr


def test_more_ways_than_are_tried_are_an_answer_and_not_an_error(call: Call, tmp_path: Path) -> None:
    # Any ten of twenty levers win the ten votes that lack.
    swing = "{ratifier: side.house, from: hawks, to: doves, votes: 1}"
    levers = "\n".join(f"  win_{at}: {{by: side, effects: {{o: {{swing: {swing}}}}}}}" for at in range(20))
    case = f"""
winset: 1
title: Many levers
as_of: 2024-05-01
issues: {{pact: {{options: [none, signed]}}}}
status_quo: {{pact: none}}
parties:
  side:
    ratifiers:
      house:
        members: 100
        rule: {{at_least: 60}}
        blocs: {{doves: {{votes: 50, otherwise: accepts}}, hawks: {{votes: rest, otherwise: refuses}}}}
levers:
{levers}
"""
    file = tmp_path / "many.yaml"
    file.write_text(case, encoding="utf-8")
    found = call("unlock", str(file))
    assert found.exit_code == 0
    assert "not all sets of levers were tried" in found.stdout.replace("\n", " ")
    data = json.loads(call("unlock", str(file), "--json").stdout)
    assert data["about"]["exact"] is False
    assert [search["complete"] for search in data["searches"]] == [False, False]
