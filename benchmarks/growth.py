"""How the time grows with issues, with options, with ratifiers and with levers.

    python benchmarks/growth.py
    python benchmarks/growth.py --runs 5 --markdown --picture docs/growth.svg

The first three grow `winset.deals` on random cases judged by points (see solver.py), two of the ratifiers bargaining;
enumeration answers too where there are few enough packages. The last grows `winset.unlock` (see unlocks.py). What the
solver has not proven within `--seconds` winset says, and so do the table and the picture.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from growth_picture import Mark, picture_of
from measuring import Limits, Spread, run, table
from solver import Shape, below_the_most, case, drawn
from unlocks import Shape as Levers
from unlocks import case as case_with_levers

LISTED = 20_000_000  # packages that are gone through in a few seconds
PART = 0.25  # of the way to the largest sum for all that each ratifier has without a deal
ISSUES, OPTIONS, RATIFIERS = 20, 4, 6  # what does not grow
BODIES = 12  # ratifiers of the cases with levers
GROWING: dict[str, tuple[int, ...]] = {
    "issues": (10, 12, 20, 30, 40, 50, 60),
    "options": (2, 4, 6, 8, 10),
    "ratifiers": (2, 5, 10, 20, 40),
    "levers": (5, 10, 20, 30, 40),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing measured: what grows, to which size, and who answers."""

    grows: str
    size: int
    engine: str

    @property
    def shape(self) -> Shape:
        """The case to draw, where points judge it."""
        sizes = {"issues": ISSUES, "options": OPTIONS, "ratifiers": RATIFIERS, self.grows: self.size}
        return Shape(sizes["issues"], sizes["options"], sizes["ratifiers"])

    def data(self) -> dict[str, Any]:
        """The case."""
        if self.grows == "levers":
            return case_with_levers(Levers(BODIES, self.size, 0))
        points = drawn(self.shape)
        return case(self.shape, points, below_the_most(points, PART))


def steps() -> Iterator[Step]:
    """All that is measured."""
    for grows, sizes in GROWING.items():
        for size in sizes:
            step = Step(grows, size, "unlock" if grows == "levers" else "solver")
            yield step
            if grows != "levers" and step.shape.options**step.shape.issues <= LISTED:
                yield Step(grows, size, "enumeration")


def answer(engine: str, seconds: float, path: str) -> None:
    """Load a case and answer it, and say what that took without starting Python and importing winset."""
    import winset
    from winset.model.logic import TRUE
    from winset.settlement.clock import Clock
    from winset.settlement.exact.program import search
    from winset.settlement.question import ask

    loaded = winset.load(path)
    winset.deals  # noqa: B018 - what is imported when first used is imported before the clock starts
    winset.unlock  # noqa: B018
    if engine == "solver":
        asked = ask(loaded)
        search(asked.model(asked.worlds[0]).space, [TRUE], Clock(1.0))  # loads the solver
    began, spent = time.perf_counter(), time.process_time()
    if engine == "unlock":
        opened = winset.unlock(loaded)
        proven, words = opened.complete, f"{len(opened.unlocks)} unlocks"
    else:
        found = winset.deals(loaded, engine=engine, seconds=seconds)
        partial = not all(view.complete for view in found.frontiers)
        proven, words = found.about.exact and not partial, found.verdict.value
    took = {"seconds": time.perf_counter() - began, "processor": time.process_time() - spent}
    print(json.dumps({**took, "proven": proven, "words": words}))


def measure(step: Step, file: Path, runs: int, seconds: float) -> tuple[list[str], Mark | None]:
    """A line of the table, and a mark of the picture where it was answered at all."""
    command = (sys.executable, __file__, "--seconds", str(seconds), "--child", step.engine, str(file))
    ran = [run(command, Limits(2 * seconds + 30)) for _ in range(runs)]
    name = [step.grows, str(step.size), step.engine]
    failed = next((each for each in ran if each.code != 0), None)
    if failed is not None:
        return [*name, failed.stopped or f"exit code {failed.code}", "", "", ""], None
    spread = Spread(tuple(float(each.said["seconds"]) for each in ran))
    processor = Spread(tuple(float(each.said["processor"]) for each in ran)).middle
    proven = all(each.said["proven"] for each in ran)
    row = [*name, spread.show(), f"{processor:.2f}", str(ran[0].said["words"]), "yes" if proven else "no, and says so"]
    return row, Mark(step.grows, step.size, step.engine, spread.middle, proven)


HEAD = ("what grows", "to", "who answers", "s: median (least to most)", "processor s", "answer", "all proven")


def main() -> None:
    """Measure every step, print a table, and draw a picture where asked to."""
    parser = argparse.ArgumentParser(description="How time grows.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long the solver may look")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw the times as SVG too")
    parser.add_argument("--child", nargs=2, metavar=("ENGINE", "CASE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        answer(asked.child[0], asked.seconds, asked.child[1])
        return
    rows, marks = [], []
    with TemporaryDirectory() as folder:
        for step in steps():
            print(f"{step.grows} {step.size}, {step.engine}", file=sys.stderr)
            file = Path(folder) / "case.yaml"
            file.write_text(json.dumps(step.data()), encoding="utf-8")
            row, mark = measure(step, file, asked.runs, asked.seconds)
            rows.append(row)
            marks += [mark] if mark is not None else []
    print(table(HEAD, rows, markdown=asked.markdown))
    if asked.picture:
        asked.picture.write_text(picture_of(marks, asked.seconds), encoding="utf-8")


if __name__ == "__main__":
    main()
