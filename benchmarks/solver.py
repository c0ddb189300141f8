"""How long each question takes where packages are far too many to be gone through: 4^40 (10^24) of them.

    python benchmarks/solver.py
    python benchmarks/solver.py --runs 5 --markdown

A case is drawn at random: 40 issues of four options, and six ratifiers judged by points, two of whom bargain. Each
question is asked in a process of its own, of the loaded and compiled case; all but the last are parts of `winset.deals`
and `winset.blockers`, asked alone. `processor s` is the time that
the processor spent, which other work disturbs less; the frontier is walked from both ends by two threads at once. A
question is stopped after a minute, and winset then says what is not proven.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring import Limits, Spread, run, table

if TYPE_CHECKING:
    from winset.case.load import Case
    from winset.model.compile import Model
    from winset.model.logic import Formula
    from winset.settlement.clock import Clock
    from winset.settlement.exact.bargains import Bargain, Table

TARGET = 10.0
LOOKING = 60.0  # seconds that a question may take before what it has is all it says
LIMITS = Limits(150)
FREE, HELD_BACK = 0.66, 0.80  # of the points an issue at a time could give: deals abound; no deal is ratified

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is drawn: how many issues, options, ratifiers and bargainers, and which case of that size."""

    issues: int = 40
    options: int = 4
    ratifiers: int = 6
    bargainers: int = 2
    seed: int = 1


Points = list[list[list[int]]]
"""What each ratifier has for each option, by ratifier and issue."""


def drawn(shape: Shape) -> Points:
    """Points from 0 to 100, each as likely as any other."""
    draw = random.Random(shape.seed)
    return [
        [[draw.randint(0, 100) for _ in range(shape.options)] for _ in range(shape.issues)]
        for _ in range(shape.ratifiers)
    ]


def shares_of_best(points: Points, share: float) -> list[int]:
    """What each ratifier has without a deal: a share of the sum of its best options."""
    return [int(share * sum(max(options) for options in issues)) for issues in points]


def below_the_most(points: Points, part: float) -> list[int]:
    """What each ratifier has without a deal: so far from its mean towards the package with the largest sum for all.

    So there is always a deal, whatever the number of issues, options and ratifiers; and most packages are refused.
    """
    issues, options = range(len(points[0])), range(len(points[0][0]))
    chosen = [max(options, key=lambda at: sum(worth[issue][at] for worth in points)) for issue in issues]
    held = []
    for worth in points:
        mean = sum(map(sum, worth)) / len(options)
        most = sum(values[at] for values, at in zip(worth, chosen, strict=True))
        held.append(int(min(most, mean + part * (most - mean))))
    return held


def case(shape: Shape, points: Points, no_deal: Sequence[int]) -> Data:
    """Points as a case, as plain data. The first ratifiers lead their party, so they bargain."""
    options = [f"option_{at}" for at in range(shape.options)]
    issues = {f"issue_{at}": {"ordered": "yes", "options": options} for at in range(shape.issues)}
    parties: dict[str, Data] = {}
    for number, (worth, held) in enumerate(zip(points, no_deal, strict=True)):
        by_issue = {
            f"issue_{at}": {option: str(value) for option, value in zip(options, values, strict=True)}
            for at, values in enumerate(worth)
        }
        lead = {"lead": "cabinet"} if number < shape.bargainers else {}
        parties[f"party_{number}"] = {**lead, "ratifiers": {"cabinet": {"no_deal": str(held), "points": by_issue}}}
    return {
        "winset": "1",
        "title": "A case to measure with",
        "as_of": "2020-10-31",
        "issues": issues,
        "status_quo": dict.fromkeys(issues, "option_0"),
        "parties": parties,
    }


@dataclass(frozen=True, slots=True)
class Said:
    """What a question was answered, in short, and whether that is proven."""

    words: str
    proven: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is asked of, and how long it may take."""

    case: "Case"
    model: "Model"
    clock: "Clock"

    @property
    def sure(self) -> "Formula":
        """The deals that all accept."""
        from winset.settlement.exact.stands import Stands

        return Stands(self.model, self.model.deal).sure


def _existence(asked: Asked) -> Said:
    from winset.settlement.exact.program import search

    found = search(asked.model.space, [asked.sure], asked.clock)
    return Said("there is one" if found.package is not None else "there is none", found.proven)


def _first(asked: Asked) -> Said:
    from winset.settlement.exact.program import first

    found = first(asked.model.space, [asked.sure], asked.clock)
    return Said("found" if found.package is not None else "none", found.proven)


def _levels(asked: Asked) -> Said:
    from winset.settlement.exact.options import options_in

    seen = options_in(asked.model.space, [asked.sure], asked.clock)
    occurring = sum(int(options.sum()) for options in seen)
    return Said(f"{occurring} of {sum(len(options) for options in seen)} options occur", not asked.clock.ran_out)


def _blockers(asked: Asked) -> Said:
    import winset

    found = winset.blockers(asked.case, engine="solver", seconds=asked.clock.seconds)
    conflicts = {row.ratifiers for row in found.conflicts}
    waivers = {row.ratifiers for row in found.waivers}
    return Said(f"{len(conflicts)} conflict sets, {len(waivers)} waiver sets", found.about.exact)


def _table(model: "Model", bargainers: int) -> "Table":
    """The first so many ratifiers as bargainers over the ratified deals."""
    from winset.model.acceptance.worth import points_of
    from winset.settlement.exact.bargains import Table
    from winset.settlement.exact.stands import Stands

    worths = [worth for who in model.ratifiers[:bargainers] if (worth := who.worth) is not None]
    numbers = tuple(points_of(worth.points) for worth in worths)
    return Table(model.space, (Stands(model, model.deal).sure,), numbers, tuple(int(worth.no_deal) for worth in worths))


def _bargain(rule: str, bargainers: int, *, ratified: bool) -> "Question":
    """A rule of choice; gains are beside the best among all packages, or among those that are ratified."""

    def ask(asked: Asked) -> Said:
        from winset.settlement.exact import bargains
        from winset.settlement.exact.program import search

        bargaining = _table(asked.model, bargainers)
        required = bargaining.rational if ratified else ()
        bests = [search(asked.model.space, required, asked.clock, number) for number in bargaining.numbers]
        gains = [best.bound - held for best, held in zip(bests, bargaining.no_deal, strict=True)]
        found: Bargain = getattr(bargains, rule)(bargaining, gains, asked.clock)
        ties = "" if found.all_ties else ", not all that tie"
        return Said(f"{len(found.points)} vector{'s' * (len(found.points) != 1)}{ties}", found.proven)

    return ask


def _frontier(asked: Asked) -> Said:
    from winset.settlement.exact.frontier import front

    bargaining = _table(asked.model, 2)
    found = front(asked.model.space, bargaining.required, bargaining.numbers, asked.clock)
    return Said(f"{len(found.points)} points", found.complete)


def _deals(asked: Asked) -> Said:
    import winset

    found = winset.deals(asked.case, engine="solver", seconds=asked.clock.seconds)
    partial = sum(not view.complete for view in found.frontiers)
    without = f"; {partial} of {len(found.frontiers)} frontiers are not complete" if partial else ""
    return Said(f"{found.verdict.value}{without}", found.about.exact)


Question = Callable[[Asked], Said]

QUESTIONS: dict[str, tuple[float, Question]] = {
    "is there a ratified deal": (FREE, _existence),
    "the same where there is none": (HELD_BACK, _existence),
    "the first ratified deal": (FREE, _first),
    "best and worst of every issue": (FREE, _levels),
    "blockers where there is none": (HELD_BACK, _blockers),
    "egalitarian, six bargainers": (FREE, _bargain("egalitarian", 6, ratified=False)),
    "utilitarian, six bargainers": (FREE, _bargain("utilitarian", 6, ratified=False)),
    "Kalai-Smorodinsky, six bargainers": (FREE, _bargain("kalai_smorodinsky", 6, ratified=True)),
    "Nash, two bargainers": (FREE, _bargain("nash", 2, ratified=True)),
    "frontier, two bargainers": (FREE, _frontier),
    "winset.deals as a whole": (FREE, _deals),
}
WHOLE = "winset.deals as a whole"  # no figure is set for all questions at once


def answer(question: str, path: str) -> None:
    """Load a case, answer one question, and say what that took without starting Python and importing winset."""
    import winset
    from winset.model.logic import TRUE
    from winset.settlement.clock import Clock
    from winset.settlement.exact.program import search
    from winset.settlement.question import ask

    loaded = winset.load(path)
    winset.deals  # noqa: B018 - what is imported when first used is imported before the clock starts
    winset.blockers  # noqa: B018
    asked = ask(loaded)
    model = asked.model(asked.worlds[0])
    search(model.space, [TRUE], Clock(1.0))  # loads the solver
    clock = Clock(LOOKING)
    began, spent = time.perf_counter(), time.process_time()
    said = QUESTIONS[question][1](Asked(loaded, model, clock))
    took = {"seconds": time.perf_counter() - began, "processor": time.process_time() - spent}
    print(json.dumps({**took, "words": said.words, "proven": said.proven}))


def measure(question: str, file: Path, runs: int) -> list[str]:
    """A line of the table: one question, asked so many times."""
    ran = [run((sys.executable, __file__, "--child", question, str(file)), LIMITS) for _ in range(runs)]
    stopped = next((each for each in ran if each.code != 0), None)
    if stopped is not None:
        return [question, stopped.stopped or f"exit code {stopped.code}", "", "", "", "", "NOT REACHED"]
    spread = Spread(tuple(float(each.said["seconds"]) for each in ran))
    processor = f"{Spread(tuple(float(each.said['processor']) for each in ran)).middle:.2f}"
    megabytes = max(each.megabytes for each in ran)
    proven = all(each.said["proven"] for each in ran)
    reached = "reached" if proven and spread.middle < TARGET else "NOT REACHED"
    aim = "" if question == WHOLE else reached
    words = str(ran[0].said["words"])
    return [question, words, spread.show(), processor, f"{megabytes:.0f}", "yes" if proven else "no, and says so", aim]


HEAD = ("question", "answer", "s: median (least to most)", "processor s", "MB", "proven", f"< {TARGET:g} s")


def main() -> None:
    """Measure every question and print a table."""
    parser = argparse.ArgumentParser(description="How long questions take over 10^24 packages.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--child", nargs=2, metavar=("QUESTION", "CASE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        answer(*asked.child)
        return
    shape = Shape()
    points = drawn(shape)
    rows = []
    with TemporaryDirectory() as folder:
        for share in (FREE, HELD_BACK):
            data = case(shape, points, shares_of_best(points, share))
            (Path(folder) / f"{share}.yaml").write_text(json.dumps(data), encoding="utf-8")
        for question, (share, _) in QUESTIONS.items():
            print(question, file=sys.stderr)
            rows.append(measure(question, Path(folder) / f"{share}.yaml", asked.runs))
    print(f"{shape.options}^{shape.issues} packages, {shape.ratifiers} ratifiers\n")
    print(table(HEAD, rows, markdown=asked.markdown))


if __name__ == "__main__":
    main()
