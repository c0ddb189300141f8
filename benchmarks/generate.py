"""Problems to measure with, as plain data: seeded random ones, the instances of the tests, and a large case.

A problem is additive points over issues, with what each ratifier has without a deal. It can be written as a case of
winset, or handed to another program as it is.

    python benchmarks/generate.py --packages 10000 --ratifiers 3 --seed 1 > case.yaml
    python benchmarks/generate.py --large 10 > large.yaml
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

INSTANCES = Path(__file__).resolve().parents[1] / "tests" / "published" / "instances"

PROSE = 85

Table = tuple[tuple[int, ...], ...]
"""What one ratifier has for each option, by issue."""


@dataclass(frozen=True, slots=True)
class Bonus:
    """Points that a ratifier has besides where issues take certain options together."""

    ratifier: int
    issues: tuple[int, ...]
    options: tuple[int, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Points of each ratifier by issue and option, and what each has without a deal.

    The first `bargainers` ratifiers bargain for a party each. The others stand behind the last of them, and only
    accept or refuse. status_quo: an option by issue; it is a package like any other, but never put to anyone.
    """

    name: str
    points: tuple[Table, ...]
    no_deal: tuple[int, ...]
    bargainers: int
    status_quo: tuple[int, ...]
    bonuses: tuple[Bonus, ...] = ()

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of options of each issue."""
        return tuple(len(options) for options in self.points[0])

    @property
    def packages(self) -> int:
        """The number of packages, with the status quo."""
        return prod(self.sizes)

    @property
    def ratifiers(self) -> int:
        """How many must accept."""
        return len(self.points)


def sizes_for(packages: int) -> tuple[int, ...]:
    """Issues of ten options, and a first one with fewer or more, so that there are about that many packages."""
    sizes: list[int] = []
    while packages >= 100:
        sizes.append(10)
        packages //= 10
    return (packages, *sizes)


def random_problem(
    seed: int, packages: int, ratifiers: int, bargainers: int | None = None, opposed: float = 0.0, share: float = 0.5
) -> Problem:
    """A random additive problem.

    Args:
        seed: the same seed gives the same problem on every machine.
        packages: about how many packages there are.
        ratifiers: how many must accept.
        bargainers: how many of them bargain; by default all.
        opposed: from 0, preferences are independent, to 1, every second ratifier wants what the first does not.
        share: what each has without a deal, between its worst package (0) and its best (1).
    """
    draw = random.Random(seed)
    sizes = sizes_for(packages)
    issues = [(draw.randint(20, 100), [draw.randint(0, 100) for _ in range(size)]) for size in sizes]
    points: list[Table] = []
    for ratifier in range(ratifiers):
        table = []
        for issue_weight, common in issues:
            weight = draw.randint(20, 100)
            own = [draw.randint(0, 100) for _ in common]
            wanted = common if ratifier % 2 == 0 else [100 - value for value in common]
            mixed = (1 - opposed) * weight, opposed * issue_weight
            table.append(
                tuple(round(mixed[0] * mine + mixed[1] * all_) for mine, all_ in zip(own, wanted, strict=True))
            )
        points.append(tuple(table))
    name = f"random, {ratifiers} ratifiers, opposed {opposed:g}, seed {seed}"
    no_deal = tuple(_between(table, share) for table in points)
    bargaining = ratifiers if bargainers is None else bargainers
    return Problem(name, tuple(points), no_deal, bargaining, _worst_for_all(points))


def _between(table: Table, share: float) -> int:
    low, high = sum(map(min, table)), sum(map(max, table))
    return low + int(share * (high - low))


def _worst_for_all(points: list[Table]) -> tuple[int, ...]:
    """The option of each issue with the lowest sum of points: a status quo that no one takes for a good deal."""
    issues = range(len(points[0]))
    sums = [[sum(column) for column in zip(*(table[issue] for table in points), strict=True)] for issue in issues]
    return tuple(row.index(min(row)) for row in sums)


def instances() -> tuple[Problem, ...]:
    """The instances of the tests that other programs can enumerate too, smallest first."""
    found = [_instance(json.loads(path.read_text("utf-8"))) for path in INSTANCES.glob("v*.json")]
    game = json.loads((INSTANCES / "llm_deliberation_base.json").read_text("utf-8"))
    listed = [*(problem for problem in found if problem.packages <= 10**7), _game(game)]
    return tuple(sorted(listed, key=lambda problem: (problem.packages, problem.name)))


def _instance(data: dict[str, Any]) -> Problem:
    given = data["instance"]
    points = [
        tuple(
            tuple(weight * value for value in values)
            for weight, values in zip(party["weights"], party["values"], strict=True)
        )
        for party in given["parties"]
    ]
    bonuses = tuple(
        Bonus(term["party"], tuple(term["issues"]), tuple(term["options"]), term["bonus"])
        for term in given.get("interactions", [])
    )
    no_deal = tuple(party["reservation"] for party in given["parties"])
    return Problem(given["name"], tuple(points), no_deal, len(points), _worst_for_all(points), bonuses)


def _game(data: dict[str, Any]) -> Problem:
    points = [tuple(tuple(options) for options in party["scores"]) for party in data["parties"]]
    no_deal = tuple(party["threshold"] for party in data["parties"])
    return Problem(data["name"], tuple(points), no_deal, len(points), _worst_for_all(points))


def written_in_tenths(name: str) -> list[tuple[list[int], list[list[int]], int]]:
    """The weights, values and reservation of each party of an instance as they are written, before multiplying."""
    given = json.loads((INSTANCES / f"{name}.json").read_text("utf-8"))["instance"]
    return [(party["weights"], party["values"], party["reservation"]) for party in given["parties"]]


def case_text(problem: Problem) -> str:
    """The problem as a case of winset."""
    return "\n".join(_case_lines(problem)) + "\n"


def _case_lines(problem: Problem) -> Iterator[str]:
    yield "winset: 1"
    yield f"title: {json.dumps(problem.name)}"
    yield "as_of: 2020-01-01"
    yield "issues:"
    for issue, size in enumerate(problem.sizes):
        yield f"  i{issue}: {{options: [{', '.join(f'o{option}' for option in range(size))}]}}"
    taken = ", ".join(f"i{issue}: o{option}" for issue, option in enumerate(problem.status_quo))
    yield f"status_quo: {{{taken}}}"
    yield "parties:"
    for ratifier in range(problem.ratifiers):
        if ratifier < problem.bargainers:
            yield f"  p{ratifier}:"
            yield f"    lead: r{ratifier}"
            yield "    ratifiers:"
        yield from _ratifier_lines(problem, ratifier)


def _ratifier_lines(problem: Problem, ratifier: int) -> Iterator[str]:
    yield f"      r{ratifier}:"
    yield f"        no_deal: {problem.no_deal[ratifier]}"
    yield "        points:"
    for issue, values in enumerate(problem.points[ratifier]):
        worth = ", ".join(f"o{option}: {value}" for option, value in enumerate(values))
        yield f"          i{issue}: {{{worth}}}"
    own = [bonus for bonus in problem.bonuses if bonus.ratifier == ratifier]
    if own:
        yield "        adjust:"
    for number, bonus in enumerate(own):
        when = ", ".join(f"i{at}: o{option}" for at, option in zip(bonus.issues, bonus.options, strict=True))
        yield f"          b{number}: {{when: {{{when}}}, points: {bonus.points}}}"


def large_case(megabytes: float, seed: int = 1, prose: int = PROSE) -> str:
    """A case of about that many million bytes, of what real cases are made of.

    Many parties with a government, an assembly in blocs and a public with polls; every red line, poll and bloc cites
    one of several hundred sources, about half of them in their own words. Parties, ratifiers and blocs have notes of
    `prose` words. With the default there is a key or value for every 22 bytes, as in the bundled case of Panama;
    without notes there is one for every 15, so there is nearly half as much again to check.
    """
    draw = random.Random(seed)
    lines = list(_head_lines(draw))
    size = sum(len(line) + 1 for line in lines)
    for number in range(10**6):
        if size >= megabytes * 1e6:
            break
        party = list(_party_lines(number, draw, prose))
        size += sum(len(line) + 1 for line in party)
        lines += party
    return "\n".join(lines) + "\n"


_LARGE_ISSUES = (4, 4, 3, 5, 3, 4, 3, 3)
_SOURCES = 400
_PROSE = """
the treaty would leave border towns without a say in how tolls are set and who may fish beyond six miles
while its supporters hold that no earlier government had won as much at so little cost to farmers
"""
_WORDS = _PROSE.split()


def _words(draw: random.Random, most: int) -> str:
    return " ".join(draw.choices(_WORDS, k=draw.randint(5, most)))


def _head_lines(draw: random.Random) -> Iterator[str]:
    yield "winset: 1"
    yield "title: A large case"
    yield "as_of: 2020-12-31"
    yield "sources:"
    for number in range(_SOURCES):
        yield f"  s{number}:"
        yield f"    title: {json.dumps(_words(draw, 12))}"
        yield f"    published: 20{draw.randint(10, 19)}-{draw.randint(1, 12):02}"
        yield f"    grade: {draw.choice(['news', 'scholar', 'agency', 'poll', 'primary'])}"
    yield "issues:"
    for issue, size in enumerate(_LARGE_ISSUES):
        options = ", ".join(f"o{option}: {json.dumps(_words(draw, 7))}" for option in range(size))
        yield f"  i{issue}: {{ordered: yes, options: {{{options}}}}}"
    yield f"status_quo: {{{', '.join(f'i{issue}: o0' for issue in range(len(_LARGE_ISSUES)))}}}"
    yield "parties:"


def _party_lines(number: int, draw: random.Random, prose: int) -> Iterator[str]:
    yield f"  party_{number}:"
    yield f"    name: {json.dumps(_words(draw, 6))}"
    yield from _note(draw, prose, "    ")
    yield "    lead: government"
    yield "    ratifiers:"
    yield "      government:"
    yield "        name: The government"
    yield from _note(draw, prose, "        ")
    yield from _red_lines(draw, 8, "        ")
    yield "        points:"
    for issue, size in enumerate(_LARGE_ISSUES):
        worth = ", ".join(f"o{option}: {draw.randint(0, 100)}" for option in range(size))
        yield f"          i{issue}: {{{worth}}}"
    yield "        why: assumed for the measurement"
    yield "      assembly:"
    yield from _note(draw, prose, "        ")
    yield "        members: 100"
    yield "        rule: {at_least: 2/3, of: present}"
    yield "        blocs:"
    for bloc in range(10):
        yield f"          bloc_{bloc}:"
        yield "            votes: 10"
        yield from _note(draw, prose, "            ")
        yield from _red_lines(draw, 3, "            ")
        yield from _cite(draw, "            ")
    yield "      public:"
    yield from _note(draw, prose, "        ")
    yield "        counts_as: cost"
    yield "        rule: {at_least: 1/2, of: asked}"
    yield "        polls:"
    for poll in range(4):
        yield f"          poll_{poll}:"
        yield f"            asked: {json.dumps(_words(draw, 20))}"
        yield f"            field: 20{draw.randint(10, 19)}-{draw.randint(1, 12):02}"
        yield f"            n: {draw.randint(500, 2000)}"
        yield "            answers:"
        yield f"              for: {{share: {draw.randint(20, 45)}, accepts: {_pattern(draw)}}}"
        yield f"              more: {{share: {draw.randint(5, 15)}, accepts: {_pattern(draw)}}}"
        yield f"              against: {{share: {draw.randint(20, 35)}}}"
        yield from _cite(draw, "            ")


def _note(draw: random.Random, words: int, indent: str) -> Iterator[str]:
    if words:
        yield f"{indent}note: {json.dumps(' '.join(draw.choices(_WORDS, k=words)))}"


def _red_lines(draw: random.Random, count: int, indent: str) -> Iterator[str]:
    yield f"{indent}refuses:"
    for line in range(count):
        yield f"{indent}  line_{line}:"
        yield f"{indent}    when: {_pattern(draw)}"
        yield from _cite(draw, f"{indent}    ")


def _pattern(draw: random.Random) -> str:
    """A pattern of two issues that the status quo, all first options, does not match."""
    first, second = draw.sample(range(len(_LARGE_ISSUES)), 2)
    least, exact = draw.randrange(1, _LARGE_ISSUES[first]), draw.randrange(1, _LARGE_ISSUES[second])
    return f"{{i{first}: {{at_least: o{least}}}, i{second}: o{exact}}}"


def _cite(draw: random.Random, indent: str) -> Iterator[str]:
    word = draw.choice(["quote", "says"])
    yield f"{indent}cite: {{source: s{draw.randrange(_SOURCES)}, {word}: {json.dumps(_words(draw, 25))}}}"


def main() -> None:
    """Print a generated case."""
    parser = argparse.ArgumentParser(description="Print a random case.")
    parser.add_argument("--packages", type=int, default=10_000)
    parser.add_argument("--ratifiers", type=int, default=3)
    parser.add_argument("--bargainers", type=int)
    parser.add_argument("--opposed", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--large", type=float, metavar="MB", help="a case of that many million bytes instead")
    parser.add_argument("--prose", type=int, default=PROSE, metavar="WORDS", help="how long its notes are")
    asked = parser.parse_args()
    if asked.large:
        print(large_case(asked.large, asked.seed, asked.prose), end="")
        return
    problem = random_problem(asked.seed, asked.packages, asked.ratifiers, asked.bargainers, asked.opposed)
    print(case_text(problem), end="")


if __name__ == "__main__":
    main()
