"""Small random cases with levers of every kind of effect, as plain data."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

import strategies
from strategies import Data, patterns, vocabulary

LEVERS = ["ask", "bargain", "court", "delay"]


def judges(data: Data) -> Iterator[tuple[str, Data]]:
    """Every ratifier, body and bloc by its short path."""
    for party, entry in data["parties"].items():
        for name, ratifier in entry["ratifiers"].items():
            yield from _inside(f"{party}.{name}", ratifier)


def _inside(path: str, judge: Data) -> Iterator[tuple[str, Data]]:
    yield path, judge
    for field in ("blocs", "bodies"):
        for name, part in judge.get(field, {}).items():
            yield from _inside(f"{path}.{name}", part)


def _away_from_the_status_quo(data: Data) -> Any:
    """A pattern that the status quo does not match: another option of one of its issues."""
    choices = [
        {issue: option}
        for issue, at_home in data["status_quo"].items()
        for option in data["issues"][issue]["options"]
        if option != at_home
    ]
    return st.sampled_from(choices)


@st.composite
def _amount(draw: st.DrawFn, most: int) -> Any:
    low, high = sorted(draw(st.tuples(st.integers(0, most), st.integers(1, most))))
    if low == high or draw(st.booleans()):
        return str(high)
    return {"low": str(low), "high": str(high)}


@st.composite
def _effect(draw: st.DrawFn, data: Data) -> Data:
    everyone = dict(judges(data))
    polled = [path for path, judge in everyone.items() if judge.get("polls")]
    bodies = {
        path: [name for name, bloc in judge["blocs"].items() if not bloc.get("blocs")]
        for path, judge in everyone.items()
        if judge.get("blocs")
    }
    bodies = {path: names for path, names in bodies.items() if len(names) > 1}
    ratifiers = [path for path in everyone if path.count(".") == 1 and "follows" not in everyone[path]]
    lines = [
        f"{path}.{field}.{name}"
        for path in ratifiers
        for field in ("refuses", "accepts")
        for name in everyone[path].get(field, {})
    ]
    lines += [f"never.{name}" for name in data.get("never", {})]
    kinds = ["add"]
    kinds += ["set"] * 3 if data.get("conditions") else []
    kinds += ["support"] * 3 if polled else []
    kinds += ["swing"] * 3 if bodies else []
    kinds += ["drop"] * 2 if lines else []
    kind = draw(st.sampled_from(kinds))
    if kind == "set":
        return {"set": draw(_levels(data))}
    if kind == "support":
        about: Any = draw(st.one_of(st.just({}), patterns(vocabulary(data))))
        return {"support": {"ratifier": draw(st.sampled_from(polled)), "points": draw(_amount(50)), "about": about}}
    if kind == "swing":
        body = draw(st.sampled_from(sorted(bodies)))
        leaves, joins = draw(st.permutations(bodies[body]))[:2]
        return {"swing": {"ratifier": body, "from": leaves, "to": joins, "votes": draw(_amount(6))}}
    if kind == "drop":
        return {"drop": [draw(st.sampled_from(lines))]}
    field = draw(st.sampled_from(["refuses", "accepts"]))
    place = draw(st.sampled_from([*(f"{path}.{field}" for path in ratifiers), "never"]))
    return {
        "add": {f"{place}.{draw(st.sampled_from(['new', 'other']))}": {"when": draw(_away_from_the_status_quo(data))}}
    }


@st.composite
def _levels(draw: st.DrawFn, data: Data) -> Data:
    chosen = draw(st.lists(st.sampled_from(sorted(data["conditions"])), min_size=1, unique=True))
    return {name: draw(st.sampled_from(data["conditions"][name]["options"])) for name in chosen}


@st.composite
def _lever(draw: st.DrawFn, data: Data) -> Data:
    lever: Data = {"by": draw(st.sampled_from(sorted(data["parties"]))), "effects": {}}
    for name in ["one", "two"][: draw(st.sampled_from([1, 1, 2]))]:
        effect = draw(_effect(data))
        if draw(st.integers(0, 3)) == 0:
            effect["chance"] = draw(st.sampled_from(["0.5", {"low": "0", "high": "0.2"}, "1"]))
            if data.get("conditions") and draw(st.booleans()):
                effect["otherwise"] = draw(_levels(data))
        lever["effects"][name] = effect
    if data.get("conditions") and draw(st.integers(0, 2)) == 0:
        lever["requires"] = draw(_levels(data))
    moves = {word for effect in lever["effects"].values() for word in effect}
    if "support" in moves and draw(st.booleans()):
        lever["bound"] = {"points": str(draw(st.integers(1, 40)))}
    elif "swing" in moves and draw(st.booleans()):
        lever["bound"] = {"votes": str(draw(st.integers(1, 4)))}
    if draw(st.booleans()):
        lever["cost"] = draw(_amount(6))
    return lever


@st.composite
def cases_with_levers(draw: st.DrawFn, most: int = 4) -> Data:
    """A small valid case with a few levers."""
    data = draw(strategies.cases())
    data["levers"] = {name: draw(_lever(data)) for name in LEVERS[: draw(st.integers(1, most))]}
    return data
