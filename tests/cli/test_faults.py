"""Every end has its exit code and its words; a traceback is only shown where it is asked for."""

from pathlib import Path

import pytest

import winset
from calling import Call

ESCAPES = ("\x1b", "\u202e", "\x07")
HOSTILE = r'title: "\e[31mred\u202eder [bold]plain[/bold] \a<script>alert(1)</script>"'


def broken(*_args: object, **_settings: object) -> None:
    raise RuntimeError("the engine\nfell apart")


def interrupted(*_args: object, **_settings: object) -> None:
    raise KeyboardInterrupt


def test_a_fault_of_winset_is_one_line(river: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(winset, "deals", broken)
    found = call("deals", "river")
    assert (found.exit_code, found.stdout) == (3, "")
    assert found.stderr.count("\n") == 1
    assert "RuntimeError: the engine" in found.stderr
    assert "this is a fault of winset; run with --trace for details" in found.stderr


def test_trace_shows_where(river: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(winset, "deals", broken)
    found = call("--trace", "deals", "river")
    assert found.exit_code == 3
    assert "Traceback (most recent call last)" in found.stderr
    assert "in broken" in found.stderr


def test_ctrl_c_is_one_line(river: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(winset, "deals", interrupted)
    found = call("deals", "river")
    assert (found.exit_code, found.stdout, found.stderr) == (130, "", "winset: interrupted\n")


@pytest.fixture
def hostile(river: Path) -> Path:
    case = river / "case.yaml"
    text = case.read_text("utf-8").replace("title: Water from the river", HOSTILE)
    text = text.replace("name: Government of Upland", r'name: "Gov\e]0;x\a [red]ernment\u202e"')
    case.write_text(text.replace("- published", "- published"), encoding="utf-8")
    return case


@pytest.mark.parametrize("args", [["check", "--all"], ["deals"], ["blockers"]])
def test_a_hostile_case_is_shown_escaped(hostile: Path, call: Call, args: list[str]) -> None:
    found = call(*args, "river")
    assert found.exit_code == 0
    assert not [escape for escape in ESCAPES if escape in found.output]
    assert r"\x1b" in found.stdout


def test_markup_in_a_case_is_only_text(hostile: Path, call: Call) -> None:
    assert "[red]ernment" in call("deals", "river").stdout
    assert "[bold]plain[/bold]" in call("check", "river").stdout


@pytest.mark.parametrize("suffix", ["json", "csv", "txt", "html"])
def test_a_hostile_case_in_a_file(hostile: Path, call: Call, suffix: str) -> None:
    assert call("deals", "river", "-o", f"answer.{suffix}").exit_code == 0
    text = Path(f"answer.{suffix}").read_text("utf-8")
    assert "\x1b" not in text
    assert "\x07" not in text
    if suffix == "html":
        assert "<script>" not in text
        assert "\u202e" not in text


def test_a_hostile_key_in_a_problem_is_shown_escaped(river: Path, call: Call) -> None:
    case = river / "case.yaml"
    case.write_text(case.read_text("utf-8") + '"\\e[2Jgone\\u202e": x\n', encoding="utf-8")
    found = call("check", "river")
    assert found.exit_code == 2
    assert not [escape for escape in ESCAPES if escape in found.output]
    assert r"\x1b[2Jgone\u202e" in found.stderr


def test_a_hostile_word_of_the_call_is_shown_escaped(river: Path, call: Call) -> None:
    for args in (
        ["deals", "\x1b[2J"],
        ["deals", "river", "--where", "\x1b[2J=x"],
        ["\x1b[2J"],
        ["deals", "-o", "\x1b[2J"],
    ):
        found = call(*args)
        assert found.exit_code == 2
        assert "\x1b" not in found.output


def test_a_case_that_is_too_large_to_go_through_is_no_fault_of_winset(river: Path, call: Call) -> None:
    case = river / "case.yaml"
    more = "".join(f"  extra_{at}: {{options: [no_one, yes_one, maybe]}}\n" for at in range(16))
    quo = "".join(f", extra_{at}: no_one" for at in range(16))
    text = case.read_text("utf-8").replace("issues:\n", f"issues:\n{more}")
    case.write_text(text.replace("payment: none}\ndeal", f"payment: none{quo}}}\ndeal"), encoding="utf-8")
    found = call("deals", "river", "--engine", "enumeration")
    # 12 x 3^16 = 516,560,652 packages.
    assert found.exit_code == 2
    assert "516,560,652 packages" in found.stderr
