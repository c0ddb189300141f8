"""How long all conflict sets, waiver sets and minimal unlocks take, by ratifiers and levers.

    python benchmarks/unlocks.py
    python benchmarks/unlocks.py --runs 5 --markdown

A case is drawn at random: ratifiers with red lines that conditions lift, polled publics, and bodies with blocs; levers
that set conditions (some only once another has), move opinion within a bound, win votes, or strike out a red line. The
first line is the figure that winset aims at.

A second table has cases of 12 ratifiers and 20 levers that are as hard as we know how to make them; there winset may
say that the list is not complete, and has to say so in the same time.
"""

import argparse
import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring import Limits, Spread, run, table

TARGET = 5.0
SHAPES = ((12, 20), (2, 5), (6, 10), (12, 12), (20, 24), (30, 30))
ISSUES, OPTIONS = 6, 3

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is drawn: how many ratifiers and levers, and which case of that size."""

    ratifiers: int
    levers: int
    seed: int


def case(shape: Shape) -> Data:
    """A random case, as plain data. The first levers each lift what one ratifier refuses."""
    draw = random.Random(f"{shape.ratifiers} {shape.levers} {shape.seed}")
    issues = {f"issue_{at}": {"options": [f"level_{level}" for level in range(OPTIONS)]} for at in range(ISSUES)}
    ratifiers: dict[str, Data] = {}
    levers: dict[str, Data] = {}
    conditions: dict[str, Data] = {}
    for number in range(shape.ratifiers):
        name = f"ratifier_{number}"
        kind = ("line", "polls", "votes")[number % 3]
        ratifiers[name] = _ratifier(draw, kind, f"condition_{number}")
        conditions[f"condition_{number}"] = {"options": ["cold", "warm"], "now": "cold"}
    for number in range(shape.levers):
        at = number % shape.ratifiers
        lever = _lever(draw, ("line", "polls", "votes")[at % 3], at)
        if number >= shape.ratifiers and draw.random() < 0.5:
            lever["requires"] = {f"condition_{draw.randrange(shape.ratifiers)}": "warm"}
        levers[f"lever_{number}"] = lever
    return {
        "winset": "1",
        "title": "A case to measure with",
        "as_of": "2020-10-31",
        "issues": issues,
        "status_quo": dict.fromkeys(issues, "level_0"),
        "conditions": conditions,
        "parties": {"side": {"ratifiers": ratifiers}},
        "levers": levers,
    }


def _pattern(draw: random.Random) -> Data:
    issues = draw.sample(range(ISSUES), 2)
    return {f"issue_{at}": [f"level_{level}" for level in draw.sample(range(1, OPTIONS), 1)] for at in issues}


def _ratifier(draw: random.Random, kind: str, condition: str) -> Data:
    """One that refuses most while its condition is cold, or for want of opinion or of votes."""
    found: Data = {"refuses": {"taste": {"when": _pattern(draw)}}}
    if kind == "line":
        away = {"not": dict.fromkeys((f"issue_{at}" for at in range(ISSUES)), "level_0")}
        return {
            "refuses": {**found["refuses"], "cold": {"when": {"all": [away, {condition: "cold"}]}}},
            "otherwise": "accepts",
        }
    if kind == "polls":
        share = draw.randrange(35, 48)
        answers = {"yes_": {"share": str(share), "accepts": {}}, "no_": {"share": str(100 - share)}}
        return {**found, "rule": {"at_least": "1/2", "of": "asked"}, "polls": {"item": {"answers": answers}}}
    blocs = {"doves": {"votes": str(draw.randrange(40, 50)), "otherwise": "accepts"}}
    return {**found, "members": "100", "blocs": {**blocs, "hawks": {"votes": "rest", "otherwise": "refuses"}}}


def _lever(draw: random.Random, kind: str, at: int) -> Data:
    cost = {"cost": str(draw.randrange(1, 9)), "by": "side"}
    if kind == "line":
        effect: Data = {"set": {f"condition_{at}": "warm"}, "chance": "0.5"}
    elif kind == "polls":
        effect = {
            "support": {"ratifier": f"side.ratifier_{at}", "points": {"low": "0", "high": str(draw.randrange(15, 30))}}
        }
    else:
        swing = {
            "ratifier": f"side.ratifier_{at}",
            "from": "hawks",
            "to": "doves",
            "votes": str(draw.randrange(12, 30)),
        }
        effect = {"swing": swing}
    return {**cost, "effects": {"works": effect}}


def hard_cases() -> dict[str, Data]:
    """Cases of 12 ratifiers and 20 levers that can be combined in as many ways as possible."""
    swing = {"ratifier": "side.ratifier_0", "from": "hawks", "to": "doves"}
    one = {f"lever_{at}": _costing(at, {"swing": {**swing, "votes": "1"}}) for at in range(20)}
    varied = {f"lever_{at}": _costing(at, {"swing": {**swing, "votes": str(1 + at % 7)}}) for at in range(20)}
    ranges = {
        f"lever_{at}": _costing(at, {"swing": {**swing, "votes": {"low": "0", "high": str(1 + at % 3)}}})
        for at in range(20)
    }
    support = {"ratifier": "side.ratifier_0", "points": "1"}
    polls = {"item": {"answers": {"yes_": {"share": "40", "accepts": {}}, "no_": {"share": "60"}}}}
    polled = {"rule": {"at_least": "1/2", "of": "asked"}, "polls": polls}
    warm = [{"set": {f"condition_{at % 12}": "warm"}, "chance": "0.5"} for at in range(20)]
    bringing = {"lever_0": _costing(0, {"set": {"mediator": "here"}})}
    enabled = {
        f"lever_{at + 1}": {**_costing(at, warm[at]), "requires": {"mediator": "here"}} for at in range(19)
    } | bringing
    twice = {f"lever_{at}": _costing(at, {"set": {f"condition_{at % 10}": "warm"}}) for at in range(20)}
    closing = {
        f"lever_{at}": {
            **_costing(at, warm[at]),
            "effects": {"a": warm[at], "b": {"set": {f"condition_{(at + 5) % 12}": "cold"}}},
        }
        for at in range(20)
    }
    return {
        "ten of twenty votes": _hard([_house(60)], one),
        "votes of one to seven": _hard([_house(60)], varied),
        "votes within ranges": _hard([_house(60)], ranges),
        "all votes are too few": _hard([_house(75)], one),
        "ten of twenty points": _hard([polled], {id_: _costing(0, {"support": support}) for id_ in one}),
        "one enables nineteen": _hard([], enabled),
        "two for each of ten": _hard([], twice, cold=10),
        "each closes what another opens": _hard([], closing),
    }


def _costing(at: int, effect: Data) -> Data:
    return {"by": "side", "cost": str(1 + at * 7 % 5), "effects": {"works": effect}}


def _house(needed: int) -> Data:
    blocs = {"doves": {"votes": "50", "otherwise": "accepts"}, "hawks": {"votes": "rest", "otherwise": "refuses"}}
    return {"members": "100", "rule": {"at_least": str(needed)}, "blocs": blocs}


def _hard(first: list[Data], levers: dict[str, Data], cold: int = 12) -> Data:
    """A case of 12 ratifiers: the first ones as given; of the others those refuse whose condition is cold."""
    away = {"not": dict.fromkeys((f"issue_{at}" for at in range(ISSUES)), "level_0")}
    ratifiers = {f"ratifier_{at}": ratifier for at, ratifier in enumerate(first)}
    for at in range(len(first), 12):
        line = {"cold": {"when": {"all": [away, {f"condition_{at}": "cold"}]}}}
        ratifiers[f"ratifier_{at}"] = {"refuses": {} if first or at >= cold else line, "otherwise": "accepts"}
    conditions: dict[str, Data] = {f"condition_{at}": {"options": ["cold", "warm"], "now": "cold"} for at in range(12)}
    conditions["mediator"] = {"options": ["away", "here"], "now": "away"}
    issues = {f"issue_{at}": {"options": [f"level_{level}" for level in range(OPTIONS)]} for at in range(ISSUES)}
    return {
        "winset": "1",
        "title": "A case to measure with",
        "as_of": "2020-10-31",
        "issues": issues,
        "status_quo": dict.fromkeys(issues, "level_0"),
        "conditions": conditions,
        "parties": {"side": {"ratifiers": ratifiers}},
        "levers": levers,
    }


def answer(path: str) -> None:
    """Load a case and answer it, and say what that took without starting Python and importing winset."""
    import time

    import winset

    loaded = winset.load(path)
    winset.deals  # noqa: B018 - what is imported when first used is imported before the clock starts
    winset.blockers  # noqa: B018
    winset.unlock  # noqa: B018
    began = time.perf_counter()
    stopped = winset.blockers(loaded)
    opened = winset.unlock(loaded)
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - began,
                "conflicts": len(stopped.conflicts),
                "waivers": len(stopped.waivers),
                "sure": sum(row.sure for row in opened.unlocks),
                "possible": sum(not row.sure for row in opened.unlocks),
                "levers": max((len(row.levers) for row in opened.unlocks), default=0),
                "complete": opened.complete,
            }
        )
    )


def measure(ratifiers: int, levers: int, runs: int, folder: Path) -> list[str]:
    """A line of the table: so many cases of one shape."""
    seconds, said = [], {"sure": 0, "possible": 0, "levers": 0, "conflicts": 0, "waivers": 0}
    for seed in range(runs):
        file = folder / f"{ratifiers}_{levers}_{seed}.yaml"
        file.write_text(json.dumps(case(Shape(ratifiers, levers, seed))), encoding="utf-8")
        ran = run((sys.executable, __file__, "--child", str(file)), Limits(60))
        if ran.code != 0:
            raise SystemExit(f"{ratifiers} ratifiers, {levers} levers, seed {seed}: {ran.stopped or ran.output}")
        seconds.append(float(ran.said["seconds"]))
        said = {key: max(most, int(ran.said[key])) for key, most in said.items()}
    spread = Spread(tuple(seconds))
    aim = ("reached" if spread.middle < TARGET else "NOT REACHED") if (ratifiers, levers) == SHAPES[0] else ""
    numbers = [said["conflicts"], said["waivers"], said["possible"], said["sure"], said["levers"]]
    return [str(ratifiers), str(levers), spread.show(), *map(str, numbers), aim]


def measure_hard(name: str, data: Data, runs: int, folder: Path) -> list[str]:
    """A line of the second table: one hard case, answered so many times."""
    file = folder / "hard.yaml"
    file.write_text(json.dumps(data), encoding="utf-8")
    ran = [run((sys.executable, __file__, "--child", str(file)), Limits(60)) for _ in range(runs)]
    failed = next((each for each in ran if each.code != 0), None)
    if failed is not None:
        raise SystemExit(f"{name}: {failed.stopped or failed.output}")
    spread = Spread(tuple(float(each.said["seconds"]) for each in ran))
    said = ran[0].said
    numbers = [str(said[key]) for key in ("possible", "sure", "levers")]
    aim = "reached" if spread.middle < TARGET else "NOT REACHED"
    return [name, spread.show(), *numbers, "yes" if said["complete"] else "no, and says so", aim]


HARD_HEAD = (
    "12 ratifiers, 20 levers",
    "s: median (least to most)",
    "possible unlocks",
    "sure unlocks",
    "levers in one, at most",
    "all of them",
    f"< {TARGET:g} s",
)

HEAD = (
    "ratifiers",
    "levers",
    "s: median (least to most)",
    "conflict sets, at most",
    "waiver sets, at most",
    "possible unlocks, at most",
    "sure unlocks, at most",
    "levers in one, at most",
    f"< {TARGET:g} s",
)


def main() -> None:
    """Measure every shape and print a table."""
    parser = argparse.ArgumentParser(description="How long unlocks take.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--child", metavar="CASE", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        answer(asked.child)
        return
    with TemporaryDirectory() as folder:
        rows = [measure(*shape, asked.runs, Path(folder)) for shape in SHAPES]
        hard = [measure_hard(name, data, asked.runs, Path(folder)) for name, data in hard_cases().items()]
    print(f"{OPTIONS}^{ISSUES} = {OPTIONS**ISSUES} packages\n")
    print(table(HEAD, rows, markdown=asked.markdown))
    print()
    print(table(HARD_HEAD, hard, markdown=asked.markdown))


if __name__ == "__main__":
    main()
