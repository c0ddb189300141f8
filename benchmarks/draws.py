"""How many draws of a case a second are judged, all at once and one at a time.

    python benchmarks/draws.py
    python benchmarks/draws.py --markdown

All settlement verdicts of a bundled case are judged in draws of its uncertain numbers, in blocks of 2,000, on one
processor; then a few of the same draws one at a time, each written into the case, which is compiled anew.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from measuring import table

import winset
from winset.doubt.inputs import inputs_of, linked_of
from winset.doubt.sampling import Sampler
from winset.settlement.drawn import Asked, SettlementDraws
from winset.settlement.question import ask

CASES = ("japan-russia", "panama-1978", "good-friday-1998", "harbour")
BLOCK = 2_000


def measured(name: str, blocks: int) -> list[str]:
    case = winset.load(name)
    sampler = Sampler(inputs_of(case), linked_of(case))
    conflicts = tuple(row.ratifiers for row in winset.blockers(case).conflicts if row.definite and row.ratifiers)
    unlocks = tuple(dict.fromkeys(row.levers for row in winset.unlock(case).unlocks if row.levers))
    drawn = SettlementDraws(ask(case), Asked(conflicts, unlocks), sampler.draw(10**6, 500, 1))
    start = time.perf_counter()
    for block in range(blocks):
        draws = sampler.draw(block, BLOCK, 1)
        drawn.judge(draws)
    at_once = (time.perf_counter() - start) / (blocks * BLOCK)
    start = time.perf_counter()
    few = sampler.draw(0, 50, 1)
    for place in range(few.size):
        drawn.judge(few.take(np.array([place])))
    alone = (time.perf_counter() - start) / few.size
    return [name, f"{1 / at_once:,.0f}", f"{100_000 * at_once:.1f}", f"{alone / at_once:.0f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--blocks", type=int, default=5)
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    rows = [measured(name, given.blocks) for name in CASES]
    head = ["case", "draws a second", "s for 100,000, one processor", "times as fast as one at a time"]
    print(table(head, rows, markdown=given.markdown))


if __name__ == "__main__":
    main()
