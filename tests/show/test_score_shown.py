"""What `score` says in words and tables, on results written by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

import winset
from winset.calibration.chance import Chance
from winset.calibration.records import Guess, Scored, ScoreResult, Voted
from winset.calibration.score import means
from winset.calibration.scores import brier_score, log_score
from winset.model.result import About, Verdict
from winset.show import explain, html, sentence, tables
from winset.show.score_words import points

NAMES = (("parties.us", "United States"), ("parties.us.senate", "The Senate"))
HALF, SURE = Fraction(1, 2), Fraction(2, 3)
VOTE = Voted(
    "us.senate", "", "1978-04-18", "votes", Fraction(68), Fraction(61), Fraction(67), "whatever is open", False
)
POLLED = Voted(
    "us.people.north", "The north", "", "per cent", Fraction(711, 10), Fraction(635, 10), Fraction(772, 10), "", True
)
UNREAD = Voted("us.voters", "", "", "per cent", Fraction(94), None, None, "the case has no such number", None)
ABOUT = About("all", "All", date(2020, 1, 1), "", (), (), "", None, 1, 1, False, (), "enumeration", False, "0")


def guess(says: bool, happened: bool) -> Guess:
    chance = SURE if says else 1 - SURE
    id_ = "always_deal" if says else "no_deal"
    return Guess(id_, says, chance, log_score(chance, happened=happened), brier_score(chance, happened=happened))


def row(name: str, verdict: Verdict, chance: Chance, *, happened: bool = True, was_put: bool = True) -> Scored:
    guesses = (guess(True, happened), guess(False, happened))
    day = date(2000, 1, 1)
    return Scored(name, name, day, verdict, was_put, happened, chance, guesses=guesses, names=NAMES, hindsight=True)


def result(*rows: Scored) -> ScoreResult:
    return ScoreResult(ABOUT, 2000, 1, rows, means(rows))


OPEN = replace(row("canal", Verdict.OPEN, Chance(1 - SURE, SURE, "the verdict alone")), votes=(VOTE, POLLED, UNREAD))
RIGHT = row("pact", Verdict.RATIFIED, Chance(SURE, SURE, "2000 draws"))
WRONG = replace(
    row("trade", Verdict.REFUSED, Chance(1 - SURE, 1 - SURE, "the verdict alone"), was_put=False),
    blocks=("us.senate",),
    blocked=(),
)


@pytest.fixture(autouse=True)
def shown() -> None:
    assert callable(winset.score)  # a public name gives results their renderer


def test_the_sentence_leads_with_the_verdicts_and_says_that_a_guess_does_better() -> None:
    """By hand: ln 1/2, ln 2/3 and ln 1/3 have the mean -0.73; always a deal has ln 2/3 = -0.41."""
    assert sentence(result(OPEN, RIGHT, WRONG)) == (
        "Of 3 cases the verdict was right in 1, left 1 open and was wrong in 1; the mean log score is -0.73, and the "
        "guess “always a deal” does better (-0.41)."
    )


def test_a_single_case_has_no_mean() -> None:
    assert sentence(result(OPEN)).startswith("The verdict left it open; the log score is -0.69, and the guess ")
    assert sentence(result(WRONG)).startswith("The verdict was wrong; the log score is -1.10")


def test_a_guess_that_does_worse_or_as_well_is_called_so() -> None:
    assert "“always a deal” does as well (-0.41)" in sentence(result(RIGHT))
    better = row("sure", Verdict.RATIFIED, Chance(Fraction(9, 10), Fraction(9, 10), "2000 draws"))
    assert "“always a deal” does worse (-0.41)" in sentence(result(better))


def test_it_says_how_little_it_proves() -> None:
    told = "\n".join(explain(result(OPEN, RIGHT, WRONG)))
    assert "all 3 deals were ratified" in told
    assert "3 cases were written by people who knew how it ended" in told
    assert "n = 3 is too few" in told


def test_it_names_what_was_wrong_and_which_votes_lie_outside() -> None:
    told = "\n".join(explain(result(OPEN, RIGHT, WRONG)))
    assert "Wrong: trade (refused, every deal on the table; the text that came into being was not among them)." in told
    assert (
        "1 of 2 recorded votes lie between the ends that the cases give; outside: the Senate (United States), 68"
        in told
    )
    assert "68 and not 61 to 67" in told
    assert "Who stopped the deal, or that nobody did, is right in 0 of 1." in told
    assert "from draws in 1 case" in told
    assert "from the verdict alone in 2" in told


def test_deals_that_failed_are_said_to_have_failed() -> None:
    rows = [row(name, Verdict.REFUSED, Chance(HALF, HALF, "made"), happened=False) for name in ("one", "two")]
    assert "all 2 deals failed" in "\n".join(explain(result(*rows)))


def test_the_tables() -> None:
    found = {table.id: table for table in tables(result(OPEN, RIGHT, WRONG))}
    assert list(found) == ["cases", "guesses", "votes", "blockers"]
    assert found["cases"].rows == (
        ("canal", "open", "ratified", "open", "50 %", "-0.69", "0.25"),
        ("pact", "ratified", "ratified", "yes", "67 %", "-0.41", "0.11"),
        ("trade", "refused*", "ratified", "no", "33 %", "-1.10", "0.44"),
    )
    assert found["cases"].note.startswith("* The text that came into being was not")
    assert found["guesses"].rows[0] == ("Always a deal", "3", "-0.41", "0.11", "-0.73", "0.27")
    assert found["votes"].rows == (
        ("canal", "The Senate (United States)", "68", "61 to 67", "no"),
        ("canal", "The north", "71.1 %", "63.5 to 77.2 %", "yes"),
    )
    assert "because the case has no such number" in found["votes"].note
    assert found["blockers"].rows == (("trade", "The Senate (United States)", "nobody", "no"),)


def test_tables_without_rows_are_left_out() -> None:
    assert [table.id for table in tables(result(RIGHT))] == ["cases", "guesses"]


@pytest.mark.parametrize(("score", "text"), [(-0.0004, "0.00"), (-0.006, "-0.01"), (Fraction(1, 9), "0.11")])
def test_scores_have_two_decimals_and_no_minus_nothing(score: float | Fraction, text: str) -> None:
    assert points(score) == text


def test_hostile_words_are_shown_and_not_obeyed() -> None:
    bad = replace(POLLED, name="<b>\u202eeast\x1b[31m")
    page = html(result(replace(OPEN, case="<i>", votes=(bad,))))
    assert "<i>" not in page
    assert "<b>" not in page
    assert "\u202e" not in page
    assert "\x1b" not in page
