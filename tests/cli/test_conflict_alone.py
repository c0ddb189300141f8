"""A case that has nothing but a conflict: every command answers, or says in a sentence why it cannot."""

from pathlib import Path

import pytest

from calling import Call
from winset.cli.commands import cli

CASE = """\
winset: 1
title: A pier
as_of: 2024-06-01
sources: {letter: {title: A letter, published: 2024-05, circulation: open}}
conditions: {mood: {options: [calm, angry], now: calm, ordered: yes}}
conflict:
  deciders:
    town: {statements: {quiet: {when: {if: {mood: calm}, then: {march: no}}, cite: {source: letter, says: quiet}}}}
    firm: {weights: {appeal: 3}}
  options:
    march: {by: town, why: assumed}
    appeal: {by: firm, direction: up, why: assumed}
  status_quo: {march: no, appeal: no}
variants:
  freed: {contests: direction, set: {conflict.options.appeal.direction: both}}
"""
NO_DEALS = "winset: the case has no issues, so there are no deals to ask about; ask `winset stability`"
# What each command is called with, and the beginning of what it says: on standard error where its code is 2.
CALLS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "answers": (("pier",), 2, "winset: the case has no questions"),
    "blockers": (("pier",), 2, NO_DEALS),
    "brief": (("pier", "-o", "pier.html"), 2, NO_DEALS),
    "check": (("pier",), 0, "A pier, as of 2024-06-01\n6 inputs: 1 cited, 3 assumed, 2"),
    "claims": (("pier",), 2, "winset: the case has no claims"),
    "course": (("pier",), 2, NO_DEALS),
    "deals": (("pier",), 2, NO_DEALS),
    "diff": (("pier", "pier"), 2, NO_DEALS),
    "doubt": (("pier",), 2, NO_DEALS),
    "export": (("gmcr", "pier", "-o", "pier.gmcr"), 0, "wrote pier.gmcr"),
    "flips": (("pier",), 2, NO_DEALS),
    "goals": (("pier",), 2, NO_DEALS),
    "leverage": (("pier",), 2, NO_DEALS),
    "linkage": (("pier", "mood"), 2, NO_DEALS),
    "order": (("pier",), 2, NO_DEALS),
    "record": (("pier",), 0, "There is no record to read"),
    "redact": (("pier", "open"), 0, "winset: 1\ntitle: "),
    "score": (("pier",), 2, "winset: there is no `outcome.yaml` beside the case"),
    "stability": (("pier",), 0, "The status quo"),
    "trace": (("pier",), 2, NO_DEALS),
    "unlock": (("pier",), 2, NO_DEALS),
}
OF_NO_CASE = {"cases", "completion", "import", "new", "schema"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pier").mkdir()
    (tmp_path / "pier" / "case.yaml").write_text(CASE, "utf-8")


def test_every_command_is_tried() -> None:
    assert set(cli.commands) == set(CALLS) | OF_NO_CASE


@pytest.mark.parametrize("name", CALLS)
def test_it_answers_or_says_why_not(name: str, call: Call) -> None:
    args, code, said = CALLS[name]
    found = call(name, *args)
    assert found.exit_code == code, found.output
    assert (found.stdout if code == 0 and found.stdout else found.stderr).startswith(said)
    assert (found.stdout == "") == (code == 2 or name == "export")


@pytest.mark.parametrize("name", [name for name, (_, code, _) in CALLS.items() if code == 2 and name != "score"])
@pytest.mark.parametrize("more", [("--variant", "freed"), ("--json",)])
def test_so_it_does_with_options(name: str, more: tuple[str, ...], call: Call) -> None:
    found = call(name, *CALLS[name][0], *more)
    assert found.exit_code == 2
    assert found.stdout == ""
    assert found.stderr


@pytest.mark.parametrize("form", ["xlsx", "negmas", "nfg"])
def test_exports(form: str, call: Call) -> None:
    """A workbook and a game can be written; there is no negotiation."""
    found = call("export", form, "pier", "-o", f"pier.{form}")
    assert found.exit_code == (2 if form == "negmas" else 0), found.output
    if form == "xlsx":
        (Path("back")).mkdir()
        again = call("import", "xlsx", "pier.xlsx", "-o", "back/case.yaml")
        assert again.exit_code == 0, again.output
        assert call("stability", "back").stdout == call("stability", "pier").stdout
