"""winset beside Gambit: pure equilibria of random conflicts as strategic games, and states that are Nash stable.

    python benchmarks/against_gambit.py                  # 300 conflicts
    python benchmarks/against_gambit.py --conflicts 2000 --seed 7

Needs `pip install winset[bench]`. Where every change of options is a move, the two must be the same; where some are
not, each pure equilibrium that is a state must be Nash stable (see `winset.conflict.normal_form`). What is no state
must be an equilibrium as often as winset says. Ends with code 1 where something differs.
"""

import argparse
import io
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from random import Random
from typing import Any

from winset.conflict.choices import Choice, Direction
from winset.conflict.conflict import Conflict, Decider, option_form
from winset.conflict.normal_form import normal_form
from winset.conflict.stable import stability_of
from winset.formats.nfg import nfg_text
from winset.model.logic import AllOf, Atom

DIRECTIONS: tuple[Direction, ...] = ("both", "up", "down")
LEVELS = (("no", "yes"), ("no", "mild", "full"))


@dataclass(frozen=True, slots=True)
class Compared:
    """What Gambit and winset make of one conflict: states from 0, and how many equilibria are no states."""

    free: bool
    theirs: frozenset[int]
    ours: frozenset[int]
    empty_theirs: int
    empty_ours: int

    @property
    def agrees(self) -> bool:
        """Whether they say the same, as far as a game can."""
        same = self.theirs == self.ours if self.free else self.theirs <= self.ours
        return same and self.empty_theirs == self.empty_ours


def random_conflict(random: Random, *, free: bool) -> Conflict:
    """Two to four decision makers, two to seven options, up to five infeasible patterns, preferences with ties."""
    while True:
        deciders = [Decider(f"d{at}", f"D{at}") for at in range(random.randint(2, 4))]
        choices = [
            Choice(
                f"o{at}",
                f"O{at}",
                random.randrange(len(deciders)),
                levels := random.choice(LEVELS),
                levels,
                "both" if free else random.choice(DIRECTIONS),
            )
            for at in range(random.randint(2, 7))
        ]
        infeasible = [
            AllOf(tuple(Atom(at, 1 << random.randrange(len(choices[at].levels))) for at in read))
            for read in (random.sample(range(len(choices)), 2) for _ in range(random.randint(0, 5)))
        ]
        try:
            bare = option_form(deciders, choices, infeasible)
        except ValueError:  # no state is feasible
            continue
        most = random.choice((2, 5, bare.size))
        return bare.with_payoffs([[random.randint(0, most) for _ in range(bare.size)] for _ in deciders])


def compared(gambit: Any, conflict: Conflict, *, free: bool) -> Compared:
    """The pure equilibria that Gambit finds in the file that winset writes, beside the Nash states of winset."""
    written = normal_form(conflict, "random")
    game = gambit.read_nfg(io.BytesIO(nfg_text(written.game).encode("ascii")))
    states, empty = set(), 0
    for equilibrium in gambit.nash.enumpure_solve(game).equilibria:
        profile = tuple(
            next(at for at, strategy in enumerate(player.strategies) if equilibrium[strategy] == 1)
            for player in game.players
        )
        number = int(written.game.table[profile])
        if number:
            states.add(number - 1)
        else:
            empty += 1
    nash = stability_of(conflict, ["nash"]).equilibria("nash")
    return Compared(free, frozenset(states), frozenset(nash.tolist()), empty, written.empty_equilibria)


def main() -> None:
    """Compare, and print how often they agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conflicts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    gambit = import_module("pygambit")
    random = Random(asked.seed)
    began = time.perf_counter()
    print(f"Gambit {gambit.__version__}")
    found = [
        compared(gambit, random_conflict(random, free=free), free=free)
        for free in (at % 2 == 0 for at in range(asked.conflicts))
    ]
    for free, kind in ((True, "every change is a move"), (False, "some changes are no moves")):
        these = [each for each in found if each.free == free]
        print(
            f"{kind}: {sum(each.agrees for each in these)} of {len(these)} agree; "
            f"{sum(len(each.theirs) for each in these)} pure equilibria are states, "
            f"{sum(len(each.ours) for each in these)} states are Nash stable for all, "
            f"{sum(each.empty_theirs for each in these)} equilibria are no states"
        )
    print(f"{time.perf_counter() - began:.1f} s")
    sys.exit(not all(each.agrees for each in found))


if __name__ == "__main__":
    main()
