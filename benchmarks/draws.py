"""How many draws of a case a second are judged, all at once and one at a time.

    python benchmarks/draws.py
    python benchmarks/draws.py --markdown

All settlement verdicts of a bundled case are judged in draws of its uncertain numbers, in blocks of 2,000, on one
processor; then a few of the same draws one at a time, each compiled anew. The second table draws as many blocks of one
case by one worker and by two, fresh processes and all, and says whether the bits are the same.
"""

import argparse
import sys
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from measuring import table

import winset
from winset.doubt.inputs import inputs_of, linked_of
from winset.doubt.running import run
from winset.doubt.sampling import Sampler
from winset.doubt.work import Task
from winset.settlement.drawn import Asked, SettlementDraws
from winset.settlement.question import ask

CASES = ("japan-russia", "panama-1978", "good-friday-1998", "harbour")
BLOCK = 2_000


def asked_of(name: str) -> tuple[winset.Case, Asked]:
    case = winset.load(name)
    conflicts = tuple(row.ratifiers for row in winset.blockers(case).conflicts if row.definite and row.ratifiers)
    unlocks = tuple(dict.fromkeys(row.levers for row in winset.unlock(case).unlocks if row.levers))
    return case, Asked(conflicts, unlocks)


def measured(name: str, blocks: int) -> list[str]:
    case, asked = asked_of(name)
    sampler = Sampler(inputs_of(case), linked_of(case))
    drawn = SettlementDraws(ask(case), asked, sampler.draw(10**6, 500, 1))
    start = time.perf_counter()
    for block in range(blocks):
        drawn.judge(sampler.draw(block, BLOCK, 1))
    at_once = (time.perf_counter() - start) / (blocks * BLOCK)
    few = sampler.draw(0, 50, 1)
    start = time.perf_counter()
    for place in range(few.size):
        drawn.judge(few.take(np.array([place])))
    alone = (time.perf_counter() - start) / few.size
    return [name, f"{1 / at_once:,.0f}", f"{100_000 * at_once:.1f}", f"{alone / at_once:.0f}"]


def scaled(name: str, draws: int) -> list[list[str]]:
    case, asked = asked_of(name)
    sampler = Sampler(inputs_of(case), linked_of(case))
    task = Task(sampler, partial(SettlementDraws, ask(case), asked), 1, BLOCK, "benchmark")
    rows: list[list[str]] = []
    alone, bits = 0.0, b""
    for workers in (1, 2):
        start = time.perf_counter()
        found = run(task, draws // BLOCK, workers=workers)
        took = time.perf_counter() - start
        own = b"".join(found.arrays[each].tobytes() for each in sorted(found.arrays))
        alone, bits = alone or took, bits or own
        same = "yes" if own == bits else "NO"
        rows.append([name, f"{draws:,}", str(workers), f"{took:.1f}", f"{alone / took:.2f}", same])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--blocks", type=int, default=5)
    parser.add_argument("--draws", type=int, default=200_000)
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    rows = [measured(name, given.blocks) for name in CASES]
    head = ["case", "draws a second", "s for 100,000, one processor", "times as fast as one at a time"]
    print(table(head, rows, markdown=given.markdown))
    print()
    head = ["case", "draws", "workers", "s", "times as fast", "the same bits"]
    print(table(head, scaled(CASES[0], given.draws), markdown=given.markdown))


if __name__ == "__main__":
    main()
