"""How long the best course takes, and how that grows with conditions, levers and periods.

    python benchmarks/course.py
    python benchmarks/course.py --runs 5 --markdown
    python benchmarks/course.py --case 10 12 20 > case.yaml    # conditions, levers, periods

The first line is the figure that winset aims at: 3^10 worlds, 16 cells of opinion, 12 levers, each with a drift of its
own, over 20 periods; the process is built by hand, so that only the solving is measured. The second is a case of the
same size through `winset course`, a whole process; then a bundled case. The second table grows such cases. There is an
empty Python process and one that only imports numpy beside them, so that a slow machine shows.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring import Limits, Ran, Spread, run, table

LEVELS = 3
CONDITIONS, LEVERS, PERIODS = 10, 12, 20
CELLS = 4  # of each of two levers that move opinion: 16 together
SECONDS, GIBIBYTES = 30.0, 4.0
GIBIBYTE = 2**30 / 1e6
BUNDLED = "japan-russia"
BUNDLED_SECONDS = 3.0
GROWING: dict[str, tuple[int, ...]] = {
    "conditions": (2, 4, 6, 8, 9, 10),
    "levers": (4, 8, 12, 16, 24),
    "periods": (5, 10, 20, 40),
}
GROWN = {"conditions": 8, "levers": LEVERS, "periods": PERIODS}
"""What does not grow in the second table."""

Data = dict[str, Any]


def case(conditions: int, levers: int, periods: int) -> Data:
    """A case in which every condition drifts, each lever bears on the drift of one, and two levers move opinion."""
    draw = random.Random(f"{conditions} {levers} {periods}")
    names = [f"condition_{at}" for at in range(conditions)]
    options = [f"level_{level}" for level in range(LEVELS)]
    written = {f"lever_{at}": _lever(draw, at, names) for at in range(levers)}
    return {
        "winset": "1",
        "title": "A course to measure with",
        "as_of": "2020-10-31",
        "issues": {"deal": {"options": ["none", "signed"]}},
        "status_quo": {"deal": "none"},
        "deal": {"deal": "signed"},
        "conditions": {id_: {"ordered": "true", "options": options, "now": "level_0"} for id_ in names},
        "parties": {
            "us": {"lead": "chief", "ratifiers": {"chief": {"otherwise": "accepts"}, "public": _public()}},
        },
        "levers": written,
        "goals": {
            "good": {
                "points": {
                    "deal": {"signed": "5"},
                    **{id_: {"level_1": str(draw.randint(0, 2)), "level_2": str(draw.randint(1, 4))} for id_ in names},
                },
                "attention": {"low": "0", "likely": "0.5", "high": "2", "why": "assumed"},
            }
        },
        "course": {
            "for": "us",
            "period": "a month",
            "discount": {"is": "0.95", "why": "assumed"},
            "horizon": [str(periods)],
            "afterwards": "nothing",
            "refusals": "fresh",
            "propose": {"treaty": {"package": {"deal": "signed"}, "cost": "2"}},
            "drift": dict(_drifts(draw, names, list(written))),
            "named": {"nothing": {"only": []}},
        },
    }


def _public() -> Data:
    """A public that a poll is about, and whose support has to reach a half."""
    answers = {
        "yes": {"share": "40", "accepts": {"deal": "signed"}},
        "no": {"share": "60", "accepts": {"deal": "none"}},
    }
    poll = {"asked": "...", "field": "2020-09", "about": {"deal": "signed"}, "base": "asked", "answers": answers}
    return {"polls": {"poll": poll}, "rule": {"at_least": "1/2", "of": "asked"}}


def _lever(draw: random.Random, at: int, names: list[str]) -> Data:
    """The first two move opinion, the others a condition."""
    cost = str(draw.randint(1, 4))
    if at < 2:
        support = {"ratifier": "us.public", "points": str(3 + 2 * at), "about": {"deal": "signed"}}
        effects: Data = {"opinion": {"support": support}}
        return {"by": "us", "cost": cost, "effects": effects, "bound": {"points": str((CELLS - 1) * (3 + 2 * at))}}
    id_ = names[at % len(names)]
    level = f"level_{draw.randrange(1, LEVELS)}"
    return {"by": "us", "cost": cost, "effects": {"moved": {"set": {id_: level}, "chance": f"0.{draw.randint(2, 8)}"}}}


def _drifts(draw: random.Random, names: list[str], levers: list[str]) -> Iterator[tuple[str, Data]]:
    """Each condition moves up and down by itself; each lever makes one of them move more, so that no two are alike."""
    for id_ in names:
        for one, other in ((0, 1), (1, 2), (1, 0), (2, 1)):
            yield (
                f"{id_}_from_{one}_to_{other}",
                {
                    "condition": id_,
                    "from": f"level_{one}",
                    "to": f"level_{other}",
                    "chance": f"0.0{draw.randint(1, 9)}",
                },
            )
    for at, lever in enumerate(levers):
        id_ = names[(at + 1) % len(names)]
        drift = {"condition": id_, "from": "level_0", "to": "level_2", "chance": f"0.{draw.randint(10, 30)}"}
        yield f"{lever}_helps", {**drift, "during": [lever]}


def kernel() -> None:
    """Solve a process of the size of the figure, and say what that took."""
    import numpy as np

    from winset.course.process import Act, Process, Turn
    from winset.course.solving import best_until

    rng = np.random.default_rng(1)
    cells = CELLS * CELLS
    shape = (*(LEVELS,) * CONDITIONS, cells)

    def along(part: int, values: Any) -> Any:
        return values.reshape([-1 if at == part else 1 for at in range(len(shape))])

    flow = sum(along(part, rng.integers(0, 5, LEVELS).astype(np.float64)) for part in range(CONDITIONS))
    flow = flow + along(CONDITIONS, np.linspace(0, 3, cells))
    everywhere, one = np.ones((1,) * len(shape), dtype=np.bool_), np.ones((1,) * len(shape))
    acts = []
    for number in range(LEVERS + 1):  # waiting besides
        tables = {part: rng.dirichlet(np.ones(LEVELS) * 2, LEVELS) for part in range(CONDITIONS)}
        maps = {CONDITIONS: np.minimum(np.arange(cells) + 1, cells - 1)} if number in {1, 2} else {}
        effort = one * (0.0 if number == 0 else float(rng.integers(1, 5)))
        acts.append(Act(f"act_{number}", everywhere, 0 * one, effort, (Turn(one, tables, maps),)))
    process = Process(shape, flow, tuple(acts))
    began, spent = time.perf_counter(), time.process_time()
    solution = best_until(process, PERIODS, 0.95, 0.5, np.zeros(shape))
    took = {"seconds": time.perf_counter() - began, "processor": time.process_time() - spent}
    print(json.dumps({**took, "states": process.size, "value": float(solution.values[(0,) * len(shape)])}))


@dataclass(frozen=True, slots=True)
class Line:
    """Something measured: its name, its command, and what it may take."""

    name: str
    command: tuple[str, ...]
    seconds: float | None = None
    inside: bool = False


WINSET = (sys.executable, "-m", "winset")
HEAD = ("what", "s: median (least to most)", "processor s", "MB", "target", "verdict")
GROWN_HEAD = ("what grows", "to", "states", "s: median (least to most)", "processor s", "MB", "said")


def lines(folder: Path) -> Iterator[Line]:
    """What the first table measures; generated cases are written into the folder."""
    yield Line("python -c pass", (sys.executable, "-c", "pass"))
    yield Line("python -c 'import numpy'", (sys.executable, "-c", "import numpy"))
    words = f"3^{CONDITIONS} worlds x {CELLS**2} cells x {LEVERS} levers x {PERIODS} periods"
    yield Line(f"the process alone, {words}", (sys.executable, __file__, "--kernel"), SECONDS, inside=True)
    file = folder / "figure.yaml"
    file.write_text(json.dumps(case(CONDITIONS, LEVERS, PERIODS)), encoding="utf-8")
    yield Line(f"winset course, a case of {words}", (*WINSET, "course", str(file), "--json"), SECONDS)
    yield Line(f"winset course {BUNDLED}", (*WINSET, "course", BUNDLED), BUNDLED_SECONDS)


def measured(line: Line, rans: list[Ran]) -> list[str]:
    """A line of the first table."""
    seconds = Spread(tuple(float(ran.said["seconds"]) if line.inside else ran.seconds for ran in rans))
    processor = Spread(tuple(float(ran.said["processor"]) if line.inside else ran.processor for ran in rans)).middle
    megabytes = Spread(tuple(ran.megabytes for ran in rans)).middle
    target, verdict = "", ""
    if line.seconds is not None:
        target = f"< {line.seconds:g} s" + (f", < {GIBIBYTES:g} GiB" if line.seconds == SECONDS else "")
        verdict = "reached" if seconds.middle < line.seconds and megabytes < GIBIBYTES * GIBIBYTE else "NOT REACHED"
    return [line.name, seconds.show(), f"{processor:.2f}", f"{megabytes:.0f}", target, verdict]


def grown(runs: int, folder: Path) -> Iterator[list[str]]:
    """The lines of the second table."""
    for grows, sizes in GROWING.items():
        for size in sizes:
            print(f"{grows} {size}", file=sys.stderr)
            asked = {**GROWN, grows: size}
            file = folder / "grown.yaml"
            file.write_text(json.dumps(case(**asked)), encoding="utf-8")
            rans = [run((*WINSET, "course", str(file), "--json"), Limits(300), cwd=folder) for _ in range(runs)]
            failed = next((ran for ran in rans if ran.code != 0), None)
            if failed is not None:
                yield [grows, str(size), "", failed.stopped or f"exit code {failed.code}", "", "", ""]
                continue
            said = json.loads(rans[0].output)
            yield [
                grows,
                str(size),
                f"{said['states']:,}",
                Spread(tuple(ran.seconds for ran in rans)).show(),
                f"{Spread(tuple(ran.processor for ran in rans)).middle:.2f}",
                f"{Spread(tuple(ran.megabytes for ran in rans)).middle:.0f}",
                "something left out" if said["notes"] else "all",
            ]


def main() -> None:
    """Measure everything and print two tables."""
    parser = argparse.ArgumentParser(description="How long the best course takes.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument(
        "--case", nargs=3, type=int, metavar="N", help="print a case of so many conditions, levers, periods"
    )
    parser.add_argument("--kernel", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.kernel:
        kernel()
        return
    if asked.case:
        print(json.dumps(case(*asked.case)))
        return
    with TemporaryDirectory() as folder:
        measuring = list(lines(Path(folder)))
        found: list[list[Ran]] = [[] for _ in measuring]
        for number in range(asked.runs):
            for line, rans in zip(measuring, found, strict=True):
                print(f"run {number + 1} of {asked.runs}: {line.name}", file=sys.stderr)
                rans.append(run(line.command, Limits(300), cwd=folder))
                if rans[-1].code != 0:
                    raise SystemExit(f"{line.name} failed: {rans[-1].stopped or rans[-1].code}")
        print(table(HEAD, [measured(*pair) for pair in zip(measuring, found, strict=True)], markdown=asked.markdown))
        print()
        print(table(GROWN_HEAD, list(grown(asked.runs, Path(folder))), markdown=asked.markdown))


if __name__ == "__main__":
    main()
