"""Bundled cases against what happened, by hand from their READMEs; means in closed form."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from importlib.resources import as_file, files
from math import isclose, log
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import winset
from winset.calibration.chance import Chance
from winset.calibration.outcome import Outcome, read_outcome
from winset.calibration.records import Scored, ScoreResult
from winset.calibration.score import means, score, scored
from winset.case.problems import CaseError
from winset.case.withheld import Withheld
from winset.model.result import Verdict

# From the READMEs. CETA: Wallonia refused what was on offer, and a reworked text can be put only once it is written.
# Iran: 34 senators stood by the agreement. Panama: six senators were undeclared, enough to carry the text. Prespa: 145
# members in Athens are ayes and the other 155 are open. Good Friday: the latest poll decides, at its stated values.
EXPECTED = {
    "ceta-2016": (Verdict.REFUSED, False, False),
    "good-friday-1998": (Verdict.RATIFIED, True, True),
    "jcpoa-2015": (Verdict.RATIFIED, True, True),
    "panama-1978": (Verdict.OPEN, True, None),
    "prespa-2018": (Verdict.OPEN, True, None),
}
NOTHING: Mapping[str, str] = MappingProxyType({})
CHANCES = st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100)


def bundled(name: str) -> Scored:
    with as_file(files("winset.cases") / name / "outcome.yaml") as path:
        return scored(winset.load(name), read_outcome(path))


@pytest.fixture(scope="module")
def everything() -> ScoreResult:
    return score()


@pytest.mark.parametrize("name", EXPECTED)
def test_bundled_cases(name: str) -> None:
    row = bundled(name)
    assert (row.verdict, row.was_put, row.matches) == EXPECTED[name]
    assert row.happened


def test_means_of_the_bundled_cases_by_their_verdicts() -> None:
    """By hand: chances 1/3, 2/3, 2/3, 1/2, 1/2 of what happened; (4 + 1 + 1) / 9 + 2 / 4 = 7/6, over five 7/30."""
    found = means([bundled(name) for name in EXPECTED])
    assert (found.n, found.ratified, found.brier) == (5, 5, Fraction(7, 30))
    assert isclose(found.log_score, (log(1 / 3) + 2 * log(2 / 3) + 2 * log(1 / 2)) / 5)
    # Each end of an open verdict is one of the others: 1/3 five times but for the two ratified, 2/3 but for CETA.
    assert isclose(found.log_ends[0], (3 * log(1 / 3) + 2 * log(2 / 3)) / 5)
    assert isclose(found.log_ends[1], (log(1 / 3) + 4 * log(2 / 3)) / 5)


def test_obvious_guesses_of_the_bundled_cases(everything: ScoreResult) -> None:
    """By hand: always a deal ln 2/3 and 1/9, never one ln 1/3 and 4/9. Head counts of vetoes are in the Senate (Panama,
    63.5 to 29) and in the Sobranie (71 to 0), both carried; a poll of a veto is in Northern Ireland, 60 for.
    """
    found = {each.id: each for each in everything.means.guesses}
    assert {id_: (each.n, each.brier) for id_, each in found.items()} == {
        "always_deal": (5, Fraction(1, 9)),
        "no_deal": (5, Fraction(4, 9)),
        "head_count": (2, Fraction(1, 9)),
        "latest_poll": (1, Fraction(1, 9)),
    }
    assert isclose(found["no_deal"].log_score, log(1 / 3))
    # Panama and Prespa are open: the cases say 1/2 there.
    assert isclose(found["head_count"].of_cases[0], log(1 / 2))


def test_recorded_votes_beside_what_the_cases_say(everything: ScoreResult) -> None:
    """From the READMEs. Panama: 61 sure and 6 open, so 61 to 67, and 68 voted for it. Prespa: 71 of 120 and 145 of 300
    are counted, the rest open. Iran: 34 of 100 declared; 58 voted to end the debate and 42 against that.
    """
    votes = {each.of: each for row in everything.cases for each in row.votes}
    counted = {
        of: (int(each.recorded), int(each.least), int(each.most or 0), each.covered)
        for of, each in votes.items()
        if each.least is not None
    }
    del counted["northern_ireland.electorate"]  # of a poll: see test_bracket.py
    assert counted == {
        "united_states.senate": (68, 61, 67, False),
        "skopje.sobranie": (80, 71, 120, True),
        "athens.parliament": (153, 145, 300, True),
        "united_states.filibuster": (42, 34, 100, True),
    }
    without = {of for of, each in votes.items() if each.covered is None}
    assert without == {
        "ireland.electorate",
        "union.council.belgium.wallonia",
        "union.council.belgium.french_community",
    }


def test_who_blocked(everything: ScoreResult) -> None:
    """CETA: as it stands the council refuses both texts on the table; in the end nobody stopped the deal."""
    rows = {row.case: (row.blocks, row.blocked, row.blockers_match) for row in everything.cases}
    assert rows["ceta-2016"] == (("union.council",), (), False)
    assert rows["panama-1978"] == ((), (), True)
    assert everything.means.blockers == (4, 5)


def test_the_whole_answer(everything: ScoreResult) -> None:
    found = everything.means
    assert (found.n, found.ratified, found.hindsight, found.verdicts, found.votes) == (5, 5, 5, (2, 3), (4, 5))
    by_case = {row.case: row.chance.basis for row in everything.cases}
    assert by_case["good-friday-1998"] == "2000 draws"
    assert by_case["panama-1978"].startswith("the verdict alone")
    data = everything.to_data()
    assert (data["kind"], len(data["cases"])) == ("score", 5)
    assert [row["log_score"] for row in data["cases"]] == [row.log_score for row in everything.cases]


def test_another_source_of_chances_takes_the_place_of_the_verdict() -> None:
    outcome = Outcome(False, NOTHING, None, MappingProxyType({}))
    half = Fraction(4, 5)
    row = scored(winset.load("jcpoa-2015"), outcome, lambda *_: Chance(half, half, "draws"))
    assert (row.matches, row.chance.basis, row.brier) == (False, "draws", Fraction(16, 25))
    assert isclose(row.log_score, log(0.2))
    assert row.blockers_match is None


def made(low: Fraction, high: Fraction, *, happened: bool) -> Scored:
    day = winset.load("harbour").file.as_of
    return Scored("made", "Made", day, Verdict.OPEN, True, happened, Chance(min(low, high), max(low, high), "made"))


@given(st.lists(st.tuples(CHANCES, CHANCES, st.booleans()), min_size=1, max_size=5))
def test_means_are_those_of_their_definitions(rows: list[tuple[Fraction, Fraction, bool]]) -> None:
    """Good (1952) and Brier (1950) written out; the mean lies between the means of the ends."""
    found = means([made(low, high, happened=happened) for low, high, happened in rows])
    given_to = [(low + high) / 2 if happened else 1 - (low + high) / 2 for low, high, happened in rows]
    assert isclose(found.log_score, sum(log(chance) for chance in given_to) / len(rows))
    assert found.brier == sum(((1 - chance) ** 2 for chance in given_to), Fraction(0)) / len(rows)
    assert found.log_ends[0] - 1e-9 <= found.log_score <= found.log_ends[1] + 1e-9


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("text: {moon: given}", "outcome.yaml:3:16: the case has no issue `moon`"),
        ("text: {agreement: given}", "outcome.yaml:3:21: the case has no option of `agreement` `given`"),
        ("blocked: [united_states.king]", "outcome.yaml:3:13: the case has no ratifier `united_states.king`"),
        (
            "senate: {of: united_states.sena, ayes: 1}",
            "outcome.yaml:3:16: the case has no ratifier `united_states.sena`",
        ),
    ],
)
def test_what_the_case_does_not_know_is_refused_with_its_place(tmp_path: Path, written: str, said: str) -> None:
    path = tmp_path / "outcome.yaml"
    path.write_text(f"outcome:\n  ratified: no\n  {written}\n", "utf-8")
    with pytest.raises(CaseError) as caught:
        scored(winset.load("jcpoa-2015"), read_outcome(path))
    assert [str(each).removeprefix(f"{tmp_path}/").partition(";")[0] for each in caught.value.problems] == [said]


def test_a_redacted_case_does_not_name_what_it_lacks() -> None:
    """What the outcome names and the case has not may be what is withheld."""
    case = replace(winset.load("jcpoa-2015"), withheld=Withheld("open", 1, 1))
    outcome = Outcome(True, MappingProxyType({"secret": "kept"}), None, MappingProxyType({}))
    with pytest.raises(CaseError) as caught:
        scored(case, outcome)
    assert "not shown at this level" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_cases_without_an_outcome_are_all_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        score("harbour", "nowhere-1900", "japan-russia")
    told = str(caught.value)
    assert "beside the case `harbour`" in told
    assert "nowhere-1900" in told
    assert "beside the case `japan-russia`" in told


def test_no_cases_have_no_mean() -> None:
    with pytest.raises(ValueError, match="no cases"):
        means([])
