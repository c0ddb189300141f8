"""winset beside NegMAS: frontier and solutions of the same problems, each measurement in a process of its own.

    python benchmarks/against_negmas.py                      # all sizes; about twenty minutes
    python benchmarks/against_negmas.py --most 100000        # the smaller sizes
    python benchmarks/against_negmas.py --markdown --json results.json

Needs `pip install winset[bench]`. What is compared, and what is not, is in docs/benchmarks.md.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate import Problem, case_text, instances, random_problem, written_in_tenths
from measuring import Limits, Ran, Spread, peak_megabytes, run, table

SIDES = ("winset", "winset split", "negmas")
SIZES = tuple(10**power for power in range(3, 8))
RATIFIERS = (2, 3, 4, 6)
OPPOSED = 0.8
SEED = 1

# NegMAS gets the same whole numbers as winset, as floats. Sums of whole numbers below 2^53 are exact in floating
# point, so that values must be equal. Decimals are not exact: see `exactness`.
TOLERANCE = 0.0


@dataclass(frozen=True, slots=True)
class Spec:
    """Which problem: an instance by its name, or what a random one is made from."""

    instance: str = ""
    packages: int = 0
    ratifiers: int = 0
    opposed: float = 0.0

    def problem(self) -> Problem:
        """The problem itself."""
        if not self.instance:
            return random_problem(SEED, self.packages, self.ratifiers, opposed=self.opposed)
        return next(problem for problem in instances() if problem.name == self.instance)

    @property
    def kind(self) -> str:
        """As it is asked for."""
        return "instances" if self.instance else "opposed" if self.opposed else "random"

    @property
    def words(self) -> str:
        """As the table calls it."""
        if self.instance:
            return self.instance
        return "random, opposed" if self.opposed else "random"


# What runs in the processes that are measured. Each answers a small problem first, so that what is imported or set up
# at the first use is not measured. Then it gives the seconds to read the problem, the seconds to answer, the peak
# memory, and the answer: the frontier's values as a fingerprint, and the values of the two solutions that mean the same
# in both.

_FIRST = random_problem(0, 100, 2)
_COMPARED = ("nash", "utilitarian")


def _timed(read: Callable[[], Any], answer: Callable[[Any], Any], tell: Callable[[Any], dict[str, Any]]) -> None:
    began = time.perf_counter()
    given = read()
    reading = time.perf_counter() - began
    began = time.perf_counter()
    found = answer(given)
    answering = time.perf_counter() - began
    peak = peak_megabytes()
    print(json.dumps({"reading": reading, "answering": answering, "megabytes": peak, **tell(found)}))


def fingerprint(rows: Sequence[Sequence[int]]) -> str:
    """The same for the same set of vectors."""
    return sha256(json.dumps(sorted(map(list, rows))).encode()).hexdigest()


def winset_answers(problem: Problem) -> None:
    """All that `winset.deals` answers: win-sets, three frontiers, four solutions, levels, best deals and the rest."""
    import winset

    text = case_text(problem)
    winset.deals(winset.parse(case_text(_FIRST)))

    def tell(result: Any) -> dict[str, Any]:
        frontiers = {view.over: view for view in result.frontiers}
        values = frontiers["sure"].values.tolist()
        chosen = {solution.concept: solution for solution in result.solutions if solution.over == "sure"}
        solutions = {name: [values[at] for at in chosen[name].points] for name in _COMPARED if name in chosen}
        return _told(values, {name: [] for name in _COMPARED} | solutions) | {
            "ratified": result.sure,
            "all": len(frontiers["all"].values),
            "method": frontiers["all"].method,
        }

    _timed(lambda: winset.parse(text), winset.deals, tell)


def winset_splits(problem: Problem) -> None:
    """Only what NegMAS answers: the frontier of ratifiable packages and four solutions."""
    import numpy as np

    import winset
    from winset.model.acceptance.worth import Worth
    from winset.model.compile import compile_model
    from winset.settlement.additive import additive_frontier
    from winset.settlement.collectors import FrontierOf
    from winset.settlement.solutions import solve
    from winset.settlement.survey import survey

    def answer(case: winset.Case) -> tuple[Any, dict[str, Any]]:
        model = compile_model(case.file, {})
        steps = [step for number in model.bargainers if isinstance(step := model.ratifiers[number].worth, Worth)]
        no_deal = np.array([step.no_deal for step in steps], dtype=np.int64)
        if all(step.points.additive for step in steps):
            issues = range(len(model.space.dimensions))
            tables = [np.array([step.points.tables[at] for step in steps], dtype=np.int64).T for at in issues]
            values = additive_frontier(tables).values
        else:
            gathered = FrontierOf(model, "all")
            survey(model, model.deal, [gathered])
            values = gathered.frontier.result().values
        best = (values.max(axis=0) - no_deal).tolist()
        rational = values[(values >= no_deal).all(axis=1)]
        return rational, solve(rational - no_deal, [max(gain, 1) for gain in best])

    def tell(found: tuple[Any, dict[str, Any]]) -> dict[str, Any]:
        values = found[0].tolist()
        return _told(values, {name: [values[at] for at in found[1][name]] for name in _COMPARED})

    text = case_text(problem)
    answer(winset.parse(case_text(_FIRST)))
    _timed(lambda: winset.parse(text), answer, tell)


def _told(values: list[list[int]], solutions: dict[str, list[list[int]]]) -> dict[str, Any]:
    return {
        "points": len(values),
        "frontier": fingerprint(values),
        "solutions": {name: sorted(found) for name, found in solutions.items()},
    }


def negmas_answers(problem: Problem) -> None:
    """The frontier of the packages at or above every reserved value, and four points on it."""
    outcomes, preferences = import_module("negmas.outcomes"), import_module("negmas.preferences")
    ops = import_module("negmas.preferences.ops")

    def read(problem: Problem) -> tuple[list[Any], list[Any]]:
        issues = [
            outcomes.make_issue([f"o{at}" for at in range(size)], f"i{issue}")
            for issue, size in enumerate(problem.sizes)
        ]
        return issues, [_utility(preferences, problem, number, issues) for number in range(problem.ratifiers)]

    def answer(given: tuple[list[Any], list[Any]]) -> Any:
        issues, utilities = given
        frontier, _ = ops.pareto_frontier(utilities, issues=issues)
        ranges = [utility.minmax(issues=issues, above_reserve=False) for utility in utilities]
        nash = ops.nash_points(utilities, frontier, ranges=ranges)
        ops.ks_points(utilities, frontier, ranges=ranges)
        ops.kalai_points(utilities, frontier, ranges=ranges)
        return frontier, nash, ops.max_relative_welfare_points(utilities, frontier, ranges=ranges)

    def tell(found: Any) -> dict[str, Any]:
        frontier, nash, welfare = found
        points = {"nash": nash, "utilitarian": welfare}
        solutions = {name: [_whole(row) for row, _ in chosen] for name, chosen in points.items()}
        return _told([_whole(row) for row in frontier], solutions)

    answer(read(_FIRST))
    _timed(lambda: read(problem), answer, tell)


def _whole(row: Sequence[float]) -> list[int]:
    """The row in whole numbers, which it must be within the tolerance."""
    found = [round(float(value)) for value in row]
    if any(abs(float(value) - near) > TOLERANCE for value, near in zip(row, found, strict=True)):
        raise ValueError("a value of the frontier is not a sum of the points given")
    return found


def _utility(preferences: Any, problem: Problem, ratifier: int, issues: list[Any]) -> Any:
    """Additive points, or for one with bonuses a function of the package, which NegMAS also takes."""
    tables = [
        {f"o{option}": float(value) for option, value in enumerate(values)} for values in problem.points[ratifier]
    ]
    reserved = float(problem.no_deal[ratifier])
    extra = [bonus for bonus in problem.bonuses if bonus.ratifier == ratifier]
    if not extra:
        names = [issue.name for issue in issues]
        return preferences.LinearAdditiveUtilityFunction(
            dict(zip(names, tables, strict=True)),
            weights=dict.fromkeys(names, 1.0),
            issues=issues,
            reserved_value=reserved,
        )
    wanted = [
        ([(at, f"o{option}") for at, option in zip(bonus.issues, bonus.options, strict=True)], bonus.points)
        for bonus in extra
    ]

    def worth(outcome: Sequence[str]) -> float:
        total = sum(values[option] for values, option in zip(tables, outcome, strict=True))
        return total + sum(more for pattern, more in wanted if all(outcome[at] == option for at, option in pattern))

    return preferences.MappingUtilityFunction(worth, issues=issues, reserved_value=reserved)


def negmas_on_decimals(problem: Problem) -> None:
    """The same with weights and values as decimals, as utilities usually are: how many vectors it takes for efficient.

    Only for the instance with ties, whose weights and values are tenths.
    """
    outcomes, preferences = import_module("negmas.outcomes"), import_module("negmas.preferences")
    ops = import_module("negmas.preferences.ops")
    names = [f"i{issue}" for issue in range(len(problem.sizes))]
    issues = [outcomes.make_issue(list(range(size)), name) for name, size in zip(names, problem.sizes, strict=True)]
    utilities = [
        preferences.LinearAdditiveUtilityFunction(
            {name: {at: value / 10 for at, value in enumerate(row)} for name, row in zip(names, values, strict=True)},
            weights={name: weight / 10 for name, weight in zip(names, weights, strict=True)},
            issues=issues,
            reserved_value=reserved / 100,
        )
        for weights, values, reserved in written_in_tenths(problem.name)
    ]
    frontier, _ = ops.pareto_frontier(utilities, issues=issues)
    rounded = {tuple(round(float(value) * 100) for value in row) for row in frontier}
    print(json.dumps({"vectors": len(frontier), "rounded": len(rounded), "frontier": fingerprint(sorted(rounded))}))


CHILDREN: dict[str, Callable[[Problem], None]] = {
    "winset": winset_answers,
    "winset split": winset_splits,
    "negmas": negmas_answers,
    "negmas on decimals": negmas_on_decimals,
}


# What starts them, and compares.


@dataclass
class Measured:
    """The runs of one side on one problem; `stopped` says which limit it met, or why it was not tried."""

    answering: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    stopped: str | None = None

    def add(self, ran: Ran) -> None:
        """Take in a run."""
        if ran.stopped is not None:
            self.stopped = ran.stopped
            return
        if ran.code != 0:
            self.stopped = f"failed with exit code {ran.code}"
            return
        self.said = ran.said
        for name, values in (("answering", self.answering), ("reading", self.reading), ("megabytes", self.megabytes)):
            values.append(self.said[name])

    def enough(self, runs: int) -> bool:
        """Short measurements are repeated most."""
        if self.stopped is not None:
            return True
        longest = max(self.answering, default=0.0)
        return len(self.answering) >= (runs if longest < 2 else min(runs, 3) if longest < 20 else 1)

    def time(self) -> str:
        """The median time to answer."""
        return self.stopped or f"{_seconds(Spread(tuple(self.answering)).middle)}"

    def memory(self) -> str:
        """The median peak memory."""
        return f"{Spread(tuple(self.megabytes)).middle:.0f}" if self.megabytes else ""


def _seconds(value: float) -> str:
    return f"{value:.4f}" if value < 0.1 else f"{value:.2f}" if value < 10 else f"{value:.0f}"


def measure(spec: Spec, sides: Sequence[str], runs: int, limits: Limits) -> dict[str, Measured]:
    """All sides on one problem, in turns, so that a busy machine is busy for each."""
    found = {side: Measured() for side in sides}
    for _ in range(runs):
        for side in sides:
            if not found[side].enough(runs):
                command = [sys.executable, __file__, "--child", side, json.dumps(asdict(spec))]
                found[side].add(run(command, limits))
    return found


def specs() -> Iterator[Spec]:
    """What is measured: the instances, then random problems by the number of ratifiers and size."""
    for problem in instances():
        yield Spec(problem.name, problem.packages, problem.ratifiers)
    for opposed, counts in ((0.0, RATIFIERS), (OPPOSED, (2, 3, 6))):
        for ratifiers in counts:
            for packages in SIZES:
                yield Spec("", packages, ratifiers, opposed)


HEAD = (
    "problem",
    "packages",
    "ratifiers",
    "ratifiable",
    "frontier, all",
    "frontier, ratifiable",
    "winset s",
    "winset, split only s",
    "NegMAS s",
    "NegMAS / winset",
    "NegMAS / split only",
    "winset MB",
    "NegMAS MB",
    "NegMAS / winset MB",
    "same frontier",
    "same solutions",
    "runs",
)


def row(spec: Spec, found: dict[str, Measured]) -> list[str]:
    """A line of the table."""
    problem = spec.problem()
    whole, split, peer = (found[side] for side in SIDES)
    said = whole.said
    return [
        spec.words,
        f"{problem.packages:,}",
        str(problem.ratifiers),
        f"{said['ratified']:,}" if said else "",
        f"{said['all']:,}" if said else "",
        f"{said['points']:,}" if said else "",
        whole.time(),
        split.time(),
        peer.time(),
        _ratio(peer.answering, whole.answering),
        _ratio(peer.answering, split.answering),
        whole.memory(),
        peer.memory(),
        _ratio(peer.megabytes, whole.megabytes),
        _agree([one.said["frontier"] for one in (whole, split, peer) if one.said], peer),
        _agree([one.said["solutions"] for one in (whole, split, peer) if one.said], peer),
        "/".join(str(len(found[side].answering)) for side in SIDES),
    ]


def _ratio(above: list[float], below: list[float]) -> str:
    if not above or not below:
        return ""
    ratio = Spread(tuple(above)).middle / Spread(tuple(below)).middle
    return f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"


def _agree(answers: list[Any], peer: Measured) -> str:
    if not peer.said:
        return ""
    return "yes" if all(answer == answers[0] for answer in answers) else "NO"


def slower(results: list[tuple[Spec, dict[str, Measured]]]) -> list[str]:
    """The problems that both answered and on which winset's whole answer took longer than NegMAS's."""
    return [
        f"{spec.words}, {spec.problem().packages:,} packages, {spec.problem().ratifiers} ratifiers"
        for spec, found in results
        if found["negmas"].answering
        and found["winset"].answering
        and Spread(tuple(found["winset"].answering)).middle > Spread(tuple(found["negmas"].answering)).middle
    ]


def exactness(limits: Limits) -> str:
    """What rounding does to a frontier: the instance with ties, in decimals and in whole numbers."""
    spec = json.dumps(asdict(Spec(instance="v24_float_ties")))
    exact, decimals = (
        run([sys.executable, __file__, "--child", side, spec], limits) for side in ("winset", "negmas on decimals")
    )
    if exact.code or decimals.code:
        return "The instance with ties could not be compared in decimals."
    same = "the same as" if decimals.said["frontier"] == exact.said["frontier"] else "not the same as"
    return (
        f"The instance with ties in decimals, as floats: NegMAS gives {decimals.said['vectors']} vectors, which are "
        f"{decimals.said['rounded']} once rounded to the decimals given, {same} the {exact.said['points']} exact ones."
    )


def main() -> None:
    """Measure, compare and print."""
    parser = argparse.ArgumentParser(description="winset beside NegMAS.")
    parser.add_argument("--least", type=int, default=0, help="leave out smaller problems")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="leave out larger problems")
    parser.add_argument("--only", choices=("instances", "random", "opposed"), help="leave out the other problems")
    parser.add_argument("--ratifiers", type=int, help="leave out problems with another number of ratifiers")
    parser.add_argument("--runs", type=int, default=5, help="runs of what takes less than 2 s (3 below 20 s, else 1)")
    parser.add_argument("--seconds", type=float, default=Limits().seconds, help="a run that takes longer is stopped")
    parser.add_argument("--gigabytes", type=float, default=Limits().gigabytes)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--json", type=Path, help="also write every run to this file")
    parser.add_argument("--child", nargs=2, metavar=("SIDE", "SPEC"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        CHILDREN[asked.child[0]](Spec(**json.loads(asked.child[1])).problem())
        return
    limits = Limits(asked.seconds, asked.gigabytes)
    results: list[tuple[Spec, dict[str, Measured]]] = []
    stopped: set[tuple[int, float]] = set()
    for spec in specs():
        wanted = asked.only in {None, spec.kind} and asked.ratifiers in {None, spec.ratifiers}
        if not (wanted and asked.least <= spec.packages <= asked.most):
            continue
        kind = (spec.ratifiers, spec.opposed)
        skipped = not spec.instance and kind in stopped
        found = measure(spec, SIDES[:2] if skipped else SIDES, asked.runs, limits)
        if skipped:
            found["negmas"] = Measured(stopped="not tried")
        elif found["negmas"].stopped is not None:
            stopped.add(kind)
        results.append((spec, found))
        print(*row(spec, found), sep=" | ", file=sys.stderr, flush=True)
    print(table(HEAD, [row(spec, found) for spec, found in results], markdown=asked.markdown))
    print()
    print(exactness(limits))
    late = slower(results)
    print(f"winset's whole answer took longer than NegMAS on: {'; '.join(late) or 'none of the problems above'}.")
    if asked.json:
        listed = [
            {"spec": asdict(spec), **{side: asdict(one) for side, one in found.items()}} for spec, found in results
        ]
        asked.json.write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
