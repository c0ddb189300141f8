"""Outcome files: the bundled ones say what their READMEs say, and faulty ones are refused with places."""

from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from winset.calibration.outcome import Outcome, read_outcome
from winset.case.problems import CaseError


def bundled(name: str) -> Outcome:
    with as_file(files("winset.cases") / name / "outcome.yaml") as path:
        return read_outcome(path)


def refused(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "outcome.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(CaseError) as caught:
        read_outcome(path)
    return [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("name", "heading", "ayes", "noes"),
    [
        ("ceta-2016", "parliaments", 58, 5),  # Wallonia, 28 October 2016
        ("jcpoa-2015", "senate", 58, 42),  # to end the debate, 10 September 2015
        ("panama-1978", "senate", 68, 32),  # both treaties
        ("prespa-2018", "greek_parliament", 153, 146),  # Athens, 25 January 2019
    ],
)
def test_bundled_votes(name: str, heading: str, ayes: int, noes: int) -> None:
    outcome = bundled(name)
    assert outcome.ratified
    first = outcome.happenings[heading][0]
    assert (first.ayes, first.noes) == (Fraction(ayes), Fraction(noes))


def test_bundled_referendums_are_exact() -> None:
    """CAIN: 71.12 per cent in the north on a turnout of 81, 94.39 in the south."""
    north, south = bundled("good-friday-1998").happenings["referendums"]
    assert (north.yes_per_cent, north.turnout_per_cent) == (Fraction(7112, 100), Fraction(81))
    assert south.yes_per_cent == Fraction(9439, 100)


def test_the_text_that_was_ratified() -> None:
    assert bundled("panama-1978").text["reservation"] == "deconcini"
    assert bundled("jcpoa-2015").form == "review_act"


def test_votes_say_whose_they_are_and_which_side_was_for_the_deal() -> None:
    """58 senators voted to end the debate on disapproval; the 42 against that were for the agreement."""
    vote = bundled("jcpoa-2015").happenings["senate"][0]
    assert (vote.of, vote.in_favour, vote.votes_for) == ("united_states.filibuster", "noes", Fraction(42))
    assert bundled("jcpoa-2015").blocked == ()
    assert bundled("jcpoa-2015").hindsight


def test_a_side_is_ayes_or_noes_and_a_ratifier_a_path(tmp_path: Path) -> None:
    text = "outcome:\n  ratified: no\n  blocked: [senate]\n  senate: {of: house, in_favour: both}\n"
    told = refused(tmp_path, text)
    assert [line.split(": ")[0] for line in told] == ["outcome.yaml:3:13", "outcome.yaml:4:16", "outcome.yaml:4:34"]


def test_shares_and_votes_are_read_for_the_side_of_the_deal(tmp_path: Path) -> None:
    """By hand: a vote to stop it, 60 per cent or 12 of 20 for stopping, is 40 per cent and 8 votes for the deal."""
    path = tmp_path / "outcome.yaml"
    path.write_text("outcome: {ratified: no, stop: {in_favour: noes, yes_per_cent: 60, ayes: 12, noes: 8}}\n", "utf-8")
    vote = read_outcome(path).happenings["stop"][0]
    assert (vote.per_cent_for, vote.votes_for) == (Fraction(40), Fraction(8))


def test_all_problems_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    text = "outcome:\n  ratified: perhaps\n  senate:\n    - ayes: many\n      nays: 3\n  also: words\n"
    told = refused(tmp_path, text)
    assert [line.split(": ")[0] for line in told] == [
        "outcome.yaml:2:13",
        "outcome.yaml:4:13",
        "outcome.yaml:5:13",
        "outcome.yaml:6:9",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("outcome: yes\n", "`outcome` is missing, or is no mapping"),
        ("outcome: {text: {treaty: signed}}\n", "`ratified` is missing"),
        ("outcome: {ratified: yes}\nwinset: 1\n", "there is no key `winset` here"),
        ("outcome: {ratified: yes, senate: {cite: [{source: x, url: javascript:alert}]}}\n", "is not a web address"),
        ("outcome: {ratified: yes, blocked: [a.b]}\n", "1:35: a deal that was ratified was blocked by nobody"),
        ("outcome: {ratified: no, hindsight: perhaps}\n", "expected yes or no"),
        ("outcome: {ratified: no, vote: {ayes: -3}}\n", "there are no -3 votes; write how many there were"),
        ("outcome: {ratified: no, vote: {yes_per_cent: 101}}\n", "101 is no share in per cent; write it from 0 to 100"),
        ("outcome: &a {ratified: yes}\n", "names a value for use elsewhere"),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in "\n".join(refused(tmp_path, text))
