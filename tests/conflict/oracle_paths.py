"""Ways, reasons and coalitions by the definitions, on explicit lists of moves; nothing here is shared with the program.

`moves[i][s]` are the states that decision maker i can move to from s, `payoffs[i][s]` is what s is worth to i.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import combinations

Moves = Sequence[Sequence[Sequence[int]]]
Payoffs = Sequence[Sequence[int]]
Move = tuple[int, int, int]
"""Who, from where, to where."""


def next_moves(
    moves: Moves, payoffs: Payoffs, state: int, last: int | None, movers: Sequence[int], *, improving: bool
) -> Iterator[Move]:
    """The moves that may come next, after a move of `last`."""
    for who in movers:
        if who == last:
            continue
        for after in moves[who][state]:
            if after != state and (not improving or payoffs[who][after] > payoffs[who][state]):
                yield who, state, after


def least_moves(
    moves: Moves, payoffs: Payoffs, start: int, movers: Sequence[int], *, improving: bool
) -> dict[int, int]:
    """For each state that legal moves lead to, how many it takes at least; the start takes none."""
    found = {start: 0}
    seen: set[tuple[int, int | None]] = {(start, None)}
    waiting: deque[tuple[int, int | None, int]] = deque([(start, None, 0)])
    while waiting:
        state, last, count = waiting.popleft()
        for who, _, after in next_moves(moves, payoffs, state, last, movers, improving=improving):
            if (after, who) not in seen:
                seen.add((after, who))
                found.setdefault(after, count + 1)
                waiting.append((after, who, count + 1))
    return found


def all_ways(
    moves: Moves, payoffs: Payoffs, start: int, length: int, movers: Sequence[int], *, improving: bool
) -> list[tuple[Move, ...]]:
    """Every legal sequence of exactly so many moves."""
    ways: list[tuple[Move, ...]] = [()]
    for _ in range(length):
        ways = [
            (*way, step)
            for way in ways
            for step in next_moves(
                moves,
                payoffs,
                way[-1][2] if way else start,
                way[-1][0] if way else None,
                movers,
                improving=improving,
            )
        ]
    return ways


def reached(moves: Moves, payoffs: Payoffs, start: int, movers: Sequence[int], *, improving: bool) -> set[int]:
    """The ends of legal sequences of one move or more."""
    seen: set[tuple[int, int | None]] = set()
    waiting: list[tuple[int, int | None]] = [(start, None)]
    while waiting:
        state, last = waiting.pop()
        for who, _, after in next_moves(moves, payoffs, state, last, movers, improving=improving):
            if (after, who) not in seen:
                seen.add((after, who))
                waiting.append((after, who))
    return {state for state, _ in seen}


def stable_for_coalition(moves: Moves, payoffs: Payoffs, members: Sequence[int], state: int, concept: str) -> bool:
    """Whether a coalition stays, by Inohara and Hipel 2008 (SEQ: the others improve one by one)."""
    others = [who for who in range(len(moves)) if who not in members]

    def better(candidate: int) -> bool:
        return all(payoffs[who][candidate] > payoffs[who][state] for who in members)

    def together(origin: int) -> set[int]:
        return reached(moves, payoffs, origin, members, improving=False)

    def deters(answer: int) -> bool:
        if better(answer):
            return False
        return concept != "smr" or not any(better(further) for further in together(answer))

    for candidate in filter(better, together(state)):
        if concept == "nash":
            return False
        answers = reached(moves, payoffs, candidate, others, improving=concept == "seq")
        if not any(deters(answer) for answer in answers):
            return False
    return True


def jumps(moves: Moves, payoffs: Payoffs, equilibria: Sequence[int]) -> set[tuple[tuple[int, ...], int, int]]:
    """Jumps between some states by coalitions of two or more of which no part, be it one member, can make them."""
    found: set[tuple[tuple[int, ...], int, int]] = set()
    for before in equilibria:
        for after in equilibria:
            able: list[tuple[int, ...]] = []
            for size in range(1, len(moves) + 1):
                for members in combinations(range(len(moves)), size):
                    gain = all(payoffs[who][after] > payoffs[who][before] for who in members)
                    if gain and after in reached(moves, payoffs, before, members, improving=False):
                        able.append(members)
            found |= {
                (members, before, after)
                for members in able
                if len(members) > 1 and not any(set(part) < set(members) for part in able)
            }
    return found


def stays(moves: Moves, payoffs: Payoffs, decider: int, state: int, concept: str) -> bool:
    """Whether a state is stable for one decision maker under Nash, GMR, SMR, SEQ or SSEQ."""
    return all(
        concept != "nash" and any(True for _ in deterring(moves, payoffs, decider, state, after, concept))
        for after in moves[decider][state]
        if payoffs[decider][after] > payoffs[decider][state]
    )


def deterring(
    moves: Moves, payoffs: Payoffs, decider: int, state: int, improvement: int, concept: str
) -> Iterator[int]:
    """The states to which opponents can answer an improvement so that it does not pay."""
    payoff = payoffs[decider]
    others = [who for who in range(len(moves)) if who != decider]
    for answer in sorted(reached(moves, payoffs, improvement, others, improving=concept in ("seq", "sseq"))):
        escapes = moves[decider][answer] if concept in ("smr", "sseq") else ()
        if all(payoff[end] <= payoff[state] for end in (answer, *escapes)):
            yield answer
