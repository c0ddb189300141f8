"""Unlocks by hand: a small case for each kind of effect, and for what is said of each lever."""

from fractions import Fraction

import pytest

import winset
from winset.case.load import Case, parse
from winset.case.problems import CaseError
from winset.model.result import Verdict
from winset.settlement.unlock_records import Unlock, UnlockResult
from winset.settlement.unlock_search import MOST_SETS


def seen(value: object) -> object:
    """A value to compare with whole numbers, which exact ones equal."""
    return value


GROUND = """
winset: 1
title: A ceasefire
as_of: 2024-05-01
sources: {poll: {title: A survey, published: 2024-04-01}}
issues: {truce: {options: [none, signed]}, road: {ordered: yes, options: [closed, patrolled, open]}}
status_quo: {truce: none, road: closed}
deal: {truce: signed}
conditions:
  mediator: {options: [away, here], now: away}
  rain: {options: [no_rain, rain], now: no_rain}
"""


def made(parties: str, levers: str) -> Case:
    return parse(f"{GROUND}\nparties:\n{parties}\nlevers:\n{levers}\n")


def sets(result: UnlockResult, sure: bool) -> list[tuple[str, ...]]:
    return [row.levers for row in result.unlocks if row.sure is sure]


def only(result: UnlockResult, sure: bool = True) -> Unlock:
    (found,) = [row for row in result.unlocks if row.sure is sure]
    return found


COUNCIL = """
  north:
    lead: cabinet
    ratifiers: {cabinet: {refuses: {alone: {when: {truce: signed, mediator: away}}}, otherwise: accepts}}
  south: {ratifiers: {council: {refuses: {wet: {when: {truce: signed, rain: rain}}}, otherwise: accepts}}}
"""


def test_a_condition_that_is_set_opens_a_deal_and_says_whose_no_it_lifts() -> None:
    case = made(COUNCIL, "  invite: {by: north, cost: 2, effects: {comes: {set: {mediator: here}}}}")
    result = winset.unlock(case)
    assert (result.verdict, sets(result, True), sets(result, False)) == (Verdict.REFUSED, [("invite",)], [("invite",)])
    found = only(result)
    (step,) = found.steps
    assert (step.lifts, step.turns, step.puts, step.without) == (("north.cabinet",), (), False, Verdict.REFUSED)
    assert found.opens == 3  # a truce with each of the three roads
    assert [(cost.party, cost.amount[1], cost.missing) for cost in found.costs] == [("north", Fraction(2), ())]


def test_where_a_deal_is_there_nothing_is_needed() -> None:
    case = made(COUNCIL, "  invite: {by: north, effects: {comes: {set: {mediator: here}}}}")
    result = winset.unlock(case, world={"mediator": "here"})
    assert (sets(result, True), sets(result, False)) == ([()], [()])


def test_what_a_lever_requires_must_hold_when_its_turn_comes() -> None:
    levers = """
  wait: {by: south, requires: {mediator: here}, effects: {dry: {set: {rain: no_rain}}}}
  invite: {by: north, effects: {comes: {set: {mediator: here}}}}
"""
    result = winset.unlock(made(COUNCIL, levers), world={"rain": "rain"})
    assert sets(result, True) == [("invite", "wait")]  # not in the order of the case


def test_a_lever_that_closes_what_another_opens_is_in_no_unlock_with_it() -> None:
    levers = """
  storm: {by: south, effects: {comes: {set: {mediator: here}}, wet: {set: {rain: rain}}}}
  invite: {by: north, effects: {comes: {set: {mediator: here}}}}
"""
    result = winset.unlock(made(COUNCIL, levers))
    assert sets(result, True) == [("invite",)]
    storm = next(row for row in result.alone if row.lever == "storm")
    assert storm.turns == (("south.council", 3),)  # it said yes to all three before


def test_a_set_may_need_a_lever_that_alone_shuts_the_door() -> None:
    levers = """
  storm: {by: south, effects: {comes: {set: {mediator: here}}, wet: {set: {rain: rain}}}}
  dry: {by: south, requires: {rain: rain}, effects: {dry: {set: {rain: no_rain}}}}
"""
    assert sets(winset.unlock(made(COUNCIL, levers)), True) == [("storm", "dry")]


def test_a_chance_may_turn_out_either_way_and_its_other_branch_sets_conditions_too() -> None:
    levers = """
  invite:
    by: north
    effects:
      comes: {set: {mediator: here}, chance: {low: 0.1, likely: 0.3, high: 0.5}}
      dry: {set: {rain: rain}, chance: 0.5, otherwise: {rain: no_rain}}
"""
    found = only(winset.unlock(made(COUNCIL, levers)))
    chance = found.chance
    assert chance.events == ("levers.invite.effects.comes", "levers.invite.effects.dry")
    # It must come (0.1, 0.3, 0.5) and must not rain (0.5).
    assert chance.independent == (Fraction(1, 20), Fraction(3, 20), Fraction(1, 4))
    assert chance.comonotone == (Fraction(1, 10), Fraction(3, 10), Fraction(1, 2))
    assert chance.bound == (Fraction(0), Fraction(0), Fraction(0))  # 0.5 + 0.5 - 1 at the most


def test_a_chance_that_is_surely_nothing_opens_nothing() -> None:
    levers = "  invite: {by: north, effects: {comes: {set: {mediator: here}, chance: 0, otherwise: {rain: rain}}}}"
    assert winset.unlock(made(COUNCIL, levers)).impossible


VOTERS = """
  north:
    ratifiers:
      voters:
        rule: {at_least: 1/2, of: asked}
        polls:
          spring: {about: {truce: signed}, answers: {yes_: {share: 35, accepts: {truce: signed}}, no_: {share: 65}}}
"""


def moved(points: str, bound: str = "") -> Case:
    support = f"{{ratifier: north.voters, points: {points}, about: {{road: {{at_least: patrolled}}}}}}"
    return made(VOTERS, f"  talk: {{by: north, effects: {{o: {{support: {support}}}}}{bound}}}")


def test_opinion_moves_for_the_packages_that_it_is_about() -> None:
    found = only(winset.unlock(moved("15")))  # 35 + 15 = 50
    assert (found.levers, found.opens) == (("talk",), 2)  # not the closed road
    assert winset.unlock(moved("14.9")).impossible
    assert found.chance.missing == ()


def test_of_a_range_the_best_end_within_the_bound_is_taken_and_its_chance_is_not_known() -> None:
    assert only(winset.unlock(moved("{low: 0, high: 20}"))).chance.missing == ("levers.talk.effects.o",)
    result = winset.unlock(moved("{low: 0, high: 20}", ", bound: {points: 10, cite: {source: poll, says: ten}}"))
    assert result.impossible
    (row,) = result.opinions
    assert seen((row.ratifier, row.needed, row.support, row.most, row.within)) == (
        "north.voters",
        15,
        (35, 35),
        10,
        False,
    )
    assert seen([(pull.lever, pull.most, pull.bound) for pull in row.pulls]) == [("talk", 10, 10)]
    (bound,) = result.bindings
    assert seen((bound.lever, bound.unit, bound.most, bound.needed, bound.sure)) == ("talk", "points", 10, 15, True)
    assert [words.text for words in bound.quotations] == ["ten"]


def test_one_lever_moves_a_judge_by_no_more_than_its_bound_altogether() -> None:
    twice = """
  talk:
    by: north
    bound: {points: 12}
    effects:
      one: {support: {ratifier: north.voters, points: 10}}
      two: {support: {ratifier: north.voters, points: 10}}
"""
    assert winset.unlock(made(VOTERS, twice)).impossible  # 12 and not 20, of 15
    assert sets(winset.unlock(made(VOTERS, twice.replace("12", "15"))), True) == [("talk",)]


def test_the_deal_is_named_to_which_least_lacks_beyond_what_moves() -> None:
    # All roads lack 15; only for two of them something moves, 20 points: so opinion is within reach.
    result = winset.unlock(moved("20"))
    (row,) = result.opinions
    assert seen((row.needed, row.most, row.within)) == (15, 20, True)


HOUSE = """
  north:
    ratifiers:
      house:
        members: 10
        rule: {more_than: 1/2, of: members}
        blocs:
          doves: {votes: 4, otherwise: accepts}
          hawks: {votes: rest, otherwise: refuses}
        counts: {old: {about: {truce: signed}, ayes: 10}}
"""


def test_votes_change_side_inside_a_body_and_the_rest_follows() -> None:
    def lever(votes: str) -> str:
        swing = f"{{ratifier: north.house, from: hawks, to: doves, votes: {votes}}}"
        return f"  win: {{by: north, effects: {{o: {{swing: {swing}}}}}}}"

    assert sets(winset.unlock(made(HOUSE, lever("2"))), True) == [("win",)]  # 6 of 10
    assert winset.unlock(made(HOUSE, lever("1"))).impossible  # 5 of 10


def test_no_more_votes_leave_a_bloc_than_it_surely_has() -> None:
    parties = """
  north:
    ratifiers:
      house:
        rule: {at_least: 7}
        blocs:
          doves: {votes: 4, otherwise: accepts}
          hawks: {votes: {low: 2, high: 4}, otherwise: refuses}
          owls: {votes: {low: 2, high: 4}, otherwise: refuses}
        members: 10
"""
    levers = "  win: {by: north, effects: {o: {swing: {ratifier: north.house, from: hawks, to: doves, votes: 4}}}}"
    assert winset.unlock(made(parties, levers)).impossible  # 4 + 2
    assert sets(winset.unlock(made(parties.replace("7", "6"), levers)), True) == [("win",)]


def test_a_head_count_is_not_read_once_a_lever_has_changed_its_ratifier() -> None:
    parties = """
  north:
    ratifiers:
      house:
        members: 10
        counts: {old: {about: {truce: signed}, ayes: 8, noes: 2}}
        refuses: {open_road: {when: {truce: signed, road: open}}}
"""
    levers = "  soften: {by: north, effects: {o: {drop: [north.house.refuses.open_road]}}}"
    result = winset.unlock(made(parties, levers), where="road=open")
    # Without the red line nothing is known any more of the open road: possible, and not sure by the count of 8.
    assert (sets(result, True), sets(result, False)) == ([], [("soften",)])


def test_what_is_written_in_and_struck_out() -> None:
    parties = """
  north: {ratifiers: {cabinet: {refuses: {all_of_it: {when: {truce: signed}}}}}}
"""
    levers = """
  soften: {by: north, effects: {o: {drop: [north.cabinet.refuses.all_of_it]}}}
  promise: {by: north, effects: {o: {add: {north.cabinet.accepts.patrols: {when: {road: patrolled}}}}}}
  again: {by: north, effects: {o: {drop: [north.cabinet.refuses.all_of_it]}}}
"""
    result = winset.unlock(made(parties, levers))
    assert sets(result, False) == [("soften",), ("again",)]
    assert sets(result, True) == [("soften", "promise"), ("promise", "again")]


def test_a_lever_may_put_a_text_on_the_table_that_somebody_refuses() -> None:
    parties = """
  north: {ratifiers: {cabinet: {otherwise: accepts}}}
  south: {ratifiers: {council: {refuses: {open_road: {when: {road: open}}}, otherwise: accepts}}}
never: {untabled: {when: {road: open}}}
"""
    levers = "  table: {by: north, effects: {o: {drop: [never.untabled]}}}"
    result = winset.unlock(made(parties, levers))
    (alone,) = result.alone
    assert (alone.deals, alone.sure) == (3, 2)
    assert alone.turns == (("south.council", 1),)  # the one new text


def test_costs_stay_apart_by_party_and_what_is_dominated_is_marked() -> None:
    levers = """
  by_north: {by: north, cost: 3, effects: {o: {set: {mediator: here}}}}
  by_south: {by: south, cost: {low: 1, high: 3}, effects: {o: {set: {mediator: here}}}}
  dearer: {by: south, cost: 4, effects: {o: {set: {mediator: here}}}}
"""
    result = winset.unlock(made(COUNCIL, levers))
    marks = {row.levers: row.undominated for row in result.unlocks if row.sure}
    assert marks == {("by_north",): True, ("by_south",): True, ("dearer",): False}
    # South at its likely cost (the middle, 2) against nothing where north pays; north where it pays nothing itself.
    assert winset.unlock(made(COUNCIL, levers), party="south").unlocks[0].levers == ("by_north",)
    assert winset.unlock(made(COUNCIL, levers), party="north").unlocks[0].levers == ("by_south",)


def test_a_budget_buys_the_best_deal_by_the_points_of_the_lead() -> None:
    parties = """
  north:
    lead: cabinet
    ratifiers: {cabinet: {points: {truce: {none: 0, signed: 1}, road: {closed: 0, patrolled: 2, open: 4}}}}
  south:
    ratifiers:
      council:
        refuses: {alone: {when: {road: patrolled, mediator: away}}, wet: {when: {road: open, rain: no_rain}}}
        otherwise: accepts
"""
    levers = """
  invite: {by: north, cost: 2, effects: {o: {set: {mediator: here}}}}
  pray: {by: north, cost: {low: 4, likely: 5, high: 9}, effects: {o: {set: {rain: rain}}}}
  theirs: {by: south, cost: 1, effects: {o: {set: {rain: rain}}}}
"""
    result = winset.unlock(made(parties, levers), party="north")
    assert seen([(step.budget, step.value, step.levers) for step in result.budgets]) == [
        (0, 1, ()),  # a truce with the road closed
        (2, 3, ("invite",)),
        (5, 5, ("pray",)),
    ]
    limited = winset.unlock(made(parties, levers), party="north", budget="4")
    assert [step.budget for step in limited.budgets] == [0, 2]


def test_unlocks_beyond_the_budget_are_marked() -> None:
    case = made(COUNCIL, "  invite: {by: north, cost: 3, effects: {o: {set: {mediator: here}}}}")
    result = winset.unlock(case, party="north", budget=2)
    assert [result.affordable(row) for row in result.unlocks] == [False, False]
    enough = winset.unlock(case, party="north", budget=3)
    assert [enough.affordable(row) for row in enough.unlocks] == [True, True]


@pytest.mark.parametrize("budget", ["much", "-1", "1/0"])
def test_a_budget_is_a_number_of_somebody(budget: str) -> None:
    with pytest.raises(CaseError, match="no budget"):
        winset.unlock(
            made(COUNCIL, "  x: {by: north, effects: {o: {set: {rain: rain}}}}"), party="north", budget=budget
        )


def test_a_budget_needs_a_party() -> None:
    with pytest.raises(CaseError, match="--for"):
        winset.unlock(made(COUNCIL, "  x: {by: north, effects: {o: {set: {rain: rain}}}}"), budget=1)


def test_votes_of_a_bloc_that_are_those_of_blocs_inside_it_cannot_change_side() -> None:
    parties = HOUSE.replace(
        "doves: {votes: 4, otherwise: accepts}", "doves: {blocs: {old: {votes: 1}, young: {votes: 3}}}"
    )
    levers = "  win: {by: north, effects: {o: {swing: {ratifier: north.house, from: hawks, to: doves, votes: 2}}}}"
    with pytest.raises(CaseError, match="`doves` has blocs with votes of their own") as caught:
        made(parties, levers)
    assert "name blocs inside `north.house.doves`" in str(caught.value)


def test_too_many_sets_are_said_not_to_be_all_and_those_found_are_minimal() -> None:
    # 4 of 18 levers win the 4 votes that lack: 3,060 sets, all of 4 levers.
    parties = HOUSE.replace("votes: 4", "votes: 2")
    swing = "{ratifier: north.house, from: hawks, to: doves, votes: 1}"
    levers = "\n".join(f"  win_{at}: {{by: north, effects: {{o: {{swing: {swing}}}}}}}" for at in range(18))
    result = winset.unlock(made(parties, levers))
    assert (result.complete, result.about.exact) == (False, False)
    found = sets(result, True)
    assert len(found) == len(set(found)) == MOST_SETS
    assert {len(levers) for levers in found} == {4}


SOUTH = """
  south:
    ratifiers:
      council:
        refuses: {alone: {when: {road: patrolled, mediator: away}}, wet: {when: {road: open, rain: no_rain}}}
        otherwise: accepts
"""
OURS = """
  invite: {by: north, cost: 2, effects: {o: {set: {mediator: here}}}}
  pray: {by: north, cost: 5, effects: {o: {set: {rain: rain}}}}
  unpriced: {by: north, effects: {o: {set: {rain: rain}}}}
"""


def test_a_budget_buys_what_the_ranking_of_the_lead_does_not_find_matched() -> None:
    ranking = "{truce: [signed, none], road: [patrolled, open, closed]}"
    north = f"  north: {{lead: cabinet, ratifiers: {{cabinet: {{prefers: {ranking}}}}}}}"
    result = winset.unlock(made(north + SOUTH, OURS), party="north")
    # A truce with the road closed is to be had for nothing; for 2 a patrol, which is best, so that 5 buys no more.
    assert seen([(step.by, step.budget, step.levers) for step in result.budgets]) == [
        ("ranking", 0, ()),
        ("ranking", 2, ("invite",)),
    ]
    assert result.budgets[1].best is not None
    assert result.budgets[1].best.as_dict() == {"truce": "signed", "road": "patrolled"}


def test_a_budget_buys_more_ratified_deals_where_the_lead_says_nothing_of_better() -> None:
    north = "  north: {lead: cabinet, ratifiers: {cabinet: {otherwise: accepts}}}"
    result = winset.unlock(made(north + SOUTH, OURS), party="north")
    assert seen([(step.by, step.budget, step.sure) for step in result.budgets]) == [
        ("deals", 0, 1),
        ("deals", 2, 2),
        ("deals", 7, 3),
    ]
    assert result.budgets_complete


def test_an_effect_that_must_not_happen_is_a_chance_too() -> None:
    levers = """
  storm:
    by: north
    effects:
      comes: {set: {mediator: here}}
      wet: {set: {rain: rain}, chance: {low: 0.2, high: 0.4}}
"""
    chance = only(winset.unlock(made(COUNCIL, levers))).chance
    assert chance.events == ("levers.storm.effects.wet",)
    assert chance.independent == (Fraction(3, 5), Fraction(7, 10), Fraction(4, 5))  # one less 0.4, 0.3, 0.2


def test_what_no_lever_changes_is_told_by_its_nearest_deals() -> None:
    result = winset.unlock(made(VOTERS, "  idle: {by: north, effects: {o: {set: {rain: rain}}}}"))
    assert result.impossible
    assert [found.ratifiers for found in result.conflicts] == [("north.voters",)]
    assert result.nearest_count == 3
    assert {part.least for near in result.nearest for part in near.shortfalls} == {Fraction(15)}
    assert result.opinions[0].pulls == ()
