"""How long stability takes, how much memory, and how that grows with options and decision makers.

    python benchmarks/stability.py
    python benchmarks/stability.py --runs 3 --markdown

Stability of every state for every decision maker under Nash, GMR, SMR, SEQ and SSEQ. The first table has the figures
that winset aims at and the hardest kinds of conflicts (see conflicts.py); the second grows conflicts in which every
combination of options is feasible. Processor time is that of making states and moves and of stability, without
starting Python and drawing preferences; memory is the most that the whole process had.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from conflicts import KINDS, Size
from measuring import Limits, Ran, Spread, run, table

GIBIBYTE = 2**30 / 1e6
LIMITS = Limits(600, 12)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured, and what winset aims at there: seconds, and gibibytes of memory."""

    kind: str
    size: Size
    seconds: float | None = None
    gibibytes: float | None = None

    @property
    def command(self) -> tuple[str, ...]:
        return (sys.executable, __file__, "--child", self.kind, str(self.size.options), str(self.size.deciders))


FIGURES = (
    Line("random", Size(16, 4), 2.0),
    Line("random", Size(20, 4), 60.0, 8.0),
    Line("statements", Size(16, 4), 2.0),
    Line("statements", Size(20, 4), 60.0, 8.0),
    Line("irreversible", Size(20, 4)),
    Line("all irreversible", Size(20, 4)),
    Line("all irreversible", Size(12, 1)),
    Line("all irreversible", Size(16, 1)),
    Line("sparse", Size(24, 4)),
    Line("listed", Size(16, 4)),
    Line("listed", Size(20, 2)),
    Line("corridor", Size(24, 3)),
    Line("corridor", Size(32, 3)),
    Line("listed corridor", Size(13, 3)),
    Line("listed corridor", Size(17, 3)),
)
GROWN = tuple(Size(options, deciders) for deciders in range(2, 7) for options in range(6, 21, 2))
REPORTED = """\
Reported for GMCR+ in the literature, on another machine and not measured here: 36 processor seconds for 4,096 states
(12 options), 167 s and 3.1 GB for 8,192 (13 options): 4.5 times as long for each option more."""


def child(kind: str, size: Size) -> None:
    """Make a conflict and its stability, and say what that took."""
    from winset.conflict.stable import stability_of

    make = KINDS[kind](size)
    began = time.process_time()
    conflict = make()
    made = time.process_time()
    found = stability_of(conflict)
    ended = time.process_time()
    equilibria = {concept: len(found.equilibria(concept)) for concept in found.stable}
    took = {"making": made - began, "stability": ended - made}
    print(json.dumps({**took, "states": conflict.size, "equilibria": equilibria}))


def measured(line: Line, runs: int) -> list[Ran]:
    print(f"{line.kind}, {line.size.options} options, {line.size.deciders} deciders", file=sys.stderr)
    return [run(line.command, LIMITS) for _ in range(runs)]


def spent(rans: list[Ran], *parts: str) -> float:
    return Spread(tuple(sum(float(ran.said[part]) for part in parts) for ran in rans)).middle


HEAD = ("what", "options", "deciders", "states", "making s", "stability s", "MB", "equilibria", "target", "verdict")


def figure(line: Line, runs: int) -> list[str]:
    rans = measured(line, runs)
    name = [line.kind, str(line.size.options), str(line.size.deciders)]
    failed = next((ran for ran in rans if ran.code != 0), None)
    if failed is not None:
        return [*name, "", "", failed.stopped or f"exit code {failed.code}", "", "", "", ""]
    seconds, megabytes = spent(rans, "making", "stability"), Spread(tuple(ran.megabytes for ran in rans)).middle
    targets = [] if line.seconds is None else [f"< {line.seconds:g} s"]
    targets += [] if line.gibibytes is None else [f"< {line.gibibytes:g} GiB"]
    reached = seconds < (line.seconds or seconds + 1) and megabytes < (line.gibibytes or 1e9) * GIBIBYTE
    return [
        *name,
        f"{rans[0].said['states']:,}",
        f"{spent(rans, 'making'):.2f}",
        f"{spent(rans, 'stability'):.2f}",
        f"{megabytes:.0f}",
        " ".join(f"{count:,}" for count in rans[0].said["equilibria"].values()),
        ", ".join(targets),
        "" if not targets else "reached" if reached else "NOT REACHED",
    ]


GROWN_HEAD = ("deciders", "options", "states", "processor s", "MB", "times as long for each option more")


def grown(runs: int) -> Iterator[list[str]]:
    before: tuple[Size, float] | None = None
    for size in GROWN:
        rans = measured(Line("random", size), runs)
        seconds = spent(rans, "making", "stability")
        memory = Spread(tuple(ran.megabytes for ran in rans)).middle
        growth = ""
        if before is not None and before[0].deciders == size.deciders:
            growth = f"{(seconds / before[1]) ** (1 / (size.options - before[0].options)):.2f}"
        before = size, seconds
        yield [str(size.deciders), str(size.options), f"{2**size.options:,}", f"{seconds:.3f}", f"{memory:.0f}", growth]


def main() -> None:
    """Measure everything and print two tables."""
    parser = argparse.ArgumentParser(description="How long stability takes.")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--figures", action="store_true", help="the first table only")
    parser.add_argument("--child", nargs=3, metavar=("KIND", "OPTIONS", "DECIDERS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        kind, options, deciders = asked.child
        child(kind, Size(int(options), int(deciders)))
        return
    print(table(HEAD, [figure(line, asked.runs) for line in FIGURES], markdown=asked.markdown))
    print("\nEquilibria under Nash, GMR, SMR, SEQ and SSEQ.\n")
    if not asked.figures:
        print(table(GROWN_HEAD, list(grown(asked.runs)), markdown=asked.markdown))
        print(f"\n{REPORTED}")


if __name__ == "__main__":
    main()
