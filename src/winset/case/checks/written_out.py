"""Which named patterns cannot be written out: they come back to themselves, or grow too deep or too large."""

from collections.abc import Iterable, Iterator, Mapping

from winset.case.patterns import Combined, Named, Pattern
from winset.case.problems import quoted
from winset.case.walk import pattern_parts

# Bounds on patterns that name patterns, which a few lines can make to grow without end.
MAX_CHAIN = 100
MAX_CLAUSES = 10_000

_TOO_DEEP = f"names patterns more than {MAX_CHAIN} deep"
_TOO_LARGE = f"has more than {MAX_CLAUSES} clauses with the patterns that it names"

Inside = Mapping[str, list[str]]
"""For each named pattern the patterns that it names."""


def not_written_out(patterns: Mapping[str, Pattern]) -> Mapping[str, str]:
    """The named patterns that cannot be written out, and why."""
    inside = {name: [each for each in _names_in(pattern) if each in patterns] for name, pattern in patterns.items()}
    reasons: dict[str, str] = {}
    extents: dict[str, tuple[int, int]] = {}
    for name in _inner_first(inside):
        clauses, depth = _extent(patterns[name], extents)
        if depth > MAX_CHAIN:
            reasons[name] = _TOO_DEEP
            depth = 0  # what names it is not at fault for it
        elif clauses > MAX_CLAUSES:
            reasons[name] = _TOO_LARGE
        extents[name] = clauses, depth
    return {**reasons, **_circles(inside, [name for name in inside if name not in extents])}


def _names_in(pattern: Pattern) -> Iterator[str]:
    return (part.name for _, part in pattern_parts(pattern) if isinstance(part, Named))


def _inner_first(inside: Inside) -> Iterator[str]:
    """Each pattern after those that it names; those that lead to a circle are left out."""
    around: dict[str, list[str]] = {name: [] for name in inside}
    left = {name: len(set(names)) for name, names in inside.items()}
    for name, names in inside.items():
        for each in set(names):
            around[each].append(name)
    ready = [name for name, count in left.items() if not count]
    while ready:
        found = ready.pop()
        yield found
        for name in around[found]:
            left[name] -= 1
            if not left[name]:
                ready.append(name)


def _extent(pattern: Pattern, known: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """How many clauses a pattern has with those that it names, and how deep they are nested."""
    if isinstance(pattern, Named):
        clauses, depth = known.get(pattern.name, (0, 0))
        return clauses + 1, depth + 1
    clauses = depth = 0
    for clause in pattern.clauses:
        inner = [_extent(part, known) for part in clause.parts] if isinstance(clause, Combined) else [(1, 0)]
        clauses += sum(each for each, _ in inner)
        depth = max(depth, *(each for _, each in inner), 0)
    return clauses, depth + 1


def _circles(inside: Inside, names: Iterable[str]) -> Mapping[str, str]:
    """Of patterns that lead to a circle, those that are in one; of a very long circle some."""
    reasons: dict[str, str] = {}
    seen: set[str] = set()

    def follow(name: str, within: tuple[str, ...]) -> None:
        if name in within:
            circle = within[within.index(name) :]
            for member in circle:
                reasons.setdefault(member, f"comes back to itself through {', '.join(map(quoted, circle))}")
        elif len(within) > MAX_CHAIN:
            reasons.setdefault(within[0], _TOO_DEEP)
        elif name not in seen:
            for each in inside[name]:
                follow(each, (*within, name))
            seen.add(name)

    for name in names:
        follow(name, ())
    return reasons
