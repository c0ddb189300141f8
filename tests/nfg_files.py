"""Reads a .nfg file by its published description (Gambit, Game representation formats), and nothing beyond it.

Written from the description, not from the program that is tested: white space counts only between quotation marks;
`NFG 1 R`, a title, the players, the strategies of each player, a comment, outcomes with payoffs divided by commas, and
for each combination of strategies the number of its outcome, where the strategy of the first player changes fastest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

_TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([{},])|([^\s{},"]+))', re.DOTALL)


@dataclass(frozen=True)
class Read:
    """A game: what each combination of strategies is worth to each player; without an outcome 0."""

    title: str
    players: list[str]
    strategies: list[list[str]]
    comment: str
    labels: list[str]
    table: dict[tuple[int, ...], int]
    payoffs: dict[tuple[int, ...], tuple[int, ...]]

    def pure_equilibria(self) -> set[tuple[int, ...]]:
        """Where nobody gains by another strategy (Nash 1950), looked at one by one."""
        return {
            profile
            for profile in self.payoffs
            if all(
                self.payoffs[(*profile[:at], other, *profile[at + 1 :])][at] <= self.payoffs[profile][at]
                for at in range(len(self.players))
                for other in range(len(self.strategies[at]))
            )
        }


def read_nfg(text: str) -> Read:
    """The game that a file says."""
    assert text.isascii()
    tokens = _tokens(text)
    assert [next(tokens) for _ in range(3)] == ["NFG", "1", "R"]
    title = _string(next(tokens))
    players = _strings(_braced(tokens))
    strategies = [_strings(part) for part in _braced(tokens)]
    comment = _string(next(tokens))
    outcomes = [_outcome(part) for part in _braced(tokens)]
    numbers = [int(str(number)) for number in tokens]
    shape = [range(len(each)) for each in strategies]
    # The first changes fastest: so the product is taken in reverse, and each combination is turned around.
    profiles = [tuple(reversed(profile)) for profile in product(*reversed(shape))]
    table = dict(zip(profiles, numbers, strict=True))
    nothing = (0,) * len(players)
    payoffs = {profile: outcomes[number - 1][1] if number else nothing for profile, number in table.items()}
    labels = [label for label, _ in outcomes]
    for each in (players, *strategies, labels):
        assert len(set(each)) == len(each)
        assert all(label and "  " not in label and label == label.strip() for label in each)
    return Read(title, players, strategies, comment, labels, table, payoffs)


@dataclass(frozen=True)
class _Text:
    text: str


Token = _Text | str
Part = Token | list["Part"]


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        assert found, text[at : at + 40]
        at = found.end()
        yield _Text(found[1]) if found[1] is not None else found[2] or found[3]


def _string(token: Part) -> str:
    assert isinstance(token, _Text)
    return token.text


def _strings(part: Part) -> list[str]:
    assert isinstance(part, list)
    return [_string(item) for item in part]


def _outcome(part: Part) -> tuple[str, tuple[int, ...]]:
    assert isinstance(part, list)
    label, *numbers = part
    return _string(label), tuple(int(str(number)) for number in numbers if number != ",")


def _braced(tokens: Iterator[Token]) -> list[Part]:
    """What stands between a brace and the one that closes it."""
    assert next(tokens) == "{"
    return _rest(tokens)


def _rest(tokens: Iterator[Token]) -> list[Part]:
    found: list[Part] = []
    for part in tokens:
        if part == "}":
            return found
        found.append(_rest(tokens) if part == "{" else part)
    raise AssertionError("a brace is not closed")
