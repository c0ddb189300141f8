"""What `winset.stability` answers of a case: by hand on a small standoff, and on the reference case."""

import json
import re

import pytest

import winset
from winset.show.figures.evolution import evolution
from winset.show.stability_tables import stability_tables
from winset.show.stability_words import stability_explain, stability_sentence

STANDOFF = """
winset: 1
title: A standoff
as_of: 2024-06-01
conflict:
  deciders:
    guards: {name: The guards, payoffs: {calm: 3, alarm: 2, clash: 0}}
    crowd: {name: The crowd, ranking: [[alarm, calm], clash]}
  states: {calm: {name: Calm}, alarm: {name: Alarm}, clash: {name: Clash}}
  now: alarm
  moves:
    guards: {alarm: [calm, clash], calm: [alarm]}
    crowd: {alarm: [clash], calm: [clash]}
variants:
  tired: {contests: the crowd, set: {conflict.deciders.crowd.ranking: [clash, [alarm, calm]]}}
"""
# The guards go from alarm to calm; the crowd could answer with a clash, and does not like to. A clash has no way out.


@pytest.fixture(scope="module")
def answer() -> winset.StabilityResult:
    return winset.stability(winset.parse(STANDOFF), inverse="alarm", ties=True)


def test_what_lasts_and_how_it_comes_about(answer: winset.StabilityResult) -> None:
    assert answer.states == 3
    assert answer.status_quo is not None
    assert answer.status_quo.name == "Alarm"
    assert [(row.state.name, row.concepts) for row in answer.equilibria] == [
        ("Calm", ("nash", "gmr", "smr", "seq", "sseq")),
        ("Clash", ("nash", "gmr", "smr", "seq", "sseq")),
        ("Alarm", ("gmr", "smr")),
    ]
    calm, clash, _ = answer.equilibria
    assert calm.improvements is not None
    assert [(step.by, step.to.name) for step in calm.improvements.steps] == [("guards", "Calm")]
    assert clash.improvements is not None
    assert clash.improvements.moves is None
    assert clash.any_moves is not None
    assert (clash.any_moves.moves, clash.any_moves.ways) == (1, 2)


def test_reasons(answer: winset.StabilityResult) -> None:
    found = {(row.by, row.concept): row for row in answer.reasons}
    kept = found["guards", "gmr"]
    assert kept.stable
    assert [(step.by, step.to.name) for step in kept.answers[0].steps] == [("crowd", "Clash")]
    left = found["guards", "seq"]
    assert not left.stable
    assert not left.answers[0].deterred
    assert found["crowd", "nash"].improvements == 0


def test_the_least_change_of_mind(answer: winset.StabilityResult) -> None:
    """Under Nash the guards would have to like calm no better than alarm: a tie, one pair.

    Under SEQ it is as little: or the crowd would have to like a clash better than calm, which turns two pairs at least.
    """
    rows = {row.concept: row for row in answer.inverse}
    assert (rows["nash"].distance, rows["nash"].proven) == (1, True)
    assert [(shift.by, [state.name for state in shift.down]) for shift in rows["nash"].shifts] == [("guards", ["Calm"])]
    assert (rows["seq"].distance, rows["gmr"].distance) == (1, 0)


def test_what_the_crowd_alone_would_have_to_think() -> None:
    """It has to answer calm by a clash, and not to leave alarm for one: alarm over clash over calm is nearest.

    That parts alarm and calm, 1, and turns calm and clash round, 2.
    """
    found = winset.stability(winset.parse(STANDOFF), concepts=["seq"], inverse="alarm", changing=["crowd"])
    (row,) = found.inverse
    assert (row.distance, row.proven) == (3, True)
    assert [(shift.by, shift.down, shift.moved) for shift in row.shifts] == [("crowd", (), 3)]
    assert [(before.name, after.name) for before, after in row.shifts[0].won] == [("Calm", "Clash")]
    said = " ".join(stability_explain(found))
    assert f"would have to like state {number_of(found, 'clash')} more than state {number_of(found, 'calm')}" in said


def number_of(found: winset.StabilityResult, id_: str) -> int:
    return dict(found.named)[id_].number


def test_ties(answer: winset.StabilityResult) -> None:
    """The crowd has one tie, of alarm and calm: two ways, and neither gives it a move between the two."""
    calm = next(row for row in answer.equilibria if row.state.name == "Calm")
    assert [(tie.concept, tie.ways, tie.survived, tie.exact) for tie in calm.ties] == [
        (id_, 2, 2, True) for id_ in ("nash", "gmr", "smr", "seq", "sseq")
    ]


def test_readings(answer: winset.StabilityResult) -> None:
    """A crowd that likes a clash best leaves alarm and calm for it: then only the clash lasts."""
    assert answer.variants == ("tired",)
    held = {row.state.name: dict(row.variants) for row in answer.equilibria}
    assert held["Clash"]["nash"] == ("tired",)
    assert held["Calm"]["nash"] == ()


def test_words(answer: winset.StabilityResult) -> None:
    assert stability_sentence(answer) == (
        "The status quo (“Alarm”) is not safe: it holds under GMR and SMR only. The guards gains by moving to state 1 "
        "(“Calm”), and nothing that the others would answer takes that gain away."
    )
    said = " ".join(stability_explain(answer))
    assert "the guards would have to like it no less than state 1 (distance 1)" in said
    assert "is deterred by the crowd (“Clash”); so under GMR and SMR, not under Nash, SEQ and SSEQ" in said


def test_tables_and_the_figure(answer: winset.StabilityResult) -> None:
    tables = {table.id: table for table in stability_tables(answer)}
    assert tables["states"].rows[0] == ("State", "Alarm", "Calm", "Clash")
    assert tables["states"].rows[1] == ("Stable under Nash", "not the guards", "all", "all")
    assert ("3", "any moves", "1", "2") in [row[:4] for row in tables["ways"].rows]
    drawn = evolution(answer)
    assert drawn is not None
    assert sorted(re.findall(r'data-id="(evolution:\d+)"', drawn.svg)) == ["evolution:1", "evolution:2", "evolution:3"]
    assert {(row[0], row[2]) for row in drawn.table.rows} >= {("2: Alarm", "1: Calm"), ("2: Alarm", "3: Clash")}


def test_json_holds_the_stability_of_every_state(answer: winset.StabilityResult) -> None:
    data = json.loads(answer.to_json())
    assert data["kind"] == "stability"
    assert data["stable"]["nash"] == [[True, False, True], [True, True, True]]


def test_the_table_of_every_state(answer: winset.StabilityResult) -> None:
    """What goes into a CSV: calm is liked best by the guards, and not best alone by the crowd."""
    calm, alarm, clash = answer.records()
    assert (calm["state"], calm["name"], calm["payoff guards"], calm["payoff crowd"]) == (1, "Calm", 3, 2)
    assert (alarm["payoff guards"], alarm["payoff crowd"], clash["payoff crowd"]) == (2, 2, 1)
    assert (alarm["Nash guards"], alarm["Nash crowd"], alarm["Nash equilibrium"]) == (0, 1, 0)
    assert (alarm["GMR guards"], alarm["GMR equilibrium"], clash["SSEQ equilibrium"]) == (1, 1, 1)
    japan = winset.stability(winset.load("japan-russia"), concepts=["nash"]).records()
    assert len(japan) == 32
    assert japan[8] | {"option drill": "yes", "Nash japan": 0, "Nash equilibrium": 0} == japan[8]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"states": ["war"]}, "there is no state `war`"),
        ({"states": ["0", "4"]}, "there is no state `0`"),
        ({"states": ["x=yes"]}, "there is no option `x`"),
        ({"inverse": "clam"}, "did you mean `calm`?"),
        ({"inverse": "calm", "changing": ["guard"]}, "there is no decision maker `guard`"),
        ({"concepts": ["nahs"]}, "there is no concept `nahs`"),
        ({"world": {"mood": "calm"}}, "there is no condition `mood`"),
    ],
)
def test_what_is_asked_and_is_not_there(asked: dict[str, object], said: str) -> None:
    with pytest.raises(winset.CaseError, match=re.escape(said)):
        winset.stability(winset.parse(STANDOFF), **asked)  # type: ignore[arg-type]


def test_states_by_what_is_done() -> None:
    case = winset.load("japan-russia")
    found = winset.stability(case, concepts=["nash"], states=["pause=no; close=yes; offer=yes; drill=yes; bind=yes"])
    assert {row.state.name for row in found.reasons} == {None, "The formula of 1956"}
    with pytest.raises(winset.CaseError, match="16 states match"):
        winset.stability(case, states=["pause=no"])


def test_without_a_conflict() -> None:
    found = winset.stability(winset.load("harbour"))
    assert found.missing
    assert stability_tables(found) == ()
    assert stability_sentence(found).startswith("How stable the status quo is cannot be said")


def test_the_reference_case() -> None:
    """By hand: without an offer Japan likes a pause best (its last statement), and nobody else minds enough to answer.

    Russia makes no offer, as it likes none (its third statement); the United States binds itself to nothing, as it has
    no interest (its first). So from the status quo Japan's pause is an improvement, and from there nobody has any.
    """
    found = winset.stability(winset.load("japan-russia"))
    assert [(row.state.name, len(row.concepts)) for row in found.equilibria] == [("A pause, with drills", 5)]
    lasting = found.equilibria[0]
    assert lasting.improvements is not None
    assert [step.by for step in lasting.improvements.steps] == ["japan"]
    by = {(row.by, row.concept): row.improvements for row in found.reasons}
    assert (by["japan", "nash"], by["russia", "nash"], by["united_states", "nash"]) == (1, 0, 0)


def test_the_formula_lasts_if_the_president_decides_and_washington_backs_it() -> None:
    """By hand, in the README of the case: Japan would like to leave the rest open, and Russia would answer that.

    Without it being closed Russia likes no offer (its second statement), so it takes the offer back; without an offer
    Japan has less than under the formula. Under Nash nobody thinks of that, and Japan leaves.
    """
    case = winset.load("japan-russia").with_variants("president_decides")
    found = winset.stability(case, world={"us_stance": "backing"}, states=["formula"])
    held = {row.state.name: row.concepts for row in found.equilibria}
    assert "seq" in held["The formula of 1956"]
    assert "nash" not in held["The formula of 1956"]
    rows = {(row.by, row.concept): row for row in found.reasons if row.state.name == "The formula of 1956"}
    assert not rows["japan", "nash"].stable
    assert any(step.by == "russia" for answer in rows["japan", "seq"].answers for step in answer.steps)
