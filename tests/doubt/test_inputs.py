"""Which inputs of a case are uncertain, and how each is drawn."""

from collections.abc import Mapping
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.case.load import Case, parse
from winset.case.problems import CaseError
from winset.doubt.inputs import Input, inputs_of, linked_of
from winset.doubt.sampling import Sampler

TEXT = """\
winset: 1
title: A river and two banks
as_of: 2020-12-31
sources: {survey: {title: A survey, published: 2019-12-31}}
issues: {bridge: {options: {none: None, built: Built}}}
status_quo: {bridge: none}
parties:
  north:
    lead: cabinet
    ratifiers:
      cabinet:
        points: {bridge: {none: 0, built: {low: 1, likely: 2, high: 2.25}}}
        no_deal: {low: 0, high: 3}
        adjust: {toll: {when: {bridge: built}, points: {low: -1, high: 0}}}
        patience: {low: 0.8, high: 0.9}
      senate:
        members: {low: 98, high: 100}
        turnout: {low: 0.5, likely: 0.6, high: 0.9}
        blocs:
          left: {votes: {low: 40, high: 45}, otherwise: accepts}
          right: {votes: 30, otherwise: refuses}
          middle: {votes: rest}
        counts: {spring: {about: {bridge: built}, ayes: {low: 40, high: 44}}}
      voters:
        polls:
          autumn:
            field: 2020-12-31
            n: 900
            answers: {for: {share: 46, accepts: {bridge: built}}, against: {share: 40}}
            undecided: 10
levers:
  talk:
    by: north
    cost: {low: 1, high: 2}
    bound: {points: 6}
    effects:
      opinion: {support: {ratifier: north.voters, points: {low: 2, likely: 5, high: 9}}}
      floor: {swing: {ratifier: north.senate, from: right, to: left, votes: {low: 0, high: 3}}}
  wait: {by: north, effects: {mood: {support: {ratifier: north.voters, points: 3}, chance: {low: 0.1, high: 0.4}}}}
"""
DOUBT = """\
doubt:
  house: 0
  drift: 4
  together:
    mood: {inputs: [north.voters, levers.talk.effects.opinion], correlation: 0.5, why: assumed}
  undeclared:
    middle: {of: north.senate.middle, share: {low: 0.25, likely: 0.5, high: 0.75}, why: assumed}
"""


def found(case: Case) -> Mapping[str, Input]:
    return {each.id: each for each in inputs_of(case)}


def test_ranges_are_inputs_and_plain_numbers_are_not() -> None:
    expected = {
        "north.cabinet.points.bridge.built": (1, 2, Fraction(9, 4), 20, True),
        "north.cabinet.adjust.toll.points": (-1, Fraction(-1, 2), 0, 10, True),
        "north.cabinet.no_deal": (0, Fraction(3, 2), 3, 10, True),
        "north.cabinet.patience": (Fraction(4, 5), Fraction(17, 20), Fraction(9, 10), 1000, False),
        "north.senate.members": (98, 99, 100, 1, True),
        "north.senate.turnout": (Fraction(1, 2), Fraction(3, 5), Fraction(9, 10), 1000, True),
        "north.senate.left.votes": (40, Fraction(85, 2), 45, 1, True),
        "north.senate.counts.spring.ayes": (40, 42, 44, 1, True),
        "north.voters.polls.autumn": (46, 46, 46, 10, True),
        "levers.talk.cost": (1, Fraction(3, 2), 2, 10, False),
        "levers.talk.effects.opinion.support.points": (2, 5, 6, 10, True),
        "levers.talk.effects.floor.swing.votes": (0, Fraction(3, 2), 3, 1, True),
        "levers.wait.effects.mood.chance": (Fraction(1, 10), Fraction(1, 4), Fraction(2, 5), 1000, True),
    }
    assert {
        id_: (each.low, each.likely, each.high, each.pert.scale, each.drawn) for id_, each in found(parse(TEXT)).items()
    } == expected


def test_who_an_input_is_about_and_what_is_assumed() -> None:
    inputs = found(parse(TEXT))
    assert inputs["north.senate.left.votes"].of == "north.senate.left"
    assert inputs["levers.talk.effects.floor.swing.votes"].of == "talk"
    assert inputs["north.cabinet.no_deal"].assumed == ("the likely value is the middle",)
    assert inputs["north.senate.turnout"].assumed == ()
    assert all(each.group == each.id for each in inputs.values())


def test_the_section_on_doubt_links_inputs_and_adds_open_votes() -> None:
    case = parse(TEXT + DOUBT)
    inputs = found(case)
    assert [(each.id, each.correlation) for each in linked_of(case)] == [("mood", 0.5)]
    assert {id_ for id_, each in inputs.items() if each.group == "mood"} == {
        "north.voters.polls.autumn",
        "levers.talk.effects.opinion.support.points",
    }
    open_votes = inputs["north.senate.middle.undeclared"]
    # The middle has what 98 to 100 members leave beside 40 to 45 and 30: from 23 to 30 votes.
    assert (open_votes.low, open_votes.high) == (Fraction(23, 4), Fraction(90, 4))
    assert open_votes.likely == Fraction(53, 4)
    drawn = Sampler(inputs_of(case), linked_of(case)).draw(0, 500, 1).numbers[open_votes.path].values
    assert 6 <= drawn.min() < drawn.max() <= 22


@pytest.mark.parametrize(
    ("edit", "variance"),
    [
        (("house: 0", "house: 0"), 1 / 900),
        (("house: 0", "house: 3"), 1 / 900 + 0.06**2),
        (("n: 900", "n: 900, firm: no"), 1 / 900),
        (("house: 0", "house: 3\n  drift: 0"), 1 / 900 + 0.06**2),
        (("n: 900", "margin: 2"), 1 / 49**2),  # 1.96 * 50 / sqrt(n) = 2
        (("            n: 900\n", ""), 1 / 1000),
    ],
)
def test_the_spread_of_a_poll(edit: tuple[str, str], variance: float) -> None:
    """1/n + (house/50)^2 + years (drift/50)^2; the poll was in the field on the day of the case."""
    text = (TEXT + DOUBT).replace("n: 900\n", "n: 900\n")
    text = text.replace(edit[0], edit[1].replace(", firm: no", "\n            firm: no"))
    if edit[1].endswith("drift: 0"):
        text = text.replace("  drift: 4\n", "")
    polled = found(parse(text))["north.voters.polls.autumn"].polled
    assert polled is not None
    assert polled.spread == pytest.approx(variance, rel=1e-9)


def test_drift_grows_with_the_years_and_a_loose_poll_has_twice_the_error() -> None:
    old = (TEXT + DOUBT).replace("field: 2020-12-31", "field: 2016-12-31").replace("house: 0", "house: 3")
    polled = found(parse(old.replace("n: 900", "n: 900\n            firm: no")))["north.voters.polls.autumn"].polled
    assert polled is not None
    years = 1461 / 365.25
    assert polled.spread == pytest.approx(1 / 900 + 0.12**2 + years * 0.08**2, rel=1e-9)


def test_the_defaults_are_told() -> None:
    """Three points of error beyond sampling, from sqrt(3.5^2 - 1.75^2) (Shirani-Mehr and others 2018)."""
    assert sqrt(3.5**2 - 1.75**2) == pytest.approx(3, abs=0.05)
    poll = found(parse(TEXT.replace("            n: 900\n", "")))["north.voters.polls.autumn"]
    assert poll.assumed == ("1000 were asked", "an error beyond sampling of 3 points")
    undated = TEXT.replace("            field: 2020-12-31\n", "").replace(
        "undecided: 10", "undecided: 10\n            cite: {source: survey, says: 46 to 40}"
    )
    assert "it was in the field when its source came out" in found(parse(undated))["north.voters.polls.autumn"].assumed


def test_draws_are_within_their_ranges_and_the_poll_is_drawn_with_all_answers() -> None:
    case = parse(TEXT + DOUBT)
    drawn = Sampler(inputs_of(case), linked_of(case)).draw(0, 4000, 9)
    for each in inputs_of(case):
        if each.drawn and each.polled is None and each.effect is None:
            numbers = drawn.numbers[each.path]
            assert each.low * numbers.scale <= numbers.values.min() <= numbers.values.max() <= each.high * numbers.scale
    poll = ("parties", "north", "ratifiers", "voters", "polls", "autumn")
    rows = [(*poll, "answers", "for", "share"), (*poll, "answers", "against", "share"), (*poll, "undecided")]
    printed = np.sum([drawn.numbers[path].values for path in rows], axis=0)
    assert (printed <= 1000).all()
    assert np.abs(drawn.numbers[rows[0]].values.mean() - 460) < 5
    assert 0.2 < drawn.happens["wait", "mood"].mean() < 0.3
    support = drawn.numbers["levers", "talk", "effects", "opinion", "support", "points"].values
    assert np.corrcoef(support, drawn.numbers[rows[0]].values)[0, 1] == pytest.approx(0.5, abs=0.06)


def test_a_variant_leaves_the_draws_of_other_inputs_alone() -> None:
    variant = "variants: {calm: {drop: [north.senate.turnout], set: {north.cabinet.no_deal: 1}}}\n"
    case = parse(TEXT + variant)
    with_it = case.with_variants("calm")
    first, second = (Sampler(inputs_of(each)).draw(3, 50, 7).numbers for each in (case, with_it))
    assert set(first) - set(second) == {
        ("parties", "north", "ratifiers", "senate", "turnout"),
        ("parties", "north", "ratifiers", "cabinet", "no_deal"),
    }
    assert all((first[path].values == second[path].values).all() for path in second)


@given(st.integers(0, 29), st.integers(1, 30))
def test_hostile_ranges_end_in_words(power: int, digits: int) -> None:
    """A range is drawn on its grid, or the case is told that it is too large."""
    text = TEXT.replace("no_deal: {low: 0, high: 3}", f"no_deal: {{low: 0.{'1' * digits}, high: 1{'0' * power}}}")
    case = parse(text)
    if power > 15:  # a point has ten units at least, and 2^53 of them are fewer than 10^16
        with pytest.raises(CaseError, match="too large a range"):
            inputs_of(case)
    elif power < 9:  # and a million at most
        drawn = Sampler(inputs_of(case)).draw(0, 20, 1).numbers["parties", "north", "ratifiers", "cabinet", "no_deal"]
        assert (drawn.values >= 0).all()
        assert (drawn.values <= 10**power * drawn.scale).all()
