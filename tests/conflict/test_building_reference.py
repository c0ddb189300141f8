"""The reference conflicts, written as a case by their statements or rankings, have the states, moves and ranks there.

Elmira: Hipel, Fang, Kilgour and Haight 1993; the others as their files say. What is made of them beyond that is in
`test_stable_against_oracle` and others.
"""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from reference_conflicts import FILES, read

import winset
from winset.conflict.building import conflict_of
from winset.conflict.conflict import Conflict

WITH_OPTIONS = [file for file in FILES if read(file).get("options")]
DIRECTIONS = {"both": "both", "fwd": "up", "back": "down"}


def matching(pattern: str) -> dict[str, str]:
    """`-Y-N` as a pattern over options."""
    return {f"o{at}": "yes" if letter == "Y" else "no" for at, letter in enumerate(pattern) if letter != "-"}


def preference(each: dict[str, Any], states: Sequence[dict[str, Any]]) -> dict[str, Any]:
    if each.get("prioritization"):
        statements = [{"any": [matching(pattern) for pattern in said]} for said in each["prioritization"]]
        return {"statements": {f"s{at}": {"when": said} for at, said in enumerate(statements)}}
    yn = {state["id"]: state["yn"] for state in states}
    return {"ranking": [[matching(yn[id_]) for id_ in group] for group in each["ranking"]]}


def as_case(data: dict[str, Any]) -> str:
    options = {
        f"o{at}": {"name": each["name"], "by": f"d{each['dm']}", "direction": DIRECTIONS[each["direction"]]}
        for at, each in enumerate(data["options"])
    }
    conflict = {
        "deciders": {f"d{at}": preference(each, data["states"]) for at, each in enumerate(data["preferences"])},
        "options": options,
        "never": {f"n{at}": {"when": matching(pattern)} for at, pattern in enumerate(data["infeasible"])},
    }
    return json.dumps({"winset": 1, "title": "t", "as_of": "2020-01-01", "conflict": conflict})


def groups(conflict: Conflict, decider: int) -> list[set[int]]:
    """States by their number from 1, best first."""
    ranks = conflict.payoffs[decider].tolist()
    return [{at + 1 for at, rank in enumerate(ranks) if rank == best} for best in sorted(set(ranks), reverse=True)]


@pytest.mark.parametrize("file", WITH_OPTIONS, ids=lambda file: file.stem)
def test_states_moves_and_ranks(file: Any) -> None:
    data = read(file)
    conflict = conflict_of(winset.parse(as_case(data)), {}).conflict
    taken = ["".join("NY"[level] for level in row) for row in conflict.levels]
    assert taken == [state["yn"] for state in data["states"]]
    for at in range(len(data["dms"])):
        moves = [[int(to) + 1 for to in conflict.moves[at].moves(state)] for state in range(conflict.size)]
        assert moves == [sorted(row) for row in data["moves"][at]]
        assert groups(conflict, at) == [set(group) for group in data["preferences"][at]["ranking"]]


ELMIRA = """\
winset: 1
title: Groundwater at Elmira
as_of: 1993-01-01
conflict:
  deciders:
    ministry: {ranking: [n9, n3, n4, n10, n7, n1, n2, n8, gone]}
    firm: {ranking: [n1, n4, n10, n7, gone, n2, n3, n9, n8]}
    town: {ranking: [n9, n3, n7, n1, n10, n8, n4, n2, gone]}
  options:
    modify: {by: ministry, name: Modify the order, direction: up}
    delay: {by: firm, name: Delay the appeal, direction: down}
    accept: {by: firm, name: Accept the order}
    abandon: {by: firm, name: Abandon the plant, direction: up}
    insist: {by: town, name: Insist on the order}
  status_quo: {modify: no, delay: yes, accept: no, abandon: no, insist: no}
  always: {one_answer: {exactly_one: [delay, accept, abandon]}}
  same: {closed: {name: The plant is closed, when: gone}}
  patterns: {gone: {abandon: yes}}
  states:
    n1: {when: {modify: no, delay: yes, insist: no}}
    n2: {when: {modify: yes, delay: yes, insist: no}}
    n3: {when: {modify: no, accept: yes, insist: no}}
    n4: {when: {modify: yes, accept: yes, insist: no}}
    n7: {when: {modify: no, delay: yes, insist: yes}}
    n8: {when: {modify: yes, delay: yes, insist: yes}}
    n9: {when: {modify: no, accept: yes, insist: yes}}
    n10: {when: {modify: yes, accept: yes, insist: yes}}
"""


@pytest.mark.parametrize("file", [file for file in FILES if file.stem == "elmira"])
@pytest.mark.parametrize("same", [True, False])
def test_elmira_by_hand(file: Any, same: bool) -> None:
    """As it is published: twelve states, nine if those with the plant closed are one.

    The reference has all twelve, with those four tied for everybody; where they are one, it is the first of them.
    """
    data = read(file)
    text = ELMIRA if same else ELMIRA.replace("  same: {closed: {name: The plant is closed, when: gone}}\n", "")
    conflict = conflict_of(winset.parse(text), {}).conflict
    one = {5: 5, 6: 5, 11: 5, 12: 5} if same else {}
    kept = [state["id"] for state in data["states"] if one.get(state["id"], state["id"]) == state["id"]]
    assert ["".join("NY"[level] for level in row) for row in conflict.levels] == [
        state["yn"] for state in data["states"] if state["id"] in kept
    ]
    assert len(kept) == (9 if same else 12)
    for at in range(3):
        wanted = {
            (one.get(before, before), one.get(to, to))
            for before, row in enumerate(data["moves"][at], start=1)
            for to in row
        }
        found = {
            (kept[state], kept[int(to)]) for state in range(conflict.size) for to in conflict.moves[at].moves(state)
        }
        assert found == {(before, to) for before, to in wanted if before != to}
        ranking = [{one.get(id_, id_) for id_ in group} for group in data["preferences"][at]["ranking"]]
        assert [{kept[number - 1] for number in group} for group in groups(conflict, at)] == ranking
    assert conflict.status_quo == 0
