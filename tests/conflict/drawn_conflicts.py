"""Draws small conflicts in the option form, and says by the definition which states are Nash stable."""

from random import Random

from winset.conflict.choices import Choice, Direction
from winset.conflict.conflict import Conflict, Decider, option_form
from winset.model.logic import AllOf, Atom

FREE: tuple[Direction, ...] = ("both",)
ANY: tuple[Direction, ...] = ("both", "up", "down")


def drawn_conflict(seed: int, directions: tuple[Direction, ...] = FREE) -> Conflict:
    """Two to four decision makers, up to six options of two or three levels, some infeasible, and many ties."""
    random = Random(seed)
    deciders = [Decider(f"d{at}", f"Decider {at}") for at in range(random.randint(2, 4))]
    choices = []
    for at in range(random.randint(1, 6)):
        levels = ("no", "yes") if random.random() < 0.7 else ("no", "mild", "full")
        who = random.randrange(len(deciders))
        choices.append(Choice(f"o{at}", f"Option {at}", who, levels, levels, random.choice(directions)))
    infeasible = [
        AllOf(tuple(Atom(at, 1 << random.randrange(len(choices[at].levels))) for at in read))
        for _ in range(random.randint(0, 4))
        if (read := random.sample(range(len(choices)), min(2, len(choices))))
    ]
    try:
        bare = option_form(deciders, choices, infeasible)
    except ValueError:  # no state is feasible
        return drawn_conflict(seed + 1_000_003, directions)
    return bare.with_payoffs([[random.randint(0, 5) for _ in range(bare.size)] for _ in deciders])


def nash_states(conflict: Conflict) -> set[int]:
    """States that nobody can leave for a better one by changing its own options as their directions allow."""
    return {
        state
        for state in range(conflict.size)
        if not any(
            conflict.payoffs[who, other] > conflict.payoffs[who, state] and _can(conflict, who, state, other)
            for who in range(len(conflict.deciders))
            for other in range(conflict.size)
        )
    }


def _can(conflict: Conflict, who: int, state: int, other: int) -> bool:
    for choice, before, after in zip(conflict.choices, conflict.levels[state], conflict.levels[other], strict=True):
        if before != after and choice.decider != who:
            return False
        if (choice.direction == "up" and after < before) or (choice.direction == "down" and after > before):
            return False
    return True
