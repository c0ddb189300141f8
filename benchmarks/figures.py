"""The times and the memory that winset aims at, as measured in one run.

    python benchmarks/figures.py
    python benchmarks/figures.py --runs 5 --markdown

Each line is a whole process, beside an empty one and one that only imports numpy, so that a slow machine shows. A
figure that is not reached is printed as such; the exit code says nothing about time.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring import Limits, Ran, Spread, run, table

CASE = "japan-russia"
ISLANDS = "islands: {at_least: two}"
SEED = 1
PACKAGES, RATIFIERS, BARGAINERS = 10**7, 6, 2
MEGABYTES = 10
DRAWS = 100_000
GIBIBYTE = 2**30 / 1e6

PREFIX = "import sys, winset.cli; sys.argv[0] = 'winset'; winset.cli.main()"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that is measured: its number among the figures, a command, and what it may take."""

    number: str
    name: str
    command: tuple[str, ...]
    seconds: float | None = None
    megabytes: float | None = None
    inside: bool = False  # the process says itself what its work took, beside its whole time


def _winset() -> tuple[str, ...]:
    """The command line, of this very Python."""
    beside = Path(sys.executable).parent / "winset"
    found = str(beside) if beside.exists() else which("winset")
    return (found,) if found else (sys.executable, "-c", PREFIX)


def _generate(file: Path, *options: str) -> None:
    """Write a case in another process: a process starts with the peak memory of the one that starts it."""
    script = Path(__file__).resolve().parent / "generate.py"
    with file.open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, str(script), f"--seed={SEED}", *options], stdout=out, check=True)


def figures(folder: Path) -> list[Figure]:
    """All that is measured; the generated cases are written into the folder."""
    python, winset = sys.executable, _winset()
    space, large, dense = folder / "space.yaml", folder / "large.yaml", folder / "dense.yaml"
    _generate(space, f"--packages={PACKAGES}", f"--ratifiers={RATIFIERS}", f"--bargainers={BARGAINERS}")
    _generate(large, f"--large={MEGABYTES}")
    _generate(dense, f"--large={MEGABYTES}", "--prose=0")
    page = str(folder / "page.html")
    return [
        Figure("-", "python -c pass", (python, "-c", "pass")),
        Figure("-", "python -c 'import numpy'", (python, "-c", "import numpy")),
        Figure("1", f"winset check {CASE}", (*winset, "check", CASE), 0.6),
        Figure("2", f"winset deals {CASE}", (*winset, "deals", CASE), 1.5),
        Figure("2", f"winset deals {CASE} --where '{ISLANDS}'", (*winset, "deals", CASE, "--where", ISLANDS), 1.5),
        Figure("-", f"winset brief {CASE}", (*winset, "brief", CASE, "-o", page)),
        Figure(
            "3",
            f"winset.deals, {PACKAGES:,} packages, {RATIFIERS} ratifiers, {BARGAINERS} bargainers",
            (python, __file__, "--child", str(space)),
            3.0,
            2 * GIBIBYTE,
            inside=True,
        ),
        Figure("-", "the same, winset deals as a whole process", (*winset, "deals", str(space))),
        *(
            Figure(
                "7" if workers > 1 else "-",
                f"winset doubt {CASE}, {DRAWS:,} draws, {workers} worker{'s' if workers > 1 else ''}",
                (*winset, "doubt", CASE, "--draws", str(DRAWS), "--workers", str(workers), "--json"),
                20.0 if workers > 1 else None,
            )
            for workers in (1, 2)
        ),
        Figure("9", f"winset check, a case of {MEGABYTES} MB", (*winset, "check", str(large)), 5.0),
        Figure("-", f"winset check, {MEGABYTES} MB without prose", (*winset, "check", str(dense))),
    ]


@dataclass(frozen=True, slots=True)
class Measured:
    """The runs of one figure."""

    figure: Figure
    seconds: Spread
    processor: Spread
    megabytes: Spread
    said: dict[str, object]

    @property
    def verdict(self) -> str:
        """Whether the medians are within the figure."""
        if self.figure.seconds is None:
            return ""
        slow = self.seconds.middle >= self.figure.seconds
        heavy = self.figure.megabytes is not None and self.megabytes.middle >= self.figure.megabytes
        if slow and not heavy and self.processor.middle < self.figure.seconds:
            return "NOT REACHED, but within it in processor time: the machine was busy"
        return "NOT REACHED" if slow or heavy else "reached"


def measure(listed: Sequence[Figure], runs: int) -> list[Measured]:
    """All figures in turns, so that a machine that is busy for a while is busy for each."""
    found: dict[Figure, list[Ran]] = {figure: [] for figure in listed}
    for number in range(runs):
        for figure in listed:
            print(f"run {number + 1} of {runs}: {figure.name}", file=sys.stderr)
            with TemporaryDirectory() as empty:
                ran = run(figure.command, Limits(600), cwd=empty)
            if ran.code != 0:
                raise SystemExit(f"{figure.name} failed with exit code {ran.code}")
            found[figure].append(ran)
    return [_measured(figure, rans) for figure, rans in found.items()]


def _measured(figure: Figure, rans: list[Ran]) -> Measured:
    said = [ran.said for ran in rans] if figure.inside else []
    seconds = [float(one["seconds"]) for one in said] or [ran.seconds for ran in rans]
    processor = [float(one["processor"]) for one in said] or [ran.processor for ran in rans]
    megabytes = [ran.megabytes for ran in rans]
    told = {key: value for key, value in said[0].items() if key not in _TIMES} if said else {}
    return Measured(figure, Spread(tuple(seconds)), Spread(tuple(processor)), Spread(tuple(megabytes)), told)


_TIMES = ("seconds", "processor")


HEAD = (
    "figure",
    "what",
    "s: median (least to most)",
    "x pass",
    "x import numpy",
    "processor s",
    "MB",
    "target",
    "verdict",
)


def rows(found: list[Measured]) -> list[list[str]]:
    """The lines of the table."""
    empty, numpy = (one.seconds.middle for one in found[:2])
    return [
        [
            one.figure.number,
            one.figure.name,
            one.seconds.show(),
            f"{one.seconds.middle / empty:.1f}",
            f"{one.seconds.middle / numpy:.1f}",
            f"{one.processor.middle:.2f}",
            f"{one.megabytes.middle:.0f}",
            _target(one.figure),
            one.verdict,
        ]
        for one in found
    ]


def _target(figure: Figure) -> str:
    if figure.seconds is None:
        return ""
    memory = f", < {figure.megabytes / GIBIBYTE:g} GiB" if figure.megabytes is not None else ""
    return f"< {figure.seconds:g} s{memory}"


def answer(path: str) -> None:
    """Load a case and answer it, and say what that took without starting Python and importing winset."""
    import time

    import winset

    began = time.perf_counter(), time.process_time()
    result = winset.deals(winset.load(path))
    seconds, processor = time.perf_counter() - began[0], time.process_time() - began[1]
    sizes = {view.over: len(view.values) for view in result.frontiers}
    chosen = sorted({solution.concept for solution in result.solutions})
    said = {"seconds": seconds, "processor": processor, "ratified": result.sure}
    print(json.dumps({**said, "frontier points": sizes, "solutions": chosen}))


def main() -> None:
    """Measure all figures and print them."""
    parser = argparse.ArgumentParser(description="The figures that winset aims at.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--child", metavar="CASE", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        answer(asked.child)
        return
    with TemporaryDirectory() as folder:
        found = measure(figures(Path(folder)), asked.runs)
    print(table(HEAD, rows(found), markdown=asked.markdown))
    for one in found:
        if one.said:
            print(f"\nFigure {one.figure.number} answered: {json.dumps(one.said)}")


if __name__ == "__main__":
    main()
