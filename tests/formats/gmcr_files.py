"""Small conflicts in the layouts of gmcr-py, and how tests read them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import winset
from winset.case.problems import CaseError
from winset.conflict.building import conflict_of
from winset.conflict.conflict import Conflict
from winset.formats.gmcr import read_model
from winset.formats.gmcr_case import read_case

DAY = date(2024, 1, 1)
FERRY: Mapping[str, Any] = {
    "program": "gmcr-py",
    "version": "0.3.12",
    "useManualPreferenceRanking": False,
    "options": [
        {"name": "Raise the fee", "permittedDirection": "both"},
        {"name": "Close the pier", "permittedDirection": "fwd"},
        {"name": "Sue", "permittedDirection": "back"},
    ],
    "decisionMakers": [
        {"name": "Town", "options": [0, 1], "preferences": [[[2, "N"]], [[0, "Y"], [1, "N"]]]},
        {
            "name": "Ferry",
            "options": [2],
            "preferences": [[[1, "N"]], {"compound": True, "members": [[[0, "Y"], [2, "Y"]], [[0, "N"], [2, "N"]]]}],
        },
    ],
    "infeasibles": [[[0, "Y"], [1, "Y"]]],
    "coalitions": [0, 1],
    "coalitionsFull": [{"name": "Town", "options": [0, 1]}, {"name": "Ferry", "options": [2]}],
}
"""Feasible states by hand, as fee, pier, suit: 1 NNN, 2 YNN, 3 NYN, 4 NNY, 5 YNY, 6 NYY (0, 1, 2, 4, 5 and 6)."""

# By hand: to the town no suit counts most, and then the fee with the pier open; to the ferry the open pier, and then
# that it sues where the fee is raised, and does not where it is not.
TOWN = [[2], [1, 3], [5], [4, 6]]
FERRYS = [[1, 5], [2, 4], [3], [6]]


def with_rankings(key: str, rankings: Sequence[Sequence[Any]], flag: str) -> dict[str, Any]:
    """The same in a layout whose rankings are in use, without statements."""
    file = {name: value for name, value in FERRY.items() if not name.startswith("useManual")}
    file[flag] = True
    file["decisionMakers"] = [
        {**decider, "preferences": [], key: ranking}
        for decider, ranking in zip(FERRY["decisionMakers"], rankings, strict=True)
    ]
    return file


def changed(file: Mapping[str, Any], path: Sequence[str | int], value: Any) -> dict[str, Any]:
    """A copy in which something at a path is another, or is added."""
    copy: dict[str, Any] = json.loads(json.dumps(file))
    inside: Any = copy
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return copy


def case_of(file: Mapping[str, Any] | str) -> tuple[winset.Case, list[str]]:
    """The case that a file becomes, and what is told of it."""
    text, _, warnings = read_case(_bytes(file), "ferry.gmcr", DAY)
    return winset.parse(text), [str(warning) for warning in warnings]


def conflict_in(case: winset.Case) -> Conflict:
    return conflict_of(case, {}).conflict


def groups(conflict: Conflict, decider: int) -> list[list[int]]:
    """States by number from 1, best first."""
    payoffs = conflict.payoffs[decider].tolist()
    return [
        [at + 1 for at, payoff in enumerate(payoffs) if payoff == rank] for rank in sorted(set(payoffs), reverse=True)
    ]


def problems(file: Mapping[str, Any] | str | bytes) -> list[str]:
    """What is wrong with a file."""
    try:
        read_model(_bytes(file), "f.gmcr")
    except CaseError as error:
        return [str(problem) for problem in error.problems]
    return []


def _bytes(file: Mapping[str, Any] | str | bytes) -> bytes:
    if isinstance(file, bytes):
        return file
    return file.encode() if isinstance(file, str) else json.dumps(file).encode()
