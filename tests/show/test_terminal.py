import io

import pytest
from made import open_deals, with_frontier

from winset.show.sentences import sentence
from winset.show.terminal import terminal


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_piped_it_is_plain_text_in_eighty_columns_with_the_sentence_first() -> None:
    out = io.StringIO()
    found = open_deals()
    terminal(found, out)
    lines = out.getvalue().splitlines()
    assert "\x1b" not in out.getvalue()
    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)
    assert " ".join(lines[:3]) == sentence(found)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_word_of_a_table_is_lost_at_any_width(width: int) -> None:
    out = io.StringIO()
    terminal(with_frontier(3), out, width)
    assert max(map(len, out.getvalue().splitlines())) <= width
    told = set(out.getvalue().split())
    assert {"Nash", "panama.government.refuses.alone", "“scarcely", "certain”", "Cabinet"} <= told


def test_a_terminal_has_styles_unless_it_asks_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    styled = Screen()
    terminal(open_deals(), styled, 80)
    assert "\x1b[1m" in styled.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Screen()
    terminal(open_deals(), plain, 80)
    assert "\x1b[3" not in plain.getvalue()


def test_forced_colours_stay_out_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = io.StringIO()
    terminal(open_deals(), out)
    assert "\x1b" not in out.getvalue()
