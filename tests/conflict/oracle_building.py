"""What a conflict as it is written means, state by state, from the definitions alone; and conflicts as they are drawn.

Written down as plain data: nothing of the program reads it, and everything is gone through.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

State = Mapping[str, str]
Data = Mapping[str, Any]
YES_NO = ("no", "yes")
CONDITIONS = {"mood": ("calm", "angry")}
"""What patterns may speak of besides options."""


def levels_of(data: Data, option: str) -> list[str]:
    """The levels of an option or a condition, lowest first."""
    if option in CONDITIONS:
        return list(CONDITIONS[option])
    return list(data["options"][option].get("levels", YES_NO))


def true_in(data: Data, pattern: Any, state: State) -> bool:
    """Whether a pattern holds in a state, which gives every option a level, and every condition."""
    if isinstance(pattern, str):
        named = {**data.get("patterns", {}), **{id_: each["when"] for id_, each in data.get("states", {}).items()}}
        return true_in(data, named[pattern], state)
    if "if" in pattern:
        return true_in(data, pattern["then"], state) or not true_in(data, pattern["if"], state)
    if "iff" in pattern:
        one, other = pattern["iff"]
        return true_in(data, one, state) == true_in(data, other, state)
    return all(_clause(data, key, part, state) for key, part in pattern.items())


def _clause(data: Data, key: str, part: Any, state: State) -> bool:
    if key == "not":
        return not true_in(data, part, state)
    if key in {"any", "all"}:
        held = [true_in(data, each, state) for each in part]
        return any(held) if key == "any" else all(held)
    if isinstance(part, Mapping):
        order = levels_of(data, key)
        at = order.index(state[key])
        return order.index(part.get("at_least", order[0])) <= at <= order.index(part.get("at_most", order[-1]))
    return state[key] in ([part] if isinstance(part, str) else part)


def can_be(data: Data, state: State) -> bool:
    """Whether nothing under `never` holds, and everything under `always`."""
    if any(true_in(data, each["when"], state) for each in data.get("never", {}).values()):
        return False
    for rule in data.get("always", {}).values():
        if "if" in rule and not true_in(data, rule, state):
            return False
        for word, fits in (("exactly_one", (1, 1)), ("at_least_one", (1, 99)), ("at_most_one", (0, 1))):
            if word in rule:
                taken = sum(state[id_] != levels_of(data, id_)[0] for id_ in rule[word])
                if not fits[0] <= taken <= fits[1]:
                    return False
    return True


def states_of(data: Data, world: Mapping[str, str]) -> list[State]:
    """The states that can be; the level of the first option changes fastest."""
    ids = list(data["options"])
    rows = product(*(levels_of(data, id_) for id_ in reversed(ids)))
    whole = [{**dict(zip(reversed(ids), row, strict=True)), **world} for row in rows]
    return [state for state in whole if can_be(data, state)]


def can_move(data: Data, who: str, before: State, after: State) -> bool:
    """Whether a decision maker can change some of its options, and nothing else, so that one state becomes another."""
    changed = [id_ for id_ in data["options"] if before[id_] != after[id_]]
    if not changed or any(data["options"][id_]["by"] != who for id_ in changed):
        return False
    for id_ in changed:
        rises = levels_of(data, id_).index(after[id_]) > levels_of(data, id_).index(before[id_])
        direction = data["options"][id_].get("direction", "both")
        if direction == ("down" if rises else "up"):
            return False
    bars = [each for each in data.get("barred", {}).values() if each["by"] == who]
    return not any(
        true_in(data, each.get("from", {}), before) and true_in(data, each.get("to", {}), after) for each in bars
    )


def likes(data: Data, who: str, state: State) -> Any:
    """Something to compare: more of it is better."""
    decider = data["deciders"][who]
    if "statements" in decider:
        return [true_in(data, each["when"], state) for each in decider["statements"].values()]
    if "weights" in decider:
        total = Fraction(0)
        for id_, points in decider["weights"].items():
            by_level = points if isinstance(points, Mapping) else {"yes": points}
            total += Fraction(by_level.get(state[id_], "0"))
        return total
    if "ranking" in decider:
        groups = [each if isinstance(each, list) else [each] for each in decider["ranking"]]
        return -next(at for at, group in enumerate(groups) if any(true_in(data, each, state) for each in group))
    return 0


@dataclass(frozen=True)
class Meant:
    """Classes of states that count as one, in order of their first; moves between them; ranks by decision maker."""

    classes: Sequence[Sequence[State]]
    moves: Mapping[str, set[tuple[int, int]]]
    ranks: Mapping[str, Sequence[int]]
    told_apart: bool


def meant(data: Data, world: Mapping[str, str]) -> Meant:
    """What the conflict is."""
    states = states_of(data, world)
    classes = [[state] for state in states]
    for same in data.get("same", {}).values():
        joined = [each for each in classes if any(true_in(data, same["when"], state) for state in each)]
        if joined:
            first = classes.index(joined[0])
            rest = [each for each in classes if each not in joined]
            merged = sorted((state for each in joined for state in each), key=states.index)
            classes = [*rest[:first], merged, *rest[first:]]
    ranks, apart = {}, False
    for who in data["deciders"]:
        worth = [[likes(data, who, state) for state in each] for each in classes]
        apart = apart or any(value != each[0] for each in worth for value in each)
        order = sorted({str(each[0]): each[0] for each in worth}.values())
        ranks[who] = [order.index(each[0]) for each in worth]
    moves = {
        who: {
            (at, to)
            for at, before in enumerate(classes)
            for to, after in enumerate(classes)
            if at != to and any(can_move(data, who, one, other) for one in before for other in after)
        }
        for who in data["deciders"]
    }
    return Meant(classes, moves, ranks, apart)
