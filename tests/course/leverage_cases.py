"""Cases for tests of leverage: one issue, two leads with points, and ratifiers at home that say yes, no or nothing."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import winset
from winset.course.leverage_records import LeverageResult, Outcome

ANSWERS = {"y": "accepts", "n": "refuses", "?": ""}
Points = Sequence[tuple[int | str, int | str]]
Gains = tuple[Fraction, Fraction]


def case(
    points: Points,
    home: Mapping[str, str] | None = None,
    *,
    patience: tuple[Any, Any] = (None, None),
    no_deal: tuple[int | str, int | str] = (0, 0),
    **more: Any,
) -> winset.Case:
    """A case in which package `o1`, `o2` and so on is worth these points to the north's and to the south's lead.

    home: ratifiers as `north.house`, each with a letter a package: it says yes, no, or nothing (`?`).
    """
    options = [f"o{at}" for at in range(1, len(points) + 1)]
    parties: dict[str, Any] = {}
    for side, party in enumerate(("north", "south")):
        worth = {
            "none": no_deal[side],
            **{option: str(pair[side]) for option, pair in zip(options, points, strict=True)},
        }
        lead: dict[str, Any] = {"points": {"deal": worth}, "no_deal": no_deal[side]}
        if patience[side] is not None:
            lead["patience"] = patience[side]
        parties[party] = {"lead": "chief", "ratifiers": {"chief": lead}}
    for who, answers in (home or {}).items():
        party, _, id_ = who.partition(".")
        parties.setdefault(party, {"ratifiers": {}})["ratifiers"][id_] = _answering(options, answers)
    data = {
        "winset": 1,
        "title": "Two leads",
        "as_of": "2020-01-01",
        "issues": {"deal": {"options": ["none", *options]}},
        "status_quo": {"deal": "none"},
        "parties": parties,
        **more,
    }
    return winset.parse(json.dumps(data))


def _answering(options: Sequence[str], answers: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for option, letter in zip(options, answers, strict=True):
        if ANSWERS[letter]:
            found.setdefault(ANSWERS[letter], {})[f"line_{option}"] = {"when": {"deal": option}}
    return found


def options(outcome: Outcome) -> list[str]:
    """The options that tie for what is agreed."""
    return [split.package.as_dict()["deal"] for split in outcome.splits]


def sure(result: LeverageResult) -> Outcome:
    """What is agreed over sure packages."""
    return result.views[0].outcome


def possible(result: LeverageResult) -> Outcome:
    """What is agreed over possible packages."""
    return result.views[1].outcome


def gains(outcome: Outcome) -> set[Gains]:
    """What both gain in each split that ties."""
    return {split.gains for split in outcome.splits}


def pair(first: int, second: int) -> Gains:
    """Two whole numbers as they stand in records."""
    return Fraction(first), Fraction(second)
