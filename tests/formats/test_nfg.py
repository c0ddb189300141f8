"""Games in Gambit's .nfg format: read by its description, and by Gambit itself (pygambit)."""

import io
import re

import numpy as np
import pygambit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfg_files import read_nfg
from winset.case.problems import WinsetError
from winset.formats.nfg import Outcome, StrategicGame, nfg_text, plain

words = st.text(max_size=12)


@st.composite
def games(draw: st.DrawFn) -> StrategicGame:
    """One to three players with one to three strategies, payoffs with many ties, some combinations without outcome."""
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    count = draw(st.integers(1, int(np.prod(shape))))
    payoffs = st.tuples(*[st.integers(-3, 3)] * len(shape))
    table = np.array(draw(st.lists(st.integers(0, count), min_size=int(np.prod(shape)), max_size=int(np.prod(shape)))))
    return StrategicGame(
        draw(words),
        tuple(draw(words) for _ in shape),
        tuple(tuple(draw(words) for _ in range(size)) for size in shape),
        tuple(Outcome(draw(words), draw(payoffs)) for _ in range(count)),
        table.reshape(shape),
        tuple(draw(st.lists(words, max_size=3))),
    )


@given(games())
def test_whatever_the_words_the_file_says_the_game(game: StrategicGame) -> None:
    read = read_nfg(nfg_text(game))
    assert (len(read.players), [len(each) for each in read.strategies]) == (len(game.players), list(game.table.shape))
    for profile, number in np.ndenumerate(game.table):
        assert read.table[profile] == number
        assert read.payoffs[profile] == (game.outcomes[number - 1].payoffs if number else (0,) * len(game.players))


@given(games())
def test_gambit_reads_the_same_game_and_finds_the_same_pure_equilibria(game: StrategicGame) -> None:
    """Its equilibria, and those found one by one in the file as read by the format's description."""
    text = nfg_text(game)
    read = read_nfg(text)
    theirs = pygambit.read_nfg(io.BytesIO(text.encode("ascii")))
    assert [player.label for player in theirs.players] == read.players
    assert [[each.label for each in player.strategies] for player in theirs.players] == read.strategies
    found = set()
    for equilibrium in pygambit.nash.enumpure_solve(theirs).equilibria:
        chosen = [
            [at for at, strategy in enumerate(player.strategies) if equilibrium[strategy] == 1]
            for player in theirs.players
        ]
        assert all(len(each) == 1 for each in chosen)
        found.add(tuple(each[0] for each in chosen))
    assert found == read.pure_equilibria()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Größe", "Gro?e"),
        ('say "no"', "say 'no'"),
        ("a\\b", "a/b"),
        ("two\n  lines", "two lines"),
        ("日本", "??"),
        ("\u202eabc", "?abc"),
        ("  ", ""),
    ],
)
def test_labels_are_plain(text: str, said: str) -> None:
    assert plain(text) == said


def test_labels_that_become_the_same_get_their_place() -> None:
    game = StrategicGame("", ("日", "本"), (("", ""), ("é", "e")), (Outcome("", (1, 1)),), np.ones((2, 2), np.int64))
    read = read_nfg(nfg_text(game))
    assert read.players == ["?", "? (2)"]
    assert read.strategies == [["(1)", "(2)"], ["e", "e (2)"]]


def test_the_first_player_changes_fastest() -> None:
    """By hand: rows of the first player, columns of the second; outcomes 1 to 6 down the columns."""
    outcomes = tuple(Outcome(f"o{at}", (at, -at)) for at in range(1, 7))
    table = np.array([[1, 3, 5], [2, 4, 6]], np.int64)
    text = nfg_text(StrategicGame("t", ("a", "b"), (("u", "d"), ("l", "m", "r")), outcomes, table, ("said",)))
    assert re.search(r"\n1 2 3 4 5 6\n\Z", text)
    assert text.startswith('NFG 1 R "t" { "a" "b" }\n')
    assert '"said"' in text


def test_a_table_that_does_not_fit_and_one_too_large() -> None:
    with pytest.raises(ValueError, match="a table of"):
        nfg_text(StrategicGame("t", ("a",), (("u",),), (), np.zeros(2, np.int64)))
    with pytest.raises(WinsetError, match="2,097,152 combinations"):
        nfg_text(StrategicGame("t", ("a",), (("u",),), (), np.zeros(1 << 21, np.int64)))
