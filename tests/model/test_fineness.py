"""Votes and shares that 64 bits cannot add are refused when a case is compiled, whatever is asked.

By hand: a trillion votes, of which 0.123456789 take part, are counted in units of a billionth of a vote (or finer),
which is 10^21 units, past 2^62 = 4.6 * 10^18. Of half of them taking part there are 2 * 10^12 units.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import winset
from winset.cli import main
from winset.model.acceptance.fineness import TooFineError

BLOCS = """
winset: 1
title: Many votes
as_of: 2020-01-01
issues: {treaty: {options: [none, signed]}}
status_quo: {treaty: none}
parties:
  here:
    ratifiers:
      senate:
        members: 1000000000000
        turnout: SHARE
        blocs:
          ayes: {votes: 700000000000, otherwise: accepts}
          noes: {votes: rest, otherwise: refuses}
"""
QUESTIONS: list[Callable[[Any], object]] = [winset.deals, winset.blockers, winset.unlock, winset.flips]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("engine", ["enumeration", "solver"])
def test_every_question_refuses_votes_too_fine_to_add(question: Callable[..., object], engine: str) -> None:
    case = winset.parse(BLOCS.replace("SHARE", "0.123456789"))
    with pytest.raises(TooFineError, match=r"`here\.senate` are too large or too fine.*fewer decimals"):
        question(case, engine=engine)


def test_votes_that_can_be_added_are_counted() -> None:
    """350 thousand million ayes are more than half of the 500 thousand million cast."""
    result = winset.deals(winset.parse(BLOCS.replace("SHARE", "0.5")))
    assert result.verdict.value == "ratified"


def test_a_variant_whose_votes_cannot_be_added_is_said_and_the_rest_is_answered() -> None:
    """With half taking part as written, the variant's billionths are too fine; the ayes still turn at half."""
    text = BLOCS.replace("SHARE", "0.5") + "variants: {fine: {why: w, set: {here.senate.turnout: 0.123456789}}}\n"
    result = winset.flips(winset.parse(text))
    assert "variants.fine" in {row.path for row in result.unsearched}
    assert any(row.path == "here.senate.ayes.votes" for row in result.tripwires)


def test_the_command_says_what_is_too_fine_and_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(BLOCS.replace("SHARE", "0.123456789"), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["winset", "deals", str(path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "here.senate" in " ".join(capsys.readouterr().err.split())
