"""`winset.doubt`: closed forms through the whole of it, readings, and what is worth finding out."""

import json
from fractions import Fraction
from math import erf, sqrt
from typing import Any

import pytest

import winset
from winset.case.load import Case, parse
from winset.doubt import settlement
from winset.doubt.records import DoubtResult
from winset.settlement.survey import TooManyPackagesError
from winset.show import sentence, tables
from winset.show.sentences import explain


def case_of(**changes: Any) -> Case:
    """One deal, a house that takes it, and a public of which a poll of 1,000 finds 52 per cent for it."""
    poll = {
        "answers": {"fine": {"share": "52", "accepts": {"deal": "done"}}, "never": {"share": "48"}},
        "base": "asked",
        "n": "1000",
        "field": "2020-01-01",
    }
    data: dict[str, Any] = {
        "winset": "1",
        "title": "One poll",
        "as_of": "2020-01-01",
        "issues": {"deal": {"options": ["none", "done"]}},
        "status_quo": {"deal": "none"},
        "parties": {
            "north": {
                "lead": "house",
                "ratifiers": {
                    "house": {"points": {"deal": {"none": "0", "done": "10"}}},
                    "public": {"polls": {"poll": poll}, "rule": {"more_than": "1/2", "of": "asked"}},
                },
            }
        },
        **changes,
    }
    return parse(json.dumps(data))


def ratified(result: DoubtResult) -> float:
    return result.verdict("deals").chance("ratified").independent


def test_a_poll_passes_as_often_as_the_normal_curve_says() -> None:
    # Sampling and 3 points beyond it at 50 per cent: variance s (1 - s) (1 / 1000 + (3 / 50)^2); 52 against 50.
    spread = sqrt(0.52 * 0.48 * (1 / 1000 + (3 / 50) ** 2))
    # What is drawn is rounded to tenths, so more than half begins at 50.05.
    expected = (1 + erf((0.52 - 0.5005) / spread / sqrt(2))) / 2
    result = winset.doubt(case_of(), draws=20_000)
    assert abs(ratified(result) - expected) < 4 * sqrt(expected * (1 - expected) / 20_000)
    row = result.verdict("deals")
    assert row.moved
    assert row.stated == "ratified"
    assert row.leading.low < row.leading.independent < row.leading.high
    assert 0.70 < expected < 0.75
    assert sentence(result) == "The deals asked about are ratified: likely, 70 to 75 %."
    assert result.about.methods == ("poll_error", "frechet_bounds", "sobol", "perfect_information")


def test_the_one_poll_is_what_all_hangs_on() -> None:
    result = winset.doubt(case_of(), party="north", draws=2_000)
    (driven,) = [row for row in result.driven if row.of == "deals"]
    assert [driver.group for driver in driven.drivers] == ["north.public.polls.poll"]
    assert driven.drivers[0].total.value == pytest.approx(1.0, abs=0.05)
    (found,) = [row for row in result.found if row.group == "north.public.polls.poll"]
    # Knowing the poll is knowing all: the deal is put whatever it says, for a refusal costs nothing, so worth nothing.
    assert found.points is not None
    assert found.points.value == 0
    assert found.changes is not None
    assert found.changes.value == pytest.approx(1 - ratified(result), abs=0.25)
    assert "What to find out first" in " ".join(explain(result))


def test_narrower_polls_are_surer() -> None:
    wide = ratified(winset.doubt(case_of(), draws=4_000))
    narrow = ratified(winset.doubt(case_of(doubt={"house": "1"}), draws=4_000))
    assert narrow > wide


def test_readings_are_crossed_and_not_averaged_without_weights() -> None:
    variants = {
        "strict": {"set": {"north.public.rule": {"at_least": "2/3", "of": "asked"}}, "contests": "the rule", "why": "x"}
    }
    result = winset.doubt(case_of(variants=variants), draws=2_000)
    (reading,) = result.readings
    assert reading.variant == "strict"
    assert reading.verdicts[0].leading.outcome == "refused"
    assert result.averaged == ()
    assert "it would be another verdict under “Strict”" in sentence(result)
    weights = {"rule": {"shares": {"strict": "0.25"}, "why": "x"}}
    weighed = winset.doubt(case_of(variants=variants, doubt={"weights": weights}), draws=2_000)
    (averaged,) = [row for row in weighed.averaged if row.of == "deals"]
    expected = 0.75 * ratified(weighed) + 0.25 * reading.verdicts[0].chance("ratified").independent
    assert averaged.chance("ratified").independent == pytest.approx(expected, abs=1e-9)


def test_unknown_conditions_stay_unknown() -> None:
    changes: dict[str, Any] = {
        "conditions": {"storm": {"options": ["no", "yes"], "now": "unknown"}},
        "parties": {
            "north": {
                "ratifiers": {
                    "house": {"refuses": {"storm": {"when": {"storm": "yes"}}}, "otherwise": "accepts"},
                }
            }
        },
    }
    result = winset.doubt(case_of(**changes), draws=1_000)
    assert result.verdict("deals").leading.outcome == "open"
    assert {reading.world[0]: reading.verdicts[0].leading.outcome for reading in result.readings} == {
        ("storm", "no"): "ratified",
        ("storm", "yes"): "refused",
    }


def test_a_case_without_uncertain_numbers_says_so() -> None:
    result = winset.doubt(winset.load("harbour"), draws=1_000)
    assert not any(row.moved for row in result.verdicts)
    assert all(row.steady for row in result.driven)
    assert result.about.methods == ()
    assert "nothing was drawn" in " ".join(explain(result))
    assert result.house == Fraction(3)
    assert {table.id for table in tables(result)} >= {"verdicts", "readings"}


def test_too_many_packages_are_told_before_anything_is_worked_out() -> None:
    issues = {f"i{number}": {"options": ["none", "a", "b", "c"]} for number in range(12)}
    parties = {"north": {"ratifiers": {"house": {"otherwise": "accepts"}}}}
    with pytest.raises(TooManyPackagesError, match="in draws up to 2,000,000"):
        winset.doubt(case_of(issues=issues, status_quo=dict.fromkeys(issues, "none"), parties=parties))


def test_the_same_seed_gives_the_same_answer() -> None:
    one, two, other = (winset.doubt(case_of(), draws=2_000, seed=seed) for seed in (3, 3, 4))
    assert one.to_json() == two.to_json()
    assert one.verdicts != other.verdicts


def test_learning_pays_where_a_choice_can_be_missed() -> None:
    # Two deals, of which the public takes one or the other; the better one is worth 10 and the other 4.
    poll = {
        "answers": {
            "first": {"share": "50", "accepts": {"deal": "first"}},
            "second": {"share": "50", "accepts": {"deal": "second"}},
        },
        "base": "asked",
        "n": "1000",
        "field": "2020-01-01",
    }
    parties = {
        "north": {
            "lead": "house",
            "ratifiers": {
                "house": {"points": {"deal": {"none": "0", "first": "10", "second": "4"}}},
                "public": {"polls": {"poll": poll}, "rule": {"more_than": "1/2", "of": "asked"}},
            },
        }
    }
    issues = {"deal": {"options": ["none", "first", "second"]}}
    result = winset.doubt(case_of(issues=issues, parties=parties), party="north", draws=2_000)
    everything = next(row for row in result.found if not row.group)
    # The first is put, and worth 10 in about half; known beforehand, the second brings 4 in the other half: about 2.
    assert everything.points is not None
    assert everything.points.value == pytest.approx(2.0, abs=0.25)


def test_what_flips_is_not_asked_twice_where_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    case = winset.load("harbour")
    known, asked = winset.flips(case), winset.doubt(case, draws=1_000, reading_draws=0)
    monkeypatch.setattr(settlement, "flips", None)  # not called
    assert winset.doubt(case, draws=1_000, reading_draws=0, flipping=known) == asked
