"""Small cases about doors to knock at, and the order of knocking worked out straight from the definition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import permutations
from typing import Any

import yaml

import winset

Given = int | str | Fraction | tuple[Any, Any, Any]
"""A number, or its least, likely and most."""


@dataclass(frozen=True)
class Door:
    """One approach: its numbers, whom it waits for, and whose yes changes its chance."""

    id: str
    cost: Given = 0
    chance: Given = 1
    exposure: Given = 0
    after: tuple[str, ...] = ()
    defers: Mapping[str, Given] = field(default_factory=dict)
    together: tuple[tuple[tuple[str, ...], Given], ...] = ()


def likely(number: Given) -> Fraction:
    return Fraction(number[1] if isinstance(number, tuple) else number)


def written(number: Given) -> Any:
    """A number as a case writes it; fractions as text, so that they stay exact."""
    if isinstance(number, tuple):
        low, middle, high = (written(part) for part in number)
        return {"low": low, "likely": middle, "high": high, "why": "made up"}
    return str(number)


def lever(door: Door, by: str = "us") -> dict[str, Any]:
    sounds: dict[str, Any] = {"ratifier": f"them.{door.id}", "yes": "heard"}
    if door.exposure:
        sounds["exposure"] = written(door.exposure)
    if door.after:
        sounds["after"] = list(door.after)
    if door.defers:
        sounds["defers"] = {other: written(chance) for other, chance in door.defers.items()}
    if door.together:
        sounds["together"] = {
            f"t{at}": {"of": list(others), "chance": written(chance)}
            for at, (others, chance) in enumerate(door.together)
        }
    heard = {"set": {f"at_{door.id}": "heard"}, "chance": written(door.chance)}
    return {"by": by, "cost": written(door.cost), "effects": {"heard": heard}, "sounds": sounds}


def data(doors: Sequence[Door], **more: Any) -> dict[str, Any]:
    """A case in which each door refuses a truce until it has said yes in principle."""
    refusing = {
        door.id: {
            "refuses": {"unheard": {"when": {"truce": "signed", f"at_{door.id}": "unheard"}}},
            "otherwise": "accepts",
        }
        for door in doors
    }
    return {
        "winset": 1,
        "title": "Doors",
        "as_of": "2024-05-01",
        "effort": "weeks",
        "issues": {"truce": {"options": ["none", "signed"]}},
        "status_quo": {"truce": "none"},
        "deal": {"truce": "signed"},
        "conditions": {f"at_{door.id}": {"options": ["unheard", "heard"], "now": "unheard"} for door in doors},
        "parties": {
            "us": {"lead": "cabinet", "ratifiers": {"cabinet": {"otherwise": "accepts"}}},
            "them": {"ratifiers": refusing},
        },
        "levers": {door.id: lever(door) for door in doors},
        **more,
    }


def case(doors: Sequence[Door], **more: Any) -> winset.Case:
    return winset.parse(yaml.safe_dump(data(doors, **more), sort_keys=False))


# --- the definition ---


def orders(doors: Sequence[Door]) -> Iterator[tuple[Door, ...]]:
    """Every order of all doors that precedence allows."""
    for order in permutations(doors):
        if all({*door.after} <= {each.id for each in order[:place]} for place, door in enumerate(order)):
            yield order


def chance_at(door: Door, before: set[str]) -> Fraction:
    """What is stated for the largest set of earlier yeses, else the largest single effect, else its own chance."""
    stated = [(len(others), likely(chance)) for others, chance in door.together if {*others} <= before]
    if stated:
        return max(stated)[1]
    own = likely(door.chance)
    effects = [likely(chance) for other, chance in door.defers.items() if other in before]
    return max(effects, key=lambda chance: (abs(chance - own), chance), default=own)


def outcome(order: Sequence[Door]) -> tuple[Fraction, Fraction, Fraction]:
    """Success, expected cost and expected exposure, one first no after another."""
    success = cost = exposure = Fraction(0)
    for failing in range(len(order) + 1):  # the place of the first no; at the end there is none
        chance = Fraction(1)
        for place, door in enumerate(order[: failing + 1]):
            own = chance_at(door, {each.id for each in order[:place]})
            chance *= own if place < failing else 1 - own
        cost += chance * sum((likely(door.cost) for door in order[: failing + 1]), Fraction(0))
        if failing == len(order):
            success += chance
        else:
            exposure += chance * sum((likely(door.exposure) for door in order[:failing]), Fraction(0))
    return success, cost, exposure


def net(order: Sequence[Door], value: Fraction) -> Fraction:
    success, cost, exposure = outcome(order)
    return value * success - cost - exposure


def with_number(doors: Sequence[Door], path: str, number: Fraction) -> list[Door]:
    """The doors with one number of one of them changed, by its path in the case."""
    _, id_, *inside = path.split(".")
    made = []
    for door in doors:
        if door.id != id_:
            made.append(door)
        elif inside[0] == "cost":
            made.append(replace(door, cost=number))
        elif inside[0] == "effects":
            made.append(replace(door, chance=number))
        elif inside[1] == "exposure":
            made.append(replace(door, exposure=number))
        elif inside[1] == "defers":
            made.append(replace(door, defers={**door.defers, inside[2]: number}))
        else:
            at = int(inside[2][1:])
            made.append(
                replace(
                    door,
                    together=tuple(
                        (others, number if place == at else chance)
                        for place, (others, chance) in enumerate(door.together)
                    ),
                )
            )
    return made
