"""Bundled cases against what happened, by hand from their READMEs; means in closed form."""

from fractions import Fraction
from importlib.resources import as_file, files
from math import isclose, log
from types import MappingProxyType

import pytest

import winset
from winset.calibration.outcome import Outcome, read_outcome
from winset.calibration.score import Chance, Scored, means, scored
from winset.case.problems import CaseError
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


def bundled(name: str) -> Scored:
    with as_file(files("winset.cases") / name / "outcome.yaml") as path:
        return scored(winset.load(name), read_outcome(path))


@pytest.mark.parametrize("name", EXPECTED)
def test_bundled_cases(name: str) -> None:
    row = bundled(name)
    assert (row.verdict, row.was_put, row.matches) == EXPECTED[name]
    assert row.happened


def test_means_of_the_bundled_cases() -> None:
    """By hand: chances 1/3, 2/3, 2/3, 1/2, 1/2 of what happened; (4 + 1 + 1) / 9 + 2 / 4 = 7/6, over five 7/30."""
    found = means([bundled(name) for name in EXPECTED])
    assert (found.n, found.brier, found.status_quo_brier) == (5, Fraction(7, 30), Fraction(4, 9))
    assert isclose(found.log_score, (log(1 / 3) + 2 * log(2 / 3) + 2 * log(1 / 2)) / 5)
    assert isclose(found.status_quo_log_score, log(1 / 3))


def test_another_source_of_chances_takes_the_place_of_the_verdict() -> None:
    outcome = Outcome(False, MappingProxyType({}), None, MappingProxyType({}))
    row = scored(winset.load("jcpoa-2015"), outcome, lambda *_: Chance(Fraction(4, 5), "draws"))
    assert (row.matches, row.chance.basis, row.brier) == (False, "draws", Fraction(16, 25))
    assert isclose(row.log_score, log(0.2))


def test_a_text_that_the_case_does_not_know_is_refused() -> None:
    outcome = Outcome(True, MappingProxyType({"moon": "given"}), None, MappingProxyType({}))
    with pytest.raises(CaseError, match="moon"):
        scored(winset.load("jcpoa-2015"), outcome)


def test_no_cases_have_no_mean() -> None:
    with pytest.raises(ValueError, match="no cases"):
        means([])
